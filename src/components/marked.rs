//! How does a hit stand out in a text?

use crate::search::text::marks;
use leptos::prelude::*;

/// The text with the words of the query marked; plain text where there are none.
pub fn marked(text: &str, words: &[String]) -> AnyView {
    let marks = marks(text, words);
    if marks.is_empty() {
        return text.to_owned().into_any();
    }
    let mut pieces = Vec::with_capacity(marks.len() * 2 + 1);
    let mut end = 0;
    for mark in marks {
        pieces.push(text[end..mark.start].to_owned().into_any());
        end = mark.end;
        pieces.push(view! { <mark>{text[mark].to_owned()}</mark> }.into_any());
    }
    pieces.push(text[end..].to_owned().into_any());
    pieces.into_any()
}
