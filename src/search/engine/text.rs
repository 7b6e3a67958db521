//! Exact search in the texts of records.
//!
//! [`Text`] is the parts beside the head, each identified by its content. Few texts are one part, a column that is scanned for the rarest character of
//! a word. Many texts are an inverted index of character pairs with positions, distributed over parts of a few dozen kilobytes: a word needs only the
//! parts with its own pairs, and the answer is the same. Parts are loaded by the caller.

use super::index::{CLAUSE, File, Numbers, PART, Section, gaps};
use std::sync::OnceLock;

/// The texts of all records; parts are added as they are loaded.
pub(crate) struct Text {
    identities: Vec<u64>,
    parts: Vec<OnceLock<File>>,
    /// The start of each record, and the end of the last one.
    starts: Vec<u32>,
    /// The pairs of letters or digits that are adjacent in any text, as bits.
    neighbours: Vec<u8>,
}

/// In the only part: the column.
pub(crate) const COLUMN: usize = 0;
/// In other parts: the pairs, ascending, 32 bits each: the first number high, the second one low.
pub(crate) const KEYS: usize = 0;
/// In other parts: the end of each pair's list in [`LISTS`], 32 bits each.
pub(crate) const ENDS: usize = 1;
/// In other parts: the lists of places, as [`gaps`]. A place is a position in all texts, doubled, plus one if the pair spans the end of a clause.
/// The place of a character paired with [`PART`] is its record.
pub(crate) const LISTS: usize = 2;

/// The position of the part that lists a pair.
pub(crate) fn part_of(key: u32, parts: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 8) as usize % parts.max(1)
}

/// The number of letters and digits.
const SIGNS: usize = 36;

/// Byte and bit of a pair of letters or digits in the set of adjacent pairs; `None` for other characters.
pub(crate) fn neighbourhood(first: u16, second: u16) -> Option<(usize, u8)> {
    let sign = |code: u16| match code {
        0x61..=0x7a => Some(usize::from(code - 0x61)),
        0x30..=0x39 => Some(usize::from(code - 0x30) + 26),
        _ => None,
    };
    let at = sign(first)? * SIGNS + sign(second)?;
    Some((at / 8, 1 << (at % 8)))
}

/// The size of that set in bytes.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const NEIGHBOURHOODS: usize = SIGNS * SIGNS / 8;

impl Text {
    /// The texts of a head, without any part.
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

    /// The number of records.
    pub(crate) fn records(&self) -> usize {
        self.starts.len() - 1
    }

    /// The identities of all parts.
    pub(crate) fn identities(&self) -> &[u64] {
        &self.identities
    }

    /// Adds a part. Returns whether it belongs to these texts.
    pub(crate) fn give(&self, part: File) -> bool {
        let identity = part.identity();
        let at = self.identities.iter().position(|known| *known == identity);
        let slot = at.and_then(|at| self.parts.get(at));
        slot.is_some_and(|slot| {
            let _ = slot.set(part);
            true
        })
    }

    /// Whether any text may contain a word, judging by its letters and digits alone.
    pub(crate) fn may_hold(&self, codes: &[u16]) -> bool {
        codes.windows(2).all(|pair| {
            neighbourhood(pair[0], pair[1]).is_none_or(|(byte, bit)| {
                self.neighbours
                    .get(byte)
                    .is_some_and(|byte| byte & bit != 0)
            })
        })
    }

    /// The identities of the missing parts that a word needs.
    pub(crate) fn needs(&self, word: &[u16]) -> Vec<u64> {
        let parts = self.identities.len();
        let wanted: Vec<usize> = match parts {
            0 | 1 => (0..parts).collect(),
            _ => keys(word).map(|key| part_of(key, parts)).collect(),
        };
        let known = self.identities.iter().zip(&self.parts);
        let wanted = wanted.iter().filter_map(|at| self.identities.get(*at));
        // Empty parts share one identity; adding one of them is enough.
        wanted
            .filter(|part| {
                !known
                    .clone()
                    .any(|(other, file)| other == *part && file.get().is_some())
            })
            .copied()
            .collect()
    }

    /// Calls `found` with records whose text contains the word, ascending, and whether it spans the end of a clause there.
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
        // The rarest character has the highest number.
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
            // Further matches in a record matter only if this one spans the end of a clause.
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
        // Intersect the shortest list with the others.
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

/// The pairs of a word; a single character is paired with [`PART`].
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

/// The number of clause ends within a match of the word; `None` if it does not match.
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

/// The position of the next occurrence of a number, from `at` on.
fn next(bytes: &[u8], at: usize, number: u16) -> Option<usize> {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let pattern = ONES * u64::from(number);
    let rest = bytes.get(2 * at..)?;
    let (words, _) = rest.as_chunks::<8>();
    let (pairs, _) = rest.as_chunks::<2>();
    // Sets the high bit of each zero lane, and possibly of lanes above one, hence the exact comparison below.
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
