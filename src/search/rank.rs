//! Which initiatives of a brand match by themselves?
//!
//! What an initiative can be found by, and the facet values it has. How good a hit is, is the engine's: [`hanzi_search::rank`].

use crate::catalogue::{Card, Catalogue, Entry, Slug};
use hanzi_search::{Marker, Tier};

/// The printed names of needs, places and institutions that an initiative has of its own.
fn around<'a>(catalogue: &'a Catalogue, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
    let institution = |id: &'a Slug| Some(catalogue.institution(id)?.name.as_str());
    let needs = entry
        .needs
        .iter()
        .filter_map(|id| Some(catalogue.need(id)?.name.as_str()));
    let places = entry
        .places
        .iter()
        .filter_map(|id| Some(catalogue.place(id)?.name.as_str()));
    let institutions = entry
        .owner
        .iter()
        .chain(&entry.partners)
        .filter_map(institution);
    needs.chain(places).chain(institutions)
}

/// The words that a brand itself holds, its initiatives aside.
pub(super) fn held_by_card(catalogue: &Catalogue, card: &Card, marker: &Marker) -> u64 {
    let names = card
        .other_names
        .iter()
        .map(String::as_str)
        .chain([card.name.as_str(), catalogue.owner(card)]);
    let texts = card
        .slogan
        .as_deref()
        .into_iter()
        .chain(card.title.as_deref())
        .chain([card.summary.as_str()]);
    let needs = card
        .needs
        .iter()
        .filter_map(|id| Some(catalogue.need(id)?.name.as_str()));
    let places = card
        .places
        .iter()
        .filter_map(|id| Some(catalogue.place(id)?.name.as_str()));
    let names = names
        .chain(needs)
        .chain(places)
        .map(|name| marker.held(name, true));
    names
        .chain(texts.map(|text| marker.held(text, false)))
        .fold(0, |all, held| all | held)
}

/// How good an initiative is by itself, where the brand holds the words in `beside`; nothing where it holds none.
pub(super) fn entry_tier(
    catalogue: &Catalogue,
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
    let around = around(catalogue, entry).fold(0, |all, name| all | marker.held(name, true));
    let held =
        named | around | marker.held(&entry.summary, false) | marker.held(entry.kind.word(), false);
    (held != 0 && held | beside == marker.all()).then_some(if named == marker.all() {
        Tier::NamePart
    } else {
        Tier::Text
    })
}
