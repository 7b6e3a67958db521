//! The models of `/institutions/` and `/all/<n>/`, the lists that need no script.

use super::{CardModel, Named};
#[cfg(not(target_arch = "wasm32"))]
use crate::head::Head;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::{Screen, Site};
#[cfg(not(target_arch = "wasm32"))]
use crate::search::{Facet, PAGE};
use serde::{Deserialize, Serialize};

/// The page of all institutions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstitutionsPage {
    /// A sentence that introduces them.
    pub line: String,
    /// The institutions.
    pub institutions: Vec<InstitutionTotal>,
}

/// An institution with its number of brands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstitutionTotal {
    /// The institution.
    pub institution: Named,
    /// The number of brands that it owns or takes part in.
    pub brands: u32,
}

/// A page of all brands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AllPage {
    /// Its number, from 1 on.
    pub page: u32,
    /// The number of such pages.
    pub pages: u32,
    /// The number of brands.
    pub brands: u32,
    /// Its brands, in the order of the matrix.
    pub cards: Vec<CardModel>,
}

#[cfg(not(target_arch = "wasm32"))]
impl InstitutionsPage {
    /// The model for a site.
    pub fn of(site: &Site) -> InstitutionsPage {
        let value = |id| site.index.value(Facet::Institution, id);
        let institutions = site.catalogue.institutions.iter();
        InstitutionsPage {
            line: Head::new(site, &Screen::new(Route::Institutions)).description,
            institutions: institutions
                .map(|institution| InstitutionTotal {
                    institution: Named::institution(institution),
                    brands: value(&institution.id).map_or(0, |value| value.total),
                })
                .collect(),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl AllPage {
    /// The page with a number, from 1 on.
    pub fn of(site: &Site, page: usize) -> AllPage {
        let index = &site.index;
        let first = (page.max(1) - 1) * PAGE;
        let card = |at: usize| Some(CardModel::plain(index, index.card(at)?, index.owner(at)));
        AllPage {
            page: super::count(page),
            pages: super::count(index.pages()),
            brands: super::count(index.brands()),
            cards: (first..index.brands().min(first + PAGE))
                .filter_map(card)
                .collect(),
        }
    }
}
