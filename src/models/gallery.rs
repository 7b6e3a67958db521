//! The model of the gallery above its filters. Filters and list are rendered from the search index.

use super::{Named, SearchForm};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GalleryPage {
    /// Its name.
    pub name: String,
    /// Its description, in one sentence.
    pub line: String,
    /// The search form.
    pub search: SearchForm,
    /// All needs.
    pub needs: Vec<Named>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

#[cfg(not(target_arch = "wasm32"))]
impl GalleryPage {
    /// The model for a site.
    pub fn of(site: &Site) -> GalleryPage {
        let gallery = site.index.gallery();
        GalleryPage {
            no_comparison: !site.catalogue.gallery.has_comparison(),
            name: gallery.name.clone(),
            line: gallery.line.clone(),
            search: SearchForm::of(&site.catalogue, ""),
            needs: site.index.needs().iter().map(Named::need).collect(),
        }
    }
}
