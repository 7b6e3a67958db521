//! What a visitor sees when a file does not arrive.

use super::fault_server::{Fault, HEAL, Server};
use super::harness::{cards, dist, hashed};
use super::page::{DESK, PHONE, Page, visit_at};
use super::page_types::RICH;
use serde_json::json;
use thirtyfour::Key;

/// Waits for the calm sentence, above a page that is whole.
async fn until_trouble(page: &Page, heading: &str) {
    page.until(
        "the calm sentence",
        "document.querySelector('#trouble').checkVisibility()",
    )
    .await;
    assert_eq!(page.text("h1").await, heading);
    assert_eq!(
        page.text("#trouble").await,
        "搜索和筛选暂时不能用，文字和链接照常可读。再试一次"
    );
    assert_eq!(page.count("html[data-program]").await, 0);
}

/// Opens `path` while `file` comes to harm: the page stays, says so, leads on, and is whole again once the server is.
async fn stays_and_recovers(path: &str, heading: &str, file: &str, faults: &[Fault]) {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        page.forgive(file);
        for fault in faults {
            server.harm(file, *fault);
            page.forget_files().await;
            page.open(path).await;
            until_trouble(page, heading).await;
            let read: usize = page.ask("document.querySelector('main').innerText.length").await;
            assert!(read > 80, "{fault:?}: {read} characters");
            // Still in trouble: trying again tells the same.
            page.click("#trouble a").await;
            page.until("a new try", "performance.getEntriesByType('navigation')[0].type === 'reload' || document.readyState === 'complete'").await;
            until_trouble(page, heading).await;
            server.heal();
            page.click("#trouble a").await;
            page.until_on().await;
            assert_eq!(page.text("h1").await, heading);
            assert!(!page.ask::<bool>("document.querySelector('#trouble').checkVisibility()").await);
        }
    })
    .await;
}

/// How many cards are seen.
const SEEN_CARDS: &str = "[...document.querySelectorAll('.brand-card')].filter(it => (it.closest('details:not([open])') ?? it).checkVisibility({ visibilityProperty: true })).length";

const MISSING: Fault = Fault::Status(404);
const BROKEN: Fault = Fault::Status(500);

#[tokio::test]
async fn without_the_catalogue_the_page_stays_and_recovers() {
    let faults = [
        MISSING,
        BROKEN,
        Fault::Garbage(""),
        Fault::Garbage("{\"cards\":"),
        Fault::Garbage("[]"),
        Fault::Cut(0),
        Fault::Cut(50),
        Fault::Cut(99),
    ];
    stays_and_recovers("/", "甬医品牌馆", "/data/catalogue.json", &faults).await;
}

#[tokio::test]
async fn a_catalogue_of_another_age_or_size_is_refused_and_the_page_recovers() {
    // Fifty megabytes, and brackets deeper than any stack.
    let large: &'static str = String::leak(format!("{{\"cards\":[{}", " ".repeat(50_000_000)));
    let deep: &'static str = String::leak("[".repeat(2_000_000));
    let faults = [
        // Before there were places, and with what nobody here knows yet.
        Fault::Garbage(r#"{"cards":[],"institutions":[],"needs":[],"documents":[]}"#),
        Fault::Garbage(
            r#"{"cards":[],"institutions":[],"places":[],"needs":[],"documents":[],"galaxies":[]}"#,
        ),
        Fault::Garbage(large),
        Fault::Garbage(deep),
    ];
    stays_and_recovers("/", "甬医品牌馆", "/data/catalogue.json", &faults).await;
}

#[tokio::test]
async fn without_the_catalogue_a_page_that_only_tells_stays_and_recovers() {
    let faults = [MISSING, BROKEN, Fault::Garbage("null"), Fault::Cut(50)];
    stays_and_recovers(RICH, "甬医先锋", "/data/catalogue.json", &faults).await;
}

#[tokio::test]
async fn without_the_program_the_page_stays_and_recovers() {
    let faults = [
        MISSING,
        BROKEN,
        Fault::Garbage(""),
        Fault::Garbage("\0asm\u{1}\0\0\0garbage"),
        Fault::Cut(0),
        Fault::Cut(50),
        Fault::Cut(99),
    ];
    stays_and_recovers("/about/", "关于本馆", ".wasm", &faults).await;
}

#[tokio::test]
async fn without_the_glue_the_page_stays_and_recovers() {
    let glue = hashed(dist(), "gallery-", ".js");
    let faults = [
        MISSING,
        BROKEN,
        Fault::Garbage("<!doctype html>"),
        Fault::Cut(50),
    ];
    stays_and_recovers("/", "甬医品牌馆", &glue, &faults).await;
}

#[tokio::test]
async fn a_filtered_view_without_a_program_shows_the_whole_gallery() {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        page.forgive(".wasm");
        page.forgive("catalogue.json");
        for file in [".wasm", "catalogue.json"] {
            server.harm(file, BROKEN);
            page.open("/?q=%E6%80%A5%E6%95%91").await;
            until_trouble(page, "甬医品牌馆").await;
            let seen: usize = page.ask(SEEN_CARDS).await;
            assert_eq!(seen, cards(), "{file}");
            server.heal();
        }
    })
    .await;
}

