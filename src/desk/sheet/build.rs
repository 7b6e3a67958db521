//! Which files do these tables make, and which cell is to blame for what is wrong with them?
//!
//! Every value that is built remembers its cell under the address that a problem would have (file, record, field), so that the check's own
//! sentences can be said of cells. What the check judges is not judged twice; here is only said what never becomes a value.

use super::{Form, LISTS, PASSAGES, Row, Rows, TABLES, table};
use crate::catalogue::Problem;
use crate::catalogue::Slug;
use crate::catalogue::check::File;
use crate::catalogue::file::Kind;
use crate::desk::change::Change;
use crate::desk::format;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Where something stands in the tables.
type Cell = (usize, usize, usize);

/// Tables as they become files.
#[derive(Default)]
struct Build {
    brands: Vec<(String, Value)>,
    registers: BTreeMap<&'static str, Vec<Value>>,
    cells: BTreeMap<(String, String, String), Cell>,
    wrong: Vec<(Cell, String)>,
}

/// The change that brings these tables into `files`: a record of the same id is replaced, others are added. Or every problem, by its cell.
pub fn files(files: &[File], rows: &Rows) -> Result<Change, Vec<String>> {
    let mut build = Build::default();
    for (name, read) in [
        ("brands", Build::brand as fn(&mut Build, Cell, &Row)),
        ("initiatives", Build::initiative),
        ("passages", Build::listed),
    ] {
        build.read(rows, name, read);
    }
    for name in LISTS {
        build.read(rows, name, Build::listed);
    }
    for kind in Kind::ALL {
        if let Some(list) = kind.list() {
            build.read(rows, list, Build::registered);
        }
    }
    build.read(rows, "institution_names", Build::renamed);
    let change = build.change(files);
    let problems = change.problems(files);
    let mut said: Vec<(Cell, String)> = std::mem::take(&mut build.wrong);
    let mut elsewhere = Vec::new();
    for problem in problems {
        match build.cell(&problem) {
            Some(cell) => said.push((cell, problem.sentence)),
            None => elsewhere.push(problem.to_string()),
        }
    }
    said.sort();
    said.dedup();
    let mut said: Vec<String> = said
        .iter()
        .map(|(cell, sentence)| format!("{}：{sentence}", place(*cell)))
        .collect();
    said.extend(elsewhere);
    if said.is_empty() {
        Ok(change)
    } else {
        Err(said)
    }
}

/// How people name a cell: `表“数字”第 3 行 C 列（value）`.
pub(super) fn place((at, row, column): Cell) -> String {
    let Some(table) = TABLES.get(at) else {
        return String::new();
    };
    let head = format!("表“{}”（{}）第 {row} 行", table.title, table.name);
    match table.columns.get(column) {
        Some((field, _)) => format!(
            "{head} {} 列（{field}）",
            char::from(b'A' + (column as u8).min(25))
        ),
        None => head,
    }
}

impl Build {
    fn read(&mut self, rows: &Rows, name: &str, read: fn(&mut Build, Cell, &Row)) {
        let Some((at, _)) = table(name) else {
            return;
        };
        for row in rows.get(at).into_iter().flatten() {
            if row.cells.iter().any(|cell| !cell.is_empty()) {
                read(self, (at, row.number, usize::MAX), row);
            }
        }
    }

    /// The record that a row spells, without its first `skip` columns, each value remembered below `field` of `record` in `file`.
    fn record(
        &mut self,
        (at, number, _): Cell,
        row: &Row,
        skip: usize,
        address: (&str, &str, &str),
    ) -> Value {
        let (file, record, above) = address;
        let mut fields = Map::new();
        let key = |field: &str| {
            (
                file.to_owned(),
                record.to_owned(),
                format!("{above}{field}"),
            )
        };
        self.cells
            .entry(key(""))
            .or_insert((at, number, usize::MAX));
        let columns = TABLES[at].columns.iter().enumerate().skip(skip);
        for (column, (field, form)) in columns {
            let cell = row.cells.get(column).map_or("", String::as_str);
            self.cells.insert(key(field), (at, number, column));
            let value = match form {
                Form::Text if cell.is_empty() => continue,
                Form::Text => Value::from(cell),
                Form::Number if cell.is_empty() => continue,
                Form::Number => match cell.trim().parse::<u64>() {
                    Ok(number) => number.into(),
                    Err(_) => {
                        self.wrong.push((
                            (at, number, column),
                            format!("“{}”不是整数。请只写数字。", shown(cell)),
                        ));
                        continue;
                    }
                },
                // A list that has to be there is there, empty; for the check to say so.
                Form::Ids | Form::Lines
                    if cell.is_empty() && ["needs", "places"].contains(field) =>
                {
                    continue;
                }
                Form::Ids => list(cell, |c| c.is_whitespace() || ",，、;；".contains(c)),
                Form::Lines => list(cell, |c| c == '\n' || c == '\r'),
            };
            match field.split_once('.') {
                None => drop(fields.insert((*field).to_owned(), value)),
                // An empty list alone makes no record.
                Some((_, _)) if value == json!([]) => {}
                Some((outer, inner)) => {
                    let within = fields
                        .entry(outer)
                        .or_insert_with(|| Value::Object(Map::new()));
                    within[inner] = value;
                }
            }
        }
        for outer in ["parent", "summary", "slogan"] {
            if let Some(Value::Object(within)) = fields.get_mut(outer) {
                within.entry("sources").or_insert_with(|| json!([]));
            }
        }
        Value::Object(fields)
    }

