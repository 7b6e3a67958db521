//! The browser's JSON reader reads what the command line wrote, and nothing that it would not.

use crate::{REAL, SMALL, edit, edits, slug, text};
use brand_gallery::catalogue::file::{
    Changes, Documents, EverydayWords, Institutions, Needs, Places, Private, Redirects,
    RetiredRecords, Reviews, Synonyms, UrgentNotices,
};
use brand_gallery::catalogue::{Brand, Catalogue, Gallery, Need, Place, json};
use brand_gallery::desk::data;
use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;

fn slugs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(slug(), 0..3)
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..3)
}

fn optional(
    value: impl Strategy<Value = impl Into<Value> + std::fmt::Debug>,
) -> impl Strategy<Value = Value> {
    prop::option::of(value).prop_map(|value| value.map_or(Value::Null, Into::into))
}

fn words(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

const KINDS: &[&str] = &[
    "系统品牌",
    "机构品牌",
    "支部品牌",
    "案例",
    "活动",
    "服务",
    "联盟",
    "阵地",
    "成效",
];
const LEVELS: &[&str] = &["入选", "全国", "赛区", "全省", "全市"];

/// An entry, and with `own` fields more a card.
fn entry() -> impl Strategy<Value = Value> {
    let head = (
        slug(),
        text(),
        texts(),
        words(KINDS),
        optional(slug()),
        text(),
    );
    let tail = (
        prop::collection::vec(words(LEVELS), 0..3),
        slugs(),
        slugs(),
        slugs(),
    );
    (head, tail).prop_map(|((id, name, other_names, kind, owner, summary), (levels, needs, places, partners))| {
        serde_json::json!({
            "id": id, "name": name, "other_names": other_names, "kind": kind, "owner": owner, "summary": summary,
            "levels": levels, "needs": needs, "places": places, "partners": partners,
        })
    })
}

fn card() -> impl Strategy<Value = Value> {
    let own = (
        slug(),
        slug(),
        optional(text()),
        optional(slug()),
        optional(text()),
        optional(any::<u16>()),
    );
    (entry(), own, prop::collection::vec(entry(), 0..3)).prop_map(
        |(mut card, (owner, emblem, title, parent, slogan, year), initiatives)| {
            for (key, value) in [
                ("owner", owner.into()),
                ("emblem", emblem.into()),
                ("title", title),
                ("parent", parent),
                ("slogan", slogan),
                ("year", year),
                ("initiatives", initiatives.into()),
            ] {
                card[key] = value;
            }
            card
        },
    )
}

fn catalogue() -> impl Strategy<Value = Catalogue> {
    let statement = (text(), slugs())
        .prop_map(|(text, sources)| serde_json::json!({"text": text, "sources": sources}));
    let institution = (slug(), text(), prop::collection::vec(statement, 0..3), optional(slug()), slugs()).prop_map(
        |(id, name, other_names, place, sources)| serde_json::json!({"id": id, "name": name, "other_names": other_names, "place": place, "sources": sources}),
    );
    let place = (slug(), text(), optional(slug()), slugs())
        .prop_map(|(id, name, parent, sources)| serde_json::json!({"id": id, "name": name, "parent": parent, "sources": sources}));
    let need = (slug(), text()).prop_map(|(id, name)| serde_json::json!({"id": id, "name": name}));
    let document = (slug(), text(), text(), text(), optional(text()), optional(text()), optional(text())).prop_map(
        |(id, title, short, kind, publisher, byline, date)| {
            serde_json::json!({"id": id, "title": title, "short": short, "kind": kind, "publisher": publisher, "byline": byline, "date": date})
        },
    );
    let list = |value| prop::collection::vec(value, 0..3);
    (list(card().boxed()), list(institution.boxed()), list(place.boxed()), list(need.boxed()), list(document.boxed())).prop_map(
        |(cards, institutions, places, needs, documents)| {
            let value = serde_json::json!({"cards": cards, "institutions": institutions, "places": places, "needs": needs, "documents": documents});
            serde_json::from_value(value).expect("a catalogue")
        },
    )
}

/// `text` as a JSON string, each character written in the way that its byte of `ways` says.
fn written(text: &str, ways: &[u8]) -> String {
    let mut json = String::from('"');
    for (at, c) in text.chars().enumerate() {
        let way = ways.get(at).copied().unwrap_or(0);
        let short = match c {
            '\n' => Some('n'),
            '\r' => Some('r'),
            '\t' => Some('t'),
            '\u{8}' => Some('b'),
            '\u{c}' => Some('f'),
            '"' | '\\' | '/' => Some(c),
            _ => None,
        };
        let plain = !matches!(c, '"' | '\\') && c >= ' ';
        match (way % 3, short) {
            (0, _) if plain => json.push(c),
            (1, Some(short)) => json.extend(['\\', short]),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let hex = if way % 2 == 0 {
                        format!("\\u{unit:04x}")
                    } else {
                        format!("\\u{unit:04X}")
                    };
                    json.push_str(&hex);
                }
            }
        }
    }
    json + "\""
}

