//! The guided tour: one page for each brand that the city chose, in the order of the matrix.
//!
//! A step shows the brand, its owner, its first initiatives and the next step. All texts are the data's own.

use crate::components::{
    Citations, PagerLink, content_text, emblem, emblem_large, overviews, pager, tools,
};
use crate::messages::tr;
use crate::models::{self, Named, StepInitiative, TourStep};
use crate::route::{Overview, Route};
use leptos::prelude::*;

/// The first page of the tour.
#[component]
pub fn TourPage(
    /// Its model.
    model: models::TourPage,
) -> impl IntoView {
    let cites = Citations::new(model.sources);
    let total = model.steps.len();
    let first = model.steps.first().map(|step| {
        let href = Route::Step(step.brand.id.clone()).href();
        view! { <p><a class="button" href=href>{tr!("开始参观")}</a></p> }.into_any()
    });
    let item = |TourStep { brand, owner_name }: TourStep| {
        let emblem = emblem(brand.emblem.kind, &brand.emblem.motif, &brand.emblem.owner);
        view! {
            <li class="step-list__item">
                <a class="step-list__link" href=Route::Step(brand.id).href()>
                    {emblem}
                    <span><b>{content_text(&brand.name)}</b><span class="step-list__owner">{content_text(&owner_name)}</span></span>
                </a>
            </li>
        }
        .into_any()
    };
    let list: Vec<AnyView> = model.steps.into_iter().map(item).collect();
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Tour)), model.no_comparison)}
            <h1 class="listing__name">{Overview::Tour.word()}</h1>
            <p class="listing__line">{tr!("共 {total} 站，一站一个品牌。", total = total)}</p>
            {tools()}
            {model.core.map(|core| view! {
                <p class="step__text">{content_text(&tr!("{name}：", name = core.name))}{content_text(&core.summary.text)}{cites.cite(&core.summary.sources)}</p>
            }.into_any())}
            {first}
            <ol class="step-list">{list}</ol>
            {cites.list()}
        </div>
    }
}

/// The page of a step.
#[component]
pub fn StepPage(
    /// Its model.
    model: models::StepPage,
) -> impl IntoView {
    let cites = Citations::new(model.sources);
    let brand = model.brand;
    let name = brand.name.clone();
    let item = |initiative: &StepInitiative| {
        let href = Route::Initiative(brand.id.clone(), initiative.id.clone()).href();
        view! { <li><a href=href><b>{content_text(&initiative.name)}</b></a>{tr!("：")}{content_text(&initiative.summary.text)}{cites.cite(&initiative.summary.sources)}</li> }.into_any()
    };
    let slogan = model.slogan.map(|slogan| {
        view! { <p class="brand__slogan">{content_text(&slogan.text)}{cites.cite(&slogan.sources)}</p> }
            .into_any()
    });
    let summary = cites.cite(&model.summary.sources);
    let initiatives: Vec<AnyView> = model.initiatives.iter().map(item).collect();
    let step = |brand: Named, word: &'static str| PagerLink {
        href: Route::Step(brand.id).href(),
        word,
        name: brand.name,
    };
    let after = match model.after {
        Some(brand) => step(brand, tr!("下一站")),
        None => PagerLink {
            href: Route::Overview(Overview::Matrix).href(),
            word: tr!("参观结束"),
            name: tr!("看整个矩阵").to_owned(),
        },
    };
    let before = model.before.map(|brand| step(brand, tr!("上一站")));
    view! {
        <article class="step">
            <p class="step__place"><a href=Route::Overview(Overview::Tour).href()>{Overview::Tour.word()}</a>{format!(" {} / {}", model.step, model.steps)}</p>
            <div class="step__head">
                {emblem_large(brand.emblem.kind, &brand.emblem.motif, &brand.emblem.owner)}
                <div>
                    <h1 class="brand__name">{content_text(&brand.name)}</h1>
                    <p class="brand__owner">{content_text(&model.owner_name)}</p>
                </div>
            </div>
            {slogan}
            <p class="step__text">{content_text(&model.summary.text)}{summary}</p>
            {tools()}
            {(!initiatives.is_empty()).then(|| view! { <ul class="account__list">{initiatives}</ul> }.into_any())}
            <p><a class="button" href=Route::Brand(brand.id.clone()).href()>{content_text(&tr!("看“{name}”的全文", name = name))}</a></p>
            {pager(tr!("前后一站"), before, Some(after))}
            {cites.list()}
        </article>
    }
}
