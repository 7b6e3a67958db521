//! Keystrokes: each is seen before it is answered, and each is answered.

use super::harness::cards;
use super::page::{DESK, Page, visit};

/// What is typed at once, without the time that fingers take.
const TYPE: &str = "window.type = text => { const box = document.querySelector('#q'); box.value = text; box.dispatchEvent(new InputEvent('input', { bubbles: true })); };";

/// Counts the lists that are shown from now on.
const LISTS: &str = "window.lists = 0; new MutationObserver(() => lists += 1).observe(document.querySelector('#list').parentElement, { childList: true })";

/// Whether cards are there that were searched for.
const FOUND: &str = "document.querySelectorAll('.brand-card mark').length > 0";

/// Notes, in their order, each such event, painted frames and changes of the page.
fn order(event: &str) -> String {
    format!(
        "window.order = []; \
         document.addEventListener('{event}', () => {{ order.push('{event}'); requestAnimationFrame(() => order.push('frame')); }}, true); \
         new MutationObserver(() => order.push('answer')).observe(document.querySelector('main'), {{ subtree: true, childList: true }});"
    )
}

/// What followed upon the first such event: the rest of an earlier answer may have come before it.
async fn followed(page: &Page, event: &str) -> Vec<String> {
    let since = format!("order.slice(order.indexOf('{event}'))");
    let answered = format!("order.includes('{event}') && {since}.includes('answer')");
    page.until("it is answered", &answered).await;
    page.ask(&since).await
}

/// The gallery in which this was searched for: whatever searching takes has come.
async fn searched(page: &Page, text: &str) {
    page.enter("/").await;
    page.search_out(text).await;
    page.until("hits are marked", FOUND).await;
}

#[tokio::test]
async fn what_is_typed_or_pressed_is_painted_before_its_answer_is_drawn() {
    visit(DESK, async |page| {
        searched(page, "yi").await;
        page.run(&order("input")).await;
        page.press("z").await;
        let followed_key = followed(page, "input").await;
        assert_eq!(followed_key[..3], ["input", "frame", "answer"]);
        page.enter("/").await;
        page.run(&order("click")).await;
        page.click(".sort:not([aria-current])").await;
        let followed_click = followed(page, "click").await;
        assert_eq!(followed_click[..3], ["click", "frame", "answer"]);
    })
    .await;
}

#[tokio::test]
async fn keys_that_come_faster_than_answers_are_answered_together() {
    visit(DESK, async |page| {
        searched(page, "yi").await;
        page.run(LISTS).await;
        page.run(&format!(
            "{TYPE} type('j'); type('ji'); type('jij'); setTimeout(() => type('jiji'))"
        ))
        .await;
        page.until_answered("jiji").await;
        page.until("all is told", "location.search === '?q=jiji'")
            .await;
        let lists: usize = page.ask("lists").await;
        assert!(lists <= 2, "{lists} lists for four keys in two moments");
        page.open("/?q=jiji").await;
        page.until_on().await;
        assert!(page.count(".brand-card").await > 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_a_moment_before_a_link_was_followed_is_there_again_on_the_way_back() {
    visit(DESK, async |page| {
        searched(page, "急救").await;
        page.run(&format!(
            "{TYPE} type('yi'); document.querySelector('.brand-card__name a').click()"
        ))
        .await;
        page.until(
            "a brand is open",
            "location.pathname.startsWith('/brands/')",
        )
        .await;
        page.back().await;
        page.until_heading("甬医品牌馆").await;
        page.until(
            "the search is back",
            "location.search === '?q=yi' && document.querySelector('#q').value === 'yi'",
        )
        .await;
        assert!(page.count(".brand-card mark").await > 0);
    })
    .await;
}

#[tokio::test]
async fn an_arrow_right_after_a_key_walks_through_what_is_offered_for_that_key() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.search("yi").await;
        page.until("something is offered", "document.querySelectorAll('#suggestions [role=option]').length > 0").await;
        page.run(&format!("{TYPE} type('急救'); document.querySelector('#q').dispatchEvent(new KeyboardEvent('keydown', {{ key: 'ArrowDown', bubbles: true, cancelable: true }}))")).await;
        page.until("the first is in hand", "document.querySelector('#q').getAttribute('aria-activedescendant') === 'suggestion-0'").await;
        let first = page.text("#suggestion-0").await;
        assert!(first.contains("急救"), "{first}");
        // What the key itself asked for comes later and takes nothing away.
        page.until_answered("急救").await;
        assert_eq!(page.ask::<String>("document.querySelector('#q').getAttribute('aria-activedescendant')").await, "suggestion-0");
    })
    .await;
}

#[tokio::test]
async fn whoever_closes_the_offers_right_after_a_key_is_left_in_peace() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.search("yi").await;
        page.until("something is offered", "document.querySelectorAll('#suggestions [role=option]').length > 0").await;
        page.run(&format!("{TYPE} type('急救'); document.querySelector('#q').dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Escape', bubbles: true, cancelable: true }}))")).await;
        page.until_answered("急救").await;
        page.until("the address follows", "decodeURIComponent(location.search) === '?q=急救'").await;
        assert!(page.ask::<bool>("document.querySelector('#suggestions').hidden").await);
    })
    .await;
}

