//! The characters of an index and their readings.
//!
//! The [`Table`] reads the first sections of the head in place. A character has a number (the more frequent, the lower); a traditional form has the
//! number of the simplified one; a character with an unusual reading in a name (重 of 重庆) has a number of its own with the same base. Characters that are
//! not used have no number: the builder omits them.

use super::index::{FIRST, File, NONE, Numbers, Section, gaps};
use super::sound::{letters, near};
use std::sync::OnceLock;

/// Characters and their readings.
pub(crate) struct Table {
    head: File,
    /// The known folded characters, ascending.
    codes: Vec<u16>,
    /// The first number after those of characters. Numbers below [`FIRST`] are included, though they are not characters.
    characters: usize,
    /// For each number its usual syllable, from 1 on; 0 for none.
    number_sounds: Vec<u16>,
    syllables: Vec<u64>,
    /// For each syllable its common form with similar ones.
    nears: Vec<u64>,
    /// Computed at the first search with a typing error.
    spellings: OnceLock<Spellings>,
}

/// The spellings of numbers in letters, packed.
pub(crate) struct Spellings {
    /// For each number its usual spelling, 0 for none.
    pub(crate) usual: Vec<u64>,
    /// The start of each number's spellings in `further`, and the end of the last one.
    pub(crate) starts: Vec<u32>,
    /// Further spellings, by number.
    pub(crate) further: Vec<u64>,
}

impl Spellings {
    /// The further spellings of a number.
    pub(crate) fn further(&self, number: usize) -> &[u64] {
        let starts = self.starts.get(number).zip(self.starts.get(number + 1));
        starts
            .and_then(|(from, to)| self.further.get(*from as usize..*to as usize))
            .unwrap_or_default()
    }
}

impl Table {
    /// The table of a head.
    pub(crate) fn of(head: File) -> Table {
        let packed = head.section(Section::Syllables as usize);
        let syllables = packed.as_chunks::<8>().0.iter();
        let syllables: Vec<u64> = syllables.map(|bytes| u64::from_le_bytes(*bytes)).collect();
        let column = |section: Section| Numbers::of(head.section(section as usize));
        let codes: Vec<u16> = gaps(head.section(Section::Codes as usize))
            .map_while(|code| u16::try_from(code).ok())
            .collect();
        // Each character has a code, so a file cannot claim more than it holds.
        let characters = (fact(&head, 1) as usize).min(codes.len() + usize::from(FIRST));
        let mut number_sounds = vec![0; characters];
        let sounds = column(Section::Numbers)
            .iter()
            .zip(column(Section::Sounds).iter());
        for (number, sound) in sounds {
            if let Some(place) = number_sounds.get_mut(usize::from(number)) {
                *place = sound;
            }
        }
        number_sounds.extend(column(Section::BaseSounds).iter());
        number_sounds.truncate(usize::from(NONE));
        Table {
            codes,
            characters,
            number_sounds,
            nears: syllables.iter().map(|syllable| near(*syllable)).collect(),
            syllables,
            spellings: OnceLock::new(),
            head,
        }
    }

    /// The identity of the head.
    pub(crate) fn identity(&self) -> u64 {
        self.head.identity()
    }

    /// An entry of [`Section::Facts`]; 0 if it is missing.
    pub(crate) fn fact(&self, at: usize) -> u32 {
        fact(&self.head, at)
    }

