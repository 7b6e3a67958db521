//! The data folder of a gallery: reading, validation, publication.
//!
//! Input: a folder ([`Data`]); each city's gallery has its own. Output: a validated [`Reading`], and a list of entries that other programs left in the folder
//! and that are skipped ([`look`] returns both). The rules are those of [`crate::catalogue::check`], extended by those that need components, addresses and
//! colours. [`publish`] copies the publishable files into a site. Invalid data are reported, never repaired.
//!
//! The list of private phrases must not be in a published folder. For data below the project's `public/` it is [`PRIVATE`] at the top of the project; for
//! another folder it is [`PRIVATE`] in that folder, from which [`publish`] copies only public files. Git ignores the name. The list is optional; a list in a
//! published place is an error.

mod memory;

pub use memory::Memory;

use super::addresses::Addresses;
use super::entries::{self, Skipped};
use super::failure::{Failure, say};
use super::format::schema_text;
use super::retire::today;
use super::{colours, exchange, feed, law, lock, media, plates, published, redirect};
use crate::catalogue::Problem;
use crate::catalogue::check::{self, File, LARGEST_FILE, REGISTERS, Reader, Reading, locate};
use crate::catalogue::file::Kind;
use crate::components::is_motif;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// The default data folder, below the project's folder.
pub const DATA: &str = "public/data";

/// The file name of the list of private phrases on disk. In lists of files it is `private.json`.
pub const PRIVATE: &str = ".private.json";

/// The data folder of a gallery, and its name in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    folder: PathBuf,
    called: String,
    /// The path of the list of private phrases.
    private: PathBuf,
    /// The folder around the data that is published as it is, if there is one.
    published: Option<PathBuf>,
}

impl Data {
    /// The folder `named` on the command line; by default that of the project in `root`.
    pub fn of(root: &Path, named: Option<&Path>) -> Data {
        // Removes a trailing slash: file names are appended.
        let folder: PathBuf = match named {
            Some(named) => named.components().collect(),
            None => root.join(DATA),
        };
        let called = match named {
            Some(_) => folder.display().to_string(),
            None => DATA.to_owned(),
        };
        let public = root.join("public");
        let is_published = real(&folder).starts_with(real(&public));
        Data {
            private: match is_published {
                true => root.join(PRIVATE),
                false => folder.join(PRIVATE),
            },
            published: is_published.then_some(public),
            folder,
            called,
        }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path on disk of one of its files.
    pub fn path(&self, file: &str) -> PathBuf {
        match Kind::of(file) {
            Some(Kind::Private) => self.private.clone(),
            _ => self.folder.join(file),
        }
    }

    /// The name of one of its files in messages.
    pub fn address(&self, file: &str) -> String {
        match (Kind::of(file), &self.published) {
            (Some(Kind::Private), Some(_)) => PRIVATE.to_owned(),
            (Some(Kind::Private), None) => format!("{self}/{PRIVATE}"),
            _ => format!("{self}/{file}"),
        }
    }

    /// A problem as a sentence that begins with the name of its file in messages.
    pub fn said(&self, problem: &Problem) -> String {
        let said = problem.to_string();
        match said.strip_prefix(&problem.file) {
            Some(rest) => self.address(&problem.file) + rest,
            None => format!("{self}/{said}"),
        }
    }

    /// A list of private phrases in a published folder, if there is one.
    fn exposed(&self) -> Option<PathBuf> {
        let mut folders = vec![self.folder.clone()];
        folders.extend(self.published.clone());
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let (name, path) = (entry.file_name(), entry.path());
                // Schemas may be published: the schema of the list holds no phrase.
                let is_open = ["schema", "brands"].iter().any(|open| name == *open);
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    if !is_open && self.published.is_some() {
                        folders.push(path);
                    }
                } else if (name == check::PRIVATE || name == PRIVATE)
                    && real(&path) != real(&self.private)
                {
                    return Some(path);
                }
            }
        }
        None
    }
}

/// The canonical path; for a path that does not exist, the absolute one.
fn real(path: &Path) -> PathBuf {
    let absolute = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    fs::canonicalize(path).unwrap_or_else(|_| absolute())
}

impl From<&Data> for Data {
    fn from(data: &Data) -> Data {
        data.clone()
    }
}

/// A project's folder converts to the data folder inside it.
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

/// Reads and validates all data, including the register of published addresses.
///
/// # Errors
///
/// If the folder or a data file cannot be read.
pub fn judge(data: &Data) -> Result<Reading, Failure> {
    let files = files(data)?;
    let mut reading = judge_files(&files);
    // If a file cannot be read, all addresses in it would be reported as lost.
    if reading.problems.is_empty() {
        reading.problems = published::judge(data, &reading)?;
        let pictures = media::judge(data, &reading, &today())?;
        reading.problems.extend(pictures);
        if !reading.problems.is_empty() {
            locate(&files, &mut reading.problems);
        }
    }
    Ok(reading)
}

