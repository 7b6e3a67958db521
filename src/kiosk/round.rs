//! The order of brands on a screen in a lobby, and what other houses' brands do in this one.
//!
//! This house first, then where it takes part, then the rest of the city; within each as the catalogue has them.

use crate::catalogue::{Card, Entry, Slug};

/// All brands, and how many of them are the house's own.
pub fn round<'a>(
    cards: impl Iterator<Item = &'a Card>,
    house: Option<&Slug>,
) -> (Vec<&'a Card>, usize) {
    let nearness = |card: &Card| match house {
        Some(house) if card.owner == *house => 0,
        Some(house) if card.partners.contains(house) => 1,
        _ => 2,
    };
    let mut cards: Vec<&Card> = cards.collect();
    cards.sort_by_key(|card| nearness(card));
    let own = cards.iter().filter(|card| nearness(card) == 0).count();
    (cards, own)
}

/// What of other houses' brands takes place in this one: initiatives that it owns or takes part in, and brands that it takes part in as a whole,
/// in the order of the catalogue.
pub fn works<'a>(
    cards: impl Iterator<Item = &'a Card>,
    house: &Slug,
) -> Vec<(&'a Card, Option<&'a Entry>)> {
    let mut works = Vec::new();
    for card in cards.filter(|card| card.owner != *house) {
        let entries = card.initiatives.iter();
        let here: Vec<&Entry> = entries
            .filter(|entry| entry.owner.as_ref() == Some(house) || entry.partners.contains(house))
            .collect();
        if here.is_empty() && card.partners.contains(house) {
            works.push((card, None));
        }
        works.extend(here.into_iter().map(|entry| (card, Some(entry))));
    }
    works
}

/// Where `here` stands in a walk of addresses: its number, and what comes before and after it, the ends being joined.
pub fn place<'a>(walk: &'a [String], here: &str) -> Option<(usize, &'a str, &'a str)> {
    let at = walk.iter().position(|address| address == here)?;
    let before = &walk[(at + walk.len() - 1) % walk.len()];
    let after = &walk[(at + 1) % walk.len()];
    Some((at + 1, before, after))
}
