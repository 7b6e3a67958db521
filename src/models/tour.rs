//! The models of `/tour/`, `/tour/<story>/` and `/tour/<brand>/`: the stories of the gallery, and a tour of the brands that the city selected.

#[cfg(not(target_arch = "wasm32"))]
use super::source::Cited;
use super::{BrandLink, Link, Named, Plate, Source};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Level, Tour};
use crate::catalogue::{Slug, Statement};
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The most initiatives in a step.
#[cfg(not(target_arch = "wasm32"))]
const FIRST: usize = 4;

/// The first page of the tour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TourPage {
    /// The stories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stories: Vec<StoryLink>,
    /// The parent of the first step's brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub core: Option<TourCore>,
    /// Its steps.
    pub steps: Vec<TourStep>,
    /// The cited documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

/// A story in the list of all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryLink {
    /// Its page.
    pub link: Link,
    /// What it is about.
    pub text: String,
    /// The number of its stops.
    pub stops: u32,
    /// The picture of its first brand.
    pub plate: Option<Plate>,
}

/// The page of a story: all its stops.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryPage {
    /// Its title.
    pub name: String,
    /// What it is about.
    pub text: String,
    /// Its stops.
    pub stops: Vec<StoryStop>,
    /// The story after it; the first one after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
    /// The cited documents.
    pub sources: Vec<Source>,
}

/// A stop of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryStop {
    /// The page of its brand or initiative.
    pub link: Link,
    /// The name of the institution that owns the brand.
    pub owner_name: String,
    /// The picture of the brand, where the stop before is about another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plate: Option<Plate>,
    /// What the story says here.
    pub text: Statement,
}

/// The parent of the first step's brand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TourCore {
    /// Its name.
    pub name: String,
    /// The summary: one or two sentences.
    pub summary: Statement,
}

/// A step in the list of all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TourStep {
    /// Its brand.
    pub brand: BrandLink,
    /// The name of the institution that owns it.
    pub owner_name: String,
}

/// The page of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepPage {
    /// Its brand.
    pub brand: BrandLink,
    /// The name of the institution that owns it.
    pub owner_name: String,
    /// The slogan of the brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slogan: Option<Statement>,
    /// The summary: one or two sentences.
    pub summary: Statement,
    /// The first of its initiatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initiatives: Vec<StepInitiative>,
    /// The number of the step, from 1 on.
    pub step: u32,
    /// The number of steps.
    pub steps: u32,
    /// The brand of the step before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Named>,
    /// The brand of the step after; `None` at the end of the tour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Named>,
    /// The cited documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// An initiative on the page of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepInitiative {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// The summary: one or two sentences.
    pub summary: Statement,
}

/// The number of steps in a gallery without selected brands.
#[cfg(not(target_arch = "wasm32"))]
const LONGEST: usize = 12;

