//! The share sheet: links, QR codes, posters; and pages inside WeChat.

use super::fault_server::{Fault, Server};
use super::harness::{dist, hashed};
use super::page::{DESK, PHONE, Page, visit, visit_at};
use serde_json::json;
use thirtyfour::Key;

async fn open_sheet(page: &Page) {
    // In 长辈版 a bar may lie over it until one scrolls.
    page.run(
        "(it => { it.focus(); it.click() })(document.querySelector('[data-companion=share]'))",
    )
    .await;
    page.find("dialog[open] .qr").await;
}

async fn way(page: &Page, word: &str) {
    page.run(&format!(
        "[...document.querySelectorAll('.sheet__way, .sheet__close')].find(it => it.innerText === '{word}').click()"
    ))
    .await;
}

#[tokio::test]
async fn the_sheet_shows_the_very_view_without_what_belongs_to_the_device() {
    visit(PHONE, async |page| {
        page.enter("/?elder=1").await;
        page.enter("/?need=jijiu").await;
        open_sheet(page).await;
        let address: String = page.ask("document.querySelector('#sheet-address').value").await;
        assert_eq!(address, format!("{}/?need=jijiu", page.site));
        page.press(Key::Escape).await;
        page.until("it is closed and empty", "!document.querySelector('dialog').open && !document.querySelector('dialog').firstChild").await;
        assert_eq!(page.ask::<String>("document.activeElement.dataset.companion").await, "share", "focus returns");
        page.enter("/brands/yilu-gendang/?elder=1").await;
        open_sheet(page).await;
        let address: String = page.ask("document.querySelector('#sheet-address').value").await;
        assert_eq!(address, format!("{}/brands/yilu-gendang/", page.site));
        assert_eq!(page.text(".sheet__what b").await, "医路跟党");
    })
    .await;
}

#[tokio::test]
async fn what_the_clipboard_refuses_stands_selected_and_is_said() {
    visit(DESK, async |page| {
        page.enter("/brands/yilu-gendang/").await;
        page.run("Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) }, configurable: true })").await;
        open_sheet(page).await;
        way(page, "复制文字和链接").await;
        page.until("it is said", "document.querySelector('.sheet__said').innerText.includes('已经选中')").await;
        let selected: String = page.ask("(() => { const it = document.querySelector('#sheet-address'); return it.value.slice(it.selectionStart, it.selectionEnd) })()").await;
        assert!(selected.starts_with("医路跟党\n") && selected.ends_with("/brands/yilu-gendang/"), "{selected}");
        page.run("Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => { window.copied = text; return Promise.resolve() } }, configurable: true })").await;
        way(page, "复制链接").await;
        page.until("it is copied", "window.copied === location.href").await;
        page.until("it is said", "document.querySelector('.sheet__said').innerText.includes('已复制')").await;
    })
    .await;
}

#[tokio::test]
async fn the_poster_is_a_picture_made_on_the_device() {
    visit(PHONE, async |page| {
        page.enter("/brands/yongyi-xianfeng/muhai-jijiuquan/").await;
        open_sheet(page).await;
        way(page, "做成海报").await;
        page.until(
            "the picture",
            "(it => it?.complete && it.naturalWidth === 900 && it.naturalHeight === 1200 && it.src.startsWith('data:image/png'))(document.querySelector('.sheet__poster img'))",
        )
        .await;
        // Paper, ink and code: more than one colour is on it.
        let colours: usize = page
            .ask("(async () => { const image = document.querySelector('.sheet__poster img'); const canvas = new OffscreenCanvas(900, 1200); const pen = canvas.getContext('2d'); pen.drawImage(image, 0, 0); const { data } = pen.getImageData(0, 0, 900, 1200); const seen = new Set(); for (let at = 0; at < data.length; at += 4) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]); return seen.size })()")
            .await;
        assert!(colours > 20, "{colours}");
        assert!(page.ask::<String>("document.querySelector('.sheet__poster a').download").await.ends_with(".png"));
    })
    .await;
}

#[tokio::test]
async fn one_sheet_is_printed_in_place_of_the_page_and_then_gone() {
    visit(DESK, async |page| {
        page.enter("/brands/renxin-renshu-huimin-limin/").await;
        page.run("window.print = () => { window.printed = (window.printed || 0) + 1 }").await;
        open_sheet(page).await;
        way(page, "打印一张（A4）").await;
        page.until("it is printed", "window.printed === 1 && !document.querySelector('dialog[open]')").await;
        assert!(!page.ask::<bool>("document.querySelector('.handout').checkVisibility()").await, "not on the screen");
        page.prefer("print", &[]).await;
        page.until("it alone is on paper", "document.querySelector('.handout').checkVisibility() && !document.querySelector('main').checkVisibility() && !document.querySelector('.frame__header').checkVisibility()").await;
        let millimetres: Vec<f64> = page
            .ask("['.handout', '.handout .qr'].map(it => document.querySelector(it).getBoundingClientRect()).flatMap(box => [box.width, box.height]).map(side => side / 96 * 25.4)")
            .await;
        assert!(millimetres[1] <= 261.0, "within the margins of one side: {millimetres:?}");
        assert!(millimetres[2] >= 30.0 && millimetres[3] >= 30.0, "a code for a wall: {millimetres:?}");
        let fits = "(it => it.scrollHeight <= it.clientHeight + 1 && [...it.querySelectorAll('p, .qr')].every(part => part.getBoundingClientRect().bottom <= it.getBoundingClientRect().bottom + 1))(document.querySelector('.handout'))";
        assert!(page.ask::<bool>(fits).await, "nothing is cut off");
        let text: String = page.ask("document.querySelector('.handout').innerText").await;
        for part in ["仁心仁术 惠民利民", "宁波市医疗中心李惠利医院", "/brands/renxin-renshu-huimin-limin/", "制作"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(page.ask::<bool>("!!document.querySelector('.handout__plate .plate path')").await);
        page.prefer("screen", &[]).await;
        page.run("dispatchEvent(new Event('afterprint'))").await;
        page.until("it is gone", "!document.querySelector('.handout') && !document.documentElement.hasAttribute('data-handout')").await;
    })
    .await;
}

#[tokio::test]
async fn a_companion_that_does_not_come_is_said_and_comes_at_the_next_touch() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.forgive("503");
        page.enter("/brands/yilu-gendang/").await;
        let companion = hashed(dist(), "companion-", ".wasm");
        server.harm(&companion, Fault::Status(503));
        page.click("[data-companion=share]").await;
        page.until(
            "it is said",
            "document.querySelector('[data-companion=share]').innerText.includes('请再点一次')",
        )
        .await;
        server.heal();
        open_sheet(page).await;
    })
    .await;
}

