//! How well does each record hold one word?
//!
//! A [`Word`] knows what of it is letters, what hanzi, and what it stands for. For each stage of the search there is a way of reading it;
//! the candidates are scanned, what the scan finds is judged. Several words, and what is better, are
//! [`super::engine`]'s and [`super::rank`]'s.

use super::candidates::InvertedIndex;
use super::engine::{Engine, Stage};
use super::fold::{is_letter, units};
use super::index::{Numbers, Section};
use super::nfa::{Ending, Nfa, Reading};
use super::rank::{
    self, ACROSS, HOMOPHONE, INITIALS, NAME, NEAR, NOWHERE, Place, Rank, SLIP, SOUND, SYNONYM,
    SYNONYM_TEXT, TEXT, UNFINISHED,
};
use super::requirements::{KINDS, Requirements};
use super::slip::{self, Letters};
use super::table::Table;

/// One word of a query.
pub(crate) struct Word {
    pub(crate) units: Vec<u16>,
    /// Everyday words stand for these.
    pub(crate) targets: Vec<Vec<u16>>,
    pub(crate) letters: usize,
    pub(crate) hanzi: usize,
}

impl Word {
    pub(crate) fn of(table: &Table, folded: &str) -> Word {
        let mut units = units(folded);
        let targets = table.synonyms(&units);
        // yi1lu4: tones as digits, where nothing else is typed.
        let toned = units.len() > 2
            && units.first().is_some_and(|unit| is_letter(*unit))
            && units
                .iter()
                .all(|unit| is_letter(*unit) || (0x31..=0x35).contains(unit))
            && units.last().is_some_and(|unit| !is_letter(*unit))
            && units.iter().filter(|unit| is_letter(**unit)).count() > 2;
        if toned {
            units.retain(|unit| is_letter(*unit));
        }
        Word {
            letters: units.iter().filter(|unit| is_letter(**unit)).count(),
            hanzi: units.iter().filter(|unit| **unit >= 0x3400).count(),
            units,
            targets,
        }
    }

    /// Whether a stage could find more than the ones before it without finding everything.
    pub(crate) fn admits(&self, stage: Stage) -> bool {
        match stage {
            Stage::Exact => true,
            Stage::Homophone => self.hanzi > 0,
            Stage::Near => self.letters > 2 || self.hanzi > 1,
            Stage::Slip if self.hanzi == 0 => self.letters > 3,
            Stage::Slip => self.units.len() > 1,
        }
    }
}

/// Who holds what, made when a query first asks.
pub(crate) struct InvertedIndexes {
    names: InvertedIndex,
    around: InvertedIndex,
    values: InvertedIndex,
    /// Who refers to which value.
    refs: InvertedIndex,
    /// For each number its kind.
    kinds: Vec<u8>,
}

/// Goes through numbers and calls back with each record and part that it finds something in.
type Scan<'a> = &'a dyn Fn(Numbers, &mut dyn FnMut(usize, Numbers));

/// A word, read in one way.
struct WordSearch<'a> {
    requirements: Requirements,
    scan: Scan<'a>,
    /// On which storey such a part is, and where in it the word stands.
    rate: &'a dyn Fn(Numbers) -> Option<(Rank, Place)>,
    /// On which storey one character is that is the word by itself, and which places it can match beside others on no worse a storey.
    alone: &'a dyn Fn(u16) -> Option<(Rank, u64)>,
    /// As [`Requirements::pairs`], where each character that is the word by itself is told by `alone`.
    pairs: Option<[u32; KINDS]>,
    /// The best storey there is.
    best: Rank,
}

