//! What is looked into when somebody searches?
//!
//! An [`Index`] joins a catalogue with its search engine and knows for every facet value the set of brands that have it. It answers a
//! [`Query`] with [`Results`]. Drawing is absent on purpose: hits are positions, not views.

use super::facet::{Set, Value, card_values, entry_values, values};
use super::query::{Facet, Query, Sort};
use super::rank::{entry_tier, held_by_card};
use super::text::{fold, sorted};
use crate::catalogue::{Card, Catalogue, Slug};
use hanzi_search::engine::{Found, NOT_FOUND, Stage};
use hanzi_search::{Engine, Marker, Reason, Tier};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A catalogue made ready for searching.
pub struct Index {
    catalogue: &'static Catalogue,
    /// Comes when it is first used: most visitors read and filter.
    engine: OnceLock<Engine>,
    /// For each brand and initiative the positions of its values.
    entry_values: Vec<Vec<Vec<usize>>>,
    values: Vec<Value>,
    years: Vec<u16>,
    /// For each brand its place among all names by pinyin.
    name_ranks: Vec<usize>,
}

/// One brand that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Position in [`Catalogue::cards`].
    pub card: usize,
    /// Positions in [`crate::catalogue::Card::initiatives`] of those that match by themselves, the best first.
    pub entries: Vec<usize>,
    /// How good the hit is.
    pub tier: Tier,
    /// Why it was found where it does not hold what was typed.
    pub reason: Reason,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// What was found, in the order of the query's sort.
    pub hits: Vec<Hit>,
    /// How many brands each value of [`Index::values`] would show beside the other filters.
    pub counts: Vec<usize>,
    /// How far the search had to go: from [`Stage::Near`] on the hits are guesses, to be shown under “您是不是要找”.
    pub stage: Stage,
}

/// A way on where nothing was found: what to drop, and how many brands that shows.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOn {
    /// What is dropped: a chosen value, or the text.
    pub dropped: Option<(Facet, Slug)>,
    /// The query without it.
    pub query: Query,
    /// How many brands it shows.
    pub total: usize,
}

impl Index {
    /// Makes a catalogue ready for everything but words.
    pub fn of(catalogue: &'static Catalogue) -> Index {
        let mut index = Index {
            catalogue,
            engine: OnceLock::new(),
            entry_values: Vec::with_capacity(catalogue.cards.len()),
            values: values(catalogue),
            years: catalogue
                .cards
                .iter()
                .map(|card| card.year.unwrap_or(u16::MAX))
                .collect(),
            name_ranks: vec![0; catalogue.cards.len()],
        };
        for (at, card) in catalogue.cards.iter().enumerate() {
            let entries = card
                .initiatives
                .iter()
                .flat_map(|entry| entry_values(catalogue, card, entry));
            for (facet, key) in card_values(catalogue, card).chain(entries) {
                if let Some(value) = index
                    .values
                    .iter_mut()
                    .find(|value| value.facet == facet && value.key == key)
                {
                    value.brands.insert(at);
                }
            }
        }
        // Ids are pinyin, and a tree of them is sorted as it grows.
        let by_id: BTreeMap<&Slug, usize> = catalogue
            .cards
            .iter()
            .map(|card| &card.id)
            .zip(0..)
            .collect();
        for (rank, at) in by_id.into_values().enumerate() {
            index.name_ranks[at] = rank;
        }
        index.values.retain(|value| !value.brands.is_empty());
        // Values without a brand are gone: look the entries' values up anew.
        for card in &catalogue.cards {
            let values = |entry| {
                entry_values(catalogue, card, entry)
                    .filter_map(|(facet, key)| {
                        index
                            .values
                            .iter()
                            .position(|value| value.facet == facet && value.key == key)
                    })
                    .collect()
            };
            index
                .entry_values
                .push(card.initiatives.iter().map(values).collect());
        }
        index
    }

