//! The model of the page frame: header, footer and notices.

use super::{Notice, OperatorFact};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Catalogue;
use serde::{Deserialize, Serialize};

/// The page frame. Its file is written only for sites without prerendered pages, because these contain it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The name of the gallery.
    pub name: String,
    /// The character of its seal.
    pub seal: String,
    /// The number of documents.
    pub documents: u32,
    /// Who runs the gallery.
    pub operator: Vec<OperatorFact>,
    /// The urgent notices.
    pub notices: Vec<Notice>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Frame {
    /// The model for a catalogue.
    pub fn of(catalogue: &Catalogue) -> Frame {
        Frame {
            name: catalogue.gallery.name.clone(),
            seal: catalogue.gallery.seal.clone(),
            documents: super::count(catalogue.documents.len()),
            operator: OperatorFact::all(&catalogue.gallery),
            notices: Notice::all(catalogue),
        }
    }
}
