//! Suggestions for the text typed so far.
//!
//! [`suggest`] gives places, institutions and needs by name, then brands and initiatives in the order of the hits. It is a pure function; the caller keeps the
//! state of the list.

use super::index::Index;
use super::query::{Facet, Query};
use super::text::words;
use crate::catalogue::{ELDER, Slug};
use crate::messages::tr;
use hanzi_search::engine::Stage;

/// The target of a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A brand's page.
    Brand(Slug),
    /// An initiative's page.
    Initiative(Slug, Slug),
    /// The page of a place, an institution or a need.
    Value(Facet, Slug),
    /// The gallery, searched for the words of the suggestion.
    Search,
    /// The version for older people.
    Elder,
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The suggested words.
    pub words: String,
    /// The kind of the target, such as 地方, or the brand of an initiative, or the owner of a brand.
    pub note: String,
    /// The target.
    pub target: Target,
}

/// The most suggestions of a facet.
const MOST_VALUES: usize = 2;

/// At most `most` suggestions for a text.
pub fn suggest(index: &Index, text: &str, most: usize) -> Vec<Suggestion> {
    let words = words(text);
    let mut suggestions = Vec::new();
    let mut add = |words: &str, note: &str, target: Target| {
        if suggestions.len() < most {
            suggestions.push(Suggestion {
                words: words.to_owned(),
                note: note.to_owned(),
                target,
            });
        }
    };
    let Some(first) = words.first() else {
        return suggestions;
    };
    let query = Query::default().with_text(text);
    let Some(marker) = index.marker(&query) else {
        return suggestions;
    };
    // For a text that triggers an urgent notice, matches by similar sound or with errors are not suggested.
    if index.search(&query).stage > Stage::Exact && !index.urgent(text).is_empty() {
        return suggestions;
    }
    let named = |name: &str| marker.held(name, true) != 0;
    if first.chars().count() > 1 && index.stands_for(first, ELDER) {
        add(tr!("长辈版"), tr!("大字版面"), Target::Elder);
    }
    for facet in [Facet::Place, Facet::Institution, Facet::Need] {
        let values = index.values().iter();
        for value in values
            .filter(|value| value.facet == facet && marker.held(&value.word, true) == marker.all())
            .take(MOST_VALUES)
        {
            let target = Target::Value(facet, value.key.clone());
            add(&value.word, facet.word(), target);
        }
    }
    for hit in index.search(&query).hits {
        let Some(card) = index.card(hit.card) else {
            continue;
        };
        if named(&card.name) || card.other_names.iter().any(|name| named(name)) {
            add(
                &card.name,
                index.owner(hit.card),
                Target::Brand(card.id.clone()),
            );
        }
        for entry in hit.entries.iter().map(|at| &card.initiatives[*at]) {
            if named(&entry.name) || entry.other_names.iter().any(|name| named(name)) {
                add(
                    &entry.name,
                    &card.name,
                    Target::Initiative(card.id.clone(), entry.id.clone()),
                );
            }
        }
    }
    suggestions
}
