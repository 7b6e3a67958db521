//! The data of the gallery search, as far as it has been loaded.
//!
//! An [`Index`] is created from [`InitialData`] and receives the rest with `give_…`: facet index, name order, chunks of cards, passages, search engine and
//! its text parts. [`Index::missing`] lists what an answer still needs. `execute` computes answers; the caller loads data.

use super::data::{
    CARDS_PER_CHUNK, CardChunk, FacetIndex, InitialData, NameOrder, OFFERED, PAGE, Passages, Value,
};
use super::execute::Results;
use super::facet::Units;
use super::query::{Facet, Query, Sort};
use super::text::fold;
use crate::catalogue::urgent::{Matcher, PhraseSet};
use crate::catalogue::{Card, GallerySummary, Need, Slug};
use hanzi_search::engine::Found;
use hanzi_search::{Engine, Tier};
use std::sync::{Mutex, OnceLock};

/// The searchable data that has been loaded so far.
pub struct Index {
    initial: InitialData,
    urgent: Matcher,
    /// The same with homophones, once they are loaded.
    urgent_by_ear: OnceLock<Matcher>,
    pub(super) facet_index: OnceLock<FacetIndex>,
    pub(super) units: OnceLock<Units>,
    pub(super) name_order: OnceLock<NameOrder>,
    chunks: Vec<OnceLock<CardChunk>>,
    passages: Vec<OnceLock<Passages>>,
    /// Loaded at the first search, because most visitors only read and filter.
    pub(super) engine: OnceLock<Engine>,
    /// The list of everyday words ([`super::everyday::lines`]).
    everyday: OnceLock<String>,
    /// The last query and its answer, because each query is executed repeatedly: to find missing data, and to render the list.
    pub(super) last: Mutex<Option<(Query, Results, Found)>>,
}

/// Data that an answer needs and that is not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The brands and initiatives with each facet value.
    FacetIndex,
    /// The order of names.
    NameOrder,
    /// The head of the search index.
    Engine,
    /// The list of everyday words.
    Everyday,
    /// A text part of the search index, by its identity.
    Text(u64),
    /// A chunk of cards, by its position.
    Chunk(usize),
    /// The passages of a chunk, by its position.
    Passages(usize),
}

impl Index {
    /// Creates an index from the data of a first visit.
    pub fn of(mut initial: InitialData) -> Index {
        let (facet_index, name_order) = (initial.facet_index.take(), initial.name_order.take());
        let chunks = std::mem::take(&mut initial.chunks);
        let urgent = initial.urgent.as_ref().map(Matcher::new);
        let chunk_count = (initial.brands as usize).div_ceil(CARDS_PER_CHUNK);
        let index = Index {
            chunks: (0..chunk_count).map(|_| OnceLock::new()).collect(),
            passages: (0..chunk_count).map(|_| OnceLock::new()).collect(),
            initial,
            urgent: urgent.unwrap_or_default(),
            urgent_by_ear: OnceLock::new(),
            facet_index: OnceLock::new(),
            units: OnceLock::new(),
            name_order: OnceLock::new(),
            engine: OnceLock::new(),
            everyday: OnceLock::new(),
            last: Mutex::new(None),
        };
        for (at, chunk) in chunks.into_iter().enumerate() {
            index.give_chunk(at, chunk);
        }
        if let Some(facet_index) = facet_index {
            index.give_facet_index(facet_index);
        }
        if let Some(name_order) = name_order {
            index.give_name_order(name_order);
        }
        index
    }

    /// Adds the facet index.
    pub fn give_facet_index(&self, mut facet_index: FacetIndex) {
        for positions in facet_index.units.iter_mut().chain(&mut facet_index.seats) {
            let mut at = 0;
            for position in positions {
                at += *position;
                *position = at;
            }
        }
        let units = Units::of(&facet_index.initiatives);
        facet_index.brands = (facet_index.units.iter().zip(&facet_index.seats))
            .map(|(own, seats)| brands_of(&units, own, seats))
            .collect();
        self.give(&self.units, units);
        self.give(&self.facet_index, facet_index);
    }

    /// Adds the order of names.
    pub fn give_name_order(&self, name_order: NameOrder) {
        self.give(&self.name_order, name_order);
    }

    /// Adds the chunk at a position.
    pub fn give_chunk(&self, at: usize, chunk: CardChunk) {
        if let Some(place) = self.chunks.get(at) {
            self.give(place, chunk);
        }
    }

    /// Adds the passages of the chunk at a position.
    pub fn give_passages(&self, at: usize, passages: Passages) {
        if let Some(place) = self.passages.get(at) {
            self.give(place, passages);
        }
    }

