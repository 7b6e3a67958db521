//! Conversion of a file's cells to rows of a table: header, limits, checks of every cell.
//!
//! [`Reading`] collects the tables of one import, from any format. The sizes are checked before texts are copied, so that memory is bounded by [`MOST_CELLS`]
//! and [`MOST_TEXT`]; every cell that cannot be imported exactly as it is displayed is reported; silent changes (spaces at the ends of a text) and skipped
//! sheets are noted.

use super::cell_text::{self, Known};
use super::messages::Messages;
use super::{Content, Form, Row, Rows, TABLES, table};
use crate::desk::failure::Failure;

/// The most cells of all tables together, including empty cells of rows with content. A cell takes 24 bytes of memory; a brand of the size of Ningbo's has some
/// 400 cells.
pub const MOST_CELLS: usize = 12_000_000;

/// The most bytes of text in all cells together; enough for some 9,000 brands of that size.
pub const MOST_TEXT: usize = 256 << 20;

/// The most rows of a table; one less than Excel has.
pub const MOST_ROWS: usize = 1_000_000;

/// The most columns of a table.
pub const MOST_COLUMNS: usize = 100;

/// The most characters of a cell: what Excel allows.
pub const LONGEST: usize = 32_767;

/// A cell with content.
pub enum Found {
    /// A text, exactly as it is displayed.
    Text(String),
    /// Something that cannot be imported.
    Unusable(Unusable),
}

/// Checks that tables are within the limits of an import, so that every export can be imported.
///
/// # Errors
///
/// If they are too large; the failure names another way to export them.
pub(super) fn measure(rows: &Rows) -> Result<(), Failure> {
    let (mut cells, mut text) = (0, 0);
    for (table, content) in TABLES.iter().zip(rows) {
        let Some(content) = content else { continue };
        cells += content.rows.len() * table.columns.len();
        let of_row = |row: &Row| row.cells.iter().map(String::len).sum::<usize>();
        text += content.rows.iter().map(of_row).sum::<usize>();
        let last = content.rows.last().map_or(0, |row| row.number);
        if last > MOST_ROWS {
            return Err(too_much(&format!("表“{}”超过 {MOST_ROWS} 行", table.title)));
        }
    }
    if cells > MOST_CELLS {
        return Err(too_much(&format!("格子超过 {MOST_CELLS} 个")));
    }
    if text > MOST_TEXT {
        return Err(too_much(&format!("文字一共超过 {MOST_TEXT} 字节")));
    }
    Ok(())
}

/// The failure for an export that could not be imported.
pub(super) fn too_much(what: &str) -> Failure {
    Failure::new(format!(
        "{what}，写出来就读不回去了，没有写。整个目录请写成 JSON：cargo run -- export 目录.json"
    ))
}

/// Why a cell cannot be imported.
pub enum Unusable {
    /// The beginning of a formula.
    Formula(String),
    /// A boolean.
    Truth,
    /// An error value such as `#N/A`.
    Error(String),
    /// A date or a time.
    Date,
    /// A number whose display differs: the stored number and, if it is certain, the displayed text.
    Number(String, Option<String>),
    /// A text whose display differs.
    Format(String),
    /// A text of this many bytes.
    TooLong(usize),
}

impl Unusable {
    /// The rest of a sentence that begins with the cell's address.
    fn sentence(&self) -> String {
        const RETYPE: &str = "请把这一格设成“文本”，再照材料键入原文。";
        match self {
            Self::Formula(head) => {
                format!("是公式（{head}）。请改成文字：复制这一格，再“选择性粘贴”为“数值”。")
            }
            Self::Truth => format!("是真假值，不是文字。{RETYPE}"),
            Self::Error(mark) => format!("是出错的公式（{mark}），不是文字。{RETYPE}"),
            Self::Date => format!("是 Excel 的日期或时间，不是文字。{RETYPE}"),
            Self::Number(stored, Some(displayed)) if displayed.is_empty() => {
                format!("在 Excel 里看不见内容，存的却是 {stored}。{RETYPE}")
            }
            Self::Number(stored, Some(displayed)) => {
                format!("在 Excel 里显示为“{displayed}”，存的却是 {stored}。{RETYPE}")
            }
            Self::Number(stored, None) => {
                format!("存的是 {stored}，在 Excel 里显示成别的样子。{RETYPE}")
            }
            Self::Format(stored) => {
                format!(
                    "存的是“{stored}”，在 Excel 里按格式显示成别的样子。请把格式设成“文本”，再键入原文。"
                )
            }
            Self::TooLong(bytes) => format!("这一格有 {bytes} 字节，太长。请删短。"),
        }
    }
}

