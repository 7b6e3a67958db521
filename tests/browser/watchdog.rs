//! A lobby screen restarts by itself after a fault.

use super::kiosk::{CLOCK, HOUSE, lobby, touch_in};
use super::page::{LOBBY, Page, visit};
use super::states::wrong;
use serde_json::Value;
use std::time::{Duration, Instant};

/// As a program of wasm dies.
const PANIC: &str = "setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable') })";

async fn kept(page: &Page) -> Value {
    page.ask("JSON.parse(window.name.slice(6))").await
}

/// Lets the page be loaded anew, and waits until the loop is back.
async fn until_back(page: &Page, mark: &str) {
    page.until("loaded anew", &format!("window.mark !== '{mark}' && document.documentElement.dataset.kiosk === 'attract' && document.querySelector('.attract') !== null")).await;
}

#[tokio::test]
async fn after_a_panic_the_screen_is_calm_and_comes_back() {
    lobby(LOBBY, async |page| {
        page.forgive("unreachable");
        touch_in(page).await;
        page.run("window.mark = 'before'").await;
        let begun = Instant::now();
        page.run(PANIC).await;
        page.until("calm", "window.mark !== 'before' || document.querySelector('.calm')?.innerText.includes('请稍候')").await;
        until_back(page, "before").await;
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(25), "{took:?}");
        eprintln!("back after {took:?}");
        let kept = kept(page).await;
        assert!(kept["reloads"][0]["why"].as_str().is_some_and(|why| why.contains("unreachable")), "{kept}");
        assert_eq!(page.address().await, HOUSE);
    })
    .await;
}

/// Once `window.broken` names a program, what it takes for granted is not there any more: it panics by itself, inside its wasm.
const BREAKABLE: &str = "{
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const make = WebAssembly[name];
        WebAssembly[name] = (code, imports) => {
            const who = Object.keys(imports).some(room => room.includes('companion')) ? 'companion' : 'gallery';
            for (const room of Object.values(imports)) for (const [key, given] of Object.entries(room))
                if (/\\.document;/.test(given)) room[key] = (...asked) => window.broken === who ? 0 : given(...asked);
            return make(code, imports);
        };
    }
}";

