//! A lobby screen serves one visitor after the other, and no one gets out of it.
//!
//! The clock is moved by the test (`fixtures/clock.js`); the program is the one that is shipped.

use super::access::{SIDEWAYS, SMALL};
use super::elder::SMALL_TEXT;
use super::harness::brands;
use super::page::{LOBBY, LOBBY_WIDE, PHONE, Page, View, visit};
use super::states::{lost_by_spacing, wrong};
use serde_json::{Value, json};
use thirtyfour::Key;

/// Moves `performance.now`, `Date.now` and long timers.
pub(crate) const CLOCK: &str = include_str!("../fixtures/clock.js");

/// A house with brands of its own.
pub(crate) const HOUSE: &str = "/?kiosk=lihuili-yiyuan";

/// Its brands, as the attract loop begins.
const OWN: usize = 7;

/// Whoever presses Back without a keyboard: what the browser itself has.
const ENTRIES: &str = "navigation.entries().length";

pub(crate) async fn lobby(view: View, test: impl AsyncFnOnce(&Page)) {
    visit(view, async |page| {
        page.before(CLOCK).await;
        page.enter(HOUSE).await;
        page.until("the attract loop", "document.documentElement.dataset.kiosk === 'attract' && document.querySelector('.attract') !== null").await;
        test(page).await;
    })
    .await;
}

pub(crate) async fn touch_in(page: &Page) {
    page.click(".attract").await;
    page.until("somebody is here", "document.documentElement.dataset.kiosk === 'active' && document.querySelector('.attract') === null").await;
}

/// Finds what `word` says, by the visitor's own search box.
pub(crate) async fn look_for(page: &Page, word: &str) {
    page.click("[data-do=find]").await;
    page.find(".touch-pad").await;
    page.press(word).await;
    page.until_answered(word).await;
}

/// Shows what the bar of 长辈版 keeps behind one button; two taps within a moment are one.
pub(crate) async fn show_more(page: &Page) {
    page.run("new Promise(done => setTimeout(done, 400))").await;
    if !page
        .ask::<bool>("document.documentElement.dataset.more !== undefined")
        .await
    {
        page.click("[data-do=more]").await;
    }
    page.until(
        "letters and colours",
        "document.querySelector('.comfort').checkVisibility()",
    )
    .await;
    page.run("new Promise(done => setTimeout(done, 400))").await;
}

/// Lets time pass until the visitor is asked whether they are still there.
pub(crate) async fn until_asked(page: &Page) {
    page.run("(() => { for (let second = 0; second < 1300 && document.documentElement.dataset.kiosk === 'active'; second += 1) clock.pass(1); })()").await;
    page.until("asked", "document.querySelector('#lobby-warning').open")
        .await;
}

pub(crate) async fn pass(page: &Page, seconds: usize) {
    page.run(&format!("clock.pass({seconds})")).await;
    page.until_drawn().await;
}

pub(crate) async fn state(page: &Page) -> String {
    page.ask("document.documentElement.dataset.kiosk").await
}

/// Waits until the wiped home page stands still.
pub(crate) async fn until_wiped(page: &Page) {
    page.until("home again", "document.documentElement.dataset.kiosk === 'home' && location.search === '?kiosk=lihuili-yiyuan' && location.pathname === '/'").await;
    // What is wiped a second time once the page's program has left.
    page.run("new Promise(done => setTimeout(done, 400))").await;
}

#[tokio::test]
async fn nobody_is_there_this_houses_brands_go_past_and_any_touch_enters() {
    lobby(LOBBY, async |page| {
        assert!(page.text(".attract__heading").await.contains("李惠利医院"));
        let mut seen = Vec::new();
        for _ in 0..OWN {
            seen.push(page.text(".attract__name").await);
            pass(page, 6).await;
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), OWN, "{seen:?}");
        let before: String = page.ask("document.querySelector('.attract__picture').style.transform").await;
        pass(page, 60).await;
        let after: String = page.ask("document.querySelector('.attract__picture').style.transform").await;
        assert_ne!(before, after, "the picture moves against burning in");
        assert!(page.ask::<bool>("document.querySelector('#app').inert").await);
        let (sounds, moves): (usize, usize) = page.ask("[document.querySelectorAll('audio, video').length + speechSynthesis.speaking, document.getAnimations().length]").await;
        assert_eq!((sounds, moves), (0, 0), "neither sound nor flashing");
        // A link of the page lies right under the finger.
        let under: bool = page.ask("(() => { const link = document.querySelector('.house__name a').getBoundingClientRect(); const over = document.elementFromPoint(link.x + 5, link.y + 5); return over.closest('.attract') !== null; })()").await;
        assert!(under, "the loop lies over all");
        touch_in(page).await;
        assert_eq!(page.address().await, "/?kiosk=lihuili-yiyuan", "the touch that entered did nothing else");
        assert_eq!(page.texts(".house__name").await.len(), OWN);
        assert!(page.ask::<bool>("document.querySelector('.house').getBoundingClientRect().bottom < document.querySelector('.cards').getBoundingClientRect().top").await, "the city comes below");
    })
    .await;
}