    fn brand(&mut self, cell: Cell, row: &Row) {
        let id = first(row);
        let file = format!("brands/{id}.json");
        if Slug::parse(id).is_none() {
            let sentence = format!(
                "“{}”不能作代号。只能用小写拼音、数字和单个连字符。",
                shown(id)
            );
            return self.wrong.push(((cell.0, cell.1, 0), sentence));
        }
        if self.brands.iter().any(|(path, _)| *path == file) {
            return self.wrong.push((
                (cell.0, cell.1, 0),
                format!("“{id}”出现了两次。请只留一行。"),
            ));
        }
        let value = self.record(cell, row, 0, (&file, id, ""));
        self.brands.push((file, value));
    }

    fn initiative(&mut self, cell: Cell, row: &Row) {
        let (brand, id) = (
            first(row).to_owned(),
            row.cells.get(1).cloned().unwrap_or_default(),
        );
        let file = format!("brands/{brand}.json");
        if !self.brands.iter().any(|(path, _)| *path == file) {
            return self.no_brand(cell, &brand);
        }
        let value = self.record(
            cell,
            row,
            1,
            (&file, &brand, &format!("initiatives[{id}].")),
        );
        if let Some((_, whole)) = self.brands.iter_mut().find(|(path, _)| *path == file) {
            push(whole, "initiatives", value);
        }
    }

    fn no_brand(&mut self, cell: Cell, brand: &str) {
        let sentence = format!(
            "“品牌”表里没有“{}”。请改正，或先在那里加一行。",
            shown(brand)
        );
        self.wrong.push(((cell.0, cell.1, 0), sentence));
    }

    /// A row that belongs to a list of a brand or of one of its initiatives.
    fn listed(&mut self, cell: Cell, row: &Row) {
        let get = |column: usize| row.cells.get(column).cloned().unwrap_or_default();
        let (brand, initiative) = (get(0), get(1));
        let (list, skip) = match TABLES[cell.0].name {
            "passages" => (get(2), 3),
            name => (name.to_owned(), 2),
        };
        if skip == 3 && !PASSAGES.contains(&list.as_str()) {
            let sentence = format!(
                "没有“{}”这一种。可用：{}。",
                shown(&list),
                PASSAGES.join("、")
            );
            return self.wrong.push(((cell.0, cell.1, 2), sentence));
        }
        let file = format!("brands/{brand}.json");
        let Some(at) = self.brands.iter().position(|(path, _)| *path == file) else {
            return self.no_brand(cell, &brand);
        };
        let whole = &self.brands[at].1;
        let inner = whole["initiatives"]
            .as_array()
            .and_then(|all| all.iter().position(|one| one["id"] == initiative.as_str()));
        if !initiative.is_empty() && inner.is_none() {
            let sentence = format!("“举措”表里，品牌“{brand}”没有“{}”。", shown(&initiative));
            return self.wrong.push(((cell.0, cell.1, 1), sentence));
        }
        let holder = inner.map_or(whole, |inner| &whole["initiatives"][inner]);
        let count = holder[&list].as_array().map_or(0, Vec::len);
        let above = match inner {
            Some(_) => format!("initiatives[{initiative}].{list}[{count}]."),
            None => format!("{list}[{count}]."),
        };
        let value = self.record(cell, row, skip, (&file, &brand, &above));
        let whole = &mut self.brands[at].1;
        match inner {
            Some(inner) => push(&mut whole["initiatives"][inner], &list, value),
            None => push(whole, &list, value),
        }
    }

