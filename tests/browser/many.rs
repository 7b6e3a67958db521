//! A gallery of two thousand brands in a browser.

use super::fault_server::{Fault, Server};
use super::fixture::many;
use super::furnish::furnish;
use super::harness::{SCRATCH, dist};
use super::kiosk::{CLOCK, touch_in};
use super::page::{DESK, LOBBY, PHONE, Page, visit, visit_at};
use brand_gallery::screen::Site;
use brand_gallery::search::{PAGE, Query};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// How many there are.
const TOTAL: usize = 2_000;

/// The place in the matrix of the one brand that has a page here.
const TOLD: usize = 44;

struct Many {
    folder: PathBuf,
    site: Site,
}

fn the_many() -> &'static Many {
    static MANY: OnceLock<Many> = OnceLock::new();
    MANY.get_or_init(|| {
        let folder = Path::new(SCRATCH).join("site-of-many");
        let (catalogue, mut brands) = many(TOTAL);
        let told = vec![brands.swap_remove(TOLD)];
        Many {
            site: furnish(dist(), &folder, catalogue, told),
            folder,
        }
    })
}

async fn serve() -> Server {
    Server::of(&the_many().folder, "/").await
}

/// What travelled, and what of it lies in the folder of the edition.
async fn travelled(page: &Page) -> (usize, Vec<String>) {
    page.ask(
        "(all => [all.reduce((sum, it) => sum + it.encodedBodySize, 0), \
            all.map(it => new URL(it.name).pathname).filter(path => /^\\/data\\/[0-9a-f]{16}\\//.test(path))])\
         ([...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')])",
    )
    .await
}

/// Waits until the list says how many brands there are; it shows a page of them.
async fn until_total(page: &Page, total: usize) {
    let told = format!("document.querySelector('#results').innerText === '{total} 个品牌'");
    page.until("the total", &format!("{told} && {CARDS} === {PAGE}"))
        .await;
}

const CARDS: &str = "document.querySelectorAll('.brand-card').length";

#[tokio::test]
async fn a_first_visit_loads_as_much_as_to_the_real_gallery() {
    let mut real = 0;
    visit(DESK, async |page| {
        page.enter("/").await;
        real = travelled(page).await.0;
    })
    .await;
    let server = serve().await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        let (bytes, later) = travelled(page).await;
        assert!(later.is_empty(), "{later:?}");
        assert!(
            bytes < real + 10_000,
            "{bytes} bytes, {real} to the real gallery"
        );
        assert_eq!(page.ask::<usize>(CARDS).await, PAGE);
        assert_eq!(page.text("#results").await, "2000 个品牌");
    })
    .await;
}

#[tokio::test]
async fn a_filter_counts_all_and_loads_only_what_is_shown() {
    let server = serve().await;
    visit_at(&server.site, DESK, async |page| {
        // A card that the pointer rests on is sent for; hardly any has a page here.
        page.forgive("/brands/");
        page.enter("/").await;
        page.click(".facet:nth-of-type(1) summary").await;
        page.click(".facet[open] .choice[href='/?need=n3']").await;
        let expected = the_many().site.index.search(&Query::parse("need=n3"));
        until_total(page, expected.total).await;
        assert!(expected.total > 100, "many: {}", expected.total);
        assert_eq!(page.ask::<usize>(CARDS).await, PAGE);
        // Those in the open facet at once, those that nobody sees as soon as the cards are drawn.
        let counts = |facet: &str| {
            format!("[...document.querySelectorAll('{facet} .choice__count')].map(it => it.textContent).join()")
        };
        let all: Vec<String> = expected.counts.iter().map(usize::to_string).collect();
        let open: String = page.ask(&counts(".facet[open]")).await;
        assert!(all.join(",").starts_with(&open), "{open}");
        page.until("all are counted", &format!("{} === '{}'", counts(".facet"), all.join(","))).await;
        let (_, later) = travelled(page).await;
        let shelves = later.iter().filter(|path| path.contains("/cards-")).count();
        assert!(later.len() == shelves + 1 && shelves <= PAGE, "{later:?}");
        // Both away and back again: nothing more is needed. The open facet lies over what follows it.
        page.run("document.querySelector('.facet[open]').open = false")
            .await;
        page.click(".filters__clear").await;
        until_total(page, TOTAL).await;
        page.back().await;
        until_total(page, expected.total).await;
        assert_eq!(travelled(page).await.1, later);
    })
    .await;
}

