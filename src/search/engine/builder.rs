//! The index builder (native).
//!
//! [`index`] folds all texts, numbers the characters by frequency, determines their readings, and writes the files that [`crate::Engine`] opens. The same
//! records give the same bytes. Choosing records and naming files is left to the caller.

use crate::Engine;
use crate::fold::{fold, fold_char};
use crate::index::{FIRST, File, NONE, PART, RECORD, file, write_gaps};
use crate::reading;
use crate::sound::letters;
use crate::texts::texts;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

/// A record to be found.
#[derive(Clone, Debug, Default)]
pub struct Record<'a> {
    /// Its names, the printed one first.
    pub names: Vec<&'a str>,
    /// Related texts that are nearly its own: owner, initiatives.
    pub around: Vec<&'a str>,
    /// Related texts that many records share: needs, places, kinds.
    pub values: Vec<&'a str>,
    /// Texts that are only mentioned: partners.
    pub beside: Vec<&'a str>,
    /// Its texts.
    pub texts: Vec<&'a str>,
}

/// A synonym: a word that is typed for others that are printed.
#[derive(Clone, Debug)]
pub struct Synonym<'a> {
    /// The word that is typed.
    pub word: &'a str,
    /// The printed words.
    pub targets: Vec<&'a str>,
}

/// The files of an index.
pub struct Files {
    /// Characters, names and related texts.
    pub head: Vec<u8>,
    /// The text parts.
    pub parts: Vec<Vec<u8>>,
}

impl Files {
    /// An engine with all parts; `None` if the files do not belong together.
    pub fn engine(self) -> Option<Engine> {
        let engine = Engine::open(self.head)?;
        let given = |part| engine.give(part);
        self.parts.into_iter().all(given).then_some(engine)
    }
}

/// The identity of a file, which changes with any byte of it; 0 for a damaged file.
pub fn identity(file: &[u8]) -> u64 {
    File::open(file.to_vec()).map_or(0, |file| file.identity())
}

/// The letters that type each character of a text: its syllable, a Latin letter itself, or nothing.
pub fn syllables(text: &str) -> Vec<String> {
    let characters: Vec<char> = fold(text).chars().collect();
    let syllable = |(c, reading): (&char, u64)| match reading {
        0 if c.is_ascii_lowercase() => c.to_string(),
        reading => letters(reading).map(char::from).collect(),
    };
    characters
        .iter()
        .zip(reading::in_context(&characters))
        .map(syllable)
        .collect()
}

/// The readings, homophones and traditional forms of the characters of phrases, as sorted lines.
///
/// A line for each syllable: its letters, then the characters of `phrases` and `exact` with this reading in their context, and for those of `phrases`
/// also the common homophones. A line for each character with traditional forms: `=`, the character, its forms.
pub fn alike<'a>(
    phrases: impl Iterator<Item = &'a str>,
    exact: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let mut read: BTreeMap<u64, (BTreeSet<char>, bool)> = BTreeMap::new();
    let mut used: BTreeSet<char> = BTreeSet::new();
    let phrases = phrases.map(|phrase| (phrase, true));
    for (phrase, with_homophones) in phrases.chain(exact.map(|phrase| (phrase, false))) {
        // Characters separated by punctuation do not form words.
        for part in phrase.split(|c: char| fold_char(c).next().is_none()) {
            let characters: Vec<char> = fold(part).chars().collect();
            used.extend(
                characters
                    .iter()
                    .filter(|c| hanzi(**c as u32 as u16).is_some()),
            );
            for (c, heard) in characters.iter().zip(reading::in_context(&characters)) {
                if heard != 0 {
                    let (same, wide) = read.entry(heard).or_default();
                    same.insert(*c);
                    *wide |= with_homophones;
                }
            }
        }
    }
    static COMMON: OnceLock<Vec<(char, u64)>> = OnceLock::new();
    let common = COMMON.get_or_init(|| {
        let common = common().filter_map(hanzi);
        common.map(|c| (c, reading::usual(c))).collect()
    });
    for (c, heard) in common {
        if let Some((same, true)) = read.get_mut(heard) {
            same.insert(*c);
        }
    }
    let mut forms: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    // Computed once, because the validation of the data calls this at each change.
    static SIMPLIFIED: OnceLock<HashMap<u16, u16>> = OnceLock::new();
    for (traditional, simple) in SIMPLIFIED.get_or_init(simplified) {
        if let (Some(traditional), Some(simple)) = (hanzi(*traditional), hanzi(*simple))
            && used.contains(&simple)
        {
            forms.entry(simple).or_default().insert(traditional);
        }
    }
    let syllables = read.into_iter().map(|(heard, (same, _))| {
        let typed: String = letters(heard).map(char::from).collect();
        typed + &String::from_iter(same)
    });
    let forms = forms
        .into_iter()
        .map(|(simple, forms)| format!("={simple}{}", String::from_iter(forms)));
    let mut lines: Vec<String> = syllables.chain(forms).collect();
    lines.sort();
    lines
}

