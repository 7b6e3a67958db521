//! The validation of all data files.
//!
//! [`read`] takes the files as bytes and returns the brands and the catalogue of what could be read, with every [`Problem`] at once. A file is validated by
//! the JSON Schema of its type (`schema`), then all records together (`references` and others); [`locate`] adds line and column. Nothing is read from disk,
//! so that tests can pass any input.

mod position;
pub mod private;
mod references;
mod schema;
mod settings;
pub mod suggest;
mod synonyms;
mod syntax;
mod urgent;

use super::file::{
    Changes, Documents, Institutions, Kind, Needs, Places, Private, Redirects, RetiredRecords,
    Synonyms, UrgentNotices,
};
use super::{Brand, Card, Catalogue, Gallery, Problem, Redirect, Retired, Synonym};
use position::Positions;
use private::Phrases;
use schema::parse;
pub use schema::{POSITION, faults};
use std::collections::HashMap;
use synonyms::printed;

/// The largest file that is read, in bytes: a register of some 25,000 documents, or 150 times the largest brand of today.
pub const LARGEST_FILE: usize = 8 << 20;

/// The files of registers and settings. A missing one is a problem unless it is [`Kind::is_optional`].
pub const REGISTERS: [&str; 10] = [
    "institutions.json",
    "places.json",
    "needs.json",
    "documents.json",
    "synonyms.json",
    "urgent.json",
    "redirects.json",
    "retired.json",
    "changes.json",
    "gallery.json",
];

/// The path of the list of private phrases among the other files. It is not published, and has another place on disk.
pub const PRIVATE: &str = "private.json";

/// A data file: its path below `public/data/` and its bytes.
#[derive(PartialEq, Eq)]
pub struct File {
    /// `brands/<id>.json`, one of [`REGISTERS`], or [`PRIVATE`].
    pub path: String,
    /// The content on disk.
    pub bytes: Vec<u8>,
}

/// The content of all files, and their problems.
#[derive(Default)]
pub struct Reading {
    /// The readable brands, in the order of the matrix.
    pub brands: Vec<Brand>,
    /// The cards of these brands, and the registers.
    pub catalogue: Catalogue,
    /// Synonyms, for the search index.
    pub synonyms: Vec<Synonym>,
    /// Redirects; their targets are validated by the caller, who knows all addresses.
    pub redirects: Vec<Redirect>,
    /// Retired records; their addresses are validated by the caller.
    pub retired: Vec<Retired>,
    /// The entries of `private.json`: phrases that could identify a private person, which no other file may contain.
    pub private: Vec<String>,
    /// All problems, by file. A site may be built only if this is empty.
    pub problems: Vec<Problem>,
}

/// Notes on valid data, by file and field. They are not errors.
pub fn notes(reading: &Reading) -> Vec<Problem> {
    let of_entry = |(at, sentence)| Problem::new(PRIVATE, "", &format!("[{at}]"), sentence);
    Phrases::notes(&reading.private)
        .into_iter()
        .map(of_entry)
        .collect()
}