#[tokio::test]
async fn a_visitor_is_asked_after_ninety_seconds_stays_with_one_touch_and_is_wiped_otherwise() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        look_for(page, "急救").await;
        page.until("the address follows", "location.search.includes('q=')").await;
        // So much as stands on the screen may be read in peace.
        page.run("document.querySelector('.is-kiosk main').style.display = 'none'; new Promise(done => setTimeout(done, 300))").await;
        pass(page, 88).await;
        assert_eq!(state(page).await, "active");
        pass(page, 4).await;
        assert_eq!(state(page).await, "warning");
        let (role, modal, focus): (String, bool, String) = page.ask("(it => [it.getAttribute('role'), it.matches(':modal'), document.activeElement.innerText])(document.querySelector('#lobby-warning'))").await;
        assert_eq!((role.as_str(), modal, focus.as_str()), ("alertdialog", true, "继续浏览"));
        assert_eq!(page.texts("#lobby-warning button").await, ["继续浏览", "结束使用"]);
        assert!(page.text("#lobby-warning [role=status]").await.contains("秒") || page.ask::<String>("document.querySelector('#lobby-warning [role=status]').textContent").await.contains("30 秒"));
        pass(page, 20).await;
        assert_eq!(page.text(".ask__seconds").await.parse::<u64>().ok().filter(|left| (7..=11).contains(left)).map(|_| ()), Some(()));
        page.click("[data-do=stay]").await;
        page.until("the question is gone", "!document.querySelector('#lobby-warning').open").await;
        assert_eq!(state(page).await, "active");
        assert!(page.address().await.contains("q=急救"), "and nothing is lost");

        pass(page, 125).await;
        until_wiped(page).await;
        assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, "");
        assert!(!page.ask::<bool>("document.querySelector('#lobby-warning').open").await);
        assert!(page.ask::<bool>("document.activeElement === document.body && scrollY === 0").await);
        assert_eq!(page.ask::<usize>(ENTRIES).await, page.ask::<usize>("navigation.currentEntry.index + 1").await, "nothing lies ahead");
        pass(page, 32).await;
        assert_eq!(state(page).await, "attract");
        page.until("the loop", "document.querySelector('.attract') !== null").await;
    })
    .await;
}

#[tokio::test]
async fn the_next_visitor_sees_nothing_of_the_last() {
    lobby(LOBBY, async |page| {
        // In whichever order the attributes of a tag stand, and without the marks that components leave.
        let whole = "document.body.innerHTML.replace(/<!--.*?-->/g, '').replace(/<p [^>]*id=\"announce\"[^]*?<\\/p>/, '').replace(/<img [^>]*data-page[^>]*>/, '').replace(/<[^>]+>/g, tag => tag.slice(1, -1).split(/ (?=[a-z-]+=)/).sort().join(' ')) + document.documentElement.className + scrollY + JSON.stringify({ ...localStorage, ...sessionStorage })";
        touch_in(page).await;
        page.click("[data-do=end]").await;
        until_wiped(page).await;
        let fresh: String = page.ask(whole).await;
        let entries: usize = page.ask(ENTRIES).await;

        look_for(page, "腹透").await;
        page.press(Key::Enter).await;
        page.click(".facet:nth-of-type(1) summary").await;
        // Two taps within a moment are one.
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click(".facet[open] summary").await;
        page.click(".brand-card__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null").await;
        page.run("scrollTo(0, 900)").await;
        page.click(".lobby__elder").await;
        show_more(page).await;
        page.click("[data-size-by='1']").await;
        page.click("[data-do=reach]").await;
        page.click("[data-do=take]").await;
        page.click("[data-do=close]").await;
        page.click("[data-do=end]").await;
        until_wiped(page).await;
        assert_eq!(page.ask::<String>(whole).await, fresh);
        assert_eq!(page.ask::<usize>(ENTRIES).await, entries, "no entry of the history is left");
        assert!(!page.ask::<String>("document.querySelector('#announce').textContent").await.contains("腹透"));
        assert_eq!(entries, 1, "Back has nothing to return to");
    })
    .await;
}

