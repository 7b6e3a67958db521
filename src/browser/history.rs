//! Navigation: keeps address, history and screen together.
//!
//! The address is the state; the [`Screen`] follows when its data have loaded ([`AppState::load_screen`]). Details and filters push an entry, typing
//! replaces it (the address after a pause, the screen with the next frame). Presses and keys are painted before their answer is rendered. Scroll
//! position and focus of each entry are kept in the tab's session storage and restored. [`super::listen`] decides which clicks and keys navigate.

use super::app_state::AppState;
use super::document_head;
use super::list_renderer::ListRenderer;
use super::load::LoadError;
use super::main_view::page_of;
use super::meant;
use super::page;
use super::schedule;
use super::timer;
use crate::head::Head;
use crate::messages::tr;
use crate::route::Route;
use crate::screen::Screen;
use crate::search::{BATCH, PAGE, Query};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::ScrollRestoration;

/// Pause between the last key and the update of the address bar, in milliseconds: browsers allow about a hundred updates in half a minute.
const ADDRESS_PAUSE_MS: i32 = 400;

/// Duration of a frame, in milliseconds.
const FRAME_MS: f64 = 1000.0 / 60.0;

/// Pause before more of an answer is rendered, in milliseconds: what was rendered is painted first.
const PAINT_MS: i32 = 34;

/// Pause between the last change and its announcement to screen readers, in milliseconds: announcing each key would be noise.
const ANNOUNCE_PAUSE_MS: i32 = 1_000;

/// How long a request may take before an error is shown, in milliseconds. The request is not aborted.
const TIMEOUT_MS: i32 = 8_000;

/// What a navigation does to the history.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum HistoryUpdate {
    Push,
    Replace,
    /// The browser has moved to the entry with this key already.
    Move(u32),
}

impl AppState {
    /// Saves scroll position and focus of the current entry.
    pub(super) fn save_position(&self) {
        page::set_session_item(
            &format!("place:{}", self.entry.get()),
            &format!("{} {}", page::scroll_position(), page::focus_selector()),
        );
    }

    /// The saved scroll position and focus of an entry.
    pub(super) fn saved_position(entry: u32) -> Option<(i32, String)> {
        let kept = page::session_item(&format!("place:{entry}"))?;
        let (y, focus) = kept.split_once(' ')?;
        Some((y.parse().ok()?, focus.to_owned()))
    }

    pub(super) fn new_entry(&self) -> JsValue {
        self.entry
            .set((js_sys::Math::random() * f64::from(u32::MAX)) as u32);
        JsValue::from(self.entry.get())
    }
}

/// Whether the program restores scroll positions, or the browser does.
pub(super) fn set_scroll_restoration(by_hand: bool) {
    if let Ok(history) = page::window().history() {
        let _ = history.set_scroll_restoration(if by_hand {
            ScrollRestoration::Manual
        } else {
            ScrollRestoration::Auto
        });
    }
}

/// Searches typed text once it has been painted, in short tasks. Text typed before the answer is complete restarts the search.
pub(super) fn typed(app: &Rc<AppState>) {
    if app.input_pending.replace(true) {
        return;
    }
    // The current answer is about to be replaced: do not render its rest.
    timer::cancel(&app.render_timer);
    let app = app.clone();
    wasm_bindgen_futures::spawn_local(async move {
        'typed: while app.input_pending.get() {
            schedule::input_idle().await;
            schedule::composition_end().await;
            let query = typed_query(&app);
            let is_here = |query: &Query| app.site.index.missing(query, BATCH).is_empty();
            let renderer = (query.as_ref())
                .filter(|query| app.input_pending.get() && is_here(query))
                .and_then(|query| ListRenderer::new(&app.site, query));
            let Some((query, mut renderer)) = query.zip(renderer) else {
                flush_input(&app);
                return schedule_rest(&app);
            };
            let mut is_slow = false;
            loop {
                // Where one task takes longer than a frame, wait until the browser has painted.
                match is_slow {
                    true => drop(schedule::next_frame().await),
                    false => schedule::yield_now().await,
                }
                if !app.input_pending.get() || typed_query(&app).as_ref() != Some(&query) {
                    continue 'typed;
                }
                let began = schedule::now();
                if !renderer.render_next(&app.site) {
                    app.input_pending.set(false);
                    return answer(&app, query, Some(renderer));
                }
                is_slow = schedule::now() - began > FRAME_MS;
            }
        }
    });
}

/// The query for the text in the search box; `None` where its answer is on the screen, or the page has no list.
pub(super) fn typed_query(app: &AppState) -> Option<Query> {
    let Route::Gallery(query) = app.screen().route else {
        return None;
    };
    let typed = query.with_text(&page::search_box()?.value());
    (typed != query).then_some(typed)
}

