//! What is looked into when somebody searches?
//!
//! An [`Index`] begins with what a first visit loads ([`InitialData`]) and is given the rest as it is needed: facet index, names, chunks of cards, the
//! search engine, and says what an answer still [`Index::missing`]. How the answer is found stands in `execute`; drawing and loading are
//! absent on purpose.

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

/// What can be found, as far as it has come.
pub struct Index {
    initial: InitialData,
    urgent: Matcher,
    /// The same with homophones, once they have come.
    urgent_by_ear: OnceLock<Matcher>,
    pub(super) facet_index: OnceLock<FacetIndex>,
    pub(super) units: OnceLock<Units>,
    pub(super) name_order: OnceLock<NameOrder>,
    chunks: Vec<OnceLock<CardChunk>>,
    passages: Vec<OnceLock<Passages>>,
    /// Comes when it is first used: most visitors read and filter.
    pub(super) engine: OnceLock<Engine>,
    /// The last query and its answer: asked for again by whoever waited for what it lacked, and by the list.
    pub(super) last: Mutex<Option<(Query, Results, Found)>>,
}

/// Something of the answer to a query that is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Who has which value.
    FacetIndex,
    /// The order of names.
    NameOrder,
    /// What looks for words.
    Engine,
    /// A part of the texts that it looks into, by what it is known by.
    Text(u64),
    /// Cards that are to be shown.
    Chunk(usize),
    /// What the cards of a chunk do not show.
    Passages(usize),
}

impl Index {
    /// What a first visit knows.
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

    /// Takes who has which value.
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

    /// Takes the order of names.
    pub fn give_name_order(&self, name_order: NameOrder) {
        self.give(&self.name_order, name_order);
    }

    /// Takes a chunk of cards, the `at`th.
    pub fn give_chunk(&self, at: usize, chunk: CardChunk) {
        if let Some(place) = self.chunks.get(at) {
            self.give(place, chunk);
        }
    }

    /// Takes what the cards of a chunk do not show.
    pub fn give_passages(&self, at: usize, passages: Passages) {
        if let Some(place) = self.passages.get(at) {
            self.give(place, passages);
        }
    }

    /// What a card does not show, other names of its institutions and texts, as far as it has come.
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

    /// Takes the engine, which has the cards for records.
    pub fn give_engine(&self, engine: Engine) {
        self.give(&self.engine, engine);
    }

    fn give<T>(&self, place: &OnceLock<T>, value: T) {
        // A second one would say the same.
        let _ = place.set(value);
        if let Ok(mut last) = self.last.lock() {
            *last = None;
        }
    }

    /// Takes a part of the engine's texts; whether it is whole and wanted.
    pub fn give_text(&self, part: Vec<u8>) -> bool {
        if let Ok(mut last) = self.last.lock() {
            *last = None;
        }
        self.engine.get().is_some_and(|engine| engine.give(part))
    }

    /// Whether an everyday word that holds what is typed stands for something.
    pub fn stands_for(&self, typed: &str, meaning: &str) -> bool {
        let engine = self.engine.get();
        engine.is_some_and(|engine| engine.stands_for(typed, meaning))
    }

    /// The notices that a typed text calls for, by their positions.
    pub fn urgent(&self, text: &str) -> Vec<usize> {
        let by_ear = self.urgent_by_ear.get();
        by_ear.unwrap_or(&self.urgent).matches(text)
    }

    /// Whether there are notices whose homophones have not come.
    pub fn is_missing_homophones(&self) -> bool {
        self.initial.urgent.is_some() && self.urgent_by_ear.get().is_none()
    }

    /// Takes the homophones of the phrases that call for notices: [`PhraseSet::alike`], a line each.
    pub fn give_homophones(&self, lines: &str) {
        if let Some(urgent) = &self.initial.urgent {
            let by_ear = Matcher::new(&PhraseSet {
                notices: urgent.notices.clone(),
                alike: lines.lines().map(str::to_owned).collect(),
            });
            let _ = self.urgent_by_ear.set(by_ear);
        }
    }

    /// Whether the engine is there.
    pub fn has_engine(&self) -> bool {
        self.engine.get().is_some()
    }

    /// Names the folder of what comes later.
    pub fn edition(&self) -> &str {
        &self.initial.edition
    }

    /// What the search index is known by, once it is there.
    pub fn identity(&self) -> Option<u64> {
        self.engine.get().map(Engine::identity)
    }

    /// What stands over the door.
    pub fn gallery(&self) -> &GallerySummary {
        &self.initial.gallery
    }

