//! Searching in a browser.

use super::harness::{brands, cards, needs};
use super::kiosk::{lobby, touch_in};
use super::page::{DESK, LOBBY, PHONE, visit};
use brand_gallery::search::{BATCH, PAGE};
use thirtyfour::Key;

#[tokio::test]
async fn landing_shows_the_gallery_and_the_program_takes_over() {
    visit(DESK, async |page| {
        page.enter("/").await;
        assert_eq!(page.text("h1").await, "甬医品牌馆");
        assert_eq!(page.title().await, "甬医品牌馆");
        assert_eq!(page.count(".needs__link").await, needs());
        assert_eq!(
            page.count(".brand-card__name a[href^='/brands/']").await,
            cards()
        );
        page.until_total(brands()).await;
    })
    .await;
}

#[tokio::test]
async fn typing_finds_and_marks_and_the_address_follows_without_a_new_entry() {
    visit(DESK, async |page| {
        page.enter("/about/").await;
        page.click(".frame__name").await;
        page.until_heading("甬医品牌馆").await;
        let entries = page.entries().await;

        page.search_out("腹透").await;
        assert!(page.texts(".brand-card__name").await.contains(&"腹透药互助".to_owned()));
        let marked = page.texts(".cards mark").await;
        assert!(!marked.is_empty() && marked.iter().all(|hit| hit == "腹透"), "{marked:?}");
        let unmarked: usize = page.ask("[...document.querySelectorAll('.brand-card')].filter(it => !it.querySelector('mark')).length").await;
        // A brand may be found by its need alone, which its card does not show.
        assert!(unmarked < page.count(".brand-card").await);

        page.until("the address follows", "decodeURIComponent(location.search) === '?q=腹透'").await;
        assert_eq!(page.title().await, "搜索“腹透” - 甬医品牌馆");
        assert_eq!(page.entries().await, entries, "typing adds no entry");

        page.back().await;
        page.until_heading("关于本馆").await;
        assert_eq!(page.address().await, "/about/");
        page.forward().await;
        page.until_heading("甬医品牌馆").await;
        assert_eq!(page.address().await, "/?q=腹透");
        assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, "腹透");
    })
    .await;
}

#[tokio::test]
async fn the_first_cards_answer_a_key_at_once_and_the_others_follow_with_what_can_be_chosen() {
    visit(DESK, async |page| {
        page.enter("/").await;
        // The engine is there.
        page.search_out("腹透").await;
        page.run("window.first = 0; new MutationObserver(() => first ||= document.querySelectorAll('.brand-card').length).observe(document.querySelector('#list').parentElement, { childList: true })").await;
        let (total, choice): (String, String) = page
            .ask(
                "(() => { const box = document.querySelector('#q'); box.value = 'yi'; box.dispatchEvent(new InputEvent('input', { bubbles: true })); \
                    document.querySelector('[data-facet=place] summary').click(); \
                    return [document.querySelector('#results').innerText, document.querySelector('[data-facet=place] .choice').getAttribute('href')] })()",
            )
            .await;
        assert_eq!(page.ask::<usize>("first").await, BATCH);
        let found = total.strip_suffix(" 个品牌").and_then(|it| it.parse::<usize>().ok());
        let found = found.expect("how many are found");
        assert!(found > BATCH, "{total}");
        assert!(choice.contains("q=yi"), "whoever opens a facet chooses from what is on the screen: {choice}");
        page.until("all are there", &format!("document.querySelectorAll('.brand-card').length === {}", found.min(PAGE))).await;
        let first = "[...document.querySelectorAll('.brand-card__name')].map(it => it.innerText).join()";
        let drawn: String = page.ask(first).await;
        page.open("/?q=yi").await;
        page.until_on().await;
        assert_eq!(page.text("#results").await, total);
        assert_eq!(page.ask::<String>(first).await, drawn, "in the same order as all at once");
    })
    .await;
}