/// The folded codes of a text.
fn codes(text: &str) -> Vec<u16> {
    fold(text).chars().map(|c| c as u32 as u16).collect()
}

fn hanzi(code: u16) -> Option<char> {
    char::from_u32(u32::from(code)).filter(|c| ('\u{3400}'..='\u{9fff}').contains(c))
}

/// The numbers of characters, and of characters with an unusual reading.
struct Numbering {
    number: HashMap<u16, u16>,
    readings: BTreeMap<(u16, u64), u16>,
    codes: Vec<u16>,
}

impl Numbering {
    fn of(records: &[Record], simple: &HashMap<u16, u16>) -> Numbering {
        let mut counts: HashMap<u16, u64> = HashMap::new();
        for record in records {
            let all = record
                .names
                .iter()
                .chain(&record.around)
                .chain(&record.values)
                .chain(&record.beside)
                .chain(&record.texts);
            for c in all.flat_map(|text| text.chars()).flat_map(fold_char) {
                let code = c as u32 as u16;
                *counts
                    .entry(simple.get(&code).copied().unwrap_or(code))
                    .or_default() += 1;
            }
        }
        let mut codes: Vec<u16> = counts.keys().copied().collect();
        codes.sort_by_key(|code| (std::cmp::Reverse(counts[code]), *code));
        Numbering {
            number: codes.iter().copied().zip(FIRST..).collect(),
            readings: BTreeMap::new(),
            codes,
        }
    }

    /// The numbers of a text by its readings.
    fn read(&mut self, text: &str, simple: &HashMap<u16, u16>) -> Vec<u16> {
        let codes: Vec<u16> = codes(text)
            .into_iter()
            .map(|code| simple.get(&code).copied().unwrap_or(code))
            .collect();
        let chars: Vec<char> = codes
            .iter()
            .map(|code| hanzi(*code).unwrap_or(' '))
            .collect();
        let next = FIRST + self.codes.len() as u16;
        codes
            .iter()
            .zip(reading::in_context(&chars))
            .zip(&chars)
            .map(|((code, heard), c)| {
                let base = self.number[code];
                if heard == reading::usual(*c) {
                    return base;
                }
                let fresh = next + self.readings.len() as u16;
                *self.readings.entry((base, heard)).or_insert(fresh)
            })
            .collect()
    }
}

/// Texts that many records share, without duplicates.
#[derive(Default)]
struct Values<'a> {
    texts: Vec<&'a str>,
    known: HashMap<&'a str, u16>,
}

impl<'a> Values<'a> {
    fn number(&mut self, text: &'a str) -> u16 {
        *self.known.entry(text).or_insert_with(|| {
            self.texts.push(text);
            self.texts.len() as u16 - 1
        })
    }
}

/// Builds an index.
pub fn index(records: &[Record], synonyms: &[Synonym]) -> Files {
    let simple = simplified();
    let mut numbering = Numbering::of(records, &simple);
    let [mut names, mut around, mut refs] = [const { Vec::new() }; 3];
    let mut around_values = Values::default();
    let mut beside_values = Values::default();
    for record in records {
        for value in &record.values {
            around_values.number(value);
        }
        for value in &record.beside {
            beside_values.number(value);
        }
    }
    for record in records {
        for (column, texts) in [(&mut names, &record.names), (&mut around, &record.around)] {
            for (at, text) in texts.iter().enumerate() {
                if at > 0 {
                    column.push(PART);
                }
                column.extend(numbering.read(text, &simple));
            }
            column.push(RECORD);
        }
        let first = around_values.texts.len() as u16;
        let mut mine: Vec<u16> = Vec::new();
        mine.extend(
            record
                .values
                .iter()
                .map(|value| around_values.number(value)),
        );
        mine.extend(
            record
                .beside
                .iter()
                .map(|value| first + beside_values.number(value)),
        );
        mine.sort_unstable();
        mine.dedup();
        refs.extend(mine);
        refs.push(NONE);
    }
    let mut shared = Vec::new();
    for value in around_values.texts.iter().chain(&beside_values.texts) {
        shared.extend(numbering.read(value, &simple));
        shared.push(RECORD);
    }
    let texts = texts(records, &|code| {
        numbering.number[simple.get(&code).unwrap_or(&code)]
    });
    let table = Table::of(&numbering, &simple);
    let mut everyday: BTreeMap<Vec<u16>, Vec<Vec<u16>>> = BTreeMap::new();
    for synonym in synonyms {
        let targets = everyday.entry(codes(synonym.word)).or_default();
        targets.extend(synonym.targets.iter().map(|target| codes(target)));
    }
    let mut written = Vec::new();
    for (word, targets) in everyday {
        written.extend(word);
        for target in targets {
            written.push(PART);
            written.extend(target);
        }
        written.push(RECORD);
    }
    let facts = [
        records.len() as u32,
        u32::from(FIRST) + numbering.codes.len() as u32,
        around_values.texts.len() as u32,
    ];
    let head = file(&[
        facts.iter().flat_map(|fact| fact.to_le_bytes()).collect(),
        write_gaps(table.codes.iter().map(|code| u32::from(*code))),
        bytes(&table.numbers),
        bytes(&table.sounds),
        bytes(&table.readings),
        bytes(&table.bases),
        bytes(&table.base_sounds),
        table
            .syllables
            .iter()
            .flat_map(|syllable| syllable.to_le_bytes())
            .collect(),
        bytes(&names),
        bytes(&around),
        bytes(&shared),
        bytes(&refs),
        bytes(&written),
        write_gaps(texts.ends.into_iter()),
        (texts
            .parts
            .iter()
            .flat_map(|part| identity(part).to_le_bytes()))
        .collect(),
        texts.neighbours,
    ]);
    Files {
        head,
        parts: texts.parts,
    }
}

