//! Addresses and routes.
//!
//! Address ↔ route and query ↔ text are round trips for any input; what is hostile becomes harmless or [`Route::NotFound`], never a
//! panic. The base path is set once in a process: `route_below.rs` tests a site below a path.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use brand_gallery::catalogue::Slug;
use brand_gallery::route::{Overview, Route, StaffPage, asset, base};
use brand_gallery::search::query::LONGEST_TEXT;
use brand_gallery::search::{Facet, Query, Sort};
use proptest::prelude::*;

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

/// The route of an address as it stands in a link.
fn followed(href: &str) -> Route {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    Route::parse(path, query)
}

/// What holds of every address that is printed, whoever asked for it.
fn is_harmless(href: &str) -> bool {
    let path = href.split('?').next().unwrap_or(href);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/?=&,.-_~%!$()*:;@[]".contains(&byte);
    href.starts_with('/')
        && !href.starts_with("//")
        && !path.contains("..")
        && href.bytes().all(plain)
}

// Addresses.

#[test]
fn each_shape_of_address_is_printed_and_parsed() {
    let table = [
        ("/", Route::home()),
        ("/brands/yilu-gendang/", Route::Brand(slug("yilu-gendang"))),
        (
            "/brands/yilu-gendang/weixin/",
            Route::Initiative(slug("yilu-gendang"), slug("weixin")),
        ),
        ("/needs/jijiu/", Route::Need(slug("jijiu"))),
        ("/places/haishu-qu/", Route::Place(slug("haishu-qu"))),
        (
            "/institutions/lihuili-yiyuan/",
            Route::Institution(slug("lihuili-yiyuan")),
        ),
        ("/institutions/", Route::Institutions),
        ("/all/2/", Route::All(2)),
        ("/compare/", Route::Compare(Vec::new())),
        ("/about/", Route::About),
        ("/embed/", Route::StaffPage(StaffPage::Embed)),
        ("/data/", Route::StaffPage(StaffPage::Data)),
        ("/changes/", Route::StaffPage(StaffPage::Changes)),
        ("/handbook/", Route::StaffPage(StaffPage::Handbook)),
        ("/404.html", Route::NotFound),
    ];
    for (href, route) in table {
        assert_eq!(route.href(), href);
        assert_eq!(followed(href), route, "{href}");
        assert_eq!(asset(&route.path()), href);
    }
    assert_eq!(base(), "/");
}

#[test]
fn three_brands_are_compared_each_once_in_the_order_of_the_address() {
    let ids = |ids: &[&str]| Route::Compare(ids.iter().map(|id| slug(id)).collect());
    let two = Route::Compare(vec![slug("yilu-gendang"), slug("ji-xianfeng")]);
    assert_eq!(two.href(), "/compare/?brands=yilu-gendang,ji-xianfeng");
    for (query, route) in [
        ("", ids(&[])),
        ("brands=", ids(&[])),
        ("brands=b,a", ids(&["b", "a"])),
        ("brands=b%2Ca%2cc", ids(&["b", "a", "c"])),
        ("brands=a,a,b", ids(&["a", "b"])),
        ("brands=a,b,c,d", ids(&["a", "b", "c"])),
        ("brands=a&elder=1&brands=b", ids(&["a", "b"])),
        ("brands=A,../x,%00,b&q=c", ids(&["b"])),
        ("brandsx=a&xbrands=b", ids(&[])),
    ] {
        assert_eq!(Route::parse("/compare/", query), route, "{query}");
        assert_eq!(followed(&route.href()), route, "{query}");
    }
}

#[test]
fn other_ways_to_write_an_address_lead_to_the_same() {
    for (path, route) in [
        ("", Route::home()),
        ("/index.html", Route::home()),
        ("/about", Route::About),
        ("/about/index.html", Route::About),
        ("/brands/a", Route::Brand(slug("a"))),
        ("/brands/a/index.html", Route::Brand(slug("a"))),
        ("/brands/a/b", Route::Initiative(slug("a"), slug("b"))),
        (
            "/brands/a/b/index.html",
            Route::Initiative(slug("a"), slug("b")),
        ),
    ] {
        assert_eq!(Route::parse(path, ""), route, "{path}");
    }
}

