//! How do address and screen stay together?
//!
//! The [`Door`] goes to routes and keeps what that needs. The address is the state: the one signal is the
//! [`Screen`], set when all that it shows has arrived. Details and filters push, typing replaces (in the address bar after a pause,
//! on the screen at once). Each entry's scroll and focus are kept for the tab and given back. Which click or key asks for it is [`super::listen`]'s.

use super::load::{self, Trouble};
use super::page;
use crate::head::Head;
use crate::route::Route;
use crate::screen::{Screen, Site, Told};
use crate::search::{Lack, PAGE, Query};
use js_sys::Promise;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::ScrollRestoration;

/// After the last key, before the address bar follows, in milliseconds: browsers allow about a hundred changes in half a minute.
const ADDRESS_PAUSE_MS: i32 = 400;

/// After the last change, before a screen reader is told, in milliseconds: nobody wants each key commented.
const ANNOUNCE_PAUSE_MS: i32 = 1_000;

/// How long a page or the search engine may be on its way before that is said, in milliseconds. It may come yet.
const PATIENCE_MS: i32 = 8_000;

/// What navigation remembers.
pub(super) struct Door {
    pub(super) site: Site,
    /// Pages that were shown, by address.
    told: RefCell<Vec<(String, &'static Told)>>,
    /// What answers lacked, on its way.
    coming: RefCell<Vec<(Lack, Promise)>>,
    /// Pages on their way, by address.
    underway: RefCell<Vec<(String, Promise)>>,
    /// Counts navigations, so that one overtaken by another comes to nothing.
    ticket: Cell<u32>,
    /// The key of the entry on the screen.
    pub(super) entry: Cell<u32>,
    address_timer: Cell<Option<i32>>,
    announce_timer: Cell<Option<i32>>,
    patience_timer: Cell<Option<i32>>,
}

/// What a navigation does to the history.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Step {
    Push,
    Replace,
    /// The browser has moved already, to the entry with this key.
    Move(u32),
}

impl Door {
    pub(super) fn of(site: Site) -> Door {
        Door {
            site,
            told: RefCell::default(),
            underway: RefCell::default(),
            coming: RefCell::default(),
            ticket: Cell::new(0),
            entry: Cell::new(0),
            address_timer: Cell::new(None),
            announce_timer: Cell::new(None),
            patience_timer: Cell::new(None),
        }
    }

    /// The screen of a route, with all that it shows: the page as written, or all that the gallery's answer takes.
    pub(super) async fn ready(self: &Rc<Door>, route: Route) -> Result<Screen, Trouble> {
        let told = match &route {
            Route::Gallery(query) => {
                self.whole(query.clone()).await?;
                None
            }
            Route::Missing => None,
            _ => Some(self.told(route.href()).await?),
        };
        Ok(self.site.show(route, told))
    }

    /// Loads all that the answer to a query takes.
    pub(super) async fn whole(&self, mut query: Query) -> Result<(), Trouble> {
        loop {
            query = self.site.index.admit(query);
            let lacks = self.site.index.lacks(&query);
            if lacks.is_empty() {
                return Ok(());
            }
            // All at once; then they are waited for.
            let coming: Vec<(Lack, JsFuture)> = (lacks.into_iter())
                .map(|lack| (lack, JsFuture::from(self.load(lack))))
                .collect();
            // Each is waited for, also behind one that has failed: what failed can then be sent for anew.
            let mut all_came = Ok(());
            for (lack, future) in coming {
                let came = self.came(lack, future).await;
                all_came = all_came.and(came);
            }
            all_came?;
        }
    }

    /// The search engine: whoever touches the search box is about to need it.
    pub(super) async fn engine(&self) -> Result<(), Trouble> {
        if self.site.index.has_engine() {
            return Ok(());
        }
        self.came(Lack::Engine, self.load(Lack::Engine).into())
            .await
    }

    /// Loads something once for all who ask meanwhile.
    fn load(&self, lack: Lack) -> Promise {
        let mut coming = self.coming.borrow_mut();
        if let Some((_, promise)) = coming.iter().find(|(other, _)| *other == lack) {
            return promise.clone();
        }
        let index = self.site.index;
        let promise = future_to_promise(async move {
            match load::lack(index, lack).await {
                Ok(()) => Ok(JsValue::NULL),
                // Of an edition that is no longer there.
                Err(Trouble::Missing) => Err(JsValue::TRUE),
                Err(_) => Err(JsValue::FALSE),
            }
        });
        coming.push((lack, promise.clone()));
        promise
    }

