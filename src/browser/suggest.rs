//! Suggestions below the search box: the ARIA combobox pattern.
//!
//! Arrow keys move, Enter takes, Esc closes; the focus stays in the search box. An empty box offers recent searches, which are kept in this device's
//! local storage only; a lobby's screen offers none. [`crate::search::suggest`] computes the suggestions.

use super::app_state::AppState;
use super::history::{HistoryUpdate, go};
use super::mounted::Rendered;
use super::page;
use super::schedule;
use crate::components::{Suggestions, suggested, suggestion_href};
use crate::messages::tr;
use crate::route::Route;
use crate::search::{BATCH, Query, Suggestion, Target, suggest};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, InputEvent, KeyboardEvent};

/// The most suggestions that are offered.
const MAX_SUGGESTIONS: usize = 8;

/// The most recent searches that are kept.
const MAX_RECENT: usize = 5;

/// The storage key of recent searches, one a line.
const RECENT_KEY: &str = "recent";

/// The list below the search box.
#[derive(Default)]
struct List {
    shown: RefCell<Suggestions>,
    /// Whether suggestions for typed text are still to be computed.
    is_pending: Cell<bool>,
}

impl List {
    /// Whether the list is open, or about to open.
    fn is_busy(&self) -> bool {
        self.is_pending.get() || !self.shown.borrow().items.is_empty()
    }

    /// Shows `next`.
    fn set(&self, next: Suggestions) {
        if let (Some(input), Some(list)) = (page::search_box(), page::element("suggestions")) {
            let is_open = !next.items.is_empty();
            let _ = input.set_attribute("aria-expanded", if is_open { "true" } else { "false" });
            let _ = match next.active {
                Some(at) => {
                    input.set_attribute("aria-activedescendant", &format!("suggestion-{at}"))
                }
                None => input.remove_attribute("aria-activedescendant"),
            };
            let _ = list.toggle_attribute_with_force("hidden", !is_open);
            list.set_text_content(None);
            if is_open {
                Rendered::into(&list, suggested(&next));
            }
        }
        self.shown.replace(next);
    }
}

/// Registers the listeners.
pub(super) fn listen(app: Rc<AppState>) {
    let list = Rc::new(List::default());
    let document = page::document();
    for event in ["input", "compositionend", "focusin"] {
        let (app, list) = (app.clone(), list.clone());
        page::on(
            &document,
            event,
            Box::new(move |event| {
                let half_typed = event
                    .dyn_ref::<InputEvent>()
                    .is_some_and(InputEvent::is_composing);
                if !at_search_box(&event) || half_typed {
                    return;
                }
                match event.type_().as_str() {
                    "focusin" => offer(&app, &list, true),
                    _ => offer_after_frame(&app, &list),
                }
            }),
        );
    }
    page::on(&document, "focusout", {
        let list = list.clone();
        Box::new(move |event| {
            if list.is_busy() && at_search_box(&event) {
                close(&list);
            }
        })
    });
    page::on(&document, "keydown", {
        let (app, list) = (app.clone(), list.clone());
        Box::new(move |event| {
            pressed(&app, &list, &event);
        })
    });
    // Keeps the focus in the search box, and with it the list open.
    page::on(
        &document,
        "pointerdown",
        Box::new({
            let list = list.clone();
            move |event| {
                if list.is_busy() && option_of(&event).is_some() {
                    event.prevent_default();
                }
            }
        }),
    );
    page::on(&document, "click", {
        let list = list.clone();
        Box::new(move |event| {
            if !list.is_busy() {
                return;
            }
            let Some(option) = option_of(&event) else {
                return;
            };
            let at = option
                .id()
                .rsplit('-')
                .next()
                .and_then(|at| at.parse::<usize>().ok());
            let item = at.and_then(|at| list.shown.borrow().items.get(at).cloned());
            if let Some(item) = item {
                take(&app, &list, &item);
            }
        })
    });
    page::on(
        &document,
        "submit",
        Box::new(move |_| {
            close(&list);
            if let Some(input) = page::search_box() {
                remember(input.value().trim());
            }
        }),
    );
}

fn at_search_box(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| target.id() == "q")
}

fn option_of(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("[role=option]").ok()?
}

/// Fills the list once typed text has been painted; text typed until then is included.
fn offer_after_frame(app: &Rc<AppState>, list: &Rc<List>) {
    if list.is_pending.replace(true) {
        return;
    }
    let (app, list) = (app.clone(), list.clone());
    wasm_bindgen_futures::spawn_local(async move {
        schedule::input_idle().await;
        schedule::composition_end().await;
        if list.is_pending.replace(false) && page::focus_selector() == "#q" {
            offer(&app, &list, false);
        }
    });
}

