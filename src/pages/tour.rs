//! How does somebody who knows nothing walk through the matrix? (desk)
//!
//! One step a brand that the city chose, in the order of the matrix, each at an address of its own: what it is, whose, what it does first, and
//! the way on. Told in words of the data; nothing is written for the tour.

use crate::catalogue::{Brand, Level};
use crate::components::{Citations, emblem, emblem_large, overviews, tools};
use crate::messages::tr;
use crate::models::Source;
use crate::route::{Overview, Route};
use crate::screen::Site;
use leptos::prelude::*;

/// How many initiatives a step names.
const FIRST: usize = 4;

/// The brands of the tour, in its order: those that the city chose; where there are none, all.
pub fn steps(brands: &[Brand]) -> Vec<&Brand> {
    let chosen: Vec<&Brand> = brands
        .iter()
        .filter(|brand| {
            brand
                .honours
                .iter()
                .any(|honour| honour.level == Level::Chosen)
        })
        .collect();
    if chosen.is_empty() {
        brands.iter().collect()
    } else {
        chosen
    }
}

/// Where the tour begins.
pub fn tour(site: Site, brands: &[Brand]) -> AnyView {
    let cites = Citations::of(Source::all(site.catalogue).collect());
    let steps = steps(brands);
    let core = steps
        .first()
        .and_then(|brand| brand.parent.as_ref())
        .and_then(|parent| brands.iter().find(|brand| brand.id == parent.brand));
    let list: Vec<AnyView> = steps
        .iter()
        .map(|brand| {
            view! {
                <li class="step-list__item">
                    <a class="step-list__link" href=Route::Step(brand.id.clone()).href()>
                        {emblem(brand.kind, &brand.emblem, &brand.owner)}
                        <span><b>{brand.name.clone()}</b><span class="step-list__owner">{owner(site, brand)}</span></span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    let first = steps.first().map(|brand| view! { <p><a class="button" href=Route::Step(brand.id.clone()).href()>{tr!("从第一步开始")}</a></p> }.into_any());
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Tour)))}
            <h1 class="listing__name">{Overview::Tour.word()}</h1>
            <p class="listing__line">{tr!("一步一个品牌，共 {total} 步。", total = steps.len())}</p>
            {tools(None)}
            {core.map(|core| view! {
                <p class="step__text">{tr!("{name}：", name = core.name)}{core.summary.text.clone()}{cites.cite(&core.summary.sources)}</p>
            }.into_any())}
            {first}
            <ol class="step-list">{list}</ol>
            {cites.list()}
        </div>
    }
    .into_any()
}

/// One step.
pub fn step(site: Site, brands: &[Brand], brand: &Brand) -> AnyView {
    let cites = Citations::of(Source::all(site.catalogue).collect());
    let steps = steps(brands);
    let at = steps
        .iter()
        .position(|step| step.id == brand.id)
        .unwrap_or(0);
    let turn = |brand: Option<&&Brand>, class: &'static str, word: &'static str| {
        brand.map(|brand| view! { <a class=class href=Route::Step(brand.id.clone()).href()><span class="turn__word">{word}</span>{brand.name.clone()}</a> }.into_any())
    };
    let initiatives: Vec<AnyView> = brand
        .initiatives
        .iter()
        .take(FIRST)
        .map(|initiative| {
            let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
            view! { <li><a href=route.href()><b>{initiative.name.clone()}</b></a>{tr!("：")}{initiative.summary.text.clone()}{cites.cite(&initiative.summary.sources)}</li> }.into_any()
        })
        .collect();
    let end = (at + 1 == steps.len()).then(|| {
        view! { <a class="turn__link turn__link--after" href=Route::Overview(Overview::Matrix).href()><span class="turn__word">{tr!("走完了")}</span>{tr!("看整个矩阵")}</a> }.into_any()
    });
    view! {
        <article class="step">
            <p class="step__place"><a href=Route::Overview(Overview::Tour).href()>{Overview::Tour.word()}</a>{format!(" {} / {}", at + 1, steps.len())}</p>
            <div class="step__head">
                {emblem_large(brand.kind, &brand.emblem, &brand.owner)}
                <div>
                    <h1 class="brand__name">{brand.name.clone()}</h1>
                    <p class="brand__owner">{owner(site, brand)}</p>
                </div>
            </div>
            {brand.slogan.as_ref().map(|slogan| view! { <p class="brand__slogan">{slogan.text.clone()}{cites.cite(&slogan.sources)}</p> }.into_any())}
            <p class="step__text">{brand.summary.text.clone()}{cites.cite(&brand.summary.sources)}</p>
            {tools(None)}
            {(!initiatives.is_empty()).then(|| view! { <ul class="account__list">{initiatives}</ul> }.into_any())}
            <p><a class="button" href=Route::Brand(brand.id.clone()).href()>{tr!("看“{name}”的全文", name = brand.name)}</a></p>
            <nav class="turn" aria-label=tr!("前后一步")>
                {turn(at.checked_sub(1).and_then(|before| steps.get(before)), "turn__link", tr!("上一步"))}
                {turn(steps.get(at + 1), "turn__link turn__link--after", tr!("下一步"))}
                {end}
            </nav>
            {cites.list()}
        </article>
    }
    .into_any()
}

fn owner(site: Site, brand: &Brand) -> String {
    site.catalogue
        .institution(&brand.owner)
        .map_or_else(String::new, |owner| owner.name.clone())
}
