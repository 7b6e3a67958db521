//! The line that explains a hit whose card does not show the words of the query.
//!
//! A card shows few texts of a brand. [`snippet`] selects from the others (names, needs, places, partners, then the passages of the full record) the one
//! with most of the missing words, shortened around the first match. It contains no marks; [`Marker`] marks it like any text.

use super::index::Index;
use super::query::Facet;
use crate::catalogue::{Card, Slug};
use crate::messages::tr;
use hanzi_search::Marker;

/// The longest snippet, in characters.
const LONGEST: usize = 56;

/// The most characters before the first match.
const BEFORE: usize = 14;

/// A line that explains a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What the line is, such as 又名 or 需求; empty for a sentence.
    pub label: &'static str,
    /// The text of the line.
    pub text: String,
}

/// The words of a query that a card shows, including those of its initiatives in `entries`, as bits.
pub(super) fn shown(card: &Card, owner: &str, entries: &[usize], marker: &Marker) -> u64 {
    let entries = || entries.iter().filter_map(|at| card.initiatives.get(*at));
    let names = entries().map(|entry| entry.name.as_str());
    let names = names.chain([card.name.as_str(), owner]);
    let texts = entries().map(|entry| entry.summary.as_str());
    let texts = texts
        .chain(card.title.as_deref())
        .chain([card.summary.as_str()]);
    let named = names.fold(0, |all, name| all | marker.held(name, true));
    texts.fold(named, |all, text| all | marker.held(text, false))
}

/// The line with most of the words in `missing`, the first of equal ones; `None` if no line has any.
pub(super) fn snippet(
    index: &Index,
    at: usize,
    card: &Card,
    missing: u64,
    marker: &Marker,
) -> Option<Snippet> {
    let mut best = None;
    let mut most = 0;
    let mut look = |label: &'static str, text: &str| {
        // A line with a label is a name, which may match by pronunciation.
        let gain = (marker.held(text, !label.is_empty()) & missing).count_ones();
        if gain > most {
            most = gain;
            best = Some(Snippet {
                label,
                text: text.to_owned(),
            });
        }
    };
    let entries = &card.initiatives;
    let others = entries.iter().flat_map(|entry| &entry.other_names);
    for name in card.other_names.iter().chain(others) {
        look(tr!("又名"), name);
    }
    for entry in entries {
        look(tr!("举措"), &entry.name);
    }
    let mut values = |facet: Facet, own: &mut dyn Iterator<Item = &Slug>| {
        own.for_each(|key| look(facet.word(), index.word(facet, key)));
    };
    values(
        Facet::Need,
        &mut (card.needs.iter()).chain(entries.iter().flat_map(|entry| &entry.needs)),
    );
    values(
        Facet::Place,
        &mut (card.places.iter()).chain(entries.iter().flat_map(|entry| &entry.places)),
    );
    let partners = entries
        .iter()
        .flat_map(|entry| entry.owner.iter().chain(&entry.partners));
    values(
        Facet::Institution,
        &mut card.partners.iter().chain(partners),
    );
    let [names, texts] = index.passages(at);
    for name in names {
        look(tr!("机构"), name);
    }
    for level in &card.levels {
        look(tr!("荣誉"), level.word());
    }
    let kinds = entries.iter().map(|entry| entry.kind);
    for kind in std::iter::once(card.kind).chain(kinds) {
        look(tr!("类别"), kind.word());
    }
    for text in card.slogan.iter().chain(texts) {
        look("", text);
    }
    let mut best = best?;
    if best.label.is_empty() {
        best.text = excerpt(&best.text, marker);
    }
    Some(best)
}

/// The text around the first match, from the beginning of its sentence if that is near.
fn excerpt(text: &str, marker: &Marker) -> String {
    let first = marker
        .marks(text, false)
        .first()
        .map_or(0, |mark| mark.start);
    let before = text.get(..first).unwrap_or_default();
    let sentence = before
        .char_indices()
        .rev()
        .take(BEFORE)
        .find(|(_, c)| "。！？；".contains(*c));
    let from = match sentence {
        Some((at, end)) => at + end.len_utf8(),
        None => (before.char_indices().rev())
            .nth(BEFORE - 1)
            .map_or(0, |(at, _)| at),
    };
    let rest = text.get(from..).unwrap_or_default();
    let end = rest.char_indices().nth(LONGEST).map(|(at, _)| at);
    let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let cut = |cut: bool| if cut { "…" } else { "" };
    format!(
        "{}{line}{}",
        cut(from > 0 && sentence.is_none()),
        cut(end.is_some())
    )
}
