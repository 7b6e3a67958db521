//! A page read aloud, sentence by sentence, also by voices that fail.
//!
//! Headless Chromium has no voice: a synthetic one takes what is said and ends it when the test wants. The program is the one that is shipped.

use super::kiosk::{CLOCK, HOUSE, touch_in, until_wiped};
use super::page::{DESK, LOBBY, PHONE, Page, visit};
use super::page_types::RICH;
use super::technician::told;
use serde_json::json;

/// A voice that says what it is given into `said`, and ends with `next()`.
pub(crate) const VOICE: &str = "{
    window.said = [];
    let current = null;
    const voice = (name, lang) => Object.setPrototypeOf({ name, lang, localService: true, default: false, voiceURI: name }, SpeechSynthesisVoice.prototype);
    const voices = (window.tongues || [['Samantha', 'en-US'], ['Sin-ji', 'zh-HK'], ['Tingting', 'zh-CN']]).map(([name, lang]) => { const it = voice(name, lang); for (const [key, value] of Object.entries({ name, lang, localService: true })) Object.defineProperty(it, key, { value }); return it; });
    window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; this.rate = 1; this.lang = ''; this.voice = null; } };
    const speech = new EventTarget();
    Object.assign(speech, { getVoices: () => voices, speaking: false,
        speak(utterance) { current = utterance; speech.speaking = true; window.said.push({ text: utterance.text, rate: Math.round(utterance.rate * 100), volume: Math.round((utterance.volume ?? 1) * 100), voice: utterance.voice.name }); },
        cancel() { const broken = current; current = null; speech.speaking = false; if (broken) setTimeout(() => broken.dispatchEvent(new Event('error'))); } });
    window.next = () => { const ended = current; current = null; speech.speaking = false; ended.dispatchEvent(new Event('end')); };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
}";

async fn said(page: &Page) -> Vec<String> {
    page.ask("window.said.map(it => it.text)").await
}

/// The text that is marked.
const MARKED: &str =
    "[...(CSS.highlights.get('reading') ?? [])].map(range => range.toString()).join('')";

#[tokio::test]
async fn a_page_is_read_sentence_by_sentence_marked_and_kept_in_view() {
    visit(PHONE, async |page| {
        page.before(VOICE).await;
        page.enter(RICH).await;
        page.click(".tools__read").await;
        page.until("it speaks", "window.said.length === 1").await;
        assert_eq!(page.ask::<String>("window.said[0].voice").await, "Tingting", "Mandarin of the mainland");
        for round in 0..25 {
            let (spoken, marked): (String, String) = page.ask(&format!("[window.said.at(-1).text, {MARKED}]")).await;
            assert!(!marked.trim().is_empty() && !marked.contains('['), "{round}: {marked}");
            assert!(spoken.chars().filter(|c| marked.contains(*c)).count() * 2 >= spoken.chars().count(), "{spoken} / {marked}");
            let seen: bool = page.ask("(range => { const box = range.getBoundingClientRect(); return box.bottom > 0 && box.top < document.querySelector('.reader').getBoundingClientRect().top; })([...CSS.highlights.get('reading')][0])").await;
            assert!(seen, "{round}: “{marked}” is in view");
            page.run("window.next()").await;
            page.until_drawn().await;
        }
        let said = said(page).await;
        assert_eq!(said.len(), 26);
        assert!(said.iter().all(|text| !text.contains("[1]") && !text.contains('“')), "{said:?}");
        assert!(said.iter().any(|text| text.contains("甬医先锋")));
    })
    .await;
}

#[tokio::test]
async fn reading_pauses_goes_on_slower_and_faster_and_stops() {
    visit(DESK, async |page| {
        page.before(VOICE).await;
        page.enter(RICH).await;
        page.click(".tools__read").await;
        page.until("it speaks", "window.said.length === 1").await;
        page.run("window.next()").await;
        page.until("the second", "window.said.length === 2").await;
        page.click("[data-reader=pause]").await;
        page.until("paused", "document.querySelector('[data-reader=pause]').innerText === '继续'").await;
        page.run("new Promise(done => setTimeout(done, 200))").await;
        assert_eq!(said(page).await.len(), 2, "what is broken off does not go on");
        page.click("[data-reader=pause]").await;
        page.until("it goes on", "window.said.length === 3").await;
        let said_now = said(page).await;
        assert_eq!(said_now[2], said_now[1], "with the same sentence");
        page.click("[data-reader=slower]").await;
        page.until("slower", "window.said.at(-1).rate === 80").await;
        for _ in 0..4 {
            page.click("[data-reader=faster]").await;
        }
        page.until("faster", "window.said.at(-1).rate === 150 && document.querySelector('[data-reader=faster]').ariaDisabled === 'true'").await;
        page.click("[data-reader=stop]").await;
        page.until("stopped", "document.querySelector('.reader') === null && !speechSynthesis.speaking").await;
        assert_eq!(page.ask::<String>(MARKED).await, "");
    })
    .await;
}

