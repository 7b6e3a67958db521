//! What does a query find?
//!
//! [`Engine::find`] gives each record a key, smaller is better, and says how far it had to go: first what is printed, everyday words and pinyin;
//! where that finds nothing, hanzi of the same sound; then near sounds; then one slip. The answer depends on query and index
//! alone, never on what was typed before. Filters, sorts by anything else and drawing are absent on purpose.

use super::fold::{fold, units, words};
use super::index::File;
use super::rank::{self, NOWHERE, Rank, Reason, TEXT, Tier};
use super::table::Table;
use super::text::Text;
use super::word::{InvertedIndexes, Word};
use std::sync::OnceLock;

/// How far the search had to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// What is printed, everyday words, pinyin.
    #[default]
    Exact,
    /// Hanzi of the same sound.
    Homophone,
    /// Sounds that southern speakers do not part.
    Near,
    /// One slip.
    Slip,
}

impl Stage {
    const ALL: [Stage; 4] = [Stage::Exact, Stage::Homophone, Stage::Near, Stage::Slip];
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

/// The head of an index, and its texts as far as they have come.
pub struct Engine {
    pub(crate) table: Table,
    pub(crate) text: Text,
    pub(crate) indexes: OnceLock<InvertedIndexes>,
}

impl Engine {
    /// Opens the head of an index; nothing where it is damaged.
    pub fn open(head: Vec<u8>) -> Option<Engine> {
        let head = File::open(head)?;
        Some(Engine {
            text: Text::of(&head),
            table: Table::of(head),
            indexes: OnceLock::new(),
        })
    }

    /// Takes a part of the text; whether it is whole and belongs to this head.
    pub fn give(&self, part: Vec<u8>) -> bool {
        File::open(part).is_some_and(|part| self.text.give(part))
    }

    /// What the head is known by: it changes with any text of the index.
    pub fn identity(&self) -> u64 {
        self.table.identity()
    }

    /// What each part of the text is known by.
    pub fn parts(&self) -> &[u64] {
        self.text.identities()
    }

    /// The parts that the first `most` records of an answer need and that have not come; without them the engine answers from names and
    /// what stands around them.
    pub fn needs(&self, query: &str, most: usize) -> Vec<u64> {
        let joined = units(&fold(query));
        let (ways, whole) = self.ways(query);
        let words = ways.iter().flatten();
        let words = words.flat_map(|word| word.targets.iter().chain([&word.units]));
        let needed = words
            .chain(&whole)
            .chain([&joined])
            .filter_map(|units| self.printed(units))
            .chain([Vec::new()])
            .flat_map(|word| self.text.needs(&word));
        let mut needs = Vec::new();
        for part in needed {
            if !needs.contains(&part) {
                needs.push(part);
            }
        }
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
    pub(crate) fn printed(&self, units: &[u16]) -> Option<Vec<u16>> {
        let numbers = units.iter().map(|unit| self.table.number(*unit));
        let numbers = numbers.collect::<Option<Vec<u16>>>()?;
        (!numbers.is_empty() && self.text.may_hold(units)).then_some(numbers)
    }

    /// Whether an everyday word that holds what is typed stands for something.
    pub fn stands_for(&self, typed: &str, meaning: &str) -> bool {
        let (typed, meaning) = (units(&fold(typed)), units(&fold(meaning)));
        self.table.stands_for(&typed, &meaning)
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        // Each record has a length, so a file cannot claim more than it holds.
        (self.table.fact(0) as usize).min(self.text.records())
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
            stage: Stage::Exact,
            way: 0,
        };
        let (ways, whole) = self.ways(query);
        // A name that is printed with a space is typed with one, too.
        if ways.last().is_some_and(|words| words.len() > 1) {
            let mut ranks = nowhere();
            self.rank_printed(&units(&fold(query)), false, &mut ranks);
            found.merge(&[ranks]);
        }
        for target in whole {
            let mut ranks = nowhere();
            self.rank_printed(&target, true, &mut ranks);
            found.merge(&[ranks]);
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
                if found.merge(ranked) {
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
}

impl Found {
    /// Takes records that have all words, and says whether there are any.
    fn merge(&mut self, words: &[Vec<Rank>]) -> bool {
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
