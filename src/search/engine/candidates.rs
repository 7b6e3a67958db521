//! An inverted index of a column, which gives the records that could match a word.
//!
//! A record that matches a word contains, for each position of the word, a character that can match there. [`InvertedIndex::candidates`] intersects
//! the posting lists of the rarest positions. It may return records that do not match, and never omits one that does. It assigns no ranks.

use super::index::{FIRST, NONE, Numbers, RECORD};
use super::requirements::{KINDS, Requirements, Rule};

/// Posting lists: the records that contain each number.
pub(crate) struct InvertedIndex {
    /// The start of each record in the column, and the end of the last one.
    starts: Vec<u32>,
    /// The start of each number's list in `holders`, and the end of the last one.
    offsets: Vec<u32>,
    holders: Vec<u32>,
    /// The same for parts that begin with a number. An entry is twice the record, plus one where the part is that number alone.
    lead_offsets: Vec<u32>,
    leaders: Vec<u32>,
    /// The same for two adjacent characters, by their kinds.
    pair_offsets: Vec<u32>,
    pairs: Vec<u32>,
    /// The length of the shortest part, in numbers.
    shortest: usize,
}

/// The cost of examining a record, relative to reading one entry of a posting list.
const LOOK: usize = 16;

/// A necessary condition, as a list of records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Demand {
    /// A character that can match at one of these positions.
    Place(u64),
    /// Two adjacent characters that can begin the word.
    Pair,
}

impl InvertedIndex {
    /// The index of a column whose records end with `end`; `kinds` gives the kind of each number.
    fn of(column: Numbers, numbers: usize, end: u16, kinds: &[u8]) -> InvertedIndex {
        let mut starts = vec![0];
        let (mut held, mut leads) = (vec![0u32; numbers + 2], vec![0u32; numbers + 2]);
        let count = |counts: &mut [u32], number: u16| {
            if let Some(count) = counts.get_mut(usize::from(number) + 2) {
                *count += 1;
            }
        };
        let mut beside = vec![0u32; KINDS * KINDS + 2];
        let kind = |number: u16| kinds.get(usize::from(number)).map(|kind| u16::from(*kind));
        let pair = |first: u16, second: u16| Some(kind(first)? * KINDS as u16 + kind(second)?);
        let ends = |number: u16| number == end || number < FIRST;
        let (mut length, mut shortest, mut last) = (0, usize::MAX, end);
        for (number, next) in column.iter().zip(1..) {
            if number == end {
                starts.push(next);
            } else {
                count(&mut held, number);
            }
            if ends(number) {
                shortest = if length > 0 {
                    shortest.min(length)
                } else {
                    shortest
                };
                length = 0;
            } else {
                match length {
                    0 => count(&mut leads, number),
                    _ => pair(last, number)
                        .into_iter()
                        .for_each(|pair| count(&mut beside, pair)),
                }
                length += 1;
            }
            last = number;
        }
        let totals = |counts: &mut [u32]| {
            let mut total = 0;
            for count in counts {
                total += *count;
                *count = total;
            }
            vec![0; total as usize]
        };
        let (mut holders, mut leaders) = (totals(&mut held), totals(&mut leads));
        let mut pairs = totals(&mut beside);
        let put = |offsets: &mut [u32], list: &mut [u32], number: u16, value: u32| {
            if let Some(at) = offsets.get_mut(usize::from(number) + 1) {
                if let Some(place) = list.get_mut(*at as usize) {
                    *place = value;
                }
                *at += 1;
            }
        };
        let mut record = 0;
        last = end;
        for (number, next) in column.iter().zip(1..) {
            if number == end {
                record += 1;
            } else {
                put(&mut held, &mut holders, number, record);
                if !ends(number) && ends(last) {
                    let whole = column.get(next).is_none_or(ends);
                    put(
                        &mut leads,
                        &mut leaders,
                        number,
                        record << 1 | u32::from(whole),
                    );
                } else if !ends(number)
                    && let Some(pair) = pair(last, number)
                {
                    put(&mut beside, &mut pairs, pair, record);
                }
            }
            last = number;
        }
        InvertedIndex {
            starts,
            offsets: held,
            holders,
            lead_offsets: leads,
            leaders,
            pair_offsets: beside,
            pairs,
            shortest: if shortest == usize::MAX { 0 } else { shortest },
        }
    }

    /// The index of a column of texts.
    pub(crate) fn of_texts(column: Numbers, kinds: &[u8]) -> InvertedIndex {
        InvertedIndex::of(column, kinds.len(), RECORD, kinds)
    }

    /// The index of a column of references to `values` shared texts.
    pub(crate) fn of_values(column: Numbers, values: usize) -> InvertedIndex {
        InvertedIndex::of(column, values, NONE, &[])
    }

    /// The records that contain a number, ascending, possibly with repetitions.
    pub(crate) fn holders(&self, number: usize) -> &[u32] {
        list(&self.offsets, &self.holders, number)
    }

    /// The records with a part that begins with a number, and whether that part is this number alone.
    pub(crate) fn leaders(&self, number: usize) -> impl Iterator<Item = (u32, bool)> {
        let leaders = list(&self.lead_offsets, &self.leaders, number).iter();
        leaders.map(|leader| (leader >> 1, leader & 1 == 1))
    }

    /// The lists of records that contain one of these pairs.
    fn beside(&self, pairs: &[u32; KINDS]) -> impl Iterator<Item = &[u32]> {
        let all = (0..KINDS * KINDS).filter(|at| pairs[at / KINDS] >> (at % KINDS) & 1 == 1);
        all.map(|at| list(&self.pair_offsets, &self.pairs, at))
    }

