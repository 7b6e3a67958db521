//! Accessibility of every state of a page: open, offered, told, empty; in every colour scheme.
//!
//! What is open, offered, told or empty, in each of the colours; the pages themselves are `access`'s and `elder`'s, a lobby's states `kiosk`'s.

use super::access::{AXE, ON_PLATE, SIDEWAYS};
use super::elder::{CUT, SPACED};
use super::page::{DESK, PHONE, Page, View, ZOOMED, visit};
use super::page_types::{KINDS, NOWHERE, RICH};
use super::reader::VOICE;
use serde_json::json;
use thirtyfour::Key;

/// What axe finds wrong, or cannot decide for another reason than that something lies over it: that is looked at where nothing does.
const WRONG: &str = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })\
    .then(found => { \
        const covered = node => [...node.any, ...node.all, ...node.none].some(check => ['bgOverlap', 'shortTextContent', 'partiallyObscured', 'elmPartiallyObscured'].includes(check.data?.messageKey)); \
        const nodes = it => it.nodes.map(node => it.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary + JSON.stringify([...node.any, ...node.all].map(check => check.data?.messageKey))); \
        const open = found.incomplete.map(it => ({ ...it, nodes: it.nodes.filter(node => !covered(node) && !(it.id === 'color-contrast' && ON_PLATE(node))) })); \
        return [...found.violations, ...open].flatMap(nodes); })";

/// Text that has less than seven to one.
const FAINT: &str = "axe.run(document, { runOnly: ['color-contrast-enhanced'], rules: { 'color-contrast-enhanced': { enabled: true } } })\
    .then(found => found.violations.flatMap(it => it.nodes.map(node => node.html.slice(0, 120) + node.failureSummary)))";

/// The standard version in the device's colours, and the three of 长辈版.
const COLOURS: [(&str, &str); 5] = [
    ("elder=0", "light"),
    ("elder=0", "dark"),
    ("elder=1&theme=light", "light"),
    ("elder=1&theme=dark", "light"),
    ("elder=1&theme=yellow", "light"),
];

/// What is found wrong in the state in hand.
pub(crate) async fn wrong(page: &Page, state: &str) -> Vec<String> {
    page.run(&format!("{AXE}; 0")).await;
    let mut found: Vec<String> = page.ask(&WRONG.replace("ON_PLATE", ON_PLATE)).await;
    found.extend(page.ask::<Vec<String>>(FAINT).await);
    found
        .into_iter()
        .map(|it| format!("{state}: {it}"))
        .collect()
}

/// What is lost where everybody's own spacing is set (WCAG 1.4.12).
pub(crate) async fn lost_by_spacing(page: &Page, state: &str) -> Vec<String> {
    page.run(&format!("document.adoptedStyleSheets = [(sheet => {{ sheet.replaceSync({}); return sheet; }})(new CSSStyleSheet())]; 0", json!(SPACED))).await;
    page.until_drawn().await;
    let mut lost: Vec<String> = page.ask(SIDEWAYS).await;
    lost.extend(page.ask::<Vec<String>>(CUT).await);
    page.run("document.adoptedStyleSheets = []; 0").await;
    page.until_drawn().await;
    lost.into_iter()
        .map(|it| format!("{state}, spaced: {it}"))
        .collect()
}