fn bytes(numbers: &[u16]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// The simplified form of every traditional character of the basic plane.
fn simplified() -> HashMap<u16, u16> {
    let mut simple = HashMap::new();
    for code in 0x3400..0xa000u16 {
        let Some(c) = hanzi(code) else { continue };
        let converted = fast2s::convert(&c.to_string());
        let mut converted = converted.chars();
        if let (Some(one), None) = (converted.next(), converted.next())
            && one != c
            && (one as u32) < 0x10000
        {
            simple.insert(code, one as u32 as u16);
        }
    }
    simple
}

/// The common hanzi: level 1 of GB 2312.
fn common() -> impl Iterator<Item = u16> {
    (0xb0..=0xd7u8).flat_map(|row| {
        let row: Vec<u8> = (0xa1..=0xfeu8).flat_map(|cell| [row, cell]).collect();
        let (text, _, _) = encoding_rs::GBK.decode(&row);
        text.chars()
            .filter_map(|c| u16::try_from(c as u32).ok())
            .filter(|code| hanzi(*code).is_some())
            .collect::<Vec<_>>()
    })
}

/// The sections that describe characters.
struct Table {
    codes: Vec<u16>,
    numbers: Vec<u16>,
    sounds: Vec<u16>,
    readings: Vec<u16>,
    bases: Vec<u16>,
    base_sounds: Vec<u16>,
    syllables: Vec<u64>,
}

impl Table {
    fn of(numbering: &Numbering, simple: &HashMap<u16, u16>) -> Table {
        let usual = |code: u16| hanzi(code).map_or(0, reading::usual);
        // The usual readings, those in context, then all further ones that may be typed.
        let mut syllables: BTreeSet<u64> =
            numbering.codes.iter().map(|code| usual(*code)).collect();
        syllables.extend(numbering.readings.keys().map(|(_, heard)| *heard));
        for code in &numbering.codes {
            syllables.extend(hanzi(*code).map(reading::all).unwrap_or_default());
        }
        syllables.remove(&0);
        let syllables: Vec<u64> = syllables.into_iter().collect();
        let sound = |heard: u64| {
            syllables
                .binary_search(&heard)
                .map_or(0, |at| at as u16 + 1)
        };
        let mut codes: BTreeSet<u16> = numbering.codes.iter().copied().collect();
        // A common character whose syllable is not in use cannot be a homophone.
        codes.extend(common().filter(|code| sound(usual(*code)) > 0));
        codes.extend(
            simple
                .iter()
                .filter(|(_, simple)| numbering.number.contains_key(simple))
                .map(|(code, _)| *code),
        );
        let codes: Vec<u16> = codes.into_iter().collect();
        let plain = |code: &u16| simple.get(code).copied().unwrap_or(*code);
        let mut readings = Vec::new();
        for (code, number) in numbering.codes.iter().zip(FIRST..) {
            let all = hanzi(*code).map(reading::all).unwrap_or_default();
            if all.len() > 1 {
                readings.extend(all.into_iter().flat_map(|heard| [number, sound(heard)]));
            }
        }
        let mut variants: Vec<(u16, u16, u64)> = numbering
            .readings
            .iter()
            .map(|((base, heard), number)| (*number, *base, *heard))
            .collect();
        variants.sort();
        Table {
            numbers: codes
                .iter()
                .map(|code| numbering.number.get(&plain(code)).copied().unwrap_or(NONE))
                .collect(),
            sounds: codes.iter().map(|code| sound(usual(plain(code)))).collect(),
            readings,
            base_sounds: (variants.iter().map(|(_, _, heard)| sound(*heard))).collect(),
            bases: variants.iter().map(|(_, base, _)| *base).collect(),
            codes,
            syllables,
        }
    }
}
