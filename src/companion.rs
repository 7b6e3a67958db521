//! What comes only when it is asked for?
//!
//! The second program of a page: what few visitors need and no first visit shall load. `boot.js` loads it at the first command, the value of a
//! `data-companion` attribute that was clicked, and tells it each command as an event of the document. It lives beside the page and knows it
//! only as a visitor does, by document, links and address: either program works without the other. Absent on purpose: shared state.

mod kiosk;
mod poster;
mod reader;
mod set_up;
mod share;

use crate::browser::{load, page};
use crate::messages;
use share::Sheet;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::CustomEvent;

/// Starts listening for wishes. `boot.js` tells the first one when this has returned.
pub fn start() {
    load::apply_site_and_language();
    let sheet = Sheet::new();
    let reader = reader::Reader::new();
    let handle = move |command: &str| match (command, &sheet) {
        ("share", Some(sheet)) => sheet.open(),
        ("read", _) => reader.begin(),
        ("silence", _) => reader.forget(),
        ("set-up", _) => set_up::ask(),
        ("kiosk", _) => spawn_local(async {
            kiosk::start().await;
        }),
        _ => {}
    };
    let handle = Rc::new(handle);
    page::on(
        &page::document(),
        "companion",
        Box::new(move |event| {
            let command = event
                .dyn_ref::<CustomEvent>()
                .and_then(|event| event.detail().as_string());
            let (command, handle) = (command.unwrap_or_default(), handle.clone());
            if messages::is_learned() {
                return handle(&command);
            }
            spawn_local(async move {
                // Without them it says the same in the words of the site's own language.
                let _ = load::messages().await;
                handle(&command);
            });
        }),
    );
}
