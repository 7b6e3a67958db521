//! What might the visitor be about to ask for?
//!
//! A few [`Suggestion`]s for what is typed so far: names, initiatives, needs, in the order of the hits. Pure: whoever shows them keeps
//! what is open and chosen.

use super::index::Index;
use super::query::Query;
use super::text::words;
use crate::catalogue::{ELDER, Slug};
use crate::messages::tr;
use hanzi_search::engine::Stage;

/// Where a suggestion leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A brand's page.
    Brand(Slug),
    /// An initiative's page.
    Initiative(Slug, Slug),
    /// A need's page.
    Need(Slug),
    /// The gallery, searched for the suggestion's own words.
    Search,
    /// The version for old people.
    Elder,
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The words to choose.
    pub words: String,
    /// What they are: 需求, or the brand they belong to.
    pub note: String,
    /// Where they lead.
    pub target: Target,
}

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
    // Somebody in danger is not offered what only sounds or looks alike.
    if index.search(&query).stage > Stage::Exact && !index.urgent(text).is_empty() {
        return suggestions;
    }
    let named = |name: &str| marker.held(name, true) != 0;
    if first.chars().count() > 1 && index.stands_for(first, ELDER) {
        add(tr!("长辈版"), tr!("大字版面"), Target::Elder);
    }
    for need in index
        .needs()
        .iter()
        .filter(|need| marker.held(&need.name, true) == marker.all())
    {
        add(&need.name, tr!("需求"), Target::Need(need.id.clone()));
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
