//! Text folding and the sort of the program.
//!
//! [`fold`] of the search engine defines when texts are equal. [`sorted`] is the only sort in the wasm app.

pub use hanzi_search::fold::{fold, words};

/// Sorts pairs by key, then by value. Everything is sorted as these pairs, because the code for each further type would take two kilobytes.
pub fn sorted(mut pairs: Vec<(u64, usize)>) -> Vec<(u64, usize)> {
    pairs.sort_unstable();
    pairs
}
