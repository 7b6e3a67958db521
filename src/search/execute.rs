//! What does a query find, and in which order?
//!
//! All chosen filters must hold for one and the same thing: the brand itself, or one of its initiatives ([`super::FacetIndex`] calls them units).
//! Sets of units by facet, counts beside the other filters, and the first hits in the order that was asked for. None of it looks at a card:
//! it costs the same whichever cards have come. Only the initiatives of a hit are told from its card, where that is there. What
//! an index lacks is not found and not counted. Loading is absent on purpose.

use super::data::{PAGE, Value};
use super::facet::{Set, Units};
use super::index::Index;
use super::query::{Facet, Query, Sort};
use super::rank::{entry_tier, held_by_card};
use super::snippet::{Snippet, shown, snippet};
use super::text::{fold, sorted};
use crate::catalogue::{Card, Slug};
use hanzi_search::engine::{Found, NOT_FOUND, Stage};
use hanzi_search::rank::order;
use hanzi_search::{Marker, Reason, Tier};

/// Undated brands stand behind all others, and before what is not found.
const UNDATED: u16 = 9_999;

/// One brand that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its position in the order of the matrix.
    pub card: usize,
    /// Positions in [`Card::initiatives`] of those that match by themselves, the best first.
    pub entries: Vec<usize>,
    /// How good the hit is.
    pub tier: Tier,
    /// Why it was found where it does not hold what was typed.
    pub reason: Reason,
    /// Whether its card shows all words that were typed.
    pub shown: bool,
    /// Where it does not: the line that shows most of the others.
    pub snippet: Option<Snippet>,
    /// What has a chosen place only because its institution is there: the brand itself (`None`) or an initiative by its position in
    /// [`Card::initiatives`], with that place.
    pub seated: Vec<(Option<usize>, Slug)>,
    /// Whether nothing of the brand has the chosen place otherwise.
    pub only_seated: bool,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The first pages of what was found, as many as the query asks for, in the order of its sort.
    pub hits: Vec<Hit>,
    /// How many brands were found.
    pub total: usize,
    /// How many brands each value of [`Index::values`] would show beside the other filters.
    pub counts: Vec<usize>,
    /// How far the search had to go: from [`Stage::Near`] on the hits are guesses, to be shown under “您是不是要找”.
    pub stage: Stage,
}

/// A way on where nothing was found: what to drop, and how many brands that shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Relaxation {
    /// What is dropped: a chosen value, or the text.
    pub dropped: Option<(Facet, Slug)>,
    /// The query without it.
    pub query: Query,
    /// How many brands it shows.
    pub total: usize,
}

