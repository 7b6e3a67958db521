//! What does the person at the desk read, while the work goes on and when it cannot?
//!
//! Contract: a [`Failure`] is one sentence that says what failed and what to do now; [`say`] prints one step. All of it is Chinese, because
//! the people who run the desk are hospital staff.
//!
//! Absent on purpose: error codes, chains and backtraces. Nothing here is matched on: a failure is read by a person, then the work is done again.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// One sentence that says what failed and what to do about it.
#[derive(Clone, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// A failure told by this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The sentence for a file or folder that could not be read.
    pub fn reading(path: &Path, error: &io::Error) -> Self {
        let reason = reason(error);
        Self(format!(
            "读不了 {}：{reason}。请检查它是否存在、能否打开。",
            path.display()
        ))
    }

    /// The sentence for a file or folder that could not be written.
    pub fn writing(path: &Path, error: &io::Error) -> Self {
        let reason = reason(error);
        Self(format!(
            "写不了 {}：{reason}。请检查文件夹权限或磁盘空间。",
            path.display()
        ))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The same sentence again: a `main` that returns a failure prints its `Debug` text, and the person should not see a struct.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Failure {}

/// Prints one step of the work as a line: the only place that writes to standard output.
pub fn say(line: &str) {
    // Not `println!`, which panics when the reader has gone (`… | head`): a step nobody hears is no reason to stop.
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// The everyday causes in Chinese; the rare ones in the system's own words, so that they can be looked up.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹".into(),
        ErrorKind::PermissionDenied => "没有权限，或者它正被别的程序占用".into(),
        ErrorKind::StorageFull => "磁盘已满".into(),
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".into(),
        ErrorKind::InvalidData => "内容不是 UTF-8 文本".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_reads_as_its_sentence_and_nothing_more() {
        let failure = Failure::new("没有数据。请先写一个品牌。");
        assert_eq!(failure.to_string(), "没有数据。请先写一个品牌。");
        assert_eq!(format!("{failure:?}"), failure.to_string());
    }

    #[test]
    fn a_file_failure_names_the_file_the_cause_and_what_to_do() {
        let path = Path::new("dist/index.html");
        assert_eq!(
            Failure::writing(path, &ErrorKind::StorageFull.into()).to_string(),
            "写不了 dist/index.html：磁盘已满。请检查文件夹权限或磁盘空间。"
        );
        assert_eq!(
            Failure::reading(path, &ErrorKind::NotFound.into()).to_string(),
            "读不了 dist/index.html：没有这个文件或文件夹。请检查它是否存在、能否打开。"
        );
    }
}
