//! How long does a visitor wait for a keystroke's result?
//!
//! A benchmark, not a test: `cargo bench --profile dev --bench keystroke` types queries letter by letter into the built site in headless
//! Chromium and prints, for each slowdown of the processor, the time from the input event until the page is styled and laid out
//! anew. Absent on purpose: a bar. Times belong beside a machine's name, not into a gate.

#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and fails by panicking"
)]
#![allow(
    dead_code,
    reason = "the rooms are shared with the browser tests, which use the rest"
)]

#[path = "../browser/machine.rs"]
mod machine;
#[path = "../browser/page.rs"]
mod page;

use page::{DESK, visit};

/// What is typed, letter by letter, and taken away again.
const QUERIES: [&str; 8] = [
    "腹透药互助",
    "急救",
    "李惠利医院",
    "海曙区高山巡回",
    "家门口看专家",
    "4321模式",
    "yilugendang",
    "宁波做法",
];

/// How often everything is typed.
const ROUNDS: usize = 5;

/// Types in the page: for each state of the box the milliseconds until the result is laid out.
const TYPE: &str = "(async (queries, rounds) => {
    const box = document.getElementById('q');
    const times = [];
    const set = async text => {
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        const start = performance.now();
        box.value = text;
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        // The program draws in a microtask; a message comes after all of them.
        await new Promise(done => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
        document.body.offsetHeight;
        times.push(performance.now() - start);
    };
    for (let round = 0; round < rounds; round++)
        for (const query of queries)
            for (let length = 1; length <= query.length; length++) await set(query.slice(0, length));
    return times;
})";

#[tokio::main]
async fn main() {
    println!("slowdown  keystrokes  p50 ms  p95 ms  max ms  over a frame of 16.7 ms");
    for slowdown in [1, 4] {
        visit(DESK, async |page| {
            page.open("/").await;
            let slower = serde_json::json!({ "rate": slowdown });
            page.command("Emulation.setCPUThrottlingRate", slower)
                .await
                .expect("a slower processor");
            let queries = serde_json::to_string(&QUERIES).expect("queries as JSON");
            let mut times: Vec<f64> = page.ask(&format!("{TYPE}({queries}, {ROUNDS})")).await;
            times.sort_by(f64::total_cmp);
            let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
            let over = times.iter().filter(|time| **time > 16.7).count();
            println!(
                "{slowdown:>7}×  {:>10}  {:>6.1}  {:>6.1}  {:>6.1}  {over}",
                times.len(),
                at(0.5),
                at(0.95),
                at(1.0)
            );
        })
        .await;
    }
}
