//! An id in an address: ASCII pinyin in lower case, words joined by single hyphens.
//!
//! A [`Slug`] is validated when data or an address is read, and is used without escaping afterwards. Staff choose the slug of a Chinese name; it is not
//! derived, and does not change when the name does.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An id that is also a file name and a part of an address, such as `yilu-gendang`; at most 64 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength" = 64))
)]
pub struct Slug(String);

impl Slug {
    /// Parses a slug; `None` if the text is not one.
    pub fn parse(text: &str) -> Option<Slug> {
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        (text.len() <= 64 && text.split('-').all(word)).then(|| Slug(text.to_owned()))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Slug {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Slug, Self::Error> {
        Slug::parse(&text).ok_or("只能用小写拼音、数字和单个连字符")
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}
