//! Parsing of workbooks (`.xlsx`): which sheets are tables, and what their cells display.
//!
//! [`read`] unpacks one part at a time, at most [`most_unpacked`] bytes in total, and reads its cells in one pass: the size of a shared string is checked when
//! it is read, and it is copied only into the cells that use it, within the limits of [`Reading`]. A cell is imported exactly as it is displayed or reported:
//! formulas, dates, errors and booleans are always reported, numbers are rendered by [`number_format`]. Sheets that are not tables are skipped with a note.
//! Pictures, comments, filters, validation, protection and hidden rows are ignored.

use super::cell_text::trimmed;
use super::messages::MOST;
use super::number_format::{self, DEFAULT_WIDTH, Display};
use super::reading::{Found, LONGEST, Reading, Unusable, header_field, table_of};
use super::{TABLES, Table, book};
use crate::desk::failure::Failure;
use quick_xml::Reader as Xml;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most bytes that any workbook may unpack to; unpacking happens in memory. The export of 10,000 brands has 55 MB, or 150 MB if each of them is as long as
/// those of Ningbo.
pub const MOST_UNPACKED: u64 = 512 << 20;

/// The most bytes that a small workbook may unpack to.
const MOST_UNPACKED_SMALL: u64 = 96 << 20;

/// The highest compression ratio of a workbook. Our exports and those of Excel have about 10; a file made to exhaust memory has 1,000.
const MOST_RATIO: u64 = 100;

/// The most bytes that a workbook of `packed` bytes may unpack to.
pub fn most_unpacked(packed: usize) -> u64 {
    let by_ratio = (packed as u64).saturating_mul(MOST_RATIO);
    by_ratio.clamp(MOST_UNPACKED_SMALL, MOST_UNPACKED)
}

/// Checks that [`read`] would not refuse a workbook of these bytes as too large.
///
/// # Errors
///
/// The failure of [`read`], or one for bytes that are not an archive.
pub(super) fn measure(shown: &str, bytes: &[u8]) -> Result<(), Failure> {
    let bad = |why: &dyn std::fmt::Display| unreadable(shown, &why.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| bad(&error))?;
    let (mut unpacked, most) = (0u64, most_unpacked(bytes.len()));
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|error| bad(&error))?;
        unpacked = unpacked.saturating_add(entry.size());
    }
    match unpacked > most {
        true => Err(too_large(shown, most)),
        false => Ok(()),
    }
}

/// The most shared strings of a workbook.
const MOST_STRINGS: usize = 4_000_000;

/// The failure for a part of the workbook that cannot be parsed, with the parser's message.
type Result<T, E = String> = std::result::Result<T, E>;

/// Reads all sheets that are tables from the bytes of the workbook at `path`.
///
/// # Errors
///
/// If the file is not a workbook, is protected by a password or is too large.
pub(super) fn read(path: &Path, bytes: Vec<u8>, reading: &mut Reading<'_>) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let mut book = Workbook::open(&shown, bytes)?;
    let sheets = std::mem::take(&mut book.sheets);
    let mut is_any_table = false;
    for sheet in &sheets {
        let hidden = if sheet.hidden { "是隐藏的，" } else { "" };
        let Some(part) = sheet.part.as_deref() else {
            reading
                .notes
                .add(|| format!("{shown}：“{}”不是表格，没有读。", sheet.name));
            continue;
        };
        let text = book
            .part(part)?
            .ok_or_else(|| book.unreadable(&format!("缺少表“{}”的内容", sheet.name)))?;
        let Some(at) = table_of(&sheet.name) else {
            // A sheet for notes is not a table; a table under another name is an error.
            let mut first: Option<Vec<String>> = None;
            let mut look = |_, cells: Vec<(usize, Found)>| {
                let texts = cells.into_iter().filter_map(|(_, found)| match found {
                    Found::Text(text) => Some(header_field(&text)),
                    Found::Unusable(_) => None,
                });
                first = Some(texts.collect());
                Ok(false)
            };
            book.cells(&text, &mut look)
                .map_err(|error| error.said(&book))?;
            let Some(first) = first else { continue };
            match resembled(&first) {
                Some(table) if !sheet.hidden => reading.wrong.add(|| {
                    format!(
                        "表“{}”的名字不认识，表头却像“{}”。请把它改名为“{} {}”，或删去这张表。",
                        sheet.name, table.title, table.name, table.title
                    )
                }),
                _ => reading.notes.add(|| {
                    format!(
                        "{shown}：表“{}”{hidden}不是本目录的表，没有读。",
                        sheet.name
                    )
                }),
            }
            continue;
        };
        is_any_table = true;
        if sheet.hidden {
            reading.notes.add(|| {
                format!(
                    "{shown}：表“{}”是隐藏的，照样读了。不想读它，就在 Excel 里取消隐藏，再删去。",
                    sheet.name
                )
            });
        }
        let mut table = reading.table(at, &sheet.name);
        let merged = book
            .cells(&text, &mut |number, cells| {
                table.line(number, cells).map(|()| true)
            })
            .map_err(|error| error.said(&book))?;
        table.end();
        for (row, column) in merged.places {
            let place = reading.place(at, row, column);
            reading
                .wrong
                .add(|| format!("{place}：合并了单元格。请取消合并，每行都写全。"));
        }
        for _ in 0..merged.more {
            reading
                .wrong
                .add(|| format!("表“{}”：合并了单元格。请取消合并，每行都写全。", sheet.name));
        }
    }
    if is_any_table || !reading.wrong.is_empty() {
        return Ok(());
    }
    Err(book::unknown(
        sheets.first().map_or("", |sheet| &sheet.name),
    ))
}

