//! `new brand`: a conversation ends in a valid brand, or in nothing.

use crate::{REAL, project, run, text};
use brand_gallery::catalogue::check::File;
use brand_gallery::desk::new_brand::brand;
use brand_gallery::desk::prerender::html;
use brand_gallery::desk::{data, format};
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use serde_json::Value;
use std::fs;

/// Answers as a person would give them, some by number, some by name, some by id.
const ANSWERS: &str = "海岛同行\n\nx\n\n机构品牌\n市中医\n给海岛居民送医送药。\n聚力同行 1\n甬医先锋\n推断\n由材料并列推断。\njuli-tongxing\n3\nyizhen，送医送药\n宁波市\n";

/// What is asked and answered to `answers`.
fn talk(answers: &str) -> (Result<String, String>, Vec<String>) {
    let mut said = Vec::new();
    let file = |path: &str, bytes: &[u8]| File {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
    };
    let real = REAL.iter().filter(|it| it.path != "private.json");
    let mut files: Vec<File> = real.map(|it| file(&it.path, &it.bytes)).collect();
    files.push(file("private.json", crate::PRIVATE.as_bytes()));
    let change = brand(&files, &mut answers.as_bytes(), &mut |line| {
        said.push(line.to_owned())
    });
    let text = change.map(|change| {
        assert_eq!((change.write.len(), change.remove.len()), (1, 0));
        let (path, text) = change.write.into_iter().next().expect("a file");
        format!("{path}\n{text}")
    });
    (text.map_err(|failure| failure.to_string()), said)
}

