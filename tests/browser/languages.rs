//! The three languages, as the program shows them.
//!
//! What a page says is drawn on the desk and looked at there (`view/english.rs`, `view/traditional.rs`); here the program says it, too, finds
//! the same, keeps a copy of each language for itself, and lets a lobby's visitor choose without telling the next one.

use super::access::SIDEWAYS;
use super::kiosk::{CLOCK, HOUSE, touch_in};
use super::offline::{Host, REFUSED, until_kept};
use super::page::{DESK, LOBBY, PHONE, Page, View, visit, visit_kept};
use super::page_types::KINDS;
use super::states::wrong;
use thirtyfour::Key;

/// Each other language: its folder, its tag, what its gallery is called.
const OTHERS: [(&str, &str, &str); 2] = [
    ("/zh-hant/", "zh-Hant", "甬醫品牌館"),
    ("/en/", "en", "Ningbo Health Brands"),
];

/// What is left in simplified characters where nothing says that it is, of words that everybody has.
const LEFT: &str = "[...document.querySelectorAll('body *')].filter(it => it.checkVisibility() && !it.closest('[lang^=zh], script, style') && [...it.childNodes].some(node => node.nodeType === 3 && /[\u{4e00}-\u{9fff}]/u.test(node.data))).map(it => it.textContent.slice(0, 40))";

async fn language(page: &Page) -> String {
    page.ask("document.documentElement.lang").await
}

async fn hits(page: &Page) -> Vec<String> {
    page.ask("[...document.querySelectorAll('.brand-card__name a')].map(it => it.pathname.replace(/^.*brands/, ''))").await
}

