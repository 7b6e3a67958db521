//! Simplified Chinese written in traditional characters, and the list of names whose conversion a person has read.
//!
//! Contract: a [`Traditional`] writes a whole text, a page or a file of data, with OpenCC's tables of phrases; Taiwan's forms of the characters, no
//! other words. What is not Chinese stays as it is, and each character stays one character. Names that the tables would spell wrong the gallery
//! spells itself ([`Gallery::traditional`](crate::catalogue::Gallery::traditional)). `traditional.txt` in the data folder lists the names that a person has
//! read, `name = conversion` a line: [`judge`] notes the names that are missing or come out otherwise, [`write`] writes the list. Words that differ between
//! regions are left as the documents have them.

use super::data::Data;
use super::failure::Failure;
use super::format::replace;
use crate::catalogue::check::Reading;
use crate::catalogue::{Problem, Spelling};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::sync::OnceLock;

/// The names that a person has read, below the data folder.
pub const FILE: &str = "traditional.txt";

/// How many names a note shows.
const SHOWN: usize = 5;

/// How a text begins that says of itself that it is simplified: up to the next tag it stays so.
const SIMPLIFIED: &str = " lang=\"zh-CN\"";

/// Fields whose values are the data's own words and no text; the phrases that call for a notice are compared in simplified characters.
const WORDS: [&str; 6] = ["basis", "kind", "kinds", "level", "levels", "urgent"];

/// What knows how a gallery's texts are written.
#[derive(Clone, Copy)]
pub struct Traditional<'a> {
    /// Names that are spelt otherwise than the tables would.
    pub names: &'a [Spelling],
}

impl Traditional<'_> {
    /// The text in traditional characters.
    pub fn text(self, simplified: &str) -> Result<String, Failure> {
        let mut parts = simplified.split(SIMPLIFIED);
        let mut written = self.converted(parts.next().unwrap_or_default())?;
        for part in parts {
            let (own, rest) = part.split_at(part.find('<').unwrap_or(part.len()));
            written += &format!("{SIMPLIFIED}{own}{}", self.converted(rest)?);
        }
        Ok(written)
    }

    fn converted(self, simplified: &str) -> Result<String, Failure> {
        static TABLES: OnceLock<Option<OpenCC>> = OnceLock::new();
        let tables = TABLES.get_or_init(|| OpenCC::from_config(BuiltinConfig::S2tw).ok());
        let mut written: Vec<char> = (tables.as_ref())
            .map(|tables| tables.convert(simplified).chars().collect())
            .filter(|written: &Vec<char>| written.len() == simplified.chars().count())
            .ok_or_else(|| Failure::new("简繁转换表用不了，繁体网页没有写出。请告诉开发人员。"))?;
        for name in self.names {
            for (at, _) in simplified.match_indices(&name.simplified) {
                let from = simplified[..at].chars().count();
                for (place, c) in written[from..].iter_mut().zip(name.traditional.chars()) {
                    *place = c;
                }
            }
        }
        Ok(written.into_iter().collect())
    }

    /// Writes the texts of a file of data in traditional characters.
    pub fn values(self, value: &mut Value) -> Result<(), Failure> {
        match value {
            Value::String(text) => *text = self.text(text)?,
            Value::Array(items) => items.iter_mut().try_for_each(|item| self.values(item))?,
            Value::Object(fields) => fields
                .iter_mut()
                .filter(|(key, _)| !WORDS.contains(&key.as_str()))
                .try_for_each(|(_, value)| self.values(value))?,
            _ => {}
        }
        Ok(())
    }
}

/// All names of a value: of brands, initiatives, institutions, places, people, offices, prizes.
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
                        let texts = others.iter().filter_map(|other| other["text"].as_str());
                        found.extend(texts.map(str::to_owned));
                    }
                    _ => names(value, found),
                }
            }
        }
        _ => {}
    }
}

/// How every name of these data is written, a line each: `name = conversion`.
///
/// # Errors
///
/// Where the tables cannot be used.
pub fn list(reading: &Reading) -> Result<Vec<String>, Failure> {
    let mut found = BTreeSet::new();
    let values = [
        serde_json::to_value(&reading.catalogue),
        serde_json::to_value(&reading.brands),
    ];
    for value in values.into_iter().flatten() {
        names(&value, &mut found);
    }
    let traditional = Traditional {
        names: &reading.catalogue.gallery.traditional,
    };
    // One text for all: the tables look at phrases, and no phrase crosses a line.
    let found: Vec<String> = found.iter().map(|name| name.replace('\n', " ")).collect();
    let written = traditional.text(&found.join("\n"))?;
    let pairs = found.iter().zip(written.split('\n'));
    Ok(pairs
        .map(|(name, there)| format!("{name} = {there}"))
        .collect())
}

/// The list of a data folder; empty where there is none.
fn read(data: &Data) -> Result<String, Failure> {
    let path = data.path(FILE);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::reading(&path, &error)),
    }
}

/// The lines of [`list`] that the list of the data folder lacks.
///
/// # Errors
///
/// Where that file cannot be read, or the tables cannot be used.
pub fn unread(data: &Data, reading: &Reading) -> Result<Vec<String>, Failure> {
    let text = read(data)?;
    let known: BTreeSet<&str> = text.lines().collect();
    let mut lines = list(reading)?;
    lines.retain(|line| !known.contains(line.as_str()));
    Ok(lines)
}

/// One note on all names whose conversion no person has read.
///
/// # Errors
///
/// As [`unread`].
pub fn judge(data: &Data, reading: &Reading) -> Result<Option<Problem>, Failure> {
    let unread = unread(data, reading)?;
    if unread.is_empty() {
        return Ok(None);
    }
    let shown = unread[..unread.len().min(SHOWN)].join("；");
    let more = match unread.len() > SHOWN {
        true => " 等",
        false => "",
    };
    let sentence = format!(
        "有 {} 个名称的繁体写法还没有人看过：{shown}{more}。请运行 cargo run -- traditional，把它们列进这个文件，看一遍；写错的，在 gallery.json 的 traditional 里写明。",
        unread.len()
    );
    Ok(Some(Problem::new(FILE, "", "", sentence)))
}

/// Writes the list of a data folder; the lines that are new.
///
/// # Errors
///
/// As [`unread`], and where the file cannot be written.
pub fn write(data: &Data, reading: &Reading) -> Result<Vec<String>, Failure> {
    let new = unread(data, reading)?;
    let text = list(reading)?.join("\n") + "\n";
    if text != read(data)? {
        replace(&data.path(FILE), text.as_bytes())?;
    }
    Ok(new)
}
