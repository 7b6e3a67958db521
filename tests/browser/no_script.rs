//! Pages without the program.

use super::harness::{cards, dist};
use super::page::{DESK, PHONE, Page, visit};
use super::page_types::{KINDS, NOWHERE};
use axum::body::Body;
use axum::http::Request;
use brand_gallery::desk::serve::{Site, router};
use serde_json::json;
use std::collections::{BTreeSet, VecDeque};
use thirtyfour::Key;
use tower::ServiceExt;

/// From now on no page runs a script.
async fn without_scripts(page: &Page) {
    page.tell(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    )
    .await;
}

#[tokio::test]
async fn without_scripts_every_kind_of_page_is_read_and_its_links_lead_on() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        without_scripts(page).await;
        for kind in KINDS {
            page.open(kind.path).await;
            assert_eq!(page.texts("h1").await, [kind.heading], "{}", kind.path);
            assert_eq!(page.count("html[data-program]").await, 0);
            let read: usize = page
                .ask("document.querySelector('main').innerText.length")
                .await;
            assert!(read > 80, "{}: {read} characters", kind.path);
            assert_eq!(
                page.count("#trouble:not([hidden])").await,
                0,
                "{}: scripts off are no trouble",
                kind.path
            );
            let link = "main a[href^='/']:not([href^='/?'])";
            let href: Option<String> = page
                .ask(&format!(
                    "document.querySelector(\"{link}\")?.getAttribute('href') ?? null"
                ))
                .await;
            // The about page has text alone; its ways on are in the frame.
            let (link, href) = match href {
                Some(href) => (link, href),
                None => (".frame__name", "/".to_owned()),
            };
            page.click(link).await;
            page.until(
                "the next page",
                &format!("location.pathname === '{href}' && document.querySelector('h1') !== null"),
            )
            .await;
        }
    })
    .await;
}

#[tokio::test]
async fn without_scripts_facets_open_and_all_brands_are_listed() {
    visit(DESK, async |page| {
        without_scripts(page).await;
        page.open("/").await;
        assert_eq!(page.count(".brand-card").await, cards());
        page.click(".facet:nth-of-type(1) summary").await;
        page.until("the facet opens", "document.querySelectorAll('.facet[open] .choice').length > 0 && document.querySelector('.facet[open] .choice').checkVisibility()").await;
        page.search("急救").await;
        page.press(Key::Enter).await;
        page.until("the form leads to the gallery", "location.search !== ''").await;
        page.until_heading("甬医品牌馆").await;
        // The plain gallery cannot narrow; it shows everything rather than nothing.
        let seen = "[...document.querySelectorAll('.brand-card')].filter(it => it.closest('details') !== null || it.checkVisibility({ visibilityProperty: true })).length";
        page.until("all brands are seen, or folded", &format!("{seen} === {}", cards())).await;
    })
    .await;
}

#[tokio::test]
async fn every_link_of_every_page_leads_to_a_page_of_the_site() {
    let server = router(Site::new(dist(), "/"));
    let mut met = BTreeSet::from(["/".to_owned()]);
    let mut ahead = VecDeque::from(["/".to_owned()]);
    while let Some(path) = ahead.pop_front() {
        let request = Request::get(&path).body(Body::empty()).expect("an address");
        let response = server.clone().oneshot(request).await.expect("an answer");
        assert!(
            response.status().is_success(),
            "{path}: {}",
            response.status()
        );
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a page");
        // What a script says of links is no link.
        if path.ends_with(".js") {
            continue;
        }
        let page = String::from_utf8_lossy(&bytes);
        for mark in ["href=\"", "src=\""] {
            for rest in page.split(mark).skip(1) {
                let href = rest.split('"').next().unwrap_or_default();
                let href = href.split(['?', '#']).next().unwrap_or_default();
                // A telephone number is no page.
                if href.starts_with("tel:") {
                    continue;
                }
                assert!(
                    href.is_empty() || (href.starts_with('/') && !href.starts_with("//")),
                    "{path}: {href}"
                );
                if !href.is_empty() && met.insert(href.to_owned()) {
                    ahead.push_back(href.to_owned());
                }
            }
        }
    }
    assert!(met.len() > 200, "{} addresses", met.len());
}