#[tokio::test]
async fn a_finger_types_initials_and_takes_a_word_of_the_catalogue() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        assert_eq!(page.count(".touch-pad").await, 0);
        page.click("[data-do=find]").await;
        page.find(".touch-pad").await;
        page.find(".touch-pad").await;
        assert_eq!(page.ask::<String>("document.querySelector('#q').inputMode").await, "none", "the system's keyboard stays away");
        page.until("the words have come", "[...document.querySelectorAll('.touch-pad__key')].some(it => !it.ariaDisabled)").await;
        for _ in 0..2 {
            page.click("[data-key=j]").await;
        }
        page.until("it is searched at once", "document.querySelector('#q').value === 'jj'").await;
        let dead = page.count(".touch-pad__key[aria-disabled]").await;
        assert!(dead > 13, "{dead} letters lead nowhere");
        page.click(".touch-pad__key[aria-disabled]").await;
        assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, "jj", "and do nothing");
        assert_eq!(page.texts(".touch-pad__word").await[0], "急救");
        page.click(".touch-pad__word").await;
        page.until("the word stands in the box", "document.querySelector('#q').value === '急救'").await;
        page.until("and is found", "document.querySelectorAll('.cards mark').length > 0").await;
        page.click("[data-do=delete]").await;
        assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, "急");
        page.click("[data-do=clear]").await;
        assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, "");
        assert_eq!(page.count(".suggestions__item:not([hidden])").await, page.ask::<usize>("[...document.querySelectorAll('.suggestions__item')].filter(it => !it.checkVisibility()).length").await, "one list is enough");
        page.click("[data-do=close-pad]").await;
        page.until("put away", "document.querySelector('.touch-pad') === null").await;
    })
    .await;
}

#[tokio::test]
async fn the_home_of_a_house_is_pictures_as_tall_as_a_hand_above_five_buttons_with_pictures() {
    for view in [LOBBY, LOBBY_WIDE] {
        lobby(view, async |page| {
            touch_in(page).await;
            page.until("a picture on each card", "[...document.querySelectorAll('.house__brand')].every(it => it.querySelector('.plate path'))").await;
            assert_eq!(page.count(".house__brand").await, OWN);
            let low: Vec<f64> = page.ask("[...document.querySelectorAll('.house__brand')].map(it => it.offsetHeight).filter(height => height < 400)").await;
            assert!(low.is_empty(), "{low:?}");
            let row: Vec<(String, i32)> = page.ask("[...document.querySelectorAll('.lobby__icon')].map(it => it.closest('a, button')).filter(it => it.checkVisibility()).map(it => [it.innerText, it.offsetTop])").await;
            assert_eq!(row.len(), 5, "{row:?}");
            assert!(row.iter().all(|(_, top)| *top == row[0].1), "one row: {row:?}");
            // The page below has no second head: its search box follows the house.
            assert!(!page.ask::<bool>("document.querySelector('.frame__header').checkVisibility()").await);
            assert!(page.ask::<bool>("document.querySelector('#q').checkVisibility()").await);
            // A brand's page has its own head again, where the languages are.
            page.click(".house__name a").await;
            page.until("a brand", "document.querySelector('.brand__name') !== null").await;
            page.until("the languages", "document.querySelector('.frame__language').checkVisibility()").await;
        })
        .await;
    }
}

#[tokio::test]
async fn the_bar_leads_home_back_and_from_brand_to_brand() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        assert_eq!(page.ask::<String>("document.querySelector('[data-do=back]').ariaDisabled").await, "true");
        page.run("scrollTo(0, 500); document.querySelector('.house__name a').click()").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null").await;
        page.until("its place", &format!("document.querySelector('.lobby__at')?.innerText === '1 / {}'", brands())).await;
        let first = page.text("h1").await;
        let owned: Vec<String> = page.ask("(async () => { const names = []; for (let at = 0; at < 7; at++) { names.push(document.querySelector('.brand__owner').innerText); document.querySelector('.lobby__at + a').click(); await new Promise(done => setTimeout(done, 400)); } return names; })()").await;
        assert!(owned.iter().all(|owner| owner.contains("李惠利医院")), "this house first: {owned:?}");
        for _ in 0..8 {
            page.click("[data-do=back]").await;
            page.until_drawn().await;
            page.run("new Promise(done => setTimeout(done, 350))").await;
        }
        page.until("home", "document.querySelector('.gallery') !== null").await;
        page.until("where it was scrolled", "Math.abs(scrollY - 500) < 5").await;
        assert_eq!(page.ask::<usize>(ENTRIES).await, page.ask::<usize>("navigation.currentEntry.index + 1").await);
        assert!(!first.is_empty());
        look_for(page, "急救").await;
        let hits = page.count(".brand-card").await;
        page.click(".brand-card__name a").await;
        page.until("its place among the hits", &format!("document.querySelector('.lobby__at')?.innerText === '1 / {hits}'")).await;
    })
    .await;
}