    /// A section of numbers.
    pub(crate) fn column(&self, section: Section) -> Numbers<'_> {
        Numbers::of(self.head.section(section as usize))
    }

    /// The first number after those of characters.
    pub(crate) fn characters(&self) -> usize {
        self.characters
    }

    /// The number of numbers, those below [`FIRST`] included.
    pub(crate) fn numbers(&self) -> usize {
        self.number_sounds.len()
    }

    /// The number of a folded character; `None` if it occurs in no text.
    pub(crate) fn number(&self, code: u16) -> Option<u16> {
        let at = self.codes.binary_search(&code).ok()?;
        let number = self.column(Section::Numbers).get(at)?;
        (number != NONE).then_some(number)
    }

    /// The number of the character with its usual reading.
    pub(crate) fn base(&self, number: u16) -> u16 {
        match usize::from(number).checked_sub(self.characters()) {
            Some(at) => self.column(Section::Bases).get(at).unwrap_or(0),
            None => number,
        }
    }

    /// The numbers of a character: its own, then those with unusual readings.
    pub(crate) fn alike(&self, number: u16) -> impl Iterator<Item = u16> {
        let first = self.characters() as u16;
        let bases = self.column(Section::Bases).iter();
        let others = bases.zip(first..).filter(move |(base, _)| *base == number);
        std::iter::once(number).chain(others.map(|(_, other)| other))
    }

    /// The usual syllable of a number, from 1 on; 0 if it has none.
    pub(crate) fn sound(&self, number: u16) -> u16 {
        let sound = self.number_sounds.get(usize::from(number));
        sound.copied().unwrap_or(0)
    }

    /// All further readings as pairs of number and syllable.
    pub(crate) fn readings(&self) -> impl Iterator<Item = (u16, u16)> {
        let pairs = self.column(Section::Readings).0.as_chunks::<2>().0;
        pairs
            .iter()
            .map(|[a, b]| (u16::from_le_bytes(*a), u16::from_le_bytes(*b)))
    }

    /// The usual syllable of a folded character, whether or not it occurs in a text.
    pub(crate) fn heard(&self, code: u16) -> Option<u16> {
        let at = self.codes.binary_search(&code).ok()?;
        let heard = self.column(Section::Sounds).get(at)?;
        (1..=self.syllables.len())
            .contains(&usize::from(heard))
            .then_some(heard)
    }

    /// All syllables, ascending; the first one has the number 1.
    pub(crate) fn syllables(&self) -> &[u64] {
        &self.syllables
    }

    /// For each syllable its common form with similar ones.
    pub(crate) fn nears(&self) -> &[u64] {
        &self.nears
    }

    /// For each number its kind: the initial of its usual syllable.
    pub(crate) fn kinds(&self) -> Vec<u8> {
        let kind = |(number, sound): (usize, &u16)| {
            let syllable = usize::from(*sound).checked_sub(1);
            let syllable = syllable.and_then(|at| self.syllables.get(at));
            let mut letters = syllable.into_iter().flat_map(|syllable| letters(*syllable));
            match (letters.next(), letters.next()) {
                // zh, ch and sh use letters with which no syllable begins.
                (Some(b'z'), Some(b'h')) => b'v' - b'a',
                (Some(b'c'), Some(b'h')) => b'i' - b'a',
                (Some(b's'), Some(b'h')) => b'u' - b'a',
                (Some(letter), _) => letter.wrapping_sub(b'a') % 26,
                (None, _) => 26 + (number % 6) as u8,
            }
        };
        self.number_sounds.iter().enumerate().map(kind).collect()
    }

    /// The spellings of all numbers.
    pub(crate) fn spellings(&self) -> &Spellings {
        self.spellings.get_or_init(|| {
            let usual = self.usual_spellings();
            let pairs = self.further_spellings();
            let mut starts = vec![0; usual.len() + 1];
            for (number, _) in &pairs {
                if let Some(start) = starts.get_mut(usize::from(*number) + 1) {
                    *start += 1;
                }
            }
            let mut total = 0;
            for start in &mut starts {
                total += *start;
                *start = total;
            }
            let further = pairs.into_iter().map(|(_, spelling)| spelling).collect();
            Spellings {
                usual,
                starts,
                further,
            }
        })
    }

    /// The usual spelling of each number: its syllable, or itself if it is a letter or a digit.
    fn usual_spellings(&self) -> Vec<u64> {
        let sounds = self.number_sounds.iter();
        let mut spellings: Vec<u64> = sounds
            .map(|sound| {
                let at = usize::from(*sound).checked_sub(1);
                at.and_then(|at| self.syllables.get(at))
                    .copied()
                    .unwrap_or(0)
            })
            .collect();
        for code in 0..128 {
            let spelling = self
                .number(code)
                .and_then(|number| spellings.get_mut(usize::from(number)));
            if let Some(spelling) = spelling {
                *spelling = u64::from(code);
            }
        }
        spellings
    }

    /// The further spellings of numbers, ascending by number.
    fn further_spellings(&self) -> Vec<(u16, u64)> {
        let mut further = Vec::new();
        for number in 0..self.numbers() as u16 {
            let base = self.base(number);
            let pairs = self.column(Section::Readings);
            // The pairs are sorted: binary search for the first one of this character.
            let (mut from, mut to) = (0, pairs.len() / 2);
            while from < to {
                let middle = (from + to) / 2;
                match pairs.get(2 * middle) {
                    Some(other) if other < base => from = middle + 1,
                    _ => to = middle,
                }
            }
            while pairs.get(2 * from) == Some(base) {
                let syllable = pairs.get(2 * from + 1).map_or(0, usize::from);
                if let Some(spelling) = syllable
                    .checked_sub(1)
                    .and_then(|at| self.syllables.get(at))
                {
                    let at = usize::from(self.sound(number)).wrapping_sub(1);
                    if self.syllables.get(at) != Some(spelling) {
                        further.push((number, *spelling));
                    }
                }
                from += 1;
            }
        }
        further
    }

    /// The targets of a synonym, folded.
    pub(crate) fn synonyms(&self, word: &[u16]) -> Vec<Vec<u16>> {
        let entries: Vec<u16> = self.column(Section::Synonyms).iter().collect();
        let same = everyday(&entries).filter(|(other, _)| *other == word);
        same.flat_map(|(_, targets)| targets.map(<[u16]>::to_vec))
            .collect()
    }

    /// Whether a synonym that contains a run of characters has a target.
    pub(crate) fn stands_for(&self, run: &[u16], meaning: &[u16]) -> bool {
        let entries: Vec<u16> = self.column(Section::Synonyms).iter().collect();
        let holds = |word: &[u16]| word.windows(run.len().max(1)).any(|other| other == run);
        everyday(&entries)
            .any(|(word, mut targets)| holds(word) && targets.any(|target| target == meaning))
    }
}

/// An entry of [`Section::Facts`].
fn fact(head: &File, at: usize) -> u32 {
    let words = head.section(Section::Facts as usize).as_chunks::<4>().0;
    words.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// Each synonym with its targets.
fn everyday(entries: &[u16]) -> impl Iterator<Item = (&[u16], impl Iterator<Item = &[u16]>)> {
    entries
        .split(|unit| *unit == super::index::RECORD)
        .map(|entry| {
            let mut parts = entry.split(|unit| *unit == super::index::PART);
            let word = parts.next().unwrap_or_default();
            (word, parts.filter(|part| !part.is_empty()))
        })
}