#[tokio::test]
async fn without_styles_the_page_still_works() {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        page.forgive(".css");
        server.harm(".css", BROKEN);
        page.enter("/").await;
        page.search_out("腹透").await;
        page.until(
            "hits are marked",
            "document.querySelectorAll('mark').length > 0",
        )
        .await;
        page.click(".brand-card__name a[href='/brands/futouyao-huzhu/']")
            .await;
        page.until_heading("腹透药互助").await;
    })
    .await;
}

/// The model of the page [`RICH`].
const RICH_MODEL: &str = "/brands/yongyi-xianfeng/page.json";

#[tokio::test]
async fn a_brand_whose_page_is_broken_is_not_opened_until_it_is_whole() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.forgive(RICH);
        for fault in [
            BROKEN,
            Fault::Garbage("{}"),
            Fault::Garbage("<!doctype html><title>Wifi</title>"),
        ] {
            page.enter("/").await;
            server.harm(RICH_MODEL, fault);
            page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']")
                .await;
            page.until(
                "the calm sentence",
                "document.querySelector('#trouble').checkVisibility()",
            )
            .await;
            assert_eq!(page.text("h1").await, "甬医品牌馆");
            assert_eq!(page.address().await, "/");
            server.heal();
            page.click("#trouble a").await;
            page.until_heading("甬医先锋").await;
            page.until_on().await;
            assert_eq!(page.address().await, RICH);
        }
    })
    .await;
}

/// The file with the code of the pages.
fn code_of_pages() -> String {
    hashed(dist(), "pages-", ".wasm")
}

#[tokio::test]
async fn without_the_code_of_pages_a_click_says_so_and_the_next_one_tries_again() {
    let server = Server::start().await;
    let code = code_of_pages();
    let card = ".brand-card__name a[href='/brands/yongyi-xianfeng/']";
    // A browser each: what has come once, it keeps.
    for fault in [MISSING, BROKEN, Fault::Garbage("\0asm")] {
        server.harm(&code, fault);
        visit_at(&server.site, DESK, async |page| {
            page.forgive(&code);
            page.forgive("WebAssembly");
            page.enter("/").await;
            page.run("window.isOneDocument = true").await;
            page.click(card).await;
            page.until(
                "the calm sentence",
                "document.querySelector('#trouble').checkVisibility()",
            )
            .await;
            assert_eq!(page.text("h1").await, "甬医品牌馆");
            assert_eq!(page.address().await, "/");
            // What needs no page goes on.
            page.search_out("先锋").await;
            page.until(
                "search works",
                "document.querySelectorAll('.cards mark').length > 0",
            )
            .await;
            server.heal();
            page.click(card).await;
            page.until_heading("甬医先锋").await;
            assert!(page.ask::<bool>("window.isOneDocument === true").await);
        })
        .await;
    }
}

#[tokio::test]
async fn a_page_of_another_program_opens_as_a_document_where_the_code_of_this_one_is_gone() {
    let server = Server::start().await;
    let code = code_of_pages();
    visit_at(&server.site, DESK, async |page| {
        page.forgive(&code);
        server.harm(&code, MISSING);
        server.harm(
            RICH_MODEL,
            Fault::Garbage("{\"program\":\"/boot-another.js\",\"pages\":[]}"),
        );
        page.enter("/").await;
        page.run("window.isOneDocument = true").await;
        page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']")
            .await;
        page.until_heading("甬医先锋").await;
        assert!(page.ask::<bool>("window.isOneDocument === undefined").await);
        assert_eq!(page.address().await, RICH);
    })
    .await;
}

