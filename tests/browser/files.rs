//! The published files as clients without scripts see them: search engines, chats, old browsers, link checkers.
//!
//! The site as it is published, below a path, asked file by file through our own server's router.

use super::harness::{DATA_BELOW, PUBLIC, SCRATCH, SUB_PATH, dist, dist_below, hashed};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use brand_gallery::desk::serve::{Site, router};
use brand_gallery::desk::{data, head_metadata, picture, published};
use brand_gallery::messages::Language;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tower::ServiceExt;

struct Answer {
    status: u16,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("text")
    }

    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("text"))
    }
}

/// The published site.
fn published() -> Router {
    router(Site::new(dist_below(), SUB_PATH))
}

async fn get(router: &Router, address: &str) -> Answer {
    let path = address
        .strip_prefix("https://brands.example")
        .unwrap_or(address);
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        bytes: to_bytes(body, usize::MAX).await.expect("a body").to_vec(),
    }
}

/// What stands between `before` and `after`, each time.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before)
        .skip(1)
        .filter_map(|rest| rest.split_once(after))
        .map(|(found, _)| found)
        .collect()
}

/// Every address of the sitemap.
async fn sitemap(site: &Router) -> Vec<String> {
    let answer = get(site, "/x/y/sitemap.xml").await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").starts_with("application/xml"));
    between(&answer.text(), "<loc>", "</loc>")
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// Width and height that a PNG states.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    assert!(png.starts_with(b"\x89PNG"), "a PNG");
    (number(16), number(20))
}

#[tokio::test]
async fn every_address_of_the_sitemap_is_a_page_that_says_what_it_is() {
    let site = published();
    let addresses = sitemap(&site).await;
    assert!(addresses.len() > 200, "{}", addresses.len());
    let mut owners: BTreeMap<(Language, String), &str> = BTreeMap::new();
    for address in &addresses {
        let answer = get(&site, address).await;
        assert_eq!(answer.status, 200, "{address}");
        let below = address.strip_prefix(PUBLIC).unwrap_or_default();
        let language = (Language::ALL.into_iter().rev())
            .find(|language| below.starts_with(language.folder()))
            .unwrap_or_default();
        let html = answer.text();
        let one = |before: &str| {
            let found = between(&html, before, "\"");
            assert!(
                found.len() == 1 && !found[0].is_empty(),
                "{address}: {before} {found:?}"
            );
            found[0].to_owned()
        };
        let meta = |property: &str| one(&format!("<meta property=\"{property}\" content=\""));
        assert_eq!(one("<link rel=\"canonical\" href=\""), *address);
        assert_eq!(meta("og:url"), *address);
        let home = format!("{PUBLIC}{}", language.folder());
        let name = ["甬医品牌馆", "甬醫品牌館", "Ningbo Health Brands"][language as usize];
        assert_eq!(meta("og:site_name"), name);
        assert_eq!(meta("og:locale"), language.locale());
        assert_eq!(one("<html lang=\""), language.tag());
        let others = between(&html, "<link rel=\"alternate\" hreflang=\"", " data-page");
        let is_paper = ["embed/", "data/", "changes/", "handbook/"].contains(&below);
        assert_eq!(others.len(), if is_paper { 0 } else { 4 }, "{address}");
        for other in others {
            let there = between(other, "href=\"", "\"").concat();
            assert!(addresses.contains(&there), "{address}: {there}");
        }
        assert_eq!(
            one("<meta name=\"twitter:card\" content=\""),
            "summary_large_image"
        );
        assert!(["website", "article"].contains(&meta("og:type").as_str()));
        let described = one("<meta name=\"description\" content=\"");
        assert_eq!(meta("og:description"), described);
        assert!(
            head_metadata::described_in(language).contains(&described.chars().count()),
            "{address}: {described}"
        );
        let image = meta("og:image");
        let title = between(&html, "<title>", "<").concat();
        for own in [title, described, image.clone(), meta("og:title")] {
            let other = owners.insert((language, own.clone()), address);
            assert!(
                other.is_none_or(|other| other == address),
                "{address} and {other:?}: {own}"
            );
        }
        let picture = get(&site, &image).await;
        assert_eq!(
            (picture.status, picture.header("content-type")),
            (200, "image/png")
        );
        assert_eq!(
            picture.header("cross-origin-resource-policy"),
            "cross-origin"
        );
        assert_eq!(size(&picture.bytes), (1200, 630), "{image}");
        assert_eq!(
            (meta("og:image:width"), meta("og:image:height")),
            ("1200".into(), "630".into())
        );
        assert!(
            picture.bytes.len() <= picture::LARGEST,
            "{image}: {}",
            picture.bytes.len()
        );
        let first = between(&html, "<img ", ">")[0];
        let square = get(&site, between(first, "src=\"", "\"")[0]).await;
        assert_eq!(size(&square.bytes), (300, 300), "{address}: {first}");

        let linked = between(
            &html,
            "<script type=\"application/ld+json\" data-page>",
            "</script>",
        );
        let linked: Value = serde_json::from_str(linked[0]).expect("JSON");
        let graph = linked["@graph"].as_array().expect("a graph");
        assert_eq!(graph[0]["url"], Value::from(address.as_str()));
        if let Some(trail) = graph.get(1) {
            let items = trail["itemListElement"].as_array().expect("items");
            assert_eq!(items[0]["item"], Value::from(home.as_str()));
            assert_eq!(
                items[items.len() - 1]["item"],
                Value::from(address.as_str())
            );
        } else {
            assert_eq!(*address, home, "only the gallery has no trail");
        }
    }
}