#[tokio::test]
async fn blanks_ask_for_nothing_and_no_card_stands_there_twice() {
    visit(DESK, async |page| {
        searched(page, "急救").await;
        let all = cards();
        for blanks in ["  ", "　"] {
            page.run(&format!("{TYPE} type('急救')")).await;
            page.until("it is answered", FOUND).await;
            page.run(&format!("{TYPE} type('{blanks}')")).await;
            page.until("the gallery is back", "document.querySelectorAll('.gallery__group').length > 0").await;
            let (cards, brands): (usize, usize) = page
                .ask("new Promise(after => setTimeout(() => { const names = [...document.querySelectorAll('.brand-card__name a')].map(it => it.href); after([names.length, new Set(names).size]) }, 900))")
                .await;
            assert_eq!((cards, brands), (all, all), "{blanks:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn where_a_key_is_long_in_being_seen_its_answer_waits_until_the_hand_rests() {
    visit(DESK, async |page| {
        searched(page, "yi").await;
        page.run(LISTS).await;
        page.run("window.requestAnimationFrame = act => setTimeout(act, 120)").await;
        page.run(&format!("{TYPE} type('j'); setTimeout(() => type('ji'), 150); setTimeout(() => type('jij'), 300)")).await;
        page.until_answered("jij").await;
        assert_eq!(page.ask::<usize>("lists").await, 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_seen_of_what_the_program_does_to_be_quick_at_the_first_key() {
    visit(DESK, async |page| {
        // The last of it is a key that no keyboard has.
        page.before("window.ready = false; document.addEventListener('keydown', event => { ready ||= event.key === '' })").await;
        page.before("addEventListener('DOMContentLoaded', () => { window.changes = []; let on = false; new MutationObserver(all => { if (on) for (const one of all) changes.push(one.target.outerHTML?.slice(0, 80) + ' ' + one.attributeName); on = document.documentElement.dataset.program === 'on'; }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true }); })").await;
        for path in ["/", "/brands/yongyi-xianfeng/"] {
            page.enter(path).await;
            let entries = page.entries().await;
            page.until("it is done", "ready").await;
            // What is painted, and what is said, after the last key.
            tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
            assert_eq!(page.ask::<Vec<String>>("changes").await, Vec::<String>::new(), "{path}");
            assert_eq!(page.address().await, path);
            assert_eq!(page.entries().await, entries);
            assert!(page.ask::<bool>("document.activeElement === document.body && scrollY === 0").await);
        }
    })
    .await;
}
