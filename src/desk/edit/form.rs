//! Form descriptions: the fields of each kind of data file, and what may be entered in each.
//!
//! [`form`] turns the schema of a kind of file, which is generated from the types that are read, into the description that the editor's page draws: for
//! each field its key, its Chinese label, whether it is required, and its shape. [`choices`] gives the records that a reference may name.
//! A field of a shape without a control is left out; a test ensures that there is none.

use crate::catalogue::Kind as Word;
use crate::catalogue::check::Reading;
use crate::catalogue::file::Kind;
use crate::components::motifs;
use crate::desk::colours;
use crate::desk::schema::schema;
use serde_json::{Map, Value, json};

/// The fields that hold ids, each with its list in [`choices`].
pub const REFERENCES: [(&str, &str); 15] = [
    ("owner", "institutions"),
    ("institution", "institutions"),
    ("brand", "brands"),
    ("initiative", "initiatives"),
    ("place", "places"),
    ("parent", "places"),
    ("places", "places"),
    ("sources", "documents"),
    ("quotes", "documents"),
    ("needs", "needs"),
    ("emblem", "emblems"),
    ("core", "brands"),
    ("home", "places"),
    ("service", "services"),
    ("not_services", "needs"),
];

/// Fields whose texts can be as long as a paragraph.
const LONG: [&str; 4] = ["text", "title", "sentence", "why"];

/// Help texts of the form, where the schema's description is about files.
const HINTS: [(&str, &str); 9] = [
    ("kind", ""),
    ("figures", "数和单位连起来就是材料的原文。"),
    ("basis", "材料写明的是“原文”，从材料推断的是“推断”。"),
    ("parent", ""),
    ("institution", "合作方已登记为机构时才填。"),
    ("of", "几分之几或第几名时，一共多少。"),
    ("core", "矩阵从它开始。"),
    ("home", "最外面的一层，里面的地方列在它下面。"),
    (
        "colours",
        "从深到浅，点色块可以挑。检查会看深浅够不够分明；去掉就用原来的。",
    ),
];

/// The name of a kind of file.
pub fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Brand => "品牌",
        Kind::Institutions => "机构",
        Kind::Places => "地方",
        Kind::Needs => "需求",
        Kind::Documents => "材料",
        Kind::Synonyms => "日常用语",
        Kind::Everyday => "说法和需求",
        Kind::Urgent => "危急提示",
        Kind::Redirects => "改过的网址",
        Kind::Retired => "停用的网址",
        Kind::Changes => "本馆的改动",
        Kind::Gallery => "本馆的名称和颜色",
        Kind::Private => "不得公开的字",
        Kind::Reviewed => "法规检查的答复",
        Kind::Media => "图片和文件",
    }
}

/// The form of a kind of file: its one list, where it is a register, and the fields of every record.
pub fn form(kind: Kind) -> Option<Value> {
    let schema = schema(kind);
    let mut records = Map::new();
    let defined = schema["$defs"].as_object();
    let objects = defined.into_iter().flatten();
    for (name, record) in objects.filter(|(_, record)| record["properties"].is_object()) {
        records.insert(name.clone(), fields(&schema, name, record)?);
    }
    records.insert("".to_owned(), fields(&schema, "", &schema)?);
    Some(
        json!({ "called": called(kind), "list": kind.list(), "secret": kind.is_secret(), "records": records }),
    )
}

