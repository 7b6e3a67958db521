//! The initiatives of a brand that match a text by themselves.
//!
//! An initiative is found by its names, its own needs, places and institutions, its summary and its kind. The rank of a brand comes from the engine
//! ([`hanzi_search::rank`]).

use super::index::Index;
use super::query::Facet;
use crate::catalogue::{Card, Entry};
use hanzi_search::{Marker, Tier};

/// The printed names of an initiative's own needs, places and institutions.
fn around<'a>(index: &'a Index, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
    let needs = entry.needs.iter().map(|id| index.word(Facet::Need, id));
    let places = entry.places.iter().map(|id| index.word(Facet::Place, id));
    let institutions = entry
        .owner
        .iter()
        .chain(&entry.partners)
        .map(|id| index.word(Facet::Institution, id));
    needs.chain(places).chain(institutions)
}

/// The words of a query that a brand contains without its initiatives, as bits.
pub(super) fn held_by_card(index: &Index, card: &Card, owner: &str, marker: &Marker) -> u64 {
    let names = card
        .other_names
        .iter()
        .map(String::as_str)
        .chain([card.name.as_str(), owner]);
    let texts = card
        .slogan
        .as_deref()
        .into_iter()
        .chain(card.title.as_deref())
        .chain([card.summary.as_str()]);
    let needs = card.needs.iter().map(|id| index.word(Facet::Need, id));
    let places = card.places.iter().map(|id| index.word(Facet::Place, id));
    let names = names
        .chain(needs)
        .chain(places)
        .map(|name| marker.held(name, true));
    names
        .chain(texts.map(|text| marker.held(text, false)))
        .fold(0, |all, held| all | held)
}

/// The tier of an initiative whose brand contains the words in `beside`; `None` if it contains no word, or both together lack one.
pub(super) fn entry_tier(
    index: &Index,
    entry: &Entry,
    marker: &Marker,
    beside: u64,
) -> Option<Tier> {
    let names = entry
        .other_names
        .iter()
        .map(String::as_str)
        .chain([entry.name.as_str()]);
    let named = names.fold(0, |all, name| all | marker.held(name, true));
    let around = around(index, entry).fold(0, |all, name| all | marker.held(name, true));
    let held =
        named | around | marker.held(&entry.summary, false) | marker.held(entry.kind.word(), false);
    (held != 0 && held | beside == marker.all()).then_some(if named == marker.all() {
        Tier::NamePart
    } else {
        Tier::Text
    })
}
