//! Pages with photographs, a logo and attachments, and the offline copies that hold them.

use super::page::Page;
use crate::{assets, second, slug, template};
use brand_gallery::catalogue::check::Reading;
use brand_gallery::desk::build::PageWriter;
use brand_gallery::desk::data;
use brand_gallery::desk::prerender::Template;
use brand_gallery::desk::{english, media, offline};
use brand_gallery::messages::{Language, speak};
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const TODAY: &str = "2026-11-30";

/// The invented town with its pictures, published into a folder of this name as on a day.
fn town(name: &str, on: &str) -> (Reading, PathBuf) {
    let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&stage);
    fs::create_dir_all(&stage).expect("a folder");
    let mut reading = data::judge(&second()).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(reading.problems, []);
    media::publish(&second(), &mut reading, &stage, on, false)
        .unwrap_or_else(|failure| panic!("{failure}"));
    (reading, stage)
}

fn page(site: &Site, route: &Route) -> Page {
    Page::of_screen(site, &site.screen(route.clone()))
}

fn brand() -> Route {
    Route::Brand(slug("baitian-touxi"))
}

fn initiative() -> Route {
    Route::Initiative(slug("baitian-touxi"), slug("jiesong-che"))
}

fn house() -> Route {
    Route::Institution(slug("xingshan-yiyuan"))
}

