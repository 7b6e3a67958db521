//! Navigation between the overviews.

use crate::messages::tr;
use crate::route::{Overview, Route};
use leptos::prelude::*;

/// Links to all overviews; the current one is marked. `no_comparison`: whether this gallery has no comparison page.
pub fn overviews(here: Option<&Route>, no_comparison: bool) -> AnyView {
    let compare = (!no_comparison).then(|| (Route::Compare(Vec::new()), tr!("比较")));
    let links: Vec<AnyView> = Overview::ALL
        .into_iter()
        .map(|overview| (Route::Overview(overview), overview.word()))
        .chain(compare)
        .map(|(route, word)| {
            let current = (here == Some(&route)).then_some("page");
            view! { <li><a class="overviews__link" href=route.href() aria-current=current>{word}</a></li> }.into_any()
        })
        .collect();
    view! { <nav class="overviews" aria-label=tr!("换个方式看")><ul>{links}</ul></nav> }.into_any()
}
