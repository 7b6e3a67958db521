//! The order of brands on a screen in a lobby, and the services of other institutions' brands there.
//!
//! The institution's own brands first, then those it takes part in, itself or in an initiative, then all others; within each group in the order of the catalogue.

use crate::catalogue::{Card, Entry, Slug};

/// All brands in this order, and how many of them are the institution's own.
pub fn order<'a>(
    cards: impl Iterator<Item = &'a Card>,
    house: Option<&Slug>,
) -> (Vec<&'a Card>, usize) {
    let nearness = |card: &Card| match house {
        Some(house) if card.owner == *house => 0,
        Some(house) if takes_part(card, house) => 1,
        _ => 2,
    };
    let mut cards: Vec<&Card> = cards.collect();
    cards.sort_by_key(|card| nearness(card));
    let own = cards.iter().filter(|card| nearness(card) == 0).count();
    (cards, own)
}

/// Whether an institution takes part in a brand, or owns or takes part in an initiative of it.
fn takes_part(card: &Card, house: &Slug) -> bool {
    let here =
        |entry: &Entry| entry.owner.as_ref() == Some(house) || entry.partners.contains(house);
    card.partners.contains(house) || card.initiatives.iter().any(here)
}

/// Services of other institutions' brands at `house`: initiatives that it owns or takes part in, and brands that it takes part in as a whole, in the
/// order of the catalogue.
pub fn guest_services<'a>(
    cards: impl Iterator<Item = &'a Card>,
    house: &Slug,
) -> Vec<(&'a Card, Option<&'a Entry>)> {
    let mut services = Vec::new();
    for card in cards.filter(|card| card.owner != *house) {
        let entries = card.initiatives.iter();
        let here: Vec<&Entry> = entries
            .filter(|entry| entry.owner.as_ref() == Some(house) || entry.partners.contains(house))
            .collect();
        if here.is_empty() && card.partners.contains(house) {
            services.push((card, None));
        }
        services.extend(here.into_iter().map(|entry| (card, Some(entry))));
    }
    services
}

/// The position of `here` in a circular list of addresses: its number from 1, the previous and the next address.
pub fn neighbours<'a>(addresses: &'a [String], here: &str) -> Option<(usize, &'a str, &'a str)> {
    let at = addresses.iter().position(|address| address == here)?;
    let before = &addresses[(at + addresses.len() - 1) % addresses.len()];
    let after = &addresses[(at + 1) % addresses.len()];
    Some((at + 1, before, after))
}
