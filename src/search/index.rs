//! What is looked into when somebody searches?
//!
//! An [`Index`] is made once of a catalogue: every text of a brand in folded form with its [`Tier`], and for every facet value the set
//! of brands that have it. It answers a [`Query`] with [`Results`]. Drawing is absent on purpose: hits are positions, not views.

use super::query::{Facet, Query, Sort};
use super::text::{fold, sorted, words};
use crate::catalogue::{Card, Catalogue, Kind, Level, Slug};
use std::collections::BTreeMap;

/// How good a place for a hit is; smaller is better. A word counts at its best place, a brand at its worst word.
///
/// The gaps are what matters: no number of hits in a lower tier lifts a brand above one in a higher tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The word is a name, whole.
    Name,
    /// A name begins with it.
    NameStart,
    /// It stands within a name.
    NamePart,
    /// It stands in an owner, an initiative's name, a need, a place, a kind.
    Around,
    /// It stands in a summary or slogan.
    Text,
}

/// A set of brands by position.
#[derive(Clone, Default, PartialEq)]
struct Set(Vec<u64>);

impl Set {
    fn insert(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn contains(&self, at: usize) -> bool {
        self.0
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    fn unite(&mut self, other: &Set) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            *mine |= other;
        }
    }

    fn intersect(&mut self, other: &Set) {
        self.0.truncate(other.0.len());
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            *mine &= other;
        }
    }

    fn len_within(&self, other: &Set) -> usize {
        self.0
            .iter()
            .zip(&other.0)
            .map(|(a, b)| (a & b).count_ones() as usize)
            .sum()
    }
}

/// One thing to choose in a facet.
pub struct Value {
    /// Of which facet.
    pub facet: Facet,
    /// Its key in an address.
    pub key: Slug,
    /// Its word on the page.
    pub word: String,
    brands: Set,
}

/// The folded texts of one brand.
struct Brand {
    names: Vec<String>,
    around: String,
    text: String,
    entries: Vec<Entry>,
}

/// The folded texts and the facet values of one initiative.
struct Entry {
    names: Vec<String>,
    /// Everything that may be found in it, its names included.
    all: String,
    values: Vec<usize>,
}

/// A catalogue made ready for searching.
pub struct Index {
    brands: Vec<Brand>,
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
    /// Positions in [`Card::initiatives`] of those that match by themselves, the best first.
    pub entries: Vec<usize>,
    /// How good the hit is.
    pub tier: Tier,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// What was found, in the order of the query's sort.
    pub hits: Vec<Hit>,
    /// How many brands each value of [`Index::values`] would show beside the other filters.
    pub counts: Vec<usize>,
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

/// Parts the texts of a field, so that no hit reaches across two of them: no word holds it, for no folded text does.
const BREAK: char = '\n';

fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for text in texts {
        joined.push_str(&fold(text));
        joined.push(BREAK);
    }
    joined
}

