//! Text of the content, which is Chinese in every language of the site.
//!
//! Plain text on a Chinese page. On an English page the same elements as in a published document (`desk/english.rs`): a `lang` attribute around each
//! run of Chinese, and the class of a gloss around the English translation of a name.

use crate::messages::{Run, content, runs};
use leptos::prelude::*;

/// Renders a text or a name of the content.
pub fn content_text(text: &str) -> AnyView {
    marked_text(text, |run, lang| match run {
        Run::Chinese(text) => view! { <span lang=lang>{text.to_owned()}</span> }.into_any(),
        Run::Gloss(text) => view! { <span class="gloss">{text.to_owned()}</span> }.into_any(),
        Run::Other(text) => text.to_owned().into_any(),
    })
}

/// The same within an SVG, whose text elements differ and which has no glosses.
pub fn content_in_picture(text: &str) -> AnyView {
    marked_text(text, |run, lang| match run {
        Run::Chinese(text) => view! { <tspan lang=lang>{text.to_owned()}</tspan> }.into_any(),
        Run::Gloss(text) | Run::Other(text) => text.to_owned().into_any(),
    })
}

/// Gives each run of a text an element, on pages in another language than the documents.
fn marked_text(text: &str, element: fn(Run, &'static str) -> AnyView) -> AnyView {
    let Some(lang) = content().filter(|_| !text.is_empty()) else {
        return text.to_owned().into_any();
    };
    let runs = runs(text).into_iter();
    let runs: Vec<AnyView> = runs.map(|run| element(run, lang)).collect();
    runs.into_any()
}
