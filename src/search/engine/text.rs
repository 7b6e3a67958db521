//! Which texts hold this run of characters?
//!
//! [`Text`] is the files beside the head, its parts, each known by what it holds. Few texts are one part, a column that is looked through for
//! the rarest character of a word. Many are lists of where each pair of characters stands, dealt out to parts of a few dozen
//! kilobytes: a word needs only the parts of its own pairs, and answers as exactly. Fetching is absent on purpose.

use super::index::{CLAUSE, File, Numbers, PART, Section, gaps};
use std::sync::OnceLock;

/// The texts of all records, as far as their parts have come.
pub(crate) struct Text {
    identities: Vec<u64>,
    parts: Vec<OnceLock<File>>,
    /// Where each record begins, and where the last one ends.
    starts: Vec<u32>,
    /// Which letters and digits stand side by side anywhere.
    neighbours: Vec<u8>,
}

/// The section of a part that is a column.
pub(crate) const COLUMN: usize = 0;
/// The section of the pairs in other parts, in order, 32 bits each: the first number high, the second one low.
pub(crate) const KEYS: usize = 0;
/// Where the list of each pair ends, 32 bits each.
pub(crate) const ENDS: usize = 1;
/// The lists of places, as [`gaps`]. A place is a position among all texts, doubled, odd where the pair stands across the end of a
/// clause; the place of one character with [`PART`] is its record.
pub(crate) const LISTS: usize = 2;

/// In which part a pair is listed.
pub(crate) fn part_of(key: u32, parts: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 8) as usize % parts.max(1)
}

/// How many letters and digits there are.
const SIGNS: usize = 36;

/// Where the neighbourhood of two letters or digits is noted: byte and bit.
pub(crate) fn neighbourhood(first: u16, second: u16) -> Option<(usize, u8)> {
    let sign = |code: u16| match code {
        0x61..=0x7a => Some(usize::from(code - 0x61)),
        0x30..=0x39 => Some(usize::from(code - 0x30) + 26),
        _ => None,
    };
    let at = sign(first)? * SIGNS + sign(second)?;
    Some((at / 8, 1 << (at % 8)))
}

/// The bytes that all neighbourhoods take.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const NEIGHBOURHOODS: usize = SIGNS * SIGNS / 8;

impl Text {
    /// The texts that a head announces.
    pub(crate) fn of(head: &File) -> Text {
        let words = head.section(Section::Parts as usize).as_chunks::<8>().0;
        Text {
            identities: words.iter().map(|word| u64::from_le_bytes(*word)).collect(),
            parts: words.iter().map(|_| OnceLock::new()).collect(),
            starts: std::iter::once(0)
                .chain(gaps(head.section(Section::Ends as usize)))
                .collect(),
            neighbours: head.section(Section::Neighbours as usize).to_vec(),
        }
    }

    /// How many records there are.
    pub(crate) fn records(&self) -> usize {
        self.starts.len() - 1
    }

    /// What each part is known by.
    pub(crate) fn identities(&self) -> &[u64] {
        &self.identities
    }

    /// Takes a part; whether it is one.
    pub(crate) fn give(&self, part: File) -> bool {
        let identity = part.identity();
        let at = self.identities.iter().position(|known| *known == identity);
        let slot = at.and_then(|at| self.parts.get(at));
        slot.is_some_and(|slot| {
            let _ = slot.set(part);
            true
        })
    }

    /// Whether a word may stand in a text at all, as far as that is known beforehand.
    pub(crate) fn may_hold(&self, codes: &[u16]) -> bool {
        codes.windows(2).all(|pair| {
            neighbourhood(pair[0], pair[1]).is_none_or(|(byte, bit)| {
                self.neighbours
                    .get(byte)
                    .is_some_and(|byte| byte & bit != 0)
            })
        })
    }

    /// The parts that a word needs and that have not come.
    pub(crate) fn needs(&self, word: &[u16]) -> Vec<u64> {
        let parts = self.identities.len();
        let wanted: Vec<usize> = match parts {
            0 | 1 => (0..parts).collect(),
            _ => keys(word).map(|key| part_of(key, parts)).collect(),
        };
        let known = self.identities.iter().zip(&self.parts);
        let wanted = wanted.iter().filter_map(|at| self.identities.get(*at));
        // Parts that hold nothing are the same.
        wanted
            .filter(|part| {
                !known
                    .clone()
                    .any(|(other, file)| other == *part && file.get().is_some())
            })
            .copied()
            .collect()
    }

    /// Calls `found` with records whose text holds the word, in order, and whether it runs across the end of a clause there.
    pub(crate) fn scan(&self, word: &[u16], found: &mut dyn FnMut(usize, bool)) {
        match self.parts.as_slice() {
            [column] => {
                if let Some(column) = column.get() {
                    self.scan_column(column.section(COLUMN), word, found);
                }
            }
            parts => self.scan_pairs(parts, word, found),
        }
    }

