//! The gallery program: the wasm application that takes over a prerendered page.
//!
//! Everything that touches the document, the network and the address bar is here. [`start`] adopts the prerendered page; where none is prerendered
//! (`trunk serve`) it mounts the whole application. If the program or its data do not load, the page stays as it is.
//!
//! - [`app_state`]: application state and request cache; [`load`]: requests
//! - [`main_view`]: the page on the screen; [`gallery_view`]: the gallery; [`list_renderer`]: the list of an answer; [`mounted`]: mounting and
//!   patching
//! - [`pages`]: the lazily loaded code of the pages
//! - [`history`]: navigation; [`listen`]: clicks and keys; [`document_head`]: title and canonical address; [`transition`]: animation between pages
//! - [`meant`]: what a query means that finds little; [`suggest`]: suggestions; [`urgent`]: notices for people in danger; [`sources`]: the source of a statement in a dialog; [`overlay`]: what Back closes
//! - [`page`]: reads and changes the document; [`schedule`]: waits for frames and input; [`timer`]: delayed calls

mod app_state;
mod document_head;
mod gallery_view;
mod history;
mod list_renderer;
mod listen;
pub(crate) mod load;
mod main_view;
mod meant;
mod mounted;
mod overlay;
pub(crate) mod page;
pub mod pages;
pub(crate) mod schedule;
mod sources;
mod suggest;
mod timer;
mod transition;
mod urgent;

use crate::components::LIVE;
use crate::route::{self, Overview, Route};
use crate::screen::Site;
use crate::search::InitialData;
use app_state::AppState;
use load::LoadError;
use pages::LoadCode;
use std::rc::Rc;

/// Starts the program. `code` loads the code of the pages.
pub fn start(code: LoadCode) {
    // Leptos has no executor of its own before the first mount.
    wasm_bindgen_futures::spawn_local(async move {
        load::apply_site_and_language();
        if open(code).await.is_none() {
            page::show_trouble(None);
        }
    });
}

/// Loads the data, adopts or mounts the page, then registers the listeners. Yields between steps, so that input is handled in between.
async fn open(code: LoadCode) -> Option<()> {
    schedule::yield_now().await;
    load::messages().await.ok()?;
    // The page preloads this file, so the request started before the program ran.
    let front = load::value::<InitialData>(&route::own(route::CATALOGUE)).await;
    let front = front.ok()?;
    schedule::yield_now().await;
    let site = Site::new(front);
    let (path, query) = page::address();
    let asked = Route::parse(&path, &query);
    let is_prerendered = page::element("main").is_some();
    if !is_prerendered {
        let frame = load::text(&route::own(route::FRAME)).await?;
        code().await.ok()?.surround(&frame, &asked)?;
    }
    let here = asked.clone();
    let document = match &asked {
        // `main` is still empty: pretend to be on another page than the requested one, so that it is shown.
        Route::NotFound if !is_prerendered => Route::About,
        _ if !is_prerendered => Route::NotFound,
        Route::Gallery(_) => Route::home(),
        // A host may serve one page for all addresses that it does not know.
        _ if page::is_gallery() => Route::home(),
        _ if !page::is_page() => Route::NotFound,
        Route::Compare(_) => Route::Compare(Vec::new()),
        route => route.clone(),
    };
    let app = Rc::new(AppState::new(site, document.clone(), code));
    if !is_prerendered {
        let first = match app.load_screen(asked, usize::MAX).await {
            Err(LoadError::Missing) => app.load_screen(Route::NotFound, 0).await,
            first => first,
        };
        app.show(first.ok()?);
        app.main.render_all();
    } else if let Route::Gallery(_) = &asked {
        let first = app.load_screen(asked, usize::MAX).await.ok()?;
        schedule::composition_end().await;
        if let (Route::Gallery(query), Some(input)) = (&first.screen.route, page::search_box())
            // Text that the visitor typed during loading is searched afterwards.
            && input.value().is_empty()
        {
            input.set_value(query.text());
        }
        let is_written = first.screen.route == Route::home();
        app.show(first);
        app.main.render_all();
        if !is_written {
            main_view::reinsert_main();
        }
        meant::follow(&app);
    } else if let Route::Compare(chosen) = &asked
        && !chosen.is_empty()
        && document != asked
    {
        // The prerendered page lists what can be compared; the chosen brands are rendered here.
        app.show(app.load_screen(asked, 0).await.ok()?);
    }
    schedule::yield_now().await;
    page::show_list();
    page::hide_trouble();
    listen::listen(app.clone());
    suggest::listen(app.clone());
    urgent::listen(&app);
    mount_interactive(&app, &here).await;
    page::mark_ready();
    listen::warm_up(&app).await;
    Some(())
}

/// Mounts the component of a prerendered page that is interactive (matrix, timeline, comparison, opening hours). If its model does not load, the page stays a plain
/// document.
async fn mount_interactive(app: &Rc<AppState>, route: &Route) {
    let answers = match route {
        Route::Overview(overview) => matches!(overview, Overview::Matrix | Overview::Timeline),
        Route::Compare(chosen) => chosen.is_empty(),
        // An institution that has stated its hours.
        Route::Institution(_) => page::element(LIVE).is_some(),
        _ => false,
    };
    if !answers {
        return;
    }
    if let Ok(file) = app.page_file(route).await {
        schedule::composition_end().await;
        app.main.mount_interactive(route, &*file);
        // The notice of a slow start may have appeared meanwhile.
        page::hide_trouble();
    }
}
