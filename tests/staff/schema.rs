//! The schemas and the reader accept the same records.

use crate::{REAL, root, text};
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::data::DATA;
use brand_gallery::desk::format;
use brand_gallery::desk::schema::{FIELDS, schema};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static SCHEMAS: LazyLock<Vec<(Kind, Validator)>> = LazyLock::new(|| {
    let compiled = |kind| jsonschema::validator_for(&schema(kind)).expect("a schema");
    Kind::ALL.map(|kind| (kind, compiled(kind))).into()
});

fn validator(kind: Kind) -> &'static Validator {
    let (_, validator) = SCHEMAS.iter().find(|(of, _)| *of == kind).expect("a kind");
    validator
}

/// A whole record of each kind, every field in it.
static WHOLE: LazyLock<Vec<(Kind, Value)>> = LazyLock::new(|| {
    let passage = json!({"heading": "一", "text": "二", "sources": ["a"]});
    let statement = json!({"text": "二", "sources": ["a"]});
    let figure = json!({"value": "3", "unit": "次", "label": "做过", "of": 4, "when": "去年", "scope": "全市", "sources": ["a"]});
    let honour = json!({"name": "奖", "level": "全国", "text": "文", "when": "去年", "by": "谁", "sources": ["a"]});
    let event =
        json!({"when": "去年", "year": 2020, "month": 2, "day": 3, "text": "事", "sources": ["a"]});
    let person = json!({"name": "人", "role": "书记", "text": "文", "sources": ["a"]});
    let partner = json!({"name": "院", "institution": "h", "text": "文", "sources": ["a"]});
    let checked = json!({"on": "2026-01-02", "by": "职"});
    let initiative = json!({"id": "i", "name": "名", "other_names": [statement], "kind": "服务", "owner": "h", "summary": statement, "guide": [passage],
        "details": [passage], "notes": [passage], "figures": [figure], "honours": [honour], "events": [event], "people": [person],
        "partners": [partner], "needs": ["n"], "places": ["p"], "service": "h/s", "checked": checked});
    let brand = json!({"$schema": "x", "id": "b", "order": 1, "name": "名", "english": "n", "title": "题", "other_names": [statement], "kind": "案例",
        "emblem": "heart", "drawn": ["做过"], "owner": "h", "parent": {"brand": "c", "basis": "原文", "text": "文", "sources": ["a"]}, "summary": statement,
        "summary_english": "s", "slogan": statement, "guide": [passage], "meaning": [passage], "origin": [passage], "work": [passage], "results": [passage], "notes": [passage],
        "initiatives": [initiative], "figures": [figure], "honours": [honour], "events": [event], "people": [person],
        "partners": [partner], "needs": ["n"], "places": ["p"], "service": "h/s", "checked": checked});
    let hours = json!({"days": "周一至周五、节假日", "opens": "08:00", "closes": "24:00"});
    let exception = json!({"on": "2026-01-02", "until": "2028-02-29", "opens": "08:00", "closes": "12:00", "text": "因"});
    let booking = json!({"kind": "小程序", "name": "名", "href": "https://example.org/a?b=c"});
    let alert = json!({"text": "文", "until": "2026-01-02"});
    let house = json!({"address": "址", "telephone": "010-1234 5678", "alert": alert, "hours": [hours], "exceptions": [exception], "booking": [booking],
        "languages": ["话"], "access": ["电梯"], "complaints": "诉", "checked": checked});
    let service = json!({"id": "s", "name": "名", "status": {"state": "暂停办理", "until": "2026-01-02", "text": "因"}, "alert": alert, "who": "谁", "window": "窗",
        "telephone": "120", "hours": [hours], "exceptions": [exception], "booking": [booking], "bring": "带", "fees": "费", "languages": ["话"],
        "access": ["手语"], "complaints": "诉", "checked": checked});
    let register = |kind: Kind, record: Value| {
        (
            kind,
            json!({"$schema": "x", (kind.list().expect("a list")): [record]}),
        )
    };
    let source = ["a"];
    vec![
        (Kind::Brand, brand),
        register(
            Kind::Institutions,
            json!({"id": "h", "name": "院", "english": "h", "summary_english": "s", "other_names": [statement], "place": "p", "sources": source, "checked": checked, "house": house, "services": [service]}),
        ),
        register(
            Kind::Places,
            json!({"id": "p", "name": "地", "english": "p", "parent": "q", "outline": "0,0 1,0 1,1", "sources": source}),
        ),
        register(
            Kind::Needs,
            json!({"id": "n", "name": "求", "english": "n", "summary_english": "s", "question": "问"}),
        ),
        register(
            Kind::Documents,
            json!({"id": "a", "title": "题", "short": "短", "kind": "报", "publisher": "社", "byline": "人", "date": "今天"}),
        ),
        register(
            Kind::Synonyms,
            json!({"words": ["一"], "means": ["二"], "note": "近而不同"}),
        ),
        register(
            Kind::Everyday,
            json!({"words": ["一"], "means": ["二"], "weight": 1, "reviewed": {"on": "2026-01-02", "by": "职"}}),
        ),
        register(
            Kind::Urgent,
            json!({"id": "u", "text": "拨 120", "english": "e", "lobby": "拨 120", "lobby_english": "e", "strip": "拨 120", "strip_english": "e",
                "numbers": ["120"], "always": ["甲乙"], "topics": ["丙丁"], "ordinary": ["～戊"], "needs": ["n"]}),
        ),
        register(
            Kind::Redirects,
            json!({"from": "brands/a/", "to": "brands/b/"}),
        ),
        register(
            Kind::Retired,
            json!({"from": "brands/a/", "name": "名", "english": "n", "since": "2026-01-01", "to": "brands/b/"}),
        ),
        register(
            Kind::Changes,
            json!({"id": "c", "on": "2026-01-01", "text": "文", "address": "about/"}),
        ),
        (
            Kind::Gallery,
            json!({"$schema": "x", "name": "馆", "subject": "牌", "seal": "字", "strokes": "M1 1", "core": "b", "chosen": "选",
                "home": "p", "not_services": ["n"], "highlights": [{"brand": "b", "label": "做过"}],
                "tours": [{"id": "t", "name": "题", "english": "t", "text": "文", "stops": [{"brand": "b", "initiative": "i", "text": "文", "sources": ["a"]}]}],
                "compare": "关", "check_days": 90, "time_zone": "-03:30", "holidays": [{"on": "2026-01-01", "until": "2026-01-03", "name": "假", "like": "周五"}], "operator": {"organiser": "办", "undertaker": "承", "icp": "号", "police": "号", "site_code": "码", "mark": "址", "elder_mark": "址",
                    "mail": "信", "page": "址", "telephone": "电"}, "feedback": "址", "examples": ["例"], "traditional": [{"simplified": "里", "traditional": "里"}], "english": {"name": "g", "subject": "s", "chosen": "c", "examples": ["e"]}, "colours": {"main": ["a"], "second": ["b"]}}),
        ),
        register(Kind::Private, json!("名")),
        register(
            Kind::Reviewed,
            json!({"brand": "b", "rule": "r", "sentence": "句", "quotes": "a", "by": "岗", "on": "2026-01-01", "why": "因"}),
        ),
        register(
            Kind::Media,
            json!({"id": "m", "file": "a.jpg", "role": "活动", "brand": "b", "initiative": "i", "institution": "h", "alt": "替代文字", "decoration": "是", "caption": "注",
                "credit": "谁", "licence": "权", "sources": ["a"], "date": "去年", "focus": {"x": 1, "y": 2},
                "consent": {"seen": ["职工"], "basis": "书面同意", "scope": "网页", "until": "2028-02-29", "withdrawn": "2026-01-02"}}),
        ),
    ]
});

