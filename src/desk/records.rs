//! The parsed values of all data files, for commands that change several of them at once.
//!
//! [`Values::of`] parses every file or names the first that cannot be parsed; [`Values::change`] returns the [`Change`] that writes the files whose value or
//! path differs, formatted. The result is validated by [`Change`].

use super::change::Change;
use super::failure::Failure;
use super::format;
use crate::catalogue::check::File;
use crate::catalogue::file::Kind;
use crate::catalogue::{Order, Slug};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// A data file while it is changed.
pub(super) struct Entry {
    /// Its path below the data folder.
    pub(super) path: String,
    /// Its kind.
    pub(super) kind: Kind,
    /// Its content.
    pub(super) value: Value,
}

/// All data files while they are changed.
pub(super) struct Values {
    entries: Vec<Entry>,
}

impl Values {
    /// Parses `files`.
    ///
    /// # Errors
    ///
    /// If a file is not a data file or not JSON: references in it would be missed.
    pub(super) fn of(files: &[File]) -> Result<Values, Failure> {
        let entry = |file: &File| {
            let kind = Kind::of(&file.path);
            let value = serde_json::from_slice::<Value>(&file.bytes).ok();
            match (kind, value) {
                (Some(kind), Some(value)) => Ok(Entry {
                    path: file.path.clone(),
                    kind,
                    value,
                }),
                _ => Err(unreadable(&file.path)),
            }
        };
        let entries = files.iter().map(entry).collect::<Result<_, _>>()?;
        Ok(Values { entries })
    }

    /// All entries.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// All entries, mutable.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }

    /// The list of a register; an optional register that does not exist is created.
    ///
    /// # Errors
    ///
    /// If the register lacks its list, or a required register does not exist.
    pub(super) fn list(&mut self, kind: Kind) -> Result<&mut Vec<Value>, Failure> {
        let name = kind.name();
        let path = format!("{name}.json");
        if kind.is_optional() && !self.entries.iter().any(|it| it.kind == kind) {
            self.entries.push(Entry {
                path: path.clone(),
                kind,
                value: Value::Object(Map::from_iter([(
                    name.to_owned(),
                    Value::Array(Vec::new()),
                )])),
            });
        }
        let entry = self.entries.iter_mut().find(|it| it.kind == kind);
        let list = entry.and_then(|it| it.value.get_mut(name)?.as_array_mut());
        list.ok_or_else(|| unreadable(&path))
    }

    /// Removes a file.
    pub(super) fn remove(&mut self, path: &str) {
        self.entries.retain(|it| it.path != path);
    }

    /// The change from `files` to these values.
    ///
    /// # Errors
    ///
    /// If a value does not have the shape of its file.
    pub(super) fn change(self, files: &[File]) -> Result<Change, Failure> {
        let mut change = Change::default();
        let kept: HashSet<&str> = self.entries.iter().map(|it| it.path.as_str()).collect();
        for file in files {
            if !kept.contains(file.path.as_str()) {
                change.remove.insert(file.path.clone());
            }
        }
        let before: HashMap<&str, &File> = files
            .iter()
            .map(|file| (file.path.as_str(), file))
            .collect();
        for Entry { path, kind, value } in self.entries {
            let old = before.get(path.as_str());
            let old = old.and_then(|file| serde_json::from_slice::<Value>(&file.bytes).ok());
            if old.as_ref() != Some(&value) {
                let text = format::text(kind, &value).ok_or_else(|| unreadable(&path))?;
                change.write.insert(path, text);
            }
        }
        Ok(change)
    }
}

/// The records of a list within a value.
pub(super) fn records<'a>(value: &'a mut Value, list: &str) -> impl Iterator<Item = &'a mut Value> {
    let list = value.get_mut(list).and_then(Value::as_array_mut);
    list.into_iter().flatten()
}

/// The path of a brand's file.
pub(super) fn brand_path(id: &Slug) -> String {
    format!("brands/{id}.json")
}

/// The fields that refer to records of this kind, in any file.
pub(super) fn references(what: &str) -> &'static [&'static str] {
    match what {
        "brand" => &["brand", "core"],
        "institution" => &["owner", "institution", "service"],
        "place" => &["place", "places", "home"],
        "need" => &["needs", "not_services"],
        _ => &[],
    }
}

/// The id of the service in a text such as `institution/service`; `None` if that is one of another institution.
pub(super) fn service_of<'a>(text: &'a str, institution: &Slug) -> Option<&'a str> {
    let (of, service) = text.split_once('/')?;
    (of == institution.as_str()).then_some(service)
}

/// The values of the field `service` of a brand and its initiatives.
pub(super) fn services_named(brand: &mut Value) -> impl Iterator<Item = &mut Value> {
    let mut found = Vec::new();
    if let Some(brand) = brand.as_object_mut() {
        for (field, value) in brand.iter_mut() {
            match field.as_str() {
                "service" => found.push(value),
                "initiatives" => {
                    let initiatives = value.as_array_mut().into_iter().flatten();
                    found.extend(initiatives.filter_map(|it| it.get_mut("service")));
                }
                _ => {}
            }
        }
    }
    found.into_iter()
}

/// The sort key of brands: position, then id.
pub(super) fn position(brand: &Value) -> (Option<Order>, String) {
    let id = brand["id"].as_str().unwrap_or_default();
    (Order::of(&brand["order"]), id.to_owned())
}

/// The register that holds the records of this kind.
pub(super) fn register(what: &str) -> Option<Kind> {
    match what {
        "institution" => Some(Kind::Institutions),
        "place" => Some(Kind::Places),
        "need" => Some(Kind::Needs),
        _ => None,
    }
}

/// Parses an id from the command line. For an initiative, written `brand/initiative`, the first id is that of the brand.
///
/// # Errors
///
/// If the text is not an id, or not that of an initiative.
pub(super) fn ids(what: &str, text: &str) -> Result<(Option<Slug>, Slug), Failure> {
    match (what, text.split_once('/')) {
        ("initiative", Some((brand, own))) => Ok((Some(id(brand)?), id(own)?)),
        ("initiative", None) => Err(Failure::new(format!(
            "“{text}”不是举措。请写成 品牌代号/举措代号。"
        ))),
        _ => Ok((None, id(text)?)),
    }
}

/// Parses an id.
///
/// # Errors
///
/// If the text is not an id.
pub(super) fn id(text: &str) -> Result<Slug, Failure> {
    Slug::parse(text).ok_or_else(|| {
        Failure::new(format!(
            "“{text}”不能作代号。只能用小写拼音、数字和单个连字符，最多 64 个字符。"
        ))
    })
}

/// The failure for a file that cannot be changed because it cannot be parsed.
pub(super) fn unreadable(path: &str) -> Failure {
    Failure::new(format!(
        "{path} 读不懂，不敢改。请运行 cargo run -- check，先照提示改好。"
    ))
}
