//! Parsing of CSV files: encoding, separator, rows.
//!
//! [`read`] accepts UTF-8, UTF-16 with a byte order mark, and GBK, which programs in China write. It never guesses: a text that is not certainly GBK is refused
//! with the question for its encoding ([`Encoding`] is the answer), and a separator that also occurs in sentences is refused by name. Quotes follow RFC 4180;
//! an unclosed quote is an error, because it would swallow the following rows.

use super::TABLES;
use super::book::{heading, is_marked};
use super::cell_text::{Known, trimmed};
use super::reading::{Found, LONGEST, MOST_COLUMNS, Reading, Unusable, header_field};
use crate::desk::failure::Failure;
use encoding_rs::{BIG5, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

/// An encoding that `--encoding` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Simplified Chinese, as Excel for Windows writes it in China.
    Gbk,
    /// Traditional Chinese.
    Big5,
}

impl Encoding {
    /// All encodings with their names.
    pub const ALL: [(&'static str, Self); 2] = [("gbk", Self::Gbk), ("big5", Self::Big5)];
}

/// Parses the bytes of the file at `path` as the table `at`.
///
/// # Errors
///
/// If encoding, separator or quotes are not certain, or the table is too large.
pub(super) fn read(
    path: &Path,
    bytes: &[u8],
    at: usize,
    encoding: Option<Encoding>,
    reading: &mut Reading<'_>,
) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let text = decoded(&shown, bytes, at, encoding, reading)?;
    let text = text.trim_start_matches('\u{feff}');
    // Excel shows no row for the line that declares the separator, so it is not counted.
    let (separator, text) = match stated(text) {
        Some(stated) => stated,
        None => (detected(&shown, text, at)?, text),
    };
    if separator != ',' {
        let name = named(separator);
        reading
            .notes
            .add(|| format!("{shown}：列之间用的是{name}，照此读。"));
    }
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut table = reading.table(at, &name);
    rows(&shown, text, separator, |number, cells| {
        table.line(number, cells)
    })?;
    table.end();
    Ok(())
}

/// Decodes a file.
fn decoded(
    shown: &str,
    bytes: &[u8],
    at: usize,
    encoding: Option<Encoding>,
    reading: &mut Reading<'_>,
) -> Result<String, Failure> {
    for (mark, utf16) in [([0xff, 0xfe], UTF_16LE), ([0xfe, 0xff], UTF_16BE)] {
        if bytes.starts_with(&mark) {
            let (text, _, bad) = utf16.decode(bytes);
            if !bad {
                return Ok(text.into_owned());
            }
        }
    }
    if bytes.contains(&0) {
        return Err(Failure::new(format!(
            "{shown} 不是 CSV。请在 Excel 里另存为“CSV UTF-8（逗号分隔）”。"
        )));
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let save = "请在 Excel 里另存为“CSV UTF-8（逗号分隔）”，再读这一份。";
    let (gbk, _, no_gbk) = GB18030.decode(bytes);
    let (big5, _, no_big5) = BIG5.decode(bytes);
    let text = match encoding {
        Some(Encoding::Gbk) if !no_gbk => gbk,
        Some(Encoding::Big5) if !no_big5 => big5,
        Some(_) => {
            return Err(Failure::new(format!(
                "{shown} 不是 --encoding 写明的那种编码。{save}"
            )));
        }
        None if no_gbk => {
            return Err(Failure::new(format!(
                "{shown} 既不是 UTF-8 也不是 GBK，第 {} 个字节起读不出来。{save}",
                error.valid_up_to() + 1
            )));
        }
        None if is_surely_gbk(bytes, &gbk, (!no_big5).then_some(&*big5), at, reading.known) => gbk,
        None => {
            let mut question = format!(
                "{shown} 不是 UTF-8，也不能确定是哪种编码，没有读。按 GBK 读是“{}”",
                sample(&gbk)
            );
            if !no_big5 {
                question += &format!("，按 Big5 读是“{}”", sample(&big5));
            }
            return Err(Failure::new(format!(
                "{question}。认得哪个是原文，就加上 --encoding gbk 或 --encoding big5 再运行；都不是，{save}"
            )));
        }
    };
    let name = if encoding == Some(Encoding::Big5) {
        "Big5"
    } else {
        "GBK"
    };
    reading
        .notes
        .add(|| format!("{shown} 不是 UTF-8，按 {name} 读。"));
    Ok(text.into_owned())
}

/// Whether a text is certainly GBK: its header has the Chinese names of an export; or it consists of the gallery's own characters; or nearly all of many
/// characters are common in GBK. Of Big5 text decoded as GBK less than half are.
fn is_surely_gbk(bytes: &[u8], gbk: &str, big5: Option<&str>, at: usize, known: &Known) -> bool {
    let header = gbk.lines().next().unwrap_or_default();
    let is_heading = |(field, _): &(&str, _)| {
        let heading = heading(field);
        !heading.is_ascii() && header.contains(&heading)
    };
    if TABLES[at].columns.iter().any(is_heading) {
        return true;
    }
    let percent = |text: &str| {
        let (held, all) = known.share(text);
        held * 100 / all.max(1)
    };
    let (as_gbk, as_big5) = (percent(gbk), big5.map_or(0, percent));
    if as_gbk >= 70 && as_gbk >= as_big5 + 30 {
        return true;
    }
    let (usual, other) = usual(bytes);
    usual >= 12 && other * 50 <= usual
}

/// The number of distinct double bytes that are common in GBK (punctuation and the 6,763 characters of GB 2312), and of those that are not.
fn usual(bytes: &[u8]) -> (usize, usize) {
    let mut pairs: HashSet<[u8; 2]> = HashSet::new();
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if let (0x81..=0xfe, Some((second, after))) = (*first, rest.split_first()) {
            pairs.insert([*first, *second]);
            rest = after;
        }
    }
    let is_usual =
        |[first, second]: &&[u8; 2]| matches!(first, 0xa1..=0xa3 | 0xb0..=0xf7) && *second >= 0xa1;
    let usual = pairs.iter().filter(is_usual).count();
    (usual, pairs.len() - usual)
}

/// The first non-ASCII words of a text.
fn sample(text: &str) -> String {
    let from = text.find(|c: char| !c.is_ascii()).unwrap_or(0);
    let line = text[from..].lines().next().unwrap_or_default();
    line.chars().take(20).collect()
}

/// The separator that the first line declares as `sep=;`, and the text behind that line.
fn stated(text: &str) -> Option<(char, &str)> {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = line.trim_end_matches('\r').trim_matches('"');
    let value = line
        .get(..4)
        .filter(|head| head.eq_ignore_ascii_case("sep="))?;
    let mut characters = line[value.len()..].chars();
    let separator = characters.next()?;
    (characters.next().is_none() && separator != '"').then_some((separator, rest))
}

/// The separator that yields most known names in the header.
fn detected(shown: &str, text: &str, at: usize) -> Result<char, Failure> {
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let known = |separator: char| {
        let cells = header
            .split(separator)
            .map(|cell| cell.trim().trim_matches('"'));
        cells
            .filter(|cell| {
                let field = header_field(cell);
                TABLES[at].columns.iter().any(|(name, _)| *name == field)
            })
            .count()
    };
    let mut best = (',', known(','));
    for separator in [';', '\t', '|'] {
        if known(separator) > best.1 {
            best = (separator, known(separator));
        }
    }
    for separator in ['，', '；', '、', '｜', '：', ' '] {
        if known(separator) > best.1 {
            return Err(Failure::new(format!(
                "{shown}：列之间用的是{}，句子里也会有，不能当分隔。请改成英文逗号（,），或在 Excel 里另存为“CSV UTF-8（逗号分隔）”。",
                named(separator)
            )));
        }
    }
    Ok(best.0)
}

fn named(separator: char) -> String {
    match separator {
        ';' => "分号（;）".to_owned(),
        '\t' => "制表符（Tab）".to_owned(),
        '|' => "竖线（|）".to_owned(),
        ' ' => "空格".to_owned(),
        '，' => "中文逗号（，）".to_owned(),
        '；' => "中文分号（；）".to_owned(),
        '、' => "顿号（、）".to_owned(),
        other => format!("“{other}”"),
    }
}

/// Calls `line` for each row with content, with its number from 1.
fn rows(
    shown: &str,
    text: &str,
    separator: char,
    mut line: impl FnMut(usize, Vec<(usize, Found)>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (mut number, mut column) = (1, 0);
    let mut cells: Vec<(usize, Found)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => closed(quoted, separator).ok_or_else(|| {
                Failure::new(format!(
                    "{shown}：第 {number} 行第 {} 列的引号（\"）不成对，会把后面的行也当成这一格。请补上或去掉引号；格子里面的引号要写两个。",
                    column + 1
                ))
            })?,
            None => {
                let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
                (Cow::Borrowed(&rest[..end]), &rest[end..])
            }
        };
        // Empty cells are not stored, so a line of commas costs nothing.
        if !cell.is_empty() && !trimmed(&cell).is_empty() {
            if column >= MOST_COLUMNS {
                return Err(Failure::new(format!(
                    "{shown}：第 {number} 行超过 {MOST_COLUMNS} 列。请删去多出来的格子。"
                )));
            }
            cells.push((column, found(&cell)));
        }
        rest = after;
        if let Some(after) = rest.strip_prefix(separator) {
            rest = after;
            column += 1;
            continue;
        }
        rest = rest.strip_prefix('\r').unwrap_or(rest);
        rest = rest.strip_prefix('\n').unwrap_or(rest);
        if !cells.is_empty() {
            line(number, std::mem::take(&mut cells))?;
        }
        (number, column) = (number + 1, 0);
    }
    if cells.is_empty() {
        return Ok(());
    }
    line(number, cells)
}

/// The text of a quoted cell behind its opening quote, and the text behind the closing one; `None` if it is not closed.
fn closed(quoted: &str, separator: char) -> Option<(Cow<'_, str>, &str)> {
    let mut from = 0;
    loop {
        let end = from + quoted[from..].find('"')?;
        let after = &quoted[end + 1..];
        if after.starts_with('"') {
            from = end + 2;
            continue;
        }
        let ends = after.is_empty() || after.starts_with([separator, '\n', '\r']);
        let text = &quoted[..end];
        return ends.then(|| {
            let text = match text.contains('"') {
                true => text.replace("\"\"", "\"").into(),
                false => text.into(),
            };
            (text, after)
        });
    }
}

fn found(cell: &str) -> Found {
    // Our export marks cells that programs could interpret as formulas; remove the mark.
    let cell = match cell.strip_prefix('\'') {
        Some(rest) if is_marked(rest) => rest,
        _ => cell,
    };
    // The size is checked before the text is copied.
    if cell.len() > 4 * LONGEST {
        return Found::Unusable(Unusable::TooLong(cell.len()));
    }
    Found::Text(cell.to_owned())
}
