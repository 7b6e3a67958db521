//! Is the data whole, and does each record fit its neighbours?
//!
//! [`read`] takes the files as bytes and gives the brands and the catalogue of what could be read, and every [`Problem`] at once. The
//! shape is judged by the schema of the very types that the program reads (`schema`), the rest by the rules of `references`; [`locate`] finds the line
//! of each. Reading from disk is absent on purpose: bytes in, values out, so that any input can be tried in a test.

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

/// The largest file that is read, in bytes: a register of some 25,000 documents; a hundred and fifty times the largest brand of today.
pub const LARGEST_FILE: usize = 8 << 20;

/// The registers and the settings: a missing one is a problem of its own, unless it is [`Kind::is_optional`].
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

/// The list of private phrases, which is no part of what is published: `private.json` among the other files, elsewhere on disk.
pub const PRIVATE: &str = "private.json";

/// A data file: its path below `public/data/` and its bytes.
#[derive(PartialEq, Eq)]
pub struct File {
    /// `brands/<id>.json`, one of [`REGISTERS`], or [`PRIVATE`].
    pub path: String,
    /// As they lie on disk.
    pub bytes: Vec<u8>,
}

/// What the files hold.
#[derive(Default)]
pub struct Reading {
    /// The brands that could be read, in the order of the matrix.
    pub brands: Vec<Brand>,
    /// Cards of these brands, and the registers.
    pub catalogue: Catalogue,
    /// Everyday words, for the search index.
    pub synonyms: Vec<Synonym>,
    /// Addresses that have moved; whether they lead anywhere is judged where addresses are known.
    pub redirects: Vec<Redirect>,
    /// Addresses of records that are no longer presented; judged where addresses are known.
    pub retired: Vec<Retired>,
    /// The entries of `private.json`: phrases by which a private person could be recognised, which no other file may hold.
    pub private: Vec<String>,
    /// All that is wrong, by file. Build only where there is nothing.
    pub problems: Vec<Problem>,
}

/// What is to be known of files that are sound, each by file and field: no error, and nothing is refused for it.
pub fn notes(reading: &Reading) -> Vec<Problem> {
    let of_entry = |(at, sentence)| Problem::new(PRIVATE, "", &format!("[{at}]"), sentence);
    Phrases::notes(&reading.private)
        .into_iter()
        .map(of_entry)
        .collect()
}

/// Reads all files and judges them.
pub fn read(files: &[File]) -> Reading {
    let mut catalogue = Catalogue::default();
    let mut problems = Vec::new();
    let mut synonyms = Vec::new();
    let mut redirects = Vec::new();
    let mut retired = Vec::new();
    let private = private_entries(files);
    let phrases = Phrases::of(&private);
    let mut brands: Vec<(&str, Brand)> = Vec::new();
    // What could not be read is no reason to doubt those who refer to it.
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
                    // The name of its schema is the file's own and does not travel.
                    catalogue.gallery = Gallery {
                        schema: None,
                        ..read
                    };
                })
            }
            // It alone may hold them.
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

/// The phrases that no other file may hold; of a file that cannot be read none, which it is blamed for by itself.
fn private_entries(files: &[File]) -> Vec<String> {
    let file = files
        .iter()
        .find(|file| Kind::of(&file.path) == Some(Kind::Private));
    let read = file.and_then(|file| serde_json::from_slice::<Private>(&file.bytes).ok());
    read.map(|read| read.private).unwrap_or_default()
}

/// The name of a brand's file.
fn brand_of(path: &str) -> &str {
    let name = path.strip_prefix("brands/").unwrap_or(path);
    name.strip_suffix(".json").unwrap_or(name)
}

/// Gives every problem its line and column and puts them in the order in which they stand in `files`, each once.
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
