//! Pages that are loaded before they are asked for, and what is said when one never arrives.

use super::fault_server::{Fault, Server};
use super::page::{DESK, Page, visit_at};
use serde_json::json;

/// A card's link, and the page behind it.
const LINK: &str = ".brand-card__name a[href='/brands/gaoshan-xunhui/']";

/// How often the page behind the link was asked for.
async fn requests(page: &Page) -> usize {
    page.ask("performance.getEntriesByType('resource').filter(it => it.name.endsWith('/brands/gaoshan-xunhui/page.json')).length")
        .await
}

#[tokio::test]
async fn the_page_behind_a_link_that_is_lingered_on_is_there_before_the_click() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        assert_eq!(requests(page).await, 0);
        page.hover(LINK).await;
        page.until(
            "its page is sent for",
            "performance.getEntriesByType('resource').some(it => it.name.endsWith('/brands/gaoshan-xunhui/page.json') && it.responseEnd > 0)",
        )
        .await;
        assert_eq!(page.address().await, "/", "and nothing is shown of it");
        // From now on the server has it no longer: what is here is enough.
        server.harm("/brands/gaoshan-xunhui/page.json", Fault::Status(500));
        // One frame after the click it is there.
        let heading: String = page
            .ask(&format!(
                "new Promise(done => {{ document.querySelector({}).click(); requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector('h1').innerText.trim()))); }})",
                json!(LINK)
            ))
            .await;
        assert_eq!(heading, "高山巡回");
        assert_eq!(requests(page).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_the_keyboard_reaches_is_lingered_on_too() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        page.run(&format!("document.querySelector({}).focus()", json!(LINK)))
            .await;
        page.until(
            "its page is sent for",
            "performance.getEntriesByType('resource').some(it => it.name.endsWith('/brands/gaoshan-xunhui/page.json'))",
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn who_saves_data_is_sent_nothing_that_was_not_asked_for() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        let save = "Object.defineProperty(navigator, 'connection', { value: { saveData: true, addEventListener() {} } })";
        page.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": save }))
            .await;
        page.enter("/").await;
        page.hover(LINK).await;
        page.hover(".frame__name").await;
        page.hover(LINK).await;
        page.click(LINK).await;
        page.until_heading("高山巡回").await;
        assert_eq!(requests(page).await, 1, "the click's own");
    })
    .await;
}

#[tokio::test]
async fn a_page_that_never_comes_is_said_and_may_come_yet() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        server.harm("/brands/gaoshan-xunhui/page.json", Fault::Held);
        page.click(LINK).await;
        page.until(
            "the calm sentence",
            "document.querySelector('#trouble').checkVisibility()",
        )
        .await;
        assert_eq!(page.text("h1").await, "甬医品牌馆");
        assert_eq!(page.address().await, "/");
        let retry: String = page
            .ask("document.querySelector('#trouble a').getAttribute('href')")
            .await;
        assert_eq!(retry, "/brands/gaoshan-xunhui/");
        server.heal();
        page.until_heading("高山巡回").await;
        assert!(
            !page
                .ask::<bool>("document.querySelector('#trouble').checkVisibility()")
                .await
        );
    })
    .await;
}

#[tokio::test]
async fn an_index_that_never_comes_is_said_and_may_come_yet() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        server.harm("/data/search-head.bin", Fault::Held);
        page.search("腹透").await;
        page.until(
            "the calm sentence",
            "document.querySelector('#trouble').checkVisibility()",
        )
        .await;
        assert_eq!(
            page.ask::<String>("document.querySelector('#q').value")
                .await,
            "腹透"
        );
        server.heal();
        page.until(
            "what was typed is found",
            "document.querySelectorAll('.cards mark').length > 0",
        )
        .await;
        assert!(
            !page
                .ask::<bool>("document.querySelector('#trouble').checkVisibility()")
                .await
        );
    })
    .await;
}