/// The tables of one import while they are read.
pub struct Reading<'a> {
    /// The rows of each table; `None` for a missing table.
    pub rows: Rows,
    /// Problems.
    pub wrong: Messages,
    /// Notes: what was changed or skipped.
    pub notes: Messages,
    /// The texts of the gallery.
    pub known: &'a Known,
    /// The source of each table.
    sources: Vec<Option<String>>,
    cells: usize,
    text: usize,
}

impl<'a> Reading<'a> {
    /// Begins an import without tables.
    pub fn new(known: &'a Known) -> Self {
        Self {
            rows: TABLES.iter().map(|_| None).collect(),
            wrong: Messages::default(),
            notes: Messages::default(),
            known,
            sources: TABLES.iter().map(|_| None).collect(),
            cells: 0,
            text: 0,
        }
    }

    /// The name of a cell of an imported table in sentences.
    pub fn place(&self, at: usize, row: usize, column: usize) -> String {
        let head = format!("{} {} 列", address(at, row), letters(column));
        let content = self.rows.get(at).and_then(Option::as_ref);
        let field =
            content.and_then(|content| content.columns.iter().position(|it| *it == Some(column)));
        match field.and_then(|field| TABLES[at].columns.get(field)) {
            Some((name, _)) => format!("{head}（{name}）"),
            None => head,
        }
    }

    /// Begins the table `at` from the sheet or file named `source`.
    pub fn table<'b>(&'b mut self, at: usize, source: &str) -> TableReading<'b, 'a> {
        TableReading {
            reading: self,
            at,
            source: source.to_owned(),
            header: None,
            content: Content::default(),
        }
    }

    /// Counts a row before it is kept.
    ///
    /// # Errors
    ///
    /// If the import becomes too large.
    fn count(&mut self, cells: usize, text: usize) -> Result<(), Failure> {
        self.cells += cells;
        self.text += text;
        if self.cells > MOST_CELLS {
            return Err(Failure::new(format!(
                "表里的格子超过 {MOST_CELLS} 个，没有读。请分几次读入，每次只留要改的行。"
            )));
        }
        if self.text > MOST_TEXT {
            return Err(Failure::new(format!(
                "表里的文字一共超过 {MOST_TEXT} 字节，没有读。请分几次读入，每次只留要改的行。"
            )));
        }
        Ok(())
    }
}

/// The meaning of a column of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    /// This field of the table.
    Field(usize),
    /// A column without a header.
    Nameless,
    /// A column with an invalid header, which has been reported.
    Unknown,
}

/// A table while it is read.
pub struct TableReading<'b, 'a> {
    reading: &'b mut Reading<'a>,
    at: usize,
    source: String,
    header: Option<Vec<Column>>,
    content: Content,
}

