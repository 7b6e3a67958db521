//! How does the program live in a page?
//!
//! The only window on the browser: [`load`] fetches, [`page`] reads and changes the document, [`history`] keeps address and screen
//! together, [`listen`] hears clicks and keys, [`suggest`] offers what is about to be asked for, [`sieve`] looks
//! through lists and trees. [`start`] loads what this address shows and takes the prerendered page over in one task; until then, and where that
//! fails, the prerendered page stays as it is. Drawing is absent on purpose.

mod history;
mod listen;
pub(crate) mod load;
pub(crate) mod page;
mod sieve;
mod suggest;

use crate::components::Suggestions;
use crate::route::{self, Route};
use crate::screen::{Screen, Site};
use crate::search::Front;
use history::Door;
use leptos::prelude::*;
use std::rc::Rc;

/// Opens the browser door; `app` draws the page.
pub fn start(app: fn(Site, RwSignal<Screen>) -> AnyView) {
    // Before the first mount Leptos has no executor of its own yet.
    wasm_bindgen_futures::spawn_local(async move {
        route::set_site(&page::site());
        if open(app).await.is_none() {
            page::show_trouble(None);
        }
    });
}

async fn open(app: fn(Site, RwSignal<Screen>) -> AnyView) -> Option<()> {
    // The page names this file in its head: it is on its way since before the program ran.
    let front = load::value::<Front>(&route::asset(route::CATALOGUE)).await;
    let front = front.ok()?;
    // Long work in short tasks: a tap in between is heard.
    page::breathe().await;
    let site = Site {
        written: page::written_list(),
        ..Site::of(front)
    };
    page::breathe().await;
    let door = Rc::new(Door::of(site));
    let (path, query) = page::address();
    let route = Route::parse(&path, &query);
    let first = match (&route, page::told_here()) {
        (Route::Gallery(_), _) => door.ready(route).await.ok()?,
        (_, Some(told)) => {
            let told = door.keep_told(route.href(), told);
            site.show(route, Some(told))
        }
        // A static host answers unknown addresses with one page for all of them.
        _ => site.show(Route::Missing, None),
    };
    page::composed().await;
    let screen = RwSignal::new(first);
    let suggestions = RwSignal::new(Suggestions::default());
    page::take_over(move |slot| {
        let whole = move || {
            provide_context(suggestions);
            app(site, screen)
        };
        leptos::mount::mount_to(slot, whole).forget();
    });
    page::hide_trouble();
    listen::listen(door.clone(), screen);
    suggest::listen(door, screen, suggestions);
    sieve::listen();
    page::sign_in();
    Some(())
}
