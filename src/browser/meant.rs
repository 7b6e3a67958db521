//! What a query means that finds little: asks the chunk of the pages to add it to the list of the answer.
//!
//! The list of everyday words and the code that reads it are loaded with the first such query; until then the answer stands without them, and where they
//! do not load it stays so.

use super::app_state::AppState;
use super::page;
use crate::route::Route;
use std::rc::Rc;

/// Adds what the query on the screen means to its list.
pub(super) fn follow(app: &Rc<AppState>) {
    let Route::Gallery(query) = app.screen().route else {
        return;
    };
    if !app.site.index.finds_little(&query) {
        return;
    }
    match (app.meaning.get(), page::element("list")) {
        (Some(code), Some(list)) => code.meant(&app.site, &query, &list),
        _ => {
            let app = app.clone();
            wasm_bindgen_futures::spawn_local(async move {
                // Without them the answer stays as it is.
                if app.load_meaning().await.is_ok() {
                    follow(&app);
                }
            });
        }
    }
}
