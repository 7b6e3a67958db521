//! Reading a data folder again: only what has changed is parsed, with the same result.

use crate::{REAL, root};
use brand_gallery::catalogue::check::{File, Reading};
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::data::{Data, Memory, files, judge_files};
use brand_gallery::desk::edit::validation::Validation;
use serde_json::{Value, json};

/// The files of the invented town.
fn town() -> Vec<File> {
    let folder = root().join("tests/fixtures/second");
    files(&Data::of(root(), Some(&folder))).expect("the town")
}

/// The same after an edit of one of them.
fn with(path: &str, edit: impl FnOnce(&mut Value)) -> Vec<File> {
    let mut files = town();
    let file = files.iter_mut().find(|file| file.path == path);
    let file = file.expect("a file");
    let mut value = serde_json::from_slice(&file.bytes).expect("JSON");
    edit(&mut value);
    file.bytes = value.to_string().into_bytes();
    files
}

fn without(path: &str) -> Vec<File> {
    let others = town().into_iter().filter(|file| file.path != path);
    others.collect()
}

fn same(one: &Reading, other: &Reading) -> bool {
    one.problems == other.problems
        && one.catalogue == other.catalogue
        && one.brands == other.brands
        && one.synonyms == other.synonyms
        && one.redirects == other.redirects
        && one.retired == other.retired
        && one.private == other.private
}

#[test]
fn what_is_known_is_not_parsed_again_and_every_reading_is_the_one_of_a_first_look() {
    let mut memory = Memory::default();
    let path = "brands/baitian-touxi.json";
    let mut broken = town();
    broken.last_mut().expect("a file").bytes.truncate(40);
    let phrase = json!({ "private": ["白天透析"] });
    let private = File {
        path: "private.json".to_owned(),
        bytes: phrase.to_string().into_bytes(),
    };
    let mut withheld = without("private.json");
    withheld.push(private);
    let is_kept = |file: &&File| Kind::of(&file.path) != Some(Kind::Private);
    let total = town().iter().filter(is_kept).count();
    for (what, files, parsed) in [
        ("at first", town(), total),
        ("once more", town(), 0),
        ("a name", with(path, |it| it["name"] = "急救中心".into()), 1),
        (
            "a name taken back, an owner",
            with(path, |it| it["owner"] = "nobody".into()),
            1,
        ),
        (
            "a need",
            with("needs.json", |it| {
                it["needs"][0]["name"] = "我想看看".into()
            }),
            2,
        ),
        (
            "a notice",
            with("urgent.json", |it| {
                it["urgent"][0]["always"][0] = json!("医院")
            }),
            2,
        ),
        ("a file is gone", without(path), 1),
        ("a register is gone", without("places.json"), 1),
        ("a file is cut off", broken, 2),
        ("a phrase that nobody may know", withheld, total),
        ("as before", town(), total),
    ] {
        let before = memory.parsed();
        let reading = memory.judge(&files);
        assert_eq!(memory.parsed() - before, parsed, "{what}");
        assert!(same(&reading, &judge_files(&files)), "{what}");
    }
}

#[test]
fn a_preview_parses_the_file_in_hand_and_nothing_else() {
    let mut memory = Memory::default();
    memory.judge(&REAL);
    let brand = &judge_files(&REAL).brands[3];
    let path = format!("brands/{}.json", brand.id);
    let file = REAL.iter().find(|file| file.path == path).expect("it");
    let mut value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
    let mut look = |value: &Value| {
        let before = memory.parsed();
        let verdict = Validation::of(&mut memory, &REAL, Kind::Brand, &path, value);
        let fresh = Validation::of(&mut Memory::default(), &REAL, Kind::Brand, &path, value);
        assert_eq!(verdict.told(), fresh.told());
        assert!(same(&verdict.reading, &fresh.reading));
        (memory.parsed() - before, verdict.told())
    };
    value["summary"]["text"] = "改了一次。".into();
    assert_eq!(look(&value).0, 1);
    assert_eq!(look(&value).0, 0);
    // Whether others had a problem before is asked only where they have one now: the file as it lies there is then read, too.
    value["id"] = "other".into();
    let (parsed, told) = look(&value);
    let others = told["elsewhere"].as_array().expect("a list").len();
    assert_eq!(parsed, 1 + usize::from(others > 0), "{told}");
}
