//! Which institutions are there, and which brands, page by page? (desk)
//!
//! What the gallery can only offer in part stands here whole, and every brand can be reached without the program.

use crate::components::brand_card;
use crate::head::Head;
use crate::messages::tr;
use crate::route::Route;
use crate::screen::{Screen, Site};
use crate::search::{Facet, Hit, PAGE, Reason, Tier};
use leptos::prelude::*;

/// All institutions, with how many brands each has.
pub fn institutions(site: Site) -> AnyView {
    let rows = site.catalogue.institutions.iter().map(|found| {
        let total = total(site, Facet::Institution, &found.id);
        row(Route::Institution(found.id.clone()), &found.name, total)
    });
    register(site, Route::Institutions, tr!("全部机构"), rows.collect())
}

fn total(site: Site, facet: Facet, id: &crate::catalogue::Slug) -> u32 {
    site.index.value(facet, id).map_or(0, |value| value.total)
}

fn row(route: Route, name: &str, total: u32) -> AnyView {
    view! { <li><a class="choice" href=route.href()>{name.to_owned()}<span class="choice__count">{total}</span></a></li> }.into_any()
}

fn register(site: Site, route: Route, name: &'static str, rows: Vec<AnyView>) -> AnyView {
    let line = Head::of(site, &Screen::of(route)).description;
    view! {
        <div class="listing">
            {trail(name)}
            <h1 class="listing__name">{name}</h1>
            <p class="listing__line">{line}</p>
            {(!rows.is_empty()).then(|| view! { <ul class="facet__values listing__values">{rows}</ul> }.into_any())}
        </div>
    }
    .into_any()
}

fn trail(name: &str) -> AnyView {
    view! { <nav class="trail" aria-label=tr!("位置")><ol><li><a href=Route::home().href()>{tr!("全部品牌")}</a></li><li aria-current="page">{name.to_owned()}</li></ol></nav> }.into_any()
}

/// One page of all brands in the order of the matrix, from 1 on.
pub fn all(site: Site, page: usize) -> AnyView {
    let name = tr!("全部品牌，第 {page} 页", page = page);
    let first = (page.max(1) - 1) * PAGE;
    let cards: Vec<AnyView> = (first..site.index.brands().min(first + PAGE))
        .filter_map(|card| {
            let hit = Hit {
                card,
                entries: Vec::new(),
                tier: Tier::Name,
                reason: Reason::default(),
                shown: true,
                snippet: None,
                seated: Vec::new(),
                only_seated: false,
            };
            brand_card(site, &hit, None)
        })
        .collect();
    let link = |page: usize, class: &'static str, word: &'static str| {
        (1..=site.index.pages())
            .contains(&page)
            .then(|| view! { <a class=class href=Route::All(page).href()>{word}</a> }.into_any())
    };
    let line = tr!(
        "共 {brands} 个品牌，{pages} 页。",
        brands = site.index.brands(),
        pages = site.index.pages()
    );
    view! {
        <div class="listing">
            {trail(&name)}
            <h1 class="listing__name">{name.clone()}</h1>
            <p class="listing__line">{line}</p>
            <h2 class="visually-hidden">{tr!("品牌")}</h2>
            <ol class="cards">{cards}</ol>
            <nav class="turn" aria-label=tr!("前后页")>
                {link(page - 1, "turn__link", tr!("上一页"))}
                {link(page + 1, "turn__link turn__link--after", tr!("下一页"))}
            </nav>
        </div>
    }
    .into_any()
}
