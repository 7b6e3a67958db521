//! The places page: every place in the documents, with the services that reach it.
//!
//! Places are nested as in the documents: once as a diagram, once as a list with more details. The diagram shows nesting, never direction or
//! distance, which the documents do not give.

use crate::components::{PictureItem, content_text, overviews, radial_tree, tools};
use crate::messages::tr;
use crate::models::{self, Link, PlaceEntry};
use crate::route::{Overview, Route};
use leptos::prelude::*;

/// The page of all places.
#[component]
pub fn PlacesPage(
    /// Its model.
    model: models::PlacesPage,
) -> impl IntoView {
    let links = model.links;
    let items: Vec<PictureItem> = (links.iter())
        .map(|link| PictureItem {
            href: link.href.clone(),
            name: link.name.clone(),
            emblem: None,
        })
        .collect();
    let pictures: Vec<AnyView> = (model.pictures.into_iter())
        .filter_map(|picture| {
            let root = items.get(picture.nodes.first()?.item as usize)?;
            let label = tr!("{name}的地方，与下面的列表内容相同", name = root.name);
            Some(view! { <figure class="matrix__picture">{radial_tree(picture, &items, label, None)}</figure> }.into_any())
        })
        .collect();
    let pictures = (!pictures.is_empty()).then(|| {
        view! {
            <div class="matrix__pictures">{pictures}</div>
            <p class="legend">{tr!("示意图：只表示隶属关系，不表示实际的方位和距离。小点是能到那里的品牌和举措。")}</p>
        }
        .into_any()
    });
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Places)), model.no_comparison)}
            <h1 class="listing__name">{Overview::Places.word()}</h1>
            <p class="listing__line">{match model.total {
                0 => tr!("材料没有提到地方。").to_owned(),
                total => tr!("材料里提到 {total} 个地方。选一个地方，看看有哪些服务能到。", total = total),
            }}</p>
            {tools()}
            {pictures}
            {part("home", tr!("本地"), &model.home, &links)}
            {part("away", tr!("外地"), &model.away, &links)}
        </div>
    }
}

/// Places under a heading, where there are any.
fn part(
    id: &'static str,
    word: &'static str,
    places: &[PlaceEntry],
    links: &[Link],
) -> Option<AnyView> {
    if places.is_empty() {
        return None;
    }
    let places: Vec<AnyView> = (places.iter())
        .filter_map(|place| entry(place, links))
        .collect();
    let list = view! {
        <h2 class="overview__heading" id=id tabindex="-1">{word}</h2>
        <ul class="atlas">{places}</ul>
    };
    Some(list.into_any())
}

fn entry(entry_of: &PlaceEntry, links: &[Link]) -> Option<AnyView> {
    let listed = |places: &[u32]| -> Vec<AnyView> {
        let links = places.iter().filter_map(|at| links.get(*at as usize));
        links
            .map(|link| {
                view! { <li><a href=link.href.clone()>{content_text(&link.name)}</a></li> }
                    .into_any()
            })
            .collect()
    };
    let place = links.get(entry_of.place as usize)?;
    let services = listed(&entry_of.services);
    let seated = listed(&entry_of.seated);
    let within: Vec<AnyView> = (entry_of.within.iter())
        .filter_map(|place| entry(place, links))
        .collect();
    let total = match entry_of.total {
        0 => tr!("目前没有登记到这里的服务").to_owned(),
        total if total as usize > services.len() => {
            tr!("{total} 项服务，连同其中各地", total = total)
        }
        total => tr!("{total} 项服务", total = total),
    };
    let view = view! {
        <li class="atlas__place">
            <p class="atlas__head"><a class="atlas__name" href=place.href.clone()>{content_text(&place.name)}</a><span class="atlas__total">{total}</span></p>
            {(!services.is_empty()).then(|| view! { <ul class="atlas__services">{services}</ul> }.into_any())}
            {(!seated.is_empty()).then(|| view! { <p class="account__note">{tr!("这里的机构所有或开展的：")}</p><ul class="atlas__services">{seated}</ul> }.into_any())}
            {(!within.is_empty()).then(|| view! { <ul class="atlas">{within}</ul> }.into_any())}
        </li>
    };
    Some(view.into_any())
}
