//! The brands of the first screen. The first one is large; `boot.js` shows another one first each day.

use super::{Plate, content_text};
use crate::messages::tr;
use crate::models::Featured;
use crate::route::Route;
use leptos::prelude::*;

/// The first brand, in a large picture.
pub fn featured_first(brand: Option<Featured>) -> Option<AnyView> {
    let item = item(brand?, "featured__item featured__item--large");
    Some(
        view! { <h2 class="visually-hidden">{tr!("今天介绍的品牌")}</h2> {list(vec![item])} }
            .into_any(),
    )
}

/// The others, after the needs: this is the order on a phone, in which the parts of the page arrive.
pub fn featured_more(brands: Vec<Featured>) -> Option<AnyView> {
    let items: Vec<AnyView> = (brands.into_iter())
        .map(|brand| item(brand, "featured__item"))
        .collect();
    (!items.is_empty()).then(|| list(items))
}

fn list(items: Vec<AnyView>) -> AnyView {
    // The styles take the list out of the layout, and with it, in some browsers, its role.
    view! { <ul class="featured" role="list">{items}</ul> }.into_any()
}

fn item(brand: Featured, class: &'static str) -> AnyView {
    let href = Route::Brand(brand.id).href();
    let figure = brand.figure.map(|figure| {
        view! { <p class="featured__figure"><b>{content_text(&figure.value)}</b>" "{content_text(&figure.label)}</p> }
            .into_any()
    });
    view! {
        <li class=class>
            <Plate plate=brand.plate/>
            <div class="featured__words">
                <h3 class="featured__name"><a href=href>{content_text(&brand.name)}</a></h3>
                <p class="featured__summary">{content_text(&brand.summary)}</p>
                <p class="featured__owner">{content_text(&brand.owner)}</p>
                {figure}
            </div>
        </li>
    }
    .into_any()
}