/// The table whose header contains these words, at least two of them.
fn resembled(words: &[String]) -> Option<&'static Table> {
    let known = |table: &Table| {
        let is_known = |word: &&String| table.columns.iter().any(|(name, _)| name == *word);
        words.iter().filter(is_known).count()
    };
    let best = TABLES.iter().max_by_key(|table| known(table))?;
    (known(best) >= 2).then_some(best)
}

/// A sheet of the workbook.
struct Sheet {
    name: String,
    hidden: bool,
    /// The path of its part; `None` for charts and the like.
    part: Option<String>,
}

/// A shared string.
struct Shared {
    text: Box<str>,
    is_too_long: bool,
}

struct Workbook {
    shown: String,
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The entries of the archive by their paths in lower case.
    entries: HashMap<String, usize>,
    /// How many bytes may be unpacked in all, and how many are left.
    most: u64,
    left: u64,
    sheets: Vec<Sheet>,
    strings: Vec<Shared>,
    /// The format code of each cell style.
    formats: Vec<String>,
}

/// The merged regions of a sheet.
#[derive(Default)]
struct Merged {
    /// The first cells of the first regions: row from 1, column from 0.
    places: Vec<(usize, usize)>,
    /// The number of further regions.
    more: usize,
}

/// Why the cells of a sheet could not be read.
enum Stopped {
    /// The part cannot be parsed.
    Broken(String),
    /// The table is too large.
    Refused(Failure),
}

impl<T: Into<String>> From<T> for Stopped {
    fn from(broken: T) -> Self {
        Self::Broken(broken.into())
    }
}

impl Stopped {
    fn said(self, book: &Workbook) -> Failure {
        match self {
            Self::Broken(why) => book.unreadable(&why),
            Self::Refused(failure) => failure,
        }
    }
}