    async fn came(&self, lack: Lack, future: JsFuture) -> Result<(), Trouble> {
        let came = future.await;
        self.coming.borrow_mut().retain(|(other, _)| *other != lack);
        match came {
            Ok(_) => Ok(()),
            Err(missing) if missing.is_truthy() => Err(Trouble::Missing),
            Err(_) => Err(Trouble::Network),
        }
    }

    /// The page at an address of ours: at once where it was shown before, with one request for all who ask meanwhile.
    pub(super) async fn told(self: &Rc<Door>, href: String) -> Result<&'static Told, Trouble> {
        let kept = || {
            let told = self.told.borrow();
            told.iter()
                .find(|(at, _)| *at == href)
                .map(|(_, told)| *told)
        };
        if let Some(told) = kept() {
            return Ok(told);
        }
        let on_its_way = {
            let underway = self.underway.borrow();
            let found = underway.iter().find(|(at, _)| *at == href);
            found.map(|(_, promise)| promise.clone())
        };
        let promise = on_its_way.unwrap_or_else(|| {
            let (door, at) = (self.clone(), href.clone());
            let promise = future_to_promise(async move {
                let came = load::told(&at).await;
                door.underway.borrow_mut().retain(|(other, _)| *other != at);
                let missing = JsValue::from(matches!(came, Err(Trouble::Missing)));
                door.keep_told(at, came.map_err(|_| missing)?);
                Ok(JsValue::NULL)
            });
            let mut underway = self.underway.borrow_mut();
            underway.push((href.clone(), promise.clone()));
            promise
        });
        match JsFuture::from(promise).await {
            Ok(_) => kept().ok_or(Trouble::Answer),
            Err(missing) if missing.is_truthy() => Err(Trouble::Missing),
            Err(_) => Err(Trouble::Network),
        }
    }

    /// Keeps a page for when it is shown again.
    pub(super) fn keep_told(&self, href: String, told: Told) -> &'static Told {
        let told: &'static Told = Box::leak(Box::new(told));
        self.told.borrow_mut().push((href, told));
        told
    }

    /// Keeps where the entry on the screen is scrolled and what has focus.
    pub(super) fn remember_place(&self) {
        page::keep(
            &format!("place:{}", self.entry.get()),
            &format!("{} {}", page::scrolled(), page::focused()),
        );
    }

    /// Where an entry was scrolled and what had focus.
    pub(super) fn place(entry: u32) -> Option<(i32, String)> {
        let kept = page::recall(&format!("place:{entry}"))?;
        let (y, focus) = kept.split_once(' ')?;
        Some((y.parse().ok()?, focus.to_owned()))
    }

    fn new_entry(&self) -> JsValue {
        self.entry
            .set((js_sys::Math::random() * f64::from(u32::MAX)) as u32);
        JsValue::from(self.entry.get())
    }
}

/// Who brings a page back to where it was scrolled: we, or the browser.
pub(super) fn restore_by_hand(by_hand: bool) {
    if let Ok(history) = page::window().history() {
        let _ = history.set_scroll_restoration(if by_hand {
            ScrollRestoration::Manual
        } else {
            ScrollRestoration::Auto
        });
    }
}

/// Shows what is typed; false where this page has no list to show it in.
pub(super) fn search_typed(door: &Rc<Door>, screen: RwSignal<Screen>) -> bool {
    let Route::Gallery(query) = screen.get_untracked().route else {
        return false;
    };
    let Some(input) = page::search_box() else {
        return false;
    };
    let typed = query.with_text(&input.value());
    if typed != query && !door.site.index.lacks(&typed).is_empty() {
        // What is typed meanwhile is found, too: the box is read anew.
        let door = door.clone();
        lose_patience(&door, None);
        wasm_bindgen_futures::spawn_local(async move {
            let came = door.whole(typed).await;
            page::cancel(&door.patience_timer);
            match came {
                Ok(()) => {
                    page::hide_trouble();
                    page::composed().await;
                    search_typed(&door, screen);
                }
                Err(_) => page::show_trouble(None),
            }
        });
    } else if typed != query {
        door.ticket.set(door.ticket.get() + 1);
        screen.set(Screen::of(Route::Gallery(typed)));
        page::later(&door.address_timer, ADDRESS_PAUSE_MS, {
            let door = door.clone();
            move || flush_address(&door, screen)
        });
        announce_later(door, screen);
    }
    true
}