/// The brands of the tour, in order: those that the city selected, or else the first brands of the gallery.
#[cfg(not(target_arch = "wasm32"))]
pub fn steps(brands: &[Brand]) -> Vec<&Brand> {
    let is_chosen = |brand: &&Brand| {
        let mut honours = brand.honours.iter();
        honours.any(|honour| honour.level == Level::Chosen)
    };
    let chosen: Vec<&Brand> = brands.iter().filter(is_chosen).collect();
    match chosen.is_empty() {
        true => brands.iter().take(LONGEST).collect(),
        false => chosen,
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl TourPage {
    /// The tour of these brands.
    pub fn of(site: &Site, brands: &[Brand]) -> TourPage {
        let steps = steps(brands);
        let core = (steps.first())
            .and_then(|brand| brand.parent.as_ref())
            .and_then(|parent| brands.iter().find(|brand| brand.id == parent.brand));
        let mut cited = Cited::default();
        if let Some(core) = core {
            cited.add_ids(&core.summary.sources);
        }
        let stories = site.catalogue.gallery.tours.iter();
        TourPage {
            stories: (stories.map(|tour| StoryLink {
                link: story(tour),
                text: tour.text.clone(),
                stops: super::count(tour.stops.len()),
                plate: (tour.stops.first())
                    .and_then(|stop| brands.iter().find(|brand| brand.id == stop.brand))
                    .map(|brand| Plate::of_brand(brand).as_decoration()),
            }))
            .collect(),
            no_comparison: !site.catalogue.gallery.has_comparison(),
            core: core.map(|core| TourCore {
                name: core.name.clone(),
                summary: core.summary.clone(),
            }),
            steps: (steps.into_iter())
                .map(|brand| TourStep {
                    brand: BrandLink::of_brand(brand),
                    owner_name: Named::owner(&site.catalogue, brand).name,
                })
                .collect(),
            sources: cited.sources(&site.catalogue),
        }
    }
}

/// The link to a story.
#[cfg(not(target_arch = "wasm32"))]
fn story(tour: &Tour) -> Link {
    Link::to(&Route::Step(tour.id.clone()), &tour.name)
}

#[cfg(not(target_arch = "wasm32"))]
impl StoryPage {
    /// The story with an id; `None` if there is none.
    pub fn of(site: &Site, brands: &[Brand], id: &Slug) -> Option<StoryPage> {
        let tours = &site.catalogue.gallery.tours;
        let at = tours.iter().position(|tour| tour.id == *id)?;
        let tour = &tours[at];
        let mut cited = Cited::default();
        let mut before = None;
        let mut stops = Vec::new();
        for stop in &tour.stops {
            let brand = brands.iter().find(|brand| brand.id == stop.brand)?;
            let link = match (stop.initiative.as_ref()).and_then(|id| brand.initiative(id)) {
                Some(initiative) => {
                    let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
                    Link::to(&route, &initiative.name)
                }
                None => Link::to(&Route::Brand(brand.id.clone()), &brand.name),
            };
            cited.add_ids(&stop.sources);
            stops.push(StoryStop {
                link,
                owner_name: Named::owner(&site.catalogue, brand).name,
                plate: (before.replace(&brand.id) != Some(&brand.id))
                    .then(|| Plate::of_brand(brand).as_decoration()),
                text: Statement {
                    text: stop.text.clone(),
                    sources: stop.sources.clone(),
                },
            });
        }
        let next = tours.get((at + 1) % tours.len());
        Some(StoryPage {
            name: tour.name.clone(),
            text: tour.text.clone(),
            stops,
            next: next.filter(|next| next.id != tour.id).map(story),
            sources: cited.sources(&site.catalogue),
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl StepPage {
    /// The step of `brand` in the tour of `brands`.
    pub fn of(site: &Site, brands: &[Brand], brand: &Brand) -> StepPage {
        let steps = steps(brands);
        let at = (steps.iter().position(|step| step.id == brand.id)).unwrap_or(0);
        let named = |at: usize| steps.get(at).copied().map(Named::brand);
        let initiatives: Vec<StepInitiative> = (brand.initiatives.iter().take(FIRST))
            .map(|initiative| StepInitiative {
                id: initiative.id.clone(),
                name: initiative.name.clone(),
                summary: initiative.summary.clone(),
            })
            .collect();
        let mut cited = Cited::default();
        cited.add(brand.slogan.as_slice());
        cited.add_ids(&brand.summary.sources);
        for initiative in &initiatives {
            cited.add_ids(&initiative.summary.sources);
        }
        StepPage {
            brand: BrandLink::of_brand(brand),
            owner_name: Named::owner(&site.catalogue, brand).name,
            slogan: brand.slogan.clone(),
            summary: brand.summary.clone(),
            initiatives,
            step: super::count(at + 1),
            steps: super::count(steps.len()),
            before: at.checked_sub(1).and_then(named),
            after: named(at + 1),
            sources: cited.sources(&site.catalogue),
        }
    }
}
