//! Application state and request cache.
//!
//! [`AppState`] holds the site, the page in the document, the loaded page models and the requests in flight. [`AppState::load_screen`] returns a
//! screen when everything that it shows has loaded; concurrent requests for the same file share one fetch. Addresses and history entries belong to
//! [`super::history`].

use super::list_renderer::ListRenderer;
use super::load::{self, LoadError};
use super::main_view::MainView;
use super::overlay::Overlay;
use super::page;
use super::pages::{LoadCode, NotLoaded, PageCode, PageFile};
use super::timer::Timer;
use crate::catalogue::Slug;
use crate::route::{self, Route};
use crate::screen::{Screen, Site};
use crate::search::{Missing, Query};
use js_sys::Promise;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::HtmlAnchorElement;

/// State of the application, shared by all listeners.
pub(super) struct AppState {
    pub(super) site: Site,
    pub(super) main: MainView,
    pub(super) overlay: Overlay,
    screen: RefCell<Screen>,
    /// Loaded page models, by address.
    page_cache: RefCell<Vec<(String, Rc<dyn PageFile>)>>,
    /// Loads the code that parses and renders page models.
    code: LoadCode,
    code_is_requested: Cell<bool>,
    /// The code that says what a query means, once it and its list are loaded.
    pub(super) meaning: OnceCell<PageCode>,
    /// Search data that is being fetched.
    data_in_flight: RefCell<Vec<(Missing, Promise)>>,
    /// Page models that are being fetched, by address.
    pages_in_flight: RefCell<Vec<(String, Promise)>>,
    /// Counts navigations. A navigation whose number is no longer current is superseded and has no effect.
    pub(super) navigation: Cell<u32>,
    /// The key of the current history entry.
    pub(super) entry: Cell<u32>,
    /// Whether typed text has not been searched yet.
    pub(super) input_pending: Cell<bool>,
    pub(super) address_timer: Timer,
    pub(super) announce_timer: Timer,
    pub(super) timeout_timer: Timer,
    pub(super) render_timer: Timer,
}