    /// How many brands there are.
    pub fn brands(&self) -> usize {
        self.initial.brands as usize
    }

    /// How many pages all brands fill.
    pub fn pages(&self) -> usize {
        self.brands().div_ceil(PAGE).max(1)
    }

    /// How many source documents there are.
    pub fn documents(&self) -> usize {
        self.initial.documents as usize
    }

    /// All needs, the most asked for first.
    pub fn needs(&self) -> &[Need] {
        &self.initial.needs
    }

    /// The values that are offered, by facet and in the order of the page.
    pub fn values(&self) -> &[Value] {
        &self.initial.values
    }

    /// Whether a facet has more values than are offered.
    pub fn has_more(&self, facet: Facet) -> bool {
        let offered = self.values().iter().filter(|value| value.facet == facet);
        self.initial.all_values as usize > self.values().len() && offered.count() == OFFERED
    }

    /// All values that have come.
    pub(super) fn all_values(&self) -> impl Iterator<Item = &Value> {
        let further = self
            .facet_index
            .get()
            .map(|facet_index| &facet_index.values);
        self.values().iter().chain(further.into_iter().flatten())
    }

    /// The value with this key.
    pub fn value(&self, facet: Facet, key: &Slug) -> Option<&Value> {
        self.all_values()
            .find(|value| value.facet == facet && value.key == *key)
    }

    /// The word of a value, empty where it has not come.
    pub fn word(&self, facet: Facet, key: &Slug) -> &str {
        self.value(facet, key).map_or("", |value| &value.word)
    }

    /// A card, where it has come.
    pub fn card(&self, at: usize) -> Option<&Card> {
        self.chunks
            .get(at / CARDS_PER_CHUNK)?
            .get()?
            .cards
            .get(at % CARDS_PER_CHUNK)
    }

    /// All cards that have come, in the order of the matrix.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        let chunks = self.chunks.iter().filter_map(OnceLock::get);
        chunks.flat_map(|chunk| &chunk.cards)
    }

    /// The printed name of a card's owner.
    pub fn owner(&self, at: usize) -> &str {
        let chunk = self
            .chunks
            .get(at / CARDS_PER_CHUNK)
            .and_then(OnceLock::get);
        chunk
            .and_then(|chunk| chunk.owners.get(at % CARDS_PER_CHUNK))
            .map_or("", String::as_str)
    }

    /// The query without values that no brand has, once the facet index is there to know.
    pub fn admit(&self, query: Query) -> Query {
        if self.facet_index.get().is_none() {
            return query;
        }
        query.retain(|facet, key| self.value(facet, key).is_some())
    }

    /// Whether it is known who has which value.
    pub fn has_facet_index(&self) -> bool {
        self.facet_index.get().is_some()
    }

    /// The brands that have a value, by position; none before the facet index is there.
    pub fn brands_with(&self, facet: Facet, key: &Slug) -> &[u32] {
        let brands = self.facet_index.get().and_then(|facet_index| {
            let mut values = self.all_values().zip(&facet_index.brands);
            values.find(|(value, _)| value.facet == facet && value.key == *key)
        });
        brands.map_or(&[], |(_, brands)| brands)
    }

    /// The chunks, not there yet, on which the brands with this value stand; none before the facet index is there.
    pub fn chunks_of(&self, facet: Facet, key: &Slug) -> Vec<usize> {
        let brands = self.brands_with(facet, key).iter();
        let mut chunks: Vec<usize> = brands
            .map(|at| *at as usize / CARDS_PER_CHUNK)
            .filter(|at| self.has_chunk(*at) == Some(false))
            .collect();
        chunks.dedup();
        chunks
    }

    /// The first chunk that is not there yet.
    pub fn next_chunk(&self) -> Option<usize> {
        (0..self.chunks.len()).find(|at| self.has_chunk(*at) == Some(false))
    }

    /// Whether a chunk is there; nothing where there is none.
    fn has_chunk(&self, at: usize) -> Option<bool> {
        Some(self.chunks.get(at)?.get().is_some())
    }

    /// What of the answer to a query is not there, as far as its first `cards` are shown. Ask again when it has come: only then is it known which
    /// these are.
    pub fn missing(&self, query: &Query, cards: usize) -> Vec<Missing> {
        let mut missing = Vec::new();
        let text = fold(query.text());
        let words = !text.is_empty();
        // Names of places and institutions, too, are in the facet index: initiatives are found by them.
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
                // What stands around a name is mostly told by the card and the facet index; one or two letters are told by nothing.
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

/// The brands, each once and in order, that have one of two lists of units, each list in order.
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
