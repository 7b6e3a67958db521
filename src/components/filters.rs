//! The filters of the gallery: facets, chosen values, total and sort order.
//!
//! Every control is a link to the resulting gallery, so that it works without the program; facets are `details` elements. All parts are functions of
//! an [`Answer`]. In the browser each is patched when the answer changes (`browser/gallery_view.rs`), so that focus and open facets stay.

use super::content_text;
use crate::messages::tr;
use crate::route::{Overview, Route};
use crate::screen::Site;
use crate::search::{Facet, Query, Results, Sort};
use leptos::prelude::*;

/// A query and its results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The query.
    pub query: Query,
    /// The results.
    pub results: Results,
}

impl Answer {
    /// The answer to a query, as far as its data have been loaded.
    pub fn new(site: &Site, query: &Query) -> Answer {
        Answer {
            query: query.clone(),
            results: site.index.search(query),
        }
    }
}

/// All filters.
pub fn filters(site: &Site, answer: &Answer) -> AnyView {
    let facets: Vec<AnyView> = (offered_facets(site).into_iter())
        .map(|facet| facet_view(site, facet, answer))
        .collect();
    view! {
        <div class="filters">
            <h2 class="visually-hidden">{tr!("筛选")}</h2>
            <div class="filters__facets">{facets}</div>
            {filter_state(site, answer)}
        </div>
    }
    .into_any()
}

/// The facets that have values, in the order of the page.
pub fn offered_facets(site: &Site) -> Vec<Facet> {
    let has_values = |facet: &Facet| {
        let mut values = site.index.values().iter();
        values.any(|value| value.facet == *facet)
    };
    Facet::ALL.into_iter().filter(has_values).collect()
}

/// Total, chosen values and sort orders.
pub fn filter_state(site: &Site, answer: &Answer) -> AnyView {
    let sorts: Vec<AnyView> = (Sort::ALL.into_iter())
        .map(|sort| {
            let href = Route::Gallery(answer.query.sorted(sort)).href();
            let current = (answer.query.sort == sort).then_some("true");
            view! { <li><a class="sort" href=href aria-current=current>{sort.word()}</a></li> }
                .into_any()
        })
        .collect();
    view! {
        <div class="filters__state">
            <p id="results" class="filters__total" tabindex="-1">{tr!("{total} 个品牌", total = answer.results.total)}</p>
            <div id="chips" class="filters__chosen">{chips(site, &answer.query)}</div>
            <nav class="filters__sorts" aria-label=tr!("排序")><ul>{sorts}</ul></nav>
            {super::tools()}
        </div>
    }
    .into_any()
}

/// A facet with its values.
pub fn facet_view(site: &Site, facet: Facet, answer: &Answer) -> AnyView {
    let chosen = answer.query.chosen(facet).len();
    let chosen = (chosen > 0).then(|| tr!("{chosen} 项", chosen = chosen));
    let done = tr!("查看 {total} 个品牌", total = answer.results.total);
    view! {
        <details class="facet" name="facet" data-facet=facet.key()>
            <summary class="facet__name">
                {facet.word()}
                <span class="facet__chosen">{chosen}</span>
            </summary>
            <div class="facet__panel">
                <ul class="facet__values">{values(site, facet, answer)}</ul>
                {site.index.has_more(facet).then(|| rest(facet)).flatten()}
                <a class="facet__done" href="#results">{done}</a>
            </div>
        </details>
    }
    .into_any()
}

/// The values of a facet as links: to the gallery with the value, or without it where it is chosen. Values without a result are no links.
fn values(site: &Site, facet: Facet, answer: &Answer) -> Vec<AnyView> {
    let values = site.index.values().iter().enumerate();
    values
        .filter(|(_, value)| value.facet == facet)
        .map(|(at, value)| {
            let count = answer.results.counts.get(at).copied().unwrap_or(0);
            let chosen = answer.query.chosen(facet).contains(&value.key);
            let is_disabled = count == 0 && !chosen;
            let href = (!is_disabled)
                .then(|| Route::Gallery(answer.query.toggled(facet, &value.key)).href());
            view! {
                <li>
                    <a
                        class="choice"
                        href=href
                        role=is_disabled.then_some("link")
                        aria-current=chosen.then_some("true")
                        aria-disabled=is_disabled.then_some("true")
                    >
                        {content_text(&value.word)}
                        <span class="choice__count">{count}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect()
}

/// The page that lists all values of a facet with too many to offer.
fn rest(facet: Facet) -> Option<AnyView> {
    let route = match facet {
        Facet::Institution => Route::Institutions,
        Facet::Place => Route::Overview(Overview::Places),
        _ => return None,
    };
    let word = tr!("查看全部{what}", what = facet.word());
    Some(view! { <a class="facet__rest" href=route.href()>{word}</a> }.into_any())
}

/// The chosen values, each a link that removes it.
pub fn chips(site: &Site, query: &Query) -> Option<AnyView> {
    if query.is_open() {
        return None;
    }
    let chip = |word: String, without: Query| {
        view! { <li><a class="chip chip--active" href=Route::Gallery(without).href() aria-label=tr!("去掉“{word}”", word = word)>{content_text(&word)}<span aria-hidden="true">" ×"</span></a></li> }.into_any()
    };
    let mut chips: Vec<AnyView> = Vec::new();
    if !query.text().trim().is_empty() {
        chips.push(chip(query.text().trim().to_owned(), query.with_text("")));
    }
    for (facet, key) in query.all_chosen() {
        if let Some(value) = site.index.value(facet, key) {
            chips.push(chip(value.word.clone(), query.toggled(facet, key)));
        }
    }
    let clear = Route::Gallery(Query::default().sorted(query.sort)).href();
    Some(view! { <ul class="filters__chips" aria-label=tr!("当前筛选")>{chips}<li><a class="filters__clear" href=clear>{tr!("清除条件")}</a></li></ul> }.into_any())
}
