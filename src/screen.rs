//! What is on the screen, and from what is it drawn?
//!
//! A [`Site`] is everything there is, made once and never changed; a [`Screen`] is a route of it. Drawing is absent on purpose: whoever draws, and
//! whoever only wants to know a page's title, stands on a floor above or beside.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Catalogue, Retired, Slug};
use crate::route::Route;
#[cfg(target_arch = "wasm32")]
use crate::search::Front;
use crate::search::Index;
#[cfg(not(target_arch = "wasm32"))]
use crate::search::cut::{cut, homophones};
#[cfg(not(target_arch = "wasm32"))]
use std::collections::HashMap;
use std::sync::Arc;

/// Everything that pages read; made once, never changed. A clone shares it, and the last one that goes frees it.
#[derive(Clone)]
pub struct Site {
    /// What there is.
    #[cfg(not(target_arch = "wasm32"))]
    pub catalogue: Arc<Catalogue>,
    /// The brands in full, in the order of the matrix.
    #[cfg(not(target_arch = "wasm32"))]
    pub brands: Arc<[Brand]>,
    /// Where among the brands which one stands: a search in the list would take as long as the list for each page.
    #[cfg(not(target_arch = "wasm32"))]
    positions: Arc<HashMap<Slug, usize>>,
    /// What there is, ready for searching, as far as it has come.
    pub index: Arc<Index>,
}

impl Site {
    /// Makes a catalogue ready; its search engine may come later ([`Index::give_engine`]).
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(catalogue: Catalogue, brands: Vec<Brand>) -> Site {
        let pieces = cut(&catalogue);
        let index = Index::of(pieces.front);
        index.give_columns(pieces.columns);
        index.give_names(pieces.names);
        index.give_homophones(&homophones(&catalogue));
        for (at, shelf) in pieces.shelves.into_iter().enumerate() {
            index.give_shelf(at, shelf);
        }
        Site {
            catalogue: Arc::new(catalogue),
            positions: Arc::new(positions(&brands)),
            brands: brands.into(),
            index: Arc::new(index),
        }
    }

    /// What a first visit knows; the rest is given to its index as it comes.
    #[cfg(target_arch = "wasm32")]
    pub fn of(front: Front) -> Site {
        Site {
            index: Arc::new(Index::of(front)),
        }
    }

    /// The same with other brands, whose cards are the same.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn with(&self, brands: Vec<Brand>) -> Site {
        Site {
            positions: Arc::new(positions(&brands)),
            brands: brands.into(),
            ..self.clone()
        }
    }

    /// The brand that a route shows, itself or one of its initiatives.
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

    /// The screen of a route, where it is drawn: a route to what does not exist becomes [`Route::NotFound`], unknown filters fall away.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn screen(&self, route: Route) -> Screen {
        let known = match &route {
            Route::Brand(_) | Route::Initiative(..) | Route::Step(_) => {
                self.brand(&route).is_some()
            }
            Route::Need(id) => self.catalogue.need(id).is_some(),
            Route::Place(id) => self.catalogue.place(id).is_some(),
            Route::Institution(id) => self.catalogue.institution(id).is_some(),
            Route::All(page) => (1..=self.index.pages()).contains(page),
            Route::Gallery(_)
            | Route::Institutions
            | Route::Overview(_)
            | Route::Compare(_)
            | Route::About
            | Route::StaffPage(_)
            | Route::NotFound => true,
        };
        self.show(if known { route } else { Route::NotFound })
    }

    /// The screen of a route that no page model is known of; unknown filters fall away.
    pub fn show(&self, route: Route) -> Screen {
        Screen::of(match route {
            Route::Gallery(query) => Route::Gallery(self.index.admit(query)),
            route => route,
        })
    }
}

/// Where which brand stands.
#[cfg(not(target_arch = "wasm32"))]
fn positions(brands: &[Brand]) -> HashMap<Slug, usize> {
    let ids = brands.iter().map(|brand| brand.id.clone());
    ids.zip(0..).collect()
}

/// A route and what it shows.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The route.
    pub route: Route,
    /// The retired record of the route, and the page that its own links to: neither is in the catalogue's lists.
    #[cfg(not(target_arch = "wasm32"))]
    pub retired: Option<(Retired, Route)>,
    /// Title and description of its page, of all but the gallery.
    #[cfg(target_arch = "wasm32")]
    pub name: Option<(String, String)>,
}

impl Screen {
    /// A route that nothing more is known of.
    pub fn of(route: Route) -> Screen {
        Screen {
            route,
            #[cfg(not(target_arch = "wasm32"))]
            retired: None,
            #[cfg(target_arch = "wasm32")]
            name: None,
        }
    }
}

/// Two screens are the same where their routes are: data never changes.
impl PartialEq for Screen {
    fn eq(&self, other: &Screen) -> bool {
        self.route == other.route
    }
}
