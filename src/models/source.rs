//! Citations of source documents.

use crate::catalogue::Slug;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{
    Catalogue, Document, Event, Figure, Honour, Partner, Passage, Person, Statement,
};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
use serde::{Deserialize, Serialize};
#[cfg(not(target_arch = "wasm32"))]
use std::collections::BTreeSet;

/// A document of the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its id, by which statements cite it.
    pub id: Slug,
    /// Its number: its position in the register, from 1 on, so that it is the same on every page.
    pub number: u16,
    /// Its short name.
    pub short: String,
    /// Its title.
    pub title: String,
    /// Its sort, issuer, author and date.
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

/// The sort, issuer, author and date of a document.
#[cfg(not(target_arch = "wasm32"))]
fn note(document: &Document) -> String {
    let by = document.publisher.as_deref().or(document.byline.as_deref());
    let parts = [Some(document.kind.as_str()), by, Some(document.dated())];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(tr!("，"))
}

/// The sentences of a page's model that stand as quotations, each once.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn quoted(catalogue: &Catalogue, brand: &Slug, page: &impl Serialize) -> Vec<Passage> {
    let texts = serde_json::to_value(page).map_or(String::new(), |page| page.to_string());
    let mut found: Vec<Passage> = Vec::new();
    for quotation in catalogue.quotations.iter().filter(|it| it.brand == *brand) {
        // As it stands within the text of the page, quotation marks escaped.
        let written = serde_json::Value::from(quotation.sentence.as_str()).to_string();
        let is_new = found.iter().all(|it| it.text != quotation.sentence);
        if is_new && texts.contains(&written[1..written.len() - 1]) {
            found.push(Passage {
                heading: None,
                text: quotation.sentence.clone(),
                sources: vec![quotation.document.clone()],
            });
        }
    }
    found
}

/// Collects the ids of the documents that a page cites.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Default)]
pub(super) struct Cited(BTreeSet<Slug>);

#[cfg(not(target_arch = "wasm32"))]
impl Cited {
    /// Adds the documents of some records.
    pub(super) fn add(&mut self, records: &[impl Sourced]) {
        for record in records {
            self.add_ids(record.sources());
        }
    }

    /// Adds documents.
    pub(super) fn add_ids(&mut self, ids: &[Slug]) {
        self.0.extend(ids.iter().cloned());
    }

    /// The documents, in the order of the register.
    pub(super) fn sources(&self, catalogue: &Catalogue) -> Vec<Source> {
        let cited = Source::all(catalogue).filter(|source| self.0.contains(&source.id));
        cited.collect()
    }
}

/// A record that cites documents.
#[cfg(not(target_arch = "wasm32"))]
pub(super) trait Sourced {
    /// Their ids.
    fn sources(&self) -> &[Slug];
}

/// Implements [`Sourced`] for records with a field `sources`.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! sourced {
    ($($record:ty),+) => {
        $(impl Sourced for $record {
            fn sources(&self) -> &[Slug] {
                &self.sources
            }
        })+
    };
}

#[cfg(not(target_arch = "wasm32"))]
sourced!(Event, Figure, Honour, Partner, Passage, Person, Statement);
