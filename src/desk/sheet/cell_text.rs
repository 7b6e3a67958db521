//! Checks of cell texts that apply to every table: invisible characters, and traces of what Excel does to CSV files.
//!
//! [`trimmed`] removes spaces and invisible characters at both ends. [`fault`] describes a fault inside a text. A text that the gallery already has ([`Known`])
//! is never a fault, so that every export can be imported again.

use super::Form;
use crate::catalogue::check::File;
use serde_json::Value;
use std::collections::HashSet;

/// Texts of the gallery that would be faults in new data, and all its characters.
#[derive(Default)]
pub struct Known {
    odd: HashSet<String>,
    characters: HashSet<char>,
}

impl Known {
    /// Collects them from all files; files that are not JSON are skipped.
    pub fn of(files: &[File]) -> Self {
        let mut known = Self::default();
        for file in files {
            if let Ok(value) = serde_json::from_slice::<Value>(&file.bytes) {
                known.collect(&value);
            }
        }
        known
    }

    fn collect(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                self.characters
                    .extend(text.chars().filter(|c| !c.is_ascii()));
                let is_odd = |column| fault(Form::Text, column, text, &Self::default()).is_some();
                if is_odd("") || is_odd(VALUE) {
                    self.odd.insert(text.clone());
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Object(fields) => fields.values().for_each(|field| self.collect(field)),
            _ => {}
        }
    }

    /// The number of distinct non-ASCII characters of a text that the gallery has, and the number of all.
    pub fn share(&self, text: &str) -> (usize, usize) {
        let distinct: HashSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
        let held = distinct
            .iter()
            .filter(|c| self.characters.contains(c))
            .count();
        (held, distinct.len())
    }
}

/// The column whose values Excel converts to dates most often.
const VALUE: &str = "value";

/// The name of a character that is invisible or looks like a plain space; `None` for others.
fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{202f}' => "不换行空格",
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => "特殊的空格",
        '\u{2800}' | '\u{3164}' | '\u{115f}' | '\u{1160}' | '\u{ffa0}' => "空白字符",
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{34f}' | '\u{180e}' => "零宽字符",
        '\u{ad}' => "看不见的连字符",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "改变书写方向的字符"
        }
        '\u{2028}' | '\u{2029}' => "换行字符",
        '\u{2061}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => "看不见的字符",
        '\u{fffe}' | '\u{ffff}' => "不是字符的编码",
        '\u{fffd}' => "乱码字符",
        c if c.is_control() && !matches!(c, '\n' | '\r' | '\t') => "控制字符",
        _ => return None,
    })
}

/// The text without spaces, line breaks and invisible characters at its ends.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || (unseen(c).is_some() && c != '\u{fffd}'))
}

/// The fault of a text in `column`, as the end of a sentence; `None` if there is none or the text is [`Known`].
pub(super) fn fault(form: Form, column: &str, text: &str, known: &Known) -> Option<String> {
    // Fast path: most cells are plain.
    let found = invisible(form, text).or_else(|| spoilt(form, column, text))?;
    (!known.odd.contains(text)).then_some(found)
}

fn invisible(form: Form, text: &str) -> Option<String> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return None;
    }
    let (at, c, name) = text
        .chars()
        .enumerate()
        .find_map(|(at, c)| Some((at, c, unseen(c)?)))?;
    // Any space separates ids.
    if form == Form::Ids && c.is_whitespace() {
        return None;
    }
    Some(format!(
        "第 {} 个字是{name}（U+{:04X}），看不出来。请把这一格重新键入，不要复制。",
        at + 1,
        u32::from(c)
    ))
}

/// Traces of a program that interpreted a text as a number, a date, a formula or a boolean.
fn spoilt(form: Form, column: &str, text: &str) -> Option<String> {
    // Excel writes ASCII, except for Chinese dates.
    let is_suspect = text.is_ascii() || (column == VALUE && text.contains('月'));
    if !is_suspect || form == Form::Lines {
        return None;
    }
    let typed_as_text = "请对照材料，在 Excel 里先把这一列设成“文本”再键入原文。";
    if is_exponent(text) {
        return Some(format!(
            "“{text}”像是被 Excel 改成了科学计数法。{typed_as_text}"
        ));
    }
    if is_error(text) {
        return Some(format!(
            "“{text}”是 Excel 的出错标记，不是原文。请改成文字。"
        ));
    }
    if ["TRUE", "FALSE"].contains(&text) {
        return Some(format!("“{text}”是 Excel 的真假值，不是原文。请改成文字。"));
    }
    if is_english_date(text) || (column == VALUE && is_date(text)) {
        return Some(format!("“{text}”像是被 Excel 改成了日期。{typed_as_text}"));
    }
    None
}

