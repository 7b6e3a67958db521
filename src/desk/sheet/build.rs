//! Conversion of tables to changed data files.
//!
//! [`files`] merges the rows of an import into the files of a gallery. Its rules:
//!
//! - A missing table changes nothing. A missing column leaves its field unchanged; in a table without ids it must not be missing if the data contain the field.
//! - A row of a table with ids (brands, initiatives, registers, services) replaces the fields of the record with its id, or adds a record. Records without a row stay,
//!   except initiatives of a brand that has a row in the table of brands: these are exactly those of their table. So are the services of an institution.
//! - Rows of a table without ids (figures, passages and so on) replace the list that they belong to. A list without rows is emptied only if the brand (or
//!   institution) has a row in its own table of the same import.
//! - The order of rows is the order in the data.
//!
//! Each value keeps its row, under the address that a problem would have (file, record, field), so that problems of the check are reported by cell.

mod institutions;

use super::messages::{MOST, Messages};
use super::reading::{address, letters};
use super::{Form, LISTS, PASSAGES, Row, Rows, TABLES, table};
use crate::catalogue::check::{File, POSITION};
use crate::catalogue::file::Kind;
use crate::catalogue::{Order, Problem, Slug};
use crate::desk::change::Change;
use crate::desk::format;
use serde_json::{Map, Value, json, to_value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A cell: index of the table, number of the row, index of the column. Without a column it is the whole row.
type Cell = (usize, usize, Option<usize>);

/// The list of a brand or of one of its initiatives: brand, initiative (empty for the brand itself), name of the list.
type ListOf = (String, String, String);

/// The record above the rows of a table: a brand with initiatives, an institution with services.
struct Above<'a> {
    file: &'a str,
    /// What it is, for people.
    word: &'a str,
    id: &'a str,
    /// The name of its list.
    list: &'a str,
    /// Whether the rows are all that the list holds.
    is_whole: bool,
}

/// The change that brings these tables into `files`.
///
/// # Errors
///
/// Every problem, by its cell; at most [`MOST`] of them as sentences.
pub fn files(files: &[File], rows: &Rows) -> Result<Change, Messages> {
    let mut build = Build::new(files, rows);
    build.brands();
    build.initiatives();
    build.lists();
    for kind in Kind::ALL {
        if let Some(list) = kind.list() {
            build.register(list);
        }
    }
    build.institution_names();
    build.services();
    build.facts();
    let change = build.change();
    let mut elsewhere = Messages::default();
    // With this many problems already known, the check of the data adds nothing.
    if build.wrong.count < MOST {
        for problem in change.problems(files) {
            match build.cell(&problem) {
                Some(cell) => build.wrong.add(cell, || problem.sentence.clone()),
                None => elsewhere.add(|| problem.to_string()),
            }
        }
    }
    let said = build.wrong.said(rows, &elsewhere);
    if said.is_empty() {
        Ok(change)
    } else {
        Err(said)
    }
}

/// The name of a cell in sentences: `表“数字”（figures）第 3 行 C 列（value）`.
fn place(rows: &Rows, (at, row, field): Cell) -> String {
    let head = address(at, row);
    let name = field.and_then(|field| TABLES.get(at)?.columns.get(field));
    let column = field.and_then(|field| *rows.get(at)?.as_ref()?.columns.get(field)?);
    match (name, column) {
        (Some((name, _)), Some(column)) => format!("{head} {} 列（{name}）", letters(column)),
        (Some((name, _)), None) => format!("{head}（{name}）"),
        _ => head,
    }
}

/// Problems by cell: the first sentences, and the number of all.
#[derive(Default)]
struct Wrong {
    kept: Vec<(Cell, String)>,
    count: usize,
}

impl Wrong {
    fn add(&mut self, cell: Cell, sentence: impl FnOnce() -> String) {
        if self.kept.len() < MOST {
            let found = (cell, sentence());
            if self.kept.contains(&found) {
                return;
            }
            self.kept.push(found);
        }
        self.count += 1;
    }

    /// The sentences in the order of the cells, then those of problems without a cell.
    fn said(&mut self, rows: &Rows, elsewhere: &Messages) -> Messages {
        self.kept.sort();
        let mut said = Messages::default();
        for (cell, sentence) in &self.kept {
            said.add(|| format!("{}：{sentence}", place(rows, *cell)));
        }
        for sentence in elsewhere.kept() {
            said.add(|| sentence.clone());
        }
        said.count_more(self.count - self.kept.len() + elsewhere.count() - elsewhere.kept().len());
        said
    }
}

