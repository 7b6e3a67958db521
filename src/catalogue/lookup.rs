//! The records of a catalogue by id (desk).
//!
//! [`Lookup`] is built once, in a time that grows with the number of records; a search in the lists of a [`Catalogue`] takes that time for each
//! record that is looked for. Where an id occurs twice, the first record has it, as in the lists.

use super::{Card, Catalogue, Document, Institution, Need, Place, Slug};
use std::collections::HashMap;

/// The records by their ids.
pub struct Lookup<'a> {
    /// All brands.
    pub cards: HashMap<&'a Slug, &'a Card>,
    /// All institutions.
    pub institutions: HashMap<&'a Slug, &'a Institution>,
    /// All places.
    pub places: HashMap<&'a Slug, &'a Place>,
    /// All needs.
    pub needs: HashMap<&'a Slug, &'a Need>,
    /// The source documents.
    pub documents: HashMap<&'a Slug, &'a Document>,
}

impl<'a> Lookup<'a> {
    /// The records of a catalogue.
    pub fn of(catalogue: &'a Catalogue) -> Lookup<'a> {
        Lookup {
            cards: by_id(&catalogue.cards, |it| &it.id),
            institutions: by_id(&catalogue.institutions, |it| &it.id),
            places: by_id(&catalogue.places, |it| &it.id),
            needs: by_id(&catalogue.needs, |it| &it.id),
            documents: by_id(&catalogue.documents, |it| &it.id),
        }
    }
}

fn by_id<T>(records: &[T], id: impl Fn(&T) -> &Slug) -> HashMap<&Slug, &T> {
    // From the end, so that the first of two with one id stays.
    records.iter().rev().map(|it| (id(it), it)).collect()
}
