//! What does the door keep, and how does all that a screen shows arrive?
//!
//! The [`Door`] knows the site, the page in the document and what is on its way. [`Door::ready`] gives a screen when nothing of it is missing; what
//! several ask for meanwhile is asked of the server once. Addresses and entries of the history are absent on purpose; they are
//! [`super::history`]'s.

use super::draft::Draft;
use super::load::{self, Trouble};
use super::page;
use super::sources::Sources;
use super::stage::Stage;
use super::timer::Timer;
use crate::route::Route;
use crate::screen::{Screen, Site, Told};
use crate::search::{Lack, Query};
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// What navigation remembers.
pub(super) struct Door {
    pub(super) site: Site,
    pub(super) stage: Stage,
    pub(super) sources: Sources,
    /// What is on the screen.
    screen: RefCell<Screen>,
    /// Pages that were shown, by address.
    told: RefCell<Vec<(String, &'static Told)>>,
    /// What answers lacked, on its way.
    coming: RefCell<Vec<(Lack, Promise)>>,
    /// Pages on their way, by address.
    underway: RefCell<Vec<(String, Promise)>>,
    /// Counts navigations, so that one overtaken by another comes to nothing.
    pub(super) ticket: Cell<u32>,
    /// The key of the entry on the screen.
    pub(super) entry: Cell<u32>,
    /// Whether something was typed that is not answered yet.
    pub(super) typed: Cell<bool>,
    pub(super) address_timer: Timer,
    pub(super) announce_timer: Timer,
    pub(super) patience_timer: Timer,
    pub(super) owed_timer: Timer,
}

impl Door {
    /// The door of a document that holds the page of `route`.
    pub(super) fn of(site: Site, route: Route) -> Door {
        let told: &'static Told = Box::leak(Box::new(page::told_here()));
        let stage = Stage::of(site, &route);
        let is_gallery = matches!(route, Route::Gallery(_));
        if is_gallery {
            stage.bring_gallery(&told.html);
        }
        Door {
            site,
            stage,
            sources: Sources::default(),
            told: RefCell::new(vec![(route.href(), told)]),
            screen: RefCell::new(site.show(route, (!is_gallery).then_some(told))),
            underway: RefCell::default(),
            coming: RefCell::default(),
            ticket: Cell::new(0),
            entry: Cell::new(0),
            typed: Cell::new(false),
            address_timer: Timer::default(),
            announce_timer: Timer::default(),
            patience_timer: Timer::default(),
            owed_timer: Timer::default(),
        }
    }

    /// What is on the screen.
    pub(super) fn screen(&self) -> Screen {
        self.screen.borrow().clone()
    }

    /// Shows a screen. What it shows at once has arrived.
    pub(super) fn show(&self, screen: Screen) {
        self.show_drafted(screen, None);
    }

    /// The same, of which the list has been drawn already.
    pub(super) fn show_drafted(&self, screen: Screen, draft: Option<Draft>) {
        self.stage.show(&screen, draft);
        self.screen.replace(screen);
    }

    /// The screen of a route, with all that it shows: the page as written, or what the first `cards` cards of the gallery's answer take.
    pub(super) async fn ready(
        self: &Rc<Door>,
        route: Route,
        cards: usize,
    ) -> Result<Screen, Trouble> {
        let told = match &route {
            Route::Gallery(query) => {
                // Sent for together.
                let gallery = self.gallery();
                self.whole(query.clone(), cards).await?;
                if let Some(gallery) = gallery {
                    let _ = gallery.await;
                    let told = self.told(Route::home().href()).await?;
                    self.stage.bring_gallery(&told.html);
                }
                None
            }
            Route::Compare(chosen) if !chosen.is_empty() => Some(self.compared(chosen).await?),
            _ => Some(self.told(route.href()).await?),
        };
        Ok(self.site.show(route, told))
    }

    /// Sends for the gallery's page, unless it is here.
    pub(super) fn gallery(self: &Rc<Door>) -> Option<JsFuture> {
        (!self.stage.has_gallery()).then(|| self.send_for(Route::home().href()).into())
    }

    /// Loads all that the answer to a query takes, as far as its first `cards` cards.
    pub(super) async fn whole(&self, mut query: Query, cards: usize) -> Result<(), Trouble> {
        loop {
            query = self.site.index.admit(query);
            let lacks = self.site.index.lacks(&query, cards);
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
        if let Some(told) = self.kept(&href) {
            return Ok(told);
        }
        match JsFuture::from(self.send_for(href.clone())).await {
            Ok(_) => self.kept(&href).ok_or(Trouble::Answer),
            Err(missing) if missing.is_truthy() => Err(Trouble::Missing),
            Err(_) => Err(Trouble::Network),
        }
    }

    /// Asks the server for a page, once for all who ask meanwhile.
    pub(super) fn send_for(self: &Rc<Door>, href: String) -> Promise {
        let mut underway = self.underway.borrow_mut();
        if let Some((_, promise)) = underway.iter().find(|(at, _)| *at == href) {
            return promise.clone();
        }
        let (door, at) = (self.clone(), href.clone());
        let promise = future_to_promise(async move {
            let came = load::told(&at).await;
            door.underway.borrow_mut().retain(|(other, _)| *other != at);
            let missing = JsValue::from(matches!(came, Err(Trouble::Missing)));
            door.keep_told(at, came.map_err(|_| missing)?);
            Ok(JsValue::NULL)
        });
        underway.push((href, promise.clone()));
        promise
    }

    /// A page that was shown before, or came before it was shown.
    pub(super) fn kept(&self, href: &str) -> Option<&'static Told> {
        let told = self.told.borrow();
        told.iter()
            .find(|(at, _)| at == href)
            .map(|(_, told)| *told)
    }

    /// Keeps a page for when it is shown again.
    pub(super) fn keep_told(&self, href: String, told: Told) -> &'static Told {
        let told: &'static Told = Box::leak(Box::new(told));
        self.told.borrow_mut().push((href, told));
        told
    }
}
