//! How are Chinese names and short texts found as people type them?
//!
//! On the desk [`builder`] writes [`builder::Record`]s into an index of files: a head (characters, readings, names and what stands around
//! them) and the texts in parts. In the browser [`Engine`] reads them in place, says which parts a query needs, and answers it with one rank for each record. A query may be
//! hanzi, pinyin, initials or all at once, traditional, misheard or mistyped: [`rank`] says which of these stands above which.
//!
//! ```
//! use hanzi_search::Reason;
//! use hanzi_search::builder::{Record, index};
//!
//! let records = [
//!     Record { names: vec!["高山巡回"], around: vec!["海曙区卫生健康局"], texts: vec!["定期进山，送医送药。"], ..Record::default() },
//!     Record { names: vec!["医路跟党"], around: vec!["宁波市第一医院"], ..Record::default() },
//! ];
//! let engine = index(&records, &[]).engine().expect("just written");
//! for typed in ["高山", "gaoshan", "gsxh", "gao山", "高山巡迴", "高三巡回", "gaosanxunhui", "送药 haishu"] {
//!     assert_eq!(engine.find(typed).records(10), [0], "{typed}");
//! }
//!
//! let found = engine.find("高善");
//! assert_eq!(found.reason(0), Some(Reason::Homophone));
//! let marks = engine.marker("高善", &found).marks("高山·巡回", true);
//! assert_eq!(&"高山·巡回"[marks[0].clone()], "高山");
//! ```
//!
//! | room | question |
//! |---|---|
//! | [`fold`] | when are two characters the same? |
//! | [`index`] | where does each thing lie in the bytes, and are they whole? |
//! | `sound` | what does a syllable sound like, and to whom? |
//! | `table` | how is a character written, and how is it read? |
//! | `nfa` | does this text hold that word, in this way of reading? |
//! | `transitions` | what does hearing one character do to it? |
//! | `requirements` | what does a word ask of a record before it is looked at? |
//! | `candidates` | which records could hold it at all? |
//! | `slip` | does it but for one slip? |
//! | `text` | which texts hold this run of characters? |
//! | [`rank`] | which hit is better? |
//! | `word` | how well does each record hold one word? |
//! | [`engine`] | what does a query find? |
//! | [`marker`] | which characters did it find? |
//! | [`builder`] | how does the index come to be? (desk) |
//! | `texts` | how do texts become parts? (desk) |
//! | `reading` | how is this character read here? (desk) |
//!
//! Segmenting Chinese into words is absent on purpose: who types does not know the borders. So are stemming, scores that
//! add up, and anything that learns: the same query gives the same answer, everywhere.

#[cfg(not(target_arch = "wasm32"))]
pub mod builder;
mod candidates;
pub mod engine;
pub mod fold;
pub mod index;
pub mod marker;
mod nfa;
pub mod rank;
#[cfg(not(target_arch = "wasm32"))]
mod reading;
mod requirements;
mod slip;
mod sound;
mod table;
mod text;
#[cfg(not(target_arch = "wasm32"))]
mod texts;
mod transitions;
mod word;

pub use engine::{Engine, Found};
pub use marker::Marker;
pub use rank::{Rank, Reason, Tier};
