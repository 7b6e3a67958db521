//! Links to the same page in the other languages.

use crate::messages::{self, Language};
use crate::route::Route;
use leptos::prelude::*;

/// The links. The program updates them for the screen.
pub(super) fn languages(route: &Route, class: &'static str) -> AnyView {
    let others = (Language::ALL.into_iter()).filter(|language| *language != messages::spoken());
    others
        .map(|language| {
            view! { <a class=class href=route.counterpart(language) hreflang=language.tag() lang=language.tag()>{language.name()}</a> }
        })
        .collect_view()
        .into_any()
}