impl WordSearch<'_> {
    /// Improves the ranks of a column's records.
    fn rank(&self, column: Numbers, inverted: &InvertedIndex, name: bool, ranks: &mut [Rank]) {
        let places = self.requirements.places;
        // A character stands for one letter at least.
        let closest = match (places >= inverted.shortest(), name) {
            (true, _) => Place::Whole,
            (false, true) => Place::Start,
            (false, false) => Place::Within,
        };
        let bound = rank::at(self.best, name, closest);
        let mut requirements = self.requirements.clone();
        // Where a character is the word by itself, there is nothing to look at.
        let all = u64::MAX >> (64 - places.clamp(1, 63));
        for (number, covers) in requirements.covers.iter_mut().enumerate() {
            let alone = (*covers == all).then(|| (self.alone)(number as u16));
            let Some((base, beside)) = alone.flatten() else {
                continue;
            };
            let rank = rank::at(base, name, Place::Within);
            for record in inverted.holders(number) {
                improve(ranks, *record as usize, rank);
            }
            for (record, whole) in inverted.leaders(number) {
                let place = if whole { Place::Whole } else { Place::Start };
                improve(ranks, record as usize, rank::at(base, name, place));
            }
            *covers = if rank <= bound { 0 } else { beside };
        }
        requirements.pairs = self.pairs;
        let mut look = |record: u32| {
            let at = record as usize;
            if ranks.get(at).is_none_or(|rank| *rank <= bound) {
                return;
            }
            (self.scan)(inverted.record(column, record), &mut |_, part| {
                if let Some((base, place)) = (self.rate)(part) {
                    improve(ranks, at, rank::at(base, name, place));
                }
            });
        };
        match inverted.candidates(&requirements) {
            Some(records) => records.into_iter().for_each(&mut look),
            None => (0..inverted.records() as u32).for_each(&mut look),
        }
    }
}

fn improve(ranks: &mut [Rank], record: usize, better: Rank) {
    if let Some(rank) = ranks.get_mut(record) {
        *rank = (*rank).min(better);
    }
}

impl Engine {
    /// Gives each record the rank of a word as far as a stage goes, where that is better than what it has.
    pub(crate) fn rank(&self, word: &Word, stage: Stage, ranks: &mut [Rank]) {
        if !word.admits(stage) {
            return;
        }
        let (table, units) = (&self.table, word.units.as_slice());
        let indexes = self.indexes();
        match stage {
            Stage::Exact => {
                self.rank_printed(units, false, ranks);
                for target in &word.targets {
                    self.rank_printed(target, true, ranks);
                }
                if word.letters > 0 {
                    self.rank_letters(units, ranks);
                }
            }
            Stage::Homophone | Stage::Near => {
                let (reading, best) = match stage {
                    Stage::Near => (Reading::Near, NEAR),
                    _ => (Reading::Homophone, HOMOPHONE),
                };
                let nfa = Nfa::of(table, units, reading);
                let search = WordSearch {
                    requirements: nfa.requirements(false),
                    scan: &|numbers, found| nfa.scan(numbers, found),
                    rate: &|part| nfa.places(part)[1].map(|place| (best, place)),
                    alone: &|number| {
                        let alone = nfa.alone(number) > Ending::None;
                        alone.then(|| (best, nfa.beside_others(number)))
                    },
                    pairs: Some(nfa.pairs(&indexes.kinds)),
                    best,
                };
                self.rank_by(&search, ranks, false);
            }
            Stage::Slip if word.hanzi == 0 => {
                let letters = Letters::of(table, units);
                let search = WordSearch {
                    requirements: letters.requirements(),
                    scan: &|numbers, found| letters.scan(numbers, found),
                    rate: &|part| {
                        let place = slip::place(letters.longest(part.iter()), part);
                        (place == Place::Whole || word.letters > 5).then_some((SLIP, place))
                    },
                    alone: &|_| None,
                    pairs: None,
                    best: SLIP,
                };
                self.rank_by(&search, ranks, true);
            }
            Stage::Slip => {
                let nfa = Nfa::of(table, units, Reading::Loose);
                let search = WordSearch {
                    requirements: nfa.requirements(true),
                    scan: &|numbers, found| nfa.scan_with_slip(numbers, found),
                    rate: &|part| {
                        let place = slip::place(nfa.longest_with_slip(part.iter()), part);
                        (place == Place::Whole || word.units.len() > 3).then_some((SLIP, place))
                    },
                    alone: &|_| None,
                    pairs: None,
                    best: SLIP,
                };
                self.rank_by(&search, ranks, true);
            }
        }
    }

