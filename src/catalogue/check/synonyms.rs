//! Validation of `synonyms.json`.
//!
//! Every synonym has words and targets, a note has text, no word occurs twice, and every target occurs in the data after folding, so that a search finds something.

use crate::catalogue::{Brand, Catalogue, ELDER, Problem, Synonym};
use hanzi_search::fold::fold;
use serde_json::Value;
use std::collections::HashSet;

/// Validates the synonyms. Targets must be in [`printed`]; this is validated only if the `whole` data is readable.
pub(super) fn validate(
    synonyms: &[Synonym],
    printed: &str,
    whole: bool,
    problems: &mut Vec<Problem>,
) {
    let mut seen = HashSet::new();
    for synonym in synonyms {
        let record = synonym.words.first().map_or("", String::as_str);
        let mut say = |field: String, sentence: String| {
            problems.push(Problem::new("synonyms.json", record, &field, sentence));
        };
        for (field, list) in [("words", &synonym.words), ("means", &synonym.means)] {
            if list.is_empty() {
                say(
                    field.to_owned(),
                    "一个词也没有。请补上，或删去这条。".to_owned(),
                );
            }
            for (index, word) in list.iter().enumerate() {
                if fold(word).is_empty() {
                    say(
                        format!("{field}[{index}]"),
                        format!("“{word}”里没有文字。请改正。"),
                    );
                }
            }
        }
        if synonym
            .note
            .as_ref()
            .is_some_and(|note| fold(note).is_empty())
        {
            say(
                "note".to_owned(),
                "没有写字。请写一句话，说明找到的是什么；不需要就删去这一项。".to_owned(),
            );
        }
        for (index, word) in synonym.words.iter().enumerate() {
            if !seen.insert(fold(word)) {
                say(
                    format!("words[{index}]"),
                    format!("“{word}”出现了两次。请合并成一条。"),
                );
            }
        }
        for (index, word) in synonym.means.iter().enumerate() {
            if whole && !printed.contains(&fold(word)) {
                say(
                    format!("means[{index}]"),
                    format!("材料里没有“{word}”，搜不到任何品牌。请换成印出来的词。"),
                );
            }
        }
    }
}

/// Everything that is printed, folded; of each brand what [`of_brand`] has made.
pub(super) fn printed<'a>(brands: impl Iterator<Item = &'a str>, catalogue: &Catalogue) -> String {
    let mut printed = String::new();
    let needs = catalogue.needs.iter().map(|need| &need.name);
    let places = catalogue.places.iter().map(|place| &place.name);
    let institutions = catalogue.institutions.iter().map(|found| &found.name);
    let names = needs.chain(places).chain(institutions);
    names.for_each(|name| print(&mut printed, name));
    print(&mut printed, ELDER);
    printed.extend(brands);
    printed
}

/// Everything that is printed of a brand, folded.
pub(super) fn of_brand(brand: &Brand) -> String {
    let mut printed = String::new();
    let value = serde_json::to_value(brand).unwrap_or_default();
    texts(&value, &mut |text| print(&mut printed, text));
    printed
}

fn print(printed: &mut String, text: &str) {
    printed.push_str(&fold(text));
    printed.push('\n');
}

fn texts(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, visit)),
        // Who checked a record and what it is in English are not searched.
        Value::Object(fields) => (fields.iter())
            .filter(|(key, _)| !["checked", "english", "summary_english"].contains(&key.as_str()))
            .for_each(|(_, field)| texts(field, visit)),
        _ => {}
    }
}
