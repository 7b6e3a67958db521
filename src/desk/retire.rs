//! The command `retire`: removes a brand, an initiative, an institution, a place or a need from the gallery.
//!
//! [`retire`] deletes the record and enters each of its addresses in `retired.json`: the pages there say that it is retired and link to a successor. Earlier
//! addresses of the record and framed pieces lead to the same notice. A record that others refer to is refused, with a list of the references. The deleted data
//! remain in version control only.

use super::addresses::{Addresses, spelt};
use super::change::Change;
use super::failure::Failure;
use super::records::{Values, brand_path, ids, references, register, service_of};
use super::rename::KINDS;
use crate::catalogue::check::everyday::{Needless, needless};
use crate::catalogue::check::{File, Reading, read};
use crate::catalogue::file::Kind;
use crate::catalogue::{Everyday, Slug};
use crate::route::Route;
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// An address of the record, with the name that the page there shows.
struct Gone {
    route: Route,
    name: String,
    english: Option<String>,
}

/// Takes the pictures of a brand or an initiative out of the register; those that an institution shows as well stay with that.
fn forget_pictures(values: &mut Values, what: &str, brand: Option<&Slug>, own: &Slug) {
    let is_gone = |media: &Value| match (what, brand) {
        ("brand", _) => media["brand"] == own.as_str(),
        ("initiative", Some(brand)) => {
            media["brand"] == brand.as_str() && media["initiative"] == own.as_str()
        }
        _ => false,
    };
    let entry = values.iter_mut().find(|it| it.kind == Kind::Media);
    let list = entry.and_then(|it| it.value.get_mut(Kind::Media.name())?.as_array_mut());
    let Some(list) = list else {
        return;
    };
    list.retain(|media| !is_gone(media) || media.get("institution").is_some());
    for media in list.iter_mut() {
        if is_gone(media)
            && let Some(fields) = media.as_object_mut()
        {
            fields.shift_remove("brand");
            fields.shift_remove("initiative");
        }
    }
}

/// Takes the record out of what everyday words mean. Entries that then mean nothing go, because without meanings they would count as words that say
/// nothing; and so do words that were told from others only by the record.
fn forget_words(values: &mut Values, what: &str, brand: Option<&Slug>, own: &Slug) {
    let is_gone = |id: &String| match (what, brand) {
        ("brand", _) => id.split('/').next() == Some(own.as_str()),
        ("need", _) => id == own.as_str(),
        ("initiative", Some(brand)) => *id == format!("{brand}/{own}"),
        _ => false,
    };
    let entry = values.iter_mut().find(|it| it.kind == Kind::Everyday);
    let list = entry.and_then(|it| it.value.get_mut(Kind::Everyday.name())?.as_array_mut());
    let Some(list) = list else {
        return;
    };
    // A list that cannot be read stays as it is: the check reports it.
    let Ok(mut entries) = serde_json::from_value::<Vec<Everyday>>(Value::from(list.clone())) else {
        return;
    };
    if !entries.iter().flat_map(|entry| &entry.means).any(is_gone) {
        return;
    }
    entries.retain_mut(|entry| {
        let had_any = !entry.means.is_empty();
        entry.means.retain(|id| !is_gone(id));
        !had_any || !entry.means.is_empty()
    });
    for Needless { entry, word, .. } in needless(&entries).into_iter().rev() {
        entries[entry].words.remove(word);
    }
    entries.retain(|entry| !entry.words.is_empty());
    *list = entries.into_iter().map(|entry| json!(entry)).collect();
}

