//! The data of a gallery: brands, registers and settings, as plain values.
//!
//! The types are the file formats of `public/data/`. This module does not depend on Leptos or the browser. [`check`] (native) validates all files before a
//! build; afterwards every id in a card refers to a record of a register, and nothing here fails. Rendering, loading and searching are in other modules.

mod brand;
mod card;
#[cfg(not(target_arch = "wasm32"))]
pub mod check;
mod checked;
mod facts;
#[cfg(not(target_arch = "wasm32"))]
pub mod file;
mod gallery;
pub mod json;
mod kind;
#[cfg(not(target_arch = "wasm32"))]
mod lookup;
#[cfg(not(target_arch = "wasm32"))]
mod media;
mod operator;
pub mod order;
#[cfg(not(target_arch = "wasm32"))]
mod problem;
mod register;
mod slug;
pub mod urgent;

pub use brand::{
    Brand, Event, Figure, GUIDE, Honour, Initiative, Parent, Partner, Passage, Person, Statement,
};
pub use card::{Card, Entry};
#[cfg(not(target_arch = "wasm32"))]
pub use checked::CHECK_DAYS;
pub use checked::{Checked, day_number};
pub use facts::{
    Access, Alert, Booking, BookingKind, Date, Days, Exception, Holiday, Hours, House, Service,
    ServiceOf, State, Status, Telephone, Time, Web, Weekday, Zone,
};
pub use gallery::{
    Colours, English, Gallery, GallerySummary, Highlight, Spelling, Stop, Switch, Tour,
};
pub use kind::{Basis, Kind, Level};
#[cfg(not(target_arch = "wasm32"))]
pub use lookup::Lookup;
#[cfg(not(target_arch = "wasm32"))]
pub use media::{
    Consent, Decoration, Focus, Ground, Hidden, MadeOf, Media, PictureFile, PictureFiles,
    PublishedMedia, Role, Seen,
};
pub use operator::Operator;
pub use order::Order;
#[cfg(not(target_arch = "wasm32"))]
pub use problem::Problem;
pub use register::{
    Change, Document, ELDER, Everyday, Institution, Need, Place, Redirect, Retired, Synonym,
};
pub use slug::Slug;
pub use urgent::Urgent;

use serde::{Deserialize, Serialize};

/// All cards in the order of the matrix, the registers and the settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The settings.
    #[serde(default)]
    pub gallery: Gallery,
    /// All brands, in the order of the matrix.
    pub cards: Vec<Card>,
    /// All institutions.
    pub institutions: Vec<Institution>,
    /// All places, each after its parent.
    pub places: Vec<Place>,
    /// All needs, the most frequent first.
    pub needs: Vec<Need>,
    /// The source documents.
    pub documents: Vec<Document>,
    /// Changes of the gallery itself, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The synonyms with a note, which results show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Synonym>,
    /// How people say what they need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<Everyday>,
    /// The sentences that stand as quotations, by the answers to the legal check. They are marked on the pages; the answers are not published.
    #[serde(skip)]
    pub quotations: Vec<Quotation>,
    /// Urgent notices, for people in danger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urgent: Vec<Urgent>,
    /// The records of pictures, logos and attachments. They hold consents, and are not published.
    #[cfg(not(target_arch = "wasm32"))]
    #[serde(skip)]
    pub media: Vec<Media>,
    /// Those of them that are shown, with the files that the build made.
    #[cfg(not(target_arch = "wasm32"))]
    #[serde(skip)]
    pub shown: Vec<PublishedMedia>,
}

/// A sentence on the pages of a brand that quotes a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The brand.
    pub brand: Slug,
    /// The sentence as it stands in the data.
    pub sentence: String,
    /// The quoted document.
    pub document: Slug,
}

impl Catalogue {
    /// The card with this id.
    pub fn card(&self, id: &Slug) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == *id)
    }

    /// The urgent notices as they are matched: the names of the needs that call for one are among its topics.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn matched_notices(&self) -> Vec<Urgent> {
        let mut notices = self.urgent.clone();
        for notice in &mut notices {
            let names = notice.needs.iter().filter_map(|id| self.need(id));
            for name in names.map(|need| need.name.clone()) {
                if !notice.topics.contains(&name) {
                    notice.topics.push(name);
                }
            }
        }
        notices
    }

    /// The root of the matrix.
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

    /// The printed word of an honour's level.
    pub fn level(&self, level: Level) -> &str {
        match (level, &self.gallery.chosen) {
            (Level::Chosen, Some(chosen)) => chosen,
            _ => level.shown(),
        }
    }

    /// The printed name of a card's owner; empty if the institution is unknown.
    pub fn owner(&self, card: &Card) -> &str {
        self.institution(&card.owner)
            .map_or("", |institution| &institution.name)
    }

    /// Whether a brand is from elsewhere: no place that is known of it or of its owner lies in the home place of the gallery. A case of which no place is
    /// known counts as one; another brand, and any brand of a gallery without a home, does not.
    pub fn is_away(&self, card: &Card) -> bool {
        let Some(home) = &self.gallery.home else {
            return false;
        };
        let owner = self.institution(&card.owner);
        let seat = owner.and_then(|owner| owner.place.as_ref());
        let mut places = card.places.iter().chain(seat).peekable();
        match places.peek() {
            None => card.kind == Kind::Case,
            Some(_) => !places.any(|place| self.around(place).any(|around| around == home)),
        }
    }

    /// The children of a brand in the matrix.
    pub fn children(&self, id: &Slug) -> impl Iterator<Item = &Card> {
        self.cards
            .iter()
            .filter(move |card| card.parent.as_ref() == Some(id))
    }

    /// The brands before and after a brand in the order of the matrix.
    pub fn neighbours(&self, id: &Slug) -> (Option<&Card>, Option<&Card>) {
        let Some(at) = self.cards.iter().position(|card| card.id == *id) else {
            return (None, None);
        };
        (
            at.checked_sub(1).and_then(|before| self.cards.get(before)),
            self.cards.get(at + 1),
        )
    }

    /// A place and its ancestors, nearest first; stops at an unknown parent.
    pub fn around<'a>(&'a self, id: &'a Slug) -> impl Iterator<Item = &'a Slug> {
        // A place comes after its parent, so this ends.
        std::iter::successors(Some(id), |id| self.place(id)?.parent.as_ref())
    }
}
