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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Record, index};
    use crate::fold::{fold, units};
    use crate::index::Section;
    use crate::machine::{Machine, Reading};
    use crate::slip::Letters;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn whatever_a_scan_of_the_whole_lane_finds_passes_the_sieve(
            names in proptest::collection::vec("[高山巡回重庆西安先行惠利女路]{1,7}|[高山西安a-c1-3]{1,5}", 1..9),
            typed in "[gaoshnxuieqlvz]{1,14}|(gao|shan|san|xun|hui|zhong|chong|qing|xi|an|xian|xing|lu|lv|nv){1,5}|[高山巡回仲庆西安gaosh]{1,6}",
            slip in 0usize..16,
        ) {
            // One letter away from what was typed.
            let mut typed: Vec<char> = typed.chars().collect();
            let at = slip % typed.len();
            match slip % 4 {
                0 => drop(typed.remove(at)),
                1 => typed.insert(at, 'n'),
                2 => {
                    let last = typed.len() - 1;
                    typed.swap(at, last);
                }
                _ => {}
            }
            prop_assume!(!typed.is_empty());
            let word = units(&fold(&typed.into_iter().collect::<String>()));
            let records: Vec<Record> = names.iter().map(|name| Record { names: vec![name], ..Record::default() }).collect();
            let engine = index(&records, &[]).engine().expect("whole");
            let lane = engine.table.lane(Section::Names);
            let sieve = Sieve::of_texts(lane, engine.table.numbers());
            let check = |wanted: Wanted, found: BTreeSet<usize>| {
                let Some(passed) = sieve.candidates(&wanted) else { return Ok(()) };
                let passed: BTreeSet<usize> = passed.into_iter().map(|record| record as usize).collect();
                prop_assert!(passed.is_superset(&found), "{:?} without {:?}", passed, found);
                Ok(())
            };
            for reading in [Reading::Literal, Reading::Full, Reading::Loose, Reading::Homophone, Reading::Near] {
                let machine = Machine::of(&engine.table, &word, reading);
                let mut found = BTreeSet::new();
                machine.scan(lane, |record, _| { found.insert(record); });
                check(machine.wanted(false), found)?;
                if reading == Reading::Loose && word.len() > 1 {
                    let mut found = BTreeSet::new();
                    machine.scan_with_slip(lane, |record, part| if machine.longest_with_slip(part.iter()).is_some() { found.insert(record); });
                    check(machine.wanted(true), found)?;
                }
            }
            if word.len() > 3 && word.iter().all(|unit| *unit < 0x80) {
                let letters = Letters::of(&engine.table, &word);
                let mut found = BTreeSet::new();
                letters.scan(lane, |record, _| { found.insert(record); });
                check(letters.wanted(), found)?;
            }
        }
    }
}