/// The change that retires the record of kind `what` with this id on the day `on`; the id of an initiative is written `brand/initiative`. Its pages link to
/// `to`: an address of the gallery, or the id of a record of the same kind; by default the page of its owner.
///
/// # Errors
///
/// If the id is malformed or unknown, other records refer to it, `to` has no page, or a file cannot be read.
pub fn retire(
    files: &[File],
    what: &str,
    id: &str,
    to: Option<&str>,
    on: &str,
) -> Result<Change, Failure> {
    if !KINDS.contains(&what) {
        return Err(Failure::new(format!(
            "不会停用“{what}”。可以停用的有：{}。",
            KINDS.join("、")
        )));
    }
    let (brand, own) = ids(what, id)?;
    let mut values = Values::of(files)?;
    let reading = read(files);
    let addresses = Addresses::of(&reading);
    let (gone, owner) =
        gone(&reading, what, brand.as_ref(), &own).ok_or_else(|| {
            match addresses.retirement(&route(what, brand.as_ref(), &own).path()) {
                Some(_) => Failure::new(format!("“{id}”已经停用了，不用再停用。")),
                None => Failure::new(format!("没有“{id}”。请核对代号。")),
            }
        })?;
    if what == "brand" {
        // Answers about its sentences go with them.
        for entry in values.iter_mut().filter(|it| it.kind == Kind::Reviewed) {
            if let Some(list) = entry
                .value
                .get_mut("reviewed")
                .and_then(Value::as_array_mut)
            {
                list.retain(|answer| answer["brand"] != own.as_str());
            }
        }
    }
    forget_words(&mut values, what, brand.as_ref(), &own);
    forget_pictures(&mut values, what, brand.as_ref(), &own);
    let leaning = leaning(&values, what, &own);
    if !leaning.is_empty() {
        return Err(Failure::new(format!(
            "“{}”现在还不能停用，有 {} 处写着它：\n{}\n改好以后再停用。什么也没有写。",
            gone[0].name,
            leaning.len(),
            leaning.join("\n")
        )));
    }
    let is_gone = |path: &str| gone.iter().any(|it| it.route.path() == path);
    let to = match to {
        None => owner.map(|owner| owner.path()),
        Some(text) => {
            let mut targets = targets(what, text).into_iter();
            let live = targets.find(|path| addresses.is_live(path) && !is_gone(path));
            Some(live.ok_or_else(|| {
                Failure::new(format!(
                    "停用后不能转到“{text}”：那里没有网页。请给 --to 写现有的网址，例如 institutions/某医院/，或同类的代号。什么也没有写。"
                ))
            })?)
        }
    };
    let to = to.filter(|to| addresses.is_live(to) && !is_gone(to));
    match (&brand, register(what)) {
        (None, None) => values.remove(&brand_path(&own)),
        (brand, register) => {
            let path = brand.as_ref().map(brand_path);
            for entry in values.iter_mut() {
                let list = match (&path, register) {
                    (Some(path), _) if entry.path == *path => "initiatives",
                    (None, Some(kind)) if entry.kind == kind => kind.name(),
                    _ => continue,
                };
                if let Some(list) = entry.value.get_mut(list).and_then(Value::as_array_mut) {
                    list.retain(|record| record["id"] != own.as_str());
                }
                // A brand without initiatives has no such field.
                let initiatives = entry.value.get("initiatives").and_then(Value::as_array);
                if initiatives.is_some_and(Vec::is_empty)
                    && let Some(brand) = entry.value.as_object_mut()
                {
                    brand.shift_remove("initiatives");
                }
            }
        }
    }
    let list = values.list(Kind::Retired)?;
    for record in list.iter_mut() {
        if record["to"].as_str().is_some_and(is_gone)
            && let Some(record) = record.as_object_mut()
        {
            match &to {
                Some(to) => drop(record.insert("to".to_owned(), to.clone().into())),
                None => drop(record.shift_remove("to")),
            }
        }
    }
    for Gone {
        route,
        name,
        english,
    } in &gone
    {
        let mut record = json!({"from": route.path(), "name": name});
        if let Some(english) = english {
            record["english"] = english.clone().into();
        }
        record["since"] = on.into();
        if let Some(to) = &to {
            record["to"] = to.clone().into();
        }
        list.push(record);
    }
    values.change(files)
}

fn route(what: &str, brand: Option<&Slug>, id: &Slug) -> Route {
    let id = id.clone();
    match (what, brand) {
        ("brand", _) => Route::Brand(id),
        ("institution", _) => Route::Institution(id),
        ("place", _) => Route::Place(id),
        ("need", _) => Route::Need(id),
        (_, Some(brand)) => Route::Initiative(brand.clone(), id),
        _ => Route::NotFound,
    }
}

