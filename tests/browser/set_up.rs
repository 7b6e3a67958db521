//! Which devices become a screen in a lobby: never by a link alone.

use super::kiosk::{CLOCK, HOUSE, touch_in, until_wiped};
use super::page::{DESK, PHONE, Page, visit};
use super::technician::told;
use super::touch::Finger;
use serde_json::json;

const LOOP: &str = "document.documentElement.dataset.kiosk === 'attract' && document.querySelector('.attract') !== null";

const QUESTION: &str = "document.querySelector('.set-up') !== null";

/// Fails where this page is a screen, or about to become one.
async fn is_ordinary(page: &Page) {
    page.run("new Promise(done => setTimeout(done, 600))").await;
    let signs: (bool, usize, Option<String>, String) = page.ask("[document.documentElement.classList.contains('is-kiosk'), document.querySelectorAll('.lobby, .attract').length, document.documentElement.dataset.kiosk ?? null, window.name]").await;
    assert_eq!(signs, (false, 0, None, String::new()));
    let loaded: Vec<String> = page.ask("performance.getEntriesByType('resource').map(it => it.name).filter(it => /kiosk[.]js$/.test(it))").await;
    assert!(loaded.is_empty(), "{loaded:?}");
}

#[tokio::test]
async fn a_link_leaves_a_browser_ordinary_and_asks_once() {
    visit(PHONE, async |page| {
        page.enter(HOUSE).await;
        page.until("the question", QUESTION).await;
        is_ordinary(page).await;
        // The page is operated as ever.
        page.run("document.querySelector('.brand-card__name a').click()")
            .await;
        page.until("a brand", "document.querySelector('.brand__name') !== null")
            .await;
        page.back().await;
        page.until("the gallery", "document.querySelector('.gallery') !== null")
            .await;
        page.click("[data-set-up=no]").await;
        page.until("it is gone", &format!("!({QUESTION})")).await;
        assert_eq!(page.address().await, "/", "and the address can be sent on");
        page.enter(HOUSE).await;
        is_ordinary(page).await;
        assert!(
            !page.ask::<bool>(QUESTION).await,
            "not asked again for this link"
        );
        page.enter("/?kiosk=kangning-yiyuan").await;
        page.until("for another one it is", QUESTION).await;
        is_ordinary(page).await;
    })
    .await;
}

#[tokio::test]
async fn a_link_that_names_its_tab_like_a_screen_changes_nothing_either() {
    for path in ["/", HOUSE, "/?diag"] {
        visit(PHONE, async |page| {
            // Looked for on a device that serves itself.
            page.forgive("404");
            // As <a target="kiosk:…"> of another site does.
            page.open("/about/").await;
            page.run("window.name = 'kiosk:' + JSON.stringify({ kiosk: 'lihuili-yiyuan', reloads: [], tries: 0, until: 0 })").await;
            page.open(path).await;
            is_ordinary(page).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_yes_makes_a_screen_that_lasts_and_has_an_exit() {
    visit(DESK, async |page| {
        page.before(CLOCK).await;
        page.enter(HOUSE).await;
        page.until("the question", QUESTION).await;
        page.click("[data-set-up=yes]").await;
        page.until("it explains first", "document.querySelector('[data-set-up=sure]') !== null").await;
        let text = page.text(".set-up").await;
        assert!(text.contains("退出导览屏") && text.contains("左上角"), "the way out is told: {text}");
        is_ordinary(page).await;
        page.click("[data-set-up=sure]").await;
        page.until("a screen", LOOP).await;
        page.reload().await;
        page.until("still, and without a question", &format!("{LOOP} && !({QUESTION})")).await;
        touch_in(page).await;
        page.click("[data-do=end]").await;
        until_wiped(page).await;
        page.reload().await;
        page.until("a wipe does not undo it", LOOP).await;

        // The exit: the corners by turns, then the technician's page.
        let mut finger = Finger::new(page).await;
        finger.wait(20.0);
        for corner in [(30.0, 30.0), (1410.0, 30.0)].repeat(3) {
            finger.tap(corner).await;
            finger.wait(0.8);
        }
        page.until("the technician's page", "document.querySelector('#diag') !== null").await;
        page.run("[...document.querySelectorAll('#diag button')].find(it => it.textContent === '退出导览屏').click()").await;
        page.until("the ordinary site", "location.pathname === '/' && location.search === '' && document.readyState === 'complete'").await;
        page.until_on().await;
        is_ordinary(page).await;
        page.enter(HOUSE).await;
        page.until("asked anew", QUESTION).await;
        is_ordinary(page).await;
    })
    .await;
}

#[tokio::test]
async fn a_device_that_keeps_nothing_is_told_so() {
    visit(PHONE, async |page| {
        page.before("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } })").await;
        page.enter(HOUSE).await;
        page.until("the question", QUESTION).await;
        page.click("[data-set-up=yes]").await;
        page.click("[data-set-up=sure]").await;
        page.until("it is said", "document.querySelector('.set-up').innerText.includes('不能保存设置')").await;
        is_ordinary(page).await;
        page.click("[data-set-up=no]").await;
        page.until("gone", &format!("!({QUESTION})")).await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_the_device_itself_serves_sets_it_up() {
    visit(DESK, async |page| {
        page.before(&told(&json!({ "institution": "lihuili-yiyuan" })))
            .await;
        page.enter("/?kiosk").await;
        page.until("a screen", LOOP).await;
        assert!(!page.ask::<bool>(QUESTION).await);
    })
    .await;
    visit(DESK, async |page| {
        page.forgive("404");
        page.enter("/?kiosk").await;
        page.until("without the file it is asked", QUESTION).await;
        is_ordinary(page).await;
    })
    .await;
}