#[tokio::test]
async fn a_first_visit_does_not_load_the_companion() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.until_drawn().await;
        let loaded: usize = page
            .ask("performance.getEntriesByType('resource').filter(it => it.name.includes('/companion-')).length")
            .await;
        assert_eq!(loaded, 0);
    })
    .await;
}

/// Names the browser inside WeChat on this device.
async fn is_wechat(page: &Page, device: &str) {
    let agent = format!("Mozilla/5.0 ({device}) Mobile MicroMessenger/8.0.50");
    page.tell(
        "Network.setUserAgentOverride",
        json!({ "userAgent": agent }),
    )
    .await;
}

#[tokio::test]
async fn in_wechat_on_ios_each_page_is_opened_and_the_gallery_still_answers_in_place() {
    visit(PHONE, async |page| {
        is_wechat(page, "iPhone; CPU iPhone OS 18_5 like Mac OS X").await;
        page.enter("/").await;
        page.run("window.same = true").await;
        page.search_out("急救").await;
        page.until(
            "the search answers",
            "document.querySelectorAll('.cards mark').length > 0",
        )
        .await;
        assert!(page.ask::<bool>("!!window.same").await, "in place");
        page.click(".brand-card__name a").await;
        page.until(
            "another document",
            "!window.same && document.readyState === 'complete'",
        )
        .await;
        page.until_on().await;
        assert!(page.address().await.starts_with("/brands/"));
        page.back().await;
        page.until_on().await;
        assert_eq!(
            page.address().await,
            "/?q=急救",
            "what was searched is kept"
        );
    })
    .await;
}

#[tokio::test]
async fn in_wechat_on_android_pages_open_inside_the_app_with_their_own_address_and_title() {
    visit(PHONE, async |page| {
        is_wechat(page, "Linux; Android 14").await;
        page.enter("/").await;
        page.run("window.same = true").await;
        page.click(".brand-card__name a").await;
        page.until(
            "the brand's page",
            "location.pathname.startsWith('/brands/') && document.title.startsWith(document.querySelector('h1')?.innerText)",
        )
        .await;
        assert!(page.ask::<bool>("!!window.same").await, "the same document");
        page.back().await;
        page.until("the gallery", "location.pathname === '/'").await;
        assert!(page.ask::<bool>("!!window.same").await, "and back");
    })
    .await;
}

#[tokio::test]
async fn the_button_that_closes_lies_over_nothing() {
    /// What lies under the button, wherever the sheet is scrolled to.
    const UNDER: &str = "(() => { const close = document.querySelector('.sheet__close').getBoundingClientRect(); const sheet = document.querySelector('.sheet').getBoundingClientRect(); \
        const body = document.querySelector('.sheet__body'); const found = []; \
        if (close.bottom > sheet.top + 120 || close.left < sheet.left + sheet.width / 2) found.push('not at the top right'); \
        for (let y = 0; y <= body.scrollHeight; y += 40) { body.scrollTop = y; for (const it of document.querySelectorAll('.sheet h2, .sheet p, .sheet img, .sheet textarea, .sheet svg, .sheet .sheet__way')) { const box = it.getBoundingClientRect(); const clip = it.closest('.sheet__body')?.getBoundingClientRect(); const top = Math.max(box.top, clip?.top ?? box.top), bottom = Math.min(box.bottom, clip?.bottom ?? box.bottom); if (bottom > top && top < close.bottom - 0.5 && bottom > close.top + 0.5 && box.left < close.right - 0.5 && box.right > close.left + 0.5) found.push(y + ': ' + it.outerHTML.slice(0, 60)); } } \
        return [found, close.top >= 0 && close.bottom <= innerHeight, body.scrollHeight > body.clientHeight]; })()";
    for view in [PHONE, DESK, super::page::NARROW, super::page::ZOOMED] {
        visit(view, async |page| {
            page.enter("/brands/yilu-gendang/").await;
            open_sheet(page).await;
            way(page, "做成海报").await;
            page.until(
                "the picture",
                "document.querySelector('.sheet__poster img')?.complete === true",
            )
            .await;
            let (found, seen, scrolls): (Vec<String>, bool, bool) = page.ask(UNDER).await;
            assert!(found.is_empty() && seen, "{view:?}: {found:#?}");
            assert!(scrolls, "there is something to lie over");
            page.click(".sheet__close").await;
            page.until("closed", "!document.querySelector('.sheet').open")
                .await;
        })
        .await;
    }
}
