//! The plan of an import: what a change of data files adds, changes and removes, in sentences.
//!
//! [`Plan::of`] compares the files before and after, record by record and field by field. It keeps at most [`super::messages::MOST`] sentences of each kind and
//! counts all; long texts are cut. Removals come first, because they cannot be undone.

use super::messages::Messages;
use super::{TABLES, table};
use crate::catalogue::check::File;
use crate::catalogue::file::Kind;
use crate::desk::change::Change;
use crate::desk::schema::label;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// The differences that a change makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Removed records and fields.
    pub removed: Messages,
    /// Changed fields.
    pub changed: Messages,
    /// New records and fields.
    pub added: Messages,
    /// The number of files that are written or removed.
    pub files: usize,
}

impl Plan {
    /// Compares `files` with the result of `change`.
    pub fn of(files: &[File], change: &Change) -> Self {
        let mut plan = Self {
            files: change.write.len() + change.remove.len(),
            ..Self::default()
        };
        let old: HashMap<&str, &File> = files
            .iter()
            .map(|file| (file.path.as_str(), file))
            .collect();
        let value = |path: &str| -> Option<Value> {
            old.get(path)
                .and_then(|file| serde_json::from_slice(&file.bytes).ok())
        };
        for path in &change.remove {
            let before = value(path).unwrap_or_default();
            plan.removed
                .add(|| format!("文件 {path}{}", name_of(&before)));
        }
        for (path, text) in &change.write {
            let after: Value = serde_json::from_str(text).unwrap_or_default();
            let before = value(path);
            match Kind::of(path).and_then(Kind::list) {
                Some(list) => {
                    let title = table(list).map_or(list, |(_, table)| table.title);
                    let before = before.unwrap_or_default();
                    plan.records("", title, &before[list], &after[list]);
                }
                None => match before {
                    None => plan
                        .added
                        .add(|| format!("品牌{}{}", name_of(&after), contents(&after))),
                    Some(before) => {
                        let address = format!("品牌{}", name_of(&before));
                        plan.fields(&address, &before, &after);
                    }
                },
            }
        }
        plan
    }

    /// The number of differences.
    pub fn count(&self) -> usize {
        self.removed.count() + self.changed.count() + self.added.count()
    }

    /// The lines to print.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "将会删去 {} 处，改动 {} 处，增加 {} 处，写 {} 个文件。",
            self.removed.count(),
            self.changed.count(),
            self.added.count(),
            self.files
        )];
        for (title, messages) in [
            ("删去", &self.removed),
            ("改动", &self.changed),
            ("增加", &self.added),
        ] {
            if messages.is_empty() {
                continue;
            }
            lines.push(format!("{title}："));
            lines.extend(messages.lines().into_iter().map(|line| format!("  {line}")));
        }
        lines
    }

    /// Compares two records, field by field.
    fn fields(&mut self, address: &str, before: &Value, after: &Value) {
        let none = Map::new();
        let (old, new) = (
            before.as_object().unwrap_or(&none),
            after.as_object().unwrap_or(&none),
        );
        let keys = old
            .keys()
            .chain(new.keys().filter(|key| !old.contains_key(*key)));
        for key in keys.filter(|key| *key != "$schema") {
            let (before, after) = (&before[key], &after[key]);
            let name = field_name(key);
            let is_record = |value: &Value| value.is_object();
            let is_list = |value: &Value| items(value).any(Value::is_object);
            if before == after {
            } else if is_list(before) || is_list(after) {
                self.records(address, name, before, after);
            } else if is_record(before) && is_record(after) {
                self.fields(&format!("{address}的{name}"), before, after);
            } else {
                let (from, to) = (text(before), text(after));
                match (from.is_empty(), to.is_empty()) {
                    (true, true) => {}
                    (true, false) => self.added.add(|| format!("{address}的{name}：{to}")),
                    (false, true) => self.removed.add(|| format!("{address}的{name}：{from}")),
                    (false, false) => {
                        let (from, to) = apart(&text_of(before), &text_of(after));
                        self.changed
                            .add(|| format!("{address}的{name}：{from} → {to}"));
                    }
                }
            }
        }
    }

    /// Compares two lists of records, paired by id or by content.
    fn records(&mut self, address: &str, name: &str, before: &Value, after: &Value) {
        let of = if address.is_empty() {
            String::new()
        } else {
            format!("{address}的")
        };
        let old: Vec<&Value> = items(before).collect();
        let new: Vec<&Value> = items(after).collect();
        let pairs = paired(&old, &new);
        let kept: HashSet<usize> = pairs.iter().filter_map(|at| *at).collect();
        for (at, record) in old.iter().enumerate() {
            if !kept.contains(&at) {
                self.removed
                    .add(|| format!("{of}{name}{}{}", name_of(record), contents(record)));
            }
        }
        for (record, at) in new.iter().zip(&pairs) {
            match at {
                None => self
                    .added
                    .add(|| format!("{of}{name}{}{}", name_of(record), contents(record))),
                Some(at) if old[*at] != *record => {
                    self.fields(
                        &format!("{of}{name}{}", name_of(old[*at])),
                        old[*at],
                        record,
                    );
                }
                Some(_) => {}
            }
        }
        let order: Vec<usize> = pairs.into_iter().flatten().collect();
        if !order.is_sorted() {
            self.changed.add(|| format!("{of}{name}：次序变了"));
        }
    }
}

