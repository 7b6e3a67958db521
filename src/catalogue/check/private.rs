//! Private phrases: words that could identify a private person, and their detection in texts.
//!
//! [`Phrases`] is compiled from the entries of `private.json`. [`Phrases::find`] returns the first one that a text contains, with its place in the text as
//! printed. The rules, which `check` also prints for the person who maintains the list:
//!
//! - An entry is a whole phrase: a name, a number, an age, a description that fits one person. It is found with spaces, hyphens or invisible characters in
//!   between, in full width, in other digits, and in traditional characters.
//! - Digits at the edge of an entry are a whole number: `73岁` is not in `173岁`, and not in the age of a group (`73岁以上`, `60至73岁`). A telephone number
//!   is found after an area code.
//! - A general word (an illness, an organ, a need, alone or with 患者, 家庭, 科) identifies nobody, because many people and departments share it. It counts
//!   only if the same sentence points at one person: a surname with a form of address, an age, 他 or 她. [`Phrases::notes`] lists such entries.
//! - An entry of one character is too short to be a phrase; it is a problem of the list.
//!
//! Not detected: numbers written in words (`七十三岁`), nicknames, and phrases that are not listed. The list supports the people who write; it does not
//! replace their attention.

mod general;

use general::{is_general, points_at_one_person};
use icu_normalizer::DecomposingNormalizerBorrowed;
use std::ops::Range;

/// The shortest telephone or identity number, in digits.
const LONG_NUMBER: usize = 7;

/// The private phrases of a gallery.
#[derive(Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
}

struct Phrase {
    entry: String,
    folded: Vec<char>,
    general: bool,
}

/// A private phrase within a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The entry in the list.
    pub entry: &'a str,
    /// The byte range in the text.
    pub at: Range<usize>,
}

impl Phrases {
    /// Compiles entries, except empty ones and those of one character.
    pub fn of(entries: &[String]) -> Phrases {
        let phrase = |entry: &String| {
            let folded = of_entry(entry);
            (folded.len() > 1).then(|| Phrase {
                entry: entry.trim().to_owned(),
                general: is_general(&folded),
                folded,
            })
        };
        Phrases {
            phrases: entries.iter().filter_map(phrase).collect(),
        }
    }

    /// The first phrase that a text contains.
    pub fn find(&self, text: &str) -> Option<Found<'_>> {
        if self.phrases.is_empty() {
            return None;
        }
        let folded = fold(text);
        let chars: Vec<char> = folded.iter().map(|one| one.c).collect();
        self.phrases.iter().find_map(|phrase| {
            let length = phrase.folded.len();
            let places = chars.windows(length).enumerate();
            let held = places.filter(|(_, window)| *window == phrase.folded);
            let counts = |at: &usize| {
                if phrase.general {
                    points_at_one_person(&chars, *at..*at + length)
                } else {
                    is_whole(text, &folded, *at..*at + length)
                }
            };
            let at = held.map(|(at, _)| at).find(counts)?;
            Some(Found {
                entry: &phrase.entry,
                at: folded[at].at.start..folded[at + length - 1].at.end,
            })
        })
    }

    /// The problems of entries: position in the list, sentence.
    pub fn problems(entries: &[String]) -> Vec<(usize, String)> {
        let too_short = |(at, entry): (usize, &String)| {
            let is_short = !entry.trim().is_empty() && of_entry(entry).len() < 2;
            is_short.then(|| {
                let sentence = format!(
                    "“{}”太短，认不出人，也会误伤别的字。请写全，如姓加称呼。",
                    entry.trim()
                );
                (at, sentence)
            })
        };
        entries.iter().enumerate().filter_map(too_short).collect()
    }

    /// The notes on entries that are general words: position in the list, sentence. They are not errors.
    pub fn notes(entries: &[String]) -> Vec<(usize, String)> {
        let general = |(at, entry): (usize, &String)| {
            is_general(&of_entry(entry)).then(|| {
                let sentence = format!(
                    "“{}”是常用的词，单独出现认不出人：只有同一句里还有姓和称呼、年龄，或者“他”“她”，才算能认出个人。要整句拦住，请把能认出人的那句话写全。",
                    entry.trim()
                );
                (at, sentence)
            })
        };
        entries.iter().enumerate().filter_map(general).collect()
    }
}

/// A folded character, and the byte range of the character that it comes from.
pub(crate) struct FoldedChar {
    pub(crate) c: char,
    pub(crate) at: Range<usize>,
}

/// Folds a text: removes compatibility forms, marks, case, traditional forms, spaces, hyphens and invisible characters.
pub(crate) fn fold(text: &str) -> Vec<FoldedChar> {
    let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
    let mut folded: Vec<FoldedChar> = Vec::new();
    for (at, c) in text.char_indices() {
        let at = at..at + c.len_utf8();
        if is_skipped(c) {
            continue;
        }
        let mut buffer = [0; 4];
        let plain = normalizer.normalize(c.encode_utf8(&mut buffer));
        for c in plain.chars().filter(|c| !is_skipped(*c)) {
            for c in c.to_lowercase() {
                folded.push(FoldedChar {
                    c: simple(digit(c)),
                    at: at.clone(),
                });
            }
        }
    }
    // Separators between the groups of a number.
    let is_digit = |at: usize| folded.get(at).is_some_and(|one| one.c.is_ascii_digit());
    let parts = |at: usize| ".,()/".contains(folded[at].c) && at > 0 && is_digit(at - 1);
    let kept = (0..folded.len()).map(|at| !(parts(at) && is_digit(at + 1)));
    let kept: Vec<bool> = kept.collect();
    let mut kept = kept.into_iter();
    folded.retain(|_| kept.next().unwrap_or(true));
    folded
}

