//! Service facts as Open Referral HSDS 3.0 (<https://docs.openreferral.org/en/v3.0/>): an array of services, each with its organisation and its location.
//!
//! An institution without services is left out: the format begins at a service. Hours are weekly schedules with the days of the week in `byday`; a closed day is
//! a schedule without times, whose `description` says so. Times carry the gallery's difference from UTC.

use super::{
    address, alert, booking, closing, days, notices, other_names, path_of, service_address, set,
    set_list, uuid,
};
use crate::catalogue::{
    Catalogue, Days, Exception, Hours, House, Institution, Service, State, Telephone, Time, Zone,
};
use serde_json::{Value, json};

/// The days of the week in `byday`, Monday first.
const WEEK: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// All services of the institutions.
pub(super) fn services(catalogue: &Catalogue, institutions: &[&Institution]) -> Value {
    let all = institutions.iter().flat_map(|institution| {
        let services = institution.services.iter();
        services.map(|service| {
            one(
                &Records {
                    catalogue,
                    institution,
                },
                service,
            )
        })
    });
    all.collect()
}

/// The records of an institution and what they are made of.
struct Records<'a> {
    catalogue: &'a Catalogue,
    institution: &'a Institution,
}

impl Records<'_> {
    /// A record of the institution with its id; `path` is unique within the institution.
    fn record(&self, path: &str) -> Value {
        let path = format!("{}/{path}", path_of(self.institution));
        json!({ "id": uuid(self.catalogue, &path) })
    }

    fn organization(&self) -> Value {
        let mut organization = json!({
            "id": uuid(self.catalogue, &path_of(self.institution)),
            "name": self.institution.name,
            // The format demands a description; the data have none.
            "description": "",
        });
        let names = other_names(self.institution);
        set(
            &mut organization,
            "alternate_name",
            (!names.is_empty()).then(|| names.join("；")),
        );
        set(&mut organization, "uri", address(self.institution));
        organization
    }

    /// The house, with what a service adds to its access.
    fn location(&self, service: &Service) -> Value {
        let mut location = self.record("house");
        location["location_type"] = "physical".into();
        location["name"] = self.institution.name.clone().into();
        let empty = House::default();
        let house = self.institution.house.as_ref().unwrap_or(&empty);
        if let Some(street) = &house.address {
            let mut address = self.record("house/address");
            address["address_1"] = street.clone().into();
            address["address_type"] = "physical".into();
            address["country"] = "CN".into();
            // Demanded by the format; the address of the data is one text.
            for field in ["city", "state_province", "postal_code"] {
                address[field] = "".into();
            }
            location["addresses"] = json!([address]);
        }
        set(
            &mut location,
            "description",
            house.alert.as_ref().map(alert),
        );
        let telephone = house
            .telephone
            .iter()
            .map(|number| self.phone("house", number));
        set_list(&mut location, "phones", telephone.collect());
        set_list(
            &mut location,
            "schedules",
            self.schedules("house", &house.hours, &house.exceptions),
        );
        set_list(
            &mut location,
            "languages",
            self.languages("house", &house.languages),
        );
        let access = house.access.iter().chain(&service.access);
        let mut words: Vec<&str> = Vec::new();
        for word in access.map(|it| it.word()) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let access = words.iter().map(|word| {
            let mut one = self.record(&format!("house/access/{word}"));
            one["description"] = (*word).into();
            one
        });
        set_list(&mut location, "accessibility", access.collect());
        let complaints = house
            .complaints
            .iter()
            .map(|text| self.complaints("house", text));
        set_list(&mut location, "contacts", complaints.collect());
        location
    }

    fn phone(&self, of: &str, number: &Telephone) -> Value {
        let mut phone = self.record(&format!("{of}/telephone"));
        phone["number"] = number.to_string().into();
        phone
    }

    fn languages(&self, of: &str, names: &[String]) -> Vec<Value> {
        let one = |name: &String| {
            let mut language = self.record(&format!("{of}/languages/{name}"));
            language["name"] = name.clone().into();
            language
        };
        names.iter().map(one).collect()
    }

    /// Where one complains, as a contact.
    fn complaints(&self, of: &str, text: &str) -> Value {
        let mut contact = self.record(&format!("{of}/complaints"));
        contact["title"] = "投诉".into();
        contact["name"] = text.into();
        contact
    }

    fn schedules(&self, of: &str, hours: &[Hours], exceptions: &[Exception]) -> Vec<Value> {
        let zone = self.catalogue.gallery.time_zone.unwrap_or_default();
        let regular = hours.iter().enumerate().map(|(at, hours)| {
            let mut schedule = self.record(&format!("{of}/hours/{at}"));
            weekly(&mut schedule, hours.days);
            timed(&mut schedule, zone, Some(hours.opens), Some(hours.closes));
            schedule
        });
        let special = exceptions.iter().enumerate().map(|(at, exception)| {
            let mut schedule = self.record(&format!("{of}/exceptions/{at}"));
            let (from, to) = days(exception);
            schedule["valid_from"] = from.into();
            schedule["valid_to"] = to.into();
            if exception.opens.is_none() {
                schedule["description"] = "不开".into();
            }
            timed(&mut schedule, zone, exception.opens, exception.closes);
            set(&mut schedule, "notes", exception.text.clone());
            schedule
        });
        regular.chain(special).collect()
    }
}

