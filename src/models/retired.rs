//! The model of the page at the address of a retired record.

use super::{Link, SearchForm};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Catalogue, Retired};
#[cfg(not(target_arch = "wasm32"))]
use crate::head::retired_sentence;
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page of a retired record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RetiredPage {
    /// The name under which it was published.
    pub name: String,
    /// The sentence that the gallery no longer presents it.
    pub sentence: String,
    /// The day on which it was retired, such as `2026-11-24`.
    pub since: String,
    /// The page to visit instead.
    pub to: Link,
    /// The search form.
    pub search: SearchForm,
}

#[cfg(not(target_arch = "wasm32"))]
impl RetiredPage {
    /// The page at the address `route` of a retired record, which links to `to`.
    pub fn of(site: &Site, route: &Route, record: &Retired, to: &Route) -> RetiredPage {
        RetiredPage {
            name: record.name.clone(),
            sentence: retired_sentence(route, record),
            since: record.since.clone(),
            to: Link::to(to, &name_of(&site.catalogue, to)),
            search: SearchForm::of(&site.catalogue, ""),
        }
    }
}

/// The name of a page to which a retired record links.
#[cfg(not(target_arch = "wasm32"))]
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
        Route::Overview(overview) => Some(overview.word().to_owned()),
        Route::About => Some(tr!("关于本馆").to_owned()),
        _ => None,
    };
    named.unwrap_or_else(|| tr!("全部品牌").to_owned())
}
