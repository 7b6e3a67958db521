//! What lies in a gallery's data folder, and is it fit to be shown?
//!
//! Files in, a judged [`Reading`] out; the judging itself is [`crate::catalogue::check`]'s. [`Data`] is where they lie: another folder is another
//! city's gallery. [`publish`] lays what may be published of them into a site. Nothing is mended here.

use super::failure::{Failure, say};
use super::format::{is_beside, schema_text};
use super::{colours, feed, redirect, seal};
use crate::catalogue::Problem;
use crate::catalogue::check::{File, LARGEST_FILE, REGISTERS, Reading, locate, read};
use crate::catalogue::file::Kind;
use crate::components::is_motif;
use std::fmt;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Where the data lies where nobody says otherwise, below the project's folder.
pub const DATA: &str = "public/data";

/// The data folder of a gallery, and what sentences call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    folder: PathBuf,
    called: String,
}

impl Data {
    /// The folder that somebody named, or the one of the project in `root`.
    pub fn of(root: &Path, named: Option<&Path>) -> Data {
        match named {
            // Without a slash at its end: file names follow.
            Some(named) => Data {
                folder: named.components().collect(),
                called: named
                    .components()
                    .collect::<PathBuf>()
                    .display()
                    .to_string(),
            },
            None => Data {
                folder: root.join(DATA),
                called: DATA.to_owned(),
            },
        }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a file of it lies.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }
}

impl From<&Data> for Data {
    fn from(data: &Data) -> Data {
        data.clone()
    }
}

/// A project's folder stands for its own data.
impl From<&Path> for Data {
    fn from(root: &Path) -> Data {
        Data::of(root, None)
    }
}

impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.called)
    }
}

/// Reads and judges all data.
pub fn judge(data: &Data) -> Result<Reading, Failure> {
    Ok(judge_files(&files(data)?))
}

/// All data files as they lie there, by their paths below the folder.
pub fn files(data: &Data) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for register in REGISTERS {
        let path = data.path(register);
        if path.exists() {
            files.push(File {
                path: register.to_owned(),
                bytes: bytes(&path)?,
            });
        }
    }
    let brands = data.path("brands");
    let unreadable = |error| Failure::reading(&brands, &error);
    let mut names = Vec::new();
    let entries = match fs::read_dir(&brands) {
        // A gallery begins without brands, and many programs keep no folder that is empty.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let folder = data.folder();
            fs::read_dir(folder).map_err(|error| Failure::reading(folder, &error))?;
            None
        }
        entries => Some(entries.map_err(unreadable)?),
    };
    for entry in entries.into_iter().flatten() {
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
    if !reading
        .problems
        .iter()
        .any(|problem| problem.file == "gallery.json")
    {
        let gallery = &reading.catalogue.gallery;
        let undrawn = seal::judge(gallery)
            .into_iter()
            .chain(colours::judge(gallery));
        let undrawn: Vec<Problem> = undrawn.collect();
        reading.problems.extend(undrawn);
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
pub fn sound(data: impl Into<Data>) -> Result<Reading, Failure> {
    let data = data.into();
    let reading = judge(&data)?;
    if reading.problems.is_empty() {
        return Ok(reading);
    }
    for problem in &reading.problems {
        say(&format!("{data}/{problem}"));
    }
    Err(Failure::new(format!(
        "数据有 {} 处问题，见上。改好后再运行一次。",
        reading.problems.len()
    )))
}

/// Lays the files that may be published, and the schemas of all, into the folder of a site that holds its data.
pub fn publish(files: &[File], folder: &Path) -> Result<(), Failure> {
    let put = |path: &str, bytes: &[u8]| {
        let path = folder.join(path);
        let laid = path.parent().map_or(Ok(()), fs::create_dir_all);
        laid.and_then(|()| fs::write(&path, bytes))
            .map_err(|error| Failure::writing(&path, &error))
    };
    for file in files {
        if Kind::of(&file.path).is_some_and(Kind::is_public) {
            put(&file.path, &file.bytes)?;
        }
    }
    Kind::ALL
        .into_iter()
        .try_for_each(|kind| put(&kind.schema(), schema_text(kind).as_bytes()))
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