impl Workbook {
    fn open(shown: &str, bytes: Vec<u8>) -> Result<Self, Failure> {
        let bad = |why: &dyn std::fmt::Display| unreadable(shown, &why.to_string());
        let most = most_unpacked(bytes.len());
        // Entries are first checked by their declared sizes, pictures included; those that are read are checked again.
        measure(shown, &bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| bad(&error))?;
        let mut entries = HashMap::new();
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(|error| bad(&error))?;
            let path = entry.name().map_err(|error| bad(&error))?;
            entries.insert(path.replace('\\', "/").to_ascii_lowercase(), at);
        }
        let mut book = Self {
            shown: shown.to_owned(),
            archive,
            entries,
            most,
            left: most,
            sheets: Vec::new(),
            strings: Vec::new(),
            formats: Vec::new(),
        };
        let main = book.main_part()?;
        let folder = main.rfind('/').map_or("", |end| &main[..=end]).to_owned();
        let name = main[folder.len()..].to_owned();
        let links = match book.part(&format!("{folder}_rels/{name}.rels"))? {
            Some(text) => relationships(&text).map_err(|why| book.unreadable(&why))?,
            None => Vec::new(),
        };
        let text = book
            .part(&main)?
            .ok_or_else(|| book.unreadable("缺少工作簿的目录"))?;
        book.sheets = sheets(&text, &links, &folder).map_err(|why| book.unreadable(&why))?;
        let linked = |kind: &str| {
            let link = links.iter().find(|link| link.kind.ends_with(kind));
            link.map(|link| resolved(&folder, &link.target))
        };
        if let Some(part) = linked("/styles")
            && let Some(text) = book.part(&part)?
        {
            book.formats = formats(&text).map_err(|why| book.unreadable(&why))?;
        }
        if let Some(part) = linked("/sharedStrings")
            && let Some(text) = book.part(&part)?
        {
            book.strings = strings(&text).map_err(|why| book.unreadable(&why))?;
        }
        Ok(book)
    }

    fn unreadable(&self, why: &str) -> Failure {
        unreadable(&self.shown, why)
    }

    /// The path of the workbook's main part.
    fn main_part(&mut self) -> Result<String, Failure> {
        let links = match self.part("_rels/.rels")? {
            Some(text) => relationships(&text).map_err(|why| self.unreadable(&why))?,
            None => return Err(self.unreadable("它不是工作簿")),
        };
        let main = links
            .iter()
            .find(|link| link.kind.ends_with("/officeDocument"));
        let main = main.map(|link| resolved("", &link.target));
        main.filter(|main| !main.ends_with(".bin"))
            .ok_or_else(|| self.unreadable("它不是 .xlsx 工作簿"))
    }

    /// The text of a part; `None` if it does not exist.
    fn part(&mut self, path: &str) -> Result<Option<String>, Failure> {
        let Some(at) = self.entries.get(&path.to_ascii_lowercase()) else {
            return Ok(None);
        };
        let shown = &self.shown;
        let bad = |why: &dyn std::fmt::Display| unreadable(shown, &why.to_string());
        let entry = self.archive.by_index(*at).map_err(|error| bad(&error))?;
        let mut bytes = Vec::new();
        entry
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| bad(&error))?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| too_large(shown, self.most))?;
        if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
            bytes = rest.to_vec();
        }
        let text = String::from_utf8(bytes).map_err(|_| bad(&"里面有不是 UTF-8 的文字"))?;
        Ok(Some(text))
    }

    /// Calls `line` for each row with content, with its number from 1, until it returns `false`.
    fn cells(
        &self,
        text: &str,
        line: &mut dyn FnMut(usize, Vec<(usize, Found)>) -> Result<bool, Failure>,
    ) -> Result<Merged, Stopped> {
        let mut xml = reader(text);
        let mut merged = Merged::default();
        let mut widths: Vec<(usize, usize, f64)> = Vec::new();
        let mut usual_width = DEFAULT_WIDTH;
        // The next row and column, for cells without a reference; both from 0.
        let (mut row, mut column) = (0usize, 0usize);
        let mut last_row: Option<usize> = None;
        let mut is_in_data = false;
        let mut cells: Vec<(usize, Found)> = Vec::new();
        loop {
            match event(&mut xml)? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "sheetData" => is_in_data = true,
                    "sheetFormatPr" => {
                        let stated = attribute(&start, "defaultColWidth")?;
                        usual_width = stated.and_then(|it| it.parse().ok()).unwrap_or(usual_width);
                    }
                    "col" if !is_in_data => {
                        let number = |name| -> Result<Option<f64>> {
                            Ok(attribute(&start, name)?.and_then(|it| it.parse().ok()))
                        };
                        let is_hidden = attribute(&start, "hidden")?
                            .is_some_and(|it| it != "0" && it != "false");
                        if let (Some(from), Some(to), Some(width), false) =
                            (number("min")?, number("max")?, number("width")?, is_hidden)
                        {
                            // Sheets have few of them; a file with more is not made by people.
                            if widths.len() < 20_000 {
                                widths.push((from as usize, to as usize, width));
                            }
                        }
                    }
                    "row" if is_in_data => {
                        if let Some(stated) = attribute(&start, "r")? {
                            let number: usize =
                                stated.parse().map_err(|_| "行号不对".to_owned())?;
                            row = number.checked_sub(1).ok_or("行号不对")?;
                        }
                        column = 0;
                    }
                    "c" if is_in_data => {
                        let (mut style, mut kind) = (0usize, String::new());
                        for (name, value) in attributes(&start)? {
                            match name {
                                "r" => {
                                    let place = place(&value).ok_or("单元格的位置不对")?;
                                    if place.0 != row {
                                        return Err("单元格的位置和行号不一致".into());
                                    }
                                    column = place.1;
                                }
                                "s" => style = value.parse().unwrap_or(usize::MAX),
                                "t" => kind = value,
                                _ => {}
                            }
                        }
                        let width = || {
                            let stated = widths
                                .iter()
                                .find(|(from, to, _)| (*from..=*to).contains(&(column + 1)));
                            stated.map_or(usual_width, |(.., width)| *width)
                        };
                        if let Some(found) = self.cell(&mut xml, style, &kind, width)? {
                            if cells.iter().any(|(other, _)| *other == column) {
                                return Err("同一个单元格写了两次".into());
                            }
                            cells.push((column, found));
                        }
                        column += 1;
                    }
                    "mergeCell" => {
                        let region = attribute(&start, "ref")?.unwrap_or_default();
                        let first = region.split(':').next().and_then(place);
                        match first {
                            // No more are kept than can be printed.
                            Some((row, column)) if merged.places.len() < MOST => {
                                merged.places.push((row + 1, column));
                            }
                            _ => merged.more += 1,
                        }
                    }
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "row" if is_in_data => {
                        if !cells.is_empty() {
                            if last_row.is_some_and(|last| last >= row) {
                                return Err("行的先后不对".into());
                            }
                            last_row = Some(row);
                            cells.sort_by_key(|(column, _)| *column);
                            if !line(row + 1, std::mem::take(&mut cells))
                                .map_err(Stopped::Refused)?
                            {
                                return Ok(merged);
                            }
                        }
                        row += 1;
                    }
                    "sheetData" => is_in_data = false,
                    _ => {}
                },
                Event::Eof => return Ok(merged),
                _ => {}
            }
        }
    }

    /// The displayed text of a cell, which is read up to its end; `None` if it is empty.
    fn cell(
        &self,
        xml: &mut Xml<&[u8]>,
        style: usize,
        kind: &str,
        width: impl FnOnce() -> f64,
    ) -> Result<Option<Found>> {
        let mut value: Option<String> = None;
        let mut inline: Option<String> = None;
        let mut formula: Option<String> = None;
        loop {
            match event(xml)? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "f" => {
                        let text = content(xml, "f", 200)?;
                        formula = Some(text.chars().take(40).collect());
                    }
                    // The result of a text formula may be as long as any other text.
                    "v" => value = Some(content(xml, "v", usize::MAX)?),
                    "is" => inline = Some(string_item(xml, "is")?),
                    _ => {}
                },
                Event::End(end) if end.local_name().as_ref() == "c" => break,
                Event::Eof => return Err("单元格没有结束".to_owned()),
                _ => {}
            }
        }
        if let Some(head) = formula {
            return Ok(Some(Found::Unusable(Unusable::Formula(head))));
        }
        let code = self.formats.get(style).map_or("General", String::as_str);
        if kind == "inlineStr" {
            let text = inline.unwrap_or_default();
            let is_too_long = text.chars().count() > LONGEST;
            return Ok(string(&text, is_too_long, code));
        }
        let Some(value) = value else {
            return Ok(None);
        };
        let number = value.trim();
        Ok(match kind {
            "s" => {
                let at: usize = number
                    .parse()
                    .map_err(|_| "共用文字的编号不对".to_owned())?;
                let shared = self.strings.get(at).ok_or("共用文字的编号不对")?;
                string(&shared.text, shared.is_too_long, code)
            }
            "str" => {
                let text = unescaped(&value);
                let is_too_long = text.chars().count() > LONGEST;
                string(&text, is_too_long, code)
            }
            "b" => Some(Found::Unusable(Unusable::Truth)),
            "e" => Some(Found::Unusable(Unusable::Error(
                number.chars().take(20).collect(),
            ))),
            "d" => Some(Found::Unusable(Unusable::Date)),
            "" | "n" if number.is_empty() => None,
            "" | "n" => {
                let stored: f64 = number.parse().map_err(|_| "数字写得不对".to_owned())?;
                let stated: String = number.chars().take(30).collect();
                Some(match number_format::number(stored, code, width()) {
                    Display::Text(text) => Found::Text(text),
                    Display::Date => Found::Unusable(Unusable::Date),
                    Display::Other(shown) => Found::Unusable(Unusable::Number(stated, shown)),
                })
            }
            _ => return Err("单元格的种类不认识".to_owned()),
        })
    }
}

