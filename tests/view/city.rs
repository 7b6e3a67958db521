//! Pages of another city's gallery, made of its data folder alone.
//!
//! `fixtures/second/` is an invented town. It lacks much that the real city has, and a bare gallery of one brand lacks nearly everything.

use super::page::Page;
use crate::{assets, template};
use brand_gallery::catalogue::check::{File, Reading};
use brand_gallery::desk::build::PageWriter;
use brand_gallery::desk::data::{Data, files, judge_files};
use brand_gallery::desk::prerender::Template;
use brand_gallery::desk::{format, lint, site_files};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../fixtures/folder.rs"]
mod folder;
#[path = "../fixtures/names.rs"]
mod names;

/// Where it lies.
fn second() -> Data {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Data::of(root, Some(&root.join("tests/fixtures/second")))
}

fn sound(files: &[File]) -> Reading {
    let reading = judge_files(files);
    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    reading
}

/// Draws a gallery into a folder of its own: the folder, and its pages.
fn drawn(name: &str, reading: Reading) -> (PathBuf, Vec<lint::Page>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let catalogue = reading.catalogue.clone();
    let assets = assets();
    let parted = Template::of(&template(), &assets);
    let writer = PageWriter::new(parted.unwrap_or_else(|failure| panic!("{failure}")), assets);
    let pages = writer.draw(&folder, reading);
    let pages = pages.unwrap_or_else(|failure| panic!("{failure}"));
    site_files::write(&folder, &catalogue, &template())
        .and_then(|()| site_files::write_map(&folder, &pages, &catalogue.documents))
        .unwrap_or_else(|failure| panic!("{failure}"));
    (folder, pages)
}