/// Whether the reader takes it, and whether the schema does.
fn taken(kind: Kind, value: &Value) -> (bool, bool) {
    (
        format::text(kind, value).is_some(),
        validator(kind).is_valid(value),
    )
}

/// Every node of a value, by JSON pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                pointers(field, &format!("{at}/{key}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn both_take_every_real_file_and_every_whole_record() {
    for file in REAL.iter() {
        let kind = Kind::of(&file.path).expect("a kind");
        let value = serde_json::from_str(text(file)).expect("JSON");
        assert_eq!(taken(kind, &value), (true, true), "{}", file.path);
    }
    for (kind, value) in WHOLE.iter() {
        assert_eq!(taken(*kind, value), (true, true), "{kind:?}");
    }
}

#[test]
fn of_each_field_both_say_whether_it_may_be_missing_null_or_of_another_type() {
    let others = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(255),
        json!(256),
        json!(65535),
        json!(65536),
        json!(1.5),
        json!(1e300),
        json!(""),
        json!("a"),
        json!("A"),
        json!("a-b"),
        json!("a--b"),
        json!("../a"),
        json!("a\n"),
        json!("甲"),
        json!("a".repeat(64)),
        json!("a".repeat(65)),
        json!("全国"),
        json!("服务"),
        json!("原文"),
        json!([]),
        json!(["a"]),
        json!(["A"]),
        json!([null]),
        json!({}),
        json!({"text": "文", "sources": []}),
        json!({"text": "文", "sources": ["a"], "more": 1}),
    ];
    let (mut tried, mut refused) = (0, 0);
    for (kind, whole) in WHOLE.iter() {
        let mut all = Vec::new();
        pointers(whole, "", &mut all);
        for pointer in all {
            let mut changed: Vec<Value> = Vec::new();
            for other in &others {
                let mut value = whole.clone();
                *value.pointer_mut(&pointer).expect("a node") = other.clone();
                changed.push(value);
            }
            if let Some((above, key)) = pointer.rsplit_once('/') {
                let mut value = whole.clone();
                if let Some(Value::Object(fields)) = value.pointer_mut(above) {
                    let field = fields.shift_remove(key).expect("a field");
                    changed.push(value.clone());
                    let Some(Value::Object(fields)) = value.pointer_mut(above) else {
                        continue;
                    };
                    fields.insert(format!("{key}s"), field);
                    changed.push(value);
                }
            }
            for value in changed {
                let (reader, schema) = taken(*kind, &value);
                assert_eq!(reader, schema, "{kind:?}{pointer}: {value}");
                tried += 1;
                refused += usize::from(!reader);
            }
        }
    }
    assert!(
        tried > 3_000 && refused > 2_000 && refused < tried,
        "{tried} {refused}"
    );
}

