//! Addresses and routes of a site below a path.
//!
//! The base is said once a process, before the first address: this is that process. Hostile input is absent; `route.rs` has it.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use brand_gallery::catalogue::Slug;
use brand_gallery::messages::{Language, speak};
use brand_gallery::route::{Route, StaffPage, asset, base, set_site};
use brand_gallery::search::Query;
use proptest::prelude::*;

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

fn below() {
    set_site("/x/y/");
    // Whoever comes later changes nothing.
    set_site("/z/");
    assert_eq!(base(), "/x/y/");
}

#[test]
fn each_address_begins_with_the_base() {
    below();
    let table = [
        ("/x/y/", Route::home()),
        (
            "/x/y/?q=a&sort=name",
            Route::Gallery(Query::parse("q=a&sort=name")),
        ),
        ("/x/y/brands/a/", Route::Brand(slug("a"))),
        ("/x/y/brands/a/b/", Route::Initiative(slug("a"), slug("b"))),
        ("/x/y/needs/a/", Route::Need(slug("a"))),
        ("/x/y/places/a/", Route::Place(slug("a"))),
        ("/x/y/institutions/a/", Route::Institution(slug("a"))),
        ("/x/y/about/", Route::About),
        ("/x/y/404.html", Route::NotFound),
    ];
    for (href, route) in table {
        assert_eq!(route.href(), href);
        let (path, query) = href.split_once('?').unwrap_or((href, ""));
        assert_eq!(Route::parse(path, query), route, "{href}");
    }
    assert_eq!(asset("icon.svg"), "/x/y/icon.svg");
}

#[test]
fn what_lies_beside_the_base_is_missing() {
    below();
    for path in [
        "/",
        "",
        "/x",
        "/x/",
        "/brands/a/",
        "/x/yy/",
        "/x/yabout/",
        "/x/brands/a/",
        "/y/x/",
        "//x/y/",
        "/X/Y/",
        "/x/y/x/y/",
    ] {
        assert_eq!(Route::parse(path, ""), Route::NotFound, "{path}");
    }
    for path in ["/x/y", "/x/y/", "/x/y/index.html"] {
        assert_eq!(Route::parse(path, ""), Route::home(), "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_any_address_parses_to_prints_to_an_address_that_parses_to_the_same(path in "(/x|/y|/brands|/a|/about|/)*.{0,3}", query in ".{0,20}") {
        below();
        let route = Route::parse(&path, &query);
        let href = route.href();
        prop_assert!(href.starts_with("/x/y/"));
        let (path, query) = href.split_once('?').unwrap_or((&href, ""));
        prop_assert_eq!(Route::parse(path, query), route);
    }
}

#[test]
fn each_language_has_addresses_of_its_own_and_reads_no_others() {
    below();
    let routes = [
        Route::Gallery(Query::parse("q=a&sort=name")),
        Route::Initiative(slug("a"), slug("b")),
        Route::Compare(vec![slug("a"), slug("b")]),
        Route::About,
    ];
    for language in Language::ALL {
        speak(language);
        let base = format!("/x/y/{}", language.folder());
        for route in &routes {
            let href = route.href();
            assert!(href.starts_with(&base), "{href}");
            for spoken in Language::ALL {
                speak(spoken);
                assert_eq!(route.href_in(language), href);
                assert_eq!(route.counterpart(language), href);
                let (path, query) = href.split_once('?').unwrap_or((&href, ""));
                let read = Route::parse(path, query);
                let expected = (spoken == language).then_some(route);
                assert_eq!(read, expected.cloned().unwrap_or(Route::NotFound), "{href}");
            }
            speak(language);
        }
        assert_eq!(
            Route::StaffPage(StaffPage::Handbook).href(),
            "/x/y/handbook/"
        );
        assert_eq!(
            Route::StaffPage(StaffPage::Handbook).counterpart(language),
            base
        );
        assert_eq!(asset("icon.svg"), "/x/y/icon.svg");
    }
    speak(Language::default());
}
