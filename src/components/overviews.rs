//! In which ways can the whole be seen?

use crate::route::{Overview, Route};
use leptos::prelude::*;

/// Links to every overview; the one in hand is marked.
pub fn overviews(here: Option<Overview>) -> AnyView {
    let links: Vec<AnyView> = Overview::ALL
        .into_iter()
        .map(|overview| {
            let current = (here == Some(overview)).then_some("page");
            view! { <li><a class="overviews__link" href=Route::Overview(overview).href() aria-current=current>{overview.word()}</a></li> }.into_any()
        })
        .collect();
    view! { <nav class="overviews" aria-label="换个方式看"><ul>{links}</ul></nav> }.into_any()
}
