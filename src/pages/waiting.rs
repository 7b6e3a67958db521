//! What is shown of a gallery that has no brands yet? (desk)

use crate::components::overviews;
use crate::messages::tr;
use crate::route::Route;
use leptos::prelude::*;

/// One sentence in the place of what would be made of brands.
pub fn waiting() -> AnyView {
    view! { <p class="listing__line">{tr!("还没有品牌。写好第一个，这里就有内容。")}</p> }
        .into_any()
}

/// The same as a page of this name.
pub fn waiting_page(here: &Route, name: &'static str) -> AnyView {
    view! {
        <div class="listing">
            {overviews(Some(here))}
            <h1 class="listing__name">{name}</h1>
            {waiting()}
        </div>
    }
    .into_any()
}
