//! What is made for a phone: the header that stays, its menu, the filters as a sheet, and how long pages are.

use super::access::{SIDEWAYS, violations};
use super::page::{NARROW, PHONE, Page, visit};
use super::page_types::{KINDS, NOWHERE, RICH};
use serde_json::json;
use thirtyfour::Key;

/// What lies at the middle of the first element that `css` finds is that element.
async fn is_touched_at(page: &Page, css: &str) -> bool {
    page.ask(&format!("(it => {{ const box = it.getBoundingClientRect(); return it.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); }})(document.querySelector({}))", json!(css))).await
}

async fn top(page: &Page, css: &str) -> f64 {
    page.ask(&format!(
        "document.querySelector({}).getBoundingClientRect().top",
        json!(css)
    ))
    .await
}

/// Lets the last press be painted, and the history move on.
async fn rest(page: &Page) {
    page.run("new Promise(done => setTimeout(done, 300))").await;
}

const OPEN: &str = "document.querySelector('#menu').matches(':popover-open')";

#[tokio::test]
async fn the_header_stays_in_sight_and_its_menu_leads_on() {
    visit(PHONE, async |page| {
        for path in [RICH, "/"] {
            page.enter(path).await;
            page.run("scrollTo({ top: 2000, behavior: 'instant' })").await;
            page.until_drawn().await;
            let header: (f64, f64) = page.ask("(box => [box.top, box.height])(document.querySelector('.frame__header').getBoundingClientRect())").await;
            assert_eq!(header, (0.0, 52.0), "{path}");
            for css in [".frame__name", ".frame__elder", ".frame__menu"] {
                assert!(is_touched_at(page, css).await, "{path} {css}");
            }
        }
        page.enter(RICH).await;
        page.run("scrollTo({ top: 2000, behavior: 'instant' })").await;
        assert!(is_touched_at(page, ".frame__search input").await);
        page.click(".frame__menu").await;
        page.until("the menu", OPEN).await;
        // Within the thumb's reach, each as large as a finger.
        let boxes: Vec<(String, f64, f64)> = page.ask("[...document.querySelectorAll('#menu a')].map(it => [it, it.getBoundingClientRect()]).map(([it, box]) => [it.textContent, box.top, box.height])").await;
        let words: Vec<&str> = boxes.iter().map(|(word, ..)| word.as_str()).collect();
        assert_eq!(words, ["全部品牌", "关于本馆", "繁體", "English"]);
        assert!(boxes.iter().all(|(_, top, height)| *top > 844.0 / 2.0 && *height >= 48.0), "{boxes:?}");
        page.run("scrollTo({ top: 0, behavior: 'instant' })").await;
        let found = violations(page).await;
        assert!(found.is_empty(), "{found:#?}");
        page.press(Key::Escape).await;
        page.until("closed", &format!("!{OPEN}")).await;
        assert!(page.ask::<bool>("document.activeElement.matches('.frame__menu')").await);
        page.press(Key::Enter).await;
        page.until("opened with a key", OPEN).await;
        page.press(Key::Tab).await;
        assert!(page.ask::<bool>("document.activeElement.closest('#menu') !== null").await, "the keyboard goes on in the menu");
        page.click("#menu a[href='/about/']").await;
        page.until_heading("关于本馆").await;
        assert!(!page.ask::<bool>(OPEN).await, "a menu closes behind its visitor");
        // On its own page a link of the header leads to the top.
        page.click(".frame__name").await;
        page.until_heading("甬医品牌馆").await;
        page.run("scrollTo({ top: 3000, behavior: 'instant' })").await;
        page.click(".frame__name").await;
        page.until("the top", "scrollY === 0").await;
        page.run("scrollTo({ top: 3000, behavior: 'instant' })").await;
        page.click(".frame__find").await;
        page.until("the search box", "document.activeElement.id === 'q'").await;
        let box_top = top(page, "#q").await;
        assert!((52.0..200.0).contains(&box_top), "{box_top}");
    })
    .await;
}

#[tokio::test]
async fn the_menu_opens_without_the_program_and_nothing_sticks_out_on_the_narrowest_phone() {
    visit(NARROW, async |page| {
        page.forgive(NOWHERE);
        for folder in ["/", "/zh-hant/", "/en/"] {
            for path in ["", "about/"] {
                page.enter(&format!("{folder}{path}")).await;
                let out: Vec<String> = page.ask(SIDEWAYS).await;
                assert!(out.is_empty(), "{folder}{path}: {out:#?}");
                let height: f64 = page
                    .ask("document.querySelector('.frame__header').offsetHeight")
                    .await;
                assert!(height <= 52.0, "{folder}{path}: {height}");
            }
        }
        let scripts = json!({ "value": true });
        page.tell("Emulation.setScriptExecutionDisabled", scripts)
            .await;
        page.open("/about/").await;
        page.click(".frame__menu").await;
        page.until("the menu", OPEN).await;
        page.click("#menu a[href='/']").await;
        page.until("home", "location.pathname === '/'").await;
    })
    .await;
}

#[tokio::test]
async fn the_header_covers_neither_what_has_the_focus_nor_what_a_link_leads_to() {
    let hidden = "(it => it !== document.body && !it.closest('.frame__header') && it.getBoundingClientRect().bottom <= 52)(document.activeElement)";
    visit(PHONE, async |page| {
        page.enter(RICH).await;
        page.click(".account__contents li:last-child a").await;
        page.until(
            "the section",
            "document.activeElement.matches('.account__heading')",
        )
        .await;
        let heading: f64 = page
            .ask("document.activeElement.getBoundingClientRect().top")
            .await;
        assert!((52.0..844.0).contains(&heading), "{heading}");
        // Backwards, where what is next lies above.
        for _ in 0..25 {
            page.press(Key::Shift + Key::Tab).await;
            assert!(
                !page.ask::<bool>(hidden).await,
                "{}",
                page.ask::<String>("document.activeElement.outerHTML.slice(0, 120)")
                    .await
            );
        }
    })
    .await;
}