/// Goes through all states; `look` is told which one it is in.
async fn walk(page: &Page, mode: &str, mut look: impl AsyncFnMut(&str)) {
    page.enter(&format!("/?{mode}")).await;
    page.search("海").await;
    page.until(
        "suggestions",
        "document.querySelectorAll('.suggestions__item').length > 1",
    )
    .await;
    page.press(Key::Down).await;
    look("suggestions").await;
    page.press(Key::Enter).await;
    page.enter("/?need=jijiu&q=%E6%80%A5").await;
    page.run("document.querySelector('.facet summary').click()")
        .await;
    look("a facet over chosen values").await;
    page.enter("/?q=%E6%80%A5%E6%95%92%E7%AB%99").await;
    look("guesses").await;
    page.enter("/?q=xyzzyq").await;
    look("nothing").await;
    page.enter(RICH).await;
    page.run(
        "for (const id of ['trouble', 'offline', 'update']) document.getElementById(id).hidden = false",
    )
    .await;
    look("everything that is told").await;
    page.run(
        "for (const id of ['trouble', 'offline', 'update']) document.getElementById(id).hidden = true",
    )
    .await;
    page.run("(it => { it.focus(); it.click(); })([...document.querySelectorAll('[data-companion=read]')].find(it => it.checkVisibility()))").await;
    page.until(
        "it is read",
        "document.querySelector('.reader') !== null && window.said.length > 0",
    )
    .await;
    look("read aloud").await;
    page.run("(it => { it.focus(); it.click(); })(document.querySelector('[data-reader=stop]'))")
        .await;
    page.until("silence", "document.querySelector('.reader') === null")
        .await;
    let focused = "document.activeElement.dataset.companion ?? null";
    assert_eq!(
        page.ask::<Option<String>>(focused).await.as_deref(),
        Some("read"),
        "the focus goes back to the button that began"
    );
    page.run(
        "(it => { it.focus(); it.click(); })(document.querySelector('[data-companion=share]'))",
    )
    .await;
    page.find("dialog[open] .qr").await;
    // Its last button stays in view, over what is scrolled below it.
    page.run("(it => { it.scrollTop = it.scrollHeight; })(document.querySelector('dialog[open]'))")
        .await;
    look("the sheet").await;
    page.run(
        "[...document.querySelectorAll('.sheet__way')].find(it => it.innerText === '做成海报').click()",
    )
    .await;
    page.find(".sheet__poster img").await;
    page.run("(it => { it.scrollTop = it.scrollHeight; })(document.querySelector('dialog[open]'))")
        .await;
    look("the poster").await;
    page.press(Key::Escape).await;
    page.until("closed", "document.querySelector('dialog[open]') === null")
        .await;
    assert_eq!(
        page.ask::<Option<String>>(focused).await.as_deref(),
        Some("share"),
        "Esc gives the focus back"
    );
}

