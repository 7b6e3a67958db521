//! Title, description and canonical address of the document.
//!
//! [`update`] sets them for the screen, and the links to other languages. It removes what the prerendered head says of the first page only
//! (`data-page`).

use super::page;
use crate::head::Head;
use crate::messages::Language;
use crate::route::{self, Route};

/// Sets title, description, canonical address, and the links to the same page in other languages.
pub(super) fn update(head: &Head, route: &Route) {
    let document = page::document();
    document.set_title(&head.title);
    for link in page::elements("a[hreflang]") {
        let language = (link.get_attribute("hreflang")).and_then(|tag| Language::of_tag(&tag));
        if let Some(language) = language {
            let _ = link.set_attribute("href", &route.counterpart(language));
        }
    }
    let (Some(path), Ok(Some(link))) = (
        &head.canonical,
        document.query_selector("link[rel=canonical]"),
    ) else {
        return;
    };
    let address = route::absolute(&route::own(path)).unwrap_or_default();
    let written = link.get_attribute("href").unwrap_or_default();
    if written == address || written == route::own(path) {
        return;
    }
    let _ = link.set_attribute("href", &address);
    for stale in page::elements("[data-page]") {
        stale.remove();
    }
    if let Ok(Some(described)) = document.query_selector("meta[name=description]") {
        let _ = described.set_attribute("content", &head.description);
    }
}
