//! Hostile addresses, which must do no harm.

use super::harness::Machine;
use super::page::{DESK, PHONE, visit};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use thirtyfour::Key;

/// `text` as a query value, every byte of it escaped.
fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn a_hostile_question_is_searched_as_text_and_never_becomes_markup() {
    visit(DESK, async |page| {
        let markup = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        let turned = "\u{202e}急救\u{200f}";
        let long = "a".repeat(10_000);
        for (query, box_reads) in [
            (format!("q={}", escaped(markup)), markup),
            (
                format!("q={}", escaped("\"><svg onload=alert(3)>")),
                "\"><svg onload=alert(3)>",
            ),
            (
                format!("q={}", escaped("{{7*7}}${7*7}' OR 1=1--")),
                "{{7*7}}${7*7}' OR 1=1--",
            ),
            (format!("q={}", escaped(turned)), "急救"),
            ("q=%00".to_owned(), ""),
            ("q=%FF%FE".to_owned(), ""),
            ("q=%E6%80".to_owned(), ""),
            ("q=%".to_owned(), "%"),
            ("q=%u6025".to_owned(), "%u6025"),
            (format!("q={long}"), &long[..100]),
            (
                format!(
                    "need={},%00,..%2F..,%3Cb%3E&kind=&sort=%FF&q&=&&&x=1",
                    "a".repeat(10_000)
                ),
                "",
            ),
            ("q=1&q=2&need=jijiu&need=jijiu,jijiu".to_owned(), "2"),
        ] {
            page.enter(&format!("/?{query}")).await;
            let shown = &query[..query.len().min(60)];
            assert_eq!(page.texts("h1").await, ["甬医品牌馆"], "{shown}");
            assert_eq!(
                page.ask::<String>("document.querySelector('#q').value")
                    .await,
                box_reads,
                "{shown}"
            );
            assert_eq!(
                page.count("#app script, #app img, #app iframe, #app [onload], #app [onerror]")
                    .await,
                0,
                "{shown}"
            );
            assert_eq!(page.count("svg:not(.emblem, .plate)").await, 0, "{shown}");
            // Whatever is found, the total and the list agree.
            let total = page.count(".brand-card").await;
            assert_eq!(
                page.text("#results").await,
                format!("{total} 个品牌"),
                "{shown}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_hostile_path_gets_the_page_that_searches() {
    visit(PHONE, async |page| {
        let long = format!("/brands/{}/", "a".repeat(10_000));
        for path in [
            "/brands/nope/",
            "/brands/yongyi-xianfeng/nope/",
            "/brands/yongyi-xianfeng/muhai-jijiuquan/more/",
            "/brands/../../etc/passwd",
            "/brands/%2e%2e/%2e%2e/etc/passwd",
            "/brands/%3Cscript%3Ealert(1)%3C%2Fscript%3E/",
            "/brands/%00/",
            "/brands/%FF/",
            "/brands/%E2%80%AEyongyi/",
            "/brands/YONGYI-XIANFENG/",
            "/needs/nope/",
            "/places/'%22/",
            "/institutions/constructor/",
            "/javascript:alert(1)",
            "//evil.example",
            "//evil.example/brands/yongyi-xianfeng/",
            "/%5C%5Cevil.example/",
            "/data/../secret",
            &long,
        ] {
            page.forgive("the server responded with a status of 404");
            page.enter(path).await;
            let shown = &path[..path.len().min(60)];
            assert_eq!(page.texts("h1").await, ["找不到这个页面"], "{shown}");
            assert_eq!(page.title().await, "找不到这个页面 - 甬医品牌馆", "{shown}");
            assert_eq!(page.count("#app script, #app img").await, 0, "{shown}");
            let origin: String = page.ask("location.origin").await;
            assert_eq!(origin, page.site, "{shown}");
            let strange: Vec<String> = page
                .ask("[...document.querySelectorAll('a[href], form')].filter(it => !/^(#|\\?|$)/.test(it.getAttribute('href') ?? it.getAttribute('action'))).map(it => it.href || it.action).filter(to => !/^tel:\\d+$/.test(to) && (!to.startsWith(location.origin + '/') || to.includes('evil')))")
                .await;
            assert!(strange.is_empty(), "{shown}: {strange:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_page_for_what_is_missing_searches() {
    visit(PHONE, async |page| {
        page.forgive("the server responded with a status of 404");
        page.enter("/brands/nope/").await;
        let entries = page.entries().await;
        page.search("急救").await;
        page.press(Key::Enter).await;
        page.until_heading("甬医品牌馆").await;
        page.until(
            "hits are marked",
            "document.querySelectorAll('.cards mark').length > 0",
        )
        .await;
        assert_eq!(page.address().await, "/?q=急救");
        assert_eq!(page.entries().await, entries + 1);
        page.back().await;
        page.until_heading("找不到这个页面").await;
        page.click(".needs a[href='/needs/jijiu/']").await;
        page.until_heading("急救").await;
    })
    .await;
}

/// What the server answers to a path sent as it is, which no browser would do.
fn raw(site: &str, path: &str) -> (u16, String) {
    let host = site.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("the site's server");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("a limit");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    (status.unwrap_or(0), answer)
}

#[test]
fn whatever_a_client_sends_the_server_gives_only_pages_of_the_site() {
    let machine = Machine::running();
    for path in [
        "/brands/../../etc/passwd",
        "/../../../../../../etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/brands/%2e%2e/%2e%2e/Cargo.toml",
        "/brands/nope/",
        "/brands/%00/",
        "/%FF",
        "//evil.example",
        "//evil.example/%2e%2e",
        "/release.txt/",
        "/index.html.br",
    ] {
        let (status, answer) = raw(&machine.site, path);
        assert_eq!(status, 404, "{path}");
        assert!(answer.contains("找不到这个页面"), "{path}");
        assert!(
            !answer.contains("root:x:") && !answer.contains("[package]"),
            "{path}"
        );
        assert!(!answer.to_lowercase().contains("\r\nlocation:"), "{path}");
    }
    // An address that is no more than a folder without its slash stays on this site.
    let (status, answer) = raw(&machine.site, "/about");
    assert_eq!(status, 308);
    assert!(answer.contains("location: /about/\r\n"), "{answer}");
}
