//! Notes on valid data: what a reader or editor should know, without stopping a build.
//!
//! [`notes`] takes data without problems and returns each note with file, record, field, line and a suggestion. [`say_notes`] prints the first hundred.
//! Problems that stop a build are reported by [`super::data`].

use super::data::Data;
use super::failure::{Failure, say};
use super::retire::today;
use super::{emblems, law, media, picture, traditional};
use crate::catalogue::check::{self, File, Reading, locate};
use crate::catalogue::{Brand, Catalogue, Problem, Slug};
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// The number of notes that are printed.
const MOST: usize = 100;

/// All notes on these data, ordered by file and line.
///
/// # Errors
///
/// If the list of traditional names cannot be read.
pub fn notes(data: &Data, files: &[File], reading: &Reading) -> Result<Vec<Problem>, Failure> {
    let mut notes = picture::judge(&reading.catalogue);
    notes.extend(emblems::judge(&reading.brands));
    notes.extend(unused(&reading.catalogue, &reading.brands));
    notes.extend(traditional::judge(data, reading)?);
    notes.extend(media::notes(data, reading, &today()));
    notes.extend(check::notes(reading));
    locate(files, &mut notes);
    Ok(notes)
}

/// Prints the notes on these data, and the open findings of the legal check.
///
/// # Errors
///
/// As [`notes`].
pub fn say_notes(data: &Data, files: &[File], reading: &Reading) -> Result<(), Failure> {
    let notes = notes(data, files, reading)?;
    let mut lines: Vec<String> = notes.iter().map(|note| data.said(note)).collect();
    if !data.path(check::PRIVATE).exists() {
        lines.push(format!(
            "没有 {}，这次没有检查不得公开的字。有这份名单的人请把它放在那里；新的可以用 cargo run -- edit 填写。",
            data.address(check::PRIVATE)
        ));
    }
    let total = lines.len();
    if total > 0 {
        say(&format!("有 {total} 处提醒，不影响发布："));
    }
    for line in lines.iter().take(MOST) {
        say(&format!("提醒：{line}"));
    }
    if total > MOST {
        say(&format!("还有 {} 处没有列出。", total - MOST));
    }
    law::say_open(data, files, reading);
    Ok(())
}

/// Needs, places and institutions that no brand refers to: their pages would be empty. An institution that occurs only in a text, for instance as the publisher
/// of a report, is used: its page lists the documents that name it.
fn unused(catalogue: &Catalogue, brands: &[Brand]) -> Vec<Problem> {
    let mut used: BTreeSet<&Slug> = BTreeSet::new();
    for brand in brands {
        used.insert(&brand.owner);
        used.extend(brand.needs.iter().chain(&brand.places));
        used.extend((brand.partners.iter()).filter_map(|partner| partner.institution.as_ref()));
        for initiative in &brand.initiatives {
            let own = initiative.owner.iter();
            used.extend(own.chain(&initiative.needs).chain(&initiative.places));
            let partners = initiative.partners.iter();
            used.extend(partners.filter_map(|partner| partner.institution.as_ref()));
        }
    }
    let seats = catalogue.institutions.iter();
    let seats = seats.filter_map(|institution| institution.place.as_ref());
    // A place that contains a used place is used too.
    let places: BTreeSet<&Slug> = (used.iter().copied().chain(seats))
        .flat_map(|id| catalogue.around(id))
        .collect();
    let needs = (catalogue.needs.iter())
        .filter(|need| !used.contains(&need.id))
        .map(|need| ("needs.json", &need.id, &need.name));
    let empty_places = (catalogue.places.iter())
        // The map shows those without services, too.
        .filter(|place| place.outline.is_none() && !places.contains(&place.id))
        .map(|place| ("places.json", &place.id, &place.name));
    let texts = LazyCell::new(|| serde_json::to_string(brands).unwrap_or_default());
    let institutions = (catalogue.institutions.iter())
        .filter(|institution| !used.contains(&institution.id))
        .filter(|institution| !texts.contains(&institution.name))
        .map(|institution| ("institutions.json", &institution.id, &institution.name));
    let note = |(file, id, name): (&str, &Slug, &String)| {
        let sentence =
            format!("还没有品牌写到“{name}”，它的网页上没有内容。请在品牌里写上它，或先不登记。");
        Problem::new(file, id.as_str(), "", sentence)
    };
    let all = needs.chain(empty_places).chain(institutions);
    all.map(note).collect()
}
