//! `rename`: every reference and every old address leads to the new id.

use crate::{REAL, project, run, text};
use brand_gallery::catalogue::Slug;
use brand_gallery::catalogue::check::File;
use brand_gallery::desk::addresses::Addresses;
use brand_gallery::desk::data::{self, judge_files};
use brand_gallery::desk::rename::rename;
use brand_gallery::desk::retire::retire;
use brand_gallery::route::Route;
use serde_json::Value;
use std::fs;

const RENAMED: [(&str, &str, &str); 6] = [
    ("brand", "yongyi-xianfeng", "yongcheng-xianfeng"),
    ("brand", "gaoshan-xunhui", "shanli-xunhui"),
    ("initiative", "gaoshan-xunhui/xunhui-fuwuche", "fuwuche"),
    ("institution", "di-yi-yiyuan", "shi-yi-yuan"),
    ("place", "haishu-qu", "haishu"),
    ("need", "yizhen", "yizhen-huodong"),
];

/// The files after a renaming, which brings no problem.
fn after(files: &[File], (what, from, to): (&str, &str, &str)) -> Vec<File> {
    let change = rename(files, what, from, to).expect("renamed");
    assert_eq!(change.problems(files), [], "{what} {from}");
    change.upon(files)
}

/// How often the files name an id, redirects apart.
fn named(files: &[File], id: &str) -> usize {
    let files = files.iter().filter(|file| file.path != "redirects.json");
    files
        .map(|file| text(file).matches(&format!("\"{id}\"")).count())
        .sum()
}

#[test]
fn every_file_that_named_the_old_id_names_the_new_one_and_old_links_lead_on() {
    for (what, from, to) in RENAMED {
        let files = after(&REAL, (what, from, to));
        let (above, old) = from
            .rsplit_once('/')
            .map_or(("", from), |(above, old)| (above, old));
        // A document may share the id of a brand, and a hospital that of its brand: these stay.
        let is_owner = |file: &&File| text(file).contains(&format!("\"sources\": [\"{old}\"]"));
        if !REAL.iter().any(|file| is_owner(&file)) && what != "brand" {
            assert_eq!(named(&files, old), 0, "{from}");
            assert_eq!(
                named(&files, to),
                named(&REAL, old) + named(&REAL, to),
                "{from}"
            );
        }
        let reading = judge_files(&files);
        assert!(reading.problems.is_empty(), "{:#?}", reading.problems);
        let slug = |id: &str| Slug::parse(id).expect("an id");
        let route = |id: &str| match what {
            "brand" => Route::Brand(slug(id)),
            "initiative" => Route::Initiative(slug(above), slug(id)),
            "institution" => Route::Institution(slug(id)),
            "place" => Route::Place(slug(id)),
            _ => Route::Need(slug(id)),
        };
        let addresses = Addresses::of(&reading);
        assert_eq!(addresses.moved(&route(old).path()), Some(&route(to)));
    }
}

#[test]
fn a_renaming_there_and_back_leaves_what_was_and_no_circle() {
    for (what, from, to) in RENAMED {
        let there = after(&REAL, (what, from, to));
        let (back_from, back_to) = match from.rsplit_once('/') {
            Some((brand, old)) => (format!("{brand}/{to}"), old),
            None => (to.to_owned(), from),
        };
        let back = after(&there, (what, &back_from, back_to));
        for file in REAL.iter().filter(|file| file.path != "redirects.json") {
            let again = back
                .iter()
                .find(|again| again.path == file.path)
                .expect("the file");
            assert_eq!(text(again), text(file));
        }
    }
}

#[test]
fn who_is_renamed_twice_is_found_at_once_from_both_old_addresses() {
    let once = after(&REAL, ("brand", "gaoshan-xunhui", "shanli-xunhui"));
    let moved = after(&once, ("initiative", "shanli-xunhui/xunhui-fuwuche", "che"));
    let twice = after(&moved, ("brand", "shanli-xunhui", "shan"));
    let reading = judge_files(&twice);
    let to = |from: &str| {
        let found = reading
            .redirects
            .iter()
            .find(|redirect| redirect.from == from);
        found.map(|redirect| redirect.to.as_str())
    };
    assert_eq!(to("brands/gaoshan-xunhui/"), Some("brands/shan/"));
    assert_eq!(to("brands/shanli-xunhui/"), Some("brands/shan/"));
    assert_eq!(
        to("brands/shanli-xunhui/xunhui-fuwuche/"),
        Some("brands/shan/che/")
    );
}

