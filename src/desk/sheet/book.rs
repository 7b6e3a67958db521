//! How do tables lie on a disk: as a workbook, as a folder of CSV, as one JSON text?
//!
//! Contract: [`write`] never overwrites, and no cell that it writes is a formula for any program that opens it; [`read`] takes a workbook, a
//! folder of CSV or one CSV, in UTF-8 or as Excel writes it in China (GBK), and says sheet, row and column of what it cannot take: formulas,
//! dates, merged cells, cells without end. Absent on purpose: the old binary workbook (`.xls`), and importing JSON, which is what the data is.

use super::{Row, Rows, TABLES, table, tables, workbook};
use crate::catalogue::check::File;
use crate::catalogue::file::Kind;
use crate::desk::failure::Failure;
use crate::desk::schema::label;
use encoding_rs::GB18030;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// The largest file that is read, in bytes, and the most that a workbook may unpack to.
pub(super) const LARGEST: u64 = 20 << 20;

/// The most characters that a cell may hold: what Excel itself allows.
const LONGEST: usize = 32_767;

/// Writes the whole catalogue to a workbook (`.xlsx`), one JSON text (`.json`) or a folder of CSV (anything else).
pub fn write(files: &[File], to: &Path) -> Result<(), Failure> {
    if ending(to) == "json" {
        is_free(to)?;
        return put(to, whole(files).as_bytes());
    }
    write_rows(tables(files), to)
}

/// Writes tables to a workbook or a folder of CSV.
pub fn write_rows(rows: Rows, to: &Path) -> Result<(), Failure> {
    is_free(to)?;
    if ending(to) == "xlsx" {
        return laid_out(&rows)
            .and_then(|mut book| book.save(to))
            .map_err(|error| {
                Failure::new(format!(
                    "写不了 {}：{error}。请检查文件夹和单元格。",
                    to.display()
                ))
            });
    }
    fs::create_dir_all(to).map_err(|error| Failure::writing(to, &error))?;
    for (table, rows) in TABLES.iter().zip(rows) {
        let heads = table.columns.iter().map(|(field, _)| heading(field));
        let mut lines = vec![heads.collect()];
        lines.extend(rows.into_iter().map(|row| row.cells));
        put(
            &to.join(format!("{}.csv", table.name)),
            csv_text(&lines).as_bytes(),
        )?;
    }
    Ok(())
}

fn is_free(to: &Path) -> Result<(), Failure> {
    if !to.exists() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} 已经有了，不会覆盖它。请换一个名字。",
        to.display()
    )))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::writing(path, &error))
}

fn ending(path: &Path) -> String {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.unwrap_or_default().to_ascii_lowercase()
}

/// The head of a column: the field, then what people call it.
fn heading(field: &str) -> String {
    let named = field.split('.').map(label).collect::<Vec<_>>().join("：");
    format!("{field} {named}")
}

/// Everything in one: the brands in the order of the matrix, then the registers.
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
    brands.sort_by_key(|brand| brand["order"].as_u64());
    let mut whole = Map::from_iter([("brands".to_owned(), Value::Array(brands))]);
    whole.append(&mut registers);
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

/// Whether a program that opens a CSV could take a cell that begins so for something to carry out, or for our own mark against that.
fn is_marked(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\''])
}

/// Rows as CSV, for programs that know it as UTF-8 by its mark alone.
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
    for (table, rows) in TABLES.iter().zip(rows) {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("{} {}", table.name, table.title))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, (field, _)) in (0u16..).zip(table.columns) {
            sheet.set_column_format(column, &body)?;
            sheet.write_string_with_format(0, column, heading(field), &head)?;
        }
        for (line, row) in (1u32..).zip(rows) {
            for (column, cell) in (0u16..)
                .zip(&row.cells)
                .filter(|(_, cell)| !cell.is_empty())
            {
                // As text, whatever it begins with: a string is no formula.
                sheet.write_string_with_format(line, column, cell, &body)?;
            }
        }
    }
    Ok(book)
}

/// Reads tables; every cell that cannot be taken is a sentence.
pub fn read(from: &Path) -> Result<Result<Rows, Vec<String>>, Failure> {
    let mut rows: Rows = TABLES.iter().map(|_| Vec::new()).collect();
    let mut wrong = Vec::new();
    if from.is_dir() {
        let mut any = false;
        for (at, table) in TABLES.iter().enumerate() {
            let path = from.join(format!("{}.csv", table.name));
            if path.is_file() {
                any = true;
                csv(&path, at, &mut rows, &mut wrong)?;
            }
        }
        if !any {
            return Err(Failure::new(format!(
                "{} 里没有 brands.csv 这样的表。模板：cargo run -- export 文件夹",
                from.display()
            )));
        }
    } else if ending(from) == "xlsx" {
        workbook::sheets(from, &mut rows, &mut wrong)?;
    } else if ending(from) == "csv" {
        let name = from
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let (at, _) = table(name).ok_or_else(|| unknown(name))?;
        csv(from, at, &mut rows, &mut wrong)?;
    } else {
        return Err(Failure::new(format!(
            "读不了 {}：只会读 .xlsx、.csv，或放着 CSV 的文件夹。",
            from.display()
        )));
    }
    Ok(if wrong.is_empty() {
        Ok(rows)
    } else {
        Err(wrong)
    })
}

