//! Measures galleries of ten thousand and a hundred thousand brands in a browser.
//!
//! A benchmark, not a test: `cargo bench --profile dev --bench scale` puts invented catalogues, or the corpus files named after `--`, behind the
//! programs of the built site and visits them in headless Chromium: what travels, when the page answers, how long a filter, a longer list,
//! a scroll, a search and a keystroke take, the processor also slowed four times. A file `queries.json` beside a corpus says what is typed. There is no limit: times
//! depend on the machine.

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
mod key;
#[path = "../browser/page.rs"]
mod page;

use brand_gallery::screen::Site;
use brand_gallery::search::{Facet, Query};
use fault_server::Server;
use harness::{SCRATCH, dist};
use key::spread;
use page::{DESK, Page, visit_at};
use serde_json::{Value, json};
use std::path::Path;

/// Without a corpus: so many brands.
const TOTALS: [usize; 2] = [10_000, 100_000];

/// Says when the program answers.
const WATCH: &str = "new MutationObserver((_, watch) => { if (document.documentElement.dataset.program) { window.answers = performance.now(); watch.disconnect(); } })\
    .observe(document, { subtree: true, childList: true, attributes: true })";

/// How many queries are typed letter by letter.
const TYPED: usize = 22;

/// From a click until what it asks for is laid out, and until its last file had come, in milliseconds; and how many files.
const FIRST: &str = "(async (selector, came) => {
    // Choices that nobody has opened are drawn last.
    while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
    const start = performance.now();
    document.querySelector(selector).click();
    while (!came()) await new Promise(done => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
    document.body.offsetHeight;
    const end = performance.now();
    const files = performance.getEntriesByType('resource').filter(it => it.startTime >= start);
    return [end - start, files.reduce((last, it) => Math.max(last, it.responseEnd), start) - start, files.length];
})";

/// Types letter by letter: first all of it until every file that it takes has come, then again, for each state of the box what its key took.
const TYPE: &str = concat!(
    "(async queries => {",
    include_str!("key.js"),
    "const states = queries.flatMap(query => [...query].map((_, at, all) => all.slice(0, at + 1).join('')));
    performance.setResourceTimingBufferSize(100000);
    const files = () => performance.getEntriesByType('resource').length;
    for (const state of states) {
        for (let before = -1; before !== files();) {
            before = files();
            await key(state);
            await new Promise(done => setTimeout(done, 60));
        }
    }
    await key('');
    const times = [];
    for (const state of states) times.push(await key(state));
    return times;
})"
);

/// From a click until what it asks for is laid out, in milliseconds.
const CLICK: &str = "(async (selector, came) => {
    while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
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

/// What people type: of a corpus one query of each kind in turn, otherwise names and their beginnings.
fn typed(beside: Option<&Path>, site: &Site) -> Vec<String> {
    let queries = beside.and_then(|path| std::fs::read(path).ok());
    let queries: Vec<Value> = queries
        .and_then(|json| serde_json::from_slice(&json).ok())
        .unwrap_or_default();
    let each = (queries.len() / TYPED).max(1);
    let mut typed: Vec<String> = (queries.iter().step_by(each).take(TYPED))
        .filter_map(|query| Some(query["q"].as_str()?.to_owned()))
        .collect();
    if typed.is_empty() {
        let step = (site.index.brands() / TYPED).max(1);
        let names = site.index.cards().step_by(step).take(TYPED);
        typed.extend(names.map(|card| card.name.clone()));
    }
    typed
}

async fn visit_many(folder: &Path, site: &Site, typed: &[String]) {
    let server = Server::of(folder, "/").await;
    let index = &site.index;
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
        // Of these brands there are no pages that could be fetched ahead.
        page.before("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })").await;
        page.enter("/").await;
        let visit: usize = page.ask(BYTES).await;
        let answers: f64 = page.ask("window.answers").await;
        let nodes: usize = page.ask("document.querySelectorAll('*').length").await;
        let total = |total: usize| format!("() => document.querySelector('#results').textContent === '{total} 个品牌'");
        let filter = format!("{CLICK}(\".choice[href='/?need={need}']\", {})", total(narrowed));
        let clear = format!("{CLICK}('.filters__clear', {})", total(all));
        let first = filter.replacen(CLICK, FIRST, 1);
        let (first_filter, waited, files): (f64, f64, usize) = page.ask(&first).await;
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
            "{all:>7}  {visit:>11}  {answers:>10.0}  {nodes:>5}  {:>14}  {first_filter:>12.0}  {:>21}  {again:>9.1}  {longer:>9.0}  {scroll:>9.1}  {:>14}  {find:>10.0}",
            with_filter - visit,
            format!("{waited:.0} for {files}"),
            with_search - before,
        );
        for slowdown in [1, 4] {
            page.tell("Emulation.setCPUThrottlingRate", json!({ "rate": slowdown })).await;
            let queries = serde_json::to_string(typed).expect("queries as JSON");
            let times: Vec<(f64, f64)> = page.ask(&format!("{TYPE}({queries})")).await;
            let (answered, held): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
            let total = answered.len();
            println!(
                "         {} keys, processor slowed {slowdown} times, p50, p95 and longest: answered {:.1?} ms, page held {:.1?} ms",
                total, spread(answered), spread(held)
            );
        }
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
        "  brands  first visit  answers ms  nodes  filter brings B  1st filter ms  of it waiting, files  filter ms  longer ms  frame ms  search brings B  1st find ms"
    );
    let real = brand_gallery::desk::data::sound(Path::new(env!("CARGO_MANIFEST_DIR")));
    let real = real.unwrap_or_else(|failure| panic!("{failure}"));
    let mut catalogues = vec![(real.catalogue, None)];
    if corpora.is_empty() {
        catalogues.extend(TOTALS.map(|total| (fixture::many(total).0, None)));
    }
    for corpus in corpora {
        let catalogue = fixture::of_corpus(&std::fs::read(&corpus).expect("a corpus"));
        let queries = Path::new(&corpus).with_file_name("queries.json");
        catalogues.push((catalogue, Some(queries)));
    }
    for (catalogue, queries) in catalogues {
        let folder = Path::new(SCRATCH).join(format!("scale-{}", catalogue.cards.len()));
        let site = furnish::furnish(dist(), &folder, catalogue, Vec::new());
        let typed = typed(queries.as_deref(), &site);
        visit_many(&folder, &site, &typed).await;
    }
}
