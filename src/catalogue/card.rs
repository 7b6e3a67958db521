//! The card of a brand: what the gallery needs before the page of the brand is loaded.
//!
//! A [`Card`] is derived from a [`super::Brand`] (native) and contains what cards, filters and search need, so that a first visit does not grow with the
//! length of the brands' texts. It has no sources and, apart from the year, no dates.

#[cfg(not(target_arch = "wasm32"))]
use super::Brand;
use super::{Kind, Level, Slug};
use serde::{Deserialize, Serialize};

/// A brand in the gallery: fields of [`super::Brand`], with statements as text without sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// See [`super::Brand::id`].
    pub id: Slug,
    /// See [`super::Brand::name`].
    pub name: String,
    /// See [`super::Brand::title`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// See [`super::Brand::other_names`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
    /// See [`super::Brand::kind`].
    pub kind: Kind,
    /// See [`super::Brand::emblem`].
    pub emblem: Slug,
    /// See [`super::Brand::owner`].
    pub owner: Slug,
    /// The id of the parent in the matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Slug>,
    /// See [`super::Brand::summary`].
    pub summary: String,
    /// See [`super::Brand::slogan`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slogan: Option<String>,
    /// See [`super::Brand::year`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// The levels of its honours, without duplicates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// See [`super::Brand::needs`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Slug>,
    /// See [`super::Brand::places`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Slug>,
    /// Ids of the partner institutions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Slug>,
    /// See [`super::Catalogue::is_away`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub away: bool,
    /// See [`super::Brand::is_name_only`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub name_only: bool,
    /// Words that are near to the brand and not the same, folded: the words of a synonym with a note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// The note of that synonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its initiatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initiatives: Vec<Entry>,
}

/// An initiative in the gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// See [`super::Initiative::id`].
    pub id: Slug,
    /// See [`super::Initiative::name`].
    pub name: String,
    /// See [`super::Initiative::other_names`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
    /// See [`super::Initiative::kind`].
    pub kind: Kind,
    /// See [`super::Initiative::owner`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Slug>,
    /// See [`super::Initiative::summary`].
    pub summary: String,
    /// The levels of its honours, without duplicates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// See [`super::Initiative::needs`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Slug>,
    /// See [`super::Initiative::places`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Slug>,
    /// Ids of the partner institutions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Slug>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Card {
    /// The card of a brand.
    pub fn of(brand: &Brand) -> Card {
        Card {
            id: brand.id.clone(),
            name: brand.name.clone(),
            title: brand.title.clone(),
            other_names: texts(&brand.other_names),
            kind: brand.kind,
            emblem: brand.emblem.clone(),
            owner: brand.owner.clone(),
            parent: brand.parent.as_ref().map(|parent| parent.brand.clone()),
            summary: brand.summary.text.clone(),
            slogan: brand.slogan.as_ref().map(|slogan| slogan.text.clone()),
            year: brand.year(),
            levels: levels(&brand.honours),
            needs: brand.needs.clone(),
            places: brand.places.clone(),
            partners: partners(&brand.partners),
            away: false,
            name_only: brand.is_name_only(),
            near: Vec::new(),
            note: None,
            initiatives: brand
                .initiatives
                .iter()
                .map(|initiative| Entry {
                    id: initiative.id.clone(),
                    name: initiative.name.clone(),
                    other_names: texts(&initiative.other_names),
                    kind: initiative.kind,
                    owner: initiative.owner.clone(),
                    summary: initiative.summary.text.clone(),
                    levels: levels(&initiative.honours),
                    needs: initiative.needs.clone(),
                    places: initiative.places.clone(),
                    partners: partners(&initiative.partners),
                })
                .collect(),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn texts(statements: &[super::Statement]) -> Vec<String> {
    statements
        .iter()
        .map(|statement| statement.text.clone())
        .collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn levels(honours: &[super::Honour]) -> Vec<Level> {
    let mut levels: Vec<Level> = honours.iter().map(|honour| honour.level).collect();
    levels.sort();
    levels.dedup();
    levels
}

#[cfg(not(target_arch = "wasm32"))]
fn partners(partners: &[super::Partner]) -> Vec<Slug> {
    partners
        .iter()
        .filter_map(|partner| partner.institution.clone())
        .collect()
}