#[tokio::test]
async fn an_initiative_that_matches_stands_under_its_brand_and_opens_at_its_address() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.search_out("牧海急").await;
        let link = ".brand-card__initiatives a[href='/brands/yongyi-xianfeng/muhai-jijiuquan/']";
        page.find(link).await;
        assert_eq!(page.text(link).await, "牧海急救圈");
        page.click(link).await;
        page.until_heading("牧海急救圈").await;
        assert_eq!(
            page.address().await,
            "/brands/yongyi-xianfeng/muhai-jijiuquan/"
        );
        assert_eq!(page.title().await, "牧海急救圈 · 甬医先锋");
    })
    .await;
}

#[tokio::test]
async fn a_chosen_value_is_an_entry_and_its_count_is_true() {
    visit(DESK, async |page| {
        page.enter("/").await;
        let entries = page.entries().await;
        page.click(".facet:nth-of-type(1) summary").await;
        let count: String = page.text(".choice[href='/?need=jijiu'] .choice__count").await;
        page.click(".choice[href='/?need=jijiu']").await;
        page.until_total(count.parse().expect("a number")).await;
        assert_eq!(page.address().await, "/?need=jijiu");
        assert_eq!(page.entries().await, entries + 1);
        assert_eq!(page.texts(".choice[aria-current]").await.len(), 1);
        assert_eq!(page.texts(".chip--active").await, ["急救 ×"]);
        assert_eq!(page.text(".facet[open] .facet__chosen").await, "1 项");

        // Every other facet counts what is left, and nothing can be chosen that would leave nothing.
        page.click(".facet:nth-of-type(2) summary").await;
        let alive: Vec<(String, usize)> = page
            .ask("[...document.querySelectorAll('.facet[open] .choice[href]')].map(it => [it.getAttribute('href'), +it.querySelector('.choice__count').innerText])")
            .await;
        assert!(!alive.is_empty());
        for (href, total) in alive {
            page.click(&format!(".facet[open] .choice[href='{href}']")).await;
            page.until_total(total).await;
            assert_eq!(page.address().await, href);
            page.back().await;
            page.until("back at the need alone", "location.search === '?need=jijiu'").await;
            page.until_total(count.parse().expect("a number")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_value_that_would_give_nothing_cannot_be_chosen() {
    visit(DESK, async |page| {
        page.enter("/?need=jijiu").await;
        let entries = page.entries().await;
        page.click(".facet:nth-of-type(2) summary").await;
        let dead = ".facet[open] .choice[aria-disabled]";
        let counts = page.texts(&format!("{dead} .choice__count")).await;
        assert!(
            !counts.is_empty() && counts.iter().all(|count| count == "0"),
            "{counts:?}"
        );
        page.click(dead).await;
        page.until_drawn().await;
        assert_eq!(page.address().await, "/?need=jijiu");
        assert_eq!(page.entries().await, entries);
        assert_eq!(page.count(&format!("{dead}[href]")).await, 0);
        assert_eq!(page.count(&format!("{dead}:not([role='link'])")).await, 0);
    })
    .await;
}

#[tokio::test]
async fn active_chips_remove_what_they_name_and_clear_all_removes_everything() {
    visit(PHONE, async |page| {
        page.enter("/?q=%E5%8C%BB&need=jijiu,yizhen&kind=system-brand")
            .await;
        let chips = page.texts(".chip--active").await;
        assert_eq!(chips[..3], ["医 ×", "急救 ×", "义诊 ×"]);

        page.click(".chip--active[aria-label='去掉“急救”']").await;
        page.until(
            "the chip is gone",
            "!document.querySelector(\".chip--active[aria-label='去掉“急救”']\")",
        )
        .await;
        assert!(page.address().await.starts_with("/?q=医&need=yizhen"));
        page.until(
            "the focus stays among the chips",
            "document.activeElement.closest('.filters__chips') !== null",
        )
        .await;
        page.click(".chip--active[aria-label='去掉“医”']").await;
        page.until(
            "the box is empty",
            "document.querySelector('#q').value === ''",
        )
        .await;
        page.click(".filters__clear").await;
        page.until_total(brands()).await;
        assert_eq!(page.address().await, "/");
        assert_eq!(page.count(".chip--active").await, 0);
        page.until(
            "the focus, whose chip is gone, goes to the total",
            "document.activeElement.id === 'results'",
        )
        .await;

        page.back().await;
        page.until(
            "the filters are back",
            "document.querySelectorAll('.chip--active').length > 0",
        )
        .await;
        assert!(page.address().await.starts_with("/?need=yizhen"));
    })
    .await;
}

#[tokio::test]
async fn sorting_is_an_entry_and_keeps_all_brands() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.unfold().await;
        let by_matrix = page.texts(".brand-card__name").await;
        page.click(".sort[href='/?sort=name']").await;
        page.until("sorted by name", "location.search === '?sort=name'")
            .await;
        page.until_total(brands()).await;
        page.unfold().await;
        let by_name = page.texts(".brand-card__name").await;
        assert_ne!(by_name, by_matrix);
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        assert_eq!(sorted(by_name), sorted(by_matrix));
        assert_eq!(page.texts(".sort[aria-current]").await, ["按名称"]);
    })
    .await;
}

#[tokio::test]
async fn where_nothing_is_found_there_are_ways_on() {
    visit(PHONE, async |page| {
        page.enter("/?need=jijiu").await;
        page.search_out("腹透药互住").await;
        assert_eq!(page.text(".nothing h2").await, "没有找到");
        assert_eq!(page.text("#results").await, "0 个品牌");
        let ways = page.texts(".nothing__list a").await;
        assert!(ways.iter().any(|way| way.contains("可看")), "{ways:?}");
        assert!(ways.contains(&"腹透药互助".to_owned()), "{ways:?}");
        assert_eq!(page.count(".nothing__needs .chip").await, needs());
        page.click(".nothing a[href='/brands/futouyao-huzhu/']")
            .await;
        page.until_heading("腹透药互助").await;
    })
    .await;
}

#[tokio::test]
async fn the_total_is_said_to_a_screen_reader_once_typing_rests() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.run("window.said = []; new MutationObserver(() => said.push(document.querySelector('#announce').innerText)).observe(document.querySelector('#announce'), { childList: true, characterData: true, subtree: true })").await;
        page.search_out("急救").await;
        page.until("the total is said", "window.said.length > 0").await;
        let total: usize = page.count(".brand-card").await;
        assert_eq!(page.ask::<Vec<String>>("window.said").await, [format!("找到 {total} 个品牌")]);
    })
    .await;
}

