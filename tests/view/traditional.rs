//! Is the gallery in traditional characters the same gallery?
//!
//! How every name comes out stands in `fixtures/traditional.txt`, read by a person: a name that is new or comes out otherwise is written there
//! by the failing test, to be read and committed.

use crate::REAL;
use brand_gallery::desk::prerender::html;
use brand_gallery::desk::traditional::Traditional;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// As this gallery spells its names.
fn ours() -> Traditional<'static> {
    Traditional {
        names: &REAL.site.catalogue.gallery.traditional,
    }
}

/// All names of a value, of whatever: hospitals, places, brands, initiatives, people, offices, prizes.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("name" | "role" | "title" | "short", Value::String(text)) => {
                        found.insert(text.clone());
                    }
                    ("other_names", Value::Array(others)) => {
                        found.extend(
                            others
                                .iter()
                                .filter_map(|other| Some(other["text"].as_str()?.to_owned())),
                        );
                    }
                    _ => names(value, found),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_name_comes_out_as_a_person_has_read_it() {
    let mut found = BTreeSet::new();
    names(
        &serde_json::to_value(REAL.site.catalogue).expect("JSON"),
        &mut found,
    );
    names(
        &serde_json::to_value(REAL.brands).expect("JSON"),
        &mut found,
    );
    assert!(found.len() > 200, "{}", found.len());
    let written: String = found
        .iter()
        .map(|name| format!("{name} = {}\n", ours().text(name).expect("tables")))
        .collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/traditional.txt");
    let read = fs::read_to_string(&path).unwrap_or_default();
    if read != written {
        fs::write(&path, &written).expect("written");
        panic!(
            "{} names were not as they stood in fixtures/traditional.txt: read what is new there, and commit it",
            written.lines().filter(|line| !read.contains(line)).count()
        );
    }
}

#[test]
fn only_characters_change_and_each_stays_one() {
    for screen in &REAL.screens {
        let simplified = html(REAL.site, screen.clone());
        let written = ours().text(&simplified).expect("tables");
        assert_eq!(written.chars().count(), simplified.chars().count());
        let plain = |text: &str| text.chars().filter(char::is_ascii).collect::<String>();
        assert_eq!(plain(&written), plain(&simplified), "{:?}", screen.route);
    }
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