#[tokio::test]
async fn a_view_is_taken_along_as_a_code_of_its_public_address() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.click(".house__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null").await;
        let path: String = page.ask("location.pathname").await;
        page.click("[data-do=take]").await;
        page.find("#lobby-take .qr").await;
        assert_eq!(page.text(".ask__address").await, format!("{}{path}", page.site));
        pass(page, 400).await;
        assert_eq!(state(page).await, "active", "the clock is held");
        page.press(Key::Escape).await;
        page.until("closed", "!document.querySelector('#lobby-take').open && document.querySelector('#lobby-take .qr') === null").await;
        assert_eq!(page.ask::<String>("document.activeElement.innerText").await, "扫码带走", "the focus is given back");
    })
    .await;
}

#[tokio::test]
async fn one_low_button_brings_every_control_into_the_lower_half() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.click("[data-do=reach]").await;
        let high = "[...document.querySelectorAll('a[href], button, input, summary')].filter(it => it.checkVisibility() && !it.matches('.frame__skip')).filter(it => { const box = it.getBoundingClientRect(); const x = box.x + box.width / 2, y = box.y + box.height / 2; return y > 0 && y < innerHeight / 2 && document.elementFromPoint(x, y)?.closest('a, button, input, summary') === it; }).map(it => it.outerHTML.slice(0, 100))";
        for y in [0, 300, 1200] {
            page.run(&format!("scrollTo(0, {y})")).await;
            page.until_drawn().await;
            let high: Vec<String> = page.ask(high).await;
            assert!(high.is_empty(), "scrolled to {y}: {high:#?}");
        }
        // Two taps within 300 ms are one.
        page.run("new Promise(done => setTimeout(done, 350))").await;
        page.click("[data-do=reach]").await;
        assert!(!page.ask::<bool>("document.documentElement.classList.contains('is-low')").await);
    })
    .await;
}

#[tokio::test]
async fn there_is_no_way_out() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        let stopped: Vec<(String, bool)> = page
            .ask("['contextmenu', 'dragstart', 'selectstart', 'drop', 'auxclick', 'gesturestart'].map(name => { const event = new Event(name, { bubbles: true, cancelable: true }); document.querySelector('h1').dispatchEvent(event); return [name, event.defaultPrevented]; })")
            .await;
        assert!(stopped.iter().all(|(_, stopped)| *stopped), "{stopped:?}");
        let keys: Vec<(String, bool)> = page
            .ask("[['F5', {}], ['F11', {}], ['p', { ctrlKey: true }], ['n', { ctrlKey: true }], ['w', { ctrlKey: true }], ['s', { metaKey: true }], ['ArrowLeft', { altKey: true }], ['BrowserBack', {}]].map(([key, held]) => { const event = new KeyboardEvent('keydown', { key, ...held, bubbles: true, cancelable: true }); document.body.dispatchEvent(event); return [key, event.defaultPrevented]; })")
            .await;
        assert!(keys.iter().all(|(_, stopped)| *stopped), "{keys:?}");
        let pinch: bool = page.ask("(() => { const event = new WheelEvent('wheel', { ctrlKey: true, bubbles: true, cancelable: true }); document.body.dispatchEvent(event); return event.defaultPrevented; })()").await;
        assert!(pinch);
        assert!(page.ask::<bool>("window.open('/') === null && window.print() === null").await);
        assert_eq!(page.ask::<String>("getComputedStyle(document.querySelector('h1')).userSelect").await, "none");
        assert_eq!(page.ask::<String>("getComputedStyle(document.documentElement).touchAction").await, "pan-y");
        assert_eq!(page.ask::<String>("getComputedStyle(document.documentElement).overscrollBehavior").await, "none");
        // Nothing is asked of the visitor, and nothing kept.
        let allowed: Vec<String> = page.ask("document.featurePolicy.allowedFeatures().filter(name => ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'bluetooth'].includes(name))").await;
        assert!(allowed.is_empty(), "{allowed:?}");
        assert_eq!(page.ask::<String>("document.cookie").await, "");
        assert_eq!(page.count("input[type=file], [onclick], [ondblclick], [draggable=true], form[action^=http]").await, 0);
        for link in ["https://example.org/x", "tel:120", "mailto:a@example.org"] {
            page.run(&format!("(() => {{ const link = document.createElement('a'); link.href = '{link}'; link.target = '_blank'; link.textContent = 'out'; link.className = 'out'; document.querySelector('main').prepend(link); link.click(); link.remove(); }})()")).await;
            page.until("a code instead", "document.querySelector('#lobby-take').open").await;
            assert_eq!(page.text(".ask__address").await, link);
            page.click("[data-do=close]").await;
            page.until("closed", "!document.querySelector('#lobby-take').open").await;
        }
        page.run("(() => { const link = document.createElement('a'); link.href = '/data/needs.json'; document.querySelector('main').prepend(link); link.click(); link.remove(); })()").await;
        page.until("a file is told as a code, too", "document.querySelector('#lobby-take').open").await;
        assert!(page.text(".ask__address").await.ends_with("/data/needs.json"));
        page.click("[data-do=close]").await;
        page.until("closed", "!document.querySelector('#lobby-take').open").await;
        page.run("(() => { const link = document.createElement('a'); link.href = '/about/'; link.target = '_blank'; link.download = 'x'; document.querySelector('main').prepend(link); link.click(); link.remove(); })()").await;
        page.until("one of our own opens here", "location.pathname === '/about/'").await;
        assert_eq!(page.tabs().await.len(), 1);
        page.run("location.assign('/needs/jijiu/')").await;
        page.until("even so it stays a kiosk", "location.pathname === '/needs/jijiu/' && location.search.includes('kiosk=lihuili-yiyuan')").await;
        assert_eq!(page.ask::<String>("document.querySelector('meta[name=robots]').content").await, "noindex");
    })
    .await;
}

