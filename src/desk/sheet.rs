//! Spreadsheets: export of the whole catalogue as tables, and import of such tables.
//!
//! [`TABLES`] is the template: which tables there are and what each column holds. [`tables`] converts all data files to rows; [`files`] converts rows to a
//! change of files and names the cell of every problem; [`plan`] describes what a change adds, changes and removes. An exported catalogue can be imported
//! without any difference. A missing table or column changes nothing of what it would hold.

pub mod book;
mod build;
mod cell_text;
pub mod csv;
pub mod messages;
mod number_format;
pub mod plan;
pub mod reading;
pub mod xlsx;

pub use build::files;

use crate::catalogue::Order;
use crate::catalogue::check::File;
use crate::catalogue::file::Kind;
use crate::desk::records::position;
use serde_json::Value;

/// The content type of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One line of text.
    Text,
    /// A whole number.
    Number,
    /// A position in the matrix, possibly with decimals.
    Position,
    /// Ids, separated by spaces or commas.
    Ids,
    /// Texts, one per line of the cell.
    Lines,
}

/// A table: name, title and columns.
pub struct Table {
    /// Its name in files: the file's name without extension, and the first word of a sheet's name.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The fields, with a dot for nested ones, and their content types.
    pub columns: &'static [(&'static str, Form)],
}

impl Table {
    /// The columns that are needed to know which record a row belongs to.
    pub fn keys(&self) -> &'static [&'static str] {
        match self.name {
            "initiatives" => &["brand", "id"],
            "passages" => &["brand", "initiative", "list"],
            "institution_names" => &["institution"],
            "services" => &["institution", "id"],
            name if FACTS.contains(&name) => &["institution", "service"],
            "synonyms" => &["words"],
            "redirects" => &["from"],
            name if LISTS.contains(&name) => &["brand", "initiative"],
            _ => &["id"],
        }
    }
}

use Form::{Ids, Lines, Number, Position, Text};