/// Fills the list for the text in the box. On focus alone only an empty box gets suggestions.
fn offer(app: &Rc<AppState>, list: &Rc<List>, on_focus: bool) {
    let Some(input) = page::search_box() else {
        return;
    };
    let text = input.value();
    let typed_text = text.clone();
    let query = Query::default().with_text(&text);
    if !app.site.index.has_engine() || !app.site.index.missing(&query, BATCH).is_empty() {
        let (app, list) = (app.clone(), list.clone());
        wasm_bindgen_futures::spawn_local(async move {
            // Touching the search box means that the engine is needed soon.
            if app.load_engine().await.is_ok() && app.load_answer(query, BATCH).await.is_ok() {
                schedule::composition_end().await;
                // Do not replace a list in which an option is selected.
                if page::focus_selector() == "#q" && list.shown.borrow().active.is_none() {
                    // The text may have changed during loading.
                    let typed = page::search_box().is_some_and(|input| input.value() != text);
                    offer(&app, &list, on_focus && !typed);
                }
            }
        });
    }
    let items = match typed_text.trim() {
        "" => recent(),
        _ if on_focus => Vec::new(),
        text => suggest(&app.site.index, text, MAX_SUGGESTIONS),
    };
    list.set(Suggestions {
        items,
        active: None,
    });
}

fn close(list: &Rc<List>) {
    list.is_pending.set(false);
    if list.is_busy() {
        list.set(Suggestions::default());
    }
}

/// The key code of a key that an input method has handled. Safari reports it for the Enter that ends a composition, after the end of the composition.
const IME_KEY_CODE: u32 = 229;

fn pressed(app: &Rc<AppState>, list: &Rc<List>, event: &Event) {
    let Some(key) = event
        .dyn_ref::<KeyboardEvent>()
        .filter(|key| !key.is_composing() && key.key_code() != IME_KEY_CODE)
    else {
        return;
    };
    let name = key.key();
    // Cheap test first: most keys are letters.
    let is_list_key = ["Escape", "Enter", "ArrowDown", "ArrowUp"].contains(&name.as_str());
    if !is_list_key || !at_search_box(event) {
        return;
    }
    if name == "Escape" && list.is_busy() {
        event.prevent_default();
        return close(list);
    }
    // The list is out of date: the arrow is meant for the typed text.
    if name.starts_with("Arrow") && list.is_pending.replace(false) {
        offer(app, list, false);
    }
    let Suggestions { items, active } = list.shown.borrow().clone();
    let last = items.len().checked_sub(1);
    let next = match (name.as_str(), last, active) {
        // The list is out of date: Enter searches for the typed text.
        ("Enter", _, Some(_)) if list.is_pending.get() => return,
        ("Enter", _, Some(at)) => {
            event.prevent_default();
            if let Some(item) = items.get(at) {
                take(app, list, item);
            }
            return;
        }
        ("ArrowDown", Some(last), active) => {
            active.map_or(0, |at| if at == last { 0 } else { at + 1 })
        }
        ("ArrowUp", Some(last), active) => {
            active.map_or(last, |at| if at == 0 { last } else { at - 1 })
        }
        _ => return,
    };
    event.prevent_default();
    list.set(Suggestions {
        items,
        active: Some(next),
    });
}

fn take(app: &Rc<AppState>, list: &Rc<List>, item: &Suggestion) {
    close(list);
    let href = suggestion_href(item);
    if matches!(item.target, Target::Elder) {
        return drop(page::location().assign(&href));
    }
    remember(&item.words);
    let (path, query) = href.split_once('?').unwrap_or((&href, ""));
    go(app, Route::parse(path, query), HistoryUpdate::Push);
}

fn recent() -> Vec<Suggestion> {
    if page::is_kiosk() {
        return Vec::new();
    }
    let kept = page::local_item(RECENT_KEY).unwrap_or_default();
    kept.lines()
        .map(|words| Suggestion {
            words: words.to_owned(),
            note: tr!("最近找过").to_owned(),
            target: Target::Search,
        })
        .collect()
}

fn remember(words: &str) {
    if words.is_empty() || page::is_kiosk() {
        return;
    }
    let kept = page::local_item(RECENT_KEY).unwrap_or_default();
    let older = kept.lines().filter(|line| *line != words);
    let lines: Vec<&str> = std::iter::once(words)
        .chain(older)
        .take(MAX_RECENT)
        .collect();
    page::set_local_item(RECENT_KEY, &lines.join("\n"));
}
