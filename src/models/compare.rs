//! The models of `/compare/`: all brands that can be chosen, and what a chosen brand answers.
//!
//! The page holds no answers; those of a brand are a file of their own ([`crate::route::answers`]), so that only those of chosen brands are loaded.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Brand;
use crate::catalogue::{Figure, Honour, Kind, Slug, Statement};
use crate::models::{Emblem, Link, ShortFigure, Source};
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page on which a few brands stand side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparePage {
    /// The brands that can be chosen.
    pub picks: Vec<Pick>,
    /// What the chosen brands answer, in the order of the address; empty in the file of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<CompareAnswers>,
    /// Whether the address names a brand that is not among those.
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
    /// The names of the needs that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// How many initiatives it has.
    pub initiatives: u32,
    /// How many figures of its own.
    pub figures: u32,
    /// How many honours.
    pub honours: u32,
}

/// What a brand answers to the questions of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareAnswers {
    /// Its id.
    pub id: Slug,
    /// Its institution.
    pub owner: Link,
    /// What it is.
    pub summary: Statement,
    /// The needs that it answers.
    pub needs: Vec<Link>,
    /// The places that it reaches.
    pub places: Vec<Link>,
    /// Its initiatives.
    pub initiatives: Vec<ComparedInitiative>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Its honours.
    pub honours: Vec<Honour>,
    /// The documents that these statements cite.
    pub sources: Vec<Source>,
}

/// An initiative of a brand that is compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedInitiative {
    /// Its kind.
    pub kind: Kind,
    /// Its page.
    pub link: Link,
    /// What it is.
    pub summary: Statement,
    /// Its first figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<ShortFigure>,
}

impl ComparePage {
    /// Those of the brands asked for that can be chosen, in their order.
    pub fn known(&self, asked: &[Slug]) -> Vec<Slug> {
        let is_known = |id: &&Slug| self.picks.iter().any(|pick| pick.id == **id);
        asked.iter().filter(is_known).cloned().collect()
    }

    /// The page with the answers of the brands that are asked for; those that are missing are told as unknown.
    pub fn with(mut self, asked: &[Slug], answers: Vec<CompareAnswers>) -> ComparePage {
        self.has_unknown = answers.len() < asked.len();
        self.chosen = answers;
        self
    }

    /// Its title, where that of the page without chosen brands is `plain`.
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
    /// That of a site, without chosen brands.
    pub fn of(site: Site, brands: &[Brand]) -> ComparePage {
        ComparePage {
            picks: brands.iter().map(|brand| Pick::of(site, brand)).collect(),
            chosen: Vec::new(),
            has_unknown: false,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Pick {
    fn of(site: Site, brand: &Brand) -> Pick {
        let owner = site.catalogue.institution(&brand.owner);
        Pick {
            id: brand.id.clone(),
            name: brand.name.clone(),
            emblem: Emblem::of_brand(brand),
            owner: owner.map_or_else(String::new, |owner| owner.name.clone()),
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
    /// Those of a brand.
    pub fn of(site: Site, brand: &Brand) -> CompareAnswers {
        let catalogue = site.catalogue;
        let owner = catalogue.institution(&brand.owner);
        let initiatives = || brand.initiatives.iter();
        // What its initiatives answer and reach is part of what the brand does.
        let needs = whole(&brand.needs, initiatives().map(|it| it.needs.as_slice()));
        let places = whole(&brand.places, initiatives().map(|it| it.places.as_slice()));
        let cited: Vec<&Slug> = (brand.summary.sources.iter())
            .chain(initiatives().flat_map(|it| &it.summary.sources))
            .chain(brand.figures.iter().flat_map(|it| &it.sources))
            .chain(brand.honours.iter().flat_map(|it| &it.sources))
            .collect();
        CompareAnswers {
            id: brand.id.clone(),
            owner: Link::to(
                &Route::Institution(brand.owner.clone()),
                owner.map_or("", |owner| &owner.name),
            ),
            summary: brand.summary.clone(),
            needs: (needs.iter())
                .filter_map(|id| catalogue.need(id))
                .map(|need| Link::to(&Route::Need(need.id.clone()), &need.name))
                .collect(),
            places: (places.iter())
                .filter_map(|id| catalogue.place(id))
                .map(|place| Link::to(&Route::Place(place.id.clone()), &place.name))
                .collect(),
            initiatives: initiatives()
                .map(|it| ComparedInitiative {
                    kind: it.kind,
                    link: Link::to(
                        &Route::Initiative(brand.id.clone(), it.id.clone()),
                        &it.name,
                    ),
                    summary: it.summary.clone(),
                    figures: (it.figures.iter().take(FIGURES))
                        .map(|figure| ShortFigure {
                            value: format!("{}{}", figure.value, figure.unit),
                            label: figure.label.clone(),
                        })
                        .collect(),
                })
                .collect(),
            figures: brand.figures.clone(),
            honours: brand.honours.clone(),
            sources: Source::all(catalogue)
                .filter(|source| cited.contains(&&source.id))
                .collect(),
        }
    }
}

/// How many figures of an initiative are told with it, as on the page of its brand.
#[cfg(not(target_arch = "wasm32"))]
const FIGURES: usize = 3;

/// What a brand has by itself, and then what its initiatives add, each once.
#[cfg(not(target_arch = "wasm32"))]
fn whole<'a>(own: &'a [Slug], initiatives: impl Iterator<Item = &'a [Slug]>) -> Vec<&'a Slug> {
    let mut whole = Vec::new();
    for id in own.iter().chain(initiatives.flatten()) {
        if !whole.contains(&id) {
            whole.push(id);
        }
    }
    whole
}
