//! The model of `/about/`: what the gallery is, its documents, its size.

use super::{Link, Source};
#[cfg(not(target_arch = "wasm32"))]
use crate::route::{Route, StaffPage};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page about the gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AboutPage {
    /// The name of the gallery.
    pub gallery: String,
    /// Its description, in one sentence.
    pub line: String,
    /// The number of brands.
    pub brands: u32,
    /// The number of initiatives.
    pub initiatives: u32,
    /// Its documents.
    pub documents: Vec<Source>,
    /// The pages for staff.
    pub papers: Vec<Link>,
}

#[cfg(not(target_arch = "wasm32"))]
impl AboutPage {
    /// The model for a site.
    pub fn of(site: &Site) -> AboutPage {
        let catalogue = &site.catalogue;
        let initiatives = catalogue.cards.iter().map(|card| card.initiatives.len());
        AboutPage {
            gallery: catalogue.gallery.name.clone(),
            line: catalogue.gallery.line(),
            brands: super::count(catalogue.cards.len()),
            initiatives: super::count(initiatives.sum()),
            documents: Source::all(catalogue).collect(),
            papers: (StaffPage::ALL.into_iter())
                .map(|page| Link::to(&Route::StaffPage(page), page.word()))
                .collect(),
        }
    }
}
