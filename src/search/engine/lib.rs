//! A search engine for Chinese names and short texts, tolerant of how people type them.
//!
//! [`builder`] (native) writes [`builder::Record`]s into an index of files: a head (characters, readings, names and the fields related to them)
//! and the texts in parts. [`Engine`] (native and wasm) reads these files in place, lists the parts that a query needs, and answers the query with
//! one rank for each record. A query may be hanzi, pinyin, initials or a mixture of these, in traditional characters, with homophones or with one
//! typing error; [`rank`] defines which match is better. The same index and query always give the same answer.
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
//! | module | contents |
//! |---|---|
//! | [`fold`] | the folded form in which texts are compared |
//! | [`index`] | the binary file format |
//! | `sound` | packed syllables, and the common form of similar syllables |
//! | `table` | the characters of an index and their readings |
//! | `nfa` | the bit-parallel automaton of a word |
//! | `transitions` | its transitions for a syllable |
//! | `requirements` | necessary conditions for a match |
//! | `candidates` | an inverted index that gives the records which meet them |
//! | `slip` | matching with one typing error |
//! | `text` | exact search in texts |
//! | [`rank`] | the order of matches |
//! | `word` | the ranks of all records for one word |
//! | [`engine`] | the answer to a query |
//! | [`marker`] | the ranges of a printed text that a query matched |
//! | [`builder`] | the index builder (native) |
//! | `texts` | the parts with the texts (native) |
//! | `reading` | the readings of characters in their context (native) |
//!
//! There is no word segmentation, because people who type do not know the word boundaries; no stemming; no score that adds up; and no learning.

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
