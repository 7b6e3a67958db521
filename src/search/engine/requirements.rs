//! What does a word ask of a record before it is looked at?
//!
//! [`Requirements`] says for each number which places of the word it can match, how many of them a slip may leave open, and with which two
//! characters side by side the word can begin. All of it is necessary, none of it enough: whoever has it is looked at, who lacks it cannot hold
//! the word. Who has it is absent on purpose: see `candidates`.

use super::nfa::{LONGEST_WORD, Nfa};

/// How much of a word must be matched.
#[derive(Clone)]
pub(crate) enum Rule {
    /// Every place.
    All,
    /// All but the places of one slip: for each place the first one after it that no slip takes together with it.
    But(Vec<usize>),
}

/// What a word asks of a record.
#[derive(Clone)]
pub(crate) struct Requirements {
    /// For each number the places of the word that it can match.
    pub(crate) covers: Vec<u64>,
    /// How many places the word has.
    pub(crate) places: usize,
    pub(crate) rule: Rule,
    /// Where it must be matched by more than one character: of which kinds the second one can be, for each kind of the first.
    pub(crate) pairs: Option<[u32; KINDS]>,
}

/// How many kinds of characters there are: any parting will do, the beginnings of syllables part best.
pub(crate) const KINDS: usize = 32;

impl Nfa {
    /// What the word asks of a record: every place, or all but one.
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
            // A slip is in one place.
            rule: if slip {
                Rule::But((1..=LONGEST_WORD).collect())
            } else {
                Rule::All
            },
            pairs: None,
        }
    }

    /// The places of the word that a character can match beside others.
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

    /// With which kinds of characters side by side the word can begin.
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
