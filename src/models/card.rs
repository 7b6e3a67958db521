//! The model of a card: a brand in a list, and why it is listed.

use crate::catalogue::{Card, Kind, Level, Slug};
use crate::messages::tr;
use crate::search::{Facet, Hit, Index, Reason};
use serde::{Deserialize, Serialize};

/// The most initiatives that a card shows; further ones are counted.
const INITIATIVES: usize = 4;

/// A card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardModel {
    /// The id of the brand.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// The title of the talk, for a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// The motif of its emblem.
    pub emblem: Slug,
    /// The id of the institution that owns it.
    pub owner: Slug,
    /// The name of that institution.
    pub owner_name: String,
    /// One line.
    pub summary: String,
    /// Whether it is from elsewhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub away: bool,
    /// The honour for which the city selected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
    /// A line that explains the hit, if the card does not show the words of the query otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snippet: Option<CardSnippet>,
    /// The reason in words, if it does not contain what was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The place of its institution, if it is listed only for that place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
    /// The first of its initiatives that match by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<CardEntry>,
    /// The number of further matching initiatives.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u32,
}

/// A line that explains a hit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardSnippet {
    /// What the line is; empty for a sentence.
    pub label: String,
    /// Its words.
    pub text: String,
}

/// An initiative on a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardEntry {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// The summary: one or two sentences.
    pub summary: String,
    /// The place of its institution, if it is listed only for that place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
}

impl CardModel {
    /// The card of a hit; `None` if it is not loaded.
    pub fn of(index: &Index, hit: &Hit) -> Option<CardModel> {
        let card = index.card(hit.card)?;
        // Explain why a brand or initiative is listed for a place that no document names for it.
        let seat = |entry: Option<usize>| {
            let (_, place) = hit.seated.iter().find(|(of, _)| *of == entry)?;
            Some(index.word(Facet::Place, place).to_owned())
        };
        let entry = |at: &usize| {
            let entry = card.initiatives.get(*at)?;
            Some(CardEntry {
                id: entry.id.clone(),
                name: entry.name.clone(),
                summary: entry.summary.clone(),
                seat: seat(Some(*at)),
            })
        };
        let more = hit.entries.len().saturating_sub(INITIATIVES);
        let snippet = hit.snippet.as_ref().map(|snippet| CardSnippet {
            label: snippet.label.to_owned(),
            text: snippet.text.clone(),
        });
        Some(CardModel {
            snippet,
            reason: (card.note.clone().filter(|_| hit.is_near))
                .or_else(|| reason(hit.reason).map(str::to_owned)),
            seat: seat(None).filter(|_| hit.only_seated),
            entries: (hit.entries.iter().take(INITIATIVES))
                .filter_map(entry)
                .collect(),
            more: super::count(more),
            ..CardModel::plain(index, card, index.owner(hit.card))
        })
    }

    /// The card of a brand without a query.
    pub fn plain(index: &Index, card: &Card, owner_name: &str) -> CardModel {
        let chosen = card.levels.contains(&Level::Chosen);
        CardModel {
            id: card.id.clone(),
            name: card.name.clone(),
            title: card.title.clone(),
            kind: card.kind,
            emblem: card.emblem.clone(),
            owner: card.owner.clone(),
            owner_name: owner_name.to_owned(),
            summary: card.summary.clone(),
            away: card.away,
            chosen: chosen.then(|| index.gallery().chosen.clone()),
            snippet: None,
            reason: None,
            seat: None,
            entries: Vec::new(),
            more: 0,
        }
    }
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// The reason in words why a hit that does not contain what was typed is listed.
fn reason(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::Printed => None,
        Reason::Synonym => Some(tr!("意思相近的说法")),
        Reason::Pinyin => Some(tr!("按拼音找到")),
        Reason::Homophone => Some(tr!("读音相同")),
        Reason::NearSound => Some(tr!("读音相近")),
        Reason::Slip => Some(tr!("相差一个字或字母")),
    }
}
