//! Accessibility of every kind of page: axe, focus, headings, target sizes.

use super::page::{DESK, NARROW, PHONE, Page, View, ZOOMED, visit};
use super::page_types::{KINDS, NOWHERE, RICH};
use serde_json::{Value, json};
use thirtyfour::Key;

/// axe-core 4.14.1, MPL-2.0.
pub(crate) const AXE: &str = include_str!("../fixtures/axe.min.js");

/// Whether a finding that axe cannot decide is about words on a plate: tests/contrast.rs computes their contrast.
pub(crate) const ON_PLATE: &str = "(node => !!document.querySelector(node.target[0])?.closest('.featured__words, .brand__head--plate, .attract'))";

const RULES: &str = "axe.run(WHERE, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })\
    .then(found => [...found.violations, ...found.incomplete.map(it => ({ ...it, nodes: it.nodes.filter(node => it.id !== 'color-contrast' || !ON_PLATE(node)) }))]\
    .filter(it => it.nodes.length > 0).map(it => it.id + ': ' + it.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join('; ')))";

/// What axe finds wrong on the page in hand, or cannot decide.
pub(crate) async fn violations(page: &Page) -> Vec<String> {
    violations_within(page, "document").await
}

/// What axe finds wrong in one part of the page, or cannot decide: of what lies below that part it can say nothing.
async fn violations_within(page: &Page, place: &str) -> Vec<String> {
    page.run(&format!("{AXE}; 0")).await;
    page.ask(&RULES.replace("ON_PLATE", ON_PLATE).replace("WHERE", place))
        .await
}