#[tokio::test]
async fn enter_brings_the_results_into_view_and_the_address_at_once() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        let entries = page.entries().await;
        page.search("急救").await;
        page.press(Key::Enter).await;
        page.until("the results are in view", "(top => top >= 0 && top < innerHeight / 2)(document.querySelector('#results').getBoundingClientRect().top)").await;
        assert_eq!(page.address().await, "/?q=急救");
        assert_eq!(page.entries().await, entries);
    })
    .await;
}

#[tokio::test]
async fn an_open_facet_leads_to_what_it_has_found() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.click(".facet:nth-of-type(1) summary").await;
        page.click(".choice[href='/?need=yizhen']").await;
        page.until(
            "chosen",
            "document.querySelectorAll('.choice[aria-current]').length === 1",
        )
        .await;
        let total = page.count(".brand-card").await;
        assert_eq!(
            page.text(".facet[open] .facet__done").await,
            format!("查看 {total} 个品牌")
        );
        page.click(".facet[open] .facet__done").await;
        page.until(
            "the facet closes",
            "document.querySelectorAll('details[open]').length === 0",
        )
        .await;
        assert_eq!(
            page.ask::<String>("document.activeElement.id").await,
            "results"
        );
        assert_eq!(page.address().await, "/?need=yizhen");
    })
    .await;
}

