//! Service facts as HL7 FHIR R4 (<https://hl7.org/fhir/R4/>): a collection of organisations, locations and healthcare services.
//!
//! Each institution is an `Organization`, its house a `Location`, each of its services a `HealthcareService`. Days on which nothing is offered are
//! `notAvailable`; other exceptions, and the hours of public holidays, are text in `availabilityExceptions`, because the format has no field for them.

use super::{
    address, alert, booking, closing, days, notices, other_names, path_of, service_address, set,
    set_list, uuid,
};
use crate::catalogue::{
    Access, Catalogue, Days, Exception, Hours, House, Institution, Service, State, Telephone,
};
use serde_json::{Value, json};

/// The days of the week, Monday first.
const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A bundle of all records.
pub(super) fn bundle(catalogue: &Catalogue, institutions: &[&Institution]) -> Value {
    let mut entries: Vec<Value> = Vec::new();
    for institution in institutions {
        let path = path_of(institution);
        let own = |part: &str| uuid(catalogue, &format!("{path}{part}"));
        let organization = own("");
        entries.push(entry(&organization, organisation(institution)));
        let house = institution.house.as_ref();
        let place = house.map(|house| {
            let id = own("/house");
            entries.push(entry(&id, location(institution, house, &organization)));
            id
        });
        for service in &institution.services {
            let id = own(&format!("/services/{}", service.id));
            let mut record = healthcare_service(institution, service);
            record["providedBy"] = reference(&organization);
            set(
                &mut record,
                "location",
                place.as_ref().map(|place| json!([reference(place)])),
            );
            entries.push(entry(&id, record));
        }
    }
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries })
}

fn entry(id: &str, mut resource: Value) -> Value {
    resource["id"] = id.into();
    json!({ "fullUrl": format!("urn:uuid:{id}"), "resource": resource })
}

fn reference(id: &str) -> Value {
    json!({ "reference": format!("urn:uuid:{id}") })
}

fn organisation(institution: &Institution) -> Value {
    let mut record = json!({ "resourceType": "Organization", "name": institution.name });
    let names = other_names(institution).into_iter().map(Value::from);
    set_list(&mut record, "alias", names.collect());
    let page = address(institution).map(|page| json!({ "system": "url", "value": page }));
    let phone = institution
        .house
        .as_ref()
        .and_then(|house| house.telephone.as_ref())
        .map(phone);
    set_list(
        &mut record,
        "telecom",
        phone.into_iter().chain(page).collect(),
    );
    record
}

fn location(institution: &Institution, house: &House, organization: &str) -> Value {
    let mut record = json!({
        "resourceType": "Location", "status": "active", "name": institution.name,
        "managingOrganization": reference(organization),
    });
    set(&mut record, "description", house.alert.as_ref().map(alert));
    set(
        &mut record,
        "address",
        house.address.as_ref().map(|text| json!({ "text": text })),
    );
    set_list(
        &mut record,
        "telecom",
        house.telephone.iter().map(phone).collect(),
    );
    let hours = house
        .hours
        .iter()
        .filter_map(|hours| times(hours, ["openingTime", "closingTime"]));
    set_list(&mut record, "hoursOfOperation", hours.collect());
    let more = [
        exceptions(&house.hours, &house.exceptions, |_| true),
        booking(&house.booking),
        access(&house.access),
        (!house.languages.is_empty()).then(|| house.languages.join("、")),
        house
            .complaints
            .as_ref()
            .map(|text| format!("投诉：{text}")),
    ];
    let more: Vec<String> = more.into_iter().flatten().collect();
    set(
        &mut record,
        "availabilityExceptions",
        (!more.is_empty()).then(|| more.join("；")),
    );
    record
}

