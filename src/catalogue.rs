//! What is there to see?
//!
//! The ground floor: plain values, read once and never changed. It knows no Leptos and no browser, and past its door nothing fails:
//! every id that a card names is in the registers, because [`check`] let nothing else through to the build.
//! Loading, drawing and finding are absent on purpose; they stand on floors above.

mod brand;
mod card;
#[cfg(not(target_arch = "wasm32"))]
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod file;
mod gallery;
pub mod json;
mod kind;
#[cfg(not(target_arch = "wasm32"))]
mod lookup;
pub mod order;
#[cfg(not(target_arch = "wasm32"))]
mod problem;
mod register;
mod slug;
pub mod urgent;

pub use brand::{
    Brand, Event, Figure, Honour, Initiative, Parent, Partner, Passage, Person, Statement,
};
pub use card::{Card, Entry};
pub use gallery::{Colours, English, Gallery, GallerySummary, Spelling};
pub use kind::{Basis, Kind, Level};
#[cfg(not(target_arch = "wasm32"))]
pub use lookup::Lookup;
pub use order::Order;
#[cfg(not(target_arch = "wasm32"))]
pub use problem::Problem;
pub use register::{Change, Document, ELDER, Institution, Need, Place, Redirect, Retired, Synonym};
pub use slug::Slug;
pub use urgent::Urgent;

use serde::{Deserialize, Serialize};

/// Everything a first visit loads: all cards in the order of the matrix, and the registers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// What the gallery says of itself.
    #[serde(default)]
    pub gallery: Gallery,
    /// All brands, in the order of the matrix.
    pub cards: Vec<Card>,
    /// All institutions.
    pub institutions: Vec<Institution>,
    /// All places, each after the place around it.
    pub places: Vec<Place>,
    /// All needs, the most asked for first.
    pub needs: Vec<Need>,
    /// The source documents.
    pub documents: Vec<Document>,
    /// What has changed of the gallery itself, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Notices for people in danger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urgent: Vec<Urgent>,
}

impl Catalogue {
    /// The card with this id.
    pub fn card(&self, id: &Slug) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == *id)
    }

    /// The brand from which the matrix begins.
    pub fn core(&self) -> Option<&Card> {
        self.card(self.gallery.core.as_ref()?)
    }

    /// The institution with this id.
    pub fn institution(&self, id: &Slug) -> Option<&Institution> {
        self.institutions
            .iter()
            .find(|institution| institution.id == *id)
    }

    /// The place with this id.
    pub fn place(&self, id: &Slug) -> Option<&Place> {
        self.places.iter().find(|place| place.id == *id)
    }

    /// The need with this id.
    pub fn need(&self, id: &Slug) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == *id)
    }

    /// The document with this id.
    pub fn document(&self, id: &Slug) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == *id)
    }

    /// The words for how far an honour reaches.
    pub fn level(&self, level: Level) -> &str {
        match (level, &self.gallery.chosen) {
            (Level::Chosen, Some(chosen)) => chosen,
            _ => level.shown(),
        }
    }

    /// The printed name of a card's owner.
    pub fn owner(&self, card: &Card) -> &str {
        self.institution(&card.owner)
            .map_or("", |institution| &institution.name)
    }

    /// The brands right below `id` in the matrix.
    pub fn children(&self, id: &Slug) -> impl Iterator<Item = &Card> {
        self.cards
            .iter()
            .filter(move |card| card.parent.as_ref() == Some(id))
    }

    /// The brands before and after `id` in the order of the matrix.
    pub fn neighbours(&self, id: &Slug) -> (Option<&Card>, Option<&Card>) {
        let Some(at) = self.cards.iter().position(|card| card.id == *id) else {
            return (None, None);
        };
        (
            at.checked_sub(1).and_then(|before| self.cards.get(before)),
            self.cards.get(at + 1),
        )
    }

    /// `id`, the place around it, the place around that, and so on; stops where a parent is unknown.
    pub fn around<'a>(&'a self, id: &'a Slug) -> impl Iterator<Item = &'a Slug> {
        // A place stands after the place around it, so this ends.
        std::iter::successors(Some(id), |id| self.place(id)?.parent.as_ref())
    }
}
