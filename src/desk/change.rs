//! A change of several data files that is written completely or not at all.
//!
//! A [`Change`] is validated together with all files that it does not touch. If it would introduce a problem that was not there before, it is refused and
//! nothing is written. Otherwise [`exchange`] writes it: under the lock of the folder, in two phases, and only if every file is still as it was when the change
//! was made. Conflicts are not merged; the caller reports them and the person retries.

use super::data::{Data, judge_files};
use super::exchange;
use super::failure::{Failure, say};
use crate::catalogue::Problem;
use crate::catalogue::check::File;
use std::collections::{BTreeMap, BTreeSet};

/// Files to write and files to remove, by their paths below the data folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Path and complete text of each file to write.
    pub write: BTreeMap<String, String>,
    /// Path of each file to remove.
    pub remove: BTreeSet<String>,
}

impl Change {
    /// The complete list of files after this change of `files`.
    pub fn upon(&self, files: &[File]) -> Vec<File> {
        let mut after: Vec<File> = files
            .iter()
            .filter(|file| {
                !self.remove.contains(&file.path) && !self.write.contains_key(&file.path)
            })
            .map(|file| File {
                path: file.path.clone(),
                bytes: file.bytes.clone(),
            })
            .collect();
        after.extend(self.write.iter().map(|(path, text)| File {
            path: path.clone(),
            bytes: text.clone().into_bytes(),
        }));
        after
    }

    /// The problems that the change introduces; problems that `files` already have are left out.
    pub fn problems(&self, files: &[File]) -> Vec<Problem> {
        if self.write.is_empty() && self.remove.is_empty() {
            return Vec::new();
        }
        let mut after = judge_files(&self.upon(files)).problems;
        // Validating the old files too takes seconds with thousands of brands.
        if after.is_empty() {
            return after;
        }
        let known = |problem: &Problem| {
            let Problem {
                file,
                record,
                field,
                sentence,
                ..
            } = problem.clone();
            (file, record, field, sentence)
        };
        let before: BTreeSet<_> = judge_files(files).problems.iter().map(known).collect();
        after.retain(|problem| !before.contains(&known(problem)));
        after
    }

    /// Prints every problem that the change would introduce and refuses it; without problems, writes it. `files` are the contents of the folder as they were
    /// read.
    ///
    /// # Errors
    ///
    /// If the change introduces a problem, a file was changed since it was read, another process writes into the folder, or a file cannot be written. In each
    /// case nothing is written.
    pub fn carry_out(&self, data: &Data, files: &[File]) -> Result<(), Failure> {
        let problems = self.problems(files);
        for problem in &problems {
            say(&data.said(problem));
        }
        if !problems.is_empty() {
            return Err(Failure::new(format!(
                "这样改会有 {} 处问题，见上。什么也没有写，请改好后再试。",
                problems.len()
            )));
        }
        exchange::write(data, files, self).map(drop)
    }
}
