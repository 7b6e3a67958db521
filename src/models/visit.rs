//! The model of the section of an institution's page that tells how to get there and in touch: facts of the house, and of each service.
//!
//! Everything is worded by the build in the language of the page, except what depends on the day: hours and the last days of notices are numbers, from
//! which the page tells whether it is open ([`Schedule::opening`]).

use super::opening::{Calendar, Schedule};
use super::qr::QrCode;
use crate::catalogue::Slug;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{
    Access, Alert, Booking, BookingKind, Checked, Exception, Gallery, House, Institution, Service,
    State, Status, Telephone, Weekday,
};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
use serde::{Deserialize, Serialize};

/// How to get to an institution and in touch with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The facts of the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub house: Option<Facts>,
    /// Its services.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Facts>,
    /// The local time and its holidays.
    pub calendar: Calendar,
}

/// The facts of a house or a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// For a service, its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Slug>,
    /// For a service, its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Why it is not offered at present; while this holds, hours say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<FactNotice>,
    /// A notice for a short time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<FactNotice>,
    /// The telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<PhoneLink>,
    /// The facts that are texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<FactLine>,
    /// The hours of each day of the week, from Monday; an eighth for public holidays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub week: Vec<FactLine>,
    /// The hours as numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// The days with other hours, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<String>,
    /// How to book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub booking: Vec<BookingLink>,
    /// The sentence that says when the facts were checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactNotice {
    /// Its text.
    pub text: String,
    /// The last day on which it holds, counted from 1970-01-01; no end without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<u32>,
}

/// A fact in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactLine {
    /// What it is.
    pub label: String,
    /// The fact.
    pub text: String,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhoneLink {
    /// As it is written.
    pub number: String,
    /// Its `tel:` address.
    pub href: String,
}

/// A way to book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingLink {
    /// Its kind, in words.
    pub kind: String,
    /// The name of the account, the mini program or the page.
    pub name: String,
    /// Its address, outside of the gallery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// For a mini program, the code that opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<QrCode>,
}

/// The service that carries out a brand or an initiative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceLink {
    /// The institution.
    pub institution: Slug,
    /// The id of the service.
    pub id: Slug,
    /// Institution and service, in words.
    pub name: String,
}

/// The anchor of a service on the page of its institution.
pub fn service_anchor(id: &Slug) -> String {
    format!("service-{id}")
}

