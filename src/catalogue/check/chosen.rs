//! Validation of what the gallery's editors chose: needs that are no services, large figures, and the stories of the tour.
//!
//! Each refers to records of other files; what is no longer there is named with its place in `gallery.json`.

use crate::catalogue::{Brand, Catalogue, Slug, Stop};
use std::ops::RangeInclusive;

/// The number of stops of a story.
const STOPS: RangeInclusive<usize> = 2..=8;

/// The most characters of a stop's text: it is read standing.
const STOP_LENGTH: usize = 120;

/// The faults of `gallery.json`: field and sentence.
pub(super) fn faults(catalogue: &Catalogue, brands: &[(&str, &Brand)]) -> Vec<(String, String)> {
    let gallery = &catalogue.gallery;
    let mut faults = Vec::new();
    for (index, need) in gallery.not_services.iter().enumerate() {
        if catalogue.need(need).is_none() {
            let sentence = format!("needs.json 里没有“{need}”。请改正。");
            faults.push((format!("not_services[{index}]"), sentence));
        }
    }
    for (index, highlight) in gallery.highlights.iter().enumerate() {
        let field = format!("highlights[{index}]");
        match brand(brands, &highlight.brand) {
            Err(sentence) => faults.push((format!("{field}.brand"), sentence)),
            Ok(brand) if brand.figure(&highlight.label).is_none() => {
                let (name, label) = (&brand.name, &highlight.label);
                let sentence = format!(
                    "“{name}”和它的举措没有数“{label}”的数字。请照数字的 label 写，一字不差。"
                );
                faults.push((format!("{field}.label"), sentence));
            }
            Ok(_) if gallery.highlights[..index].contains(highlight) => {
                faults.push((field, "写了两次。请删去一次。".to_owned()));
            }
            Ok(_) => {}
        }
    }
    for (index, tour) in gallery.tours.iter().enumerate() {
        let field = format!("tours[{index}]");
        let mut say =
            |below: &str, sentence: String| faults.push((format!("{field}.{below}"), sentence));
        if brand(brands, &tour.id).is_ok()
            || gallery.tours[..index].iter().any(|it| it.id == tour.id)
        {
            let sentence = format!("“{}”已经是一个品牌或故事的代号。请换一个。", tour.id);
            say("id", sentence);
        }
        if !STOPS.contains(&tour.stops.len()) {
            let (least, most) = (STOPS.start(), STOPS.end());
            say("stops", format!("请写 {least} 到 {most} 站。"));
        }
        for (at, stop) in tour.stops.iter().enumerate() {
            for (below, sentence) in of_stop(catalogue, brands, stop) {
                say(&format!("stops[{at}].{below}"), sentence);
            }
        }
    }
    faults
}

fn of_stop(
    catalogue: &Catalogue,
    brands: &[(&str, &Brand)],
    stop: &Stop,
) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    match (brand(brands, &stop.brand), &stop.initiative) {
        (Err(sentence), _) => faults.push(("brand", sentence)),
        (Ok(brand), Some(id)) if brand.initiative(id).is_none() => {
            let sentence = format!("“{}”没有“{id}”这项举措。请改正。", brand.name);
            faults.push(("initiative", sentence));
        }
        _ => {}
    }
    let length = stop.text.chars().count();
    if length > STOP_LENGTH {
        faults.push((
            "text",
            format!("有 {length} 个字，最多 {STOP_LENGTH} 个。请写短些。"),
        ));
    }
    let known = |id: &&Slug| catalogue.documents.iter().any(|it| it.id == **id);
    if stop.sources.is_empty() {
        faults.push(("sources", "没有出处。请写上文件的 id。".to_owned()));
    }
    if let Some(id) = stop.sources.iter().find(|id| !known(id)) {
        faults.push(("sources", format!("documents.json 里没有“{id}”。请改正。")));
    }
    faults
}

/// The brand with an id, or the sentence that there is none.
fn brand<'a>(brands: &[(&str, &'a Brand)], id: &Slug) -> Result<&'a Brand, String> {
    let found = brands.iter().find(|(_, brand)| brand.id == *id);
    found
        .map(|(_, brand)| *brand)
        .ok_or_else(|| format!("没有“{id}”这个品牌。请改正。"))
}
