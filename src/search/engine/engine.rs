//! What does a query find?
//!
//! [`Engine::find`] gives each record a key, smaller is better, and says how far it had to go: first what is printed, everyday words and pinyin;
//! where that finds nothing, hanzi of the same sound; then near sounds; then one slip. The answer depends on query and index
//! alone, never on what was typed before. Filters, sorts by anything else and drawing are absent on purpose.

use super::fold::{fold, is_letter, units, words};
use super::index::{File, NONE, Numbers, Section};
use super::machine::{Machine, Reading};
use super::rank::{
    self, ACROSS, HOMOPHONE, INITIALS, NAME, NEAR, NOWHERE, Place, Rank, Reason, SLIP, SOUND,
    SYNONYM, SYNONYM_TEXT, TEXT, Tier, UNFINISHED,
};
use super::slip::{self, Letters};
use super::table::Table;
use super::text::Text;

/// How far the search had to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// What is printed, everyday words, pinyin.
    #[default]
    Told,
    /// Hanzi of the same sound.
    Homophone,
    /// Sounds that southern speakers do not part.
    Near,
    /// One slip.
    Slip,
}

impl Stage {
    const ALL: [Stage; 4] = [Stage::Told, Stage::Homophone, Stage::Near, Stage::Slip];
}

/// The key of a record that is not found.
pub const NOT_FOUND: u16 = u16::MAX;

/// The answer to a query.
#[derive(Default)]
pub struct Found {
    /// For each record its key, or [`NOT_FOUND`].
    pub keys: Vec<u16>,
    /// How far the search had to go. Beyond [`Stage::Homophone`] the answer is a guess and must be shown as one.
    pub stage: Stage,
    /// Which cut of the query into words found it.
    pub(crate) way: usize,
}

impl Found {
    /// The records that were found, best first, at most `most`.
    pub fn records(&self, most: usize) -> Vec<usize> {
        rank::order(&self.keys, most)
    }

    /// The tier of a record that was found.
    pub fn tier(&self, record: usize) -> Option<Tier> {
        Some(rank::tier(self.rank(record)?))
    }

    /// Why a record was found.
    pub fn reason(&self, record: usize) -> Option<Reason> {
        Some(rank::reason(self.rank(record)?))
    }

    fn rank(&self, record: usize) -> Option<Rank> {
        let key = self.keys.get(record).filter(|key| **key != NOT_FOUND)?;
        Some((key >> 8) as Rank)
    }
}

/// One word of a query.
pub(crate) struct Word {
    pub(crate) units: Vec<u16>,
    /// Everyday words stand for these.
    pub(crate) targets: Vec<Vec<u16>>,
    pub(crate) letters: usize,
    pub(crate) hanzi: usize,
}

impl Word {
    fn of(table: &Table, folded: &str) -> Word {
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
    fn admits(&self, stage: Stage) -> bool {
        match stage {
            Stage::Told => true,
            Stage::Homophone => self.hanzi > 0,
            Stage::Near => self.letters > 2 || self.hanzi > 1,
            Stage::Slip if self.hanzi == 0 => self.letters > 3,
            Stage::Slip => self.units.len() > 1,
        }
    }
}

/// A way of going through a lane of numbers: calls back with each record and part that it finds something in.
type Scan<'a> = &'a dyn Fn(Numbers, &mut dyn FnMut(usize, Numbers));

/// The head of an index, and its texts as far as they have come.
pub struct Engine {
    pub(crate) table: Table,
    text: Text,
}

impl Engine {
    /// Opens the head of an index; nothing where it is damaged.
    pub fn open(head: Vec<u8>) -> Option<Engine> {
        let head = File::open(head)?;
        Some(Engine {
            text: Text::of(&head),
            table: Table::of(head),
        })
    }

    /// Takes a part of the text; whether it is whole and belongs to this head.
    pub fn give(&self, part: Vec<u8>) -> bool {
        File::open(part).is_some_and(|part| self.text.give(part))
    }

    /// What each part of the text is known by.
    pub fn parts(&self) -> &[u64] {
        self.text.identities()
    }

