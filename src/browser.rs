//! The program in a page.
//!
//! All that touches the document, the network and the address bar: [`load`] fetches, [`page`] reads and changes the document, [`app_state`] keeps what has been
//! loaded, [`main_view`] shows a page, [`gallery_view`] the gallery, [`list_renderer`] renders an answer's list, [`pages`] is the lazily loaded code of the pages,
//! [`history`] keeps address and screen together, [`listen`] hears clicks and keys, [`suggest`] offers suggestions, [`urgent`] shows notices to people in danger,
//! [`sources`] shows the source of a statement in place, [`transition`] animates an emblem from page to page, [`document_head`] keeps the head; what waits has its
//! [`schedule`] or a [`timer`]. [`start`] adopts the prerendered page as it stands; where none is prerendered (`trunk serve`) it mounts the whole application.
//! Where the program or its data do not come, the page stays as it is.

mod app_state;
mod document_head;
mod gallery_view;
mod history;
mod list_renderer;
mod listen;
pub(crate) mod load;
mod main_view;
mod mounted;
pub(crate) mod page;
pub mod pages;
pub(crate) mod schedule;
mod sources;
mod suggest;
mod timer;
mod transition;
mod urgent;

use crate::route::{self, Overview, Route};
use crate::screen::Site;
use crate::search::Front;
use app_state::AppState;
use load::LoadError;
use pages::LoadCode;
use std::rc::Rc;

/// Starts the program. `code`: loads the code of the pages.
pub fn start(code: LoadCode) {
    // Before the first mount Leptos has no executor of its own yet.
    wasm_bindgen_futures::spawn_local(async move {
        load::apply_site_and_language();
        if open(code).await.is_none() {
            page::show_trouble(None);
        }
    });
}

/// Long work in short tasks, so that a tap in between is heard.
async fn open(code: LoadCode) -> Option<()> {
    schedule::yield_now().await;
    load::messages().await.ok()?;
    // The page names this file in its head: it is on its way since before the program ran.
    let front = load::value::<Front>(&route::own(route::CATALOGUE)).await;
    let front = front.ok()?;
    schedule::yield_now().await;
    let site = Site::of(front);
    let (path, query) = page::address();
    let asked = Route::parse(&path, &query);
    let is_prerendered = page::element("main").is_some();
    if !is_prerendered {
        let frame = load::text(&route::own(route::FRAME)).await?;
        code().await.ok()?.surround(&frame, &asked)?;
    }
    let here = asked.clone();
    let document = match &asked {
        // Another page than the one that is asked for: its `main` is empty yet.
        Route::NotFound if !is_prerendered => Route::About,
        _ if !is_prerendered => Route::NotFound,
        Route::Gallery(_) => Route::home(),
        // A host may show one page for all addresses that it does not know.
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
            // What the visitor has typed meanwhile comes after it.
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
    } else if let Route::Compare(chosen) = &asked
        && !chosen.is_empty()
        && document != asked
    {
        // The file of the address asks which brands: they are set beside each other here.
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

/// Mounts the component of a prerendered page that answers by itself. Where its model does not come it stays a document.
async fn mount_interactive(app: &Rc<AppState>, route: &Route) {
    let answers = match route {
        Route::Overview(overview) => matches!(overview, Overview::Matrix | Overview::Timeline),
        Route::Compare(chosen) => chosen.is_empty(),
        _ => false,
    };
    if !answers {
        return;
    }
    if let Ok(file) = app.page_file(route).await {
        schedule::composition_end().await;
        app.main.mount_interactive(route, &*file);
    }
}