/// A text cell with its format; its size is checked before it is copied.
fn string(text: &str, is_too_long: bool, code: &str) -> Option<Found> {
    if trimmed(text).is_empty() {
        return None;
    }
    if is_too_long {
        return Some(Found::Unusable(Unusable::TooLong(text.len())));
    }
    Some(match number_format::text(text, code) {
        Some(shown) => Found::Text(shown),
        None => Found::Unusable(Unusable::Format(text.chars().take(40).collect())),
    })
}

fn unreadable(shown: &str, why: &str) -> Failure {
    Failure::new(format!(
        "{shown} 不是能读的 .xlsx：{why}。请在 Excel 里另存一份“Excel 工作簿（.xlsx）”，不要加密码。"
    ))
}

fn too_large(shown: &str, most: u64) -> Failure {
    Failure::new(format!(
        "{shown} 解开后超过 {most} 字节的上限，没有读。请分几次读入，每次只留要改的行，也不要放图片。"
    ))
}

/// A parser of a part.
fn reader(text: &str) -> Xml<&[u8]> {
    let mut xml = Xml::from_str(text);
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_comments = false;
    xml
}

/// The next event. Document type definitions are refused: they could define entities that expand without limit.
fn event<'a>(xml: &mut Xml<&'a [u8]>) -> Result<Event<'a>> {
    match xml.read_event() {
        Ok(Event::DocType(_)) => Err("里面有 DTD".to_owned()),
        Ok(event) => Ok(event),
        Err(error) => Err(error.to_string()),
    }
}

