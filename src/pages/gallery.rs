//! What brands are there, and which of them answer my question?

use crate::catalogue::{Kind, Level};
use crate::components::{brand_card, filters, needs, overviews, search_form};
use crate::head::{SITE_LINE, SITE_NAME};
use crate::route::Route;
use crate::screen::Site;
use crate::search::{Query, Results, Sort, Stage};
use leptos::prelude::*;

/// The gallery: what this is, search, needs, filters, cards.
pub fn gallery(site: Site, query: Memo<Query>) -> AnyView {
    let results = Memo::new(move |_| site.index.search(&query.read()));
    let text = query.get_untracked().text().to_owned();
    view! {
        <div class="gallery" class:gallery--narrowed=move || !query.read().is_open() && !results.read().hits.is_empty()>
            <header class="gallery__hero">
                <h1 class="gallery__name">{SITE_NAME}</h1>
                <p class="gallery__line">{SITE_LINE}</p>
                {search_form(&text)}
                {needs(site)}
                {overviews(None)}
            </header>
            {filters(site, query, results)}
            {move || match site.written {
                Some(html) if query.read().is_open() && query.read().sort == Sort::Matrix => view! { <div id="list" inner_html=html></div> }.into_any(),
                _ => view! { <div id="list">{list(site, &query.read(), &results.read())}</div> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

fn list(site: Site, query: &Query, results: &Results) -> AnyView {
    if results.hits.is_empty() {
        return nothing(site, query);
    }
    let marker = site.index.marker(query);
    let cards = |among: &mut dyn Iterator<Item = &crate::search::Hit>| {
        among
            .map(|hit| brand_card(site, hit, marker.as_ref()))
            .collect::<Vec<_>>()
    };
    if !query.is_open() || query.sort != Sort::Matrix {
        // What only comes near is offered, never passed off as found.
        let guess = (results.stage >= Stage::Near).then(|| {
            let sentence = format!("没有找到“{}”。您是不是要找：", query.text().trim());
            view! { <p class="gallery__guess">{sentence}</p> }.into_any()
        });
        return view! { <h2 class="visually-hidden">"品牌"</h2> {guess} <ol class="cards">{cards(&mut results.hits.iter())}</ol> }.into_any();
    }
    // The open gallery shows the matrix by its storeys.
    let storey = |hit: &crate::search::Hit| {
        let card = &site.catalogue.cards[hit.card];
        match card.kind {
            Kind::System => 0,
            Kind::Branch => 2,
            Kind::Case | Kind::Event => 3,
            _ if card.levels.contains(&Level::Ten) => 1,
            _ => 4,
        }
    };
    let storeys: Vec<AnyView> = ["矩阵核心", "十大党建品牌", "支部品牌", "全国案例", "其他品牌"]
        .into_iter()
        .enumerate()
        .filter_map(|(at, heading)| {
            let cards = cards(&mut results.hits.iter().filter(|hit| storey(hit) == at));
            (!cards.is_empty()).then(|| view! { <section class="gallery__storey"><h2 class="gallery__heading">{heading}</h2><ol class="cards">{cards}</ol></section> }.into_any())
        })
        .collect();
    storeys.into_any()
}

/// Nothing found: what to drop, the nearest names.
fn nothing(site: Site, query: &Query) -> AnyView {
    let ways: Vec<AnyView> = site
        .index
        .ways_on(query)
        .into_iter()
        .map(|way| {
            let what = match &way.dropped {
                Some((facet, key)) => site.index.value(*facet, key).map_or(String::new(), |value| format!("{}＝{}", facet.word(), value.word)),
                None => query.text().trim().to_owned(),
            };
            view! { <li><a href=Route::Gallery(way.query).href()>{format!("去掉“{what}”，可看 {} 个品牌", way.total)}</a></li> }.into_any()
        })
        .collect();
    let near: Vec<AnyView> = site
        .index
        .nearest(query.text(), 3)
        .into_iter()
        .map(|at| {
            let card = &site.catalogue.cards[at];
            view! { <li><a href=Route::Brand(card.id.clone()).href()>{card.name.clone()}</a>"，"{site.catalogue.owner(card).to_owned()}</li> }.into_any()
        })
        .collect();
    view! {
        <section class="nothing">
            <h2 class="nothing__heading">"没有找到"</h2>
            {(!ways.is_empty()).then(|| view! { <ul class="nothing__list">{ways}</ul> }.into_any())}
            {(!near.is_empty()).then(|| view! { <h3>"名称相近的品牌"</h3> <ul class="nothing__list">{near}</ul> }.into_any())}
            <p>"可以换一个说法，或从上面的“您需要什么”里选一项。"<a href=Route::home().href()>"查看全部品牌"</a></p>
        </section>
    }
    .into_any()
}
