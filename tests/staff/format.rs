//! `fmt`: the data are written in one form, and nothing is lost.

use crate::{REAL, project, text};
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::{data, format};
use serde_json::Value;
use std::fs;

#[test]
fn the_data_that_is_committed_is_formatted() {
    for file in REAL.iter() {
        let kind = Kind::of(&file.path).expect("a kind");
        let wanted = format::formatted(kind, text(file));
        assert_eq!(
            Some(text(file)),
            wanted.as_deref(),
            "{}: run `cargo run -- fmt`",
            file.path
        );
    }
}

/// The keys of every record turned round, everything on one line, as another program might write it.
fn untidy(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(untidy).collect(),
        Value::Object(fields) => {
            let turned = fields
                .iter()
                .rev()
                .map(|(key, value)| (key.clone(), untidy(value)));
            Value::Object(turned.collect())
        }
        other => other.clone(),
    }
}

#[test]
fn however_a_file_was_written_it_is_formatted_alike_and_says_the_same() {
    for file in REAL.iter() {
        let kind = Kind::of(&file.path).expect("a kind");
        let value: Value = serde_json::from_str(text(file)).expect("JSON");
        let untidy = untidy(&value);
        let wide = serde_json::to_string_pretty(&untidy)
            .expect("JSON")
            .replace('\n', "\r\n\t");
        for written in [untidy.to_string(), wide, format!("\u{feff}{}", text(file))] {
            let formatted = format::formatted(kind, &written).expect("formatted");
            assert_eq!(formatted, text(file), "{}", file.path);
            let again: Value = serde_json::from_str(&formatted).expect("JSON");
            assert_eq!(again, value);
        }
    }
}

#[test]
fn a_change_of_one_word_is_a_change_of_one_line() {
    for file in REAL.iter().filter(|file| text(file).contains("宁波")) {
        let kind = Kind::of(&file.path).expect("a kind");
        let changed = text(file).replacen("宁波", "甬城", 1);
        let formatted = format::formatted(kind, &changed).expect("formatted");
        let lines = text(file).lines().zip(formatted.lines());
        assert_eq!(
            lines.filter(|(old, new)| old != new).count(),
            1,
            "{}",
            file.path
        );
        assert_eq!(text(file).lines().count(), formatted.lines().count());
    }
}

#[test]
fn a_file_that_cannot_be_read_is_left_as_it_is() {
    for broken in [
        "",
        "{",
        "null",
        "[]",
        "{\"needs\": [], \"needs\": []}",
        "{\"needs\": [{\"id\": \"a\", \"name\": \"b\", \"id\": \"c\"}]}",
    ] {
        assert_eq!(format::formatted(Kind::Needs, broken), None, "{broken}");
    }
    let root = project("left");
    let path = root.join(data::DATA).join("needs.json");
    fs::write(&path, "{\"needs\": [").expect("written");
    let brand = root.join(data::DATA).join("brands/gaoshan-xunhui.json");
    let tidy = fs::read_to_string(&brand).expect("a brand");
    fs::write(&brand, format!("\u{feff}{}", tidy.replace('\n', "\r\n"))).expect("written");
    let all = data::Data::of(&root, None);
    let failure = format::format(&all).expect_err("a failure");
    assert!(failure.to_string().contains("needs.json"), "{failure}");
    assert_eq!(fs::read_to_string(&path).expect("text"), "{\"needs\": [");
    // What can be read is formatted all the same, a byte order mark and Windows' ends of lines taken off.
    assert_eq!(fs::read_to_string(&brand).expect("text"), tidy);
}