/// All attributes by their local names.
fn attributes<'a>(start: &'a BytesStart<'_>) -> Result<Vec<(&'a str, String)>> {
    let mut found = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = attribute.key.local_name().into_inner();
        let value = unescape(&attribute.value).map_err(|error| error.to_string())?;
        let value = value.into_owned();
        found.push((name, value));
    }
    Ok(found)
}

/// The attribute of this local name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>> {
    let all = attributes(start)?;
    Ok(all
        .into_iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value))
}

/// The text of the current element up to its end; at most `most` bytes.
fn content(xml: &mut Xml<&[u8]>, name: &str, most: usize) -> Result<String> {
    let mut text = String::new();
    let mut depth = 0;
    loop {
        match event(xml)? {
            Event::Text(part) if text.len() < most => text.push_str(&part.xml10_content()),
            Event::CData(part) if text.len() < most => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) => {
                if let Some(known) = resolve_xml_entity(&entity) {
                    text.push_str(known);
                } else if let Some(c) = entity
                    .resolve_char_ref()
                    .map_err(|error| error.to_string())?
                {
                    text.push(c);
                } else {
                    return Err("里面有不认识的字符名".to_owned());
                }
            }
            Event::Start(_) => depth += 1,
            Event::End(_) if depth > 0 => depth -= 1,
            Event::End(end) if end.local_name().as_ref() == name => return Ok(text),
            Event::End(_) | Event::Eof => return Err("里面有没有结束的文字".to_owned()),
            _ => {}
        }
    }
}

/// The text of a string with its runs, without phonetic annotations.
fn string_item(xml: &mut Xml<&[u8]>, name: &str) -> Result<String> {
    let mut text = String::new();
    let mut is_phonetic = false;
    loop {
        match event(xml)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "rPh" => is_phonetic = true,
                "t" => {
                    let part = content(xml, "t", usize::MAX)?;
                    if !is_phonetic {
                        text.push_str(&unescaped(&part));
                    }
                }
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "rPh" => is_phonetic = false,
                other if other == name => return Ok(text),
                _ => {}
            },
            Event::Eof => return Err("里面有没有结束的文字".to_owned()),
            _ => {}
        }
    }
}

/// The text without Excel's escapes: `_x000D_` is a character by its code, `_x005F_` an escaped underscore.
fn unescaped(text: &str) -> String {
    let mut rest = text;
    let mut units: Vec<u16> = Vec::new();
    let mut result = String::new();
    let flush = |units: &mut Vec<u16>, result: &mut String| {
        result.extend(
            char::decode_utf16(units.drain(..)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)),
        );
    };
    while let Some(at) = rest.find("_x") {
        let escape = rest.get(at + 2..at + 7).and_then(|code| {
            let digits = code.strip_suffix('_')?;
            let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            plain.then_some(u16::from_str_radix(digits, 16).ok()?)
        });
        let end = match escape {
            Some(_) => at,
            None => at + 2,
        };
        if end > 0 {
            flush(&mut units, &mut result);
            result.push_str(&rest[..end]);
        }
        rest = &rest[end..];
        if let Some(unit) = escape {
            units.push(unit);
            rest = &rest[7..];
        }
    }
    flush(&mut units, &mut result);
    result.push_str(rest);
    result
}

