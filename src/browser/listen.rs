//! Which clicks and keys of the document are for the program?
//!
//! Listeners on the document and the window, none on an element: pages come and go under them. Links that are not ours, and keys held
//! with a link, are left to the browser. What follows is [`super::history`]'s.

use super::door::Door;
use super::history::{
    Step, flush_address, go, go_to, replace_address, restore_by_hand, search_typed, typed,
    typed_query,
};
use super::pace;
use super::page;
use super::sources::Sources;
use super::tab;
use super::timer::{self, Timer};
use crate::head::Head;
use crate::route::Route;
use crate::search::{PORTION, Query};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlAnchorElement, InputEvent, KeyboardEvent, MouseEvent,
};

/// How long somebody lingers on a link who means it, in milliseconds.
const INTENT_MS: i32 = 60;

/// Starts listening; the screen is drawn already.
pub(super) fn listen(door: Rc<Door>) {
    let history = page::window().history().ok();
    match history
        .as_ref()
        .and_then(|history| history.state().ok())
        .and_then(|state| state.as_f64())
    {
        Some(entry) => {
            door.entry.set(entry as u32);
            // Reloaded, or come back to from another site: a filtered list is as long again only now.
            if let Some((y, focus)) = Door::place(door.entry.get()) {
                page::scroll_to(y);
                if page::focus_is_lost() {
                    page::focus(&focus);
                }
            }
        }
        None => replace_address(&door, None),
    }
    let now = door.screen();
    tab::set(&Head::of(&door.site, &now), &now.route);
    restore_by_hand(true);
    // Typed while the program was still on its way.
    search_typed(&door);

    let window = page::window();
    let document = page::document();
    page::on(&document, "click", {
        let door = door.clone();
        Box::new(move |event| clicked(&door, &event))
    });
    for typing in ["input", "compositionend"] {
        let door = door.clone();
        page::on(
            &document,
            typing,
            Box::new(move |event| {
                let half_typed = event
                    .dyn_ref::<InputEvent>()
                    .is_some_and(InputEvent::is_composing);
                let in_search_box = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok())
                    .is_some_and(|target| target.id() == "q");
                if in_search_box && !half_typed {
                    typed(&door);
                }
            }),
        );
    }
    // A composition may end with the focus, and not every engine reports that: what the box holds then is what was typed.
    page::on(&document, "focusout", {
        let door = door.clone();
        Box::new(move |_| {
            if typed_query(&door).is_some() {
                typed(&door);
            }
        })
    });
    page::on(
        &document,
        "focusin",
        Box::new(|event| page::make_room(&event)),
    );
    page::on(
        &document,
        "keydown",
        Box::new(|event| {
            let key = event.dyn_ref::<KeyboardEvent>();
            if key.is_some_and(|key| key.key() == "Escape") && page::close_facet_around(&event) {
                event.prevent_default();
            }
        }),
    );
    // Who lingers on a link, by mouse, finger or key, will follow it: its page is sent for.
    let intent: Rc<Timer> = Rc::default();
    for lingering in ["pointerover", "focusin"] {
        let (door, intent) = (door.clone(), intent.clone());
        page::on(
            &document,
            lingering,
            Box::new(move |event| expect(&door, &intent, &event)),
        );
    }
    // Who does anything will open a page: its code is on its way before the press.
    for sign in ["pointermove", "touchstart", "keydown", "scroll"] {
        let door = door.clone();
        page::on(&window, sign, Box::new(move |_| door.load_code_early()));
    }
    page::on(&document, "submit", {
        let door = door.clone();
        Box::new(move |event| {
            event.prevent_default();
            wasm_bindgen_futures::spawn_local(submitted(door.clone()));
        })
    });
    page::on(&window, "popstate", {
        let door = door.clone();
        Box::new(move |event| {
            door.remember_place();
            let entry = event
                .unchecked_ref::<web_sys::PopStateEvent>()
                .state()
                .as_f64()
                .unwrap_or(0.0) as u32;
            if door.sources.went_back() {
                // The page is the same, and stays where it is.
                return door.entry.set(entry);
            }
            let (path, query) = page::address();
            go(&door, Route::parse(&path, &query), Step::Move(entry));
        })
    });
    page::on(&window, "pagehide", {
        let door = door.clone();
        Box::new(move |_| {
            flush_address(&door);
            door.remember_place();
            // The next page of this entry scrolls before the program is there.
            restore_by_hand(false);
        })
    });
    page::on(&window, "pageshow", Box::new(|_| restore_by_hand(true)));
}

