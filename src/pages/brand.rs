//! The page of a brand: what the documents say, each statement with its sources.

use crate::catalogue::{Basis, Kind};
use crate::components::{
    Citations, PagerLink, Plate, Section, account, attachments, cited, content_text, emblem,
    emblem_large, english_rest, english_summary, events, figure_grid, figures, guide, honours,
    initiatives, lead, listed, other_names, pager, partners, passages, people, pictures, plain,
    quoted, section, tools, trail, urgent_strip, ways_on,
};
use crate::messages::tr;
use crate::models::{self, BrandLink, Family, InitiativeSummary, Named};
use crate::route::{Overview, Route};
use leptos::prelude::*;

/// The page of a brand.
#[component]
pub fn BrandPage(
    /// Its model.
    model: models::BrandPage,
) -> impl IntoView {
    let cites = Citations::new(model.sources);
    let link = |brand: Named, word: &'static str| PagerLink {
        href: Route::Brand(brand.id).href(),
        word,
        name: brand.name,
    };
    let (services, methods): (Vec<InitiativeSummary>, Vec<InitiativeSummary>) =
        (model.initiatives.into_iter()).partition(|initiative| !initiative.for_colleagues);
    // Where no services are listed, the work is what a visitor reads about, and what there is of initiatives.
    let work = section(
        "work",
        tr!("主要做法"),
        cited(&cites, &model.work, passages),
        plain,
    );
    let (services, methods, story, work) = match services.is_empty() {
        true => (methods, services, work, None),
        false => (services, methods, None, work),
    };
    let summary = view! { <p class="brand__summary">{content_text(&model.summary.text)}{cites.cite(&model.summary.sources)}</p> };
    let ways = view! { {ways_on(&model.needs, &model.places)}{tools()} };
    // What is in English comes first; below it what the documents say.
    let (first, above, below) = match &model.english {
        Some(text) => {
            let above = view! { {ways}{english_rest()}{summary} };
            (english_summary(text), Some(above.into_any()), None)
        }
        None => (summary.into_any(), None, Some(ways.into_any())),
    };
    let line = model
        .english
        .as_ref()
        .unwrap_or(&model.summary.text)
        .clone();
    let (value, label) = model.figure.map(|it| (it.value, it.label)).unzip();
    let media = model.media.as_deref();
    // A photograph says more of a brand than what is drawn of it.
    let picture = match media.and_then(|media| media.lead.as_ref()) {
        Some(picture) => lead(picture),
        None => view! { <Plate plate=model.plate/> }.into_any(),
    };
    view! {
        // The attributes are what a poster says besides name and owner.
        <article class="brand" data-line=line data-value=value data-label=label>
            {trail(&model.above, &model.name)}
            <header class="brand__head brand__head--plate">
                <div class="brand__plate">{picture}</div>
                <h1 class="brand__name">{content_text(&model.name)}</h1>
                <div class="brand__title">
                    {model.title.map(|title| view! { <p class="brand__subtitle">{content_text(&title)}</p> }.into_any())}
                    <div class="brand__sign">
                        <span class="brand__emblem">{emblem_large(model.kind, &model.emblem, &model.owner.id)}</span>
                        <p class="brand__owner"><a href=Route::Institution(model.owner.id).href()>{content_text(&model.owner.name)}</a></p>
                        <p class="brand__tags">{tags(model.kind, model.chosen.as_deref())}</p>
                    </div>
                    {model.slogan.map(|slogan| view! { <p class="brand__slogan">{content_text(&slogan.text)}{cites.cite(&slogan.sources)}</p> }.into_any())}
                    {first}
                </div>
            </header>
            {urgent_strip(&model.notices)}
            {above}
            {model.guide.map(|lines| guide(&cites, lines))}
            {other_names(&cites, &model.other_names)}
            {below}
            {account([
                section("figures", tr!("数字"), cited(&cites, &model.figures, figures), figure_grid),
                section("initiatives", tr!("有哪些服务和做法"), cited(&cites, &services, |cites, all| initiatives(cites, &model.id, all, true)), plain),
                story,
                section("people", tr!("人物"), cited(&cites, &model.people, people), listed),
                section("pictures", tr!("照片和图"), pictures(media), plain),
                section("files", tr!("可以下载的文件"), attachments(media), listed),
            ], [
                section("methods", tr!("制度和其他做法"), cited(&cites, &methods, |cites, all| initiatives(cites, &model.id, all, true)), plain),
                section("meaning", tr!("含义"), cited(&cites, &model.meaning, passages), plain),
                section("origin", tr!("缘起"), cited(&cites, &model.origin, passages), plain),
                work,
                section("outcome", tr!("成效"), cited(&cites, &model.results, passages), plain),
                section("honours", tr!("荣誉", "section"), cited(&cites, &model.honours, honours), listed),
                section("events", tr!("大事"), cited(&cites, &model.events, events), listed),
                section("partners", tr!("伙伴"), cited(&cites, &model.partners, partners), listed),
                section("notes", tr!("说明"), cited(&cites, &model.notes, passages), plain),
                section("quoted", tr!("照录材料的话"), cited(&cites, &model.quoted, quoted), plain),
                family(&cites, model.kind, &model.family),
            ])}
            {cites.list()}
            {checked(model.checked)}
            {pager(
                tr!("前后品牌"),
                model.before.map(|brand| link(brand, tr!("上一个品牌"))),
                model.after.map(|brand| link(brand, tr!("下一个品牌"))),
            )}
        </article>
    }
}

