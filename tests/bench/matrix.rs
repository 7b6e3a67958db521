//! Measures the page of the matrix, up to a thousand nodes.
//!
//! A benchmark, not a test: `cargo bench --profile dev --bench matrix` draws the page of the real matrix and of invented ones, ten below each, behind
//! the programs of the built site and visits them in headless Chromium: how long a click, a key or a typed word keeps the page until all of it
//! is drawn, the processor also slowed four times, and the longest frame while the open tree is scrolled. There is no limit:
//! times depend on the machine.

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

#[path = "../browser/fault_server.rs"]
mod fault_server;
#[path = "../fixtures/many.rs"]
mod fixture;
#[path = "../fixtures/furnish.rs"]
mod furnish;
#[path = "../browser/harness.rs"]
mod harness;
#[path = "../browser/page.rs"]
mod page;

use brand_gallery::route::{Overview, Route};
use fault_server::Server;
use harness::{SCRATCH, dist};
use page::{DESK, Page, visit_at};
use serde_json::json;
use std::path::Path;

/// Invented catalogues of so many brands; with their initiatives these are some 1,000 and some 5,000 nodes.
const TOTALS: [usize; 2] = [400, 2_000];

/// What an action costs the page until it is drawn, in milliseconds: what it does at once, and the frame after it, from styles to paint; the
/// middle of nine, after `back` each time.
const TIME: &str = "(async (act, back) => {
    const times = [];
    const rest = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    for (let at = 0; at < 9; at++) {
        back();
        await rest();
        const start = performance.now();
        act();
        const done = performance.now();
        const frame = await new Promise(requestAnimationFrame).then(() => performance.now());
        const { port1, port2 } = new MessageChannel();
        // Comes when the frame is drawn.
        await new Promise(drawn => { port1.onmessage = drawn; port2.postMessage(0); });
        times.push(done - start + performance.now() - frame);
    }
    return times.sort((a, b) => a - b)[4];
})";

/// The longest frame while the page is scrolled from end to end.
const SCROLL: &str = "(async () => {
    let longest = 0, before = await new Promise(requestAnimationFrame);
    for (let y = 0; y < document.documentElement.scrollHeight; y += 240) {
        scrollTo({ top: y, behavior: 'instant' });
        const now = await new Promise(requestAnimationFrame);
        longest = Math.max(longest, now - before);
        before = now;
    }
    return longest;
})()";

/// What is done, and what undoes it.
const ACTS: [(&str, &str, &str); 4] = [
    ("全部展开", "fold(9)", "fold(2)"),
    ("展开到品牌", "fold(2)", "fold(9)"),
    ("找一个词", "find('急救')", "find('')"),
    ("按一次键", "key('ArrowDown')", "first()"),
];

const TOOLS: &str = "window.fold = level => document.querySelector(`[data-level='${level}']`).click();
    window.find = word => { const box = document.querySelector('[name=words]'); box.value = word; box.dispatchEvent(new Event('input', { bubbles: true })); };
    window.first = () => document.querySelector('.tree__link').focus();
    window.key = key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));";

async fn look(page: &Page, nodes: usize, bytes: u64) {
    page.enter("/matrix/").await;
    let elements: usize = page.ask("document.querySelectorAll('*').length").await;
    let named: usize = page
        .ask("document.querySelectorAll('.radial-tree__node').length")
        .await;
    println!(
        "{nodes} nodes: {bytes} bytes of page unpacked, {elements} elements, {named} names in the picture"
    );
    page.run(TOOLS).await;
    for slowdown in [1, 4] {
        page.tell(
            "Emulation.setCPUThrottlingRate",
            json!({ "rate": slowdown }),
        )
        .await;
        print!("  processor slowed {slowdown} times:");
        for (word, act, back) in ACTS {
            let time: f64 = page
                .ask(&format!("{TIME}(() => {act}, () => {back})"))
                .await;
            print!("  {word} {time:.1} ms");
        }
        page.run("find(''); fold(9)").await;
        println!(
            "  longest frame of a scroll {:.1} ms",
            page.ask::<f64>(SCROLL).await
        );
    }
}

#[tokio::main]
async fn main() {
    let real = brand_gallery::desk::data::sound(brand_gallery::desk::data::Data::of(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        None,
    ));
    let real = real.unwrap_or_else(|failure| panic!("{failure}"));
    let catalogues = std::iter::once(real.catalogue).chain(TOTALS.map(fixture::tree));
    for catalogue in catalogues {
        let folder = Path::new(SCRATCH).join(format!("matrix-{}", catalogue.cards.len()));
        let initiatives = catalogue.cards.iter().map(|card| card.initiatives.len());
        let nodes = catalogue.cards.len() + initiatives.sum::<usize>();
        let site = furnish::furnish(dist(), &folder, catalogue, Vec::new());
        let route = Route::Overview(Overview::Matrix);
        let path = folder.join(route.path()).join("index.html");
        furnish::add(dist(), &folder, &site, &site.screen(route));
        let bytes = std::fs::metadata(path).expect("a page").len();
        let server = Server::of(&folder, "/").await;
        visit_at(&server.site, DESK, async |page| {
            // Only the matrix is drawn: a link in hand asks ahead for its page, which is not there.
            page.forgive("404");
            look(page, nodes, bytes).await;
        })
        .await;
    }
}
