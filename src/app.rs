//! Which page answers which route?
//!
//! [`App`] draws the frame and, within it, the page of the [`Screen`] in hand. It is the same on the desk, where it becomes a file, and in
//! the browser, where the door changes the screen as the address changes. Loading and history are absent on purpose: a screen is
//! only ever set when what it shows has arrived.

use crate::catalogue::{Brand, Catalogue};
use crate::components::{frame_footer, frame_header};
use crate::pages;
use crate::route::Route;
use crate::search::{Index, Query};
use leptos::prelude::*;

/// Everything that pages read; made once, never changed.
#[derive(Clone, Copy)]
pub struct Site {
    /// What there is.
    pub catalogue: &'static Catalogue,
    /// The same, ready for searching.
    pub index: &'static Index,
}

impl Site {
    /// Makes a catalogue ready and keeps it for good.
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

/// The whole page.
#[component]
pub fn App(
    /// What there is.
    site: Site,
    /// What is shown.
    screen: RwSignal<Screen>,
) -> impl IntoView {
    let query = Memo::new(move |_| match &screen.read().route {
        Route::Gallery(query) => query.clone(),
        _ => Query::default(),
    });
    // The gallery stays as it is while its query changes: only a change of page draws a new page.
    let page = Memo::new(move |_| {
        let screen = screen.get();
        match screen.route {
            Route::Gallery(_) => Screen {
                route: Route::home(),
                brand: None,
            },
            _ => screen,
        }
    });
    view! {
        {frame_header(page)}
        <main id="main" tabindex="-1">
            {move || {
                let screen = page.get();
                match (&screen.route, screen.brand) {
                    (Route::Gallery(_), _) => pages::gallery(site, query),
                    (Route::Brand(_), Some(brand)) => pages::brand(site, brand),
                    (Route::Initiative(_, id), Some(brand)) => match brand.initiative(id) {
                        Some(initiative) => pages::initiative(site, brand, initiative),
                        None => pages::missing(site),
                    },
                    (Route::Need(id), _) => pages::need(site, id),
                    (Route::Place(id), _) => pages::place(site, id),
                    (Route::Institution(id), _) => pages::institution(site, id),
                    (Route::About, _) => pages::about(site),
                    _ => pages::missing(site),
                }
            }}
        </main>
        {frame_footer(site)}
    }
}
