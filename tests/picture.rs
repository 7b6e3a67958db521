//! Share pictures of a published site: no character of the data stops them, and the check notes what they cannot show.
//!
//! Galleries are the invented town of `fixtures/second/` with hostile names. The host of the site is set once a process, so this is a binary of its own.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use brand_gallery::catalogue::check::private::Phrases;
use brand_gallery::catalogue::check::{File, Reading};
use brand_gallery::catalogue::{Brand, Catalogue};
use brand_gallery::desk::data::{Data, files, judge_files};
use brand_gallery::desk::picture::glyphs::Glyphs;
use brand_gallery::desk::picture::{self, LARGEST, SIZE, lines_of};
use brand_gallery::desk::prerender::screens;
use brand_gallery::desk::traditional::Traditional;
use brand_gallery::desk::{feed, notes, prerender, published};
use brand_gallery::route::{Route, asset, set_site};
use brand_gallery::screen::{Screen, Site};
use brand_gallery::search::source;
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// Names as people, and machines that mean ill, may write them. Most have a character without an outline.
const NAMES: [&str; 16] = [
    "𠮷祥䶮驿站",
    "健康👍驿站",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦之家",
    "我❤\u{fe0f}医院",
    "e\u{301}a\u{308}o\u{30a}\u{30b}\u{327}",
    "\u{e000}\u{f8ff}\u{100000}私用",
    "عيادة الصحة",
    "מרפאה",
    "甲\u{202e}乙\u{2066}丙",
    "\u{fffe}\u{ffff}\u{fffd}",
    "ᠮᠣᠩᠭᠣᠯ བོད་ཡིག",
    "𪚥𪚥𪚥",
    "㍿①㎡℃",
    "\u{3164}\u{2800}\u{115f}",
    "<svg onload=\"x\"/>&amp;'\"]]>",
    "क्षत्रिय ไทย 한국어",
];

/// Says where the site is published, before the first address is made.
fn publish() {
    static SAID: Once = Once::new();
    SAID.call_once(|| set_site("https://brands.example/"));
}

fn records<'a>(value: &'a mut Value, list: &str) -> impl Iterator<Item = &'a mut Value> {
    let list = value.get_mut(list).and_then(Value::as_array_mut);
    list.into_iter().flatten()
}

/// The invented town, every name of which is this one.
fn named(name: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let town = Data::of(root, Some(&root.join("tests/fixtures/second")));
    let mut files = files(&town).expect("files");
    for file in &mut files {
        let mut value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        let registers = ["institutions", "places", "needs"];
        if let Some(register) = registers
            .iter()
            .find(|it| file.path == format!("{it}.json"))
        {
            for record in records(&mut value, register) {
                record["name"] = name.into();
            }
        } else if file.path.starts_with("brands/") {
            value["name"] = name.into();
            for initiative in records(&mut value, "initiatives") {
                initiative["name"] = name.into();
            }
        } else {
            continue;
        }
        file.bytes = value.to_string().into_bytes();
    }
    files
}

/// The same with this name and this seal over all.
fn called(name: &str, files: &mut [File]) {
    let settings = files.iter_mut().find(|file| file.path == "gallery.json");
    let settings = settings.expect("settings");
    let mut value: Value = serde_json::from_slice(&settings.bytes).expect("JSON");
    value["name"] = name.into();
    value["subject"] = name.into();
    value["seal"] = name.chars().next().expect("a character").to_string().into();
    value.as_object_mut().expect("fields").remove("strokes");
    settings.bytes = value.to_string().into_bytes();
}

fn site_of(reading: Reading) -> (Site, Vec<Screen>) {
    publish();
    let Reading {
        catalogue,
        brands,
        synonyms,
        ..
    } = reading;
    let index = source::files(&catalogue, &brands, &synonyms);
    let site = Site::new(catalogue, brands);
    site.index
        .give_engine(index.engine().expect("a whole index"));
    let screens = screens(&site);
    (site, screens)
}

/// Draws everything that a published site has, and asks each picture for its size and weight.
fn draws(folder: &str, name: &str, site: &Site, screens: &[Screen]) {
    let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&stage);
    fs::create_dir_all(&stage).expect("a folder");
    picture::draw(&stage, &stage, site, screens)
        .unwrap_or_else(|failure| panic!("{name:?}: {failure}"));
    for screen in screens.iter().filter(|it| it.route != Route::NotFound) {
        let path = stage.join(screen.route.picture());
        let png = fs::read(&path).unwrap_or_else(|error| panic!("{name:?}: {path:?}: {error}"));
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four"));
        assert_eq!((side(16), side(20)), SIZE, "{name:?}: {path:?}");
        assert!(png.len() <= LARGEST, "{name:?}: {path:?}: {}", png.len());
    }
}

