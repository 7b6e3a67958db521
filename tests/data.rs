//! The check of the data: everything that is wrong is reported, and nothing else.
//!
//! Bytes go in, values and problems come out; no input may end the program. The browser's reader must agree with serde_json, for what
//! the desk calls sound is read there by another hand. `content.rs` tests what the gallery says of the documents.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

mod data {
    mod mistakes;
    mod reader;
}

use brand_gallery::catalogue::check::{File, REGISTERS, Reading, read};
use brand_gallery::catalogue::{Brand, json};
use brand_gallery::desk;
use brand_gallery::desk::data::Data;
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

// The real data.

/// Every data file as it lies on disk.
pub(crate) static REAL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/data");
    let mut paths: Vec<String> = REGISTERS.map(str::to_owned).to_vec();
    // A gallery may do without some of them.
    paths.retain(|path| data.join(path).exists());
    for entry in fs::read_dir(data.join("brands")).expect("brands") {
        let name = entry.expect("a brand").file_name();
        paths.push(format!("brands/{}", name.to_str().expect("a plain name")));
    }
    paths.sort();
    let text = |path: &String| fs::read_to_string(data.join(path)).expect("text");
    paths
        .iter()
        .map(|path| (path.clone(), text(path)))
        .collect()
});

/// The real files, that at `path` holding `bytes` instead.
pub(crate) fn real_but(path: &str, bytes: &[u8]) -> Vec<File> {
    let file = |(real, text): &(String, String)| File {
        path: real.clone(),
        bytes: if real == path {
            bytes.to_vec()
        } else {
            text.clone().into_bytes()
        },
    };
    REAL.iter().map(file).collect()
}

/// The data of a project.
fn data(root: &Path) -> Data {
    Data::of(root, None)
}

#[test]
fn the_real_data_is_sound() {
    let reading =
        desk::data::judge(&data(Path::new(env!("CARGO_MANIFEST_DIR")))).expect("readable");
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let brands = REAL.iter().filter(|(path, _)| path.starts_with("brands/"));
    assert_eq!(reading.brands.len(), brands.count());
    assert_eq!(reading.catalogue.cards.len(), reading.brands.len());
}

// Small data.

/// The smallest files in which everything that can be wrong has a place.
pub(crate) const SMALL: [(&str, &str); 13] = [
    (
        "documents.json",
        r#"{"documents": [{"id": "paper", "title": "一份材料", "short": "材料", "kind": "报纸版面"}]}"#,
    ),
    (
        "needs.json",
        r#"{"needs": [{"id": "jijiu", "name": "急救"}]}"#,
    ),
    (
        "places.json",
        r#"{"places": [{"id": "city", "name": "市", "sources": ["paper"]}, {"id": "town", "name": "镇", "parent": "city", "sources": ["paper"]}]}"#,
    ),
    (
        "institutions.json",
        r#"{"institutions": [{"id": "hospital", "name": "医院", "other_names": [{"text": "市医院", "sources": ["paper"]}], "place": "town", "sources": ["paper"]}]}"#,
    ),
    (
        "brands/above.json",
        r#"{"id": "above", "order": 1, "name": "上", "kind": "系统品牌", "emblem": "torch", "owner": "hospital", "summary": {"text": "上级品牌。", "sources": ["paper"]}}"#,
    ),
    (
        "brands/below.json",
        r#"{
  "id": "below",
  "order": 2,
  "name": "下",
  "kind": "机构品牌",
  "emblem": "heart",
  "owner": "hospital",
  "parent": {"brand": "above", "basis": "原文", "text": "原文写明。", "sources": ["paper"]},
  "summary": {"text": "下级品牌。", "sources": ["paper"]},
  "slogan": {"text": "一心一意", "sources": ["paper"]},
  "initiatives": [
    {
      "id": "first",
      "name": "第一件",
      "kind": "服务",
      "summary": {"text": "做一件事。", "sources": ["paper"]},
      "figures": [{"value": "3", "unit": "次", "label": "做过", "sources": ["paper"]}],
      "places": ["town"]
    },
    {"id": "second", "name": "第二件", "kind": "项目", "summary": {"text": "做另一件。", "sources": ["paper"]}}
  ],
  "honours": [{"name": "奖", "level": "全国", "sources": ["paper"]}],
  "events": [{"year": 2020, "month": 10, "day": 22, "text": "有一天。", "sources": ["paper"]}],
  "partners": [{"name": "医院", "institution": "hospital", "sources": ["paper"]}],
  "needs": ["jijiu"],
  "places": ["city"]
}"#,
    ),
    (
        "synonyms.json",
        r#"{"synonyms": [{"words": ["总牌子"], "means": ["上级品牌"]}]}"#,
    ),
    (
        "everyday.json",
        r#"{"everyday": [{"words": ["教人救人", "学…救"], "means": ["jijiu", "below/first"], "weight": 3}, {"words": ["怎么"], "means": []}, {"words": ["猫"], "means": [], "weight": 0}]}"#,
    ),
    (
        "urgent.json",
        r#"{"urgent": [{"id": "danger", "text": "请拨打 120。", "lobby": "请拨打 120。", "numbers": ["120"], "always": ["救命"], "topics": ["中风"], "ordinary": ["～康复"], "needs": ["jijiu"]}]}"#,
    ),
    (
        "redirects.json",
        r#"{"redirects": [{"from": "brands/old/", "to": "brands/below/"}]}"#,
    ),
    (
        "gallery.json",
        r#"{"name": "一馆", "subject": "一座城的服务品牌", "seal": "一", "examples": ["急救"]}"#,
    ),
    (
        "private.json",
        r#"{"private": ["沃女士", "竺大伯", "73岁", "结霜症女工", "27182818"]}"#,
    ),
    (
        "media.json",
        r#"{"media": [{"id": "photo", "file": "photo.jpg", "role": "活动", "brand": "below", "initiative": "first", "alt": "两个人走在路上", "caption": "走村。", "credit": "市医院", "licence": "本单位所有", "consent": {"seen": ["职工"], "basis": "口头同意", "scope": "网页"}}]}"#,
    ),
];

