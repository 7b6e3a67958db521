//! Breadcrumbs: the links to the pages above a page.

use super::content_text;
use crate::messages::tr;
use crate::models::Named;
use crate::route::Route;
use leptos::prelude::*;

/// The gallery, the brands above, and the name of the page itself.
pub fn trail(above: &[Named], here: &str) -> AnyView {
    let links: Vec<AnyView> = (above.iter())
        .map(|brand| {
            view! { <li><a href=Route::Brand(brand.id.clone()).href()>{content_text(&brand.name)}</a></li> }
                .into_any()
        })
        .collect();
    view! {
        <nav class="trail" aria-label=tr!("位置")>
            <ol><li><a href=Route::home().href()>{tr!("全部品牌")}</a></li>{links}<li aria-current="page">{content_text(here)}</li></ol>
        </nav>
    }
    .into_any()
}