#[tokio::test]
async fn a_brand_that_is_gone_opens_as_the_host_says() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.forgive(RICH);
        page.forgive("favicon.ico");
        page.enter("/").await;
        server.harm(RICH, MISSING);
        server.harm(RICH_MODEL, MISSING);
        page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']")
            .await;
        page.until(
            "the host's own page",
            "document.querySelector('h1') === null",
        )
        .await;
        assert_eq!(page.address().await, RICH);
    })
    .await;
}

#[tokio::test]
async fn offline_a_click_says_so_and_leaves_the_page_as_it_is() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.forgive("net::ERR_INTERNET_DISCONNECTED");
        page.enter("/").await;
        let line = |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        page.tell("Network.enable", json!({})).await;
        // The search engine comes when it is first used.
        page.search_out("急救").await;
        page.until("search works", "document.querySelectorAll('.cards mark').length > 0").await;
        // The names answer first; the texts that the next word needs are still on their way.
        page.until("the texts are here", "performance.getEntriesByType('resource').some(it => it.name.includes('/texts-') && it.responseEnd > 0)").await;
        page.run("document.activeElement.blur()").await;
        page.until("the address follows", "location.search !== ''").await;
        let address = page.address().await;
        page.tell("Network.emulateNetworkConditions", line(true)).await;
        page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']").await;
        page.until("the calm sentence", "document.querySelector('#trouble').checkVisibility()").await;
        assert_eq!(page.address().await, address);
        // Search needs no network: what is here goes on working.
        page.run("const box = document.getElementById('q'); box.focus(); box.select()").await;
        page.press("腹透").await;
        page.until("search works", "document.querySelector('.cards mark')?.textContent === '腹透'").await;
        page.run("scrollTo({ top: 0, behavior: 'instant' })").await;

        page.tell("Network.emulateNetworkConditions", line(false)).await;
        page.click("#trouble a").await;
        page.until_heading("甬医先锋").await;
        page.until_on().await;
        assert_eq!(page.address().await, RICH);
        assert!(!page.ask::<bool>("document.querySelector('#trouble').checkVisibility()").await);
    })
    .await;
}

#[tokio::test]
async fn a_storage_that_refuses_costs_memory_alone() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        let refuse = "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError') } })";
        page.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": refuse })).await;
        page.enter("/").await;
        page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']").await;
        page.until_heading("甬医先锋").await;
        page.back().await;
        page.until_heading("甬医品牌馆").await;
        page.search_out("急救").await;
        page.until("search works", "document.querySelectorAll('.cards mark').length > 0").await;
    })
    .await;
}