pub(crate) fn small() -> Vec<File> {
    let file = |(path, text): (&str, &str)| File {
        path: path.to_owned(),
        bytes: text.into(),
    };
    SMALL.map(file).into()
}

/// The small data, the file at `path` changed by `change`.
pub(crate) fn small_but(path: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<File> {
    let mut files = small();
    let file = files.iter_mut().find(|file| file.path == path);
    change(&mut file.expect("a small file").bytes);
    files
}

/// Problems as (file, record, field, sentence).
pub(crate) fn said(reading: &Reading) -> Vec<(&str, &str, &str, &str)> {
    let parts = reading.problems.iter().map(|problem| {
        (
            problem.file.as_str(),
            problem.record.as_str(),
            problem.field.as_str(),
            problem.sentence.as_str(),
        )
    });
    parts.collect()
}

pub(crate) const ABOVE: &str = "brands/above.json";
pub(crate) const BELOW: &str = "brands/below.json";

// From disk.

/// A project folder with the small data, each file as `change` leaves it.
pub(crate) fn folder(name: &str, change: impl Fn(&str, &mut Vec<u8>)) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let data = root.join("public/data");
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(data.join("brands")).expect("a folder");
    for mut file in small() {
        change(&file.path, &mut file.bytes);
        // The private list is outside of what is published.
        let place = match file.path.as_str() {
            "private.json" => root.join(desk::data::PRIVATE),
            path => data.join(path),
        };
        fs::write(place, &file.bytes).expect("written");
    }
    let photograph = "tests/fixtures/second/media/touxi-lou.jpg";
    let photograph = Path::new(env!("CARGO_MANIFEST_DIR")).join(photograph);
    fs::create_dir_all(data.join("media")).expect("a folder");
    fs::copy(photograph, data.join("media/photo.jpg")).expect("a copy");
    root
}

#[test]
fn a_folder_is_judged_as_its_files_are() {
    let root = folder("sound", |_, _| ());
    assert_eq!(
        said(&desk::data::judge(&data(&root)).expect("readable")),
        []
    );
    assert!(desk::data::sound(data(&root)).is_ok());

    let root = folder("unsound", |path, bytes| {
        if path == BELOW {
            bytes.resize(50 << 20, b'x')
        }
    });
    let reading = desk::data::judge(&data(&root)).expect("readable");
    assert!(matches!(said(&reading)[..], [(BELOW, "", "", why)] if why.contains("超过")));
    let failure = desk::data::sound(data(&root))
        .err()
        .expect("a failure")
        .to_string();
    assert!(failure.contains("1 处问题"), "{failure}");

    let root = folder("undrawn", |path, bytes| {
        if path == ABOVE {
            *bytes = String::from_utf8_lossy(bytes)
                .replace("torch", "unicorn")
                .into_bytes();
        }
    });
    let reading = desk::data::judge(&data(&root)).expect("readable");
    assert!(
        matches!(said(&reading)[..], [(ABOVE, "above", "emblem", why)] if why.contains("“unicorn”")),
        "{:#?}",
        said(&reading)
    );
}

