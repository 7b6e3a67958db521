//! How are Chinese names and short texts found as people type them?
//!
//! On the desk [`desk`] writes [`desk::Record`]s into an index of files: a head (characters, readings, names and what stands around
//! them) and the texts in parts. In the browser [`Engine`] reads them in place, says which parts a query needs, and answers it with one rank for each record. A query may be
//! hanzi, pinyin, initials or all at once, traditional, misheard or mistyped: [`rank`] says which of these stands above which.
//!
//! | room | question |
//! |---|---|
//! | [`fold`] | when are two characters the same? |
//! | [`index`] | where does each thing lie in the bytes, and are they whole? |
//! | [`sound`] | what does a syllable sound like, and to whom? |
//! | [`table`] | how is a character written, and how is it read? |
//! | [`machine`] | does this text hold that word, in this way of reading? |
//! | `sieve` | which records could hold it at all? |
//! | `slip` | does it but for one slip? |
//! | `text` | which texts hold this run of characters? |
//! | [`rank`] | which hit is better? |
//! | `word` | how well does each record hold one word? |
//! | [`engine`] | what does a query find? |
//! | [`marker`] | which characters did it find? |
//! | [`desk`] | how does the index come to be? (desk) |
//! | `texts` | how do texts become parts? (desk) |
//! | `reading` | how is this character read here? (desk) |
//!
//! Segmenting Chinese into words is absent on purpose: who types does not know the borders. So are stemming, scores that
//! add up, and anything that learns: the same query gives the same answer, everywhere.

#[cfg(not(target_arch = "wasm32"))]
pub mod desk;
pub mod engine;
pub mod fold;
pub mod index;
pub mod machine;
pub mod marker;
pub mod rank;
#[cfg(not(target_arch = "wasm32"))]
mod reading;
mod sieve;
mod slip;
pub mod sound;
pub mod table;
mod text;
#[cfg(not(target_arch = "wasm32"))]
mod texts;
mod word;

pub use engine::{Engine, Found};
pub use marker::Marker;
pub use rank::{Rank, Reason, Tier};