#[tokio::test]
async fn composing_with_an_input_method_never_searches_half_typed_letters() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.click("#q").await;
        page.run("window.totals = []; new MutationObserver(() => { const total = document.querySelector('#results').innerText; if (totals.at(-1) !== total) totals.push(total); }).observe(document.querySelector('.filters'), { childList: true, characterData: true, subtree: true })").await;
        for letters in ["f", "fu", "fu'to", "fu'tou"] {
            let at = letters.len();
            page.tell("Input.imeSetComposition", serde_json::json!({ "text": letters, "selectionStart": at, "selectionEnd": at })).await;
            page.until_drawn().await;
            assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, letters);
            assert_eq!(page.text("#results").await, format!("{} 个品牌", brands()));
        }
        page.tell("Input.insertText", serde_json::json!({ "text": "腹透" })).await;
        page.until("the word is searched", "document.querySelectorAll('.cards mark').length > 0").await;
        assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, "腹透");
        let total = page.text("#results").await;
        assert_eq!(page.ask::<Vec<String>>("window.totals").await, [total], "one search, of the whole word");
        page.until("the address follows", "decodeURIComponent(location.search) === '?q=腹透'").await;
    })
    .await;
}

/// Writes `text` into the search box as a word in the making, whose end is not told.
fn composing(text: &str) -> String {
    format!(
        "{{ const box = document.querySelector('#q'); box.focus(); box.dispatchEvent(new CompositionEvent('compositionstart', {{ bubbles: true, data: '' }})); box.value = '{text}'; box.dispatchEvent(new InputEvent('input', {{ bubbles: true, isComposing: true, inputType: 'insertCompositionText', data: '{text}' }})); }}"
    )
}

const IS_COMPOSING: &str = "document.documentElement.hasAttribute('data-composing')";

