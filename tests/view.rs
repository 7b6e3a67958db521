//! Pages rendered to text.
//!
//! Each page is drawn to text on the desk, by the very components of the browser, and taken apart again. What only a browser knows
//! (typing, Back, focus, how it looks) is absent; `browser.rs` asks that.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

mod view {
    mod account;
    mod checked;
    mod city;
    mod claims;
    mod compare;
    mod compared;
    mod derived;
    mod elsewhere;
    mod embed;
    mod emblem;
    mod english;
    mod feedback;
    mod gallery;
    mod head;
    mod head_metadata;
    mod hostile;
    mod meant;
    mod media;
    mod models;
    mod operator;
    mod order;
    mod overview;
    pub(crate) mod page;
    mod phone;
    mod plate;
    mod published;
    mod service_directory;
    mod share;
    mod specimen;
    mod traditional;
    mod urgent;
    mod visit;
}

use brand_gallery::catalogue::check::File;
use brand_gallery::catalogue::{Brand, Catalogue, Slug, Synonym};
use brand_gallery::desk::prerender::{Assets, Template, screens};
use brand_gallery::desk::{data, english};
use brand_gallery::messages::{Language, speak};
use brand_gallery::route::Route;
use brand_gallery::screen::{Screen, Site};
use brand_gallery::search::{Query, source};
use std::path::Path;
use std::sync::LazyLock;
use view::page::Page;

pub(crate) struct Real {
    pub(crate) site: Site,
    pub(crate) screens: Vec<Screen>,
}

pub(crate) static REAL: LazyLock<Real> = LazyLock::new(|| {
    let reading = data::judge(&data::Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None))
        .expect("readable");
    let site = ready(reading.catalogue, reading.brands, &reading.synonyms);
    let screens = screens(&site);
    Real { site, screens }
});

/// The site of a catalogue, its search engine made as the desk makes it.
pub(crate) fn ready(catalogue: Catalogue, brands: Vec<Brand>, synonyms: &[Synonym]) -> Site {
    let files = source::files(&catalogue, &brands, synonyms);
    let engine = files.engine().expect("a whole index");
    let site = Site::new(catalogue, brands);
    site.index.give_engine(engine);
    site
}

/// Every page of the real site with its screen, drawn once.
pub(crate) static PAGES: LazyLock<Vec<(&'static Screen, Page)>> = LazyLock::new(|| {
    REAL.screens
        .iter()
        .map(|screen| (screen, Page::of_screen(&REAL.site, screen)))
        .collect()
});

/// The data of the invented town.
pub(crate) fn second() -> data::Data {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    data::Data::of(root, Some(&root.join("tests/fixtures/second")))
}

/// The site of the invented town in a language, with its files as `change` leaves them.
pub(crate) fn town(language: Language, change: impl FnOnce(&mut [File])) -> Site {
    let mut files = data::files(&second()).expect("files");
    change(&mut files);
    speak(language);
    let reading = data::judge_files(&files);
    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    match language {
        Language::English => {
            let (catalogue, brands) = english::glossed(&reading);
            ready(catalogue, brands, &reading.synonyms)
        }
        _ => ready(reading.catalogue, reading.brands, &reading.synonyms),
    }
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

pub(crate) fn page(route: &Route) -> &'static Page {
    let found = PAGES.iter().find(|(screen, _)| screen.route == *route);
    &found
        .unwrap_or_else(|| panic!("no page {}", route.href()))
        .1
}

/// The gallery as a query shows it.
pub(crate) fn gallery(query: &str) -> Page {
    let route = Route::Gallery(Query::parse(query));
    Page::of_screen(&REAL.site, &REAL.site.screen(route))
}

/// Says of every page what is wrong with it, if anything.
pub(crate) fn on_every_page(judge: impl Fn(&Screen, &Page) -> Vec<String>) {
    let mut wrong = Vec::new();
    for (screen, page) in PAGES.iter() {
        wrong.extend(
            judge(screen, page)
                .into_iter()
                .map(|words| format!("{}: {words}", screen.route.href())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub(crate) fn assets() -> Assets {
    Assets {
        boot: "/boot.js".to_owned(),
        style: "/gallery.css".to_owned(),
        css: "body { margin: 0; }".to_owned(),
    }
}

/// The project's template, as it is before a page fills it.
pub(crate) fn template() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html");
    std::fs::read_to_string(path).expect("the template")
}

/// The same, ready for pages.
pub(crate) fn parted() -> Template {
    Template::of(&template(), &assets()).unwrap_or_else(|failure| panic!("{failure}"))
}