#[test]
fn what_is_no_address_of_ours_is_missing() {
    for path in [
        "/x",
        "/brands",
        "/brands/",
        "/brands//",
        "/brands/A/",
        "/brands/a--b/",
        "/brands/-a/",
        "/brands/a_b/",
        "/brands/a/b/c/",
        "/brands/a//",
        "/brands/a/../b/",
        "/brands/../../etc/passwd",
        "/brands/%61/",
        "/brands/%00/",
        "/brands/a%2fb/",
        "/brands/<script>alert(1)</script>/",
        "/brands/甬医先锋/",
        "/brands/a\u{202e}/",
        "/brands/ａ/",
        "/Brands/a/",
        "/needs/a/b/",
        "/about/a/",
        "/aboutindex.html",
        "/brands/aindex.html",
        "/about/index.html/",
        "//evil/",
        "//evil.example/brands/a/",
        "/\\evil",
        "\\\\evil",
        "javascript:alert(1)",
        "https://evil.example/brands/a/",
        "brands/a/",
        "..",
        "/..",
        "/./",
        "/data/catalogue.json",
    ] {
        assert_eq!(Route::parse(path, "q=a"), Route::NotFound, "{path}");
    }
    let long = format!("/brands/{}/", "a".repeat(10_000));
    assert_eq!(Route::parse(&long, ""), Route::NotFound);
    assert_eq!(Route::parse(&"/".repeat(10_000), ""), Route::NotFound);
}

#[test]
fn a_slug_is_short_and_plain() {
    for text in ["a", "1", "a-b", "a1-2b", &"a".repeat(64)] {
        assert_eq!(
            Slug::parse(text).map(|slug| slug.to_string()).as_deref(),
            Some(text)
        );
    }
    for text in [
        "",
        "-",
        "a-",
        "-a",
        "a--b",
        "A",
        "a b",
        "a/b",
        "a.b",
        "é",
        "甬",
        "a\0",
        "a\n",
        &"a".repeat(65),
    ] {
        assert_eq!(Slug::parse(text), None, "{text}");
    }
}

// Queries.

#[test]
fn only_what_differs_from_the_default_is_printed_in_fixed_order_with_ascii_keys() {
    for (query, printed) in [
        ("", ""),
        ("?", ""),
        ("&&&", ""),
        ("q=", ""),
        ("sort=matrix", ""),
        ("sort=", ""),
        ("sort=nonsense", ""),
        ("need=", ""),
        ("need=,,", ""),
        ("q=a", "q=a"),
        ("sort=name&q=a", "q=a&sort=name"),
        (
            "honour=ten&place=b&institution=c&kind=case&need=e&q=f&sort=year",
            "q=f&need=e&kind=case&institution=c&place=b&honour=ten&sort=year",
        ),
        ("need=b,a", "need=a,b"),
        ("need=b&need=a", "need=a,b"),
        ("need=a,a,A,a%2Cb", "need=a,b"),
        ("q=a&q=b", "q=b"),
        ("sort=year&sort=matrix", ""),
        ("q=腹透", "q=%E8%85%B9%E9%80%8F"),
        ("q=%E8%85%B9%E9%80%8F", "q=%E8%85%B9%E9%80%8F"),
        ("q=a+b", "q=a%20b"),
        ("q=a%2Bb", "q=a%2Bb"),
        ("q=1%25", "q=1%25"),
    ] {
        assert_eq!(Query::parse(query).to_string(), printed, "{query}");
        assert_eq!(
            followed(&format!("/?{query}")),
            Route::Gallery(Query::parse(query)),
            "{query}"
        );
    }
    let keys = Facet::ALL
        .map(Facet::key)
        .into_iter()
        .chain(Sort::ALL.map(Sort::key));
    assert!(keys.clone().all(|key| Slug::parse(key).is_some()));
}

