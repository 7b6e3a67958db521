//! Which page answers which route, and what surrounds it?
//!
//! [`app`] draws the frame and, within it, the page of the [`Screen`] in hand. The gallery is the same on the desk, where it becomes a
//! file, and in the browser, where the door changes the screen as the address changes; a page that only tells is drawn on the desk
//! and shown in the browser as the desk wrote it. Loading and history are absent on purpose: a screen is only ever set when what it
//! shows has arrived.

use crate::components::{frame_footer, frame_header};
use crate::pages;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Overview;
use crate::route::Route;
use crate::screen::{Screen, Site};
use crate::search::Query;
use leptos::prelude::*;

/// The whole page: the site, and the screen that is shown of it.
pub fn app(site: Site, screen: RwSignal<Screen>) -> AnyView {
    let query = Memo::new(move |_| match &screen.read().route {
        Route::Gallery(query) => query.clone(),
        _ => Query::default(),
    });
    // The gallery stays as it is while its query changes: only a change of page draws a new page.
    let page = Memo::new(move |_| {
        let screen = screen.get();
        match screen.route {
            Route::Gallery(_) => Screen::of(Route::home()),
            _ => screen,
        }
    });
    view! {
        {frame_header(page)}
        {move || {
            let screen = page.get();
            match (&screen.route, screen.told) {
                (_, Some(told)) => view! { <main id="main" tabindex="-1" inner_html=told.html.as_str()></main> }.into_any(),
                (Route::Gallery(_), None) => main(pages::gallery(site, query)),
                #[cfg(not(target_arch = "wasm32"))]
                _ => main(telling(site, &screen)),
                #[cfg(target_arch = "wasm32")]
                _ => main(pages::missing(site)),
            }
        }}
        {frame_footer(site)}
    }
    .into_any()
}

fn main(page: AnyView) -> AnyView {
    view! { <main id="main" tabindex="-1">{page}</main> }.into_any()
}

/// A page that only tells.
#[cfg(not(target_arch = "wasm32"))]
fn telling(site: Site, screen: &Screen) -> AnyView {
    match (&screen.route, screen.brand) {
        (Route::Brand(_), Some(brand)) => pages::brand(site, brand),
        (Route::Initiative(_, id), Some(brand)) => match brand.initiative(id) {
            Some(initiative) => pages::initiative(site, brand, initiative),
            None => pages::missing(site),
        },
        (Route::Need(id), _) => pages::need(site, id),
        (Route::Place(id), _) => pages::place(site, id),
        (Route::Institution(id), _) => pages::institution(site, id),
        (Route::Institutions, _) => pages::institutions(site),
        (Route::All(page), _) => pages::all(site, *page),
        (Route::Overview(overview), _) => match overview {
            Overview::Matrix => pages::matrix(site, screen.brands),
            Overview::Figures => pages::figures(site, screen.brands),
            Overview::Timeline => pages::timeline(site, screen.brands),
            Overview::Places => pages::places(site),
            Overview::Tour => pages::tour(site, screen.brands),
        },
        (Route::Step(_), Some(brand)) => pages::step(site, screen.brands, brand),
        (Route::About, _) => pages::about(site),
        _ => pages::missing(site),
    }
}
