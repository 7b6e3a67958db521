//! What lies in `public/data/`, and is it fit to be shown?
//!
//! Files in, a judged [`Reading`] out; the judging itself is [`crate::catalogue::check`]'s. Nothing is mended here.

use super::failure::{Failure, say};
use super::format::is_beside;
use super::{feed, redirect};
use crate::catalogue::Problem;
use crate::catalogue::check::{File, LARGEST_FILE, REGISTERS, Reading, locate, read};
use crate::components::is_motif;
use std::fs;
use std::io::Read;
use std::path::Path;

/// Where the data lies, below the project's folder.
pub const DATA: &str = "public/data";

/// Reads and judges all data below `root`, the project's folder.
pub fn judge(root: &Path) -> Result<Reading, Failure> {
    Ok(judge_files(&files(root)?))
}

/// All data files below `root` as they lie there, by their paths below [`DATA`].
pub fn files(root: &Path) -> Result<Vec<File>, Failure> {
    let data = root.join(DATA);
    let mut files = Vec::new();
    for register in REGISTERS {
        let path = data.join(register);
        if path.exists() {
            files.push(File {
                path: register.to_owned(),
                bytes: bytes(&path)?,
            });
        }
    }
    let brands = data.join("brands");
    let unreadable = |error| Failure::reading(&brands, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(&brands).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        // What a crash has left beside a file is none of ours.
        if !is_beside(&name) {
            names.push(name);
        }
    }
    names.sort();
    for name in names {
        files.push(File {
            path: format!("brands/{}", name.to_string_lossy()),
            bytes: bytes(&brands.join(&name))?,
        });
    }
    Ok(files)
}

/// What these files hold and all that is wrong with it.
pub fn judge_files(files: &[File]) -> Reading {
    let mut reading = read(files);
    // What is drawn and which addresses there are is known up here, not on the ground.
    // What could not be read is no reason to doubt what leads to it.
    let is_whole_file = |problem: &Problem| problem.record.is_empty() && problem.field.is_empty();
    if !reading.problems.iter().any(is_whole_file) {
        let moved = redirect::judge(&reading);
        reading.problems.extend(moved);
        let told = feed::judge(&reading);
        reading.problems.extend(told);
    }
    for brand in &reading.brands {
        if !is_motif(&brand.emblem) {
            reading.problems.push(Problem::new(
                &format!("brands/{}.json", brand.id),
                brand.id.as_str(),
                "emblem",
                format!(
                    "没有“{}”这个图案。可用的见 src/components/emblem.rs。",
                    brand.emblem
                ),
            ));
        }
    }
    locate(files, &mut reading.problems);
    reading
}

/// The same, or a failure where anything is wrong; every problem is said.
pub fn sound(root: &Path) -> Result<Reading, Failure> {
    let reading = judge(root)?;
    if reading.problems.is_empty() {
        return Ok(reading);
    }
    for problem in &reading.problems {
        say(&format!("{DATA}/{problem}"));
    }
    Err(Failure::new(format!(
        "数据有 {} 处问题，见上。改好后再运行一次。",
        reading.problems.len()
    )))
}

/// The bytes of a file; of one that is too large only enough to see that it is.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error| Failure::reading(path, &error);
    let mut bytes = Vec::new();
    fs::File::open(path)
        .map_err(unreadable)?
        .take(LARGEST_FILE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}
