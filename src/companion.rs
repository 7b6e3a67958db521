//! What comes only when it is asked for?
//!
//! The second program of a page: what few visitors need and no first visit shall load. `boot.js` loads it at the first wish, the value of a
//! `data-companion` attribute that was clicked, and tells it each wish as an event of the document. It lives beside the page and knows it
//! only as a visitor does, by document, links and address: either program works without the other. Absent on purpose: shared state.

mod kiosk;
mod poster;
mod reader;
mod share;

use crate::browser::page;
use crate::route;
use share::Sheet;
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

/// Starts listening for wishes. `boot.js` tells the first one when this has returned.
pub fn start() {
    route::set_site(&page::site());
    let sheet = Sheet::new();
    let reader = reader::Reader::new();
    page::on(
        &page::document(),
        "companion",
        Box::new(move |event| {
            let wish = event
                .dyn_ref::<CustomEvent>()
                .and_then(|event| event.detail().as_string());
            match (wish.unwrap_or_default().as_str(), &sheet) {
                ("share", Some(sheet)) => sheet.open(),
                ("read", _) => reader.begin(),
                ("silence", _) => reader.forget(),
                ("kiosk", _) => wasm_bindgen_futures::spawn_local(async {
                    kiosk::start().await;
                }),
                _ => {}
            }
        }),
    );
}
