//! By what can brands be told apart?
//!
//! Every [`Value`] of every facet with the set of brands that have it, and which values a brand or an initiative has. What is chosen
//! of them is absent on purpose; that is the query's.

use super::query::Facet;
use crate::catalogue::{Card, Catalogue, Entry, Kind, Level, Slug};

/// One thing to choose in a facet.
pub struct Value {
    /// Of which facet.
    pub facet: Facet,
    /// Its key in an address.
    pub key: Slug,
    /// Its word on the page.
    pub word: String,
    pub(super) brands: Set,
}

/// A set of brands by position.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Set(Vec<u64>);

impl Set {
    pub(super) fn insert(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, at: usize) -> bool {
        self.0
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    pub(super) fn unite(&mut self, other: &Set) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            *mine |= other;
        }
    }

    pub(super) fn intersect(&mut self, other: &Set) {
        self.0.truncate(other.0.len());
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            *mine &= other;
        }
    }

    pub(super) fn len_within(&self, other: &Set) -> usize {
        self.0
            .iter()
            .zip(&other.0)
            .map(|(a, b)| (a & b).count_ones() as usize)
            .sum()
    }
}

/// Every value that could be chosen, by facet and in the order of the page.
pub(super) fn values(catalogue: &Catalogue) -> Vec<Value> {
    let value = |facet, key: &str, word: &str| {
        Slug::parse(key).map(|key| Value {
            facet,
            key,
            word: word.to_owned(),
            brands: Set::default(),
        })
    };
    let needs = catalogue
        .needs
        .iter()
        .filter_map(|need| value(Facet::Need, need.id.as_str(), &need.name));
    let kinds = Kind::ALL
        .iter()
        .filter_map(|kind| value(Facet::Kind, kind.key(), kind.word()));
    let institutions = catalogue.institutions.iter().filter_map(|institution| {
        value(
            Facet::Institution,
            institution.id.as_str(),
            &institution.name,
        )
    });
    let places = catalogue
        .places
        .iter()
        .filter_map(|place| value(Facet::Place, place.id.as_str(), &place.name));
    let levels = Level::ALL
        .iter()
        .filter_map(|level| value(Facet::Honour, level.key(), level.word()));
    needs
        .chain(kinds)
        .chain(institutions)
        .chain(places)
        .chain(levels)
        .collect()
}

pub(super) fn card_values<'a>(
    catalogue: &'a Catalogue,
    card: &'a Card,
) -> impl Iterator<Item = (Facet, Slug)> + 'a {
    shared_values(
        catalogue,
        card.kind,
        &card.levels,
        &card.needs,
        &card.places,
        &card.owner,
        &card.partners,
    )
}

pub(super) fn entry_values<'a>(
    catalogue: &'a Catalogue,
    card: &'a Card,
    entry: &'a Entry,
) -> impl Iterator<Item = (Facet, Slug)> + 'a {
    let owner = entry.owner.as_ref().unwrap_or(&card.owner);
    shared_values(
        catalogue,
        entry.kind,
        &entry.levels,
        &entry.needs,
        &entry.places,
        owner,
        &entry.partners,
    )
}

fn shared_values<'a>(
    catalogue: &'a Catalogue,
    kind: Kind,
    levels: &'a [Level],
    needs: &'a [Slug],
    places: &'a [Slug],
    owner: &'a Slug,
    partners: &'a [Slug],
) -> impl Iterator<Item = (Facet, Slug)> + 'a {
    let needs = needs.iter().map(|id| (Facet::Need, id.clone()));
    // A service in a village is one in its town and district too.
    let places = places
        .iter()
        .flat_map(|id| catalogue.around(id))
        .map(|id| (Facet::Place, id.clone()));
    let levels = levels
        .iter()
        .filter_map(|level| Some((Facet::Honour, Slug::parse(level.key())?)));
    let institutions = std::iter::once(owner)
        .chain(partners)
        .map(|id| (Facet::Institution, id.clone()));
    needs
        .chain(places)
        .chain(levels)
        .chain(institutions)
        .chain(Slug::parse(kind.key()).map(|key| (Facet::Kind, key)))
}
