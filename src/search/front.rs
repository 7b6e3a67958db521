//! What travels to the gallery's program, and when?
//!
//! A first visit loads a [`Front`]: the first page of cards, what can be chosen with how many brands each shows, and how many brands there are.
//! It does not grow with their number. [`Columns`] (who has which value) come when something is first chosen, [`Names`] when names
//! are first sorted, a [`Shelf`] of cards when one of its cards is first shown, its [`Passages`] when one of them is found by a text that
//! its card does not show. Where there are few brands the front holds all of it but passages.
//! How a catalogue is cut into these is absent on purpose; that is the desk's (`cut`).

use super::query::Facet;
use crate::catalogue::urgent::PhraseSet;
use crate::catalogue::{Card, Need, Sign, Slug};
use serde::{Deserialize, Serialize};

/// How many cards the gallery shows at first, and how many more at each wish.
pub const PAGE: usize = 30;

/// How many cards of an answer are drawn, and waited for, before the page is painted; the others follow as many at a time, so that a key pressed
/// meanwhile is heard at once. Two rows on a wide screen, more than a phone shows.
pub const BATCH: usize = 6;

/// How many cards travel in one file. Hits of a search lie scattered: large files would bring mostly what is not shown.
pub const SHELF: usize = 5;

/// How many values of a facet are offered in the gallery; the rest is listed on pages of its own.
pub const OFFERED: usize = 60;

/// One thing to choose in a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// Of which facet.
    pub facet: Facet,
    /// Its key in an address.
    pub key: Slug,
    /// Its word on the page.
    pub word: String,
    /// The place around it, of a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<Slug>,
    /// How many brands have it.
    pub total: u32,
}

/// What a first visit loads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Front {
    /// Names the folder of everything that comes later.
    pub edition: String,
    /// What stands over the door.
    pub sign: Sign,
    /// How many brands there are.
    pub brands: u32,
    /// How many source documents there are.
    pub documents: u32,
    /// All needs, the most asked for first.
    pub needs: Vec<Need>,
    /// What calls for a notice in danger; known before the search index is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<PhraseSet>,
    /// The first shelves: all cards where they are few, one page otherwise.
    pub shelves: Vec<Shelf>,
    /// The values that are offered, by facet and in the order of the page: the first ones of all values.
    pub values: Vec<Value>,
    /// How many values there are.
    pub all_values: u32,
    /// Where there are few brands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Columns>,
    /// Where there are few brands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Names>,
}

/// A few cards in the order of the matrix.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shelf {
    /// The cards.
    pub cards: Vec<Card>,
    /// The printed name of each card's owner.
    pub owners: Vec<String>,
}

/// What the cards of a shelf do not show, by card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Passages {
    /// Other names of its institutions.
    pub names: Vec<Vec<String>>,
    /// The texts of its full record.
    pub texts: Vec<Vec<String>>,
}

/// Who has which value, and when each brand began.
///
/// A value belongs to a unit: a brand itself, or one of its initiatives. Units are numbered brand by brand, the brand itself first, then its
/// initiatives in the order of its card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Columns {
    /// The values that [`Front::values`] does not hold.
    pub values: Vec<Value>,
    /// For each value the brands that have it, by position, in order. Made from `units` and `seats`, it does not travel.
    #[serde(skip)]
    pub brands: Vec<Vec<u32>>,
    /// For each value the units that have it by themselves, in order, each as its distance from the one before.
    pub units: Vec<Vec<u32>>,
    /// For each value, a place, the units that have it only because their institution is there; written like `units`.
    pub seats: Vec<Vec<u32>>,
    /// For each brand the number of its initiatives.
    pub initiatives: Vec<u16>,
    /// For each brand its earliest year; 0 for none.
    pub years: Vec<u16>,
}

/// All brands in the order of their names' pinyin.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Names {
    /// Positions of brands.
    pub order: Vec<u32>,
}