#[tokio::test]
async fn a_program_that_really_panics_is_back_within_twenty_five_seconds() {
    visit(LOBBY, async |page| {
        page.forgive("unreachable");
        page.before(CLOCK).await;
        page.before(BREAKABLE).await;
        page.enter(HOUSE).await;
        for (round, (who, provoked)) in [
            (
                "gallery",
                "document.querySelector('.house__name a').click()",
            ),
            ("companion", "clock.pass(1)"),
        ]
        .into_iter()
        .enumerate()
        {
            page.until("the loop", "document.querySelector('.attract') !== null")
                .await;
            touch_in(page).await;
            page.run(&format!("window.mark = '{who}'; window.broken = '{who}'"))
                .await;
            let begun = Instant::now();
            page.run(&format!("setTimeout(() => {{ {provoked} }})"))
                .await;
            until_back(page, who).await;
            let took = begun.elapsed();
            eprintln!("back {took:?} after a panic of the {who}");
            assert!(took < Duration::from_secs(25), "{took:?}");
            let kept = kept(page).await;
            assert!(
                kept["reloads"][round]["why"]
                    .as_str()
                    .is_some_and(|why| why.contains("unreachable")),
                "{kept}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_start_says_nothing_unless_it_takes_more_than_two_seconds() {
    visit(LOBBY, async |page| {
        page.before("window.seen = []; addEventListener('DOMContentLoaded', () => { const begun = performance.now(); new MutationObserver(all => all.forEach(one => [...one.addedNodes].filter(it => it.className === 'calm').forEach(it => window.seen.push([it.innerText, performance.now() - begun])))).observe(document.body, { childList: true }); })").await;
        page.before("{ const ask = window.fetch; window.fetch = async (asked, ...rest) => { const address = String(asked.url || asked); if (window.slow !== false && /companion.*wasm/.test(address)) await new Promise(done => { window.go = done; }); return ask(asked, ...rest); }; }").await;
        page.open(HOUSE).await;
        // The page as written is there at once, without any program.
        page.until("its text", "document.querySelector('h1')?.innerText === '甬医品牌馆'").await;
        page.until("it says that it starts", "document.querySelector('.calm')?.innerText.includes('正在启动')").await;
        let seen: Vec<(String, f64)> = page.ask("window.seen").await;
        assert!(seen.len() == 1 && seen[0].1 >= 1_500.0, "{seen:?}");
        // Before the companion's styles have come, too, it lies over all.
        let over: bool = page.ask("(box => box.width >= innerWidth && box.height >= innerHeight)(document.querySelector('.calm').getBoundingClientRect())").await;
        assert!(over);
        page.run("window.go()").await;
        page.until("the loop", "document.querySelector('.attract') !== null && document.querySelector('.calm') === null").await;
    })
    .await;
}

#[tokio::test]
async fn a_lost_canvas_is_a_reason_too_and_a_missing_picture_is_none() {
    lobby(LOBBY, async |page| {
        page.run("window.mark = 'before'; document.body.append(Object.assign(new Image(), { src: 'data:image/png;base64,AAAA' }))").await;
        page.run("new Promise(done => setTimeout(done, 800))").await;
        assert_eq!(page.ask::<String>("window.mark").await, "before");
        page.run("document.querySelector('#app').dispatchEvent(new Event('webglcontextlost', { bubbles: true }))").await;
        until_back(page, "before").await;
    })
    .await;
}

#[tokio::test]
async fn a_program_that_says_nothing_for_twenty_seconds_is_started_anew() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before("document.addEventListener('kiosk-beat', event => { if (window.mute) event.stopImmediatePropagation(); })").await;
        page.enter(HOUSE).await;
        page.until("the loop", "document.querySelector('.attract') !== null").await;
        page.run("clock.pass(60); window.mark = 'before'; window.mute = true").await;
        page.run("clock.pass(18)").await;
        assert_eq!(page.count(".calm").await, 0);
        page.run("clock.pass(8)").await;
        until_back(page, "before").await;
        assert_eq!(kept(page).await["reloads"][0]["why"], "silence");
    })
    .await;
}

#[tokio::test]
async fn three_reloads_in_ten_minutes_then_the_page_as_written_and_slow_tries() {
    lobby(LOBBY, async |page| {
        page.forgive("unreachable");
        for round in 0..3 {
            page.run(&format!("window.mark = 'round {round}'")).await;
            page.run(PANIC).await;
            until_back(page, &format!("round {round}")).await;
        }
        page.run(PANIC).await;
        page.until("the page as written", "document.documentElement.dataset.kiosk === 'still' && document.readyState === 'complete'").await;
        page.run("new Promise(done => setTimeout(done, 800))").await;
        assert_eq!(page.ask::<Option<String>>("document.documentElement.dataset.program ?? null").await, None, "no program");
        assert_eq!(page.text("h1").await, "甬医品牌馆");
        let found = wrong(page, "as written").await;
        assert!(found.is_empty(), "{found:#?}");
        page.click(".brand-card__name a").await;
        page.until("its links work", "document.querySelector('.brand__name') !== null").await;
        assert_eq!(page.ask::<Option<String>>("document.documentElement.dataset.program ?? null").await, None, "still no program");
        page.run("window.mark = 'still'; clock.pass(30)").await;
        assert_eq!(page.ask::<String>("window.mark").await, "still");
        page.run("clock.pass(31)").await;
        until_back(page, "still").await;
    })
    .await;
}

#[tokio::test]
async fn without_a_network_it_waits_calmly_instead_of_showing_an_error() {
    lobby(LOBBY, async |page| {
        page.forgive("unreachable");
        page.forgive("ERR_INTERNET_DISCONNECTED");
        page.tell("Network.emulateNetworkConditions", serde_json::json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 })).await;
        page.run("window.mark = 'before'").await;
        page.run(PANIC).await;
        page.until("calm", "document.querySelector('.calm') !== null").await;
        let found = wrong(page, "calm").await;
        assert!(found.is_empty(), "{found:#?}");
        page.run("new Promise(done => setTimeout(done, 1500))").await;
        assert_eq!(page.ask::<String>("window.mark").await, "before", "no page of the browser's own");
        page.tell("Network.emulateNetworkConditions", serde_json::json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 })).await;
        page.run("clock.pass(6)").await;
        until_back(page, "before").await;
    })
    .await;
}

#[tokio::test]
async fn once_a_night_it_starts_anew_while_nobody_is_there() {
    lobby(LOBBY, async |page| {
        page.run("window.mark = 'before'; clock.hour = 3; clock.jump(3 * 3600 * 1000)")
            .await;
        until_back(page, "before").await;
        assert_eq!(
            kept(page).await["reloads"].as_array().map(Vec::len),
            Some(0),
            "and it is no failure"
        );
        touch_in(page).await;
        page.run("window.mark = 'visitor'; clock.hour = 3; clock.pass(85)")
            .await;
        assert_eq!(page.ask::<String>("window.mark").await, "visitor");
        page.run("document.querySelector('[data-do=end]').click(); clock.hour = 12; window.mark = 'day'; new Promise(done => setTimeout(done, 400))").await;
        page.run("clock.pass(40); clock.jump(25 * 3600 * 1000)").await;
        until_back(page, "day").await;
    })
    .await;
}

#[tokio::test]
async fn a_technician_sees_how_things_stand_and_changes_nothing() {
    visit(LOBBY, async |page| {
        page.open("/?diag").await;
        page.until(
            "the table",
            "document.querySelectorAll('#diag dt').length >= 8",
        )
        .await;
        page.until(
            "all is told",
            "![...document.querySelectorAll('#diag dd')].some(it => it.textContent === '……')",
        )
        .await;
        let text: String = page.text("#diag").await;
        for word in [
            "版本",
            "数据",
            "数据更新于",
            "离线副本",
            "最近重启",
            "语音",
            "屏幕",
            "触摸",
        ] {
            assert!(text.contains(word), "{word}: {text}");
        }
        let hash: String = page
            .ask("document.querySelector('#diag [data-of=data]').textContent")
            .await;
        assert!(hash.len() >= 16, "{hash}");
        page.click("#diag button").await;
        assert!(page.text("#diag button").await.contains('1'));
        assert_eq!(page.count("#diag a[href], #diag input").await, 0);
        let found = wrong(page, "diag").await;
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}