    fn registered(&mut self, cell: Cell, row: &Row) {
        let name = TABLES[cell.0].name;
        let record = first(row).lines().next().unwrap_or_default().to_owned();
        let value = self.record(cell, row, 0, (&format!("{name}.json"), &record, ""));
        self.registers.entry(name).or_default().push(value);
    }

    fn renamed(&mut self, cell: Cell, row: &Row) {
        let id = first(row).to_owned();
        let all = self.registers.entry("institutions").or_default();
        let Some(at) = all.iter().position(|one| one["id"] == id.as_str()) else {
            let sentence = format!("“机构”表里没有“{}”。请改正，或先在那里加一行。", shown(&id));
            return self.wrong.push(((cell.0, cell.1, 0), sentence));
        };
        let count = all[at]["other_names"].as_array().map_or(0, Vec::len);
        let value = self.record(
            cell,
            row,
            1,
            ("institutions.json", &id, &format!("other_names[{count}].")),
        );
        if let Some(one) = self
            .registers
            .entry("institutions")
            .or_default()
            .get_mut(at)
        {
            push(one, "other_names", value);
        }
    }

    /// The files that these tables make beside those that are there.
    fn change(&self, files: &[File]) -> Change {
        let mut change = Change::default();
        let mut keep = |path: String, kind: Kind, value: &Value| {
            // What has not the shape of a file is judged all the same: the check says what is missing.
            let text = format::text(kind, value).unwrap_or_else(|| value.to_string());
            let old = files.iter().find(|file| file.path == path);
            if old.is_none_or(|old| old.bytes != text.as_bytes()) {
                change.write.insert(path, text);
            }
        };
        for (path, value) in &self.brands {
            keep(path.clone(), Kind::Brand, value);
        }
        for kind in Kind::ALL {
            let Some(name) = kind.list().filter(|name| table(name).is_some()) else {
                continue;
            };
            let records = self.registers.get(name).map_or(&[][..], Vec::as_slice);
            let path = format!("{name}.json");
            let old = files.iter().find(|file| file.path == path);
            // What a gallery need not have is not made of nothing.
            if records.is_empty() && (old.is_some() || kind.is_optional()) {
                continue;
            }
            let old = old.and_then(|file| serde_json::from_slice::<Value>(&file.bytes).ok());
            let list = old.and_then(|old| old[name].as_array().cloned());
            let mut list = list.unwrap_or_default();
            let key = |record: &Value| {
                ["id", "from", "words"]
                    .iter()
                    .map(|key| record[key].clone())
                    .find(|value| !value.is_null())
            };
            for record in records {
                match list.iter_mut().find(|old| key(old) == key(record)) {
                    // A second row of the same id stays, for the check to name it.
                    Some(old)
                        if records
                            .iter()
                            .filter(|other| key(other) == key(record))
                            .count()
                            < 2 =>
                    {
                        *old = record.clone()
                    }
                    _ => list.push(record.clone()),
                }
            }
            keep(path, kind, &json!({ (name): list }));
        }
        change
    }

    /// The cell behind a problem's address, or that of the record around it.
    fn cell(&self, problem: &Problem) -> Option<Cell> {
        let mut field = problem.field.as_str();
        loop {
            for end in ["", "."] {
                let key = (
                    problem.file.clone(),
                    problem.record.clone(),
                    format!("{field}{end}"),
                );
                if let Some(cell) = self.cells.get(&key) {
                    return Some(*cell);
                }
            }
            if field.is_empty() {
                return None;
            }
            field = &field[..field.rfind(['.', '[']).unwrap_or(0)];
        }
    }
}

fn first(row: &Row) -> &str {
    row.cells.first().map_or("", String::as_str)
}

/// A cell's text as far as a sentence has room for it.
fn shown(text: &str) -> String {
    let mut characters = text.chars();
    let head: String = characters.by_ref().take(40).collect();
    if characters.next().is_some() {
        head + "……"
    } else {
        head
    }
}

fn list(cell: &str, between: impl Fn(char) -> bool) -> Value {
    let parts = cell
        .split(between)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.map(Value::from).collect()
}

fn push(value: &mut Value, list: &str, item: Value) {
    match value.get_mut(list).and_then(Value::as_array_mut) {
        Some(items) => items.push(item),
        None => value[list] = json!([item]),
    }
}
