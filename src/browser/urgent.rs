//! Shows the notices for people in danger that the text in the search box calls for.
//!
//! The page holds all notices, hidden, in a live region below the search box; an attribute changes only where a notice appears or goes, so that a
//! screen reader announces it once and not at each key. Which text calls for which notice is [`crate::search::Index::urgent`]'s to say.

use super::app_state::AppState;
use super::{load, page};
use crate::route;
use crate::screen::Site;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, InputEvent};

/// Follows what is typed, on every page that has a search box. It answers within the same task: neither the search index nor a timer is waited for.
/// Homophones are sent for when the box is first touched, or already holds a text.
pub(super) fn listen(app: &Rc<AppState>) {
    for event in ["input", "compositionend", "focusin"] {
        let site = app.site.clone();
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
                show_typed(&site);
                load_homophones(&site);
            }),
        );
    }
    show_typed(&app.site);
    if page::search_box().is_some_and(|input| !input.value().is_empty()) {
        load_homophones(&app.site);
    }
}

/// Loads the homophones, unless they are here, and judges the text again. Where they do not come, phrases are found as they are written.
fn load_homophones(site: &Site) {
    if !site.index.lacks_homophones() {
        return;
    }
    let site = site.clone();
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(lines) = load::text(&route::asset(route::HOMOPHONES)).await {
            site.index.give_homophones(&lines);
            show_typed(&site);
        }
    });
}

/// Shows what the text in the search box calls for.
fn show_typed(site: &Site) {
    if let (Some(input), Some(body)) = (page::search_box(), page::document().body()) {
        show(site, &body, &input.value());
    }
}

/// Shows in the search form within `page` the notices that `text` calls for, and hides the others.
pub(super) fn show(site: &Site, page: &Element, text: &str) {
    let called = site.index.urgent(text);
    for (at, notice) in page::elements_in(page, ".urgent-region__item").enumerate() {
        let is_called = called.contains(&at);
        if notice.has_attribute("hidden") == is_called {
            let _ = notice.toggle_attribute_with_force("hidden", !is_called);
        }
    }
}
