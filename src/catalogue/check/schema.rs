//! Validation of one file: bytes, text, JSON, schema, value.
//!
//! [`parse`] goes through these steps and reports why one fails. A file is valid only if the deserializer of the wasm app ([`json`]) reads the same value
//! from it as serde_json.

use super::position::Positions;
use super::private::Phrases;
use super::suggest::nearest;
use super::{File, LARGEST_FILE, syntax};
use crate::catalogue::facts::wrong_form;
use crate::catalogue::file::Kind;
use crate::catalogue::{Order, Problem, json};
use icu_normalizer::ComposingNormalizerBorrowed;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::any::TypeId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The value of a file; `None` if it is unreadable. Problems of content do not make it unreadable.
pub(super) fn parse<T: DeserializeOwned + JsonSchema + PartialEq + 'static>(
    file: &File,
    private: &Phrases,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let before = problems.len();
    let mut say = |place: Option<(usize, usize)>, sentence: String| {
        let mut problem = Problem::new(&file.path, "", "", sentence);
        (problem.line, problem.column) = place.unwrap_or_default();
        problems.push(problem);
    };
    if file.bytes.is_empty() {
        say(None, "文件是空的。请从上一个版本恢复。".into());
        return None;
    }
    if file.bytes.len() > LARGEST_FILE {
        say(
            None,
            format!(
                "文件超过 {LARGEST_FILE} 字节的上限，没有读。请分成几个文件，或从上一个版本恢复。"
            ),
        );
        return None;
    }
    let foreign = syntax::encoding(&file.bytes);
    let text = match std::str::from_utf8(&file.bytes) {
        // UTF-16 with zero bytes may be valid UTF-8.
        Ok(_) if foreign.is_some() => {
            say(Some((1, 1)), foreign.unwrap_or_default().to_owned());
            return None;
        }
        Ok(text) if text.starts_with('\u{feff}') => {
            say(
                Some((1, 1)),
                "文件开头有 BOM。请存为“UTF-8（无 BOM）”，或运行 cargo run -- fmt。".into(),
            );
            return None;
        }
        Ok(text) => text,
        Err(error) => {
            let (before, _) = file.bytes.split_at(error.valid_up_to());
            let before = std::str::from_utf8(before).unwrap_or_default();
            say(
                Some(Positions::of(before).at(before.len())),
                foreign
                    .unwrap_or("从这里起不是 UTF-8 文字。请存为 UTF-8。")
                    .to_owned(),
            );
            return None;
        }
    };
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let faults = syntax::faults(text);
            if faults.is_empty() {
                say(
                    Some(place(text, &error)),
                    "不是正确的 JSON。请检查这里的引号、逗号和括号。".into(),
                );
            }
            for fault in faults {
                say(Some(at(text, fault.at)), fault.sentence);
            }
            return None;
        }
    };
    let schema = schema_of::<T>()?;
    let (schema, validator) = &*schema;
    let list = Kind::of(&file.path).and_then(Kind::list);
    for error in validator.iter_errors(&value) {
        explain(&error, schema, &mut |pointer, below, sentence| {
            let (record, mut field) = locate(&value, list, pointer);
            if !below.is_empty() {
                if !field.is_empty() {
                    field.push('.');
                }
                field.push_str(below);
            }
            problems.push(Problem::new(&file.path, &record, &field, sentence));
        });
    }
    texts(&value, &mut String::new(), &mut |pointer, text| {
        let (record, field) = locate(&value, list, pointer);
        let of_field = |fault| Problem::new(&file.path, &record, &field, fault);
        problems.extend(faults(text, private).into_iter().map(of_field));
    });
    // Value and unit are printed as one text.
    figures(&value, &mut String::new(), &mut |pointer, number, unit| {
        if [number, unit]
            .iter()
            .any(|part| private.find(part).is_some())
        {
            return;
        }
        let (record, field) = locate(&value, list, pointer);
        let fault = private_fault(&format!("{number}{unit}"), private);
        problems.extend(fault.map(|fault| Problem::new(&file.path, &record, &field, fault)));
    });
    // From the text, not from `value`, in which duplicate keys are lost.
    match serde_json::from_str::<T>(text) {
        Ok(read) => {
            if problems.len() == before && json::from_str(text).as_ref() != Some(&read) {
                problems.push(Problem::new(
                    &file.path,
                    "",
                    "",
                    "网页程序读不出这个文件。请不要用反斜线转义字段名和词表里的词。",
                ));
            }
            Some(read)
        }
        Err(error) => {
            // The schema usually reported the cause; otherwise report this error.
            if problems.len() == before {
                let message = error.to_string();
                let sentence = match message
                    .strip_prefix("duplicate field `")
                    .and_then(|rest| rest.split_once('`'))
                {
                    Some((key, _)) => format!("“{key}”写了两次。请去掉一个。"),
                    None if message.contains(Order::EXPECTED) => {
                        format!("这里的数读不出来。{POSITION}。")
                    }
                    None if message.contains("floating point") => {
                        "这里的数读不出来。请写整数，不带小数点和“e”。".to_owned()
                    }
                    None => "这里读不出来。请照别的品牌文件改正。".to_owned(),
                };
                let mut problem = Problem::new(&file.path, "", "", sentence);
                (problem.line, problem.column) = place(text, &error);
                problems.push(problem);
            }
            None
        }
    }
}

