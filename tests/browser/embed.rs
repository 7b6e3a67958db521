//! The part of the gallery that other sites embed.
//!
//! The other site is of another origin and has a strict policy of its own: no inline script, no style but what the script sets, only the
//! gallery's script and frames.

use super::harness::Machine;
use super::page::{DESK, PHONE, visit, visit_at};
use axum::Router;
use axum::http::HeaderName;
use axum::response::{Html, IntoResponse};
use std::sync::Arc;

/// A page with this body on an origin of its own, which lets scripts and frames of `gallery` in.
async fn foreign(gallery: &str, body: String) -> String {
    let policy = format!(
        "default-src 'none'; script-src {gallery}; frame-src {gallery}; img-src data:; base-uri 'none'; require-trusted-types-for 'script'"
    );
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>医院</title><link rel=\"icon\" href=\"data:,\"></head><body><h1>医院</h1>{body}</body></html>"
    );
    let answer = Arc::new((policy, page));
    let router = Router::new().fallback(move || {
        let answer = answer.clone();
        async move {
            let name = HeaderName::from_static("content-security-policy");
            ([(name, answer.0.clone())], Html(answer.1.clone())).into_response()
        }
    });
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move { drop(axum::serve(listener, router).await) });
    format!("http://localhost:{port}")
}

#[tokio::test]
async fn a_piece_finds_its_height_in_a_foreign_page_with_a_strict_policy() {
    let machine = Machine::running();
    let gallery = machine.site.clone();
    let element = |attributes: &str| {
        format!(
            "<script async src=\"{gallery}/embed.js\"></script><brand-embed {attributes}><a href=\"{gallery}/brands/yilu-gendang/\">医路跟党</a></brand-embed>"
        )
    };
    let body =
        element("show=\"brands/yilu-gendang\" accent=\"#7c2a1c\" theme=\"dark\" radius=\"12\"");
    let site = foreign(&gallery, body).await;
    visit_at(&site, DESK, async |page| {
        page.neighbour(&gallery);
        page.open("/").await;
        let frame = "document.querySelector('brand-embed')?.shadowRoot?.querySelector('iframe')";
        page.until("a frame", &format!("{frame} instanceof HTMLIFrameElement")).await;
        page.until("its height comes", &format!("{frame}.style.height !== ''")).await;
        let wide: f64 = page.ask(&format!("{frame}.offsetHeight")).await;
        assert!((100.0..600.0).contains(&wide), "{wide}");
        let title: String = page.ask(&format!("{frame}.title")).await;
        assert_eq!(title, "医路跟党");
        // Narrower is higher.
        page.look(PHONE).await;
        page.run("document.querySelector('brand-embed').style.width = '260px'").await;
        page.until("it grows", &format!("{frame}.offsetHeight > {wide}")).await;
        // Another piece in its place, by an attribute.
        page.run("document.querySelector('brand-embed').setAttribute('show', 'institutions/lihuili-yiyuan')").await;
        page.until("another piece", &format!("{frame}.src.includes('/embed/institutions/lihuili-yiyuan/') && {frame}.style.height !== ''")).await;
        // What is no piece changes nothing.
        page.run("document.querySelector('brand-embed').setAttribute('show', '../brands/yilu-gendang')").await;
        let source: String = page.ask(&format!("{frame}.src")).await;
        assert!(source.contains("/embed/institutions/"), "{source}");
        // Nobody else says how high it is.
        page.run("postMessage({ 'brand-embed': 5 }, '*')").await;
        page.until_drawn().await;
        // The piece itself may still grow.
        let height: f64 = page.ask(&format!("{frame}.offsetHeight")).await;
        assert!(height > 100.0, "{height}");
    })
    .await;
}