async fn axe_finds_nothing(view: View, scheme: &str) {
    visit(view, async |page| {
        page.forgive(NOWHERE);
        page.prefer("", &[("prefers-color-scheme", scheme)]).await;
        let mut found = Vec::new();
        let mut look = async |place: &str, part: &str| {
            let wrong = violations_within(page, part).await.into_iter();
            found.extend(wrong.map(|it| format!("{place}: {it}")));
        };
        for kind in KINDS {
            page.enter(kind.path).await;
            look(kind.path, "document").await;
        }
        page.enter("/").await;
        for facet in 1..=5 {
            page.click(&format!(".facet:nth-of-type({facet}) summary"))
                .await;
            // Of a value that is cut off where the list scrolls axe can say nothing.
            page.run(
                "document.querySelector('.facet[open] .facet__panel').style.maxBlockSize = 'none'",
            )
            .await;
            look(&format!("/ with facet {facet} open"), "'.facet[open]'").await;
            page.press(Key::Escape).await;
        }
        page.run("document.querySelector('#trouble').hidden = false")
            .await;
        look("/ in trouble", "'#trouble'").await;
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn axe_finds_nothing_on_a_phone_in_light() {
    axe_finds_nothing(PHONE, "light").await;
}

#[tokio::test]
async fn axe_finds_nothing_on_a_phone_in_dark() {
    axe_finds_nothing(PHONE, "dark").await;
}

#[tokio::test]
async fn axe_finds_nothing_on_a_desk_in_light() {
    axe_finds_nothing(DESK, "light").await;
}

#[tokio::test]
async fn axe_finds_nothing_on_a_desk_in_dark() {
    axe_finds_nothing(DESK, "dark").await;
}

#[tokio::test]
async fn axe_finds_nothing_on_pages_without_a_program() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        page.tell(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
        for kind in KINDS.iter().filter(|kind| kind.is_file) {
            page.open(kind.path).await;
            // A page that runs no script runs no axe: what was written is looked at with scripts on again.
            page.tell(
                "Emulation.setScriptExecutionDisabled",
                json!({ "value": false }),
            )
            .await;
            let found = violations(page).await;
            page.tell(
                "Emulation.setScriptExecutionDisabled",
                json!({ "value": true }),
            )
            .await;
            assert!(found.is_empty(), "{}: {found:#?}", kind.path);
        }
    })
    .await;
}

/// Whatever sticks out of the page to a side.
pub(crate) const SIDEWAYS: &str = "(() => { const root = document.documentElement, wide = root.clientWidth; \
    const out = [...document.querySelectorAll('body :not(.plate *)')].filter(it => { const box = it.getBoundingClientRect(); return it.checkVisibility() && box.width > 1 && (box.right > wide + 0.5 || box.left < -0.5); }); \
    return [root.scrollWidth > wide ? root.scrollWidth + ' in ' + wide : '', ...out.map(it => it.outerHTML.slice(0, 120))].filter(it => it); })()";

async fn nothing_sticks_out(view: View) {
    visit(view, async |page| {
        page.forgive(NOWHERE);
        for kind in KINDS {
            page.enter(kind.path).await;
            let out: Vec<String> = page.ask(SIDEWAYS).await;
            assert!(out.is_empty(), "{}: {out:#?}", kind.path);
        }
        page.enter("/").await;
        for facet in 1..=5 {
            page.click(&format!(".facet:nth-of-type({facet}) summary"))
                .await;
            let out: Vec<String> = page.ask(SIDEWAYS).await;
            assert!(out.is_empty(), "facet {facet}: {out:#?}");
            page.press(Key::Escape).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_narrowest_phone_needs_no_sideways_scroll() {
    nothing_sticks_out(NARROW).await;
}

#[tokio::test]
async fn four_hundred_per_cent_need_no_sideways_scroll() {
    nothing_sticks_out(ZOOMED).await;
}

#[tokio::test]
async fn letters_twice_as_large_need_no_sideways_scroll() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        for kind in KINDS {
            page.enter(kind.path).await;
            page.run("document.documentElement.style.fontSize = '200%'")
                .await;
            page.until_drawn().await;
            let out: Vec<String> = page.ask(SIDEWAYS).await;
            assert!(out.is_empty(), "{}: {out:#?}", kind.path);
        }
    })
    .await;
}

/// What can be touched and is smaller than `least` by `least` pixels; links within a sentence, citations, and dots of a picture that has its list below are excepted.
/// A small box is forgiven where a square of that size around its middle answers for it, as a card does for its name.
pub(crate) const SMALL: &str = "(least => { \
    const sentence = it => getComputedStyle(it).display === 'inline' && [...it.parentElement.childNodes].some(node => node !== it && node.textContent.trim() !== '' && node.nodeType !== Node.COMMENT_NODE); \
    const answers = it => { \
        it.scrollIntoView({ block: 'center', behavior: 'instant' }); \
        const box = it.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2, half = least / 2 - 1; \
        return [-half, 0, half].every(dx => [-half, 0, half].every(dy => { const hit = document.elementFromPoint(Math.min(Math.max(x + dx, 0), innerWidth - 1), y + dy); return hit !== null && (it === hit || it.contains(hit)); })); }; \
    return [...document.querySelectorAll('a[href], button, input, summary, select, textarea, [role=button], [role=link]')] \
        .filter(it => it.checkVisibility() && !it.matches('.citation, .frame__skip, .radial-tree__dot') && !sentence(it)) \
        .filter(it => { const box = it.getBoundingClientRect(); return (box.width < least || box.height < least) && !answers(it); }) \
        .map(it => { const box = it.getBoundingClientRect(); return Math.round(box.width) + ' × ' + Math.round(box.height) + ' ' + it.outerHTML.slice(0, 160); }); })";

async fn targets_are_large(view: View) {
    visit(view, async |page| {
        page.forgive(NOWHERE);
        let mut small: Vec<String> = Vec::new();
        for kind in KINDS {
            page.enter(kind.path).await;
            small.extend(page.ask::<Vec<String>>(&format!("{SMALL}(48)")).await);
        }
        page.enter("/").await;
        for facet in 1..=5 {
            page.click(&format!(".facet:nth-of-type({facet}) summary")).await;
            // It lies over the rest of the page.
            let open: Vec<String> = page.ask(&format!("{SMALL}(48)")).await;
            small.extend(open.into_iter().filter(|it| it.contains("choice") || it.contains("facet__")));
            page.press(Key::Escape).await;
        }
        small.sort();
        small.dedup();
        assert!(small.is_empty(), "{small:#?}");
        page.run("document.querySelector('#trouble').hidden = false").await;
        page.run("document.querySelector('.frame__skip').focus()").await;
        let sizes: Vec<(f64, f64)> = page
            .ask("['#trouble a', '.frame__skip'].map(it => document.querySelector(it).getBoundingClientRect()).map(box => [box.width, box.height])")
            .await;
        assert!(sizes.iter().all(|(width, height)| *width >= 48.0 && *height >= 48.0), "{sizes:?}");
    })
    .await;
}

#[tokio::test]
async fn whatever_is_touched_is_large_on_a_phone() {
    targets_are_large(PHONE).await;
}

#[tokio::test]
async fn whatever_is_touched_is_large_on_a_desk() {
    targets_are_large(DESK).await;
}

/// Fails unless what has the focus is seen, and seen to have it.
async fn focus_is_seen(page: &Page) -> String {
    // Following a key, the page may still be on its way.
    page.until(
        "the focus is on the screen",
        "(box => box.width > 0 && box.bottom > 0 && box.top < innerHeight)(document.activeElement.getBoundingClientRect())",
    )
    .await;
    let (seen, what): (bool, String) = page
        .ask(
            "(it => { const ringed = it => { const look = getComputedStyle(it); return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 3; }; \
                let ring = it; while (ring && !ringed(ring)) ring = ring.parentElement; \
                return [ring !== null, it.outerHTML.slice(0, 120)]; })(document.activeElement)",
        )
        .await;
    assert!(seen, "no ring around {what}");
    what
}

/// Presses Tab until `css` has the focus, each stop on the way being seen.
pub(crate) async fn tab_to(page: &Page, css: &str) {
    let is_there = format!("document.activeElement.matches({})", json!(css));
    let mut way = Vec::new();
    while !page.ask::<bool>(&is_there).await {
        page.press(Key::Tab).await;
        way.push(focus_is_seen(page).await);
        assert!(way.len() < 60, "no way to {css}: {way:#?}");
    }
}

#[tokio::test]
async fn the_keyboard_alone_finds_filters_opens_and_comes_back() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.press(Key::Tab).await;
        assert_eq!(page.ask::<String>("document.activeElement.innerText").await, "跳到正文");
        focus_is_seen(page).await;
        page.press(Key::Enter).await;
        page.until("the main part has the focus", "document.activeElement.id === 'main'").await;
        page.press(Key::Tab).await;
        assert_eq!(page.ask::<String>("document.activeElement.id").await, "q", "search comes first");
        focus_is_seen(page).await;

        page.press("急救").await;
        page.until("hits are marked", "document.querySelectorAll('.cards mark').length > 0").await;
        tab_to(page, ".facet:nth-of-type(1) summary").await;
        page.press(Key::Enter).await;
        page.until("the facet opens", "document.activeElement.parentElement.open").await;
        tab_to(page, ".choice[href*='need=jijiu']").await;
        page.press(Key::Enter).await;
        page.until("chosen", "document.querySelectorAll('.choice[aria-current]').length === 1").await;
        page.until_drawn().await;
        assert_eq!(page.ask::<String>("document.activeElement.getAttribute('aria-current')").await, "true", "the focus stays on what was chosen");
        tab_to(page, ".facet__done").await;
        page.press(Key::Enter).await;
        page.until("the results have the focus", "document.activeElement.id === 'results'").await;
        assert_eq!(page.count("details[open]").await, 0);

        tab_to(page, ".brand-card__name a").await;
        let opened: String = page.ask("document.activeElement.getAttribute('href')").await;
        page.press(Key::Enter).await;
        page.until("the brand", &format!("location.pathname === '{opened}' && document.querySelector('.brand__name') !== null")).await;
        page.until("its beginning has the focus", "document.activeElement.id === 'main'").await;
        page.press(Key::Tab).await;
        focus_is_seen(page).await;

        page.back().await;
        page.until("the card has the focus again", &format!("document.activeElement.getAttribute('href') === '{opened}'")).await;
        focus_is_seen(page).await;
    })
    .await;
}

