//! How does an id change without a link breaking?
//!
//! Contract: [`rename`] changes the id of a brand, an initiative, an institution, a place or a need in every file that names it, and leaves a
//! redirect at its old address; redirects that led to the old address lead to the new one. A change that would break anything is refused
//! by [`super::change`]. Absent on purpose: names for people. They are texts, and change by being written.

use super::change::Change;
use super::failure::Failure;
use super::format;
use crate::catalogue::check::File;
use crate::catalogue::file::Kind;
use crate::catalogue::{Brand, Slug};
use crate::pages::steps;
use crate::route::Route;
use serde_json::{Value, json};

/// The change that gives `to` as the new id to what has the id `from`; an initiative is written `brand/initiative`.
pub fn rename(files: &[File], what: &str, from: &str, to: &str) -> Result<Change, Failure> {
    let (brand, old) = match (what, from.split_once('/')) {
        ("initiative", Some((brand, old))) => (Some(id(brand)?), id(old)?),
        ("initiative", None) => {
            return Err(Failure::new(format!(
                "“{from}”不是举措。请写成 品牌代号/举措代号。"
            )));
        }
        _ => (None, id(from)?),
    };
    let new = id(to)?;
    // The fields that name such an id; its own record apart.
    let (fields, register): (&[&str], Option<Kind>) = match what {
        "brand" => (&["brand", "core"], None),
        "initiative" => (&[], None),
        "institution" => (&["owner", "institution"], Some(Kind::Institutions)),
        "place" => (&["place", "places", "home"], Some(Kind::Places)),
        "need" => (&["needs"], Some(Kind::Needs)),
        _ => {
            return Err(Failure::new(format!(
                "不会改“{what}”的代号。可以改的有：brand、initiative、institution、place、need。"
            )));
        }
    };
    let mut values = Vec::new();
    for file in files {
        let kind = Kind::of(&file.path);
        let value = serde_json::from_slice::<Value>(&file.bytes).ok();
        let (Some(kind), Some(value)) = (kind, value) else {
            return Err(unreadable(&file.path));
        };
        values.push((file.path.clone(), kind, value));
    }
    let mut found = false;
    for (path, kind, value) in &mut values {
        exchange(value, fields, &old, &new);
        // Of a brand the field `parent` is a record; of a place it is the id of another.
        if what == "place" && *kind == Kind::Places {
            for place in records(value, "places") {
                exchange(place, &["parent"], &old, &new);
            }
        }
        let own = match (&brand, register) {
            (Some(brand), _) if *path == brand_path(brand) => "initiatives",
            (None, Some(register)) if *kind == register => register.list().unwrap_or_default(),
            (None, None) if *path == brand_path(&old) => {
                value["id"] = new.as_str().into();
                *path = brand_path(&new);
                found = true;
                continue;
            }
            _ => continue,
        };
        for record in records(value, own) {
            if record["id"] == old.as_str() {
                record["id"] = new.as_str().into();
                found = true;
            } else if record["id"] == new.as_str() {
                return Err(Failure::new(format!(
                    "{path} 里已经有“{new}”。请换一个代号。"
                )));
            }
        }
    }
    if !found {
        return Err(Failure::new(format!("没有“{from}”。请核对代号。")));
    }
    if brand.is_none() && what == "brand" && files.iter().any(|file| file.path == brand_path(&new))
    {
        return Err(Failure::new(format!("已经有品牌“{new}”。请换一个代号。")));
    }
    let address = |id: Slug| match (what, &brand) {
        ("brand", _) => Route::Brand(id),
        ("institution", _) => Route::Institution(id),
        ("place", _) => Route::Place(id),
        ("need", _) => Route::Need(id),
        (_, Some(brand)) => Route::Initiative(brand.clone(), id),
        _ => Route::Missing,
    };
    let mut moved = vec![(address(old.clone()).path(), address(new.clone()).path())];
    let brands: Vec<Brand> = (files.iter())
        .filter_map(|file| serde_json::from_slice(&file.bytes).ok())
        .collect();
    if what == "brand" && steps(&brands).iter().any(|brand| brand.id == old) {
        moved.push((
            Route::Step(old.clone()).path(),
            Route::Step(new.clone()).path(),
        ));
    }
    let Some((_, _, redirects)) = values
        .iter_mut()
        .find(|(_, kind, _)| *kind == Kind::Redirects)
    else {
        return Err(unreadable("redirects.json"));
    };
    lead_on(redirects, &moved);
    let mut change = Change::default();
    for ((path, kind, value), file) in values.into_iter().zip(files) {
        let text = format::text(kind, &value).ok_or_else(|| unreadable(&path))?;
        if path != file.path {
            change.remove.insert(file.path.clone());
        }
        if path != file.path || serde_json::from_slice::<Value>(&file.bytes).ok() != Some(value) {
            change.write.insert(path, text);
        }
    }
    Ok(change)
}

fn id(text: &str) -> Result<Slug, Failure> {
    Slug::parse(text).ok_or_else(|| {
        Failure::new(format!(
            "“{text}”不能作代号。只能用小写拼音、数字和单个连字符，最多 64 个字符。"
        ))
    })
}

fn unreadable(path: &str) -> Failure {
    Failure::new(format!(
        "{path} 读不懂，不敢改名。请运行 cargo run -- check，先照提示改好。"
    ))
}

fn brand_path(id: &Slug) -> String {
    format!("brands/{id}.json")
}

fn records<'a>(value: &'a mut Value, list: &str) -> impl Iterator<Item = &'a mut Value> {
    let list = value.get_mut(list).and_then(Value::as_array_mut);
    list.into_iter().flatten()
}

/// Writes `new` for `old` wherever one of `fields` holds it, alone or in a list.
fn exchange(value: &mut Value, fields: &[&str], old: &Slug, new: &Slug) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| exchange(item, fields, old, new)),
        Value::Object(record) => {
            for (key, field) in record.iter_mut() {
                if !fields.contains(&key.as_str()) {
                    exchange(field, fields, old, new);
                    continue;
                }
                match field {
                    Value::Array(items) => {
                        for item in items.iter_mut() {
                            match item {
                                Value::String(text) if text == old.as_str() => {
                                    *item = new.as_str().into()
                                }
                                item => exchange(item, fields, old, new),
                            }
                        }
                    }
                    Value::String(text) if text == old.as_str() => *field = new.as_str().into(),
                    field => exchange(field, fields, old, new),
                }
            }
        }
        _ => {}
    }
}

/// Leaves a redirect at each old address; nobody is led there in two steps, or away from an address that has a page again.
fn lead_on(redirects: &mut Value, moved: &[(String, String)]) {
    let Some(list) = redirects.get_mut("redirects").and_then(Value::as_array_mut) else {
        return;
    };
    for (from, to) in moved {
        list.retain(|redirect| redirect["from"] != to.as_str());
        for redirect in list.iter_mut() {
            if let Some(below) = redirect["to"]
                .as_str()
                .and_then(|led| led.strip_prefix(from.as_str()))
            {
                redirect["to"] = format!("{to}{below}").into();
            }
        }
        list.push(json!({"from": from, "to": to}));
    }
}
