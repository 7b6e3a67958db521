//! A source document, as a page names it.

use crate::catalogue::Slug;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Catalogue, Document};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
use serde::{Deserialize, Serialize};

/// A document of the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its id, by which statements name it.
    pub id: Slug,
    /// Its number: its place in the register, from 1 on, the same on every page.
    pub number: u16,
    /// Its short name.
    pub short: String,
    /// Its title.
    pub title: String,
    /// What it is, by whom, of when.
    pub note: String,
}

#[cfg(not(target_arch = "wasm32"))]
impl Source {
    /// All documents of a catalogue, in the order of the register.
    pub fn all(catalogue: &Catalogue) -> impl Iterator<Item = Source> + '_ {
        let number = |at: usize| u16::try_from(at + 1).unwrap_or(u16::MAX);
        (catalogue.documents.iter().enumerate()).map(move |(at, document)| Source {
            id: document.id.clone(),
            number: number(at),
            short: document.short.clone(),
            title: document.title.clone(),
            note: note(document),
        })
    }
}

/// What a document is, by whom, of when.
#[cfg(not(target_arch = "wasm32"))]
fn note(document: &Document) -> String {
    let by = document.publisher.as_deref().or(document.byline.as_deref());
    let parts = [Some(document.kind.as_str()), by, Some(document.dated())];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(tr!("，"))
}
