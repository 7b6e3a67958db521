//! The binary file format of an index: a checked container of sections, and the number sequences in them.
//!
//! A [`File`] is a magic word, its length, a checksum, a table of sections, and the sections, all little-endian. It is read in place.
//! [`File::open`] verifies length and checksum and rejects a truncated or damaged file. All later reads are bounds-checked, so a forged file causes
//! wrong answers at worst. Files are not compressed; the web server does that.

/// Separates two texts of one record in a column.
pub const PART: u16 = 0;
/// Ends a record in a column.
pub const RECORD: u16 = 1;
/// Ends a clause in a text.
pub const CLAUSE: u16 = 2;
/// The first number of a character.
pub const FIRST: u16 = 3;
/// No number: a character that occurs in no text. Also ends a record in a column of references.
pub const NONE: u16 = u16::MAX;

/// The sections of the head.
#[derive(Clone, Copy)]
pub enum Section {
    /// `[records, first number after the characters, values of the related kind]`, each in 32 bits.
    Facts,
    /// The known folded characters, ascending, as [`gaps`].
    Codes,
    /// For each code its number in texts, or [`NONE`]. A traditional form has the number of the simplified one.
    Numbers,
    /// For each code its usual syllable, or 0.
    Sounds,
    /// Pairs (number, syllable): further readings, in order.
    Readings,
    /// For each number after the characters, which is a character with an unusual reading, the number of that character.
    Bases,
    /// For each of these its syllable.
    BaseSounds,
    /// All syllables in use, packed, from 1 on.
    Syllables,
    /// Names.
    Names,
    /// The texts related to the names.
    Around,
    /// Texts that many records share, each ended by [`RECORD`]: first related values, then mentioned ones.
    Values,
    /// For each record the positions of its values, ended by [`NONE`].
    ValueRefs,
    /// Synonyms as codes: a word, then [`PART`] and a target for each target, then [`RECORD`].
    Synonyms,
    /// For each record the end of its texts, as [`gaps`].
    Ends,
    /// The identities of the text parts, 64 bits each.
    Parts,
    /// A bit for each pair of letters or digits that are adjacent in a text.
    Neighbours,
}

const MAGIC: u32 = 0x3153_5a48;
const HEADER: usize = 16;

/// Bytes with a checked header.
pub struct File {
    bytes: Vec<u8>,
}

impl File {
    /// Opens a file; `None` if its header, length or checksum is wrong.
    pub fn open(bytes: Vec<u8>) -> Option<File> {
        let file = File { bytes };
        let header = file.bytes.get(..HEADER)?;
        let word = |at: usize| Some(u32::from_le_bytes(*header.get(at..)?.first_chunk::<4>()?));
        let sum = u64::from(word(8)?) | u64::from(word(12)?) << 32;
        let sound = word(0)? == MAGIC
            && word(4)? as usize == file.bytes.len()
            && sum == checksum(file.bytes.get(HEADER..)?);
        sound.then_some(file)
    }

    /// The bytes of a section; empty where there is none.
    pub fn section(&self, section: usize) -> &[u8] {
        let at = HEADER + 8 * section;
        let word = |at: usize| {
            let word = self.bytes.get(at..)?.first_chunk::<4>()?;
            Some(u32::from_le_bytes(*word) as usize)
        };
        word(at)
            .zip(word(at + 4))
            .and_then(|(from, to)| self.bytes.get(from..to))
            .unwrap_or_default()
    }

