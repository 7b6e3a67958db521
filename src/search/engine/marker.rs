//! The ranges of a printed text that a query matched.
//!
//! A [`Marker`] folds a text as the builder does and matches it in the readings that the answer needed, so that pinyin, traditional characters and
//! homophones are marked, too. It returns byte ranges of the text as printed, including punctuation within a match. It does not choose an excerpt.

use super::engine::{Engine, Found, Stage};
use super::fold::fold_char;
use super::index::PART;
use super::nfa::{Nfa, Reading};
use super::slip::Letters;
use super::table::Table;
use std::ops::Range;

impl Engine {
    /// The marker for the answer `found` to a query.
    pub fn marker(&self, query: &str, found: &Found) -> Marker<'_> {
        let (ways, whole) = self.ways(query);
        let table = &self.table;
        let (mut nfas, mut letters) = (Vec::new(), Vec::new());
        let reading = match found.stage {
            Stage::Homophone => Reading::Homophone,
            Stage::Near | Stage::Slip => Reading::Near,
            Stage::Exact => Reading::Loose,
        };
        let mut count = 0;
        for (at, word) in ways.get(found.way).into_iter().flatten().enumerate() {
            count = at + 1;
            let literal =
                |units: &[u16]| (Nfa::of(table, units, Reading::Literal), Mark::Printed, at);
            nfas.extend(word.targets.iter().map(|target| literal(target)));
            nfas.push(literal(&word.units));
            if word.letters > 0 || found.stage > Stage::Exact {
                nfas.push((Nfa::of(table, &word.units, reading), Mark::Sound, at));
            }
            if found.stage == Stage::Slip && word.hanzi > 0 {
                nfas.push((Nfa::of(table, &word.units, Reading::Loose), Mark::Slip, at));
            }
            if found.stage == Stage::Slip && word.hanzi == 0 {
                letters.push((Letters::of(table, &word.units), at));
            }
        }
        let whole = whole.iter().map(|target| {
            (
                Nfa::of(table, target, Reading::Literal),
                Mark::Printed,
                WHOLE,
            )
        });
        nfas.extend(whole);
        Marker {
            table,
            nfas,
            letters,
            words: count.min(63),
        }
    }
}

/// Marks what a query matched in printed texts.
pub struct Marker<'a> {
    table: &'a Table,
    /// The automata, each with the position of its word, or [`WHOLE`].
    nfas: Vec<(Nfa, Mark, usize)>,
    /// Pinyin with a typing error, each with the position of its word.
    letters: Vec<(Letters<'a>, usize)>,
    words: usize,
}

/// In place of the position of a word: the automaton matches all words at once.
const WHOLE: usize = usize::MAX;

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Printed,
    Sound,
    Slip,
}

impl Marker<'_> {
    /// The set of all words, as bits.
    pub fn all(&self) -> u64 {
        (1 << self.words) - 1
    }

    /// The set of words that a text contains, as bits; by pronunciation only if the text is a `name`.
    pub fn held(&self, text: &str, name: bool) -> u64 {
        let numbers = self.numbers(text).0;
        let mut held = 0;
        for (nfa, mark, word) in &self.nfas {
            let longest = |rest: &[u16]| longest(nfa, *mark, rest);
            let alone = alone(nfa, *mark, name);
            if (name || *mark == Mark::Printed) && hits(&longest, alone, &numbers).next().is_some()
            {
                held |= if *word == WHOLE {
                    self.all()
                } else {
                    1 << (word & 63)
                };
            }
        }
        for (letters, word) in &self.letters {
            let longest = |rest: &[u16]| letters.longest(rest.iter().copied());
            if name && hits(&longest, false, &numbers).next().is_some() {
                held |= 1 << (word & 63);
            }
        }
        held
    }

    /// The numbers of a text, each with the byte range of its character.
    fn numbers(&self, text: &str) -> (Vec<u16>, Vec<Range<usize>>) {
        let (mut numbers, mut from) = (Vec::new(), Vec::new());
        for (at, c) in text.char_indices() {
            for folded in fold_char(c) {
                numbers.push(self.table.number(folded as u32 as u16).unwrap_or(PART));
                from.push(at..at + c.len_utf8());
            }
        }
        (numbers, from)
    }

    /// The matched byte ranges, ascending and disjoint; a single character is matched by pronunciation only if the text is a `name`.
    pub fn marks(&self, text: &str, name: bool) -> Vec<Range<usize>> {
        let (numbers, from) = self.numbers(text);
        let mut marked = vec![false; numbers.len()];
        for (nfa, mark, _) in &self.nfas {
            let longest = |rest: &[u16]| longest(nfa, *mark, rest);
            for hit in hits(&longest, alone(nfa, *mark, name), &numbers) {
                marked
                    .get_mut(hit)
                    .into_iter()
                    .flatten()
                    .for_each(|marked| *marked = true);
            }
        }
        for (letters, _) in &self.letters {
            let longest = |rest: &[u16]| letters.longest(rest.iter().copied());
            for hit in hits(&longest, false, &numbers) {
                marked
                    .get_mut(hit)
                    .into_iter()
                    .flatten()
                    .for_each(|marked| *marked = true);
            }
        }
        let mut marks: Vec<Range<usize>> = Vec::new();
        let mut running = false;
        for (marked, from) in marked.into_iter().zip(from) {
            match marks.last_mut() {
                Some(last) if marked && (running || from.start <= last.end) => {
                    last.end = last.end.max(from.end)
                }
                _ if marked => marks.push(from),
                _ => {}
            }
            running = marked;
        }
        marks
    }
}

/// The length of the longest match that begins with the first number.
fn longest(nfa: &Nfa, mark: Mark, rest: &[u16]) -> Option<usize> {
    match mark {
        Mark::Slip => nfa.longest_with_slip(rest.iter().copied()),
        _ => nfa.longest(rest.iter().copied()),
    }
}

/// Whether a single matched character is significant away from the start of a text: as printed, or in a name by more than its initial.
fn alone(nfa: &Nfa, mark: Mark, name: bool) -> bool {
    mark == Mark::Printed || name && mark == Mark::Sound && nfa.end.trailing_zeros() > 2
}

/// The matches of a word, ascending and disjoint; a single character only if `alone` is set, or at the start.
fn hits<'a>(
    longest: &'a dyn Fn(&[u16]) -> Option<usize>,
    alone: bool,
    numbers: &'a [u16],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < numbers.len() {
            let from = at;
            let length = longest(numbers.get(at..).unwrap_or_default());
            let telling = |length: &usize| alone || *length > 1 || from == 0;
            let length = length.filter(|length| *length > 0).filter(telling);
            at += length.unwrap_or(1);
            if let Some(length) = length {
                return Some(from..from + length);
            }
        }
        None
    })
}
