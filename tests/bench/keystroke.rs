//! Measures how long a visitor waits for the result of a keystroke.
//!
//! A benchmark, not a test: `cargo bench --profile dev --bench keystroke` types queries letter by letter into the built site in headless
//! Chromium and prints, for each slowdown of the processor, the time from the input event until the answer is laid out, the frame that shows
//! the key among it, and how long the page is held at most meanwhile (`key.js`). There is no limit: times depend on the machine.

#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and fails by panicking"
)]
#![allow(
    dead_code,
    reason = "the modules are shared with the browser tests, which use the rest"
)]

#[path = "../browser/harness.rs"]
mod harness;
mod key;
#[path = "../browser/page.rs"]
mod page;

use key::spread;
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

/// Types in the page: for each state of the box what its key took.
const TYPE: &str = concat!(
    "(async (queries, rounds) => {",
    include_str!("key.js"),
    "const times = [];
    for (let round = 0; round < rounds; round++)
        for (const query of queries)
            for (let length = 1; length <= query.length; length++) times.push(await key(query.slice(0, length)));
    return times;
})"
);

#[tokio::main]
async fn main() {
    println!(
        "slowdown  keystrokes  answered: p50 ms  p95 ms  max ms  held: p50 ms  p95 ms  max ms"
    );
    for slowdown in [1, 4] {
        visit(DESK, async |page| {
            page.open("/").await;
            let slower = serde_json::json!({ "rate": slowdown });
            page.command("Emulation.setCPUThrottlingRate", slower)
                .await
                .expect("a slower processor");
            let queries = serde_json::to_string(&QUERIES).expect("queries as JSON");
            let times: Vec<(f64, f64)> = page.ask(&format!("{TYPE}({queries}, {ROUNDS})")).await;
            let (answered, held): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
            let total = answered.len();
            println!(
                "{slowdown:>7}×  {:>10}  {:>12.1?}  {:>12.1?}",
                total,
                spread(answered),
                spread(held)
            );
        })
        .await;
    }
}