#[tokio::test]
async fn the_list_gets_longer_and_back_gives_it_back_as_long_and_as_far() {
    let server = serve().await;
    visit_at(&server.site, PHONE, async |page| {
        page.forgive("/brands/");
        page.enter("/").await;
        let entries = page.entries().await;
        page.click(".more__link").await;
        page.until("two pages", &format!("{CARDS} === {}", 2 * PAGE)).await;
        assert_eq!(page.address().await, "/?more=1");
        assert_eq!(page.entries().await, entries, "lengths are no entries");
        let focused: usize = page
            .ask("[...document.querySelectorAll('.brand-card__name a')].indexOf(document.activeElement)")
            .await;
        assert_eq!(focused, PAGE, "the first of the new ones");
        page.until("it is told", "document.querySelector('#announce').textContent === '已列出 60 个，共 2000 个品牌'").await;

        let told = the_many().site.catalogue.cards[TOLD].clone();
        let card = format!(".brand-card__name a[href='/brands/{}/']", told.id);
        page.run(&format!("document.querySelector(\"{card}\").scrollIntoView({{ block: 'center' }})")).await;
        let before = page.scrolled().await;
        page.click(&card).await;
        page.until_heading(&told.name).await;
        page.back().await;
        page.until("the list is back", &format!("{CARDS} === {}", 2 * PAGE)).await;
        page.until("the scroll is back", &format!("Math.round(scrollY) === {before}")).await;
        page.until("the focus is back", &format!("document.activeElement.getAttribute('href') === '/brands/{}/'", told.id)).await;

        page.reload().await;
        page.until("as long", &format!("{CARDS} === {}", 2 * PAGE)).await;
        page.until("as far", &format!("Math.round(scrollY) === {before}")).await;
    })
    .await;
}

#[tokio::test]
async fn a_name_far_behind_is_found_marked_and_suggested() {
    let server = serve().await;
    visit_at(&server.site, DESK, async |page| {
        page.forgive("/brands/");
        page.enter("/").await;
        let name = the_many().site.catalogue.cards[1_777].name.clone();
        page.search(&name).await;
        page.until("it is found", &format!("document.querySelector('.brand-card__name mark')?.textContent === '{name}'")).await;
        page.until("and suggested", &format!("document.querySelector('.suggestions__item')?.firstElementChild.textContent === '{name}'")).await;
        page.until("the address follows", "location.search !== ''").await;
    })
    .await;
}

#[tokio::test]
async fn by_name_and_by_year_the_first_page_is_that_of_all_brands() {
    let server = serve().await;
    visit_at(&server.site, DESK, async |page| {
        for sort in ["sort=name", "sort=year", "kind=case&sort=year"] {
            page.enter(&format!("/?{sort}")).await;
            let index = &the_many().site.index;
            let expected: Vec<String> = (index.search(&Query::parse(sort)).hits.iter())
                .filter_map(|hit| Some(index.card(hit.card)?.name.clone()))
                .collect();
            assert_eq!(page.texts(".brand-card__name").await, expected, "{sort}");
        }
    })
    .await;
}

#[tokio::test]
async fn cards_that_do_not_come_are_said_and_the_list_stays() {
    let server = serve().await;
    visit_at(&server.site, DESK, async |page| {
        page.forgive("cards-7.json");
        page.forgive("/brands/");
        page.enter("/").await;
        for fault in [Fault::Status(500), Fault::Garbage("[]")] {
            server.harm("cards-7.json", fault);
            page.click(".more__link").await;
            page.until(
                "the calm sentence",
                "document.querySelector('#trouble').checkVisibility()",
            )
            .await;
            assert_eq!(page.ask::<usize>(CARDS).await, PAGE);
            server.heal();
        }
        page.click(".more__link").await;
        page.until("two pages", &format!("{CARDS} === {}", 2 * PAGE))
            .await;
        assert!(
            !page
                .ask::<bool>("document.querySelector('#trouble').checkVisibility()")
                .await
        );
    })
    .await;
}

const LOOP: &str = "document.querySelector('.attract') !== null";

#[tokio::test]
async fn a_houses_own_brands_come_first_wherever_they_stand() {
    let server = serve().await;
    let index = &the_many().site.index;
    let far = index.card(TOTAL - 1).expect("a card");
    let own: Vec<String> = (index.cards())
        .filter(|card| card.owner == far.owner)
        .map(|card| card.name.clone())
        .collect();
    assert!(own.len() > 5, "{own:?}");
    visit_at(&server.site, LOBBY, async |page| {
        page.forgive("/brands/");
        page.before(CLOCK).await;
        page.enter(&format!("/?kiosk={}", far.owner)).await;
        page.until("the loop", LOOP).await;
        let mut seen = Vec::new();
        for _ in &own {
            seen.push(page.text(".attract__name").await);
            page.run("clock.pass(6)").await;
            page.until_drawn().await;
        }
        seen.sort();
        let mut expected = own.clone();
        expected.sort();
        assert_eq!(seen, expected, "these go past");
        touch_in(page).await;
        assert_eq!(page.texts(".house__name").await, own, "and stand on top");
    })
    .await;
}

#[tokio::test]
async fn a_lobby_without_brands_of_its_own_shows_the_whole_city_one_after_the_other() {
    let server = serve().await;
    let index = &the_many().site.index;
    visit_at(&server.site, LOBBY, async |page| {
        page.before(CLOCK).await;
        // No page tells what it is called.
        page.forgive("404");
        page.enter("/?kiosk=nobody").await;
        page.until("the loop", LOOP).await;
        for at in 0..PAGE + 12 {
            let expected = index
                .card(at)
                .map(|card| card.name.as_str())
                .unwrap_or_default();
            page.until(
                expected,
                &format!("document.querySelector('.attract__name').textContent === '{expected}'"),
            )
            .await;
            page.run("clock.pass(6)").await;
        }
    })
    .await;
}
