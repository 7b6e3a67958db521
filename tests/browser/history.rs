//! Back, forward, reload and deep links: every way to a view shows the same view.

use super::fault_server::{Fault, Server};
use super::page::{DESK, PHONE, Page, visit, visit_at};
use super::page_types::RICH;
use serde_json::{Value, json};
use thirtyfour::Key;

/// What a view shows, without where it is scrolled to.
async fn shown(page: &Page) -> Value {
    page.ask(
        "({ address: location.pathname + location.search, title: document.title, heading: document.querySelector('h1').innerText, \
            text: document.querySelector('main').innerText, box: document.querySelector('#q')?.value, \
            current: [...document.querySelectorAll('[aria-current]')].map(it => it.innerText) })",
    )
    .await
}

#[tokio::test]
async fn back_from_a_card_gives_back_scroll_and_focus_and_forward_goes_again() {
    visit(DESK, async |page| {
        page.enter("/").await;
        let entries = page.entries().await;
        let card = ".brand-card__name a[href='/brands/gaoshan-xunhui/']";
        page.run(&format!(
            "document.querySelector(\"{card}\").scrollIntoView({{ block: 'center' }})"
        ))
        .await;
        let before = page.scrolled().await;
        assert!(before > 300, "the card lies below the first screen");

        page.click(card).await;
        page.until_heading("高山巡回").await;
        page.until(
            "the title follows",
            "document.title === '高山巡回 - 甬医品牌馆'",
        )
        .await;
        assert_eq!(page.address().await, "/brands/gaoshan-xunhui/");
        assert_eq!(page.entries().await, entries + 1);
        page.until("a new page begins at its top", "scrollY === 0")
            .await;
        assert_eq!(
            page.ask::<String>("document.activeElement.id").await,
            "main"
        );

        page.back().await;
        page.until_heading("甬医品牌馆").await;
        page.until(
            "the scroll is back",
            &format!("Math.round(scrollY) === {before}"),
        )
        .await;
        page.until(
            "the focus is back",
            "document.activeElement.getAttribute('href') === '/brands/gaoshan-xunhui/'",
        )
        .await;
        assert_eq!(page.title().await, "甬医品牌馆");

        page.forward().await;
        page.until_heading("高山巡回").await;
        page.until("forward begins where it was", "scrollY === 0")
            .await;
        assert_eq!(page.title().await, "高山巡回 - 甬医品牌馆");
        assert_eq!(page.entries().await, entries + 1);
    })
    .await;
}

#[tokio::test]
async fn back_into_a_filtered_list_gives_back_the_list_and_its_scroll() {
    visit(PHONE, async |page| {
        page.enter("/?q=%E6%80%A5%E6%95%91").await;
        let list = shown(page).await;
        let card = ".brand-card:last-child .brand-card__name a";
        page.run(&format!(
            "document.querySelector('{card}').scrollIntoView({{ block: 'center' }})"
        ))
        .await;
        let before = page.scrolled().await;
        page.click(card).await;
        page.until("a brand", "document.querySelector('.brand__name') !== null")
            .await;
        page.click(".turn__link").await;
        page.until("another brand", "history.length > 3").await;
        page.back().await;
        page.back().await;
        page.until(
            "the list is back",
            "document.querySelectorAll('.brand-card').length > 0",
        )
        .await;
        page.until(
            "the scroll is back",
            &format!("Math.round(scrollY) === {before}"),
        )
        .await;
        page.until("the title is back", "document.title.startsWith('搜索')")
            .await;
        assert_eq!(shown(page).await, list);
    })
    .await;
}

#[tokio::test]
async fn an_initiative_opens_by_link_and_cold_with_its_own_title() {
    visit(DESK, async |page| {
        page.enter("/brands/yongyi-xianfeng/").await;
        page.click(".initiative__name a[href='/brands/yongyi-xianfeng/muhai-jijiuquan/']")
            .await;
        page.until_heading("牧海急救圈").await;
        page.until("its title", "document.title === '牧海急救圈 · 甬医先锋'")
            .await;
        let by_link = shown(page).await;

        page.enter("/brands/yongyi-xianfeng/muhai-jijiuquan/").await;
        assert_eq!(shown(page).await, by_link);
    })
    .await;
}

