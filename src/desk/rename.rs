//! The command `rename`: a new id for a brand, an initiative, an institution, a service of one, a place or a need.
//!
//! [`rename`] changes the id in every file that refers to it and adds a redirect for every address of the record, including those of a brand's initiatives. All
//! earlier addresses lead to the new one in one hop. An id under which another record was published is refused, so that a published link never opens another
//! record. Names that people read are not changed. A service has no address of its own: its anchor on the page of
//! the institution changes, and an earlier link opens the page at its top.

use super::addresses::Addresses;
use super::change::Change;
use super::failure::Failure;
use super::records::{
    Values, brand_path, id, ids, records, references, register, service_of, services_named,
};
use crate::catalogue::check::{File, read};
use crate::catalogue::file::Kind;
use crate::catalogue::{Redirect, ServiceOf, Slug};
use crate::route::{self, Route};
use serde_json::{Value, json};

/// The kinds of record that can be renamed, as the command line calls them.
pub const KINDS: [&str; 6] = [
    "brand",
    "initiative",
    "institution",
    "service",
    "place",
    "need",
];

/// The change that replaces the id `from` by `to`; the id of an initiative is written `brand/initiative`, that of a service `institution/service`.
///
/// # Errors
///
/// If an id is malformed, unknown, in use, or was that of another record, or a file cannot be read.
pub fn rename(files: &[File], what: &str, from: &str, to: &str) -> Result<Change, Failure> {
    if !KINDS.contains(&what) {
        return Err(Failure::new(format!(
            "不会改“{what}”的代号。可以改的有：{}。",
            KINDS.join("、")
        )));
    }
    if what == "service" {
        return rename_service(files, from, to);
    }
    let (brand, old) = ids(what, from)?;
    let new = id(to)?;
    if old == new {
        return Err(Failure::new(format!(
            "新代号和旧代号都是“{new}”，没有要改的。"
        )));
    }
    let mut values = Values::of(files)?;
    let reading = read(files);
    let addresses = Addresses::of(&reading);
    let mut found = false;
    for entry in values.iter_mut() {
        exchange(&mut entry.value, references(what), &old, &new);
        // The `parent` of a brand is a record, that of a place is an id.
        if what == "place" && entry.kind == Kind::Places {
            for place in records(&mut entry.value, "places") {
                exchange(place, &["parent"], &old, &new);
            }
        }
        if what == "institution" && entry.kind == Kind::Brand {
            for service in services_named(&mut entry.value) {
                let now = service.as_str().and_then(|text| service_of(text, &old));
                if let Some(now) = now.map(|service| format!("{new}/{service}")) {
                    *service = now.into();
                }
            }
        }
        if let (Some(brand), Kind::Gallery) = (&brand, entry.kind) {
            let tours = records(&mut entry.value, "tours");
            let stops = tours.into_iter().flat_map(|tour| records(tour, "stops"));
            for stop in stops.filter(|stop| stop["brand"] == brand.as_str()) {
                exchange(stop, &["initiative"], &old, &new);
            }
        }
        let own = match (&brand, register(what)) {
            (Some(brand), _) if entry.path == brand_path(brand) => "initiatives",
            (None, Some(register)) if entry.kind == register => register.list().unwrap_or_default(),
            (None, None) if entry.path == brand_path(&old) => {
                entry.value["id"] = new.as_str().into();
                entry.path = brand_path(&new);
                found = true;
                continue;
            }
            _ => continue,
        };
        for record in records(&mut entry.value, own) {
            if record["id"] == old.as_str() {
                record["id"] = new.as_str().into();
                found = true;
            } else if record["id"] == new.as_str() {
                return Err(Failure::new(format!(
                    "{} 里已经有“{new}”。请换一个代号。",
                    entry.path
                )));
            }
        }
    }
    if !found {
        return Err(Failure::new(format!("没有“{from}”。请核对代号。")));
    }
    if what == "brand" && files.iter().any(|file| file.path == brand_path(&new)) {
        return Err(Failure::new(format!("已经有品牌“{new}”。请换一个代号。")));
    }
    let mut moved = Moved::default();
    let (of_brand, own) = (brand.clone(), old.clone());
    match (what, brand) {
        ("brand", _) => {
            moved.add(Route::Brand(old.clone()), Route::Brand(new.clone()));
            let card = reading.catalogue.card(&old);
            for entry in card.map_or(&[][..], |card| &card.initiatives) {
                moved.add(
                    Route::Initiative(old.clone(), entry.id.clone()),
                    Route::Initiative(new.clone(), entry.id.clone()),
                );
            }
            moved.steps = Some((Route::Step(old).path(), Route::Step(new).path()));
        }
        ("institution", _) => moved.add(Route::Institution(old), Route::Institution(new)),
        ("place", _) => moved.add(Route::Place(old), Route::Place(new)),
        ("need", _) => moved.add(Route::Need(old), Route::Need(new)),
        (_, Some(brand)) => moved.add(
            Route::Initiative(brand.clone(), old),
            Route::Initiative(brand, new),
        ),
        _ => {}
    }
    moved.are_free(&addresses)?;
    *values.list(Kind::Redirects)? = moved.redirects(&addresses, &reading.redirects);
    for (kind, field) in [(Kind::Retired, "to"), (Kind::Changes, "address")] {
        for entry in values.iter_mut().filter(|entry| entry.kind == kind) {
            for record in records(&mut entry.value, kind.name()) {
                if let Some(now) = record[field].as_str().and_then(|path| moved.now(path)) {
                    record[field] = now.into();
                }
            }
        }
    }
    for entry in values.iter_mut().filter(|it| it.kind == Kind::Everyday) {
        for record in records(&mut entry.value, Kind::Everyday.name()) {
            for id in record["means"].as_array_mut().into_iter().flatten() {
                if let Some(now) = id.as_str().and_then(|id| moved.meant(id)) {
                    *id = now.into();
                }
            }
        }
    }
    if let Some(brand) = &of_brand {
        for media in pictures_of(&mut values, brand, &own) {
            media["initiative"] = to.into();
        }
    }
    values.change(files)
}