#[test]
fn no_name_of_any_characters_stops_the_pictures_of_a_published_site() {
    for name in NAMES {
        let (site, screens) = site_of(judge_files(&named(name)));
        draws("pictures-of-names", name, &site, &screens);
        for screen in &screens {
            let lines = lines_of(&site, screen);
            for line in [&lines.name, &lines.under, &lines.foot] {
                assert_eq!(Glyphs::known().lacks(line), None, "{name:?}: {line}");
            }
            assert!(!lines.name.is_empty(), "{name:?}: a picture without words");
            // Neither do the pages and their traditional form.
            let page = prerender::html(&site, screen);
            let names = &site.catalogue.gallery.traditional;
            assert!(Traditional { names }.text(&page).is_ok(), "{name:?}");
        }
    }
}

#[test]
fn a_gallery_whose_own_name_cannot_be_drawn_has_pictures_and_a_seal() {
    for name in ["𠮷祥䶮馆", "👍👍👍👍👍👍", "عيادة الصحة"] {
        let mut files = named(name);
        called(name, &mut files);
        let reading = judge_files(&files);
        let stops = reading.problems.iter().find(|it| it.field == "seal");
        assert!(stops.is_none(), "{stops:?}");
        let (site, screens) = site_of(reading);
        draws("pictures-of-galleries", name, &site, &screens);
    }
}

#[test]
fn a_name_that_cannot_be_drawn_gives_way_to_the_gallerys_and_another_stays() {
    let (site, all) = site_of(judge_files(&named("健康驿站")));
    let gallery = &site.catalogue.gallery;
    let brand = |all: &[Screen]| {
        let found = all.iter().find(|it| matches!(it.route, Route::Brand(_)));
        found.expect("a brand").clone()
    };
    let lines = lines_of(&site, &brand(&all));
    assert_eq!(
        (lines.name.as_str(), &lines.foot),
        ("健康驿站", &gallery.name)
    );
    assert!(!lines.under.is_empty(), "{lines:?}");
    let (site, all) = site_of(judge_files(&named("健康👍驿站")));
    let lines = lines_of(&site, &brand(&all));
    assert_eq!(
        (&lines.name, &lines.under),
        (&gallery.name, &gallery.subject)
    );
    assert_eq!(lines.foot, "", "the gallery's name once");
}

#[test]
fn ordinary_names_can_be_written_and_no_sentence_matters() {
    for name in [
        "健康驿站",
        "银龄健康",
        "爱心护航",
        "绿色通道",
        "眼科医院",
        "睡眠门诊",
        "犇喆堃玥赟镕",
        "衢州柯城鹿鸣街道",
        "ＡＢＣ（2024）·《康养》“一站式”",
        "Hôpital Zürich №7",
    ] {
        assert_eq!(Glyphs::known().lacks(name), None, "{name}");
    }
    let mut files = named("健康驿站");
    let brand = (files.iter_mut()).find(|file| file.path.starts_with("brands/"));
    let brand = brand.expect("a brand");
    let text = String::from_utf8(brand.bytes.clone()).expect("text");
    let mut value: Value = serde_json::from_str(&text).expect("JSON");
    let sentence = "量血压👍，𠮷日良辰，👨\u{200d}👩\u{200d}👧的门诊，❤\u{fe0f}\u{200d}🩹。";
    value["summary"]["text"] = sentence.into();
    brand.bytes = value.to_string().into_bytes();
    let problems = judge_files(&files).problems;
    assert!(
        !problems.iter().any(|it| it.field == "summary.text"),
        "{problems:?}"
    );
    // A joiner that joins nothing is still a character that nobody sees.
    let faults = |text: &str| brand_gallery::catalogue::check::faults(text, &Phrases::of(&[]));
    assert!(!faults("健\u{200d}康").is_empty() && !faults("👍\u{200d}").is_empty());
    assert_eq!(picture::judge(&judge_files(&files).catalogue), []);
}

