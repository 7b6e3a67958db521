//! The guided tour: stories of a few stops, and one page for each brand that the city chose, in the order of the matrix.
//!
//! A story is a page of all its stops, each with a line of the story and links to the stops before and after; it ends in what to do next. A step shows the
//! brand, its owner, its first initiatives and the next step. Titles and lines of stories are the gallery's, all other texts the data's own.

use crate::components::{
    Citations, PagerLink, Plate, content_text, emblem, emblem_large, overviews, pager, tools,
};
use crate::messages::tr;
use crate::models::{self, Named, StepInitiative, StoryLink, StoryStop, TourStep};
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
    let stories: Vec<AnyView> = model.stories.into_iter().map(story).collect();
    // With stories, the walk through all selected brands is the second choice.
    let has_stories = !stories.is_empty();
    let line = match has_stories {
        true => tr!("{total} 个故事，一个故事几站。", total = stories.len()),
        false => tr!("共 {total} 站，一站一个品牌。", total = total),
    };
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Tour)), model.no_comparison)}
            <h1 class="listing__name">{Overview::Tour.word()}</h1>
            <p class="listing__line">{line}</p>
            {tools()}
            {has_stories.then(|| view! {
                <ul class="stories">{stories}</ul>
                <h2 class="overview__heading">{tr!("一站一个品牌")}</h2>
                <p class="account__note">{tr!("共 {total} 站，一站一个品牌。", total = total)}</p>
            }.into_any())}
            {model.core.map(|core| view! {
                <p class="step__text">{content_text(&tr!("{name}：", name = core.name))}{content_text(&core.summary.text)}{cites.cite(&core.summary.sources)}</p>
            }.into_any())}
            {first}
            <ol class="step-list">{list}</ol>
            {cites.list()}
        </div>
    }
}

/// A story in the list of all.
fn story(story: StoryLink) -> AnyView {
    view! {
        <li class="stories__item">
            {story.plate.map(|plate| view! { <Plate plate/> }.into_any())}
            <h2 class="stories__name"><a href=story.link.href>{content_text(&story.link.name)}</a></h2>
            <p>{content_text(&story.text)}</p>
            <p class="stories__stops">{tr!("{total} 站", total = story.stops)}</p>
        </li>
    }
    .into_any()
}

/// The page of a story.
#[component]
pub fn StoryPage(
    /// Its model.
    model: models::StoryPage,
) -> impl IntoView {
    let cites = Citations::new(model.sources);
    let total = model.stops.len();
    let stops: Vec<AnyView> = (model.stops.into_iter().zip(1..))
        .map(|(stop, number)| shown_stop(&cites, stop, number, total))
        .collect();
    let next = model.next.map(|next| {
        view! { <p><a class="story__next" href=next.href>{content_text(&tr!("下一个故事：{name}", name = next.name))}</a></p> }
            .into_any()
    });
    view! {
        <article class="story">
            <p class="step__place"><a href=Route::Overview(Overview::Tour).href()>{Overview::Tour.word()}</a></p>
            <h1 class="listing__name">{content_text(&model.name)}</h1>
            <p class="listing__line">{content_text(&model.text)}</p>
            <p class="account__note">{tr!("故事的话是本馆写的，只说材料写到的事，每一站都注明出处。")}</p>
            <ol class="story__stops">{stops}</ol>
            <section class="story__end" id="end" tabindex="-1" aria-labelledby="end-name">
                <h2 id="end-name" class="overview__heading">{tr!("参观到这里")}</h2>
                <p>{tr!("觉得有用，就发给用得着的人；也可以接着看。")}</p>
                {tools()}
                <p><a class="button" href=Route::home().href()>{tr!("查看全部品牌")}</a></p>
                {next}
            </section>
            {cites.list()}
        </article>
    }
}

/// A stop of a story, the `number`th of `total`.
fn shown_stop(cites: &Citations, stop: StoryStop, number: usize, total: usize) -> AnyView {
    let way = |to: usize, words: &'static str| {
        let href = if to > total {
            "#end".to_owned()
        } else {
            format!("#stop-{to}")
        };
        view! { <a class="story__way" href=href>{words}</a> }.into_any()
    };
    let before = (number > 1).then(|| way(number - 1, tr!("上一站")));
    let after = way(
        number + 1,
        if number == total {
            tr!("看完了")
        } else {
            tr!("下一站")
        },
    );
    view! {
        <li class="story__stop" id=format!("stop-{number}") tabindex="-1">
            {stop.plate.map(|plate| view! { <Plate plate/> }.into_any())}
            <div class="story__words">
                <p class="story__place" aria-hidden="true">{format!("{number} / {total}")}</p>
                <h2 class="story__name"><a href=stop.link.href>{content_text(&stop.link.name)}</a></h2>
                <p class="story__owner">{content_text(&stop.owner_name)}</p>
                <p class="story__text">{content_text(&stop.text.text)}{cites.cite(&stop.text.sources)}</p>
                <p class="story__ways">{before}{after}</p>
            </div>
        </li>
    }
    .into_any()
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
