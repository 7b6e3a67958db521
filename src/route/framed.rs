//! The addresses of framed pieces: small pages that other sites may show in a frame. Native only.
//!
//! Exactly these addresses begin with `embed/` and continue; `desk/policy.rs` and the servers recognise them by that.

use super::Route;
use crate::catalogue::Slug;

/// A small page for frames of other sites: `embed/` before the address of what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Framed {
    /// `/embed/brands/<id>/`: the card of a brand.
    Brand(Slug),
    /// `/embed/figures/<id>/`: the figures of a brand.
    Figures(Slug),
    /// `/embed/institutions/<id>/`: all brands in which an institution takes part.
    Institution(Slug),
}

impl Framed {
    /// The name in a snippet: `brands/yilu-gendang`.
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

    /// The page that it links to.
    pub fn page(&self) -> Route {
        match self {
            Framed::Brand(id) | Framed::Figures(id) => Route::Brand(id.clone()),
            Framed::Institution(id) => Route::Institution(id.clone()),
        }
    }
}

/// Whether a path below the base is that of a framed piece.
pub fn is_framed(path: &str) -> bool {
    path.strip_prefix("embed/")
        .is_some_and(|rest| rest.contains('/'))
}
