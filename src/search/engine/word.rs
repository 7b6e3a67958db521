//! How well does each record hold one word?
//!
//! A [`Word`] knows what of it is letters, what hanzi, and what it stands for. For each stage of the search there is a way of reading it;
//! what the sieve lets through is scanned, what the scan finds is judged. Several words, and what is better, are
//! [`super::engine`]'s and [`super::rank`]'s.

use super::engine::{Engine, Stage};
use super::fold::{is_letter, units};
use super::index::{Numbers, Section};
use super::machine::{Ending, Machine, Reading};
use super::rank::{
    self, ACROSS, HOMOPHONE, INITIALS, NAME, NEAR, NOWHERE, Place, Rank, SLIP, SOUND, SYNONYM,
    SYNONYM_TEXT, TEXT, UNFINISHED,
};
use super::sieve::{Sieve, Wanted};
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
            Stage::Told => true,
            Stage::Homophone => self.hanzi > 0,
            Stage::Near => self.letters > 2 || self.hanzi > 1,
            Stage::Slip if self.hanzi == 0 => self.letters > 3,
            Stage::Slip => self.units.len() > 1,
        }
    }
}

/// Who holds what, made when a query first asks.
pub(crate) struct Sieves {
    names: Sieve,
    around: Sieve,
    values: Sieve,
    /// Who refers to which value.
    refs: Sieve,
}

/// Goes through numbers and calls back with each record and part that it finds something in.
type Scan<'a> = &'a dyn Fn(Numbers, &mut dyn FnMut(usize, Numbers));

/// A word, read in one way.
struct Sought<'a> {
    wanted: Wanted,
    scan: Scan<'a>,
    /// On which storey such a part is, and where in it the word stands.
    judge: &'a dyn Fn(Numbers) -> Option<(Rank, Place)>,
    /// On which storey one character is that is the word by itself.
    alone: &'a dyn Fn(u16) -> Option<Rank>,
    /// The best storey there is.
    best: Rank,
}