/// The sentence about the range of a position in the matrix.
pub const POSITION: &str = "次序最多六位小数，最大 999999999";

/// A schema and its validator.
type CompiledSchema = Arc<(Value, Validator)>;

/// The schema of a type of file, compiled once a process, because there are a dozen types and thousands of files.
fn schema_of<T: JsonSchema + 'static>() -> Option<CompiledSchema> {
    static COMPILED: Mutex<BTreeMap<TypeId, CompiledSchema>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = compiled.get(&TypeId::of::<T>()) {
        return Some(known.clone());
    }
    let schema = serde_json::to_value(schema_for!(T)).ok()?;
    let validator = jsonschema::validator_for(&schema).ok()?;
    let new = Arc::new((schema, validator));
    compiled.insert(TypeId::of::<T>(), new.clone());
    Some(new)
}

/// Line and column of a byte, in characters.
fn at(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Line and column of an error of serde_json, which counts bytes, in characters.
fn place(text: &str, error: &serde_json::Error) -> (usize, usize) {
    let line = text
        .split('\n')
        .nth(error.line().saturating_sub(1))
        .unwrap_or_default();
    let before = line.as_bytes().get(..error.column().saturating_sub(1));
    let before = String::from_utf8_lossy(before.unwrap_or(line.as_bytes()));
    (error.line().max(1), before.chars().count() + 1)
}

/// The errors of a text in any field, including `private` phrases within it.
pub fn faults(text: &str, private: &Phrases) -> Vec<String> {
    let mut faults = Vec::new();
    if text.trim().is_empty() {
        faults.push("没有文字。请补上，或去掉这个字段。".to_owned());
    } else if text.trim() != text || text.contains(['\n', '\r', '\t']) {
        faults.push("首尾有空格或中间有换行。请去掉。".to_owned());
    }
    if has_unseen(text) {
        faults.push("含有看不见的控制字符。请重新键入这段文字。".to_owned());
    }
    if let Some(apart) = decomposed(text) {
        faults.push(format!(
            "“{apart}”是拆开写的字符，看上去一样，搜索却找不到；多半来自 macOS 或 PDF。请重新键入它。"
        ));
    }
    faults.extend(private_fault(text, private));
    faults
}

/// The sentence about a private phrase within a text.
fn private_fault(text: &str, private: &Phrases) -> Option<String> {
    let found = private.find(text)?;
    let written = text.get(found.at).unwrap_or_default();
    let entry = found.entry;
    let what = match written == entry {
        true => format!("“{entry}”"),
        false => format!("“{written}”（名单里的“{entry}”）"),
    };
    Some(format!("含有{what}，能认出个人，不得公开。请删去。"))
}

/// The first decomposed character of a text, for which Unicode has a composed one (NFC).
fn decomposed(text: &str) -> Option<String> {
    let composing = ComposingNormalizerBorrowed::new_nfc();
    if composing.is_normalized(text) {
        return None;
    }
    let (usual, _) = composing.split_normalized(text);
    let rest: Vec<char> = text[usual.len()..].chars().collect();
    // The shortest run of a character and its marks that is not normalized.
    (1..=rest.len())
        .map(|count| rest[..count].iter().collect::<String>())
        .find(|part| !composing.is_normalized(part))
}

/// Whether a text contains an invisible character. The joiner within a composed emoji, such as a family, is allowed.
fn has_unseen(text: &str) -> bool {
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let joins = c == '\u{200d}' && before.is_some_and(is_emoji);
        if is_unseen(c) && !(joins && rest.peek().copied().is_some_and(is_emoji)) {
            return true;
        }
        before = Some(c);
    }
    false
}