/// Taps anywhere until there were `most`.
const TAPS: &str = "
    const random = () => (monkey.seed = (monkey.seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    while (monkey.taps < most) {
        const x = random() * innerWidth, y = random() * innerHeight;
        const it = document.elementFromPoint(x, y);
        // Another language is another document, in which nobody counts.
        if (it && !it.closest('[hreflang]')) { for (const name of ['pointerdown', 'pointerup']) it.dispatchEvent(new PointerEvent(name, { bubbles: true, cancelable: true, clientX: x, clientY: y })); it.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX: x, clientY: y })); if (it.focus) it.focus(); }
        monkey.taps += 1;
        if (monkey.taps % 7 === 0) scrollTo(0, random() * document.documentElement.scrollHeight);
        if (monkey.taps % 20 === 0) await new Promise(done => setTimeout(done));
        if (monkey.taps % 400 === 0) clock.pass(3);
        monkey.pages.add(location.pathname);
        if (location.origin !== origin || !location.search.includes('kiosk=')) throw location.href;
    }
    return [monkey.taps, monkey.pages.size];";

#[tokio::test]
async fn ten_thousand_random_taps_stay_here_and_break_nothing() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.run("window.monkey = { seed: 20261122, taps: 0, pages: new Set() }")
            .await;
        // Five hundred at a time: the driver gives up an answer that takes half a minute on a busy machine.
        let mut told = (0, 0);
        for until in (500..=10_000).step_by(500) {
            told = page
                .ask(&format!(
                    "(async () => {{ const most = {until}; {TAPS} }})()"
                ))
                .await;
        }
        let (taps, pages): (usize, usize) = told;
        assert_eq!(taps, 10_000);
        assert!(pages > 10, "the monkey got around: {pages} pages");
        // Whatever was opened, the page still serves.
        page.run("document.querySelector('[data-do=end]').click()")
            .await;
        until_wiped(page).await;
        page.until(
            "the gallery",
            "document.querySelectorAll('.brand-card').length > 5",
        )
        .await;
        assert_eq!(page.tabs().await.len(), 1);
    })
    .await;
}

/// Searches for 腹透 to the end, and waits until that is found and in the address.
async fn search_to_the_end(page: &Page) {
    page.press("腹透").await;
    page.until(
        "it is found",
        "document.querySelector('.cards mark')?.textContent === '腹透'",
    )
    .await;
    page.press(Key::Enter).await;
    page.until("the address follows", "location.search.includes('q=')")
        .await;
}

#[tokio::test]
async fn what_one_visitor_searched_for_is_neither_kept_nor_offered_to_the_next() {
    let kept = "localStorage.getItem('recent')";
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.click("#q").await;
        search_to_the_end(page).await;
        page.until(
            "a visitor's own device keeps it",
            &format!("{kept} === '腹透'"),
        )
        .await;
    })
    .await;
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.click("[data-do=find]").await;
        page.find(".touch-pad").await;
        search_to_the_end(page).await;
        assert_eq!(page.ask::<Value>(kept).await, Value::Null);
        // Not even what was there before the screen became one of a lobby.
        page.run("localStorage.setItem('recent', '透析'); const box = document.getElementById('q'); box.value = ''; box.dispatchEvent(new InputEvent('input', { bubbles: true }))").await;
        page.until("the list is whole again", "document.querySelectorAll('.cards mark').length === 0").await;
        assert_eq!(page.count(".suggestions__item").await, 0);
    })
    .await;
}

