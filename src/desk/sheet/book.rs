//! Files of an export or import: a workbook, a folder of CSV files, or, for export only, one JSON text.
//!
//! [`write`] never overwrites, and no program interprets a cell that it writes as a formula. It refuses tables that exceed the limits of [`read`]; JSON has no
//! such limit. [`read`] takes a workbook, a folder of CSV files or one CSV file, and reports sheet, row and column of everything that it cannot import exactly
//! as it is displayed. Other formats (`.xls`, `.et`, `.ods`) are refused with an explanation how to convert them. JSON is not imported: it is the format of the
//! data itself.

use super::cell_text::Known;
use super::csv::{self, Encoding};
use super::messages::Messages;
use super::reading::{self, Reading, table_of};
use super::{Rows, TABLES, tables, xlsx};
use crate::catalogue::check::File;
use crate::catalogue::file::Kind;
use crate::desk::failure::Failure;
use crate::desk::records::position;
use crate::desk::schema::label;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::{Map, Value};
use std::fs;
use std::io::Read;
use std::path::Path;

/// The largest file that is read, in bytes: the most text, and some space for separators and quotes.
pub const LARGEST: u64 = 320 << 20;

/// Writes the whole catalogue to a workbook (`.xlsx`), one JSON text (`.json`) or a folder of CSV files (anything else).
///
/// # Errors
///
/// If the target exists or cannot be written, or the tables exceed the limits of [`read`].
pub fn write(files: &[File], to: &Path) -> Result<(), Failure> {
    if ending(to) == "json" {
        is_free(to)?;
        return put(to, whole(files).as_bytes());
    }
    write_rows(tables(files), to)
}

/// Writes tables to a workbook or a folder of CSV files.
///
/// # Errors
///
/// As [`write`].
pub fn write_rows(rows: Rows, to: &Path) -> Result<(), Failure> {
    is_free(to)?;
    reading::measure(&rows)?;
    if ending(to) == "xlsx" {
        let shown = to.display();
        let written = laid_out(&rows).and_then(|mut book| book.save_to_buffer());
        let bytes = written.map_err(|error| {
            Failure::new(format!("写不了 {shown}：{error}。请检查文件夹和单元格。"))
        })?;
        if bytes.len() as u64 > LARGEST || xlsx::measure("", &bytes).is_err() {
            return Err(reading::too_much("工作簿太大"));
        }
        return put(to, &bytes);
    }
    let mut files = Vec::new();
    for (table, content) in TABLES.iter().zip(rows) {
        let Some(content) = content else { continue };
        let heads = table.columns.iter().map(|(field, _)| heading(field));
        let mut lines = vec![heads.collect()];
        lines.extend(content.rows.into_iter().map(|row| row.cells));
        let text = csv_text(&lines);
        if text.len() as u64 > LARGEST {
            return Err(reading::too_much(&format!(
                "表“{}”超过 {LARGEST} 字节",
                table.title
            )));
        }
        files.push((to.join(format!("{}.csv", table.name)), text));
    }
    fs::create_dir_all(to).map_err(|error| Failure::writing(to, &error))?;
    (files.iter()).try_for_each(|(path, text)| put(path, text.as_bytes()))
}

pub(in crate::desk) fn is_free(to: &Path) -> Result<(), Failure> {
    if !to.exists() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} 已经有了，不会覆盖它。请换一个名字。",
        to.display()
    )))
}

pub(in crate::desk) fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::writing(path, &error))
}

fn ending(path: &Path) -> String {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.unwrap_or_default().to_ascii_lowercase()
}

/// The header of a column: the field, then its title.
pub(super) fn heading(field: &str) -> String {
    let ends = field
        .match_indices('.')
        .map(|(at, _)| at)
        .chain([field.len()]);
    let named: Vec<&str> = ends.map(|end| label(&field[..end])).collect();
    let named = named.join("：");
    format!("{field} {named}")
}

/// The whole catalogue as one value: the brands in the order of the matrix, then the registers.
fn whole(files: &[File]) -> String {
    let mut brands = Vec::new();
    let mut registers = Map::new();
    for file in files {
        let (Some(kind), Ok(mut value)) = (
            Kind::of(&file.path),
            serde_json::from_slice::<Value>(&file.bytes),
        ) else {
            continue;
        };
        if !kind.is_public() {
            continue;
        }
        if let Some(list) = kind.list() {
            registers.insert(list.to_owned(), value[list].take());
        } else {
            if let Some(fields) = value.as_object_mut() {
                fields.shift_remove("$schema");
            }
            match kind {
                Kind::Gallery => drop(registers.insert(kind.name().to_owned(), value)),
                _ => brands.push(value),
            }
        }
    }
    brands.sort_by_cached_key(position);
    let mut whole = Map::from_iter([("brands".to_owned(), Value::Array(brands))]);
    whole.append(&mut registers);
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

/// Whether a program that opens a CSV file could interpret a cell as a formula, or confuse it with our own mark against that.
pub(super) fn is_marked(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\''])
}

