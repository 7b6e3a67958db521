//! The diagnostics page of a device, for technicians only.
//!
//! What the page tells is `watchdog`'s; here is the way there and back, what it says of old data, and what is counted.

use super::kiosk::{CLOCK, HOUSE, lobby, look_for, touch_in};
use super::page::{LOBBY, PHONE, Page, visit};
use super::touch::Finger;
use serde_json::{Value, json};

const LOOP: &str = "document.documentElement.dataset.kiosk === 'attract' && document.querySelector('.attract') !== null";

const TOLD: &str = "document.querySelectorAll('#diag dd').length > 8 && ![...document.querySelectorAll('#diag dd')].some(it => it.textContent === '……')";

const LEFT: (f64, f64) = (30.0, 30.0);
const RIGHT: (f64, f64) = (1050.0, 30.0);

/// Waits for what would come, and says whether the technician's page is there.
async fn is_opened(page: &Page) -> bool {
    page.run("new Promise(done => setTimeout(done, 700))").await;
    page.ask("location.search.includes('diag')").await
}

#[tokio::test]
async fn the_upper_corners_by_turns_open_the_technicians_page_and_its_button_leads_back() {
    lobby(LOBBY, async |page| {
        let mut finger = Finger::new(page).await;
        // From the loop, from a page, over the question: as somebody finds the screen.
        for place in ["the loop", "a brand"] {
            if place == "a brand" {
                page.until("the loop", LOOP).await;
                touch_in(page).await;
                page.click(".house__name a").await;
                page.until("a brand", "document.querySelector('.brand__name') !== null").await;
            }
            finger.wait(20.0);
            for corner in [LEFT, RIGHT, LEFT, RIGHT, LEFT, RIGHT] {
                finger.tap(corner).await;
                finger.wait(0.8);
            }
            page.until(place, "location.search.includes('diag') && document.querySelector('#diag') !== null").await;
            page.until("all is told", TOLD).await;
            assert_eq!(page.text("[data-of=kiosk]").await, "lihuili-yiyuan");
            assert_eq!(page.count("#diag a[href], #diag input").await, 0);
            assert_eq!(page.ask::<usize>("navigation.entries().length").await, 1, "nothing to go back to");
            // There is no other way out.
            let stopped: Vec<bool> = page.ask("['contextmenu', 'dragstart', 'selectstart'].map(name => { const event = new Event(name, { bubbles: true, cancelable: true }); document.querySelector('h1').dispatchEvent(event); return event.defaultPrevented; }).concat(window.open('/') === null)").await;
            assert_eq!(stopped, [true; 4]);
            page.until("its button", "[...document.querySelectorAll('#diag button')].some(it => it.textContent === '回到导览屏')").await;
            page.run("[...document.querySelectorAll('#diag button')].find(it => it.textContent === '回到导览屏').click()").await;
            page.until("the loop again", LOOP).await;
            assert_eq!(page.address().await, HOUSE);
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_visitor_may_tap_does_not_open_it() {
    lobby(LOBBY, async |page| {
        let mut finger = Finger::new(page).await;
        touch_in(page).await;
        let left_right = [LEFT, RIGHT, LEFT, RIGHT, LEFT];
        // One corner in a hurry; too few; too slowly; one beside; the other way round and one too few.
        type Try = (&'static str, Vec<(f64, f64)>, f64);
        let tries: [Try; 5] = [
            ("one corner", vec![LEFT; 12], 0.35),
            ("five", left_right.to_vec(), 0.5),
            ("slow", vec![LEFT, RIGHT, LEFT, RIGHT, LEFT, RIGHT], 1.3),
            (
                "beside",
                vec![LEFT, RIGHT, LEFT, (540.0, 200.0), RIGHT, LEFT, RIGHT],
                0.4,
            ),
            (
                "right first",
                vec![RIGHT, LEFT, RIGHT, LEFT, RIGHT, LEFT],
                0.5,
            ),
        ];
        for (what, corners, pause) in tries {
            finger.wait(20.0);
            for corner in corners {
                finger.tap(corner).await;
                finger.wait(pause);
            }
            assert!(!is_opened(page).await, "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_technicians_page_changes_nothing_lives_and_goes_back_to_the_loop_by_itself() {
    lobby(LOBBY, async |page| {
        page.before("window.beats = 0; { const say = console.info; console.info = (...said) => { if (said[0] === 'kiosk beat') window.beats += 1; say(...said); }; }").await;
        let kept = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, window.name])";
        // The beginning of the loop forgets once more after 200 ms.
        page.run("new Promise(done => setTimeout(done, 400)).then(() => localStorage.setItem('counts', '{\"2026-11-24\":[3,2,1]}'))").await;
        page.open("/?diag").await;
        page.until("all is told", TOLD).await;
        let before: String = page.ask(kept).await;
        assert!(before.contains("2026-11-24") && before.contains("kiosk:"), "{before}");
        page.run("new Promise(done => setTimeout(done, 2600))").await;
        assert_eq!(page.count(".calm").await, 0, "nothing is awaited");
        assert_eq!(page.ask::<String>(kept).await, before);
        page.run("window.mark = 'technician'; clock.pass(60)").await;
        assert!(page.ask::<u64>("window.beats").await >= 8, "whoever started the browser hears it");
        page.click("#diag button").await;
        page.run("clock.pass(80)").await;
        assert_eq!(page.ask::<String>("window.mark").await, "technician", "somebody was there");
        page.run("clock.pass(15)").await;
        page.until("the loop", &format!("window.mark !== 'technician' && {LOOP}")).await;
        assert_eq!(page.address().await, HOUSE);
    })
    .await;
}

/// The clock goes ahead by so many days.
fn days_later(days: u64) -> String {
    format!("{{ const now = Date.now; Date.now = () => now() + {days} * 86400000; }}")
}

#[tokio::test]
async fn data_of_more_than_thirty_days_are_hinted_at_to_the_technician_and_to_nobody_else() {
    for (days, hinted) in [(0, false), (29, false), (32, true)] {
        visit(LOBBY, async |page| {
            page.before(CLOCK).await;
            page.before(&days_later(days)).await;
            page.open("/?diag").await;
            page.until("all is told", TOLD).await;
            let age: String = page.text("[data-of=age]").await;
            assert!(age.starts_with("20"), "{age}");
            assert_eq!(
                age.contains("请看看是不是该更新了"),
                hinted,
                "{days} days: {age}"
            );
            if hinted {
                assert!(age.contains("已有 3"), "{age}");
            }
            page.enter(HOUSE).await;
            page.until("the loop", LOOP).await;
            touch_in(page).await;
            let seen: String = page.ask("document.body.innerText").await;
            assert!(!seen.contains("该更新了"), "not to visitors of the lobby");
        })
        .await;
    }
    visit(PHONE, async |page| {
        page.before(&days_later(400)).await;
        page.enter("/").await;
        let seen: String = page.ask("document.body.innerText").await;
        assert!(!seen.contains("该更新了"), "nor to anybody else");
    })
    .await;
}

/// Makes the device's file say this.
pub(crate) fn told(file: &Value) -> String {
    format!(
        "{{ const ask = window.fetch; window.fetch = (asked, ...rest) => new URL(asked.url || asked, location.href).pathname === '/kiosk.json' ? Promise.resolve(new Response({})) : ask(asked, ...rest); }}",
        json!(file.to_string())
    )
}

/// One visit: a search, a brand, a code, and gone.
async fn one_visit(page: &Page) {
    page.until("the loop", LOOP).await;
    touch_in(page).await;
    look_for(page, "急救").await;
    page.click("[data-do=close-pad]").await;
    page.click(".brand-card__name a").await;
    page.until("a brand", "document.querySelector('.brand__name') !== null")
        .await;
    page.click("[data-do=take]").await;
    page.click("[data-do=close]").await;
    page.click("[data-do=end]").await;
    page.until("home", "document.documentElement.dataset.kiosk === 'home'")
        .await;
    page.run("new Promise(done => setTimeout(done, 400)).then(() => clock.pass(32))")
        .await;
}

const KEPT: &str = "(it => it === null ? null : JSON.parse(it))(localStorage.getItem('counts'))";

#[tokio::test]
async fn a_device_that_is_told_to_counts_its_days_and_nothing_of_anybody() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before("Date.prototype.getTimezoneOffset = () => -480; { const now = Date.now; Date.now = () => now() - performance.timeOrigin + Date.UTC(2026, 10, 25, 2); }").await;
        page.before(&told(&json!({ "institution": "lihuili-yiyuan", "counts": true, "device": "门诊大厅一号屏" }))).await;
        page.enter("/?kiosk").await;
        one_visit(page).await;
        one_visit(page).await;
        let kept: Value = page.ask(KEPT).await;
        assert_eq!(kept, json!({ "2026-11-25": [2, 2, 2] }), "two visits, a page and a code each");
        assert_eq!(page.ask::<Vec<String>>("Object.keys(localStorage).concat(Object.keys(sessionStorage))").await, ["counts"], "nothing else outlives a visit");

        // Seventy days on, and days that a wrong clock has written.
        page.run("{ const counts = JSON.parse(localStorage.getItem('counts')); for (let day = 1; day <= 70; day += 1) counts[new Date(Date.UTC(2026, 10, 25 + day)).toISOString().slice(0, 10)] = [day, 0, 0]; counts['2056-01-01'] = [9, 9, 9]; counts['2006-01-01'] = [9, 9, 9]; counts['nonsense'] = [1, 1, 1]; localStorage.setItem('counts', JSON.stringify(counts)); }").await;
        page.run("{ const now = Date.now; Date.now = () => now() + 70 * 86400000; }").await;
        one_visit(page).await;
        let days: Vec<String> = page.ask("Object.keys(JSON.parse(localStorage.getItem('counts'))).sort()").await;
        assert!((59..=61).contains(&days.len()), "{}: {days:?}", days.len());
        assert_eq!(days.last().map(String::as_str), Some("2027-02-03"), "{days:?}");
        assert!(days[0].as_str() >= "2026-12-05", "{days:?}");

        page.open("/?diag").await;
        page.until("all is told", TOLD).await;
        let counts: String = page.text("[data-of=counts]").await;
        assert!(counts.starts_with("2027-02-03：71、1、1；2027-02-02：69、0、0"), "{counts}");
        assert_eq!(page.text("[data-of=device]").await, "门诊大厅一号屏");
        assert_eq!(page.text("[data-of=kiosk]").await, "lihuili-yiyuan");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_counted_unless_a_device_is_told_to_and_what_was_is_thrown_away() {
    lobby(LOBBY, async |page| {
        page.run("localStorage.setItem('counts', '{\"2026-11-24\":[3,2,1]}')")
            .await;
        one_visit(page).await;
        page.until("the loop", LOOP).await;
        assert_eq!(page.ask::<Value>(KEPT).await, Value::Null);
        page.open("/?diag").await;
        page.until("all is told", TOLD).await;
        assert!(page.text("[data-of=counts]").await.starts_with("没有"));
    })
    .await;
}

/// One visit that searches, waits for `seconds`, and is gone.
async fn search_for(page: &Page, text: &str, seconds: u32) {
    page.until("the loop", LOOP).await;
    touch_in(page).await;
    look_for(page, text).await;
    page.run(&format!("clock.pass({seconds})")).await;
    page.click("[data-do=end]").await;
    page.until("home", "document.documentElement.dataset.kiosk === 'home'")
        .await;
    page.run("new Promise(done => setTimeout(done, 400)).then(() => clock.pass(32))")
        .await;
}

#[tokio::test]
async fn what_five_visits_searched_for_in_vain_is_told_and_what_fewer_did_is_no_text() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before(&told(&json!({ "institution": "lihuili-yiyuan", "unanswered": true }))).await;
        page.enter("/?kiosk").await;
        for visit in 1..=6 {
            search_for(page, "办身份证", 6).await;
            let kept: String = page.ask("localStorage.getItem('unanswered')").await;
            assert_eq!(kept.contains("办身份证"), visit >= 5, "{visit}: {kept}");
        }
        for _ in 0..4 {
            search_for(page, "修自行车", 6).await;
        }
        // What is found, what is still being typed, and numbers are not counted.
        search_for(page, "急救", 6).await;
        search_for(page, "买火车票", 2).await;
        search_for(page, "1234567890", 6).await;
        let kept: Value = page.ask("JSON.parse(localStorage.getItem('unanswered'))").await;
        assert_eq!(kept["texts"], json!({ "办身份证": 6 }));
        let numbers: Vec<u64> = kept["numbers"].as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).collect();
        assert_eq!(numbers, [4], "{kept}");
        page.open("/?diag").await;
        page.until("all is told", TOLD).await;
        assert_eq!(page.text("[data-of=unanswered]").await, "办身份证：6；另有 1 种不到五次，没有记文字");
        assert_eq!(page.count("#diag button").await, 3);
        page.run("[...document.querySelectorAll('#diag button')].find(it => it.textContent === '复制没有找到的搜索').click()").await;
        page.until("it is taken along", "document.querySelector('#diag').innerText.includes('没有找到的搜索已复制') || document.querySelector('#diag textarea')?.value === '搜索\\t来访次数\\n办身份证\\t6'").await;
    })
    .await;
}

#[tokio::test]
async fn a_device_that_is_not_told_to_keeps_no_searches() {
    lobby(LOBBY, async |page| {
        search_for(page, "办身份证", 6).await;
        page.until("the loop", LOOP).await;
        assert_eq!(
            page.ask::<Value>("localStorage.getItem('unanswered')")
                .await,
            Value::Null
        );
        page.open("/?diag").await;
        page.until("all is told", TOLD).await;
        assert!(page.text("[data-of=unanswered]").await.starts_with("没有"));
    })
    .await;
}

#[tokio::test]
async fn a_blocked_storage_counts_nothing_and_does_not_matter() {
    visit(LOBBY, async |page| {
        page.before(CLOCK).await;
        page.before("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } })").await;
        page.before(&told(&json!({ "institution": "lihuili-yiyuan", "counts": true }))).await;
        page.enter("/?kiosk").await;
        one_visit(page).await;
        one_visit(page).await;
        page.until("the loop", LOOP).await;
        let kept: Value = page.ask("JSON.parse(window.name.slice(6))").await;
        assert_eq!(kept["reloads"], json!([]), "nothing went wrong");
        page.open("/?diag").await;
        page.until("all is told", TOLD).await;
        assert!(page.text("[data-of=counts]").await.contains("存储被阻止"));
    })
    .await;
}

#[tokio::test]
async fn a_key_that_nobody_knows_and_a_file_that_is_none_are_told_and_stop_nothing() {
    for (file, word) in [
        (
            json!({ "institution": "lihuili-yiyuan", "idel": 60 }).to_string(),
            "idel",
        ),
        ("{ institution: lihuili }".to_owned(), "读不懂"),
        ("[1, 2]".to_owned(), "没有这一项"),
        ("".to_owned(), "读不懂"),
    ] {
        visit(LOBBY, async |page| {
            page.before(CLOCK).await;
            page.before(&format!("{{ const ask = window.fetch; window.fetch = (asked, ...rest) => new URL(asked.url || asked, location.href).pathname === '/kiosk.json' ? Promise.resolve(new Response({})) : ask(asked, ...rest); }}", json!(file))).await;
            page.enter("/?kiosk").await;
            page.until("the loop", LOOP).await;
            page.run("clock.pass(2)").await;
            page.open("/?diag").await;
            page.until("all is told", "document.querySelectorAll('#diag dd').length > 8").await;
            let wrong: String = page.text("[data-of=wrong]").await;
            assert!(wrong.contains(word) && wrong.starts_with("kiosk.json："), "{file}: {wrong}");
        })
        .await;
    }
}
