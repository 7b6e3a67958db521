//! The page of an initiative: what the documents say, each statement with its sources.

use super::brand::{checked, tags};
use crate::components::{
    Citations, PagerLink, account, attachments, cited, content_text, events, figure_grid, figures,
    guide, honours, listed, other_names, pager, partners, passages, people, pictures, plain,
    quoted, section, tools, trail, urgent_strip, ways_on,
};
use crate::messages::tr;
use crate::models::{self, Named};
use crate::route::Route;
use leptos::prelude::*;

/// The page of an initiative.
#[component]
pub fn InitiativePage(
    /// Its model.
    model: models::InitiativePage,
) -> impl IntoView {
    let cites = Citations::new(model.sources);
    let brand = Route::Brand(model.brand.id.clone()).href();
    let mut above = model.above;
    above.push(model.brand.clone());
    let link = |initiative: Named, word: &'static str| PagerLink {
        href: Route::Initiative(model.brand.id.clone(), initiative.id).href(),
        word,
        name: initiative.name,
    };
    let before = (model.before).map(|initiative| link(initiative, tr!("上一个举措")));
    let after = (model.after).map(|initiative| link(initiative, tr!("下一个举措")));
    let media = model.media.as_deref();
    view! {
        <article class="brand" data-line=model.summary.text.clone()>
            {trail(&above, &model.name)}
            <header class="brand__head">
                <div class="brand__title">
                    <p class="brand__tags">{tags(model.kind, None)}</p>
                    <h1 class="brand__name">{content_text(&model.name)}</h1>
                    <p class="brand__owner">
                        {tr!("属于")}<a href=brand>{content_text(&model.brand.name)}</a>
                        {model.owner.map(|owner| view! { {tr!("，")}<a href=Route::Institution(owner.id).href()>{content_text(&owner.name)}</a> }.into_any())}
                    </p>
                </div>
            </header>
            <p class="brand__summary">{content_text(&model.summary.text)}{cites.cite(&model.summary.sources)}</p>
            {urgent_strip(&model.notices)}
            {model.guide.map(|lines| guide(&cites, lines))}
            {other_names(&cites, &model.other_names)}
            {ways_on(&model.needs, &model.places)}
            {tools()}
            {account([
                section("details", tr!("具体内容"), cited(&cites, &model.details, passages), plain),
                section("figures", tr!("数字"), cited(&cites, &model.figures, figures), figure_grid),
                section("people", tr!("人物"), cited(&cites, &model.people, people), listed),
                section("pictures", tr!("照片和图"), pictures(media), plain),
                section("files", tr!("可以下载的文件"), attachments(media), listed),
            ], [
                section("honours", tr!("荣誉", "section"), cited(&cites, &model.honours, honours), listed),
                section("events", tr!("大事"), cited(&cites, &model.events, events), listed),
                section("partners", tr!("伙伴"), cited(&cites, &model.partners, partners), listed),
                section("notes", tr!("说明"), cited(&cites, &model.notes, passages), plain),
                section("quoted", tr!("照录材料的话"), cited(&cites, &model.quoted, quoted), plain),
            ])}
            {cites.list()}
            {checked(model.checked)}
            {pager(tr!("前后举措"), before, after)}
        </article>
    }
}
