//! Which records of a lane could hold a word?
//!
//! A word is matched place by place, each by some character. Whoever matches must therefore hold one of the characters that can stand at its
//! rarest place: a [`Sieve`] knows who holds which, made once of a lane, and lets those through to be looked at. What it lets through
//! is more than what matches, never less. Ranks are absent on purpose.

use super::index::{FIRST, NONE, Numbers, RECORD};

/// Who holds which character.
pub(crate) struct Sieve {
    /// Where each record begins in the lane, and where the last one ends.
    starts: Vec<u32>,
    /// Where the holders of each number begin, and where the last ones end.
    offsets: Vec<u32>,
    holders: Vec<u32>,
    /// How long the shortest part is.
    shortest: usize,
}

/// How much of a word must be matched.
#[derive(Clone, Copy)]
pub(crate) enum Rule {
    /// Every place.
    All,
    /// All but the places within so many.
    Within(usize),
    /// Any place.
    Any,
}

/// What a word asks of a record.
#[derive(Clone)]
pub(crate) struct Wanted {
    /// For each number the places of the word that it can match.
    pub(crate) covers: Vec<u64>,
    /// How many places the word has.
    pub(crate) places: usize,
    pub(crate) rule: Rule,
}

impl Sieve {
    /// The sieve of a lane.
    pub(crate) fn of(lane: Numbers, numbers: usize, end: u16) -> Sieve {
        let mut starts = vec![0];
        let mut offsets = vec![0u32; numbers + 2];
        for (number, next) in lane.iter().zip(1..) {
            if number == end {
                starts.push(next);
            } else if let Some(count) = offsets.get_mut(usize::from(number) + 2) {
                *count += 1;
            }
        }
        let parts = lane.0.split(|number| u16::from_le_bytes(*number) < FIRST);
        let shortest = parts.map(<[_]>::len).filter(|length| *length > 0).min();
        let mut total = 0;
        for offset in &mut offsets {
            total += *offset;
            *offset = total;
        }
        let mut holders = vec![0; total as usize];
        let mut record = 0;
        for number in lane.iter() {
            if number == end {
                record += 1;
            } else if let Some(at) = offsets.get_mut(usize::from(number) + 1) {
                if let Some(holder) = holders.get_mut(*at as usize) {
                    *holder = record;
                }
                *at += 1;
            }
        }
        Sieve {
            starts,
            offsets,
            holders,
            shortest: shortest.unwrap_or(0),
        }
    }

    /// The sieve of names and the like.
    pub(crate) fn of_texts(lane: Numbers, numbers: usize) -> Sieve {
        Sieve::of(lane, numbers, RECORD)
    }

    /// Who refers to which value.
    pub(crate) fn of_values(lane: Numbers, values: usize) -> Sieve {
        Sieve::of(lane, values, NONE)
    }

    /// The records that hold a number, in order, perhaps one more than once.
    pub(crate) fn holders(&self, number: usize) -> &[u32] {
        let end = |at: usize| self.offsets.get(at).map(|end| *end as usize);
        let range = end(number).zip(end(number + 1));
        range
            .and_then(|(from, to)| self.holders.get(from..to))
            .unwrap_or_default()
    }

    /// How long the shortest part is.
    pub(crate) fn shortest(&self) -> usize {
        self.shortest
    }

    /// How many records there are.
    pub(crate) fn records(&self) -> usize {
        self.starts.len() - 1
    }

    /// The numbers of a record, its end included.
    pub(crate) fn record<'a>(&self, lane: Numbers<'a>, record: u32) -> Numbers<'a> {
        let end = |at: u32| self.starts.get(at as usize).map_or(0, |end| *end as usize);
        lane.slice(end(record), end(record + 1))
    }

    /// The records that could hold a word, in order; nothing where looking at all of them is as good.
    pub(crate) fn candidates(&self, wanted: &Wanted) -> Option<Vec<u32>> {
        let mut costs = [0usize; 64];
        let mut any = 0;
        for (number, places) in wanted.covers.iter().enumerate() {
            let mut rest = *places;
            let cost = if rest == 0 {
                0
            } else {
                self.holders(number).len()
            };
            any += cost;
            while rest != 0 {
                costs[rest.trailing_zeros() as usize] += cost;
                rest &= rest - 1;
            }
        }
        let places = 0..wanted.places.min(63);
        let cost = |place: usize| costs[place];
        let (chosen, cost) = match wanted.rule {
            Rule::All => {
                let place = places.min_by_key(|place| cost(*place))?;
                (1 << place, cost(place))
            }
            // Two places so far apart that one of them is matched.
            Rule::Within(most) => {
                let pairs = places
                    .clone()
                    .flat_map(|a| places.clone().skip(a + most).map(move |b| (a, b)));
                match pairs.min_by_key(|(a, b)| cost(*a) + cost(*b)) {
                    Some((a, b)) => (1 << a | 1 << b, cost(a) + cost(b)),
                    None => (u64::MAX, any),
                }
            }
            Rule::Any => (u64::MAX, any),
        };
        if cost > self.holders.len() / 4 {
            return None;
        }
        let mut held = vec![0u64; self.starts.len() / 64 + 1];
        for (number, places) in wanted.covers.iter().enumerate() {
            if places & chosen != 0 {
                for record in self.holders(number) {
                    if let Some(bits) = held.get_mut(*record as usize / 64) {
                        *bits |= 1 << (record % 64);
                    }
                }
            }
        }
        let mut records = Vec::with_capacity(cost);
        for (bits, from) in held.iter().zip((0..).step_by(64)) {
            let mut rest = *bits;
            while rest != 0 {
                records.push(from + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        Some(records)
    }
}
