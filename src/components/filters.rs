//! How does a visitor narrow the gallery?
//!
//! Every control is a link to the gallery that it leads to. Facets are plain disclosures: they open without a program. The whole is drawn on the
//! desk; when the query changes, the browser door sets each control to what it says here ([`Choice`], [`chips`]), in its place, so that
//! focus stays where it is.

use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Overview;
use crate::route::Route;
use crate::screen::Site;
#[cfg(not(target_arch = "wasm32"))]
use crate::search::{Facet, Sort};
use crate::search::{Query, Results};
use leptos::prelude::*;

/// What a link of a facet says and where it leads.
pub struct Choice {
    /// The gallery with the value chosen, or with it no longer chosen; nothing where that would show nothing.
    pub href: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
    /// How many brands it shows.
    pub count: usize,
}

impl Choice {
    /// That of the `at`th value.
    pub fn of(site: Site, query: &Query, results: &Results, at: usize) -> Choice {
        let count = results.counts.get(at).copied().unwrap_or(0);
        let value = site.index.values().get(at);
        let chosen = value.is_some_and(|value| query.chosen(value.facet).contains(&value.key));
        let href = value
            .filter(|_| count > 0 || chosen)
            .map(|value| Route::Gallery(query.toggled(value.facet, &value.key)).href());
        Choice {
            href,
            chosen,
            count,
        }
    }
}

/// Facets, chosen values, total and sort.
#[cfg(not(target_arch = "wasm32"))]
pub fn filters(site: Site, query: &Query, results: &Results) -> AnyView {
    let has_values = |facet: &Facet| {
        site.index
            .values()
            .iter()
            .any(|value| value.facet == *facet)
    };
    let facets: Vec<AnyView> = Facet::ALL
        .into_iter()
        .filter(has_values)
        .map(|facet| facet_view(site, facet, query, results))
        .collect();
    view! {
        <div class="filters">
            <h2 class="visually-hidden">{tr!("筛选")}</h2>
            <div class="filters__facets">{facets}</div>
            <div class="filters__state">
                <p id="results" class="filters__total" tabindex="-1">{tr!("{total} 个品牌", total = results.total)}</p>
                <div id="chips" class="filters__chosen">{chips(site, query)}</div>
                {sorts(query)}
                {super::tools(None)}
            </div>
        </div>
    }
    .into_any()
}

#[cfg(not(target_arch = "wasm32"))]
fn facet_view(site: Site, facet: Facet, query: &Query, results: &Results) -> AnyView {
    let values: Vec<AnyView> = site
        .index
        .values()
        .iter()
        .enumerate()
        .filter(|(_, value)| value.facet == facet)
        .map(|(at, value)| {
            let choice = Choice::of(site, query, results, at);
            let dead = choice.href.is_none();
            view! {
                <li>
                    <a
                        class="choice"
                        href=choice.href
                        role=dead.then_some("link")
                        aria-current=choice.chosen.then_some("true")
                        aria-disabled=dead.then_some("true")
                    >
                        {value.word.clone()}
                        <span class="choice__count">{choice.count}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    let chosen = query.chosen(facet).len();
    view! {
        <details class="facet" name="facet" data-facet=facet.key()>
            <summary class="facet__name">
                {facet.word()}
                <span class="facet__chosen">{(chosen > 0).then(|| tr!("{chosen} 项", chosen = chosen))}</span>
            </summary>
            <div class="facet__panel">
                <ul class="facet__values">{values}</ul>
                {site.index.has_more(facet).then(|| rest(facet)).flatten()}
                <a class="facet__done" href="#results">{tr!("查看 {total} 个品牌", total = results.total)}</a>
            </div>
        </details>
    }
    .into_any()
}

/// Where the values of a facet are listed that are too many to be offered.
#[cfg(not(target_arch = "wasm32"))]
fn rest(facet: Facet) -> Option<AnyView> {
    let route = match facet {
        Facet::Institution => Route::Institutions,
        Facet::Place => Route::Overview(Overview::Places),
        _ => return None,
    };
    let word = tr!("查看全部{what}", what = facet.word());
    Some(view! { <a class="facet__rest" href=route.href()>{word}</a> }.into_any())
}

/// What narrows the gallery now, each removable.
pub fn chips(site: Site, query: &Query) -> Option<AnyView> {
    if query.is_open() {
        return None;
    }
    let chip = |word: String, without: Query| {
        view! { <li><a class="chip chip--active" href=Route::Gallery(without).href() aria-label=tr!("去掉“{word}”", word = word)>{word.clone()}<span aria-hidden="true">" ×"</span></a></li> }.into_any()
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
    Some(view! { <ul class="filters__chips" aria-label=tr!("当前筛选")>{chips}<li><a class="filters__clear" href=clear>{tr!("全部清除")}</a></li></ul> }.into_any())
}

#[cfg(not(target_arch = "wasm32"))]
fn sorts(query: &Query) -> AnyView {
    let links: Vec<AnyView> = Sort::ALL
        .into_iter()
        .map(|sort| {
            let href = Route::Gallery(query.sorted(sort)).href();
            view! { <li><a class="sort" href=href aria-current=(query.sort == sort).then_some("true")>{sort.word()}</a></li> }.into_any()
        })
        .collect();
    view! { <nav class="filters__sorts" aria-label=tr!("排序")><ul>{links}</ul></nav> }.into_any()
}