#[tokio::test]
async fn reloading_keeps_the_filtered_view_and_its_scroll() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.search("医").await;
        page.until("the address follows", "location.search !== ''")
            .await;
        // The suggestions lie over the filters as long as the box has focus.
        page.run("document.activeElement.blur()").await;
        page.click(".facet:nth-of-type(1) summary").await;
        page.click(".facet[open] .choice[href*='need=yizhen']")
            .await;
        page.until(
            "two filters",
            "document.querySelectorAll('.chip--active').length === 2",
        )
        .await;
        page.click(".facet[open] .facet__done").await;
        page.run("scrollTo({ top: 1500, behavior: 'instant' })")
            .await;
        let before = page.scrolled().await;
        let view = shown(page).await;

        page.reload().await;
        page.until(
            "the scroll is back",
            &format!("Math.round(scrollY) === {before}"),
        )
        .await;
        assert_eq!(shown(page).await, view);
    })
    .await;
}

#[tokio::test]
async fn reloading_a_brand_keeps_its_scroll() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.click(".brand-card__name a[href='/brands/yilu-gendang/']")
            .await;
        page.until_heading("医路跟党").await;
        page.run("scrollTo({ top: 2000, behavior: 'instant' })")
            .await;
        let view = shown(page).await;
        page.reload().await;
        page.until("the scroll is back", "Math.round(scrollY) === 2000")
            .await;
        assert_eq!(shown(page).await, view);
    })
    .await;
}

#[tokio::test]
async fn a_click_with_control_opens_a_new_tab_and_leaves_this_one() {
    visit(DESK, async |page| {
        page.enter("/").await;
        page.control_click(".brand-card__name a[href='/brands/yongyi-xianfeng/']")
            .await;
        page.until_tabs(2).await;
        assert_eq!(page.address().await, "/");
        let tabs = page.tabs().await;
        page.switch_to(tabs[1].clone()).await;
        page.until_on().await;
        page.until_heading("甬医先锋").await;
        assert_eq!(page.address().await, "/brands/yongyi-xianfeng/");
    })
    .await;
}

#[tokio::test]
async fn a_copied_address_shows_somebody_else_the_same_view() {
    let mut copied = (String::new(), Value::Null);
    visit(DESK, async |page| {
        page.enter("/").await;
        page.search("医院").await;
        page.until("the address follows", "location.search !== ''")
            .await;
        page.click(".facet:nth-of-type(1) summary").await;
        page.click(".facet[open] .choice[href*='need=']").await;
        page.until(
            "two filters",
            "document.querySelectorAll('.chip--active').length === 2",
        )
        .await;
        page.click(".facet[open] summary").await;
        page.click(".sort[href*='sort=name']").await;
        page.until("sorted", "location.search.includes('sort=name')")
            .await;
        page.until_drawn().await;
        copied = (
            page.ask("location.pathname + location.search").await,
            shown(page).await,
        );
    })
    .await;
    visit(DESK, async |page| {
        page.enter(&copied.0).await;
        assert_eq!(shown(page).await, copied.1);
    })
    .await;
}

#[tokio::test]
async fn coming_back_from_another_document_gives_back_view_and_scroll() {
    visit(DESK, async |page| {
        page.enter("/?q=%E5%8C%BB").await;
        page.run("scrollTo({ top: 900, behavior: 'instant' })")
            .await;
        let view = shown(page).await;
        page.leave().await;
        page.back().await;
        page.until_on().await;
        page.until("the scroll is back", "Math.round(scrollY) === 900")
            .await;
        assert_eq!(shown(page).await, view);
    })
    .await;
}

