//! When are two words the same?
//!
//! [`fold`] of the search engine is the one definition (half width, lower case, no white space and no punctuation); what a query marks in a
//! printed text is the engine's [`Marker`](super::Marker). Here is what is left: the one sort of the program.

pub use hanzi_search::fold::{fold, words};

/// Pairs by key, then by value. The one sort of the program: each further type to sort would cost two kilobytes of it.
pub fn sorted(mut pairs: Vec<(u64, usize)>) -> Vec<(u64, usize)> {
    pairs.sort_unstable();
    pairs
}
