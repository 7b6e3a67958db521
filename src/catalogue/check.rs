//! Is the data whole, and does each record fit its neighbours?
//!
//! [`read`] takes the files as bytes and gives the brands and the catalogue of what could be read, and every [`Problem`] at once. The
//! shape is judged by the schema of the very types that the program reads ([`super::brand`]), the rest by the rules below. Reading
//! from disk is absent on purpose: bytes in, values out, so that any input can be tried in a test.

use super::{Brand, Card, Catalogue, Document, Institution, Need, Place, Problem, Slug};
use jsonschema::error::ValidationErrorKind;
use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashSet;

/// The largest file that is read, in bytes: forty times the largest brand of today.
pub const LARGEST_FILE: usize = 2 << 20;

/// The registers: a missing one is a problem of its own.
pub const REGISTERS: [&str; 4] = [
    "institutions.json",
    "places.json",
    "needs.json",
    "documents.json",
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
    /// All that is wrong, by file. Build only where there is nothing.
    pub problems: Vec<Problem>,
}

/// Reads all files and judges them.
pub fn read(files: &[File]) -> Reading {
    let mut reading = Reading::default();
    let problems = &mut reading.problems;
    for register in REGISTERS {
        if !files.iter().any(|file| file.path == register) {
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
        match path {
            "institutions.json" => {
                reading.catalogue.institutions =
                    parse::<Vec<Institution>>(file, problems).unwrap_or_default()
            }
            "places.json" => {
                reading.catalogue.places = parse::<Vec<Place>>(file, problems).unwrap_or_default()
            }
            "needs.json" => {
                reading.catalogue.needs = parse::<Vec<Need>>(file, problems).unwrap_or_default()
            }
            "documents.json" => {
                reading.catalogue.documents =
                    parse::<Vec<Document>>(file, problems).unwrap_or_default()
            }
            _ => match path
                .strip_prefix("brands/")
                .and_then(|name| name.strip_suffix(".json"))
            {
                Some(name) if Slug::parse(name).is_some() => {
                    let Some(brand) = parse::<Brand>(file, problems) else {
                        continue;
                    };
                    if brand.id.as_str() != name {
                        problems.push(problem(
                            path,
                            name,
                            "id",
                            format!("写的是“{}”，应与文件名“{name}”相同。", brand.id),
                        ));
                    }
                    reading.brands.push(brand);
                }
                _ => problems.push(problem(
                    path,
                    "",
                    "",
                    "程序不认识这个文件。品牌文件应为 brands/<拼音>.json。",
                )),
            },
        }
    }
    reading.brands.sort_by_key(|brand| brand.order);
    reading.catalogue.cards = reading.brands.iter().map(Card::of).collect();
    fit(&reading.brands, &reading.catalogue, &mut reading.problems);
    reading.problems.sort();
    reading.problems.dedup();
    reading
}

fn problem(file: &str, record: &str, field: &str, sentence: impl Into<String>) -> Problem {
    Problem {
        file: file.to_owned(),
        record: record.to_owned(),
        field: field.to_owned(),
        sentence: sentence.into(),
    }
}

// One file: bytes → text → JSON → shape → value.

fn parse<T: DeserializeOwned + JsonSchema>(file: &File, problems: &mut Vec<Problem>) -> Option<T> {
    let before = problems.len();
    let mut say =
        |field: &str, sentence: String| problems.push(problem(&file.path, "", field, sentence));
    if file.bytes.is_empty() {
        say("", "文件是空的。请从上一个版本恢复。".into());
        return None;
    }
    if file.bytes.len() > LARGEST_FILE {
        say(
            "",
            format!(
                "文件有 {} 字节，超过 {LARGEST_FILE} 字节的上限，没有读。",
                file.bytes.len()
            ),
        );
        return None;
    }
    let text = match std::str::from_utf8(&file.bytes) {
        Ok(text) if text.starts_with('\u{feff}') => {
            say("", "文件开头有 BOM。请存为“UTF-8（无 BOM）”。".into());
            return None;
        }
        Ok(text) => text,
        Err(error) => {
            say(
                "",
                format!(
                    "第 {} 字节起不是 UTF-8 文字。请存为 UTF-8。",
                    error.valid_up_to() + 1
                ),
            );
            return None;
        }
    };
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let place = format!("第 {} 行第 {} 列", error.line(), error.column());
            let what = if error.is_eof() {
                "文件没有写完"
            } else {
                "不是正确的 JSON"
            };
            say(
                "",
                format!("{place}：{what}。请检查那里的引号、逗号和括号。"),
            );
            return None;
        }
    };
    let schema = serde_json::to_value(schema_for!(T)).ok()?;
    let validator = jsonschema::validator_for(&schema).ok()?;
    for error in validator.iter_errors(&value) {
        let pointer = error.instance_path().as_str();
        let (record, field) = locate(&value, pointer);
        for (at, sentence) in explain(error.kind(), error.instance()) {
            let field = [field.as_str(), at.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(".");
            problems.push(problem(&file.path, &record, &field, sentence));
        }
    }
    texts(&value, &mut String::new(), &mut |pointer, text| {
        let (record, field) = locate(&value, pointer);
        let mut say =
            |sentence: String| problems.push(problem(&file.path, &record, &field, sentence));
        if text.trim().is_empty() {
            say("没有文字。请补上，或去掉这个字段。".into());
        } else if text.trim() != text || text.contains(['\n', '\r', '\t']) {
            say("首尾有空格或中间有换行。请去掉。".into());
        }
        if text.chars().any(|c| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
            say("含有看不见的控制字符。请重新键入这段文字。".into());
        }
        if let Some(word) = PRIVATE.iter().find(|word| text.contains(**word)) {
            say(format!("含有“{word}”，能认出个人，不得公开。请删去。"));
        }
    });
    if problems.len() > before {
        // Rules of content do not make a value unreadable; the neighbours are still to be judged.
        return serde_json::from_value(value).ok();
    }
    match serde_json::from_value(value) {
        Ok(value) => Some(value),
        Err(error) => {
            problems.push(problem(&file.path, "", "", format!("读不出来：{error}。")));
            None
        }
    }
}