#[tokio::test]
async fn no_link_of_any_page_is_dead() {
    let site = published();
    let mut addresses = sitemap(&site).await;
    addresses.push("/x/y/404.html".to_owned());
    let mut asked = BTreeSet::new();
    let mut dead = Vec::new();
    for address in &addresses {
        let html = get(&site, address).await.text();
        for attribute in [
            " href=\"",
            " src=\"",
            " data-style=\"",
            " content=\"https://brands.example",
        ] {
            for target in between(&html, attribute, "\"") {
                let path = target.split(['?', '#']).next().unwrap_or_default();
                let path = path.replace("https://brands.example", "");
                // A telephone number is no address of the site.
                if path.is_empty() || path.starts_with("tel:") || !asked.insert(path.clone()) {
                    continue;
                }
                let status = get(&site, &path).await.status;
                if !path.starts_with(SUB_PATH) || status != 200 {
                    dead.push(format!("{address}: {target}: {status}"));
                }
            }
        }
    }
    // What the first script loads.
    let boot = fs::read_to_string(dist_below().join(hashed(dist_below(), "boot-", ".js")));
    let boot = boot.expect("the first script");
    let named = between(&boot, ": '", "'").into_iter();
    let named: Vec<&str> = named.filter(|it| it.starts_with(SUB_PATH)).collect();
    assert_eq!(named.len(), 6, "{named:?}");
    for file in named {
        let status = get(&site, file).await.status;
        if status != 200 {
            dead.push(format!("{file}: {status}"));
        }
    }
    assert!(asked.len() > 500, "{}", asked.len());
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[tokio::test]
async fn machines_are_told_of_the_site_as_a_whole() {
    let site = published();
    let robots = get(&site, "/x/y/robots.txt").await.text();
    assert_eq!(
        robots,
        format!("User-agent: *\nAllow: /\n\nSitemap: {PUBLIC}sitemap.xml\n")
    );
    let search = get(&site, "/x/y/opensearch.xml").await.text();
    assert!(
        search.contains(&format!("template=\"{PUBLIC}?q={{searchTerms}}\"")),
        "{search}"
    );
    let home = get(&site, SUB_PATH).await.text();
    assert!(home.contains("type=\"application/opensearchdescription+xml\" title=\"甬医品牌馆\" href=\"/x/y/opensearch.xml\""));
    let manifest = get(&site, "/x/y/manifest.webmanifest").await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    let manifest: Value = serde_json::from_slice(&manifest.bytes).expect("JSON");
    assert_eq!(manifest["start_url"], SUB_PATH);
    assert_eq!(manifest["scope"], SUB_PATH);
    let icons = manifest["icons"].as_array().expect("icons");
    let mut sides = Vec::new();
    for icon in icons {
        let file = get(&site, icon["src"].as_str().expect("an address")).await;
        assert_eq!(
            file.header("content-type"),
            icon["type"].as_str().expect("a type")
        );
        if icon["type"] == "image/png" {
            let (width, height) = size(&file.bytes);
            assert_eq!(icon["sizes"], format!("{width}x{height}"));
            sides.push((
                width,
                icon["purpose"].as_str().expect("a purpose").to_owned(),
            ));
        }
    }
    assert_eq!(
        sides,
        [
            (192, "any".to_owned()),
            (512, "any".to_owned()),
            (512, "maskable".to_owned())
        ]
    );
    let touch = get(
        &site,
        between(&home, "<link rel=\"apple-touch-icon\" href=\"", "\"")[0],
    )
    .await;
    assert_eq!(size(&touch.bytes), (180, 180));
}

#[tokio::test]
async fn without_a_known_host_nothing_claims_a_whole_address() {
    let site = router(Site::new(dist(), "/"));
    let html = get(&site, "/brands/yilu-gendang/").await.text();
    assert!(html.contains("<link rel=\"canonical\" href=\"/brands/yilu-gendang/\">"));
    for word in ["og:url", "og:image", "opensearch", "data-public"] {
        assert!(!html.contains(word), "{word}");
    }
    for path in [
        "/sitemap.xml",
        "/opensearch.xml",
        "/brands/yilu-gendang/share.png",
    ] {
        assert_eq!(get(&site, path).await.status, 404, "{path}");
    }
    assert_eq!(
        get(&site, "/robots.txt").await.text(),
        "User-agent: *\nAllow: /\n"
    );
}

#[tokio::test]
async fn the_feed_is_atom_and_tells_each_change_once_with_a_day_of_the_data() {
    let site = published();
    let answer = get(&site, "/x/y/feed.xml").await;
    assert_eq!(answer.status, 200);
    let xml = answer.text();
    let document = roxmltree(&xml);
    let changes = data::judge(&data::Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None))
        .expect("readable")
        .catalogue
        .changes;
    assert!(!changes.is_empty());
    // RFC 4287, 4.1.1: one id, one title, one updated, an author, a link to itself.
    let (head, entries) = xml.split_once("<entry>").expect("an entry");
    for element in ["id", "title", "updated", "author"] {
        assert_eq!(
            between(head, &format!("<{element}>"), "</").len(),
            1,
            "{element}"
        );
    }
    assert!(head.contains(&format!(
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"{PUBLIC}feed.xml\"/>"
    )));
    assert_eq!(
        between(head, "<updated>", "</"),
        [format!("{}T00:00:00Z", changes[0].on)]
    );
    let entries: Vec<&str> = entries.split("<entry>").collect();
    assert_eq!(entries.len(), changes.len());
    let mut ids = BTreeSet::new();
    for (entry, change) in entries.iter().zip(&changes) {
        let id = between(entry, "<id>", "</id>");
        assert!(id.len() == 1 && id[0].starts_with(PUBLIC) && ids.insert(id[0].to_owned()));
        assert_eq!(
            between(entry, "<updated>", "</"),
            [format!("{}T00:00:00Z", change.on)]
        );
        assert_eq!(between(entry, "<title>", "</"), [change.text.as_str()]);
        let address = between(entry, "href=\"", "\"");
        assert_eq!(
            get(&site, address[0].split('#').next().expect("a path"))
                .await
                .status,
            200
        );
    }
    assert_eq!(document, changes.len());
    // Every page leads to it, where the host is known.
    let line = "<link rel=\"alternate\" type=\"application/atom+xml\"";
    assert!(
        get(&site, "/x/y/brands/yilu-gendang/")
            .await
            .text()
            .contains(line)
    );
    let unknown = router(Site::new(dist(), "/"));
    assert!(!get(&unknown, "/").await.text().contains(line));
    assert_eq!(get(&unknown, "/feed.xml").await.status, 404);
}

