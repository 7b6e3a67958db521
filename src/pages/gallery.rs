//! The gallery: search, needs, filters and cards.
//!
//! The page is rendered natively; its list also in the browser, for each query.

use crate::catalogue::{Kind, Need};
use crate::components::{
    Answer, content_text, featured_first, featured_more, filters, needs, overviews, search_form,
    urgent_strip,
};
use crate::components::{brand_card, small_card};
use crate::messages::tr;
use crate::models::{self, CardModel, SearchForm};
use crate::route::Route;
use crate::screen::Site;
use crate::search::{Hit, PAGE, Query, Results, Sort, Stage};
use leptos::prelude::*;

/// The data of the gallery's filters and list, provided as a context by the caller.
#[derive(Clone)]
pub struct GalleryState {
    /// The site.
    pub site: Site,
    /// The initial answer.
    pub answer: Answer,
}

/// The gallery: introduction, search, needs, filters, cards. In the browser, filters and list then follow the query (`browser/gallery_view.rs`).
#[component]
pub fn GalleryPage(
    /// Its model: the part above the filters.
    model: models::GalleryPage,
) -> impl IntoView {
    let GalleryState { site, answer } = expect_context();
    let narrowed = !answer.query.is_open();
    let strip = urgent_strip(&model.search.notices);
    let form = SearchForm {
        text: answer.query.text().to_owned(),
        ..model.search
    };
    let cards = answer.results.hits.len();
    let mut featured = model.featured.into_iter();
    view! {
        <div class="gallery" class:gallery--narrowed=narrowed>
            <header class="gallery__head">
                <h1 class="gallery__name visually-hidden">{content_text(&model.name)}</h1>
                {search_form(&form)}
                {strip}
            </header>
            <div class="gallery__first">
                {featured_first(featured.next())}
                {needs(&model.needs)}
                {featured_more(featured.collect())}
            </div>
            <header class="gallery__all">
                <h2 class="gallery__heading">{tr!("全部品牌")}</h2>
                <p class="gallery__line">{content_text(&model.line)}</p>
                {overviews(None, model.no_comparison)}
            </header>
            {filters(&site, &answer)}
            <div id="list">
                {match site.index.brands() {
                    0 => super::empty(),
                    _ => gallery_list(&site, &answer.query, &answer.results, cards),
                }}
                {site.index.finds_little(&answer.query).then(|| super::meant(&site, &answer.query).or_else(|| super::near_names(&site, &answer.query)))}
            </div>
        </div>
    }
}

/// The first `cards` cards of a query's results, or a message where there are none.
pub fn gallery_list(site: &Site, query: &Query, results: &Results, cards: usize) -> AnyView {
    // A query that shows a notice for people in danger gets no suggestions by sound or spelling.
    let is_urgent = !site.index.urgent(query.text()).is_empty();
    if results.hits.is_empty() || is_urgent && results.stage > Stage::Exact {
        return nothing(site, query);
    }
    // The open gallery groups the cards, where they fit on one page.
    if query.is_open() && query.sort == Sort::Matrix && results.total <= PAGE {
        return groups(site, query, &results.hits);
    }
    // Approximate results are labelled as such.
    let guess = (results.stage >= Stage::Near).then(|| {
        let sentence = tr!(
            "没有找到“{words}”。您是不是要找：",
            words = query.text().trim()
        );
        view! { <p class="gallery__guess">{sentence}</p> }.into_any()
    });
    view! {
        <h2 class="visually-hidden">{tr!("品牌")}</h2>
        {guess}
        <ol class="cards">{gallery_cards(site, query, results.hits.iter().take(cards))}</ol>
        {more(query, results)}
    }
    .into_any()
}

/// The cards of some hits of a query.
pub fn gallery_cards<'a>(
    site: &Site,
    query: &Query,
    hits: impl Iterator<Item = &'a Hit>,
) -> Vec<AnyView> {
    let marker = site.index.marker(query);
    hits.filter_map(|hit| CardModel::of(&site.index, hit))
        .map(|card| brand_card(&card, marker.as_ref()))
        .collect()
}