#[cfg(not(target_arch = "wasm32"))]
impl ServiceLink {
    /// The link to a service; `None` if there is no such service.
    pub fn of(
        catalogue: &crate::catalogue::Catalogue,
        of: Option<&crate::catalogue::ServiceOf>,
    ) -> Option<ServiceLink> {
        let of = of?;
        let institution = catalogue.institution(&of.institution)?;
        let service = institution.service(&of.service)?;
        Some(ServiceLink {
            institution: of.institution.clone(),
            id: of.service.clone(),
            name: format!("{} · {}", institution.name, service.name),
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Visit {
    /// The facts of an institution; `None` if it states none.
    pub fn of(gallery: &Gallery, institution: &Institution) -> Option<Visit> {
        let visit = Visit {
            house: institution.house.as_ref().map(house),
            services: institution.services.iter().map(service).collect(),
            calendar: Calendar::of(gallery),
        };
        let is_stated = visit.house.is_some() || !visit.services.is_empty();
        is_stated.then_some(visit)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn house(house: &House) -> Facts {
    let schedule = Schedule::of(&house.hours, &house.exceptions);
    Facts {
        alert: house.alert.as_ref().map(alert),
        telephone: house.telephone.as_ref().map(telephone),
        lines: lines([
            (tr!("地址"), house.address.clone()),
            (tr!("语言"), listed(&house.languages)),
            (tr!("无障碍"), access(&house.access)),
            (tr!("投诉"), house.complaints.clone()),
        ]),
        week: schedule.as_ref().map(week).unwrap_or_default(),
        schedule,
        exceptions: house.exceptions.iter().map(exception).collect(),
        booking: house.booking.iter().map(booking).collect(),
        checked: checked(house.checked.as_ref()),
        ..Facts::default()
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn service(service: &Service) -> Facts {
    let schedule = Schedule::of(&service.hours, &service.exceptions);
    Facts {
        id: Some(service.id.clone()),
        name: service.name.clone(),
        status: service.status.as_ref().and_then(status),
        alert: service.alert.as_ref().map(alert),
        telephone: service.telephone.as_ref().map(telephone),
        lines: lines([
            (tr!("给谁办"), service.who.clone()),
            (tr!("在哪里办"), service.window.clone()),
            (tr!("要带什么"), service.bring.clone()),
            (tr!("收费"), service.fees.clone()),
            (tr!("语言"), listed(&service.languages)),
            (tr!("无障碍"), access(&service.access)),
            (tr!("投诉"), service.complaints.clone()),
        ]),
        week: schedule.as_ref().map(week).unwrap_or_default(),
        schedule,
        exceptions: service.exceptions.iter().map(exception).collect(),
        booking: service.booking.iter().map(booking).collect(),
        checked: checked(service.checked.as_ref()),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn lines<const COUNT: usize>(facts: [(&str, Option<String>); COUNT]) -> Vec<FactLine> {
    let line = |(label, text): (&str, Option<String>)| {
        Some(FactLine {
            label: label.to_owned(),
            text: text?,
        })
    };
    facts.into_iter().filter_map(line).collect()
}

/// Words with the comma of a list between them; `None` for none.
#[cfg(not(target_arch = "wasm32"))]
fn listed(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(tr!("、")))
}

#[cfg(not(target_arch = "wasm32"))]
fn access(access: &[Access]) -> Option<String> {
    let words: Vec<String> = access.iter().map(|it| it.shown().to_owned()).collect();
    listed(&words)
}

#[cfg(not(target_arch = "wasm32"))]
fn checked(checked: Option<&Checked>) -> Option<String> {
    checked.map(super::checked_on)
}

#[cfg(not(target_arch = "wasm32"))]
fn telephone(number: &Telephone) -> PhoneLink {
    PhoneLink {
        number: number.to_string(),
        href: format!("tel:{}", number.dialled()),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn alert(alert: &Alert) -> FactNotice {
    FactNotice {
        text: alert.text.clone(),
        until: Some(super::opening::day(&alert.until)),
    }
}

/// The notice of a status; `None` if the service is offered as usual.
#[cfg(not(target_arch = "wasm32"))]
fn status(status: &Status) -> Option<FactNotice> {
    let state = status.state.shown();
    let until = status.until.as_ref();
    let last = until.map(|until| super::day(until.as_str()));
    let text = match (last, &status.text) {
        (None, None) => state.to_owned(),
        (None, Some(why)) => tr!("{state}：{why}", state = state, why = why),
        (Some(day), None) => tr!("{state}，到{day}", state = state, day = day),
        (Some(day), Some(why)) => {
            tr!(
                "{state}，到{day}：{why}",
                state = state,
                day = day,
                why = why
            )
        }
    };
    (status.state != State::Open).then(|| FactNotice {
        text,
        until: until.map(super::opening::day),
    })
}

/// The table of a week.
#[cfg(not(target_arch = "wasm32"))]
fn week(schedule: &Schedule) -> Vec<FactLine> {
    let mut names: Vec<&str> = Weekday::ALL.iter().map(|day| day.shown()).collect();
    let has_holidays = !schedule.regular(1 << 7).is_empty();
    names.extend(has_holidays.then_some(tr!("节假日")));
    let row = |(at, name): (usize, &str)| {
        let spans = schedule.regular(1 << at);
        let spans: Vec<String> = spans.into_iter().map(span).collect();
        FactLine {
            label: name.to_owned(),
            text: listed(&spans).unwrap_or_else(|| tr!("不开").to_owned()),
        }
    };
    names.into_iter().enumerate().map(row).collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn span((opens, closes): (u16, u16)) -> String {
    if opens == 0 && u32::from(closes) == super::opening::DAY {
        return tr!("全天").to_owned();
    }
    format!(
        "{}–{}",
        super::opening::time(opens),
        super::opening::time(closes)
    )
}

#[cfg(not(target_arch = "wasm32"))]
fn exception(exception: &Exception) -> String {
    let day = |date: &crate::catalogue::Date| super::day(date.as_str());
    let days = match &exception.until {
        Some(until) => tr!("{from}至{to}", from = day(&exception.on), to = day(until)),
        None => day(&exception.on),
    };
    let hours = match (exception.opens, exception.closes) {
        (Some(opens), Some(closes)) => span((opens.minutes(), closes.minutes())),
        _ => tr!("不开").to_owned(),
    };
    match &exception.text {
        Some(why) => tr!(
            "{days}：{hours}（{why}）",
            days = days,
            hours = hours,
            why = why
        ),
        None => tr!("{days}：{hours}", days = days, hours = hours),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn booking(booking: &Booking) -> BookingLink {
    let href = booking.href.as_ref().map(ToString::to_string);
    let has_code = booking.kind == BookingKind::MiniProgram;
    BookingLink {
        kind: booking.kind.shown().to_owned(),
        name: booking.name.clone(),
        code: (href.as_deref().filter(|_| has_code)).and_then(QrCode::of),
        href,
    }
}
