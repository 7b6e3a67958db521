//! The gallery of another city, shown by the same program.
//!
//! The invented town of `fixtures/second/` is built as a maintainer builds it, with `--data`.

use super::fault_server::Server;
use super::harness::{SCRATCH, build, copy_of_data, dist};
use super::kiosk::CLOCK;
use super::page::{DESK, LOBBY, NARROW, visit_at};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[path = "../fixtures/folder.rs"]
pub(crate) mod folder;
#[path = "../fixtures/names.rs"]
mod names;

/// The second gallery, built.
pub(crate) fn second() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        // One build at a time.
        dist();
        let data = copy_of_data("tests/fixtures/second", "data-second");
        let folder = Path::new(SCRATCH).join("site-second");
        build(&[
            "build",
            "--data",
            &data.to_string_lossy(),
            "--public-url",
            "https://stars.example/",
            "--out",
            &folder.to_string_lossy(),
        ]);
        folder
    })
}

/// The programs of a site by their names, which hold the hash of their bytes; `sw.js` knows its release.
fn programs(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a site").filter_map(|entry| {
        let name = entry.ok()?.file_name().into_string().ok()?;
        let is_program = name.ends_with(".wasm") || name.ends_with(".js") && name != "sw.js";
        is_program.then_some(name)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn another_citys_site_has_the_same_programs_and_no_word_of_this_city() {
    assert_eq!(programs(second()), programs(dist()));
    let (words, mut found, mut wrong) = (names::words(), Vec::new(), Vec::new());
    folder::all_files(second(), &mut found);
    for path in found {
        let ending = path.extension().unwrap_or_default();
        if ["br", "gz", "png"].iter().any(|packed| ending == *packed) {
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        let named = words.iter().filter(|word| {
            let word = word.as_bytes();
            bytes.windows(word.len()).any(|part| part == word)
        });
        wrong.extend(named.map(|word| format!("{}: {word}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let read = |path: &str| fs::read_to_string(second().join(path)).expect(path);
    assert!(read("opensearch.xml").contains("<ShortName>星山品牌馆</ShortName>"));
    assert!(read("manifest.webmanifest").contains("\"short_name\":\"星山品牌馆\""));
    assert!(read("index.html").contains("<meta property=\"og:title\" content=\"星山品牌馆\""));
    assert!(
        !second().join("feed.xml").exists(),
        "nothing has changed there"
    );
    assert!(!dist().join("data/private.json").exists());
}

#[tokio::test]
async fn another_citys_gallery_is_searched_opened_and_handed_on_under_its_own_name() {
    let server = Server::of(second(), "/").await;
    visit_at(&server.site, DESK, async |page| {
        page.enter("/").await;
        page.until_total(3).await;
        assert_eq!(page.title().await, "星山品牌馆");
        let headings = page.texts(".gallery__heading").await;
        assert_eq!(headings, ["全部品牌", "服务品牌", "材料只写到名称的品牌"]);
        let accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent')";
        assert_eq!(page.ask::<String>(accent).await.trim(), "#1b3f72");
        page.search("洗肾").await;
        page.until_total(1).await;
        page.until("the title follows", "document.title === '搜索“洗肾” - 星山品牌馆'").await;
        page.enter("/").await;
        page.search("wangyueyezhen").await;
        page.until("the other one", "document.querySelector('.brand-card__name')?.innerText === '望月夜诊'").await;
        page.click(".brand-card__name a").await;
        page.until_heading("望月夜诊").await;
        page.until("the title", "document.title === '望月夜诊 - 星山品牌馆'").await;
        page.run("document.querySelector('[data-companion=share]').click()").await;
        page.find("dialog[open] .qr").await;
        assert_eq!(page.text(".sheet__what b").await, "望月夜诊");
        page.run("[...document.querySelectorAll('.sheet__way')].find(it => it.innerText === '做成海报').click()").await;
        page.until("the poster", "document.querySelector('.sheet__poster img')?.naturalWidth === 900").await;
    })
    .await;
}

#[tokio::test]
async fn the_footer_says_who_runs_the_site_and_a_lobby_leads_nowhere_else() {
    const POLICE: &str = "https://beian.mps.gov.cn/#/query/webSearch?code=11010502000001";
    let server = Server::of(second(), "/").await;
    let links = "[...document.querySelectorAll('.frame__operator a')].map(it => it.innerText + ' ' + it.href)";
    visit_at(&server.site, NARROW, async |page| {
        page.enter("/zh-hant/").await;
        let facts = page.texts(".frame__operator > *").await;
        assert_eq!(facts[0], "主辦單位：星山市衛生健康委");
        let all: Vec<String> = page.ask(links).await;
        assert_eq!(all[0], "京ICP备12345678号-1 https://beian.miit.gov.cn/");
        assert_eq!(all[1], format!("京公网安备 11010502000001号 {POLICE}"));
        let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert!(!page.ask::<bool>(wide).await, "nothing is wider than the screen");
        let low: usize = page.ask("[...document.querySelectorAll('.frame__operator a')].filter(it => it.getBoundingClientRect().height < 44).length").await;
        assert_eq!(low, 0, "targets too small for a finger");
        // The about page is rendered here, by the program; the numbers stay as they were issued there, too.
        page.run("document.querySelector('.frame__footer a[href$=\"/about/\"]').click()").await;
        page.until_heading("關於本館").await;
        let facts = page.texts(".about__facts li").await;
        assert!(facts.contains(&"ICP備案號：京ICP备12345678号-1".to_owned()), "{facts:?}");
        assert_eq!(page.texts(".frame__operator > *").await.len(), 10);
    })
    .await;
    visit_at(&server.site, LOBBY, async |page| {
        page.enter("/?kiosk=xingshan-yiyuan").await;
        page.until("the lobby", "document.documentElement.classList.contains('is-kiosk')").await;
        page.until("its styles", "getComputedStyle(document.querySelector('.frame__operator .outgoing')).pointerEvents === 'none'").await;
        let text: String = page.ask("document.querySelector('.frame__operator').innerText").await;
        assert!(text.contains("京ICP备12345678号-1") && text.contains("星山市卫生健康委"), "{text}");
    })
    .await;
}

/// What a page says of each opening time, and which rows are today's.
const NOW: &str = "[[...document.querySelectorAll('.visit__now')].map(it => it.innerText), [...document.querySelectorAll('.visit__week [aria-current=date] th')].map(it => it.innerText)]";

#[tokio::test]
async fn whether_it_is_open_is_told_by_the_devices_clock_in_the_time_of_the_town() {
    let server = Server::of(second(), "/").await;
    // A Saturday, one minute to eleven in the town.
    let set = "clock.jump(Date.UTC(2026, 11, 5, 2, 59) - Date.now())";
    visit_at(&server.site, NARROW, async |page| {
        page.before(CLOCK).await;
        page.before(set).await;
        page.enter("/institutions/xingshan-yiyuan/").await;
        page.until("the hours", "document.querySelectorAll('.visit__now')[1].innerText === '现在开放，11:30 关'").await;
        let (said, today): (Vec<String>, Vec<String>) = page.ask(NOW).await;
        // The house, dialysis, the evening clinic; the bus is suspended.
        assert_eq!(said, ["现在开放", "现在开放，11:30 关", "现在不开放，周一 18:00 开"]);
        assert_eq!(today, ["周六"; 4]);
        // Half an hour later, without a new page.
        page.run("clock.jump(31 * 60 * 1000); clock.pass(30)").await;
        page.until("the morning is over", "document.querySelectorAll('.visit__now')[1].innerText === '现在不开放，周一 7:00 开'").await;
        // After the pause the bus is driven again, and its notice has gone.
        assert_eq!(page.ask::<usize>("[...document.querySelectorAll('.visit__notice')].length").await, 4);
        page.run("clock.jump(Date.UTC(2027, 0, 18, 1, 0) - Date.now()); clock.pass(30)").await;
        page.until("the bus", "document.querySelectorAll('.visit__now')[3]?.innerText === '现在开放，18:00 关'").await;
        assert_eq!(page.ask::<usize>("[...document.querySelectorAll('.visit__notice')].length").await, 2);
        // On a public holiday the row of holidays is today's.
        page.run("clock.jump(Date.UTC(2027, 1, 9, 0, 0) - Date.now()); clock.pass(30)").await;
        page.until("the holiday", "document.querySelectorAll('.visit__now')[1].innerText === '现在开放，11:30 关'").await;
        let (_, today): (Vec<String>, Vec<String>) = page.ask(NOW).await;
        assert_eq!(today, ["节假日", "节假日"]);
        let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert!(!page.ask::<bool>(wide).await, "nothing is wider than the screen");
        let low = "Math.min(...[...document.querySelectorAll('.visit a')].map(it => it.getBoundingClientRect().height))";
        assert!(page.ask::<f64>(low).await >= 44.0);
        page.enter("/institutions/xingshan-yiyuan/?elder=1").await;
        assert!(page.ask::<f64>(low).await >= 60.0);
    })
    .await;
    // From the story to the service in one tap, rendered by the program.
    visit_at(&server.site, DESK, async |page| {
        page.before(CLOCK).await;
        page.before(set).await;
        page.enter("/brands/baitian-touxi/").await;
        page.click(".guide__ask a[href*='#service-']").await;
        page.until_heading("星山市示例医院").await;
        page.until(
            "the service",
            "document.activeElement.id === 'service-xueye-touxi'",
        )
        .await;
        let (said, _): (Vec<String>, Vec<String>) = page.ask(NOW).await;
        assert_eq!(said[1], "现在开放，11:30 关");
    })
    .await;
}