async fn axe_finds_nothing_in_any_state(view: View) {
    visit(view, async |page| {
        page.before(VOICE).await;
        let mut found = Vec::new();
        for (mode, scheme) in COLOURS {
            page.prefer("", &[("prefers-color-scheme", scheme)]).await;
            walk(page, mode, async |state| {
                found.extend(wrong(page, &format!("{mode} {scheme}, {state}")).await);
            })
            .await;
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn axe_finds_nothing_in_any_state_on_a_phone() {
    axe_finds_nothing_in_any_state(PHONE).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_any_state_on_a_desk() {
    axe_finds_nothing_in_any_state(DESK).await;
}

/// What can be touched in the part that a state adds, links within a sentence excepted, and is smaller than it may be.
const TOO_SMALL: &str = "(least => [...document.querySelectorAll('.suggestions__item, details[open] :is(summary, a), .nothing__list a, .notice a, .reader button, dialog[open] :is(button, textarea), .comfort button')] \
    .filter(it => it.checkVisibility()).map(it => [it, it.getBoundingClientRect()]).filter(([, box]) => box.width < least - 0.1 || box.height < least - 0.1) \
    .map(([it, box]) => Math.round(box.width) + ' × ' + Math.round(box.height) + ' ' + it.outerHTML.slice(0, 120)))";

#[tokio::test]
async fn whatever_is_touched_in_any_state_is_large() {
    visit(PHONE, async |page| {
        page.before(VOICE).await;
        let mut found = Vec::new();
        for (mode, least) in [("elder=0", 48), ("elder=1&size=0", 60)] {
            walk(page, mode, async |state| {
                let small: Vec<String> = page.ask(&format!("{TOO_SMALL}({least})")).await;
                found.extend(small.into_iter().map(|it| format!("{mode}, {state}: {it}")));
            })
            .await;
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn spacing_of_ones_own_loses_nothing_in_any_state() {
    visit(PHONE, async |page| {
        page.before(VOICE).await;
        let mut found = Vec::new();
        for mode in ["elder=0", "elder=1&size=3"] {
            walk(page, mode, async |state| {
                found.extend(lost_by_spacing(page, &format!("{mode}, {state}")).await);
            })
            .await;
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn four_hundred_per_cent_lose_nothing_in_any_state() {
    visit(ZOOMED, async |page| {
        page.before(VOICE).await;
        let mut found = Vec::new();
        for mode in ["elder=0", "elder=1&size=3"] {
            walk(page, mode, async |state| {
                let out: Vec<String> = page.ask(SIDEWAYS).await;
                found.extend(out.into_iter().map(|it| format!("{mode}, {state}: {it}")));
                // What has the focus is not hidden by what stays in place.
                let hidden: bool = page.ask("(it => { if (it === document.body || it.matches('dialog, h2')) return false; const box = it.getBoundingClientRect(); const hit = document.elementFromPoint(box.x + box.width / 2, Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1)); return !(hit && (it.contains(hit) || hit.contains(it))); })(document.activeElement)").await;
                if hidden {
                    found.push(format!("{mode}, {state}: the focus is hidden: {}", page.ask::<String>("document.activeElement.outerHTML.slice(0, 120)").await));
                }
            })
            .await;
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn esc_closes_what_is_open_and_the_focus_is_where_it_began() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.search("海").await;
        page.until(
            "suggestions",
            "document.querySelectorAll('.suggestions__item').length > 1",
        )
        .await;
        page.press(Key::Escape).await;
        page.until(
            "closed",
            "!document.querySelector('#suggestions').checkVisibility()",
        )
        .await;
        let (focused, text): (String, String) = page
            .ask("[document.activeElement.id, document.querySelector('#q').value]")
            .await;
        assert_eq!((focused.as_str(), text.as_str()), ("q", "海"));
        page.enter("/").await;
        page.run("document.querySelector('.facet:nth-of-type(4) summary').focus()")
            .await;
        page.press(Key::Enter).await;
        page.until(
            "open",
            "document.querySelector('.facet:nth-of-type(4)').open",
        )
        .await;
        page.press(Key::Tab).await;
        page.until("inside", "document.activeElement.matches('.choice')")
            .await;
        page.press(Key::Escape).await;
        page.until("closed", "document.querySelector('details[open]') === null")
            .await;
        assert!(
            page.ask::<bool>("document.activeElement.matches('.facet:nth-of-type(4) summary')")
                .await
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_found_is_said_no_sooner_than_a_second_after_the_last_key() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.run("window.said = []; window.keyed = 0; document.addEventListener('input', event => { window.keyed = event.timeStamp; }, true); new MutationObserver(() => said.push(performance.now() - window.keyed)).observe(document.querySelector('#announce'), { childList: true, characterData: true, subtree: true })").await;
        page.search("急救").await;
        page.until("it is said", "window.said.length > 0").await;
        let pauses: Vec<f64> = page.ask("window.said").await;
        assert!(pauses.iter().all(|pause| *pause >= 999.0), "{pauses:?}");
    })
    .await;
}

#[tokio::test]
async fn no_line_is_longer_than_thirty_six_characters() {
    visit(DESK, async |page| {
        for path in ["/", RICH, "/about/", "/needs/jijiu/"] {
            page.enter(path).await;
            let long: Vec<String> = page
                .ask("[...document.querySelectorAll('main p')].filter(it => it.checkVisibility() && it.textContent.length > 36 && it.getBoundingClientRect().width > 36.5 * parseFloat(getComputedStyle(it).fontSize)).map(it => it.outerHTML.slice(0, 120))")
                .await;
            assert!(long.is_empty(), "{path}: {long:#?}");
        }
    })
    .await;
}

/// The pages that tell of all at once.
const OVERVIEWS: [&str; 6] = [
    "/matrix/",
    "/places/",
    "/figures/",
    "/timeline/",
    "/tour/",
    "/tour/ji-xianfeng/",
];

#[tokio::test]
async fn every_page_that_tells_can_be_read_aloud() {
    visit(PHONE, async |page| {
        page.before(VOICE).await;
        for mode in ["0", "1"] {
            page.enter(&format!("/?elder={mode}")).await;
            let kinds = KINDS.iter().map(|kind| kind.path).filter(|path| *path != NOWHERE);
            for path in kinds.chain(OVERVIEWS) {
                page.enter(path).await;
                let offered: bool = page
                    .ask("[...document.querySelectorAll('[data-companion=read]')].some(it => it.checkVisibility())")
                    .await;
                assert!(offered, "elder={mode} {path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_closes_a_dialog_is_large_and_in_its_upper_corner() {
    visit(PHONE, async |page| {
        for (mode, least) in [("0", 48.0), ("1", 60.0)] {
            page.enter(&format!("{RICH}?elder={mode}")).await;
            page.run("document.querySelector('[data-companion=share]').click()").await;
            page.find("dialog[open] .qr").await;
            let (aside, below, height): (f64, f64, f64) = page.ask("(() => { const sheet = document.querySelector('dialog[open]').getBoundingClientRect(), close = document.querySelector('.sheet__close').getBoundingClientRect(); return [sheet.right - close.right, close.top - sheet.top, close.height]; })()").await;
            assert!((0.0..40.0).contains(&aside) && (0.0..40.0).contains(&below) && height >= least, "elder={mode}: {aside} {below} {height}");
        }
    })
    .await;
}
