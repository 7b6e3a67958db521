//! Conversion from simplified to traditional Chinese, and the list of reviewed names.
//!
//! [`Traditional`] converts a whole page or data file with OpenCC's phrase tables: Taiwan's character forms, with the quotation marks 「」『』, but the words of
//! the documents. Other scripts are unchanged, and each character stays one character. Names that the tables would convert wrongly are listed in the settings
//! ([`Gallery::traditional`](crate::catalogue::Gallery::traditional)). `traditional.txt` in the data folder lists the conversions that a person has reviewed,
//! one `name = conversion` per line: [`judge`] notes missing or different ones, [`write`] updates the list.

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

/// The list of reviewed names, below the data folder.
pub const FILE: &str = "traditional.txt";

/// How many names a note shows.
const SHOWN: usize = 5;

/// The attribute of simplified text, which is left unconverted up to the next tag.
const SIMPLIFIED: &str = " lang=\"zh-CN\"";

/// Fields whose values are keywords or, for `urgent`, are compared in simplified characters.
const WORDS: [&str; 6] = ["basis", "kind", "kinds", "level", "levels", "urgent"];

/// Quotation marks, which the tables leave as they are.
const MARKS: [(char, char); 4] = [('“', '「'), ('”', '」'), ('‘', '『'), ('’', '』')];

/// The converter of a gallery's texts.
#[derive(Clone, Copy)]
pub struct Traditional<'a> {
    /// Names whose conversion differs from that of the tables.
    pub names: &'a [Spelling],
}

impl Traditional<'_> {
    /// Converts a text.
    ///
    /// # Errors
    ///
    /// If the tables cannot be loaded or change the number of characters.
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
        for c in &mut written {
            let mark = MARKS.iter().find(|(simplified, _)| simplified == c);
            *c = mark.map_or(*c, |(_, traditional)| *traditional);
        }
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

    /// Converts the texts of a data file in place.
    ///
    /// # Errors
    ///
    /// As [`Traditional::text`].
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

/// Collects all names in a value: brands, initiatives, institutions, places, people, roles, titles.
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

/// The conversion of every name of these data, as lines `name = conversion`.
///
/// # Errors
///
/// If the tables cannot be used.
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
    // Converted in one call: the tables match phrases, and no phrase spans two lines.
    let found: Vec<String> = found.iter().map(|name| name.replace('\n', " ")).collect();
    let written = traditional.text(&found.join("\n"))?;
    let pairs = found.iter().zip(written.split('\n'));
    Ok(pairs
        .map(|(name, there)| format!("{name} = {there}"))
        .collect())
}

/// The reviewed list of a data folder; empty if there is none.
fn read(data: &Data) -> Result<String, Failure> {
    let path = data.path(FILE);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::reading(&path, &error)),
    }
}

/// The lines of [`list`] that the reviewed list lacks.
///
/// # Errors
///
/// If that file cannot be read, or the tables cannot be used.
pub fn unread(data: &Data, reading: &Reading) -> Result<Vec<String>, Failure> {
    let text = read(data)?;
    let known: BTreeSet<&str> = text.lines().collect();
    let mut lines = list(reading)?;
    lines.retain(|line| !known.contains(line.as_str()));
    Ok(lines)
}

/// One note on all names whose conversion has not been reviewed.
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

/// Updates the reviewed list of a data folder. Returns the new lines.
///
/// # Errors
///
/// As [`unread`], and if the file cannot be written.
pub fn write(data: &Data, reading: &Reading) -> Result<Vec<String>, Failure> {
    let new = unread(data, reading)?;
    let text = list(reading)?.join("\n") + "\n";
    if text != read(data)? {
        replace(&data.path(FILE), text.as_bytes())?;
    }
    Ok(new)
}
