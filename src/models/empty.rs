//! The model of the empty state: a page that lists brands, in a gallery without any.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::Gallery;
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::{Overview, Route, StaffPage};
use serde::{Deserialize, Serialize};

/// The empty state of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmptyPage {
    /// Its title.
    pub name: String,
    /// Its own address, with base.
    pub href: String,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

#[cfg(not(target_arch = "wasm32"))]
impl EmptyPage {
    /// The empty state of a route; `None` if its page has content without brands.
    pub fn of(route: &Route, gallery: &Gallery) -> Option<EmptyPage> {
        let (name, route) = match route {
            Route::Overview(overview) => (Overview::word(*overview), route.clone()),
            Route::Compare(_) => (tr!("比较品牌"), Route::Compare(Vec::new())),
            Route::StaffPage(StaffPage::Embed) => (StaffPage::Embed.word(), route.clone()),
            _ => return None,
        };
        Some(EmptyPage {
            name: name.to_owned(),
            href: route.href(),
            no_comparison: !gallery.has_comparison(),
        })
    }
}