#[test]
fn unknown_keys_are_ignored() {
    let known = Query::parse("q=a&need=b&sort=name");
    for query in [
        "q=a&need=b&sort=name&utm_source=x",
        "elder=1&q=a&need=b&sort=name",
        "lang=en&q=a&x&need=b&=&=y&sort=name&",
        "Q=z&q=a&NEED=z&need=b&sort=name&%71=z&q[]=z",
    ] {
        assert_eq!(Query::parse(query), known, "{query}");
    }
}

#[test]
fn a_hostile_query_is_text_or_nothing() {
    for (query, text) in [
        ("q=<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("q=%3Cscript%3E", "<script>"),
        (
            "q=\"><img src=x onerror=alert(1)>",
            "\"><img src=x onerror=alert(1)>",
        ),
        ("q=%00", ""),
        ("q=a%00b%0a%0d%09c", "abc"),
        ("q=%", "%"),
        ("q=%zz", "%zz"),
        ("q=%e7%94", ""),
        ("q=%ff%fea", "a"),
        ("q=%c0%af..%c0%af", ".."),
        ("q=%ed%a0%80", ""),
        ("q=a%e2%80%aeb", "ab"),
        ("q=a\u{202e}b\u{2066}c\u{200b}d\u{feff}", "abcd"),
        ("q=javascript:alert(1)", "javascript:alert(1)"),
        ("q=//evil", "//evil"),
        ("q='; drop table", "'; drop table"),
        ("q=%2526", "%26"),
    ] {
        let parsed = Query::parse(query);
        assert_eq!(parsed.text(), text, "{query}");
        assert!(is_harmless(&Route::Gallery(parsed).href()), "{query}");
    }
}

#[test]
fn what_is_too_long_is_cut() {
    let query = Query::parse(&format!("q={}", "甬".repeat(10_000)));
    assert_eq!(query.text().chars().count(), LONGEST_TEXT);
    let query = Query::parse(&format!("need={}", "a".repeat(10_000)));
    assert_eq!(query, Query::default());
    let many: Vec<String> = (0..10_000).map(|at| format!("n{at}")).collect();
    let query = Query::parse(&format!("need={}", many.join(",")));
    assert_eq!(Query::parse(&query.to_string()), query);
}

// Any input.

fn slugs() -> impl Strategy<Value = Slug> {
    "[a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,3}".prop_filter_map("too long", |text| Slug::parse(&text))
}

fn text() -> impl Strategy<Value = String> {
    let odd = "&=+%#?/\\<>\"'` \0\n\u{202e}\u{2066}\u{feff}\u{fffd},甬𠮷";
    let char = prop_oneof![
        any::<char>(),
        prop::sample::select(odd.chars().collect::<Vec<_>>())
    ];
    prop::collection::vec(char, 0..130).prop_map(String::from_iter)
}

fn queries() -> impl Strategy<Value = Query> {
    let chosen = prop::collection::vec((prop::sample::select(Facet::ALL.to_vec()), slugs()), 0..6);
    (text(), chosen, prop::sample::select(Sort::ALL.to_vec())).prop_map(|(text, chosen, sort)| {
        let query = Query::default().with_text(&text).sorted(sort);
        chosen
            .iter()
            .fold(query, |query, (facet, slug)| query.toggled(*facet, slug))
    })
}

fn routes() -> impl Strategy<Value = Route> {
    prop_oneof![
        queries().prop_map(Route::Gallery),
        slugs().prop_map(Route::Brand),
        (slugs(), slugs()).prop_map(|(brand, initiative)| Route::Initiative(brand, initiative)),
        slugs().prop_map(Route::Need),
        slugs().prop_map(Route::Place),
        slugs().prop_map(Route::Institution),
        Just(Route::Institutions),
        (1usize..4_000).prop_map(Route::All),
        slugs().prop_map(Route::Step),
        prop::collection::vec(slugs(), 0..6).prop_map(|ids| {
            let ids: Vec<&str> = ids.iter().map(Slug::as_str).collect();
            Route::parse("/compare/", &format!("brands={}", ids.join(",")))
        }),
        prop::sample::select(Overview::ALL.to_vec()).prop_map(Route::Overview),
        Just(Route::About),
        prop::sample::select(StaffPage::ALL.to_vec()).prop_map(Route::StaffPage),
        Just(Route::NotFound),
    ]
}

/// A text that looks like an address, or like nothing.
fn addresses() -> impl Strategy<Value = String> {
    let pieces = vec![
        "/",
        "//",
        "brands",
        "needs",
        "places",
        "institutions",
        "about",
        "index.html",
        "404.html",
        "a",
        "a-b",
        "..",
        ".",
        "%2f",
        "%00",
        "%e7",
        "%",
        "\\",
        "甬",
        "\u{202e}",
        "<script>",
        "javascript:",
        "https:",
        "evil",
        "?",
        "#",
        " ",
    ];
    let pieces = prop::collection::vec(prop::sample::select(pieces), 0..9)
        .prop_map(|pieces| pieces.concat());
    prop_oneof![
        pieces.clone(),
        pieces.prop_map(|path| format!("/{path}")),
        text(),
        ".*"
    ]
}

/// A text that looks like a query, or like nothing.
fn asked() -> impl Strategy<Value = String> {
    let keys = prop::sample::select(vec![
        "q",
        "need",
        "kind",
        "institution",
        "place",
        "honour",
        "sort",
        "elder",
        "Q",
        "",
    ]);
    let values = prop_oneof![
        text(),
        prop::sample::select(vec![
            "a",
            "a,b",
            "name",
            "year",
            "matrix",
            "%",
            "%e7%94",
            "%E7%94%AC",
            "%3Cb%3E",
            "+",
            "A",
            ""
        ])
        .prop_map(str::to_owned),
    ];
    let pairs = prop::collection::vec((keys, values), 0..6).prop_map(|pairs| {
        pairs
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect::<Vec<_>>()
            .join("&")
    });
    prop_oneof![pairs, text(), ".*"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_route_is_led_to_by_its_address(route in routes()) {
        let href = route.href();
        prop_assert!(is_harmless(&href), "{}", href);
        prop_assert_eq!(followed(&href), route);
    }

    #[test]
    fn what_any_address_parses_to_prints_to_an_address_that_parses_to_the_same(path in addresses(), query in asked()) {
        let route = Route::parse(&path, &query);
        let href = route.href();
        prop_assert!(is_harmless(&href), "{}", href);
        prop_assert_eq!(followed(&href), route);
    }

    #[test]
    fn any_text_is_a_query_that_prints_to_its_like(text in asked()) {
        let query = Query::parse(&text);
        let printed = query.to_string();
        prop_assert!(printed.is_ascii() && !printed.contains(['<', '>', '"', '\'', ' ', '#', '\\']));
        prop_assert_eq!(Query::parse(&printed), query.clone());
        prop_assert_eq!(Query::parse(&printed).to_string(), printed);
        prop_assert!(query.text().chars().count() <= LONGEST_TEXT && !query.text().chars().any(char::is_control));
    }

    #[test]
    fn a_typed_text_comes_back_as_it_was_typed(text in "[a-zA-Z0-9一-龥 ·“”，%+&=#?]{0,100}") {
        let query = Query::default().with_text(&text);
        prop_assert_eq!(query.text(), &text);
        let back = Query::parse(&query.to_string());
        prop_assert_eq!(back.text(), text);
    }

    #[test]
    fn choosing_twice_changes_nothing_and_in_which_order_does_not_matter(query in queries(), one in slugs(), other in slugs()) {
        let both = |a: &Slug, b: &Slug| query.toggled(Facet::Need, a).toggled(Facet::Need, b);
        prop_assert_eq!(both(&one, &other), both(&other, &one));
        prop_assert_eq!(both(&one, &one), query.clone());
    }
}
