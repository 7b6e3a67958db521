//! Accessibility of the overview pages.
//!
//! axe looks at each of them in every mode, and what it cannot decide counts as found. One thing is decided here: the contrast of letters in a
//! picture. axe sees no ground below SVG; ours stand on a halo of their own, painted before them, so that it is known. Then the ways of the keyboard.

use super::access::{AXE, SIDEWAYS, SMALL, tab_to};
use super::elder::SMALL_TEXT;
use super::kiosk::{lobby, pass, touch_in};
use super::page::{DESK, LOBBY, NARROW, PHONE, Page, View, ZOOMED, visit};
use super::page_types::{KINDS, NOWHERE};
use super::states::lost_by_spacing;
use serde_json::json;
use thirtyfour::Key;

/// Every overview, brands side by side, and a step of the tour.
const OVERVIEWS: [&str; 9] = [
    "/matrix/",
    "/figures/",
    "/timeline/",
    "/places/",
    "/compare/",
    "/compare/?brands=yilu-gendang,gaoshan-xunhui",
    "/compare/?brands=yilu-gendang,renxin-renshu-huimin-limin,gaoshan-xunhui",
    "/tour/",
    "/tour/yilu-gendang/",
];

/// What axe finds or cannot decide; letters in a picture are held to their own halo, and that to the page below it.
const FOUND: &str = "(async () => {
    const parts = css => css.match(/[0-9.]+/g).slice(0, 3).map(Number);
    const light = colour => { const [red, green, blue] = colour.map(part => { part /= 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; }); return 0.2126 * red + 0.7152 * green + 0.0722 * blue; };
    const contrast = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05); };
    const ground = it => { while (it && /, 0\\)|transparent/.test(getComputedStyle(it).backgroundColor)) it = it.parentElement; return getComputedStyle(it ?? document.documentElement).backgroundColor; };
    const faint = [...document.querySelectorAll('svg text')].filter(it => it.checkVisibility()).filter(it => {
        const look = getComputedStyle(it), svg = it.closest('svg'), page = ground(svg.parentElement);
        // On a map letters stand on their area, whose colour lies thinly on the page.
        const area = it.parentElement.querySelector('.map__shape');
        if (area) {
            const { fill, fillOpacity } = getComputedStyle(area), below = parts(page);
            return contrast(parts(look.fill), parts(fill).map((part, at) => part * fillOpacity + below[at] * (1 - fillOpacity))) < 7;
        }
        let seen = 1;
        for (let around = it; around !== svg; around = around.parentElement) seen *= getComputedStyle(around).opacity;
        const behind = parts(look.stroke), letter = parts(look.fill).map((part, at) => part * seen + behind[at] * (1 - seen));
        const held = look.paintOrder.startsWith('stroke') && parseFloat(look.strokeWidth) >= 5 && (look.stroke === page || it.closest('[data-lit]'));
        // What steps back behind what is lit is still read.
        return !held || contrast(letter, behind) < (seen < 1 ? 4.5 : 7);
    }).map(it => 'letters in a picture: ' + it.textContent + ' ' + getComputedStyle(it).fill + ' on ' + getComputedStyle(it).stroke);
    const decided = node => node.target.every(css => document.querySelector(css)?.closest('svg text'));
    const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    const open = found.incomplete.map(it => it.id === 'color-contrast' ? { ...it, nodes: it.nodes.filter(node => !decided(node)) } : it).filter(it => it.nodes.length > 0);
    return [...faint, ...[...found.violations, ...open].map(it => it.id + ': ' + it.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join('; '))];
})()";

/// Looks at the page in hand.
async fn found(page: &Page, place: &str) -> Vec<String> {
    page.run(&format!("{AXE}; 0")).await;
    // What is far from the screen is laid out only when it comes near, and axe scrolls nothing: here all of it is.
    page.run("document.querySelectorAll('.tree li').forEach(it => it.style.contentVisibility = 'visible')").await;
    page.until_drawn().await;
    let found: Vec<String> = page.ask(FOUND).await;
    found.iter().map(|it| format!("{place}: {it}")).collect()
}