#[tokio::test]
async fn ordinary_visitors_load_and_see_none_of_it() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.run("new Promise(done => setTimeout(done, 500))").await;
        let loaded: Vec<String> = page.ask("performance.getEntriesByType('resource').map(it => it.name).filter(it => /kiosk|companion|pad\\.txt|diag/.test(it))").await;
        assert!(loaded.is_empty(), "{loaded:?}");
        assert_eq!(page.ask::<String>("window.name").await, "");
        assert_eq!(page.count(".lobby, .attract, .house, meta[name=robots]").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_device_may_be_told_by_its_file_and_wrong_values_fall_back() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before("{ const ask = window.fetch; window.fetch = (asked, ...rest) => new URL(asked.url || asked, location.href).pathname === '/kiosk.json' ? Promise.resolve(new Response(JSON.stringify({ institution: 'kangning-yiyuan', idle: 60, warning: 'soon', elder: true, address: 'https://example.org/gallery/' }))) : ask(asked, ...rest); }").await;
        page.enter("/?kiosk").await;
        page.until("the loop", "document.querySelector('.attract') !== null").await;
        assert!(page.text(".attract__heading").await.contains("康宁医院"));
        let wrong: String = page.ask("document.documentElement.dataset.kioskWrong").await;
        assert!(wrong.contains("warning") && wrong.lines().count() == 1, "{wrong}");
        page.run("clock.pass(2)").await;
        let noted: Value = page.ask("JSON.parse(window.name.slice(6))").await;
        assert_eq!(noted["wrong"], json!(wrong), "the technician's page tells it");
        touch_in(page).await;
        assert!(page.ask::<bool>("document.documentElement.classList.contains('is-elder')").await, "as this device is told");
        show_more(page).await;
        page.click("[data-do=take]").await;
        assert_eq!(page.text(".ask__address").await, "https://example.org/gallery/");
    })
    .await;
}

#[tokio::test]
async fn a_device_that_slept_asks_nobody() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.click(".house__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null")
            .await;
        page.run("clock.jump(8 * 3600 * 1000)").await;
        until_wiped(page).await;
    })
    .await;
}

#[tokio::test]
async fn a_new_release_is_taken_only_while_nobody_is_there() {
    lobby(LOBBY, async |page| {
        page.run("window.taken = 0; document.querySelector('#update').addEventListener('click', event => { event.preventDefault(); window.taken += 1; document.querySelector('#update').hidden = true; })").await;
        touch_in(page).await;
        page.run("document.querySelector('#update').hidden = false").await;
        pass(page, 30).await;
        assert_eq!(page.ask::<usize>("window.taken").await, 0);
        page.click("[data-do=end]").await;
        until_wiped(page).await;
        assert_eq!(page.ask::<usize>("window.taken").await, 0);
        pass(page, 33).await;
        assert_eq!(state(page).await, "attract");
        assert_eq!(page.ask::<usize>("window.taken").await, 1);
        assert_eq!(state(page).await, "attract", "and it is no touch");
    })
    .await;
}

/// Where a visitor ends: it is seen in each state, and nothing lies over it; in a dialog it is one of the answers, or behind the veil.
const END_COVERED: &str = "(it => { const box = it.getBoundingClientRect(); const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2); return it === over || over?.matches('dialog') && !(over.getBoundingClientRect().bottom > box.top) ? [] : ['结束使用 is covered by ' + over?.outerHTML.slice(0, 80)]; })(document.querySelector('.lobby [data-do=end]'))";

/// Buttons of the bar that are closer to each other than 8 pixels, or to an edge than 16; and whatever else is operated closer to a side.
const CROWDED: &str = "(() => { const boxes = [...document.querySelectorAll('.lobby :is(a, button)')].filter(it => it.checkVisibility()).map(it => [it.innerText, it.getBoundingClientRect()]); \
    const near = boxes.filter(([, box]) => box.left < 16 || box.right > innerWidth - 16 || box.bottom > innerHeight - 16).map(([it]) => it + ' at the edge'); \
    const pairs = boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([, b]) => a.left - 8 < b.right && b.left - 8 < a.right && a.top - 8 < b.bottom && b.top - 8 < a.bottom).map(([other]) => one + ' beside ' + other)); \
    const sides = [...document.querySelectorAll('main a[href], main button, main summary, main input, .house a')].filter(it => it.checkVisibility() && !it.matches('.citation')).filter(it => { const box = it.getBoundingClientRect(); return box.left < 16 || box.right > innerWidth - 16; }).map(it => it.outerHTML.slice(0, 80) + ' at a side'); \
    return [...near, ...pairs, ...sides]; })()";

