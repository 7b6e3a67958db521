//! The service facts of all institutions for other programs, in two standard formats: Open Referral HSDS 3.0 and HL7 FHIR R4.
//!
//! [`Format::text`] takes a catalogue and returns one JSON text, or `None` if no institution states a fact. Both formats have what the page of an institution
//! has; what a format has no field for stands in its nearest text field, in Chinese. Nothing is added: a fact that an institution leaves open is left out, and
//! where a format demands it, it is an empty text. Ids are made of the name of the gallery and the ids of the data ([`uuid`]), so they last through builds.

mod fhir;
mod hsds;

use super::failure::Failure;
use super::sheet::book::{is_free, put};
use crate::catalogue::{
    Alert, Booking, Catalogue, Exception, Institution, Service, State, Status, Time,
};
use crate::models::service_anchor;
use crate::route::{self, Route};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// A format of a service directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Open Referral Human Services Data Specification 3.0: an array of services.
    Hsds,
    /// HL7 FHIR R4: a bundle of organisations, locations and healthcare services.
    Fhir,
}

impl Format {
    /// Both formats.
    pub const ALL: [Format; 2] = [Format::Hsds, Format::Fhir];

    /// The name of the file in the data folder of a site.
    pub fn file(self) -> &'static str {
        match self {
            Format::Hsds => route::HSDS,
            Format::Fhir => route::FHIR,
        }
    }

    /// The format that the ending of a file's name asks for.
    pub fn of(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let ending = |format: &Format| name.ends_with(&format.file()["services".len()..]);
        Format::ALL.into_iter().find(ending)
    }

    /// The directory of a catalogue; `None` if no institution states a fact.
    pub fn text(self, catalogue: &Catalogue) -> Option<String> {
        let all = catalogue.institutions.iter();
        let institutions: Vec<&Institution> = all.filter(|it| it.states_facts()).collect();
        if institutions.is_empty() {
            return None;
        }
        let value = match self {
            Format::Hsds => hsds::services(catalogue, &institutions),
            Format::Fhir => fhir::bundle(catalogue, &institutions),
        };
        Some(format!("{value:#}\n"))
    }
}

/// Writes the directory of a catalogue into a new file.
///
/// # Errors
///
/// If no institution states a fact, or the file exists or cannot be written.
pub fn export(catalogue: &Catalogue, format: Format, to: &Path) -> Result<(), Failure> {
    let text = format.text(catalogue).ok_or_else(|| {
        Failure::new(format!(
            "{} 没有写：还没有一家机构填写地址、时间、电话或服务。请先用 cargo run -- edit 在机构里填写。",
            to.display()
        ))
    })?;
    is_free(to)?;
    put(to, text.as_bytes())
}

/// Writes both directories into the data folder of a site; none if no institution states a fact.
///
/// # Errors
///
/// If a file cannot be written.
pub(super) fn write(stage: &Path, catalogue: &Catalogue) -> Result<(), Failure> {
    for format in Format::ALL {
        if let Some(text) = format.text(catalogue) {
            let path = stage.join(route::data(format.file()));
            fs::write(&path, text).map_err(|error| Failure::writing(&path, &error))?;
        }
    }
    Ok(())
}

/// The id of a record in both formats: a UUID (version 8) of the gallery's name and the record's path in the data.
fn uuid(catalogue: &Catalogue, path: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(catalogue.gallery.name.as_bytes());
    hasher.update([0]);
    hasher.update(path.as_bytes());
    let digest = format!("{:x}", hasher.finalize());
    format!(
        "{}-{}-8{}-8{}-{}",
        &digest[..8],
        &digest[8..12],
        &digest[12..15],
        &digest[15..18],
        &digest[18..30]
    )
}

/// The path of an institution in the data.
fn path_of(institution: &Institution) -> String {
    format!("institutions/{}", institution.id)
}

/// The absolute address of the page of an institution; `None` if the host of the site is not known.
fn address(institution: &Institution) -> Option<String> {
    route::absolute(&Route::Institution(institution.id.clone()).href())
}

/// The absolute address of a service: its anchor on the page of its institution.
fn service_address(institution: &Institution, service: &Service) -> Option<String> {
    let page = address(institution)?;
    Some(format!("{page}#{}", service_anchor(&service.id)))
}

/// The other printed forms of a name.
fn other_names(institution: &Institution) -> Vec<&str> {
    let names = institution.other_names.iter();
    names.map(|name| name.text.as_str()).collect()
}

/// A notice with its last day.
fn alert(alert: &Alert) -> String {
    format!("{}（到{}）", alert.text, alert.until)
}

/// Why a service is not offered, and its notice for a short time.
fn notices(service: &Service) -> Vec<String> {
    let status = service.status.as_ref();
    let closed = status.filter(|_| service.state() != State::Open);
    let notice = service.alert.as_ref().map(alert);
    closed.map(state).into_iter().chain(notice).collect()
}

/// The state of a service that is not offered, with its reason and its last day.
fn state(status: &Status) -> String {
    let until = status.until.as_ref().map(|day| format!("，到{day}"));
    let why = status.text.as_ref().map(|text| format!("：{text}"));
    [Some(status.state.word().to_owned()), until, why]
        .into_iter()
        .flatten()
        .collect()
}

/// The ways to book, in one text.
fn booking(ways: &[Booking]) -> Option<String> {
    let one = |way: &Booking| {
        let address = way.href.as_ref().map(|href| format!(" {href}"));
        format!(
            "{}：{}{}",
            way.kind.word(),
            way.name,
            address.unwrap_or_default()
        )
    };
    let all: Vec<String> = ways.iter().map(one).collect();
    (!all.is_empty()).then(|| all.join("；"))
}

/// The first and the last day of an exception.
fn days(exception: &Exception) -> (&str, &str) {
    let until = exception.until.as_ref().unwrap_or(&exception.on);
    (exception.on.as_str(), until.as_str())
}

/// A closing time. The end of a day is its last minute: neither format has 24:00.
pub(super) fn closing(time: Time) -> String {
    match time.minutes() {
        1_440 => "23:59".to_owned(),
        _ => time.to_string(),
    }
}

/// Sets a field if there is a value for it.
fn set<T: Into<Value>>(record: &mut Value, field: &str, value: Option<T>) {
    if let Some(value) = value {
        record[field] = value.into();
    }
}

/// Sets a field if the list is not empty.
fn set_list(record: &mut Value, field: &str, list: Vec<Value>) {
    if !list.is_empty() {
        record[field] = list.into();
    }
}