/// Record and field of a JSON pointer: list items by their id where they have one.
fn locate(root: &Value, pointer: &str) -> (String, String) {
    let (mut record, mut field, mut at) = (String::new(), String::new(), root);
    if let Some(id) = root.get("id").and_then(Value::as_str) {
        record = id.to_owned();
    }
    for part in pointer.split('/').skip(1) {
        match at {
            Value::Array(items) => {
                let item = part
                    .parse()
                    .ok()
                    .and_then(|index: usize| items.get(index))
                    .unwrap_or(&Value::Null);
                match item.get("id").and_then(Value::as_str) {
                    Some(id) if field.is_empty() => record = id.to_owned(),
                    Some(id) => field.push_str(&format!("[{id}]")),
                    None => field.push_str(&format!("[{part}]")),
                }
                at = item;
            }
            _ => {
                if !field.is_empty() {
                    field.push('.');
                }
                field.push_str(part);
                at = at.get(part).unwrap_or(&Value::Null);
            }
        }
    }
    (record, field)
}

/// Each break of the shape as (field below, sentence).
fn explain(kind: &ValidationErrorKind, found: &Value) -> Vec<(String, String)> {
    let here = |sentence: String| vec![(String::new(), sentence)];
    match kind {
        ValidationErrorKind::Required { property } => {
            vec![(
                property.as_str().unwrap_or_default().to_owned(),
                "缺少这个字段。请补上。".into(),
            )]
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|key| (key.clone(), "没有这个字段。请改正拼写，或删去。".into()))
            .collect(),
        ValidationErrorKind::Enum { options } => {
            let words = options
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join("、");
            here(format!(
                "“{}”不在词表里。可用：{words}。",
                found.as_str().unwrap_or("（不是文字）")
            ))
        }
        ValidationErrorKind::Pattern { .. } => here(format!(
            "“{}”不能作地址。只能用小写拼音、数字和单个连字符。",
            found.as_str().unwrap_or_default()
        )),
        ValidationErrorKind::AnyOf { .. } | ValidationErrorKind::OneOfNotValid { .. } => {
            here("写法不对。请照别的品牌文件改正。".into())
        }
        ValidationErrorKind::Type { .. } => {
            let form = match found {
                Value::Null => "空值",
                Value::Bool(_) => "真假值",
                Value::Number(_) => "数字",
                Value::String(_) => "文字",
                Value::Array(_) => "列表",
                Value::Object(_) => "记录",
            };
            here(format!("类型不对：不该是{form}。请照别的品牌文件改正。"))
        }
        ValidationErrorKind::Maximum { limit } => here(format!("{found} 太大，最多 {limit}。")),
        ValidationErrorKind::Minimum { limit } => here(format!("{found} 太小，最少 {limit}。")),
        ValidationErrorKind::MaxLength { limit } => here(format!("太长，最多 {limit} 个字符。")),
        other => here(format!("不合规则“{}”。", other.keyword())),
    }
}