#[tokio::test]
async fn without_the_first_script_the_page_is_a_plain_page() {
    let server = Server::start().await;
    let boot = hashed(dist(), "boot-", ".js");
    server.harm(&boot, MISSING);
    visit_at(&server.site, PHONE, async |page| {
        page.forgive(&boot);
        page.open("/?q=%E6%80%A5%E6%95%91").await;
        let seen: usize = page.ask(SEEN_CARDS).await;
        assert_eq!(seen, cards());
        page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']")
            .await;
        page.until_heading("甬医先锋").await;
        assert_eq!(page.count("html[data-program]").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_too_long_on_its_way_is_said_and_may_come_yet() {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        for file in [".wasm", "catalogue.json"] {
            server.harm(file, Fault::Held);
            page.forget_files().await;
            page.open("/?q=%E6%80%A5%E6%95%91").await;
            assert_eq!(
                page.ask::<usize>(SEEN_CARDS).await,
                0,
                "a filtered list waits"
            );
            until_trouble(page, "甬医品牌馆").await;
            assert_eq!(
                page.ask::<usize>(SEEN_CARDS).await,
                cards(),
                "but not for ever"
            );
            server.heal();
            page.until_on().await;
            assert!(
                !page
                    .ask::<bool>("document.querySelector('#trouble').checkVisibility()")
                    .await
            );
            page.until(
                "what was asked is found",
                "document.querySelectorAll('.cards mark').length > 0",
            )
            .await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_breaks_off_shows_what_has_come_of_it() {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        const PAINTED: &str = "performance.getEntriesByName('first-contentful-paint').length > 0 && document.querySelector('h1')?.innerText === '甬医先锋'";
        page.forgive("net::ERR_CONTENT_LENGTH_MISMATCH");
        // Where a document breaks off before its styles have come, the browser draws nothing of it: the line breaks after the first paint.
        page.before(&format!(
            "requestAnimationFrame(function look() {{ if ({PAINTED}) fetch('{HEAL}'); else requestAnimationFrame(look); }})"
        ))
        .await;
        server.harm("/brands/yongyi-xianfeng/", Fault::CutLater(90));
        page.open(RICH).await;
        page.until("its beginning is painted", PAINTED).await;
    })
    .await;
}

/// What a page says while it waits for the program, where that is seen.
const SEARCHING: &str = "(it => it?.checkVisibility() ? it.innerText.trim() : '')(document.querySelector('#searching'))";

#[tokio::test]
async fn a_search_sent_before_the_program_has_come_stands_in_the_box_and_is_said_to_be_under_way() {
    let server = Server::start().await;
    let words = "document.querySelector('#q')?.value";
    let total = "document.querySelector('#results').checkVisibility({ visibilityProperty: true })";
    visit_at(&server.site, PHONE, async |page| {
        for (path, said) in [
            ("/?q=%E6%80%A5%E6%95%91", "正在查找，请稍候……"),
            ("/?need=jijiu&q=%E6%80%A5%E6%95%91", "正在查找，请稍候……"),
            ("/zh-hant/?q=%E6%80%A5%E6%95%91", "正在查找，請稍候……"),
            (
                "/en/?q=%E6%80%A5%E6%95%91",
                "Searching. One moment, please…",
            ),
            (
                "/?kiosk=lihuili-yiyuan&q=%E6%80%A5%E6%95%91",
                "正在查找，请稍候……",
            ),
        ] {
            server.harm(".wasm", Fault::Held);
            page.forget_files().await;
            page.open(path).await;
            page.until("the words stand in the box", &format!("{words} === '急救'"))
                .await;
            assert_eq!(page.ask::<String>(SEARCHING).await, said, "{path}");
            assert_eq!(page.ask::<usize>(SEEN_CARDS).await, 0, "{path}");
            assert!(
                !page.ask::<bool>(total).await,
                "{path}: no number that answers nothing"
            );
            server.heal();
            page.until_on().await;
            page.until(
                "the answer",
                "document.querySelectorAll('.cards mark').length > 0",
            )
            .await;
            assert_eq!(page.ask::<String>(SEARCHING).await, "", "{path}");
            assert_eq!(page.ask::<String>(words).await, "急救", "{path}");
            assert!(page.ask::<bool>(total).await, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_search_sent_from_a_page_without_its_program_is_told_of_and_becomes_trouble_where_none_comes()
 {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        page.forgive(".wasm");
        server.harm(".wasm", Fault::Held);
        page.open("/").await;
        page.search("急救").await;
        page.press(Key::Enter + "").await;
        page.until(
            "the search has been sent",
            "decodeURIComponent(location.search) === '?q=急救'",
        )
        .await;
        page.until(
            "it is said",
            &format!("{SEARCHING} === '正在查找，请稍候……'"),
        )
        .await;
        assert_eq!(
            page.ask::<String>("document.querySelector('#q').value")
                .await,
            "急救"
        );
        // What the visitor goes on typing stays.
        page.run("document.querySelector('#q').value = '急救圈'")
            .await;
        until_trouble(page, "甬医品牌馆").await;
        assert_eq!(
            page.ask::<String>(SEARCHING).await,
            "",
            "one sentence at a time"
        );
        server.heal();
        page.until_answered("急救圈").await;

        server.harm(".wasm", BROKEN);
        page.forget_files().await;
        page.open("/?q=%E6%80%A5%E6%95%91").await;
        until_trouble(page, "甬医品牌馆").await;
        assert_eq!(page.ask::<String>(SEARCHING).await, "");
        assert_eq!(
            page.ask::<String>("document.querySelector('#q').value")
                .await,
            "急救"
        );
        // A page that was asked for nothing says nothing.
        server.harm(".wasm", Fault::Held);
        page.open("/").await;
        page.until_drawn().await;
        assert_eq!(page.ask::<String>(SEARCHING).await, "");
    })
    .await;
}
