//! Matching with one typing error.
//!
//! One unit of a word, or one letter of its pinyin, may be wrong, missing, added or swapped with its neighbour (bit-parallel, after Wu and Manber).
//! [`Nfa`] matches hanzi this way; [`Letters`] matches the letters of their syllables, where a match begins and ends at a syllable boundary. Two errors
//! are not allowed: every short word would match almost everything.

use super::index::{FIRST, Numbers, RECORD};
use super::nfa::{LONGEST_WORD, Nfa};
use super::rank::Place;
use super::requirements::{Requirements, Rule};
use super::sound::{self, LONGEST};
use super::table::{Spellings, Table};

/// A compiled word of letters.
pub(crate) struct Letters<'t> {
    end: u64,
    /// For each byte its positions in the word.
    stands: [u64; 128],
    word: Vec<u16>,
    spellings: &'t Spellings,
}

#[derive(Clone, Copy)]
struct SlipState {
    exact: u64,
    slipped: u64,
    swapping: u64,
}

const START: SlipState = SlipState {
    exact: 1,
    slipped: 2,
    swapping: 0,
};

impl<'t> Letters<'t> {
    /// Compiles a word without hanzi.
    pub(crate) fn of(table: &'t Table, word: &[u16]) -> Letters<'t> {
        let word = word.get(..LONGEST_WORD).unwrap_or(word);
        let mut stands = [0; 128];
        for (at, unit) in word.iter().enumerate() {
            if let Some(stands) = stands.get_mut(usize::from(*unit)) {
                *stands |= 1 << at;
            }
        }
        Letters {
            end: 1 << word.len(),
            stands,
            word: word.to_vec(),
            spellings: table.spellings(),
        }
    }

    /// The requirements of the word: every position but those of the syllable with the error.
    pub(crate) fn requirements(&self) -> Requirements {
        let heard = self.heard();
        let cover = |spelling: u64| {
            if self.word.len() <= LONGEST + 1 && self.spell(START, spelling).slipped & self.end != 0
            {
                return u64::MAX;
            }
            let at = heard.binary_search_by_key(&spelling, |(other, _)| *other);
            at.ok()
                .and_then(|at| heard.get(at))
                .map_or(0, |(_, places)| *places)
        };
        let covers = self.spellings.usual.iter().enumerate();
        let covers = covers.map(|(number, usual)| {
            let further = self.spellings.further(number).iter();
            further.fold(cover(*usual), |all, spelling| all | cover(*spelling))
        });
        Requirements {
            covers: covers.collect(),
            places: self.word.len(),
            rule: Rule::But(self.partners()),
            pairs: None,
        }
    }

    /// For each position the first later one that no syllable with an error spans together with it, unless that syllable is the whole word.
    fn partners(&self) -> Vec<usize> {
        let mut spellings = self.spellings.usual.clone();
        spellings.extend(&self.spellings.further);
        spellings.sort_unstable();
        spellings.dedup();
        let mut partner = 0;
        let places = 0..self.word.len();
        let ends = |at: usize| {
            let begun = SlipState {
                exact: START.exact << at,
                slipped: START.slipped << at,
                swapping: 0,
            };
            let ends = spellings
                .iter()
                .map(|spelling| self.spell(begun, *spelling).slipped);
            let ends = ends.fold(0, |all, ends| all | ends) & (self.end | (self.end - 1));
            let whole = if at == 0 { self.end } else { 0 };
            64 - (ends & !whole).leading_zeros() as usize
        };
        // The end of a syllable is the position after its last letter.
        places
            .map(|at| {
                partner = partner.max(at + 1).max(ends(at).saturating_sub(1));
                partner
            })
            .collect()
    }

    /// The runs of letters that can be a syllable, sorted, each with its positions. Includes runs whose first or last letter is swapped with that
    /// of the neighbouring syllable.
    fn heard(&self) -> Vec<(u64, u64)> {
        let mut heard: Vec<(u64, u64)> = Vec::new();
        let letter = |at: usize| self.word.get(at).map(|unit| *unit as u8);
        for from in 0..self.word.len() {
            for length in 1..=LONGEST {
                let run = |skipped: usize| {
                    let places = (from..=from + length).filter(|at| *at != from + skipped);
                    let letters = places.clone().map_while(letter).collect::<Vec<u8>>();
                    let cover = places.fold(0u64, |all, at| all | 1 << (at & 63));
                    (letters.len() == length).then(|| (sound::pack(letters.into_iter()), cover))
                };
                for (run, cover) in [length, length - 1, 1].into_iter().filter_map(run) {
                    match heard.binary_search_by_key(&run, |(other, _)| *other) {
                        Ok(at) => heard[at].1 |= cover,
                        Err(at) => heard.insert(at, (run, cover)),
                    }
                }
            }
        }
        heard
    }

    fn step(&self, state: SlipState, number: u16) -> SlipState {
        let spelling = self
            .spellings
            .usual
            .get(usize::from(number))
            .copied()
            .unwrap_or(0);
        let mut next = self.spell(state, spelling);
        let number = usize::from(number);
        for spelling in self.spellings.further(number) {
            let other = self.spell(state, *spelling);
            next.exact |= other.exact;
            next.slipped |= other.slipped;
            next.swapping |= other.swapping;
        }
        next
    }

    fn spell(&self, mut state: SlipState, spelling: u64) -> SlipState {
        if spelling == 0 {
            return SlipState {
                exact: 0,
                slipped: 0,
                swapping: 0,
            };
        }
        let mut rest = spelling << (8 * (8 - sound::length(spelling)));
        while rest != 0 {
            let stands = self.stands[usize::from((rest >> 56) as u8 & 127)];
            rest <<= 8;
            let exact = (state.exact & stands) << 1;
            state = SlipState {
                exact,
                slipped: ((state.slipped & stands) << 1)
                    | (state.exact << 1)
                    | state.exact
                    | (exact << 1)
                    | ((state.swapping & stands) << 2),
                swapping: state.exact & (stands >> 1),
            };
        }
        state
    }

    /// Calls `found` with each record and part of a column that may match.
    pub(crate) fn scan<'a>(&self, column: Numbers<'a>, mut found: impl FnMut(usize, Numbers<'a>)) {
        let (mut record, mut from, mut complete, mut state) = (0, 0, false, START);
        for (at, number) in column.iter().enumerate() {
            if number >= FIRST {
                state = self.step(state, number);
                complete |= state.slipped & self.end != 0;
                state.exact |= 1;
                state.slipped |= 2;
                continue;
            }
            if complete {
                found(record, column.slice(from, at));
            }
            record += usize::from(number == RECORD);
            (from, complete, state) = (at + 1, false, START);
        }
    }

    /// The length of the longest match that begins with the first number.
    pub(crate) fn longest(&self, numbers: impl Iterator<Item = u16>) -> Option<usize> {
        let (mut state, mut longest) = (START, None);
        for (at, number) in numbers.enumerate() {
            state = self.step(state, number);
            if state.slipped & self.end != 0 {
                longest = Some(at + 1);
            }
            if state.exact | state.slipped == 0 {
                break;
            }
        }
        longest
    }
}

/// The place of a match of `length` numbers at the start of a part; [`Place::Within`] if there is none.
pub(crate) fn place(length: Option<usize>, part: Numbers) -> Place {
    match length {
        Some(length) if length == part.len() => Place::Whole,
        Some(_) => Place::Start,
        None => Place::Within,
    }
}

impl Nfa {
    /// Calls `found` with each record and part of a column that may match with one error.
    pub(crate) fn scan_with_slip<'a>(
        &self,
        column: Numbers<'a>,
        mut found: impl FnMut(usize, Numbers<'a>),
    ) {
        let (mut record, mut from) = (0, 0);
        let mut state = Slipping::begun();
        let mut complete = false;
        for (at, number) in column.iter().enumerate() {
            if number >= FIRST {
                self.slip(&mut state, number);
                complete |= state.slipped & self.end != 0;
                state.exact |= 1;
                state.slipped |= 2;
                continue;
            }
            if complete {
                found(record, column.slice(from, at));
            }
            record += usize::from(number == RECORD);
            (from, complete, state) = (at + 1, false, Slipping::begun());
        }
    }