/// Folds an entry, from its first letter or digit to its last.
fn of_entry(entry: &str) -> Vec<char> {
    let chars: Vec<char> = fold(entry).into_iter().map(|one| one.c).collect();
    let first = chars.iter().position(|c| c.is_alphanumeric());
    let last = chars.iter().rposition(|c| c.is_alphanumeric());
    match (first, last) {
        (Some(first), Some(last)) => chars[first..=last].to_vec(),
        _ => Vec::new(),
    }
}

/// The simplified form of a character.
fn simple(c: char) -> char {
    if !('\u{3400}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let mut buffer = [0; 4];
    let simple = fast2s::convert(c.encode_utf8(&mut buffer));
    simple.chars().next().unwrap_or(c)
}

/// The ASCII form of a digit of another script.
fn digit(c: char) -> char {
    const ZEROS: [u32; 20] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
        0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0x19d0, 0xa620,
    ];
    let value = (ZEROS.iter()).find_map(|zero| (c as u32).checked_sub(*zero).filter(|by| *by < 10));
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

/// Whether a character is skipped: spaces, hyphens, dots between names, marks, invisible characters.
fn is_skipped(c: char) -> bool {
    c.is_whitespace() || is_unseen(c) || is_hyphen(c) || matches!(c, '·' | '・' | '•' | '‧' | '･')
}

fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '~' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{301c}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{ff3f}'
                | '\u{ff5e}'
    )
}

/// Whether a character is invisible by itself: controls, joiners, fillers, selectors, tags, combining marks, private use.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{fffd}'..='\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
            | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
            | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}'
            | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether the digits at the edges of a match are whole numbers in the text.
fn is_whole(text: &str, folded: &[FoldedChar], at: Range<usize>) -> bool {
    let phrase = &folded[at.clone()];
    let digits = |chars: &mut dyn Iterator<Item = &FoldedChar>| {
        chars.take_while(|one| one.c.is_ascii_digit()).count()
    };
    let (first, last) = (digits(&mut phrase.iter()), digits(&mut phrase.iter().rev()));
    // The visible characters between two folded ones.
    let between = |before: usize, after: usize| -> String {
        let gap = text.get(folded[before].at.end..folded[after].at.start);
        gap.unwrap_or_default()
            .chars()
            .filter(|c| !is_unseen(*c))
            .collect()
    };
    let is_digit = |at: usize| folded.get(at).is_some_and(|one| one.c.is_ascii_digit());
    let goes_on = |before: usize, after: usize, length: usize| {
        is_digit(before)
            && is_digit(after)
            && match between(before, after).as_str() {
                "" => true,
                // A decimal point, or a separator in a telephone number.
                "." | "．" => length < LONG_NUMBER,
                _ => false,
            }
    };
    let begins = at.start == 0 || first == 0 || !goes_on(at.start - 1, at.start, first) || {
        let before: String = (folded[..at.start].iter().rev())
            .map(|one| one.c)
            .take_while(char::is_ascii_digit)
            .collect();
        first >= LONG_NUMBER && is_dialled_before(&before.chars().rev().collect::<String>())
    };
    let ends = last == 0 || !goes_on(at.end - 1, at.end, last);
    begins && ends && !is_age_of_a_group(text, folded, at)
}

/// Whether digits are a country or area code.
fn is_dialled_before(digits: &str) -> bool {
    let area = |digits: &str| (2..=3).contains(&digits.len());
    let own = digits
        .strip_prefix("0086")
        .or_else(|| digits.strip_prefix("86"));
    match own {
        Some(own) => own.is_empty() || area(own.strip_prefix('0').unwrap_or(own)),
        None => digits.strip_prefix('0').is_some_and(area),
    }
}

/// Whether an age, as a phrase or the end of one, is that of a group: a range, or a lower limit.
fn is_age_of_a_group(text: &str, folded: &[FoldedChar], at: Range<usize>) -> bool {
    let phrase = &folded[at.clone()];
    let years = phrase.iter().position(|one| !one.c.is_ascii_digit());
    let is_age = years.is_some_and(|years| {
        years > 0 && (phrase[years..].iter().map(|one| one.c)).eq("岁".chars())
    });
    if !is_age {
        return false;
    }
    let after: String = folded[at.end..].iter().take(3).map(|one| one.c).collect();
    let from_there = ["以上", "以下", "及以", "以内", "至", "到"];
    let before = text[..phrase[0].at.start].trim_end();
    let is_range = before.ends_with(|c: char| is_hyphen(c) || matches!(c, '至' | '到'))
        && before
            .trim_end_matches(|c: char| is_hyphen(c) || matches!(c, '至' | '到'))
            .trim_end()
            .ends_with(|c: char| digit_of_width(c) || c == '岁' || c == '歲');
    is_range || from_there.iter().any(|word| after.starts_with(word))
}

fn digit_of_width(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests;