    /// The passages of a card, as far as they are loaded: other names of its institutions, and texts.
    pub(super) fn passages(&self, at: usize) -> [&[String]; 2] {
        let chunk = self
            .passages
            .get(at / CARDS_PER_CHUNK)
            .and_then(OnceLock::get);
        chunk.map_or([&[], &[]], |chunk| {
            [&chunk.names, &chunk.texts].map(|lists| {
                lists
                    .get(at % CARDS_PER_CHUNK)
                    .map_or(&[][..], Vec::as_slice)
            })
        })
    }

    /// Adds the search engine, whose records are the cards.
    pub fn give_engine(&self, engine: Engine) {
        self.give(&self.engine, engine);
    }

    fn give<T>(&self, place: &OnceLock<T>, value: T) {
        // A second value would be equal.
        let _ = place.set(value);
        if let Ok(mut last) = self.last.lock() {
            *last = None;
        }
    }

    /// Adds a text part of the engine. Returns whether it is intact and belongs to the engine.
    pub fn give_text(&self, part: Vec<u8>) -> bool {
        if let Ok(mut last) = self.last.lock() {
            *last = None;
        }
        self.engine.get().is_some_and(|engine| engine.give(part))
    }

    /// Whether a synonym that contains `typed` has the target `meaning`; `false` without the engine.
    pub fn stands_for(&self, typed: &str, meaning: &str) -> bool {
        let engine = self.engine.get();
        engine.is_some_and(|engine| engine.stands_for(typed, meaning))
    }

    /// The positions of the urgent notices that a typed text triggers.
    pub fn urgent(&self, text: &str) -> Vec<usize> {
        let by_ear = self.urgent_by_ear.get();
        by_ear.unwrap_or(&self.urgent).matches(text)
    }

    /// Whether there are urgent notices whose homophones are not loaded.
    pub fn is_missing_homophones(&self) -> bool {
        self.initial.urgent.is_some() && self.urgent_by_ear.get().is_none()
    }

    /// Adds the homophones of the phrases of urgent notices: the lines of [`PhraseSet::alike`].
    pub fn give_homophones(&self, lines: &str) {
        if let Some(urgent) = &self.initial.urgent {
            let by_ear = Matcher::new(&PhraseSet {
                notices: urgent.notices.clone(),
                alike: lines.lines().map(str::to_owned).collect(),
            });
            let _ = self.urgent_by_ear.set(by_ear);
        }
    }

    /// Adds the list of everyday words ([`super::everyday::lines`]).
    pub fn give_everyday(&self, lines: String) {
        let _ = self.everyday.set(lines);
    }

    /// The list of everyday words; empty before it is loaded.
    pub(super) fn everyday(&self) -> &str {
        self.everyday.get().map_or("", String::as_str)
    }

    /// Whether the engine is loaded.
    pub fn has_engine(&self) -> bool {
        self.engine.get().is_some()
    }

    /// The name of the folder with the data that is loaded later.
    pub fn edition(&self) -> &str {
        &self.initial.edition
    }

    /// The identity of the search index, if it is loaded.
    pub fn identity(&self) -> Option<u64> {
        self.engine.get().map(Engine::identity)
    }

    /// Name and subject of the gallery.
    pub fn gallery(&self) -> &GallerySummary {
        &self.initial.gallery
    }

    /// The number of brands.
    pub fn brands(&self) -> usize {
        self.initial.brands as usize
    }

    /// The number of pages of all brands, at least 1.
    pub fn pages(&self) -> usize {
        self.brands().div_ceil(PAGE).max(1)
    }

    /// The number of source documents.
    pub fn documents(&self) -> usize {
        self.initial.documents as usize
    }

    /// All needs, the most asked for first.
    pub fn needs(&self) -> &[Need] {
        &self.initial.needs
    }

    /// The values in the filters, by facet and in the order of the page.
    pub fn values(&self) -> &[Value] {
        &self.initial.values
    }

    /// Whether a facet may have more values than its filter.
    pub fn has_more(&self, facet: Facet) -> bool {
        let offered = self.values().iter().filter(|value| value.facet == facet);
        self.initial.all_values as usize > self.values().len() && offered.count() == OFFERED
    }

    /// All loaded values: those in the filters, then those of the facet index.
    pub(super) fn all_values(&self) -> impl Iterator<Item = &Value> {
        let further = self
            .facet_index
            .get()
            .map(|facet_index| &facet_index.values);
        self.values().iter().chain(further.into_iter().flatten())
    }

    /// The value with a key, if it is loaded.
    pub fn value(&self, facet: Facet, key: &Slug) -> Option<&Value> {
        self.all_values()
            .find(|value| value.facet == facet && value.key == *key)
    }

    /// The word of a value; empty if it is not loaded.
    pub fn word(&self, facet: Facet, key: &Slug) -> &str {
        self.value(facet, key).map_or("", |value| &value.word)
    }

    /// The card at a position, if it is loaded.
    pub fn card(&self, at: usize) -> Option<&Card> {
        self.chunks
            .get(at / CARDS_PER_CHUNK)?
            .get()?
            .cards
            .get(at % CARDS_PER_CHUNK)
    }

