//! Measures the memory of a lobby screen over many visits.
//!
//! Not a test: `cargo bench --profile dev --bench soak -- 10000` plays that many visits (search, filter, open, read, take along, leave to the idle clock)
//! as fast as a moved clock allows, without ever loading the page anew, and prints what is held: heap after collection, nodes, listeners and the
//! memory of both programs. It fails where, after the first five hundred visits (a tenth of fewer), the heap has grown by a megabyte or more, the
//! programs' memory has grown at all by more than that, or anything went wrong.

#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a command prints, and fails by panicking"
)]
#![allow(
    dead_code,
    reason = "the modules are shared with the browser tests, which use the rest"
)]

#[path = "../browser/harness.rs"]
mod harness;
#[path = "../browser/page.rs"]
mod page;

use page::{LOBBY, Page, visit};
use serde_json::json;

const CLOCK: &str = include_str!("../fixtures/clock.js");

/// Short pauses shorter still; no planned reload, which would wash everything away, nor a copy that would make one possible; the programs'
/// memories where they can be asked.
const FASTER: &str = "{
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
    const after = window.setTimeout;
    window.setTimeout = (act, pause, ...rest) => after(act, pause < 5000 ? (pause || 0) / 50 : pause, ...rest);
    const ask = window.fetch;
    window.fetch = (asked, how, ...rest) => how && how.method === 'HEAD' ? Promise.reject(new Error('no reload')) : ask(asked, how, ...rest);
    window.memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const make = WebAssembly[name];
        WebAssembly[name] = async (...given) => { const made = await make(...given); const { memory } = (made.instance ?? made).exports; if (memory) window.memories.push(memory); return made; };
    }
    window.wrong = [];
    addEventListener('error', event => window.wrong.push(String(event.message)));
    addEventListener('unhandledrejection', event => window.wrong.push(String(event.reason)));
}";

/// One visit after the other.
const VISITS: &str = "(async (from, to) => {
    const after = ms => new Promise(done => { const channel = new MessageChannel(); const end = Date.now(); setTimeout(() => { channel.port1.onmessage = done; channel.port2.postMessage(0); }, ms); });
    const until = async what => { for (let looks = 0; !what(); looks++) { if (looks > 4000) throw new Error(what + ' ' + location.href + ' ' + document.documentElement.dataset.kiosk); await after(0); } };
    const find = css => document.querySelector(css);
    const state = () => document.documentElement.dataset.kiosk;
    const words = ['急救', 'futou', '李惠利', '海曙', 'jj', '家门口', '中医', '义诊', '4321', '没有这个词'];
    for (let visit = from; visit < to; visit++) {
        await until(() => find('.attract'));
        find('.attract').click();
        await until(() => state() === 'active' && !find('.attract'));
        const box = find('#q');
        box.focus();
        box.value = words[visit % words.length];
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await until(() => find('.filters__chips, .nothing'));
        const choices = document.querySelectorAll('.choice[href]');
        if (choices.length) choices[visit % choices.length].click();
        await after(0);
        find('.brand-card__name a, .lobby a').click();
        await until(() => find('.brand__name, .gallery'));
        const further = find('.initiative__name a, .turn a, .frame__name');
        further.click();
        await after(0);
        if (visit % 3 === 0) { find('[data-do=take]').click(); await after(0); find('[data-do=close]').click(); }
        if (visit % 5 === 0) find('.lobby__elder').click();
        if (visit % 7 === 0) find('[data-do=reach]').click();
        if (visit % 2 === 0) find('[data-do=back]').click();
        await after(0);
        if (visit % 4 === 0) find('[data-do=end]').click();
        else { clock.jump(1300000); clock.pass(1); }
        await until(() => state() === 'home');
        await after(250);
        clock.jump(31000);
        clock.pass(1);
        await until(() => state() === 'attract');
    }
    return window.wrong;
})";

/// What the page holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    heap: f64,
    nodes: f64,
    listeners: f64,
    programs: f64,
}

async fn held(page: &Page) -> Held {
    for _ in 0..2 {
        page.tell("HeapProfiler.collectGarbage", json!({})).await;
    }
    let metrics = page.tell("Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let metrics = metrics["metrics"].as_array();
        let found = metrics.and_then(|all| all.iter().find(|one| one["name"] == name));
        found
            .and_then(|one| one["value"].as_f64())
            .unwrap_or(f64::NAN)
    };
    Held {
        heap: metric("JSHeapUsedSize"),
        nodes: metric("Nodes"),
        listeners: metric("JSEventListeners"),
        programs: page
            .ask("window.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)")
            .await,
    }
}

#[tokio::main]
async fn main() {
    let visits: usize = std::env::args()
        .skip(1)
        .find_map(|word| word.parse().ok())
        .unwrap_or(10_000);
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before(FASTER).await;
        page.tell("Performance.enable", json!({})).await;
        page.enter("/?kiosk=lihuili-yiyuan").await;
        page.until("the loop", "document.querySelector('.attract') !== null")
            .await;
        page.run("window.mark = 'never loaded anew'").await;
        let settled = visits.min(5_000) / 10;
        let step = (visits / 20).max(1);
        let mut first: Option<Held> = None;
        let mut played = 0;
        println!(
            "{:>7} {:>12} {:>8} {:>10} {:>14}",
            "visits", "heap, kB", "nodes", "listeners", "programs, kB"
        );
        loop {
            let now = held(page).await;
            println!(
                "{played:>7} {:>12.0} {:>8} {:>10} {:>14.0}",
                now.heap / 1e3,
                now.nodes,
                now.listeners,
                now.programs / 1e3
            );
            if played >= settled && first.is_none() {
                first = Some(now);
            }
            if played >= visits {
                let first = first.expect("a first measure");
                assert!(
                    now.heap - first.heap < 1e6,
                    "the heap has grown: {first:?} {now:?}"
                );
                assert!(
                    now.programs - first.programs < 1e6,
                    "the programs have grown: {first:?} {now:?}"
                );
                break;
            }
            let next = (played + step.min(settled.max(1))).min(visits);
            while played < next {
                // A few at a time: an answer that takes minutes is given up.
                let few = next.min(played + 10);
                let wrong: Vec<String> = page.ask(&format!("{VISITS}({played}, {few})")).await;
                assert!(wrong.is_empty(), "{wrong:?}");
                assert_eq!(page.ask::<String>("window.mark").await, "never loaded anew");
                played = few;
            }
        }
    })
    .await;
}
