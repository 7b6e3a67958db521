//! The model of the page for an unknown address (404).

use super::{NeedLink, SearchForm};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page for an unknown address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotFoundPage {
    /// The search form.
    pub search: SearchForm,
    /// All needs, the most frequent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<NeedLink>,
}

#[cfg(not(target_arch = "wasm32"))]
impl NotFoundPage {
    /// The model for a site.
    pub fn of(site: &Site) -> NotFoundPage {
        NotFoundPage {
            search: SearchForm::of(&site.catalogue, ""),
            needs: NeedLink::all(site),
        }
    }
}