    /// All loaded cards, in the order of the matrix.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        let chunks = self.chunks.iter().filter_map(OnceLock::get);
        chunks.flat_map(|chunk| &chunk.cards)
    }

    /// The printed name of a card's owner; empty if it is not loaded.
    pub fn owner(&self, at: usize) -> &str {
        let chunk = self
            .chunks
            .get(at / CARDS_PER_CHUNK)
            .and_then(OnceLock::get);
        chunk
            .and_then(|chunk| chunk.owners.get(at % CARDS_PER_CHUNK))
            .map_or("", String::as_str)
    }

    /// The query without values that no brand has; unchanged before the facet index is loaded.
    pub fn admit(&self, query: Query) -> Query {
        if self.facet_index.get().is_none() {
            return query;
        }
        query.retain(|facet, key| self.value(facet, key).is_some())
    }

    /// Whether the facet index is loaded.
    pub fn has_facet_index(&self) -> bool {
        self.facet_index.get().is_some()
    }

    /// The positions of the brands with a value; empty before the facet index is loaded.
    pub fn brands_with(&self, facet: Facet, key: &Slug) -> &[u32] {
        let brands = self.facet_index.get().and_then(|facet_index| {
            let mut values = self.all_values().zip(&facet_index.brands);
            values.find(|(value, _)| value.facet == facet && value.key == *key)
        });
        brands.map_or(&[], |(_, brands)| brands)
    }

    /// The missing chunks with brands that have a value; empty before the facet index is loaded.
    pub fn chunks_of(&self, facet: Facet, key: &Slug) -> Vec<usize> {
        let brands = self.brands_with(facet, key).iter();
        let mut chunks: Vec<usize> = brands
            .map(|at| *at as usize / CARDS_PER_CHUNK)
            .filter(|at| self.has_chunk(*at) == Some(false))
            .collect();
        chunks.dedup();
        chunks
    }

    /// The first missing chunk.
    pub fn next_chunk(&self) -> Option<usize> {
        (0..self.chunks.len()).find(|at| self.has_chunk(*at) == Some(false))
    }

    /// Whether a chunk is loaded; `None` if the position is out of range.
    fn has_chunk(&self, at: usize) -> Option<bool> {
        Some(self.chunks.get(at)?.get().is_some())
    }

    /// The missing data of an answer whose first `cards` hits are shown. Call it again after loading: chunks and passages are known only when the rest is
    /// loaded.
    pub fn missing(&self, query: &Query, cards: usize) -> Vec<Missing> {
        let mut missing = Vec::new();
        let text = fold(query.text());
        let words = !text.is_empty();
        // A text search needs the facet index for the names of places and institutions, by which initiatives are found.
        let chosen = query.all_chosen().next().is_some() || query.sort == Sort::Year || words;
        if chosen && self.facet_index.get().is_none() {
            missing.push(Missing::FacetIndex);
        }
        if query.sort == Sort::Name && self.name_order.get().is_none() {
            missing.push(Missing::NameOrder);
        }
        match self.engine.get() {
            _ if !words => {}
            None => missing.push(Missing::Engine),
            Some(engine) => {
                let parts = engine.needs(query.text(), usize::MAX);
                missing.extend(parts.into_iter().map(Missing::Text));
            }
        }
        if missing.is_empty() {
            let mut add = |item, has_come: Option<bool>| {
                if has_come == Some(false) && !missing.contains(&item) {
                    missing.push(item);
                }
            };
            let is_telling = text.len() > 2;
            for hit in self.search(query).hits.iter().take(cards) {
                let at = hit.card / CARDS_PER_CHUNK;
                let chunk = self.has_chunk(at);
                add(Missing::Chunk(at), chunk);
                // A match in a related text is usually explained by the card or the facet index. One or two letters are explained by nothing.
                let untold = chunk == Some(true) && hit.snippet.is_none();
                if !hit.shown && (hit.tier == Tier::Text || untold && is_telling) {
                    let passages = self.passages.get(at);
                    add(
                        Missing::Passages(at),
                        passages.map(|passages| passages.get().is_some()),
                    );
                }
            }
        }
        missing
    }
}

/// The brands of two ascending lists of units, ascending and without duplicates.
fn brands_of(units: &Units, own: &[u32], seats: &[u32]) -> Vec<u32> {
    let mut brands = Vec::new();
    let (mut own, mut seats) = (own.iter().peekable(), seats.iter().peekable());
    loop {
        let next = match (own.peek(), seats.peek()) {
            (Some(one), Some(other)) if other < one => seats.next(),
            (Some(_), _) => own.next(),
            (None, _) => seats.next(),
        };
        let Some(next) = next else {
            return brands;
        };
        if let Some(brand) = units.brand(*next)
            && brands.last() != Some(&brand)
        {
            brands.push(brand);
        }
    }
}
