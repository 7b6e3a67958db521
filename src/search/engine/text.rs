//! Which texts hold this run of characters?
//!
//! A [`Text`] is the second file: all texts in one lane, with the length of each record. It is looked through for the rarest character of a
//! word, four at a time in one machine word, and only there compared. A bigram index is absent on purpose: at ten thousand
//! records one pass takes a tenth of a frame, and it needs no bytes on the wire.

use super::index::{CLAUSE, File, Numbers};

/// The texts of all records.
pub(crate) struct Text {
    file: File,
    /// Where each record begins, and where the last one ends.
    starts: Vec<u32>,
}

/// The sections of the file.
pub(crate) const LANE: usize = 0;
/// The length of each record in the lane, 32 bits each.
pub(crate) const LENGTHS: usize = 1;

impl Text {
    /// The text in a file.
    pub(crate) fn of(file: File) -> Text {
        let mut end = 0u32;
        let mut starts = vec![0];
        for length in file.section(LENGTHS).as_chunks::<4>().0 {
            end = end.saturating_add(u32::from_le_bytes(*length));
            starts.push(end);
        }
        Text { file, starts }
    }

    /// Calls `found` with records whose text holds the word, in order, and whether it runs across the end of a clause there.
    pub(crate) fn scan(&self, word: &[u16], mut found: impl FnMut(usize, bool)) {
        let bytes = self.file.section(LANE);
        let lane = Numbers::of(bytes);
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
            let back = lane.slice(0, hit).iter().rev();
            let Some(behind) = clauses(back, before.iter().rev()) else {
                continue;
            };
            let Some(ahead) = clauses(lane.slice(hit, lane.len()).iter(), after.iter()) else {
                continue;
            };
            let record = self.starts.partition_point(|from| *from as usize <= hit);
            found(record - 1, behind + ahead > 0);
            // What follows in this record adds nothing, unless it holds the word in one clause.
            if behind + ahead == 0 {
                match self.starts.get(record) {
                    Some(next) => at = at.max(*next as usize),
                    None => return,
                }
            }
        }
    }
}

/// How many ends of clauses stand among numbers that are otherwise the word; nothing where they are not.
fn clauses<'a>(
    mut lane: impl Iterator<Item = u16>,
    word: impl Iterator<Item = &'a u16>,
) -> Option<usize> {
    let mut clauses = 0;
    for wanted in word {
        let mut number = lane.next()?;
        while number == CLAUSE {
            clauses += 1;
            number = lane.next()?;
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
