//! What can be done with a page besides reading it?

use crate::messages::tr;
use leptos::prelude::*;

/// Buttons whose wish the companion fulfils; where no scripts run they are not seen. `more`: a link beside them, seen always.
pub fn tools(more: Option<(String, &'static str)>) -> AnyView {
    view! {
        <p class="tools">
            <button class="tools__button" type="button" data-companion="share">{tr!("分享")}</button>
            {more.map(|(href, words)| view! { <a class="tools__button" href=href>{words}</a> }.into_any())}
            // Last: it comes when a voice is found, and moves nothing.
            <button class="tools__button tools__read" type="button" data-companion="read">{tr!("朗读")}</button>
        </p>
    }
    .into_any()
}
