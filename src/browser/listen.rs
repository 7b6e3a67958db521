//! Event listeners of the document and the window.
//!
//! There are no listeners on elements: pages come and go. Links to other sites, and clicks with a modifier key, are left to the browser.
//! [`super::history`] carries the navigations out.

use super::app_state::AppState;
use super::document_head;
use super::history::{
    HistoryUpdate, flush_address, go, go_to, replace_address, search_typed, set_scroll_restoration,
    typed, typed_query,
};
use super::main_view::page_of;
use super::overlay::Overlay;
use super::page;
use super::schedule;
use super::timer::{self, Timer};
use crate::head::Head;
use crate::route::Route;
use crate::search::{BATCH, Query};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlAnchorElement, HtmlInputElement, InputEvent, KeyboardEvent,
    MouseEvent,
};

/// How long a pointer or the focus rests on a link before its page is prefetched, in milliseconds.
const INTENT_MS: i32 = 60;

/// Registers the listeners and restores the position of the current entry. Requires that the screen has been rendered.
pub(super) fn listen(app: Rc<AppState>) {
    let history = page::window().history().ok();
    match history
        .as_ref()
        .and_then(|history| history.state().ok())
        .and_then(|state| state.as_f64())
    {
        Some(entry) => {
            app.entry.set(entry as u32);
            // After a reload, or on the way back from another site, a filtered list has its full length only now.
            if let Some((y, focus)) = AppState::saved_position(app.entry.get()) {
                page::scroll_to(y);
                if page::focus_is_lost() {
                    page::focus(&focus);
                }
            }
        }
        None => replace_address(&app, None),
    }
    let now = app.screen();
    document_head::update(&Head::new(&app.site, &now), &now.route);
    set_scroll_restoration(true);
    // Text that was typed while the program was loading.
    search_typed(&app);

    let window = page::window();
    let document = page::document();
    page::on(&document, "click", {
        let app = app.clone();
        Box::new(move |event| clicked(&app, &event))
    });
    for typing in ["input", "compositionend"] {
        let app = app.clone();
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
                    typed(&app);
                }
            }),
        );
    }
    // A composition may end because the search box loses focus, which not every engine reports.
    page::on(&document, "focusout", {
        let app = app.clone();
        Box::new(move |_| {
            if typed_query(&app).is_some() {
                typed(&app);
            }
        })
    });
    page::on(
        &document,
        "focusin",
        Box::new(|event| page::scroll_form_to_top(&event)),
    );
    page::on(&document, "keydown", {
        let app = app.clone();
        Box::new(move |event| {
            let key = event.dyn_ref::<KeyboardEvent>();
            if key.is_some_and(|key| key.key() == "Escape") && page::close_facet_around(&event) {
                event.prevent_default();
                app.overlay.close();
            }
        })
    });
    // Prefetch: a link that a mouse, finger or key rests on is likely to be followed.
    let intent: Rc<Timer> = Rc::default();
    for lingering in ["pointerover", "focusin"] {
        let (app, intent) = (app.clone(), intent.clone());
        page::on(
            &document,
            lingering,
            Box::new(move |event| prefetch(&app, &intent, &event)),
        );
    }
    // After any sign of activity a page is likely to be opened: load the code of the pages.
    for sign in ["pointermove", "touchstart", "keydown", "scroll"] {
        let app = app.clone();
        page::on(&window, sign, Box::new(move |_| app.load_code_early()));
    }
    page::on(&document, "submit", {
        let app = app.clone();
        Box::new(move |event| {
            event.prevent_default();
            let form = (event.target()).and_then(|form| form.dyn_into::<Element>().ok());
            let field = form.and_then(|form| form.query_selector("[name=q]").ok()?);
            if let Some(field) = field.and_then(|field| field.dyn_into().ok()) {
                wasm_bindgen_futures::spawn_local(submit(app.clone(), field));
            }
        })
    });
    page::on(&window, "popstate", {
        let app = app.clone();
        Box::new(move |event| {
            app.save_position();
            let entry = event
                .unchecked_ref::<web_sys::PopStateEvent>()
                .state()
                .as_f64()
                .unwrap_or(0.0) as u32;
            if app.overlay.consume_popstate() {
                return app.entry.set(entry);
            }
            let (path, query) = page::address();
            go(
                &app,
                Route::parse(&path, &query),
                HistoryUpdate::Move(entry),
            );
        })
    });
    page::on(&window, "pagehide", {
        let app = app.clone();
        Box::new(move |_| {
            flush_address(&app);
            app.save_position();
            // The next document of this entry scrolls before the program has loaded.
            set_scroll_restoration(false);
        })
    });
    page::on(
        &window,
        "pageshow",
        Box::new(|_| set_scroll_restoration(true)),
    );
}