/// Lets the address bar follow what was typed, now.
pub(super) fn flush_address(door: &Rc<Door>, screen: RwSignal<Screen>) {
    if page::cancel(&door.address_timer) {
        replace_address(door, Some(&screen.get_untracked().route.href()));
        page::set_head(&Head::of(door.site, &screen.get_untracked()));
    }
}

pub(super) fn replace_address(door: &Door, href: Option<&str>) {
    if let Ok(history) = page::window().history() {
        let entry = if door.entry.get() == 0 {
            door.new_entry()
        } else {
            JsValue::from(door.entry.get())
        };
        let _ = history.replace_state_with_url(&entry, "", href);
    }
}

/// Says, unless what is on its way comes first, that it has not come; `retry` is where it can be had.
fn lose_patience(door: &Door, retry: Option<String>) {
    page::later(&door.patience_timer, PATIENCE_MS, move || {
        page::show_trouble(retry.as_deref());
    });
}

/// Goes to a route: loads what it shows, then changes history and screen in one task.
pub(super) fn go(door: &Rc<Door>, screen: RwSignal<Screen>, route: Route, step: Step) {
    let ticket = door.ticket.get() + 1;
    door.ticket.set(ticket);
    let door = door.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let href = route.href();
        lose_patience(&door, Some(href.clone()));
        let came = door.ready(route).await;
        if door.ticket.get() != ticket {
            return;
        }
        page::cancel(&door.patience_timer);
        let next = match came {
            Ok(next) => next,
            // The host has a page of its own for what is not there.
            Err(Trouble::Missing) => return drop(page::location().assign(&href)),
            Err(_) => return page::show_trouble(Some(&href)),
        };
        page::hide_trouble();
        // Where a list goes on that has become longer.
        let (same_page, longer) = match (&screen.get_untracked().route, &next.route) {
            (Route::Gallery(old), Route::Gallery(new)) if new.further() > old.further() => {
                (true, PAGE * new.further())
            }
            (Route::Gallery(_), Route::Gallery(_)) => (true, 0),
            _ => (false, 0),
        };
        match step {
            Step::Push => {
                flush_address(&door, screen);
                door.remember_place();
                let entry = door.new_entry();
                if let Ok(history) = page::window().history() {
                    let _ = history.push_state_with_url(&entry, "", Some(&href));
                }
            }
            Step::Replace => replace_address(&door, Some(&href)),
            Step::Move(entry) => {
                page::cancel(&door.address_timer);
                door.entry.set(entry);
            }
        }
        screen.set(next);
        leptos::task::tick().await;
        let now = screen.get_untracked();
        page::set_head(&Head::of(door.site, &now));
        if let (Route::Gallery(query), Some(input)) = (&now.route, page::search_box())
            && input.value() != query.text()
        {
            input.set_value(query.text());
        }
        let place = if let Step::Move(entry) = step {
            Door::place(entry)
        } else {
            None
        };
        match place {
            Some((y, focus)) => {
                page::scroll_to(y);
                if !page::focus(&focus) {
                    page::focus("#main");
                }
            }
            None if !same_page => {
                page::scroll_to(0);
                page::focus("#main");
            }
            None if longer > 0 => page::focus_card(longer),
            // A chip that removed itself had the focus.
            None if page::focus_is_lost() => drop(page::focus("#results")),
            None => {}
        }
        announce_later(&door, screen);
    });
}

/// Tells a screen reader, once nothing has changed for a while, what is on the screen.
fn announce_later(door: &Rc<Door>, screen: RwSignal<Screen>) {
    let site = door.site;
    page::later(&door.announce_timer, ANNOUNCE_PAUSE_MS, move || {
        let screen = screen.get_untracked();
        match &screen.route {
            Route::Gallery(query) => {
                let results = site.index.search(query);
                match (results.total, query.further()) {
                    (0, _) => page::announce("没有找到"),
                    (total, 0) => page::announce(&format!("找到 {total} 个品牌")),
                    (total, _) => page::announce(&format!(
                        "已列出 {} 个，共 {total} 个品牌",
                        results.hits.len()
                    )),
                }
            }
            _ => page::announce(&Head::of(site, &screen).title),
        }
    });
}