/// What must hold for any text whatever: where the browser reads a value, serde_json reads the same.
fn agrees<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    if let Some(value) = json::from_str::<T>(text) {
        assert_eq!(serde_json::from_str::<T>(text).ok(), Some(value), "{text}");
    }
}

#[test]
fn the_browser_reads_every_real_file_as_the_desk_does() {
    fn same<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
        let desk: T = serde_json::from_str(text).expect("JSON");
        assert_eq!(json::from_str::<T>(text).as_ref(), Some(&desk));
    }
    for (path, text) in REAL.iter() {
        match path.as_str() {
            "institutions.json" => same::<Institutions>(text),
            "places.json" => same::<Places>(text),
            "needs.json" => same::<Needs>(text),
            "documents.json" => same::<Documents>(text),
            "synonyms.json" => same::<Synonyms>(text),
            "everyday.json" => same::<EverydayWords>(text),
            "urgent.json" => same::<UrgentNotices>(text),
            "redirects.json" => same::<Redirects>(text),
            "retired.json" => same::<RetiredRecords>(text),
            "changes.json" => same::<Changes>(text),
            "gallery.json" => same::<Gallery>(text),
            "private.json" => same::<Private>(text),
            "reviewed.json" => same::<Reviews>(text),
            _ => same::<Brand>(text),
        }
    }
    let reading = data::judge(&data::Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None))
        .expect("readable");
    // Answers to the legal check are not published.
    let published = Catalogue {
        quotations: Vec::new(),
        ..reading.catalogue
    };
    let written = serde_json::to_string(&published).expect("JSON");
    assert_eq!(json::from_str::<Catalogue>(&written), Some(published));
}

