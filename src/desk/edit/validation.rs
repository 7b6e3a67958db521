//! The problems of a value that is being edited, each beside its field.
//!
//! [`Validation::of`] replaces the file with the value in memory and checks all files together, as the build does. Problems of the file come with the JSON
//! pointer of their field; problems that the value would cause in other files come with their addresses. Nothing is written.

use crate::catalogue::Problem;
use crate::catalogue::check::{File, Reading};
use crate::catalogue::file::Kind;
use crate::desk::change::Change;
use crate::desk::data::Memory;
use crate::desk::format;
use crate::desk::law::Judgement;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What the check says.
pub struct Validation {
    /// The file's text as `fmt` writes it; nothing where its shape cannot be read.
    pub text: Option<String>,
    /// Pointer and sentence, of this file.
    pub here: Vec<(String, String)>,
    /// What it would bring to other files.
    pub elsewhere: Vec<String>,
    /// Pointer and sentence of what the legal check finds in this file and has no answer: a warning, not an error.
    pub law: Vec<(String, String)>,
    /// All files with this one in its place.
    pub reading: Reading,
}

impl Validation {
    /// Judges `value` in the place of the file at `path` among `files`; what `memory` knows of them is not parsed again.
    pub fn of(
        memory: &mut Memory,
        files: &[File],
        kind: Kind,
        path: &str,
        value: &Value,
    ) -> Validation {
        let text = format::text(kind, value);
        let written = text.clone().unwrap_or_else(|| format!("{value:#}\n"));
        let mut change = Change::default();
        change.write.insert(path.to_owned(), written);
        let mut after = change.upon(files);
        after.sort_by(|one, other| one.path.cmp(&other.path));
        let reading = memory.judge(&after);
        let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
        for problem in &reading.problems {
            if problem.file == path {
                let pointer = pointer(value, kind.list(), &problem.record, &problem.field);
                here.push((pointer, problem.sentence.clone()));
            } else {
                elsewhere.push(said(problem));
            }
        }
        if !elsewhere.is_empty() {
            let before: BTreeSet<String> = memory.judge(files).problems.iter().map(said).collect();
            elsewhere.retain(|said| !before.contains(said));
        }
        let mut law = Vec::new();
        for finding in Judgement::of(&reading).open() {
            let place = &finding.sentence;
            if place.file == path {
                let pointer = pointer(value, kind.list(), &place.record, &place.field);
                law.push((pointer, finding.said()));
            }
        }
        Validation {
            text,
            here,
            elsewhere,
            law,
            reading,
        }
    }

    /// The same for the page.
    pub fn told(&self) -> Value {
        let each = |said: &[(String, String)]| -> Vec<Value> {
            let each = said.iter();
            each.map(|(at, sentence)| json!({ "at": at, "sentence": sentence }))
                .collect()
        };
        json!({ "readable": self.text.is_some(), "here": each(&self.here), "elsewhere": self.elsewhere, "law": each(&self.law) })
    }
}

/// A problem without its line: an edit above it moves it and changes nothing else.
fn said(problem: &Problem) -> String {
    let mut problem = problem.clone();
    (problem.line, problem.column) = (0, 0);
    problem.to_string()
}

/// The JSON pointer that a problem's record and field mean in the value of its file; it may end at a field that is missing.
pub fn pointer(value: &Value, list: Option<&str>, record: &str, field: &str) -> String {
    let (mut at, mut pointer) = (value, String::new());
    let mut step = |at: &mut &Value, key: &str| {
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        const NONE: &Value = &Value::Null;
        *at = match *at {
            Value::Array(items) => (key.parse().ok())
                .and_then(|index: usize| items.get(index))
                .unwrap_or(NONE),
            other => other.get(key).unwrap_or(NONE),
        };
    };
    if let Some(list) = list {
        let records = value[list].as_array();
        let place = records.and_then(|records| records.iter().rposition(|it| is_named(it, record)));
        match place.filter(|_| !record.is_empty()) {
            Some(place) => {
                step(&mut at, list);
                step(&mut at, &place.to_string());
            }
            // The list of a register is not named where an item of it has no name.
            None if field.starts_with('[') => step(&mut at, list),
            None => {}
        }
    }
    let mut rest = field;
    while !rest.is_empty() {
        if let Some((name, after)) = rest.strip_prefix('[').and_then(|item| item.split_once(']')) {
            let items = at.as_array();
            let named = items.and_then(|items| items.iter().rposition(|it| is_named(it, name)));
            step(&mut at, &named.map_or(name.to_owned(), |it| it.to_string()));
            rest = after;
        } else {
            rest = rest.trim_start_matches(['.', '[']);
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            if !name.is_empty() {
                step(&mut at, name);
            }
            rest = after;
        }
    }
    pointer
}

/// Whether a problem calls the record by this name: its id, its old address, its first word.
fn is_named(record: &Value, name: &str) -> bool {
    [&record["id"], &record["from"], &record["words"][0]]
        .iter()
        .any(|it| it.as_str() == Some(name))
}
