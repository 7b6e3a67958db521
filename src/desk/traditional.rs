//! How is simplified Chinese written in traditional characters?
//!
//! Contract: [`traditional`] writes a whole text, a page or a file of data, with OpenCC's tables of phrases; Taiwan's forms of the characters, no other
//! words. What is not Chinese stays as it is, and each character stays one character. `tests/data/traditional.txt` lists how all names of the
//! gallery come out, to be read by a person. Absent on purpose: words that are said otherwise elsewhere; the text is the documents'.

use super::failure::Failure;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use serde_json::Value;
use std::sync::OnceLock;

/// How a text begins that says of itself that it is simplified: up to the next tag it stays so.
const SIMPLIFIED: &str = " lang=\"zh-CN\"";

/// The text in traditional characters.
pub fn traditional(simplified: &str) -> Result<String, Failure> {
    static TABLES: OnceLock<Option<OpenCC>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| OpenCC::from_config(BuiltinConfig::S2tw).ok());
    let written = tables.as_ref().map(|tables| {
        let mut parts = simplified.split(SIMPLIFIED);
        let mut written = tables.convert(parts.next().unwrap_or_default());
        for part in parts {
            let (own, rest) = part.split_at(part.find('<').unwrap_or(part.len()));
            written += &format!("{SIMPLIFIED}{own}{}", tables.convert(rest));
        }
        written
    });
    written
        .filter(|written| written.chars().count() == simplified.chars().count())
        .ok_or_else(|| Failure::new("简繁转换表用不了，繁体网页没有写出。请告诉开发人员。"))
}

/// Fields whose values are the data's own words and no text.
const WORDS: [&str; 2] = ["kind", "levels"];

/// Writes the texts of a file of data in traditional characters.
pub fn traditional_values(value: &mut Value) -> Result<(), Failure> {
    match value {
        Value::String(text) => *text = traditional(text)?,
        Value::Array(items) => items.iter_mut().try_for_each(traditional_values)?,
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(key, _)| !WORDS.contains(&key.as_str()))
            .try_for_each(|(_, value)| traditional_values(value))?,
        _ => {}
    }
    Ok(())
}
