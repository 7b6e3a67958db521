//! The transitions of the automaton of a word for one syllable.
//!
//! [`Transitions`] holds, as bit sets over the positions of the word, where a whole syllable, an initial or an unfinished syllable matches. Applying
//! them advances all positions at once. `table` maps characters to syllables.

use super::fold::is_letter;
use super::sound::{LONGEST, letters};

/// The transitions for the characters with one pronunciation.
#[derive(Clone, Copy, Default)]
pub(super) struct Transitions {
    /// The positions at which a whole syllable matches, by its length in units.
    pub(super) by: [u64; LONGEST + 1],
    /// The lengths for which `by` is not empty, as a set of bits.
    pub(super) lengths: u8,
    /// The positions at which an initial matches, by its length in units.
    pub(super) initials: [u64; 3],
    /// The positions at which the rest of the word is a proper prefix of the syllable.
    pub(super) tail: u64,
}

impl Transitions {
    /// The positions at which anything matches.
    pub(super) fn from(&self) -> u64 {
        let all = self.by.iter().chain(&self.initials);
        all.fold(self.tail, |from, by| from | by)
    }

    /// The positions reached by a whole syllable.
    pub(super) fn whole(&self, state: u64) -> u64 {
        let (mut next, mut lengths) = (0, self.lengths);
        while lengths != 0 {
            let by = lengths.trailing_zeros() as usize & 7;
            next |= (state & self.by.get(by).unwrap_or(&0)) << by;
            lengths &= lengths - 1;
        }
        next
    }

    /// The positions reached by an initial.
    pub(super) fn initial(&self, state: u64) -> u64 {
        (state & self.initials[1]) << 1 | (state & self.initials[2]) << 2
    }

    /// The positions of the word that a character with this pronunciation can match; `end` is the bit after the last one.
    pub(super) fn covers(&self, end: u64) -> u64 {
        let run = |from: u64, length: usize| (0..length).fold(0, |all, by| all | from << by);
        let by = self.by.iter().enumerate();
        let whole = by.fold(0, |all, (length, from)| all | run(*from, length));
        let initials = self.initials[1] | run(self.initials[2], 2);
        // An unfinished syllable matches everything from its first position on.
        let lowest = self.tail & self.tail.wrapping_neg();
        let tail = if lowest == 0 {
            0
        } else {
            (end - 1) & !(lowest - 1)
        };
        whole | initials | tail
    }

    /// These transitions without those by which one character matches the whole word.
    pub(super) fn without_whole(mut self, end: u64) -> Transitions {
        let length = end.trailing_zeros() as usize;
        for by in [self.by.get_mut(length), self.initials.get_mut(length)] {
            by.into_iter().for_each(|from| *from &= !1);
        }
        self.tail &= !1;
        self
    }

    /// Adds the transitions of another pronunciation.
    pub(super) fn add(&mut self, other: &Transitions) {
        self.tail |= other.tail;
        self.lengths |= other.lengths;
        for (mine, other) in self.by.iter_mut().zip(other.by) {
            *mine |= other;
        }
        for (mine, other) in self.initials.iter_mut().zip(other.initials) {
            *mine |= other;
        }
    }
}

/// Adds the positions at which the word has the initial of each syllable: for zhong both `z` and `zh`.
pub(super) fn initials(word: &[u16], syllables: &[u64], transitions: &mut [Transitions]) {
    let mut stands = [0u64; 128];
    for (at, unit) in word.iter().enumerate() {
        if let Some(stands) = stands
            .get_mut(usize::from(*unit))
            .filter(|_| is_letter(*unit))
        {
            *stands |= 1 << at;
        }
    }
    for (syllable, transitions) in syllables.iter().zip(transitions.iter_mut().skip(1)) {
        let mut letters = letters(*syllable).map(|letter| usize::from(letter & 127));
        let first = letters.next().map_or(0, |letter| stands[letter]);
        transitions.initials[1] |= first;
        if letters.next() == Some(usize::from(b'h')) {
            transitions.initials[2] |= first & (stands[usize::from(b'h')] >> 1);
        }
    }
}