#[tokio::test]
async fn a_citation_shows_its_source_in_place_and_back_returns_to_the_sentence() {
    for view in [PHONE, DESK] {
        visit(view, async |page| {
            page.enter(RICH).await;
            page.run("[...document.querySelectorAll('.citation')].filter(it => it.checkVisibility()).at(-3).scrollIntoView({ block: 'center', behavior: 'instant' })").await;
            page.until_drawn().await;
            let (scrolled, address, heading) = (page.scrolled().await, page.address().await, page.text("h1").await);
            assert!(scrolled > 500, "{scrolled}");
            let entries = page.entries().await;
            let mark = "[...document.querySelectorAll('.citation')].filter(it => it.checkVisibility()).at(-3)";
            let source: String = page.ask(&format!("{mark}.getAttribute('href').slice(1)")).await;
            let listed: String = page.ask("document.querySelector('.sources__list').innerText").await;
            let gone = "document.querySelector('.source') === null";
            for end in ["back", "escape", "button", "beside"] {
                page.run(&format!("{mark}.click()")).await;
                page.until("the source has the focus", &format!("document.activeElement.id === '{source}' && document.querySelector('.source').matches(':modal')")).await;
                page.until("and is seen", "(box => box.top >= 0 && box.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())").await;
                let near: f64 = page.ask(&format!("document.querySelector('.source').getBoundingClientRect().top - {mark}.getBoundingClientRect().bottom")).await;
                assert!((0.0..=60.0).contains(&near), "near the mark: {near}");
                assert_eq!(page.scrolled().await, scrolled, "the page does not move");
                match end {
                    "back" => page.back().await,
                    "escape" => page.press(Key::Escape).await,
                    "button" => page.click(".source__close").await,
                    _ => page.run("document.querySelector('.source').dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 1, clientY: 1 }))").await,
                }
                page.until(end, &format!("{gone} && document.activeElement === {mark}")).await;
                page.run("new Promise(done => setTimeout(done, 200))").await;
                assert_eq!((page.scrolled().await, page.address().await, page.text("h1").await), (scrolled, address.clone(), heading.clone()), "{end}: the same place");
                assert!(page.entries().await <= entries + 1, "{end}");
                assert_eq!(page.ask::<String>("document.querySelector('.sources__list').innerText").await, listed, "{end}: the list is whole");
            }
            // Forward shows the page, not a second dialog; and from the end of the list a link leads back.
            page.forward().await;
            page.run("new Promise(done => setTimeout(done, 300))").await;
            assert!(page.ask::<bool>(gone).await);
            assert_eq!(page.scrolled().await, scrolled);
            page.click(".sources__back").await;
            page.until("the first mark of it", "document.activeElement.matches('.citation')").await;
        })
        .await;
    }
}

