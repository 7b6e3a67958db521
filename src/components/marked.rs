//! Text of the content with the matches of a query marked.

use super::content_text;
use crate::search::Marker;
use leptos::prelude::*;

/// The text, perhaps a name, with the matches marked.
pub fn marked(text: &str, name: bool, marker: Option<&Marker>) -> AnyView {
    let marks = marker.map_or(Vec::new(), |marker| marker.marks(text, name));
    if marks.is_empty() {
        return content_text(text);
    }
    let mut pieces = Vec::with_capacity(marks.len() * 2 + 1);
    let mut end = 0;
    for mark in marks {
        pieces.push(content_text(&text[end..mark.start]));
        end = mark.end;
        pieces.push(view! { <mark>{content_text(&text[mark])}</mark> }.into_any());
    }
    pieces.push(content_text(&text[end..]));
    pieces.into_any()
}
