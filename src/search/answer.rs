//! What does a query find, and in which order?
//!
//! Sets of brands by facet, counts beside the other filters, and the first hits in the order that was asked for. None of it looks at a card:
//! it costs the same whichever cards have come. Only the initiatives of a hit are told from its card, where that is there. What
//! an index lacks is not found and not counted. Loading is absent on purpose.

use super::facet::{Set, Traits};
use super::front::{PAGE, Value};
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
pub struct WayOn {
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
        // For each facet the brands that pass all the others: what its counts are counted in.
        let chosen = Facet::ALL.map(|facet| self.any(query, facet));
        let beside = |without: Option<Facet>| {
            let mut set = found.clone();
            for facet in Facet::ALL {
                if let (Some(any), true) = (&chosen[facet as usize], Some(facet) != without) {
                    set.intersect(any);
                }
            }
            set
        };
        let all = beside(None);
        let bases = Facet::ALL.map(|facet| {
            let chosen = chosen[facet as usize].as_ref();
            chosen.map(|_| beside(Some(facet)))
        });
        let open = query.is_open();
        let count = |(at, value): (usize, &Value)| {
            let base = bases[value.facet as usize].as_ref().unwrap_or(&all);
            match self
                .columns
                .get()
                .and_then(|columns| columns.brands.get(at))
            {
                Some(brands) if !open => brands
                    .iter()
                    .filter(|at| base.contains(**at as usize))
                    .count(),
                _ => value.total as usize,
            }
        };
        let counts = self.values().iter().enumerate().map(count).collect();
        let most = PAGE * (query.further() + 1);
        let shown: Vec<usize> = match query.sort {
            Sort::Name => {
                let order = self.names.get().map_or(&[][..], |names| &names.order);
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
                let years = self.columns.get().map_or(&[][..], |columns| &columns.years);
                let key = |(at, year): (usize, &u16)| match *year {
                    _ if !all.contains(at) => NOT_FOUND,
                    0 => UNDATED,
                    year => year,
                };
                let keys: Vec<u16> = years.iter().enumerate().map(key).collect();
                order(&keys, most)
            }
        };
        let hits = shown
            .into_iter()
            .map(|card| {
                let entries = self.entries(card, marker.as_ref(), query);
                let (shown, snippet) = self.explained(card, &entries, marker.as_ref());
                Hit {
                    card,
                    entries,
                    tier: answer.tier(card).unwrap_or(Tier::Name),
                    reason: answer.reason(card).unwrap_or_default(),
                    shown,
                    snippet,
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
    pub fn ways_on(&self, query: &Query) -> Vec<WayOn> {
        let without_text = (!query.text().trim().is_empty() && query.all_chosen().next().is_some())
            .then(|| (None, query.with_text("")));
        let ways: Vec<WayOn> = query
            .all_chosen()
            .map(|(facet, key)| (Some((facet, key.clone())), query.toggled(facet, key)))
            .chain(without_text)
            .map(|(dropped, query)| WayOn {
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

    /// The brands that have any of the values chosen in `facet`; nothing where none is chosen.
    fn any(&self, query: &Query, facet: Facet) -> Option<Set> {
        let keys = query.chosen(facet);
        if keys.is_empty() {
            return None;
        }
        let mut any = Set::none(self.brands());
        if let Some(columns) = self.columns.get() {
            for (value, brands) in self.all_values().zip(&columns.brands) {
                if value.facet == facet && keys.contains(&value.key) {
                    brands.iter().for_each(|at| any.insert(*at as usize));
                }
            }
        }
        Some(any)
    }

    /// Whether a brand or an initiative has one of the values chosen in a facet.
    fn passes(&self, traits: &Traits, facet: Facet, chosen: &[Slug]) -> bool {
        let has = |key: &Slug| chosen.contains(key);
        match facet {
            Facet::Need => traits.needs.iter().any(has),
            Facet::Kind => chosen.iter().any(|key| key.as_str() == traits.kind.key()),
            Facet::Institution => has(traits.owner) || traits.partners.iter().any(has),
            Facet::Place => traits
                .places
                .iter()
                .any(|place| self.around(place).any(has)),
            Facet::Honour => (traits.levels.iter())
                .any(|level| chosen.iter().any(|key| key.as_str() == level.key())),
        }
    }

    /// `place`, the place around it, the place around that, and so on.
    fn around<'a>(&'a self, place: &'a Slug) -> impl Iterator<Item = &'a Slug> {
        // A place stands after the place around it, so this ends.
        std::iter::successors(Some(place), |place| {
            self.value(Facet::Place, place)?.around.as_ref()
        })
    }

    /// The initiatives of a brand that match by themselves: hold a word, and pass each facet that initiatives have values in.
    fn entries(&self, at: usize, marker: Option<&Marker>, query: &Query) -> Vec<usize> {
        let narrowed: Vec<Facet> = Facet::ALL
            .into_iter()
            .filter(|facet| !query.chosen(*facet).is_empty())
            .collect();
        let Some(card) = self
            .card(at)
            .filter(|_| marker.is_some() || !narrowed.is_empty())
        else {
            return Vec::new();
        };
        let beside = marker.map_or(0, |marker| held_by_card(self, card, self.owner(at), marker));
        let mut keys = Vec::new();
        for (at, entry) in card.initiatives.iter().enumerate() {
            let tier = match marker {
                Some(marker) => entry_tier(self, entry, marker, beside),
                None => Some(Tier::Name),
            };
            let traits = Traits::of_entry(card, entry);
            let passes = |facet: &Facet| self.passes(&traits, *facet, query.chosen(*facet));
            if let Some(tier) = tier.filter(|_| narrowed.iter().all(passes)) {
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