/// Calls `visit` with the pointer and the text of every string in `value`.
fn texts(value: &Value, pointer: &mut String, visit: &mut impl FnMut(&str, &str)) {
    let length = pointer.len();
    match value {
        Value::String(text) => visit(pointer, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                texts(item, pointer, visit);
                pointer.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                pointer.push_str(&format!("/{key}"));
                texts(field, pointer, visit);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

// All files together: references, order, the tree.

/// Collects what does not fit, with the address of the file in hand.
struct Fit<'a> {
    file: String,
    record: String,
    catalogue: &'a Catalogue,
    problems: &'a mut Vec<Problem>,
}

impl Fit<'_> {
    fn say(&mut self, field: &str, sentence: impl Into<String>) {
        self.problems
            .push(problem(&self.file, &self.record, field, sentence));
    }

    fn unique<'b>(&mut self, field: &str, ids: impl Iterator<Item = &'b Slug>) {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.say(field, format!("“{id}”出现了两次。请改掉其中一个。"));
            }
        }
    }

    fn sources(&mut self, field: &str, sources: &[Slug]) {
        if sources.is_empty() {
            self.say(&format!("{field}.sources"), "没有出处。请写上文件的 id。");
        }
        self.each(
            &format!("{field}.sources"),
            sources,
            "documents.json",
            |catalogue, id| catalogue.document(id).is_some(),
        );
    }

    fn each(
        &mut self,
        field: &str,
        ids: &[Slug],
        register: &str,
        known: impl Fn(&Catalogue, &Slug) -> bool,
    ) {
        self.unique(field, ids.iter());
        for id in ids {
            if !known(self.catalogue, id) {
                self.say(
                    field,
                    format!("{register} 里没有“{id}”。请改正，或先在那里登记。"),
                );
            }
        }
    }

    fn institution(&mut self, field: &str, id: &Slug) {
        self.each(
            field,
            std::slice::from_ref(id),
            "institutions.json",
            |catalogue, id| catalogue.institution(id).is_some(),
        );
    }

    fn serves(&mut self, field: &str, needs: &[Slug], places: &[Slug]) {
        self.each(
            &format!("{field}needs"),
            needs,
            "needs.json",
            |catalogue, id| catalogue.need(id).is_some(),
        );
        self.each(
            &format!("{field}places"),
            places,
            "places.json",
            |catalogue, id| catalogue.place(id).is_some(),
        );
    }
}

/// The lists that brand and initiative share, each with its name: one walk for both.
macro_rules! shared_lists {
    ($fit:ident, $at:expr, $of:expr, [$($list:ident),+]) => {
        $(for (index, item) in $of.$list.iter().enumerate() {
            $fit.sources(&format!("{}{}[{index}]", $at, stringify!($list)), &item.sources);
        })+
        for (index, figure) in $of.figures.iter().enumerate() {
            // An empty text is caught by its own rule; this one is for white space that is none.
            if figure.unit.chars().all(char::is_whitespace) {
                $fit.say(&format!("{}figures[{index}].unit", $at), "数字没有单位。请照原文补上。");
            }
        }
        for (index, event) in $of.events.iter().enumerate() {
            let field = format!("{}events[{index}]", $at);
            if event.month.is_some_and(|month| !(1..=12).contains(&month)) || event.day.is_some_and(|day| !(1..=31).contains(&day)) {
                $fit.say(&field, "月份应在 1 到 12 之间，日期应在 1 到 31 之间。");
            }
            if event.day.is_some() && event.month.is_none() {
                $fit.say(&field, "有日期，没有月份。请补上，或去掉日期。");
            }
        }
        for (index, partner) in $of.partners.iter().enumerate() {
            if let Some(institution) = &partner.institution {
                $fit.institution(&format!("{}partners[{index}].institution", $at), institution);
            }
        }
        $fit.serves($at, &$of.needs, &$of.places);
    };
}