#[test]
fn the_check_notes_each_text_that_a_picture_cannot_write_with_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures-noted");
    let _ = fs::remove_dir_all(&folder);
    let files = named("健康𠮷驿站");
    for file in &files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, &file.bytes).expect("written");
    }
    let data = Data::of(root, Some(&folder));
    let notes = notes::notes(&data, &files, &judge_files(&files)).expect("notes");
    for file in files.iter().filter(|file| {
        file.path.starts_with("brands/") || ["needs.json", "places.json"].contains(&&*file.path)
    }) {
        let note = notes
            .iter()
            .find(|note| note.file == file.path && note.field.ends_with("name"));
        let note = note.unwrap_or_else(|| panic!("{}: {notes:?}", file.path));
        assert!(
            note.line > 0
                && note.sentence.contains("“𠮷”")
                && note.sentence.contains("cargo run -- letters"),
            "{note}"
        );
    }
}

#[test]
fn a_feed_of_hostile_names_is_written() {
    let (site, _) = site_of(judge_files(&named("甲\u{202e}乙<&>")));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("feed-of-names");
    fs::create_dir_all(&folder).expect("a folder");
    feed::write(&folder, &site).expect("a feed");
}

#[test]
fn what_a_build_has_published_is_recorded_beside_the_data_once() {
    publish();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published-record");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let map = |paths: &[&str]| {
        let loc = |path: &&str| format!("<url><loc>https://brands.example/{path}</loc></url>");
        let map: String = paths.iter().map(loc).collect();
        fs::write(folder.join("sitemap.xml"), map).expect("written");
    };
    let data = Data::of(root, Some(&folder));
    let register = || fs::read_to_string(folder.join(published::FILE)).unwrap_or_default();
    // Without a map nothing was published.
    published::record(&data, &folder).expect("recorded");
    assert_eq!(register(), "");
    map(&["", "brands/b/", "all/2/", "en/brands/b/"]);
    published::record(&data, &folder).expect("recorded");
    assert_eq!(register(), "brands/b/\nen/brands/b/\n");
    // What was there stays, comments too; nothing is written twice.
    fs::write(
        folder.join(published::FILE),
        "# 说明\nbrands/a/\nbrands/b/\n",
    )
    .expect("written");
    map(&["brands/b/", "brands/c/"]);
    published::record(&data, &folder).expect("recorded");
    assert_eq!(register(), "# 说明\nbrands/a/\nbrands/b/\nbrands/c/\n");
    published::record(&data, &folder).expect("recorded");
    assert_eq!(register(), "# 说明\nbrands/a/\nbrands/b/\nbrands/c/\n");
}

/// A site of one brand with this name.
fn one(name: &str) -> (Site, Vec<Screen>) {
    let catalogue = serde_json::json!({
        "gallery": {"name": "星山品牌馆", "subject": "星山的服务品牌", "seal": "星", "examples": []},
        "cards": [], "needs": [], "places": [], "documents": [{"id": "d", "title": "材料", "short": "材料", "kind": "材料"}],
        "institutions": [{"id": "i", "name": name, "sources": ["d"]}],
    });
    let brand = serde_json::json!({
        "id": "b", "order": 1, "name": name, "kind": "机构品牌", "emblem": "torch", "owner": "i",
        "summary": {"text": name, "sources": ["d"]},
    });
    let mut catalogue: Catalogue = serde_json::from_value(catalogue).expect("registers");
    let brands: Vec<Brand> = vec![serde_json::from_value(brand).expect("a brand")];
    catalogue.cards = brands
        .iter()
        .map(brand_gallery::catalogue::Card::of)
        .collect();
    site_of(Reading {
        catalogue,
        brands,
        ..Reading::default()
    })
}

fn stage() -> PathBuf {
    let stage = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures-of-any");
    fs::create_dir_all(&stage).expect("a folder");
    stage
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_characters_have_a_picture(name in proptest::collection::vec(any::<char>(), 1..40)) {
        let name: String = name.into_iter().collect();
        let (site, screens) = one(&name);
        let screens: Vec<Screen> = (screens.into_iter())
            .filter(|it| matches!(it.route, Route::Brand(_) | Route::Institution(_)))
            .collect();
        let drawn = picture::draw(&stage(), &stage(), &site, &screens);
        prop_assert!(drawn.is_ok(), "{:?}", drawn);
        prop_assert!(screens.iter().all(|it| stage().join(it.route.picture()).is_file()));
        prop_assert!(asset("").starts_with('/'));
    }
}
