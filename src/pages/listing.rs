//! Which brands answer a need, reach a place, belong to an institution? (desk)

use crate::catalogue::{Place, Slug};
use crate::components::{Citations, brand_card, tools, urgent_notice};
use crate::messages::tr;
use crate::models::{Notice, Source};
use crate::route::Route;
use crate::screen::Site;
use crate::search::{Facet, Hit, Query, Results};
use leptos::prelude::*;

/// The page of a need.
pub fn need(site: Site, id: &Slug) -> AnyView {
    match site.catalogue.need(id) {
        Some(need) => {
            let notices = (site.catalogue.urgent.iter())
                .filter(|notice| notice.needs.contains(id))
                .map(|notice| urgent_notice(&Notice::of(notice)));
            let notices: Vec<AnyView> = notices.collect();
            let listed = listing(site, Facet::Need, id, &need.name, Vec::new());
            view! { {notices} {listed} }.into_any()
        }
        None => super::missing(site),
    }
}

/// The page of a place.
pub fn place(site: Site, id: &Slug) -> AnyView {
    let Some(place) = site.catalogue.place(id) else {
        return super::missing(site);
    };
    let chip = |route: Route, name: &str| {
        view! { <li><a class="chip chip--small" href=route.href()>{name.to_owned()}</a></li> }
            .into_any()
    };
    let link = |place: &Place| chip(Route::Place(place.id.clone()), &place.name);
    let around: Vec<AnyView> = site
        .catalogue
        .around(id)
        .skip(1)
        .filter_map(|id| site.catalogue.place(id))
        .map(link)
        .collect();
    let within: Vec<AnyView> = site
        .catalogue
        .places
        .iter()
        .filter(|other| other.parent.as_ref() == Some(id))
        .map(link)
        .collect();
    let seated: Vec<AnyView> = site
        .catalogue
        .institutions
        .iter()
        .filter(|institution| {
            let place = institution.place.as_ref();
            place.is_some_and(|place| site.catalogue.around(place).any(|around| around == id))
        })
        .map(|institution| {
            chip(
                Route::Institution(institution.id.clone()),
                &institution.name,
            )
        })
        .collect();
    let row = |word: &'static str, chips: Vec<AnyView>| {
        (!chips.is_empty()).then(|| view! { <div class="ways__row"><h2 class="ways__word">{word}</h2><ul class="ways__chips">{chips}</ul></div> }.into_any())
    };
    let rows = [
        row(tr!("所在"), around),
        row(tr!("其中"), within),
        row(tr!("这里的机构"), seated),
    ]
    .into_iter()
    .flatten()
    .collect();
    listing(site, Facet::Place, id, &place.name, rows)
}

/// The page of an institution.
pub fn institution(site: Site, id: &Slug) -> AnyView {
    let Some(institution) = site.catalogue.institution(id) else {
        return super::missing(site);
    };
    let cites = Citations::of(Source::all(site.catalogue).collect());
    let names = crate::components::other_names(&cites, &institution.other_names);
    let named =
        view! { <p class="account__note">{tr!("提到它的材料：")}{cites.cite(&institution.sources)}</p> }
            .into_any();
    let mut rows: Vec<AnyView> = names.into_iter().collect();
    rows.push(named);
    let sources = cites.list();
    view! { {listing(site, Facet::Institution, id, &institution.name, rows)} {sources} }.into_any()
}

fn listing(site: Site, facet: Facet, id: &Slug, name: &str, rows: Vec<AnyView>) -> AnyView {
    let query = Query::default().toggled(facet, id);
    let found = match site.index.value(facet, id) {
        Some(_) => site.index.search(&query),
        None => Results::default(),
    };
    // What an institution owns stands before what it takes part in; what reaches a place before what only belongs to an institution there.
    let is_first = |hit: &Hit| match facet {
        Facet::Institution => site
            .index
            .card(hit.card)
            .is_some_and(|card| card.owner == *id),
        _ => !hit.only_seated,
    };
    let total = found.total;
    let (first, second): (Vec<Hit>, Vec<Hit>) = found.hits.into_iter().partition(is_first);
    let shown = first.len() + second.len();
    let initiatives: usize = (first.iter().chain(&second))
        .map(|hit| hit.entries.len())
        .sum();
    let all_shown = shown == total;
    let line = match (total, initiatives) {
        (0, _) => none(facet).to_owned(),
        (brands, _) if !all_shown => tr!(
            "{brands} 个品牌，这里列出 {shown} 个",
            brands = brands,
            shown = shown
        ),
        (brands, _) if facet == Facet::Place && first.is_empty() => tr!(
            "{brands} 个品牌，由这里的机构所有或开展。目前没有登记到这里的服务。",
            brands = brands
        ),
        (brands, 0) => tr!("{brands} 个品牌", brands = brands),
        (brands, initiatives) => tr!(
            "{brands} 个品牌，{initiatives} 项举措",
            brands = brands,
            initiatives = initiatives
        ),
    };
    let groups: Vec<AnyView> = [first, second]
        .iter()
        .zip(headings(facet))
        .filter(|(hits, _)| !hits.is_empty())
        .map(|(hits, heading)| group(site, hits, heading))
        .collect();
    let on = if all_shown {
        tr!("在馆里继续筛选")
    } else {
        tr!("在馆里看其余的")
    };
    view! {
        <div class="listing">
            <nav class="trail" aria-label=tr!("位置")><ol><li><a href=Route::home().href()>{tr!("全部品牌")}</a></li><li aria-current="page">{name.to_owned()}</li></ol></nav>
            <p class="listing__facet">{facet.word()}</p>
            <h1 class="listing__name">{name.to_owned()}</h1>
            <p class="listing__line">{line}</p>
            {tools(None)}
            {rows}
            {(!groups.is_empty()).then(|| view! {
                {groups}
                <p><a class="listing__more" href=Route::Gallery(query).href()>{on}</a></p>
            }.into_any())}
        </div>
    }
    .into_any()
}

/// What is said where a value has no brand: what the gallery has on record, which is no statement about the documents.
fn none(facet: Facet) -> &'static str {
    match facet {
        Facet::Place => tr!("目前没有登记到这里的服务。"),
        Facet::Institution => tr!("目前没有登记它所有或参与的品牌。"),
        _ => tr!("目前没有登记能回应它的品牌。"),
    }
}

/// The headings of the two groups of brands; nothing where a heading would say no more than the page's own.
fn headings(facet: Facet) -> [Option<&'static str>; 2] {
    match facet {
        Facet::Place => [
            Some(tr!("涉及这里的品牌")),
            Some(tr!("这里的机构所有或开展的")),
        ],
        Facet::Institution => [Some(tr!("它的品牌")), Some(tr!("它参与的品牌"))],
        _ => [None, None],
    }
}

/// Brands under a heading.
fn group(site: Site, hits: &[Hit], heading: Option<&'static str>) -> AnyView {
    let cards: Vec<AnyView> = hits
        .iter()
        .filter_map(|hit| brand_card(site, hit, None))
        .collect();
    let heading = match heading {
        Some(heading) => view! { <h2 class="overview__heading">{heading}</h2> }.into_any(),
        None => view! { <h2 class="visually-hidden">{tr!("品牌")}</h2> }.into_any(),
    };
    view! { {heading} <ol class="cards">{cards}</ol> }.into_any()
}
