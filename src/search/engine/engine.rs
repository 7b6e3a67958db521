//! The answer to a query.
//!
//! [`Engine::find`] gives each record a key (smaller is better) and the stage it reached: exact matches, synonyms and pinyin first; if these find nothing,
//! homophones; then similar sounds and one typing error. The answer depends only on the query and the index, not on earlier queries. Filters and other
//! sort orders are left to the caller.

use super::fold::{fold, units, words};
use super::index::File;
use super::rank::{self, NOWHERE, Rank, Reason, TEXT, Tier};
use super::table::Table;
use super::text::Text;
use super::word::{InvertedIndexes, Word};
use std::sync::OnceLock;

/// The stages of a search. A stage runs only if the previous ones found nothing, except that [`Stage::Slip`] also follows [`Stage::Near`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Printed text, synonyms, pinyin.
    #[default]
    Exact,
    /// Hanzi with the same pronunciation.
    Homophone,
    /// Syllables that southern speakers do not distinguish.
    Near,
    /// One typing error.
    Slip,
}

impl Stage {
    const ALL: [Stage; 4] = [Stage::Exact, Stage::Homophone, Stage::Near, Stage::Slip];
}

/// The key of a record that does not match.
pub const NOT_FOUND: u16 = u16::MAX;

/// The answer to a query.
#[derive(Default)]
pub struct Found {
    /// For each record its key (rank and the sum of the ranks of all words), or [`NOT_FOUND`].
    pub keys: Vec<u16>,
    /// The last stage. Beyond [`Stage::Homophone`] the answer is a guess and must be shown as one.
    pub stage: Stage,
    /// The division of the query into words that matched, as a position among [`Engine::ways`].
    pub(crate) way: usize,
}

impl Found {
    /// The matching records, best first, at most `most`.
    pub fn records(&self, most: usize) -> Vec<usize> {
        rank::order(&self.keys, most)
    }

    /// The tier of a record; `None` if it does not match.
    pub fn tier(&self, record: usize) -> Option<Tier> {
        Some(rank::tier(self.rank(record)?))
    }

    /// The reason why a record matches; `None` if it does not.
    pub fn reason(&self, record: usize) -> Option<Reason> {
        Some(rank::reason(self.rank(record)?))
    }

    fn rank(&self, record: usize) -> Option<Rank> {
        let key = self.keys.get(record).filter(|key| **key != NOT_FOUND)?;
        Some((key >> 8) as Rank)
    }
}

/// An opened index: its head, and the text parts added so far.
pub struct Engine {
    pub(crate) table: Table,
    pub(crate) text: Text,
    pub(crate) indexes: OnceLock<InvertedIndexes>,
}

impl Engine {
    /// Opens the head of an index; `None` if it is damaged.
    pub fn open(head: Vec<u8>) -> Option<Engine> {
        let head = File::open(head)?;
        Some(Engine {
            text: Text::of(&head),
            table: Table::of(head),
            indexes: OnceLock::new(),
        })
    }

    /// Adds a text part. Returns whether it is intact and belongs to this head.
    pub fn give(&self, part: Vec<u8>) -> bool {
        File::open(part).is_some_and(|part| self.text.give(part))
    }

    /// The identity of the head, which changes with any text of the index.
    pub fn identity(&self) -> u64 {
        self.table.identity()
    }

    /// The identities of all text parts.
    pub fn parts(&self) -> &[u64] {
        self.text.identities()
    }

    /// The identities of the missing text parts that the first `most` records of an answer need. Without them the engine answers from names and
    /// related texts.
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
        // A match in a text never precedes one in a name. But if the query can be divided in two ways, a text may decide between them.
        if !needs.is_empty() && ways.len() == 1 {
            let keys = self.find(query).keys;
            let printed = |key: &&u16| **key < u16::from(TEXT) << 8;
            if keys.iter().filter(printed).count() >= most {
                needs.clear();
            }
        }
        needs
    }

    /// The numbers of a word, if a text may contain it.
    pub(crate) fn printed(&self, units: &[u16]) -> Option<Vec<u16>> {
        let numbers = units.iter().map(|unit| self.table.number(*unit));
        let numbers = numbers.collect::<Option<Vec<u16>>>()?;
        (!numbers.is_empty() && self.text.may_hold(units)).then_some(numbers)
    }

    /// Whether a synonym that contains `typed` has the target `meaning`.
    pub fn stands_for(&self, typed: &str, meaning: &str) -> bool {
        let (typed, meaning) = (units(&fold(typed)), units(&fold(meaning)));
        self.table.stands_for(&typed, &meaning)
    }

    /// The number of records.
    pub fn records(&self) -> usize {
        // Each record has an entry in the text, so a forged count is limited by the length of the file.
        (self.table.fact(0) as usize).min(self.text.records())
    }

    /// The divisions of a query into words, and the targets of the whole query as a synonym.
    pub(crate) fn ways(&self, query: &str) -> (Vec<Vec<Word>>, Vec<Vec<u16>>) {
        let folded = words(query);
        let joined = fold(query);
        let word = |folded: &String| Word::of(&self.table, folded);
        let mut ways = vec![folded.iter().map(word).collect()];
        if folded.len() < 2 {
            return (ways, Vec::new());
        }
        // Spaces within pinyin are first ignored; the second division takes them as word boundaries.
        let letters = |word: &String| word.bytes().all(|byte| byte.is_ascii_lowercase());
        if folded.iter().all(letters) {
            ways.insert(0, vec![word(&joined)]);
        }
        (ways, self.table.synonyms(&units(&joined)))
    }

    /// Executes a query. Text parts that have not been added are not searched.
    pub fn find(&self, query: &str) -> Found {
        let nowhere = || vec![NOWHERE; self.records()];
        let mut found = Found {
            keys: vec![NOT_FOUND; self.records()],
            stage: Stage::Exact,
            way: 0,
        };
        let (ways, whole) = self.ways(query);
        // A name printed with a space is typed with one.
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
                    // Similar sounds and typing errors are both guesses, and are listed together.
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
    /// Merges the ranks of all words into the keys of records that match all of them. Returns whether there are any.
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