    /// A word as printed, perhaps as what an everyday word stands for.
    pub(crate) fn rank_printed(&self, units: &[u16], synonym: bool, ranks: &mut [Rank]) {
        if units.is_empty() || units.iter().any(|unit| self.table.number(*unit).is_none()) {
            return;
        }
        let nfa = Nfa::of(&self.table, units, Reading::Literal);
        let mut printed = vec![NOWHERE; ranks.len()];
        let search = WordSearch {
            requirements: nfa.requirements(false),
            scan: &|numbers, found| nfa.scan(numbers, found),
            rate: &|part| nfa.places(part)[0].map(|place| (NAME, place)),
            alone: &|number| {
                let alone = nfa.alone(number) == Ending::Complete;
                alone.then(|| (NAME, nfa.beside_others(number)))
            },
            pairs: Some(nfa.pairs(&self.indexes().kinds)),
            best: NAME,
        };
        self.rank_by(&search, &mut printed, false);
        if let Some(numbers) = self.printed(units) {
            self.text.scan(&numbers, &mut |record, across| {
                improve(&mut printed, record, if across { ACROSS } else { TEXT });
            });
        }
        for (rank, printed) in ranks.iter_mut().zip(printed) {
            let printed = match printed {
                TEXT | ACROSS if synonym => SYNONYM_TEXT,
                NAME..TEXT if synonym => SYNONYM,
                printed => printed,
            };
            *rank = (*rank).min(printed);
        }
    }

    /// A word with letters as pinyin.
    fn rank_letters(&self, units: &[u16], ranks: &mut [Rank]) {
        let loose = Nfa::of(&self.table, units, Reading::Loose);
        let full = Nfa::of(&self.table, units, Reading::Full);
        let base = |ending: Ending| match ending {
            Ending::Complete => Some(SOUND),
            Ending::Unfinished => Some(UNFINISHED),
            Ending::None => None,
        };
        let search = WordSearch {
            requirements: loose.requirements(false),
            scan: &|numbers, found| loose.scan(numbers, found),
            rate: &|part| {
                let [complete, unfinished] = full.places(part);
                let complete = complete.map(|place| (SOUND, place));
                complete
                    .or_else(|| Some((UNFINISHED, unfinished?)))
                    .or_else(|| Some((INITIALS, loose.places(part)[1]?)))
            },
            alone: &|number| {
                if let Some(base) = base(full.alone(number)) {
                    return Some((base, full.beside_others(number)));
                }
                let initial = loose.alone(number) > Ending::None;
                initial.then(|| (INITIALS, loose.beside_others(number)))
            },
            pairs: Some(loose.pairs(&self.indexes().kinds)),
            best: base(full.best()).unwrap_or(INITIALS),
        };
        self.rank_by(&search, ranks, false);
    }

    fn indexes(&self) -> &InvertedIndexes {
        self.indexes.get_or_init(|| {
            let column = |section| self.table.column(section);
            let kinds = self.table.kinds();
            let texts = |section| InvertedIndex::of_texts(column(section), &kinds);
            let values = texts(Section::Values);
            InvertedIndexes {
                names: texts(Section::Names),
                around: texts(Section::Around),
                refs: InvertedIndex::of_values(column(Section::ValueRefs), values.records()),
                values,
                kinds,
            }
        })
    }

