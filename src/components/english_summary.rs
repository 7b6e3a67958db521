//! What a record is in English, and whose words these are.

use crate::messages::tr;
use leptos::prelude::*;

/// The summary of a page in English. It is the gallery's own, which stands beside it: no document prints it.
pub fn english_summary(text: &str) -> AnyView {
    view! {
        <p class="english">{text.to_owned()}" "<small class="english__by">{tr!("本馆写的介绍")}</small></p>
    }
    .into_any()
}

/// The heading of what the documents say, which is in Chinese.
pub fn english_rest() -> AnyView {
    view! { <h2 class="english__rest">{tr!("全文（中文）")}</h2> }.into_any()
}
