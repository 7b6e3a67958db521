//! What stands in the cells of a workbook?
//!
//! Contract: [`sheets`] reads each sheet as the table whose name its own name begins with, and names the cells that hold something else than text and
//! numbers. What would fill the memory, however little it says of itself, is refused before it is unpacked. Absent on purpose: what the
//! texts mean, which `build` judges.

use super::book::{LARGEST, small, take, unknown};
use super::{Rows, table};
use crate::desk::failure::Failure;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::io::{self, Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most rows and columns that a sheet may reach: a single cell at the far end of a sheet would make it gigabytes.
const FARTHEST: (u32, u32) = (100_000, 100);

/// Refuses what unpacks to more than a file may hold, however little it says of itself.
fn unpacked(path: &Path) -> Result<(), Failure> {
    let shown = path.display();
    let bad = |error: &dyn std::fmt::Display| {
        Failure::new(format!(
            "{shown} 不是能读的 .xlsx：{error}。请在 Excel 里另存一份。"
        ))
    };
    let mut archive = ZipArchive::new(Cursor::new(small(path)?)).map_err(|error| bad(&error))?;
    let mut left = LARGEST;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| bad(&error))?;
        let size = io::copy(&mut entry.take(left + 1), &mut io::sink());
        left = left
            .checked_sub(size.map_err(|error| bad(&error))?)
            .ok_or_else(|| {
                Failure::new(format!("{shown} 解开后超过 {LARGEST} 字节的上限，没有读。"))
            })?;
    }
    Ok(())
}

pub(super) fn sheets(path: &Path, rows: &mut Rows, wrong: &mut Vec<String>) -> Result<(), Failure> {
    let shown = path.display();
    unpacked(path)?;
    let mut book: Xlsx<_> = open_workbook(path).map_err(|error: calamine::XlsxError| {
        Failure::new(format!(
            "{shown} 不是能读的 .xlsx：{error}。请在 Excel 里另存一份。"
        ))
    })?;
    let unreadable = |name: &str, error: calamine::XlsxError| {
        Failure::new(format!(
            "{shown}：读不了表“{name}”：{error}。请在 Excel 里另存一份。"
        ))
    };
    for name in book.sheet_names() {
        let (at, _) = table(name.split_whitespace().next().unwrap_or_default())
            .ok_or_else(|| unknown(&name))?;
        let place =
            |row: u32, column: u32| super::build::place((at, row as usize + 1, column as usize));
        let mut cells = book
            .worksheet_cells_reader(&name)
            .map_err(|error| unreadable(&name, error))?;
        while let Some(cell) = cells
            .next_cell()
            .map_err(|error| unreadable(&name, error))?
        {
            let (row, column) = cell.get_position();
            if row >= FARTHEST.0 || column >= FARTHEST.1 {
                return Err(Failure::new(format!(
                    "{shown}：表“{name}”第 {} 行第 {} 列有内容，离表头太远。请删去那一格，一张表最多 {} 行 {} 列。",
                    row + 1,
                    column + 1,
                    FARTHEST.0,
                    FARTHEST.1
                )));
            }
        }
        drop(cells);
        let merged = book.merge_cells_by_sheet_name(&name);
        for region in merged.map_err(|error| unreadable(&name, error))? {
            let (row, column) = region.start;
            wrong.push(format!(
                "{}：合并了单元格。请取消合并，每行都写全。",
                place(row, column)
            ));
        }
        let formulas = book
            .worksheet_formula(&name)
            .map_err(|error| unreadable(&name, error))?;
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas
            .used_cells()
            .filter(|(.., formula)| !formula.is_empty())
        {
            let head: String = formula.chars().take(40).collect();
            let place = place(top + row as u32, left + column as u32);
            wrong.push(format!("{place}：是公式（{head}）。请改成文字。"));
        }
        let range = book
            .worksheet_range(&name)
            .map_err(|error| unreadable(&name, error))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut found: Vec<(usize, Vec<String>)> = Vec::new();
        for (line, row) in range.rows().enumerate() {
            let mut cells = vec![String::new(); left as usize];
            for (column, cell) in row.iter().enumerate() {
                cells.push(match cell {
                    Data::Empty => String::new(),
                    Data::String(text) => text.clone(),
                    Data::Int(number) => number.to_string(),
                    Data::Float(number) => number.to_string(),
                    other => {
                        let place = place(top + line as u32, left + column as u32);
                        let what = match other {
                            Data::Bool(_) => "真假值",
                            Data::Error(_) => "出错的公式",
                            _ => "Excel 的日期",
                        };
                        wrong.push(format!(
                            "{place}：是{what}，不是文字。请把这一列设成“文本”再写。"
                        ));
                        String::new()
                    }
                });
            }
            found.push((top as usize + line + 1, cells));
        }
        take(at, found, rows, wrong);
    }
    Ok(())
}