/// The addresses of a record, its own first, and the default target of their pages.
fn gone(
    reading: &Reading,
    what: &str,
    brand: Option<&Slug>,
    id: &Slug,
) -> Option<(Vec<Gone>, Option<Route>)> {
    let catalogue = &reading.catalogue;
    let one = |name: &str, english: Option<&String>| Gone {
        route: route(what, brand, id),
        name: name.to_owned(),
        english: english.cloned(),
    };
    Some(match what {
        "brand" => {
            let card = catalogue.card(id)?;
            let brand = reading.brands.iter().find(|brand| brand.id == *id)?;
            let mut gone = vec![one(&brand.name, brand.english.as_ref())];
            gone.extend(card.initiatives.iter().map(|entry| Gone {
                route: Route::Initiative(id.clone(), entry.id.clone()),
                name: entry.name.clone(),
                english: None,
            }));
            let owner = catalogue.institution(&card.owner);
            (
                gone,
                owner.map(|owner| Route::Institution(owner.id.clone())),
            )
        }
        "institution" => {
            let it = catalogue.institution(id)?;
            let gone = vec![one(&it.name, it.english.as_ref())];
            (gone, Some(Route::Institutions))
        }
        "place" => {
            let it = catalogue.place(id)?;
            let above = it.parent.clone().map(Route::Place);
            (vec![one(&it.name, it.english.as_ref())], above)
        }
        "need" => {
            let it = catalogue.need(id)?;
            (vec![one(&it.name, it.english.as_ref())], None)
        }
        _ => {
            let brand = brand?;
            let mut entries = catalogue.card(brand)?.initiatives.iter();
            let entry = entries.find(|entry| entry.id == *id)?;
            (
                vec![one(&entry.name, None)],
                Some(Route::Brand(brand.clone())),
            )
        }
    })
}

/// The paths that `text` may mean, the likeliest first: an address of the gallery, also as a complete URL, or the id of a record of the same kind, for an
/// initiative also of a brand.
fn targets(what: &str, text: &str) -> Vec<String> {
    let below_host = text.split_once("://").map(|(_, rest)| rest);
    let bare = below_host.unwrap_or(text).trim_matches('/');
    let mut found = Vec::new();
    let kind = match what {
        "initiative" if !bare.contains('/') => "brand",
        what => what,
    };
    let of_kind = ids(kind, bare).map(|(brand, id)| route(kind, brand.as_ref(), &id).path());
    let address = |path: &str| spelt(&format!("{path}/")).map(|route| route.path());
    match bare.contains('/') {
        true => found.extend(address(bare).into_iter().chain(of_kind.ok())),
        false => found.extend(of_kind.ok().into_iter().chain(address(bare))),
    }
    if below_host.is_some() {
        // The host and the base path of the site precede the path.
        let ends = bare.match_indices('/').map(|(at, _)| &bare[at + 1..]);
        found.extend(ends.filter_map(address));
    }
    found
}

/// All references to the record from others, as sentences.
fn leaning(values: &Values, what: &str, id: &Slug) -> Vec<String> {
    let mut found = Vec::new();
    for entry in values.iter() {
        if what == "brand" && entry.path == brand_path(id) {
            continue;
        }
        let mut at = Vec::new();
        mentions(&entry.value, references(what), id, String::new(), &mut at);
        if what == "place" && entry.kind == Kind::Places {
            let places = entry.value["places"].as_array().into_iter().flatten();
            for place in places.filter(|place| place["parent"] == id.as_str()) {
                at.push(format!(
                    "{}：parent",
                    place["id"].as_str().unwrap_or_default()
                ));
            }
        }
        found.extend(
            (at.iter())
                .map(|field| format!("{}：{field}：写着“{id}”。请改成别的，或去掉。", entry.path)),
        );
    }
    found
}

/// The fields below `value` that contain the id, with their paths.
fn mentions(value: &Value, fields: &[&str], id: &Slug, way: String, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let name = item["id"].as_str().map_or(at.to_string(), str::to_owned);
                mentions(item, fields, id, format!("{way}[{name}]"), found);
            }
        }
        Value::Object(record) => {
            for (key, field) in record {
                let way = match way.as_str() {
                    "" => key.clone(),
                    way => format!("{way}.{key}"),
                };
                let is_reference = fields.contains(&key.as_str());
                let holds = match field {
                    Value::String(text) => {
                        text == id.as_str() || (key == "service" && service_of(text, id).is_some())
                    }
                    Value::Array(items) => items.iter().any(|item| item == id.as_str()),
                    _ => false,
                };
                match is_reference && holds {
                    true => found.push(way),
                    false => mentions(field, fields, id, way, found),
                }
            }
        }
        _ => {}
    }
}

/// Today's date in China, which has one time zone, as `2026-11-24`.
pub fn today() -> String {
    const CHINA: u64 = 8 * 3600;
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    date(since.map_or(0, |since| since.as_secs() + CHINA) / 86_400)
}

/// The date so many days after 1970-01-01, by Howard Hinnant's algorithm `civil_from_days`.
fn date(days: u64) -> String {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_since_1970_are_dates() {
        for (days, text) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_786, "2026-11-29"),
            (20_818, "2026-12-31"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date(days), text, "{days}");
        }
    }
}
