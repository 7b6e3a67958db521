//! The service facts for other programs are valid by the published schemas of both formats, and say what the data say.

use crate::town;
use brand_gallery::catalogue::{Catalogue, State};
use brand_gallery::desk::service_directory::{Format, export};
use brand_gallery::messages::Language;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn directory(catalogue: &Catalogue, format: Format) -> Value {
    let text = format.text(catalogue).expect("facts");
    serde_json::from_str(&text).expect("JSON")
}

/// What a value breaks of the schema of a format.
fn faults(format: Format, value: &Value) -> Vec<String> {
    let (schema, formats) = match format {
        Format::Hsds => (include_str!("../fixtures/schemas/hsds-3.0.json"), true),
        Format::Fhir => (include_str!("../fixtures/schemas/fhir-r4.json"), false),
    };
    let schema: Value = serde_json::from_str(schema).expect("a schema");
    let mut options = jsonschema::options();
    if formats {
        options = options.should_validate_formats(true);
    }
    let validator = options.build(&schema).expect("a schema");
    let faults = validator.iter_errors(value);
    faults
        .map(|fault| format!("{} {fault}", fault.instance_path()))
        .collect()
}

/// All texts and numbers of a value.
fn leaves(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|it| leaves(it, into)),
        Value::Object(fields) => fields.values().for_each(|it| leaves(it, into)),
        _ => {}
    }
}

/// Every id in a value that belongs to a record of its own.
fn ids<'a>(value: &'a Value, field: &str, into: &mut Vec<&'a str>) {
    match value {
        Value::Array(list) => list.iter().for_each(|it| ids(it, field, into)),
        Value::Object(fields) => {
            into.extend(fields.get(field).and_then(Value::as_str));
            fields.values().for_each(|it| ids(it, field, into));
        }
        _ => {}
    }
}

#[test]
fn both_formats_are_valid_by_their_schemas() {
    let site = town(Language::Simplified, |_| ());
    for format in Format::ALL {
        let found = faults(format, &directory(&site.catalogue, format));
        assert!(found.is_empty(), "{format:?}: {found:#?}");
    }
}

#[test]
fn the_schemas_notice_what_is_wrong() {
    let site = town(Language::Simplified, |_| ());
    let mut hsds = directory(&site.catalogue, Format::Hsds);
    hsds[0]["status"] = "open".into();
    assert!(!faults(Format::Hsds, &hsds).is_empty());
    let mut hsds = directory(&site.catalogue, Format::Hsds);
    hsds[0]["id"] = "1".into();
    assert!(!faults(Format::Hsds, &hsds).is_empty());
    let mut fhir = directory(&site.catalogue, Format::Fhir);
    fhir["entry"][0]["resource"]["opens"] = "08:00".into();
    assert!(!faults(Format::Fhir, &fhir).is_empty());
}

#[test]
fn every_fact_of_the_data_stands_in_both_formats() {
    let site = town(Language::Simplified, |_| ());
    for format in Format::ALL {
        let mut all = Vec::new();
        leaves(&directory(&site.catalogue, format), &mut all);
        let all = all.join("\n");
        for institution in site
            .catalogue
            .institutions
            .iter()
            .filter(|it| it.states_facts())
        {
            let mut facts = vec![institution.name.clone()];
            if let Some(house) = &institution.house {
                facts.extend(house.address.clone());
                facts.extend(house.telephone.as_ref().map(ToString::to_string));
                facts.extend(house.languages.clone());
                facts.extend(house.complaints.clone());
                facts.extend(house.alert.as_ref().map(|alert| alert.text.clone()));
                facts.extend(house.access.iter().map(|it| it.word().to_owned()));
                facts.extend(house.exceptions.iter().filter_map(|it| it.text.clone()));
            }
            for service in &institution.services {
                facts.push(service.name.clone());
                facts.extend(service.who.clone());
                facts.extend(service.window.clone());
                facts.extend(service.fees.clone());
                facts.extend(service.bring.clone());
                facts.extend(service.complaints.clone());
                facts.extend(service.telephone.as_ref().map(ToString::to_string));
                facts.extend(service.languages.clone());
                facts.extend(service.access.iter().map(|it| it.word().to_owned()));
                facts.extend(service.booking.iter().map(|way| way.name.clone()));
                facts.extend(service.exceptions.iter().filter_map(|it| it.text.clone()));
                facts.extend(service.status.iter().filter_map(|it| it.text.clone()));
                facts.extend(service.hours.iter().map(|hours| hours.opens.to_string()));
            }
            // An institution without services has no record in HSDS.
            if format == Format::Hsds && institution.services.is_empty() {
                continue;
            }
            for fact in facts {
                assert!(all.contains(&fact), "{format:?}: {fact}");
            }
        }
    }
}

