//! How does the program live in a page?
//!
//! The only window on the browser: [`load`] fetches, [`page`] reads and changes the document, [`history`] keeps address and screen
//! together. [`start`] loads what this address shows and takes the prerendered page over in one task; until then, and where that
//! fails, the prerendered page stays as it is. Drawing is absent on purpose.

mod history;
mod load;
mod page;

use crate::app::{App, Site};
use crate::catalogue::Catalogue;
use crate::route::{self, Route};
use history::Door;
use leptos::prelude::*;
use std::rc::Rc;

/// Opens the browser door.
pub fn start() {
    // Before the first mount Leptos has no executor of its own yet.
    wasm_bindgen_futures::spawn_local(async {
        route::set_base(&page::base());
        if open().await.is_none() {
            page::show_trouble(None);
        }
    });
}

async fn open() -> Option<()> {
    let site = Site::of(
        load::value::<Catalogue>(&route::asset(route::CATALOGUE))
            .await
            .ok()?,
    );
    let door = Rc::new(Door::of(site));
    let (path, query) = page::address();
    let route = Route::parse(&path, &query);
    let brand = door.brand_of(&route).await.ok()?;
    page::composed().await;
    // A static host answers unknown addresses with one page for all of them.
    let screen = RwSignal::new(site.screen(route, brand));
    page::take_over(move |app| {
        leptos::mount::mount_to(app, move || view! { <App site screen /> }).forget();
    });
    page::hide_trouble();
    history::listen(door, screen);
    page::sign_in();
    Some(())
}
