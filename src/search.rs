//! How is something found?
//!
//! Pure functions from a catalogue and a [`Query`] to [`Results`]: [`query`] says what is wanted, [`index`] what is found and in which order.
//! Texts are looked through by [`hanzi_search`], a crate of its own below `search/engine/`, for its loops are compiled for speed; its index
//! is written on the desk (`source`). No Leptos, no browser: the desk and the page give the same answer to the same query.

mod facet;
pub mod index;
pub mod query;
mod rank;
#[cfg(not(target_arch = "wasm32"))]
pub mod source;
mod suggest;
pub mod text;

pub use facet::Value;
pub use hanzi_search::engine::Stage;
pub use hanzi_search::{Engine, Marker, Reason, Tier};
pub use index::{Hit, Index, Results, WayOn};
pub use query::{Facet, Query, Sort};
pub use suggest::{Suggestion, Target, suggest};
