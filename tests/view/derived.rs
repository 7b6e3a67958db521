//! What machines hand on of a page: descriptions, share texts and pictures, structured data, and the sentences that are read aloud.
//!
//! Nothing of it may say more than the record that the page shows. [`Words`] takes a text apart into clauses; each has to be a piece of the record, of the
//! gallery's own settings or of a message whose gaps are such pieces, and each number has to stand in the record or on the page. The galleries are those
//! of `claims.rs`: the real one, the invented town and generated ones. `english.rs` and `traditional.rs` compare the other languages with this one, `tests/browser/files.rs` the
//! feed with the register of changes.

use super::claims::{GALLERIES, Gallery, on_all_pages};
use super::page::Page;
use brand_gallery::catalogue::Kind;
use brand_gallery::desk::head_metadata::HeadMetadata;
use brand_gallery::desk::picture::words;
use brand_gallery::head::Head;
use brand_gallery::route::Route;
use brand_gallery::screen::{Screen, Site};
use brand_gallery::speech::{sentences, spoken};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

/// Where a text is taken apart: what stands between two of these is a clause.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || "。；，、！？：“”（）《》·…-".contains(c)
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_gap).filter(|clause| !clause.is_empty())
}

/// The clauses of all messages, each parted at its gaps.
static MESSAGES: LazyLock<BTreeSet<Vec<String>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/messages");
    let mut found = BTreeSet::new();
    for file in ["pages.rs", "program.rs"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("messages");
        let keys = text.lines().filter_map(|line| {
            let line = line.trim().strip_prefix("(\"")?;
            Some(line.split_once("\", \"")?.0.to_owned())
        });
        for key in keys {
            for clause in clauses(&key) {
                let pieces: Vec<String> = clause
                    .split(['{', '}'])
                    .enumerate()
                    .map(|(at, piece)| match at % 2 {
                        0 => piece.to_owned(),
                        _ => String::new(),
                    })
                    .collect();
                // A clause that is one gap holds anything: its words have to be the record's.
                if pieces.iter().any(|piece| !piece.is_empty()) {
                    found.insert(pieces);
                }
            }
        }
    }
    found
});

/// The words that a text about one record may consist of.
struct Words {
    texts: Vec<String>,
    /// The text of the page, for totals.
    page: String,
}

impl Words {
    fn of(gallery: &Gallery, screen: &Screen, page: &Page) -> Words {
        let site = &gallery.site;
        let mut texts = Vec::new();
        let settings = serde_json::to_value(&site.catalogue.gallery).expect("settings");
        strings(&settings, &mut texts);
        let institution = |id| {
            let found = site.catalogue.institution(id);
            found.map(|it| it.name.clone())
        };
        match (&screen.route, site.brand(&screen.route)) {
            (Route::Initiative(_, id), Some(brand)) => {
                let initiative = brand.initiative(id).expect("an initiative");
                strings(&json!(initiative), &mut texts);
                texts.push(brand.name.clone());
                texts.extend(initiative.owner.as_ref().and_then(institution));
                texts.extend(institution(&brand.owner));
            }
            (_, Some(brand)) => {
                strings(&json!(brand), &mut texts);
                texts.extend(institution(&brand.owner));
            }
            (Route::Need(id), _) => {
                texts.extend(site.catalogue.need(id).map(|it| it.name.clone()));
            }
            (Route::Place(id), _) => {
                texts.extend(site.catalogue.place(id).map(|it| it.name.clone()));
            }
            (Route::Institution(id), _) => texts.extend(institution(id)),
            (Route::Overview(_), _) => {
                texts.extend(site.catalogue.core().map(|card| card.name.clone()));
            }
            _ => {}
        }
        texts.extend(Kind::ALL.iter().map(|kind| kind.shown().to_owned()));
        Words {
            texts,
            page: page.text.clone(),
        }
    }

    fn holds(&self, words: &str) -> bool {
        let is_number = words.chars().all(|c| c.is_ascii_digit());
        let message = vec![words.to_owned()];
        words.is_empty()
            || MESSAGES.contains(&message)
            || self.texts.iter().any(|text| text.contains(words))
            || is_number && self.page.contains(words)
    }

    /// Whether a clause is what `pieces` say, with words of the record in the gaps.
    fn fits(&self, clause: &str, pieces: &[String]) -> bool {
        match pieces {
            [] => clause.is_empty(),
            [piece, rest @ ..] if !piece.is_empty() => {
                (clause.strip_prefix(piece.as_str())).is_some_and(|clause| self.fits(clause, rest))
            }
            [_, rest @ ..] => (clause
                .char_indices()
                .map(|(at, _)| at)
                .chain([clause.len()]))
            .any(|at| self.holds(&clause[..at]) && self.fits(&clause[at..], rest)),
        }
    }

    /// The clauses of `text` that nothing accounts for.
    fn unheard<'a>(&self, text: &'a str) -> Vec<&'a str> {
        clauses(text)
            .filter(|clause| {
                !self.holds(clause) && !MESSAGES.iter().any(|pieces| self.fits(clause, pieces))
            })
            .collect()
    }
}

