//! The records of a catalogue by id (native).
//!
//! A [`Lookup`] is built once, in linear time; searching the lists of a [`Catalogue`] takes linear time for each record. If an id occurs twice, it refers to
//! the first record, as in the lists.

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
    // In reverse, so that the first record with an id wins.
    records.iter().rev().map(|it| (id(it), it)).collect()
}
