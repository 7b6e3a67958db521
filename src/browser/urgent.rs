//! Notices for people in danger, shown while text is typed and where a need is chosen that calls for them.
//!
//! The page contains all notices, hidden, in a live region below the search box. Their `hidden` attribute changes only where a notice appears or
//! goes, so that a screen reader announces it once and not at each key. [`crate::search::Index::urgent`] decides which text shows which notice.

use super::app_state::AppState;
use super::{load, page};
use crate::catalogue::Slug;
use crate::route::{self, Route};
use crate::screen::Site;
use crate::search::Facet;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, InputEvent};

/// Follows the text of the search box, on every page that has one, within the same task: it waits for neither the search index nor a timer.
/// Homophones are loaded when the box is first touched, or already contains text.
pub(super) fn listen(app: &Rc<AppState>) {
    for event in ["input", "compositionend", "focusin"] {
        let app = app.clone();
        page::on(
            &page::document(),
            event,
            Box::new(move |event| {
                let half_typed = event
                    .dyn_ref::<InputEvent>()
                    .is_some_and(InputEvent::is_composing);
                let target = event.target();
                let target = target.and_then(|target| target.dyn_into::<Element>().ok());
                if half_typed || target.is_none_or(|target| target.id() != "q") {
                    return;
                }
                show_typed(&app);
                load_homophones(&app);
            }),
        );
    }
    show_typed(app);
    if page::search_box().is_some_and(|input| !input.value().is_empty()) {
        load_homophones(app);
    }
}

/// Loads the homophones, unless they have been loaded, and checks the text again. If loading fails, only the written phrases are found.
fn load_homophones(app: &Rc<AppState>) {
    if !app.site.index.is_missing_homophones() {
        return;
    }
    let app = app.clone();
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(lines) = load::text(&route::asset(route::HOMOPHONES)).await {
            app.site.index.give_homophones(&lines);
            show_typed(&app);
        }
    });
}

/// Shows the notices for the text in the search box and the chosen needs.
fn show_typed(app: &AppState) {
    if let (Some(input), Some(body)) = (page::search_box(), page::document().body()) {
        let needs = match app.screen().route {
            Route::Gallery(query) => query.chosen(Facet::Need).to_vec(),
            _ => Vec::new(),
        };
        show(&app.site, &body, &input.value(), &needs);
    }
}

/// Shows the notices for `text` and the chosen `needs` in the search form within `page`, and hides the others. The names of needs that call for a notice
/// are among its phrases.
pub(super) fn show(site: &Site, page: &Element, text: &str, needs: &[Slug]) {
    let mut called = site.index.urgent(text);
    for need in needs {
        called.extend(site.index.urgent(site.index.word(Facet::Need, need)));
    }
    for (at, notice) in page::elements_in(page, ".urgent-region__item").enumerate() {
        let is_called = called.contains(&at);
        if notice.has_attribute("hidden") == is_called {
            let _ = notice.toggle_attribute_with_force("hidden", !is_called);
        }
    }
}
