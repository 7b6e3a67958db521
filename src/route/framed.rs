//! Which small pages may other sites frame? (desk)
//!
//! Their addresses and no others begin with `embed/` and go on; `desk/policy.rs` and the servers tell them by that.

use super::Route;
use crate::catalogue::Slug;

/// A small page that other sites show in a frame: `embed/` before the address of what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Framed {
    /// `/embed/brands/<id>/`: the card of a brand.
    Brand(Slug),
    /// `/embed/figures/<id>/`: its numbers.
    Figures(Slug),
    /// `/embed/institutions/<id>/`: all that an institution is part of.
    Institution(Slug),
}

impl Framed {
    /// What a snippet calls it: `brands/yilu-gendang`.
    pub fn shown(&self) -> String {
        match self {
            Framed::Brand(id) => format!("brands/{id}"),
            Framed::Figures(id) => format!("figures/{id}"),
            Framed::Institution(id) => format!("institutions/{id}"),
        }
    }

    /// The path below the base.
    pub fn path(&self) -> String {
        format!("embed/{}/", self.shown())
    }

    /// The page of which it is a piece.
    pub fn page(&self) -> Route {
        match self {
            Framed::Brand(id) | Framed::Figures(id) => Route::Brand(id.clone()),
            Framed::Institution(id) => Route::Institution(id.clone()),
        }
    }
}

/// Whether a path below the base is that of a page that other sites may frame.
pub fn is_framed(path: &str) -> bool {
    path.strip_prefix("embed/")
        .is_some_and(|rest| rest.contains('/'))
}
