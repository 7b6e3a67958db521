//! Do the pages that show the whole answer to keys and fields?

use super::page::{DESK, PHONE, visit};
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
        let field = page.find(".sieve__input").await;
        field.send_keys("腹透").await.expect("typing");
        page.until("it is lit and in sight", "document.querySelector('[data-lit] .tree__link')?.offsetParent && document.querySelector('[data-lit]').innerText.includes('腹透')").await;
        assert!(page.text(".sieve__total").await.starts_with("找到"));
        page.click("[data-level='1']").await;
        page.until("only the core", "[...document.querySelectorAll('.tree__link')].filter(it => it.offsetParent).length === 2").await;
        page.click("[data-level='9']").await;
        page.until("all of it", "[...document.querySelectorAll('.tree__link')].every(it => it.offsetParent)").await;
        field.send_keys("没有这个词").await.expect("typing");
        page.until("it says so", "document.querySelector('.sieve__total').innerText.startsWith('没有找到')").await;
    })
    .await;
}

#[tokio::test]
async fn the_timeline_shows_one_brand_or_one_kind_and_hides_empty_years() {
    visit(DESK, async |page| {
        page.enter("/timeline/").await;
        let shown = "[...document.querySelectorAll('.moment')].filter(it => it.offsetParent)";
        let all: usize = page.ask(&format!("{shown}.length")).await;
        page.run("(() => { const field = document.querySelector('[name=kind]'); field.value = '荣誉'; field.dispatchEvent(new Event('change', { bubbles: true })) })()").await;
        page.until("honours only", &format!("{shown}.length > 0 && {shown}.every(it => it.dataset.kind === '荣誉')")).await;
        let honours: usize = page.ask(&format!("{shown}.length")).await;
        assert!(honours < all);
        assert!(page.ask::<bool>("[...document.querySelectorAll('.years')].every(it => !it.offsetParent || [...it.querySelectorAll('.moment')].some(item => item.offsetParent))").await);
        page.run("(() => { const field = document.querySelector('[name=brand]'); field.value = 'yilu-gendang'; field.dispatchEvent(new Event('change', { bubbles: true })) })()").await;
        page.until("of one brand", &format!("{shown}.length > 0 && {shown}.every(it => it.dataset.brand.split(' ').includes('yilu-gendang'))")).await;
        let told = page.text(".sieve__total").await;
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
        assert!(page.ask::<bool>("[...document.querySelectorAll('.tree__link')].every(it => it.offsetParent) && !document.querySelector('.sieve').offsetParent").await);
    })
    .await;
}
