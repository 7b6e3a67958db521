//! Links to records, by id and name, and for a brand its emblem. The address follows from the id.

use super::Emblem;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Card, Catalogue, Initiative, Institution, Place};
use crate::catalogue::{Need, Slug};
use serde::{Deserialize, Serialize};

/// A record that a page links to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
}

impl Named {
    /// A need.
    pub fn need(need: &Need) -> Named {
        Named {
            id: need.id.clone(),
            name: need.name.clone(),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Named {
    /// A brand, by its card.
    pub fn card(card: &Card) -> Named {
        Named {
            id: card.id.clone(),
            name: card.name.clone(),
        }
    }

    /// A brand.
    pub fn brand(brand: &Brand) -> Named {
        Named {
            id: brand.id.clone(),
            name: brand.name.clone(),
        }
    }

    /// An initiative.
    pub fn initiative(initiative: &Initiative) -> Named {
        Named {
            id: initiative.id.clone(),
            name: initiative.name.clone(),
        }
    }

    /// The institution of a brand; its name is the id if it has no record.
    pub(super) fn owner(catalogue: &Catalogue, brand: &Brand) -> Named {
        let owner = catalogue.institution(&brand.owner);
        Named {
            id: brand.owner.clone(),
            name: owner.map_or_else(String::new, |owner| owner.name.clone()),
        }
    }

    /// An institution.
    pub fn institution(institution: &Institution) -> Named {
        Named {
            id: institution.id.clone(),
            name: institution.name.clone(),
        }
    }

    /// A place.
    pub fn place(place: &Place) -> Named {
        Named {
            id: place.id.clone(),
            name: place.name.clone(),
        }
    }

    /// The needs with these ids.
    pub(super) fn needs(catalogue: &Catalogue, ids: &[Slug]) -> Vec<Named> {
        let needs = ids.iter().filter_map(|id| catalogue.need(id));
        needs.map(Named::need).collect()
    }

    /// The places with these ids.
    pub(super) fn places(catalogue: &Catalogue, ids: &[Slug]) -> Vec<Named> {
        let places = ids.iter().filter_map(|id| catalogue.place(id));
        places.map(Named::place).collect()
    }
}

/// A brand that a page links to, with its emblem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BrandLink {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its emblem.
    pub emblem: Emblem,
}

#[cfg(not(target_arch = "wasm32"))]
impl BrandLink {
    /// The link to the brand of a card.
    pub fn of_card(card: &Card) -> BrandLink {
        BrandLink {
            id: card.id.clone(),
            name: card.name.clone(),
            emblem: Emblem::of_card(card),
        }
    }

    /// The link to a brand.
    pub fn of_brand(brand: &Brand) -> BrandLink {
        BrandLink {
            id: brand.id.clone(),
            name: brand.name.clone(),
            emblem: Emblem::of_brand(brand),
        }
    }
}