fn healthcare_service(institution: &Institution, service: &Service) -> Value {
    let is_open = service.state() == State::Open;
    let mut record =
        json!({ "resourceType": "HealthcareService", "active": is_open, "name": service.name });
    let notes = [
        service
            .window
            .as_ref()
            .map(|text| format!("楼层、窗口：{text}")),
        booking(&service.booking).map(|text| format!("预约：{text}")),
        service.fees.as_ref().map(|text| format!("费用：{text}")),
        service.bring.as_ref().map(|text| format!("带什么：{text}")),
        service
            .complaints
            .as_ref()
            .map(|text| format!("投诉：{text}")),
    ];
    let notices = notices(service).into_iter();
    let notes: Vec<String> = notices.chain(notes.into_iter().flatten()).collect();
    set(
        &mut record,
        "extraDetails",
        (!notes.is_empty()).then(|| notes.join("；")),
    );
    let page = service_address(institution, service);
    let page = page.map(|page| json!({ "system": "url", "value": page }));
    let phones = service.telephone.iter().map(phone);
    set_list(&mut record, "telecom", phones.chain(page).collect());
    set(
        &mut record,
        "eligibility",
        service
            .who
            .as_ref()
            .map(|text| json!([{ "comment": text }])),
    );
    let features = service.access.iter().map(|it| json!({ "text": it.word() }));
    set_list(&mut record, "characteristic", features.collect());
    let languages = service.languages.iter().map(|name| json!({ "text": name }));
    set_list(&mut record, "communication", languages.collect());
    let hours = service
        .hours
        .iter()
        .filter_map(|hours| times(hours, ["availableStartTime", "availableEndTime"]));
    set_list(&mut record, "availableTime", hours.collect());
    let closed_days = service
        .exceptions
        .iter()
        .filter(|it| it.opens.is_none())
        .map(|exception| {
            let (start, end) = days(exception);
            let text = exception.text.as_deref().unwrap_or("不开");
            json!({ "description": text, "during": { "start": start, "end": end } })
        });
    set_list(&mut record, "notAvailable", closed_days.collect());
    let others = exceptions(&service.hours, &service.exceptions, |it| it.opens.is_some());
    set(&mut record, "availabilityExceptions", others);
    record
}

fn phone(number: &Telephone) -> Value {
    json!({ "system": "phone", "value": number.to_string() })
}

fn access(access: &[Access]) -> Option<String> {
    let words: Vec<&str> = access.iter().map(|it| it.word()).collect();
    (!words.is_empty()).then(|| words.join("、"))
}

/// Regular hours on days of the week, in the fields `[start, end]`; `None` for hours of holidays alone.
fn times(hours: &Hours, [start, end]: [&str; 2]) -> Option<Value> {
    let names = hours.days.of(&WEEK);
    if names.is_empty() {
        return None;
    }
    let mut record = json!({ "daysOfWeek": names });
    if (hours.opens.minutes(), hours.closes.minutes()) == (0, 1_440) {
        record["allDay"] = true.into();
    } else {
        record[start] = format!("{}:00", hours.opens).into();
        record[end] = format!("{}:00", closing(hours.closes)).into();
    }
    Some(record)
}

/// The hours of public holidays and of the exceptions that `is_told`, in one text.
fn exceptions(
    hours: &[Hours],
    exceptions: &[Exception],
    is_told: impl Fn(&Exception) -> bool,
) -> Option<String> {
    let on_holidays = hours
        .iter()
        .filter(|hours| hours.days.bits() & Days::HOLIDAY != 0);
    let on_holidays = on_holidays.map(|hours| format!("节假日：{}–{}", hours.opens, hours.closes));
    let told = exceptions.iter().filter(|it| is_told(it)).map(|exception| {
        let (from, to) = days(exception);
        let days = if from == to {
            from.to_owned()
        } else {
            format!("{from}至{to}")
        };
        let times = match (exception.opens, exception.closes) {
            (Some(opens), Some(closes)) => format!("{opens}–{closes}"),
            _ => "不开".to_owned(),
        };
        let why = exception.text.as_ref().map(|text| format!("（{text}）"));
        format!("{days}：{times}{}", why.unwrap_or_default())
    });
    let all: Vec<String> = on_holidays.chain(told).collect();
    (!all.is_empty()).then(|| all.join("；"))
}
