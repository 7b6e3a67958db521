//! The word list of the kiosk's pinyin input.
//!
//! Contains every name of the catalogue once, with its pinyin syllables; needs come first, because most visitors look for them. Phrases that trigger an
//! emergency notice come last and are offered only when they are spelled completely.

use crate::catalogue::Catalogue;
use crate::catalogue::urgent::{ANY, WHOLE};
use crate::kiosk::pad::Pad;
use hanzi_search::builder::syllables;
use std::collections::BTreeSet;

/// The lines that [`Pad::parse`] reads.
pub fn words(catalogue: &Catalogue) -> String {
    let needs = catalogue.needs.iter().map(|need| &need.name);
    let brands = (catalogue.cards.iter())
        .flat_map(|card| std::iter::once(&card.name).chain(&card.other_names));
    let institutions = catalogue.institutions.iter().flat_map(|institution| {
        let others = institution.other_names.iter().map(|name| &name.text);
        std::iter::once(&institution.name).chain(others)
    });
    let places = catalogue.places.iter().map(|place| &place.name);
    let initiatives = (catalogue.cards.iter())
        .flat_map(|card| &card.initiatives)
        .flat_map(|entry| std::iter::once(&entry.name).chain(&entry.other_names));
    let urgent = (catalogue.urgent.iter())
        .flat_map(|notice| notice.always.iter().chain(&notice.topics))
        .filter(|phrase| !phrase.contains([ANY, WHOLE]));
    let mut told = BTreeSet::new();
    let names: String = needs
        .chain(brands)
        .chain(institutions)
        .chain(places)
        .chain(initiatives)
        .filter(|name| told.insert(name.as_str()))
        .filter_map(|name| Pad::line(name, &syllables(name)))
        .collect();
    let urgent = urgent.filter(|phrase| told.insert(phrase.as_str()));
    let urgent = urgent.filter_map(|phrase| Pad::urgent_line(phrase, &syllables(phrase)));
    names + &urgent.collect::<String>()
}
