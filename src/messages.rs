//! The texts of the interface in each language, and the current language.
//!
//! Every interface text for visitors is written in the code as [`tr!`] in simplified Chinese, and has its English translation in a table: [`program`] for texts
//! of a first visit, `pages` for texts of pages. A missing translation does not compile; `tests/tidy.rs` reports unused ones. Each language has its own folder
//! of pages; [`speak`] sets the current language of a thread. The browser programs contain the simplified texts; those of another language are loaded as files,
//! in the order of the tables ([`crate::route::WORDS`], [`crate::route::PAGE_WORDS`]).
//!
//! Traditional characters have no table of texts: the build converts the simplified ones, whole pages at once, after some words of the interface have been replaced
//! (`traditional`). Content is not translated; texts for staff are Chinese only. The address selects the language, no preference of the visitor does.

mod language_runs;
mod lines;
mod pages;
mod program;
#[cfg(not(target_arch = "wasm32"))]
mod traditional;

pub use language_runs::{Run, runs};

pub use lines::{lines, name_lines};
use std::cell::Cell;

/// A language of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize)
)]
pub enum Language {
    /// Simplified Chinese, the language of the documents.
    #[default]
    Simplified,
    /// Traditional Chinese, converted.
    Traditional,
    /// English interface, Chinese content.
    English,
}

impl Language {
    /// All languages, the default first.
    pub const ALL: [Language; 3] = [
        Language::Simplified,
        Language::Traditional,
        Language::English,
    ];

    /// The folder of its pages below the root, with a slash at the end.
    pub fn folder(self) -> &'static str {
        ["", "zh-hant/", "en/"][self as usize]
    }

    /// The language tag in `lang` attributes.
    pub fn tag(self) -> &'static str {
        ["zh-CN", "zh-Hant", "en"][self as usize]
    }

    /// The locale in Open Graph metadata.
    pub fn locale(self) -> &'static str {
        ["zh_CN", "zh_TW", "en_GB"][self as usize]
    }

    /// The language with this tag.
    pub fn of_tag(tag: &str) -> Option<Language> {
        Language::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        ["简体", "繁體", "English"][self as usize]
    }
}

/// The character between a name and its gloss in brackets: a space that is kept at the beginning of a box and allows a line break.
pub const GAP: char = '\u{2005}';

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::Simplified) };
    static WORDS: Cell<&'static [String]> = const { Cell::new(&[]) };
    static PAGE_WORDS: Cell<&'static [String]> = const { Cell::new(&[]) };
}

/// Sets the current language of this thread.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// The current language.
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// Sets the texts of the current language, in the order of [`program`].
pub fn learn(words: Vec<String>) {
    WORDS.set(Vec::leak(words));
}

/// Sets the texts of the pages, in the order of `pages`.
pub fn learn_pages(words: Vec<String>) {
    PAGE_WORDS.set(Vec::leak(words));
}

/// Whether the texts of the pages are loaded, or none are needed.
pub fn has_page_words() -> bool {
    spoken() == Language::Simplified || !PAGE_WORDS.get().is_empty()
}

/// Whether the texts of the current language are loaded, or none are needed.
pub fn is_learned() -> bool {
    spoken() == Language::Simplified || !WORDS.get().is_empty()
}

/// The `lang` of content, if it differs from that of the page.
pub fn content() -> Option<&'static str> {
    (spoken() == Language::English).then(|| Language::Simplified.tag())
}

/// The texts of [`program`] in the current language, in order.
#[cfg(not(target_arch = "wasm32"))]
pub fn program_words() -> Vec<&'static str> {
    shown(0, program::PROGRAM)
}

/// The texts of `pages` in the current language, in order.
#[cfg(not(target_arch = "wasm32"))]
pub fn page_words() -> Vec<&'static str> {
    shown(program::PROGRAM.len(), pages::PAGES)
}

#[cfg(not(target_arch = "wasm32"))]
fn shown(first: usize, table: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let texts = (first..).zip(table).map(|(place, (key, _))| {
        let (chinese, _) = key.split_once('|').unwrap_or((key, ""));
        words(place, chinese)
    });
    texts.collect()
}

/// All texts: simplified Chinese, English.
#[cfg(not(target_arch = "wasm32"))]
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    program::PROGRAM.iter().chain(pages::PAGES).copied()
}

/// The index of a text in the tables. Evaluated at compile time, so that a missing text does not compile.
pub const fn place(text: &str) -> usize {
    let mut at = 0;
    while at < program::PROGRAM.len() {
        if same(program::PROGRAM[at].0, text) {
            return at;
        }
        at += 1;
    }
    let mut below = 0;
    while below < pages::PAGES.len() {
        if same(pages::PAGES[below].0, text) {
            return at + below;
        }
        below += 1;
    }
    panic!("this text stands in no catalogue of src/messages: add it with its English words")
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    if one.len() != other.len() {
        return false;
    }
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The text with this index in the current language; `text` if no other is loaded.
pub fn words(place: usize, text: &'static str) -> &'static str {
    #[cfg(not(target_arch = "wasm32"))]
    match spoken() {
        Language::English => return all().nth(place).map_or(text, |words| words.1),
        Language::Traditional => return traditional::texts().get(place).map_or(text, |text| text),
        Language::Simplified => {}
    }
    let in_pages = place.checked_sub(program::PROGRAM.len());
    let words = match in_pages {
        Some(place) => PAGE_WORDS.get().get(place),
        None => WORDS.get().get(place),
    };
    words.map_or(text, String::as_str)
}

/// Replaces each `{name}` in a text by its value.
pub fn fill(text: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(key, _)| *key == name);
        filled += before;
        filled += value.map_or("", |(_, value)| value);
        rest = behind;
    }
    filled + rest
}

/// A text in the current language: `tr!("没有找到")` is a `&'static str`, `tr!("共 {total} 个", total = 3)` a `String`. A second argument distinguishes equal Chinese
/// texts with different translations; the tables append it behind a bar: `tr!("地方", "overview")`.
macro_rules! tr {
    ($text:literal) => {{
        const PLACE: usize = $crate::messages::place($text);
        $crate::messages::words(PLACE, $text)
    }};
    ($text:literal, $about:literal) => {{
        const PLACE: usize = $crate::messages::place(concat!($text, "|", $about));
        $crate::messages::words(PLACE, $text)
    }};
    ($text:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::messages::fill($crate::messages::tr!($text), &[$((stringify!($name), ($value).to_string())),+])
    };
}
pub(crate) use tr;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(text: &str) -> BTreeSet<&str> {
        let parts = text.split('{').skip(1);
        parts
            .map(|part| part.split_once('}').map_or(part, |(name, _)| name))
            .collect()
    }

    #[test]
    fn each_message_stands_once_and_names_the_same_values_in_both_languages() {
        let mut seen = BTreeSet::new();
        for (chinese, english) in all() {
            assert!(seen.insert(chinese), "{chinese} stands twice");
            assert!(!english.trim().is_empty(), "{chinese} has no English");
            assert_eq!(names(chinese), names(english), "{chinese}: {english}");
            let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert!(!english.contains(han), "{chinese}: {english}");
        }
    }

    #[test]
    fn values_stand_where_the_message_names_them() {
        let values = [("a", "1".to_owned()), ("b", "{a}".to_owned())];
        assert_eq!(fill("{b}、{a}。", &values), "{a}、1。");
        assert_eq!(fill("无", &values), "无");
    }
}
