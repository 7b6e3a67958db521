//! How good is a hit?
//!
//! Every text of a brand in folded form, and the [`Tier`] of the place where a word stands. In which order hits of one tier stand is
//! absent on purpose; the query's sort says so.

use super::text::fold;
use crate::catalogue::{Card, Catalogue, Slug};

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

/// The folded texts of one brand.
pub(super) struct Brand {
    pub(super) names: Vec<String>,
    around: String,
    text: String,
    pub(super) entries: Vec<Entry>,
}

/// The folded texts and the facet values of one initiative.
pub(super) struct Entry {
    pub(super) names: Vec<String>,
    /// Everything that may be found in it, its names included.
    pub(super) all: String,
    pub(super) values: Vec<usize>,
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

impl Brand {
    /// Folds everything that may be found in a brand.
    pub(super) fn of(catalogue: &Catalogue, card: &Card) -> Brand {
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

    /// The tier of the worst word at its best place; nothing where a word is nowhere.
    pub(super) fn tier(&self, words: &[String]) -> Option<Tier> {
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
    pub(super) fn holds(&self, word: &str) -> bool {
        name_tier(&self.names, word).is_some()
            || self.around.contains(word)
            || self.text.contains(word)
    }
}

pub(super) fn name_tier(names: &[String], word: &str) -> Option<Tier> {
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