#[test]
fn references_lead_to_records_and_ids_are_unique() {
    let site = town(Language::Simplified, |_| ());
    let fhir = directory(&site.catalogue, Format::Fhir);
    let entries = fhir["entry"].as_array().expect("entries");
    let named: Vec<&str> = entries
        .iter()
        .filter_map(|it| it["fullUrl"].as_str())
        .collect();
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len());
    let mut references = Vec::new();
    ids(&fhir, "reference", &mut references);
    assert!(!references.is_empty());
    for reference in references {
        assert!(named.contains(&reference), "{reference}");
    }
    let hsds = directory(&site.catalogue, Format::Hsds);
    let services: Vec<&str> = hsds
        .as_array()
        .expect("services")
        .iter()
        .filter_map(|it| it["id"].as_str())
        .collect();
    let all: usize = site
        .catalogue
        .institutions
        .iter()
        .map(|it| it.services.len())
        .sum();
    assert_eq!(services.iter().collect::<BTreeSet<_>>().len(), all);
    // Of the same data the ids are the same.
    assert_eq!(
        hsds,
        directory(&town(Language::Simplified, |_| ()).catalogue, Format::Hsds)
    );
}

#[test]
fn a_service_that_is_paused_or_ended_is_not_offered() {
    let site = town(Language::Simplified, |_| ());
    let fhir = directory(&site.catalogue, Format::Fhir);
    let hsds = directory(&site.catalogue, Format::Hsds);
    let mut seen = 0;
    for service in site
        .catalogue
        .institutions
        .iter()
        .flat_map(|it| &it.services)
    {
        let state = service
            .status
            .as_ref()
            .map_or(State::Open, |status| status.state);
        let entries = fhir["entry"].as_array().into_iter().flatten();
        let active = entries
            .map(|entry| &entry["resource"])
            .find(|it| {
                it["resourceType"] == "HealthcareService" && it["name"] == service.name.as_str()
            })
            .map(|it| &it["active"]);
        assert_eq!(
            active,
            Some(&Value::Bool(state == State::Open)),
            "{}",
            service.name
        );
        let of_hsds = hsds.as_array().into_iter().flatten();
        let status = of_hsds
            .into_iter()
            .find(|it| it["name"] == service.name.as_str());
        let word = match state {
            State::Open => "active",
            State::Paused => "temporarily closed",
            State::Ended => "defunct",
        };
        assert_eq!(
            status.map(|it| &it["status"]),
            Some(&word.into()),
            "{}",
            service.name
        );
        seen += usize::from(state != State::Open);
    }
    assert!(seen >= 2, "the town has both");
}

#[test]
fn a_gallery_whose_institutions_state_nothing_writes_nothing_and_says_so() {
    let site = town(Language::Simplified, |_| ());
    let mut catalogue = Catalogue::clone(&site.catalogue);
    for institution in &mut catalogue.institutions {
        institution.house = None;
        institution.services.clear();
    }
    for format in Format::ALL {
        assert_eq!(format.text(&catalogue), None);
        let to = std::env::temp_dir().join(format.file());
        let failure = export(&catalogue, format, &to)
            .expect_err("nothing to write")
            .to_string();
        assert!(
            failure.contains("还没有一家机构填写") && failure.contains(format.file()),
            "{failure}"
        );
        assert!(!to.exists());
    }
}

#[test]
fn the_ending_of_the_name_chooses_the_format() {
    for (name, format) in [
        ("a/服务.hsds.json", Some(Format::Hsds)),
        ("服务.FHIR.JSON", Some(Format::Fhir)),
        ("目录.json", None),
        ("hsds.json", None),
        ("目录.xlsx", None),
    ] {
        assert_eq!(Format::of(Path::new(name)), format, "{name}");
    }
}