/// The files while tables are merged into them.
struct Build<'a> {
    files: HashMap<&'a str, &'a File>,
    rows: &'a Rows,
    /// The brands that the tables touch, by id.
    brands: BTreeMap<String, Value>,
    /// The brands that have a row in the table of brands.
    listed: BTreeSet<String>,
    /// The registers that the tables touch, by name.
    registers: BTreeMap<&'static str, Vec<Value>>,
    /// The row of each record, by file, record and the address of the record's fields.
    origins: HashMap<(String, String, String), (usize, usize)>,
    /// Files that cannot be parsed; each is reported once.
    unreadable: HashSet<String>,
    wrong: Wrong,
}

impl<'a> Build<'a> {
    fn new(files: &'a [File], rows: &'a Rows) -> Self {
        Self {
            files: files
                .iter()
                .map(|file| (file.path.as_str(), file))
                .collect(),
            rows,
            brands: BTreeMap::new(),
            listed: BTreeSet::new(),
            registers: BTreeMap::new(),
            origins: HashMap::new(),
            unreadable: HashSet::new(),
            wrong: Wrong::default(),
        }
    }

    /// The rows of a table and its index; `None` if the table is missing or lacks its key columns.
    fn table(&self, name: &str) -> Option<(usize, &'a [Row])> {
        let (at, known) = table(name)?;
        let content = self.rows.get(at)?.as_ref()?;
        let has = |key: &str| {
            let column = known.columns.iter().position(|(field, _)| *field == key);
            column.is_some_and(|column| content.columns.get(column).is_some_and(Option::is_some))
        };
        known
            .keys()
            .iter()
            .all(|key| has(key))
            .then_some((at, content.rows.as_slice()))
    }

    /// The current value of a file; `Err` if it cannot be parsed, which is reported for `cell`.
    fn old(&mut self, path: &str, cell: Cell) -> Result<Option<Value>, ()> {
        let Some(file) = self.files.get(path) else {
            return Ok(None);
        };
        match serde_json::from_slice::<Value>(&file.bytes) {
            Ok(value) if value.is_object() => Ok(Some(value)),
            _ => {
                if self.unreadable.insert(path.to_owned()) {
                    self.wrong.add(cell, || {
                        format!(
                            "{path} 读不懂，不敢改它。请运行 cargo run -- check，先照提示改好。"
                        )
                    });
                }
                Err(())
            }
        }
    }

    /// Whether the tables or the data contain a brand with this id; loads it.
    fn has_brand(&mut self, id: &str, cell: Cell) -> bool {
        if self.brands.contains_key(id) {
            return true;
        }
        let old = match Slug::parse(id) {
            Some(_) => self.old(&brand_path(id), cell),
            None => Ok(None),
        };
        match old {
            Ok(Some(value)) => drop(self.brands.insert(id.to_owned(), value)),
            Ok(None) => {
                self.wrong.add(cell, || {
                    format!(
                        "“品牌”表里没有“{}”，数据里也没有。请改正，或先在那里加一行。",
                        shown(id)
                    )
                });
                return false;
            }
            Err(()) => return false,
        }
        true
    }

    fn brands(&mut self) {
        let Some((at, rows)) = self.table("brands") else {
            return;
        };
        for row in rows {
            let id = cell(row, 0);
            let place = (at, row.number, Some(0));
            if Slug::parse(id).is_none() {
                self.wrong.add(place, || {
                    format!(
                        "“{}”不能作代号。只能用小写拼音、数字和单个连字符。",
                        shown(id)
                    )
                });
                continue;
            }
            if !self.listed.insert(id.to_owned()) {
                self.wrong
                    .add(place, || format!("“{id}”出现了两次。请只留一行。"));
                continue;
            }
            let file = brand_path(id);
            let Ok(old) = self.old(&file, place) else {
                continue;
            };
            let mut value = old.unwrap_or_else(|| json!({}));
            self.apply(&mut value, at, row, 0);
            self.origin(&file, id, "", at, row);
            self.brands.insert(id.to_owned(), value);
        }
    }

