//! The program takes the prerendered page over, and nothing is redrawn or lost.

use super::fault_server::{Fault, Server};
use super::first_screen::at_noon;
use super::harness::cards;
use super::page::{DESK, PHONE, Page, View, visit, visit_at, visit_kept};
use super::page_types::{KINDS, NOWHERE, RICH};
use brand_gallery::desk::data;
use brand_gallery::desk::prerender::html;
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use brand_gallery::search::{Query, source};
use serde_json::json;
use std::path::Path;

/// What every element says, where it lies and how it looks.
const SIGHTS: &str = "[...document.querySelectorAll('#app *')].filter(it => it.checkVisibility()).map(it => { \
    const box = it.getBoundingClientRect(), look = getComputedStyle(it); \
    return [it.tagName, box.x, box.y, box.width, box.height, look.color, look.backgroundColor, look.font, it.childElementCount ? '' : it.textContent].join(' '); })";

/// What the layout has moved by itself since the page began: when, how much, what.
const SHIFTS: &str = "new Promise(done => { const shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true }); \
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shifts.map(it => [it.startTime, it.value, it.sources.map(source => source.node?.className ?? '').join(', ')]))))) })";

type Shift = (f64, f64, String);

/// How much may shift while a page is still arriving: half of what counts as good.
const ARRIVING: f64 = 0.05;

/// Opens `path` with the program on its way, and waits until the page as written has been drawn.
async fn open_before_the_program(page: &Page, server: &Server, path: &str) {
    page.forget_files().await;
    server.harm(".wasm", Fault::Held);
    page.open(path).await;
    page.until_drawn().await;
    assert_eq!(
        page.count("html[data-program]").await,
        0,
        "{path}: the program was held"
    );
}