#[test]
fn what_serde_json_refuses_the_browser_refuses() {
    let need = |name: &str| format!(r#"{{"id": "a", "name": {name}}}"#);
    let names = [
        r#""\u+123""#,
        r#""\u 123""#,
        r#""\u12""#,
        r#""\u""#,
        r#""\ud800""#,
        r#""\udc00""#,
        r#""\ud800\u0041""#,
        r#""\ud83d\ue000""#,
        r#""\ud83d\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\x41""#,
        r#""\"#,
        r#""\""#,
        "\"\\é\"",
        "\"\\\u{1f600}\"",
        "\"\n\"",
        "\"\0\"",
        "\"a",
        "a\"",
        "'a'",
        "null",
        "nul",
        "5",
        "",
        "[]",
        "{}",
        "\"a\" \"b\"",
    ];
    for name in names {
        let text = need(name);
        assert!(serde_json::from_str::<Need>(&text).is_err(), "{text}");
        assert_eq!(json::from_str::<Need>(&text), None, "{text}");
    }
    for text in [
        "",
        " ",
        "null",
        "[]",
        "{",
        "}",
        "{}",
        "{,}",
        r#"{"id": "a"}"#,
        r#"{"id": "a", "name": "b",}"#,
        r#"{"id": "a" "name": "b"}"#,
        r#"{"id": "a", "name": "b"}x"#,
        r#"{"id": "a", "name": "b"}}"#,
        r#"{"id": "A", "name": "b"}"#,
        r#"{"id": "a", "name": "b", "name": "b"}"#,
        r#"{"id": "a", "name": "b", "more": "c"}"#,
        r#"{"id": "a", "name": "b"]"#,
        r#"{id: "a", "name": "b"}"#,
    ] {
        assert!(serde_json::from_str::<Need>(text).is_err(), "{text}");
        assert_eq!(json::from_str::<Need>(text), None, "{text}");
    }
    for order in [
        "01",
        "-1",
        "1.1234567",
        "1e9",
        "1000000000",
        "99999999999999999999999",
        "+1",
        "",
        "\"1\"",
        "null",
        "0x1",
    ] {
        let text = SMALL[4]
            .1
            .replace(r#""order": 1"#, &format!(r#""order": {order}"#));
        assert!(serde_json::from_str::<Brand>(&text).is_err(), "{text}");
        assert_eq!(json::from_str::<Brand>(&text), None, "{text}");
    }
    for text in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("{}{}", "[".repeat(200), "]".repeat(200)),
    ] {
        assert_eq!(json::from_str::<Vec<Need>>(&text), None);
        assert_eq!(json::from_str::<Brand>(&text), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_browser_reads_what_the_desk_writes(catalogue in catalogue()) {
        let compact = serde_json::to_string(&catalogue).expect("JSON");
        let pretty = serde_json::to_string_pretty(&catalogue).expect("JSON");
        for text in [compact, pretty] {
            let read = json::from_str::<Catalogue>(&text);
            prop_assert_eq!(read.as_ref(), Some(&catalogue));
        }
    }

    #[test]
    fn a_text_may_be_escaped_in_any_way(name in text(), ways in prop::collection::vec(any::<u8>(), 12)) {
        let text = format!(r#"{{"id": "a", "name": {}}}"#, written(&name, &ways));
        let need = json::from_str::<Need>(&text);
        prop_assert_eq!(need.as_ref().map(|need| need.name.as_str()), Some(name.as_str()));
        prop_assert_eq!(need, serde_json::from_str(&text).ok());
    }

    #[test]
    fn the_browser_reads_nothing_that_the_desk_would_not(edits in edits(), at in any::<prop::sample::Index>()) {
        let (path, text) = &REAL[at.index(REAL.len())];
        let mut bytes = text.clone().into_bytes();
        edit(&mut bytes, &edits);
        let text = String::from_utf8_lossy(&bytes);
        match path.as_str() {
            "places.json" => agrees::<Places>(&text),
            "institutions.json" => agrees::<Institutions>(&text),
            "needs.json" => agrees::<Needs>(&text),
            "documents.json" => agrees::<Documents>(&text),
            "synonyms.json" => agrees::<Synonyms>(&text),
            "urgent.json" => agrees::<UrgentNotices>(&text),
            "everyday.json" => agrees::<EverydayWords>(&text),
            "redirects.json" => agrees::<Redirects>(&text),
            "retired.json" => agrees::<RetiredRecords>(&text),
            "changes.json" => agrees::<Changes>(&text),
            _ => agrees::<Brand>(&text),
        }
    }

    #[test]
    fn no_row_of_tokens_reads_otherwise(tokens in prop::collection::vec(prop::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"id\"", "\"name\"", "\"a\"", "\"", "\\", "\\u", "0061", "+061", "d83d", "de00", "\\ud83d", "\\ude00", "\\u0041", "\\n", "null",
        "0", "甬", " ", "\n", "{\"id\":\"a\",\"name\":\"", "\"}", "[{\"id\":\"a\",\"name\":\"", "\"}]",
    ]), 0..12)) {
        let text = tokens.concat();
        agrees::<Need>(&text);
        agrees::<Vec<Need>>(&text);
        agrees::<Place>(&text);
    }
}
