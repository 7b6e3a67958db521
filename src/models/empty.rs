//! The model of a page that is made of brands, in a gallery that has none yet.

#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::{Overview, Route, StaffPage};
use serde::{Deserialize, Serialize};

/// A page that waits for brands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmptyPage {
    /// What it is called.
    pub name: String,
    /// Its own address, with base.
    pub href: String,
}

#[cfg(not(target_arch = "wasm32"))]
impl EmptyPage {
    /// That of a route; nothing where its page is something without brands.
    pub fn of(route: &Route) -> Option<EmptyPage> {
        let (name, route) = match route {
            Route::Overview(overview) => (Overview::word(*overview), route.clone()),
            Route::Compare(_) => (tr!("比较品牌"), Route::Compare(Vec::new())),
            Route::StaffPage(StaffPage::Embed) => (StaffPage::Embed.word(), route.clone()),
            _ => return None,
        };
        Some(EmptyPage {
            name: name.to_owned(),
            href: route.href(),
        })
    }
}