#[tokio::test]
async fn the_box_hears_again_after_a_composition_whose_end_was_never_told() {
    // Without a compositionend: as engines leave a word where the focus, the page or the entry of the history is lost.
    let ways = [
        ("the focus is lost", "document.activeElement.blur()"),
        (
            "another control gets the focus",
            "document.querySelector('main .search-form__button').focus()",
        ),
        (
            "Back",
            "dispatchEvent(new PopStateEvent('popstate', { state: history.state }))",
        ),
        (
            "the page is left and comes back",
            "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
        ),
        (
            "the box is taken away",
            "{ const box = document.querySelector('#q'); box.replaceWith(box.cloneNode()); }",
        ),
        ("typing goes on", ""),
    ];
    visit(DESK, async |page| {
        for (way, lose) in ways {
            page.enter("/").await;
            page.run(&composing("fu")).await;
            assert!(page.ask::<bool>(IS_COMPOSING).await, "{way}");
            page.run(lose).await;
            if !lose.is_empty() {
                page.until(way, &format!("!{IS_COMPOSING}")).await;
            }
            page.run("document.querySelector('#q').value = ''").await;
            page.search_out("腹透").await;
            assert!(!page.ask::<bool>(IS_COMPOSING).await, "{way}");
            assert!(page.count(".cards mark").await > 0, "{way}");
            page.until(
                "suggestions too",
                "document.querySelectorAll('#suggestions [role=option]').length > 0",
            )
            .await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_stands_in_the_box_when_it_loses_the_focus_is_searched() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.run(&composing("腹透")).await;
        page.until_drawn().await;
        assert_eq!(page.text("#results").await, format!("{} 个品牌", brands()));
        page.run("document.activeElement.blur()").await;
        page.until_answered("腹透").await;
        page.until(
            "the address follows",
            "decodeURIComponent(location.search) === '?q=腹透'",
        )
        .await;
    })
    .await;
}

/// A word composed in the search box, with the events in the order of an engine; `say` dispatches one and says whether it was left alone.
const ENGINES: [(&str, &str); 3] = [
    (
        "Chromium",
        "start(); write('fu', true); write('腹透', true); end(); key('Process', 229, true, 'keyup');",
    ),
    (
        "Firefox",
        "start(); write('fu', true); end('腹透'); write('腹透', false);",
    ),
    (
        "Safari",
        "start(); write('fu', true); write('', false, 'deleteCompositionText'); write('腹透', false, 'insertFromComposition'); end(); key('Enter', 229, false);",
    ),
];

/// What [`ENGINES`] and the test after it say.
const SAY: &str = "const box = document.querySelector('#q'); box.focus(); \
    const say = event => box.dispatchEvent(event); \
    const start = () => say(new CompositionEvent('compositionstart', { bubbles: true })); \
    const end = text => { if (text) box.value = text; say(new CompositionEvent('compositionend', { bubbles: true, data: box.value })); }; \
    const write = (text, isComposing, inputType = 'insertCompositionText') => { box.value = text; say(new InputEvent('input', { bubbles: true, isComposing, inputType, data: text })); }; \
    const key = (key, keyCode, isComposing, type = 'keydown') => say(new KeyboardEvent(type, { bubbles: true, cancelable: true, key, keyCode, isComposing }));";

#[tokio::test]
async fn a_composed_word_is_searched_once_in_each_engines_order_of_events() {
    visit(DESK, async |page| {
        for (engine, events) in ENGINES {
            page.enter("/").await;
            // Walked to before: the end of a word takes none of what was offered for less.
            page.search_out("急救").await;
            page.until("suggestions", "document.querySelectorAll('#suggestions [role=option]').length > 0").await;
            page.press(Key::Down + "").await;
            page.until("walked to", "document.querySelector('#q').hasAttribute('aria-activedescendant')").await;
            page.run("window.totals = []; new MutationObserver(() => { const total = document.querySelector('#results').innerText; if (totals.at(-1) !== total) totals.push(total); }).observe(document.querySelector('.filters'), { childList: true, characterData: true, subtree: true })").await;
            page.run(&format!("{{ {SAY} {events} }}")).await;
            page.until_answered("腹透").await;
            page.until("the address follows", "decodeURIComponent(location.pathname + location.search) === '/?q=腹透'").await;
            let total = page.text("#results").await;
            assert_eq!(page.ask::<Vec<String>>("window.totals").await, [total], "{engine}: one search, of the whole word");
        }
    })
    .await;
}

#[tokio::test]
async fn enter_right_after_typing_takes_nothing_that_was_offered_before() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.search_out("急救").await;
        page.until("suggestions", "document.querySelectorAll('#suggestions [role=option]').length > 0").await;
        page.press(Key::Down + "").await;
        page.until("walked to", "document.querySelector('#q').hasAttribute('aria-activedescendant')").await;
        let is_left: bool = page.ask(&format!("(() => {{ {SAY} write('腹透', false, 'insertText'); return key('Enter', 13, false); }})()")).await;
        assert!(is_left, "the browser sends the form");
        page.until_answered("腹透").await;
        assert!(page.address().await.starts_with("/"), "{}", page.address().await);
        assert_eq!(page.text("h1").await, "甬医品牌馆");
        // Where nothing was typed since, Enter takes what was walked to.
        page.until("suggestions", "document.querySelectorAll('#suggestions [role=option]').length > 0").await;
        page.press(Key::Down + "").await;
        page.until("walked to", "document.querySelector('#q').hasAttribute('aria-activedescendant')").await;
        let is_left: bool = page.ask(&format!("(() => {{ {SAY} return key('Enter', 13, false); }})()")).await;
        assert!(!is_left, "the suggestion is taken");
    })
    .await;
}

