//! Lobby screens over days: lost networks, new releases, sleep, wrong clocks, full storage.
//!
//! No network, a new release, a turned or resized screen, a sleep, a wrong clock, a full storage. What a program does to itself is
//! `watchdog`'s.

use super::access::SIDEWAYS;
use super::kiosk::{CLOCK, HOUSE, lobby, look_for, pass, state, touch_in, until_wiped};
use super::offline::{Host, REFUSED, release, until_kept};
use super::page::{LOBBY, LOBBY_WIDE, PHONE, visit, visit_kept};
use serde_json::json;

const LOOP: &str = "document.documentElement.dataset.kiosk === 'attract' && document.querySelector('.attract') !== null";

#[tokio::test]
async fn once_installed_it_starts_without_a_network_and_all_of_it_works() {
    let host = Host::new().await;
    let site = host.server.site.clone();
    visit_kept(&site, LOBBY, async |page| {
        page.forgive(REFUSED);
        page.enter(HOUSE).await;
        until_kept(page).await;
        drop(host);
        page.leave().await;
        page.open(HOUSE).await;
        page.until("it starts", LOOP).await;
        assert!(page.text(".attract__heading").await.contains("李惠利医院"));
        touch_in(page).await;
        page.click("[data-do=find]").await;
        page.until(
            "the words of the pad",
            "[...document.querySelectorAll('.touch-pad__key')].some(it => !it.ariaDisabled)",
        )
        .await;
        for _ in 0..2 {
            page.click("[data-key=j]").await;
        }
        page.click(".touch-pad__word").await;
        page.until(
            "hits",
            "document.querySelectorAll('.cards mark').length > 0",
        )
        .await;
        page.click("[data-do=close-pad]").await;
        page.click(".brand-card__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null")
            .await;
        page.click("[data-do=take]").await;
        page.find("#lobby-take .qr").await;
        page.click("[data-do=close]").await;
        page.click("[data-do=end]").await;
        page.until("wiped", "document.documentElement.dataset.kiosk === 'home'")
            .await;
        assert!(
            page.ask::<bool>("document.querySelector('#trouble').hidden")
                .await
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_release_comes_whole_while_nobody_is_there_and_never_under_a_visitors_hands() {
    let host = Host::new().await;
    visit_kept(&host.server.site, LOBBY, async |page| {
        page.before(CLOCK).await;
        page.enter(HOUSE).await;
        until_kept(page).await;
        let old = release(page).await;
        page.until("the loop", LOOP).await;
        touch_in(page).await;
        page.run("window.mark = 'visitor'").await;
        host.deploy("abcdabcdabcdabcd");
        page.run("navigator.serviceWorker.getRegistration().then(it => it.update())")
            .await;
        page.until(
            "it waits",
            "navigator.serviceWorker.getRegistration().then(it => !!it.waiting)",
        )
        .await;
        page.until("it is known", "!document.querySelector('#update').hidden")
            .await;
        pass(page, 20).await;
        assert_eq!(release(page).await, old);
        page.click("[data-do=end]").await;
        until_wiped(page).await;
        assert_eq!(
            page.ask::<String>("window.mark").await,
            "visitor",
            "not at the end of a visit either"
        );
        pass(page, 33).await;
        page.until(
            "the new release",
            "document.documentElement.dataset.release === 'abcdabcdabcdabcd'",
        )
        .await;
        page.until("and its loop", LOOP).await;
        assert_eq!(release(page).await, "abcdabcdabcdabcd");
        assert_eq!(page.address().await, HOUSE);
    })
    .await;
}

#[tokio::test]
async fn it_asks_for_news_every_quarter_of_an_hour_and_less_often_while_nobody_answers() {
    let host = Host::new().await;
    visit_kept(&host.server.site, PHONE, async |page| {
        page.before(CLOCK).await;
        page.before("window.asked = []; ServiceWorkerRegistration.prototype.update = function () { window.asked.push(performance.now() / 60000); return window.away ? Promise.reject(new TypeError('away')) : Promise.resolve(this); }").await;
        page.enter("/").await;
        page.until("it asks", "window.asked.length > 0").await;
        let hours = |hours: usize| format!("(async () => {{ for (let minute = 0; minute < 60 * {hours}; minute += 1) {{ clock.pass(60); await new Promise(done => setTimeout(done)); }} const asked = window.asked; return asked.slice(1).map((at, n) => at - asked[n]); }})()");
        // A tenth more or less, and up to a minute until the moved clock is looked at.
        let gaps: Vec<f64> = page.ask(&hours(3)).await;
        assert!(gaps.len() >= 9, "{gaps:?}");
        assert!(gaps.iter().all(|gap| (13.4..=17.6).contains(gap)), "{gaps:?}");
        let even = gaps.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.01);
        assert!(!even, "not all devices at the same moment: {gaps:?}");
        page.run("window.away = true").await;
        let all: Vec<f64> = page.ask(&hours(16)).await;
        let away = &all[gaps.len() + 1..];
        for (gap, expected) in away.iter().zip([30.0, 60.0, 120.0, 240.0, 240.0]) {
            assert!((gap / expected - 1.0).abs() < 0.15, "{gap} instead of {expected}: {away:?}");
        }
        assert!(away.len() >= 5, "{away:?}");
        page.until("it says so", "!document.querySelector('#offline').hidden").await;
        assert!(page.ask::<bool>("document.querySelector('#trouble').hidden").await);
    })
    .await;
}

#[tokio::test]
async fn a_turned_a_resized_and_a_frozen_screen_lose_nothing() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        look_for(page, "急救").await;
        page.click("[data-do=close-pad]").await;
        let hits = page.count(".brand-card").await;
        let mut found: Vec<String> = Vec::new();
        for (width, height, ratio) in [(1920, 1080, 1.0), (1080, 1920, 2.0), (768, 1024, 1.5), (1280, 720, 1.0), (3840, 2160, 1.0), (1080, 1920, 1.0)] {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": false });
            page.tell("Emulation.setDeviceMetricsOverride", metrics).await;
            page.until_drawn().await;
            for dialog in ["", "[data-do=find]", "[data-do=take]"] {
                if !dialog.is_empty() {
                    page.run(&format!("new Promise(done => setTimeout(done, 320)).then(() => document.querySelector('{dialog}').click())")).await;
                    page.until_drawn().await;
                }
                let out: Vec<String> = page.ask(SIDEWAYS).await;
                found.extend(out.into_iter().map(|it| format!("{width}×{height} {dialog}: {it}")));
                let hidden: Vec<String> = page.ask("[...document.querySelectorAll('.lobby :is(a, button), dialog[open] button, .touch-pad button:not(.touch-pad__word)')].filter(it => it.checkVisibility()).filter(it => { const box = it.getBoundingClientRect(); return box.bottom > innerHeight + 1 || box.top < -1; }).map(it => it.outerHTML.slice(0, 90))").await;
                found.extend(hidden.into_iter().map(|it| format!("{width}×{height} {dialog}: outside {it}")));
                // The search box has the focus again, and with it the pad.
                for button in ["dialog[open] [data-do=close]", "[data-do=close-pad]"] {
                    page.run(&format!("document.querySelector('{button}')?.click()")).await;
                    page.until_drawn().await;
                }
            }
            assert_eq!(state(page).await, "active");
            assert_eq!(page.count(".brand-card").await, hits);
        }
        assert!(found.is_empty(), "{found:#?}");
        page.look(LOBBY_WIDE).await;
        // The screen goes off, and on again.
        for now in ["frozen", "active"] {
            page.tell("Page.setWebLifecycleState", json!({ "state": now })).await;
        }
        page.run("document.dispatchEvent(new Event('visibilitychange')); clock.pass(3)").await;
        assert_eq!(state(page).await, "active");
        // The bar covers what is at the lower edge.
        page.run("document.querySelector('.brand-card__name a').scrollIntoView({ block: 'center' })").await;
        page.click(".brand-card__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null").await;
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_wrong_by_years_or_put_right_stops_nothing() {
    visit(LOBBY, async |page| {
        page.forgive("unreachable");
        page.before(CLOCK).await;
        page.before("const now = Date.now; Date.now = () => now() + (window.wrongBy || 0)").await;
        page.enter(HOUSE).await;
        page.until("the loop", LOOP).await;
        for years in [-20, 30] {
            page.run(&format!("window.wrongBy = {years} * 365 * 86400000; clock.pass(30)")).await;
            touch_in(page).await;
            page.click("[data-do=end]").await;
            until_wiped(page).await;
            pass(page, 33).await;
            page.until("the loop", LOOP).await;
        }
        // What was noted under the wrong clock, a rest until then among it, holds nobody up under the right one.
        page.run("window.name = 'kiosk:' + JSON.stringify({ kiosk: 'lihuili-yiyuan', tries: 3, until: Date.now() + 30 * 365 * 86400000, reloads: [1, 2, 3].map(() => ({ at: Date.now() + 1e12, why: 'then' })) })").await;
        page.enter(HOUSE).await;
        page.until("the loop", LOOP).await;
        page.run("window.mark = 'before'; setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable') })").await;
        page.until("it still comes back", &format!("window.mark !== 'before' && {LOOP}")).await;
    })
    .await;
}

/// The program of the page never starts; its companion does.
const NO_PROGRAM: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    WebAssembly[name] = (code, imports) => Object.keys(imports).some(room => room.includes('companion')) ? make(code, imports) : new Promise(() => {});
}";

#[tokio::test]
async fn whoever_goes_before_the_program_has_come_leaves_nothing_in_the_address_either() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before(NO_PROGRAM).await;
        page.open(HOUSE).await;
        page.until("the loop", LOOP).await;
        touch_in(page).await;
        page.click(".lobby__elder").await;
        page.until("elder", "document.documentElement.classList.contains('is-elder') && location.search.includes('elder=1')").await;
        page.click("[data-do=end]").await;
        until_wiped(page).await;
        assert!(!page.ask::<bool>("document.documentElement.classList.contains('is-elder')").await);
        assert_eq!(page.count("html[data-program]").await, 0);
    })
    .await;
}

#[tokio::test]
async fn storage_that_is_full_does_not_matter() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }").await;
        page.enter(HOUSE).await;
        page.until("the loop", LOOP).await;
        touch_in(page).await;
        page.click(".lobby__elder").await;
        page.until("elder", "document.documentElement.classList.contains('is-elder')").await;
        page.click("[data-do=end]").await;
        until_wiped(page).await;
        assert!(!page.ask::<bool>("document.documentElement.classList.contains('is-elder')").await);
    })
    .await;
}