#[test]
fn what_would_break_is_refused_with_a_sentence_and_nothing_is_written() {
    let root = project("refused");
    for (what, from, to, sentence) in [
        ("brand", "nobody", "somebody", "没有“nobody”"),
        (
            "brand",
            "gaoshan-xunhui",
            "yongyi-xianfeng",
            "已经有品牌“yongyi-xianfeng”",
        ),
        ("place", "haishu-qu", "ningbo", "已经有“ningbo”"),
        ("need", "yizhen", "jijiu", "已经有“jijiu”"),
        ("institution", "di-yi-yiyuan", "../../etc", "不能作代号"),
        ("brand", "../../etc/passwd", "x", "不能作代号"),
        ("brand", "gaoshan-xunhui", "Gaoshan", "不能作代号"),
        (
            "initiative",
            "gaoshan-xunhui",
            "x",
            "请写成 品牌代号/举措代号",
        ),
        (
            "initiative",
            "gaoshan-xunhui/nothing",
            "x",
            "没有“gaoshan-xunhui/nothing”",
        ),
        ("document", "juli-tongxing", "x", "不会改“document”的代号"),
    ] {
        let (ok, said) = run(&root, &["rename", what, from, to], "");
        assert!(!ok && said.contains(sentence), "{what} {from}: {said}");
    }
    for file in REAL.iter() {
        assert_eq!(
            fs::read(root.join(data::DATA).join(&file.path)).expect("a file"),
            file.bytes
        );
    }
    // Where one file is broken, nobody can say what else names the id.
    fs::write(root.join(data::DATA).join("brands/hupaojia.json"), "{").expect("written");
    let (ok, said) = run(&root, &["rename", "need", "yizhen", "x"], "");
    assert!(!ok && said.contains("brands/hupaojia.json"), "{said}");
}

#[test]
fn the_word_moves_the_file_and_the_data_stays_sound() {
    let root = project("renamed");
    let (ok, said) = run(
        &root,
        &["rename", "brand", "gaoshan-xunhui", "shanli-xunhui"],
        "",
    );
    assert!(ok, "{said}");
    let brands = root.join(data::DATA).join("brands");
    assert!(!brands.join("gaoshan-xunhui.json").exists());
    assert!(brands.join("shanli-xunhui.json").is_file());
    assert!(run(&root, &["check"], "").0);
}

#[test]
fn the_services_of_a_renamed_institution_are_named_by_its_new_id_and_hold_it_back_from_retiring() {
    let folder = crate::root().join("tests/fixtures/second");
    let files = data::files(&data::Data::of(crate::root(), Some(&folder))).expect("the data");
    let files = after(&files, ("institution", "xingshan-yiyuan", "shifan-yiyuan"));
    let brand = files
        .iter()
        .find(|it| it.path == "brands/baitian-touxi.json");
    let brand = text(brand.expect("a brand"));
    assert!(
        brand.contains("\"service\": \"shifan-yiyuan/xueye-touxi\""),
        "{brand}"
    );
    assert!(
        brand.contains("\"service\": \"shifan-yiyuan/jiesong-che\""),
        "{brand}"
    );
    let refused = retire(&files, "institution", "shifan-yiyuan", None, "2026-11-30");
    let said = refused.expect_err("it is named").to_string();
    assert!(
        said.contains("baitian-touxi.json：service：写着“shifan-yiyuan”"),
        "{said}"
    );
    assert!(said.contains("initiatives[jiesong-che].service"), "{said}");
}

#[test]
fn a_renamed_service_keeps_its_facts_and_is_named_by_its_new_id() {
    let folder = crate::root().join("tests/fixtures/second");
    let files = data::files(&data::Data::of(crate::root(), Some(&folder))).expect("the data");
    let whole = |files: &[File]| -> String { files.iter().map(text).collect() };
    let old = "xingshan-yiyuan/xueye-touxi";
    let now = after(&files, ("service", old, "rijian-touxi"));
    assert!(!whole(&now).contains("xueye-touxi"));
    assert!(whole(&now).contains("\"xingshan-yiyuan/rijian-touxi\""));
    // Nothing but the id has changed.
    for file in &now {
        let before = files.iter().find(|it| it.path == file.path);
        let value = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        let again = text(file).replace("rijian-touxi", "xueye-touxi");
        let before = before.map(|it| value(text(it)));
        assert_eq!(Some(value(&again)), before, "{}", file.path);
    }
    for (from, to, said) in [
        (old, "jiesong-che", "已经有服务“jiesong-che”"),
        (
            "xingshan-yiyuan/meiyou",
            "touxi",
            "没有“xingshan-yiyuan/meiyou”",
        ),
        ("xueye-touxi", "touxi", "机构代号/服务代号"),
        (old, "血透", "血透"),
    ] {
        let refused = rename(&files, "service", from, to);
        let sentence = refused.expect_err("it is refused").to_string();
        assert!(sentence.contains(said), "{sentence}");
    }
}
