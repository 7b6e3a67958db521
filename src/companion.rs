//! The companion: a second wasm program with rarely used features.
//!
//! Share sheet, feedback, reading aloud, kiosk and its setup. `boot.js` loads it at the first click on an element with `data-companion`, and dispatches the
//! attribute's value as a `companion` event of the document, then and later. The two programs share code and the document, no state: either works
//! without the other.

mod dialog;
mod feedback;
mod handout;
mod kiosk;
mod plate;
mod poster;
mod reader;
mod set_up;
mod share;

use crate::browser::{load, page};
use crate::messages;
use crate::models::Verdict;
use feedback::FeedbackSheet;
use share::Sheet;
use std::cell::OnceCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::CustomEvent;

/// Registers the listener for commands. `boot.js` dispatches the first command after this has returned.
pub fn start() {
    load::apply_site_and_language();
    let sheet = Sheet::new();
    handout::listen();
    let reader = reader::Reader::new();
    let feedback = OnceCell::new();
    let handle = move |command: &str| match (command, &sheet) {
        ("share", Some(sheet)) => sheet.open(),
        ("read", _) => reader.begin(),
        ("silence", _) => reader.forget(),
        ("set-up", _) => set_up::ask(),
        ("kiosk", _) => spawn_local(async {
            kiosk::start().await;
        }),
        _ => {
            let sheet = Verdict::parse(command).and_then(|verdict| {
                Some((verdict, feedback.get_or_init(FeedbackSheet::new).as_ref()?))
            });
            if let Some((verdict, sheet)) = sheet {
                sheet.open(verdict);
            }
        }
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
                // If the messages do not load, those of the site's own language are used.
                let _ = load::messages().await;
                handle(&command);
            });
        }),
    );
}