#[test]
fn answers_become_a_file_that_is_sound_and_formatted() {
    let (text, said) = talk(ANSWERS);
    let text = text.expect("a brand");
    let (path, text) = text.split_once('\n').expect("a path");
    assert_eq!(path, "brands/haidao-tongxing.json");
    let kind = brand_gallery::catalogue::file::Kind::Brand;
    assert_eq!(format::formatted(kind, text).as_deref(), Some(text));
    let orders = REAL.iter().filter_map(|file| {
        let value: Value = serde_json::from_slice(&file.bytes).ok()?;
        value["order"].as_u64()
    });
    let last = orders.max().expect("brands");
    for part in [
        "\"owner\": \"shi-zhongyi-yiyuan\"",
        &format!("\"order\": {}", last + 1),
        "\"brand\": \"yongyi-xianfeng\"",
        "\"basis\": \"推断\"",
        "\"songyi-shangmen\"",
        "\"ningbo\"",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // The wrong order was answered, and asked for again.
    assert!(
        said.iter()
            .any(|line| line.starts_with("没有“x”这个品牌，也不是次序。")),
        "{said:#?}"
    );
}

#[test]
fn whoever_stops_half_way_has_written_nothing() {
    let lines: Vec<&str> = ANSWERS.lines().collect();
    for told in 0..lines.len() {
        let answers: String = lines[..told]
            .iter()
            .map(|line| format!("{line}\n"))
            .collect();
        let (text, _) = talk(&answers);
        assert!(
            text.expect_err("a failure").contains("什么也没有写"),
            "{told}"
        );
    }
}

#[test]
fn each_answer_is_judged_at_once_and_asked_for_again() {
    let rest = ANSWERS.split_once('\n').expect("lines").1;
    let with = |before: &str| talk(&format!("{before}\n{rest}")).1;
    let said = |before: &str, sentence: &str| {
        let said = with(before);
        assert!(
            said.iter().any(|line| line.contains(sentence)),
            "{before}: {said:#?}"
        );
    };
    said("\n海岛同行", "没有文字");
    said("海\u{200b}岛\n海岛同行", "看不见的控制字符");
    said("沃女士的品牌\n海岛同行", "不得公开");
    for id in [
        "../../etc/passwd",
        "/etc/passwd",
        "a/b",
        "海岛",
        "A",
        "a--b",
        "brands/x",
        "C:\\x",
    ] {
        said(&format!("海岛同行\n{id}"), "只能用小写拼音");
    }
    said("海岛同行\ngaoshan-xunhui", "不会覆盖");
    said("海岛同行\n\n8.1234567", "也不是次序");
    said("海岛同行\n\n\n公司品牌", "没有“公司品牌”");
    said(
        "海岛同行\n\n\n1\nshi-zhongyi-yiyan",
        "您要的是“shi-zhongyi-yiyuan”吗",
    );
}

#[test]
fn an_answer_without_end_or_of_another_code_is_a_sentence() {
    let long = talk(&"长".repeat(4_000_000)).0;
    assert!(long.expect_err("a failure").contains("太长"));
    let mut said = Vec::new();
    let gbk = b"\xba\xa3\xb5\xba\n".as_slice();
    let failure = brand(&REAL, &mut &*gbk, &mut |line| said.push(line.to_owned()));
    assert!(
        failure.is_err() && said.iter().any(|line| line.contains("不是 UTF-8")),
        "{said:#?}"
    );
}

/// What a new member of the staff does, as src/desk/editing.md has it.
#[test]
fn from_nothing_to_the_page_of_a_new_brand() {
    let root = project("from-nothing");
    let (ok, said) = run(&root, &["new", "brand"], ANSWERS);
    assert!(ok, "{said}");
    assert!(
        said.contains("public/data/brands/haidao-tongxing.json"),
        "{said}"
    );
    // The same again overwrites nothing.
    let path = root.join(data::DATA).join("brands/haidao-tongxing.json");
    let written = fs::read_to_string(&path).expect("a brand");
    let (ok, said) = run(&root, &["new", "brand"], "海岛同行\n\n");
    assert!(
        !ok && said.contains("不会覆盖") && said.contains("什么也没有写"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&path).expect("a brand"), written);
    // A figure is added in the editor, the file put in order, the whole checked.
    let figure = "\"figures\": [{\"sources\": [\"juli-tongxing\"], \"value\": \"18\", \"unit\": \"座\", \"label\": \"去过的海岛\"}], \"needs\"";
    fs::write(&path, written.replacen("\"needs\"", figure, 1)).expect("written");
    assert!(run(&root, &["fmt"], "").0);
    let (ok, said) = run(&root, &["check"], "");
    assert!(
        ok && said.contains(&format!("{} 个品牌", brands() + 1)),
        "{said}"
    );
    // The page that the build writes.
    let reading = data::sound(data::Data::of(&root, None)).expect("sound data");
    let site = Site::new(reading.catalogue, reading.brands);
    let found = site.brands.iter().find(|brand| brand.name == "海岛同行");
    let brand = found.expect("the brand");
    let page = html(&site, &site.screen(Route::Brand(brand.id.clone())));
    for words in [
        "海岛同行",
        "给海岛居民送医送药。",
        "18",
        "去过的海岛",
        "市中医医院",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let owner = Route::Institution(brand.owner.clone());
    let list = html(&site, &site.screen(owner));
    assert!(
        list.contains(&Route::Brand(brand.id.clone()).href()),
        "{list}"
    );
}

fn brands() -> usize {
    REAL.iter()
        .filter(|file| file.path.starts_with("brands/") && text(file).contains("\"order\""))
        .count()
}

#[test]
fn a_new_brand_can_be_placed_behind_any_other_even_where_two_have_one_number() {
    let order = |text: &str| {
        let value: Value = serde_json::from_str(text).expect("JSON");
        value["order"].to_string()
    };
    let of = |path: &str, number: u64| {
        let file = REAL.iter().find(|file| file.path == path).expect("a file");
        let mut value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        value["order"] = number.into();
        value.to_string()
    };
    let (first, second) = ("brands/gaoshan-xunhui.json", "brands/yinwei-youni.json");
    for (numbers, answer, expected) in [
        ([8, 9], "高山巡回", vec![("new", "8.5")]),
        ([8, 9], "gaoshan-xunhui", vec![("new", "8.5")]),
        ([8, 9], "8", vec![("new", "8")]),
        ([8, 9], "8.25", vec![("new", "8.25")]),
        ([8, 8], "高山巡回", vec![("new", "8.6"), (second, "9.5")]),
    ] {
        let mut files: Vec<File> = (REAL.iter())
            .filter(|it| it.path != "private.json")
            .map(|it| File {
                path: it.path.clone(),
                bytes: it.bytes.clone(),
            })
            .collect();
        for (path, number) in [first, second].into_iter().zip(numbers) {
            let file = files.iter_mut().find(|file| file.path == path);
            file.expect("a file").bytes = of(path, number).into_bytes();
        }
        let answers = ANSWERS.replacen("\nx\n\n", &format!("\n{answer}\n"), 1);
        let change = brand(&files, &mut answers.as_bytes(), &mut |_| {}).expect("a change");
        let mut told: Vec<(&str, String)> = (change.write.iter())
            .map(|(path, text)| (path.as_str(), order(text)))
            .map(|(path, order)| {
                if path.contains("haidao") {
                    ("new", order)
                } else {
                    (path, order)
                }
            })
            .collect();
        told.sort();
        let mut expected: Vec<(&str, String)> = expected
            .iter()
            .map(|(path, order)| (*path, (*order).to_owned()))
            .collect();
        expected.sort();
        assert_eq!(told, expected, "{numbers:?} {answer}");
        assert_eq!(change.problems(&files), []);
    }
}