impl TableReading<'_, '_> {
    /// Adds the next non-empty row: its number from 1, and its cells with their column indexes from 0. The first row names the fields.
    ///
    /// # Errors
    ///
    /// If the table is too large.
    pub fn line(&mut self, number: usize, cells: Vec<(usize, Found)>) -> Result<(), Failure> {
        let Some(table) = TABLES.get(self.at) else {
            return Ok(());
        };
        let far = cells.iter().find(|(column, _)| *column >= MOST_COLUMNS);
        if number > MOST_ROWS || far.is_some() {
            let column = far.or(cells.first()).map_or(0, |(column, _)| *column);
            return Err(Failure::new(format!(
                "表“{}”第 {number} 行第 {} 列有内容，离表头太远。请删去那一格，一张表最多 {MOST_ROWS} 行 {MOST_COLUMNS} 列。",
                self.source,
                column + 1,
            )));
        }
        let Some(header) = self.header.take() else {
            let header = self.read_header(number, cells);
            self.header = Some(header);
            return Ok(());
        };
        let text = cells.iter().map(|(_, found)| match found {
            Found::Text(text) => text.len(),
            Found::Unusable(_) => 0,
        });
        self.reading.count(table.columns.len(), text.sum())?;
        let mut row = Row {
            number,
            cells: vec![String::new(); table.columns.len()],
        };
        let reading = &mut *self.reading;
        for (column, found) in cells {
            let field = match header.get(column).copied().unwrap_or(Column::Nameless) {
                Column::Field(field) => field,
                Column::Unknown => continue,
                Column::Nameless => {
                    let is_blank =
                        matches!(&found, Found::Text(text) if cell_text::trimmed(text).is_empty());
                    if !is_blank {
                        reading.wrong.add(|| {
                            format!(
                                "{} {} 列：没有表头。请补上表头，或清空这一格。",
                                address(self.at, number),
                                letters(column)
                            )
                        });
                    }
                    continue;
                }
            };
            let (name, form) = table.columns[field];
            let cell = || {
                format!(
                    "{} {} 列（{name}）",
                    address(self.at, number),
                    letters(column)
                )
            };
            match found {
                Found::Unusable(why) => reading
                    .wrong
                    .add(|| format!("{}：{}", cell(), why.sentence())),
                Found::Text(text) => {
                    let trimmed = cell_text::trimmed(&text);
                    if trimmed.chars().count() > LONGEST {
                        let why = Unusable::TooLong(trimmed.len());
                        reading
                            .wrong
                            .add(|| format!("{}：{}", cell(), why.sentence()));
                        continue;
                    }
                    if trimmed.len() < text.len() {
                        reading
                            .notes
                            .add(|| format!("{}：去掉了首尾的空格或看不见的字符。", cell()));
                    }
                    if let Some(fault) = cell_text::fault(form, name, trimmed, reading.known) {
                        reading.wrong.add(|| format!("{}：{fault}", cell()));
                    }
                    row.cells[field] = if trimmed.len() < text.len() {
                        trimmed.to_owned()
                    } else {
                        text
                    };
                }
            }
        }
        self.header = Some(header);
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            self.content.rows.push(row);
        }
        Ok(())
    }

    fn read_header(&mut self, number: usize, cells: Vec<(usize, Found)>) -> Vec<Column> {
        let Some(table) = TABLES.get(self.at) else {
            return Vec::new();
        };
        let wrong = &mut self.reading.wrong;
        let names = || {
            let names: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
            names.join("、")
        };
        let mut header = Vec::new();
        self.content.columns = vec![None; table.columns.len()];
        let field_of = |found: &Found| match found {
            Found::Text(text) => {
                let field = header_field(text);
                (
                    table.columns.iter().position(|(name, _)| *name == field),
                    field,
                )
            }
            Found::Unusable(_) => (None, String::new()),
        };
        if !cells.iter().any(|(_, found)| field_of(found).0.is_some()) {
            wrong.add(|| {
                format!(
                    "{}：不是表头。第一行要写明各列是什么，可用：{}。请照 cargo run -- export 写出的样子补上。",
                    address(self.at, number),
                    names()
                )
            });
            return vec![Column::Unknown; MOST_COLUMNS];
        }
        for (column, found) in &cells {
            header.resize(*column, Column::Nameless);
            let (field, shown) = field_of(found);
            let is_twice = field.is_some_and(|field| self.content.columns[field].is_some());
            header.push(match field {
                Some(_) if is_twice => {
                    wrong.add(|| {
                        format!(
                            "{}：表头“{shown}”写了两次。请只留一列。",
                            address(self.at, number)
                        )
                    });
                    Column::Unknown
                }
                Some(field) => {
                    self.content.columns[field] = Some(*column);
                    Column::Field(field)
                }
                None if shown.is_empty() && matches!(found, Found::Text(_)) => Column::Nameless,
                None => {
                    wrong.add(|| {
                        format!(
                            "{}：第 {} 列的表头“{}”不认识。可用：{}。",
                            address(self.at, number),
                            column + 1,
                            shown.chars().take(40).collect::<String>(),
                            names()
                        )
                    });
                    Column::Unknown
                }
            });
        }
        for key in table.keys() {
            let missing = |(at, (name, _)): (usize, &(&str, Form))| {
                *name == *key && self.content.columns[at].is_none()
            };
            if table.columns.iter().enumerate().any(missing) {
                wrong.add(|| {
                    format!(
                        "{}：缺少“{key}”这一列，不知道每行说的是哪一条。请照 cargo run -- export 写出的样子补上。",
                        address(self.at, number)
                    )
                });
            }
        }
        header
    }

    /// Ends the table; a table without content counts as missing.
    pub fn end(self) {
        if self.header.is_none() {
            return;
        }
        let (reading, at) = (self.reading, self.at);
        if let Some(other) = &reading.sources[at] {
            let title = TABLES[at].title;
            let sentence = format!(
                "“{other}”和“{}”都是“{title}”这张表。请只留一张，删去另一张。",
                self.source
            );
            return reading.wrong.add(|| sentence);
        }
        reading.sources[at] = Some(self.source);
        reading.rows[at] = Some(self.content);
    }
}

/// The field that a header names: its first word.
pub(super) fn header_field(text: &str) -> String {
    let text = cell_text::trimmed(text);
    text.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The table of a sheet or file, by its name: the table's name as the first word, or its title.
pub(super) fn table_of(name: &str) -> Option<usize> {
    let name = cell_text::trimmed(name);
    let first = name.split_whitespace().next()?;
    let by_name = table(&first.to_ascii_lowercase()).map(|(at, _)| at);
    by_name.or_else(|| {
        TABLES
            .iter()
            .position(|table| table.title == name || table.title == first)
    })
}

/// The name of a row in sentences: `表“数字”（figures）第 3 行`.
pub(super) fn address(at: usize, row: usize) -> String {
    TABLES.get(at).map_or(String::new(), |table| {
        format!("表“{}”（{}）第 {row} 行", table.title, table.name)
    })
}

/// The letters of a column, from its index: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut letters = String::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters
}