/// The content of a data folder.
#[derive(Default)]
pub struct Found {
    /// The data files, by their paths below the folder.
    pub files: Vec<File>,
    /// Skipped entries, which are not data files.
    pub skipped: Vec<Skipped>,
}

/// How many times a folder is read again if it was written meanwhile, and the pause before each time.
const READ_AGAIN: (usize, Duration) = (50, Duration::from_millis(10));

/// The data files in the folder, by their paths below it.
///
/// # Errors
///
/// As [`look`].
pub fn files(data: &Data) -> Result<Vec<File>, Failure> {
    Ok(look(data)?.files)
}

/// The data files and the skipped entries. Readers see an exchange of several files either not begun or complete; an exchange that a crash interrupted is
/// completed first.
///
/// # Errors
///
/// If the folder or a data file cannot be read, an interrupted exchange cannot be completed, or a list of private phrases is in a place from which it would be
/// published.
pub fn look(data: &Data) -> Result<Found, Failure> {
    look_by(data, &mut |_, place| bytes(place))
}

/// What gives the bytes of a data file, by its path below the data and its place; nothing where it has gone.
type ReadBy<'a> = &'a mut dyn FnMut(&str, &Path) -> Result<Option<Vec<u8>>, Failure>;

/// The same, each file read by `read`.
fn look_by(data: &Data, read: ReadBy<'_>) -> Result<Found, Failure> {
    if let Some(exposed) = data.exposed() {
        return Err(Failure::new(format!(
            "{}：不得公开的字不能放在这里，这个文件夹会随网站发布。请把它移到 {}，再运行一次；已经有这个文件的，把两份合成一份，删去这里的。",
            exposed.display(),
            data.path(check::PRIVATE).display()
        )));
    }
    let changed = || fs::metadata(data.folder()).and_then(|found| found.modified());
    let mut found = Ok(Found::default());
    for _ in 0..READ_AGAIN.0 {
        exchange::settle(data)?;
        // Creating and removing the journal of an exchange changes the modification time of the folder.
        let before = changed().ok();
        found = read_by(data, read);
        if exchange::is_idle(data) && changed().ok() == before {
            break;
        }
        sleep(READ_AGAIN.1);
    }
    found
}

/// The files as they are now, for a caller that holds the lock of the folder.
///
/// # Errors
///
/// If the folder or a data file cannot be read.
pub(super) fn read_now(data: &Data) -> Result<Found, Failure> {
    read_by(data, &mut |_, place| bytes(place))
}

fn read_by(data: &Data, read: ReadBy<'_>) -> Result<Found, Failure> {
    let list = list(data)?;
    let mut files = Vec::new();
    for path in list.files {
        // A file that was removed since it was listed is left out.
        if let Some(bytes) = read(&path.path, &path.place)? {
            files.push(File {
                path: path.path,
                bytes,
            });
        }
    }
    Ok(Found {
        files,
        skipped: list.skipped,
    })
}

/// The entries that are skipped, without reading any file; empty if the folder cannot be listed.
pub fn skipped(data: &Data) -> Vec<Skipped> {
    list(data).map(|list| list.skipped).unwrap_or_default()
}

/// Prints the entries of a data folder that are skipped.
pub fn say_skipped(data: &Data) {
    for skipped in skipped(data) {
        say(&format!("{data}/{skipped}"));
    }
}

/// The entries of a data folder.
#[derive(Default)]
struct List {
    files: Vec<Listed>,
    skipped: Vec<Skipped>,
}

/// A data file that has not been read yet: its path below the folder, and its path on disk.
struct Listed {
    path: String,
    place: PathBuf,
}

impl List {
    /// Adds an entry as a data file, unless its name or type forbids that.
    fn take(&mut self, path: String, place: PathBuf, by_name: Option<entries::Reason>) {
        // Entries of other programs are not examined; for all others the type is a better reason than the name.
        let reason = match by_name {
            Some(entries::Reason::Leftover) => by_name,
            by_name => entries::kind_of(&place).or(by_name),
        };
        match reason {
            Some(reason) => self.skipped.push(Skipped { path, reason }),
            None => self.files.push(Listed { path, place }),
        }
    }
}

