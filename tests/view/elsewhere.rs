//! What a card says of brands from elsewhere, and of brands that are near to what was typed and not the same.

use super::page::Page;
use crate::ready;
use brand_gallery::catalogue::check::File;
use brand_gallery::desk::data::{Data, files, judge_files};
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use brand_gallery::search::Query;
use serde_json::{Value, json};
use std::path::Path;

/// The invented town, with changed files: `change` gets the path and the value of each.
fn town(change: impl Fn(&str, &mut Value)) -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = Data::of(root, Some(&root.join("tests/fixtures/second")));
    let mut files = files(&data).expect("files");
    for File { path, bytes } in &mut files {
        let mut value: Value = serde_json::from_slice(bytes).expect("JSON");
        change(path, &mut value);
        *bytes = value.to_string().into_bytes();
    }
    let reading = judge_files(&files);
    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    ready(reading.catalogue, reading.brands, &reading.synonyms)
}

fn gallery(site: &Site, text: &str) -> Page {
    let route = Route::Gallery(Query::default().with_text(text));
    Page::of_screen(site, &site.screen(route))
}

/// The number of cards that are marked as from elsewhere.
fn away(site: &Site) -> usize {
    let page = gallery(site, "");
    page.with_class("tag")
        .filter(|tag| tag.text == "外地")
        .count()
}

#[test]
fn a_brand_whose_places_all_lie_outside_the_home_place_is_marked() {
    let home = |path: &str, value: &mut Value| {
        if path == "gallery.json" {
            value["home"] = json!("xingshan");
        }
    };
    assert_eq!(away(&town(|_, _| ())), 0, "a gallery without a home");
    assert_eq!(away(&town(home)), 0, "all at home, also a town within it");
    // The hospital of one brand lies elsewhere, and so does all that is known of it.
    let moved = |stays: bool| {
        move |path: &str, value: &mut Value| {
            home(path, value);
            match path {
                "places.json" => {
                    let places = value["places"].as_array_mut().expect("places");
                    places.push(json!({"id": "waisheng", "name": "外省", "sources": ["xugou"]}));
                }
                "institutions.json" => value["institutions"][1]["place"] = json!("waisheng"),
                "brands/baitian-touxi.json" if !stays => value["places"] = json!(["waisheng"]),
                _ => {}
            }
        }
    };
    assert_eq!(away(&town(moved(true))), 0, "it reaches the home place");
    assert_eq!(away(&town(moved(false))), 1);
}

#[test]
fn a_card_says_what_it_is_where_the_words_typed_are_near_and_not_the_same() {
    const NOTE: &str = "这里说的是白天的透析。";
    let site = town(|path, value| {
        if path == "synonyms.json" {
            value["synonyms"][0]["note"] = json!(NOTE);
        }
    });
    let notes = |text: &str| {
        let page = gallery(&site, text);
        let of = page.with_class("brand-card__reason");
        let notes = of.filter(|it| it.text == NOTE).count();
        (page.with_class("brand-card").count(), notes)
    };
    assert_eq!(notes("洗肾"), (1, 1));
    assert_eq!(notes("白天 洗肾"), (1, 1), "also beside other words");
    assert_eq!(notes("透析"), (1, 0), "the printed word needs no note");
    assert_eq!(notes("夜诊"), (1, 0), "and other words have none");
}
