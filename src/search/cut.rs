//! How is a catalogue cut into what travels? (desk)
//!
//! [`cut`] makes a [`Front`] and what comes later. The same catalogue gives the same pieces, and their edition, which is made of their
//! content, changes with any of them.

use super::facet::Traits;
use super::front::{Columns, Front, Names, OFFERED, PAGE, SHELF, Shelf, Value};
use super::query::Facet;
use crate::catalogue::{Card, Catalogue, Kind, Level, Need, Slug};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A catalogue in pieces.
pub struct Pieces {
    /// For the first visit. Its own columns and names are there only where there are few brands.
    pub front: Front,
    /// Who has which value.
    pub columns: Columns,
    /// The order of names.
    pub names: Names,
    /// All shelves, those of the front among them.
    pub shelves: Vec<Shelf>,
}

/// Cuts a catalogue.
pub fn cut(catalogue: &Catalogue) -> Pieces {
    let owners: HashMap<&Slug, &str> = catalogue
        .institutions
        .iter()
        .map(|institution| (&institution.id, institution.name.as_str()))
        .collect();
    let owner = |card: &Card| owners.get(&card.owner).copied().unwrap_or("").to_owned();
    let shelves: Vec<Shelf> = catalogue
        .cards
        .chunks(SHELF)
        .map(|cards| Shelf {
            cards: cards.to_vec(),
            owners: cards.iter().map(owner).collect(),
        })
        .collect();
    let had = brands_by_value(catalogue);
    let mut values = Vec::new();
    let mut rest = Vec::new();
    for facet in Facet::ALL {
        let mut all: Vec<Value> = values_in(catalogue, facet)
            .into_iter()
            .filter_map(|mut value| {
                value.total = had.get(&(facet, value.key.clone()))?.len() as u32;
                Some(value)
            })
            .collect();
        if all.len() > OFFERED {
            all.sort_by_key(|value| std::cmp::Reverse(value.total));
            rest.extend(all.split_off(OFFERED));
        }
        values.extend(all);
    }
    let columns = Columns {
        brands: values
            .iter()
            .chain(&rest)
            .map(|value| distances(&had[&(value.facet, value.key.clone())]))
            .collect(),
        years: (catalogue.cards.iter())
            .map(|card| card.year.unwrap_or(0))
            .collect(),
        values: rest,
    };
    let mut order: Vec<u32> = (0..catalogue.cards.len() as u32).collect();
    // Ids are pinyin.
    order.sort_by_key(|at| &catalogue.cards[*at as usize].id);
    let names = Names { order };
    let few = catalogue.cards.len() <= PAGE;
    let mut hasher = DefaultHasher::new();
    for piece in [
        serde_json::to_string(&shelves),
        serde_json::to_string(&columns),
        serde_json::to_string(&names),
    ] {
        piece.unwrap_or_default().hash(&mut hasher);
    }
    Pieces {
        front: Front {
            edition: format!("{:016x}", hasher.finish()),
            sign: catalogue.gallery.sign(),
            brands: catalogue.cards.len() as u32,
            documents: catalogue.documents.len() as u32,
            needs: (catalogue.needs.iter())
                .map(|need| Need {
                    english: None,
                    ..need.clone()
                })
                .collect(),
            shelves: shelves.iter().take(PAGE / SHELF).cloned().collect(),
            all_values: (values.len() + columns.values.len()) as u32,
            values,
            columns: few.then(|| columns.clone()),
            names: few.then(|| names.clone()),
        },
        columns,
        names,
        shelves,
    }
}

/// The brands that have each value, in order, by themselves or by one of their initiatives.
fn brands_by_value(catalogue: &Catalogue) -> HashMap<(Facet, Slug), Vec<u32>> {
    let around: HashMap<&Slug, &Slug> = catalogue
        .places
        .iter()
        .filter_map(|place| Some((&place.id, place.parent.as_ref()?)))
        .collect();
    let mut had: HashMap<(Facet, Slug), Vec<u32>> = HashMap::new();
    for (at, card) in (0u32..).zip(&catalogue.cards) {
        let mut add = |facet: Facet, key: &Slug| {
            let brands = had.entry((facet, key.clone())).or_default();
            if brands.last() != Some(&at) {
                brands.push(at);
            }
        };
        let entries = card
            .initiatives
            .iter()
            .map(|entry| Traits::of_entry(card, entry));
        for traits in std::iter::once(Traits::of_card(card)).chain(entries) {
            for key in traits.needs {
                add(Facet::Need, key);
            }
            if let Some(key) = Slug::parse(traits.kind.key()) {
                add(Facet::Kind, &key);
            }
            for key in std::iter::once(traits.owner).chain(traits.partners) {
                add(Facet::Institution, key);
            }
            for key in traits.places {
                // A service in a village is one in its town and district too; a place stands after the place around it, so this ends.
                for key in std::iter::successors(Some(key), |key| around.get(key).copied()) {
                    add(Facet::Place, key);
                }
            }
            for key in traits
                .levels
                .iter()
                .filter_map(|level| Slug::parse(level.key()))
            {
                add(Facet::Honour, &key);
            }
        }
    }
    had
}

fn distances(brands: &[u32]) -> Vec<u32> {
    let mut before = 0;
    brands
        .iter()
        .map(|at| at - std::mem::replace(&mut before, *at))
        .collect()
}

fn values_in(catalogue: &Catalogue, facet: Facet) -> Vec<Value> {
    let value = |key: &Slug, word: &str, around: Option<&Slug>| Value {
        facet,
        key: key.clone(),
        word: word.to_owned(),
        around: around.cloned(),
        total: 0,
    };
    let word = |key: &str, word: &str| Slug::parse(key).map(|key| value(&key, word, None));
    match facet {
        Facet::Need => (catalogue.needs.iter())
            .map(|need| value(&need.id, &need.name, None))
            .collect(),
        Facet::Kind => (Kind::ALL.iter())
            .filter_map(|kind| word(kind.key(), kind.shown()))
            .collect(),
        Facet::Institution => (catalogue.institutions.iter())
            .map(|found| value(&found.id, &found.name, None))
            .collect(),
        Facet::Place => (catalogue.places.iter())
            .map(|place| value(&place.id, &place.name, place.parent.as_ref()))
            .collect(),
        Facet::Honour => (Level::ALL.iter())
            .filter_map(|level| word(level.key(), catalogue.level(*level)))
            .collect(),
    }
}
