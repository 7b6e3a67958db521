//! The command `due`: which records are to be checked again.
//!
//! [`due`] compares the note `checked` of every brand, initiative and institution, and of its house and services, with the interval of the gallery: a record
//! that was never checked is due, and one whose check is at least that many days old. So are facts whose last day is over, and pictures whose consent is
//! withdrawn or ends. [`mark`] notes a check. The day is an argument, so that both are the same on every day.

use super::change::Change;
use super::failure::Failure;
use super::records::Values;
use crate::catalogue::check::{File, Reading};
use crate::catalogue::file::Kind;
use crate::catalogue::{CHECK_DAYS, Checked, Date, Media, day_number};
use serde_json::{Value, json};

/// How many days before its end a consent is named.
const SOON: i64 = 30;

/// A record that is to be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its file.
    pub path: String,
    /// Its id; for an initiative its own, and for a brand none. For a service `institution/service`, for the house `institution/`.
    pub id: String,
    /// The name of the record, for an initiative behind that of its brand.
    pub name: String,
    /// When it was checked last.
    pub checked: Option<Checked>,
    /// How many days ago that was; negative if it is yet to come.
    pub days: Option<i64>,
    /// The last day of a notice or a pause, if that is over.
    pub over: Option<Date>,
    /// Of a picture: why it is not shown any more, or soon will not be.
    pub consent: Option<String>,
}

impl Due {
    /// The record as a line: address, name, what is due.
    pub fn line(&self) -> String {
        let id = match self.id.as_str() {
            "" => String::new(),
            id => format!("（{id}）"),
        };
        format!("{}{id}：{}：{}", self.path, self.name, self.said())
    }

    /// What is due, in one sentence.
    pub fn said(&self) -> String {
        if let Some(sentence) = &self.consent {
            return sentence.clone();
        }
        if let Some(until) = &self.over {
            return format!("写到 {until} 为止的提示或暂停已经过了。请去掉，或写上现在的情况。");
        }
        match (&self.checked, self.days) {
            (Some(checked), Some(days)) if days < 0 => {
                format!("核对日期 {} 还没有到。请改正。", checked.on)
            }
            (Some(checked), Some(days)) => format!(
                "{} 由{}核对，过了 {days} 天。请再核对。",
                checked.on, checked.by
            ),
            _ => "从未核对。请核对。".to_owned(),
        }
    }
}

/// After how many days a record of this gallery is due.
pub fn interval(reading: &Reading) -> u16 {
    reading.catalogue.gallery.check_days.unwrap_or(CHECK_DAYS)
}

/// The records that are due on a day, counted from 1970-01-01: those whose day is yet to come or over, then those that were never checked, then the oldest first; equal
/// ones in the order of the matrix, institutions last.
pub fn due(reading: &Reading, on: i64) -> Vec<Due> {
    let interval = i64::from(interval(reading));
    let mut found = Vec::new();
    let mut judge =
        |path: &str, id: &str, name: String, checked: &Option<Checked>, until: &[&Date]| {
            let is_over = |until: &&&Date| day_number(until.as_str()).is_some_and(|day| day < on);
            let over = until.iter().find(is_over).map(|until| (*until).clone());
            let day = checked.as_ref().and_then(|it| day_number(&it.on));
            let days = day.map(|day| on - day);
            if over.is_some() || days.is_none_or(|days| days < 0 || days >= interval) {
                found.push(Due {
                    path: path.to_owned(),
                    id: id.to_owned(),
                    name,
                    checked: checked.clone(),
                    days,
                    over,
                    consent: None,
                });
            }
        };
    for brand in &reading.brands {
        let path = format!("brands/{}.json", brand.id);
        judge(&path, "", brand.name.clone(), &brand.checked, &[]);
        for initiative in &brand.initiatives {
            let name = format!("{} · {}", brand.name, initiative.name);
            judge(
                &path,
                initiative.id.as_str(),
                name,
                &initiative.checked,
                &[],
            );
        }
    }
    for it in &reading.catalogue.institutions {
        let path = "institutions.json";
        judge(path, it.id.as_str(), it.name.clone(), &it.checked, &[]);
        if let Some(house) = &it.house {
            let name = format!("{} · 怎么去、怎么联系", it.name);
            let until: Vec<&Date> = house.alert.iter().map(|alert| &alert.until).collect();
            judge(path, &format!("{}/", it.id), name, &house.checked, &until);
        }
        for service in &it.services {
            let name = format!("{} · {}", it.name, service.name);
            let alert = service.alert.iter().map(|alert| &alert.until);
            let status = service.status.iter().filter_map(|it| it.until.as_ref());
            let until: Vec<&Date> = alert.chain(status).collect();
            let id = format!("{}/{}", it.id, service.id);
            judge(path, &id, name, &service.checked, &until);
        }
    }
    found.extend((reading.catalogue.media.iter()).filter_map(|media| of_consent(media, on)));
    found.sort_by_key(|due| match due.days {
        _ if due.over.is_some() || due.consent.is_some() => (0, i64::MIN),
        Some(days) if days < 0 => (0, days),
        None => (1, 0),
        Some(days) => (2, -days),
    });
    found
}