#[tokio::test]
async fn every_stop_of_the_keyboard_is_seen_on_each_kind_of_page() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        for kind in KINDS {
            page.enter(kind.path).await;
            for _ in 0..25 {
                page.press(Key::Tab).await;
                // Behind the last stop the focus leaves the page.
                if page
                    .ask::<bool>("document.activeElement === document.body")
                    .await
                {
                    break;
                }
                focus_is_seen(page).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn in_forced_colours_everything_is_still_told_apart() {
    visit(DESK, async |page| {
        page.prefer("", &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]).await;
        page.enter("/").await;
        assert!(page.ask::<bool>("matchMedia('(forced-colors: active)').matches").await);
        page.click(".facet:nth-of-type(1) summary").await;
        page.click(".choice[href='/?need=jijiu']").await;
        page.until("chosen", "document.querySelectorAll('.choice[aria-current]').length === 1").await;
        let mark: String = page.ask("getComputedStyle(document.querySelector('.choice[aria-current]'), '::before').content").await;
        assert!(mark.contains('✓'), "what is chosen is marked by more than a colour: {mark}");
        // Shapes that are painted by a background vanish; a line must hold them.
        for css in [".search-form__row", ".facet__name", ".choice", ".brand-card", ".chip"] {
            let line: bool = page.ask(&format!("(look => look.borderTopStyle !== 'none' && parseFloat(look.borderTopWidth) >= 1)(getComputedStyle(document.querySelector('{css}')))")).await;
            assert!(line, "{css} has no outline");
        }
        page.search_out("急救").await;
        page.until("hits are marked", "document.querySelectorAll('.cards mark').length > 0").await;
        let same: bool = page.ask("(mark => getComputedStyle(mark).backgroundColor === getComputedStyle(document.body).backgroundColor)(document.querySelector('mark'))").await;
        assert!(!same, "a mark stands out");
        focus_is_seen(page).await;
        page.click(".brand-card__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null").await;
        let emblem: (String, String) = page.ask("(it => [getComputedStyle(it.querySelector('.emblem__form')).fill, getComputedStyle(it.querySelector('.emblem__motif')).stroke])(document.querySelector('.brand__emblem'))").await;
        assert_ne!(emblem.0, emblem.1, "the emblem's motif is seen on its ground");
    })
    .await;
}

#[tokio::test]
async fn with_reduced_motion_nothing_moves_by_itself() {
    visit(PHONE, async |page| {
        page.prefer("", &[("prefers-reduced-motion", "reduce")]).await;
        for path in ["/", RICH] {
            page.enter(path).await;
            assert_eq!(page.ask::<usize>("document.getAnimations().length").await, 0);
            let smooth: Vec<String> = page
                .ask("[...document.querySelectorAll('*')].filter(it => { const look = getComputedStyle(it); return look.scrollBehavior === 'smooth' || look.animationName !== 'none' || look.transitionDuration.split(', ').some(time => parseFloat(time) > 0); }).map(it => it.className)")
                .await;
            assert!(smooth.is_empty(), "{smooth:?}");
        }
        page.click(".citation").await;
        page.until("a citation leads on at once", "document.activeElement.id.startsWith('source-')").await;
        page.enter("/").await;
        page.search_out("急救").await;
        page.until("search works", "document.querySelectorAll('.cards mark').length > 0").await;
    })
    .await;
}

#[tokio::test]
async fn on_paper_there_is_the_account_and_nothing_to_operate() {
    visit(DESK, async |page| {
        page.prefer("print", &[]).await;
        for path in ["/", RICH, "/brands/yongyi-xianfeng/muhai-jijiuquan/", "/needs/jijiu/", "/about/"] {
            page.enter(path).await;
            let operated: Vec<String> = page
                .ask("[...document.querySelectorAll('nav, form, input, button, summary:not(.gallery__fold), details:not(.account__rest, .gallery__group), .frame__skip, .filters, #trouble')].filter(it => it.checkVisibility()).map(it => it.outerHTML.slice(0, 100))")
                .await;
            assert!(operated.is_empty(), "{path}: {operated:?}");
            assert!(page.ask::<bool>("document.querySelector('h1').checkVisibility()").await);
            let folded: usize = page.ask("[...document.querySelectorAll('.account__section')].filter(it => !it.checkVisibility()).length").await;
            assert_eq!(folded, 0, "{path}: what is folded on a screen is printed");
            let (ink, paper): (String, String) = page.ask("(look => [look.color, look.backgroundColor])(getComputedStyle(document.documentElement))").await;
            assert_eq!((ink.as_str(), paper.as_str()), ("rgb(0, 0, 0)", "rgb(255, 255, 255)"), "{path}");
        }
        let printed: Value = page.tell("Page.printToPDF", json!({ "preferCSSPageSize": true })).await;
        let pdf = printed["data"].as_str().unwrap_or_default();
        assert!(pdf.starts_with("JVBERi0"), "a PDF");
    })
    .await;
}

#[tokio::test]
async fn in_the_dark_paper_is_still_white() {
    visit(DESK, async |page| {
        page.prefer("print", &[("prefers-color-scheme", "dark")]).await;
        page.enter(RICH).await;
        let (ink, paper): (String, String) = page.ask("(look => [look.color, look.backgroundColor])(getComputedStyle(document.documentElement))").await;
        assert_eq!((ink.as_str(), paper.as_str()), ("rgb(0, 0, 0)", "rgb(255, 255, 255)"));
        let light: Vec<String> = page
            .ask("[...document.querySelectorAll('main *')].filter(it => it.checkVisibility() && it.textContent.trim() && !it.closest('svg')).map(it => getComputedStyle(it).color).filter(color => color.match(/[0-9]+/g).some(part => +part > 120))")
            .await;
        assert!(light.is_empty(), "{light:?}");
    })
    .await;
}