    /// The parts that the first `most` records of an answer need and that have not come; without them the engine answers from names and
    /// what stands around them.
    pub fn needs(&self, query: &str, most: usize) -> Vec<u64> {
        let (ways, whole) = self.ways(query);
        let words = ways.iter().flatten();
        let words = words.flat_map(|word| word.targets.iter().chain([&word.units]));
        let joined = units(&fold(query));
        let mut needs: Vec<u64> = words
            .chain(&whole)
            .chain([&joined])
            .filter_map(|units| self.printed(units))
            .flat_map(|word| self.text.needs(&word))
            .collect();
        needs.sort_unstable();
        needs.dedup();
        // No text comes before a name; but with two ways to cut the query a text may decide between them.
        if !needs.is_empty() && ways.len() == 1 {
            let keys = self.find(query).keys;
            let printed = |key: &&u16| **key < u16::from(TEXT) << 8;
            if keys.iter().filter(printed).count() >= most {
                needs.clear();
            }
        }
        needs
    }

    /// The numbers of a word that a text may hold.
    fn printed(&self, units: &[u16]) -> Option<Vec<u16>> {
        let numbers = units.iter().map(|unit| self.table.number(*unit));
        let numbers = numbers.collect::<Option<Vec<u16>>>()?;
        (!numbers.is_empty() && self.text.may_hold(units)).then_some(numbers)
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        self.table.fact(0) as usize
    }

    /// The cuts of a query into words, and what the whole stands for.
    pub(crate) fn ways(&self, query: &str) -> (Vec<Vec<Word>>, Vec<Vec<u16>>) {
        let folded = words(query);
        let joined = fold(query);
        let word = |folded: &String| Word::of(&self.table, folded);
        let mut ways = vec![folded.iter().map(word).collect()];
        if folded.len() < 2 {
            return (ways, Vec::new());
        }
        // Spaces within pinyin say nothing; where they part words after all, the words are looked for one by one.
        let letters = |word: &String| word.bytes().all(|byte| byte.is_ascii_lowercase());
        if folded.iter().all(letters) {
            ways.insert(0, vec![word(&joined)]);
        }
        (ways, self.table.synonyms(&units(&joined)))
    }

    /// What a query finds. Without its text the engine answers from names and what stands around them.
    pub fn find(&self, query: &str) -> Found {
        let nowhere = || vec![NOWHERE; self.records()];
        let mut found = Found {
            keys: vec![NOT_FOUND; self.records()],
            stage: Stage::Told,
            way: 0,
        };
        let (ways, whole) = self.ways(query);
        // A name that is printed with a space is typed with one, too.
        if ways.last().is_some_and(|words| words.len() > 1) {
            let mut ranks = nowhere();
            self.rank_printed(&units(&fold(query)), false, &mut ranks);
            found.take(&[ranks]);
        }
        for target in whole {
            let mut ranks = nowhere();
            self.rank_printed(&target, true, &mut ranks);
            found.take(&[ranks]);
        }
        let mut ranked: Vec<Vec<Vec<Rank>>> = ways
            .iter()
            .map(|words| words.iter().map(|_| nowhere()).collect())
            .collect();
        for stage in Stage::ALL {
            for (way, (words, ranked)) in ways.iter().zip(&mut ranked).enumerate() {
                if !words.iter().any(|word| word.admits(stage)) {
                    continue;
                }
                for (word, ranks) in words.iter().zip(&mut *ranked) {
                    self.rank(word, stage, ranks);
                }
                if found.take(ranked) {
                    (found.stage, found.way) = (stage, way);
                    // Near sounds and slips are both guesses, and stand in one list.
                    if stage != Stage::Near {
                        return found;
                    }
                    break;
                }
            }
            if stage != Stage::Near && found.keys.iter().any(|key| *key != NOT_FOUND) {
                break;
            }
        }
        found
    }