#[tokio::test]
async fn leaving_a_page_ends_its_reading() {
    visit(DESK, async |page| {
        page.before(VOICE).await;
        page.enter(RICH).await;
        page.click(".tools__read").await;
        page.until("it speaks", "speechSynthesis.speaking").await;
        page.click(".trail a").await;
        page.until(
            "silence",
            "document.querySelector('.reader') === null && !speechSynthesis.speaking",
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn without_a_mandarin_voice_there_is_no_button() {
    visit(DESK, async |page| {
        page.enter(RICH).await;
        assert!(
            !page
                .ask::<bool>("document.querySelector('.tools__read').checkVisibility()")
                .await,
            "no voice at all"
        );
        page.before("window.tongues = [['Samantha', 'en-US'], ['Sin-ji', 'zh-HK']]")
            .await;
        page.before(VOICE).await;
        page.enter(RICH).await;
        assert!(
            !page
                .ask::<bool>("document.querySelector('.tools__read').checkVisibility()")
                .await,
            "none that speaks Mandarin"
        );
    })
    .await;
}

#[tokio::test]
async fn old_people_find_the_button_below() {
    visit(PHONE, async |page| {
        page.before(VOICE).await;
        page.enter("/?elder=1").await;
        page.click(".comfort__read").await;
        page.until("it speaks", "window.said.length === 1").await;
        let (width, height): (f64, f64) = page.ask("(box => [box.width, box.height])(document.querySelector('.reader__button').getBoundingClientRect())").await;
        assert!(width >= 60.0 && height >= 60.0, "{width} × {height}");
    })
    .await;
}

#[tokio::test]
async fn before_a_lobbys_screen_it_is_louder_or_softer_and_the_next_visitor_hears_it_as_usual() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before(VOICE).await;
        page.enter(HOUSE).await;
        page.until("the loop", "document.querySelector('.attract') !== null")
            .await;
        let last = "(it => [it.rate, it.volume])(window.said.at(-1))";
        for _visitor in 0..2 {
            touch_in(page).await;
            page.click(".lobby__read").await;
            page.until("it speaks", "speechSynthesis.speaking").await;
            assert_eq!(page.ask::<(u32, u32)>(last).await, (100, 70), "as usual");
            for (button, expected) in [
                ("louder", (100, 100)),
                ("softer", (100, 70)),
                ("softer", (100, 40)),
                ("slower", (80, 40)),
            ] {
                page.click(&format!("[data-reader={button}]")).await;
                page.until(
                    button,
                    &format!(
                        "JSON.stringify({last}) === '[{},{}]'",
                        expected.0, expected.1
                    ),
                )
                .await;
            }
            page.click("[data-do=end]").await;
            until_wiped(page).await;
            assert!(!page.ask::<bool>("speechSynthesis.speaking").await);
            page.run("clock.pass(32)").await;
            page.until("the loop", "document.querySelector('.attract') !== null")
                .await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_screen_that_is_told_to_be_softer_begins_each_visit_so() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before(VOICE).await;
        page.before(&told(
            &json!({ "institution": "lihuili-yiyuan", "volume": 0.3 }),
        ))
        .await;
        page.enter("/?kiosk").await;
        let attract = "document.querySelector('.attract') !== null";
        page.until("the loop", attract).await;
        let last = "window.said.at(-1).volume";
        for _visitor in 0..2 {
            touch_in(page).await;
            page.click(".lobby__read").await;
            page.until("it speaks", "speechSynthesis.speaking").await;
            assert_eq!(page.ask::<u32>(last).await, 30, "as the device's file says");
            page.click("[data-reader=louder]").await;
            page.until("the next louder one", &format!("{last} === 40"))
                .await;
            page.click("[data-do=end]").await;
            page.until(
                "home again",
                "document.documentElement.dataset.kiosk === 'home'",
            )
            .await;
            // The wipe comes once more after 200 ms.
            page.run("new Promise(done => setTimeout(done, 400))").await;
            page.run("clock.pass(32)").await;
            page.until("the loop", attract).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_voice_that_loses_what_it_gets_right_after_a_break_is_given_time() {
    visit(DESK, async |page| {
        page.before(VOICE).await;
        page.before("{ const { speak, cancel } = speechSynthesis; let broken = -1e9; window.asked = 0; speechSynthesis.cancel = () => { broken = performance.now(); cancel(); }; speechSynthesis.speak = utterance => { window.asked += 1; if (performance.now() - broken >= 100) speak(utterance); }; }").await;
        page.enter(RICH).await;
        page.click(".tools__read").await;
        page.until("it speaks", "window.said.length === 1").await;
        for (button, rate) in [("slower", 80), ("faster", 100), ("faster", 125)] {
            page.click(&format!("[data-reader={button}]")).await;
            page.until(button, &format!("window.said.at(-1).rate === {rate}")).await;
        }
        assert_eq!(page.ask::<usize>("window.asked").await, 4, "nothing was lost");
        let said = said(page).await;
        assert!(said.iter().all(|text| *text == said[0]), "the same sentence: {said:?}");
    })
    .await;
}

#[tokio::test]
async fn a_voice_that_tells_no_end_is_not_waited_for_for_ever() {
    visit(DESK, async |page| {
        page.before(CLOCK).await;
        page.before(VOICE).await;
        page.enter(RICH).await;
        page.click(".tools__read").await;
        for round in 1..4 {
            page.until("it speaks", &format!("window.said.length === {round}"))
                .await;
            page.run("clock.jump(90000)").await;
        }
        page.until("it goes on", "window.said.length >= 4").await;
        let said = said(page).await;
        assert!(said.windows(2).all(|two| two[0] != two[1]), "{said:?}");
    })
    .await;
}

#[tokio::test]
async fn a_voice_that_fails_is_told_of_and_does_not_race_through_the_page() {
    for fault in ["error", "end"] {
        visit(DESK, async |page| {
            page.before(VOICE).await;
            // The time is the same for a whole task: however busy the machine is, what ends within `speak` ends at once.
            page.before("{ const now = performance.now.bind(performance); let time; performance.now = () => { if (time === undefined) { time = now(); setTimeout(() => time = undefined); } return time; }; }").await;
            page.before(&format!("{{ const {{ speak }} = speechSynthesis; window.broken = true; window.asked = 0; speechSynthesis.speak = utterance => {{ window.asked += 1; window.first ??= utterance.text; if (!window.broken) return speak(utterance); utterance.dispatchEvent(new Event('{fault}')); }}; }}")).await;
            page.enter(RICH).await;
            page.click(".tools__read").await;
            page.until("it is said", "document.querySelector('.reader__trouble')?.innerText.includes('读不出来')").await;
            page.run("new Promise(done => setTimeout(done, 2000))").await;
            let asked: usize = page.ask("window.asked").await;
            assert!(asked <= 4, "{fault}: {asked} sentences");
            // The voice has come back.
            page.run("window.broken = false").await;
            page.click("[data-reader=pause]").await;
            page.until("it reads", "window.said.length === 1 && document.querySelector('.reader__trouble').innerText === ''").await;
            let (said, first): (String, String) = page.ask("[window.said[0].text, window.first]").await;
            assert_eq!(said, first, "from where it failed");
        })
        .await;
    }
}

#[tokio::test]
async fn voices_that_come_late_and_without_an_event_are_found() {
    visit(DESK, async |page| {
        page.before(VOICE).await;
        page.before("{ const { getVoices } = speechSynthesis; speechSynthesis.getVoices = () => window.late ? getVoices() : []; }").await;
        page.enter(RICH).await;
        page.run("new Promise(done => setTimeout(done, 1500))").await;
        assert!(!page.ask::<bool>("document.querySelector('.tools__read').checkVisibility()").await);
        page.run("window.late = true").await;
        page.until("the button", "document.querySelector('.tools__read').checkVisibility()").await;
    })
    .await;
}
