//! The page of a need, a place or an institution: the brands that answer, reach or belong to it.

use crate::components::{
    Citations, FOLDED, attachments, brand_card, chip_row, content_text, english_summary, fold,
    listed, logo, other_names, pictures, plain, tools, trail, urgent_notice, visit, visit_open,
};
use crate::messages::tr;
use crate::models::{self, CardModel, MediaSet};
use crate::route::Route;
use crate::search::{Facet, Query};
use leptos::prelude::*;

/// The page of a need, a place or an institution.
#[component]
pub fn ListingPage(
    /// Its model.
    model: models::ListingPage,
) -> impl IntoView {
    let notices: Vec<AnyView> = model.notices.iter().map(urgent_notice).collect();
    let (above, sources) = match model.facet {
        Facet::Institution => {
            let (above, sources) = institution(&model);
            (above, Some(sources))
        }
        _ => (place(&model), None),
    };
    let line = line(&model);
    let logo = model
        .media
        .as_deref()
        .and_then(|set| set.logo.as_ref().map(logo));
    let media = model.media.as_deref().map(media);
    let visit = match (model.facet, model.visit) {
        (_, Some(facts)) => Some(visit(*facts)),
        (Facet::Institution, None) => Some(visit_open()),
        _ => None,
    };
    let is_whole = model.first.len() + model.second.len() == model.total as usize;
    let on = match is_whole {
        true => tr!("再加条件"),
        false => tr!("在馆里看其余的"),
    };
    let gallery = Route::Gallery(Query::default().toggled(model.facet, &model.id)).href();
    let groups: Vec<AnyView> = [model.first, model.second]
        .iter()
        .zip(headings(model.facet))
        .filter(|(cards, _)| !cards.is_empty())
        .map(|(cards, heading)| group(cards, heading))
        .collect();
    let way = match model.facet {
        _ if !groups.is_empty() => Some((gallery, on)),
        // An institution that only appears in a brand's text.
        Facet::Institution => Some((Route::Institutions.href(), tr!("全部机构"))),
        _ => None,
    };
    view! {
        {notices}
        <div class="listing">
            {trail(&[], &model.name)}
            {logo}
            <p class="listing__facet">{model.facet.word()}</p>
            <h1 class="listing__name">{content_text(&model.name)}</h1>
            {model.english.as_deref().map(english_summary)}
            <p class="listing__line">{line}</p>
            {visit}
            {tools()}
            {above}
            {groups}
            {media}
            {way.map(|(href, words)| view! { <p><a class="listing__more" href=href>{words}</a></p> }.into_any())}
        </div>
        {sources}
    }
}

/// The introduction of an institution, and its sources.
fn institution(model: &models::ListingPage) -> (AnyView, AnyView) {
    let cites = Citations::new(model.sources.clone());
    let names = other_names(&cites, &model.other_names);
    let documents = cites.cite(&model.documents);
    let checked = (model.checked.clone())
        .map(|checked| view! { <p class="account__note">{checked}</p> }.into_any());
    let above =
        view! { {names}<p class="account__note">{tr!("出自材料：")}{documents}</p>{checked} };
    (above.into_any(), cites.list())
}

/// The pictures and attachments of an institution.
fn media(set: &MediaSet) -> AnyView {
    let group = |heading: &'static str, items: Vec<AnyView>, wrap: fn(Vec<AnyView>) -> AnyView| {
        (!items.is_empty())
            .then(|| view! { <h2 class="overview__heading">{heading}</h2>{wrap(items)} }.into_any())
    };
    let pictures = group(tr!("照片和图"), pictures(Some(set)), plain);
    let files = group(tr!("可以下载的文件"), attachments(Some(set)), listed);
    view! { {pictures}{files} }.into_any()
}

/// The introduction of a place.
fn place(model: &models::ListingPage) -> AnyView {
    let rows: Vec<AnyView> = [
        chip_row(tr!("所在"), &model.around, Route::Place),
        chip_row(tr!("其中"), &model.within, Route::Place),
        chip_row(tr!("这里的机构"), &model.seated, Route::Institution),
    ]
    .into_iter()
    .flatten()
    .collect();
    rows.into_any()
}

/// The numbers of brands and initiatives.
fn line(model: &models::ListingPage) -> String {
    let (facet, brands) = (model.facet, model.total);
    let shown = model.first.len() + model.second.len();
    match (brands, model.initiatives) {
        (0, _) => none(facet).to_owned(),
        _ if shown < brands as usize => tr!(
            "{brands} 个品牌，这里列出 {shown} 个",
            brands = brands,
            shown = shown
        ),
        _ if facet == Facet::Place && model.first.is_empty() => tr!(
            "{brands} 个品牌，由这里的机构所有或开展。目前没有登记到这里的服务。",
            brands = brands
        ),
        _ if facet == Facet::Need && model.first.is_empty() => tr!(
            "{brands} 个品牌，都在外地。目前没有登记本地的服务。",
            brands = brands
        ),
        (_, 0) => tr!("{brands} 个品牌", brands = brands),
        (_, initiatives) => tr!(
            "{brands} 个品牌，{initiatives} 项举措",
            brands = brands,
            initiatives = initiatives
        ),
    }
}

/// The message without brands. It describes the gallery's records and is no statement about the documents.
fn none(facet: Facet) -> &'static str {
    match facet {
        Facet::Place => tr!("目前没有登记到这里的服务。"),
        Facet::Institution => tr!("目前没有登记它所有或参与的品牌。"),
        _ => tr!("目前没有登记能回应它的品牌。"),
    }
}

/// How many cards of a group are listed before the others are folded.
const CARDS: usize = 6;

/// The headings of the two groups of brands; `None` where a heading would repeat the page's.
fn headings(facet: Facet) -> [Option<&'static str>; 2] {
    match facet {
        Facet::Place => [
            Some(tr!("涉及这里的品牌")),
            Some(tr!("这里的机构所有或开展的")),
        ],
        Facet::Institution => [Some(tr!("它的品牌")), Some(tr!("它参与的品牌"))],
        _ => [None, Some(tr!("外地的做法"))],
    }
}

/// Brands under a heading.
fn group(cards: &[CardModel], heading: Option<&'static str>) -> AnyView {
    let list = |cards: &[CardModel]| {
        let cards: Vec<AnyView> = cards.iter().map(|card| brand_card(card, None)).collect();
        view! { <ol class="cards">{cards}</ol> }.into_any()
    };
    let (first, rest) = match cards.len() < CARDS + FOLDED {
        true => (cards, &[][..]),
        false => cards.split_at(CARDS),
    };
    let rest = (!rest.is_empty()).then(|| {
        let words = tr!("还有 {more} 个品牌", more = rest.len());
        fold(words, list(rest))
    });
    let heading = match heading {
        Some(heading) => view! { <h2 class="overview__heading">{heading}</h2> }.into_any(),
        None => view! { <h2 class="visually-hidden">{tr!("品牌")}</h2> }.into_any(),
    };
    view! { {heading} {list(first)} {rest} }.into_any()
}