/// The cards of the open gallery in groups: brands of the region, those of which hardly more than the name is known, and what is for colleagues.
fn groups(site: &Site, query: &Query, hits: &[Hit]) -> AnyView {
    let group = |hit: &Hit| match site.index.card(hit.card) {
        Some(card) if card.away || matches!(card.kind, Kind::Case | Kind::Event) => 2,
        Some(card) if card.name_only => 1,
        _ => 0,
    };
    let groups: Vec<AnyView> = [tr!("服务品牌"), tr!("材料只写到名称的品牌"), tr!("给同行看的案例")]
        .into_iter()
        .enumerate()
        .filter_map(|(at, heading)| {
            let hits = hits.iter().filter(|hit| group(hit) == at);
            let cards: Vec<AnyView> = match at {
                0 => gallery_cards(site, query, hits),
                _ => hits
                    .filter_map(|hit| CardModel::of(&site.index, hit))
                    .map(|card| small_card(&card, at == 2))
                    .collect(),
            };
            if cards.is_empty() {
                return None;
            }
            let cards = view! { <ol class="cards">{cards}</ol> };
            // What is for colleagues is folded.
            Some(match at {
                2 => view! { <details class="gallery__group"><summary class="gallery__fold"><h2 class="gallery__heading">{heading}</h2></summary>{cards}</details> }.into_any(),
                _ => view! { <section class="gallery__group"><h2 class="gallery__heading">{heading}</h2>{cards}</section> }.into_any(),
            })
        })
        .collect();
    groups.into_any()
}

/// The link to the next cards. In the open gallery it is an address that works without the program; the program extends the list instead.
fn more(query: &Query, results: &Results) -> Option<AnyView> {
    let left = results.total.saturating_sub(results.hits.len());
    if left == 0 {
        return None;
    }
    let note = tr!(
        "已列出 {shown} 个，共 {total} 个品牌。",
        shown = results.hits.len(),
        total = results.total
    );
    let way = match query.with_more() {
        Some(longer) => {
            let route = match query.is_open() && query.sort == Sort::Matrix {
                true => Route::All(query.further() + 2),
                false => Route::Gallery(longer),
            };
            view! { <a class="more__link" href=route.href() data-more="">{tr!("再看 {more} 个", more = left.min(PAGE))}</a> }.into_any()
        }
        None => view! { <p class="more__note">{tr!("要找其余的品牌，请用上面的搜索和筛选。")}</p> }
            .into_any(),
    };
    Some(view! { <nav class="more" aria-label=tr!("更多品牌")><p class="more__note">{note}</p>{way}</nav> }.into_any())
}

fn need_chip(need: &Need) -> AnyView {
    let href = Route::Need(need.id.clone()).href();
    view! { <li><a class="chip" href=href>{content_text(&need.name)}</a></li> }.into_any()
}

/// No results: which words to drop, and the needs.
fn nothing(site: &Site, query: &Query) -> AnyView {
    let ways: Vec<AnyView> = site
        .index
        .relaxations(query)
        .into_iter()
        .map(|way| {
            let what = match &way.dropped {
                Some((facet, key)) => site.index.value(*facet, key).map_or(String::new(), |value| tr!("{facet}＝{value}", facet = facet.word(), value = value.word)),
                None => query.text().trim().to_owned(),
            };
            view! { <li><a href=Route::Gallery(way.query).href()>{tr!("去掉“{what}”，可看 {total} 个品牌", what = what, total = way.total)}</a></li> }.into_any()
        })
        .collect();
    view! {
        <section class="nothing">
            <h2 class="nothing__heading">{tr!("没有找到")}</h2>
            {(!ways.is_empty()).then(|| view! { <ul class="nothing__list">{ways}</ul> }.into_any())}
            <p>{tr!("可以换一个说法，或者看看下面这些。")}<a href=Route::home().href()>{tr!("查看全部品牌")}</a></p>
            <ul class="nothing__needs">{site.index.needs().iter().map(need_chip).collect::<Vec<_>>()}</ul>
        </section>
    }
    .into_any()
}