/// A picture whose consent is withdrawn, over, or over within [`SOON`] days.
fn of_consent(media: &Media, on: i64) -> Option<Due> {
    let consent = media.consent.as_ref()?;
    let until = consent.until.as_ref();
    let left = until.and_then(|until| Some(day_number(until.as_str())? - on));
    let sentence = match (&consent.withdrawn, until, left) {
        (Some(day), ..) => format!(
            "{day} 撤回了同意，已不再刊登。请把 media/{} 删去，再去掉这一条。",
            media.file
        ),
        (None, Some(until), Some(left)) if left < 0 => {
            format!("同意到 {until} 为止，已经过了，不再刊登。请重新取得同意，或去掉这一条。")
        }
        (None, Some(until), Some(left)) if left <= SOON => {
            format!("同意到 {until} 为止，还有 {left} 天。要继续刊登，请重新取得同意。")
        }
        _ => return None,
    };
    let name = media.caption.as_ref().or(media.alt.as_ref());
    Some(Due {
        path: "media.json".to_owned(),
        id: media.id.to_string(),
        name: name.unwrap_or(&media.file).clone(),
        checked: None,
        days: None,
        over: None,
        consent: Some(sentence),
    })
}

/// The change that notes a check of one record: the file, the id as in [`Due::id`], the day and the role.
///
/// # Errors
///
/// If there is no such record, or a file cannot be read.
pub fn mark(files: &[File], path: &str, id: &str, checked: &Checked) -> Result<Change, Failure> {
    let mut values = Values::of(files)?;
    let entry = values.iter_mut().find(|entry| entry.path == path);
    let record = entry.and_then(|entry| match (entry.kind, id) {
        (Kind::Brand, "") => Some(&mut entry.value),
        (Kind::Brand, id) => named(&mut entry.value, "initiatives", id),
        (Kind::Institutions, id) => match id.split_once('/') {
            None => named(&mut entry.value, "institutions", id),
            Some((id, "")) => named(&mut entry.value, "institutions", id)?.get_mut("house"),
            Some((id, service)) => {
                let institution = named(&mut entry.value, "institutions", id)?;
                named(institution, "services", service)
            }
        },
        _ => None,
    });
    match record.and_then(Value::as_object_mut) {
        Some(record) => {
            let note = json!({ "on": checked.on, "by": checked.by });
            record.insert("checked".to_owned(), note);
        }
        None => {
            return Err(Failure::new(format!(
                "{path} 里没有“{id}”，没有记下核对。请重新打开清单。"
            )));
        }
    }
    values.change(files)
}

/// The record of a list with this id.
fn named<'a>(value: &'a mut Value, list: &str, id: &str) -> Option<&'a mut Value> {
    let list = value.get_mut(list)?.as_array_mut()?;
    list.iter_mut().find(|record| record["id"] == id)
}
