//! The empty state of a gallery without brands.

use crate::components::{content_text, overviews};
use crate::messages::tr;
use crate::models;
use crate::route::Route;
use leptos::prelude::*;

/// The sentence that replaces a list of brands.
pub fn empty() -> AnyView {
    view! { <p class="gallery__line">{tr!("还没有品牌。写好第一个，这里就有内容。")}</p> }
        .into_any()
}

/// A page with only this sentence.
#[component]
pub fn EmptyPage(
    /// Its model.
    model: models::EmptyPage,
) -> impl IntoView {
    let here = Route::parse(&model.href, "");
    view! {
        <div class="listing">
            {overviews(Some(&here), model.no_comparison)}
            <h1 class="listing__name">{content_text(&model.name)}</h1>
            {empty()}
        </div>
    }
}