/// Whether a text has the form `1.2E+03`.
fn is_exponent(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.strip_prefix('-').unwrap_or(number);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    digits(whole) && digits(decimals) && exponent.strip_prefix(['+', '-']).is_some_and(digits)
}

/// Whether a text has the form `#N/A`, `#REF!` or `#####`.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 10] = [
        "#N/A",
        "#REF!",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    ];
    ERRORS.contains(&text) || (text.len() >= 3 && text.bytes().all(|byte| byte == b'#'))
}

/// Whether a text has the form `5-Mar` or `Mar-26`, which only a program writes in a Chinese table.
fn is_english_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let parts: Vec<&str> = text.split('-').collect();
    let is_month = |part: &str| MONTHS.contains(&part.to_ascii_lowercase().as_str());
    let is_number = |part: &str| {
        matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(parts.len(), 2 | 3)
        && parts.iter().filter(|part| is_month(part)).count() == 1
        && parts.iter().all(|part| is_month(part) || is_number(part))
}

/// Whether a text has the form `3月5日`, `2026年3月`, `2026/3/5`, `2026-3-5` or `1:02:00`.
fn is_date(text: &str) -> bool {
    let mut shape = String::new();
    for c in text.chars() {
        let kind = if c.is_ascii_digit() { '0' } else { c };
        if kind != '0' || !shape.ends_with('0') {
            shape.push(kind);
        }
    }
    [
        "0月0日",
        "0年0月",
        "0年0月0日",
        "0/0/0",
        "0-0-0",
        "0.0.0",
        "0:0:0",
    ]
    .contains(&shape.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_lose_what_cannot_be_seen() {
        for text in [
            "甲",
            " 甲",
            "甲\u{a0}",
            "\u{3000}甲\n",
            "\u{feff}甲\u{200b}",
            "\t甲\r\n",
        ] {
            assert_eq!(trimmed(text), "甲", "{text:?}");
        }
        assert_eq!(trimmed("\u{a0}\u{3164}"), "");
    }

    #[test]
    fn what_cannot_be_seen_inside_is_named_with_its_place() {
        let none = Known::default();
        for (text, part) in [
            ("白天\u{a0}透析", "第 3 个字是不换行空格（U+00A0）"),
            ("白\u{200b}天", "U+200B"),
            ("a\u{202e}b", "U+202E"),
            ("甲\u{e0041}乙", "U+E0041"),
            ("甲\u{7}乙", "U+0007"),
        ] {
            let said = fault(Form::Text, "name", text, &none).expect(text);
            assert!(said.contains(part), "{said}");
        }
        for text in ["白天 透析", "甲　乙", "a\nb", "Ænglish é", "👍"] {
            assert_eq!(fault(Form::Text, "name", text, &none), None, "{text:?}");
        }
        assert_eq!(fault(Form::Ids, "needs", "a\u{a0}b", &none), None);
        assert!(fault(Form::Ids, "needs", "a\u{200b}b", &none).is_some());
    }

    #[test]
    fn traces_of_excel_are_named() {
        let none = Known::default();
        for (column, text) in [
            ("value", "3月5日"),
            ("value", "2026/3/5"),
            ("value", "1:02:00"),
            ("value", "1.2E+03"),
            ("name", "6E-05"),
            ("id", "5-Mar"),
            ("when", "Mar-26"),
            ("name", "#N/A"),
            ("text", "########"),
            ("heading", "TRUE"),
        ] {
            assert!(fault(Form::Text, column, text, &none).is_some(), "{text}");
        }
        for (column, text) in [
            ("when", "3月5日"),
            ("when", "2026年3月5日"),
            ("value", "3/5"),
            ("value", "150.8万"),
            ("value", "第3"),
            ("value", "1.5-2"),
            ("on", "2026-11-20"),
            ("name", "E+"),
            ("name", "1E5"),
            ("id", "may-day"),
            ("text", "#"),
        ] {
            assert_eq!(fault(Form::Text, column, text, &none), None, "{text}");
        }
    }

    #[test]
    fn a_text_of_the_gallery_is_taken_as_it_is() {
        let files = [File {
            path: "needs.json".to_owned(),
            bytes: "{\"needs\": [{\"id\": \"x\", \"name\": \"白\u{a0}天\"}]}".into(),
        }];
        let known = Known::of(&files);
        assert_eq!(fault(Form::Text, "name", "白\u{a0}天", &known), None);
        assert!(fault(Form::Text, "name", "白\u{a0}日", &known).is_some());
        assert_eq!(known.share("白天日"), (2, 3));
    }
}