/// When the record was last checked, if the gallery says so.
pub(super) fn checked(sentence: Option<String>) -> Option<AnyView> {
    sentence.map(|sentence| view! { <p class="account__note">{sentence}</p> }.into_any())
}

/// The kind of a brand or an initiative, and the honour for which the city selected it.
pub(super) fn tags(kind: Kind, chosen: Option<&str>) -> AnyView {
    view! {
        <span class="tag">{kind.shown()}</span>
        {chosen.map(|chosen| view! { <span class="tag tag--honour">{content_text(chosen)}</span> }.into_any())}
    }
    .into_any()
}

/// Parent, children and siblings in the matrix.
fn family(cites: &Citations, kind: Kind, family: &Family) -> Option<Section> {
    let above = family.parent.as_ref().map(|parent| {
        let basis = match parent.basis {
            Basis::Stated => tr!("依据原文："),
            Basis::Inferred => tr!("本馆推断："),
        };
        view! {
            {relatives(tr!("所属"), std::slice::from_ref(&parent.brand), 1)}
            <p class="account__note">{basis}{content_text(&parent.text)}{cites.cite(&parent.sources)}</p>
        }
        .into_any()
    });
    let below = relatives(tr!("下属"), &family.children, family.all_children);
    let beside = relatives(tr!("并列"), &family.siblings, family.all_siblings);
    let rows: Vec<AnyView> = [above, below, beside].into_iter().flatten().collect();
    let heading = match kind {
        Kind::Case | Kind::Event => tr!("同场案例"),
        _ => tr!("相关品牌"),
    };
    section("family", heading, rows, plain)
}

/// Brands under a heading, where there are any; those of `all` that are not listed are behind a link to the matrix.
fn relatives(heading: &'static str, brands: &[BrandLink], all: u32) -> Option<AnyView> {
    let items: Vec<AnyView> = (brands.iter())
        .map(|brand| {
            let href = Route::Brand(brand.id.clone()).href();
            view! { <li class="family__member">{emblem(brand.emblem.kind, &brand.emblem.motif, &brand.emblem.owner)}<a href=href>{content_text(&brand.name)}</a></li> }.into_any()
        })
        .collect();
    let is_cut = usize::try_from(all).is_ok_and(|all| all > brands.len());
    let more = is_cut.then(|| {
        let href = Route::Overview(Overview::Matrix).href();
        view! { <p class="account__note"><a href=href>{tr!("共 {all} 个，在品牌矩阵里看全部", all = all)}</a></p> }
            .into_any()
    });
    (!items.is_empty()).then(|| {
        view! { <h3 class="account__subheading">{heading}</h3><ul class="family__row">{items}</ul>{more} }
            .into_any()
    })
}