    /// All values that at least one brand has, by facet and in the order of the page.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The value with this key.
    pub fn value(&self, facet: Facet, key: &Slug) -> Option<&Value> {
        self.values
            .iter()
            .find(|value| value.facet == facet && value.key == *key)
    }

    /// The query without values that no brand has.
    pub fn admit(&self, query: Query) -> Query {
        query.retain(|facet, key| self.value(facet, key).is_some())
    }

    /// Takes the engine, which has the cards for records. Until then a query with words finds nothing.
    pub fn give(&self, engine: Engine) {
        // A second one would give the same answers.
        let _ = self.engine.set(engine);
    }

    /// The parts of the engine's texts that a query needs and that have not come.
    pub fn needs(&self, text: &str) -> Vec<u64> {
        let engine = self.engine.get();
        engine.map_or(Vec::new(), |engine| engine.needs(text, usize::MAX))
    }

    /// Takes a part; one that is damaged is left out.
    pub fn take(&self, part: Vec<u8>) {
        let _ = self.engine.get().map(|engine| engine.give(part));
    }

    /// Whether an everyday word that holds what is typed stands for something.
    pub fn stands_for(&self, typed: &str, meaning: &str) -> bool {
        let engine = self.engine.get();
        engine.is_some_and(|engine| engine.stands_for(typed, meaning))
    }

    /// Whether the engine is there.
    pub fn has_engine(&self) -> bool {
        self.engine.get().is_some()
    }

