//! The search for the words of a rule in a sentence.
//!
//! Both are folded as private phrases are ([`crate::catalogue::check::private`]): full width, traditional characters, case, spaces and hyphens make no
//! difference. A [`Finder`] holds all rules by the first character of their patterns, so that a sentence is passed over once. It knows the names of the
//! gallery's institutions: a name is no praise or rank.

use super::rules::{Beside, INSTITUTION, RULES, Rule};
use crate::catalogue::Catalogue;
use crate::catalogue::check::private::{FoldedChar, fold};
use std::collections::HashMap;
use std::ops::Range;

/// The most characters that `…` in a pattern stands for.
pub const GAP: usize = 8;

/// The shortest telephone number, in digits.
const SHORTEST_NUMBER: usize = 7;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    One(char),
    Number,
    Gap,
    Start,
}

struct Pattern {
    parts: Vec<Part>,
    means: Means,
}

#[derive(Clone, Copy)]
enum Means {
    Word(usize),
    Except(usize),
    Institution,
    Name,
}

/// All rules, ready to be searched.
pub struct Finder {
    /// By their first character; those that begin with anything else are below `None`.
    patterns: HashMap<Option<char>, Vec<Pattern>>,
}

/// What a rule finds in a sentence.
#[derive(Debug, PartialEq, Eq)]
pub struct Hit {
    /// The position of the rule in [`RULES`].
    pub rule: usize,
    /// The words as they are printed, each once.
    pub words: Vec<String>,
}

impl Finder {
    /// All rules, with the names of the institutions of a gallery.
    pub fn of(catalogue: &Catalogue) -> Finder {
        let mut finder = Finder {
            patterns: HashMap::new(),
        };
        for (at, rule) in RULES.iter().enumerate() {
            for word in rule.words {
                finder.add(word, Means::Word(at));
            }
            for phrase in rule.except {
                finder.add(phrase, Means::Except(at));
            }
        }
        for word in INSTITUTION {
            finder.add(word, Means::Institution);
        }
        for institution in &catalogue.institutions {
            finder.add(&institution.name, Means::Name);
            for name in &institution.other_names {
                finder.add(&name.text, Means::Name);
            }
            if let Some(english) = &institution.english {
                finder.add(english, Means::Name);
            }
        }
        finder
    }

    fn add(&mut self, text: &str, means: Means) {
        let part = |c| match c {
            '#' => Part::Number,
            '…' => Part::Gap,
            '^' => Part::Start,
            c => Part::One(c),
        };
        // Folding would take the sign for a gap apart.
        let parts: Vec<Part> = match means {
            Means::Name => fold(text).iter().map(|one| Part::One(one.c)).collect(),
            _ => (text.chars())
                .filter(|c| !c.is_whitespace() && *c != '-')
                .map(part)
                .collect(),
        };
        let first = match parts.first() {
            Some(Part::One(c)) => Some(*c),
            Some(_) => None,
            None => return,
        };
        let pattern = Pattern { parts, means };
        self.patterns.entry(first).or_default().push(pattern);
    }