    fn initiatives(&mut self) {
        let Some((at, rows)) = self.table("initiatives") else {
            return;
        };
        let mut of_brand: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in rows {
            of_brand.entry(cell(row, 0)).or_default().push(row);
        }
        for (id, rows) in &of_brand {
            if !self.has_brand(id, (at, rows[0].number, Some(0))) {
                continue;
            }
            let old = take_list(self.brands.get_mut(*id), "initiatives");
            let of = Above {
                file: &brand_path(id),
                word: "品牌",
                id,
                list: "initiatives",
                is_whole: self.listed.contains(*id),
            };
            let list = self.within(at, rows, &of, old);
            put_list(self.brands.get_mut(*id), "initiatives", list);
        }
        let emptied = self
            .listed
            .iter()
            .filter(|id| !of_brand.contains_key(id.as_str()));
        for id in emptied {
            take_list(self.brands.get_mut(id), "initiatives");
        }
    }

    /// The records with ids within one record, by their rows; `old` are those of the data.
    fn within(&mut self, at: usize, rows: &[&Row], of: &Above, old: Vec<Value>) -> Vec<Value> {
        let (word, id) = (of.word, of.id);
        let mut seen = HashSet::new();
        let mut new = Vec::new();
        for row in rows {
            let own = cell(row, 1);
            if !seen.insert(own) {
                self.wrong.add((at, row.number, Some(1)), || {
                    format!("{word}“{id}”的“{}”出现了两次。请只留一行。", shown(own))
                });
                continue;
            }
            let at_old = old.iter().position(|one| one["id"] == own);
            let mut value = at_old.map_or_else(|| json!({}), |at| old[at].clone());
            self.apply(&mut value, at, row, 1);
            self.origin(of.file, id, &format!("{}[{own}].", of.list), at, row);
            new.push((at_old, value));
        }
        match of.is_whole {
            true => new.into_iter().map(|(_, value)| value).collect(),
            false => (merged(old, new, false).into_iter())
                .map(|(value, _)| value)
                .collect(),
        }
    }

    /// The lists without ids of brands and initiatives.
    fn lists(&mut self) {
        for name in std::iter::once("passages").chain(LISTS) {
            let Some((at, rows)) = self.table(name) else {
                continue;
            };
            let (lists, skip) = match name {
                "passages" => (PASSAGES.to_vec(), 3),
                name => (vec![name], 2),
            };
            let mut groups: BTreeMap<ListOf, Vec<Value>> = BTreeMap::new();
            for row in rows {
                if let Some((of, value)) = self.listed_row(at, row, skip, &lists, &groups) {
                    groups.entry(of).or_default().push(value);
                }
            }
            let mut emptied = Vec::new();
            for id in &self.listed {
                let Some(brand) = self.brands.get(id) else {
                    continue;
                };
                let ids = items(&brand["initiatives"]).filter_map(|one| one["id"].as_str());
                for holder in std::iter::once("").chain(ids) {
                    for list in &lists {
                        emptied.push((id.clone(), holder.to_owned(), (*list).to_owned()));
                    }
                }
            }
            for of in emptied {
                groups.entry(of).or_default();
            }
            for ((brand, initiative, list), records) in groups {
                let holder = self
                    .brands
                    .get_mut(&brand)
                    .and_then(|brand| holder(brand, &initiative));
                let old = take_list(holder, &list);
                self.missing_columns(at, skip, &old, &records);
                let holder = self
                    .brands
                    .get_mut(&brand)
                    .and_then(|brand| self::holder(brand, &initiative));
                put_list(holder, &list, records);
            }
        }
    }

