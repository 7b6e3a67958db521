//! The search index and the passages of a catalogue (native).
//!
//! [`files`] builds the index of all brands from names, related names and every text of their full records, so that a figure printed only on a brand's own
//! page is found in the gallery. [`passages`] gives these texts for snippets. Ids, sources and notes on sources are not indexed.

use super::data::{CARDS_PER_CHUNK, Passages};
use crate::catalogue::{
    Brand, Card, Catalogue, Lookup, ServiceOf, Slug, State, Status, Synonym, Weekday,
};
use hanzi_search::builder::{self, Files, Record};
use serde_json::Value;
use std::collections::HashMap;

/// Fields whose texts are not content: references and vocabulary keys, which are indexed by their printed names instead.
const REFERENCES: [&str; 16] = [
    "id",
    // Shown only on pages in English.
    "english",
    "summary_english",
    "emblem",
    "owner",
    "parent",
    "needs",
    "places",
    "sources",
    "institution",
    "kind",
    "level",
    "basis",
    "brand",
    "service",
    "name",
];

/// The search index of a catalogue and the full records of its brands. Brands without a full record are indexed by their card.
pub fn files(catalogue: &Catalogue, brands: &[Brand], synonyms: &[Synonym]) -> Files {
    let full = full(catalogue, brands);
    let known = Lookup::of(catalogue);
    let records: Vec<Record> = catalogue
        .cards
        .iter()
        .zip(&full)
        .map(|(card, full)| record(catalogue, &known, card, full))
        .collect();
    let synonyms: Vec<builder::Synonym> = synonyms
        .iter()
        .flat_map(|synonym| {
            synonym.words.iter().map(|word| builder::Synonym {
                word,
                targets: synonym.means.iter().map(String::as_str).collect(),
            })
        })
        .collect();
    builder::index(&records, &synonyms)
}

/// The passages of each chunk of cards.
pub fn passages(catalogue: &Catalogue, brands: &[Brand]) -> Vec<Passages> {
    let institutions = Lookup::of(catalogue).institutions;
    let names = |card: &Card| {
        let entries = card.initiatives.iter();
        let theirs = entries.flat_map(|entry| entry.owner.iter().chain(&entry.partners));
        let all = std::iter::once(&card.owner)
            .chain(&card.partners)
            .chain(theirs);
        let mut names: Vec<String> = Vec::new();
        for name in all
            .flat_map(|id| institutions.get(id))
            .flat_map(|one| &one.other_names)
        {
            if !names.contains(&name.text) {
                names.push(name.text.clone());
            }
        }
        names
    };
    let names: Vec<Vec<String>> = catalogue.cards.iter().map(names).collect();
    let texts: Vec<Vec<String>> = catalogue
        .cards
        .iter()
        .zip(full(catalogue, brands))
        .map(|(card, full)| {
            let mut texts: Vec<String> = Vec::new();
            let entries = card.initiatives.iter();
            let shown: Vec<&str> = entries
                .map(|entry| entry.summary.as_str())
                .chain([card.summary.as_str()])
                .chain(card.title.as_deref())
                .chain(card.slogan.as_deref())
                .collect();
            for text in full {
                if !text.is_empty() && !shown.contains(&text.as_str()) && !texts.contains(&text) {
                    texts.push(text);
                }
            }
            texts
        })
        .collect();
    let chunks = names
        .chunks(CARDS_PER_CHUNK)
        .zip(texts.chunks(CARDS_PER_CHUNK));
    chunks
        .map(|(names, texts)| Passages {
            names: names.to_vec(),
            texts: texts.to_vec(),
        })
        .collect()
}

/// All texts of the full record of each card; empty without one.
fn full(catalogue: &Catalogue, brands: &[Brand]) -> Vec<Vec<String>> {
    let brands: HashMap<&Slug, &Brand> = brands.iter().map(|brand| (&brand.id, brand)).collect();
    let texts = |card: &Card| {
        let value = brands.get(&card.id).map(serde_json::to_value);
        let mut texts = Vec::new();
        walk(
            &value.and_then(Result::ok).unwrap_or_default(),
            "",
            &mut texts,
        );
        let brand = brands.get(&card.id).into_iter();
        let named = brand.flat_map(|brand| {
            let initiatives = brand
                .initiatives
                .iter()
                .filter_map(|it| it.service.as_ref());
            brand.service.iter().chain(initiatives)
        });
        texts.extend(named.flat_map(|of| of_service(catalogue, of)));
        texts
    };
    catalogue.cards.iter().map(texts).collect()
}