    /// The length of the shortest part, in numbers; 0 for an empty column.
    pub(crate) fn shortest(&self) -> usize {
        self.shortest
    }

    /// The number of records.
    pub(crate) fn records(&self) -> usize {
        self.starts.len() - 1
    }

    /// The numbers of a record, including its end.
    pub(crate) fn record<'a>(&self, column: Numbers<'a>, record: u32) -> Numbers<'a> {
        let end = |at: u32| self.starts.get(at as usize).map_or(0, |end| *end as usize);
        column.slice(end(record), end(record + 1))
    }

    /// The records that could match a word, ascending; `None` if the requirements state no condition.
    pub(crate) fn candidates(&self, requirements: &Requirements) -> Option<Vec<u32>> {
        let mut costs = [0usize; 64];
        for (number, places) in requirements.covers.iter().enumerate() {
            let mut rest = *places;
            let cost = if rest == 0 {
                0
            } else {
                self.holders(number).len()
            };
            while rest != 0 {
                costs[rest.trailing_zeros() as usize] += cost;
                rest &= rest - 1;
            }
        }
        // The cheapest condition first.
        let places = 0..requirements.places.min(63);
        let mut demands: Vec<(usize, Demand)> = match &requirements.rule {
            Rule::All => (places.map(|at| (costs[at], Demand::Place(1 << at)))).collect(),
            Rule::But(partners) => places
                .clone()
                .zip(partners)
                .filter_map(|(at, from)| {
                    let other = places.clone().skip(*from).min_by_key(|at| costs[*at])?;
                    let either = Demand::Place(1 << at | 1 << other);
                    Some((costs[at] + costs[other], either))
                })
                .collect(),
        };
        if let Some(pairs) = &requirements.pairs {
            let cost = self.beside(pairs).map(<[u32]>::len).sum();
            demands.push((cost, Demand::Pair));
        }
        demands.sort_unstable();
        // The positions of one syllable have the same holders, so an equal cost usually means the same list.
        demands.dedup_by_key(|(cost, _)| *cost);
        let mut left: Option<(usize, Vec<u64>)> = None;
        for (cost, demand) in demands {
            if left.as_ref().is_some_and(|(count, _)| count * LOOK < cost) {
                break;
            }
            let mut held = vec![0u64; self.starts.len() / 64 + 1];
            let mut hold = |records: &[u32]| {
                for record in records {
                    if let Some(bits) = held.get_mut(*record as usize / 64) {
                        *bits |= 1 << (record % 64);
                    }
                }
            };
            match (demand, &requirements.pairs) {
                (Demand::Pair, Some(pairs)) => self.beside(pairs).for_each(hold),
                (Demand::Pair, None) => continue,
                (Demand::Place(places), _) => {
                    for (number, covers) in requirements.covers.iter().enumerate() {
                        if covers & places != 0 {
                            hold(self.holders(number));
                        }
                    }
                }
            }
            if let Some((_, others)) = &left {
                let both = held.iter_mut().zip(others);
                both.for_each(|(bits, other)| *bits &= other);
            }
            let count = held.iter().map(|bits| bits.count_ones() as usize).sum();
            left = Some((count, held));
        }
        let (count, held) = left?;
        let mut records = Vec::with_capacity(count);
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

/// The entries of a number in a list that is divided at `offsets`.
fn list<'a>(offsets: &[u32], all: &'a [u32], number: usize) -> &'a [u32] {
    let end = |at: usize| offsets.get(at).map(|end| *end as usize);
    let range = end(number).zip(end(number + 1));
    range
        .and_then(|(from, to)| all.get(from..to))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::{Record, index};
    use crate::fold::{fold, units};
    use crate::index::Section;
    use crate::nfa::{Nfa, Reading};
    use crate::slip::Letters;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn every_record_that_a_full_scan_finds_is_a_candidate(
            names in proptest::collection::vec("[高山巡回重庆西安先行惠利女路]{1,7}|[高山西安a-c1-3]{1,5}", 1..9),
            typed in "[gaoshnxuieqlvz]{1,14}|(gao|shan|san|xun|hui|zhong|chong|qing|xi|an|xian|xing|lu|lv|nv){1,5}|[高山巡回仲庆西安gaosh]{1,6}",
            slip in 0usize..16,
        ) {
            // The typed text with one error.
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
            let column = engine.table.column(Section::Names);
            let inverted = InvertedIndex::of_texts(column, &engine.table.kinds());
            let check = |requirements: Requirements, found: BTreeSet<usize>| {
                let Some(passed) = inverted.candidates(&requirements) else { return Ok(()) };
                let passed: BTreeSet<usize> = passed.into_iter().map(|record| record as usize).collect();
                prop_assert!(passed.is_superset(&found), "{:?} without {:?}", passed, found);
                Ok(())
            };
            for reading in [Reading::Literal, Reading::Full, Reading::Loose, Reading::Homophone, Reading::Near] {
                let nfa = Nfa::of(&engine.table, &word, reading);
                let mut found = BTreeSet::new();
                nfa.scan(column, |record, _| { found.insert(record); });
                check(nfa.requirements(false), found)?;
                if reading == Reading::Loose && word.len() > 1 {
                    let mut found = BTreeSet::new();
                    nfa.scan_with_slip(column, |record, part| if nfa.longest_with_slip(part.iter()).is_some() { found.insert(record); });
                    check(nfa.requirements(true), found)?;
                }
            }
            if word.len() > 3 && word.iter().all(|unit| *unit < 0x80) {
                let letters = Letters::of(&engine.table, &word);
                let mut found = BTreeSet::new();
                letters.scan(column, |record, _| { found.insert(record); });
                check(letters.requirements(), found)?;
            }
        }
    }
}
