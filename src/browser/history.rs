//! How do address and screen stay together?
//!
//! The address is the state; the [`Screen`] follows it when all that it shows has arrived ([`AppState::load_screen`]). Details and filters push, typing
//! replaces (in the address bar after a pause, on the screen with the next frame). What was pressed or typed is painted before its answer is
//! drawn. Each entry's scroll and focus are kept for the tab and given back. Which click or key asks for it is [`super::listen`]'s.

use super::app_state::AppState;
use super::document_head;
use super::list_renderer::ListRenderer;
use super::load::LoadError;
use super::main_view::page_of;
use super::page;
use super::schedule;
use super::timer;
use super::transition;
use crate::head::Head;
use crate::messages::tr;
use crate::route::Route;
use crate::screen::Screen;
use crate::search::{BATCH, PAGE, Query};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::ScrollRestoration;

/// After the last key, before the address bar follows, in milliseconds: browsers allow about a hundred changes in half a minute.
const ADDRESS_PAUSE_MS: i32 = 400;

/// How long a frame lasts, in milliseconds.
const FRAME_MS: f64 = 1000.0 / 60.0;

/// Before more of an answer is drawn, in milliseconds: what was drawn is painted first.
const PAINT_MS: i32 = 34;

/// After the last change, before a screen reader is told, in milliseconds: nobody wants each key commented.
const ANNOUNCE_PAUSE_MS: i32 = 1_000;

/// How long a page or the search engine may be on its way before that is said, in milliseconds. It may come yet.
const TIMEOUT_MS: i32 = 8_000;

/// What a navigation does to the history.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum HistoryUpdate {
    Push,
    Replace,
    /// The browser has moved already, to the entry with this key.
    Move(u32),
}

impl AppState {
    /// Keeps where the entry on the screen is scrolled and what has focus.
    pub(super) fn save_position(&self) {
        page::set_session_item(
            &format!("place:{}", self.entry.get()),
            &format!("{} {}", page::scroll_position(), page::focus_selector()),
        );
    }

