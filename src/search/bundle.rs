//! Splits a catalogue into the data that the browser loads step by step (native).
//!
//! [`bundle`] is deterministic. The edition of the [`InitialData`] is a hash of all later files, so it changes with any of them.

use super::data::{
    CARDS_PER_CHUNK, CardChunk, FacetIndex, InitialData, NameOrder, OFFERED, PAGE, Value,
};
use super::facet::Units;
use super::query::Facet;
use super::text::fold;
use crate::catalogue::urgent::PhraseSet;
use crate::catalogue::{Card, Catalogue, Entry, Kind, Level, Need, Slug, Synonym};
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// All data that the browser loads, except the search index and passages.
pub struct Bundles {
    /// For the first visit. It contains facet index and name order only if there are few brands.
    pub initial: InitialData,
    /// The brands and initiatives with each facet value.
    pub facet_index: FacetIndex,
    /// The order of names.
    pub name_order: NameOrder,
    /// All chunks, including those of the initial data.
    pub chunks: Vec<CardChunk>,
}

/// Splits a catalogue.
pub fn bundle(catalogue: &Catalogue) -> Bundles {
    let owners: HashMap<&Slug, &str> = catalogue
        .institutions
        .iter()
        .map(|institution| (&institution.id, institution.name.as_str()))
        .collect();
    let owner = |card: &Card| owners.get(&card.owner).copied().unwrap_or("").to_owned();
    let chunks: Vec<CardChunk> = catalogue
        .cards
        .chunks(CARDS_PER_CHUNK)
        .map(|cards| CardChunk {
            cards: cards.iter().map(|card| marked(catalogue, card)).collect(),
            owners: cards.iter().map(owner).collect(),
        })
        .collect();
    let units = Units::of(&initiatives(catalogue));
    let had = units_by_value(catalogue, &units);
    let mut values = Vec::new();
    let mut rest = Vec::new();
    for facet in Facet::ALL {
        let mut all: Vec<Value> = values_in(catalogue, facet)
            .into_iter()
            .filter_map(|mut value| {
                let holders = had.get(&(facet, value.key.clone()))?;
                value.total = holders.brands(&units).len() as u32;
                Some(value)
            })
            .collect();
        if all.len() > OFFERED {
            all.sort_by_key(|value| std::cmp::Reverse(value.total));
            rest.extend(all.split_off(OFFERED));
        }
        values.extend(all);
    }
    let holders: Vec<&Holders> = (values.iter().chain(&rest))
        .map(|value| &had[&(value.facet, value.key.clone())])
        .collect();
    let facet_index = FacetIndex {
        brands: (holders.iter())
            .map(|holders| holders.brands(&units))
            .collect(),
        units: (holders.iter())
            .map(|holders| distances(&holders.own))
            .collect(),
        seats: (holders.iter())
            .map(|holders| distances(&holders.seats))
            .collect(),
        initiatives: initiatives(catalogue),
        years: (catalogue.cards.iter())
            .map(|card| card.year.unwrap_or(0))
            .collect(),
        values: rest,
    };
    let mut order: Vec<u32> = (0..catalogue.cards.len() as u32).collect();
    // Ids are pinyin.
    order.sort_by_key(|at| &catalogue.cards[*at as usize].id);
    let name_order = NameOrder { order };
    let few = catalogue.cards.len() <= PAGE;
    let mut hasher = DefaultHasher::new();
    for piece in [
        serde_json::to_string(&chunks),
        serde_json::to_string(&facet_index),
        serde_json::to_string(&name_order),
    ] {
        piece.unwrap_or_default().hash(&mut hasher);
    }
    Bundles {
        initial: InitialData {
            edition: format!("{:016x}", hasher.finish()),
            gallery: catalogue.gallery.summary(),
            brands: catalogue.cards.len() as u32,
            documents: catalogue.documents.len() as u32,
            needs: (catalogue.needs.iter())
                .map(|need| Need {
                    english: None,
                    summary_english: None,
                    question: None,
                    ..need.clone()
                })
                .collect(),
            urgent: (!catalogue.urgent.is_empty())
                .then(|| PhraseSet::without_homophones(&catalogue.matched_notices())),
            chunks: chunks
                .iter()
                .take(PAGE / CARDS_PER_CHUNK)
                .cloned()
                .collect(),
            all_values: (values.len() + facet_index.values.len()) as u32,
            values,
            facet_index: few.then(|| facet_index.clone()),
            name_order: few.then(|| name_order.clone()),
        },
        facet_index,
        name_order,
        chunks,
    }
}

/// A card with what a reader should know of it: whether it is from elsewhere, and whether it is near to words and not the same.
fn marked(catalogue: &Catalogue, card: &Card) -> Card {
    let shown = fold(&card.name) + "\n" + &fold(&card.summary);
    let is_meant =
        |synonym: &&Synonym| synonym.means.iter().any(|word| shown.contains(&fold(word)));
    let near = catalogue.near.iter().find(is_meant);
    Card {
        away: catalogue.is_away(card),
        near: near.map_or_else(Vec::new, |it| {
            it.words.iter().map(|word| fold(word)).collect()
        }),
        note: near.and_then(|synonym| synonym.note.clone()),
        ..card.clone()
    }
}

/// The homophones of the phrases of urgent notices, as lines; empty for a gallery without notices.
pub fn homophones(catalogue: &Catalogue) -> String {
    PhraseSet::new(&catalogue.matched_notices())
        .alike
        .join("\n")
}

