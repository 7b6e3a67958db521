//! The text parts of an index (native).
//!
//! Texts are not read aloud: each character has its own number only. Up to [`LARGEST_COLUMN`] units, all texts are one column; beyond that they are lists
//! of pairs, as [`crate::text`] reads them. The caller writes the parts to disk.

use crate::builder::Record;
use crate::fold::fold_char;
use crate::index::{CLAUSE, PART, file, write_gaps};
use crate::text::{NEIGHBOURHOODS, neighbourhood, part_of};

/// The largest column, in units: two megabytes, at most one with brotli, scanned in a fraction of a frame.
const LARGEST_COLUMN: usize = 1 << 20;

/// The approximate size of a part with lists, in bytes.
const PART_BYTES: usize = 1 << 16;

/// The parts, and the sections of the head that describe them.
pub(crate) struct Texts {
    /// The end of the texts of each record.
    pub(crate) ends: Vec<u32>,
    /// The pairs of letters or digits that are adjacent, as bits.
    pub(crate) neighbours: Vec<u8>,
    pub(crate) parts: Vec<Vec<u8>>,
}

/// Writes the texts of records; `number` gives the number of a folded character.
pub(crate) fn texts(records: &[Record], number: &dyn Fn(u16) -> u16) -> Texts {
    let units = records.iter().flat_map(|record| &record.texts);
    let units: usize = units.map(|text| text.chars().count() + 1).sum();
    write(records, number, units > LARGEST_COLUMN)
}

/// Writes the texts as a column, or as pairs.
fn write(records: &[Record], number: &dyn Fn(u16) -> u16, paired: bool) -> Texts {
    let mut neighbours = vec![0; NEIGHBOURHOODS];
    let (mut ends, mut column, mut pairs) = (Vec::new(), Vec::new(), Pairs::default());
    for (record, at) in records.iter().zip(0..) {
        for text in &record.texts {
            let (mut last, mut across) = ([0; 2], false);
            for c in text.chars() {
                if "，。；：！？、,;:!?…—".contains(c) {
                    across = true;
                    if !paired {
                        column.push(CLAUSE);
                    }
                }
                for folded in fold_char(c) {
                    let code = folded as u32 as u16;
                    let this = [code, number(code)];
                    if let Some((byte, bit)) = neighbourhood(last[0], code) {
                        neighbours[byte] |= bit;
                    }
                    if paired {
                        pairs.add(at, last[1], this[1], across);
                    } else {
                        column.push(this[1]);
                    }
                    (last, across) = (this, false);
                }
            }
            if paired {
                pairs.position += 1;
            } else {
                column.push(PART);
            }
        }
        ends.push(pairs.position + column.len() as u32);
    }
    let column = || {
        file(&[column
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect()])
    };
    Texts {
        ends,
        neighbours,
        parts: if paired {
            pairs.parts()
        } else {
            vec![column()]
        },
    }
}

/// The places of pairs: the key in the high half, the place in the low half.
#[derive(Default)]
struct Pairs {
    places: Vec<u64>,
    position: u32,
    /// For each number the last record that contains it, counted from 1; 0 for none.
    held: Vec<u32>,
}

impl Pairs {
    /// Adds a character and the pair that ends with it.
    fn add(&mut self, record: u32, last: u16, number: u16, across: bool) {
        let at = usize::from(number);
        if self.held.len() <= at {
            self.held.resize(at + 1, 0);
        }
        if self.held[at] != record + 1 {
            self.held[at] = record + 1;
            let key = u64::from(number) << 16 | u64::from(PART);
            self.places.push(key << 32 | u64::from(record));
        }
        if last != PART {
            let key = u64::from(last) << 16 | u64::from(number);
            let place = (self.position - 1) << 1 | u32::from(across);
            self.places.push(key << 32 | u64::from(place));
        }
        self.position += 1;
    }

    fn parts(mut self) -> Vec<Vec<u8>> {
        self.places.sort_unstable();
        let lists: Vec<(u32, Vec<u8>)> = self
            .places
            .chunk_by(|a, b| a >> 32 == b >> 32)
            .map(|places| {
                let list = write_gaps(places.iter().map(|place| *place as u32));
                ((places[0] >> 32) as u32, list)
            })
            .collect();
        let bytes: usize = lists.iter().map(|(_, list)| list.len() + 8).sum();
        let count = bytes.div_ceil(PART_BYTES).max(2);
        let mut parts = vec![[const { Vec::new() }; 3]; count];
        for (key, list) in lists {
            let [keys, ends, all] = &mut parts[part_of(key, count)];
            all.extend(list);
            keys.extend(key.to_le_bytes());
            ends.extend((all.len() as u32).to_le_bytes());
        }
        parts.iter().map(|part| file(part)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{File, Section};
    use crate::text::Text;
    use proptest::prelude::*;

    /// The texts of a head without other sections, with the parts that a word needs.
    fn read(texts: Texts, word: &[u16]) -> Text {
        let mut sections = vec![Vec::new(); Section::Neighbours as usize + 1];
        sections[Section::Ends as usize] = write_gaps(texts.ends.into_iter());
        let parts = texts.parts.iter();
        sections[Section::Parts as usize] = parts
            .flat_map(|part| crate::builder::identity(part).to_le_bytes())
            .collect();
        sections[Section::Neighbours as usize] = texts.neighbours;
        let text = Text::of(&File::open(file(&sections)).expect("whole"));
        let needs = text.needs(word);
        for part in texts.parts {
            let part = File::open(part).expect("whole");
            assert!(!needs.contains(&part.identity()) || text.give(part));
        }
        assert!(text.needs(word).is_empty());
        text
    }

    fn number(code: u16) -> u16 {
        code % 50 + 3
    }

    fn found(text: &Text, word: &[u16]) -> Vec<(usize, bool)> {
        let mut found = Vec::new();
        text.scan(word, &mut |record, across| found.push((record, across)));
        found.sort_unstable();
        // A match within one clause precedes one that spans clauses.
        found.dedup_by_key(|(record, _)| *record);
        found
    }

    proptest! {
        #[test]
        fn pairs_answer_as_a_column_does_from_the_parts_that_a_word_needs(
            texts in proptest::collection::vec(proptest::collection::vec("[惠民利，先锋a1。 ]{0,9}", 0..4), 1..30),
            word in "[惠民利先锋a1]{1,5}",
        ) {
            let records: Vec<Record> = texts.iter().map(|texts| Record { texts: texts.iter().map(String::as_str).collect(), ..Record::default() }).collect();
            let word: Vec<u16> = word.chars().map(|c| number(c as u32 as u16)).collect();
            let column = read(write(&records, &number, false), &word);
            let pairs = read(write(&records, &number, true), &word);
            prop_assert_eq!(found(&column, &word), found(&pairs, &word));
        }

        #[test]
        fn a_word_with_letters_that_are_adjacent_nowhere_is_not_found(text in "[ab1 ，]{0,12}", word in "[ab1]{2,4}") {
            let records = [Record { texts: vec![&text], ..Record::default() }];
            let codes: Vec<u16> = word.encode_utf16().collect();
            let word: Vec<u16> = codes.iter().map(|code| number(*code)).collect();
            let text = read(write(&records, &number, false), &word);
            prop_assert!(text.may_hold(&codes) || found(&text, &word).is_empty());
        }
    }
}
