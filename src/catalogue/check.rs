//! The validation of all data files.
//!
//! [`read`] takes the files as bytes and returns the brands and the catalogue of what could be read, with every [`Problem`] at once. A file is validated by
//! the JSON Schema of its type (`schema`), then all records together (`references` and others); [`locate`] adds line and column. Nothing is read from disk,
//! so that tests can pass any input.

mod chosen;
mod english;
pub mod everyday;
mod facts;
mod feedback;
mod media;
mod operator;
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
    Changes, Documents, EverydayWords, Institutions, Kind, MediaRecords, Needs, Places, Private,
    Redirects, RetiredRecords, Review, Reviews, Synonyms, UrgentNotices,
};
use super::{Brand, Card, Catalogue, Gallery, Problem, Quotation, Redirect, Retired, Synonym};
use position::Positions;
use private::Phrases;
use schema::parse;
pub use schema::{POSITION, faults};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::collections::HashMap;
use std::mem::take;
use std::sync::Arc;
use synonyms::printed;

/// The largest file that is read, in bytes: a register of some 25,000 documents, or 150 times the largest brand of today.
pub const LARGEST_FILE: usize = 8 << 20;

/// The files of registers and settings. A missing one is a problem unless it is [`Kind::is_optional`].
pub const REGISTERS: [&str; 13] = [
    "institutions.json",
    "places.json",
    "needs.json",
    "documents.json",
    "synonyms.json",
    "everyday.json",
    "urgent.json",
    "redirects.json",
    "retired.json",
    "changes.json",
    "reviewed.json",
    "media.json",
    "gallery.json",
];

/// The path of the list of private phrases among the other files. It is not published, and has another place on disk.
pub const PRIVATE: &str = "private.json";

/// A data file: its path below `public/data/` and its bytes.
#[derive(Clone, PartialEq, Eq)]
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
    /// Answers to findings of the legal check, which the caller makes.
    pub reviewed: Vec<Review>,
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
    Reader::default().read(files)
}

/// Reads the files of a gallery again and again: what was found in a file stays known until it is another one.
///
/// A reading is the same as [`read`]'s. The rules that look at all files are applied each time; what they need of each brand is kept with its file.
#[derive(Default)]
pub struct Reader {
    known: HashMap<String, Known>,
    /// With which private phrases the known files were compared.
    private: Vec<String>,
    notices: urgent::Known,
    parsed: usize,
}

/// What was found in a file.
struct Known {
    bytes: Vec<u8>,
    /// Its value by its own type; nothing where it cannot be read.
    value: Option<Arc<dyn Any + Send + Sync>>,
    problems: Vec<Problem>,
}

/// A brand, and what rules look at in it.
struct Parsed {
    brand: Brand,
    card: Card,
    printed: String,
}

impl Reader {
    /// How many files were parsed since the reader was made.
    pub fn parsed(&self) -> usize {
        self.parsed
    }