/// All tables. The lists of brands and initiatives are tables too: `brand` and `initiative` name the owner; `initiative` is empty for the brand itself. So are the
/// lists of institutions and their services: `service` is empty for the house itself.
pub const TABLES: [Table; 22] = [
    Table {
        name: "brands",
        title: "品牌",
        columns: &[
            ("id", Text),
            ("order", Position),
            ("name", Text),
            ("english", Text),
            ("title", Text),
            ("kind", Text),
            ("emblem", Text),
            ("drawn", Lines),
            ("owner", Text),
            ("parent.brand", Text),
            ("parent.basis", Text),
            ("parent.text", Text),
            ("parent.sources", Ids),
            ("summary.text", Text),
            ("summary.sources", Ids),
            ("summary_english", Text),
            ("slogan.text", Text),
            ("slogan.sources", Ids),
            ("needs", Ids),
            ("places", Ids),
            ("service", Text),
            ("checked.on", Text),
            ("checked.by", Text),
        ],
    },
    Table {
        name: "initiatives",
        title: "举措",
        columns: &[
            ("brand", Text),
            ("id", Text),
            ("name", Text),
            ("kind", Text),
            ("owner", Text),
            ("summary.text", Text),
            ("summary.sources", Ids),
            ("needs", Ids),
            ("places", Ids),
            ("service", Text),
            ("checked.on", Text),
            ("checked.by", Text),
        ],
    },
    Table {
        name: "passages",
        title: "段落",
        columns: &[
            ("brand", Text),
            ("initiative", Text),
            ("list", Text),
            ("heading", Text),
            ("text", Text),
            ("sources", Ids),
        ],
    },
    Table {
        name: "figures",
        title: "数字",
        columns: &[
            ("brand", Text),
            ("initiative", Text),
            ("value", Text),
            ("unit", Text),
            ("label", Text),
            ("of", Number),
            ("when", Text),
            ("scope", Text),
            ("sources", Ids),
        ],
    },
    Table {
        name: "honours",
        title: "荣誉",
        columns: &[
            ("brand", Text),
            ("initiative", Text),
            ("name", Text),
            ("level", Text),
            ("text", Text),
            ("when", Text),
            ("by", Text),
            ("sources", Ids),
        ],
    },
    Table {
        name: "events",
        title: "事件",
        columns: &[
            ("brand", Text),
            ("initiative", Text),
            ("when", Text),
            ("year", Number),
            ("month", Number),
            ("day", Number),
            ("text", Text),
            ("sources", Ids),
        ],
    },
    Table {
        name: "people",
        title: "人物",
        columns: &[
            ("brand", Text),
            ("initiative", Text),
            ("name", Text),
            ("role", Text),
            ("text", Text),
            ("sources", Ids),
        ],
    },
    Table {
        name: "partners",
        title: "合作方",
        columns: &[
            ("brand", Text),
            ("initiative", Text),
            ("name", Text),
            ("institution", Text),
            ("text", Text),
            ("sources", Ids),
        ],
    },
    Table {
        name: "institutions",
        title: "机构",
        columns: &[
            ("id", Text),
            ("name", Text),
            ("english", Text),
            ("summary_english", Text),
            ("place", Text),
            ("sources", Ids),
            ("checked.on", Text),
            ("checked.by", Text),
            ("house.address", Text),
            ("house.telephone", Text),
            ("house.alert.text", Text),
            ("house.alert.until", Text),
            ("house.languages", Lines),
            ("house.access", Ids),
            ("house.complaints", Text),
            ("house.checked.on", Text),
            ("house.checked.by", Text),
        ],
    },
    Table {
        name: "institution_names",
        title: "机构的其他写法",
        columns: &[("institution", Text), ("text", Text), ("sources", Ids)],
    },
    Table {
        name: "services",
        title: "机构的服务",
        columns: &[
            ("institution", Text),
            ("id", Text),
            ("name", Text),
            ("status.state", Text),
            ("status.until", Text),
            ("status.text", Text),
            ("alert.text", Text),
            ("alert.until", Text),
            ("who", Text),
            ("window", Text),
            ("telephone", Text),
            ("bring", Text),
            ("fees", Text),
            ("languages", Lines),
            ("access", Ids),
            ("complaints", Text),
            ("checked.on", Text),
            ("checked.by", Text),
        ],
    },
    Table {
        name: "hours",
        title: "开放时间",
        columns: &[
            ("institution", Text),
            ("service", Text),
            ("days", Text),
            ("opens", Text),
            ("closes", Text),
        ],
    },
    Table {
        name: "exceptions",
        title: "和平时不一样的日子",
        columns: &[
            ("institution", Text),
            ("service", Text),
            ("on", Text),
            ("until", Text),
            ("opens", Text),
            ("closes", Text),
            ("text", Text),
        ],
    },
    Table {
        name: "booking",
        title: "预约方式",
        columns: &[
            ("institution", Text),
            ("service", Text),
            ("kind", Text),
            ("name", Text),
            ("href", Text),
        ],
    },
    Table {
        name: "places",
        title: "地方",
        columns: &[
            ("id", Text),
            ("name", Text),
            ("english", Text),
            ("parent", Text),
            ("outline", Text),
            ("sources", Ids),
        ],
    },
    Table {
        name: "needs",
        title: "需求",
        columns: &[
            ("id", Text),
            ("name", Text),
            ("english", Text),
            ("summary_english", Text),
            ("question", Text),
        ],
    },
    Table {
        name: "documents",
        title: "材料",
        columns: &[
            ("id", Text),
            ("title", Text),
            ("short", Text),
            ("kind", Text),
            ("publisher", Text),
            ("byline", Text),
            ("date", Text),
        ],
    },
    Table {
        name: "synonyms",
        title: "日常用语",
        columns: &[("words", Lines), ("means", Lines), ("note", Text)],
    },
    Table {
        name: "urgent",
        title: "危急提示",
        columns: &[
            ("id", Text),
            ("text", Text),
            ("english", Text),
            ("lobby", Text),
            ("lobby_english", Text),
            ("strip", Text),
            ("strip_english", Text),
            ("numbers", Lines),
            ("always", Lines),
            ("topics", Lines),
            ("ordinary", Lines),
            ("needs", Ids),
        ],
    },
    Table {
        name: "redirects",
        title: "改过的网址",
        columns: &[("from", Text), ("to", Text)],
    },
    Table {
        name: "retired",
        title: "停用的网址",
        columns: &[
            ("from", Text),
            ("name", Text),
            ("english", Text),
            ("since", Text),
            ("to", Text),
        ],
    },
    Table {
        name: "changes",
        title: "本馆的改动",
        columns: &[
            ("id", Text),
            ("on", Text),
            ("text", Text),
            ("address", Text),
        ],
    },
];

/// The lists in the table `passages`, by its column `list`.
pub const PASSAGES: [&str; 8] = [
    "other_names",
    "guide",
    "meaning",
    "origin",
    "work",
    "results",
    "details",
    "notes",
];

