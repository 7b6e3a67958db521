//! The page of the gallery's own changes (native only).

use crate::route::{self, StaffPage};
use crate::screen::Site;
use leptos::prelude::*;

/// The changes, newest first.
pub fn changes(site: &Site) -> AnyView {
    let changes: Vec<AnyView> = site
        .catalogue
        .changes
        .iter()
        .map(|change| {
            let way = change.address.as_deref().map(|address| {
                view! { <a href=route::asset(address)>"查看"</a> }.into_any()
            });
            view! { <li id=change.id.to_string()><time datetime=change.on.clone()>{change.on.clone()}</time>{change.text.clone()}{way}</li> }.into_any()
        })
        .collect();
    let feed = route::origin().filter(|_| !changes.is_empty()).map(|_| {
        view! { <p>"用阅读器跟踪："<a href=route::asset(route::FEED) target="_self">{route::FEED}</a></p> }.into_any()
    });
    view! {
        <article class="about">
            <h1 class="listing__name">{StaffPage::Changes.word()}</h1>
            <p class="brand__summary">"本馆自己改了些什么，新的在前。品牌的内容只随材料改，改了哪一句，网页上的出处会写明；这里记的是新的网页、新的用法和更正。"</p>
            {if changes.is_empty() {
                view! { <p>"还没有登记过改动。"</p> }.into_any()
            } else {
                view! { <ul class="embed__list">{changes}</ul> }.into_any()
            }}
            {feed}
        </article>
    }
    .into_any()
}