/// The attributes of the pictures of a page, one line each.
fn pictures(page: &Page) -> Vec<[String; 6]> {
    let images = page.elements.iter().filter(|it| it.name == "img");
    let images = images.filter(|it| it.attribute("class") == Some("picture__image"));
    images
        .map(|image| {
            ["src", "alt", "width", "height", "loading", "lang"]
                .map(|name| image.attribute(name).unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn a_brand_shows_its_photograph_where_others_show_a_plate_and_all_of_them_below() {
    let (reading, stage) = town("media-pages", TODAY);
    let site = Site::new(reading.catalogue, reading.brands);
    let shown = page(&site, &brand());
    let found = pictures(&shown);
    let alts: Vec<&str> = found.iter().map(|it| it[1].as_str()).collect();
    let house_alt = "清晨的透析楼，几扇窗亮着灯";
    assert_eq!(
        alts,
        [
            house_alt,
            house_alt,
            "两名护士走在病房的走廊里，背对镜头",
            "柱形图，六年里透析人次逐年上升"
        ]
    );
    let is_lazy: Vec<bool> = found.iter().map(|it| it[4] == "lazy").collect();
    assert_eq!(
        is_lazy,
        [false, true, true, true],
        "the first is wanted at once"
    );
    for [src, _, width, height, ..] in &found {
        let file = fs::read(stage.join(&src[1..])).expect("a file of the site");
        let sides = sides(&file);
        assert_eq!(
            (width.as_str(), height.as_str()),
            (sides.0.to_string().as_str(), sides.1.to_string().as_str()),
            "{src}"
        );
    }
    // The head is as wide as a plate; nothing is drawn behind it.
    assert_eq!((found[0][2].as_str(), found[0][3].as_str()), ("960", "600"));
    assert!(!shown.html.contains("class=\"plate "), "both stand there");
    for words in [
        "虚构的图：示例医院 2 号楼。",
        "作者：程序生成，2026年。供测试，可自由使用",
        "透析病人须知",
        "（PDF，2 页，1 KB）",
    ] {
        assert!(shown.text.contains(words), "{words}");
    }
    assert!(!shown.html.contains("style=\""), "the policy forbids it");
    // Its initiative has a photograph of its own, upright though the camera was not.
    let van = pictures(&page(&site, &initiative()));
    let of_van: Vec<[&str; 4]> = van
        .iter()
        .map(|it| [1, 2, 3, 4].map(|at| it[at].as_str()))
        .collect();
    assert_eq!(of_van, [["一辆白色面包车停在山脚的路边", "960", "730", ""]]);
    let found = pictures(&page(&site, &house()));
    assert!(
        matches!(&found[..], [logo] if logo[0].ends_with("-logo.svg") && logo[1].contains("院徽") && logo[4].is_empty()),
        "{found:?}"
    );
    assert!(page(&site, &house()).text.contains("透析病人须知"));
    // A brand without any shows its plate, as before.
    let other = page(&site, &Route::Brand(slug("wangyue-yezhen")));
    assert!(pictures(&other).is_empty() && other.html.contains("class=\"plate "));
    assert!(!other.html.contains("照片和图"));
}

#[test]
fn on_english_pages_the_words_of_a_picture_are_marked_as_chinese() {
    let (reading, _) = town("media-english", TODAY);
    speak(Language::English);
    let (catalogue, brands) = english::glossed(&reading);
    let site = Site::new(catalogue, brands);
    let shown = page(&site, &brand());
    for picture in pictures(&shown) {
        assert_eq!(picture[5], "zh-CN", "{}", picture[1]);
    }
    assert!(
        shown.text.contains("Photographs and charts")
            && shown.text.contains("(PDF, pages: 2, 1 KB)")
    );
    speak(Language::Simplified);
}

/// Width and height of a JPEG.
fn sides(bytes: &[u8]) -> (u16, u16) {
    let frame = |two: &[u8]| two[0] == 0xff && (two[1] == 0xc0 || two[1] == 0xc2);
    let at = bytes.windows(2).position(frame).expect("a frame");
    let number = |at: usize| u16::from_be_bytes([bytes[at], bytes[at + 1]]);
    (number(at + 7), number(at + 5))
}

/// The list of the offline copy of a language, of a site drawn as on a day.
fn listed(name: &str, on: &str) -> (Vec<String>, String) {
    let (reading, stage) = town(name, on);
    let assets = assets();
    let parted = Template::of(&template(), &assets).unwrap_or_else(|failure| panic!("{failure}"));
    let writer = PageWriter::new(parted, assets);
    writer
        .draw(&stage, reading)
        .unwrap_or_else(|failure| panic!("{failure}"));
    let worker = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sw.js");
    fs::copy(worker, stage.join(offline::WORKER)).expect("the worker");
    for language in Language::ALL {
        fs::create_dir_all(stage.join(language.folder())).expect("a folder");
    }
    offline::write(&stage, name).unwrap_or_else(|failure| panic!("{failure}"));
    let worker = fs::read_to_string(stage.join("sw.js")).expect("the worker");
    let (_, rest) = worker.split_once("\"list\":\"").expect("a list");
    let (list, _) = rest.split_once('"').expect("its name");
    let list = fs::read_to_string(stage.join(list)).expect("the list");
    let value: Value = serde_json::from_str(&list).expect("JSON");
    let files = value["files"].as_object().expect("files");
    let pictures = files.keys().filter(|name| name.starts_with("media/"));
    (pictures.cloned().collect(), value["texts"].to_string())
}

#[test]
fn a_copy_for_days_without_a_network_holds_small_pictures_and_none_that_was_withdrawn() {
    let (pictures, texts) = listed("media-copy", TODAY);
    let of =
        |pictures: &[String], id: &str| pictures.iter().filter(|name| name.contains(id)).count();
    assert_eq!(
        of(&pictures, "yehu-ban"),
        2,
        "whole, and as wide as a plate: {pictures:?}"
    );
    assert_eq!(of(&pictures, "xingshan-yuanhui"), 1);
    assert_eq!(
        of(&pictures, "touxi-shouce"),
        0,
        "documents are read with a network"
    );
    assert!(
        pictures
            .iter()
            .all(|name| name.ends_with("-w480.jpg") || name.contains("-logo.")),
        "{pictures:?}"
    );
    assert!(texts.contains("yehu-ban") && texts.contains("两名护士"));
    // The day after the consent has ended: the list that replaces the copy names it nowhere.
    let (pictures, texts) = listed("media-copy-later", "2100-01-01");
    assert_eq!(of(&pictures, "yehu-ban"), 0, "{pictures:?}");
    assert!(of(&pictures, "touxi-lou") > 0);
    assert!(!texts.contains("yehu-ban") && !texts.contains("两名护士"));
}
