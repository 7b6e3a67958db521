//! What is wrong with the data, and where?
//!
//! A [`Problem`] is an address (file, record, field) and a sentence for the person who mends it. Problems are collected, never thrown:
//! whoever edits twenty files wants all of them at once.

use std::fmt;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to `public/data/`: `brands/yilu-gendang.json`.
    pub file: String,
    /// The record, by id where it has one: `yilu-gendang`; empty for the file as a whole.
    pub record: String,
    /// The field within the record: `initiatives[2].figures[0].unit`; empty for the record as a whole.
    pub field: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.file, &self.record, &self.field] {
            if !part.is_empty() {
                write!(f, "{part}：")?;
            }
        }
        f.write_str(&self.sentence)
    }
}