#[tokio::test]
async fn a_page_leads_to_itself_in_each_language_and_back() {
    visit(DESK, async |page| {
        for address in [
            "/",
            "/brands/yilu-gendang/",
            "/brands/yilu-gendang/wangzha-tuandui/",
            "/needs/jijiu/",
            "/matrix/",
            "/compare/",
            "/about/",
        ] {
            for (folder, tag, name) in OTHERS {
                page.open(address).await;
                page.click(&format!(".frame__header a[hreflang={tag}]"))
                    .await;
                page.until_on().await;
                assert_eq!(language(page).await, tag, "{address}");
                assert!(page.address().await.starts_with(folder), "{address}");
                assert!(page.text(".frame__name").await.ends_with(name), "{address}");
                page.click(".frame__header a[hreflang=zh-CN]").await;
                page.until_on().await;
                assert_eq!(page.address().await, address);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_words_find_the_same_brands_in_each_language() {
    visit(DESK, async |page| {
        for query in [
            "%E5%8C%BB%E8%B7%AF",
            "%E9%86%AB%E8%B7%AF",
            "yilu",
            "heart",
            "ylgd",
            "%E9%80%8F%E6%9E%90",
            "150.8",
            "%E6%9D%8E%E6%85%A7%E5%88%A9",
        ] {
            page.enter(&format!("/?q={query}")).await;
            page.until(
                "an answer",
                "document.querySelector('.filters__total') !== null",
            )
            .await;
            let found = hits(page).await;
            assert!(!found.is_empty(), "{query}");
            let marks = page.count(".cards mark").await;
            for (folder, tag, _) in OTHERS {
                page.enter(&format!("{folder}?q={query}")).await;
                page.until(
                    "an answer",
                    "document.querySelector('.filters__total') !== null",
                )
                .await;
                assert_eq!(hits(page).await, found, "{query}, {tag}");
                // A gloss may be marked, too; an English summary stands for the words that were found.
                let least = if tag == "en" { marks.min(1) } else { marks };
                assert!(page.count(".cards mark").await >= least, "{query}, {tag}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_program_speaks_the_language_of_its_page_wherever_it_goes() {
    visit(DESK, async |page| {
        page.forgive("/nothing/");
        page.enter("/en/").await;
        page.search("jijiu").await;
        page.until("suggestions", "document.querySelectorAll('.suggestions__item').length > 0").await;
        page.press(Key::Enter).await;
        page.until("an answer", "/^Brands: \\d+$/.test(document.querySelector('#results').textContent)").await;
        page.until("it is said", "/^Brands found: \\d+$/.test(document.querySelector('#announce').textContent)").await;
        page.until("the ways to it", "document.querySelector('a[hreflang=zh-Hant]').search === '?q=jijiu'").await;
        page.click(".facet:nth-of-type(2) summary").await;
        let left: Vec<String> = page.ask(LEFT).await;
        let ours: Vec<&String> = left.iter().filter(|text| !text.contains('(')).collect();
        assert!(ours.is_empty(), "{ours:#?}");
        page.press(Key::Escape).await;
        page.click(".brand-card__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null").await;
        assert!(page.address().await.starts_with("/en/brands/"));
        assert!(page.ask::<bool>("document.querySelector('a[hreflang=zh-Hant]').pathname === location.pathname.replace('/en/', '/zh-hant/')").await);
        page.click("[data-companion=share]").await;
        page.until("the sheet", "document.querySelector('.sheet[open]') !== null").await;
        assert_eq!(page.text("#sheet-title").await, "Share this page");
        page.enter("/about/").await;
        page.click("main a[href='/handbook/']").await;
        page.until("a paper, which is in one language", "location.pathname === '/handbook/'").await;
        page.until("the gallery of the other", "document.querySelector('a[hreflang=en]').pathname === '/en/'").await;
        page.open("/en/nothing/").await;
        assert_eq!((language(page).await, page.text("h1").await), ("en".to_owned(), "Page not found".to_owned()));
        page.open("/zh-hant/nothing/").await;
        assert_eq!(page.text("h1").await, "找不到這個頁面");
    })
    .await;
}

async fn axe_finds_nothing(view: View) {
    visit(view, async |page| {
        let mut found = Vec::new();
        for (folder, tag, _) in OTHERS {
            for (path, scheme) in [
                ("", "light"),
                ("?q=yilu", "dark"),
                ("brands/yilu-gendang/", "light"),
                ("figures/", "light"),
                ("about/", "dark"),
                ("?elder=1", "light"),
            ] {
                page.prefer("", &[("prefers-color-scheme", scheme)]).await;
                page.enter(&format!("{folder}{path}")).await;
                found.extend(wrong(page, &format!("{tag} {path}")).await);
                found.extend(page.ask::<Vec<String>>(SIDEWAYS).await);
            }
            page.run("localStorage.clear()").await;
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn axe_finds_nothing_in_any_language_on_a_phone() {
    axe_finds_nothing(PHONE).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_any_language_on_a_desk() {
    axe_finds_nothing(DESK).await;
}

#[tokio::test]
async fn each_language_keeps_a_copy_of_its_own_and_leaves_those_of_others_alone() {
    let host = Host::new().await;
    let site = host.server.site.clone();
    visit_kept(&site, PHONE, async |page| {
        page.forgive(REFUSED);
        page.forgive("/nothing/");
        for folder in ["/", "/en/"] {
            page.enter(folder).await;
            page.until("a copy", &format!("navigator.serviceWorker.getRegistration().then(it => !!it && !!it.active && new URL(it.scope).pathname === '{folder}')")).await;
            page.open(&format!("{folder}about/")).await;
            until_kept(page).await;
        }
        drop(host);
        for (path, heading) in [
            ("/en/brands/yilu-gendang/", "医路跟党"),
            ("/brands/yilu-gendang/", "医路跟党"),
            ("/en/nothing/", "Page not found"),
            ("/nothing/", "找不到这个页面"),
        ] {
            page.open(path).await;
            assert!(page.text("h1").await.starts_with(heading), "{path}");
        }
        page.enter("/en/").await;
        page.search("dialysis").await;
        page.until("found without a server", "document.querySelectorAll('.cards mark').length > 0").await;
    })
    .await;
}

#[tokio::test]
async fn a_lobbys_visitor_chooses_a_language_and_the_next_one_begins_in_the_houses() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.enter(HOUSE).await;
        page.until("the loop", "document.querySelector('.attract') !== null").await;
        touch_in(page).await;
        page.click(".house a[hreflang=en]").await;
        page.until("English, and the visit goes on", "document.documentElement.lang === 'en' && document.documentElement.dataset.kiosk === 'active' && document.querySelector('.lobby') !== null").await;
        page.until_on().await;
        assert_eq!(page.count(".attract").await, 0);
        assert_eq!(page.text("[data-do=end]").await, "Finish");
        assert!(page.address().await.starts_with("/en/?kiosk="));
        assert_eq!(page.ask::<usize>("navigation.entries().length").await, 1, "Back has nothing to return to");
        page.click(".house__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null && location.pathname.startsWith('/en/brands/')").await;
        page.click("[data-do=take]").await;
        page.until("its code", "document.querySelector('#lobby-take').open").await;
        assert!(page.text(".ask__address").await.contains("/en/brands/"));
        page.click("[data-do=close]").await;
        page.click("[data-do=find]").await;
        page.until("the search of the same language", "location.pathname === '/en/' && document.querySelector('.touch-pad') !== null").await;
        page.click("[data-do=end]").await;
        page.until("home, in the house's language", "document.documentElement.lang === 'zh-CN' && location.pathname === '/' && location.search === '?kiosk=lihuili-yiyuan' && ['attract', 'home'].includes(document.documentElement.dataset.kiosk)").await;
        page.until_on().await;
        page.until("the loop", "document.querySelector('.attract') !== null").await;
        assert!(page.text(".attract__heading").await.contains("李惠利医院"));
    })
    .await;
}

/// Links whose text stands in boxes of its own beside each other: a link that is a flex box makes one of each run of text, and a name in two
/// languages has several.
const COLUMNS: &str = "[...document.querySelectorAll('a')].filter(it => it.checkVisibility() && /flex|grid/.test(getComputedStyle(it).display)).filter(it => { const runs = [...it.childNodes].filter(node => node.nodeType === 1 && !node.matches('svg, [aria-hidden=true]') || node.nodeType === 3 && node.data.trim() !== ''); return runs.length > 1; }).map(it => it.outerHTML.slice(0, 120))";

#[tokio::test]
async fn names_in_two_languages_stay_in_one_piece() {
    visit(PHONE, async |page| {
        let mut found = Vec::new();
        let overviews = ["matrix/", "figures/", "timeline/", "places/", "tour/", "compare/", "institutions/"];
        let kinds = KINDS.iter().filter(|kind| kind.is_file && kind.path != super::page_types::NOWHERE);
        for path in kinds.map(|kind| kind.path.trim_start_matches('/')).chain(overviews) {
            page.enter(&format!("/en/{path}")).await;
            page.run("document.querySelectorAll('details').forEach(it => { it.open = true; it.removeAttribute('name'); it.open = true; })").await;
            let columns: Vec<String> = page.ask(COLUMNS).await;
            found.extend(columns.into_iter().map(|it| format!("{path}: {it}")));
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}