/// The number of initiatives of each brand.
fn initiatives(catalogue: &Catalogue) -> Vec<u16> {
    let count = |card: &Card| u16::try_from(card.initiatives.len()).unwrap_or(u16::MAX);
    catalogue.cards.iter().map(count).collect()
}

/// The values of a unit in each facet. An initiative without a printed owner has no institution, because no document states that the brand's
/// institution carries it out.
struct Traits<'a> {
    needs: &'a [Slug],
    kind: Kind,
    owner: Option<&'a Slug>,
    partners: &'a [Slug],
    places: &'a [Slug],
    levels: &'a [Level],
}

impl<'a> Traits<'a> {
    fn of_card(card: &'a Card) -> Traits<'a> {
        Traits {
            needs: &card.needs,
            kind: card.kind,
            owner: Some(&card.owner),
            partners: &card.partners,
            places: &card.places,
            levels: &card.levels,
        }
    }

    fn of_entry(entry: &'a Entry) -> Traits<'a> {
        Traits {
            needs: &entry.needs,
            kind: entry.kind,
            owner: entry.owner.as_ref(),
            partners: &entry.partners,
            places: &entry.places,
            levels: &entry.levels,
        }
    }
}

/// The units with a value; both lists are ascending and without duplicates.
#[derive(Default)]
struct Holders {
    /// Units with the value itself.
    own: Vec<u32>,
    /// For a place, units whose institution is there, but which do not name the place.
    seats: Vec<u32>,
}

impl Holders {
    /// The brands of these units, ascending.
    fn brands(&self, units: &Units) -> Vec<u32> {
        let all = self.own.iter().chain(&self.seats);
        let brands: BTreeSet<u32> = all.filter_map(|unit| units.brand(*unit)).collect();
        brands.into_iter().collect()
    }
}

/// The units with each value.
fn units_by_value(catalogue: &Catalogue, units: &Units) -> HashMap<(Facet, Slug), Holders> {
    let around: HashMap<&Slug, &Slug> = catalogue
        .places
        .iter()
        .filter_map(|place| Some((&place.id, place.parent.as_ref()?)))
        .collect();
    // A unit in a village is also in its town and district. A place comes after its parent in the register, so this ends.
    let outwards = |place| std::iter::successors(Some(place), |place| around.get(place).copied());
    let seats: HashMap<&Slug, &Slug> = (catalogue.institutions.iter())
        .filter_map(|institution| Some((&institution.id, institution.place.as_ref()?)))
        .collect();
    let mut had: HashMap<(Facet, Slug), Holders> = HashMap::new();
    let mut add = |facet: Facet, key: &Slug, unit: u32, seat: bool| {
        let holders = had.entry((facet, key.clone())).or_default();
        let list = if seat {
            &mut holders.seats
        } else {
            &mut holders.own
        };
        if list.last() != Some(&unit) {
            list.push(unit);
        }
    };
    for (at, card) in catalogue.cards.iter().enumerate() {
        let entries = card.initiatives.iter().map(Traits::of_entry);
        let traits = std::iter::once(Traits::of_card(card)).chain(entries);
        for (unit, traits) in units.of_brand(at).zip(traits) {
            let unit = unit as u32;
            for key in traits.needs {
                add(Facet::Need, key, unit, false);
            }
            if let Some(key) = Slug::parse(traits.kind.key()) {
                add(Facet::Kind, &key, unit, false);
            }
            for key in traits.owner.into_iter().chain(traits.partners) {
                add(Facet::Institution, key, unit, false);
            }
            let served: BTreeSet<&Slug> = traits.places.iter().flat_map(&outwards).collect();
            for key in &served {
                add(Facet::Place, key, unit, false);
            }
            let seat = traits.owner.and_then(|owner| seats.get(owner)).copied();
            for key in seat.into_iter().flat_map(&outwards) {
                if !served.contains(key) {
                    add(Facet::Place, key, unit, true);
                }
            }
            for key in (traits.levels.iter()).filter_map(|level| Slug::parse(level.key())) {
                add(Facet::Honour, &key, unit, false);
            }
        }
    }
    had
}

fn distances(positions: &[u32]) -> Vec<u32> {
    let mut before = 0;
    positions
        .iter()
        .map(|at| at - std::mem::replace(&mut before, *at))
        .collect()
}

fn values_in(catalogue: &Catalogue, facet: Facet) -> Vec<Value> {
    let value = |key: &Slug, word: &str, around: Option<&Slug>| Value {
        facet,
        key: key.clone(),
        word: word.to_owned(),
        around: around.cloned(),
        total: 0,
    };
    let word = |key: &str, word: &str| Slug::parse(key).map(|key| value(&key, word, None));
    match facet {
        Facet::Need => (catalogue.needs.iter())
            .map(|need| value(&need.id, &need.name, None))
            .collect(),
        Facet::Kind => (Kind::ALL.iter())
            .filter_map(|kind| word(kind.key(), kind.shown()))
            .collect(),
        Facet::Institution => (catalogue.institutions.iter())
            .map(|found| value(&found.id, &found.name, None))
            .collect(),
        Facet::Place => (catalogue.places.iter())
            .map(|place| value(&place.id, &place.name, place.parent.as_ref()))
            .collect(),
        Facet::Honour => (Level::ALL.iter())
            .filter_map(|level| word(level.key(), catalogue.level(*level)))
            .collect(),
    }
}
