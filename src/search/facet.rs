//! By what can brands be told apart?
//!
//! [`Traits`] are what a brand or an initiative has of each facet; a [`Set`] is brands by position. What is chosen is absent on purpose; that is
//! the query's.

use crate::catalogue::{Card, Entry, Kind, Level, Slug};

/// What a brand or an initiative has of each facet.
pub(super) struct Traits<'a> {
    pub(super) needs: &'a [Slug],
    pub(super) kind: Kind,
    pub(super) owner: &'a Slug,
    pub(super) partners: &'a [Slug],
    pub(super) places: &'a [Slug],
    pub(super) levels: &'a [Level],
}

impl<'a> Traits<'a> {
    /// What a brand has by itself.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn of_card(card: &'a Card) -> Traits<'a> {
        Traits {
            needs: &card.needs,
            kind: card.kind,
            owner: &card.owner,
            partners: &card.partners,
            places: &card.places,
            levels: &card.levels,
        }
    }

    /// What one of its initiatives has.
    pub(super) fn of_entry(card: &'a Card, entry: &'a Entry) -> Traits<'a> {
        Traits {
            needs: &entry.needs,
            kind: entry.kind,
            owner: entry.owner.as_ref().unwrap_or(&card.owner),
            partners: &entry.partners,
            places: &entry.places,
            levels: &entry.levels,
        }
    }
}

/// A set of brands by position.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// The first `total` brands.
    pub(super) fn all(total: usize) -> Set {
        let mut words = vec![u64::MAX; total.div_ceil(64)];
        if let Some(last) = words.last_mut() {
            *last >>= (64 - total % 64) % 64;
        }
        Set(words)
    }

    /// None of `total` brands.
    pub(super) fn none(total: usize) -> Set {
        Set(vec![0; total.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub(super) fn contains(&self, at: usize) -> bool {
        let word = self.0.get(at / 64).copied().unwrap_or(0);
        word >> (at % 64) & 1 == 1
    }

    pub(super) fn intersect(&mut self, other: &Set) {
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            *mine &= other;
        }
    }

    pub(super) fn len(&self) -> usize {
        let ones = self.0.iter().map(|word| word.count_ones() as usize);
        ones.sum()
    }
}
