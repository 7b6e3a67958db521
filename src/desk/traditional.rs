//! How is simplified Chinese written in traditional characters?
//!
//! Contract: a [`Traditional`] writes a whole text, a page or a file of data, with OpenCC's tables of phrases; Taiwan's forms of the characters, no
//! other words. What is not Chinese stays as it is, and each character stays one character. Names that the tables would spell wrong the gallery
//! spells itself ([`Gallery::traditional`](crate::catalogue::Gallery::traditional)); `tests/fixtures/traditional.txt` lists how all names come out, to be
//! read by a person. Absent on purpose: words that are said otherwise elsewhere; the text is the documents'.

use super::failure::Failure;
use crate::catalogue::Spelling;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use serde_json::Value;
use std::sync::OnceLock;

/// How a text begins that says of itself that it is simplified: up to the next tag it stays so.
const SIMPLIFIED: &str = " lang=\"zh-CN\"";

/// Fields whose values are the data's own words and no text.
const WORDS: [&str; 2] = ["kind", "levels"];

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
