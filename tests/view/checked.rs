//! Does the page of a record say when it was checked, in the language of the page, and nothing where it was not?

use super::page::Page;
use crate::{ready, slug};
use brand_gallery::catalogue::Checked;
use brand_gallery::desk::data::{Data, files, judge_files};
use brand_gallery::desk::traditional::Traditional;
use brand_gallery::messages::{Language, speak};
use brand_gallery::route::Route;
use brand_gallery::search::Query;
use std::path::Path;

#[test]
fn each_record_says_when_it_was_checked_in_each_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = Data::of(root, Some(&root.join("tests/fixtures/second")));
    let mut reading = judge_files(&files(&data).expect("files"));
    let checked = |on: &str| {
        Some(Checked {
            on: on.to_owned(),
            by: "品牌办".to_owned(),
        })
    };
    let touxi = slug("baitian-touxi");
    let brand = reading.brands.iter_mut().find(|brand| brand.id == touxi);
    let brand = brand.expect("a brand");
    brand.checked = checked("2026-03-04");
    brand.initiatives[0].checked = checked("2025-12-31");
    reading.catalogue.institutions[1].checked = checked("2026-10-01");
    let institution = reading.catalogue.institutions[1].id.clone();
    let site = ready(reading.catalogue, reading.brands, &reading.synonyms);
    let said = |route: Route, language| {
        speak(language);
        let page = Page::of_screen(&site, &site.screen(route));
        speak(Language::Simplified);
        page.text
    };
    let jiesong = Route::Initiative(touxi.clone(), slug("jiesong-che"));
    for (route, chinese, english) in [
        (
            Route::Brand(touxi),
            "2026年3月4日核对",
            "Checked on 2026-03-04",
        ),
        (jiesong, "2025年12月31日核对", "Checked on 2025-12-31"),
        (
            Route::Institution(institution),
            "2026年10月1日核对",
            "Checked on 2026-10-01",
        ),
    ] {
        let text = said(route.clone(), Language::Simplified);
        assert!(text.contains(chinese), "{chinese}: {text}");
        let traditional = Traditional { names: &[] }.text(&text).expect("tables");
        let there = chinese.replace("核对", "核對");
        assert!(traditional.contains(&there), "{traditional}");
        // Who checked it is for staff.
        assert!(!text.contains("品牌办"), "{text}");
        assert!(said(route, Language::English).contains(english));
    }
    // Nor is it a text in which anything is found.
    let found = site.index.search(&Query::default().with_text("品牌办"));
    assert_eq!(found.total, 0);
    let found = site.index.search(&Query::default().with_text("白天透析"));
    assert_eq!(found.total, 1, "what is found at all");
    let other = said(Route::Brand(slug("wangyue-yezhen")), Language::Simplified);
    assert!(!other.contains("日核对"), "{other}");
}
