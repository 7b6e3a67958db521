//! The site below a path of a larger host.

use super::fault_server::{Fault, Server};
use super::harness::{PUBLIC, SUB_PATH, brands, dist_below};
use super::page::{DESK, PHONE, visit_at};

async fn below() -> Server {
    Server::of(dist_below(), SUB_PATH).await
}

#[tokio::test]
async fn below_a_path_one_lands_searches_opens_and_goes_back() {
    let server = below().await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/x/y/").await;
        page.until_total(brands()).await;
        let outside: Vec<String> = page
            .ask("[...document.querySelectorAll('[href], [src], [action]')].map(it => it.getAttribute('href') ?? it.getAttribute('src') ?? it.getAttribute('action')).filter(to => to && !to.startsWith('?') && !to.startsWith('tel:') && !to.startsWith('/x/y/') && !to.startsWith('#') && !to.startsWith(location.origin + '/x/y/') && !to.startsWith('https://brands.example/x/y/'))")
            .await;
        assert!(outside.is_empty(), "{outside:?}");

        page.search("牧海急").await;
        page.until("the address follows", "decodeURIComponent(location.pathname + location.search) === '/x/y/?q=牧海急'").await;
        page.click(".brand-card__initiatives a[href='/x/y/brands/yongyi-xianfeng/muhai-jijiuquan/']").await;
        page.until_heading("牧海急救圈").await;
        assert_eq!(page.address().await, "/x/y/brands/yongyi-xianfeng/muhai-jijiuquan/");
        let canonical: String = page.ask("document.querySelector('link[rel=canonical]').href").await;
        assert_eq!(canonical, format!("{PUBLIC}brands/yongyi-xianfeng/muhai-jijiuquan/"));
        assert_eq!(page.count("[data-page]").await, 0, "what was said of the first page has gone with it");
        page.back().await;
        page.until_heading("甬医品牌馆").await;
        assert_eq!(page.address().await, "/x/y/?q=牧海急");
        page.click(".filters__clear").await;
        page.until_total(brands()).await;
        assert_eq!(page.address().await, "/x/y/");
        page.click(".facet:nth-of-type(1) summary").await;
        page.click(".choice[href='/x/y/?need=jijiu']").await;
        page.until("chosen", "location.pathname + location.search === '/x/y/?need=jijiu'").await;
    })
    .await;
}

#[tokio::test]
async fn below_a_path_deep_links_open_cold_and_what_is_missing_is_said() {
    let server = below().await;
    visit_at(&server.site, PHONE, async |page| {
        for (path, heading) in [
            ("brands/yongyi-xianfeng/", "甬医先锋"),
            ("brands/yongyi-xianfeng/muhai-jijiuquan/", "牧海急救圈"),
            ("needs/jijiu/", "急救"),
            ("about/", "关于本馆"),
            ("?q=%E6%80%A5%E6%95%91", "甬医品牌馆"),
        ] {
            page.enter(&format!("{SUB_PATH}{path}")).await;
            assert_eq!(page.text("h1").await, heading);
        }
        page.forgive("the server responded with a status of 404");
        for path in ["/x/y/brands/nope/", "/elsewhere/"] {
            page.enter(path).await;
            assert_eq!(page.text("h1").await, "找不到这个页面");
        }
        page.click(".frame__name").await;
        page.until_heading("甬医品牌馆").await;
        assert_eq!(page.address().await, SUB_PATH);
        // The bare host and the path without its slash lead to the site.
        for path in ["/", "/x/y"] {
            page.enter(path).await;
            assert_eq!(page.address().await, SUB_PATH);
        }
    })
    .await;
}

#[tokio::test]
async fn below_a_path_trouble_is_told_and_passes_too() {
    let server = below().await;
    visit_at(&server.site, PHONE, async |page| {
        page.forgive("catalogue.json");
        server.harm("/x/y/data/catalogue.json", Fault::Status(500));
        page.open("/x/y/brands/yongyi-xianfeng/").await;
        page.until(
            "the calm sentence",
            "document.querySelector('#trouble').checkVisibility()",
        )
        .await;
        server.heal();
        page.click("#trouble a").await;
        page.until_on().await;
        assert_eq!(page.address().await, "/x/y/brands/yongyi-xianfeng/");
    })
    .await;
}
