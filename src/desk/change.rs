//! A change of several data files, which is written as a whole or not at all.
//!
//! Contract: a [`Change`] is judged together with all files that stay as they are; one that would bring a problem which was not there before is
//! refused and nothing is written. [`exchange`] writes it: under the lock of the folder, in two phases, and only while every file is still as it
//! was when the change was made. Absent on purpose: mending; whoever asked for the change is told and asks again.

use super::data::{Data, judge_files};
use super::exchange;
use super::failure::{Failure, say};
use crate::catalogue::Problem;
use crate::catalogue::check::File;
use std::collections::{BTreeMap, BTreeSet};

/// Files to write and files to take away, by their paths below the data.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Path and whole text.
    pub write: BTreeMap<String, String>,
    /// Paths.
    pub remove: BTreeSet<String>,
}

impl Change {
    /// The files as they would be.
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

    /// The problems that it would bring: those of before are not its own.
    pub fn problems(&self, files: &[File]) -> Vec<Problem> {
        if self.write.is_empty() && self.remove.is_empty() {
            return Vec::new();
        }
        let mut after = judge_files(&self.upon(files)).problems;
        // Judging takes seconds where there are thousands of brands.
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

    /// Refuses what would bring a problem, each of them said; writes all else into the folder, whose `files` are as they were read.
    ///
    /// # Errors
    ///
    /// Where the change brings a problem, where a file was changed since it was read, where another process writes into the folder, and where a
    /// file cannot be written. Nothing is written then.
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