impl Index {
    /// Makes a catalogue ready.
    pub fn of(catalogue: &Catalogue) -> Index {
        let mut index = Index {
            brands: Vec::with_capacity(catalogue.cards.len()),
            values: values(catalogue),
            years: catalogue
                .cards
                .iter()
                .map(|card| card.year.unwrap_or(u16::MAX))
                .collect(),
            name_ranks: vec![0; catalogue.cards.len()],
        };
        for (at, card) in catalogue.cards.iter().enumerate() {
            let brand = index.brand(catalogue, card, at);
            index.brands.push(brand);
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
        index.values.retain(|value| !value.brands.0.is_empty());
        // Values without a brand are gone: look the entries' values up anew.
        for (card, brand) in catalogue.cards.iter().zip(&mut index.brands) {
            for (entry, folded) in card.initiatives.iter().zip(&mut brand.entries) {
                folded.values = entry_values(catalogue, card, entry)
                    .filter_map(|(facet, key)| {
                        index
                            .values
                            .iter()
                            .position(|value| value.facet == facet && value.key == key)
                    })
                    .collect();
            }
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

    /// What the query finds. The same query gives the same answer, everywhere.
    pub fn search(&self, query: &Query) -> Results {
        let words = words(query.text());
        let mut found = Set::default();
        let mut tiers = Vec::with_capacity(self.brands.len());
        for (at, brand) in self.brands.iter().enumerate() {
            let tier = brand.tier(&words);
            if tier.is_some() {
                found.insert(at);
            }
            tiers.push(tier);
        }
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
            Sort::Matrix => tiers[card].unwrap_or(Tier::Name) as u64,
            Sort::Name => self.name_ranks[card] as u64,
            Sort::Year => u64::from(self.years[card]),
        };
        let found = (0..self.brands.len()).filter(|at| all.contains(*at));
        let hits = sorted(found.map(|card| (key(card), card)).collect())
            .into_iter()
            .map(|(_, card)| Hit {
                card,
                entries: self.entries(card, &words, query),
                tier: tiers[card].unwrap_or(Tier::Name),
            })
            .collect();
        Results { hits, counts }
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
            let singles = text.iter().filter(|c| name.contains(**c)).count();
            let pairs = text
                .windows(2)
                .filter(|pair| name.contains(&String::from_iter(*pair)));
            // Two characters in a row say far more than two apart; a long name shares by chance.
            (singles + 3 * pairs.count()) * 100 / (text.len() + name.chars().count() + 1)
        };
        let score = |brand: &Brand| {
            let entries = brand.entries.iter().flat_map(|entry| &entry.names);
            brand
                .names
                .iter()
                .chain(entries)
                .map(shared)
                .max()
                .unwrap_or(0)
        };
        let scores = self
            .brands
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

    fn brand(&mut self, catalogue: &Catalogue, card: &Card, at: usize) -> Brand {
        let mut around: Vec<&str> = vec![card.kind.word()];
        let owner = |id: &Slug| {
            catalogue.institution(id).into_iter().flat_map(|found| {
                std::iter::once(found.name.as_str())
                    .chain(found.other_names.iter().map(|name| name.text.as_str()))
            })
        };
        let needs = |ids: &'_ [Slug]| {
            ids.iter()
                .filter_map(|id| catalogue.need(id))
                .map(|need| need.name.as_str())
                .collect::<Vec<_>>()
        };
        let places = |ids: &'_ [Slug]| {
            ids.iter()
                .filter_map(|id| catalogue.place(id))
                .map(|place| place.name.as_str())
                .collect::<Vec<_>>()
        };
        around.extend(owner(&card.owner));
        around.extend(card.partners.iter().flat_map(owner));
        around.extend(needs(&card.needs));
        around.extend(places(&card.places));
        around.extend(card.levels.iter().map(|level| level.word()));
        let entries: Vec<Entry> = card
            .initiatives
            .iter()
            .map(|entry| {
                let names: Vec<&str> = std::iter::once(entry.name.as_str())
                    .chain(entry.other_names.iter().map(String::as_str))
                    .collect();
                let mut all = names.clone();
                all.push(entry.kind.word());
                all.push(&entry.summary);
                all.extend(needs(&entry.needs));
                all.extend(places(&entry.places));
                all.extend(entry.owner.iter().chain(&entry.partners).flat_map(owner));
                Entry {
                    all: join(all),
                    names: names.into_iter().map(fold).collect(),
                    values: Vec::new(),
                }
            })
            .collect();
        for (facet, key) in card_values(catalogue, card).chain(
            card.initiatives
                .iter()
                .flat_map(|entry| entry_values(catalogue, card, entry)),
        ) {
            if let Some(value) = self
                .values
                .iter_mut()
                .find(|value| value.facet == facet && value.key == key)
            {
                value.brands.insert(at);
            }
        }
        Brand {
            names: std::iter::once(&card.name)
                .chain(&card.other_names)
                .map(|name| fold(name))
                .collect(),
            around: join(around),
            text: join(
                [card.summary.as_str()]
                    .into_iter()
                    .chain(card.slogan.as_deref())
                    .chain(card.title.as_deref()),
            ),
            entries,
        }
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
    fn entries(&self, card: usize, words: &[String], query: &Query) -> Vec<usize> {
        let narrowed: Vec<Facet> = Facet::ALL
            .into_iter()
            .filter(|facet| !query.chosen(*facet).is_empty())
            .collect();
        if words.is_empty() && narrowed.is_empty() {
            return Vec::new();
        }
        let brand = &self.brands[card];
        let passes = |entry: &Entry| {
            narrowed.iter().all(|facet| {
                entry.values.iter().any(|at| {
                    self.values[*at].facet == *facet
                        && query.chosen(*facet).contains(&self.values[*at].key)
                })
            })
        };
        let found = brand
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| passes(entry))
            .filter(|(_, entry)| {
                let held = |word: &String| entry.all.contains(word);
                words.is_empty()
                    || (words.iter().any(held)
                        && words.iter().all(|word| held(word) || brand.holds(word)))
            });
        let tier = |entry: &Entry| {
            words
                .iter()
                .map(|word| name_tier(&entry.names, word).unwrap_or(Tier::Text))
                .max()
        };
        let keys = found.map(|(at, entry)| (tier(entry).map_or(0, |tier| tier as u64), at));
        sorted(keys.collect())
            .into_iter()
            .map(|(_, at)| at)
            .collect()
    }
}