    /// As [`Nfa::longest`], with at most one error.
    pub(crate) fn longest_with_slip(&self, numbers: impl Iterator<Item = u16>) -> Option<usize> {
        let mut slipping = Slipping::begun();
        let mut longest = None;
        for (at, number) in numbers.enumerate() {
            if number < FIRST || !self.slip(&mut slipping, number) {
                break;
            }
            if slipping.slipped & self.end != 0 {
                longest = Some(at + 1);
            }
        }
        longest
    }

    /// Advances the state by one number. Returns whether any position is left.
    fn slip(&self, state: &mut Slipping, number: u16) -> bool {
        let literal = self.from.get(usize::from(number)).map_or(0, |from| from.1);
        let (exact, _) = self.step(state.exact, number);
        let (slipped, _) = self.step(state.slipped, number);
        state.slipped = slipped
            | (state.exact << 1)
            | state.exact
            | (exact << 1)
            | ((state.swapping & literal) << 2);
        state.swapping = state.exact & (literal >> 1);
        state.exact = exact;
        state.exact | state.slipped != 0
    }
}

/// The positions reached without an error, and with one.
#[derive(Default)]
struct Slipping {
    exact: u64,
    slipped: u64,
    /// The positions at which the first of two swapped units is matched.
    swapping: u64,
}

impl Slipping {
    /// The initial state: nothing matched, or the first unit left out.
    fn begun() -> Slipping {
        Slipping {
            exact: 1,
            slipped: 2,
            swapping: 0,
        }
    }
}
