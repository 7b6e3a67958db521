//! How do address and screen stay together?
//!
//! The [`Door`] listens to clicks, typing and the Back button of the whole document. The address is the state: the one signal is the
//! [`Screen`], set when all that it shows has arrived. Details and filters push, typing replaces (in the address bar after a pause,
//! on the screen at once). Each entry's scroll and focus are kept for the tab and given back. Links that are not ours are left to the browser.

use super::load::{self, Trouble};
use super::page;
use crate::catalogue::{Brand, Slug};
use crate::head::Head;
use crate::route::{self, Route};
use crate::screen::{Screen, Site};
use crate::search::Query;
use js_sys::Promise;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Element, Event, HtmlAnchorElement, InputEvent, MouseEvent, ScrollRestoration};

/// After the last key, before the address bar follows, in milliseconds: browsers allow about a hundred changes in half a minute.
const ADDRESS_PAUSE_MS: i32 = 400;

/// After the last change, before a screen reader is told, in milliseconds: nobody wants each key commented.
const ANNOUNCE_PAUSE_MS: i32 = 1_000;

/// What navigation remembers.
pub(super) struct Door {
    pub(super) site: Site,
    brands: RefCell<BTreeMap<Slug, &'static Brand>>,
    /// The engine on its way.
    engine: RefCell<Option<Promise>>,
    /// Counts navigations, so that one overtaken by another comes to nothing.
    ticket: Cell<u32>,
    /// The key of the entry on the screen.
    entry: Cell<u32>,
    address_timer: Cell<Option<i32>>,
    announce_timer: Cell<Option<i32>>,
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
            brands: RefCell::default(),
            engine: RefCell::default(),
            ticket: Cell::new(0),
            entry: Cell::new(0),
            address_timer: Cell::new(None),
            announce_timer: Cell::new(None),
        }
    }

    /// All that a route shows: the record behind it, and the search engine where it asks for words.
    pub(super) async fn ready(&self, route: &Route) -> Result<Option<&'static Brand>, Trouble> {
        if matches!(route, Route::Gallery(query) if !query.text().trim().is_empty()) {
            self.engine().await?;
        }
        self.brand_of(route).await
    }

    /// The search engine: loaded when it is first asked for, once for all who ask meanwhile.
    pub(super) async fn engine(&self) -> Result<(), Trouble> {
        let index = self.site.index;
        if index.has_engine() {
            return Ok(());
        }
        let underway = self.engine.borrow().clone();
        let promise = underway.unwrap_or_else(|| {
            let promise = future_to_promise(async move {
                let engine = load::engine().await.map_err(|_| JsValue::NULL)?;
                index.give(engine);
                Ok(JsValue::NULL)
            });
            self.engine.replace(Some(promise.clone()));
            promise
        });
        let came = JsFuture::from(promise).await;
        self.engine.replace(None);
        came.map(|_| ()).map_err(|_| Trouble::Network)
    }

    /// The record behind a route: at once where it was loaded before. An unknown brand is nothing, not trouble.
    async fn brand_of(&self, route: &Route) -> Result<Option<&'static Brand>, Trouble> {
        let (Route::Brand(id) | Route::Initiative(id, _)) = route else {
            return Ok(None);
        };
        if self.site.catalogue.card(id).is_none() {
            return Ok(None);
        }
        if let Some(brand) = self.brands.borrow().get(id) {
            return Ok(Some(brand));
        }
        let brand: &'static Brand = Box::leak(Box::new(
            load::value::<Brand>(&route::brand_data(id)).await?,
        ));
        self.brands.borrow_mut().insert(id.clone(), brand);
        Ok(Some(brand))
    }

    fn remember_place(&self) {
        page::keep(
            &format!("place:{}", self.entry.get()),
            &format!("{} {}", page::scrolled(), page::focused()),
        );
    }

    fn place(entry: u32) -> Option<(i32, String)> {
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

/// Starts listening; the screen is drawn already.
pub(super) fn listen(door: Rc<Door>, screen: RwSignal<Screen>) {
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
    page::set_head(&Head::of(door.site, &screen.get_untracked()));
    restore_by_hand(true);
    // Typed while the program was still on its way.
    search_typed(&door, screen);

    let window = page::window();
    let document = page::document();
    page::on(&document, "click", {
        let door = door.clone();
        Box::new(move |event| clicked(&door, screen, &event))
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
                    search_typed(&door, screen);
                }
            }),
        );
    }
    page::on(
        &document,
        "focusin",
        Box::new(|event| page::make_room(&event)),
    );
    page::on(&document, "submit", {
        let door = door.clone();
        Box::new(move |event| {
            event.prevent_default();
            let Some(input) = page::search_box() else {
                return;
            };
            if search_typed(&door, screen) {
                flush_address(&door, screen);
                // The phone's keyboard makes room for what was found.
                page::reveal("results");
            } else {
                go(
                    &door,
                    screen,
                    Route::Gallery(Query::default().with_text(&input.value())),
                    Step::Push,
                );
            }
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
            let (path, query) = page::address();
            go(
                &door,
                screen,
                Route::parse(&path, &query),
                Step::Move(entry),
            );
        })
    });
    page::on(&window, "pagehide", {
        let door = door.clone();
        Box::new(move |_| {
            flush_address(&door, screen);
            door.remember_place();
            // The next page of this entry scrolls before the program is there.
            restore_by_hand(false);
        })
    });
    page::on(&window, "pageshow", Box::new(|_| restore_by_hand(true)));
}

