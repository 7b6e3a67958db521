//! The data that the browser loads, as serialized by [`bundle`](super::bundle).
//!
//! A first visit loads an [`InitialData`], whose size does not grow with the number of brands: the first page of cards, the facet values with the number of
//! brands of each, and the number of brands. The rest is loaded when it is needed: the [`FacetIndex`] with the first filter, the [`NameOrder`] with the first
//! sort by name, a [`CardChunk`] when one of its cards is shown, its [`Passages`] when a brand is found by a text that its card does not show. If there
//! are few brands, the initial data contains all of this except passages. Serialized names are a
//! published format.

use super::query::Facet;
use crate::catalogue::urgent::PhraseSet;
use crate::catalogue::{Card, GallerySummary, Need, Slug};
use serde::{Deserialize, Serialize};

/// The number of cards on a page of results, which are also added at each request for more.
pub const PAGE: usize = 30;

/// The number of cards that are loaded and rendered at a time. The page is painted after the first batch, and between batches keys are handled.
/// Two rows on a wide screen, more than a phone shows.
pub const BATCH: usize = 6;

/// The number of cards in a file. The hits of a search are scattered, so large files would contain mostly cards that are not shown.
pub const CARDS_PER_CHUNK: usize = 5;

/// The largest number of values of a facet in the gallery's filters; further ones are listed on pages of their own.
pub const OFFERED: usize = 60;

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The facet.
    pub facet: Facet,
    /// The key in an address.
    pub key: Slug,
    /// The word on the page.
    pub word: String,
    /// For a place, its parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<Slug>,
    /// The number of brands with the value.
    pub total: u32,
}

/// The data of a first visit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InitialData {
    /// The name of the folder with the data that is loaded later.
    pub edition: String,
    /// Name and subject of the gallery.
    #[serde(rename = "sign")]
    pub gallery: GallerySummary,
    /// The number of brands.
    pub brands: u32,
    /// The number of source documents.
    pub documents: u32,
    /// All needs, the most asked for first.
    pub needs: Vec<Need>,
    /// The phrases of urgent notices, so that a notice does not wait for the search index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<PhraseSet>,
    /// The first chunks: one page of cards.
    #[serde(rename = "shelves")]
    pub chunks: Vec<CardChunk>,
    /// The values in the filters, by facet and in the order of the page. In lists by value these come first.
    pub values: Vec<Value>,
    /// The number of all values.
    pub all_values: u32,
    /// Present if there are few brands.
    #[serde(rename = "columns", default, skip_serializing_if = "Option::is_none")]
    pub facet_index: Option<FacetIndex>,
    /// Present if there are few brands.
    #[serde(rename = "names", default, skip_serializing_if = "Option::is_none")]
    pub name_order: Option<NameOrder>,
}

/// [`CARDS_PER_CHUNK`] cards, in the order of the matrix.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CardChunk {
    /// The cards.
    pub cards: Vec<Card>,
    /// The printed name of each card's owner.
    pub owners: Vec<String>,
}

/// Texts that the cards of a chunk do not show, by card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Passages {
    /// Other names of its institutions.
    pub names: Vec<Vec<String>>,
    /// The texts of its full record, without those on the card.
    pub texts: Vec<Vec<String>>,
}

/// An inverted index of facet values, and the year of each brand.
///
/// Values belong to units. A unit is a brand itself or one of its initiatives; units are numbered brand by brand, the brand first, then its initiatives
/// in the order of its card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FacetIndex {
    /// The values that are not in [`InitialData::values`].
    pub values: Vec<Value>,
    /// For each value its brands by position, ascending. Not serialized: derived from `units` and `seats`.
    #[serde(skip)]
    pub brands: Vec<Vec<u32>>,
    /// For each value the units with the value itself, ascending, each as the difference from the previous one.
    pub units: Vec<Vec<u32>>,
    /// For each value that is a place the units whose institution is there but which do not name the place; encoded like `units`.
    pub seats: Vec<Vec<u32>>,
    /// For each brand the number of its initiatives.
    pub initiatives: Vec<u16>,
    /// For each brand its earliest year; 0 for none.
    pub years: Vec<u16>,
}

/// All brands, sorted by id, which is the pinyin of the name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NameOrder {
    /// The positions of the brands.
    pub order: Vec<u32>,
}
