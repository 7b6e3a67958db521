//! What is wrong with the data, and where?
//!
//! A [`Problem`] is an address (file, line and column, record, field) and a sentence for the person who mends it. Problems are collected,
//! never thrown: whoever edits twenty files wants all of them at once.

use std::fmt;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to `public/data/`: `brands/yilu-gendang.json`.
    pub file: String,
    /// The line in the file, from one; none of the file as a whole.
    pub line: usize,
    /// The character in the line, from one; none of the file as a whole.
    pub column: usize,
    /// The record, by id where it has one: `yilu-gendang`; empty for the file as a whole.
    pub record: String,
    /// The field within the record: `initiatives[2].figures[0].unit`; empty for the record as a whole.
    pub field: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Problem {
    /// A problem whose line is still to be found.
    pub fn new(file: &str, record: &str, field: &str, sentence: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            column: 0,
            record: record.to_owned(),
            field: field.to_owned(),
            sentence: sentence.into(),
        }
    }
}

/// As compilers print it, so that an editor opens the place: `brands/yilu-gendang.json:12:7：……`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        f.write_str("：")?;
        for part in [&self.record, &self.field] {
            if !part.is_empty() {
                write!(f, "{part}：")?;
            }
        }
        f.write_str(&self.sentence)
    }
}
