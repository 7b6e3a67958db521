//! The filters of the gallery: facets, chosen values, total and order.
//!
//! Every control is a link to the gallery that it leads to, so that it works without the program; facets are plain disclosures. All parts
//! derive from the [`Answer`] in a signal and update in place, so that focus and open facets stay as they are. What closed facets offer is
//! of use to nobody who is still typing: they follow a second signal, `settled`, which the browser sets when there is time.

use crate::messages::tr;
use crate::route::{Overview, Route};
use crate::screen::Site;
use crate::search::{Facet, Query, Results, Sort};
use leptos::prelude::*;

/// A query and what it finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The query.
    pub query: Query,
    /// What it finds.
    pub results: Results,
}

impl Answer {
    /// The answer to a query, as far as its data have been loaded.
    pub fn of(site: Site, query: &Query) -> Answer {
        Answer {
            query: query.clone(),
            results: site.index.search(query),
        }
    }
}

/// All filters.
#[component]
pub fn Filters(
    /// What there is to choose.
    site: Site,
    /// What is on the screen.
    answer: RwSignal<Answer>,
    /// What the closed facets offer.
    settled: RwSignal<Answer>,
) -> impl IntoView {
    view! {
        <div class="filters">
            <h2 class="visually-hidden">{tr!("筛选")}</h2>
            <Facets site answer settled/>
            <FilterState site answer/>
        </div>
    }
}

/// The facets.
#[component]
pub fn Facets(
    /// What there is to choose.
    site: Site,
    /// What is on the screen.
    answer: RwSignal<Answer>,
    /// What the closed facets offer.
    settled: RwSignal<Answer>,
) -> impl IntoView {
    let has_values = |facet: &Facet| {
        let mut values = site.index.values().iter();
        values.any(|value| value.facet == *facet)
    };
    let facets: Vec<AnyView> = (Facet::ALL.into_iter())
        .filter(has_values)
        .map(|facet| facet_view(site, facet, answer, settled))
        .collect();
    view! { <div class="filters__facets">{facets}</div> }
}

/// Total, chosen values and orders.
#[component]
pub fn FilterState(
    /// What there is to choose.
    site: Site,
    /// What is on the screen.
    answer: RwSignal<Answer>,
) -> impl IntoView {
    let total = move || tr!("{total} 个品牌", total = answer.with(|it| it.results.total));
    let sorts: Vec<AnyView> = (Sort::ALL.into_iter())
        .map(|sort| {
            let href = move || answer.with(|it| Route::Gallery(it.query.sorted(sort)).href());
            let current = move || answer.with(|it| (it.query.sort == sort).then_some("true"));
            view! { <li><a class="sort" href=href aria-current=current>{sort.word()}</a></li> }
                .into_any()
        })
        .collect();
    view! {
        <div class="filters__state">
            <p id="results" class="filters__total" tabindex="-1">{total}</p>
            <div id="chips" class="filters__chosen">{move || answer.with(|it| chips(site, &it.query))}</div>
            <nav class="filters__sorts" aria-label=tr!("排序")><ul>{sorts}</ul></nav>
            {super::tools(None)}
        </div>
    }
}

fn facet_view(
    site: Site,
    facet: Facet,
    answer: RwSignal<Answer>,
    settled: RwSignal<Answer>,
) -> AnyView {
    let is_open = RwSignal::new(false);
    // An open facet is looked at: it follows what is on the screen.
    let shown = move || if is_open.get() { answer } else { settled };
    let values = move || shown().with(|answer| values(site, facet, answer));
    let done = move || {
        let total = shown().with(|answer| answer.results.total);
        tr!("查看 {total} 个品牌", total = total)
    };
    let chosen = move || {
        let chosen = answer.with(|answer| answer.query.chosen(facet).len());
        (chosen > 0).then(|| tr!("{chosen} 项", chosen = chosen))
    };
    let toggled = move |event: leptos::ev::Event| {
        let details = event_target::<leptos::tachys::renderer::types::Element>(&event);
        is_open.set(details.has_attribute("open"));
    };
    view! {
        <details class="facet" name="facet" data-facet=facet.key() on:toggle=toggled>
            <summary class="facet__name">
                {facet.word()}
                <span class="facet__chosen">{chosen}</span>
            </summary>
            <div class="facet__panel">
                <ul class="facet__values">{values}</ul>
                {site.index.has_more(facet).then(|| rest(facet)).flatten()}
                <a class="facet__done" href="#results">{done}</a>
            </div>
        </details>
    }
    .into_any()
}

/// The values of a facet: each a link to the gallery with it, or without it where it is chosen; none where that would show nothing.
fn values(site: Site, facet: Facet, answer: &Answer) -> Vec<AnyView> {
    let values = site.index.values().iter().enumerate();
    values
        .filter(|(_, value)| value.facet == facet)
        .map(|(at, value)| {
            let count = answer.results.counts.get(at).copied().unwrap_or(0);
            let chosen = answer.query.chosen(facet).contains(&value.key);
            let dead = count == 0 && !chosen;
            let href =
                (!dead).then(|| Route::Gallery(answer.query.toggled(facet, &value.key)).href());
            view! {
                <li>
                    <a
                        class="choice"
                        href=href
                        role=dead.then_some("link")
                        aria-current=chosen.then_some("true")
                        aria-disabled=dead.then_some("true")
                    >
                        {value.word.clone()}
                        <span class="choice__count">{count}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect()
}

/// Where the values of a facet are listed that are too many to be offered.
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