pub(super) fn unknown(name: &str) -> Failure {
    let names = TABLES.map(|table| table.name).join("、");
    Failure::new(format!("不认识“{name}”这张表。可用的名字：{names}。"))
}

pub(super) fn small(path: &Path) -> Result<Vec<u8>, Failure> {
    let size = fs::metadata(path)
        .map_err(|error| Failure::reading(path, &error))?
        .len();
    if size > LARGEST {
        return Err(Failure::new(format!(
            "{} 有 {size} 字节，超过 {LARGEST} 字节的上限，没有读。",
            path.display()
        )));
    }
    fs::read(path).map_err(|error| Failure::reading(path, &error))
}

fn csv(path: &Path, at: usize, rows: &mut Rows, wrong: &mut Vec<String>) -> Result<(), Failure> {
    let bytes = small(path)?;
    let shown = path.display();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (text, encoding, bad) = GB18030.decode(error.as_bytes());
            if bad || encoding != GB18030 {
                return Err(Failure::new(format!(
                    "{shown} 既不是 UTF-8 也不是 GBK。请在 Excel 里另存为“CSV UTF-8”。"
                )));
            }
            crate::desk::failure::say(&format!("{shown} 不是 UTF-8，按 GBK 读。"));
            text.into_owned()
        }
    };
    let text = text.trim_start_matches('\u{feff}');
    if text.contains('\0') {
        return Err(Failure::new(format!(
            "{shown} 不是 CSV。请在 Excel 里另存为“CSV UTF-8”。"
        )));
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record
            .map_err(|error| Failure::new(format!("{shown}：读不出来（{error}）。请检查引号。")))?;
        let cells = record.iter().map(|cell| match cell.strip_prefix('\'') {
            Some(rest) if is_marked(rest) => rest.to_owned(),
            _ => cell.to_owned(),
        });
        found.push((found.len() + 1, cells.collect()));
    }
    take(at, found, rows, wrong);
    Ok(())
}

/// Takes the lines of one sheet: the first names the columns, in any order.
pub(super) fn take(
    at: usize,
    lines: Vec<(usize, Vec<String>)>,
    rows: &mut Rows,
    wrong: &mut Vec<String>,
) {
    let Some(table) = TABLES.get(at) else { return };
    let mut lines = lines.into_iter();
    let head = lines.next().map(|(_, cells)| cells).unwrap_or_default();
    let mut columns: Vec<Option<usize>> = Vec::new();
    for (column, cell) in head.iter().enumerate() {
        let field = cell.split_whitespace().next().unwrap_or_default();
        let known = table.columns.iter().position(|(known, _)| *known == field);
        if known.is_none() && !field.is_empty() {
            let names = table
                .columns
                .iter()
                .map(|(known, _)| *known)
                .collect::<Vec<_>>()
                .join("、");
            wrong.push(format!(
                "{}：第 {} 列的表头“{field}”不认识。可用：{names}。",
                super::build::place((at, 1, usize::MAX)),
                column + 1
            ));
        } else if known.is_some() && columns.contains(&known) {
            wrong.push(format!(
                "{}：表头“{field}”写了两次。",
                super::build::place((at, 1, usize::MAX))
            ));
        }
        columns.push(known);
    }
    for (number, cells) in lines {
        let mut row = Row {
            number,
            cells: vec![String::new(); table.columns.len()],
        };
        for (column, cell) in cells
            .into_iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
        {
            match columns.get(column).copied().flatten() {
                Some(to) if cell.chars().count() > LONGEST => {
                    wrong.push(format!(
                        "{}：这一格有 {} 字节，太长。请删短。",
                        super::build::place((at, number, to)),
                        cell.len()
                    ));
                }
                Some(to) => row.cells[to] = cell,
                None => wrong.push(format!(
                    "{}：第 {} 列没有表头。请补上表头，或清空这一格。",
                    super::build::place((at, number, usize::MAX)),
                    column + 1
                )),
            }
        }
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            rows[at].push(row);
        }
    }
}