/// The change that replaces the id of a service, in its institution and where it is named.
fn rename_service(files: &[File], from: &str, to: &str) -> Result<Change, Failure> {
    let old = ServiceOf::try_from(from.to_owned())
        .map_err(|form| Failure::new(format!("服务的代号请写成 {form}，现在是“{from}”。")))?;
    let new = ServiceOf {
        service: id(to)?,
        ..old.clone()
    };
    let mut values = Values::of(files)?;
    let mut found = false;
    for entry in values.iter_mut() {
        for institution in records(&mut entry.value, "institutions") {
            if institution["id"] != old.institution.as_str() {
                continue;
            }
            for service in records(institution, "services") {
                if service["id"] == new.service.as_str() {
                    return Err(Failure::new(format!(
                        "机构“{}”里已经有服务“{}”。请换一个代号。",
                        new.institution, new.service
                    )));
                }
                if service["id"] == old.service.as_str() {
                    service["id"] = new.service.as_str().into();
                    found = true;
                }
            }
        }
        if entry.kind == Kind::Brand {
            for service in services_named(&mut entry.value) {
                if *service == from {
                    *service = new.to_string().into();
                }
            }
        }
    }
    if !found {
        return Err(Failure::new(format!("没有“{from}”。请核对代号。")));
    }
    values.change(files)
}

/// The records of pictures of an initiative.
fn pictures_of<'a>(
    values: &'a mut Values,
    brand: &Slug,
    initiative: &Slug,
) -> impl Iterator<Item = &'a mut Value> {
    let entries = values.iter_mut().filter(|it| it.kind == Kind::Media);
    let all = entries.flat_map(|entry| records(&mut entry.value, Kind::Media.name()));
    all.filter(move |media| {
        media["brand"] == brand.as_str() && media["initiative"] == initiative.as_str()
    })
}

/// The addresses that change: old and new path.
#[derive(Default)]
struct Moved {
    pages: Vec<(String, String)>,
    /// The brand's step in the tour. Its address follows from that of the brand, so it is only replaced where it is written.
    steps: Option<(String, String)>,
}

impl Moved {
    fn add(&mut self, from: Route, to: Route) {
        self.pages.push((from.path(), to.path()));
    }

    /// The new path of the page at `path`, if it changes.
    fn now(&self, path: &str) -> Option<&str> {
        let mut pairs = self.pages.iter().chain(&self.steps);
        let found = pairs.find(|(from, _)| from == path);
        found.map(|(_, to)| to.as_str())
    }

    /// What an entry of the everyday words names now: a need, a brand, or `brand/initiative`; `None` if that does not move.
    fn meant(&self, id: &str) -> Option<String> {
        let routes = match id.split_once('/') {
            Some((brand, id)) => vec![Route::Initiative(Slug::parse(brand)?, Slug::parse(id)?)],
            None => {
                let id = Slug::parse(id)?;
                vec![Route::Need(id.clone()), Route::Brand(id)]
            }
        };
        let now = routes.iter().find_map(|route| self.now(&route.path()))?;
        match Route::parse(&route::own(now), "") {
            Route::Need(id) | Route::Brand(id) => Some(id.to_string()),
            Route::Initiative(brand, id) => Some(format!("{brand}/{id}")),
            _ => None,
        }
    }

    /// Fails if another record was published at a new address.
    fn are_free(&self, addresses: &Addresses) -> Result<(), Failure> {
        for (from, to) in &self.pages {
            let own = addresses.moved(to).is_some_and(|now| now.path() == *from);
            if let Some(sentence) = addresses.taken(to).filter(|_| !own) {
                return Err(Failure::new(format!("{sentence}什么也没有写。")));
            }
        }
        Ok(())
    }

    /// The redirects afterwards: single hops, none from a live page, and redirects that followed from that of a brand written out where their target changes.
    fn redirects(&self, addresses: &Addresses, before: &[Redirect]) -> Vec<Value> {
        let is_new = |path: &str| self.pages.iter().any(|(_, to)| to == path);
        let written = |path: &str| before.iter().any(|redirect| redirect.from == path);
        let mut after = Vec::new();
        for redirect in before.iter().filter(|redirect| !is_new(&redirect.from)) {
            let to = self.now(&redirect.to).unwrap_or(&redirect.to);
            after.push(json!({"from": redirect.from, "to": to}));
        }
        for (from, to) in &addresses.moves {
            let is_derived = matches!(from, Route::Step(_) | Route::All(_));
            let (from, to) = (from.path(), to.path());
            if let Some(to) = self.now(&to)
                && !(is_derived || is_new(&from) || written(&from))
            {
                after.push(json!({"from": from, "to": to}));
            }
        }
        let own = self.pages.iter();
        after.extend(own.map(|(from, to)| json!({"from": from, "to": to})));
        after
    }
}

/// Replaces `old` by `new` in all `fields`, in strings and in lists.
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