/// For each new record the index of the old one that it continues.
fn paired(old: &[&Value], new: &[&Value]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; new.len()];
    let mut free: HashSet<usize> = (0..old.len()).collect();
    // First by id, then equal records, then by name, then by a shared everyday word.
    let keys: [fn(&Value) -> Vec<String>; 4] = [
        |record| {
            ["id", "from"]
                .iter()
                .filter_map(|key| Some(record[key].as_str()?.to_owned()))
                .take(1)
                .collect()
        },
        |record| vec![record.to_string()],
        |record| {
            let names = ["label", "heading", "name", "when", "text"];
            names
                .iter()
                .filter_map(|key| Some(record[key].as_str()?.to_owned()))
                .take(1)
                .collect()
        },
        |record| {
            items(&record["words"])
                .filter_map(|word| Some(word.as_str()?.to_owned()))
                .collect()
        },
    ];
    for key in keys {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, record) in old
            .iter()
            .enumerate()
            .rev()
            .filter(|(at, _)| free.contains(at))
        {
            for key in key(record) {
                by_key.entry(key).or_default().push(at);
            }
        }
        for (record, pair) in new
            .iter()
            .zip(&mut pairs)
            .filter(|(_, pair)| pair.is_none())
        {
            let at = key(record).iter().find_map(|key| {
                let places = by_key.get_mut(key)?;
                while let Some(at) = places.pop() {
                    if free.contains(&at) {
                        return Some(at);
                    }
                }
                None
            });
            if let Some(at) = at {
                free.remove(&at);
                *pair = Some(at);
            }
        }
    }
    // If one record without an id is left on each side, it is the same record, changed.
    let left: Vec<usize> = (0..new.len()).filter(|at| pairs[*at].is_none()).collect();
    if let ([one], [at]) = (&left[..], &free.iter().copied().collect::<Vec<_>>()[..])
        && new[*one]["id"].is_null()
        && new[*one]["from"].is_null()
    {
        pairs[*one] = Some(*at);
    }
    pairs
}

/// The title of a field.
fn field_name(key: &str) -> &str {
    match key {
        // Tables of brands use another title for it.
        "brand" => "代号",
        key => label(key),
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The name of a record: `“白天透析”（baitian-touxi）`.
fn name_of(record: &Value) -> String {
    let get = |key: &str| record[key].as_str().unwrap_or_default();
    let title = match (get("value"), get("label")) {
        ("", _) => {
            let words = items(&record["words"])
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join("、");
            let names = [
                get("name"),
                get("short"),
                get("heading"),
                get("from"),
                get("text"),
            ];
            let name = names
                .into_iter()
                .find(|name| !name.is_empty())
                .map(str::to_owned);
            name.unwrap_or(words)
        }
        (value, label) => format!("{value}{} {label}", get("unit")),
    };
    let id = get("id");
    match (title.is_empty(), id.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("（{id}）"),
        (false, true) => format!("“{}”", cut(&title)),
        (false, false) => format!("“{}”（{id}）", cut(&title)),
    }
}

/// The number of records within a record: `，其中举措 2、数字 3`.
fn contents(record: &Value) -> String {
    let lists = record.as_object().into_iter().flatten();
    let counts: Vec<String> = lists
        .filter(|(_, value)| items(value).any(Value::is_object))
        .map(|(key, value)| {
            let title = TABLES
                .iter()
                .find(|table| table.name == key)
                .map(|table| table.title);
            format!("{} {}", title.unwrap_or(label(key)), items(value).count())
        })
        .collect();
    match counts.is_empty() {
        true => String::new(),
        false => format!("，其中{}", counts.join("、")),
    }
}

/// A value for people, cut.
fn text(value: &Value) -> String {
    cut(&text_of(value))
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join("、"),
        Value::Object(fields) => match fields.get("text").and_then(Value::as_str) {
            Some(text) => text.to_owned(),
            None => fields.values().map(text_of).collect::<Vec<_>>().join("，"),
        },
        other => other.to_string(),
    }
}

/// The most characters of a text in a sentence.
const LONG: usize = 40;

fn cut(text: &str) -> String {
    let text: String = text
        .chars()
        .take(LONG * 100)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}……", &text[..end]),
        None => text,
    }
}

/// Two texts, cut around the first difference.
fn apart(from: &str, to: &str) -> (String, String) {
    let same = from
        .chars()
        .zip(to.chars())
        .take_while(|(one, other)| one == other)
        .count();
    // Some equal characters before it give context.
    let skip = if same < LONG { 0 } else { same - 10 };
    let part = |text: &str| {
        let rest: String = text.chars().skip(skip).collect();
        let lead = if skip > 0 { "……" } else { "" };
        format!("{lead}{}", cut(&rest))
    };
    (part(from), part(to))
}