impl AppState {
    /// The state of a document that holds the page of `route`.
    pub(super) fn new(site: Site, route: Route, code: LoadCode) -> AppState {
        AppState {
            main: MainView::adopt(&site, &route),
            overlay: Overlay::default(),
            page_cache: RefCell::default(),
            code,
            code_is_requested: Cell::new(false),
            meaning: OnceCell::new(),
            screen: RefCell::new(Screen {
                // Title and description of the prerendered page.
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

    pub(super) fn screen(&self) -> Screen {
        self.screen.borrow().clone()
    }

    /// Shows a loaded screen.
    pub(super) fn show(&self, loaded: LoadedScreen) {
        self.main.show(&loaded.screen, loaded.file.as_deref(), None);
        self.screen.replace(loaded.screen);
    }

    /// Shows an answer. `renderer`: its list, where that has been rendered already.
    pub(super) fn show_answer(&self, screen: Screen, renderer: Option<ListRenderer>) {
        self.main.show(&screen, None, renderer);
        self.screen.replace(screen);
    }

    /// Loads the screen of a route: its page model, or the data of the first `cards` cards of the gallery's answer.
    ///
    /// # Errors
    ///
    /// [`LoadError::Missing`] where the page does not exist or is of another release; the others as in [`load`].
    pub(super) async fn load_screen(
        self: &Rc<AppState>,
        route: Route,
        cards: usize,
    ) -> Result<LoadedScreen, LoadError> {
        if let Route::Gallery(query) = &route {
            // Fetch the gallery's page in parallel.
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

    /// Loads all data that the first `cards` cards of a query's answer need.
    ///
    /// # Errors
    ///
    /// The first error, after all requests have finished.
    pub(super) async fn load_answer(
        &self,
        mut query: Query,
        cards: usize,
    ) -> Result<(), LoadError> {
        loop {
            query = self.site.index.admit(query);
            let missing = self.site.index.missing(&query, cards);
            if missing.is_empty() {
                return Ok(());
            }
            // Start all requests before awaiting the first.
            let in_flight: Vec<(Missing, JsFuture)> = (missing.into_iter())
                .map(|missing| (missing, JsFuture::from(self.request_data(missing))))
                .collect();
            // Await each request even after one has failed: a failed request is removed from the list and can be repeated.
            let mut all_loaded = Ok(());
            for (missing, future) in in_flight {
                let result = self.finish_request(missing, future).await;
                all_loaded = all_loaded.and(result);
            }
            all_loaded?;
        }
    }

    /// Loads the search engine.
    ///
    /// # Errors
    ///
    /// As in [`load`].
    pub(super) async fn load_engine(&self) -> Result<(), LoadError> {
        if self.site.index.has_engine() {
            return Ok(());
        }
        self.finish_request(Missing::Engine, self.request_data(Missing::Engine).into())
            .await
    }

    /// Loads what says what a query means: the list of everyday words and the code of the pages.
    ///
    /// # Errors
    ///
    /// As in [`load`].
    pub(super) async fn load_meaning(&self) -> Result<(), LoadError> {
        let list = self.request_data(Missing::Everyday).into();
        self.finish_request(Missing::Everyday, list).await?;
        load::page_messages().await?;
        let code = (self.code)()
            .await
            .map_err(|NotLoaded| LoadError::Network)?;
        let _ = self.meaning.set(code);
        Ok(())
    }

    /// Starts a request for search data, or returns the one in flight.
    fn request_data(&self, missing: Missing) -> Promise {
        let mut in_flight = self.data_in_flight.borrow_mut();
        if let Some((_, promise)) = in_flight.iter().find(|(other, _)| *other == missing) {
            return promise.clone();
        }
        let index = self.site.index.clone();
        let promise = future_to_promise(async move {
            match load::missing_data(&index, missing).await {
                Ok(()) => Ok(JsValue::NULL),
                // The edition is no longer published.
                Err(LoadError::Missing) => Err(JsValue::TRUE),
                Err(_) => Err(JsValue::FALSE),
            }
        });
        in_flight.push((missing, promise.clone()));
        promise
    }

    async fn finish_request(&self, missing: Missing, future: JsFuture) -> Result<(), LoadError> {
        let result = future.await;
        self.data_in_flight
            .borrow_mut()
            .retain(|(other, _)| *other != missing);
        match result {
            Ok(_) => Ok(()),
            Err(missing) if missing.is_truthy() => Err(LoadError::Missing),
            Err(_) => Err(LoadError::Network),
        }
    }

    /// The file of a route's page model, from the cache where it has been loaded.
    ///
    /// # Errors
    ///
    /// [`LoadError::Missing`] for pages that do not exist, are of another release, or have no model (pages for staff).
    pub(super) async fn page_file(
        self: &Rc<AppState>,
        route: &Route,
    ) -> Result<Rc<dyn PageFile>, LoadError> {
        // Pages for staff have no model.
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

    /// Loads the code and the styles of the pages, once, unless the visitor asks to save data.
    pub(super) fn load_code_early(&self) {
        if !self.code_is_requested.replace(true) && !page::saves_data() {
            let code = self.code;
            wasm_bindgen_futures::spawn_local(async move {
                // If loading fails, opening the first page tries again.
                let _ = code().await;
            });
        }
    }

    /// The code of the pages; `None` where it does not load.
    pub(super) async fn code(&self) -> Option<PageCode> {
        (self.code)().await.ok()
    }

    /// Shows the source of a citation: in place, or where its list is if that cannot be.
    pub(super) fn open_source(self: &Rc<AppState>, mark: HtmlAnchorElement) {
        let app = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let code = app.code().await;
            if !code.is_some_and(|code| code.open_source(&app, &mark)) {
                page::reveal(mark.hash().trim_start_matches('#'));
            }
        });
    }

    /// The comparison page with the chosen brands; it names those that do not exist.
    async fn comparison(
        self: &Rc<AppState>,
        chosen: &[Slug],
    ) -> Result<Rc<dyn PageFile>, LoadError> {
        let file = self.page_file(&Route::Compare(Vec::new())).await?;
        let routes: Vec<Route> = file.known(chosen).into_iter().map(Route::Brand).collect();
        // Start all requests before awaiting the first.
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

    /// Starts a request for page models, or returns the one in flight.
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

    /// A loaded file of page models.
    fn cached(&self, href: &str) -> Option<Rc<dyn PageFile>> {
        let files = self.page_cache.borrow();
        let mut files = files.iter();
        files.find(|(at, _)| at == href).map(|(_, it)| it.clone())
    }
}

/// A screen whose data have been loaded.
pub(super) struct LoadedScreen {
    pub(super) screen: Screen,
    /// The file of its page model, where the page has to be mounted.
    pub(super) file: Option<Rc<dyn PageFile>>,
}
