//! Which brands answer a need, reach a place, belong to an institution? (desk)

use crate::catalogue::{Place, Slug};
use crate::components::{Citations, brand_card, tools};
use crate::messages::tr;
use crate::route::Route;
use crate::screen::Site;
use crate::search::{Facet, Hit, Query, Results};
use leptos::prelude::*;

/// The page of a need.
pub fn need(site: Site, id: &Slug) -> AnyView {
    match site.catalogue.need(id) {
        Some(need) => listing(site, Facet::Need, id, &need.name, Vec::new()),
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
        .filter(|institution| institution.place.as_ref() == Some(id))
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
    let cites = Citations::of(site);
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
    // What an institution owns stands before what it takes part in.
    let owned = |hit: &Hit| {
        site.index
            .card(hit.card)
            .is_some_and(|card| card.owner == *id)
    };
    let (own, others): (Vec<Hit>, Vec<Hit>) = found.hits.into_iter().partition(owned);
    let hits = [own, others].concat();
    let initiatives: usize = hits.iter().map(|hit| hit.entries.len()).sum();
    let all_shown = hits.len() == found.total;
    let line = match (found.total, initiatives) {
        (0, _) => tr!("材料里还没有与它直接相关的品牌。").to_owned(),
        (brands, _) if !all_shown => tr!(
            "{brands} 个品牌，这里列出 {shown} 个",
            brands = brands,
            shown = hits.len()
        ),
        (brands, 0) => tr!("{brands} 个品牌", brands = brands),
        (brands, initiatives) => tr!(
            "{brands} 个品牌，{initiatives} 项举措",
            brands = brands,
            initiatives = initiatives
        ),
    };
    let cards: Vec<AnyView> = hits
        .iter()
        .filter_map(|hit| brand_card(site, hit, None))
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
            {(!cards.is_empty()).then(|| view! {
                <h2 class="visually-hidden">{tr!("品牌")}</h2>
                <ol class="cards">{cards}</ol>
                <p><a class="listing__more" href=Route::Gallery(query).href()>{on}</a></p>
            }.into_any())}
        </div>
    }
    .into_any()
}