#[tokio::test]
async fn the_lobbys_pad_types_after_a_composition_whose_end_was_never_told() {
    lobby(LOBBY, async |page| {
        touch_in(page).await;
        page.click("[data-do=find]").await;
        page.find(".touch-pad").await;
        page.run(&composing("")).await;
        // The pad writes into the box as a script does.
        page.run("{ const box = document.querySelector('#q'); box.value = '急救'; box.dispatchEvent(new Event('input', { bubbles: true })); }").await;
        page.until_answered("急救").await;
        assert!(!page.ask::<bool>(IS_COMPOSING).await);
    })
    .await;
}

#[tokio::test]
async fn a_sentence_that_no_document_prints_leads_to_its_need_apart_from_hits() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.click("#q").await;
        page.press("爷爷肾不好要长期透").await;
        let heading =
            "document.querySelector('#meant h2')?.innerText.startsWith('您说的可能是：肾病与腹透')";
        page.until("what it means", heading).await;
        // The first words mean the same: the answer to the whole sentence follows.
        let whole =
            "document.querySelector('#meant')?.innerText.includes('没有找到“爷爷肾不好要长期透”的原话')";
        page.until("the whole sentence", whole).await;
        assert_eq!(
            page.text("#results").await,
            "0 个品牌",
            "what is near in meaning is no hit"
        );
        assert_eq!(
            page.count(".nothing").await,
            0,
            "nothing else is said beside it"
        );
        assert!(
            page.texts("#meant .brand-card__name")
                .await
                .contains(&"腹透药互助".to_owned())
        );
        page.click("#meant h2 a").await;
        page.until_heading("肾病与腹透").await;
        page.back().await;
        page.until("it is there again", heading).await;
        assert_eq!(page.count("#meant").await, 1);

        // By a link, when list and code are not loaded yet.
        page.open("/?q=%E9%80%81%E8%8D%AF%E4%B8%8B%E4%B9%A1").await;
        page.until(
            "what it means",
            "document.querySelector('#meant a[href*=\"songyi-shangmen\"]') !== null",
        )
        .await;
        assert!(
            page.texts("#meant .brand-card__name")
                .await
                .contains(&"高山巡回".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_gallery_has_no_answer_for_is_not_found_and_what_is_found_is_left_alone() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.search_out("办身份证").await;
        page.until(
            "nothing is found",
            "document.querySelector('.nothing')?.innerText.includes('没有找到')",
        )
        .await;
        assert_eq!(page.count("#meant").await, 0);
        page.open("/?q=%E8%85%B9%E9%80%8F").await;
        page.until_answered("腹透").await;
        assert_eq!(page.count("#meant, #near-names, .nothing").await, 0);
        // Names that are nearly those that were typed.
        page.open("/?q=%E8%BA%AB%E4%BB%BD%E8%AF%81%E8%85%B9%E9%80%8F%E8%8D%AF%E4%BA%92")
            .await;
        let near = "document.querySelector('#near-names a[href*=\"futouyao-huzhu\"]') !== null";
        page.until("the closest names", near).await;
    })
    .await;
}

#[tokio::test]
async fn what_a_sentence_means_is_said_in_english_and_in_traditional_characters() {
    visit(DESK, async |page| {
        page.open("/en/?q=%E5%8C%BB%E7%94%9F%E6%94%B6%E7%BA%A2%E5%8C%85%E5%8E%BB%E5%93%AA%E4%B8%BE%E6%8A%A5").await;
        page.until("what it means", "document.querySelector('#meant h2')?.innerText.startsWith('You may mean: ')").await;
        page.open("/zh-hant/?q=%E7%88%BA%E7%88%BA%E8%85%8E%E4%B8%8D%E5%A5%BD").await;
        page.until("what it means", "document.querySelector('#meant h2')?.innerText.startsWith('您說的可能是：')").await;
    })
    .await;
}