    /// What marks in a printed text what the query finds.
    pub fn marker(&self, query: &Query) -> Option<Marker<'_>> {
        let engine = self
            .engine
            .get()
            .filter(|_| !fold(query.text()).is_empty())?;
        Some(engine.marker(query.text(), &engine.find(query.text())))
    }

    /// What the query finds. The same query gives the same answer, everywhere.
    pub fn search(&self, query: &Query) -> Results {
        let text = fold(query.text());
        let engine = self.engine.get().filter(|_| !text.is_empty());
        let answer = engine.map_or_else(Found::default, |engine| engine.find(query.text()));
        let mut found = Set::default();
        for card in 0..self.catalogue.cards.len() {
            if text.is_empty() || answer.keys.get(card).is_some_and(|key| *key != NOT_FOUND) {
                found.insert(card);
            }
        }
        let marker = engine.map(|engine| engine.marker(query.text(), &answer));
        // For each facet the brands that pass all the others: what its counts are counted in.
        let chosen = Facet::ALL.map(|facet| self.any(query, facet));
        let beside = |without: Option<Facet>| {
            let mut set = found.clone();
            for facet in Facet::ALL
                .into_iter()
                .filter(|facet| Some(*facet) != without)
            {
                if let Some(any) = &chosen[facet as usize] {
                    set.intersect(any);
                }
            }
            set
        };
        let bases = Facet::ALL.map(|facet| beside(Some(facet)));
        let counts = self
            .values
            .iter()
            .map(|value| value.brands.len_within(&bases[value.facet as usize]))
            .collect();
        let all = beside(None);
        let key = |card: usize| match query.sort {
            Sort::Matrix => answer.keys.get(card).map_or(0, |key| u64::from(*key)),
            Sort::Name => self.name_ranks[card] as u64,
            Sort::Year => u64::from(self.years[card]),
        };
        let found = (0..self.catalogue.cards.len()).filter(|at| all.contains(*at));
        let hits = sorted(found.map(|card| (key(card), card)).collect())
            .into_iter()
            .map(|(_, card)| Hit {
                card,
                entries: self.entries(card, marker.as_ref(), query),
                tier: answer.tier(card).unwrap_or(Tier::Name),
                reason: answer.reason(card).unwrap_or_default(),
            })
            .collect();
        Results {
            hits,
            counts,
            stage: answer.stage,
        }
    }

    /// For a query that finds nothing: what to drop to find something, the most first.
    pub fn ways_on(&self, query: &Query) -> Vec<WayOn> {
        let without_text = (!query.text().trim().is_empty() && query.all_chosen().next().is_some())
            .then(|| (None, query.with_text("")));
        let ways: Vec<WayOn> = query
            .all_chosen()
            .map(|(facet, key)| (Some((facet, key.clone())), query.toggled(facet, key)))
            .chain(without_text)
            .map(|(dropped, query)| WayOn {
                dropped,
                total: self.search(&query).hits.len(),
                query,
            })
            .filter(|way| way.total > 0)
            .collect();
        let order = ways
            .iter()
            .enumerate()
            .map(|(at, way)| (most_first(way.total), at));
        sorted(order.collect())
            .into_iter()
            .map(|(_, at)| ways[at].clone())
            .collect()
    }

    /// The brands whose names share most with `text`, at most `most`, positions in [`Catalogue::cards`].
    pub fn nearest(&self, text: &str, most: usize) -> Vec<usize> {
        let text: Vec<char> = fold(text).chars().collect();
        let shared = |name: &String| {
            let name = fold(name);
            let singles = text.iter().filter(|c| name.contains(**c)).count();
            let pairs = text
                .windows(2)
                .filter(|pair| name.contains(&String::from_iter(*pair)));
            // Two characters in a row say far more than two apart; a long name shares by chance.
            (singles + 3 * pairs.count()) * 100 / (text.len() + name.chars().count() + 1)
        };
        let score = |card: &Card| {
            let entries = card
                .initiatives
                .iter()
                .flat_map(|entry| entry.other_names.iter().chain([&entry.name]));
            let names = card.other_names.iter().chain([&card.name]);
            names.chain(entries).map(shared).max().unwrap_or(0)
        };
        let scores = self
            .catalogue
            .cards
            .iter()
            .map(score)
            .enumerate()
            .filter(|(_, score)| *score > 0);
        let scores = scores.map(|(at, score)| (most_first(score), at)).collect();
        sorted(scores)
            .into_iter()
            .take(most)
            .map(|(_, at)| at)
            .collect()
    }

    /// The brands that have any of the values chosen in `facet`; nothing where none is chosen.
    fn any(&self, query: &Query, facet: Facet) -> Option<Set> {
        let keys = query.chosen(facet);
        let mut any = Set::default();
        for value in self
            .values
            .iter()
            .filter(|value| value.facet == facet && keys.contains(&value.key))
        {
            any.unite(&value.brands);
        }
        (!keys.is_empty()).then_some(any)
    }

    /// The initiatives of a brand that match by themselves: hold a word, and pass each facet that initiatives have values in.
    fn entries(&self, at: usize, marker: Option<&Marker>, query: &Query) -> Vec<usize> {
        let narrowed: Vec<Facet> = Facet::ALL
            .into_iter()
            .filter(|facet| !query.chosen(*facet).is_empty())
            .collect();
        if marker.is_none() && narrowed.is_empty() {
            return Vec::new();
        }
        let card = &self.catalogue.cards[at];
        let passes = |values: &Vec<usize>| {
            narrowed.iter().all(|facet| {
                values.iter().any(|at| {
                    self.values[*at].facet == *facet
                        && query.chosen(*facet).contains(&self.values[*at].key)
                })
            })
        };
        let beside = marker.map_or(0, |marker| held_by_card(self.catalogue, card, marker));
        let mut keys = Vec::new();
        for (entry, values) in self.entry_values[at].iter().enumerate() {
            let tier = match marker {
                Some(marker) => {
                    entry_tier(self.catalogue, &card.initiatives[entry], marker, beside)
                }
                None => Some(Tier::Name),
            };
            if let Some(tier) = tier.filter(|_| passes(values)) {
                keys.push((tier as u64, entry));
            }
        }
        sorted(keys).into_iter().map(|(_, at)| at).collect()
    }
}

/// A key by which the largest comes first.
fn most_first(count: usize) -> u64 {
    u64::MAX - count as u64
}