impl Sought<'_> {
    /// Improves the ranks of a lane's records.
    fn rank(&self, lane: Numbers, sieve: &Sieve, name: bool, ranks: &mut [Rank]) {
        let places = self.wanted.places;
        // A character stands for one letter at least.
        let closest = match (places >= sieve.shortest(), name) {
            (true, _) => Place::Whole,
            (false, true) => Place::Start,
            (false, false) => Place::Within,
        };
        let bound = rank::at(self.best, name, closest);
        let mut wanted = self.wanted.clone();
        if !name {
            // Around a name it does not matter where a character stands that is the word by itself.
            let all = u64::MAX >> (64 - places.clamp(1, 63));
            for (number, covers) in wanted.covers.iter_mut().enumerate() {
                let alone = (*covers == all).then(|| (self.alone)(number as u16));
                let Some(base) = alone.flatten() else {
                    continue;
                };
                let rank = rank::at(base, name, Place::Within);
                for record in sieve.holders(number) {
                    improve(ranks, *record as usize, rank);
                }
                if rank <= bound {
                    *covers = 0;
                }
            }
        }
        let mut look = |record: u32| {
            let at = record as usize;
            if ranks.get(at).is_none_or(|rank| *rank <= bound) {
                return;
            }
            (self.scan)(sieve.record(lane, record), &mut |_, part| {
                if let Some((base, place)) = (self.judge)(part) {
                    improve(ranks, at, rank::at(base, name, place));
                }
            });
        };
        match sieve.candidates(&wanted) {
            Some(records) => records.into_iter().for_each(&mut look),
            None => (0..sieve.records() as u32).for_each(&mut look),
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
        match stage {
            Stage::Told => {
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
                let machine = Machine::of(table, units, reading);
                let sought = Sought {
                    wanted: machine.wanted(false),
                    scan: &|numbers, found| machine.scan(numbers, found),
                    judge: &|part| machine.places(part)[1].map(|place| (best, place)),
                    alone: &|number| (machine.alone(number) > Ending::None).then_some(best),
                    best,
                };
                self.rank_by(&sought, ranks, false);
            }
            Stage::Slip if word.hanzi == 0 => {
                let letters = Letters::of(table, units);
                let sought = Sought {
                    wanted: letters.wanted(),
                    scan: &|numbers, found| letters.scan(numbers, found),
                    judge: &|part| {
                        let place = slip::place(letters.longest(part.iter()), part);
                        (place == Place::Whole || word.letters > 5).then_some((SLIP, place))
                    },
                    alone: &|_| None,
                    best: SLIP,
                };
                self.rank_by(&sought, ranks, true);
            }
            Stage::Slip => {
                let machine = Machine::of(table, units, Reading::Loose);
                let sought = Sought {
                    wanted: machine.wanted(true),
                    scan: &|numbers, found| machine.scan_with_slip(numbers, found),
                    judge: &|part| {
                        let place = slip::place(machine.longest_with_slip(part.iter()), part);
                        (place == Place::Whole || word.units.len() > 3).then_some((SLIP, place))
                    },
                    alone: &|_| None,
                    best: SLIP,
                };
                self.rank_by(&sought, ranks, true);
            }
        }
    }

    /// A word as printed, perhaps as what an everyday word stands for.
    pub(crate) fn rank_printed(&self, units: &[u16], synonym: bool, ranks: &mut [Rank]) {
        if units.is_empty() || units.iter().any(|unit| self.table.number(*unit).is_none()) {
            return;
        }
        let machine = Machine::of(&self.table, units, Reading::Literal);
        let mut printed = vec![NOWHERE; ranks.len()];
        let sought = Sought {
            wanted: machine.wanted(false),
            scan: &|numbers, found| machine.scan(numbers, found),
            judge: &|part| machine.places(part)[0].map(|place| (NAME, place)),
            alone: &|number| (machine.alone(number) == Ending::Complete).then_some(NAME),
            best: NAME,
        };
        self.rank_by(&sought, &mut printed, false);
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
        let loose = Machine::of(&self.table, units, Reading::Loose);
        let full = Machine::of(&self.table, units, Reading::Full);
        let base = |ending: Ending| match ending {
            Ending::Complete => Some(SOUND),
            Ending::Unfinished => Some(UNFINISHED),
            Ending::None => None,
        };
        let sought = Sought {
            wanted: loose.wanted(false),
            scan: &|numbers, found| loose.scan(numbers, found),
            judge: &|part| {
                let [complete, unfinished] = full.places(part);
                let complete = complete.map(|place| (SOUND, place));
                complete
                    .or_else(|| Some((UNFINISHED, unfinished?)))
                    .or_else(|| Some((INITIALS, loose.places(part)[1]?)))
            },
            alone: &|number| {
                let initial = || (loose.alone(number) > Ending::None).then_some(INITIALS);
                base(full.alone(number)).or_else(initial)
            },
            best: base(full.best()).unwrap_or(INITIALS),
        };
        self.rank_by(&sought, ranks, false);
    }

    fn sieves(&self) -> &Sieves {
        self.sieves.get_or_init(|| {
            let lane = |section| self.table.lane(section);
            let texts = |section| Sieve::of_texts(lane(section), self.table.numbers());
            let values = texts(Section::Values);
            Sieves {
                names: texts(Section::Names),
                around: texts(Section::Around),
                refs: Sieve::of_values(lane(Section::ValueRefs), values.records()),
                values,
            }
        })
    }

    /// Ranks names, then what stands around them, then what is shared; for a guess the first of these that has any is enough.
    fn rank_by(&self, sought: &Sought, ranks: &mut [Rank], guess: bool) {
        let sieves = self.sieves();
        let lane = |section| self.table.lane(section);
        for (section, sieve, name) in [
            (Section::Names, &sieves.names, true),
            (Section::Around, &sieves.around, false),
        ] {
            sought.rank(lane(section), sieve, name, ranks);
            if guess && ranks.iter().any(|rank| *rank < NOWHERE) {
                return;
            }
        }
        // Shared texts: each is judged once.
        let mut values = vec![NOWHERE; sieves.values.records()];
        sought.rank(lane(Section::Values), &sieves.values, false, &mut values);
        let around = self.table.fact(2) as usize;
        for (value, rank) in values.into_iter().enumerate() {
            if rank < NOWHERE {
                let rank = if value < around {
                    rank
                } else {
                    rank::beside(rank)
                };
                for record in sieves.refs.holders(value) {
                    improve(ranks, *record as usize, rank);
                }
            }
        }
    }
}
