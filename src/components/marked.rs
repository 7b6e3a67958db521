//! Text with the matches of a query marked.

use crate::search::Marker;
use leptos::prelude::*;

/// The text, perhaps a name, with the matches marked.
pub fn marked(text: &str, name: bool, marker: Option<&Marker>) -> AnyView {
    let marks = marker.map_or(Vec::new(), |marker| marker.marks(text, name));
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