    /// Gives each record the rank of a word as far as a stage goes, where that is better than what it has.
    fn rank(&self, word: &Word, stage: Stage, ranks: &mut [Rank]) {
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
                    let loose = Machine::of(table, units, Reading::Loose);
                    let full = Machine::of(table, units, Reading::Full);
                    self.rank_by(
                        ranks,
                        &|lane, found| loose.scan(lane, found),
                        &|part| {
                            let read = |machine: &Machine, unfinished, base| {
                                Some((base, machine.place(part, unfinished)?))
                            };
                            read(&full, false, SOUND)
                                .or_else(|| read(&full, true, UNFINISHED))
                                .or_else(|| read(&loose, true, INITIALS))
                        },
                        false,
                    );
                }
            }
            Stage::Homophone | Stage::Near => {
                let (reading, base) = match stage {
                    Stage::Near => (Reading::Near, NEAR),
                    _ => (Reading::Homophone, HOMOPHONE),
                };
                let machine = Machine::of(table, units, reading);
                self.rank_by(
                    ranks,
                    &|lane, found| machine.scan(lane, found),
                    &|part| machine.place(part, true).map(|place| (base, place)),
                    false,
                );
            }
            Stage::Slip if word.hanzi == 0 => {
                let letters = Letters::of(table, units);
                self.rank_by(
                    ranks,
                    &|lane, found| letters.scan(lane, found),
                    &|part| {
                        let place = slip::place(letters.longest(part.iter()), part);
                        (place == Place::Whole || word.letters > 5).then_some((SLIP, place))
                    },
                    true,
                );
            }
            Stage::Slip => {
                let machine = Machine::of(table, units, Reading::Loose);
                self.rank_by(
                    ranks,
                    &|lane, found| machine.scan_with_slip(lane, found),
                    &|part| {
                        let place = slip::place(machine.longest_with_slip(part.iter()), part);
                        (place == Place::Whole || word.units.len() > 3).then_some((SLIP, place))
                    },
                    true,
                );
            }
        }
    }

    /// A word as printed, perhaps as what an everyday word stands for.
    fn rank_printed(&self, units: &[u16], synonym: bool, ranks: &mut [Rank]) {
        if units.is_empty() || units.iter().any(|unit| self.table.number(*unit).is_none()) {
            return;
        }
        let machine = Machine::of(&self.table, units, Reading::Literal);
        let mut printed = vec![NOWHERE; ranks.len()];
        self.rank_by(
            &mut printed,
            &|lane, found| machine.scan(lane, found),
            &|part| machine.place(part, false).map(|place| (NAME, place)),
            false,
        );
        if let Some(numbers) = self.printed(units) {
            self.text.scan(&numbers, &mut |record, across| {
                if let Some(rank) = printed.get_mut(record) {
                    *rank = (*rank).min(if across { ACROSS } else { TEXT });
                }
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

    /// Ranks what a way of scanning finds in names and around them.
    fn rank_by(
        &self,
        ranks: &mut [Rank],
        scan: Scan,
        judge: &dyn Fn(Numbers) -> Option<(Rank, Place)>,
        names_first: bool,
    ) {
        for (section, name) in [(Section::Names, true), (Section::Around, false)] {
            scan(self.table.lane(section), &mut |record, part| {
                if let (Some(rank), Some((base, place))) = (ranks.get_mut(record), judge(part)) {
                    *rank = (*rank).min(rank::at(base, name, place));
                }
            });
            // A guess at a name is enough.
            if names_first && ranks.iter().any(|rank| *rank < NOWHERE) {
                return;
            }
        }
        // Shared texts: each is judged once.
        let values = self.table.lane(Section::Values);
        let mut judged: Vec<Rank> = Vec::new();
        scan(values, &mut |value, part| {
            if let Some((base, place)) = judge(part) {
                judged.resize(judged.len().max(value + 1), NOWHERE);
                judged[value] = rank::at(base, false, place);
            }
        });
        if judged.is_empty() {
            return;
        }
        let mut record = 0;
        for value in self.table.lane(Section::ValueRefs).iter() {
            if value == NONE {
                record += 1;
            } else if let (Some(rank), Some(judged)) =
                (ranks.get_mut(record), judged.get(usize::from(value)))
            {
                *rank = (*rank).min(*judged);
            }
        }
    }
}

impl Found {
    /// Takes records that have all words, and says whether there are any.
    fn take(&mut self, words: &[Vec<Rank>]) -> bool {
        let mut any = false;
        for (record, key) in self.keys.iter_mut().enumerate() {
            let (mut worst, mut sum) = (0, 0u16);
            for ranks in words {
                let rank = ranks.get(record).copied().unwrap_or(NOWHERE);
                worst = worst.max(rank);
                sum = sum.saturating_add(u16::from(rank));
            }
            if worst < NOWHERE && !words.is_empty() {
                any = true;
                *key = (*key).min(u16::from(worst) << 8 | sum.min(255));
            }
        }
        any
    }
}