#[tokio::test]
async fn a_piece_in_a_plain_frame_needs_no_script() {
    let machine = Machine::running();
    let gallery = machine.site.clone();
    let body = format!("<iframe src=\"{gallery}/embed/figures/yilu-gendang/\"></iframe>");
    let site = foreign(&gallery, body).await;
    visit_at(&site, DESK, async |page| {
        page.neighbour(&gallery);
        page.open("/").await;
        page.until("all of it came", "document.readyState === 'complete'")
            .await;
        // At the end the console is clean: nobody refused.
    })
    .await;
}

#[tokio::test]
async fn every_other_page_refuses_to_be_framed() {
    let machine = Machine::running();
    let gallery = machine.site.clone();
    for path in ["", "brands/yilu-gendang/", "embed/"] {
        let body = format!("<iframe src=\"{gallery}/{path}\"></iframe>");
        let site = foreign(&gallery, body).await;
        visit_at(&site, DESK, async |page| {
            page.neighbour(&gallery);
            page.open("/").await;
            page.until_refused(&["frame-ancestors"]).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_piece_is_dressed_as_its_address_says_and_wrong_wishes_change_nothing() {
    let look = "(() => { const it = getComputedStyle(document.querySelector('.piece')); const link = getComputedStyle(document.querySelector('.piece a')); return [it.backgroundColor, it.borderTopColor, it.borderTopLeftRadius, link.color].join(' '); })()";
    visit(PHONE, async |page| {
        let path = "/embed/brands/yilu-gendang/";
        page.open(path).await;
        page.until_heading("医路跟党").await;
        let plain: String = page.ask(look).await;
        page.open(&format!("{path}?theme=purple&accent=red&radius=1000"))
            .await;
        page.until_heading("医路跟党").await;
        assert_eq!(page.ask::<String>(look).await, plain);
        page.open(&format!("{path}?theme=dark&accent=9cc9bb&radius=12"))
            .await;
        page.until(
            "it is night",
            "document.documentElement.dataset.theme === 'night'",
        )
        .await;
        let night: String = page.ask(look).await;
        assert!(
            night.contains("rgb(156, 201, 187) 12px rgb(156, 201, 187)"),
            "{night}"
        );
        // A colour that cannot be read is for the edge alone.
        page.open(&format!("{path}?theme=light&accent=ffe600"))
            .await;
        page.until(
            "by day",
            "document.documentElement.dataset.theme === 'light'",
        )
        .await;
        let day: String = page.ask(look).await;
        assert!(
            day.contains("rgb(255, 230, 0)") && !day.ends_with("rgb(255, 230, 0)"),
            "{day}"
        );
        // A link leaves the page in which it stands alone.
        let target: String = page.ask("document.querySelector('.piece a').target").await;
        assert_eq!(target, "_blank");
    })
    .await;
}

#[tokio::test]
async fn the_page_that_makes_snippets_shows_what_it_says() {
    visit(DESK, async |page| {
        page.enter("/embed/").await;
        page.until("the form is seen", "!document.querySelector('#choices').hidden").await;
        page.run("(() => { const it = document.querySelector('#choices'); it.elements.show.value = 'institutions/lihuili-yiyuan'; it.elements.theme.value = 'dark'; it.dispatchEvent(new Event('input')); })()").await;
        let code = page.text("#element").await;
        assert!(code.contains("show=\"institutions/lihuili-yiyuan\"") && code.contains("theme=\"dark\""), "{code}");
        page.until("the preview shows it", "(() => { const it = document.querySelector('#preview brand-embed').shadowRoot?.querySelector('iframe'); return it?.contentDocument?.querySelector('h1')?.textContent.includes('李惠利') && it.contentDocument.documentElement.dataset.theme === 'night' && it.style.height !== ''; })()").await;
        // Whoever comes by a link opens it anew, so that its script comes, too.
        page.enter("/about/").await;
        page.click("a[href='/embed/']").await;
        page.until_heading("嵌入其他网站").await;
        page.until("the form is seen", "!document.querySelector('#choices').hidden").await;
    })
    .await;
}
