//! Which line of a brand tells why it was found, where its card does not?
//!
//! A card shows few of a brand's texts. [`snippet`] gives the best of the others: names, needs, places and partners that the card leaves out, then the
//! passages of the full record; the one that holds most of the words that the card lacks, cut to what stands around them. Marks are absent on
//! purpose: the engine's [`Marker`] reads the cut as it reads the whole.

use super::index::Index;
use super::query::Facet;
use crate::catalogue::{Card, Slug};
use crate::messages::tr;
use hanzi_search::Marker;

/// How many characters a snippet has at most.
const LONGEST: usize = 56;

/// How many of them stand before the first that is marked, where the sentence does not begin there.
const BEFORE: usize = 14;

/// A line that a card does not show otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What the line is, where it is no sentence: 又名, 需求.
    pub label: &'static str,
    /// Its words.
    pub text: String,
}

/// The words that a card shows, those of its initiatives in `entries` among them.
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

/// The line that holds most of the words in `missing`; of equals the first.
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
        // What has a label is a name: it may be found by its sound.
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

/// What stands around the first mark, from the beginning of its sentence where that is near.
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