/// Rows as CSV with a byte order mark, without which some programs do not recognise UTF-8.
fn csv_text(rows: &[Vec<String>]) -> String {
    let mut text = String::from('\u{feff}');
    for row in rows {
        let cells = row.iter().map(|cell| {
            let mark = if is_marked(cell) { "'" } else { "" };
            let cell = format!("{mark}{cell}");
            if cell.contains(['"', ',', '\n', '\r']) || cell.trim() != cell {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell
            }
        });
        text.push_str(&cells.collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    text
}

fn laid_out(rows: &Rows) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let (head, body) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for (table, content) in TABLES.iter().zip(rows) {
        let Some(content) = content else { continue };
        let sheet = book.add_worksheet();
        sheet.set_name(format!("{} {}", table.name, table.title))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, (field, _)) in (0u16..).zip(table.columns) {
            sheet.set_column_format(column, &body)?;
            sheet.write_string_with_format(0, column, heading(field), &head)?;
        }
        for (line, row) in (1u32..).zip(&content.rows) {
            for (column, cell) in (0u16..)
                .zip(&row.cells)
                .filter(|(_, cell)| !cell.is_empty())
            {
                // Always written as a string, which is never a formula.
                sheet.write_string_with_format(line, column, cell, &body)?;
            }
        }
    }
    Ok(book)
}

/// The result of reading an import.
pub struct Import {
    /// Its tables.
    pub rows: Rows,
    /// Notes on what was changed or skipped.
    pub notes: Messages,
}

/// Reads tables for the gallery of these files. The inner error is the list of cells that cannot be imported.
///
/// # Errors
///
/// If the file cannot be read or is too large, or its encoding is not certain and `encoding` does not name it.
pub fn read(
    from: &Path,
    files: &[File],
    encoding: Option<Encoding>,
) -> Result<Result<Import, Messages>, Failure> {
    let known = Known::of(files);
    let mut reading = Reading::new(&known);
    if from.is_dir() {
        folder(from, encoding, &mut reading)?;
    } else {
        let name = from.file_stem().unwrap_or_default().to_string_lossy();
        let bytes = small(from)?;
        match form(from, &bytes)? {
            Form::Workbook => xlsx::read(from, bytes, &mut reading)?,
            Form::Csv => {
                let at = table_of(&name).ok_or_else(|| unknown(&name))?;
                csv::read(from, &bytes, at, encoding, &mut reading)?;
            }
        }
    }
    Ok(if reading.wrong.is_empty() {
        Ok(Import {
            rows: reading.rows,
            notes: reading.notes,
        })
    } else {
        Err(reading.wrong)
    })
}

/// Reads each CSV file of a folder whose name is that of a table.
fn folder(
    from: &Path,
    encoding: Option<Encoding>,
    reading: &mut Reading<'_>,
) -> Result<(), Failure> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(from).map_err(|error| Failure::reading(from, &error))? {
        let path = entry
            .map_err(|error| Failure::reading(from, &error))?
            .path();
        if paths.len() == 10_000 {
            return Err(Failure::new(format!(
                "{} 里的文件太多，没有读。请把要读入的 CSV 单独放在一个文件夹里。",
                from.display()
            )));
        }
        paths.push(path);
    }
    paths.sort();
    let mut is_any = false;
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // Temporary files of programs that have the table open.
        if name.starts_with(['.', '~']) || !path.is_file() {
            continue;
        }
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_csv = ending(&path) == "csv";
        match table_of(&stem).filter(|_| is_csv) {
            Some(at) => {
                is_any = true;
                let bytes = small(&path)?;
                form(&path, &bytes)?;
                csv::read(&path, &bytes, at, encoding, reading)?;
            }
            None => reading
                .notes
                .add(|| format!("{}：不是本目录的表，没有读。", path.display())),
        }
    }
    if is_any {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} 里没有 brands.csv 这样的表。模板：cargo run -- export 文件夹",
        from.display()
    )))
}

/// The type of a file.
enum Form {
    Workbook,
    Csv,
}

/// The type of a file, from its name and first bytes.
fn form(path: &Path, bytes: &[u8]) -> Result<Form, Failure> {
    let (shown, ending) = (path.display(), ending(path));
    let save = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，再读那一份。";
    let is_zip = bytes.starts_with(b"PK");
    match ending.as_str() {
        // Old workbooks and encrypted ones have this signature.
        "xlsx" | "xlsm" if bytes.starts_with(b"\xd0\xcf\x11\xe0") => Err(Failure::new(format!(
            "读不了 {shown}：它加了密码，或者其实是旧的 .xls。{save}另存时不要加密码。"
        ))),
        "xlsx" | "xlsm" => Ok(Form::Workbook),
        "csv" | "txt" | "tsv" if is_zip || bytes.starts_with(b"\xd0\xcf\x11\xe0") => {
            Err(Failure::new(format!(
                "读不了 {shown}：它其实是 Excel 工作簿，不是 CSV。{save}"
            )))
        }
        "csv" | "txt" | "tsv" => Ok(Form::Csv),
        "xls" | "xlt" | "et" | "ett" | "ods" | "xlsb" | "numbers" | "dbf" | "xml" | "html"
        | "htm" | "mht" => Err(Failure::new(format!(
            "读不了 {shown}：不会读 .{ending}。{save}"
        ))),
        _ => Err(Failure::new(format!(
            "读不了 {shown}：只会读 .xlsx、.csv，或放着 CSV 的文件夹。"
        ))),
    }
}

/// The failure for an unknown table name.
pub(super) fn unknown(name: &str) -> Failure {
    let names = TABLES
        .map(|table| format!("{} {}", table.name, table.title))
        .join("、");
    let name: String = name.chars().take(40).collect();
    Failure::new(format!("不认识“{name}”这张表。可用的名字：{names}。"))
}

/// The bytes of a file; fails if it exceeds the limit, without reading more.
fn small(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::reading(path, &error);
    let mut bytes = Vec::new();
    fs::File::open(path)
        .map_err(failed)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(format!(
            "{} 超过 {LARGEST} 字节的上限，没有读。请分几次读入，每次只留要改的行。",
            path.display()
        )));
    }
    Ok(bytes)
}
