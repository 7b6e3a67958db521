//! The head of every page: title, description, share metadata, structured data.

use super::page::Page;
use crate::{REAL, assets, parted, slug, template};
use brand_gallery::desk::policy::styled;
use brand_gallery::desk::prerender::{Template, on_the_device};
use brand_gallery::head::Head;
use brand_gallery::route::Route;
use brand_gallery::search::Query;
use std::collections::BTreeMap;

#[test]
fn every_page_has_a_title_a_description_and_an_address_of_its_own() {
    let heads: Vec<(&Route, Head)> = REAL
        .screens
        .iter()
        .map(|screen| (&screen.route, Head::new(&REAL.site, screen)))
        .collect();
    let mut titles: BTreeMap<&str, &Route> = BTreeMap::new();
    let mut descriptions: BTreeMap<&str, &Route> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (route, head) in &heads {
        if let Some(other) = titles.insert(&head.title, route) {
            wrong.push(format!(
                "{} and {}: {}",
                other.href(),
                route.href(),
                head.title
            ));
        }
        if let Some(other) = descriptions.insert(&head.description, route) {
            wrong.push(format!(
                "{} and {}: {}",
                other.href(),
                route.href(),
                head.description
            ));
        }
        let ends = match route {
            Route::Initiative(brand, _) => REAL
                .site
                .catalogue
                .card(brand)
                .map_or("", |card| &card.name),
            _ => &REAL.site.catalogue.gallery.name,
        };
        if !head.title.ends_with(ends)
            || head.description.chars().count() < 15
            || !head.description.ends_with('。')
        {
            wrong.push(format!(
                "{}: {} / {}",
                route.href(),
                head.title,
                head.description
            ));
        }
        let canonical = (**route != Route::NotFound).then(|| route.path());
        assert_eq!(head.canonical, canonical, "{}", route.href());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_search_has_a_title_and_stands_for_the_open_gallery() {
    for (query, title) in [
        ("", "甬医品牌馆"),
        ("q=腹透", "搜索“腹透” - 甬医品牌馆"),
        ("q=%20%20", "甬医品牌馆"),
        ("need=jijiu", "甬医品牌馆"),
    ] {
        let screen = REAL.site.screen(Route::Gallery(Query::parse(query)));
        let head = Head::new(&REAL.site, &screen);
        assert_eq!(
            (head.title.as_str(), head.canonical.as_deref()),
            (title, Some("")),
            "{query}"
        );
    }
}

#[test]
fn a_whole_file_has_head_and_page() {
    let template = parted();
    for route in [
        Route::home(),
        Route::Brand(slug("yilu-gendang")),
        Route::About,
        Route::NotFound,
    ] {
        let screen = REAL
            .screens
            .iter()
            .find(|screen| screen.route == route)
            .expect("a screen");
        let file = template.page(&REAL.site, screen, &assets());
        let head = Head::new(&REAL.site, screen);
        let whole = Page::of(file.clone());
        assert!(
            file.starts_with("<!doctype html>")
                && file.contains("<html lang=\"zh-CN\" data-root=\"/\" data-base=\"/\">")
        );
        assert_eq!(
            whole
                .all("title")
                .map(|title| title.text.clone())
                .collect::<Vec<_>>(),
            [head.title]
        );
        let canonical = whole
            .all("link")
            .find(|link| link.attribute("rel") == Some("canonical"));
        assert_eq!(
            canonical
                .and_then(|link| link.attribute("href"))
                .map(str::to_owned),
            (route != Route::NotFound).then(|| route.href())
        );
        assert_eq!(whole.all("h1").count(), 1);
        let app = whole
            .elements
            .iter()
            .find(|element| element.attribute("id") == Some("app"))
            .expect("the slot");
        assert!(app.text.contains("跳到正文"));
    }
}

#[test]
fn over_the_line_one_answer_is_enough_and_from_the_device_the_start_comes_first() {
    let screen = &REAL.screens[0];
    let line = parted().page(&REAL.site, screen, &assets());
    let css = &assets().css;
    let policy = format!("content=\"{}\"", styled(css, None));
    let device = on_the_device(&line);
    for part in [
        "<script async src=\"/boot.js\" data-style=\"/gallery.css\" data-gallery></script>",
        &format!("<style>{css}</style>"),
        &policy,
    ] {
        assert_eq!(line.matches(part).count(), 1, "{part}");
    }
    assert!(!line.contains("rel=\"stylesheet\""));
    for part in [
        "<link rel=\"stylesheet\" href=\"/gallery.css\">\n<script src=\"/boot.js\"",
        &policy,
    ] {
        assert_eq!(device.matches(part).count(), 1, "{part}");
    }
    assert!(!device.contains("<style>") && !device.contains(" async "));
    let body = |page: &str| page.split_once("<title>").map(|(_, rest)| rest.to_owned());
    assert_eq!(body(&line), body(&device), "all else is the same");
}

#[test]
fn every_other_page_links_its_styles_and_is_on_the_device_as_it_is() {
    let style = "<link rel=\"stylesheet\" href=\"/gallery.css\">";
    for screen in &REAL.screens[1..] {
        let page = parted().page(&REAL.site, screen, &assets());
        assert_eq!(page.matches(style).count(), 1, "{}", screen.route.href());
        assert!(!page.contains("<style>") && !page.contains("sha256-"));
        // Nothing else of the programs, and not the release: these change without the page.
        assert_eq!(
            page.matches("<script src=\"/boot.js\"></script>").count(),
            1
        );
        assert!(!page.contains("data-release"));
        assert!(!page.contains("<!--"), "{}", screen.route.href());
        assert_eq!(on_the_device(&page), page);
    }
}

#[test]
fn a_template_without_a_mark_is_a_sentence_and_never_an_empty_page() {
    let template = template();
    for mark in [
        "<!--head-->",
        "<!--/head-->",
        "</head>",
        "<!--app-->",
        "data-base=\"/\"",
    ] {
        let failure = Template::of(&template.replace(mark, ""), &assets())
            .err()
            .unwrap_or_else(|| panic!("{mark} is not missed"));
        assert!(failure.to_string().contains(mark), "{failure}");
    }
}
