//! The version for old people (长辈版): sizes, and how it is offered.

use super::access::{SIDEWAYS, SMALL, violations};
use super::harness::Machine;
use super::page::{DESK, NARROW, PHONE, Page, View, ZOOMED, visit, visit_first, visit_kept};
use super::page_types::{KINDS, NOWHERE, RICH};
use super::reader::VOICE;
use serde_json::json;

/// Every text that is smaller than so many pixels.
pub(crate) const SMALL_TEXT: &str = "(least => [...document.querySelectorAll('body *')].filter(it => it.checkVisibility() && !it.closest('svg') \
    && [...it.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '') \
    && parseFloat(getComputedStyle(it).fontSize) < least).map(it => getComputedStyle(it).fontSize + ' ' + it.outerHTML.slice(0, 120)))";

async fn is_elder(page: &Page) -> bool {
    page.ask("document.documentElement.classList.contains('is-elder')")
        .await
}

/// Where the offer lies over nothing.
async fn scroll_to_the_end(page: &Page) {
    page.run("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        .await;
    page.until(
        "the offer",
        "document.querySelector('.offer').checkVisibility()",
    )
    .await;
    page.run("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        .await;
}

#[tokio::test]
async fn the_first_visit_is_offered_the_version_for_old_people_once() {
    visit_first(PHONE, async |page| {
        page.enter("/").await;
        let found = violations(page).await;
        assert!(
            found.is_empty(),
            "at first nothing lies over the page: {found:#?}"
        );
        scroll_to_the_end(page).await;
        assert!(page.text(".offer").await.contains("长辈版"));
        // What axe looks at lies below nothing.
        page.run("document.querySelector('.frame__header').style.position = 'static'")
            .await;
        let found = violations(page).await;
        assert!(found.is_empty(), "{found:#?}");
        page.click(".offer__button").await;
        page.until(
            "gone",
            "!document.querySelector('.offer').checkVisibility()",
        )
        .await;
        assert_eq!(
            page.ask::<String>("document.activeElement.className").await,
            "frame__link frame__elder",
            "the focus is on the other way there"
        );
        assert!(!is_elder(page).await);
        page.reload().await;
        assert!(
            !page
                .ask::<bool>("document.querySelector('.offer').checkVisibility()")
                .await
        );
    })
    .await;
}

#[tokio::test]
async fn the_offer_is_taken_with_one_tap_and_kept_on_the_device() {
    visit_first(PHONE, async |page| {
        page.enter("/?q=%E6%80%A5%E6%95%91").await;
        scroll_to_the_end(page).await;
        page.click(".offer__link").await;
        page.until(
            "the mode is there at once",
            "document.documentElement.classList.contains('is-elder')",
        )
        .await;
        assert_eq!(
            page.address().await,
            "/?q=急救&elder=1",
            "what is searched stays, and the address can be sent on"
        );
        assert_eq!(
            page.ask::<String>("document.activeElement.textContent")
                .await,
            "标准版"
        );
        page.enter(RICH).await;
        assert!(is_elder(page).await, "kept");
        page.click(".frame__standard").await;
        page.until(
            "back",
            "!document.documentElement.classList.contains('is-elder')",
        )
        .await;
        assert_eq!(
            page.ask::<String>("document.activeElement.textContent")
                .await,
            "长辈版"
        );
        page.enter("/").await;
        assert!(!is_elder(page).await, "left for good");
    })
    .await;
}

#[tokio::test]
async fn each_name_it_goes_by_finds_the_version_for_old_people() {
    visit(DESK, async |page| {
        for name in ["长辈版", "关怀版", "关爱版", "亲情版"] {
            page.enter("/?elder=0").await;
            page.search(name).await;
            page.until("it is offered", "[...document.querySelectorAll('.suggestions__item')].some(it => it.innerText.includes('长辈版'))").await;
            page.run("[...document.querySelectorAll('.suggestions__item')].find(it => it.innerText.includes('长辈版')).click()").await;
            page.until("and opens", "document.documentElement.classList.contains('is-elder')").await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_mode_is_there_before_the_first_paint_of_the_copy_and_shifts_nothing() {
    let machine = Machine::running();
    visit_kept(&machine.site, PHONE, async |page| {
        page.before("new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted = (window.shifted || 0) + entry.value; })).observe({ type: 'layout-shift', buffered: true }); \
            requestAnimationFrame(() => { window.firstFrame = document.documentElement.className + ' ' + document.documentElement.dataset.size + ' ' + document.documentElement.dataset.theme; });").await;
        page.enter("/?elder=1&size=2&theme=yellow").await;
        page.until("a copy is kept", "!!navigator.serviceWorker.controller").await;
        page.enter(RICH).await;
        let first: String = page.ask("window.firstFrame").await;
        assert!(first.contains("is-elder") && first.ends_with("2 yellow"), "{first}");
        page.until_drawn().await;
        assert_eq!(page.ask::<f64>("window.shifted || 0").await, 0.0);
    })
    .await;
}

#[tokio::test]
async fn the_offer_shifts_nothing() {
    visit_first(PHONE, async |page| {
        page.before("window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.push([entry.value, ...entry.sources.map(source => source.node?.className ?? '')].join(' ')))).observe({ type: 'layout-shift', buffered: true })").await;
        page.enter("/").await;
        scroll_to_the_end(page).await;
        page.until("it is seen", "document.querySelector('.offer').checkVisibility()").await;
        page.until_drawn().await;
        assert_eq!(page.ask::<Vec<String>>("shifts").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn letters_grow_in_steps_from_22_to_30_pixels_and_none_is_smaller() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        page.enter("/?elder=1").await;
        let body = "parseFloat(getComputedStyle(document.body).fontSize)";
        page.click("button[data-letters]").await;
        let mut sizes = vec![page.ask::<f64>(body).await];
        for _ in 0..4 {
            page.click("[data-size-by='1']").await;
            sizes.push(page.ask::<f64>(body).await);
        }
        assert!(sizes[0] >= 22.0 && (29.9..30.1).contains(&sizes[3]) && sizes[3] == sizes[4], "{sizes:?}");
        assert!(sizes.windows(2).take(3).all(|pair| pair[1] > pair[0] + 2.0), "{sizes:?}");
        assert_eq!(page.ask::<String>("document.querySelector(\"[data-size-by='1']\").ariaDisabled").await, "true");
        page.enter("/?elder=1&size=0").await;
        for kind in KINDS {
            page.enter(kind.path).await;
            let small: Vec<String> = page.ask(&format!("{SMALL_TEXT}(22)")).await;
            assert!(small.is_empty(), "{}: {small:#?}", kind.path);
            // A paragraph is a letter's height away from the next, at least.
            let close: Vec<String> = page.ask("[...document.querySelectorAll('main p + p')].filter(it => it.checkVisibility() && it.previousElementSibling.checkVisibility() && getComputedStyle(it.parentElement).display === 'block' && it.innerText.length > 40 && it.previousElementSibling.innerText.length > 40).filter(it => it.getBoundingClientRect().top - it.previousElementSibling.getBoundingClientRect().bottom < parseFloat(getComputedStyle(it).fontSize) - 0.5).map(it => it.outerHTML.slice(0, 100))").await;
            assert!(close.is_empty(), "{}: {close:#?}", kind.path);
            let leading: f64 = page.ask("(look => parseFloat(look.lineHeight) / parseFloat(look.fontSize))(getComputedStyle(document.body))").await;
            assert!(leading >= 1.7, "{leading}");
        }
    })
    .await;
}

async fn targets_are_60(view: View) {
    visit(view, async |page| {
        page.forgive(NOWHERE);
        page.enter("/?elder=1").await;
        let mut small: Vec<String> = Vec::new();
        for kind in KINDS {
            page.enter(kind.path).await;
            small.extend(page.ask::<Vec<String>>(&format!("{SMALL}(60)")).await);
        }
        page.enter("/").await;
        page.run("document.querySelector('.facet summary').click()")
            .await;
        // The facet lies over the rest of the page.
        let facet: Vec<String> = page.ask(&format!("{SMALL}(60)")).await;
        small.extend(
            facet
                .into_iter()
                .filter(|it| it.contains("choice") || it.contains("facet__")),
        );
        small.sort();
        small.dedup();
        assert!(small.is_empty(), "{small:#?}");
    })
    .await;
}

#[tokio::test]
async fn whatever_old_hands_touch_is_60_pixels_on_a_phone() {
    targets_are_60(PHONE).await;
}

#[tokio::test]
async fn whatever_old_hands_touch_is_60_pixels_on_a_desk() {
    targets_are_60(DESK).await;
}

#[tokio::test]
async fn axe_finds_nothing_for_old_people_in_any_colours_and_all_text_has_seven_to_one() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        let mut found = Vec::new();
        for mode in ["elder=0&theme=light", "elder=1&theme=light", "elder=1&theme=dark", "elder=1&theme=yellow"] {
            page.enter(&format!("/?{mode}")).await;
            for kind in KINDS {
                page.enter(kind.path).await;
                found.extend(violations(page).await.into_iter().map(|it| format!("{mode} {}: {it}", kind.path)));
                let faint: Vec<String> = page
                    .ask("axe.run(document, { runOnly: ['color-contrast-enhanced'], rules: { 'color-contrast-enhanced': { enabled: true } } }).then(found => found.violations.flatMap(it => it.nodes.map(node => node.html.slice(0, 120) + node.failureSummary)))")
                    .await;
                found.extend(faint.into_iter().map(|it| format!("{mode} {}: {it}", kind.path)));
            }
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

async fn nothing_sticks_out_at_the_largest(view: View) {
    visit(view, async |page| {
        page.forgive(NOWHERE);
        page.enter("/?elder=1&size=3").await;
        for kind in KINDS {
            page.enter(kind.path).await;
            let out: Vec<String> = page.ask(SIDEWAYS).await;
            assert!(out.is_empty(), "{}: {out:#?}", kind.path);
        }
    })
    .await;
}

#[tokio::test]
async fn the_largest_letters_fit_the_narrowest_phone() {
    nothing_sticks_out_at_the_largest(NARROW).await;
}

#[tokio::test]
async fn the_largest_letters_fit_at_four_hundred_per_cent() {
    nothing_sticks_out_at_the_largest(ZOOMED).await;
}

/// What WCAG 1.4.12 lets everybody set.
pub(crate) const SPACED: &str = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";

/// Texts that do not fit into their boxes and are cut there; the sheet's preview ends after three lines, the pad's words after two rows.
pub(crate) const CUT: &str = "[...document.querySelectorAll('body *')].filter(it => it.checkVisibility() && !it.matches('.visually-hidden, input, .sheet__line, .touch-pad__words, .tree__kind') && !['visible', 'auto', 'scroll'].includes(getComputedStyle(it).overflowY) \
    && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1)).map(it => it.outerHTML.slice(0, 120))";

#[tokio::test]
async fn spacing_of_ones_own_loses_nothing() {
    visit(PHONE, async |page| {
        page.forgive(NOWHERE);
        for mode in ["0", "1"] {
            page.enter(&format!("/?elder={mode}")).await;
            for kind in KINDS {
                page.enter(kind.path).await;
                page.run(&format!("document.adoptedStyleSheets = [(sheet => {{ sheet.replaceSync({}); return sheet; }})(new CSSStyleSheet())]", json!(SPACED))).await;
                page.until_drawn().await;
                for look in [SIDEWAYS, CUT] {
                    let lost: Vec<String> = page.ask(look).await;
                    assert!(lost.is_empty(), "elder={mode} {}: {lost:#?}", kind.path);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn for_old_people_there_is_one_column_and_nothing_moves() {
    visit(DESK, async |page| {
        page.enter("/?elder=1").await;
        for path in ["/", RICH, "/needs/jijiu/"] {
            page.enter(path).await;
            for list in [".cards", ".initiatives", ".figures"] {
                let lefts: Vec<i64> = page.ask(&format!("[...new Set([...document.querySelectorAll('{list} > li')].map(it => Math.round(it.getBoundingClientRect().left)))]")).await;
                assert!(lefts.len() <= 1, "{path} {list}: {lefts:?}");
            }
            assert_eq!(page.ask::<usize>("document.getAnimations().length").await, 0);
        }
        // Whatever can be pressed on the first screen.
        let choices = "[...document.querySelectorAll('a[href], button, summary, input')].filter(it => it.checkVisibility() && (box => box.bottom > 0 && box.top < innerHeight)(it.getBoundingClientRect())).length";
        page.enter("/").await;
        let few: usize = page.ask(choices).await;
        page.enter("/?elder=0").await;
        let many: usize = page.ask(choices).await;
        assert!(few < many, "{few} of {many} choices");
    })
    .await;
}

#[tokio::test]
async fn on_a_desk_the_pointer_is_large() {
    visit(DESK, async |page| {
        page.enter("/?elder=1").await;
        for (css, picture) in [("main", "pointer.svg"), (".frame__name", "hand.svg"), ("#q", "beam.svg")] {
            let cursor: String = page.ask(&format!("getComputedStyle(document.querySelector('{css}')).cursor")).await;
            assert!(cursor.contains(picture), "{css}: {cursor}");
            let there: bool = page.ask(&format!("fetch({}.match(/url\\(\"(.*?)\"\\)/)[1]).then(answer => answer.ok && answer.headers.get('content-type').startsWith('image/svg'))", json!(cursor))).await;
            assert!(there, "{cursor}");
        }
        page.enter("/?elder=0").await;
        assert_eq!(page.ask::<String>("getComputedStyle(document.querySelector('main')).cursor").await, "auto");
    })
    .await;
}

#[tokio::test]
async fn the_tools_below_never_cover_what_has_the_focus() {
    visit(PHONE, async |page| {
        page.enter("/?elder=1").await;
        page.enter(RICH).await;
        for _ in 0..40 {
            page.press(thirtyfour::Key::Tab).await;
            let covered: bool = page
                .ask("(it => { if (it === document.body || it.closest('.comfort')) return false; const box = it.getBoundingClientRect(); return box.bottom > document.querySelector('.comfort').getBoundingClientRect().top + 1 && box.top >= document.querySelector('.comfort').getBoundingClientRect().top; })(document.activeElement)")
                .await;
            assert!(!covered, "{}", page.ask::<String>("document.activeElement.outerHTML.slice(0, 120)").await);
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_link_asks_for_holds_for_the_visit_and_a_choice_for_good() {
    let kept = "JSON.stringify(['elder', 'size', 'theme'].map(key => localStorage.getItem(key)))";
    visit(PHONE, async |page| {
        page.enter("/?elder=1&size=3&theme=yellow").await;
        assert!(is_elder(page).await);
        page.enter(RICH).await;
        assert!(is_elder(page).await, "the visit goes on");
        assert_eq!(
            page.ask::<String>(kept).await,
            "[null,null,null]",
            "and nothing is kept for ever"
        );
        // The next visit: what belongs to a tab is gone.
        page.run("sessionStorage.clear()").await;
        page.enter("/").await;
        assert!(!is_elder(page).await);
        page.enter("/?elder=1&size=2").await;
        page.click("button[data-letters]").await;
        page.click("[data-size-by='1']").await;
        assert_eq!(
            page.ask::<String>(kept).await,
            "[null,\"3\",null]",
            "what was pressed is chosen"
        );
        page.click(".frame__standard").await;
        page.run("sessionStorage.clear()").await;
        page.enter("/").await;
        assert!(!is_elder(page).await);
        page.click(".frame__elder").await;
        page.run("sessionStorage.clear()").await;
        page.enter("/").await;
        assert!(is_elder(page).await, "chosen here, kept here");
    })
    .await;
}

#[tokio::test]
async fn a_bar_of_five_large_buttons_is_below_every_page() {
    /// The bar's buttons that are too small, cut, or covered.
    const WRONG: &str = "[...document.querySelectorAll('.comfort :is(a, button)')].filter(it => it.checkVisibility()).filter(it => { const box = it.getBoundingClientRect(); const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2); return box.width < 59.9 || box.height < 59.9 || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight || it.scrollWidth > it.clientWidth + 1 || !it.contains(over); }).map(it => it.outerHTML.slice(0, 100))";
    const BAR: &str = ".comfort > :is(a, button)";
    visit(PHONE, async |page| {
        page.before(VOICE).await;
        page.enter("/?elder=1").await;
        for path in ["/", RICH, "/about/"] {
            page.enter(path).await;
            page.until("a voice", "document.documentElement.classList.contains('can-read')").await;
            assert_eq!(page.texts(BAR).await, ["首页", "返回", "字号", "朗读", "120"], "{path}");
            let rows: usize = page.ask(&format!("new Set([...document.querySelectorAll('{BAR}')].map(it => it.getBoundingClientRect().top)).size")).await;
            assert_eq!(rows, 1, "{path}");
            let wrong: Vec<String> = page.ask(WRONG).await;
            assert!(wrong.is_empty(), "{path}: {wrong:#?}");
        }
        assert_eq!(page.count(".comfort a[href='tel:120']").await, 1);
        // Letters and colours are one press away.
        assert!(!page.ask::<bool>("document.querySelector('[data-next-theme]').checkVisibility()").await);
        page.click("button[data-letters]").await;
        page.until("letters and colours", "document.querySelector('[data-next-theme]').checkVisibility() && document.querySelector('button[data-letters][aria-expanded=true]') !== null").await;
        let wrong: Vec<String> = page.ask(WRONG).await;
        assert!(wrong.is_empty(), "{wrong:#?}");
        let found = violations(page).await;
        assert!(found.is_empty(), "{found:#?}");
        page.click("[data-next-theme]").await;
        assert_eq!(page.ask::<String>("document.documentElement.dataset.theme").await, "dark");
        page.click("button[data-letters]").await;
        page.until("put away", "!document.querySelector('[data-next-theme]').checkVisibility() && document.querySelector('button[data-letters][aria-expanded=false]') !== null").await;
    })
    .await;
}

#[tokio::test]
async fn back_in_the_bar_stays_in_the_gallery() {
    visit(PHONE, async |page| {
        page.enter(&format!("{RICH}?elder=1")).await;
        page.click("[data-back]").await;
        page.until(
            "home, where there is nothing before",
            "location.pathname === '/' && document.querySelector('.gallery') !== null",
        )
        .await;
        page.run("document.querySelector('.brand-card__name a').click()")
            .await;
        page.until("a brand", "document.querySelector('.brand__name') !== null")
            .await;
        page.click("[data-back]").await;
        page.until("back", "location.pathname === '/'").await;
        page.run("document.querySelector('.brand-card__name a').click()")
            .await;
        page.until("a brand", "document.querySelector('.brand__name') !== null")
            .await;
        page.click(".comfort__home").await;
        page.until(
            "home",
            "location.pathname === '/' && document.querySelector('.gallery') !== null",
        )
        .await;
        // On the gallery itself, its beginning.
        page.run("scrollTo({ top: 2000, behavior: 'instant' })")
            .await;
        page.click(".comfort__home").await;
        page.until("its beginning", "scrollY === 0").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_for_those_who_know_the_archive_is_put_away_and_pictures_stay() {
    visit(PHONE, async |page| {
        let seen = async |css: &str| -> usize {
            page.ask(&format!("[...document.querySelectorAll({})].filter(it => it.checkVisibility()).length", json!(css))).await
        };
        let archive = ".trail, .account__names, .account__source, [aria-labelledby=family], a.tools__button, .citation, .account__rest > section, .overviews a[href*=matrix], .overviews a[href*=timeline], .overviews a[href*=compare], .gallery__fold + .cards";
        for path in ["/", RICH, "/brands/yilu-gendang/", "/brands/yongyi-xianfeng/muhai-jijiuquan/"] {
            page.enter(&format!("{path}?elder=0")).await;
            assert!(seen(archive).await > 0, "{path}: nothing to put away");
            page.enter(&format!("{path}?elder=1")).await;
            assert_eq!(seen(archive).await, 0, "{path}");
            assert!(seen(".gallery .brand-card .emblem, .brand__plate .plate, .brand__name").await > 0, "{path}");
        }
        // What a link leads to unfolds.
        page.enter("/?elder=1").await;
        page.enter(&format!("{RICH}#meaning")).await;
        page.until("unfolded", "document.querySelector('#meaning').checkVisibility()").await;
    })
    .await;
}
