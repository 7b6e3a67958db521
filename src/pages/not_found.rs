//! The page of unknown addresses (404).

use crate::components::{needs, search_form, urgent_strip};
use crate::messages::tr;
use crate::models;
use leptos::prelude::*;

/// The 404 page, with a search form.
#[component]
pub fn NotFoundPage(
    /// Its model.
    model: models::NotFoundPage,
) -> impl IntoView {
    view! {
        <div class="gallery">
            <div class="gallery__head">
                <h1 class="listing__name">{tr!("找不到这个页面")}</h1>
                // Shown by the service worker where the network has failed: the page may exist.
                <p class="unreached">{tr!("现在连不上网络，这台设备上也没有存这一页。连上网络以后，请再打开一次。")}</p>
                <p class="gallery__line">{tr!("这个地址没有内容，也许写错了，也许已经改动。可以在这里找：")}</p>
                {search_form(&model.search)}
                {urgent_strip(&model.search.notices)}
                {needs(&model.needs)}
            </div>
        </div>
    }
}
