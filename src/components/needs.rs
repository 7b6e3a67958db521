//! How does a visitor come in by what they need?

use crate::route::Route;
use crate::screen::Site;
use leptos::prelude::*;

/// All needs as large chips, each a page of its own.
pub fn needs(site: Site) -> AnyView {
    let chips = site.catalogue.needs.iter().map(|need| view! { <li><a class="chip" href=Route::Need(need.id.clone()).href()>{need.name.clone()}</a></li> }).collect_view();
    view! {
        <nav class="needs" aria-labelledby="needs">
            <h2 id="needs" class="needs__heading">"您需要什么"</h2>
            <ul class="needs__chips">{chips}</ul>
        </nav>
    }
    .into_any()
}
