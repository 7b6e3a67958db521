//! The page of a retired record: since when it is retired, and where to go instead.

use crate::components::{content_text, search_form};
use crate::messages::tr;
use crate::models;
use leptos::prelude::*;

/// The page of a retired record, with a link to its replacement and a search form.
#[component]
pub fn RetiredPage(
    /// Its model.
    model: models::RetiredPage,
) -> impl IntoView {
    view! {
        <div class="gallery">
            <div class="gallery__head">
                <h1 class="listing__name">{content_text(&model.name)}</h1>
                <p class="gallery__line">{content_text(&model.sentence)}</p>
                <p>{tr!("日期：")}<time datetime=model.since.clone()>{model.since.clone()}</time></p>
                <p><a class="button" href=model.to.href>{content_text(&tr!("请看：{name}", name = model.to.name))}</a></p>
                {search_form(&model.search)}
            </div>
        </div>
    }
}
