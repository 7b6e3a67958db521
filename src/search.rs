//! The search of the gallery: queries, facets, sorting, snippets and suggestions.
//!
//! Pure functions from an [`Index`] and a [`Query`] to [`Results`], without Leptos and without a browser: native code and the wasm app give the same answer
//! to the same query. [`data`] declares the data that the browser loads step by step, so that a first visit does not grow with the number of brands;
//! [`bundle`] (native) makes these from a catalogue. Texts are searched by [`hanzi_search`] in `search/engine/`, a crate of its own because its loops are
//! compiled for speed; [`source`] (native) builds its index.

#[cfg(not(target_arch = "wasm32"))]
pub mod bundle;
pub mod data;
pub mod everyday;
mod execute;
mod facet;
pub mod index;
pub mod query;
mod rank;
mod snippet;
#[cfg(not(target_arch = "wasm32"))]
pub mod source;
mod suggest;
pub mod text;

pub use data::{BATCH, CardChunk, FacetIndex, InitialData, NameOrder, PAGE, Passages, Value};
pub use everyday::{Meant, Narrowed};
pub use execute::{Hit, Relaxation, Results};
pub use hanzi_search::engine::Stage;
pub use hanzi_search::{Engine, Marker, Reason, Tier};
pub use index::{Index, Missing};
pub use query::{Facet, Query, Sort};
pub use snippet::Snippet;
pub use suggest::{Suggestion, Target, suggest};