/// The texts by which the service of a brand is found: what it is, for whom, on which days, and what it has for people with a disability. Address and
/// telephone are not among them: they stand on the page of the institution only.
fn of_service(catalogue: &Catalogue, of: &ServiceOf) -> Vec<String> {
    let institution = catalogue.institution(&of.institution);
    let Some(service) = institution.and_then(|it| it.service(&of.service)) else {
        return Vec::new();
    };
    let ended = |status: &Status| status.state == State::Ended;
    if service.status.as_ref().is_some_and(ended) {
        return Vec::new();
    }
    let bits = service.hours.iter().fold(0, |all, it| all | it.days.bits());
    let days = Weekday::ALL.iter().zip(0..);
    let days = days.filter(|(_, bit)| bits >> bit & 1 == 1);
    let days: Vec<&str> = days.map(|(day, _)| day.word()).collect();
    let access: Vec<&str> = service.access.iter().map(|it| it.word()).collect();
    let mut texts = vec![service.name.clone()];
    texts.extend(service.who.clone());
    // Each day by its name, so that any of them is found.
    texts.extend((!days.is_empty()).then(|| format!("{}开门", days.join("、"))));
    texts.extend((!access.is_empty()).then(|| access.join("、")));
    texts
}

fn record<'a>(
    catalogue: &'a Catalogue,
    known: &Lookup<'a>,
    card: &'a Card,
    full: &'a [String],
) -> Record<'a> {
    let institution = |id: &Slug| {
        known.institutions.get(id).into_iter().flat_map(|found| {
            let others = found.other_names.iter().map(|name| name.text.as_str());
            std::iter::once(found.name.as_str()).chain(others)
        })
    };
    let need = |id: &Slug| known.needs.get(id).map(|need| need.name.as_str());
    let place = |id: &Slug| known.places.get(id).map(|place| place.name.as_str());
    let entries = &card.initiatives;
    let mut around: Vec<&str> = institution(&card.owner).collect();
    for entry in entries {
        around.push(&entry.name);
        around.extend(entry.other_names.iter().map(String::as_str));
    }
    let mut values = vec![card.kind.word()];
    let mut beside: Vec<&str> = card.partners.iter().flat_map(institution).collect();
    values.extend(card.needs.iter().filter_map(need));
    values.extend(card.places.iter().filter_map(place));
    values.extend(card.levels.iter().map(|level| catalogue.level(*level)));
    for entry in entries {
        values.extend(entry.needs.iter().filter_map(need));
        values.extend(entry.places.iter().filter_map(place));
        // The owner of an initiative ranks below the owner of the brand.
        let institutions = entry.owner.iter().chain(&entry.partners);
        beside.extend(institutions.flat_map(institution));
    }
    let mut texts: Vec<&str> = vec![&card.summary];
    texts.extend(card.slogan.as_deref());
    texts.extend(card.title.as_deref());
    for entry in entries {
        texts.push(entry.kind.word());
        texts.push(&entry.summary);
    }
    texts.extend(
        full.iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty()),
    );
    Record {
        names: std::iter::once(card.name.as_str())
            .chain(card.other_names.iter().map(String::as_str))
            .collect(),
        around,
        values,
        beside,
        texts,
    }
}

/// Collects all texts of a record; value and unit of a figure as one text, as printed.
fn walk(value: &Value, key: &str, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if !REFERENCES.contains(&key) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| walk(item, key, texts)),
        Value::Object(fields) => {
            let field = |key: &str| fields.get(key).and_then(Value::as_str);
            if let (Some(value), Some(unit)) = (field("value"), field("unit")) {
                texts.push(format!(
                    "{value}{unit}{}",
                    field("label").unwrap_or_default()
                ));
            }
            // The name of a person or an honour is content. Records with an id (brands, initiatives) are indexed by name elsewhere.
            if let (Some(name), None) = (field("name"), field("id")) {
                texts.push(name.to_owned());
            }
            for (key, value) in fields {
                // Who checked the record, and when, is no content.
                if !["value", "unit", "label", "notes", "checked"].contains(&key.as_str()) {
                    walk(value, key, texts);
                }
            }
        }
        _ => {}
    }
}