fn fit(brands: &[Brand], catalogue: &Catalogue, problems: &mut Vec<Problem>) {
    let mut fit = Fit {
        file: String::new(),
        record: String::new(),
        catalogue,
        problems,
    };

    fit.file = "documents.json".into();
    fit.unique(
        "id",
        catalogue.documents.iter().map(|document| &document.id),
    );
    fit.file = "needs.json".into();
    fit.unique("id", catalogue.needs.iter().map(|need| &need.id));
    fit.file = "places.json".into();
    fit.unique("id", catalogue.places.iter().map(|place| &place.id));
    for (index, place) in catalogue.places.iter().enumerate() {
        fit.record = place.id.to_string();
        fit.sources("", &place.sources);
        if let Some(parent) = &place.parent {
            if !catalogue.places[..index]
                .iter()
                .any(|before| before.id == *parent)
            {
                fit.say(
                    "parent",
                    format!("上级地方“{parent}”应写在它前面。请登记，或调换次序。"),
                );
            }
        }
    }
    fit.file = "institutions.json".into();
    fit.record = String::new();
    fit.unique(
        "id",
        catalogue
            .institutions
            .iter()
            .map(|institution| &institution.id),
    );
    for institution in &catalogue.institutions {
        fit.record = institution.id.to_string();
        fit.sources("", &institution.sources);
        for (index, name) in institution.other_names.iter().enumerate() {
            fit.sources(&format!("other_names[{index}]"), &name.sources);
        }
        fit.serves("", &[], institution.place.as_slice());
    }

    for (index, brand) in brands.iter().enumerate() {
        fit.file = format!("brands/{}.json", brand.id);
        fit.record = brand.id.to_string();
        if !brand.kind.is_brand() {
            fit.say(
                "kind",
                format!("“{}”是举措的类别，不是品牌的。", brand.kind.word()),
            );
        }
        if let Some(other) = brands[..index]
            .iter()
            .find(|other| other.order == brand.order)
        {
            fit.say(
                "order",
                format!("次序 {} 与 {} 相同。请另给一个。", brand.order, other.id),
            );
        }
        if brands[..index].iter().any(|other| other.id == brand.id) {
            fit.say("id", "另一个文件也用这个 id。");
        }
        fit.institution("owner", &brand.owner);
        fit.sources("summary", &brand.summary.sources);
        if let Some(slogan) = &brand.slogan {
            fit.sources("slogan", &slogan.sources);
        }
        if let Some(parent) = &brand.parent {
            fit.sources("parent", &parent.sources);
            if catalogue.card(&parent.brand).is_none() {
                fit.say("parent.brand", format!("没有“{}”这个品牌。", parent.brand));
            }
            let mut above = Some(&parent.brand);
            for _ in 0..=brands.len() {
                above = above.and_then(|id| catalogue.card(id)?.parent.as_ref());
            }
            if above.is_some() {
                fit.say("parent.brand", "上级关系绕成了圈。请改正其中一个上级。");
            }
        }
        shared_lists!(
            fit,
            "",
            brand,
            [
                other_names,
                meaning,
                origin,
                work,
                results,
                notes,
                figures,
                honours,
                events,
                people,
                partners
            ]
        );
        fit.unique(
            "initiatives",
            brand.initiatives.iter().map(|initiative| &initiative.id),
        );
        for initiative in &brand.initiatives {
            let at = format!("initiatives[{}].", initiative.id);
            if !initiative.kind.is_initiative() {
                fit.say(
                    &format!("{at}kind"),
                    format!("“{}”是品牌的类别，不是举措的。", initiative.kind.word()),
                );
            }
            if let Some(owner) = &initiative.owner {
                fit.institution(&format!("{at}owner"), owner);
            }
            fit.sources(&format!("{at}summary"), &initiative.summary.sources);
            shared_lists!(
                fit,
                &at,
                initiative,
                [
                    other_names,
                    details,
                    notes,
                    figures,
                    honours,
                    events,
                    people,
                    partners
                ]
            );
        }
    }
}
