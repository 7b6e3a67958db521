//! Does the gallery keep up with ten thousand brands, and with a hundred thousand?
//!
//! A benchmark, not a test: `cargo bench --profile dev --bench scale` puts invented catalogues, or the corpus files named after `--`, behind the
//! programs of the built site and visits them in headless Chromium: what travels, when the page answers, how long a filter, a longer list,
//! a scroll and a search take. Absent on purpose: a bar. Times belong beside a machine's name, not into a gate.

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

#[path = "../browser/faults.rs"]
mod faults;
#[path = "../fixtures/many.rs"]
mod fixture;
#[path = "../fixtures/furnish.rs"]
mod furnish;
#[path = "../browser/machine.rs"]
mod machine;
#[path = "../browser/page.rs"]
mod page;

use brand_gallery::screen::Site;
use brand_gallery::search::{Facet, Query};
use faults::Server;
use machine::{SCRATCH, dist};
use page::{DESK, Page, visit_at};
use serde_json::json;
use std::path::Path;

/// Without a corpus: so many brands.
const TOTALS: [usize; 2] = [10_000, 100_000];

/// Says when the program answers.
const WATCH: &str = "new MutationObserver((_, watch) => { if (document.documentElement.dataset.program) { window.answers = performance.now(); watch.disconnect(); } })\
    .observe(document, { subtree: true, childList: true, attributes: true })";

/// From a click until what it asks for is laid out, in milliseconds.
const CLICK: &str = "(async (selector, came) => {
    const start = performance.now();
    document.querySelector(selector).click();
    while (!came()) await new Promise(done => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
    document.body.offsetHeight;
    return performance.now() - start;
})";

/// From a change of the search box until the first name is the one that is meant.
const FIND: &str = "(async name => {
    const box = document.getElementById('q');
    const start = performance.now();
    box.value = name;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    while (document.querySelector('.brand-card__name')?.textContent !== name) await new Promise(done => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
    document.body.offsetHeight;
    return performance.now() - start;
})";

/// The longest frame while the page is scrolled from end to end.
const SCROLL: &str = "(async () => {
    let longest = 0, before = await new Promise(requestAnimationFrame);
    for (let y = 0; y < document.documentElement.scrollHeight; y += 120) {
        scrollTo({ top: y, behavior: 'instant' });
        const now = await new Promise(requestAnimationFrame);
        longest = Math.max(longest, now - before);
        before = now;
    }
    return longest;
})()";

/// What has travelled, as it travelled.
const BYTES: &str = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, it) => sum + it.encodedBodySize, 0)";

/// The middle of five tries.
async fn median(page: &Page, scripts: [String; 2]) -> f64 {
    let mut times = Vec::new();
    for _ in 0..5 {
        for script in &scripts {
            times.push(page.ask::<f64>(script).await);
        }
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

async fn visit_many(folder: &Path, site: Site) {
    let server = Server::of(folder, "/").await;
    let index = site.index;
    let need = index
        .values()
        .iter()
        .find(|value| value.facet == Facet::Need);
    let need = need.expect("a need").key.to_string();
    let narrowed = index.search(&Query::parse(&format!("need={need}"))).total;
    let all = index.brands();
    // One name stands once: found is found.
    let name = (0..all)
        .rev()
        .filter_map(|at| index.card(at))
        .map(|card| &card.name)
        .find(|name| {
            let same = (0..all)
                .filter_map(|at| index.card(at))
                .filter(|card| card.name == **name);
            same.count() == 1
        });
    let name = name.expect("a name").clone();
    visit_at(&server.site, DESK, async |page| {
        page.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
        page.enter("/").await;
        let first: usize = page.ask(BYTES).await;
        let answers: f64 = page.ask("window.answers").await;
        let nodes: usize = page.ask("document.querySelectorAll('*').length").await;
        let total = |total: usize| format!("() => document.querySelector('#results').textContent === '{total} 个品牌'");
        let filter = format!("{CLICK}(\".choice[href='/?need={need}']\", {})", total(narrowed));
        let clear = format!("{CLICK}('.filters__clear', {})", total(all));
        let first_filter: f64 = page.ask(&filter).await;
        let with_filter: usize = page.ask(BYTES).await;
        page.ask::<f64>(&clear).await;
        let again = median(page, [filter, clear]).await;
        let longer: f64 = if all > 60 {
            page.ask(&format!("{CLICK}('.more__link', () => document.querySelectorAll('.brand-card').length >= 60)")).await
        } else {
            0.0
        };
        let scroll: f64 = page.ask(SCROLL).await;
        let before: usize = page.ask(BYTES).await;
        let find: f64 = page.ask(&format!("{FIND}('{name}')")).await;
        let with_search: usize = page.ask(BYTES).await;
        page.run("document.activeElement.blur()").await;
        println!(
            "{all:>7}  {first:>11}  {answers:>10.0}  {nodes:>5}  {:>14}  {first_filter:>12.0}  {again:>9.1}  {longer:>9.0}  {scroll:>9.1}  {:>14}  {find:>10.0}",
            with_filter - first,
            with_search - before,
        );
    })
    .await;
}

#[tokio::main]
async fn main() {
    let corpora: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    println!(
        "  brands  first visit  answers ms  nodes  filter brings B  1st filter ms  filter ms  longer ms  frame ms  search brings B  1st find ms"
    );
    let real = brand_gallery::desk::data::sound(Path::new(env!("CARGO_MANIFEST_DIR")));
    let real = real.unwrap_or_else(|failure| panic!("{failure}"));
    let mut catalogues = vec![real.catalogue];
    if corpora.is_empty() {
        catalogues.extend(TOTALS.map(|total| fixture::many(total).0));
    }
    for corpus in corpora {
        catalogues.push(fixture::of_corpus(
            &std::fs::read(&corpus).expect("a corpus"),
        ));
    }
    for catalogue in catalogues {
        let folder = Path::new(SCRATCH).join(format!("scale-{}", catalogue.cards.len()));
        let site = furnish::furnish(dist(), &folder, catalogue, Vec::new());
        visit_many(&folder, site).await;
    }
}
