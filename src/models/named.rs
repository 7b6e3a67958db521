//! Records that a page links to: by id and name, a brand by its emblem, too. The address follows from the id.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Card, Catalogue, Institution, Place};
use crate::catalogue::{Kind, Need, Slug};
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

/// A brand that a page links to, with what its emblem is drawn from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BrandLink {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The motif of its emblem.
    pub emblem: Slug,
    /// The id of the institution whose brand it is.
    pub owner: Slug,
}

#[cfg(not(target_arch = "wasm32"))]
impl BrandLink {
    /// That of a card.
    pub fn of(card: &Card) -> BrandLink {
        BrandLink {
            id: card.id.clone(),
            name: card.name.clone(),
            kind: card.kind,
            emblem: card.emblem.clone(),
            owner: card.owner.clone(),
        }
    }
}