#[tokio::test]
async fn without_the_program_a_citation_is_a_link_there_and_back() {
    visit(PHONE, async |page| {
        page.tell("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        page.open(RICH).await;
        page.click(".citation").await;
        page.until("the list", "location.hash.startsWith('#source-')").await;
        page.until("in sight", "(box => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector(location.hash).getBoundingClientRect())").await;
        page.click(":target .sources__back").await;
        page.until("the first mark of it", "location.hash.startsWith('#cite-') && document.querySelector(':target').matches('.citation')").await;
    })
    .await;
}

#[tokio::test]
async fn a_mark_is_large_enough_for_mouse_and_finger_and_has_its_place_to_itself() {
    const SMALL: &str = "(least => [...document.querySelectorAll('main .citation')].filter(it => it.checkVisibility()).filter(it => [...it.getClientRects()].some(box => box.width < least - 0.5 || box.height < least - 0.5)).map(it => { const box = it.getBoundingClientRect(); return box.width + ' x ' + box.height; }))";
    for (view, least) in [(DESK, 24), (PHONE, 44)] {
        visit(view, async |page| {
            if least == 44 {
                page.tell("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 5 })).await;
            }
            page.enter(RICH).await;
            assert_eq!(page.ask::<bool>("matchMedia('(pointer: coarse)').matches").await, least == 44);
            let small: Vec<String> = page.ask(&format!("{SMALL}({least})")).await;
            assert!(small.is_empty(), "{small:#?}");
            let over: Vec<String> = page.ask("[...document.querySelectorAll('.citation + .citation')].filter(it => { const [a, b] = [it.previousElementSibling, it].map(it => it.getBoundingClientRect()); return a.top < b.bottom && b.top < a.bottom && a.right > b.left + 1 && b.right > a.left + 1; }).map(it => it.outerHTML)").await;
            assert!(over.is_empty(), "{over:#?}");
        })
        .await;
    }
}

#[tokio::test]
async fn next_and_previous_lead_through_all_brands() {
    visit(DESK, async |page| {
        page.enter("/").await;
        // Those that are folded, too.
        let mut names: Vec<String> = page.ask("[...document.querySelectorAll('.brand-card__name')].map(it => it.textContent)").await;
        page.click(".brand-card__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null")
            .await;
        let mut met = page.texts("h1").await;
        while page.count(".turn__link--after").await > 0 {
            let next: String = page
                .ask("(link => link.textContent.slice(link.firstElementChild.textContent.length))(document.querySelector('.turn__link--after'))")
                .await;
            page.click(".turn__link--after").await;
            page.until_heading(&next).await;
            met.push(next);
            assert!(met.len() <= names.len(), "{met:?}");
        }
        names.sort();
        met.sort();
        assert_eq!(met, names);
    })
    .await;
}

#[tokio::test]
async fn a_card_opened_right_after_the_last_key_leaves_the_list_as_typed() {
    visit(DESK, async |page| {
        page.enter("/").await;
        let entries = page.entries().await;
        page.click("#q").await;
        // In one task: faster than any pause.
        page.run("(box => { box.value = '急救'; box.dispatchEvent(new InputEvent('input', { bubbles: true })); })(document.querySelector('#q'))").await;
        page.click(".brand-card__name a").await;
        page.until("a brand", "document.querySelector('.brand__name') !== null").await;
        assert_eq!(page.entries().await, entries + 1);
        page.back().await;
        page.until("the list is back", "document.querySelectorAll('.cards mark').length > 0").await;
        assert_eq!(page.address().await, "/?q=急救");
        assert_eq!(page.ask::<String>("document.querySelector('#q').value").await, "急救");
    })
    .await;
}

#[tokio::test]
async fn of_two_clicks_the_later_counts_however_late_the_earlier_arrives() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        let entries = page.entries().await;
        server.harm("/brands/yilu-gendang/page.json", Fault::Held);
        page.click(".brand-card__name a[href='/brands/yilu-gendang/']").await;
        page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']").await;
        page.until_heading("甬医先锋").await;
        server.heal();
        page.until(
            "the earlier has arrived",
            "performance.getEntriesByType('resource').some(it => it.name.endsWith('/brands/yilu-gendang/page.json') && it.responseEnd > 0)",
        )
        .await;
        page.until_drawn().await;
        assert_eq!(page.text("h1").await, "甬医先锋");
        assert_eq!(page.address().await, "/brands/yongyi-xianfeng/");
        assert_eq!(page.entries().await, entries + 1);
    })
    .await;
}

#[tokio::test]
async fn typing_while_a_brand_is_on_its_way_stays_in_the_list() {
    let server = Server::start().await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        server.harm("/brands/yongyi-xianfeng/page.json", Fault::Held);
        page.click(".brand-card__name a[href='/brands/yongyi-xianfeng/']").await;
        page.search("急救").await;
        page.until("the address follows", "decodeURIComponent(location.search) === '?q=急救'").await;
        server.heal();
        page.until(
            "the brand has arrived",
            "performance.getEntriesByType('resource').some(it => it.name.endsWith('/brands/yongyi-xianfeng/page.json') && it.responseEnd > 0)",
        )
        .await;
        page.until_drawn().await;
        assert_eq!(page.address().await, "/?q=急救");
        assert_eq!(page.text("h1").await, "甬医品牌馆");
    })
    .await;
}