/// What is wrong with these pages besides the pictures, which are drawn when a site is built.
fn assert_whole(folder: &Path, pages: &[lint::Page]) {
    let mut wrong = lint::problems(folder, pages);
    wrong.retain(|problem| !problem.contains("方图"));
    for page in pages {
        let file = folder.join(&page.path).join("index.html");
        let taken = Page::of(fs::read_to_string(file).expect("a page"));
        for element in &taken.elements {
            let is_list = ["ul", "ol", "table", "select"].contains(&element.name.as_str());
            // The program fills it.
            let is_filled = element.attribute("id") == Some("suggestions");
            if (element.level().is_some() || is_list && !is_filled)
                && element.text.trim().is_empty()
            {
                wrong.push(format!("/{}: an empty {}", page.path, element.name));
            }
        }
        for zero in ["共 0 ", "的 0 ", " 0 个", " 0 项"] {
            if taken.text.contains(zero) {
                wrong.push(format!("/{}: says “{zero}”", page.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_invented_town_has_a_gallery_in_which_nothing_is_of_the_real_city() {
    let files = files(&second()).expect("files");
    for file in &files {
        let kind = brand_gallery::catalogue::file::Kind::of(&file.path).expect("a kind");
        let text = std::str::from_utf8(&file.bytes).expect("text");
        let formatted = format::formatted(kind, text);
        assert_eq!(formatted.as_deref(), Some(text), "{}", file.path);
    }
    let (folder, pages) = drawn("second", sound(&files));
    assert_whole(&folder, &pages);
    let words = names::words();
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    folder::all_files(&folder, &mut found);
    assert!(found.len() > pages.len(), "{found:?}");
    for path in found {
        let bytes = fs::read(&path).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        let named = words.iter().filter(|word| text.contains(word.as_str()));
        wrong.extend(named.map(|word| format!("{}: {word}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let read = |path: &str| fs::read_to_string(folder.join(path)).expect(path);
    let home = read("index.html");
    for part in [
        "<title>星山品牌馆</title>",
        "<meta property=\"og:site_name\" content=\"星山品牌馆\" data-page>",
        "<h1 class=\"gallery__name visually-hidden\">星山品牌馆</h1>",
        "class=\"frame__seal\">星</span>",
        "placeholder=\"如：透析、望月镇\"",
        "五星服务品牌",
    ] {
        assert!(home.contains(part), "{part}");
    }
    assert!(read("matrix/index.html").contains("从“星山同心”到各家医院"));
    assert!(read("tour/index.html").contains("走完五星服务品牌"));
    let icon = read("icon.svg");
    assert!(icon.contains("<g fill="), "the seal is a letter: {icon}");
    assert!(
        icon.contains("#6d3a86"),
        "and has the town's own colour: {icon}"
    );
    assert!(read("embed/index.html").contains("value=\"#1b3f72\""));
    let manifest: Value = serde_json::from_str(&read("manifest.webmanifest")).expect("JSON");
    assert_eq!(manifest["name"], "星山品牌馆");
    let subject = "星山市卫生健康系统的服务品牌";
    let told = manifest["description"].as_str().expect("a text");
    assert!(told.starts_with(subject), "{told}");
    let catalogue: Value = serde_json::from_str(&read("data/catalogue.json")).expect("JSON");
    assert_eq!(catalogue["sign"]["name"], "星山品牌馆");
    assert_eq!(catalogue["sign"]["chosen"], "五星服务品牌");
}

/// The invented town, whose comparison is switched on or off.
fn town_with_comparison(switch: &str) -> Vec<File> {
    let mut files = files(&second()).expect("files");
    for file in files.iter_mut().filter(|it| it.path == "gallery.json") {
        let mut value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        value["compare"] = json!(switch);
        file.bytes = value.to_string().into_bytes();
    }
    files
}

/// The files that name the comparison's address, and those that hold what it would show.
fn of_comparison(folder: &Path) -> (Vec<String>, Vec<String>) {
    let mut found = Vec::new();
    folder::all_files(folder, &mut found);
    let (mut linked, mut answers) = (Vec::new(), Vec::new());
    for path in found {
        let name = path.display().to_string();
        let bytes = fs::read(&path).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        // Settings and schemas are data, not pages.
        let is_data = name.ends_with("gallery.json") || name.contains("/schema/");
        if !is_data && (text.contains("/compare/") || name.contains("/compare/")) {
            linked.push(name.clone());
        }
        if text.contains("\"answers\":") {
            answers.push(name);
        }
    }
    (linked, answers)
}

#[test]
fn a_gallery_that_switches_the_comparison_off_has_no_page_of_it_and_no_link_to_it() {
    let (folder, pages) = drawn("compare-off", sound(&town_with_comparison("关")));
    assert_whole(&folder, &pages);
    assert_eq!(of_comparison(&folder), (vec![], vec![]));
    assert!(pages.iter().all(|page| !page.path.contains("compare")));
    // The same gallery, switched on, has all of it: the test above would find it.
    let (folder, pages) = drawn("compare-on", sound(&town_with_comparison("开")));
    assert!(pages.iter().any(|page| page.path == "compare/"));
    let (linked, answers) = of_comparison(&folder);
    assert!(
        linked.len() > 7 && answers.len() == 3,
        "{linked:?} {answers:?}"
    );
}

#[test]
fn the_published_address_of_a_comparison_that_is_switched_off_is_not_missed() {
    use brand_gallery::desk::published::lost;
    let lost_in = |switch: &str| lost("compare/\n", &sound(&town_with_comparison(switch))).len();
    assert_eq!((lost_in("关"), lost_in("开")), (0, 0));
    assert_eq!(
        lost("compared/\n", &sound(&town_with_comparison("关"))).len(),
        1
    );
}

#[test]
fn a_gallery_without_brands_is_drawn_and_says_that_it_waits_for_the_first() {
    let file = |name: &str, value: Value| File {
        path: format!("{name}.json"),
        bytes: value.to_string().into_bytes(),
    };
    let registers = [
        "institutions",
        "places",
        "needs",
        "documents",
        "synonyms",
        "redirects",
    ];
    let mut files: Vec<File> = registers.map(|name| file(name, json!({ name: [] }))).into();
    let settings =
        json!({"name": "星山馆", "subject": "一座新城的服务品牌", "seal": "星", "examples": []});
    files.push(file("gallery", settings));
    let (folder, pages) = drawn("no-brands", sound(&files));
    let mut wrong = lint::problems(&folder, &pages);
    wrong.retain(|problem| !problem.contains("方图"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let read = |path: &str| fs::read_to_string(folder.join(path).join("index.html")).expect(path);
    for path in [
        "", "matrix", "figures", "timeline", "places", "tour", "compare", "embed",
    ] {
        let page = read(path);
        assert!(page.contains("还没有品牌。"), "/{path}");
        assert!(
            !page.contains("没有找到") && !page.contains("<select"),
            "/{path}"
        );
    }
    let catalogue = folder.join("data/catalogue.json");
    assert!(catalogue.is_file(), "the program finds its catalogue");
}

#[test]
fn a_gallery_of_one_brand_without_needs_places_honours_or_numbers_is_whole() {
    let mut files = files(&second()).expect("files");
    files.retain(|file| !file.path.starts_with("brands/") || file.path.contains("tongxin"));
    for file in &mut files {
        let mut value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        match file.path.as_str() {
            "needs.json" => value["needs"] = json!([]),
            "places.json" => value["places"] = json!([]),
            "synonyms.json" => value["synonyms"] = json!([]),
            "urgent.json" => value["urgent"] = json!([]),
            "media.json" => value["media"] = json!([]),
            "institutions.json" => {
                let first = value["institutions"][0].take();
                value["institutions"] = json!([{"id": first["id"], "name": first["name"], "sources": first["sources"]}]);
            }
            "gallery.json" => {
                value = json!({"name": "独馆", "subject": "一家医院的品牌", "seal": "一", "examples": ["同心"]})
            }
            _ => {}
        }
        file.bytes = value.to_string().into_bytes();
    }
    let (folder, pages) = drawn("bare", sound(&files));
    assert_whole(&folder, &pages);
}
