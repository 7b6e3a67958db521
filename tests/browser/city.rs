//! The gallery of another city, shown by the same program.
//!
//! The invented town of `fixtures/second/` is built as a maintainer builds it, with `--data`.

use super::fault_server::Server;
use super::harness::{SCRATCH, build, copy_of_data, dist};
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