fn restore_by_hand(by_hand: bool) {
    if let Ok(history) = page::window().history() {
        let _ = history.set_scroll_restoration(if by_hand {
            ScrollRestoration::Manual
        } else {
            ScrollRestoration::Auto
        });
    }
}

fn clicked(door: &Rc<Door>, screen: RwSignal<Screen>, event: &Event) {
    let Some(click) = event.dyn_ref::<MouseEvent>() else {
        return;
    };
    // What was typed is an address of its own before another one follows.
    flush_address(door, screen);
    if event.default_prevented()
        || click.button() != 0
        || click.meta_key()
        || click.ctrl_key()
        || click.shift_key()
        || click.alt_key()
    {
        return;
    }
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("a[href]").ok()?);
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return;
    };
    if link.has_attribute("target")
        || link.has_attribute("download")
        || link.has_attribute("data-mode")
        || link.origin() != page::location().origin().unwrap_or_default()
    {
        return;
    }
    let (path, query) = page::address();
    let here = link.pathname() == path && link.search().trim_start_matches('?') == query;
    if let Some(id) = link.hash().strip_prefix('#').filter(|_| here) {
        event.prevent_default();
        page::close_facets();
        page::reveal(id);
        return;
    }
    let route = Route::parse(&link.pathname(), link.search().trim_start_matches('?'));
    if route != Route::Missing && link.closest("#trouble").ok().flatten().is_none() {
        event.prevent_default();
        go(
            door,
            screen,
            route,
            if here { Step::Replace } else { Step::Push },
        );
    }
}

/// Shows what is typed; false where this page has no list to show it in.
fn search_typed(door: &Rc<Door>, screen: RwSignal<Screen>) -> bool {
    let Route::Gallery(query) = screen.get_untracked().route else {
        return false;
    };
    let Some(input) = page::search_box() else {
        return false;
    };
    let typed = query.with_text(&input.value());
    if typed != query && !typed.text().trim().is_empty() && !door.site.index.has_engine() {
        // What is typed meanwhile is found, too: the box is read anew.
        let door = door.clone();
        wasm_bindgen_futures::spawn_local(async move {
            match door.engine().await {
                Ok(()) => {
                    page::composed().await;
                    search_typed(&door, screen);
                }
                Err(_) => page::show_trouble(None),
            }
        });
    } else if typed != query {
        door.ticket.set(door.ticket.get() + 1);
        screen.set(Screen {
            route: Route::Gallery(typed),
            brand: None,
        });
        page::later(&door.address_timer, ADDRESS_PAUSE_MS, {
            let door = door.clone();
            move || flush_address(&door, screen)
        });
        announce_later(door, screen);
    }
    true
}

/// Lets the address bar follow what was typed, now.
fn flush_address(door: &Rc<Door>, screen: RwSignal<Screen>) {
    if let Some(timer) = door.address_timer.take() {
        page::window().clear_timeout_with_handle(timer);
        replace_address(door, Some(&screen.get_untracked().route.href()));
        page::set_head(&Head::of(door.site, &screen.get_untracked()));
    }
}

fn replace_address(door: &Door, href: Option<&str>) {
    if let Ok(history) = page::window().history() {
        let entry = if door.entry.get() == 0 {
            door.new_entry()
        } else {
            JsValue::from(door.entry.get())
        };
        let _ = history.replace_state_with_url(&entry, "", href);
    }
}

/// Goes to a route: loads what it shows, then changes history and screen in one task.
pub(super) fn go(door: &Rc<Door>, screen: RwSignal<Screen>, route: Route, step: Step) {
    let ticket = door.ticket.get() + 1;
    door.ticket.set(ticket);
    let door = door.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let href = route.href();
        let brand = match door.ready(&route).await {
            Ok(brand) => brand,
            Err(_) if door.ticket.get() != ticket => return,
            // The prerendered page may still be had; it is the same page.
            Err(Trouble::Answer) => return drop(page::location().assign(&href)),
            Err(Trouble::Network) => return page::show_trouble(Some(&href)),
        };
        if door.ticket.get() != ticket {
            return;
        }
        page::hide_trouble();
        let next = door.site.screen(route, brand);
        let same_page = matches!(
            (&screen.get_untracked().route, &next.route),
            (Route::Gallery(_), Route::Gallery(_))
        );
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
                if let Some(timer) = door.address_timer.take() {
                    page::window().clear_timeout_with_handle(timer);
                }
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
            Route::Gallery(query) => match site.index.search(query).hits.len() {
                0 => page::announce("没有找到"),
                total => page::announce(&format!("找到 {total} 个品牌")),
            },
            _ => page::announce(&Head::of(site, &screen).title),
        }
    });
}
