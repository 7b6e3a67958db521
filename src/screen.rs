//! The data that pages read ([`Site`]), and the current route with its data ([`Screen`]).
//!
//! A [`Site`] is built once and never changed. Rendering is in the layers above.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Catalogue, Retired, Slug};
use crate::route::Route;
use crate::search::Index;
#[cfg(target_arch = "wasm32")]
use crate::search::InitialData;
#[cfg(not(target_arch = "wasm32"))]
use crate::search::bundle::{bundle, homophones};
#[cfg(not(target_arch = "wasm32"))]
use crate::search::everyday;
#[cfg(not(target_arch = "wasm32"))]
use std::collections::HashMap;
use std::sync::Arc;

/// Everything that pages read. Clones share the data.
#[derive(Clone)]
pub struct Site {
    /// The catalogue.
    #[cfg(not(target_arch = "wasm32"))]
    pub catalogue: Arc<Catalogue>,
    /// The complete brands, in the order of the matrix.
    #[cfg(not(target_arch = "wasm32"))]
    pub brands: Arc<[Brand]>,
    /// The index of each brand in `brands`. A linear search for every page would be quadratic.
    #[cfg(not(target_arch = "wasm32"))]
    positions: Arc<HashMap<Slug, usize>>,
    /// The search index, as far as its data have been loaded.
    pub index: Arc<Index>,
}

impl Site {
    /// Builds a site from a catalogue. The search engine may be added later ([`Index::give_engine`]).
    #[cfg(not(target_arch = "wasm32"))]
    pub fn new(catalogue: Catalogue, brands: Vec<Brand>) -> Site {
        let pieces = bundle(&catalogue);
        let index = Index::of(pieces.initial);
        index.give_facet_index(pieces.facet_index);
        index.give_name_order(pieces.name_order);
        index.give_homophones(&homophones(&catalogue));
        index.give_everyday(everyday::lines(&catalogue.everyday));
        for (at, shelf) in pieces.chunks.into_iter().enumerate() {
            index.give_chunk(at, shelf);
        }
        Site {
            catalogue: Arc::new(catalogue),
            positions: Arc::new(positions(&brands)),
            brands: brands.into(),
            index: Arc::new(index),
        }
    }

    /// A site with the initial data. More is given to its index as it loads.
    #[cfg(target_arch = "wasm32")]
    pub fn new(initial: InitialData) -> Site {
        Site {
            index: Arc::new(Index::of(initial)),
        }
    }

    /// The same site with other brands that have the same cards.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn with(&self, brands: Vec<Brand>) -> Site {
        Site {
            positions: Arc::new(positions(&brands)),
            brands: brands.into(),
            ..self.clone()
        }
    }

    /// The brand of a route, also of an initiative or a tour step; `None` where it does not exist.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn brand(&self, route: &Route) -> Option<&Brand> {
        let brand = |id| self.brands.get(*self.positions.get(id)?);
        match route {
            Route::Brand(id) | Route::Step(id) => brand(id),
            Route::Initiative(id, initiative) => {
                brand(id).filter(|brand| brand.initiative(initiative).is_some())
            }
            _ => None,
        }
    }

    /// The screen of a route with all data at hand: unknown records become [`Route::NotFound`], unknown filters are dropped.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn screen(&self, route: Route) -> Screen {
        let known = match &route {
            Route::Brand(_) | Route::Initiative(..) => self.brand(&route).is_some(),
            Route::Step(id) => {
                self.brand(&route).is_some() || self.catalogue.gallery.tour(id).is_some()
            }
            Route::Need(id) => self.catalogue.need(id).is_some(),
            Route::Place(id) => self.catalogue.place(id).is_some(),
            Route::Institution(id) => self.catalogue.institution(id).is_some(),
            Route::Compare(_) => self.catalogue.gallery.has_comparison(),
            Route::All(page) => (1..=self.index.pages()).contains(page),
            Route::Gallery(_)
            | Route::Institutions
            | Route::Overview(_)
            | Route::About
            | Route::StaffPage(_)
            | Route::NotFound => true,
        };
        self.show(if known { route } else { Route::NotFound })
    }

    /// The screen of a route without checking that its records exist; unknown filters are dropped.
    pub fn show(&self, route: Route) -> Screen {
        Screen::new(match route {
            Route::Gallery(query) => Route::Gallery(self.index.admit(query)),
            route => route,
        })
    }
}

/// The index of each brand.
#[cfg(not(target_arch = "wasm32"))]
fn positions(brands: &[Brand]) -> HashMap<Slug, usize> {
    let ids = brands.iter().map(|brand| brand.id.clone());
    ids.zip(0..).collect()
}

/// A route and its data.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The route.
    pub route: Route,
    /// The retired record of the route, and the page that replaces it: neither is in the catalogue's lists.
    #[cfg(not(target_arch = "wasm32"))]
    pub retired: Option<(Retired, Route)>,
    /// Title and description of the page; `None` for the gallery.
    #[cfg(target_arch = "wasm32")]
    pub name: Option<(String, String)>,
}

impl Screen {
    /// A screen of a route without further data.
    pub fn new(route: Route) -> Screen {
        Screen {
            route,
            #[cfg(not(target_arch = "wasm32"))]
            retired: None,
            #[cfg(target_arch = "wasm32")]
            name: None,
        }
    }
}

/// Screens are equal if their routes are: the data never change.
impl PartialEq for Screen {
    fn eq(&self, other: &Screen) -> bool {
        self.route == other.route
    }
}
