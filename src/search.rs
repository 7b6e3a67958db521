//! How is something found?
//!
//! Pure functions from an [`Index`] and a [`Query`] to [`Results`]: [`query`] says what is wanted, `answer` what is found and in which order,
//! [`front`] what of all that travels when, so that a first visit does not grow with the number of brands.
//! Texts are looked through by [`hanzi_search`], a crate of its own below `search/engine/`, for its loops are compiled for speed; its index
//! is written on the desk (`source`). No Leptos, no browser: the desk and the page give the same answer to the same query.

mod answer;
#[cfg(not(target_arch = "wasm32"))]
pub mod cut;
mod facet;
pub mod front;
pub mod index;
pub mod query;
mod rank;
mod snippet;
#[cfg(not(target_arch = "wasm32"))]
pub mod source;
mod suggest;
pub mod text;

pub use answer::{Hit, Results, WayOn};
pub use front::{BATCH, Columns, Front, Names, PAGE, Passages, Shelf, Value};
pub use hanzi_search::engine::Stage;
pub use hanzi_search::{Engine, Marker, Reason, Tier};
pub use index::{Index, Lack};
pub use query::{Facet, Query, Sort};
pub use snippet::Snippet;
pub use suggest::{Suggestion, Target, suggest};