    /// Ranks names, then what stands around them, then what is shared; for a guess the first of these that has any is enough.
    fn rank_by(&self, search: &WordSearch, ranks: &mut [Rank], guess: bool) {
        let indexes = self.indexes();
        let column = |section| self.table.column(section);
        for (section, inverted, name) in [
            (Section::Names, &indexes.names, true),
            (Section::Around, &indexes.around, false),
        ] {
            search.rank(column(section), inverted, name, ranks);
            if guess && ranks.iter().any(|rank| *rank < NOWHERE) {
                return;
            }
        }
        // Shared texts: each is judged once.
        let mut values = vec![NOWHERE; indexes.values.records()];
        search.rank(column(Section::Values), &indexes.values, false, &mut values);
        let around = self.table.fact(2) as usize;
        for (value, rank) in values.into_iter().enumerate() {
            if rank < NOWHERE {
                let rank = if value < around {
                    rank
                } else {
                    rank::beside(rank)
                };
                for record in indexes.refs.holders(value) {
                    improve(ranks, *record as usize, rank);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::{Record, index};
    use crate::fold::fold;
    use crate::index::{FIRST, RECORD};
    use proptest::prelude::*;

    /// The ranks that looking at every part of every name, and of what stands around it, gives.
    fn ranks_by_full_scan(
        engine: &Engine,
        rate: &dyn Fn(Numbers) -> Option<(Rank, Place)>,
    ) -> Vec<Rank> {
        let mut ranks = vec![NOWHERE; engine.records()];
        for (section, name) in [(Section::Names, true), (Section::Around, false)] {
            let column = engine.table.column(section);
            let (mut record, mut from) = (0, 0);
            for at in 0..column.len() {
                let number = column.get(at).expect("within");
                if number < FIRST {
                    if let Some((base, place)) = rate(column.slice(from, at)) {
                        improve(&mut ranks, record, rank::at(base, name, place));
                    }
                    from = at + 1;
                    record += usize::from(number == RECORD);
                }
            }
        }
        ranks
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn ranks_equal_those_of_a_full_scan(
            names in proptest::collection::vec(("[高山巡回重庆西安先行惠利女路市思]{1,6}|[高山西安a-c1u]{1,5}|[安市]{1,3}", "[高山西安先惠市石hsu]{1,5}", "[女路市安先行]{1,2}"), 1..9),
            typed in "[gaoshnxuieqlvz]{1,9}|(gao|shan|san|xun|hui|zhong|chong|qing|xi|an|xian|xing|lu|lv|nv|s|h|x|shi|fu){1,4}|[高山巡回仲庆西安市ashi]{1,4}",
        ) {
            let records: Vec<Record> = names.iter().map(|(name, other, around)| Record { names: vec![name, other], around: vec![around, other], ..Record::default() }).collect();
            let engine = index(&records, &[]).engine().expect("whole");
            let table = &engine.table;
            let word = Word::of(table, &fold(&typed));
            let ranked = |stage| {
                let mut ranks = vec![NOWHERE; engine.records()];
                engine.rank(&word, stage, &mut ranks);
                ranks
            };
            let nfa = |reading| Nfa::of(table, &word.units, reading);
            let [literal, full, loose] = [Reading::Literal, Reading::Full, Reading::Loose].map(nfa);
            let known = word.units.iter().all(|unit| table.number(*unit).is_some());
            let exact = ranks_by_full_scan(&engine, &|part| {
                let printed = literal.places(part)[0].filter(|_| known).map(|place| (NAME, place));
                let [complete, unfinished] = full.places(part);
                let heard = complete.map(|place| (SOUND, place));
                let heard = heard.or_else(|| Some((UNFINISHED, unfinished?))).or_else(|| Some((INITIALS, loose.places(part)[1]?)));
                printed.or(heard.filter(|_| word.letters > 0))
            });
            prop_assert_eq!(ranked(Stage::Exact), exact);
            for (stage, reading, base) in [(Stage::Homophone, Reading::Homophone, HOMOPHONE), (Stage::Near, Reading::Near, NEAR)] {
                if word.admits(stage) {
                    let nfa = nfa(reading);
                    let heard = ranks_by_full_scan(&engine, &|part| nfa.places(part)[1].map(|place| (base, place)));
                    prop_assert_eq!(ranked(stage), heard);
                }
            }
        }
    }
}
