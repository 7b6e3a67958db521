//! Search indexes in parts: a page fetches only what a query needs, and goes on where a part does not arrive.

use super::fault_server::{Fault, Server};
use super::fixture::wordy;
use super::furnish::furnish;
use super::harness::SCRATCH;
use super::page::{DESK, Page, visit_at};
use brand_gallery::route;
use brand_gallery::search::Engine;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// So many brands have so many words of history each: more text than travels in one part.
const BRANDS: usize = 40;
const WORDS: usize = 15_000;

/// The site, and the engine of its head alone, which knows what a query needs.
fn the_wordy() -> &'static (PathBuf, Engine) {
    static WORDY: OnceLock<(PathBuf, Engine)> = OnceLock::new();
    WORDY.get_or_init(|| {
        let folder = Path::new(SCRATCH).join("site-of-words");
        let (catalogue, brands) = wordy(BRANDS, WORDS);
        furnish(super::harness::dist(), &folder, catalogue, brands);
        let head = fs::read(folder.join(route::SEARCH_HEAD)).expect("a head");
        (folder, Engine::open(head).expect("whole"))
    })
}

/// The parts that typing a text letter by letter needs.
fn needed(text: &str) -> BTreeSet<String> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.flat_map(|end| the_wordy().1.needs(&text[..end], usize::MAX))
        .map(|part| format!("/{}", route::search_part(part)))
        .collect()
}

/// The parts that were sent for.
async fn fetched(page: &Page) -> BTreeSet<String> {
    let all: Vec<String> = page
        .ask("performance.getEntriesByType('resource').map(it => new URL(it.name).pathname).filter(path => /^\\/data\\/search-[0-9a-f]{16}\\.bin$/.test(path))")
        .await;
    all.into_iter().collect()
}

async fn until_marked(page: &Page, text: &str) {
    page.until(
        "it is found, and the line that holds it is shown",
        &format!("document.querySelector('.brand-card__snippet mark')?.textContent === '{text}'"),
    )
    .await;
}

#[tokio::test]
async fn a_query_fetches_the_parts_it_needs_and_a_longer_one_only_what_is_new() {
    let server = Server::of(&the_wordy().0, "/").await;
    let parts = the_wordy().1.parts().len();
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        page.search("急救高山").await;
        until_marked(page, "急救高山").await;
        let first = fetched(page).await;
        assert!(first.is_subset(&needed("急救高山")), "{first:?}");
        let whole: BTreeSet<String> = the_wordy()
            .1
            .needs("急救高山", usize::MAX)
            .into_iter()
            .map(|part| format!("/{}", route::search_part(part)))
            .collect();
        assert!(first.is_superset(&whole), "{first:?}");
        assert!(first.len() < parts / 2, "{} of {parts}", first.len());
        page.press("海岛").await;
        until_marked(page, "急救高山海岛").await;
        assert!(fetched(page).await.is_subset(&needed("急救高山海岛")));
    })
    .await;
}

#[tokio::test]
async fn a_part_that_does_not_come_is_said_calmly_and_a_new_try_finds_what_was_typed() {
    let server = Server::of(&the_wordy().0, "/").await;
    let lacking = needed("银龄青莲");
    assert!(!lacking.is_empty());
    visit_at(&server.site, DESK, async |page| {
        page.forgive("/data/search-");
        for fault in [Fault::Status(500), Fault::Garbage("no part")] {
            page.forget_files().await;
            page.enter("/").await;
            for part in &lacking {
                server.harm(part, fault);
            }
            page.search("银龄青莲").await;
            page.until(
                "the calm sentence, which leads to what was typed",
                "document.querySelector('#trouble').checkVisibility() && new URL(document.querySelector('#trouble a').href).searchParams.get('q') === '银龄青莲'",
            )
            .await;
            assert_eq!(page.text("h1").await, "甬医品牌馆");
            assert!(page.count(".brand-card").await > 0, "the list stays");
            server.heal();
            page.click("#trouble a").await;
            page.until_on().await;
            until_marked(page, "银龄青莲").await;
            assert!(!page.ask::<bool>("document.querySelector('#trouble').checkVisibility()").await);
        }
    })
    .await;
}

#[tokio::test]
async fn where_a_part_did_not_come_the_next_word_is_found_without_it() {
    let server = Server::of(&the_wordy().0, "/").await;
    // Not those that the next word needs, too.
    let lacking = &needed("银龄青莲") - &needed("急救高山");
    assert!(!lacking.is_empty());
    visit_at(&server.site, DESK, async |page| {
        page.forgive("/data/search-");
        page.enter("/").await;
        for part in &lacking {
            server.harm(part, Fault::Status(500));
        }
        page.search("银龄青莲").await;
        page.until(
            "the calm sentence",
            "document.querySelector('#trouble').checkVisibility()",
        )
        .await;
        page.run("document.getElementById('q').select()").await;
        page.press("急救高山").await;
        until_marked(page, "急救高山").await;
        page.until(
            "the sentence goes",
            "!document.querySelector('#trouble').checkVisibility()",
        )
        .await;
    })
    .await;
}