/// How many entries a strict reader of XML finds; what is not well formed is a failure.
fn roxmltree(xml: &str) -> usize {
    let document = resvg::usvg::roxmltree::Document::parse(xml).expect("well formed");
    let entries = document.root_element().children();
    entries
        .filter(|it| it.has_tag_name(("http://www.w3.org/2005/Atom", "entry")))
        .count()
}

#[tokio::test]
async fn only_pieces_may_be_framed() {
    let site = published();
    for (path, may) in [
        ("", false),
        ("brands/yilu-gendang/", false),
        ("embed/", false),
        ("embed/nowhere/", false),
        ("embed/brands/nobody/", false),
        ("embed/brands/yilu-gendang/", true),
        ("embed/figures/yilu-gendang/", true),
        ("embed/institutions/lihuili-yiyuan/", true),
    ] {
        let answer = get(&site, &format!("/x/y/{path}")).await;
        let refuses = answer
            .header("content-security-policy")
            .contains("frame-ancestors 'none'");
        assert_eq!(refuses, !may, "{path}");
        assert_eq!(answer.status == 404, path.contains("no"), "{path}");
    }
    for path in ["embed.js", "embed/brands/yilu-gendang/"] {
        let answer = get(&site, &format!("/x/y/{path}")).await;
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "cross-origin",
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_address_ever_published_answers_and_a_new_one_is_recorded() {
    let site = published();
    let register = |data: &Path| {
        let text = fs::read_to_string(data.join(published::FILE)).expect("the register");
        text.lines().map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let known = register(&Path::new(env!("CARGO_MANIFEST_DIR")).join(data::DATA));
    let mut lost = Vec::new();
    for path in &known {
        let answer = get(&site, &format!("{SUB_PATH}{path}")).await;
        // A page that leads on must arrive.
        let html = answer.text();
        let arrived = match between(&html, "http-equiv=\"refresh\" content=\"0; url=", "\"").first()
        {
            Some(target) => get(&site, target).await.status,
            None => answer.status,
        };
        if (answer.status, arrived) != (200, 200) {
            lost.push(path.as_str());
        }
    }
    assert!(lost.is_empty(), "lost: {}", lost.join("\n"));
    let recorded = register(&Path::new(SCRATCH).join(DATA_BELOW));
    let is_listed =
        |path: &String| path.is_empty() || path.contains("all/") || recorded.contains(path);
    let today = sitemap(&site).await;
    let unlisted: Vec<String> = (today.iter())
        .filter_map(|address| Some(address.strip_prefix(PUBLIC)?.to_owned()))
        .filter(|path| !is_listed(path))
        .collect();
    assert!(
        unlisted.is_empty(),
        "published and not recorded: {unlisted:?}"
    );
    assert!(known.is_subset(&recorded), "what was recorded stays");
}
