//! Necessary conditions for a word to match a record.
//!
//! [`Requirements`] gives for each number the positions of the word that it can match, how many positions a typing error may leave unmatched, and
//! the pairs of adjacent characters with which the word can begin. A record that fails one of them cannot match; one that meets all of them must
//! still be matched in full. `candidates` evaluates them.

use super::nfa::{LONGEST_WORD, Nfa};

/// Which positions of a word must be matched.
#[derive(Clone)]
pub(crate) enum Rule {
    /// Every position.
    All,
    /// All but those that one error affects: for each position the first later one that no error affects together with it.
    But(Vec<usize>),
}

/// Necessary conditions for a record to match a word.
#[derive(Clone)]
pub(crate) struct Requirements {
    /// For each number the positions of the word that it can match, as a set of bits.
    pub(crate) covers: Vec<u64>,
    /// The number of positions of the word.
    pub(crate) places: usize,
    pub(crate) rule: Rule,
    /// For each kind of the first character the possible kinds of the second, if the word must be matched by at least two characters.
    pub(crate) pairs: Option<[u32; KINDS]>,
}

/// The number of kinds of characters. Any classification is correct; by the initial of the syllable it excludes the most records.
pub(crate) const KINDS: usize = 32;

impl Nfa {
    /// The requirements of the word, without or with one typing error.
    pub(super) fn requirements(&self, slip: bool) -> Requirements {
        let covers: Vec<u64> = self
            .transitions
            .iter()
            .map(|transitions| transitions.covers(self.end))
            .collect();
        let cover = |number: usize| {
            let class = self.class.get(number).map(|class| usize::from(*class));
            class
                .and_then(|class| covers.get(class))
                .copied()
                .unwrap_or(0)
        };
        Requirements {
            covers: self
                .from
                .iter()
                .enumerate()
                .map(|(number, from)| from.1 | cover(number))
                .collect(),
            places: self.end.trailing_zeros() as usize,
            // An error affects one position.
            rule: if slip {
                Rule::But((1..=LONGEST_WORD).collect())
            } else {
                Rule::All
            },
            pairs: None,
        }
    }

    /// The positions of the word that a character can match together with other characters.
    pub(super) fn beside_others(&self, number: u16) -> u64 {
        let number = usize::from(number);
        let class = self.class.get(number).map(|class| usize::from(*class));
        let transitions = class.and_then(|class| self.transitions.get(class));
        let covers = transitions.map_or(0, |transitions| {
            transitions.without_whole(self.end).covers(self.end)
        });
        let literal = self.from.get(number).map_or(0, |from| from.1);
        covers | if self.end > 2 { literal } else { 0 }
    }

    /// For each kind of the first character the kinds of the second one with which the word can begin.
    pub(super) fn pairs(&self, kinds: &[u8]) -> [u32; KINDS] {
        let (mut reached, mut from) = ([0u64; KINDS], [0u64; KINDS]);
        for (number, kind) in (0..).zip(kinds) {
            let kind = usize::from(*kind) % KINDS;
            reached[kind] |= self.step(1, number).0 & !self.end;
            from[kind] |= self.from.get(usize::from(number)).map_or(0, |from| from.0);
        }
        reached.map(|reached| {
            let seconds = from.iter().zip(0..);
            seconds.fold(0, |all, (from, kind)| {
                all | u32::from(reached & from != 0) << kind
            })
        })
    }
}