/// All texts in a value that are words for somebody: not addresses, and not the vocabulary of linked data.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.starts_with(['/', '#']) && !text.contains("://") => {
            found.push(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => {
            // A number and what it counts stand together.
            let field = |name: &str| fields.get(name).and_then(Value::as_str);
            if let (Some(value), Some(unit)) = (field("value"), field("unit")) {
                found.push(format!("{value}{unit}"));
            }
            for (key, field) in fields {
                if !key.starts_with('@') && key != "inLanguage" && key != "contactType" {
                    strings(field, found);
                }
            }
        }
        _ => {}
    }
}

/// The linked data of a page.
fn linked(site: &Site, screen: &Screen) -> Value {
    let lines = HeadMetadata::of(site, screen).lines();
    let start = "<script type=\"application/ld+json\" data-page>";
    let (_, data) = lines.split_once(start).expect("linked data");
    let data = data.split_once("</script>").expect("its end").0;
    serde_json::from_str(data).expect("JSON")
}

#[test]
fn what_is_handed_on_of_a_page_says_no_more_than_its_record() {
    on_all_pages(|gallery, screen, page| {
        if screen.route == Route::NotFound || matches!(screen.route, Route::StaffPage(_)) {
            return Vec::new();
        }
        let record = Words::of(gallery, screen, page);
        let head = Head::new(&gallery.site, screen);
        let metadata = HeadMetadata::of(&gallery.site, screen);
        let (name, under) = words(&gallery.site, screen);
        let mut texts = vec![
            ("title", head.title),
            ("shared line", head.description),
            ("description", metadata.description),
            ("picture", name),
            ("picture", under),
        ];
        let mut in_data = Vec::new();
        strings(&linked(&gallery.site, screen), &mut in_data);
        texts.extend(in_data.into_iter().map(|text| ("linked data", text)));
        texts
            .iter()
            .flat_map(|(what, text)| {
                let unheard = record.unheard(text.trim_end_matches('…'));
                let said = unheard.into_iter();
                said.map(move |clause| format!("{what}: “{clause}” is not of the record"))
            })
            .collect()
    });
}

#[test]
fn a_word_that_no_record_holds_is_noticed() {
    let gallery = &GALLERIES[0];
    let (screen, page) = (gallery.pages.iter())
        .find(|(screen, _)| matches!(screen.route, Route::Brand(_)))
        .expect("a brand");
    let record = Words::of(gallery, screen, page);
    assert_eq!(record.unheard("治愈率第一"), ["治愈率第一"]);
    assert_eq!(record.unheard("共 987654321 个品牌"), ["987654321"]);
    assert_eq!(
        record.unheard("内容全部取自公开材料，每一句都注明出处。"),
        [""; 0]
    );
}

/// Chinese characters that a voice is given for signs and digits.
const ADDED: &str = "零幺一二三四五六七八九十百分之加恩艾克斯小时乘到多";

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// What is wrong with the spoken form of a sentence: characters that are lost or invented, numbers that are others.
fn misread(written: &str) -> Option<String> {
    let said = spoken(written);
    let mut left = said.chars().filter(|c| is_han(*c)).peekable();
    for wanted in written.chars().filter(|c| is_han(*c)) {
        loop {
            match left.next() {
                Some(c) if c == wanted => break,
                Some(c) if ADDED.contains(c) => {}
                other => return Some(format!("“{written}”: {other:?} instead of {wanted}")),
            }
        }
    }
    if let Some(c) = left.find(|c| !ADDED.contains(*c)) {
        return Some(format!("“{written}”: {c} is added"));
    }
    let numbers = |text: &str| -> Vec<String> {
        let text: String = text.chars().filter(|c| *c != ',').collect();
        let runs = text.split(|c: char| !c.is_ascii_digit());
        runs.filter(|run| !run.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (before, after) = (numbers(written), numbers(&said));
    let mut before = before.into_iter();
    // A number may be spelled in characters; none is changed, and their order stays.
    let other = (after.into_iter()).find(|number| !before.any(|it| it == *number));
    other.map(|number| format!("“{written}”: {number} is said"))
}

#[test]
fn what_is_read_aloud_is_what_is_written() {
    let mut texts = Vec::new();
    for gallery in GALLERIES.iter() {
        strings(&json!(*gallery.site.brands), &mut texts);
        strings(&json!(gallery.site.catalogue), &mut texts);
    }
    assert!(texts.len() > 2_000);
    let wrong: Vec<String> = (texts.iter())
        .flat_map(|text| {
            let characters: Vec<char> = text.chars().collect();
            let parts = sentences(text).into_iter();
            let written = parts.map(move |range| characters[range].iter().collect::<String>());
            written.filter_map(|written| misread(&written))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn any_sentence_is_read_as_it_is_written(
        text in "([甬医共年月个名拨打·—]{1,4}[0-9]{1,5}([.][0-9]{1,2}|,[0-9]{3}|～[0-9]{1,3})?[%+]?){0,4}[甬医。]{0,3}"
    ) {
        prop_assert_eq!(misread(&text), None);
    }
}
