//! Validation of `everyday.json`.
//!
//! Every entry has words that can be found in a text, and leads to a need, a brand or an initiative of this gallery; no word means two things, and none says
//! only what a shorter one says already. Whether an entry is medically sensible is left to medical staff.

use super::suggest::nearest;
use crate::catalogue::urgent::ANY;
use crate::catalogue::{Catalogue, Everyday, Lookup, Problem, day_number};
use std::collections::{HashMap, HashSet};

const FILE: &str = "everyday.json";

/// What an entry says: its targets and its weight.
type Meaning<'a> = (&'a [String], u8);

fn meaning(entry: &Everyday) -> Meaning<'_> {
    (&entry.means, entry.weight.unwrap_or(Everyday::USUAL))
}

/// Validates the entries. Targets are validated only if the `whole` data is readable.
pub(super) fn validate(catalogue: &Catalogue, whole: bool, problems: &mut Vec<Problem>) {
    let targets = targets(catalogue);
    let mut by_word: HashMap<String, &Everyday> = HashMap::new();
    for entry in &catalogue.everyday {
        let record = entry.words.first().map_or("", String::as_str);
        let mut say = |field: &str, sentence: String| {
            problems.push(Problem::new(FILE, record, field, sentence));
        };
        if entry.words.is_empty() {
            say("words", "一个词也没有。请补上，或删去这条。".to_owned());
        }
        for (index, word) in entry.words.iter().enumerate() {
            let folded = Everyday::folded(word);
            let field = format!("words[{index}]");
            if word.starts_with(ANY) || word.ends_with(ANY) {
                say(&field, format!("“{word}”写得不对：“…”只用在两个字之间。"));
                continue;
            }
            if folded.split(ANY).any(str::is_empty) {
                say(&field, format!("“{word}”里没有文字。请改正。"));
                continue;
            }
            match by_word.insert(folded, entry) {
                None => {}
                Some(other) if meaning(other) == meaning(entry) => {
                    say(&field, format!("“{word}”出现了两次。请删去一个。"));
                }
                Some(other) => {
                    let first = other.words.first().map_or("", String::as_str);
                    say(
                        &field,
                        format!("“{word}”在“{first}”那一条里另有所指。请只留一处。"),
                    );
                }
            }
        }
        weight(entry, &mut say);
        if let Some(reviewed) = &entry.reviewed
            && day_number(&reviewed.on).is_none()
        {
            let sentence = format!("“{}”不是日期。请写成 2026-11-24 这样。", reviewed.on);
            say("reviewed.on", sentence);
        }
        let mut seen = HashSet::new();
        for (index, id) in entry.means.iter().enumerate() {
            let field = format!("means[{index}]");
            if !seen.insert(id) {
                say(&field, format!("“{id}”出现了两次。请删去一个。"));
            } else if whole && !targets.contains(id) {
                let near = nearest(id, targets.iter().map(String::as_str));
                let mending = near.map_or_else(
                    || "请改正。".to_owned(),
                    |near| format!("如果要的是“{near}”，请改成它。"),
                );
                say(
                    &field,
                    format!("没有“{id}”这个需求、品牌或举措，点不开。{mending}"),
                );
            }
        }
    }
    for Needless { entry, word, held } in needless(&catalogue.everyday) {
        let words = &catalogue.everyday[entry].words;
        problems.push(Problem::new(
            FILE,
            words.first().map_or("", String::as_str),
            &format!("words[{word}]"),
            format!(
                "“{}”里已经有“{held}”，意思一样，写了也没有用。请删去。",
                words[word]
            ),
        ));
    }
}

/// What an entry may lead to.
fn targets(catalogue: &Catalogue) -> HashSet<String> {
    let known = Lookup::of(catalogue);
    let mut targets: HashSet<String> = known.needs.keys().map(ToString::to_string).collect();
    for card in &catalogue.cards {
        targets.insert(card.id.to_string());
        let initiatives = card.initiatives.iter();
        targets.extend(initiatives.map(|initiative| format!("{}/{}", card.id, initiative.id)));
    }
    targets
}

/// Whether the weight agrees with the targets.
fn weight(entry: &Everyday, say: &mut impl FnMut(&str, String)) {
    match entry.weight {
        Some(weight) if weight > Everyday::MOST => say(
            "weight",
            format!("分量是 0 到 {}，不能是 {weight}。请改正。", Everyday::MOST),
        ),
        Some(0) if !entry.means.is_empty() => say(
            "weight",
            "分量是 0，说的是本馆没有的事，却写了指的是什么。请删去一项。".to_owned(),
        ),
        Some(1..) if entry.means.is_empty() => say(
            "weight",
            "没有写指的是什么，分量没有用。请写上 means，或删去 weight。".to_owned(),
        ),
        _ => {}
    }
}

/// A word that is never needed: it holds another word, and says only what that says.
pub struct Needless {
    /// The position of its entry.
    pub entry: usize,
    /// Its position in the entry.
    pub word: usize,
    /// The word that it holds.
    pub held: String,
}

/// The words of a list that are never needed.
pub fn needless(everyday: &[Everyday]) -> Vec<Needless> {
    let by_word: HashMap<String, &Everyday> = (everyday.iter())
        .flat_map(|entry| {
            entry
                .words
                .iter()
                .map(move |word| (Everyday::folded(word), entry))
        })
        .filter(|(folded, _)| !folded.is_empty())
        .collect();
    let mut needless = Vec::new();
    for (at, entry) in everyday.iter().enumerate() {
        for (index, word) in entry.words.iter().enumerate() {
            let folded = Everyday::folded(word);
            let starts = folded.char_indices().map(|(at, _)| at);
            let parts = starts.flat_map(|from| {
                let ends = folded[from..]
                    .char_indices()
                    .skip(1)
                    .map(move |(at, _)| from + at);
                ends.chain([folded.len()]).map(move |to| (from, to))
            });
            let mut within = parts
                .filter_map(|(from, to)| folded.get(from..to))
                .filter(|part| part.len() < folded.len())
                .filter_map(|part| Some((by_word.get(part)?, part)))
                .peekable();
            let Some((_, held)) = within.peek().copied() else {
                continue;
            };
            if within.all(|(other, _)| meaning(other) == meaning(entry)) {
                needless.push(Needless {
                    entry: at,
                    word: index,
                    held: held.to_owned(),
                });
            }
        }
    }
    needless
}