    /// The identity of the file: its checksum.
    pub fn identity(&self) -> u64 {
        let bytes = self.bytes.get(8..).and_then(|rest| rest.first_chunk());
        bytes.copied().map_or(0, u64::from_le_bytes)
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether the length is 0.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// Writes a file with these sections.
pub fn file(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut at = HEADER + 8 * sections.len();
    for section in sections {
        body.extend((at as u32).to_le_bytes());
        at += section.len();
        body.extend((at as u32).to_le_bytes());
    }
    for section in sections {
        body.extend(section);
    }
    let mut bytes = Vec::with_capacity(HEADER + body.len());
    bytes.extend(MAGIC.to_le_bytes());
    bytes.extend(((HEADER + body.len()) as u32).to_le_bytes());
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// A checksum of eight bytes a step (after FxHash), because megabytes are checked before the first answer.
fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let step =
        |sum: u64, word: u64| (sum.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let sum = words.iter().fold(bytes.len() as u64, |sum, word| {
        step(sum, u64::from_le_bytes(*word))
    });
    rest.iter()
        .fold(sum, |sum, byte| step(sum, u64::from(*byte)))
}

/// Decodes ascending numbers, each stored as its difference from the previous one: seven bits a byte, lowest first (LEB128).
pub fn gaps(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let mut bytes = bytes.iter();
    let mut number = 0u32;
    std::iter::from_fn(move || {
        let (mut gap, mut shift) = (0, 0);
        loop {
            let byte = *bytes.next()?;
            gap |= u32::from(byte & 0x7f).wrapping_shl(shift);
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number = number.wrapping_add(gap);
        Some(number)
    })
}

/// Encodes ascending numbers for [`gaps`].
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write_gaps(numbers: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for number in numbers {
        let mut gap = number - last;
        last = number;
        while gap > 0x7f {
            bytes.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        bytes.push(gap as u8);
    }
    bytes
}

/// A section of 16-bit numbers.
#[derive(Clone, Copy)]
pub struct Numbers<'a>(pub &'a [[u8; 2]]);

impl<'a> Numbers<'a> {
    /// The numbers in these bytes.
    pub fn of(bytes: &'a [u8]) -> Numbers<'a> {
        Numbers(bytes.as_chunks().0)
    }

    /// The number at a position.
    pub fn get(self, at: usize) -> Option<u16> {
        self.0.get(at).map(|bytes| u16::from_le_bytes(*bytes))
    }

    /// The number of numbers.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether the section is empty.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The numbers from one position to another; empty if the range is out of bounds.
    pub fn slice(self, from: usize, to: usize) -> Numbers<'a> {
        Numbers(self.0.get(from..to).unwrap_or_default())
    }

    /// All numbers.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = u16> + Clone + 'a {
        self.0.iter().map(|bytes| u16::from_le_bytes(*bytes))
    }

    /// Start and end of the part around a position: up to a [`PART`] or [`RECORD`] on either side.
    pub fn part_around(self, at: usize) -> (usize, usize) {
        let is_end = |number: u16| number < FIRST;
        let before = self.slice(0, at).iter().rev().position(is_end);
        let after = self.slice(at, self.len()).iter().position(is_end);
        (
            before.map_or(0, |back| at - back),
            after.map_or(self.len(), |on| at + on),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sections_come_out_as_they_went_in() {
        let sections = [vec![1, 2, 3], Vec::new(), vec![7; 40]];
        let file = File::open(file(&sections)).expect("whole");
        assert!(file.section(0).starts_with(&[1, 2, 3]));
        assert!(file.section(1).is_empty());
        assert_eq!(file.section(2), [7; 40]);
    }

    proptest! {
        #[test]
        fn numbers_in_order_come_back_from_their_gaps(mut numbers in proptest::collection::vec(any::<u32>(), 0..40)) {
            numbers.sort_unstable();
            let bytes = write_gaps(numbers.iter().copied());
            prop_assert_eq!(gaps(&bytes).collect::<Vec<_>>(), numbers);
        }

        #[test]
        fn a_damaged_or_cut_file_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..60), at in 0usize..80, bit in 0u8..8, cut in 1usize..80) {
            let whole = file(&[bytes]);
            let mut damaged = whole.clone();
            let at = at % damaged.len();
            damaged[at] ^= 1 << bit;
            prop_assert!(File::open(damaged).is_none());
            prop_assert!(File::open(whole[..whole.len().saturating_sub(cut)].to_vec()).is_none());
            prop_assert!(File::open(whole).is_some());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), section in 0usize..99) {
            let file = File { bytes };
            let numbers = Numbers::of(file.section(section));
            let _ = (numbers.part_around(3), numbers.get(section), file.identity());
            let _ = gaps(file.section(section)).count();
        }
    }
}