/// The lists with a table of their own, of the same name.
const LISTS: [&str; 5] = ["figures", "honours", "events", "people", "partners"];

/// The lists of an institution or of one of its services, with a table of the same name.
const FACTS: [&str; 3] = ["hours", "exceptions", "booking"];

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet, from 1.
    pub number: usize,
    /// One text per column; empty means no value.
    pub cells: Vec<String>,
}

/// The content of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// For each column of the table the index of the sheet's column, from 0; `None` if the sheet lacks it.
    pub columns: Vec<Option<usize>>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The content of each of [`TABLES`], in their order; `None` for a missing table.
pub type Rows = Vec<Option<Content>>;

/// The table of this name, and its index in [`TABLES`].
pub fn table(name: &str) -> Option<(usize, &'static Table)> {
    TABLES
        .iter()
        .enumerate()
        .find(|(_, table)| table.name == name)
}

/// Converts all data files to rows. Files that cannot be parsed are left out, so validate them first.
pub fn tables(files: &[File]) -> Rows {
    let whole = |table: &Table| Content {
        columns: (0..table.columns.len()).map(Some).collect(),
        rows: Vec::new(),
    };
    let mut rows: Rows = TABLES.iter().map(|table| Some(whole(table))).collect();
    let mut values: Vec<(Kind, Value)> = files
        .iter()
        .filter_map(|file| {
            Some((
                Kind::of(&file.path)?,
                serde_json::from_slice(&file.bytes).ok()?,
            ))
        })
        .collect();
    values.sort_by_cached_key(|(_, value)| position(value));
    for (kind, value) in &values {
        // The settings are a single record and are not exported.
        if *kind == Kind::Gallery || !kind.is_public() {
            continue;
        }
        let Some(list) = kind.list() else {
            lay(&mut rows, "brands", &[], value);
            let id = text(&value["id"]);
            lists(&mut rows, &id, "", value);
            for initiative in items(&value["initiatives"]) {
                lay(&mut rows, "initiatives", &[&id], initiative);
                lists(&mut rows, &id, &text(&initiative["id"]), initiative);
            }
            continue;
        };
        for record in items(&value[list]) {
            lay(&mut rows, list, &[], record);
            if *kind == Kind::Institutions {
                for name in items(&record["other_names"]) {
                    lay(
                        &mut rows,
                        "institution_names",
                        &[&text(&record["id"])],
                        name,
                    );
                }
                let id = text(&record["id"]);
                facts(&mut rows, &id, "", &record["house"]);
                for service in items(&record["services"]) {
                    lay(&mut rows, "services", &[&id], service);
                    facts(&mut rows, &id, &text(&service["id"]), service);
                }
            }
        }
    }
    rows
}

/// Adds the lists of a brand or of an initiative.
fn lists(rows: &mut Rows, brand: &str, initiative: &str, value: &Value) {
    for list in PASSAGES {
        for passage in items(&value[list]) {
            lay(rows, "passages", &[brand, initiative, list], passage);
        }
    }
    for list in LISTS {
        for record in items(&value[list]) {
            lay(rows, list, &[brand, initiative], record);
        }
    }
}

/// Adds the lists of an institution's house or of one of its services.
fn facts(rows: &mut Rows, institution: &str, service: &str, value: &Value) {
    for list in FACTS {
        for record in items(&value[list]) {
            lay(rows, list, &[institution, service], record);
        }
    }
}

/// Adds one record as a row; `owners` fill the first columns.
fn lay(rows: &mut Rows, name: &str, owners: &[&str], record: &Value) {
    let Some((at, table)) = table(name) else {
        return;
    };
    let own = table
        .columns
        .iter()
        .skip(owners.len())
        .map(|(field, form)| {
            let value = field.split('.').fold(record, |value, key| &value[key]);
            let join = |between: &str| items(value).map(text).collect::<Vec<_>>().join(between);
            match form {
                Text | Number => text(value),
                Position => Order::of(value).map_or_else(|| text(value), |it| it.to_string()),
                Ids => join(", "),
                Lines => join("\n"),
            }
        });
    let owners = owners.iter().map(|owner| (*owner).to_owned());
    let cells = owners.chain(own).collect();
    if let Some(content) = &mut rows[at] {
        let number = content.rows.len() + 2;
        content.rows.push(Row { number, cells });
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
