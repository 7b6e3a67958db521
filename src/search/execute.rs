//! The execution of a query: hits, their order, and counts for the filters.
//!
//! All chosen filters must hold for one unit: the brand itself or one of its initiatives (see [`super::FacetIndex`]). The units with each chosen value are
//! sets of bits; counts are computed beside the other filters. Cards are only read to select the matching initiatives of the hits, so the cost does not
//! depend on which cards are loaded. Data that is not loaded is neither found nor counted.

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

/// The sort key of brands without a year: after all years, before [`NOT_FOUND`].
const UNDATED: u16 = 9_999;

/// A brand in the results.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its position in the order of the matrix.
    pub card: usize,
    /// The positions in [`Card::initiatives`] of the initiatives that match by themselves, best first.
    pub entries: Vec<usize>,
    /// The tier of the match.
    pub tier: Tier,
    /// Why it matches, if it does not contain what was typed.
    pub reason: Reason,
    /// Whether the query has words that are near to it and not the same, see [`Card::near`].
    pub is_near: bool,
    /// Whether its card shows all words of the query.
    pub shown: bool,
    /// If it does not, the line that shows most of the other words.
    pub snippet: Option<Snippet>,
    /// The units that match a chosen place only because their institution is there, each with that place: the brand itself (`None`) or an initiative by
    /// its position in [`Card::initiatives`].
    pub seated: Vec<(Option<usize>, Slug)>,
    /// Whether no unit of the brand matches the chosen place otherwise.
    pub only_seated: bool,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The hits on the pages that the query asks for, sorted as it asks.
    pub hits: Vec<Hit>,
    /// The number of all hits.
    pub total: usize,
    /// For each value of [`Index::values`] the number of brands that it would show together with the other filters.
    pub counts: Vec<usize>,
    /// The stage of the search. From [`Stage::Near`] on the hits are guesses, shown under “您是不是要找”.
    pub stage: Stage,
}

/// A relaxation of a query that finds nothing: the query without one of its conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct Relaxation {
    /// The dropped value, or `None` for the text.
    pub dropped: Option<(Facet, Slug)>,
    /// The relaxed query.
    pub query: Query,
    /// The number of brands it finds.
    pub total: usize,
}

impl Index {
    /// The marker of what a query finds in printed texts; `None` without text or engine.
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

    /// Executes a query.
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
        // For a text that triggers an urgent notice, matches by similar sound or with errors are neither shown nor counted.
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
        // For each facet the units with one of its chosen values. A brand matches if one of its units is in all these sets.
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
        // The counts of a facet are over the units that pass all other facets.
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
                    is_near: self
                        .card(card)
                        .is_some_and(|card| card.near.iter().any(|word| text.contains(word))),
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

    /// Whether the card of a hit shows all words of the query, and otherwise a line that shows more of them.
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

    /// The relaxations of a query that find anything, by number of brands, descending.
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

    /// The positions of the brands whose names share most characters with `text`, at most `most`: two adjacent ones, or half of it. Empty for more than a
    /// page of brands: among many the guesses of the engine are good enough.
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
                .filter(|pair| name.contains(&String::from_iter(*pair)))
                .count();
            if pairs == 0 && singles * 2 < text.len() {
                return 0;
            }
            // A common pair of adjacent characters weighs more than two single ones. Long names share more by chance, so divide by the length.
            (singles + 3 * pairs) * 100 / (text.len() + name.chars().count() + 1)
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

    /// The units with any of the values chosen in `facet`; `None` if none is chosen.
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

    /// The brands of some units.
    fn brands_of(&self, units: &Set) -> Set {
        let mut brands = Set::none(self.brands());
        for (at, brand) in self.units.get().into_iter().flat_map(Units::each) {
            if units.contains(at) {
                brands.insert(brand as usize);
            }
        }
        brands
    }

    /// The units that name one of the chosen places.
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

    /// The units of a brand that pass all filters but match the chosen place only by their institution, and whether this is true of all that pass.
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

    /// The initiatives of a brand that match by themselves, best first: they contain a word of the text, and pass all filters.
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

/// A sort key that puts the largest count first.
fn most_first(count: usize) -> u64 {
    u64::MAX - count as u64
}
