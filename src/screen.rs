//! What is on the screen, and from what is it drawn?
//!
//! A [`Site`] is everything there is, made once and never changed; a [`Screen`] is a route and the brand that it shows. Drawing is
//! absent on purpose: whoever draws, and whoever only wants to know a page's title, stands on a floor above or beside.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Catalogue, Retired};
use crate::route::Route;
#[cfg(target_arch = "wasm32")]
use crate::search::Front;
use crate::search::Index;
#[cfg(not(target_arch = "wasm32"))]
use crate::search::cut::{cut, homophones};

/// Everything that pages read; made once, never changed.
#[derive(Clone, Copy)]
pub struct Site {
    /// What there is.
    #[cfg(not(target_arch = "wasm32"))]
    pub catalogue: &'static Catalogue,
    /// The same, ready for searching, as far as it has come.
    pub index: &'static Index,
}

impl Site {
    /// Makes a catalogue ready and keeps it for good; its search engine may come later ([`Index::give_engine`]).
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(catalogue: Catalogue) -> Site {
        let pieces = cut(&catalogue);
        let index: &'static Index = Box::leak(Box::new(Index::of(pieces.front)));
        index.give_columns(pieces.columns);
        index.give_names(pieces.names);
        index.give_homophones(&homophones(&catalogue));
        for (at, shelf) in pieces.shelves.into_iter().enumerate() {
            index.give_shelf(at, shelf);
        }
        Site {
            catalogue: Box::leak(Box::new(catalogue)),
            index,
        }
    }

    /// What a first visit knows; the rest is given to its index as it comes.
    #[cfg(target_arch = "wasm32")]
    pub fn of(front: Front) -> Site {
        Site {
            index: Box::leak(Box::new(Index::of(front))),
        }
    }

    /// The screen of a route, where it is drawn: a route to what does not exist becomes [`Route::Missing`], unknown filters fall away.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn screen(self, route: Route, brand: Option<&'static Brand>) -> Screen {
        let known = match &route {
            Route::Brand(_) => brand.is_some(),
            Route::Initiative(_, initiative) => {
                brand.is_some_and(|brand| brand.initiative(initiative).is_some())
            }
            Route::Need(id) => self.catalogue.need(id).is_some(),
            Route::Place(id) => self.catalogue.place(id).is_some(),
            Route::Institution(id) => self.catalogue.institution(id).is_some(),
            Route::All(page) => (1..=self.index.pages()).contains(page),
            Route::Step(_) => brand.is_some(),
            Route::Gallery(_)
            | Route::Institutions
            | Route::Overview(_)
            | Route::Compare(_)
            | Route::About
            | Route::Paper(_)
            | Route::Missing => true,
        };
        Screen {
            brand: brand.filter(|_| known),
            ..self.show(if known { route } else { Route::Missing })
        }
    }

    /// The screen of a route that no page model is known of; unknown filters fall away.
    pub fn show(self, route: Route) -> Screen {
        Screen::of(match route {
            Route::Gallery(query) => Route::Gallery(self.index.admit(query)),
            route => route,
        })
    }
}

/// A route and what it shows.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The route.
    pub route: Route,
    /// The brand of [`Route::Brand`] and [`Route::Initiative`], where they are drawn.
    #[cfg(not(target_arch = "wasm32"))]
    pub brand: Option<&'static Brand>,
    /// All brands, where the whole is drawn: [`Route::Overview`] and [`Route::Step`].
    #[cfg(not(target_arch = "wasm32"))]
    pub brands: &'static [Brand],
    /// The retired record of the route, and the page that its own links to: neither is in the catalogue's lists.
    #[cfg(not(target_arch = "wasm32"))]
    pub retired: Option<&'static (Retired, Route)>,
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
            brand: None,
            #[cfg(not(target_arch = "wasm32"))]
            brands: &[],
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