/// Whether a character is an emoji or a variation selector.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a character is invisible, or changes how others are displayed.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

/// Record and field of a JSON pointer. Items of lists are named by id if they have one, those of a register without the name of its `list`.
fn locate(root: &Value, list: Option<&str>, pointer: &str) -> (String, String) {
    let below = list.and_then(|list| {
        let below = pointer.strip_prefix('/')?.strip_prefix(list)?;
        below.starts_with('/').then(|| (&root[list], below))
    });
    let (root, pointer) = below.unwrap_or((root, pointer));
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

/// Reports a schema violation: pointer, field below it, sentence.
fn explain(error: &ValidationError<'_>, schema: &Value, say: &mut impl FnMut(&str, &str, String)) {
    let found: &Value = error.instance();
    let shown = found.as_str().unwrap_or("（不是文字）");
    let mut here = |sentence: String| say(error.instance_path().as_str(), "", sentence);
    match error.kind() {
        ValidationErrorKind::Required { property } => say(
            error.instance_path().as_str(),
            property.as_str().unwrap_or_default(),
            "缺少这个字段。请补上。".into(),
        ),
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let known = fields(schema);
            for key in unexpected {
                let sentence = match nearest(key, known.iter().copied()) {
                    Some(near) => format!("没有这个字段。您要的是“{near}”吗？不是就删去它。"),
                    None => "没有这个字段。请改正拼写，或删去。".to_owned(),
                };
                say(error.instance_path().as_str(), key, sentence);
            }
        }
        // The schema of an optional field is “this type, or null”.
        ValidationErrorKind::AnyOf { context } => {
            for error in context.iter().take(1).flatten() {
                explain(error, schema, &mut *say);
            }
        }
        // A vocabulary is a choice of constants.
        ValidationErrorKind::OneOfNotValid { context } => {
            let words: Vec<&str> = context
                .iter()
                .flatten()
                .filter_map(|error| match error.kind() {
                    ValidationErrorKind::Constant { expected_value } => expected_value.as_str(),
                    _ => None,
                })
                .collect();
            here(format!("“{shown}”不在词表里。可用：{}。", words.join("、")));
        }
        ValidationErrorKind::Pattern { pattern } => here(match wrong_form(pattern) {
            Some(sentence) => format!("“{shown}”{sentence}"),
            None => format!("“{shown}”不能作地址。只能用小写拼音、数字和单个连字符。"),
        }),
        ValidationErrorKind::Type { .. } => {
            let form = match found {
                Value::Null => "空值",
                Value::Bool(_) => "真假值",
                Value::Number(_) => "数字",
                Value::String(_) => "文字",
                Value::Array(_) => "列表",
                Value::Object(_) => "记录",
            };
            here(format!("类型不对：不该是{form}。请照别的品牌文件改正。"));
        }
        ValidationErrorKind::Maximum { limit } => here(format!("{found} 太大，最多 {limit}。")),
        ValidationErrorKind::Minimum { limit } => here(format!("{found} 太小，最少 {limit}。")),
        ValidationErrorKind::MaxLength { limit } => here(format!("太长，最多 {limit} 个字符。")),
        other => here(format!("不合规则“{}”。", other.keyword())),
    }
}

/// The names of all fields in a schema, including those of nested records.
fn fields(schema: &Value) -> Vec<&str> {
    let records = schema["$defs"].as_object().into_iter().flatten();
    let records = std::iter::once(schema).chain(records.map(|(_, record)| record));
    records
        .filter_map(|record| record["properties"].as_object())
        .flat_map(|properties| properties.keys().map(String::as_str))
        .collect()
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

/// Calls `visit` with the pointer of the value, the value and the unit of every figure in `value`.
fn figures(value: &Value, pointer: &mut String, visit: &mut impl FnMut(&str, &str, &str)) {
    let length = pointer.len();
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                figures(item, pointer, visit);
                pointer.truncate(length);
            }
        }
        Value::Object(fields) => {
            let text = |key: &str| fields.get(key).and_then(Value::as_str);
            if let (Some(number), Some(unit)) = (text("value"), text("unit")) {
                pointer.push_str("/value");
                visit(pointer, number, unit);
                pointer.truncate(length);
            }
            for (key, field) in fields {
                pointer.push_str(&format!("/{key}"));
                figures(field, pointer, visit);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}
