//! Every page says who runs the gallery, in the form that is prescribed, and nothing where the gallery does not know.
//!
//! The invented town states every fact; the real gallery's documents name none.

use super::page::Page;
use crate::{PAGES, REAL, page, second, town};
use brand_gallery::desk::build::unstated;
use brand_gallery::desk::data::{Data, files};
use brand_gallery::desk::head_metadata::HeadMetadata;
use brand_gallery::desk::prerender::screens;
use brand_gallery::desk::traditional::Traditional;
use brand_gallery::messages::{Language, speak};
use brand_gallery::models::OperatorFact;
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use serde_json::Value;
use std::path::Path;

/// Words and address of each fact in the footer of the invented town, in its order.
const FOOTER: [(&str, Option<&str>); 10] = [
    ("主办单位：星山市卫生健康委", None),
    ("承办单位：星山市示例医院", None),
    ("京ICP备12345678号-1", Some("https://beian.miit.gov.cn/")),
    (
        "京公网安备 11010502000001号",
        Some("https://beian.mps.gov.cn/#/query/webSearch?code=11010502000001"),
    ),
    ("网站标识码：3302000001", None),
    (
        "党政机关标识",
        Some("https://bszs.conac.cn/sitename?method=show&id=0123456789ABCDEF"),
    ),
    (
        "适老化标识",
        Some("https://a11y.example.org/certificate?site=1"),
    ),
    (
        "更正与投诉：jiucuo@example.org",
        Some("mailto:jiucuo@example.org"),
    ),
    ("更正与投诉：010-1234 5678", Some("tel:010-12345678")),
    ("更正与投诉", Some("https://letters.example.org/new")),
];

fn in_town(language: Language) -> Site {
    town(language, |_| ())
}

/// Words and address of each fact in the footer of a page.
fn footer(page: &Page) -> Vec<(String, Option<String>)> {
    let operator = page
        .elements
        .iter()
        .position(|it| it.is("frame__operator"))
        .expect("a row of the footer");
    let around = page.elements[operator].around.expect("a footer");
    assert_eq!(page.elements[around].name, "footer");
    let inside = page
        .elements
        .iter()
        .filter(|it| it.around == Some(operator));
    inside
        .map(|it| (it.text.clone(), it.attribute("href").map(str::to_owned)))
        .collect()
}

#[test]
fn every_page_of_a_gallery_that_knows_it_says_who_runs_it_as_prescribed() {
    let site = in_town(Language::Simplified);
    let wanted = FOOTER.map(|(words, href)| (words.to_owned(), href.map(str::to_owned)));
    let screens = screens(&site);
    for screen in &screens {
        let page = Page::of_screen(&site, screen);
        assert_eq!(footer(&page), wanted, "{}", screen.route.href());
        // A lobby's styles make text of what leads out, by its class.
        let out = page.all("a").filter(|link| {
            let href = link.attribute("href").unwrap_or_default();
            ["https:", "mailto:", "tel:010"]
                .iter()
                .any(|it| href.starts_with(it))
        });
        for link in out {
            assert!(link.is("outgoing"), "{}", link.text);
        }
    }
    assert!(screens.len() > 20, "{}", screens.len());
}

#[test]
fn in_english_the_labels_are_english_and_names_and_numbers_are_as_issued() {
    let site = in_town(Language::English);
    let page = Page::of_screen(&site, &site.screen(Route::About));
    let footer = footer(&page);
    let about = page.text.clone();
    speak(Language::Simplified);
    assert_eq!(footer[0].0, "Organiser: 星山市卫生健康委");
    assert_eq!(footer[2].0, "京ICP备12345678号-1");
    assert_eq!(footer[5].0, "Government site certificate");
    for ((_, href), (_, wanted)) in footer.iter().zip(FOOTER) {
        assert_eq!(href.as_deref(), wanted);
    }
    assert!(about.contains("Date of this statement: 2026-"), "{about}");
}

#[test]
fn in_traditional_characters_a_number_stays_as_it_was_issued() {
    let site = in_town(Language::Simplified);
    let names = site.catalogue.gallery.spellings();
    let traditional = Traditional { names: &names };
    let text = "主办单位 京ICP备12345678号-1 京公网安备 11010502000001号 备案号";
    let written = traditional.text(text).expect("tables");
    assert_eq!(
        written,
        "主辦單位 京ICP备12345678号-1 京公网安备 11010502000001号 備案號"
    );
}

#[test]
fn the_about_page_states_each_fact_and_both_ways_to_report_a_mistake() {
    let site = in_town(Language::Simplified);
    let page = Page::of_screen(&site, &site.screen(Route::About));
    for fact in OperatorFact::all(&site.catalogue.gallery) {
        let line = format!("{}：{}", fact.label, fact.text);
        assert!(page.text.contains(&line), "{line}");
    }
    assert!(!page.text.contains("尚未写明"), "{}", page.text);
    let told = page
        .text
        .matches("也可以直接告诉本馆：jiucuo@example.org、010-1234 5678、https://");
    assert_eq!(
        told.count(),
        2,
        "below corrections, and below the statement"
    );
}

#[test]
fn a_gallery_that_does_not_know_says_on_one_page_what_its_publisher_has_to_add() {
    let missing = OperatorFact::missing(&REAL.site.catalogue.gallery);
    let all = [
        "主办单位",
        "承办单位",
        "ICP备案号",
        "公安备案号",
        "网站标识码",
        "党政机关标识",
        "适老化标识",
        "更正与投诉",
    ];
    assert_eq!(missing, all);
    let line = format!("尚未写明：{}。", all.join("、"));
    for (screen, page) in PAGES.iter() {
        assert!(page.with_class("frame__operator").next().is_none());
        let says = page.text.contains(&line);
        assert_eq!(
            says,
            screen.route == Route::About,
            "{}",
            screen.route.href()
        );
    }
    assert!(!page(&Route::About).text.contains("也可以直接告诉本馆"));
}

#[test]
fn a_build_lists_what_is_not_stated_and_nothing_else() {
    assert_eq!(
        unstated(&second(), &files(&second()).expect("files")),
        [""; 0]
    );
    let real = Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None);
    let lines = unstated(&real, &files(&real).expect("files"));
    let (head, rest) = lines.split_first().expect("lines");
    assert!(head.starts_with("public/data/gallery.json 的 operator 还没有写下面 8 项"));
    assert_eq!(rest[2], "  ICP备案号");
    assert_eq!(rest.len(), 8);
}

#[test]
fn linked_data_name_who_publishes_and_whom_to_tell() {
    let linked = |site: &Site| -> Value {
        let lines = HeadMetadata::of(site, &site.screen(Route::home())).lines();
        let (_, rest) = lines.split_once("ld+json\" data-page>").expect("data");
        let value: Value =
            serde_json::from_str(rest.split_once("</script>").expect("an end").0).expect("JSON");
        value["@graph"][0]["isPartOf"].clone()
    };
    let of = linked(&in_town(Language::Simplified));
    assert_eq!(of["publisher"]["name"], "星山市卫生健康委");
    assert_eq!(of["sourceOrganization"]["name"], "星山市卫生健康委");
    assert_eq!(of["maintainer"]["name"], "星山市示例医院");
    let contact = &of["publisher"]["contactPoint"];
    assert_eq!(contact["email"], "jiucuo@example.org");
    assert_eq!(contact["telephone"], "010-1234 5678");
    assert_eq!(contact["url"], "https://letters.example.org/new");
    let real = linked(&REAL.site);
    for field in ["publisher", "sourceOrganization", "maintainer"] {
        assert!(real[field].is_null(), "{real}");
    }
}
