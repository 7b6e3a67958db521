//! The model of the gallery: what stands above its filters. Filters and list derive from the search index.

use super::{Link, SearchForm};
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GalleryPage {
    /// Its name.
    pub name: String,
    /// What it is, in one sentence.
    pub line: String,
    /// The search form.
    pub search: SearchForm,
    /// All needs.
    pub needs: Vec<Link>,
}

#[cfg(not(target_arch = "wasm32"))]
impl GalleryPage {
    /// That of a site.
    pub fn of(site: Site) -> GalleryPage {
        let sign = site.index.sign();
        GalleryPage {
            name: sign.name.clone(),
            line: sign.line.clone(),
            search: SearchForm::of(site.catalogue),
            needs: needs(site),
        }
    }
}

/// Links to all needs.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn needs(site: Site) -> Vec<Link> {
    let needs = site.catalogue.needs.iter();
    needs
        .map(|need| Link::to(&Route::Need(need.id.clone()), &need.name))
        .collect()
}
