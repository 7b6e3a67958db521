//! Links to the previous and the next page.

use super::content_text;
use leptos::prelude::*;

/// A link to the previous or the next page.
pub struct PagerLink {
    /// Its `href`.
    pub href: String,
    /// The kind of page, such as "previous brand".
    pub word: &'static str,
    /// The name of that page.
    pub name: String,
}

/// The links; `None` without any. `label` names the region.
pub fn pager(
    label: &'static str,
    before: Option<PagerLink>,
    after: Option<PagerLink>,
) -> Option<AnyView> {
    if before.is_none() && after.is_none() {
        return None;
    }
    let link = |side: Option<PagerLink>, class: &'static str| {
        side.map(|PagerLink { href, word, name }| view! { <a class=class href=href><span class="turn__word">{word}</span>{content_text(&name)}</a> }.into_any())
    };
    let pager = view! {
        <nav class="turn" aria-label=label>
            {link(before, "turn__link")}
            {link(after, "turn__link turn__link--after")}
        </nav>
    };
    Some(pager.into_any())
}
