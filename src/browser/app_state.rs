//! What does the application keep, and how does all that a screen shows arrive?
//!
//! The [`AppState`] knows the site, the page in the document and what is on its way. [`AppState::load_screen`] gives a screen when nothing of it is missing; what
//! several ask for meanwhile is asked of the server once. Addresses and entries of the history are absent on purpose; they are
//! [`super::history`]'s.

use super::list_renderer::ListRenderer;
use super::load::{self, LoadError};
use super::main_view::MainView;
use super::page;
use super::pages::{LoadCode, PageFile};
use super::sources::Sources;
use super::timer::Timer;
use crate::catalogue::Slug;
use crate::route::{self, Route};
use crate::screen::{Screen, Site};
use crate::search::{Lack, Query};
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// What navigation remembers.
pub(super) struct AppState {
    pub(super) site: Site,
    pub(super) main: MainView,
    pub(super) sources: Sources,
    /// What is on the screen.
    screen: RefCell<Screen>,
    /// Page models that have been loaded, by address.
    page_cache: RefCell<Vec<(String, Rc<dyn PageFile>)>>,
    /// Loads what reads and renders them.
    code: LoadCode,
    code_is_requested: Cell<bool>,
    /// What answers lacked, on its way.
    data_in_flight: RefCell<Vec<(Lack, Promise)>>,
    /// Page models on their way, by address.
    pages_in_flight: RefCell<Vec<(String, Promise)>>,
    /// Counts navigations, so that one overtaken by another comes to nothing.
    pub(super) navigation: Cell<u32>,
    /// The key of the entry on the screen.
    pub(super) entry: Cell<u32>,
    /// Whether something was typed that is not answered yet.
    pub(super) input_pending: Cell<bool>,
    pub(super) address_timer: Timer,
    pub(super) announce_timer: Timer,
    pub(super) timeout_timer: Timer,
    pub(super) render_timer: Timer,
}

impl AppState {
    /// The app of a document that holds the page of `route`.
    pub(super) fn new(site: Site, route: Route, code: LoadCode) -> AppState {
        AppState {
            main: MainView::adopt(&site, &route),
            sources: Sources::default(),
            page_cache: RefCell::default(),
            code,
            code_is_requested: Cell::new(false),
            screen: RefCell::new(Screen {
                // What the prerendered page is called.
                name: (!matches!(route, Route::Gallery(_))).then(page::title_and_description),
                ..site.show(route)
            }),
            site,
            pages_in_flight: RefCell::default(),
            data_in_flight: RefCell::default(),
            navigation: Cell::new(0),
            entry: Cell::new(0),
            input_pending: Cell::new(false),
            address_timer: Timer::default(),
            announce_timer: Timer::default(),
            timeout_timer: Timer::default(),
            render_timer: Timer::default(),
        }
    }

    /// What is on the screen.
    pub(super) fn screen(&self) -> Screen {
        self.screen.borrow().clone()
    }

    /// Shows what is ready.
    pub(super) fn show(&self, loaded: LoadedScreen) {
        self.main.show(&loaded.screen, loaded.file.as_deref(), None);
        self.screen.replace(loaded.screen);
    }

    /// Shows an answer, of which the list has been rendered already.
    pub(super) fn show_answer(&self, screen: Screen, renderer: Option<ListRenderer>) {
        self.main.show(&screen, None, renderer);
        self.screen.replace(screen);
    }

    /// The screen of a route, with all that it shows at once: its page model, or what the first `cards` cards of the gallery's answer take.
    pub(super) async fn load_screen(
        self: &Rc<AppState>,
        route: Route,
        cards: usize,
    ) -> Result<LoadedScreen, LoadError> {
        if let Route::Gallery(query) = &route {
            // The page is on its way meanwhile.
            if !self.main.has_gallery() {
                drop(self.request_pages(route::own(&route.data())));
            }
            self.load_answer(query.clone(), cards).await?;
            if self.main.has_gallery() {
                let screen = self.site.show(route);
                return Ok(LoadedScreen { screen, file: None });
            }
        }
        let file = match &route {
            Route::Compare(chosen) if !chosen.is_empty() => self.comparison(chosen).await?,
            route => self.page_file(route).await?,
        };
        let name = file.name(&route.path()).ok_or(LoadError::Missing)?;
        let screen = Screen {
            name: (!matches!(route, Route::Gallery(_))).then_some(name),
            ..self.site.show(route)
        };
        let file = Some(file);
        Ok(LoadedScreen { screen, file })
    }

    /// Loads all that the answer to a query takes, as far as its first `cards` cards.
    pub(super) async fn load_answer(
        &self,
        mut query: Query,
        cards: usize,
    ) -> Result<(), LoadError> {
        loop {
            query = self.site.index.admit(query);
            let lacks = self.site.index.lacks(&query, cards);
            if lacks.is_empty() {
                return Ok(());
            }
            // All at once; then they are waited for.
            let in_flight: Vec<(Lack, JsFuture)> = (lacks.into_iter())
                .map(|lack| (lack, JsFuture::from(self.request_data(lack))))
                .collect();
            // Each is waited for, also behind one that has failed: what failed can then be sent for anew.
            let mut all_loaded = Ok(());
            for (lack, future) in in_flight {
                let result = self.finish_request(lack, future).await;
                all_loaded = all_loaded.and(result);
            }
            all_loaded?;
        }
    }