/// A key by which the largest comes first.
fn most_first(count: usize) -> u64 {
    u64::MAX - count as u64
}

fn name_tier(names: &[String], word: &str) -> Option<Tier> {
    names
        .iter()
        .filter_map(|name| {
            name.find(word).map(|at| {
                if name == word {
                    Tier::Name
                } else if at == 0 {
                    Tier::NameStart
                } else {
                    Tier::NamePart
                }
            })
        })
        .min()
}

impl Brand {
    /// The tier of the worst word at its best place; nothing where a word is nowhere.
    fn tier(&self, words: &[String]) -> Option<Tier> {
        let mut tier = Tier::Name;
        for word in words {
            let here = name_tier(&self.names, word)
                .or_else(|| {
                    (self.around.contains(word)
                        || self
                            .entries
                            .iter()
                            .any(|entry| name_tier(&entry.names, word).is_some()))
                    .then_some(Tier::Around)
                })
                .or_else(|| {
                    (self.text.contains(word)
                        || self.entries.iter().any(|entry| entry.all.contains(word)))
                    .then_some(Tier::Text)
                })?;
            tier = tier.max(here);
        }
        Some(tier)
    }

    /// Whether the brand itself, its initiatives aside, holds the word.
    fn holds(&self, word: &str) -> bool {
        name_tier(&self.names, word).is_some()
            || self.around.contains(word)
            || self.text.contains(word)
    }
}

/// Every value that could be chosen, by facet and in the order of the page.
fn values(catalogue: &Catalogue) -> Vec<Value> {
    let value = |facet, key: &str, word: &str| {
        Slug::parse(key).map(|key| Value {
            facet,
            key,
            word: word.to_owned(),
            brands: Set::default(),
        })
    };
    let needs = catalogue
        .needs
        .iter()
        .filter_map(|need| value(Facet::Need, need.id.as_str(), &need.name));
    let kinds = Kind::ALL
        .iter()
        .filter_map(|kind| value(Facet::Kind, kind.key(), kind.word()));
    let institutions = catalogue.institutions.iter().filter_map(|institution| {
        value(
            Facet::Institution,
            institution.id.as_str(),
            &institution.name,
        )
    });
    let places = catalogue
        .places
        .iter()
        .filter_map(|place| value(Facet::Place, place.id.as_str(), &place.name));
    let levels = Level::ALL
        .iter()
        .filter_map(|level| value(Facet::Honour, level.key(), level.word()));
    needs
        .chain(kinds)
        .chain(institutions)
        .chain(places)
        .chain(levels)
        .collect()
}

fn card_values<'a>(
    catalogue: &'a Catalogue,
    card: &'a Card,
) -> impl Iterator<Item = (Facet, Slug)> + 'a {
    shared_values(
        catalogue,
        card.kind,
        &card.levels,
        &card.needs,
        &card.places,
        &card.owner,
        &card.partners,
    )
}

fn entry_values<'a>(
    catalogue: &'a Catalogue,
    card: &'a Card,
    entry: &'a crate::catalogue::Entry,
) -> impl Iterator<Item = (Facet, Slug)> + 'a {
    let owner = entry.owner.as_ref().unwrap_or(&card.owner);
    shared_values(
        catalogue,
        entry.kind,
        &entry.levels,
        &entry.needs,
        &entry.places,
        owner,
        &entry.partners,
    )
}

fn shared_values<'a>(
    catalogue: &'a Catalogue,
    kind: Kind,
    levels: &'a [Level],
    needs: &'a [Slug],
    places: &'a [Slug],
    owner: &'a Slug,
    partners: &'a [Slug],
) -> impl Iterator<Item = (Facet, Slug)> + 'a {
    let needs = needs.iter().map(|id| (Facet::Need, id.clone()));
    // A service in a village is one in its town and district too.
    let places = places
        .iter()
        .flat_map(|id| catalogue.around(id))
        .map(|id| (Facet::Place, id.clone()));
    let levels = levels
        .iter()
        .filter_map(|level| Some((Facet::Honour, Slug::parse(level.key())?)));
    let institutions = std::iter::once(owner)
        .chain(partners)
        .map(|id| (Facet::Institution, id.clone()));
    needs
        .chain(places)
        .chain(levels)
        .chain(institutions)
        .chain(Slug::parse(kind.key()).map(|key| (Facet::Kind, key)))
}
