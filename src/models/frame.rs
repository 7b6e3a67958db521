//! The model of what surrounds every page: the same on all of them.

use super::Notice;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

/// Header, footer and notices. It is written only where no page is prerendered; a prerendered page holds them already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The name of the gallery.
    pub name: String,
    /// The one character of its seal.
    pub seal: String,
    /// How many documents it rests on.
    pub documents: u32,
    /// What is shown to people in danger.
    pub notices: Vec<Notice>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Frame {
    /// That of a catalogue.
    pub fn of(catalogue: &Catalogue) -> Frame {
        Frame {
            name: catalogue.gallery.name.clone(),
            seal: catalogue.gallery.seal.clone(),
            documents: super::count(catalogue.documents.len()),
            notices: Notice::all(catalogue),
        }
    }
}
