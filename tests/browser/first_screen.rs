//! The first screen of the gallery, and the search form of every other page.

use super::page::{DESK, PHONE, Page, visit};

/// How many elements lie whole in the window.
async fn seen(page: &Page, css: &str) -> usize {
    page.ask(&format!("[...document.querySelectorAll('{css}')].map(it => it.getBoundingClientRect()).filter(it => it.height > 0 && it.top >= 0 && it.bottom <= innerHeight).length")).await
}

#[tokio::test]
async fn it_shows_brands_and_questions_without_scrolling() {
    visit(DESK, async |page| {
        page.enter("/").await;
        assert!(seen(page, ".featured__name").await >= 5);
        assert!(seen(page, ".needs__link").await >= 5);
        page.look(PHONE).await;
        assert!(seen(page, ".featured__item").await >= 1);
        assert!(seen(page, ".needs__link").await >= 5);
        // No name is smaller than the gallery's own.
        let sizes: Vec<f64> = page.ask("['.frame__name', ...[...document.querySelectorAll('.featured__name')]].map(it => parseFloat(getComputedStyle(it.nodeType ? it : document.querySelector(it)).fontSize))").await;
        assert!(sizes[1..].iter().all(|size| *size > sizes[0]), "{sizes:?}");
    })
    .await;
}

/// A clock that stands at noon of a day. On a day whose number five divides, the first of five brands is first.
pub(crate) fn at_noon(day: usize) -> String {
    format!("Date.now = () => {day} * 864e5 + 432e5 + new Date(0).getTimezoneOffset() * 6e4")
}

#[tokio::test]
async fn another_brand_is_first_each_day_and_nothing_moves_for_it() {
    let mut days = Vec::new();
    for day in [20_000, 20_001, 20_002] {
        visit(DESK, async |page| {
            page.before(&at_noon(day)).await;
            page.enter("/").await;
            let names = page.texts(".featured__name").await;
            let shift: f64 = page.ask("new Promise(done => { let all = 0; new PerformanceObserver(list => { list.getEntries().forEach(it => all += it.value) }).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(all), 300) })").await;
            assert!(shift < 0.001, "{shift}");
            // The same order where the program has rendered the gallery.
            page.enter("/about/").await;
            page.click(".frame__name").await;
            page.until_heading("甬医品牌馆").await;
            assert_eq!(page.texts(".featured__name").await, names);
            days.push(names);
        })
        .await;
    }
    let [first, second, third] = &days[..] else {
        panic!("three days");
    };
    assert!(first.len() >= 3, "{first:?}");
    assert_eq!(first[1], second[0]);
    assert_eq!(second[1], third[0]);
    assert_eq!(first[0], second[second.len() - 1]);
}

#[tokio::test]
async fn whichever_brand_is_first_nothing_below_it_moves_on_a_phone() {
    let shifts = "new Promise(done => { const all = []; new PerformanceObserver(list => all.push(...list.getEntries().map(it => it.value + ' ' + it.sources.map(source => source.node?.className ?? '')))).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(all), 300) })";
    for day in 20_000..20_005 {
        visit(PHONE, async |page| {
            page.before(&at_noon(day)).await;
            for path in ["/", "/zh-hant/", "/en/"] {
                page.enter(path).await;
                let moved: Vec<String> = page.ask(shifts).await;
                assert!(moved.is_empty(), "{day} {path}: {moved:?}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn every_other_page_has_a_search_form_in_its_header() {
    visit(PHONE, async |page| {
        page.enter("/brands/gaoshan-xunhui/").await;
        page.click(".frame__search input").await;
        page.press("腹透").await;
        page.click(".frame__search button").await;
        page.until_heading("甬医品牌馆").await;
        page.until_answered("腹透").await;
        assert_eq!(page.address().await, "/?q=腹透");
        let shown: bool = page
            .ask("document.querySelector('.frame__search').checkVisibility()")
            .await;
        assert!(!shown, "the gallery has its own search box");
        page.back().await;
        page.until_heading("高山巡回").await;
        assert_eq!(
            page.ask::<String>("document.querySelector('.frame__search input').value")
                .await,
            ""
        );
    })
    .await;
}