const PANEL: &str = ".facet[open] .facet__panel";
const CLOSED: &str = "document.querySelector('.facet[open]') === null";
const ENTRY: &str = "navigation.currentEntry.index";

#[tokio::test]
async fn filters_are_a_sheet_from_below_that_stays_where_it_is() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.run("document.querySelector('.filters').scrollIntoView({ block: 'center', behavior: 'instant' })").await;
        let name = ".facet:nth-of-type(1) summary";
        let places: &str = "[...document.querySelectorAll('.facet__name')].map(it => { const box = it.getBoundingClientRect(); return [box.left, box.top]; })";
        let before: Vec<(f64, f64)> = page.ask(places).await;
        let entry: i64 = page.ask(ENTRY).await;
        page.click(name).await;
        page.until("the sheet", &format!("document.querySelector('{PANEL}') !== null")).await;
        page.until_drawn().await;
        assert_eq!(page.ask::<Vec<(f64, f64)>>(places).await, before, "every button stays in its place");
        let (top, bottom): (f64, f64) = page.ask(&format!("(box => [box.top, box.bottom])(document.querySelector('{PANEL}').getBoundingClientRect())")).await;
        assert!(bottom == 844.0 && top >= 0.2 * 844.0, "{top} {bottom}");
        let found = violations(page).await;
        assert!(found.is_empty(), "{found:#?}");

        // Back, Esc and a press beside the sheet close it, and nothing else happens.
        page.back().await;
        page.until("closed by Back", CLOSED).await;
        for way in ["escape", "beside"] {
            page.click(name).await;
            page.until("open again", &format!("!({CLOSED})")).await;
            match way {
                "escape" => page.press(Key::Escape).await,
                _ => page.run("document.elementFromPoint(195, 60).click()").await,
            }
            page.until(way, CLOSED).await;
            page.until("no entry is left", &format!("{ENTRY} === {entry}")).await;
            rest(page).await;
            assert_eq!(page.address().await, "/", "{way}");
            assert!(page.ask::<bool>(&format!("document.activeElement.matches('{name}')")).await, "{way}: the focus is on its button");
        }

        // Several choices: each stays under the finger, and all are one step of the history.
        page.click(name).await;
        page.until("open", &format!("!({CLOSED})")).await;
        for at in [0, 1] {
            let choice = format!("document.querySelectorAll('{PANEL} .choice[href]')[{at}]");
            let place: f64 = page.ask(&format!("{choice}.getBoundingClientRect().top")).await;
            let chosen: usize = page.count(&format!("{PANEL} .choice[aria-current]")).await;
            page.run(&format!("{choice}.click()")).await;
            page.until("chosen", &format!("document.querySelectorAll('{PANEL} .choice[aria-current]').length === {}", chosen + 1)).await;
            page.until_drawn().await;
            let after: f64 = page.ask(&format!("document.querySelector('{PANEL}').getBoundingClientRect().bottom")).await;
            assert_eq!(after, 844.0);
            let now: f64 = page.ask(&format!("{choice}.getBoundingClientRect().top")).await;
            assert!((place - now).abs() < 1.0, "{place} {now}");
            assert!(is_touched_at(page, &format!("{PANEL} .facet__done")).await, "the results are one press away");
        }
        let done = page.text(&format!("{PANEL} .facet__done")).await;
        page.click(&format!("{PANEL} .facet__done")).await;
        page.until("closed", CLOSED).await;
        rest(page).await;
        let total = page.text("#results").await;
        assert!(done.contains(&total), "{done}: {total}");
        assert!(page.address().await.contains("need="));
        assert!(is_touched_at(page, "#results").await, "the results are in sight, not below the header");
        assert_eq!(page.ask::<i64>(ENTRY).await, entry + 1);
        page.back().await;
        page.until("all brands again", "location.search === ''").await;

        // Back in the sheet takes its choices back.
        page.click(name).await;
        page.run(&format!("document.querySelector('{PANEL} .choice[href]').click()")).await;
        page.until("chosen", "location.search !== ''").await;
        page.back().await;
        page.until("closed", CLOSED).await;
        page.until("nothing is chosen", "location.search === '' && document.querySelector('.chip--active') === null").await;
    })
    .await;
}

#[tokio::test]
async fn that_nothing_is_found_is_said_above_the_keyboard() {
    visit(PHONE, async |page| {
        for mode in ["0", "1"] {
            page.enter(&format!("/?elder={mode}")).await;
            page.search("xyzzyq").await;
            page.until("nothing", "document.querySelector('.nothing__heading, #meant h2') !== null").await;
            page.until_drawn().await;
            let place: f64 = page.ask("document.querySelector('.nothing__heading, #meant h2').getBoundingClientRect().bottom").await;
            assert!((52.0..400.0).contains(&place), "elder={mode}: {place}");
        }
    })
    .await;
}

#[tokio::test]
async fn no_page_of_a_brand_and_no_list_is_longer_than_eight_screens() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        let lists = [
            "/brands/yilu-gendang/",
            "/needs/dangjian/",
            "/institutions/",
            "/tour/",
        ];
        let mut long = Vec::new();
        for path in KINDS.iter().map(|kind| kind.path).chain(lists) {
            page.enter(path).await;
            page.until_drawn().await;
            let height: f64 = page.ask("document.documentElement.scrollHeight").await;
            if height > 8.0 * 844.0 {
                long.push(format!("{path}: {:.1} screens", height / 844.0));
            }
        }
        assert!(long.is_empty(), "{long:#?}");
    })
    .await;
}