impl Index {
    /// What marks in a printed text what the query finds.
    pub fn marker(&self, query: &Query) -> Option<Marker<'_>> {
        let engine = self
            .engine
            .get()
            .filter(|_| !fold(query.text()).is_empty())?;
        if let Ok(last) = self.last.lock()
            && let Some((asked, _, found)) = &*last
            && asked.text() == query.text()
        {
            return Some(engine.marker(query.text(), found));
        }
        Some(engine.marker(query.text(), &engine.find(query.text())))
    }

    /// What the query finds. The same query gives the same answer, everywhere.
    pub fn search(&self, query: &Query) -> Results {
        if let Ok(last) = self.last.lock()
            && let Some((asked, results, _)) = &*last
            && asked == query
        {
            return results.clone();
        }
        let (results, found) = self.find(query);
        if let Ok(mut last) = self.last.lock() {
            *last = Some((query.clone(), results.clone(), found));
        }
        results
    }

    fn find(&self, query: &Query) -> (Results, Found) {
        let brands = self.brands();
        let text = fold(query.text());
        let engine = self.engine.get().filter(|_| !text.is_empty());
        let mut answer = engine.map_or_else(Found::default, |engine| engine.find(query.text()));
        // Somebody in danger is not offered what only sounds or looks alike, and it is not counted.
        if answer.stage > Stage::Exact && !self.urgent(query.text()).is_empty() {
            answer.keys.fill(NOT_FOUND);
            answer.stage = Stage::Exact;
        }
        let marker = engine.map(|engine| engine.marker(query.text(), &answer));
        let found = if text.is_empty() {
            Set::all(brands)
        } else {
            let mut found = Set::none(brands);
            for (card, key) in answer.keys.iter().enumerate() {
                if *key != NOT_FOUND {
                    found.insert(card);
                }
            }
            found
        };
        // For each facet the units that have one of its chosen values; a brand is found where one of its units has a value in each.
        let chosen = Facet::ALL.map(|facet| self.any(query, facet));
        let beside = |without: Option<Facet>| {
            let mut set: Option<Set> = None;
            for facet in Facet::ALL {
                if let (Some(any), true) = (&chosen[facet as usize], Some(facet) != without) {
                    match &mut set {
                        Some(set) => set.intersect(any),
                        None => set = Some(any.clone()),
                    }
                }
            }
            set
        };
        let units = beside(None);
        let mut all = found.clone();
        if let Some(units) = &units {
            all.intersect(&self.brands_of(units));
        }
        // What the counts of a facet are counted in: the units that pass all the others.
        let bases = Facet::ALL.map(|facet| {
            let chosen = chosen[facet as usize].as_ref();
            chosen.map(|_| beside(Some(facet)))
        });
        let open = query.is_open();
        let count = |(at, value): (usize, &Value)| {
            let base = bases[value.facet as usize].as_ref().unwrap_or(&units);
            match (self.facet_index.get(), base) {
                (Some(facet_index), None) if !open => {
                    let brands = facet_index.brands.get(at).map_or(&[][..], Vec::as_slice);
                    let shown = brands.iter().filter(|at| found.contains(**at as usize));
                    shown.count()
                }
                (Some(facet_index), Some(base)) if !open => {
                    let lists = [facet_index.units.get(at), facet_index.seats.get(at)];
                    let holders = lists.into_iter().flatten().flatten();
                    let passing = holders.filter(|unit| base.contains(**unit as usize));
                    let mut brands = Set::none(brands);
                    for brand in passing.filter_map(|unit| self.units.get()?.brand(*unit)) {
                        if found.contains(brand as usize) {
                            brands.insert(brand as usize);
                        }
                    }
                    brands.len()
                }
                _ => value.total as usize,
            }
        };
        let counts = self.values().iter().enumerate().map(count).collect();
        let most = PAGE * (query.further() + 1);
        let shown: Vec<usize> = match query.sort {
            Sort::Name => {
                let order = self.name_order.get().map_or(&[][..], |names| &names.order);
                let order = order.iter().map(|at| *at as usize);
                order.filter(|at| all.contains(*at)).take(most).collect()
            }
            Sort::Matrix if engine.is_none() => (0..brands)
                .filter(|at| all.contains(*at))
                .take(most)
                .collect(),
            Sort::Matrix => {
                for (at, key) in answer.keys.iter_mut().enumerate() {
                    if !all.contains(at) {
                        *key = NOT_FOUND;
                    }
                }
                order(&answer.keys, most)
            }
            Sort::Year => {
                let years = self
                    .facet_index
                    .get()
                    .map_or(&[][..], |facet_index| &facet_index.years);
                let key = |(at, year): (usize, &u16)| match *year {
                    _ if !all.contains(at) => NOT_FOUND,
                    0 => UNDATED,
                    year => year,
                };
                let keys: Vec<u16> = years.iter().enumerate().map(key).collect();
                order(&keys, most)
            }
        };
        let served = (query.chosen(Facet::Place).first()).map(|_| self.served(query));
        let hits = shown
            .into_iter()
            .map(|card| {
                let entries = self.entries(card, marker.as_ref(), units.as_ref());
                let (seated, only_seated) = match (&served, &units) {
                    (Some(served), Some(units)) => self.seated(card, query, units, served),
                    _ => (Vec::new(), false),
                };
                let (shown, snippet) = self.explained(card, &entries, marker.as_ref());
                Hit {
                    card,
                    entries,
                    tier: answer.tier(card).unwrap_or(Tier::Name),
                    reason: answer.reason(card).unwrap_or_default(),
                    shown,
                    snippet,
                    seated,
                    only_seated,
                }
            })
            .collect();
        let results = Results {
            hits,
            total: all.len(),
            counts,
            stage: answer.stage,
        };
        (results, answer)
    }

    /// Whether the card of a hit shows what was typed, and otherwise the line that does.
    fn explained(
        &self,
        at: usize,
        entries: &[usize],
        marker: Option<&Marker>,
    ) -> (bool, Option<Snippet>) {
        let Some(marker) = marker else {
            return (true, None);
        };
        let Some(card) = self.card(at) else {
            return (false, None);
        };
        let missing = marker.all() & !shown(card, self.owner(at), entries, marker);
        match missing {
            0 => (true, None),
            missing => (false, snippet(self, at, card, missing, marker)),
        }
    }

    /// For a query that finds nothing: what to drop to find something, the most first.
    pub fn relaxations(&self, query: &Query) -> Vec<Relaxation> {
        let without_text = (!query.text().trim().is_empty() && query.all_chosen().next().is_some())
            .then(|| (None, query.with_text("")));
        let ways: Vec<Relaxation> = query
            .all_chosen()
            .map(|(facet, key)| (Some((facet, key.clone())), query.toggled(facet, key)))
            .chain(without_text)
            .map(|(dropped, query)| Relaxation {
                dropped,
                total: self.find(&query).0.total,
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

    /// The brands whose names share most with `text`, at most `most`, by position. Only where there are few: among many the engine's
    /// guesses come near enough.
    pub fn nearest(&self, text: &str, most: usize) -> Vec<usize> {
        if self.brands() > PAGE {
            return Vec::new();
        }
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
        let scores = (0..self.brands())
            .filter_map(|at| Some((score(self.card(at)?), at)))
            .filter(|(score, _)| *score > 0);
        let scores = scores.map(|(score, at)| (most_first(score), at)).collect();
        sorted(scores)
            .into_iter()
            .take(most)
            .map(|(_, at)| at)
            .collect()
    }

    /// The units that have any of the values chosen in `facet`; nothing where none is chosen.
    fn any(&self, query: &Query, facet: Facet) -> Option<Set> {
        let keys = query.chosen(facet);
        if keys.is_empty() {
            return None;
        }
        let mut any = Set::none(self.units.get().map_or(0, Units::len));
        if let Some(facet_index) = self.facet_index.get() {
            let lists = facet_index.units.iter().zip(&facet_index.seats);
            for (value, (own, seats)) in self.all_values().zip(lists) {
                if value.facet == facet && keys.contains(&value.key) {
                    let units = own.iter().chain(seats);
                    units.for_each(|unit| any.insert(*unit as usize));
                }
            }
        }
        Some(any)
    }

    /// The brands that some units belong to.
    fn brands_of(&self, units: &Set) -> Set {
        let mut brands = Set::none(self.brands());
        for (at, brand) in self.units.get().into_iter().flat_map(Units::each) {
            if units.contains(at) {
                brands.insert(brand as usize);
            }
        }
        brands
    }

    /// The units that have one of the chosen places by themselves.
    fn served(&self, query: &Query) -> Set {
        let mut served = Set::none(self.units.get().map_or(0, Units::len));
        if let Some(facet_index) = self.facet_index.get() {
            for (value, own) in self.all_values().zip(&facet_index.units) {
                if value.facet == Facet::Place && query.chosen(Facet::Place).contains(&value.key) {
                    own.iter().for_each(|unit| served.insert(*unit as usize));
                }
            }
        }
        served
    }

    /// Of the units of a brand that pass all filters: those that have a chosen place only by their institution, and whether all are such.
    fn seated(
        &self,
        brand: usize,
        query: &Query,
        units: &Set,
        served: &Set,
    ) -> (Vec<(Option<usize>, Slug)>, bool) {
        let (Some(all), Some(facet_index)) = (self.units.get(), self.facet_index.get()) else {
            return (Vec::new(), false);
        };
        let own = all.of_brand(brand);
        let passing = || own.clone().filter(|unit| units.contains(*unit));
        let place = |unit: usize| {
            let mut seats = self.all_values().zip(&facet_index.seats);
            let (value, _) = seats.find(|(value, seats)| {
                value.facet == Facet::Place
                    && query.chosen(Facet::Place).contains(&value.key)
                    && seats.binary_search(&(unit as u32)).is_ok()
            })?;
            Some((unit.checked_sub(own.start + 1), value.key.clone()))
        };
        let seated = passing().filter(|unit| !served.contains(*unit));
        let only = !passing().any(|unit| served.contains(unit));
        (seated.filter_map(place).collect(), only)
    }

    /// The initiatives of a brand that match by themselves: hold a word, and are among the units that pass all filters.
    fn entries(&self, at: usize, marker: Option<&Marker>, units: Option<&Set>) -> Vec<usize> {
        let Some(card) = self
            .card(at)
            .filter(|_| marker.is_some() || units.is_some())
        else {
            return Vec::new();
        };
        let beside = marker.map_or(0, |marker| held_by_card(self, card, self.owner(at), marker));
        let first = self.units.get().map_or(0, |all| all.of_brand(at).start) + 1;
        let mut keys = Vec::new();
        for (at, entry) in card.initiatives.iter().enumerate() {
            let tier = match marker {
                Some(marker) => entry_tier(self, entry, marker, beside),
                None => Some(Tier::Name),
            };
            let passes = units.is_none_or(|units| units.contains(first + at));
            if let Some(tier) = tier.filter(|_| passes) {
                keys.push((tier as u64, at));
            }
        }
        sorted(keys).into_iter().map(|(_, at)| at).collect()
    }
}

/// A key by which the largest comes first.
fn most_first(count: usize) -> u64 {
    u64::MAX - count as u64
}
