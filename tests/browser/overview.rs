//! Overview pages (matrix, figures, timeline, places): keys and fields.

use super::fault_server::Server;
use super::fixture::tree;
use super::furnish::{add, furnish};
use super::harness::{SCRATCH, dist};
use super::page::{DESK, PHONE, visit, visit_at};
use brand_gallery::route::{Overview, Route};
use std::path::Path;
use thirtyfour::Key;

/// What has focus, in its own words.
const FOCUS: &str = "document.activeElement.firstChild.textContent.trim()";

#[tokio::test]
async fn the_tree_is_walked_opened_and_closed_with_arrow_keys() {
    visit(DESK, async |page| {
        page.enter("/matrix/").await;
        page.run("document.querySelector('.tree__link').focus()")
            .await;
        assert_eq!(page.ask::<String>(FOCUS).await, "甬医先锋");
        let seen =
            "[...document.querySelectorAll('.tree__link')].filter(it => it.offsetParent).length";
        let before: usize = page.ask(seen).await;
        page.press(Key::Down).await;
        assert_eq!(page.ask::<String>(FOCUS).await, "仁心仁术 惠民利民");
        page.press(Key::Right).await;
        page.until("it opens", &format!("{seen} > {before}")).await;
        page.press(Key::Right).await;
        let inner: String = page.ask(FOCUS).await;
        assert_ne!(inner, "仁心仁术 惠民利民");
        page.press(Key::Left).await;
        assert_eq!(page.ask::<String>(FOCUS).await, "仁心仁术 惠民利民");
        page.press(Key::Left).await;
        page.until("it closes", &format!("{seen} === {before}"))
            .await;
        page.press(Key::End).await;
        page.press(Key::Home).await;
        assert_eq!(page.ask::<String>(FOCUS).await, "甬医先锋");
        page.press(Key::Enter).await;
        page.until_heading("甬医先锋").await;
        page.back().await;
        page.until_heading("品牌矩阵").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_looked_for_lights_up_in_the_tree_and_is_counted() {
    visit(PHONE, async |page| {
        page.enter("/matrix/").await;
        let field = page.find(".list-filter__input").await;
        field.send_keys("腹透").await.expect("typing");
        page.until("it is lit and in sight", "[...document.querySelectorAll('.tree [data-lit]')].some(it => it.querySelector('.tree__link').checkVisibility() && it.textContent.includes('腹透'))").await;
        assert!(page.text(".list-filter__total").await.starts_with("找到"));
        page.click("[data-level='1']").await;
        page.until("only the core", "[...document.querySelectorAll('.tree__link')].filter(it => it.offsetParent).length === 2").await;
        page.click("[data-level='9']").await;
        page.until("all of it", "[...document.querySelectorAll('.tree__link')].every(it => it.offsetParent)").await;
        field.send_keys("没有这个词").await.expect("typing");
        page.until("it says so", "document.querySelector('.list-filter__total').innerText.startsWith('没有找到')").await;
    })
    .await;
}

#[tokio::test]
async fn the_timeline_shows_one_brand_or_one_kind_and_hides_empty_years() {
    visit(DESK, async |page| {
        page.enter("/timeline/").await;
        let shown = "[...document.querySelectorAll('.moment')].filter(it => it.offsetParent)";
        let all: usize = page.ask(&format!("{shown}.length")).await;
        page.run("(() => { const field = document.querySelector('[name=kind]'); field.value = 'honour'; field.dispatchEvent(new Event('change', { bubbles: true })) })()").await;
        page.until("honours only", &format!("{shown}.length > 0 && {shown}.every(it => it.dataset.kind === 'honour')")).await;
        let honours: usize = page.ask(&format!("{shown}.length")).await;
        assert!(honours < all);
        assert!(page.ask::<bool>("[...document.querySelectorAll('.years')].every(it => !it.offsetParent || [...it.querySelectorAll('.moment')].some(item => item.offsetParent))").await);
        page.run("(() => { const field = document.querySelector('[name=brand]'); field.value = 'yilu-gendang'; field.dispatchEvent(new Event('change', { bubbles: true })) })()").await;
        page.until("of one brand", &format!("{shown}.length > 0 && {shown}.every(it => it.dataset.brand.split(' ').includes('yilu-gendang'))")).await;
        let told = page.text(".list-filter__total").await;
        let left: usize = page.ask(&format!("{shown}.length")).await;
        assert_eq!(told, format!("找到 {left} 项。"));
    })
    .await;
}

#[tokio::test]
async fn the_tour_is_walked_by_touch_from_the_gallery_to_the_matrix() {
    visit(PHONE, async |page| {
        page.enter("/").await;
        page.click(".overviews__link[href='/tour/']").await;
        page.until_heading("导览").await;
        page.click(".button").await;
        for step in 1..10 {
            page.until(
                "the step",
                &format!(
                    "document.querySelector('.step__place')?.innerText.includes('{step} / 10')"
                ),
            )
            .await;
            page.click(".turn__link--after").await;
        }
        page.until(
            "the last step",
            "document.querySelector('.step__place')?.innerText.includes('10 / 10')",
        )
        .await;
        page.click(".turn__link--after").await;
        page.until_heading("品牌矩阵").await;
    })
    .await;
}

#[tokio::test]
async fn without_a_program_the_whole_tree_stands_open() {
    visit(DESK, async |page| {
        page.tell("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true })).await;
        page.open("/matrix/").await;
        page.tell("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": false })).await;
        assert!(page.ask::<bool>("[...document.querySelectorAll('.tree__link')].every(it => it.offsetParent) && !document.querySelector('.list-filter').offsetParent").await);
    })
    .await;
}

#[tokio::test]
async fn the_tree_is_one_stop_of_the_tab_key_and_letters_find_a_name() {
    visit(DESK, async |page| {
        page.enter("/matrix/").await;
        let stops = "[...document.querySelectorAll('.tree__link')].filter(it => it.tabIndex === 0).map(it => it.firstChild.textContent.trim())";
        assert_eq!(page.ask::<Vec<String>>(stops).await, ["甬医先锋"]);
        page.run("document.querySelector('.tree__link').focus()").await;
        page.press(Key::Down).await;
        assert_eq!(page.ask::<Vec<String>>(stops).await, ["仁心仁术 惠民利民"]);
        // 一路跟党 is read yi lu gen dang.
        page.run("(() => { for (const key of 'ylgd') document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })) })()").await;
        assert!(page.ask::<String>(FOCUS).await.contains("跟党"));
        // What is folded away keeps no stop.
        page.press(Key::Right).await;
        page.press(Key::Right).await;
        page.run("document.querySelector('[data-level=\"1\"]').click()").await;
        assert_eq!(page.ask::<Vec<String>>(stops).await.len(), 1);
        assert!(page.ask::<bool>("document.querySelector('.tree__link[tabindex=\"0\"]').offsetParent !== null").await);
        page.until("the picture folds, too", "[...document.querySelectorAll('.radial-tree__node')].filter(it => it.checkVisibility()).length === 2").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_looked_for_lights_up_in_the_picture_too() {
    visit(DESK, async |page| {
        page.enter("/matrix/").await;
        page.run("(() => { const field = document.querySelector('[name=need]'); field.value = 'jijiu'; field.dispatchEvent(new Event('change', { bubbles: true })) })()").await;
        page.until("lit in list and picture", "document.querySelectorAll('.radial-tree [data-lit]').length > 0 && document.querySelectorAll('.tree [data-lit]').length === document.querySelectorAll('.radial-tree [data-lit]').length").await;
    })
    .await;
}

#[tokio::test]
async fn a_matrix_of_a_thousand_nodes_begins_folded_and_opens_what_is_looked_for() {
    let folder = Path::new(SCRATCH).join("matrix-of-many");
    let site = furnish(dist(), &folder, tree(400), Vec::new());
    let route = Route::Overview(Overview::Matrix);
    add(dist(), &folder, &site, &site.screen(route));
    let server = Server::of(&folder, "/").await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/matrix/").await;
        let seen = "[...document.querySelectorAll('.tree__link')].filter(it => it.offsetParent).length";
        let all: usize = page.ask("document.querySelectorAll('.tree__link').length").await;
        assert!(all > 900, "{all}");
        let first: usize = page.ask(seen).await;
        assert!(first < 20, "{first} items are seen at first");
        let named: usize = page.ask("document.querySelectorAll('.radial-tree__node').length").await;
        assert!(named <= 120, "{named} names in the picture");
        page.find(".list-filter__input").await.send_keys("急救").await.expect("typing");
        page.until("all that is lit is seen", "(lit => lit.length > 20 && lit.every(it => it.offsetParent))([...document.querySelectorAll('.tree [data-lit]')])").await;
        page.click("[data-level='1']").await;
        page.until("only the core", &format!("{seen} === 1")).await;
    })
    .await;
}

/// What each column of each question says first, question by question.
const ANSWERS: &str = "[...document.querySelectorAll('.compare__answers')].map(row => [...row.querySelectorAll('.compare__of')].map(it => it.innerText).join('|'))";

#[tokio::test]
async fn brands_are_ticked_into_a_tray_and_the_address_shows_the_comparison_to_somebody_else() {
    visit(DESK, async |page| {
        page.enter("/compare/").await;
        let place = "document.querySelector(\"input[data-pick='ji-xianfeng']\").getBoundingClientRect().top + scrollY";
        let before: f64 = page.ask(place).await;
        page.click("input[data-pick='yilu-gendang']").await;
        page.until("one is counted", "document.querySelector('.tray').innerText.includes('已选 1/3')").await;
        // Nothing moves under the finger, and one brand is not compared with itself.
        assert_eq!(page.ask::<f64>(place).await, before);
        assert!(page.ask::<bool>("location.search === '' && !document.querySelector('.compare__table') && !document.querySelector('.tray__start')").await);
        page.run("document.querySelector(\"input[data-pick='ji-xianfeng']\").focus()").await;
        page.press(" ").await;
        page.until("two are counted", "document.querySelector('.tray').innerText.includes('已选 2/3')").await;
        assert!(page.ask::<bool>("(box => box.top > 0 && box.bottom <= innerHeight + 1)(document.querySelector('.tray__start').getBoundingClientRect())").await);
        page.click(".tray__start").await;
        page.until("two stand there", "location.search === '?brands=yilu-gendang,ji-xianfeng' && document.querySelectorAll('.compare__chosen .pick').length === 2").await;
        let told: Vec<String> = page.ask(ANSWERS).await;
        assert_eq!(told.len(), 7);
        assert!(page.title().await.starts_with("医路跟党、疾先锋：比较品牌"));
        assert!(page.ask::<bool>("!document.querySelector('.tray').offsetParent && !document.querySelector('.compare__picker').open").await);
        // Links within an answer lead to the page where it stands, and nothing is named twice.
        assert!(page.ask::<bool>("[...document.querySelectorAll('.compare__answer .citation')].every(it => it.pathname.startsWith('/brands/'))").await);
        assert!(page.ask::<bool>("(() => { const ids = [...document.querySelectorAll('[id]')].map(it => it.id); return new Set(ids).size === ids.length })()").await);
        // The same from outside, with a brand that does not exist and one too many.
        page.enter("/compare/?brands=yilu-gendang,nobody,ji-xianfeng").await;
        page.until("the same again", "document.querySelectorAll('.compare__chosen .pick').length === 2").await;
        assert_eq!(page.ask::<Vec<String>>(ANSWERS).await, told);
        assert!(page.text(".compare__unknown").await.contains("已经略去"));
        page.click(".compare__chosen [data-pick='yilu-gendang']").await;
        page.until("one waits in the tray", "location.search === '?brands=ji-xianfeng' && document.querySelector('.tray').innerText.includes('已选 1/3') && document.querySelector(\"input[data-pick='ji-xianfeng']\").checked").await;
        page.back().await;
        page.until("two again", "document.querySelectorAll('.compare__chosen .pick').length === 2").await;
    })
    .await;
}

#[tokio::test]
async fn three_brands_are_the_most_and_on_a_phone_their_answers_stand_below_each_other() {
    visit(PHONE, async |page| {
        page.enter("/compare/?brands=yilu-gendang,gaoshan-xunhui,ji-xianfeng").await;
        page.until("three", "document.querySelectorAll('.compare__chosen .pick').length === 3").await;
        assert!(page.ask::<bool>("[...document.querySelectorAll('.compare__answers')].every(row => new Set([...row.children].map(it => it.getBoundingClientRect().left)).size === 1)").await);
        let out: Vec<String> = page.ask(super::access::SIDEWAYS).await;
        assert!(out.is_empty(), "{out:#?}");
        let found = super::access::violations(page).await;
        assert!(found.is_empty(), "{found:#?}");
        page.click(".compare__fold").await;
        let open = "[...document.querySelectorAll('.picks input')].filter(it => !it.disabled).length";
        page.until("no fourth", &format!("{open} === 3")).await;
        page.click("input[data-pick='ji-xianfeng']").await;
        page.until("another one", &format!("{open} > 3 && document.querySelector('.tray').innerText.includes('已选 2/3')")).await;
    })
    .await;
}

#[tokio::test]
async fn a_story_is_walked_from_stop_to_stop_to_its_end() {
    for view in [PHONE, DESK] {
        visit(view, async |page| {
            page.enter("/tour/").await;
            let name = page.text(".stories__name").await;
            page.click(".stories__name a").await;
            page.until_heading(&name).await;
            let stops: usize = page.ask("document.querySelectorAll('.story__stop').length").await;
            for stop in 1..=stops {
                page.run(&format!("document.querySelector('#stop-{stop} .story__way:last-child').click()")).await;
                let next = if stop == stops { "end".to_owned() } else { format!("stop-{}", stop + 1) };
                page.until("the next is in sight and in focus", &format!("document.activeElement.id === '{next}' && (box => box.top >= 0 && box.top < innerHeight / 2 || scrollY + innerHeight >= document.documentElement.scrollHeight - 2)(document.activeElement.getBoundingClientRect())")).await;
            }
            page.back().await;
            page.until_heading("导览").await;
        })
        .await;
    }
}

#[tokio::test]
async fn the_map_leads_to_the_pages_of_its_places() {
    visit(PHONE, async |page| {
        page.enter("/places/").await;
        let out: Vec<String> = page.ask(super::access::SIDEWAYS).await;
        assert!(out.is_empty(), "{out:#?}");
        let areas: usize = page.ask("document.querySelectorAll('.map__area').length").await;
        assert!(areas > 1);
        // Names stay within their areas, so that none covers another.
        let out: Vec<String> = page.ask("[...document.querySelectorAll('.map__area')].filter(area => { const [name, shape] = ['.map__name', '.map__shape'].map(css => area.querySelector(css).getBoundingClientRect()); return name.left < shape.left || name.right > shape.right || name.top < shape.top || name.bottom > shape.bottom }).map(area => area.textContent)").await;
        assert!(out.is_empty(), "{out:#?}");
        let to: String = page.ask("document.querySelector('.map__area').getAttribute('href')").await;
        page.click(".map__area").await;
        page.until("its page", &format!("location.pathname === '{to}'")).await;
    })
    .await;
}

/// Notes which page was there each time an emblem began to move.
const MOVED: &str = "window.moved = []; const animate = Element.prototype.animate; \
    Element.prototype.animate = function (...how) { \
        if (this.matches('.emblem')) window.moved.push(document.querySelector('h1').textContent); return animate.apply(this, how); };";

#[tokio::test]
async fn a_card_becomes_its_page_with_its_emblem_and_nothing_moves_where_stillness_is_asked_for() {
    // The page is there before anything on it moves.
    let pages = ["甬医先锋", "甬医品牌馆"];
    for (scheme, elder, moved) in [
        ("no-preference", "0", &pages[..]),
        ("reduce", "0", &[]),
        ("no-preference", "1", &[]),
    ] {
        visit(DESK, async |page| {
            page.before(MOVED).await;
            page.prefer("", &[("prefers-reduced-motion", scheme)]).await;
            page.enter(&format!("/?elder={elder}")).await;
            page.run("const link = document.querySelector('.brand-card__name a'); link.focus(); link.click()")
                .await;
            page.until_heading("甬医先锋").await;
            page.until("it is settled", "scrollY === 0 && document.activeElement.id === 'main'")
                .await;
            page.back().await;
            page.until_heading("甬医品牌馆").await;
            page.until(
                "focus is back on its card",
                "document.activeElement.matches('.brand-card__name a')",
            )
            .await;
            assert_eq!(
                page.ask::<Vec<String>>("window.moved").await,
                moved,
                "{scheme} {elder}"
            );
            // A tree opens the same way by hand; all of it at once does not move.
            page.enter(&format!("/matrix/?elder={elder}")).await;
            let opening = "document.querySelectorAll('[data-opening]').length";
            page.run("document.querySelector('[data-level=\"9\"]').click()")
                .await;
            assert_eq!(page.ask::<usize>(opening).await, 0);
            page.run("document.querySelector('[data-level=\"1\"]').click(); document.querySelector('.tree__fold').click()")
                .await;
            let opening: usize = page.ask(opening).await;
            assert_eq!(opening > 0, !moved.is_empty(), "{scheme} {elder}");
        })
        .await;
    }
}

#[tokio::test]
async fn where_a_browser_knows_no_moving_change_pages_change_all_the_same() {
    visit(DESK, async |page| {
        page.before("delete Element.prototype.animate").await;
        page.enter("/").await;
        page.run("document.querySelector('.brand-card__name a').click()")
            .await;
        page.until_heading("甬医先锋").await;
        page.back().await;
        page.until_heading("甬医品牌馆").await;
    })
    .await;
}

#[tokio::test]
async fn buttons_of_a_tour_are_eight_pixels_apart() {
    const NEAR: &str = "(() => { const all = [...document.querySelectorAll('main :is(.button, .tools__button, .turn__link, .step__place a)')].filter(it => it.checkVisibility()).map(it => [it.innerText, it.getBoundingClientRect()]); return all.flatMap(([one, a], at) => all.slice(at + 1).filter(([, b]) => a.left - 8 < b.right && b.left - 8 < a.right && a.top - 8 < b.bottom && b.top - 8 < a.bottom).map(([other]) => one + ' beside ' + other)); })()";
    for view in [PHONE, DESK] {
        visit(view, async |page| {
            page.enter("/tour/").await;
            let mut near: Vec<String> = page.ask(NEAR).await;
            let steps: Vec<String> = page
                .ask("[...document.querySelectorAll('.step-list__link')].map(it => it.pathname)")
                .await;
            assert!(!steps.is_empty());
            for step in steps {
                page.enter(&step).await;
                near.extend(
                    page.ask::<Vec<String>>(NEAR)
                        .await
                        .into_iter()
                        .map(|it| format!("{step}: {it}")),
                );
                // Whatever a step lacks: without its list the buttons follow each other.
                page.run(
                    "document.querySelectorAll('main .account__list').forEach(it => it.remove())",
                )
                .await;
                near.extend(
                    page.ask::<Vec<String>>(NEAR)
                        .await
                        .into_iter()
                        .map(|it| format!("{step}: {it}")),
                );
            }
            assert!(near.is_empty(), "{near:#?}");
        })
        .await;
    }
}
