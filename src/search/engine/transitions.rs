//! What does hearing one character do to a word that is half matched?
//!
//! [`Transitions`] says for each place of the word where a syllable, an initial or an unfinished syllable leads from there, all places at once.
//! Which character sounds how is absent on purpose: that is the table's.

use super::fold::is_letter;
use super::sound::{LONGEST, letters};

/// What the characters of one sound do to the state.
#[derive(Clone, Copy, Default)]
pub(super) struct Transitions {
    /// From where a whole syllable moves on, by how many units.
    pub(super) by: [u64; LONGEST + 1],
    /// For each length whether there is any such place.
    pub(super) lengths: u8,
    /// From where an initial does.
    pub(super) initials: [u64; 3],
    /// Where the rest of the word is the beginning of the syllable.
    pub(super) tail: u64,
}

impl Transitions {
    pub(super) fn from(&self) -> u64 {
        let all = self.by.iter().chain(&self.initials);
        all.fold(self.tail, |from, by| from | by)
    }

    /// Where a whole syllable leads.
    pub(super) fn whole(&self, state: u64) -> u64 {
        let (mut next, mut lengths) = (0, self.lengths);
        while lengths != 0 {
            let by = lengths.trailing_zeros() as usize & 7;
            next |= (state & self.by.get(by).unwrap_or(&0)) << by;
            lengths &= lengths - 1;
        }
        next
    }

    /// Where an initial leads.
    pub(super) fn initial(&self, state: u64) -> u64 {
        (state & self.initials[1]) << 1 | (state & self.initials[2]) << 2
    }

    /// The places of a word of so many that a character of this sound can match.
    pub(super) fn covers(&self, end: u64) -> u64 {
        let run = |from: u64, length: usize| (0..length).fold(0, |all, by| all | from << by);
        let by = self.by.iter().enumerate();
        let whole = by.fold(0, |all, (length, from)| all | run(*from, length));
        let initials = self.initials[1] | run(self.initials[2], 2);
        // From the first place of an unfinished syllable on.
        let lowest = self.tail & self.tail.wrapping_neg();
        let tail = if lowest == 0 {
            0
        } else {
            (end - 1) & !(lowest - 1)
        };
        whole | initials | tail
    }

    /// The same but for what one character does to a whole word.
    pub(super) fn without_whole(mut self, end: u64) -> Transitions {
        let length = end.trailing_zeros() as usize;
        for by in [self.by.get_mut(length), self.initials.get_mut(length)] {
            by.into_iter().for_each(|from| *from &= !1);
        }
        self.tail &= !1;
        self
    }

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

/// Adds where a word has a letter that a syllable begins with: z of zhong also as zh.
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
