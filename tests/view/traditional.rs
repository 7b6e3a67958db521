//! The gallery in traditional characters: the same gallery, its names as a person has read them.
//!
//! Which names have been read is a list beside the data; a name that is not in it is noted by the check, and no test asks for it.

use crate::REAL;
use brand_gallery::catalogue::check::Reading;
use brand_gallery::catalogue::json::from_str;
use brand_gallery::desk::data::{self, Data};
use brand_gallery::desk::prerender::html;
use brand_gallery::desk::traditional::{self, FILE, Traditional};
use brand_gallery::models;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// As this gallery spells its names.
fn ours() -> Traditional<'static> {
    Traditional {
        names: &REAL.site.catalogue.gallery.traditional,
    }
}

/// The real data, with the list of names that a person has read.
fn real() -> (Data, Reading) {
    let data = Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None);
    let reading = data::judge(&data).expect("readable");
    (data, reading)
}

#[test]
fn a_name_that_a_person_has_read_still_comes_out_as_it_was_read() {
    let (data, reading) = real();
    let text = fs::read_to_string(data.path(FILE)).expect("the list");
    let read: BTreeMap<&str, &str> = text.lines().filter_map(|it| it.split_once(" = ")).collect();
    assert!(read.len() > 200, "{}", read.len());
    let list = traditional::list(&reading).expect("tables");
    let mut seen = 0;
    for line in &list {
        let (name, there) = line.split_once(" = ").expect("a pair");
        if let Some(read) = read.get(name) {
            assert_eq!(there, *read, "{name}");
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn names_that_no_person_has_read_are_noted_and_listed_on_request() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let town = Data::of(root, Some(&root.join("tests/fixtures/second")));
    let reading = data::judge(&town).expect("readable");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names-read");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let own = Data::of(root, Some(&folder));
    let note = traditional::judge(&own, &reading).expect("tables");
    let note = note.expect("a note").to_string();
    for part in ["traditional.txt", "cargo run -- traditional", " = "] {
        assert!(note.contains(part), "{part}: {note}");
    }
    let new = traditional::write(&own, &reading).expect("written");
    assert!(new.len() > 5, "{new:?}");
    assert_eq!(traditional::judge(&own, &reading).expect("tables"), None);
    assert!(
        traditional::write(&own, &reading)
            .expect("written")
            .is_empty()
    );
    // What comes out otherwise than it was read is noted too.
    let path = own.path(FILE);
    let text = fs::read_to_string(&path).expect("the list");
    let other = new[0].replacen(" = ", " = 誤", 1);
    fs::write(&path, text.replace(&new[0], &other)).expect("written");
    let note = traditional::judge(&own, &reading).expect("tables");
    assert!(note.expect("a note").sentence.contains("有 1 个名称"));
}

#[test]
fn only_characters_change_and_each_stays_one() {
    for screen in &REAL.screens {
        let simplified = html(&REAL.site, &screen.clone());
        let written = ours().text(&simplified).expect("tables");
        assert_eq!(written.chars().count(), simplified.chars().count());
        let plain = |text: &str| text.chars().filter(char::is_ascii).collect::<String>();
        assert_eq!(plain(&written), plain(&simplified), "{:?}", screen.route);
    }
}

#[test]
fn quotation_marks_are_those_of_traditional_texts() {
    assert_eq!(
        ours().text("“一院‘新区’”").expect("tables"),
        "「一院『新區』」"
    );
    let mut quoted = 0;
    for screen in &REAL.screens {
        let simplified = html(&REAL.site, &screen.clone());
        let written = ours().text(&simplified).expect("tables");
        let marks = |text: &str, mark: char| text.chars().filter(|it| *it == mark).count();
        assert_eq!(marks(&written, '「'), marks(&simplified, '“'));
        assert_eq!(marks(&written, '“'), 0, "{:?}", screen.route);
        quoted += marks(&written, '「');
    }
    assert!(quoted > 100, "{quoted}");
}

#[test]
fn what_says_that_it_is_simplified_stays_so_and_the_datas_own_words_too() {
    assert_eq!(
        ours()
            .text("<a lang=\"zh-CN\">简体</a><p>简体</p>")
            .expect("tables"),
        "<a lang=\"zh-CN\">简体</a><p>簡體</p>"
    );
    let mut value = json!({ "kind": "机构品牌", "levels": ["全国"], "name": "机构", "more": [{ "kind": "团队", "summary": "团队" }] });
    ours().values(&mut value).expect("tables");
    let expected = json!({ "kind": "机构品牌", "levels": ["全国"], "name": "機構", "more": [{ "kind": "团队", "summary": "團隊" }] });
    assert_eq!(value, expected);
}

#[test]
fn page_models_are_still_read_once_they_are_in_traditional_characters() {
    let traditional = ours();
    for screen in &REAL.screens {
        let Some(page) = models::page(&REAL.site, screen) else {
            continue;
        };
        let mut value = serde_json::to_value(&page).expect("a model");
        traditional.values(&mut value).expect("tables");
        let read: Option<models::Page> = from_str(&value.to_string());
        assert!(read.is_some(), "{}", page.path);
    }
    for brand in &*REAL.site.brands {
        let answers = models::CompareAnswers::of(&REAL.site, brand);
        let mut value = serde_json::to_value(&answers).expect("answers");
        traditional.values(&mut value).expect("tables");
        let read: Option<models::CompareAnswers> = from_str(&value.to_string());
        assert!(read.is_some(), "{}", brand.id);
    }
}
