//! How do changed data files take the place of the old ones: all of them, or none?
//!
//! Contract: a [`Change`] is judged together with all files that stay as they are; one that would bring a problem which was not there before is
//! refused and nothing is written. What is written is whole: new files lie beside the old ones before the first is exchanged, and where one
//! cannot be exchanged those before it are put back. Absent on purpose: mending; whoever asked for the change is told and asks again.

use super::data::{Data, judge_files};
use super::failure::{Failure, say};
use super::format::replace;
use crate::catalogue::Problem;
use crate::catalogue::check::File;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

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
        let mut after = judge_files(&self.upon(files)).problems;
        after.retain(|problem| !before.contains(&known(problem)));
        after
    }

    /// Refuses what would bring a problem, each of them said; writes all else into the folder.
    pub fn carry_out(&self, data: &Data, files: &[File]) -> Result<(), Failure> {
        let problems = self.problems(files);
        for problem in &problems {
            say(&format!("{data}/{problem}"));
        }
        if !problems.is_empty() {
            return Err(Failure::new(format!(
                "这样改会有 {} 处问题，见上。什么也没有写，请改好后再试。",
                problems.len()
            )));
        }
        self.write_all(data, files)
    }

    fn write_all(&self, data: &Data, files: &[File]) -> Result<(), Failure> {
        let mut done: Vec<&str> = Vec::new();
        let mut outcome = Ok(());
        for (path, text) in &self.write {
            outcome = replace(&data.path(path), text.as_bytes());
            if outcome.is_err() {
                break;
            }
            done.push(path);
        }
        if outcome.is_ok() {
            for path in &self.remove {
                let gone = data.path(path);
                outcome = fs::remove_file(&gone).map_err(|error| Failure::writing(&gone, &error));
                if outcome.is_err() {
                    break;
                }
                done.push(path);
            }
        }
        if outcome.is_err() {
            for path in done {
                let place = data.path(path);
                // What cannot be put back either is in the failure's sentence: the disk is full or read-only.
                let _ = match files.iter().find(|file| file.path == *path) {
                    Some(old) => replace(&place, &old.bytes),
                    None => {
                        fs::remove_file(&place).map_err(|error| Failure::writing(&place, &error))
                    }
                };
            }
        }
        outcome
    }
}
