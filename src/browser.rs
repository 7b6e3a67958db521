//! The program in a page.
//!
//! The only window on the browser: [`load`] fetches, [`page`] reads and changes the document, [`door`] gets what a screen shows, [`stage`] shows
//! it, [`draft`] draws an answer's list, [`history`] keeps address and screen together, [`listen`] hears clicks and keys, [`suggest`] offers what is about to be asked for, [`urgent`] shows notices to people in danger,
//! [`sieve`] looks through lists and trees, [`sources`] shows the source of a statement in place, [`compare`] sets brands side by side, [`motion`] shows how one page becomes another, [`tab`] what the tab says of it; what waits has its [`pace`] or a [`timer`]. [`start`] takes the prerendered page over by listening to it: nothing of it is drawn again, and where
//! the program or its data do not come it stays as it is. How anything looks is absent on purpose.

mod door;
mod draft;
mod gallery_view;
mod history;
mod listen;
pub(crate) mod load;
mod main_view;
mod motion;
mod mounted;
pub(crate) mod pace;
pub(crate) mod page;
pub mod pages;
mod sources;
mod suggest;
mod tab;
mod timer;
mod urgent;

use crate::route::{self, Overview, Route};
use crate::screen::Site;
use crate::search::Front;
use door::Door;
use pages::LoadCode;
use std::rc::Rc;

/// Opens the browser door.
pub fn start(code: LoadCode) {
    // Before the first mount Leptos has no executor of its own yet.
    wasm_bindgen_futures::spawn_local(async move {
        load::language();
        if open(code).await.is_none() {
            page::show_trouble(None);
        }
    });
}

/// Long work in short tasks, so that a tap in between is heard.
async fn open(code: LoadCode) -> Option<()> {
    pace::breathe().await;
    load::words().await.ok()?;
    // The page names this file in its head: it is on its way since before the program ran.
    let front = load::value::<Front>(&route::own(route::CATALOGUE)).await;
    let front = front.ok()?;
    pace::breathe().await;
    let site = Site::of(front);
    let (path, query) = page::address();
    let asked = Route::parse(&path, &query);
    let here = asked.clone();
    let document = match &asked {
        Route::Gallery(_) => Route::home(),
        // A host may show one page for all addresses that it does not know.
        _ if page::is_gallery() => Route::home(),
        _ if !page::is_page() => Route::Missing,
        Route::Compare(_) => Route::Compare(Vec::new()),
        route => route.clone(),
    };
    let door = Rc::new(Door::of(site, document.clone(), code));
    if let Route::Gallery(_) = &asked {
        let first = door.ready(asked, usize::MAX).await.ok()?;
        pace::composed().await;
        if let (Route::Gallery(query), Some(input)) = (&first.screen.route, page::search_box())
            // What the visitor has typed meanwhile comes after it.
            && input.value().is_empty()
        {
            input.set_value(query.text());
        }
        let is_written = first.screen.route == Route::home();
        door.show(first);
        door.main.finish();
        if !is_written {
            main_view::place_anew();
        }
    } else if let Route::Compare(chosen) = &asked
        && !chosen.is_empty()
        && document != asked
    {
        // The file of the address asks which brands: they are set beside each other here.
        door.show(door.ready(asked, 0).await.ok()?);
    }
    bring_to_life(&door, &here).await;
    pace::breathe().await;
    page::show_list();
    page::hide_trouble();
    listen::listen(door.clone());
    suggest::listen(door.clone());
    urgent::listen(&door);
    page::sign_in();
    listen::rehearse(&door).await;
    Some(())
}

/// Mounts the component of a prerendered page that answers by itself. Where its model does not come it stays a document.
async fn bring_to_life(door: &Rc<Door>, route: &Route) {
    let answers = match route {
        Route::Overview(overview) => matches!(overview, Overview::Matrix | Overview::Timeline),
        Route::Compare(chosen) => chosen.is_empty(),
        _ => false,
    };
    if !answers {
        return;
    }
    if let Ok(file) = door.file(route).await {
        pace::composed().await;
        door.main.bring_to_life(route, &*file);
    }
}