fn list(data: &Data) -> Result<List, Failure> {
    let mut list = List::default();
    for register in REGISTERS.into_iter().chain([check::PRIVATE]) {
        let place = data.path(register);
        if fs::symlink_metadata(&place).is_ok() {
            list.take(register.to_owned(), place, None);
        }
    }
    let folder = data.folder();
    for name in names(folder).map_err(|error| Failure::reading(folder, &error))? {
        let shown = name.to_string_lossy().into_owned();
        if REGISTERS.contains(&shown.as_str()) {
            continue;
        }
        if let Some(reason) = entries::reason_beside_registers(&shown) {
            list.skipped.push(Skipped {
                path: shown,
                reason,
            });
        }
    }
    let brands = data.path("brands");
    let in_brands = match names(&brands) {
        // A new gallery has no brands, and many programs do not keep an empty folder.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let reason = entries::kind_of(&brands);
            list.skipped.extend(reason.map(|reason| Skipped {
                path: "brands".to_owned(),
                reason,
            }));
            Vec::new()
        }
        read => read.map_err(|error| Failure::reading(&brands, &error))?,
    };
    for name in in_brands {
        let shown = name.to_string_lossy().into_owned();
        // Temporary files of an exchange are not entries of other programs.
        if !exchange::is_own(&shown) && !lock::is_own(&shown) {
            let by_name = entries::reason(&shown);
            list.take(format!("brands/{shown}"), brands.join(&name), by_name);
        }
    }
    Ok(list)
}

/// The sorted names in a folder.
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = fs::read_dir(folder)?;
    let names: io::Result<Vec<OsString>> = entries.map(|entry| Ok(entry?.file_name())).collect();
    let mut names = names?;
    names.sort();
    Ok(names)
}

/// Parses and validates these files.
pub fn judge_files(files: &[File]) -> Reading {
    judge_with(&mut Reader::default(), files)
}

/// The same; what `reader` knows of these files is not parsed again.
fn judge_with(reader: &mut Reader, files: &[File]) -> Reading {
    let mut reading = reader.read(files);
    // These checks need components and addresses, which the catalogue does not know. Problems with addresses are not reported while a file cannot be read: they
    // would follow from that.
    let is_whole_file = |problem: &Problem| problem.record.is_empty() && problem.field.is_empty();
    if !reading.problems.iter().any(is_whole_file) {
        let addresses = Addresses::of(&reading);
        let moved = redirect::judge(&reading, &addresses);
        reading.problems.extend(moved);
        let told = feed::judge(&reading, &addresses);
        reading.problems.extend(told);
        let answers = law::judge(&reading);
        reading.problems.extend(answers);
    }
    if !reading
        .problems
        .iter()
        .any(|problem| problem.file == "gallery.json")
    {
        let gallery = &reading.catalogue.gallery;
        let unfit: Vec<Problem> = colours::judge(gallery).into_iter().collect();
        reading.problems.extend(unfit);
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
    let unfit: Vec<Problem> = reading.brands.iter().flat_map(plates::judge).collect();
    reading.problems.extend(unfit);
    locate(files, &mut reading.problems);
    reading
}

/// Reads and validates a data folder, and prints every problem.
///
/// # Errors
///
/// If there is any problem, or the folder cannot be read.
pub fn sound(data: impl Into<Data>) -> Result<Reading, Failure> {
    let data = data.into();
    let reading = judge(&data)?;
    if reading.problems.is_empty() {
        return Ok(reading);
    }
    for problem in &reading.problems {
        say(&data.said(problem));
    }
    Err(Failure::new(format!(
        "数据有 {} 处问题，见上。改好后再运行一次。",
        reading.problems.len()
    )))
}

/// Copies the publishable files, and the schemas of all files, into the data folder of a site.
///
/// # Errors
///
/// If a file cannot be written.
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

/// Writes the data files at the addresses of earlier ids into the data folder of a site.
///
/// # Errors
///
/// If a file cannot be written.
pub fn publish_earlier(
    files: &[File],
    addresses: &Addresses,
    folder: &Path,
) -> Result<(), Failure> {
    for (path, bytes) in redirect::data_files(files, addresses) {
        let path = folder.join(path);
        let laid = path.parent().map_or(Ok(()), fs::create_dir_all);
        laid.and_then(|()| fs::write(&path, bytes))
            .map_err(|error| Failure::writing(&path, &error))?;
    }
    Ok(())
}

/// The bytes of a file, or `None` if there is none. Of a file that is too large, only one byte more than the limit is read. Only regular files are opened.
///
/// # Errors
///
/// If the file cannot be read or is not a regular file.
pub(super) fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    bytes_within(path, LARGEST_FILE as u64)
}

/// Like [`bytes`], with another limit.
///
/// # Errors
///
/// As [`bytes`].
pub(super) fn bytes_within(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Failure> {
    if let Some(reason) = entries::kind_of(path) {
        let what = match reason {
            // A dangling link counts as absent; a writer replaces it.
            entries::Reason::Dangling => return Ok(None),
            entries::Reason::Folder => "它是文件夹，不是文件",
            _ => "它是管道、设备一类，不是普通文件",
        };
        return Err(Failure::new(format!(
            "读不了 {}：{what}。请移走它，或从上一个版本恢复。",
            path.display()
        )));
    }
    let read = || {
        let mut bytes = Vec::new();
        let file = fs::File::open(path)?;
        file.take(most + 1).read_to_end(&mut bytes)?;
        Ok::<_, io::Error>(bytes)
    };
    match read() {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::reading(path, &error)),
    }
}
