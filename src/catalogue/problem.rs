//! An error in the data, with its place.
//!
//! A [`Problem`] has an address (file, line and column, record, field) and a Chinese sentence for the person who corrects it. Problems are collected, not
//! returned as the first error, so that all of them are reported at once.

use std::fmt;

/// An error in the data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to `public/data/`: `brands/yilu-gendang.json`.
    pub file: String,
    /// The line in the file, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The character in the line, from 1; 0 for the file as a whole.
    pub column: usize,
    /// The record, by its id if it has one: `yilu-gendang`; empty for the file as a whole.
    pub record: String,
    /// The field within the record: `initiatives[2].figures[0].unit`; empty for the record as a whole.
    pub field: String,
    /// The error and its correction.
    pub sentence: String,
}

impl Problem {
    /// A problem without a line; see [`super::check::locate`].
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

/// In the format of compilers, so that editors link to the place: `brands/yilu-gendang.json:12:7：……`.
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