    /// The list that a row belongs to, with its record.
    fn listed_row(
        &mut self,
        at: usize,
        row: &Row,
        skip: usize,
        lists: &[&str],
        groups: &BTreeMap<ListOf, Vec<Value>>,
    ) -> Option<(ListOf, Value)> {
        let (brand, initiative) = (cell(row, 0), cell(row, 1));
        let list = match skip {
            3 => cell(row, 2),
            _ => TABLES[at].name,
        };
        if !lists.contains(&list) {
            self.wrong.add((at, row.number, Some(2)), || {
                format!(
                    "没有“{}”这一种。可用：{}。",
                    shown(list),
                    PASSAGES.join("、")
                )
            });
            return None;
        }
        if !self.has_brand(brand, (at, row.number, Some(0))) {
            return None;
        }
        let found = self
            .brands
            .get_mut(brand)
            .and_then(|brand| holder(brand, initiative));
        if found.is_none() {
            self.wrong.add((at, row.number, Some(1)), || {
                format!(
                    "“举措”表里，品牌“{brand}”没有“{}”。请改正，或先在那里加一行。",
                    shown(initiative)
                )
            });
            return None;
        }
        let of: ListOf = (brand.to_owned(), initiative.to_owned(), list.to_owned());
        let count = groups.get(&of).map_or(0, Vec::len);
        let above = match initiative {
            "" => format!("{list}[{count}]."),
            initiative => format!("initiatives[{initiative}].{list}[{count}]."),
        };
        let mut value = json!({});
        self.apply(&mut value, at, row, skip);
        self.origin(&brand_path(brand), brand, &above, at, row);
        self.doubled_unit(&of, &value, (at, row.number, Some(skip)));
        Some((of, value))
    }

    /// Reports a number that ends with its unit, as a cell with the format `0%` or `0"人"` does, unless the data contain it like that.
    fn doubled_unit(&mut self, of: &ListOf, record: &Value, cell: Cell) {
        let (value, unit) = (record["value"].as_str(), record["unit"].as_str());
        let (Some(value), Some(unit), "figures") = (value, unit, of.2.as_str()) else {
            return;
        };
        if unit.is_empty() || !value.ends_with(unit) {
            return;
        }
        let holder = self
            .brands
            .get_mut(&of.0)
            .and_then(|brand| holder(brand, &of.1));
        let is_known = holder.is_some_and(|holder| {
            items(&holder["figures"]).any(|old| old["value"] == value && old["unit"] == unit)
        });
        if !is_known {
            self.wrong.add(cell, || {
                format!(
                    "“{}”已经带着单位“{}”，和 unit 一列连起来就重复了。请只在一处写单位。",
                    shown(value),
                    shown(unit)
                )
            });
        }
    }

    /// Reports missing columns if the records that would be replaced have the field; such a list cannot be compared row by row.
    fn missing_columns(&mut self, at: usize, skip: usize, old: &[Value], new: &[Value]) {
        if new.is_empty() {
            return;
        }
        let Some(content) = self.rows.get(at).and_then(Option::as_ref) else {
            return;
        };
        for (column, (field, _)) in TABLES[at].columns.iter().enumerate().skip(skip) {
            let is_absent = content.columns.get(column).is_none_or(Option::is_none);
            if is_absent && old.iter().any(|record| !record[field].is_null()) {
                self.wrong.add((at, 1, None), || {
                    format!("缺少“{field}”一列，数据里却有它的内容。请照 cargo run -- export 写出的样子补上这一列。")
                });
            }
        }
    }

    fn register(&mut self, name: &'static str) {
        let Some((at, rows)) = self.table(name) else {
            return;
        };
        let path = format!("{name}.json");
        let Ok(old) = self.old(&path, (at, 1, None)) else {
            return;
        };
        let old: Vec<Value> = old.map_or_else(Vec::new, |old| items(&old[name]).cloned().collect());
        let key = TABLES[at].keys()[0];
        let matches = match key {
            "words" => synonyms(&old, rows),
            key => {
                let by_key: HashMap<&str, usize> = (0..)
                    .zip(&old)
                    .filter_map(|(at, one)| Some((one[key].as_str()?, at)))
                    .collect();
                rows.iter()
                    .map(|row| by_key.get(cell(row, 0)).copied())
                    .collect()
            }
        };
        let mut seen = HashSet::new();
        let (mut new, mut numbers) = (Vec::new(), Vec::new());
        for (row, at_old) in rows.iter().zip(matches) {
            let record = cell(row, 0).lines().next().unwrap_or_default().to_owned();
            if key != "words" && record.is_empty() {
                self.wrong.add((at, row.number, Some(0)), || {
                    format!("没有写“{key}”。请补上。")
                });
                continue;
            }
            if key != "words" && !seen.insert(record.clone()) {
                self.wrong.add((at, row.number, Some(0)), || {
                    format!("“{}”出现了两次。请只留一行。", shown(&record))
                });
                continue;
            }
            let mut value = at_old.map_or_else(|| json!({}), |at| old[at].clone());
            self.apply(&mut value, at, row, 0);
            self.origin(&path, &record, "", at, row);
            new.push((at_old, value));
            numbers.push(row);
        }
        // An everyday word that another row now has is not kept here.
        let old = match key {
            "words" => without_taken(old, &mut new),
            _ => old,
        };
        let list = merged(old, new, name == "changes");
        for (place, (_, row)) in list.iter().enumerate() {
            if let Some(row) = row {
                self.origin(&path, "", &format!("[{place}]."), at, numbers[*row]);
            }
        }
        self.registers
            .insert(name, list.into_iter().map(|(value, _)| value).collect());
    }