/// Any value. A whole number that is written with a point is left out: JSON Schema calls it whole, the reader does not.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-70_000i64..70_000).prop_map(Value::from),
        (-9i32..9).prop_map(|number| Value::from(f64::from(number) + 0.5)),
        "[a-zA-Z0-9甲-]{0,6}".prop_map(Value::from),
        prop::sample::select(vec!["全国", "原文", "推断", "案例", "服务", "全市"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let key = prop::sample::select(Vec::from_iter(FIELDS.iter().map(|(name, ..)| *name)));
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..3).prop_map(|fields| {
                Value::Object(
                    fields
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}

#[test]
fn a_list_of_its_fields_values_is_no_record_for_either() {
    let (kind, whole) = WHOLE.first().expect("a brand");
    for (pointer, list) in [
        ("/summary", json!(["文", ["a"]])),
        ("/meaning/0", json!([null, "文", ["a"]])),
        ("/parent", json!(["c", "原文", "文", ["a"]])),
        ("/initiatives/0/summary", json!(["文", ["a"]])),
    ] {
        let mut value = whole.clone();
        *value.pointer_mut(pointer).expect("a record") = list;
        assert_eq!(taken(*kind, &value), (false, false), "{pointer}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_say_the_same_of_a_real_file_with_anything_in_it(
        at in any::<prop::sample::Index>(), changes in prop::collection::vec((any::<prop::sample::Index>(), any_value()), 1..3),
    ) {
        let file = &REAL[at.index(REAL.len())];
        let kind = Kind::of(&file.path).expect("a kind");
        let mut value: Value = serde_json::from_str(text(file)).expect("JSON");
        for (node, new) in changes {
            let mut all = Vec::new();
            pointers(&value, "", &mut all);
            *value.pointer_mut(&all[node.index(all.len())]).expect("a node") = new;
        }
        let (reader, schema) = taken(kind, &value);
        prop_assert_eq!(reader, schema, "{}", value);
    }
}

#[test]
fn the_schemas_beside_the_data_are_those_of_the_types() {
    for kind in Kind::ALL {
        let path = root().join(DATA).join(kind.schema());
        let lies = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            lies,
            format::schema_text(kind),
            "{}: run `cargo run -- fmt`",
            path.display()
        );
    }
}

#[test]
fn every_file_names_the_schema_of_its_kind_which_lies_there() {
    for file in REAL.iter() {
        let value: Value = serde_json::from_str(text(file)).expect("JSON");
        let path = root().join(DATA).join(&file.path);
        let named = value["$schema"].as_str().expect("a schema");
        let found = path
            .parent()
            .expect("a folder")
            .join(named)
            .canonicalize()
            .expect("a file");
        let wanted = Kind::of(&file.path).expect("a kind").schema();
        assert!(
            found.ends_with(&wanted),
            "{}: {}",
            file.path,
            found.display()
        );
    }
}

#[test]
fn every_field_has_a_name_for_people_and_no_name_is_left_over() {
    let mut fields = BTreeSet::new();
    for kind in Kind::ALL {
        let schema = schema(kind);
        let records = schema["$defs"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, record)| (name.to_lowercase(), record));
        for (name, record) in std::iter::once((String::new(), &schema)).chain(records) {
            for (field, property) in record["properties"].as_object().into_iter().flatten() {
                assert!(property["title"].is_string(), "{kind:?}: {field}");
                // One that means something else within its record than elsewhere.
                let own = format!("{name}.{field}");
                let is_own = FIELDS.iter().any(|(named, ..)| *named == own);
                fields.insert(if is_own { own } else { field.clone() });
            }
        }
    }
    let named: BTreeSet<String> = FIELDS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(named, fields);
}