async fn everybody_can_use_it(view: View) {
    lobby(view, async |page| {
        let mut found: Vec<String> = Vec::new();
        let mut look = async |place: &str| {
            found.extend(wrong(page, place).await);
            // Read from further away than a phone.
            let tiny: Vec<String> = page.ask(&format!("{SMALL_TEXT}(24)")).await;
            found.extend(tiny.into_iter().map(|it| format!("{place}: {it}")));
            found.extend(lost_by_spacing(page, place).await);
            // Under a dialog, the pad or the loop nothing is touched.
            let (part, small) = match place.trim_start_matches("elder ") {
                "attract" => (".attract", None),
                "pad" => (".touch-pad button", None),
                "take" | "rate" | "warning" => ("dialog[open] button", None),
                _ => (".lobby *", Some(format!("{SMALL}(60)"))),
            };
            if part != ".attract" && !place.ends_with("warning") {
                found.extend(page.ask::<Vec<String>>(END_COVERED).await.into_iter().map(|it| format!("{place}: {it}")));
            }
            if place == "home" {
                let body: f64 = page.ask("parseFloat(getComputedStyle(document.body).fontSize)").await;
                assert!(body >= 28.0, "{body} pixels");
            }
            if small.is_some() {
                found.extend(page.ask::<Vec<String>>(CROWDED).await.into_iter().map(|it| format!("{place}: {it}")));
            }
            let sizes = format!("[...document.querySelectorAll('{part}')].filter(it => it.matches('a, button') && it.checkVisibility()).map(it => [it, it.getBoundingClientRect()]).filter(([, box]) => box.width < 59.9 || box.height < 59.9).map(([it]) => it.outerHTML.slice(0, 120))");
            for script in [Some(sizes), small, Some(SIDEWAYS.to_owned())].into_iter().flatten() {
                let out: Vec<String> = page.ask(&script).await;
                found.extend(out.into_iter().map(|it| format!("{place}: {it}")));
            }
            page.run("scrollTo(0, 0)").await;
        };
        look("attract").await;
        touch_in(page).await;
        look("home").await;
        page.click("[data-do=find]").await;
        page.find(".touch-pad").await;
        page.find(".touch-pad").await;
        look("pad").await;
        page.click("[data-do=close-pad]").await;
        page.click("[data-do=take]").await;
        look("take").await;
        page.click("[data-do=close]").await;
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click("[data-do=rate]").await;
        look("rate").await;
        page.click("#lobby-rating [data-do=close]").await;
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click("[data-do=reach]").await;
        look("low").await;
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click("[data-do=reach]").await;
        page.click(".lobby__elder").await;
        look("elder").await;
        for theme in ["light", "dark", "yellow"] {
            show_more(page).await;
            page.until("its colours", &format!("document.documentElement.dataset.theme === '{theme}' || '{theme}' === 'light'")).await;
            look(&format!("elder {theme}")).await;
            page.click("[data-next-theme]").await;
        }
        // Light again; on to the yellow one.
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click("[data-next-theme]").await;
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click("[data-next-theme]").await;
        page.click("[data-do=find]").await;
        page.find(".touch-pad").await;
        look("elder pad").await;
        page.click("[data-do=close-pad]").await;
        show_more(page).await;
        page.click("[data-do=take]").await;
        look("elder take").await;
        page.click("[data-do=close]").await;
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click("[data-do=rate]").await;
        look("elder rate").await;
        page.click("#lobby-rating [data-do=close]").await;
        until_asked(page).await;
        look("elder warning").await;
        page.press(Key::Escape).await;
        page.until("stayed", "document.documentElement.dataset.kiosk === 'active'").await;
        show_more(page).await;
        page.click(".lobby__standard").await;
        page.prefer("", &[("prefers-color-scheme", "dark")]).await;
        look("dark").await;
        page.prefer("", &[("prefers-color-scheme", "light")]).await;
        page.click(".house__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null")
            .await;
        look("brand").await;
        until_asked(page).await;
        look("warning").await;
        found.sort();
        found.dedup();
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

#[tokio::test]
async fn everybody_can_use_a_lobbys_screen_upright() {
    everybody_can_use_it(LOBBY).await;
}

#[tokio::test]
async fn everybody_can_use_a_lobbys_screen_lying() {
    everybody_can_use_it(LOBBY_WIDE).await;
}

#[tokio::test]
async fn storage_that_is_blocked_does_not_matter() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } })").await;
        page.enter(HOUSE).await;
        page.until("the loop", "document.querySelector('.attract') !== null").await;
        touch_in(page).await;
        page.click(".lobby__elder").await;
        page.until("elder", "document.documentElement.classList.contains('is-elder')").await;
        page.click("[data-do=end]").await;
        until_wiped(page).await;
        assert!(!page.ask::<bool>("document.documentElement.classList.contains('is-elder')").await);
        let kept: Value = page.ask("JSON.parse(window.name.slice(6))").await;
        assert_eq!(kept["reloads"], json!([]));
    })
    .await;
}

