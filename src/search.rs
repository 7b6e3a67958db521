//! How is something found?
//!
//! Pure functions from a catalogue and a [`Query`] to [`Results`]: [`text`] says when words are the same, [`query`] what is wanted,
//! [`index`] what is found and in which order. No Leptos, no browser: the desk and the page give the same answer to the same query.

pub mod index;
pub mod query;
pub mod text;

pub use index::{Hit, Index, Results, Tier, Value, WayOn};
pub use query::{Facet, Query, Sort};