    /// The value of a file, made of what is parsed by `make`; its problems are added to `problems`.
    fn value<T, V: Send + Sync + 'static>(
        &mut self,
        before: &mut HashMap<String, Known>,
        file: &File,
        phrases: &Phrases,
        problems: &mut Vec<Problem>,
        make: impl FnOnce(T) -> V,
    ) -> Option<Arc<V>>
    where
        T: DeserializeOwned + JsonSchema + PartialEq + 'static,
    {
        let known = before
            .remove(&file.path)
            .filter(|known| known.bytes == file.bytes);
        let known = known.unwrap_or_else(|| {
            self.parsed += 1;
            let mut problems = Vec::new();
            let value = parse::<T>(file, phrases, &mut problems);
            Known {
                bytes: file.bytes.clone(),
                value: value.map(|value| Arc::new(make(value)) as _),
                problems,
            }
        });
        problems.extend(known.problems.iter().cloned());
        let value = known.value.clone();
        self.known.insert(file.path.clone(), known);
        value?.downcast().ok()
    }

    /// Reads all files and judges them.
    pub fn read(&mut self, files: &[File]) -> Reading {
        let mut catalogue = Catalogue::default();
        let mut problems = Vec::new();
        let mut synonyms = Vec::new();
        let mut redirects = Vec::new();
        let mut retired = Vec::new();
        let mut reviewed = Vec::new();
        let private = private_entries(files);
        let phrases = Phrases::of(&private);
        // What is no longer there is forgotten.
        let mut before = take(&mut self.known);
        if self.private != private {
            before.clear();
            self.private.clone_from(&private);
        }
        let mut brands: Vec<(&str, Arc<Parsed>)> = Vec::new();
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
            macro_rules! read {
                ($type:ty) => {
                    self.value::<$type, $type>(&mut before, file, &phrases, &mut problems, |it| it)
                };
            }
            let read = match Kind::of(path) {
                Some(Kind::Institutions) => read!(Institutions)
                    .map(|it| catalogue.institutions.clone_from(&it.institutions)),
                Some(Kind::Places) => {
                    read!(Places).map(|it| catalogue.places.clone_from(&it.places))
                }
                Some(Kind::Needs) => read!(Needs).map(|it| catalogue.needs.clone_from(&it.needs)),
                Some(Kind::Documents) => {
                    read!(Documents).map(|it| catalogue.documents.clone_from(&it.documents))
                }
                Some(Kind::Synonyms) => read!(Synonyms).map(|it| synonyms.clone_from(&it.synonyms)),
                Some(Kind::Everyday) => {
                    read!(EverydayWords).map(|it| catalogue.everyday.clone_from(&it.everyday))
                }
                Some(Kind::Urgent) => {
                    read!(UrgentNotices).map(|it| catalogue.urgent.clone_from(&it.urgent))
                }
                Some(Kind::Redirects) => {
                    read!(Redirects).map(|it| redirects.clone_from(&it.redirects))
                }
                Some(Kind::Retired) => {
                    read!(RetiredRecords).map(|it| retired.clone_from(&it.retired))
                }
                Some(Kind::Changes) => {
                    read!(Changes).map(|it| catalogue.changes.clone_from(&it.changes))
                }
                Some(Kind::Media) => {
                    read!(MediaRecords).map(|it| catalogue.media.clone_from(&it.media))
                }
                Some(Kind::Reviewed) => read!(Reviews).map(|it| reviewed.clone_from(&it.reviewed)),
                Some(Kind::Gallery) => read!(Gallery).map(|it| {
                    // The name of its schema is the file's own and does not travel.
                    catalogue.gallery = Gallery {
                        schema: None,
                        ..(*it).clone()
                    };
                }),
                // It alone may hold them.
                Some(Kind::Private) => parse::<Private>(file, &Phrases::default(), &mut problems)
                    .map(|read| {
                        let of_entry =
                            |(at, sentence)| Problem::new(path, "", &format!("[{at}]"), sentence);
                        problems.extend(Phrases::problems(&read.private).into_iter().map(of_entry));
                    }),
                Some(Kind::Brand) => self
                    .value(&mut before, file, &phrases, &mut problems, Parsed::of)
                    .map(|parsed| {
                        let name = brand_of(path);
                        if parsed.brand.id.as_str() != name {
                            problems.push(Problem::new(
                                path,
                                name,
                                "id",
                                format!("写的是“{}”，应与文件名“{name}”相同。", parsed.brand.id),
                            ));
                        }
                        brands.push((path, parsed));
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
        let position = |parsed: &Parsed| (parsed.brand.order, parsed.brand.id.clone());
        brands.sort_by_cached_key(|(_, parsed)| position(parsed));
        catalogue.cards = (brands.iter())
            .map(|(_, parsed)| parsed.card.clone())
            .collect();
        let has_note = |synonym: &&Synonym| synonym.note.is_some();
        catalogue.near = synonyms.iter().filter(has_note).cloned().collect();
        catalogue.quotations = reviewed.iter().filter_map(quotation).collect();
        let printed = printed(brands.iter().map(|(_, it)| it.printed.as_str()), &catalogue);
        let brands: Vec<(&str, &Brand)> = (brands.iter())
            .map(|(path, parsed)| (*path, &parsed.brand))
            .collect();
        references::validate(&brands, &catalogue, &unread, &mut problems);
        english::validate(&brands, &catalogue, &mut problems);
        let whole = unread.is_empty();
        synonyms::validate(&synonyms, &printed, whole, &mut problems);
        everyday::validate(&catalogue, whole, &mut problems);
        self.notices.validate(&catalogue, &mut problems);
        if !unread.contains(&"gallery.json") {
            settings::validate(&catalogue, &brands, &printed, whole, &mut problems);
        }
        locate(files, &mut problems);
        Reading {
            brands: brands.into_iter().map(|(_, brand)| brand.clone()).collect(),
            catalogue,
            synonyms,
            redirects,
            retired,
            private,
            reviewed,
            problems,
        }
    }
}

/// The quotation that an answer to the legal check lets stand.
fn quotation(review: &Review) -> Option<Quotation> {
    Some(Quotation {
        brand: review.brand.clone()?,
        sentence: review.sentence.clone(),
        document: review.quotes.clone()?,
    })
}

impl Parsed {
    fn of(brand: Brand) -> Parsed {
        Parsed {
            card: Card::of(&brand),
            printed: synonyms::of_brand(&brand),
            brand,
        }
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