/// Reads and validates all files.
pub fn read(files: &[File]) -> Reading {
    let mut catalogue = Catalogue::default();
    let mut problems = Vec::new();
    let mut synonyms = Vec::new();
    let mut redirects = Vec::new();
    let mut retired = Vec::new();
    let private = private_entries(files);
    let phrases = Phrases::of(&private);
    let mut brands: Vec<(&str, Brand)> = Vec::new();
    // References into an unreadable file are not reported.
    let mut unread: Vec<&str> = Vec::new();
    for register in REGISTERS {
        let is_wanted = !Kind::of(register).is_some_and(Kind::is_optional);
        if is_wanted && !files.iter().any(|file| file.path == register) {
            unread.push(register);
            problems.push(Problem::new(
                register,
                "",
                "",
                "缺少这个文件。请从上一个版本恢复；新的馆可以用 cargo run -- edit 写一个。",
            ));
        }
    }
    for file in files {
        let path = file.path.as_str();
        let read = match Kind::of(path) {
            Some(Kind::Institutions) => parse::<Institutions>(file, &phrases, &mut problems)
                .map(|read| catalogue.institutions = read.institutions),
            Some(Kind::Places) => parse::<Places>(file, &phrases, &mut problems)
                .map(|read| catalogue.places = read.places),
            Some(Kind::Needs) => parse::<Needs>(file, &phrases, &mut problems)
                .map(|read| catalogue.needs = read.needs),
            Some(Kind::Documents) => parse::<Documents>(file, &phrases, &mut problems)
                .map(|read| catalogue.documents = read.documents),
            Some(Kind::Synonyms) => parse::<Synonyms>(file, &phrases, &mut problems)
                .map(|read| synonyms = read.synonyms),
            Some(Kind::Urgent) => parse::<UrgentNotices>(file, &phrases, &mut problems)
                .map(|read| catalogue.urgent = read.urgent),
            Some(Kind::Redirects) => parse::<Redirects>(file, &phrases, &mut problems)
                .map(|read| redirects = read.redirects),
            Some(Kind::Retired) => parse::<RetiredRecords>(file, &phrases, &mut problems)
                .map(|read| retired = read.retired),
            Some(Kind::Changes) => parse::<Changes>(file, &phrases, &mut problems)
                .map(|read| catalogue.changes = read.changes),
            Some(Kind::Gallery) => {
                parse::<Gallery>(file, &phrases, &mut problems).map(|read| {
                    // The name of the schema is not part of the catalogue.
                    catalogue.gallery = Gallery {
                        schema: None,
                        ..read
                    };
                })
            }
            // Only this file may contain private phrases.
            Some(Kind::Private) => {
                parse::<Private>(file, &Phrases::default(), &mut problems).map(|read| {
                    let of_entry =
                        |(at, sentence)| Problem::new(path, "", &format!("[{at}]"), sentence);
                    problems.extend(Phrases::problems(&read.private).into_iter().map(of_entry));
                })
            }
            Some(Kind::Brand) => parse::<Brand>(file, &phrases, &mut problems).map(|brand| {
                let name = brand_of(path);
                if brand.id.as_str() != name {
                    problems.push(Problem::new(
                        path,
                        name,
                        "id",
                        format!("写的是“{}”，应与文件名“{name}”相同。", brand.id),
                    ));
                }
                brands.push((path, brand));
            }),
            None => {
                problems.push(Problem::new(
                    path,
                    "",
                    "",
                    "程序不认识这个文件。品牌文件应为 brands/<拼音>.json。",
                ));
                Some(())
            }
        };
        if read.is_none() {
            unread.push(path);
        }
    }
    brands.sort_by(|(_, one), (_, other)| (one.order, &one.id).cmp(&(other.order, &other.id)));
    catalogue.cards = brands.iter().map(|(_, brand)| Card::of(brand)).collect();
    references::validate(&brands, &catalogue, &unread, &mut problems);
    let printed = printed(&brands, &catalogue);
    let whole = unread.is_empty();
    synonyms::validate(&synonyms, &printed, whole, &mut problems);
    urgent::validate(&catalogue, &mut problems);
    if !unread.contains(&"gallery.json") {
        settings::validate(&catalogue, &brands, &printed, whole, &mut problems);
    }
    locate(files, &mut problems);
    Reading {
        brands: brands.into_iter().map(|(_, brand)| brand).collect(),
        catalogue,
        synonyms,
        redirects,
        retired,
        private,
        problems,
    }
}

/// The private phrases; none if the file is unreadable, which is reported separately.
fn private_entries(files: &[File]) -> Vec<String> {
    let file = files
        .iter()
        .find(|file| Kind::of(&file.path) == Some(Kind::Private));
    let read = file.and_then(|file| serde_json::from_slice::<Private>(&file.bytes).ok());
    read.map(|read| read.private).unwrap_or_default()
}

/// The name of a brand's file without folder and extension.
fn brand_of(path: &str) -> &str {
    let name = path.strip_prefix("brands/").unwrap_or(path);
    name.strip_suffix(".json").unwrap_or(name)
}

/// Adds line and column to every problem, sorts them, and removes duplicates.
pub fn locate(files: &[File], problems: &mut Vec<Problem>) {
    let mut by_file: HashMap<String, Vec<&mut Problem>> = HashMap::new();
    for problem in problems.iter_mut() {
        let is_of_file = problem.record.is_empty() && problem.field.is_empty();
        if problem.line == 0 && !is_of_file {
            by_file
                .entry(problem.file.clone())
                .or_default()
                .push(problem);
        }
    }
    for file in files {
        let mut positions = None;
        for problem in by_file.remove(&file.path).into_iter().flatten() {
            let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
            let positions = positions.get_or_insert_with(|| Positions::of(text));
            if let Some(place) = positions.find(&problem.record, &problem.field) {
                (problem.line, problem.column) = place;
            }
        }
    }
    problems.sort();
    problems.dedup();
}