    fn origin(&mut self, file: &str, record: &str, above: &str, at: usize, row: &Row) {
        let key = (file.to_owned(), record.to_owned(), above.to_owned());
        self.origins.entry(key).or_insert((at, row.number));
    }

    /// Writes the cells of a row into a record; missing columns, and the first `skip`, leave their fields unchanged.
    fn apply(&mut self, value: &mut Value, at: usize, row: &Row, skip: usize) {
        let (Some(fields), Some(content)) = (
            value.as_object_mut(),
            self.rows.get(at).and_then(Option::as_ref),
        ) else {
            return;
        };
        for (column, (field, form)) in TABLES[at].columns.iter().enumerate().skip(skip) {
            if content.columns.get(column).is_none_or(Option::is_none) {
                continue;
            }
            let text = cell(row, column);
            let value = match form {
                Form::Text | Form::Number | Form::Position if text.is_empty() => None,
                Form::Text => Some(Value::from(text)),
                Form::Number => match text.parse::<u64>() {
                    Ok(number) => Some(number.into()),
                    Err(_) => {
                        self.wrong.add((at, row.number, Some(column)), || {
                            format!("“{}”不是整数。请只写数字。", shown(text))
                        });
                        continue;
                    }
                },
                Form::Position => match Order::parse(text).and_then(|it| to_value(it).ok()) {
                    Some(number) => Some(number),
                    None => {
                        self.wrong.add((at, row.number, Some(column)), || {
                            format!(
                                "“{}”不是次序。请写一个数，如 8 或 8.5；{}。",
                                shown(text),
                                POSITION
                            )
                        });
                        continue;
                    }
                },
                // A required list is written even if it is empty, so that the check reports it.
                Form::Ids if text.is_empty() && OPTIONAL.contains(field) => None,
                Form::Lines if text.is_empty() && OPTIONAL.contains(field) => None,
                Form::Ids => Some(list(text, |c| c.is_whitespace() || ",，、;；".contains(c))),
                Form::Lines => Some(list(text, |c| c == '\n' || c == '\r')),
            };
            put(fields, field, value);
        }
        for outer in ["checked", "status", "alert", "house"] {
            if fields.get(outer) == Some(&json!({})) {
                fields.shift_remove(outer);
            }
        }
        for outer in ["parent", "summary", "slogan"] {
            let Some(Value::Object(within)) = fields.get_mut(outer) else {
                continue;
            };
            within.entry("sources").or_insert_with(|| json!([]));
            // An empty list does not create a record.
            if within
                .iter()
                .all(|(key, value)| key == "sources" && *value == json!([]))
            {
                fields.shift_remove(outer);
            }
        }
    }

    /// The files that differ from the existing ones.
    fn change(&self) -> Change {
        let mut change = Change::default();
        let mut keep = |path: String, kind: Kind, value: &Value| {
            // A value without the shape of its file is passed on: the check reports what is missing.
            let text = format::text(kind, value).unwrap_or_else(|| value.to_string());
            let old = self.files.get(path.as_str());
            let is_same = old.is_some_and(|old| {
                old.bytes == text.as_bytes()
                    || serde_json::from_slice::<Value>(&old.bytes)
                        .ok()
                        .and_then(|old| format::text(kind, &old))
                        .is_some_and(|old| old == text)
            });
            if !is_same {
                change.write.insert(path, text);
            }
        };
        for (id, value) in &self.brands {
            keep(brand_path(id), Kind::Brand, value);
        }
        for kind in Kind::ALL {
            let Some(name) = kind.list() else { continue };
            let Some(records) = self.registers.get(name) else {
                continue;
            };
            let path = format!("{name}.json");
            // Optional files are not created empty.
            if records.is_empty() && kind.is_optional() && !self.files.contains_key(path.as_str()) {
                continue;
            }
            keep(path, kind, &json!({ (name): records }));
        }
        change
    }

