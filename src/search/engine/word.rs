//! The ranks of all records for one word of a query.
//!
//! A [`Word`] has letters, hanzi and the targets of its synonyms. Each stage of the search matches it in its own reading: `candidates` selects the
//! records, the automaton scans them, and the place of a match gives its rank. [`super::engine`] combines the words of a query; [`super::rank`] defines
//! the order.

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
    /// The targets, if the word is a synonym.
    pub(crate) targets: Vec<Vec<u16>>,
    pub(crate) letters: usize,
    pub(crate) hanzi: usize,
}

impl Word {
    pub(crate) fn of(table: &Table, folded: &str) -> Word {
        let mut units = units(folded);
        let targets = table.synonyms(&units);
        // yi1lu4: digits after letters are tones, if the word contains nothing else.
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

    /// Whether a stage can find more than the previous ones without finding everything.
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

/// The inverted indexes of the columns, built at the first query.
pub(crate) struct InvertedIndexes {
    names: InvertedIndex,
    around: InvertedIndex,
    values: InvertedIndex,
    /// The records that refer to each value.
    refs: InvertedIndex,
    /// For each number its kind.
    kinds: Vec<u8>,
}

/// Scans numbers and calls back with each record and part that may match.
type Scan<'a> = &'a dyn Fn(Numbers, &mut dyn FnMut(usize, Numbers));

/// The search for a word in one reading.
struct WordSearch<'a> {
    requirements: Requirements,
    scan: Scan<'a>,
    /// The band of ranks of a part, and the place of the match in it; `None` if the part does not match.
    rate: &'a dyn Fn(Numbers) -> Option<(Rank, Place)>,
    /// For a character that matches the whole word: its band, and the positions it can match together with others in a band no worse.
    alone: &'a dyn Fn(u16) -> Option<(Rank, u64)>,
    /// As [`Requirements::pairs`], given that `alone` covers the characters that match the whole word.
    pairs: Option<[u32; KINDS]>,
    /// The best possible band.
    best: Rank,
}

impl WordSearch<'_> {
    /// Improves the ranks of the records of a column; `name` tells whether it is the column of names.
    fn rank(&self, column: Numbers, inverted: &InvertedIndex, name: bool, ranks: &mut [Rank]) {
        let places = self.requirements.places;
        // A character matches at least one unit, so a longer word cannot be the whole of a part that is shorter.
        let closest = match (places >= inverted.shortest(), name) {
            (true, _) => Place::Whole,
            (false, true) => Place::Start,
            (false, false) => Place::Within,
        };
        let bound = rank::at(self.best, name, closest);
        let mut requirements = self.requirements.clone();
        // Records with a character that matches the whole word are ranked from the posting lists, without a scan.
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
    /// Improves the rank of each record by what the word matches at a stage.
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

    /// Ranks a word as printed, or as the target of a synonym.
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

    /// Ranks a word with letters as pinyin.
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

    /// Ranks names, then related texts, then shared values. A guess stops at the first of the first two that has a match.
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
        // Each shared text is ranked once, for all records that refer to it.
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

    /// The ranks by rating every part of every name and related text.
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