fn fields(schema: &Value, record: &str, of: &Value) -> Option<Value> {
    let required: Vec<&str> = (of["required"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .collect();
    let mut fields = Vec::new();
    for (name, property) in of["properties"].as_object()? {
        // Who writes a file names its schema: `format` does.
        if name == "$schema" {
            continue;
        }
        let shape = shape(schema, record, name, property)?;
        let own = HINTS.iter().find(|(field, _)| field == name);
        let hint = match (own, shape.get("refer").or(shape["list"].get("refer"))) {
            (Some((_, hint)), _) => *hint,
            // What may be chosen is seen there.
            (None, Some(_)) => "",
            _ => property["description"].as_str()?,
        };
        fields.push(json!({
            "name": name, "label": property["title"], "hint": hint, "required": required.contains(&name.as_str()), "shape": shape,
        }));
    }
    Some(fields.into())
}

/// The control of a field, as one of the words that the page knows.
fn shape(schema: &Value, record: &str, field: &str, property: &Value) -> Option<Value> {
    // Of what may be missing the schema says “this, or null”.
    if let Some(either) = property["anyOf"].as_array() {
        return shape(schema, record, field, either.first()?);
    }
    if let Some(name) = (property["$ref"].as_str()).and_then(|it| it.strip_prefix("#/$defs/")) {
        let defined = &schema["$defs"][name];
        if defined["properties"].is_object() {
            return Some(json!({ "record": name }));
        }
        if let Some(words) = defined["oneOf"].as_array() {
            let words = words.iter().filter_map(|word| word["const"].as_str());
            let words: Vec<&str> = words.filter(|word| is_of(record, field, word)).collect();
            return Some(json!({ "choice": words }));
        }
        return Some(match reference(field) {
            Some(list) => json!({ "refer": list }),
            None if field == "id" => json!({ "id": true }),
            None => return None,
        });
    }
    let is = |wanted: &str| match &property["type"] {
        Value::String(named) => named == wanted,
        Value::Array(named) => named.iter().any(|named| named == wanted),
        _ => false,
    };
    if is("array") {
        let house = colours::house(field);
        if !house.is_empty() {
            return Some(json!({ "list": { "text": "colour" }, "first": house }));
        }
        let item = shape(schema, record, field, &property["items"])?;
        return Some(json!({ "list": item }));
    }
    if is("integer") || is("number") {
        let range = [&property["minimum"], &property["maximum"]];
        return Some(json!({ "number": range, "decimals": is("number") }));
    }
    if let Some(list) = reference(field).filter(|_| is("string")) {
        return Some(json!({ "refer": list }));
    }
    is("string").then(|| json!({ "text": if LONG.contains(&field) { "long" } else { "line" } }))
}

/// The list in [`choices`] of which a field names an id.
fn reference(field: &str) -> Option<&'static str> {
    let found = REFERENCES.iter().find(|(name, _)| *name == field);
    found.map(|(_, list)| *list)
}

/// Whether a word of the vocabulary is offered here: some kinds are of brands, some of initiatives.
fn is_of(record: &str, field: &str, word: &str) -> bool {
    let kind = Word::ALL.iter().find(|kind| kind.word() == word);
    match (record, field, kind) {
        ("", "kind", Some(kind)) => kind.is_brand(),
        ("Initiative", "kind", Some(kind)) => kind.is_initiative(),
        _ => true,
    }
}

/// The records that references may name, as pairs of id and name.
pub fn choices(reading: &Reading) -> Value {
    let catalogue = &reading.catalogue;
    let pairs = |pairs: Vec<(String, &str)>| -> Value {
        let pairs = pairs.into_iter().map(|(id, name)| json!([id, name]));
        pairs.collect::<Vec<Value>>().into()
    };
    macro_rules! list {
        ($list:expr, $name:ident) => {
            pairs(
                $list
                    .iter()
                    .map(|it| (it.id.to_string(), it.$name.as_str()))
                    .collect(),
            )
        };
    }
    let services = catalogue.institutions.iter().flat_map(|institution| {
        let all = institution.services.iter();
        all.map(|it| {
            let id = format!("{}/{}", institution.id, it.id);
            json!([id, format!("{} · {}", institution.name, it.name)])
        })
    });
    // An id that several brands use is offered once: the brand beside it says whose it is.
    let mut initiatives: Vec<(String, &str)> = Vec::new();
    for entry in catalogue.cards.iter().flat_map(|card| &card.initiatives) {
        if !initiatives.iter().any(|(id, _)| *id == entry.id.as_str()) {
            initiatives.push((entry.id.to_string(), entry.name.as_str()));
        }
    }
    json!({
        "initiatives": pairs(initiatives),
        "services": services.collect::<Vec<Value>>(),
        "institutions": list!(catalogue.institutions, name),
        "places": list!(catalogue.places, name),
        "needs": list!(catalogue.needs, name),
        "documents": list!(catalogue.documents, short),
        "brands": list!(catalogue.cards, name),
        "emblems": pairs(motifs().map(|motif| (motif.to_owned(), motif)).collect()),
    })
}