async fn axe_finds_nothing(view: View, scheme: &str, mode: &str) {
    visit(view, async |page| {
        page.prefer("", &[("prefers-color-scheme", scheme)]).await;
        let mut all = Vec::new();
        for path in OVERVIEWS {
            let sign = if path.contains('?') { '&' } else { '?' };
            page.enter(&format!("{path}{sign}{mode}")).await;
            if path.contains("brands=") {
                page.find(".compare__chosen .pick").await;
            }
            all.extend(found(page, path).await);
            if path == "/matrix/" {
                // All of it, and something lit.
                page.run("(() => { document.querySelector('[data-level=\"9\"]').click(); const field = document.querySelector('[name=need]'); field.value = 'jijiu'; field.dispatchEvent(new Event('change', { bubbles: true })) })()").await;
                page.run("Promise.all(document.getAnimations().map(it => it.finished))").await;
                all.extend(found(page, "/matrix/ lit").await);
            }
        }
        assert!(all.is_empty(), "{all:#?}");
    })
    .await;
}

#[tokio::test]
async fn axe_finds_nothing_on_overviews_in_light() {
    axe_finds_nothing(DESK, "light", "elder=0").await;
    axe_finds_nothing(PHONE, "light", "elder=0").await;
}

#[tokio::test]
async fn axe_finds_nothing_on_overviews_in_dark() {
    axe_finds_nothing(DESK, "dark", "elder=0").await;
    axe_finds_nothing(PHONE, "dark", "elder=0").await;
}

#[tokio::test]
async fn axe_finds_nothing_on_overviews_for_old_people_in_all_their_colours() {
    for (view, theme) in [(PHONE, "light"), (DESK, "dark"), (DESK, "yellow")] {
        axe_finds_nothing(view, "light", &format!("elder=1&theme={theme}")).await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_overviews_in_a_lobby() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        let mut all = Vec::new();
        for path in OVERVIEWS {
            // Two taps within a moment are one.
            pass(page, 2).await;
            page.run(&format!("(() => {{ const link = document.createElement('a'); link.href = '{path}'; document.querySelector('main').append(link); link.click(); }})()")).await;
            let (place, chosen) = path.split_once("brands=").map_or((path, 0), |(place, ids)| (place.trim_end_matches('?'), ids.split(',').count()));
            page.until("it is there", &format!("location.pathname === {} && document.querySelectorAll('.compare__chosen .pick').length === {chosen}", json!(place))).await;
            page.until_drawn().await;
            all.extend(found(page, path).await);
            all.extend(too_small(page, path, 24, 60).await);
        }
        assert!(all.is_empty(), "{all:#?}");
    })
    .await;
}

/// What is smaller than so many pixels, letters and targets, or makes the page wider than the screen.
async fn too_small(page: &Page, place: &str, letters: usize, target: usize) -> Vec<String> {
    let mut all = Vec::new();
    for look in [
        format!("{SMALL_TEXT}({letters})"),
        format!("{SMALL}({target})"),
        SIDEWAYS.to_owned(),
    ] {
        let found: Vec<String> = page.ask(&look).await;
        all.extend(found.iter().map(|it| format!("{place}: {it}")));
    }
    all
}

#[tokio::test]
async fn overviews_have_large_targets_and_larger_ones_and_letters_for_old_people() {
    for (view, mode, letters, target) in [
        (PHONE, "elder=0", 0, 48),
        (DESK, "elder=0", 0, 48),
        (PHONE, "elder=1&size=0", 22, 60),
        (DESK, "elder=1&size=0", 22, 60),
    ] {
        visit(view, async |page| {
            page.enter(&format!("/?{mode}")).await;
            let mut all = Vec::new();
            for path in OVERVIEWS {
                page.enter(path).await;
                all.extend(too_small(page, path, letters, target).await);
            }
            all.sort();
            all.dedup();
            assert!(all.is_empty(), "{mode}: {all:#?}");
        })
        .await;
    }
}

