//! The memory of a page that is used for long.
//!
//! The memory of the programs is asked of WebAssembly itself: it never shrinks, so that what is let go and taken again does not show, and what is
//! kept for ever does. The soak bench plays whole days; here stands what a test can wait for.

use super::kiosk::{HOUSE, lobby, touch_in};
use super::page::{DESK, LOBBY, Page, visit};
use serde_json::json;
use std::time::Duration;

/// Remembers the memory of every program that is started.
const MEMORIES: &str = "{
    window.memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const make = WebAssembly[name];
        WebAssembly[name] = async (...given) => { const made = await make(...given); const { memory } = (made.instance ?? made).exports; if (memory) window.memories.push(memory); return made; };
    }
}";

/// How many bytes the programs may grow in what a test does a hundred times: two pages of WebAssembly each.
const ROOM: u64 = 4 * 65_536;

async fn memory(page: &Page) -> u64 {
    page.ask("memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)")
        .await
}

/// How long what moves keeps the page on which it does, in milliseconds, and more.
const REST: Duration = Duration::from_millis(600);

/// Listeners and nodes that the document holds, after all has come to rest and what is garbage has gone.
async fn held(page: &Page) -> (u64, u64) {
    tokio::time::sleep(REST).await;
    for _ in 0..2 {
        page.tell("HeapProfiler.collectGarbage", json!({})).await;
    }
    let metrics = page.tell("Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().into_iter().flatten();
        let mut found = all.filter(|one| one["name"] == name);
        found.next().and_then(|one| one["value"].as_u64())
    };
    (
        metric("JSEventListeners").expect("listeners"),
        metric("Nodes").expect("nodes"),
    )
}

/// From the gallery to a brand and back, so many times; what was typed on the way, too.
const TO_AND_FRO: &str = "(async times => {
    const until = async what => { while (!what()) await new Promise(done => setTimeout(done, 4)); };
    for (let time = 0; time < times; time += 1) {
        const box = document.querySelector('#q');
        for (const text of ['海', '']) { box.value = text; box.dispatchEvent(new InputEvent('input', { bubbles: true })); }
        document.querySelector('.brand-card__name a').click();
        await until(() => document.querySelector('.brand__name'));
        document.querySelector('.frame__name').click();
        await until(() => document.querySelector('.brand-card'));
    }
})";

#[tokio::test]
async fn to_a_brand_and_back_a_hundred_times_takes_no_more_memory() {
    visit(DESK, async |page| {
        page.before(MEMORIES).await;
        page.tell("Performance.enable", json!({})).await;
        page.enter("/").await;
        page.search_out("急救").await;
        page.until(
            "the engine is there",
            "document.querySelectorAll('.cards mark').length > 0",
        )
        .await;
        page.enter("/").await;
        page.run(&format!("{TO_AND_FRO}(20)")).await;
        let (before, (listeners, nodes)) = (memory(page).await, held(page).await);
        page.run(&format!("{TO_AND_FRO}(100)")).await;
        let (after, (more_listeners, more_nodes)) = (memory(page).await, held(page).await);
        assert!(
            after - before <= ROOM,
            "{before} bytes before, {after} after"
        );
        assert!(
            // One a round would be a hundred.
            more_listeners <= listeners + 25,
            "{listeners} listeners before, {more_listeners} after"
        );
        assert!(
            more_nodes <= nodes + 200,
            "{nodes} nodes before, {more_nodes} after"
        );
    })
    .await;
}

/// A whole visit before a lobby's screen, so many times.
const VISITS: &str = "(async times => {
    const until = async what => { while (!what()) await new Promise(done => setTimeout(done, 4)); };
    const find = css => document.querySelector(css);
    for (let time = 0; time < times; time += 1) {
        find('.attract').click();
        await until(() => !find('.attract'));
        find('#q').focus();
        await until(() => find('.touch-pad'));
        for (const key of ['h', 's']) find(`[data-key=${key}]`).click();
        find('[data-do=close-pad]').click();
        find('[data-do=take]').click();
        find('[data-do=close]').click();
        find('[data-do=end]').click();
        await new Promise(done => setTimeout(done, 250));
        clock.jump(31000);
        clock.pass(1);
        await until(() => find('.attract'));
    }
})";

#[tokio::test]
async fn sixty_visits_before_a_lobbys_screen_take_no_more_memory() {
    lobby(LOBBY, async |page| {
        page.before(MEMORIES).await;
        page.tell("Performance.enable", json!({})).await;
        page.enter(HOUSE).await;
        page.until("the loop", "document.querySelector('.attract') !== null")
            .await;
        touch_in(page).await;
        page.click("[data-do=find]").await;
        page.until(
            "the words have come",
            "[...document.querySelectorAll('.touch-pad__key')].some(it => !it.ariaDisabled)",
        )
        .await;
        page.run("document.querySelector('[data-do=end]').click(); new Promise(done => setTimeout(done, 400))")
            .await;
        page.run("clock.pass(32)").await;
        page.until("the loop", "document.querySelector('.attract') !== null")
            .await;
        page.run(&format!("{VISITS}(15)")).await;
        let before = memory(page).await;
        page.run(&format!("{VISITS}(60)")).await;
        let after = memory(page).await;
        assert!(
            after - before <= ROOM,
            "{before} bytes before, {after} after"
        );
    })
    .await;
}
