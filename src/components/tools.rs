//! The buttons of a page: share, read aloud.

use crate::messages::tr;
use leptos::prelude::*;

/// Buttons that the companion handles; they are hidden where no scripts run.
pub fn tools() -> AnyView {
    view! {
        <p class="tools">
            <button class="tools__button" type="button" data-companion="share">{tr!("分享")}</button>
            // Last, because it appears only when a voice has been found, and must not move the others.
            <button class="tools__button tools__read" type="button" data-companion="read">{tr!("朗读")}</button>
        </p>
    }
    .into_any()
}