    /// The cell of a problem, or the row of the record around it.
    fn cell(&self, problem: &Problem) -> Option<Cell> {
        let whole = format!("{}.", problem.field);
        // Try the record that contains the field: its address ends where a name begins.
        let ends = whole.match_indices('.').map(|(at, _)| at + 1);
        let mut ends: Vec<usize> = std::iter::once(0).chain(ends).collect();
        ends.reverse();
        for end in ends {
            let key = (
                problem.file.clone(),
                problem.record.clone(),
                whole[..end].to_owned(),
            );
            let Some((at, row)) = self.origins.get(&key) else {
                continue;
            };
            let rest = whole[end..].trim_end_matches('.');
            let is_within = |name: &str, of: &str| {
                name.strip_prefix(of)
                    .is_some_and(|after| after.is_empty() || after.starts_with(['.', '[']))
            };
            let columns = TABLES[*at].columns.iter();
            let exact = columns.clone().position(|(name, _)| is_within(rest, name));
            // For a nested record, its first column that the sheet has.
            let field = exact.or_else(|| {
                columns
                    .clone()
                    .position(|(name, _)| !rest.is_empty() && is_within(name, rest))
            });
            return Some((*at, *row, field));
        }
        None
    }
}

/// The file of institutions.
const INSTITUTIONS: &str = "institutions.json";

/// The lists that may be absent.
const OPTIONAL: [&str; 6] = [
    "needs",
    "places",
    "access",
    "languages",
    "house.access",
    "house.languages",
];

/// Sets or removes the field of a dotted name; the records around it are created, and removed if nothing is left in them.
fn put(fields: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    let Some((outer, inner)) = name.split_once('.') else {
        match value {
            Some(value) => drop(fields.insert(name.to_owned(), value)),
            None => drop(fields.shift_remove(name)),
        }
        return;
    };
    let within = fields.entry(outer).or_insert_with(|| json!({}));
    if !within.is_object() {
        *within = json!({});
    }
    if let Some(within) = within.as_object_mut() {
        put(within, inner, value);
        let record = inner.split_once('.').map_or(inner, |(record, _)| record);
        if within.get(record) == Some(&json!({})) {
            within.shift_remove(record);
        }
    }
}

fn brand_path(id: &str) -> String {
    format!("brands/{id}.json")
}

/// The text of a row's cell.
fn cell(row: &Row, column: usize) -> &str {
    row.cells.get(column).map_or("", String::as_str)
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The brand itself, or one of its initiatives.
fn holder<'b>(brand: &'b mut Value, initiative: &str) -> Option<&'b mut Value> {
    if initiative.is_empty() {
        return Some(brand);
    }
    let all = brand.get_mut("initiatives").and_then(Value::as_array_mut)?;
    all.iter_mut().find(|one| one["id"] == initiative)
}

