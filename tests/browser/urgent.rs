//! The notice for emergencies, wherever words of danger are typed.

use super::kiosk::{CLOCK, HOUSE, touch_in};
use super::page::{DESK, LOBBY, PHONE, Page, visit};
use super::reader::VOICE;
use serde_json::json;

/// The notices that are seen.
const SHOWN: &str = "[...document.querySelectorAll('.urgent-region__item:not([hidden])')].map(it => it.innerText).join('|')";

/// Waits until a notice with this text is seen.
async fn until_shown(page: &Page, text: &str) {
    page.until(
        &format!("a notice: {text}"),
        &format!("{SHOWN}.includes('{text}')"),
    )
    .await;
}

/// Waits until no notice is seen.
async fn until_none(page: &Page) {
    page.until("no notice", &format!("{SHOWN} === ''")).await;
}

/// Types a text in place of what the search box holds.
async fn type_in_place(page: &Page, text: &str) {
    page.click("#q").await;
    page.run("document.querySelector('#q').select()").await;
    page.press(text).await;
}

#[tokio::test]
async fn a_word_of_danger_shows_the_notice_with_a_telephone_link_and_nothing_that_looks_alike() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        assert_eq!(page.count("main > .gallery .urgent-strip a[href='tel:120']").await, 1, "a quiet line");
        type_in_place(page, "中风").await;
        until_shown(page, "120").await;
        assert_eq!(page.count(".urgent-region__item:not([hidden]) a[href='tel:120']").await, 1);
        page.until_answered("中风").await;
        assert_eq!(page.count("#suggestions [role=option]").await, 0);
        let text = page.text("main").await;
        assert!(!text.contains("您是不是要找") && !text.contains("也许您想找"), "{text}");
        // It stands above everything that was found, and below the box.
        let (form, notice, list): (f64, f64, f64) = page
            .ask("['#q', '.urgent-region__item:not([hidden])', '#results'].map(css => document.querySelector(css).getBoundingClientRect().top)")
            .await;
        assert!(form < notice && notice < list, "{form} {notice} {list}");
        // By link, and back again.
        page.open("/?q=%E8%83%B8%E5%8F%A3%E7%96%BC").await;
        page.until_on().await;
        until_shown(page, "120").await;
        type_in_place(page, "志愿").await;
        until_none(page).await;
        for ordinary in ["急救培训", "心血管", "学急救"] {
            type_in_place(page, ordinary).await;
            page.until_answered(ordinary).await;
            until_none(page).await;
        }
        type_in_place(page, "不想活了").await;
        until_shown(page, "12356").await;
    })
    .await;
}

#[tokio::test]
async fn whoever_chooses_the_need_of_first_aid_sees_the_notice_until_it_is_given_up() {
    visit(PHONE, async |page| {
        page.enter("/?need=jijiu").await;
        until_shown(page, "马上拨打 120").await;
        type_in_place(page, "培训").await;
        until_shown(page, "马上拨打 120").await;
        page.enter("/?need=yizhen").await;
        until_none(page).await;
    })
    .await;
}

#[tokio::test]
async fn the_notice_appears_once_and_stays_in_place_while_typing_goes_on() {
    visit(DESK, async |page| {
        page.enter("/").await;
        type_in_place(page, "救命").await;
        until_shown(page, "120").await;
        page.run("window.changes = 0; new MutationObserver(all => changes += all.length).observe(document.querySelector('#urgent'), { attributes: true, childList: true, subtree: true })").await;
        type_in_place(page, "救命啊").await;
        page.until_answered("救命啊").await;
        assert_eq!(page.ask::<usize>("changes").await, 0, "it is said once, not at each key");
        // A slip is known once the homophones are here.
        type_in_place(page, "心埂").await;
        until_shown(page, "120").await;
        type_in_place(page, "志愿").await;
        until_none(page).await;
    })
    .await;
}

#[tokio::test]
async fn english_and_traditional_pages_say_it_in_their_own_words() {
    visit(DESK, async |page| {
        page.enter("/en/").await;
        type_in_place(page, "chest pain").await;
        until_shown(page, "In an emergency, call 120 now.").await;
        page.enter("/zh-hant/").await;
        type_in_place(page, "喘不過氣").await;
        until_shown(page, "情況緊急").await;
    })
    .await;
}

#[tokio::test]
async fn without_the_program_the_need_and_the_gallery_name_the_number() {
    visit(PHONE, async |page| {
        page.tell(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
        page.open("/needs/jijiu/").await;
        assert_eq!(page.count("main .urgent a[href='tel:120']").await, 1);
        for path in [
            "/brands/xinnengliang/",
            "/brands/yongyi-xianfeng/muhai-jijiuquan/",
        ] {
            page.open(path).await;
            let line = "main .urgent-strip a[href='tel:120']";
            assert_eq!(page.count(line).await, 1, "{path}");
        }
        for path in ["/", "/?q=%E6%95%91%E5%91%BD", "/about/"] {
            page.open(path).await;
            assert!(page.count("a[href='tel:120']").await > 0, "{path}");
            assert!(page.text("footer").await.contains("120"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_screen_in_a_lobby_names_the_staff_and_offers_no_call() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.enter(HOUSE).await;
        page.until("the attract loop", "document.documentElement.dataset.kiosk === 'attract' && document.querySelector('.attract') !== null").await;
        touch_in(page).await;
        let seen = "[...document.querySelectorAll('a[href^=\"tel:\"]')].filter(it => it.checkVisibility()).length";
        assert!(page.text(".urgent-lobby").await.contains("请立即告诉身边的医务人员"));
        assert_eq!(page.ask::<usize>(seen).await, 0, "nobody can call from a screen");
        super::kiosk::look_for(page, "心梗").await;
        until_shown(page, "请立即告诉身边的医务人员").await;
        assert_eq!(page.ask::<usize>(seen).await, 0);
        assert!(page.ask::<f64>("parseFloat(getComputedStyle(document.querySelector('.urgent__digits')).fontSize)").await >= 60.0);
    })
    .await;
}

#[tokio::test]
async fn the_version_for_old_people_has_the_number_among_its_tools_and_reads_the_notice_first() {
    visit(PHONE, async |page| {
        page.before(VOICE).await;
        page.enter("/?elder=1").await;
        type_in_place(page, "胸痛").await;
        until_shown(page, "120").await;
        assert_eq!(page.count(".comfort a[href='tel:120']").await, 1);
        page.click(".comfort__read").await;
        page.until("it speaks", "window.said.length === 1").await;
        let first: String = page.ask("window.said[0].text").await;
        assert!(first.contains("这里不能看病"), "{first}");
        page.run("window.next()").await;
        page.until("it goes on", "window.said.length === 2").await;
        let second: String = page.ask("window.said[1].text").await;
        assert!(second.contains("幺二零"), "{second}");
    })
    .await;
}
