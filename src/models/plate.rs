//! The plate of a brand: a picture drawn from its own facts.
//!
//! The motif of the brand's emblem selects the scene, its institution the colour. Some scenes show counts: those of the figures that the brand's file names
//! in `drawn`. The build composes the picture; the program of a page only shows it.

#[cfg(not(target_arch = "wasm32"))]
mod brush;
#[cfg(not(target_arch = "wasm32"))]
mod count;
#[cfg(not(target_arch = "wasm32"))]
mod scene;
#[cfg(not(target_arch = "wasm32"))]
mod scenes;
#[cfg(not(target_arch = "wasm32"))]
mod water;

#[cfg(not(target_arch = "wasm32"))]
pub use brush::{Layer, Tone};
#[cfg(not(target_arch = "wasm32"))]
pub use count::{Refusal, counted};
#[cfg(not(target_arch = "wasm32"))]
pub use scene::layers;

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Brand;
use serde::{Deserialize, Serialize};

/// A plate, in a picture of 640 by 400 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plate {
    /// The number of its institution's colour.
    pub hue: u8,
    /// What is drawn, as a sentence; empty where the plate is decoration.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The paths, as SVG, from the farthest to the nearest.
    pub drawing: String,
}

#[cfg(not(target_arch = "wasm32"))]
impl Plate {
    /// The plate of a brand.
    pub fn of_brand(brand: &Brand) -> Plate {
        let drawing = (layers(brand).into_iter())
            .map(|Layer { tone, d }| format!("<path class=\"{}\" d=\"{d}\"/>", tone.class()))
            .collect();
        Plate {
            hue: super::hue(&brand.owner),
            label: scene::label(brand),
            drawing,
        }
    }
}

impl Plate {
    /// The same without its label, for a place where the words beside it say enough.
    pub fn as_decoration(self) -> Plate {
        Plate {
            label: String::new(),
            ..self
        }
    }
}