#[tokio::test]
async fn overviews_lose_nothing_at_four_hundred_per_cent_on_the_narrowest_phone_or_by_spacing_of_ones_own()
 {
    for (view, mode) in [
        (ZOOMED, "elder=0"),
        (NARROW, "elder=1&size=3"),
        (PHONE, "elder=0"),
    ] {
        visit(view, async |page| {
            page.enter(&format!("/?{mode}")).await;
            let mut all = Vec::new();
            for path in OVERVIEWS {
                page.enter(path).await;
                let out: Vec<String> = page.ask(SIDEWAYS).await;
                all.extend(out.iter().map(|it| format!("{path}: {it}")));
                all.extend(lost_by_spacing(page, path).await);
            }
            assert!(all.is_empty(), "{mode}: {all:#?}");
        })
        .await;
    }
}

#[tokio::test]
async fn help_stands_in_the_same_place_on_every_page_and_every_page_says_its_language() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        for mode in ["0", "1"] {
            page.enter(&format!("/?elder={mode}")).await;
            let mut before: Option<Vec<String>> = None;
            for path in KINDS.iter().map(|kind| kind.path).chain(OVERVIEWS) {
                page.enter(path).await;
                let place: Vec<String> = page.ask("[document.documentElement.lang, document.querySelector('meta[name=viewport]').content, ...[...document.querySelectorAll('.frame__header a, .frame__footer a')].filter(it => it.checkVisibility()).map(it => it.closest('header, footer').tagName + ' ' + it.innerText)]").await;
                assert_eq!(place[0], "zh-CN", "{path}");
                assert!(!["user-scalable", "maximum-scale"].iter().any(|word| place[1].contains(word)), "{path}: {place:?}");
                assert!(place.iter().any(|it| it.starts_with("FOOTER") && it.contains("更正")), "{path}: {place:?}");
                if let Some(before) = &before {
                    assert_eq!(&place, before, "elder={mode} {path}");
                }
                before = Some(place);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_keyboard_goes_from_a_theme_to_its_figures_and_on_to_a_page() {
    visit(DESK, async |page| {
        page.enter("/figures/").await;
        tab_to(page, ".overview__chips a").await;
        let id: String = page.ask("document.activeElement.hash.slice(1)").await;
        page.press(Key::Enter).await;
        page.until(
            "the theme has the focus",
            &format!("document.activeElement.id === {}", json!(id)),
        )
        .await;
        tab_to(page, ".figures-table__row td:last-child a").await;
        let to: String = page.ask("document.activeElement.pathname").await;
        page.press(Key::Enter).await;
        page.until("its page", &format!("location.pathname === {}", json!(to)))
            .await;
    })
    .await;
}

#[tokio::test]
async fn the_keyboard_filters_the_timeline_and_goes_on_to_the_statement() {
    visit(DESK, async |page| {
        page.enter("/timeline/").await;
        tab_to(page, "select[name=brand]").await;
        // As a reader chooses without opening the list.
        page.press("医路跟党").await;
        page.until("one brand", "[...document.querySelectorAll('.moment')].every(it => it.hidden !== it.dataset.brand.split(' ').includes('yilu-gendang'))").await;
        tab_to(page, ".moment__of a").await;
        let (path, section): (String, String) = page.ask("[document.activeElement.pathname, document.activeElement.hash]").await;
        page.press(Key::Enter).await;
        page.until("the section that holds it", &format!("location.pathname === '{path}' && location.hash === '{section}' && '#' + document.activeElement.id === '{section}'")).await;
        page.until("it is in sight", "(box => box.top >= 0 && box.top < innerHeight)(document.activeElement.getBoundingClientRect())").await;
        page.back().await;
        page.until_heading("大事年表").await;
    })
    .await;
}

#[tokio::test]
async fn each_entry_of_the_timeline_leads_to_a_section_that_holds_its_words() {
    visit(DESK, async |page| {
        page.enter("/timeline/").await;
        let lost: Vec<String> = page.ask("(async () => {
            const lost = [], pages = {};
            for (const moment of document.querySelectorAll('.moment')) for (const link of moment.querySelectorAll('.moment__of a')) {
                pages[link.pathname] ??= await fetch(link.pathname).then(answer => answer.text()).then(html => new DOMParser().parseFromString(html, 'text/html'));
                const said = moment.querySelector('.moment__what p').firstChild.textContent.trim();
                const section = pages[link.pathname].querySelector(link.hash)?.closest('section');
                if (!section?.textContent.includes(said)) lost.push(link.href + ': ' + said);
            }
            return lost;
        })()").await;
        assert!(lost.is_empty(), "{lost:#?}");
    })
    .await;
}

#[tokio::test]
async fn the_list_of_places_says_all_that_the_map_shows_and_is_what_the_keyboard_walks() {
    visit(DESK, async |page| {
        page.enter("/places/").await;
        let unsaid: Vec<String> = page.ask("[...document.querySelectorAll('.map__area')].map(it => it.getAttribute('href')).filter(href => !href.startsWith('#') && ![...document.querySelectorAll('.atlas a')].some(it => it.getAttribute('href') === href))").await;
        assert!(unsaid.is_empty(), "{unsaid:#?}");
        assert!(page.ask::<bool>("[...document.querySelectorAll('.map__area')].every(it => it.tabIndex === -1)").await);
        tab_to(page, ".atlas__name").await;
        let name: String = page.ask("document.activeElement.innerText").await;
        page.press(Key::Enter).await;
        page.until_heading(&name).await;
    })
    .await;
}

#[tokio::test]
async fn the_tour_is_walked_by_keyboard() {
    visit(DESK, async |page| {
        page.enter("/tour/").await;
        tab_to(page, ".button").await;
        page.press(Key::Enter).await;
        for step in ["1 / 10", "2 / 10"] {
            page.until("the step", &format!("document.querySelector('.step__place')?.innerText.includes('{step}') && document.activeElement.id === 'main'")).await;
            tab_to(page, ".turn__link--after").await;
            page.press(Key::Enter).await;
        }
        page.until("the third", "location.pathname.startsWith('/tour/') && document.querySelector('.step__place')?.innerText.includes('3 / 10')").await;
    })
    .await;
}

#[tokio::test]
async fn in_forced_colours_pictures_lines_and_the_page_in_hand_are_still_told_apart() {
    visit(DESK, async |page| {
        page.prefer("", &[("forced-colors", "active")]).await;
        page.enter("/matrix/").await;
        let paper: String = page.ask("getComputedStyle(document.body).backgroundColor.replace('rgba(0, 0, 0, 0)', getComputedStyle(document.documentElement).backgroundColor)").await;
        for (css, what) in [(".radial-tree__line", "stroke"), (".radial-tree__name", "fill"), (".radial-tree__dot", "fill"), (".emblem__motif", "stroke"), (".emblem__form", "stroke")] {
            let seen: String = page.ask(&format!("getComputedStyle(document.querySelector('{css}')).{what}")).await;
            assert_ne!(seen, paper, "{css}");
        }
        let (here, elsewhere): (String, String) = page.ask("['.overviews__link[aria-current]', '.overviews__link:not([aria-current])'].map(css => getComputedStyle(document.querySelector(css)).borderBottomColor)").await;
        assert_ne!(here, elsewhere);
        page.enter("/figures/").await;
        let (bar, ground): (String, String) = page.ask("['.chart__fill', '.chart__ground'].map(css => getComputedStyle(document.querySelector(css)).fill)").await;
        assert_ne!(bar, ground);
    })
    .await;
}
