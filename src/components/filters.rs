//! How does a visitor narrow the gallery?
//!
//! Every control is a link to the gallery that it leads to; each stays in place while the query changes, so that focus does too.
//! Facets are plain disclosures: they open without a program.

use crate::route::{Overview, Route};
use crate::screen::Site;
use crate::search::{Facet, Query, Results, Sort};
use leptos::prelude::*;

/// Facets, chosen values, total and sort.
pub fn filters(site: Site, query: Memo<Query>, results: Memo<Results>) -> AnyView {
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
    let total = move || results.read().total;
    view! {
        <div class="filters">
            <h2 class="visually-hidden">"筛选"</h2>
            <div class="filters__facets">{facets}</div>
            <div class="filters__state">
                <p id="results" class="filters__total" tabindex="-1">{move || format!("{} 个品牌", total())}</p>
                {move || chips(site, &query.read())}
                {sorts(query)}
                {super::tools()}
            </div>
        </div>
    }
    .into_any()
}

fn facet_view(site: Site, facet: Facet, query: Memo<Query>, results: Memo<Results>) -> AnyView {
    let values: Vec<AnyView> = site
        .index
        .values()
        .iter()
        .enumerate()
        .filter(|(_, value)| value.facet == facet)
        .map(|(at, value)| {
            let chosen = move || query.read().chosen(facet).contains(&value.key);
            let count = move || results.read().counts.get(at).copied().unwrap_or(0);
            let dead = move || count() == 0 && !chosen();
            let href = move || {
                (!dead()).then(|| Route::Gallery(query.read().toggled(facet, &value.key)).href())
            };
            view! {
                <li>
                    <a
                        class="choice"
                        href=href
                        role=move || dead().then_some("link")
                        aria-current=move || chosen().then_some("true")
                        aria-disabled=move || dead().then_some("true")
                    >
                        {value.word.clone()}
                        <span class="choice__count">{count}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    let chosen = move || query.read().chosen(facet).len();
    view! {
        <details class="facet" name="facet">
            <summary class="facet__name">
                {facet.word()}
                <span class="facet__chosen">{move || (chosen() > 0).then(|| format!("{} 项", chosen()))}</span>
            </summary>
            <div class="facet__panel">
                <ul class="facet__values">{values}</ul>
                {site.index.has_more(facet).then(|| rest(facet)).flatten()}
                <a class="facet__done" href="#results">{move || format!("查看 {} 个品牌", results.read().total)}</a>
            </div>
        </details>
    }
    .into_any()
}

/// Where the values of a facet are listed that are too many to be offered.
fn rest(facet: Facet) -> Option<AnyView> {
    let route = match facet {
        Facet::Institution => Route::Institutions,
        Facet::Place => Route::Overview(Overview::Places),
        _ => return None,
    };
    let word = format!("查看全部{}", facet.word());
    Some(view! { <a class="facet__rest" href=route.href()>{word}</a> }.into_any())
}

/// What narrows the gallery now, each removable.
fn chips(site: Site, query: &Query) -> Option<AnyView> {
    if query.is_open() {
        return None;
    }
    let chip = |word: String, without: Query| {
        view! { <li><a class="chip chip--active" href=Route::Gallery(without).href() aria-label=format!("去掉“{word}”")>{word.clone()}<span aria-hidden="true">" ×"</span></a></li> }.into_any()
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
    Some(view! { <ul class="filters__chips" aria-label="当前筛选">{chips}<li><a class="filters__clear" href=clear>"全部清除"</a></li></ul> }.into_any())
}

fn sorts(query: Memo<Query>) -> AnyView {
    let links: Vec<AnyView> = Sort::ALL
        .into_iter()
        .map(|sort| {
            let href = move || Route::Gallery(query.read().sorted(sort)).href();
            view! { <li><a class="sort" href=href aria-current=move || (query.read().sort == sort).then_some("true")>{sort.word()}</a></li> }.into_any()
        })
        .collect();
    view! { <nav class="filters__sorts" aria-label="排序"><ul>{links}</ul></nav> }.into_any()
}