/// What of count and first card is not in sight: below the screen's edge, under the pad, or under something else.
const OUT_OF_SIGHT: &str = "['#results', '.brand-card__name, .nothing__heading'].map(css => document.querySelector(css)).filter(it => { if (!it) return true; const box = it.getBoundingClientRect(); const over = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2); return !(box.top >= 0 && box.bottom <= document.querySelector('.touch-pad').getBoundingClientRect().top) || !(it === over || it.contains(over)); }).map(it => it?.outerHTML.slice(0, 100) ?? 'absent')";

#[tokio::test]
async fn after_each_key_of_the_pad_count_and_first_card_are_in_sight() {
    for view in [LOBBY, LOBBY_WIDE] {
        for (elder, low) in [(false, false), (false, true), (true, false)] {
            lobby(view, async |page| {
                touch_in(page).await;
                if elder {
                    page.click(".lobby__elder").await;
                    show_more(page).await;
                    for _ in 0..3 {
                        page.click("[data-size-by='1']").await;
                    }
                }
                if low {
                    page.click("[data-do=reach]").await;
                }
                page.run("scrollTo(0, 1500); new Promise(done => setTimeout(done, 400))").await;
                page.click("[data-do=find]").await;
                page.until("the words have come", "[...document.querySelectorAll('.touch-pad__key')].some(it => !it.ariaDisabled)").await;
                let mut typed = String::new();
                for key in ["j", "j"] {
                    page.click(&format!("[data-key={key}]")).await;
                    typed += key;
                    page.until("it is answered", &format!("document.querySelector('#chips').innerText.includes('{typed}') || document.querySelector('.nothing') !== null")).await;
                    page.until_drawn().await;
                    let hidden: Vec<String> = page.ask(OUT_OF_SIGHT).await;
                    assert!(hidden.is_empty(), "{view:?} elder {elder} low {low} {typed}: {hidden:#?}");
                }
                page.click(".touch-pad__word").await;
                page.until("the word is found", "document.querySelectorAll('.cards mark').length > 0").await;
                page.until_drawn().await;
                let hidden: Vec<String> = page.ask(OUT_OF_SIGHT).await;
                assert!(hidden.is_empty(), "{view:?} elder {elder} low {low}, a word: {hidden:#?}");
            })
            .await;
        }
    }
}

#[tokio::test]
async fn in_the_version_for_old_people_the_bar_is_one_row_and_nothing_of_it_is_cut() {
    /// Buttons that are cut, too small, or covered; and how many rows there are.
    const BAR: &str = "(() => { const all = [...document.querySelectorAll('.lobby :is(a, button), .comfort button')].filter(it => it.checkVisibility()); \
        const wrong = all.filter(it => { const box = it.getBoundingClientRect(); const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2); return box.left < 0 || box.right > innerWidth || box.bottom > innerHeight || box.width < 59.9 || box.height < 59.9 || it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1 || !it.contains(over); }).map(it => it.outerHTML.slice(0, 100)); \
        return [wrong, new Set(all.filter(it => it.closest('.lobby')).map(it => Math.round(it.getBoundingClientRect().top))).size]; })()";
    for view in [LOBBY, LOBBY_WIDE] {
        lobby(view, async |page| {
            page.run("document.documentElement.classList.add('can-read')").await;
            touch_in(page).await;
            page.click(".lobby__elder").await;
            for size in 0..4 {
                if size > 0 {
                    show_more(page).await;
                    page.click("[data-size-by='1']").await;
                    page.until_drawn().await;
                    let (wrong, _): (Vec<String>, usize) = page.ask(BAR).await;
                    assert!(wrong.is_empty(), "{view:?} size {size}, all of it: {wrong:#?}");
                    page.run("new Promise(done => setTimeout(done, 400))").await;
                    page.click("[data-do=more]").await;
                }
                page.until_drawn().await;
                let (wrong, rows): (Vec<String>, usize) = page.ask(BAR).await;
                assert!(wrong.is_empty() && rows == 1, "{view:?} size {size}: {rows} rows, {wrong:#?}");
                let free: bool = page.ask("Math.abs(parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--lobby')) - document.querySelector('.lobby').offsetHeight) <= 1").await;
                assert!(free, "the page keeps free what the bar takes");
                assert!(page.ask::<usize>("[...document.querySelectorAll('[hreflang]')].filter(it => it.checkVisibility()).length").await >= 2, "languages stay");
            }
            page.click("[data-do=end]").await;
            until_wiped(page).await;
            assert!(page.ask::<bool>("document.documentElement.dataset.more === undefined").await);
        })
        .await;
    }
}