/// Shows the answer to the text in the submitted field and scrolls to it; loads the search engine first where necessary. On a page without the search
/// box the field is that of the header.
async fn submit(app: Rc<AppState>, field: HtmlInputElement) {
    let typed = Query::default().with_text(&field.value());
    if app.load_answer(typed, BATCH).await.is_err() {
        return page::show_trouble(None);
    }
    if field.id() == "q" && search_typed(&app) {
        flush_address(&app);
        // Moving the focus closes a phone's keyboard, so that the results are visible.
        page::reveal("results");
    } else {
        let query = Query::default().with_text(&field.value());
        if field.id() != "q" {
            field.set_value("");
        }
        go(&app, Route::Gallery(query), HistoryUpdate::Push);
    }
}

/// Prefetches the page behind a link after [`INTENT_MS`].
fn prefetch(app: &Rc<AppState>, intent: &Timer, event: &Event) {
    let (app, on) = (app.clone(), event.target());
    timer::later(intent, INTENT_MS, move || {
        let link = on.and_then(link_at).filter(|_| !page::saves_data());
        let Some(link) = link.filter(|link| is_ours(link) && !link.has_attribute("data-more"))
        else {
            return;
        };
        match Route::parse(&link.pathname(), "") {
            Route::NotFound => {}
            Route::Gallery(_) if app.main.has_gallery() => {}
            route => wasm_bindgen_futures::spawn_local(async move {
                let _ = app.page_file(&route).await;
            }),
        }
    });
}

/// The link around an event's target.
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

fn clicked(app: &Rc<AppState>, event: &Event) {
    let Some(click) = event.dyn_ref::<MouseEvent>() else {
        return;
    };
    // Typed text gets its history entry before another page follows.
    flush_address(app);
    if !page::is_narrow() {
        page::close_facets_beside(event.target());
    } else if press_facet(app, event.target()) {
        return event.prevent_default();
    }
    // A press on a facet whose choices are out of date.
    if app.main.pressed(event.target()) {
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
        && let Route::Gallery(query) = app.screen().route
        && let Some(longer) = query.with_more()
    {
        event.prevent_default();
        // Back leaves the list instead of shortening it; the address contains its length.
        return go(app, Route::Gallery(longer), HistoryUpdate::Replace);
    }
    let (route, is_here) = destination(&link);
    let hash = link.hash();
    if is_here && link.class_name() == "citation" {
        app.open_source(link);
        return event.prevent_default();
    }
    if let Some(id) = hash.strip_prefix('#').filter(|_| is_here) {
        event.prevent_default();
        app.overlay.close();
        page::close_facets();
        page::reveal(id);
        return;
    }
    if route != Route::NotFound && link.closest("#trouble").ok().flatten().is_none() {
        event.prevent_default();
        let same_page = page_of(&app.screen().route) == page_of(&route);
        // A link around `main` leads to the top of its page.
        if same_page && matches!(link.closest("main"), Ok(None)) {
            page::scroll_to(0);
        }
        let update = if app.overlay.leave_entry(same_page) || is_here {
            HistoryUpdate::Replace
        } else {
            HistoryUpdate::Push
        };
        go_to(app, route, hash, update);
    }
}

/// A press on a phone, where an open facet is a sheet over the page: on its name, or beside it. Returns true where the press has been handled.
fn press_facet(app: &Rc<AppState>, target: Option<EventTarget>) -> bool {
    let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let is_name = matches!(target.closest(".facet__name"), Ok(Some(_)));
    let facet = target.closest(".facet").ok().flatten();
    let Some(facet) = facet.filter(|facet| is_name || *facet == target) else {
        return false;
    };
    let is_open = facet.has_attribute("open");
    match is_open {
        true => app.overlay.close(),
        false => Overlay::open(app, Box::new(page::close_open_facet)),
    }
    is_open
}

/// The route of an internal link, and whether it is the current address.
fn destination(link: &HtmlAnchorElement) -> (Route, bool) {
    let (path, query) = (link.pathname(), link.search());
    let query = query.trim_start_matches('?');
    let here = page::address();
    let is_here = (path.as_str(), query) == (&here.0, &here.1);
    (Route::parse(&path, query), is_here)
}

/// Runs the code of a click and of a key once, without visible effect: browsers compile functions lazily, and the first press would wait for that.
pub(super) async fn warm_up(app: &Rc<AppState>) {
    schedule::yield_now().await;
    let target = page::elements("a[href]").next().map(EventTarget::from);
    if let Some(link) = target.and_then(link_at).filter(is_ours) {
        drop(destination(&link));
    }
    schedule::yield_now().await;
    // The visitor has already clicked or typed.
    if app.navigation.get() > 0 || typed_query(app).is_some() {
        return;
    }
    go(app, Route::home(), HistoryUpdate::Replace);
    // Supersede the navigation before it starts.
    app.navigation.set(app.navigation.get() + 1);
    schedule::yield_now().await;
    typed(app);
    schedule::yield_now().await;
    // An event without a key name. In a kiosk it would count as a visitor's activity.
    if let Ok(key) = KeyboardEvent::new("keydown")
        && !page::is_kiosk()
    {
        let _ = page::document().dispatch_event(&key);
    }
}
