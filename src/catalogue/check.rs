//! Is the data whole, and does each record fit its neighbours?
//!
//! [`read`] takes the files as bytes and gives the brands and the catalogue of what could be read, and every [`Problem`] at once. The
//! shape is judged by the schema of the very types that the program reads (`shape`), the rest by the rules of `fit`. Reading
//! from disk is absent on purpose: bytes in, values out, so that any input can be tried in a test.

mod everyday;
mod fit;
mod shape;

use super::{
    Brand, Card, Catalogue, Document, Institution, Need, Place, Problem, Redirect, Slug, Synonym,
};
use everyday::everyday;
use fit::fit;
use shape::parse;

/// The largest file that is read, in bytes: forty times the largest brand of today.
pub const LARGEST_FILE: usize = 2 << 20;

/// The registers: a missing one is a problem of its own.
pub const REGISTERS: [&str; 6] = [
    "institutions.json",
    "places.json",
    "needs.json",
    "documents.json",
    "synonyms.json",
    "redirects.json",
];

/// Words by which the private persons of the source documents could be known again. They stand in no file.
const PRIVATE: [&str; 7] = [
    "李女士",
    "徐大伯",
    "61岁",
    "胃贲门",
    "尿毒症",
    "低保户",
    "64621879",
];

/// A data file: its path below `public/data/` and its bytes.
pub struct File {
    /// `brands/<id>.json` or one of [`REGISTERS`].
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
    /// All that is wrong, by file. Build only where there is nothing.
    pub problems: Vec<Problem>,
}

/// Reads all files and judges them.
pub fn read(files: &[File]) -> Reading {
    let mut catalogue = Catalogue::default();
    let mut problems = Vec::new();
    let mut synonyms = Vec::new();
    let mut redirects = Vec::new();
    let mut brands: Vec<(&str, Brand)> = Vec::new();
    // What could not be read is no reason to doubt those who refer to it.
    let mut unread: Vec<&str> = Vec::new();
    for register in REGISTERS {
        if !files.iter().any(|file| file.path == register) {
            unread.push(register);
            problems.push(problem(
                register,
                "",
                "",
                "缺少这个文件。请从上一个版本恢复。",
            ));
        }
    }
    for file in files {
        let path = file.path.as_str();
        let brand_name = path
            .strip_prefix("brands/")
            .and_then(|name| name.strip_suffix(".json"))
            .filter(|name| Slug::parse(name).is_some());
        let read = match (path, brand_name) {
            ("institutions.json", _) => parse::<Vec<Institution>>(file, &mut problems)
                .map(|list| catalogue.institutions = list),
            ("places.json", _) => {
                parse::<Vec<Place>>(file, &mut problems).map(|list| catalogue.places = list)
            }
            ("needs.json", _) => {
                parse::<Vec<Need>>(file, &mut problems).map(|list| catalogue.needs = list)
            }
            ("documents.json", _) => {
                parse::<Vec<Document>>(file, &mut problems).map(|list| catalogue.documents = list)
            }
            ("synonyms.json", _) => {
                parse::<Vec<Synonym>>(file, &mut problems).map(|list| synonyms = list)
            }
            ("redirects.json", _) => {
                parse::<Vec<Redirect>>(file, &mut problems).map(|list| redirects = list)
            }
            (_, Some(name)) => parse::<Brand>(file, &mut problems).map(|brand| {
                if brand.id.as_str() != name {
                    problems.push(problem(
                        path,
                        name,
                        "id",
                        format!("写的是“{}”，应与文件名“{name}”相同。", brand.id),
                    ));
                }
                brands.push((path, brand));
            }),
            (_, None) => {
                problems.push(problem(
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
    brands.sort_by_key(|(_, brand)| brand.order);
    catalogue.cards = brands.iter().map(|(_, brand)| Card::of(brand)).collect();
    fit(&brands, &catalogue, &unread, &mut problems);
    everyday(
        &synonyms,
        &brands,
        &catalogue,
        unread.is_empty(),
        &mut problems,
    );
    problems.sort();
    problems.dedup();
    Reading {
        brands: brands.into_iter().map(|(_, brand)| brand).collect(),
        catalogue,
        synonyms,
        redirects,
        problems,
    }
}

fn problem(file: &str, record: &str, field: &str, sentence: impl Into<String>) -> Problem {
    Problem {
        file: file.to_owned(),
        record: record.to_owned(),
        field: field.to_owned(),
        sentence: sentence.into(),
    }
}
