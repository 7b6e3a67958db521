//! The parameters from which `components/emblem.rs` draws an emblem.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Brand;
use crate::catalogue::{Card, Kind, Slug};
use serde::{Deserialize, Serialize};

/// The number of colours that institutions share; `emblem.css` has as many.
const HUES: u32 = 8;

/// The number of an institution's colour.
pub fn hue(owner: &Slug) -> u8 {
    let bytes = owner.as_str().bytes();
    let sum = bytes.fold(0u32, |sum, byte| (sum * 55 + u32::from(byte)) % 65_521);
    (sum % HUES) as u8
}

/// The emblem of a brand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Emblem {
    /// The kind of the brand, which determines the form.
    pub kind: Kind,
    /// Its motif.
    pub motif: Slug,
    /// The institution, which determines the colour.
    pub owner: Slug,
}

impl Emblem {
    /// The emblem of a card.
    pub fn of_card(card: &Card) -> Emblem {
        Emblem {
            kind: card.kind,
            motif: card.emblem.clone(),
            owner: card.owner.clone(),
        }
    }

    /// The emblem of a brand.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of_brand(brand: &Brand) -> Emblem {
        Emblem {
            kind: brand.kind,
            motif: brand.emblem.clone(),
            owner: brand.owner.clone(),
        }
    }
}