/// Shows the answer to typed text. `renderer`: its list, where that has been rendered already.
fn answer(app: &Rc<AppState>, typed: Query, renderer: Option<ListRenderer>) {
    app.navigation.set(app.navigation.get() + 1);
    app.show_answer(Screen::new(Route::Gallery(typed)), renderer);
    meant::follow(app);
    schedule_rest(app);
    timer::later(&app.address_timer, ADDRESS_PAUSE_MS, {
        let app = app.clone();
        move || write_address(&app)
    });
    announce_later(app);
}

/// Searches typed text that has not been searched yet.
fn flush_input(app: &Rc<AppState>) {
    if app.input_pending.replace(false) {
        search_typed(app);
    }
}

/// Shows the answer to the text in the search box. Returns false where this page has no list.
pub(super) fn search_typed(app: &Rc<AppState>) -> bool {
    if !matches!(app.screen().route, Route::Gallery(_)) || page::search_box().is_none() {
        return false;
    }
    let Some(typed) = typed_query(app) else {
        return true;
    };
    if !app.site.index.missing(&typed, BATCH).is_empty() {
        // The pending announcement is about an earlier text.
        timer::cancel(&app.announce_timer);
        // The search box is read again afterwards, so text typed during loading is included.
        let app = app.clone();
        // The address bar does not contain the typed text yet.
        let retry = Route::Gallery(typed.clone()).href();
        start_timeout(&app, Some(retry.clone()));
        let navigation = app.navigation.get();
        wasm_bindgen_futures::spawn_local(async move {
            let loaded = app.load_answer(typed, BATCH).await;
            if app.navigation.get() != navigation {
                // Superseded.
                return;
            }
            timer::cancel(&app.timeout_timer);
            match loaded {
                Ok(()) => {
                    page::hide_trouble();
                    schedule::composition_end().await;
                    search_typed(&app);
                }
                Err(_) => page::show_trouble(Some(&retry)),
            }
        });
    } else {
        answer(app, typed, None);
    }
    true
}

/// Renders the rest of the answer on the screen, one batch per task, each after the one before has been painted and its data have loaded.
fn schedule_rest(app: &Rc<AppState>) {
    let (Some(cards), Route::Gallery(query)) = (app.main.pending_cards(), app.screen().route)
    else {
        return;
    };
    let at = app.clone();
    // Choices of closed facets are not visible while typing.
    let pause = if cards == 0 {
        ADDRESS_PAUSE_MS
    } else {
        PAINT_MS
    };
    timer::later(&app.render_timer, pause, move || {
        let navigation = at.navigation.get();
        wasm_bindgen_futures::spawn_local(async move {
            let loaded = at.load_answer(query, cards).await;
            if at.navigation.get() != navigation {
                return;
            }
            if loaded.is_err() {
                return page::show_trouble(Some(&at.screen().route.href()));
            }
            at.main.render_next();
            schedule_rest(&at);
        });
    });
}

/// Searches typed text and updates the address bar immediately.
pub(super) fn flush_address(app: &Rc<AppState>) {
    flush_input(app);
    write_address(app);
}

/// Writes a pending address into the address bar.
fn write_address(app: &AppState) {
    if timer::cancel(&app.address_timer) {
        let now = app.screen();
        replace_address(app, Some(&now.route.href()));
        document_head::update(&Head::new(&app.site, &now), &now.route);
    }
}

pub(super) fn replace_address(app: &AppState, href: Option<&str>) {
    if let Ok(history) = page::window().history() {
        let entry = if app.entry.get() == 0 {
            app.new_entry()
        } else {
            JsValue::from(app.entry.get())
        };
        let _ = history.replace_state_with_url(&entry, "", href);
    }
}

/// Shows an error after [`TIMEOUT_MS`], unless it is cancelled. `retry`: the address of its link.
fn start_timeout(app: &AppState, retry: Option<String>) {
    timer::later(&app.timeout_timer, TIMEOUT_MS, move || {
        page::show_trouble(retry.as_deref());
    });
}

/// Navigates to a route: loads its screen, then changes history and screen in one task.
pub(super) fn go(app: &Rc<AppState>, route: Route, update: HistoryUpdate) {
    go_to(app, route, String::new(), update);
}