    /// The search engine: whoever touches the search box is about to need it.
    pub(super) async fn load_engine(&self) -> Result<(), LoadError> {
        if self.site.index.has_engine() {
            return Ok(());
        }
        self.finish_request(Lack::Engine, self.request_data(Lack::Engine).into())
            .await
    }

    /// Loads something once for all who ask meanwhile.
    fn request_data(&self, lack: Lack) -> Promise {
        let mut in_flight = self.data_in_flight.borrow_mut();
        if let Some((_, promise)) = in_flight.iter().find(|(other, _)| *other == lack) {
            return promise.clone();
        }
        let index = self.site.index.clone();
        let promise = future_to_promise(async move {
            match load::missing_data(&index, lack).await {
                Ok(()) => Ok(JsValue::NULL),
                // Of an edition that is no longer there.
                Err(LoadError::Missing) => Err(JsValue::TRUE),
                Err(_) => Err(JsValue::FALSE),
            }
        });
        in_flight.push((lack, promise.clone()));
        promise
    }

    async fn finish_request(&self, lack: Lack, future: JsFuture) -> Result<(), LoadError> {
        let result = future.await;
        self.data_in_flight
            .borrow_mut()
            .retain(|(other, _)| *other != lack);
        match result {
            Ok(_) => Ok(()),
            Err(missing) if missing.is_truthy() => Err(LoadError::Missing),
            Err(_) => Err(LoadError::Network),
        }
    }

    /// The file of a page's model: at once where it has been loaded, with one request for all who ask meanwhile.
    pub(super) async fn page_file(
        self: &Rc<AppState>,
        route: &Route,
    ) -> Result<Rc<dyn PageFile>, LoadError> {
        // Pages of staff are documents.
        if let Route::StaffPage(_) = route {
            return Err(LoadError::Missing);
        }
        let href = route::own(&route.data());
        if let Some(file) = self.cached(&href) {
            return Ok(file);
        }
        match JsFuture::from(self.request_pages(href.clone())).await {
            Ok(_) => self.cached(&href).ok_or(LoadError::Invalid),
            Err(missing) if missing.is_truthy() => Err(LoadError::Missing),
            Err(_) => Err(LoadError::Network),
        }
    }

    /// Loads the code of the pages, once, unless the visitor asks to save data.
    pub(super) fn load_code_early(&self) {
        if !self.code_is_requested.replace(true) && !page::saves_data() {
            let code = self.code;
            wasm_bindgen_futures::spawn_local(async move {
                // Where it does not come, the first page that is opened asks again.
                let _ = code().await;
            });
        }
    }

    /// The page of a few brands side by side; of those that do not exist it says so.
    async fn comparison(
        self: &Rc<AppState>,
        chosen: &[Slug],
    ) -> Result<Rc<dyn PageFile>, LoadError> {
        let file = self.page_file(&Route::Compare(Vec::new())).await?;
        let routes: Vec<Route> = file.known(chosen).into_iter().map(Route::Brand).collect();
        // All at once; then they are waited for.
        for route in &routes {
            let href = route::own(&route.data());
            if self.cached(&href).is_none() {
                drop(self.request_pages(href));
            }
        }
        let mut known = Vec::new();
        for route in &routes {
            known.push(self.page_file(route).await?);
        }
        file.compared(chosen, &known).ok_or(LoadError::Invalid)
    }

    /// Loads page models, once for all who ask meanwhile.
    fn request_pages(self: &Rc<AppState>, href: String) -> Promise {
        let mut in_flight = self.pages_in_flight.borrow_mut();
        if let Some((_, promise)) = in_flight.iter().find(|(at, _)| *at == href) {
            return promise.clone();
        }
        let (app, at) = (self.clone(), href.clone());
        let promise = future_to_promise(async move {
            let result = load::pages(app.code, &at).await;
            app.pages_in_flight
                .borrow_mut()
                .retain(|(other, _)| *other != at);
            let missing = JsValue::from(matches!(result, Err(LoadError::Missing)));
            let file = result.map_err(|_| missing)?;
            app.page_cache.borrow_mut().push((at, file));
            Ok(JsValue::NULL)
        });
        in_flight.push((href, promise.clone()));
        promise
    }

    /// A file of page models that has been loaded.
    fn cached(&self, href: &str) -> Option<Rc<dyn PageFile>> {
        let files = self.page_cache.borrow();
        let mut files = files.iter();
        files.find(|(at, _)| at == href).map(|(_, it)| it.clone())
    }
}

/// A screen of which all that is shown at once has been loaded.
pub(super) struct LoadedScreen {
    pub(super) screen: Screen,
    /// The file of its page's model, where that has to be mounted.
    pub(super) file: Option<Rc<dyn PageFile>>,
}
