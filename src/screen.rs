//! What is on the screen, and from what is it drawn?
//!
//! A [`Site`] is everything there is, made once and never changed; a [`Screen`] is a route and the brand that it shows. Drawing is
//! absent on purpose: whoever draws, and whoever only wants to know a page's title, stands on a floor above or beside.

use crate::catalogue::{Brand, Catalogue};
use crate::route::Route;
use crate::search::Index;

/// Everything that pages read; made once, never changed.
#[derive(Clone, Copy)]
pub struct Site {
    /// What there is.
    pub catalogue: &'static Catalogue,
    /// The same, ready for searching.
    pub index: &'static Index,
}

impl Site {
    /// Makes a catalogue ready and keeps it for good; its search engine may come later ([`Index::give`]).
    pub fn of(catalogue: Catalogue) -> Site {
        let catalogue: &'static Catalogue = Box::leak(Box::new(catalogue));
        Site {
            catalogue,
            index: Box::leak(Box::new(Index::of(catalogue))),
        }
    }

    /// The screen of a route: a route to what does not exist becomes [`Route::Missing`], unknown filters fall away.
    pub fn screen(self, route: Route, brand: Option<&'static Brand>) -> Screen {
        let known = match &route {
            Route::Brand(_) => brand.is_some(),
            Route::Initiative(_, initiative) => {
                brand.is_some_and(|brand| brand.initiative(initiative).is_some())
            }
            Route::Need(id) => self.catalogue.need(id).is_some(),
            Route::Place(id) => self.catalogue.place(id).is_some(),
            Route::Institution(id) => self.catalogue.institution(id).is_some(),
            Route::Gallery(_) | Route::About | Route::Missing => true,
        };
        match route {
            Route::Gallery(query) => Screen {
                route: Route::Gallery(self.index.admit(query)),
                brand: None,
            },
            route if known => Screen { route, brand },
            _ => Screen {
                route: Route::Missing,
                brand: None,
            },
        }
    }
}

/// A route and what it shows.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The route.
    pub route: Route,
    /// The brand of [`Route::Brand`] and [`Route::Initiative`].
    pub brand: Option<&'static Brand>,
}

/// Two screens are the same where their routes are: data never changes.
impl PartialEq for Screen {
    fn eq(&self, other: &Screen) -> bool {
        self.route == other.route
    }
}