/// The same, to a fragment of its page. `place`: the fragment with its `#`.
pub(super) fn go_to(app: &Rc<AppState>, route: Route, place: String, update: HistoryUpdate) {
    let leaves = page_of(&app.screen().route) != page_of(&route);
    if leaves && update == HistoryUpdate::Push && page::is_in_wechat_on_ios() {
        // There WeChat shares and copies the address of the document, regardless of `pushState` (github.com/Tencent/weui/issues/125); on
        // Android it takes the current address.
        flush_address(app);
        return drop(page::location().assign(&(route.href() + &place)));
    }
    flush_input(app);
    let navigation = app.navigation.get() + 1;
    app.navigation.set(navigation);
    let app = app.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let href = route.href() + &place;
        // `longer`: index of the first new card where the same list gets longer.
        let (same_page, longer) = match (&app.screen().route, &route) {
            (Route::Gallery(old), Route::Gallery(new)) if new.further() > old.further() => {
                (true, PAGE * new.further())
            }
            (Route::Gallery(_), Route::Gallery(_)) => (true, 0),
            _ => (false, 0),
        };
        // The scroll position, or the first new card, has to exist.
        let all_at_once = matches!(update, HistoryUpdate::Move(_)) || longer > 0;
        let at_once = if all_at_once { usize::MAX } else { BATCH };
        // The press is painted before an answer is computed and rendered; a page is requested in the meantime.
        let mut frame = (!matches!(update, HistoryUpdate::Move(_))).then(schedule::next_frame);
        if matches!(route, Route::Gallery(_))
            && let Some(frame) = frame.take()
        {
            let _ = frame.await;
        }
        if app.navigation.get() != navigation {
            return;
        }
        start_timeout(&app, Some(href.clone()));
        let loaded = app.load_screen(route, at_once).await;
        if let Some(frame) = frame {
            let _ = frame.await;
        }
        // Loaded already: another page has been opened with it, or is about to be.
        let code = match same_page {
            true => None,
            false => app.code().await,
        };
        if app.navigation.get() != navigation {
            return;
        }
        timer::cancel(&app.timeout_timer);
        let next = match loaded {
            Ok(next) => next,
            // The host has a 404 page of its own.
            Err(LoadError::Missing) => return drop(page::location().assign(&href)),
            Err(_) => {
                // The current list stays: go on rendering it.
                schedule_rest(&app);
                return page::show_trouble(Some(&href));
            }
        };
        page::hide_trouble();
        let before = app.screen().route.href();
        let emblem = code.and_then(|code| Some((code, code.measure(&href)?)));
        match update {
            HistoryUpdate::Push => {
                flush_address(&app);
                app.save_position();
                let entry = app.new_entry();
                if let Ok(history) = page::window().history() {
                    let _ = history.push_state_with_url(&entry, "", Some(&href));
                }
            }
            HistoryUpdate::Replace => replace_address(&app, Some(&href)),
            HistoryUpdate::Move(entry) => {
                timer::cancel(&app.address_timer);
                app.entry.set(entry);
            }
        }
        if !same_page && !matches!(update, HistoryUpdate::Move(_)) {
            app.main.close_all();
        }
        app.show(next);
        meant::follow(&app);
        if all_at_once {
            app.main.render_all();
        } else {
            schedule_rest(&app);
        }
        let now = app.screen();
        document_head::update(&Head::new(&app.site, &now), &now.route);
        if let (Route::Gallery(query), Some(input)) = (&now.route, page::search_box())
            && input.value() != query.text()
        {
            input.set_value(query.text());
        }
        let kept = if let HistoryUpdate::Move(entry) = update {
            AppState::saved_position(entry)
        } else {
            None
        };
        match kept {
            Some((y, focus)) => {
                page::scroll_to(y);
                if !page::focus(&focus) {
                    page::focus("#main");
                }
            }
            None if !same_page => {
                page::scroll_to(0);
                page::focus("#main");
                if let Some(id) = place.strip_prefix('#') {
                    page::reveal(id);
                }
            }
            None if longer > 0 => page::focus_card(longer),
            // A removed chip had the focus.
            None if page::focus_is_lost() => drop(page::focus("#results")),
            None => {}
        }
        if let Some((code, rect)) = emblem {
            code.play(&rect, &before);
        }
        announce_later(&app);
    });
}

/// Announces the screen to screen readers once nothing has changed for [`ANNOUNCE_PAUSE_MS`].
fn announce_later(app: &Rc<AppState>) {
    let at = app.clone();
    timer::later(&app.announce_timer, ANNOUNCE_PAUSE_MS, move || {
        let screen = at.screen();
        match &screen.route {
            Route::Gallery(query) => {
                let results = at.site.index.search(query);
                match (results.total, query.further()) {
                    (0, _) => match page::element("meant") {
                        Some(meant) => {
                            let heading = meant.first_element_child();
                            let heading = heading.and_then(|heading| heading.text_content());
                            page::announce(&heading.unwrap_or_default());
                        }
                        None => page::announce(tr!("没有找到")),
                    },
                    (total, 0) => page::announce(&tr!("找到 {total} 个品牌", total = total)),
                    (total, _) => page::announce(&tr!(
                        "已列出 {listed} 个，共 {total} 个品牌",
                        listed = results.hits.len(),
                        total = total
                    )),
                }
            }
            _ => page::announce(&Head::new(&at.site, &screen).title),
        }
    });
}