    /// What the rules find in a sentence, in their order. `is_story`: whether it stands on the page of a brand.
    pub fn find(&self, sentence: &str, is_story: bool) -> Vec<Hit> {
        let folded = fold(sentence);
        let chars: Vec<char> = folded.iter().map(|one| one.c).collect();
        let mut words: Vec<(usize, Range<usize>)> = Vec::new();
        let mut excepted: Vec<(usize, Range<usize>)> = Vec::new();
        let mut names: Vec<Range<usize>> = Vec::new();
        let mut has_institution = false;
        for at in 0..chars.len() {
            let own = self.patterns.get(&Some(chars[at])).into_iter().flatten();
            for pattern in own.chain(self.patterns.get(&None).into_iter().flatten()) {
                let Some(end) = ends(&chars, at, at, &pattern.parts) else {
                    continue;
                };
                if !is_word(sentence, &folded, at..end) {
                    continue;
                }
                match pattern.means {
                    Means::Word(rule) => words.push((rule, at..end)),
                    Means::Except(rule) => excepted.push((rule, at..end)),
                    Means::Institution => has_institution = true,
                    Means::Name => {
                        has_institution = true;
                        names.push(at..end);
                    }
                }
            }
        }
        if let Some(contact) = rule_of("contact-on-story") {
            words.extend(telephones(&chars).into_iter().map(|at| (contact, at)));
        }
        let mut hits = Vec::new();
        for (at, rule) in RULES.iter().enumerate() {
            if !applies(rule, is_story, has_institution) {
                continue;
            }
            let is_free = |place: &Range<usize>| {
                let is_in_name =
                    (names.iter()).any(|name| name.start <= place.start && place.end <= name.end);
                let is_excepted = (excepted.iter())
                    .any(|(of, it)| *of == at && it.start < place.end && place.start < it.end);
                !is_in_name && !is_excepted
            };
            let mut found: Vec<String> = Vec::new();
            let mut places: Vec<&Range<usize>> = (words.iter())
                .filter(|(of, place)| *of == at && is_free(place))
                .map(|(_, place)| place)
                .collect();
            places.sort_by_key(|place| (place.start, place.end));
            for place in places {
                let printed = &sentence[folded[place.start].at.start..folded[place.end - 1].at.end];
                if !found.iter().any(|it| it == printed) {
                    found.push(printed.to_owned());
                }
            }
            if !found.is_empty() {
                hits.push(Hit {
                    rule: at,
                    words: found,
                });
            }
        }
        hits
    }
}

fn rule_of(id: &str) -> Option<usize> {
    RULES.iter().position(|rule| rule.id == id)
}

fn applies(rule: &Rule, is_story: bool, has_institution: bool) -> bool {
    (is_story || !rule.only_stories)
        && match rule.beside {
            Beside::Nothing => true,
            Beside::Institution => has_institution,
        }
}

/// Where a pattern ends that begins at `at`; `first` is where the match begins.
fn ends(chars: &[char], first: usize, at: usize, parts: &[Part]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else {
        return (at > first).then_some(at);
    };
    match part {
        Part::Start => (at == 0).then(|| ends(chars, first, at, rest)).flatten(),
        Part::One(c) => (chars.get(at) == Some(c))
            .then(|| ends(chars, first, at + 1, rest))
            .flatten(),
        Part::Number => {
            let length = chars[at..].iter().take_while(|c| is_numeral(**c)).count();
            (1..=length)
                .rev()
                .find_map(|length| ends(chars, first, at + length, rest))
        }
        Part::Gap => {
            let length = (chars[at..].iter())
                .take(GAP)
                .take_while(|c| !is_clause_end(**c))
                .count();
            (0..=length).find_map(|length| ends(chars, first, at + length, rest))
        }
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千万亿两〇零几".contains(c)
}

/// Whether a character ends a clause; some are folded to ASCII.
fn is_clause_end(c: char) -> bool {
    "。,;:!?、，；：！？".contains(c)
}

/// Whether Latin letters at the edges of a match are a whole word in the text.
fn is_word(text: &str, folded: &[FoldedChar], at: Range<usize>) -> bool {
    let (first, last) = (&folded[at.start], &folded[at.end - 1]);
    let before = text[..first.at.start].chars().next_back();
    let after = text[last.at.end..].chars().next();
    let joins = |edge: char, other: Option<char>| {
        edge.is_ascii_alphabetic() && other.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    !joins(first.c, before) && !joins(last.c, after)
}

/// The telephone numbers: with the first digits of an area code, a mobile or a service number, or the word before them.
fn telephones(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = (chars[at..].iter())
            .take_while(|c| c.is_ascii_digit())
            .count();
        if length >= SHORTEST_NUMBER {
            let number: String = chars[at..at + length].iter().collect();
            let is_mobile = length == 11
                && number.starts_with('1')
                && !number[1..].starts_with(['0', '1', '2']);
            let has_area = number.starts_with('0') || (length > 10 && number.starts_with("86"));
            let is_service =
                length == 10 && (number.starts_with("400") || number.starts_with("800"));
            if is_mobile || has_area || is_service {
                found.push(at..at + length);
            }
        }
        at += length.max(1);
    }
    found
}
