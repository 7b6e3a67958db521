//! The page of a retired record: that the gallery no longer presents it, since when, and where to go instead. (desk)

use crate::catalogue::{Catalogue, Retired};
use crate::components::search_form;
use crate::head::retired_sentence;
use crate::messages::tr;
use crate::models::SearchForm;
use crate::route::{Overview, Route};
use crate::screen::Site;
use leptos::prelude::*;

/// The name of a page to which a retired record links.
pub fn name_of(catalogue: &Catalogue, route: &Route) -> String {
    let named = match route {
        Route::Brand(id) => catalogue.card(id).map(|it| it.name.clone()),
        Route::Initiative(id, initiative) => catalogue.card(id).and_then(|card| {
            let mut entries = card.initiatives.iter();
            let found = entries.find(|entry| entry.id == *initiative)?;
            Some(found.name.clone())
        }),
        Route::Institution(id) => catalogue.institution(id).map(|it| it.name.clone()),
        Route::Place(id) => catalogue.place(id).map(|it| it.name.clone()),
        Route::Need(id) => catalogue.need(id).map(|it| it.name.clone()),
        Route::Institutions => Some(tr!("全部机构").to_owned()),
        Route::Overview(overview) => Some(Overview::word(*overview).to_owned()),
        Route::About => Some(tr!("关于本馆").to_owned()),
        _ => None,
    };
    named.unwrap_or_else(|| tr!("全部品牌").to_owned())
}

/// The page at the address `route` of a retired record; it links to the page of `to`, and searches.
pub fn retired(site: Site, route: &Route, record: &Retired, to: &Route) -> AnyView {
    view! {
        <div class="gallery">
            <div class="gallery__hero">
                <h1 class="listing__name">{record.name.clone()}</h1>
                <p class="gallery__line">{retired_sentence(route, record)}</p>
                <p>{tr!("日期：")}<time datetime=record.since.clone()>{record.since.clone()}</time></p>
                <p><a class="button" href=to.href()>{tr!("请看：{name}", name = name_of(site.catalogue, to))}</a></p>
                {search_form(&SearchForm::of(site.catalogue, ""))}
            </div>
        </div>
    }
    .into_any()
}
