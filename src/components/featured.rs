//! The brands of the first screen. The first one is large; `boot.js` shows another one first each day.

use super::{Plate, content_text};
use crate::messages::{content, tr};
use crate::models::Featured;
use crate::route::Route;
use leptos::prelude::*;

/// The brands of the first screen; nothing where there are none.
pub fn featured(brands: Vec<Featured>) -> Option<AnyView> {
    if brands.is_empty() {
        return None;
    }
    let items: Vec<AnyView> = brands.into_iter().map(item).collect();
    let list = view! {
        <h2 class="visually-hidden">{tr!("今天介绍的品牌")}</h2>
        // The styles take the list out of the layout, and with it, in some browsers, its role.
        <ul class="featured" id="featured" role="list">{items}</ul>
    };
    Some(list.into_any())
}

fn item(brand: Featured) -> AnyView {
    let href = Route::Brand(brand.id).href();
    let figure = brand.figure.map(|figure| {
        view! { <p class="featured__figure" lang=content()><b>{figure.value}</b>" "{figure.label}</p> }
            .into_any()
    });
    view! {
        <li class="featured__item">
            <Plate plate=brand.plate/>
            <h3 class="featured__name" lang=content()><a href=href>{content_text(&brand.name)}</a></h3>
            <p class="featured__summary" lang=content()>{content_text(&brand.summary)}</p>
            {figure}
            <p class="featured__owner" lang=content()>{content_text(&brand.owner)}</p>
        </li>
    }
    .into_any()
}