#[test]
fn a_folder_that_cannot_be_read_is_a_sentence() {
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nowhere");
    let _ = fs::remove_dir_all(&nowhere);
    let failure = desk::data::judge(&data(&nowhere))
        .err()
        .expect("a failure")
        .to_string();
    assert!(
        failure.contains("public/data") && failure.ends_with('。'),
        "{failure}"
    );

    let root = folder("odd", |_, _| ());
    let brands = root.join("public/data/brands");
    fs::remove_dir_all(&brands).expect("gone");
    fs::write(&brands, "not a folder").expect("written");
    let failure = desk::data::judge(&data(&root))
        .err()
        .expect("a failure")
        .to_string();
    assert!(
        failure.contains("brands") && failure.ends_with('。') && !failure.contains("os error"),
        "{failure}"
    );
}

// Any input.

/// A change of bytes: where (of 65536 parts), what, with which byte, how long.
pub(crate) type Edit = (u16, u8, u8, u8);

pub(crate) fn edit(bytes: &mut Vec<u8>, edits: &[Edit]) {
    for (part, what, byte, length) in edits {
        let at = bytes.len() * usize::from(*part) / 65536;
        let end = (at + usize::from(*length)).min(bytes.len());
        match what % 6 {
            0 if at < bytes.len() => bytes[at] = *byte,
            1 => drop(bytes.drain(at..end)),
            2 => bytes.insert(at, *byte),
            3 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            // What JSON is made of hurts it more than any other byte.
            4 => bytes.insert(at, b"{}[]\",:\\0-nu"[usize::from(*byte) % 12]),
            5 => bytes.truncate(bytes.len() - usize::from(*length).min(bytes.len())),
            _ => {}
        }
    }
}

pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(any::<Edit>(), 1..6)
}

/// Any text, characters that JSON has to escape among them.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let odd = vec![
        '"',
        '\\',
        '/',
        '\n',
        '\r',
        '\t',
        '\u{8}',
        '\u{c}',
        '\0',
        '\u{1f}',
        '\u{7f}',
        '\u{2028}',
        '\u{d7ff}',
        '\u{e000}',
        '\u{ffff}',
        '\u{10000}',
        '\u{10ffff}',
        '甬',
        '𠮷',
        'u',
        '+',
    ];
    prop::collection::vec(prop_oneof![any::<char>(), prop::sample::select(odd)], 0..12)
        .prop_map(String::from_iter)
}

pub(crate) fn slug() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}"
}

/// Puts `new` in the place of the node that `path` leads to.
pub(crate) fn replace(value: &mut Value, path: &[u8], new: Value) {
    let at = |length: usize| path.first().map(|step| usize::from(*step) % length);
    let below = match value {
        Value::Array(items) if !items.is_empty() => at(items.len()).map(|at| &mut items[at]),
        Value::Object(fields) if !fields.is_empty() => {
            at(fields.len()).and_then(|at| fields.values_mut().nth(at))
        }
        _ => None,
    };
    match below {
        Some(below) => replace(below, &path[1..], new),
        None => *value = new,
    }
}

pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        slug().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

pub(crate) fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["id", "name", "text", "sources", "parent", "order"])
            .prop_map(str::to_owned),
        text()
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_real_file_with_any_bytes_changed_never_ends_the_program(at in any::<prop::sample::Index>(), edits in edits()) {
        let (path, text) = &REAL[at.index(REAL.len())];
        let mut bytes = text.clone().into_bytes();
        edit(&mut bytes, &edits);
        let reading = read(&[File { path: path.clone(), bytes: bytes.clone() }]);
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        // What could not be read is said; what could is what the browser reads.
        match json::from_str::<Brand>(text) {
            Some(brand) => prop_assert_eq!(reading.brands, [brand]),
            None if path.starts_with("brands/") => prop_assert!(reading.problems.iter().any(|problem| problem.file == *path)),
            None => {}
        }
    }

    #[test]
    fn a_real_file_with_any_value_in_it_never_ends_the_program(at in any::<prop::sample::Index>(), path in prop::collection::vec(any::<u8>(), 0..5), new in any_value()) {
        let (file, text) = &REAL[at.index(REAL.len())];
        let mut value: Value = serde_json::from_str(text).expect("JSON");
        replace(&mut value, &path, new);
        let text = value.to_string();
        let reading = read(&real_but(file, text.as_bytes()));
        if reading.problems.is_empty() && file.starts_with("brands/") {
            let brand = json::from_str::<Brand>(&text);
            prop_assert!(brand.is_some_and(|brand| reading.brands.contains(&brand)));
        }
    }
}
