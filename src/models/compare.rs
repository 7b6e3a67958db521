//! The models of `/compare/`: the brands that can be chosen, and the content of a chosen one.
//!
//! The file of the page contains no answers. Those of a brand are in the file of its page ([`super::Bundle`]), so that only chosen brands are loaded.

#[cfg(not(target_arch = "wasm32"))]
use super::brand::joined;
#[cfg(not(target_arch = "wasm32"))]
use super::source::Cited;
use super::{Emblem, InitiativeSummary, Named, Source};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Brand;
use crate::catalogue::{Figure, Honour, Slug, Statement};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page that compares a few brands side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparePage {
    /// The brands that can be chosen.
    pub picks: Vec<Pick>,
    /// The answers of the chosen brands, in the order of the address; empty in the file of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<CompareAnswers>,
    /// Whether the address names a brand that cannot be chosen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_unknown: bool,
}

/// A brand that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pick {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its emblem, and its kind.
    pub emblem: Emblem,
    /// The name of its institution.
    pub owner: String,
    /// The names of the needs that it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// The number of its initiatives.
    pub initiatives: u32,
    /// The number of its own figures.
    pub figures: u32,
    /// The number of its honours.
    pub honours: u32,
}

/// The answers of a brand: its content in the comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareAnswers {
    /// Its id.
    pub id: Slug,
    /// Its institution.
    pub owner: Named,
    /// What it is.
    pub summary: Statement,
    /// The needs that it meets, including those of its initiatives.
    pub needs: Vec<Named>,
    /// The places that it reaches, including those of its initiatives.
    pub places: Vec<Named>,
    /// Its initiatives.
    pub initiatives: Vec<InitiativeSummary>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Its honours.
    pub honours: Vec<Honour>,
    /// The documents cited by these statements.
    pub sources: Vec<Source>,
}

impl ComparePage {
    /// The requested brands that can be chosen, in their order.
    pub fn known(&self, asked: &[Slug]) -> Vec<Slug> {
        let is_known = |id: &&Slug| self.picks.iter().any(|pick| pick.id == **id);
        asked.iter().filter(is_known).cloned().collect()
    }

    /// The page with the answers of the requested brands; missing ones are reported as unknown.
    pub fn with(mut self, asked: &[Slug], answers: Vec<CompareAnswers>) -> ComparePage {
        self.has_unknown = answers.len() < asked.len();
        self.chosen = answers;
        self
    }

    /// Its title; `plain` is the title of the page without chosen brands.
    pub fn title(&self, plain: &str) -> String {
        let name = |chosen: &CompareAnswers| {
            let pick = self.picks.iter().find(|pick| pick.id == chosen.id)?;
            Some(pick.name.as_str())
        };
        let names: Vec<&str> = self.chosen.iter().filter_map(name).collect();
        match names.is_empty() {
            true => plain.to_owned(),
            false => format!("{}：{plain}", names.join("、")),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl ComparePage {
    /// The page of a site, without chosen brands.
    pub fn of(site: &Site, brands: &[Brand]) -> ComparePage {
        ComparePage {
            picks: brands.iter().map(|brand| Pick::of(site, brand)).collect(),
            chosen: Vec::new(),
            has_unknown: false,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Pick {
    fn of(site: &Site, brand: &Brand) -> Pick {
        Pick {
            id: brand.id.clone(),
            name: brand.name.clone(),
            emblem: Emblem::of_brand(brand),
            owner: Named::owner(&site.catalogue, brand).name,
            needs: (brand.needs.iter())
                .filter_map(|id| site.catalogue.need(id))
                .map(|need| need.name.clone())
                .collect(),
            initiatives: super::count(brand.initiatives.len()),
            figures: super::count(brand.figures.len()),
            honours: super::count(brand.honours.len()),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl CompareAnswers {
    /// The answers of a brand.
    pub fn of(site: &Site, brand: &Brand) -> CompareAnswers {
        let catalogue = &site.catalogue;
        let initiatives = || brand.initiatives.iter();
        // The needs and places of its initiatives count for the brand.
        let needs = joined(&brand.needs, initiatives().map(|it| &it.needs));
        let places = joined(&brand.places, initiatives().map(|it| &it.places));
        let mut cited = Cited::default();
        cited.add(std::slice::from_ref(&brand.summary));
        for initiative in &brand.initiatives {
            cited.add(std::slice::from_ref(&initiative.summary));
        }
        cited.add(&brand.figures);
        cited.add(&brand.honours);
        CompareAnswers {
            id: brand.id.clone(),
            owner: Named::owner(catalogue, brand),
            summary: brand.summary.clone(),
            needs: Named::needs(catalogue, &needs),
            places: Named::places(catalogue, &places),
            initiatives: initiatives().map(InitiativeSummary::of).collect(),
            figures: brand.figures.clone(),
            honours: brand.honours.clone(),
            sources: cited.sources(catalogue),
        }
    }
}