/// A service with its organisation and its location.
fn one(records: &Records, service: &Service) -> Value {
    let of = format!("services/{}", service.id);
    let mut record = records.record(&of);
    record["name"] = service.name.clone().into();
    record["status"] = match service.state() {
        State::Open => "active",
        State::Paused => "temporarily closed",
        State::Ended => "defunct",
    }
    .into();
    record["organization"] = records.organization();
    set(
        &mut record,
        "url",
        service_address(records.institution, service),
    );
    let notices = notices(service);
    set(
        &mut record,
        "alert",
        (!notices.is_empty()).then(|| notices.join("；")),
    );
    set(
        &mut record,
        "application_process",
        booking(&service.booking),
    );
    set(&mut record, "fees_description", service.fees.clone());
    set(&mut record, "eligibility_description", service.who.clone());
    set(
        &mut record,
        "assured_date",
        service.checked.as_ref().map(|checked| checked.on.clone()),
    );
    let phones = service
        .telephone
        .iter()
        .map(|number| records.phone(&of, number));
    set_list(&mut record, "phones", phones.collect());
    set_list(
        &mut record,
        "schedules",
        records.schedules(&of, &service.hours, &service.exceptions),
    );
    set_list(
        &mut record,
        "languages",
        records.languages(&of, &service.languages),
    );
    let bring = service.bring.iter().map(|text| {
        let mut document = records.record(&format!("{of}/bring"));
        document["document"] = text.clone().into();
        document
    });
    set_list(&mut record, "required_documents", bring.collect());
    let complaints = service
        .complaints
        .iter()
        .map(|text| records.complaints(&of, text));
    set_list(&mut record, "contacts", complaints.collect());
    let mut place = records.record(&format!("{of}/place"));
    place["location"] = records.location(service);
    set(&mut place, "description", service.window.clone());
    record["service_at_locations"] = json!([place]);
    record
}

/// The days of the week of a schedule; holidays have no name in the format, and stand in its description.
fn weekly(schedule: &mut Value, days: Days) {
    let names = days.of(&WEEK);
    if !names.is_empty() {
        schedule["freq"] = "WEEKLY".into();
        schedule["byday"] = names.join(",").into();
    }
    schedule["description"] = days.to_string().into();
}

/// The times of a schedule with the difference from UTC.
fn timed(schedule: &mut Value, zone: Zone, opens: Option<Time>, closes: Option<Time>) {
    schedule["timezone"] = (f64::from(zone.minutes()) / 60.0).into();
    set(
        schedule,
        "opens_at",
        opens.map(|time| format!("{time}{zone}")),
    );
    set(
        schedule,
        "closes_at",
        closes.map(|time| format!("{}{zone}", closing(time))),
    );
}