    /// Where an entry was scrolled and what had focus.
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

/// Who brings a page back to where it was scrolled: we, or the browser.
pub(super) fn set_scroll_restoration(by_hand: bool) {
    if let Ok(history) = page::window().history() {
        let _ = history.set_scroll_restoration(if by_hand {
            ScrollRestoration::Manual
        } else {
            ScrollRestoration::Auto
        });
    }
}

/// Answers what was typed as soon as it is seen in the box, a little at a time. What is typed before the answer is there is answered with it.
pub(super) fn typed(app: &Rc<AppState>) {
    if app.input_pending.replace(true) {
        return;
    }
    // The rest of an answer that is about to go.
    timer::cancel(&app.render_timer);
    let app = app.clone();
    wasm_bindgen_futures::spawn_local(async move {
        'typed: while app.input_pending.get() {
            schedule::input_idle().await;
            schedule::composition_end().await;
            let query = typed_query(&app);
            let is_here = |query: &Query| app.site.index.lacks(query, BATCH).is_empty();
            let renderer = (query.as_ref())
                .filter(|query| app.input_pending.get() && is_here(query))
                .and_then(|query| ListRenderer::new(&app.site, query));
            let Some((query, mut renderer)) = query.zip(renderer) else {
                flush_input(&app);
                return schedule_rest(&app);
            };
            let mut is_slow = false;
            loop {
                // Where one stroke takes longer than a frame, what happened meanwhile is painted first.
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

/// What is asked for by what stands in the box, where that is not on the screen.
pub(super) fn typed_query(app: &AppState) -> Option<Query> {
    let Route::Gallery(query) = app.screen().route else {
        return None;
    };
    let typed = query.with_text(&page::search_box()?.value());
    (typed != query).then_some(typed)
}

/// Shows the answer to what was typed. `renderer`: its list, where that is drawn already.
fn answer(app: &Rc<AppState>, typed: Query, renderer: Option<ListRenderer>) {
    app.navigation.set(app.navigation.get() + 1);
    app.show_answer(Screen::of(Route::Gallery(typed)), renderer);
    schedule_rest(app);
    timer::later(&app.address_timer, ADDRESS_PAUSE_MS, {
        let app = app.clone();
        move || write_address(&app)
    });
    announce_later(app);
}

/// Answers what was typed and is not answered yet.
fn flush_input(app: &Rc<AppState>) {
    if app.input_pending.replace(false) {
        search_typed(app);
    }
}

/// Shows what is typed; false where this page has no list to show it in.
pub(super) fn search_typed(app: &Rc<AppState>) -> bool {
    if !matches!(app.screen().route, Route::Gallery(_)) || page::search_box().is_none() {
        return false;
    }
    let Some(typed) = typed_query(app) else {
        return true;
    };
    if !app.site.index.lacks(&typed, BATCH).is_empty() {
        // What was about to be said is of what was typed before.
        timer::cancel(&app.announce_timer);
        // What is typed meanwhile is found, too: the box is read anew.
        let app = app.clone();
        // The address does not say yet what was typed.
        let retry = Route::Gallery(typed.clone()).href();
        start_timeout(&app, Some(retry.clone()));
        let navigation = app.navigation.get();
        wasm_bindgen_futures::spawn_local(async move {
            let loaded = app.load_answer(typed, BATCH).await;
            if app.navigation.get() != navigation {
                // Answered, or left, in the meantime.
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

/// Draws what the answer on the screen still owes, a portion at a time, each when the one before has been painted and all it takes has come.
fn schedule_rest(app: &Rc<AppState>) {
    let (Some(cards), Route::Gallery(query)) = (app.main.pending_cards(), app.screen().route)
    else {
        return;
    };
    let at = app.clone();
    // What can be chosen is of use to nobody who is still typing.
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

/// Lets the address bar follow what was typed, now.
pub(super) fn flush_address(app: &Rc<AppState>) {
    flush_input(app);
    write_address(app);
}

/// The same as far as that is answered.
fn write_address(app: &AppState) {
    if timer::cancel(&app.address_timer) {
        let now = app.screen();
        replace_address(app, Some(&now.route.href()));
        document_head::update(&Head::of(&app.site, &now), &now.route);
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

/// Says, unless what is on its way comes first, that it has not come; `retry` is where it can be had.
fn start_timeout(app: &AppState, retry: Option<String>) {
    timer::later(&app.timeout_timer, TIMEOUT_MS, move || {
        page::show_trouble(retry.as_deref());
    });
}

/// Goes to a route: loads what it shows, then changes history and screen in one task.
pub(super) fn go(app: &Rc<AppState>, route: Route, update: HistoryUpdate) {
    go_to(app, route, String::new(), update);
}

/// The same, to a place on its page that a link names, with its `#`.
pub(super) fn go_to(app: &Rc<AppState>, route: Route, place: String, update: HistoryUpdate) {
    let leaves = page_of(&app.screen().route) != page_of(&route);
    if leaves && update == HistoryUpdate::Push && page::is_in_wechat() {
        // What WeChat sends on is the file that was opened, whatever the address bar says since: each page is opened.
        flush_address(app);
        return drop(page::location().assign(&(route.href() + &place)));
    }
    flush_input(app);
    let navigation = app.navigation.get() + 1;
    app.navigation.set(navigation);
    let app = app.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let href = route.href() + &place;
        // Where a list goes on that has become longer.
        let (same_page, longer) = match (&app.screen().route, &route) {
            (Route::Gallery(old), Route::Gallery(new)) if new.further() > old.further() => {
                (true, PAGE * new.further())
            }
            (Route::Gallery(_), Route::Gallery(_)) => (true, 0),
            _ => (false, 0),
        };
        // Where it is scrolled to, or goes on, has to be there.
        let all_at_once = matches!(update, HistoryUpdate::Move(_)) || longer > 0;
        let at_once = if all_at_once { usize::MAX } else { BATCH };
        // What was pressed is seen to be, before an answer is reckoned and drawn; a page is on its way meanwhile.
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
        if app.navigation.get() != navigation {
            return;
        }
        timer::cancel(&app.timeout_timer);
        let next = match loaded {
            Ok(next) => next,
            // The host has a page of its own for what is not there.
            Err(LoadError::Missing) => return drop(page::location().assign(&href)),
            Err(_) => {
                // The list stays, all of it.
                schedule_rest(&app);
                return page::show_trouble(Some(&href));
            }
        };
        page::hide_trouble();
        let before = app.screen().route.href();
        let emblem = (!same_page).then(|| transition::measure(&href)).flatten();
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
        if all_at_once {
            app.main.render_all();
        } else {
            schedule_rest(&app);
        }
        let now = app.screen();
        document_head::update(&Head::of(&app.site, &now), &now.route);
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
            // A chip that removed itself had the focus.
            None if page::focus_is_lost() => drop(page::focus("#results")),
            None => {}
        }
        if let Some(rect) = emblem {
            transition::play(&rect, &before);
        }
        announce_later(&app);
    });
}

/// Tells a screen reader, once nothing has changed for a while, what is on the screen.
fn announce_later(app: &Rc<AppState>) {
    let at = app.clone();
    timer::later(&app.announce_timer, ANNOUNCE_PAUSE_MS, move || {
        let screen = at.screen();
        match &screen.route {
            Route::Gallery(query) => {
                let results = at.site.index.search(query);
                match (results.total, query.further()) {
                    (0, _) => page::announce(tr!("没有找到")),
                    (total, 0) => page::announce(&tr!("找到 {total} 个品牌", total = total)),
                    (total, _) => page::announce(&tr!(
                        "已列出 {listed} 个，共 {total} 个品牌",
                        listed = results.hits.len(),
                        total = total
                    )),
                }
            }
            _ => page::announce(&Head::of(&at.site, &screen).title),
        }
    });
}
