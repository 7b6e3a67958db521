//! How long a lobby screen waits for its visitor before it starts anew.
//!
//! The clock is moved by the test. What follows from numbers alone is `tests/kiosk.rs`'s; here it is seen that the screen counts what it shows.

use super::kiosk::{HOUSE, lobby, state, touch_in, until_asked};
use super::page::{LOBBY, Page};
use serde_json::json;
use thirtyfour::Key;

/// So many seconds until the visitor of the page in hand is asked.
const UNTIL_ASKED: &str = "(() => { let seconds = 0; while (document.documentElement.dataset.kiosk === 'active' && seconds < 1300) { clock.pass(1); seconds += 1; } return seconds; })()";

/// No text stands on the screen: the clock is the plain one.
const NO_TEXT: &str = "document.adoptedStyleSheets = [(sheet => { sheet.replaceSync('main :is(p, li, h1, h2, h3, h4) { display: none }'); return sheet; })(new CSSStyleSheet())]; 0";

/// Answers the question; two taps on one button within 300 ms would be one.
async fn stay(page: &Page) {
    page.run("new Promise(done => setTimeout(done, 320))").await;
    page.click("[data-do=stay]").await;
    page.until(
        "somebody stays",
        "document.documentElement.dataset.kiosk === 'active' && !document.querySelector('#lobby-warning').open",
    )
    .await;
}

#[tokio::test]
async fn a_longer_text_gives_more_time_and_the_version_for_old_people_twice_as_much() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        // So much as stands on the screen is known.
        let of = |characters: usize| {
            format!("(main => {{ const text = document.createElement('p'); text.style.fontSize = '8px'; text.textContent = '字'.repeat({characters}); main.replaceChildren(text); text.scrollIntoView({{ block: 'center' }}); return new Promise(done => setTimeout(done, 300)); }})(document.querySelector('#main'))")
        };
        let mut waited = Vec::new();
        for (elder, characters) in [(false, 10), (false, 600), (true, 600)] {
            if elder {
                page.click(".lobby__elder").await;
                page.until("elder", "document.documentElement.classList.contains('is-elder')").await;
            }
            page.run(&of(characters)).await;
            page.press(Key::Shift).await;
            waited.push(page.ask::<u64>(UNTIL_ASKED).await);
            stay(page).await;
        }
        // 90 s; 60 s and 0.3 s a character; twice that.
        for (waited, expected) in waited.iter().zip([90, 240, 480]) {
            assert!(waited.abs_diff(expected) <= 2, "{waited} instead of {expected}");
        }
    })
    .await;
}

#[tokio::test]
async fn while_a_page_is_read_aloud_nobody_is_asked() {
    lobby(LOBBY, async |page| {
        page.before("Object.defineProperty(SpeechSynthesis.prototype, 'speaking', { get: () => !!window.speaks })").await;
        page.enter(HOUSE).await;
        page.until("the loop", "document.querySelector('.attract') !== null").await;
        touch_in(page).await;
        page.run(NO_TEXT).await;
        page.run("window.speaks = true; clock.pass(500)").await;
        assert_eq!(state(page).await, "active");
        page.run("window.speaks = false").await;
        let waited: u64 = page.ask(UNTIL_ASKED).await;
        assert!((88..=92).contains(&waited), "from the end of the reading: {waited}");
    })
    .await;
}

#[tokio::test]
async fn who_scrolls_an_inner_part_or_writes_is_there() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.run(NO_TEXT).await;
        page.run("(() => { const it = document.createElement('div'); it.id = 'inner'; Object.assign(it.style, { position: 'fixed', top: '0', left: '0', width: '200px', height: '200px', overflow: 'auto' }); it.append(document.createElement('div')); it.firstChild.style.height = '9000px'; document.body.append(it); })()").await;
        for act in [
            "document.querySelector('#inner').scrollTop += 50; new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))",
            "document.querySelector('#q').focus(); document.execCommand('insertText', false, '海')",
        ] {
            page.press(Key::Shift).await;
            page.run("clock.pass(70)").await;
            page.run(act).await;
            page.run("clock.pass(70)").await;
            assert_eq!(state(page).await, "active", "{act}");
        }
        let waited: u64 = page.ask(UNTIL_ASKED).await;
        assert!(waited <= 22, "and nothing else: {waited}");
    })
    .await;
}

#[tokio::test]
async fn one_may_stay_as_often_as_one_likes_and_only_three_times_left_are_said() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.run(NO_TEXT).await;
        for _ in 0..12 {
            until_asked(page).await;
            stay(page).await;
        }
        until_asked(page).await;
        let said: Vec<String> = page
            .ask("(async () => { const place = document.querySelector('#lobby-warning [role=status]'); const said = [place.textContent]; for (let second = 0; second < 29; second += 1) { clock.pass(1); await new Promise(done => setTimeout(done, 20)); if (place.textContent !== said.at(-1)) said.push(place.textContent); } return said; })()")
            .await;
        assert_eq!(said, ["还有 30 秒", "还有 20 秒", "还有 10 秒"]);
        page.press(Key::Escape).await;
        page.until("Esc stays, too", "document.documentElement.dataset.kiosk === 'active' && !document.querySelector('#lobby-warning').open").await;
    })
    .await;
}

#[tokio::test]
async fn two_taps_within_a_moment_are_one_but_letters_come_twice() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.run("new Promise(done => setTimeout(done, 400))").await;
        let (x, y): (f64, f64) = page.ask("(box => [box.x + box.width / 2, box.y + box.height / 2])(document.querySelector('[data-do=reach]').getBoundingClientRect())").await;
        for _ in 0..2 {
            for kind in ["mousePressed", "mouseReleased"] {
                page.tell("Input.dispatchMouseEvent", json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 })).await;
            }
        }
        page.until("pressed once", "document.documentElement.classList.contains('is-low')").await;
        page.run("new Promise(done => setTimeout(done, 400))").await;
        page.click("[data-do=reach]").await;
        page.click("[data-do=find]").await;
        page.find(".touch-pad").await;
        page.until("the words have come", "[...document.querySelectorAll('.touch-pad__key')].some(it => !it.ariaDisabled)").await;
        page.click("[data-key=j]").await;
        page.click("[data-key=j]").await;
        page.until("both letters", "document.querySelector('#q').value === 'jj'").await;
    })
    .await;
}

#[tokio::test]
async fn who_wants_less_motion_sees_one_brand_until_it_is_touched() {
    lobby(LOBBY, async |page| {
        page.prefer("", &[("prefers-reduced-motion", "reduce")])
            .await;
        let first = page.text(".attract__name").await;
        page.run("clock.pass(60)").await;
        page.until_drawn().await;
        assert_eq!(page.text(".attract__name").await, first);
    })
    .await;
}
