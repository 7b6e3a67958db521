//! Emergency notices without the program.

use super::page::Page;
use crate::{PAGES, page, ready};
use brand_gallery::catalogue::{Brand, Catalogue};
use brand_gallery::desk::data::{Data, judge};
use brand_gallery::desk::english::glossed;
use brand_gallery::messages::{Language, speak};
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use brand_gallery::search::{Query, suggest};
use std::path::Path;

/// The invented town of `fixtures/second/`: its site, its brands, and both in English.
fn second() -> (Site, (Catalogue, Vec<Brand>)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = Data::of(root, Some(&root.join("tests/fixtures/second")));
    let reading = judge(&data).unwrap_or_else(|failure| panic!("{failure}"));
    let english = glossed(&reading);
    let site = ready(reading.catalogue, reading.brands, &reading.synonyms);
    (site, english)
}

fn gallery(site: &Site, text: &str) -> Page {
    let route = Route::Gallery(Query::default().with_text(text));
    Page::of_screen(site, &site.screen(route))
}

#[test]
fn every_page_has_the_quiet_line_with_a_telephone_link_in_its_footer() {
    let calls = |page: &Page| {
        let inside = |at: usize| {
            std::iter::successors(Some(at), |at| page.elements[*at].around)
                .any(|at| page.elements[at].name == "footer")
        };
        (page.elements.iter().enumerate())
            .filter(|(at, element)| element.attribute("href") == Some("tel:120") && inside(*at))
            .count()
    };
    let without: Vec<String> = (PAGES.iter())
        .filter(|(_, page)| calls(page) != 1)
        .map(|(screen, _)| screen.route.href())
        .collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn the_gallery_and_an_address_that_is_none_hold_all_notices_hidden_and_the_line_in_sight() {
    for route in [Route::home(), Route::NotFound] {
        let page = page(&route);
        let region = page.with_class("urgent-region").next().expect("a region");
        assert_eq!(region.attribute("role"), Some("status"), "it is said aloud");
        let items: Vec<_> = page.with_class("urgent-region__item").collect();
        assert!(!items.is_empty());
        for item in items {
            assert!(item.attributes.contains_key("hidden"), "{}", item.text);
            assert!(item.text.contains("本馆提示，不出自材料"), "{}", item.text);
        }
        assert_eq!(
            page.with_class("urgent-strip").count(),
            2,
            "at the top and in the footer"
        );
    }
}

#[test]
fn the_page_of_an_urgent_need_begins_with_the_notice() {
    let (site, _) = second();
    for need in &site.catalogue.needs {
        let screen = site.screen(Route::Need(need.id.clone()));
        let page = Page::of_screen(&site, &screen);
        let notices: Vec<_> = page.with_class("urgent").collect();
        let is_urgent =
            (site.catalogue.urgent.iter()).any(|notice| notice.needs.contains(&need.id));
        assert_eq!(notices.len(), usize::from(is_urgent), "{}", need.name);
        if is_urgent {
            let (before, _) = page.html.split_once("listing__name").expect("a name");
            assert!(
                before.contains("class=\"urgent\""),
                "the notice stands first"
            );
            assert!(
                page.all("a")
                    .any(|link| link.attribute("href") == Some("tel:120"))
            );
        }
    }
}

#[test]
fn who_is_in_danger_is_offered_nothing_that_only_looks_alike() {
    let (site, _) = second();
    // Both are near misses of words of this town, which the fixture's notices know.
    for text in ["胸痛", "中风"] {
        assert_eq!(site.index.urgent(text), [0], "{text}");
        let page = gallery(&site, text);
        assert!(!page.text.contains("您是不是要找"), "{text}");
        assert!(!page.text.contains("也许您想找"), "{text}");
        assert_eq!(page.with_class("brand-card").count(), 0, "{text}");
        assert!(
            page.text.contains("0 个品牌"),
            "{text}: what is not shown is not counted"
        );
        assert_eq!(suggest(&site.index, text, 6), [], "{text}");
    }
    // The same words, to nobody in danger, are answered as ever.
    let page = gallery(&site, "东痛");
    assert!(
        page.text.contains("也许您想找")
            || page.text.contains("您是不是要找")
            || page.text.contains("没有找到")
    );
}

#[test]
fn a_notice_is_in_english_where_the_gallery_says_it_in_english() {
    let (_, (mut catalogue, brands)) = second();
    let notice = &mut catalogue.urgent[0];
    assert_eq!(notice.english, None);
    assert!(
        notice.text.contains("120"),
        "without English the Chinese stays"
    );
    speak(Language::English);
    notice.text = "Call 120 now.".to_owned();
    let site = ready(catalogue, brands, &[]);
    let page = gallery(&site, "");
    speak(Language::Simplified);
    assert!(page.text.contains("Call 120 now."));
    assert!(
        page.text
            .contains("A notice by this gallery, not from the documents")
    );
}

#[test]
fn a_gallery_without_the_file_shows_no_notice() {
    let (_, (mut catalogue, brands)) = second();
    catalogue.urgent.clear();
    // Who runs the town's gallery can be called, too, on every page.
    catalogue.gallery.operator = None;
    let site = ready(catalogue, brands, &[]);
    assert_eq!(site.index.urgent("救命"), [] as [usize; 0]);
    let page = gallery(&site, "救命");
    assert!(!page.html.contains("urgent"), "{}", page.html);
    assert!(!page.html.contains("tel:"));
}
