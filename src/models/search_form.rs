//! The model of the search form: its examples, and the notices that a text may call for.

use super::Notice;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

/// The search form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchForm {
    /// What the box gives for examples.
    pub examples: Vec<String>,
    /// What is shown to people in danger.
    pub notices: Vec<Notice>,
}

#[cfg(not(target_arch = "wasm32"))]
impl SearchForm {
    /// That of a catalogue.
    pub fn of(catalogue: &Catalogue) -> SearchForm {
        SearchForm {
            examples: catalogue.gallery.examples.clone(),
            notices: Notice::all(&catalogue.urgent),
        }
    }
}