async fn nothing_shifts(view: View) {
    let server = Server::start().await;
    visit_at(&server.site, view, async |page| {
        page.forgive(NOWHERE);
        for kind in KINDS {
            open_before_the_program(page, &server, kind.path).await;
            let whole: f64 = page.ask("performance.now()").await;
            server.heal();
            page.until_on().await;
            let shifts: Vec<Shift> = page.ask(SHIFTS).await;
            let (before, after): (Vec<&Shift>, Vec<&Shift>) =
                shifts.iter().partition(|(when, ..)| *when < whole);
            assert!(after.is_empty(), "{}: {after:?}", kind.path);
            let sum: f64 = before.iter().map(|(_, value, _)| value).sum();
            assert!(sum < ARRIVING, "{}: {before:?}", kind.path);
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_shifts_on_a_phone() {
    nothing_shifts(PHONE).await;
}

#[tokio::test]
async fn nothing_shifts_on_a_desk() {
    nothing_shifts(DESK).await;
}

async fn everything_stays_as_it_was(view: View) {
    let server = Server::start().await;
    visit_at(&server.site, view, async |page| {
        page.forgive(NOWHERE);
        for kind in KINDS.iter().filter(|kind| kind.is_file) {
            open_before_the_program(page, &server, kind.path).await;
            let before: Vec<String> = page.ask(SIGHTS).await;
            server.heal();
            page.until_on().await;
            page.until_drawn().await;
            let after: Vec<String> = page.ask(SIGHTS).await;
            assert!(before.len() > 20, "{}", kind.path);
            for (before, after) in before.iter().zip(&after) {
                assert_eq!(before, after, "{}", kind.path);
            }
            assert_eq!(before.len(), after.len(), "{}", kind.path);
        }
    })
    .await;
}

#[tokio::test]
async fn everything_stays_as_it_was_on_a_phone() {
    everything_stays_as_it_was(PHONE).await;
}

#[tokio::test]
async fn everything_stays_as_it_was_on_a_desk() {
    everything_stays_as_it_was(DESK).await;
}

/// From now on each new document keeps of every frame what was seen in it.
async fn keep_frames(page: &Page) {
    let keep = "window.frames_seen = []; (function keep() { \
        if (document.readyState !== 'loading') frames_seen.push([...document.querySelectorAll('.brand-card')].filter(it => (it.closest('details:not([open])') ?? it).checkVisibility({ visibilityProperty: true })).length + ' ' + document.querySelectorAll('h1').length); \
        requestAnimationFrame(keep); })()";
    page.tell(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": keep }),
    )
    .await;
}

#[tokio::test]
async fn no_frame_is_ever_empty() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        keep_frames(page).await;
        server.harm(".wasm", Fault::Held);
        page.open("/").await;
        page.until_drawn().await;
        server.heal();
        page.until_on().await;
        page.until_drawn().await;
        let frames: Vec<String> = page.ask("[...new Set(frames_seen)]").await;
        assert_eq!(
            frames,
            [format!("{} 1", cards())],
            "in each frame all cards and one heading"
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_of_the_page_is_drawn_again() {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        page.forgive(NOWHERE);
        let changed = "changes.flatMap(it => [...it.addedNodes, ...it.removedNodes]).map(it => it.outerHTML ?? it.data)";
        for kind in KINDS.iter().filter(|kind| kind.is_file) {
            open_before_the_program(page, &server, kind.path).await;
            page.run("window.changes = []; new MutationObserver(list => changes.push(...list)).observe(document.querySelector('#app'), { subtree: true, childList: true, characterData: true })").await;
            server.heal();
            page.until_on().await;
            page.until_drawn().await;
            let changed: Vec<String> = page.ask(changed).await;
            assert!(changed.is_empty(), "{}: {changed:?}", kind.path);
        }
    })
    .await;
}

/// What every control of the gallery says and where it leads.
const CONTROLS: &str = "(root => [root.querySelector('.gallery').className, ...[...root.querySelectorAll('.filters a, .filters p, .facet__chosen')].map(it => \
    [it.getAttribute('href'), it.getAttribute('role'), it.getAttribute('aria-current'), it.getAttribute('aria-disabled'), it.textContent].join(' '))])";

#[tokio::test]
async fn every_control_says_what_the_desk_would_have_written() {
    let reading = data::judge(&data::Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None))
        .expect("readable");
    let files = source::files(&reading.catalogue, &reading.brands, &reading.synonyms);
    let site = Site::new(reading.catalogue, reading.brands);
    site.index
        .give_engine(files.engine().expect("a whole index"));
    visit(DESK, async |page| {
        for query in ["", "need=jijiu", "q=腹透", "kind=branch&place=haishu-qu&sort=name", "q=zzz", "sort=year"] {
            let written = html(&site, &site.screen(Route::Gallery(Query::parse(query))));
            page.enter(&format!("/?{query}")).await;
            page.run("document.querySelectorAll('.facet').forEach(it => { it.removeAttribute('name'); it.open = true; })").await;
            page.until_drawn().await;
            let here: Vec<String> = page.ask(&format!("{CONTROLS}(document)")).await;
            let there: Vec<String> = page
                .ask(&format!("{CONTROLS}(new DOMParser().parseFromString({}, 'text/html'))", json!(written)))
                .await;
            assert!(here.len() > 50, "{query}");
            assert_eq!(here, there, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_filtered_view_from_the_copy_is_never_seen_unfiltered() {
    let server = Server::start().await;
    visit_kept(&server.site, PHONE, async |page| {
        page.enter("/about/").await;
        page.until("a copy is kept", "!!navigator.serviceWorker.controller")
            .await;
        keep_frames(page).await;
        page.enter("/?q=%E8%85%B9%E9%80%8F").await;
        page.until_drawn().await;
        let total = page.count(".brand-card").await;
        let frames: Vec<String> = page.ask("[...new Set(frames_seen)]").await;
        // The program may be quicker than the first frame.
        let allowed = ["0 1".to_owned(), format!("{total} 1")];
        assert!(
            total < cards() && frames.iter().all(|seen| allowed.contains(seen)),
            "{frames:?}"
        );
        assert_eq!(page.count(".is-narrowing").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_filtered_view_over_the_line_waits_for_the_program_and_then_answers() {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        let seen = "[...document.querySelectorAll('.brand-card')].filter(it => it.checkVisibility({ visibilityProperty: true })).length";
        server.harm(".wasm", Fault::Held);
        page.open("/?q=%E8%85%B9%E9%80%8F").await;
        page.until_drawn().await;
        assert_eq!(page.ask::<usize>(seen).await, 0, "no list but the answer");
        assert_eq!(page.count("h1").await, 1);
        server.heal();
        page.until_on().await;
        assert!((1..cards()).contains(&page.ask::<usize>(seen).await));
        assert_eq!(page.count(".is-narrowing").await, 0);
    })
    .await;
}

#[tokio::test]
async fn typed_text_focus_and_caret_outlive_the_takeover() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        server.harm(".wasm", Fault::Held);
        page.open("/").await;
        page.search("急救圈").await;
        page.run("document.querySelector('#q').setSelectionRange(1, 2)").await;
        server.heal();
        page.until_on().await;
        let in_hand: (String, String, usize, usize) = page
            .ask("(it => [it.id, it.value, it.selectionStart, it.selectionEnd])(document.activeElement)")
            .await;
        assert_eq!(in_hand, ("q".to_owned(), "急救圈".to_owned(), 1, 2));
        page.until("what was typed is searched", "document.querySelectorAll('.cards mark').length > 0").await;
        page.until("the address follows", "decodeURIComponent(location.search) === '?q=急救圈'").await;
        // The caret replaces what was selected, and the box is still the one that searches.
        page.press("诊").await;
        page.until("typing goes on", "decodeURIComponent(location.search) === '?q=急诊圈'").await;
    })
    .await;
}

#[tokio::test]
async fn a_word_being_composed_outlives_the_takeover() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        server.harm(".wasm", Fault::Held);
        page.open("/").await;
        page.click("#q").await;
        page.tell(
            "Input.imeSetComposition",
            json!({ "text": "jijiu", "selectionStart": 5, "selectionEnd": 5 }),
        )
        .await;
        page.until(
            "letters are seen",
            "document.querySelector('#q').value === 'jijiu'",
        )
        .await;
        server.heal();
        page.until(
            "the program and its data have arrived",
            "['.wasm', 'catalogue.json'].every(end => performance.getEntriesByType('resource').some(it => it.name.endsWith(end) && it.responseEnd > 0))",
        )
        .await;
        page.until_drawn().await;
        assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, "jijiu");
        page.tell("Input.insertText", json!({ "text": "急救" }))
            .await;
        page.until_on().await;
        page.until(
            "the word alone is searched",
            "decodeURIComponent(location.search) === '?q=急救'",
        )
        .await;
        assert_eq!(
            page.ask::<String>("document.querySelector('#q').value")
                .await,
            "急救"
        );
    })
    .await;
}

#[tokio::test]
async fn an_open_facet_a_focused_link_and_the_scroll_outlive_the_takeover() {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        server.harm(".wasm", Fault::Held);
        page.open("/").await;
        page.click(".facet:nth-of-type(3) summary").await;
        page.run(
            "document.querySelector(\".choice[href='/?institution=lihuili-yiyuan']\").focus()",
        )
        .await;
        page.run("scrollTo({ top: 700, behavior: 'instant' })")
            .await;
        server.heal();
        page.until_on().await;
        page.until_drawn().await;
        assert_eq!(page.scrolled().await, 700);
        assert_eq!(page.count(".facet:nth-of-type(3)[open]").await, 1);
        assert_eq!(
            page.ask::<String>("document.activeElement.getAttribute('href')")
                .await,
            "/?institution=lihuili-yiyuan"
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_clicked_before_the_takeover_leads_where_it_says() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        server.harm(".wasm", Fault::Held);
        page.open("/").await;
        page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']")
            .await;
        page.until_heading("甬医先锋").await;
        assert_eq!(page.address().await, RICH);
        server.heal();
        page.until_on().await;
        page.back().await;
        page.until_heading("甬医品牌馆").await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_arrives_in_pieces_hardly_shifts() {
    let server = Server::start().await;
    visit_at(&server.site, PHONE, async |page| {
        for (path, percent) in [
            ("/", 6),
            ("/", 8),
            ("/", 10),
            (RICH, 4),
            (RICH, 8),
            ("/needs/jijiu/", 10),
            ("/about/", 40),
        ] {
            server.harm(path, Fault::Paused(percent));
            page.enter(path).await;
            server.heal();
            let shifts: Vec<Shift> = page.ask(SHIFTS).await;
            let sum: f64 = shifts.iter().map(|(_, value, _)| value).sum();
            assert!(sum < ARRIVING, "{path} at {percent} per cent: {shifts:?}");
        }
    })
    .await;
}

/// Opens an address within the application, and compares the `main` that its component has rendered with the prerendered one: nothing where they are equal.
const DIFFERENCE: &str = "(async path => {
    const plain = main => {
        const walker = document.createTreeWalker(main, NodeFilter.SHOW_COMMENT);
        const comments = [];
        while (walker.nextNode()) comments.push(walker.currentNode);
        comments.forEach(it => it.remove());
        // What a tree adds once it is walked.
        main.querySelectorAll('[role=treeitem]').forEach(it => it.removeAttribute('tabindex'));
        // Leptos leaves empty texts where nothing is shown.
        main.normalize();
        return main;
    };
    const link = document.createElement('a');
    link.href = path;
    document.body.append(link);
    link.click();
    link.remove();
    const answer = await (await fetch(path)).text();
    const written = plain(new DOMParser().parseFromString(answer, 'text/html').querySelector('main'));
    const heading = written.querySelector('h1').textContent;
    for (let tries = 0; tries < 400; tries++) {
        if (location.pathname === path && document.querySelector('main h1')?.textContent === heading) break;
        await new Promise(done => setTimeout(done, 25));
    }
    if (!window.isOneDocument) return path + ' was opened as a document';
    const shown = plain(document.querySelector('main').cloneNode(true));
    if (shown.isEqualNode(written)) return '';
    const differ = (one, other) => {
        if (one.nodeType !== other.nodeType || one.childNodes.length !== other.childNodes.length || !one.cloneNode(false).isEqualNode(other.cloneNode(false))) return [one, other];
        for (let at = 0; at < one.childNodes.length; at++) {
            const found = differ(one.childNodes[at], other.childNodes[at]);
            if (found) return found;
        }
    };
    return path + ': ' + differ(shown, written).map(it => (it.outerHTML || it.textContent).slice(0, 300)).join(' / ');
})";

#[tokio::test]
async fn every_page_is_rendered_in_the_browser_as_it_is_prerendered() {
    visit(DESK, async |page| {
        // A day on which the first brand of the build is first.
        page.before(&at_noon(20_000)).await;
        let mut broken = Vec::new();
        for language in ["", "zh-hant/", "en/"] {
            page.enter(&format!("/{language}")).await;
            page.run("window.isOneDocument = true").await;
            for path in [
                "brands/yongyi-xianfeng/",
                "brands/yilu-gendang/",
                "brands/yilu-gendang/laorenjie-yizhen/",
                "needs/jijiu/",
                "places/haishu-qu/",
                "institutions/lihuili-yiyuan/",
                "institutions/",
                "matrix/",
                "figures/",
                "timeline/",
                "places/",
                "tour/",
                "tour/yilu-gendang/",
                "compare/",
                "about/",
                "",
            ] {
                let path = format!("/{language}{path}");
                let difference: String = page.ask(&format!("{DIFFERENCE}({path:?})")).await;
                broken.extend((!difference.is_empty()).then_some(difference));
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    })
    .await;
}