/// Removes a list from a record and returns it.
fn take_list(record: Option<&mut Value>, list: &str) -> Vec<Value> {
    let fields = record.and_then(Value::as_object_mut);
    match fields.and_then(|fields| fields.shift_remove(list)) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// Puts a non-empty list into a record.
fn put_list(record: Option<&mut Value>, list: &str, items: Vec<Value>) {
    if let Some(fields) = record.and_then(Value::as_object_mut)
        && !items.is_empty()
    {
        fields.insert(list.to_owned(), Value::Array(items));
    }
}

/// Merges the old records with the rows, in the order of the rows. Each row has the index of the record that it replaces, if any. Returns each record with the
/// index of its row, if any.
///
/// An old record without a row stays behind the record that preceded it; with `newest_first`, before the one that followed it. Rows without an old neighbour
/// are last, or first with `newest_first`.
fn merged(
    old: Vec<Value>,
    new: Vec<(Option<usize>, Value)>,
    newest_first: bool,
) -> Vec<(Value, Option<usize>)> {
    let listed: HashSet<usize> = new.iter().filter_map(|(at, _)| *at).collect();
    // The old records without a row, by the neighbour that they follow or precede.
    let mut beside: HashMap<Option<usize>, Vec<(Value, Option<usize>)>> = HashMap::new();
    let mut neighbour = None;
    let mut places: Vec<(usize, Value)> = old.into_iter().enumerate().collect();
    if newest_first {
        places.reverse();
    }
    for (at, value) in places {
        if listed.contains(&at) {
            neighbour = Some(at);
        } else {
            beside.entry(neighbour).or_default().push((value, None));
        }
    }
    if newest_first {
        beside.values_mut().for_each(|group| group.reverse());
    }
    let alone = beside.remove(&None).unwrap_or_default();
    let mut list = Vec::new();
    let mut last = Vec::new();
    match newest_first {
        false => list.extend(alone),
        true => last = alone,
    }
    for (row, (at, value)) in new.into_iter().enumerate() {
        let group = at
            .and_then(|at| beside.remove(&Some(at)))
            .unwrap_or_default();
        if newest_first {
            list.extend(group);
            list.push((value, Some(row)));
        } else {
            list.push((value, Some(row)));
            list.extend(group);
        }
    }
    list.extend(last);
    list
}

/// The old record of each row of everyday words: the one that shares most words with it; or the one between the same neighbours with the same meaning whose
/// only word was changed.
fn synonyms(old: &[Value], rows: &[Row]) -> Vec<Option<usize>> {
    let words_of = |row: &Row| -> Vec<String> { lines(cell(row, 0)).map(str::to_owned).collect() };
    let mut by_word: HashMap<&str, usize> = HashMap::new();
    for (at, one) in old.iter().enumerate() {
        for word in items(&one["words"]).filter_map(Value::as_str) {
            by_word.entry(word).or_insert(at);
        }
    }
    let mut claimed = HashSet::new();
    let mut found: Vec<Option<usize>> = vec![None; rows.len()];
    // First rows whose words are all in one record, then those that share some.
    for is_whole in [true, false] {
        for (row, found) in rows.iter().zip(&mut found) {
            if found.is_some() {
                continue;
            }
            let words = words_of(row);
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for word in &words {
                if let Some(at) = by_word.get(word.as_str()) {
                    *shared.entry(*at).or_default() += 1;
                }
            }
            let best = shared
                .into_iter()
                .filter(|(at, count)| !claimed.contains(at) && (!is_whole || *count == words.len()))
                .max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)));
            if let Some((at, _)) = best {
                claimed.insert(at);
                *found = Some(at);
            }
        }
    }
    for at in 0..rows.len() {
        if found[at].is_some() {
            continue;
        }
        let before = match at.checked_sub(1) {
            Some(before) => found[before],
            None => Some(usize::MAX),
        };
        let after = found.get(at + 1).copied().unwrap_or(Some(old.len()));
        let (Some(before), Some(after)) = (before, after) else {
            continue;
        };
        let between = before.wrapping_add(1);
        let means: Vec<&str> = lines(cell(&rows[at], 1)).collect();
        if between + 1 == after
            && !claimed.contains(&between)
            && items(&old[between]["means"])
                .filter_map(Value::as_str)
                .eq(means)
        {
            claimed.insert(between);
            found[at] = Some(between);
        }
    }
    found
}

/// The old records, without those whose words are all in other rows now.
fn without_taken(old: Vec<Value>, new: &mut [(Option<usize>, Value)]) -> Vec<Value> {
    let listed: HashSet<usize> = new.iter().filter_map(|(at, _)| *at).collect();
    let words: HashSet<String> = (new.iter())
        .flat_map(|(_, value)| items(&value["words"]))
        .filter_map(|word| Some(word.as_str()?.to_owned()))
        .collect();
    let is_taken = |at: usize, one: &Value| {
        let mut own = items(&one["words"]).filter_map(Value::as_str).peekable();
        !listed.contains(&at) && own.peek().is_some() && own.all(|word| words.contains(word))
    };
    let mut places = HashMap::new();
    let mut kept = Vec::new();
    for (at, one) in old.into_iter().enumerate() {
        if !is_taken(at, &one) {
            places.insert(at, kept.len());
            kept.push(one);
        }
    }
    for (at, _) in new {
        *at = at.and_then(|at| places.get(&at).copied());
    }
    kept
}

fn lines(cell: &str) -> impl Iterator<Item = &str> {
    let lines = cell.split(['\n', '\r']).map(str::trim);
    lines.filter(|line| !line.is_empty())
}

/// The beginning of a cell's text, for a sentence.
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