/// Row and column, both from 0, of a reference such as `AB12`.
fn place(text: &str) -> Option<(usize, usize)> {
    let text = text.replace('$', "");
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0usize;
    for byte in letters.bytes() {
        let letter = byte.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column * 26 + usize::from(letter - b'A') + 1;
    }
    let row: u32 = number.parse().ok()?;
    Some((usize::try_from(row.checked_sub(1)?).ok()?, column - 1))
}

/// A relationship between two parts.
struct Link {
    id: String,
    kind: String,
    target: String,
}

fn relationships(text: &str) -> Result<Vec<Link>> {
    let mut xml = reader(text);
    let mut links = Vec::new();
    loop {
        match event(&mut xml)? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let get = |name| attribute(&start, name).map(Option::unwrap_or_default);
                links.push(Link {
                    id: get("Id")?,
                    kind: get("Type")?,
                    target: get("Target")?,
                });
            }
            Event::Eof => return Ok(links),
            _ => {}
        }
    }
}

/// The path of a target, relative to `folder`.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn sheets(text: &str, links: &[Link], folder: &str) -> Result<Vec<Sheet>> {
    let mut xml = reader(text);
    let mut sheets = Vec::new();
    loop {
        match event(&mut xml)? {
            Event::Start(start) if start.local_name().as_ref() == "sheet" => {
                let get = |name| attribute(&start, name).map(Option::unwrap_or_default);
                let (name, state, id) = (get("name")?, get("state")?, get("id")?);
                let link = links.iter().find(|link| link.id == id);
                let link = link.ok_or_else(|| format!("找不到表“{name}”"))?;
                sheets.push(Sheet {
                    name,
                    hidden: !["", "visible"].contains(&state.as_str()),
                    part: (link.kind.ends_with("/worksheet"))
                        .then(|| resolved(folder, &link.target)),
                });
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn strings(text: &str) -> Result<Vec<Shared>> {
    let mut xml = reader(text);
    let mut strings = Vec::new();
    loop {
        match event(&mut xml)? {
            Event::Start(start) if start.local_name().as_ref() == "si" => {
                if strings.len() == MOST_STRINGS {
                    return Err(format!("不同的文字超过 {MOST_STRINGS} 个"));
                }
                let text = string_item(&mut xml, "si")?;
                strings.push(Shared {
                    is_too_long: text.chars().count() > LONGEST,
                    text: text.into_boxed_str(),
                });
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The format code of each cell style.
fn formats(text: &str) -> Result<Vec<String>> {
    let mut xml = reader(text);
    let mut own: HashMap<String, String> = HashMap::new();
    let mut formats = Vec::new();
    let mut is_cell_style = false;
    loop {
        match event(&mut xml)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&start, "numFmtId")?.unwrap_or_default();
                    let code = attribute(&start, "formatCode")?.unwrap_or_default();
                    // Excel allows 255 characters. A longer code is invalid, and would be copied for every style.
                    let code = if code.len() > 1024 {
                        UNKNOWN.to_owned()
                    } else {
                        code
                    };
                    own.insert(id, code);
                }
                "cellXfs" => is_cell_style = true,
                "xf" if is_cell_style => {
                    let id = attribute(&start, "numFmtId")?.unwrap_or_default();
                    let code = own.get(&id).cloned();
                    formats.push(code.unwrap_or_else(|| built_in(&id).to_owned()));
                    // Excel allows 65,490.
                    if formats.len() > 70_000 {
                        return Err("单元格格式太多".to_owned());
                    }
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "cellXfs" => is_cell_style = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// The code of an unknown format: nothing is rendered with certainty.
const UNKNOWN: &str = "?";

/// The code of a built-in format (ECMA-376 18.8.30); built-in dates of all languages are one code.
fn built_in(id: &str) -> &'static str {
    match id.parse::<u32>() {
        Ok(0) => "General",
        Ok(1) => "0",
        Ok(2) => "0.00",
        Ok(3) => "#,##0",
        Ok(4) => "#,##0.00",
        Ok(9) => "0%",
        Ok(10) => "0.00%",
        Ok(11) => "0.00E+00",
        Ok(12) => "# ?/?",
        Ok(13) => "# ??/??",
        Ok(14..=22 | 27..=36 | 45..=47 | 50..=58) => "yyyy-mm-dd",
        Ok(37 | 38) => "#,##0_);(#,##0)",
        Ok(39 | 40) => "#,##0.00_);(#,##0.00)",
        Ok(48) => "##0.0E+0",
        Ok(49) => "@",
        Err(_) if id.is_empty() => "General",
        _ => UNKNOWN,
    }
}
