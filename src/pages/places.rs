//! The places page: every place of the gallery, with the services that reach it or are of an institution there.
//!
//! Places are nested as in the documents. Where the gallery has a map of its home place, the list repeats all that the map shows, for keyboards and
//! screen readers. The map is schematic: neither borders nor distances are real.

use crate::components::{content_in_picture, content_text, overviews, tools};
use crate::messages::tr;
use crate::models::{self, Link, MapArea, PlaceEntry, PlaceMap};
use crate::route::{Overview, Route};
use leptos::attr::custom::CustomAttribute;
use leptos::prelude::*;
use leptos::svg;

/// The most services of a place that are listed openly; more are folded.
const OPEN: usize = 6;

/// The page of all places.
#[component]
pub fn PlacesPage(
    /// Its model.
    model: models::PlacesPage,
) -> impl IntoView {
    let links = model.links;
    let map = model.map.map(|map| map_of(map, &links));
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Places)), model.no_comparison)}
            <h1 class="listing__name">{Overview::Places.word()}</h1>
            <p class="listing__line">{match model.total {
                0 => tr!("材料没有提到地方。").to_owned(),
                total => tr!("材料里提到 {total} 个地方。选一个地方，看看有哪些服务能到。", total = total),
            }}</p>
            {tools()}
            <div class="places">
                {map}
                <div>{part("home", tr!("本地"), &model.home, &links)}</div>
            </div>
            {part("away", tr!("外地"), &model.away, &links)}
        </div>
    }
}

/// The map, for the eye and the pointer; the list beside it says the same.
fn map_of(map: PlaceMap, links: &[Link]) -> AnyView {
    let areas: Vec<AnyView> = (map.areas.into_iter())
        .filter_map(|area| area_of(area, links))
        .collect();
    view! {
        <figure class="map">
            <svg class="map__picture" viewBox=map.view_box role="group" aria-label=tr!("各地的服务，与旁边的列表内容相同")>{areas}</svg>
            <figcaption class="map__note">{tr!("示意图，本馆绘制：只表示大致方位，不表示界线和距离。数字是服务的项数，颜色越深越多。")}</figcaption>
        </figure>
    }
    .into_any()
}

/// An area of the map; `None` where the list lacks its place.
fn area_of(area: MapArea, links: &[Link]) -> Option<AnyView> {
    let place = links.get(area.place as usize)?;
    let rows: Vec<AnyView> = (area.rows.into_iter())
        .map(|row| {
            view! { <tspan x=area.x.clone() y=row.y>{content_in_picture(&row.text)}</tspan> }
                .into_any()
        })
        .collect();
    let title = format!("{} · {}", place.name, total(area.total));
    let shape =
        view! { <polygon class="map__shape" points=area.points><title>{title}</title></polygon> };
    let name = view! { <text class="map__name" text-anchor="middle">{rows}</text> };
    // Keyboards and screen readers use the list.
    let link = svg::a()
        .attr("href", place.href.clone())
        .attr("tabindex", "-1")
        .attr("data-shade", area.shade)
        .class("map__area")
        .child((shape, name));
    Some(link.into_any())
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

/// The sentence about the services of a place.
fn total(total: u32) -> String {
    match total {
        0 => tr!("还没有登记的服务").to_owned(),
        total => tr!("{total} 项服务", total = total),
    }
}

fn entry(entry_of: &PlaceEntry, links: &[Link]) -> Option<AnyView> {
    let listed = |places: &[u32]| -> Option<AnyView> {
        let links = places.iter().filter_map(|at| links.get(*at as usize));
        let items: Vec<AnyView> = links
            .map(|link| {
                view! { <li><a href=link.href.clone()>{content_text(&link.name)}</a></li> }
                    .into_any()
            })
            .collect();
        (!items.is_empty()).then(|| view! { <ul class="atlas__services">{items}</ul> }.into_any())
    };
    let place = links.get(entry_of.place as usize)?;
    let services = listed(&entry_of.services).map(|list| match entry_of.services.len() {
        0..=OPEN => list,
        many => folded(tr!("列出 {total} 项", total = many), list),
    });
    let seated = listed(&entry_of.seated).map(|list| {
        view! { <p class="account__note">{tr!("这里的机构所有或开展的：")}</p>{list} }.into_any()
    });
    let others = entry_of.others.len();
    let others = listed(&entry_of.others).map(|list| {
        folded(
            tr!("制度、经验和往事 {total} 项，不算服务", total = others),
            list,
        )
    });
    let within: Vec<AnyView> = (entry_of.within.iter())
        .filter_map(|place| entry(place, links))
        .collect();
    let view = view! {
        <li class="atlas__place">
            <p class="atlas__head"><a class="atlas__name" href=place.href.clone()>{content_text(&place.name)}</a><span class="atlas__total">{total(entry_of.total)}</span></p>
            {services}
            {seated}
            {others}
            {(!within.is_empty()).then(|| view! { <ul class="atlas">{within}</ul> }.into_any())}
        </li>
    };
    Some(view.into_any())
}

/// A list behind its summary.
fn folded(summary: String, list: AnyView) -> AnyView {
    view! { <details><summary class="atlas__fold">{summary}</summary>{list}</details> }.into_any()
}