    fn scan_column(&self, bytes: &[u8], word: &[u16], found: &mut dyn FnMut(usize, bool)) {
        let column = Numbers::of(bytes);
        // The more frequent a character, the lower its number.
        let Some((offset, rare)) = word
            .iter()
            .copied()
            .enumerate()
            .max_by_key(|(_, number)| *number)
        else {
            return;
        };
        let (before, after) = word.split_at(offset);
        let mut at = 0;
        while let Some(hit) = next(bytes, at, rare) {
            at = hit + 1;
            let back = column.slice(0, hit).iter().rev();
            let Some(behind) = clauses(back, before.iter().rev()) else {
                continue;
            };
            let Some(ahead) = clauses(column.slice(hit, column.len()).iter(), after.iter()) else {
                continue;
            };
            let record = self.starts.partition_point(|from| *from as usize <= hit);
            found(record.saturating_sub(1), behind + ahead > 0);
            // What follows in this record adds nothing, unless it holds the word in one clause.
            if behind + ahead == 0 {
                match self.starts.get(record) {
                    Some(next) => at = at.max(*next as usize),
                    None => return,
                }
            }
        }
    }

    fn scan_pairs(
        &self,
        parts: &[OnceLock<File>],
        word: &[u16],
        found: &mut dyn FnMut(usize, bool),
    ) {
        let list = |key| {
            let part = parts.get(part_of(key, parts.len()))?.get()?;
            list(part, key)
        };
        let lists: Option<Vec<(u32, &[u8])>> = (0..)
            .step_by(2)
            .zip(keys(word).map(list))
            .map(|(offset, list)| Some((offset, list?)))
            .collect();
        let Some(mut lists) = lists else { return };
        if word.len() == 1 {
            for (_, list) in lists {
                gaps(list).for_each(|record| found(record as usize, false));
            }
            return;
        }
        // The shortest list says where the word can stand, the others take away.
        let shortest = (0..lists.len()).min_by_key(|at| lists.get(*at).map(|(_, list)| list.len()));
        let Some(shortest) = shortest else {
            return;
        };
        let (offset, shortest) = lists.swap_remove(shortest);
        let mut held: Vec<u32> = gaps(shortest)
            .filter_map(|place| place.checked_sub(offset))
            .collect();
        for (offset, list) in lists {
            let mut others = gaps(list).filter_map(|place| place.checked_sub(offset));
            let mut other = others.next();
            held.retain_mut(|place| {
                while other.is_some_and(|other| other >> 1 < *place >> 1) {
                    other = others.next();
                }
                let Some(same) = other.filter(|other| other >> 1 == *place >> 1) else {
                    return false;
                };
                *place |= same & 1;
                true
            });
        }
        let mut record = 0;
        for place in held {
            while self
                .starts
                .get(record + 1)
                .is_some_and(|end| *end <= place >> 1)
            {
                record += 1;
            }
            found(record, place & 1 == 1);
        }
    }
}

/// The pairs of a word; one character is a pair with [`PART`].
fn keys(word: &[u16]) -> impl Iterator<Item = u32> {
    let key = |first: u16, second: u16| u32::from(first) << 16 | u32::from(second);
    let single = word
        .first()
        .filter(|_| word.len() == 1)
        .map(|one| key(*one, PART));
    let pairs = word.windows(2).map(move |pair| key(pair[0], pair[1]));
    single.into_iter().chain(pairs)
}

/// The list of a pair in its part.
fn list(part: &File, key: u32) -> Option<&[u8]> {
    let words = |section| part.section(section).as_chunks::<4>().0;
    let at = words(KEYS)
        .binary_search_by(|word| u32::from_le_bytes(*word).cmp(&key))
        .ok()?;
    let end = |at: usize| Some(u32::from_le_bytes(*words(ENDS).get(at)?) as usize);
    let from = at.checked_sub(1).map_or(Some(0), end)?;
    part.section(LISTS).get(from..end(at)?)
}

/// How many ends of clauses stand among numbers that are otherwise the word; nothing where they are not.
fn clauses<'a>(
    mut column: impl Iterator<Item = u16>,
    word: impl Iterator<Item = &'a u16>,
) -> Option<usize> {
    let mut clauses = 0;
    for wanted in word {
        let mut number = column.next()?;
        while number == CLAUSE {
            clauses += 1;
            number = column.next()?;
        }
        if number != *wanted {
            return None;
        }
    }
    Some(clauses)
}

/// Where a number comes next, from `at` on.
fn next(bytes: &[u8], at: usize, number: u16) -> Option<usize> {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let pattern = ONES * u64::from(number);
    let rest = bytes.get(2 * at..)?;
    let (words, _) = rest.as_chunks::<8>();
    let (pairs, _) = rest.as_chunks::<2>();
    // A lane of zero has its high bit in this; so may a lane above one, hence the exact look below.
    let zero = |word: &[u8; 8]| {
        let x = u64::from_le_bytes(*word) ^ pattern;
        x.wrapping_sub(ONES) & !x & (ONES << 15)
    };
    let (blocks, _) = words.as_chunks::<4>();
    let skipped = blocks
        .iter()
        .position(|block| block.iter().fold(0, |any, word| any | zero(word)) != 0)
        .unwrap_or(blocks.len());
    let from = 16 * skipped;
    pairs
        .get(from..)?
        .iter()
        .position(|pair| u16::from_le_bytes(*pair) == number)
        .map(|on| at + from + on)
}