/// Shows what was asked for, at once and in view; the search engine may still be on its way.
async fn submitted(door: Rc<Door>) {
    let Some(input) = page::search_box() else {
        return;
    };
    let typed = Query::default().with_text(&input.value());
    if door.whole(typed, PORTION).await.is_err() {
        return page::show_trouble(None);
    }
    if search_typed(&door) {
        flush_address(&door);
        // The phone's keyboard makes room for what was found.
        page::reveal("results");
    } else {
        let query = Query::default().with_text(&input.value());
        go(&door, Route::Gallery(query), Step::Push);
    }
}

/// Sends for the page behind a link that is lingered on.
fn expect(door: &Rc<Door>, intent: &Timer, event: &Event) {
    let (door, on) = (door.clone(), event.target());
    timer::later(intent, INTENT_MS, move || {
        let link = on.and_then(link_at).filter(|_| !page::saves_data());
        let Some(link) = link.filter(|link| is_ours(link) && !link.has_attribute("data-more"))
        else {
            return;
        };
        match Route::parse(&link.pathname(), "") {
            Route::Missing => {}
            Route::Gallery(_) if door.main.has_gallery() => {}
            route => wasm_bindgen_futures::spawn_local(async move {
                let _ = door.file(&route).await;
            }),
        }
    });
}

/// The link that an event is about.
fn link_at(target: EventTarget) -> Option<HtmlAnchorElement> {
    let target = target.dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok()??.dyn_into().ok()
}

/// Whether a link leads to another page of this site, in this tab.
fn is_ours(link: &HtmlAnchorElement) -> bool {
    !(link.has_attribute("target")
        || link.has_attribute("download")
        || link.has_attribute("data-mode")
        || link.origin() != page::location().origin().unwrap_or_default())
}

fn clicked(door: &Rc<Door>, event: &Event) {
    let Some(click) = event.dyn_ref::<MouseEvent>() else {
        return;
    };
    // What was typed is an address of its own before another one follows.
    flush_address(door);
    // A choice is of what is on the screen.
    if door.main.pressed(event.target()) {
        return event.prevent_default();
    }
    if event.default_prevented()
        || click.button() != 0
        || click.meta_key()
        || click.ctrl_key()
        || click.shift_key()
        || click.alt_key()
    {
        return;
    }
    let Some(link) = event.target().and_then(link_at).filter(is_ours) else {
        return;
    };
    if link.has_attribute("data-more")
        && let Route::Gallery(query) = door.screen().route
        && let Some(longer) = query.with_more()
    {
        event.prevent_default();
        // Back leads out of the list, not back through its lengths; the address keeps how long it is.
        return go(door, Route::Gallery(longer), Step::Replace);
    }
    let (route, is_here) = led_to(&link);
    let hash = link.hash();
    if is_here && link.class_name() == "citation" && Sources::open(door, &link) {
        return event.prevent_default();
    }
    if let Some(id) = hash.strip_prefix('#').filter(|_| is_here) {
        event.prevent_default();
        page::close_facets();
        page::reveal(id);
        return;
    }
    if route != Route::Missing && link.closest("#trouble").ok().flatten().is_none() {
        event.prevent_default();
        let step = if is_here { Step::Replace } else { Step::Push };
        go_to(door, route, hash, step);
    }
}

/// Where a link of ours leads, and whether one is there already.
fn led_to(link: &HtmlAnchorElement) -> (Route, bool) {
    let (path, query) = (link.pathname(), link.search());
    let query = query.trim_start_matches('?');
    let here = page::address();
    let is_here = (path.as_str(), query) == (&here.0, &here.1);
    (Route::parse(&path, query), is_here)
}

/// Goes the ways of a press and of a key once, as far as nothing is seen of it: a browser compiles what is called for the first time, and whoever
/// presses first need not wait for that.
pub(super) async fn rehearse(door: &Rc<Door>) {
    pace::breathe().await;
    let target = page::elements("a[href]").next().map(EventTarget::from);
    if let Some(link) = target.and_then(link_at).filter(is_ours) {
        drop(led_to(&link));
    }
    pace::breathe().await;
    // Who has pressed or typed already needs none.
    if door.ticket.get() > 0 || typed_query(door).is_some() {
        return;
    }
    go(door, Route::home(), Step::Replace);
    // Overtaken before it has begun.
    door.ticket.set(door.ticket.get() + 1);
    pace::breathe().await;
    typed(door);
    pace::breathe().await;
    // No key of this name is anywhere; a lobby's screen would take it for a visitor.
    if let Ok(key) = KeyboardEvent::new("keydown")
        && !page::is_kiosk()
    {
        let _ = page::document().dispatch_event(&key);
    }
}
