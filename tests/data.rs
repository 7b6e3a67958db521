//! Is what is wrong with the data said, all of it, and is nothing else?
//!
//! Bytes go in, values and problems come out; no input may end the program. The browser's reader must agree with serde_json, for what
//! the desk calls sound is read there by another hand. What the gallery tells of the documents is absent here: `content.rs` asks that.

use brand_gallery::catalogue::check::{File, LARGEST_FILE, REGISTERS, Reading, read};
use brand_gallery::catalogue::{Brand, Card, Catalogue, Document, Institution, Need, Place, json};
use brand_gallery::desk::data;
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

// The real data.

/// Every data file as it lies on disk.
static REAL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/data");
    let mut paths: Vec<String> = REGISTERS.map(str::to_owned).to_vec();
    for entry in fs::read_dir(data.join("brands")).expect("brands") {
        let name = entry.expect("a brand").file_name();
        paths.push(format!("brands/{}", name.to_str().expect("a plain name")));
    }
    paths.sort();
    let text = |path: &String| fs::read_to_string(data.join(path)).expect("text");
    paths
        .iter()
        .map(|path| (path.clone(), text(path)))
        .collect()
});

/// The real files, that at `path` holding `bytes` instead.
fn real_but(path: &str, bytes: &[u8]) -> Vec<File> {
    let file = |(real, text): &(String, String)| File {
        path: real.clone(),
        bytes: if real == path {
            bytes.to_vec()
        } else {
            text.clone().into_bytes()
        },
    };
    REAL.iter().map(file).collect()
}

#[test]
fn the_real_data_is_sound() {
    let reading = data::judge(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("readable");
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(reading.brands.len(), REAL.len() - REGISTERS.len());
    assert_eq!(reading.catalogue.cards.len(), reading.brands.len());
}

// Small data: the smallest files in which everything that can be wrong has a place.

const SMALL: [(&str, &str); 6] = [
    (
        "documents.json",
        r#"[{"id": "paper", "title": "一份材料", "short": "材料", "kind": "报纸版面"}]"#,
    ),
    ("needs.json", r#"[{"id": "jijiu", "name": "急救"}]"#),
    (
        "places.json",
        r#"[{"id": "city", "name": "市", "sources": ["paper"]}, {"id": "town", "name": "镇", "parent": "city", "sources": ["paper"]}]"#,
    ),
    (
        "institutions.json",
        r#"[{"id": "hospital", "name": "医院", "other_names": [{"text": "市医院", "sources": ["paper"]}], "place": "town", "sources": ["paper"]}]"#,
    ),
    (
        "brands/above.json",
        r#"{"id": "above", "order": 1, "name": "上", "kind": "系统品牌", "emblem": "torch", "owner": "hospital", "summary": {"text": "上级品牌。", "sources": ["paper"]}}"#,
    ),
    (
        "brands/below.json",
        r#"{
  "id": "below",
  "order": 2,
  "name": "下",
  "kind": "机构品牌",
  "emblem": "heart",
  "owner": "hospital",
  "parent": {"brand": "above", "basis": "原文", "text": "原文写明。", "sources": ["paper"]},
  "summary": {"text": "下级品牌。", "sources": ["paper"]},
  "slogan": {"text": "一心一意", "sources": ["paper"]},
  "initiatives": [
    {
      "id": "first",
      "name": "第一件",
      "kind": "服务",
      "summary": {"text": "做一件事。", "sources": ["paper"]},
      "figures": [{"value": "3", "unit": "次", "label": "做过", "sources": ["paper"]}],
      "places": ["town"]
    },
    {"id": "second", "name": "第二件", "kind": "项目", "summary": {"text": "做另一件。", "sources": ["paper"]}}
  ],
  "honours": [{"name": "奖", "level": "全国", "sources": ["paper"]}],
  "events": [{"year": 2020, "month": 10, "day": 22, "text": "有一天。", "sources": ["paper"]}],
  "partners": [{"name": "医院", "institution": "hospital", "sources": ["paper"]}],
  "needs": ["jijiu"],
  "places": ["city"]
}"#,
    ),
];

fn small() -> Vec<File> {
    let file = |(path, text): (&str, &str)| File {
        path: path.to_owned(),
        bytes: text.into(),
    };
    SMALL.map(file).into()
}

/// The small data, the file at `path` changed by `change`.
fn small_but(path: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<File> {
    let mut files = small();
    let file = files.iter_mut().find(|file| file.path == path);
    change(&mut file.expect("a small file").bytes);
    files
}

/// The small data with each (file, words, other words) written otherwise.
fn rewritten(changes: &[(&str, &str, &str)]) -> Vec<File> {
    let mut files = small();
    for (path, from, to) in changes {
        let file = files
            .iter_mut()
            .find(|file| file.path == *path)
            .expect("a small file");
        let text = String::from_utf8(file.bytes.clone()).expect("text");
        assert!(text.contains(from), "{path} does not hold {from}");
        file.bytes = text.replacen(from, to, 1).into_bytes();
    }
    files
}

/// Problems as (file, record, field, sentence).
fn said(reading: &Reading) -> Vec<(&str, &str, &str, &str)> {
    let parts = reading.problems.iter().map(|problem| {
        (
            problem.file.as_str(),
            problem.record.as_str(),
            problem.field.as_str(),
            problem.sentence.as_str(),
        )
    });
    parts.collect()
}

#[test]
fn the_small_data_is_sound() {
    let reading = read(&small());
    assert_eq!(said(&reading), []);
    assert_eq!(reading.brands.len(), 2);
}

/// A change of the small data and the one problem that it makes: file, words, other words; record, field, part of the sentence.
type Mistake = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const ABOVE: &str = "brands/above.json";
const BELOW: &str = "brands/below.json";

#[rustfmt::skip]
const MISTAKES: &[Mistake] = &[
    // Unknown keys.
    (ABOVE, r#""order": 1"#, r#""order": 1, "colour": "red""#, "above", "colour", "没有这个字段"),
    (BELOW, r#""value": "3""#, r#""value": "3", "vaule": "3""#, "below", "initiatives[first].figures[0].vaule", "没有这个字段"),
    (BELOW, r#""text": "原文写明。""#, r#""text": "原文写明。", "note": "x""#, "below", "parent.note", "没有这个字段"),
    ("needs.json", r#""name": "急救""#, r#""name": "急救", "icon": "x""#, "jijiu", "icon", "没有这个字段"),
    // Missing fields.
    (ABOVE, r#""order": 1, "#, "", "above", "order", "缺少这个字段"),
    (BELOW, r#""unit": "次", "#, "", "below", "initiatives[first].figures[0].unit", "缺少这个字段"),
    (BELOW, r#"{"text": "一心一意", "sources": ["paper"]}"#, r#"{"sources": ["paper"]}"#, "below", "slogan.text", "缺少这个字段"),
    (BELOW, r#""text": "有一天。", "sources": ["paper"]"#, r#""text": "有一天。""#, "below", "events[0].sources", "缺少这个字段"),
    ("places.json", r#""name": "市", "#, "", "city", "name", "缺少这个字段"),
    ("documents.json", r#", "kind": "报纸版面""#, "", "paper", "kind", "缺少这个字段"),
    // Ids that occur twice.
    ("documents.json", "}]", r#"}, {"id": "paper", "title": "又", "short": "又", "kind": "又"}]"#, "paper", "id", "出现了两次"),
    ("needs.json", "}]", r#"}, {"id": "jijiu", "name": "又"}]"#, "jijiu", "id", "出现了两次"),
    ("places.json", r#""parent": "city", "sources": ["paper"]}"#, r#""parent": "city", "sources": ["paper"]}, {"id": "town", "name": "又", "sources": ["paper"]}"#, "town", "id", "出现了两次"),
    ("institutions.json", r#""place": "town", "sources": ["paper"]}]"#, r#""place": "town", "sources": ["paper"]}, {"id": "hospital", "name": "又", "sources": ["paper"]}]"#, "hospital", "id", "出现了两次"),
    (BELOW, r#""id": "second""#, r#""id": "first""#, "below", "initiatives", "“first”出现了两次"),
    (BELOW, r#""needs": ["jijiu"]"#, r#""needs": ["jijiu", "jijiu"]"#, "below", "needs", "“jijiu”出现了两次"),
    (BELOW, r#""text": "有一天。", "sources": ["paper"]"#, r#""text": "有一天。", "sources": ["paper", "paper"]"#, "below", "events[0].sources", "“paper”出现了两次"),
    (BELOW, r#""order": 2"#, r#""order": 1"#, "below", "order", "与 above 相同"),
    // Ids that lead nowhere.
    (BELOW, r#""owner": "hospital""#, r#""owner": "nobody""#, "below", "owner", "institutions.json 里没有“nobody”"),
    (BELOW, r#""kind": "服务""#, r#""kind": "服务", "owner": "nobody""#, "below", "initiatives[first].owner", "institutions.json 里没有“nobody”"),
    (BELOW, r#""institution": "hospital""#, r#""institution": "nobody""#, "below", "partners[0].institution", "institutions.json 里没有“nobody”"),
    (BELOW, r#""needs": ["jijiu"]"#, r#""needs": ["nothing"]"#, "below", "needs", "needs.json 里没有“nothing”"),
    (BELOW, r#""places": ["city"]"#, r#""places": ["nowhere"]"#, "below", "places", "places.json 里没有“nowhere”"),
    (BELOW, r#""places": ["town"]"#, r#""places": ["nowhere"]"#, "below", "initiatives[first].places", "places.json 里没有“nowhere”"),
    (BELOW, r#""label": "做过", "sources": ["paper"]"#, r#""label": "做过", "sources": ["rumour"]"#, "below", "initiatives[first].figures[0].sources", "documents.json 里没有“rumour”"),
    (BELOW, r#""brand": "above""#, r#""brand": "nothing""#, "below", "parent.brand", "没有“nothing”这个品牌"),
    ("institutions.json", r#""place": "town""#, r#""place": "nowhere""#, "hospital", "place", "places.json 里没有“nowhere”"),
    ("institutions.json", r#""place": "town", "sources": ["paper"]"#, r#""place": "town", "sources": ["rumour"]"#, "hospital", "sources", "documents.json 里没有“rumour”"),
    ("places.json", r#""parent": "city""#, r#""parent": "nowhere""#, "town", "parent", "应写在它前面"),
    // Circles.
    (ABOVE, r#""owner": "hospital""#, r#""owner": "hospital", "parent": {"brand": "above", "basis": "推断", "text": "绕圈。", "sources": ["paper"]}"#, "above", "parent.brand", "绕成了圈"),
    ("places.json", r#""parent": "city""#, r#""parent": "town""#, "town", "parent", "应写在它前面"),
    // Ids that are no slug, or unlike the file.
    (ABOVE, r#""emblem": "torch""#, r#""emblem": "Torch""#, "above", "emblem", "“Torch”不能作地址"),
    (BELOW, r#""id": "second""#, r#""id": "第二""#, "below", "initiatives[第二].id", "“第二”不能作地址"),
    (BELOW, r#""id": "second""#, r#""id": "a--b""#, "below", "initiatives[a--b].id", "“a--b”不能作地址"),
    (BELOW, r#""id": "second""#, r#""id": "../../etc""#, "below", "initiatives[../../etc].id", "不能作地址"),
    (BELOW, r#""institution": "hospital""#, r#""institution": "Hospital""#, "below", "partners[0].institution", "“Hospital”不能作地址"),
    ("needs.json", r#""name": "急救""#, r#""name": "急救"}, {"id": "a b", "name": "空格""#, "a b", "id", "“a b”不能作地址"),
    // Texts without text, or with what nobody sees.
    (BELOW, r#""name": "第二件""#, r#""name": """#, "below", "initiatives[second].name", "没有文字"),
    (BELOW, r#""name": "第二件""#, r#""name": " 　""#, "below", "initiatives[second].name", "没有文字"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二件 ""#, "below", "initiatives[second].name", "首尾有空格"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u200b件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u0000件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u0085件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u202e件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u2067件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\u2028件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    (BELOW, r#""name": "第二件""#, r#""name": "第二\ufeff件""#, "below", "initiatives[second].name", "看不见的控制字符"),
    ("institutions.json", r#""text": "市医院""#, r#""text": "市\u200d医院""#, "hospital", "other_names[0].text", "看不见的控制字符"),
    // Figures without unit, statements without source.
    (BELOW, r#""unit": "次""#, r#""unit": null"#, "below", "initiatives[first].figures[0].unit", "不该是空值"),
    (BELOW, r#"{"text": "一心一意", "sources": ["paper"]}"#, r#"{"text": "一心一意", "sources": []}"#, "below", "slogan.sources", "没有出处"),
    (BELOW, r#""label": "做过", "sources": ["paper"]"#, r#""label": "做过", "sources": []"#, "below", "initiatives[first].figures[0].sources", "没有出处"),
    ("institutions.json", r#"{"text": "市医院", "sources": ["paper"]}"#, r#"{"text": "市医院", "sources": []}"#, "hospital", "other_names[0].sources", "没有出处"),
    ("places.json", r#""name": "市", "sources": ["paper"]"#, r#""name": "市", "sources": []"#, "city", "sources", "没有出处"),
    // Wrong types, words and numbers.
    (ABOVE, r#""order": 1"#, r#""order": "1""#, "above", "order", "不该是文字"),
    (ABOVE, r#""order": 1"#, r#""order": 70000"#, "above", "order", "太大，最多 65535"),
    (ABOVE, r#""order": 1"#, r#""order": -1"#, "above", "order", "太小，最少 0"),
    (ABOVE, r#""name": "上""#, r#""name": ["上"]"#, "above", "name", "不该是列表"),
    (BELOW, r#""needs": ["jijiu"]"#, r#""needs": "jijiu""#, "below", "needs", "不该是文字"),
    (BELOW, r#""needs": ["jijiu"]"#, r#""needs": {"jijiu": true}"#, "below", "needs", "不该是记录"),
    (BELOW, r#"{"text": "一心一意", "sources": ["paper"]}"#, r#""一心一意""#, "below", "slogan", "不该是文字"),
    (BELOW, r#""kind": "服务""#, r#""kind": "服务器""#, "below", "initiatives[first].kind", "“服务器”不在词表里。可用：系统品牌、"),
    (BELOW, r#""level": "全国""#, r#""level": "全球""#, "below", "honours[0].level", "可用：十大党建品牌、全国、全省、全市。"),
    (BELOW, r#""basis": "原文""#, r#""basis": 3"#, "below", "parent.basis", "可用：原文、推断。"),
    (BELOW, r#""kind": "服务""#, r#""kind": "系统品牌""#, "below", "initiatives[first].kind", "是品牌的类别"),
    (ABOVE, r#""kind": "系统品牌""#, r#""kind": "平台""#, "above", "kind", "是举措的类别"),
    (BELOW, r#""month": 10"#, r#""month": 13"#, "below", "events[0]", "1 到 12"),
    (BELOW, r#""day": 22"#, r#""day": 0"#, "below", "events[0]", "1 到 31"),
    (BELOW, r#""month": 10, "#, "", "below", "events[0]", "有日期，没有月份"),
    // What serde_json would take and the browser would not.
    (ABOVE, r#""name": "上""#, r#""name": "上", "name": "下""#, "", "", "第 1 行第 49 列：“name”写了两次"),
    (ABOVE, r#""name": "上""#, r#""n\u0061me": "上""#, "", "", "网页程序读不出"),
    (ABOVE, r#""kind": "系统品牌""#, r#""kind": "系统品\u724c""#, "", "", "网页程序读不出"),
    (ABOVE, r#""order": 1"#, r#""order": 1.0"#, "", "", "读不出来"),
];

#[test]
fn each_mistake_is_said_once_where_it_is_and_nothing_else_is() {
    let mut wrong = Vec::new();
    for (file, from, to, record, field, sentence) in MISTAKES {
        let reading = read(&rewritten(&[(file, from, to)]));
        let said = said(&reading);
        let right = matches!(said[..], [(at, of, within, why)] if (at, of, within) == (*file, *record, *field) && why.contains(sentence));
        if !right {
            wrong.push(format!("{to}: {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sentence_ends_and_reads_as_an_address_and_a_sentence() {
    for (file, from, to, ..) in MISTAKES {
        for problem in read(&rewritten(&[(file, from, to)])).problems {
            let line = problem.to_string();
            assert!(line.starts_with(file) && line.ends_with('。'), "{line}");
        }
    }
}

#[test]
fn all_mistakes_are_said_at_once() {
    let reading = read(&rewritten(&[
        (
            ABOVE,
            r#""emblem": "torch""#,
            r#""emblem": "Torch", "colour": "red""#,
        ),
        (BELOW, r#""unit": "次", "#, r#""unit": " ", "#),
        (BELOW, r#""owner": "hospital""#, r#""owner": "nobody""#),
        (
            BELOW,
            r#""text": "有一天。", "sources": ["paper"]"#,
            r#""text": "徐大伯那一天。", "sources": []"#,
        ),
        ("needs.json", r#""name": "急救""#, r#""name": """#),
        ("places.json", r#""parent": "city""#, r#""parent": "sea""#),
        ("documents.json", r#""kind": "报纸版面""#, r#""kind": 5"#),
    ]));
    let addresses: Vec<(&str, &str, &str)> = said(&reading)
        .into_iter()
        .map(|(file, record, field, _)| (file, record, field))
        .collect();
    assert_eq!(
        addresses,
        [
            (ABOVE, "above", "colour"),
            (ABOVE, "above", "emblem"),
            (BELOW, "below", "events[0].sources"),
            (BELOW, "below", "events[0].text"),
            (BELOW, "below", "initiatives[first].figures[0].unit"),
            (BELOW, "below", "initiatives[first].figures[0].unit"),
            (BELOW, "below", "owner"),
            ("documents.json", "paper", "kind"),
            ("needs.json", "jijiu", "name"),
            ("places.json", "town", "parent"),
        ]
    );
}

#[test]
fn a_circle_of_parents_is_said_for_each_brand_in_it() {
    let parent = r#""owner": "hospital", "parent": {"brand": "below", "basis": "推断", "text": "绕圈。", "sources": ["paper"]}"#;
    let reading = read(&rewritten(&[(ABOVE, r#""owner": "hospital""#, parent)]));
    let circles = said(&reading);
    assert_eq!(circles.len(), 2, "{circles:#?}");
    assert!(
        circles
            .iter()
            .all(|(_, _, field, why)| *field == "parent.brand" && why.contains("绕成了圈"))
    );
}

#[test]
fn a_brand_below_a_circle_is_not_blamed_for_it() {
    let parent = r#""owner": "hospital", "parent": {"brand": "above", "basis": "推断", "text": "绕圈。", "sources": ["paper"]}"#;
    let reading = read(&rewritten(&[(ABOVE, r#""owner": "hospital""#, parent)]));
    assert!(matches!(
        said(&reading)[..],
        [(ABOVE, "above", "parent.brand", _)]
    ));
}

#[test]
fn a_file_is_named_like_its_brand_and_no_two_share_an_id() {
    let mut files = small();
    files[4].path = "brands/another.json".to_owned();
    let reading = read(&files);
    let said_of_name = said(&reading);
    assert!(
        matches!(said_of_name[..], [("brands/another.json", "another", "id", why)] if why.contains("应与文件名“another”相同")),
        "{said_of_name:#?}"
    );

    let mut files = small();
    files.push(File {
        path: "brands/twin.json".to_owned(),
        bytes: SMALL[4].1.replace(r#""order": 1"#, r#""order": 3"#).into(),
    });
    let reading = read(&files);
    let sentences: Vec<&str> = said(&reading)
        .iter()
        .map(|(_, _, field, why)| {
            assert_eq!(*field, "id");
            *why
        })
        .collect();
    assert_eq!(sentences.len(), 2, "{sentences:#?}");
    assert!(
        sentences
            .iter()
            .any(|why| why.contains("brands/above.json 也用这个 id")),
        "{sentences:#?}"
    );
}

#[test]
fn a_file_that_is_none_of_ours_is_named() {
    for path in [
        "brands/.DS_Store",
        "brands/Thumbs.db",
        "brands/甬医先锋.json",
        "brands/a.JSON",
        "brands/a.json.bak",
        "brands/.json",
        "brands/x/y.json",
        "brands.json",
        "",
    ] {
        let mut files = small();
        files.push(File {
            path: path.to_owned(),
            bytes: b"{}".to_vec(),
        });
        let reading = read(&files);
        let said = said(&reading);
        assert!(
            matches!(said[..], [(file, "", "", why)] if file == path && why.contains("不认识这个文件")),
            "{path}: {said:#?}"
        );
    }
}

#[test]
fn a_register_that_is_missing_or_broken_is_one_problem_and_not_a_hundred() {
    for register in REGISTERS {
        let without: Vec<File> = small()
            .into_iter()
            .filter(|file| file.path != register)
            .collect();
        let broken = small_but(register, |bytes| bytes.truncate(5));
        for (files, why_part) in [(without, "缺少这个文件"), (broken, "没有写完")] {
            let reading = read(&files);
            let said = said(&reading);
            assert!(
                matches!(said[..], [(file, "", "", why)] if file == register && why.contains(why_part)),
                "{said:#?}"
            );
        }
    }
}

#[test]
fn a_broken_brand_is_no_reason_to_doubt_those_below_it() {
    let reading = read(&small_but(ABOVE, |bytes| bytes.clear()));
    assert!(
        matches!(said(&reading)[..], [(ABOVE, "", "", why)] if why.contains("文件是空的")),
        "{:#?}",
        said(&reading)
    );
}

/// The private strings of the content inventory, section 9, and other ways to write the last.
const PRIVATE: [&str; 9] = [
    "李女士",
    "徐大伯",
    "61岁",
    "胃贲门",
    "尿毒症",
    "低保户",
    "010-64621879",
    "010－64621879",
    "（010）64621879",
];

#[test]
fn a_private_string_is_refused_wherever_it_stands() {
    let places = [
        (BELOW, "一心一意", "slogan.text"),
        (BELOW, "第二件", "initiatives[second].name"),
        (BELOW, "做过", "initiatives[first].figures[0].label"),
        (BELOW, "原文写明。", "parent.text"),
        ("institutions.json", "市医院", "other_names[0].text"),
        ("documents.json", "一份材料", "title"),
    ];
    for private in PRIVATE {
        for (file, from, field) in places {
            let reading = read(&rewritten(&[(file, from, &format!("有{private}的一句"))]));
            assert!(
                matches!(said(&reading)[..], [(at, _, within, why)] if at == file && within == field && why.contains("不得公开")),
                "{private}: {:#?}",
                said(&reading)
            );
        }
    }
    // A group of people is nobody in particular.
    assert_eq!(
        said(&read(&rewritten(&[(BELOW, "一心一意", "低保对象")]))),
        []
    );
}

#[test]
fn what_is_no_text_of_ours_is_a_sentence_about_the_file() {
    let bom = [b"\xef\xbb\xbf".as_slice(), SMALL[5].1.as_bytes()].concat();
    let utf16: Vec<u8> = SMALL[5]
        .1
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let gbk = b"{\"id\": \"below\", \"name\": \"\xd3\xc0\xd2\xbd\"}".to_vec();
    let table: [(&str, Vec<u8>, &str); 17] = [
        ("nothing", Vec::new(), "文件是空的"),
        ("a byte order mark", bom, "BOM"),
        ("a byte order mark alone", b"\xef\xbb\xbf".to_vec(), "BOM"),
        ("UTF-16", utf16, "不是 UTF-8"),
        ("GBK", gbk, "不是 UTF-8"),
        (
            "half a character",
            "{\"id\": \"甬".as_bytes()[..9].to_vec(),
            "不是 UTF-8",
        ),
        ("one bad byte", vec![0xff], "第 1 字节起"),
        ("fifty megabytes of junk", vec![b'x'; 50 << 20], "超过"),
        ("one byte too many", vec![b' '; LARGEST_FILE + 1], "超过"),
        (
            "as much space as is read",
            vec![b' '; LARGEST_FILE],
            "没有写完",
        ),
        ("space", b" \n\t ".to_vec(), "没有写完"),
        ("zeros", vec![0; 64], "不是正确的 JSON"),
        (
            "another language",
            b"<html></html>".to_vec(),
            "不是正确的 JSON",
        ),
        (
            "a comma too many",
            b"{\"id\": \"below\",}".to_vec(),
            "第 1 行第 16 列",
        ),
        ("a comment", b"// hello\n{}".to_vec(), "不是正确的 JSON"),
        ("two values", b"{} {}".to_vec(), "不是正确的 JSON"),
        (
            "a hundred thousand brackets",
            vec![b'['; 100_000],
            "不是正确的 JSON",
        ),
    ];
    for (what, bytes, sentence) in table {
        let reading = read(&small_but(BELOW, |file| *file = bytes));
        assert!(
            matches!(said(&reading)[..], [(BELOW, "", "", why)] if why.contains(sentence)),
            "{what}: {:#?}",
            said(&reading)
        );
    }
}

#[test]
fn values_of_another_shape_are_sentences_too() {
    for json in [
        "null",
        "true",
        "0",
        "-1e999",
        "\"below\"",
        "[]",
        "[{}]",
        "{}",
        "{\"id\": null}",
        "{\"id\": {\"id\": []}}",
    ] {
        for (path, _) in SMALL {
            let reading = read(&small_but(path, |bytes| *bytes = json.into()));
            let list_is_fine = json == "[]" && !path.starts_with("brands/");
            assert!(
                list_is_fine || reading.problems.iter().any(|problem| problem.file == path),
                "{path}: {json}"
            );
        }
    }
}

#[test]
fn a_file_cut_off_at_any_byte_is_said_and_hurts_no_other() {
    for path in [ABOVE, "places.json"] {
        let whole = small()
            .into_iter()
            .find(|file| file.path == path)
            .expect("a file")
            .bytes
            .len();
        for length in 0..whole {
            let reading = read(&small_but(path, |bytes| bytes.truncate(length)));
            assert!(
                matches!(said(&reading)[..], [(file, "", "", _)] if file == path),
                "{path} cut at {length}: {:#?}",
                said(&reading)
            );
        }
    }
}

#[test]
fn hostile_texts_are_kept_as_they_are() {
    for text in [
        "<script>alert(1)</script>",
        "</script><!--<img src=x onerror=alert(1)>",
        "\"onmouseover=\"alert(1)",
        "'; DROP TABLE brands; --",
        "../../etc/passwd",
        "javascript:alert(1)",
        "%00%0a${7*7}{{7*7}}",
        "C:\\brands\\",
        "a\u{301}\u{301}\u{301}\u{301}",
        "👩🏽\u{fe0f}𠮷",
        "&amp;&lt;",
    ] {
        let quoted = serde_json::to_string(text).expect("JSON");
        let reading = read(&rewritten(&[
            (BELOW, "\"下\"", &quoted),
            (BELOW, "\"第二件\"", &quoted),
        ]));
        assert_eq!(said(&reading), [], "{text}");
        let brand = reading.brands.last().expect("a brand");
        assert_eq!(
            (brand.name.as_str(), brand.initiatives[1].name.as_str()),
            (text, text)
        );
        let card = reading.catalogue.cards.last().expect("a card");
        assert_eq!(*card, Card::of(brand));
    }
}

// From disk.

/// A project folder with the small data, each file as `change` leaves it.
fn folder(name: &str, change: impl Fn(&str, &mut Vec<u8>)) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let data = root.join("public/data");
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(data.join("brands")).expect("a folder");
    for mut file in small() {
        change(&file.path, &mut file.bytes);
        fs::write(data.join(&file.path), &file.bytes).expect("written");
    }
    root
}

#[test]
fn a_folder_is_judged_as_its_files_are() {
    let root = folder("sound", |_, _| ());
    assert_eq!(said(&data::judge(&root).expect("readable")), []);
    assert!(data::sound(&root).is_ok());

    let root = folder("unsound", |path, bytes| {
        if path == BELOW {
            bytes.resize(50 << 20, b'x')
        }
    });
    let reading = data::judge(&root).expect("readable");
    assert!(matches!(said(&reading)[..], [(BELOW, "", "", why)] if why.contains("超过")));
    let failure = data::sound(&root).err().expect("a failure").to_string();
    assert!(failure.contains("1 处问题"), "{failure}");

    let root = folder("undrawn", |path, bytes| {
        if path == ABOVE {
            *bytes = String::from_utf8_lossy(bytes)
                .replace("torch", "unicorn")
                .into_bytes();
        }
    });
    let reading = data::judge(&root).expect("readable");
    assert!(
        matches!(said(&reading)[..], [(ABOVE, "above", "emblem", why)] if why.contains("“unicorn”")),
        "{:#?}",
        said(&reading)
    );
}

#[test]
fn a_folder_that_cannot_be_read_is_a_sentence() {
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nowhere");
    let _ = fs::remove_dir_all(&nowhere);
    let failure = data::judge(&nowhere).err().expect("a failure").to_string();
    assert!(
        failure.contains("public/data/brands") && failure.ends_with('。'),
        "{failure}"
    );

    let root = folder("odd", |_, _| ());
    fs::create_dir_all(root.join("public/data/brands/folder.json")).expect("a folder");
    let failure = data::judge(&root).err().expect("a failure").to_string();
    assert!(
        failure.contains("folder.json") && failure.ends_with('。'),
        "{failure}"
    );
}

// Any input.

/// A change of bytes: where (of 65536 parts), what, with which byte, how long.
type Edit = (u16, u8, u8, u8);

fn edit(bytes: &mut Vec<u8>, edits: &[Edit]) {
    for (part, what, byte, length) in edits {
        let at = bytes.len() * usize::from(*part) / 65536;
        let end = (at + usize::from(*length)).min(bytes.len());
        match what % 6 {
            0 if at < bytes.len() => bytes[at] = *byte,
            1 => drop(bytes.drain(at..end)),
            2 => bytes.insert(at, *byte),
            3 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            // What JSON is made of hurts it more than any other byte.
            4 => bytes.insert(at, b"{}[]\",:\\0-nu"[usize::from(*byte) % 12]),
            5 => bytes.truncate(bytes.len() - usize::from(*length).min(bytes.len())),
            _ => {}
        }
    }
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(any::<Edit>(), 1..6)
}

/// Puts `new` in the place of the node that `path` leads to.
fn replace(value: &mut Value, path: &[u8], new: Value) {
    let at = |length: usize| path.first().map(|step| usize::from(*step) % length);
    let below = match value {
        Value::Array(items) if !items.is_empty() => at(items.len()).map(|at| &mut items[at]),
        Value::Object(fields) if !fields.is_empty() => {
            at(fields.len()).and_then(|at| fields.values_mut().nth(at))
        }
        _ => None,
    };
    match below {
        Some(below) => replace(below, &path[1..], new),
        None => *value = new,
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        slug().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["id", "name", "text", "sources", "parent", "order"])
            .prop_map(str::to_owned),
        text()
    ]
}

/// Any text, characters that JSON has to escape among them.
fn text() -> impl Strategy<Value = String> {
    let odd = vec![
        '"',
        '\\',
        '/',
        '\n',
        '\r',
        '\t',
        '\u{8}',
        '\u{c}',
        '\0',
        '\u{1f}',
        '\u{7f}',
        '\u{2028}',
        '\u{d7ff}',
        '\u{e000}',
        '\u{ffff}',
        '\u{10000}',
        '\u{10ffff}',
        '甬',
        '𠮷',
        'u',
        '+',
    ];
    prop::collection::vec(prop_oneof![any::<char>(), prop::sample::select(odd)], 0..12)
        .prop_map(String::from_iter)
}

fn slug() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_real_file_with_any_bytes_changed_never_ends_the_program(at in any::<prop::sample::Index>(), edits in edits()) {
        let (path, text) = &REAL[at.index(REAL.len())];
        let mut bytes = text.clone().into_bytes();
        edit(&mut bytes, &edits);
        let reading = read(&[File { path: path.clone(), bytes: bytes.clone() }]);
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        // What could not be read is said; what could is what the browser reads.
        match json::from_str::<Brand>(text) {
            Some(brand) => prop_assert_eq!(reading.brands, [brand]),
            None if path.starts_with("brands/") => prop_assert!(reading.problems.iter().any(|problem| problem.file == *path)),
            None => {}
        }
    }

    #[test]
    fn a_real_file_with_any_value_in_it_never_ends_the_program(at in any::<prop::sample::Index>(), path in prop::collection::vec(any::<u8>(), 0..5), new in any_value()) {
        let (file, text) = &REAL[at.index(REAL.len())];
        let mut value: Value = serde_json::from_str(text).expect("JSON");
        replace(&mut value, &path, new);
        let text = value.to_string();
        let reading = read(&real_but(file, text.as_bytes()));
        if reading.problems.is_empty() && file.starts_with("brands/") {
            let brand = json::from_str::<Brand>(&text);
            prop_assert!(brand.is_some_and(|brand| reading.brands.contains(&brand)));
        }
    }
}

// The browser's reader.

fn slugs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(slug(), 0..3)
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..3)
}

fn optional(
    value: impl Strategy<Value = impl Into<Value> + std::fmt::Debug>,
) -> impl Strategy<Value = Value> {
    prop::option::of(value).prop_map(|value| value.map_or(Value::Null, Into::into))
}

fn words(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

const KINDS: &[&str] = &[
    "系统品牌",
    "机构品牌",
    "支部品牌",
    "案例",
    "活动",
    "服务",
    "联盟",
    "阵地",
];
const LEVELS: &[&str] = &["十大党建品牌", "全国", "全省", "全市"];

/// An entry, and with `own` fields more a card.
fn entry() -> impl Strategy<Value = Value> {
    let head = (
        slug(),
        text(),
        texts(),
        words(KINDS),
        optional(slug()),
        text(),
    );
    let tail = (
        prop::collection::vec(words(LEVELS), 0..3),
        slugs(),
        slugs(),
        slugs(),
    );
    (head, tail).prop_map(|((id, name, other_names, kind, owner, summary), (levels, needs, places, partners))| {
        serde_json::json!({
            "id": id, "name": name, "other_names": other_names, "kind": kind, "owner": owner, "summary": summary,
            "levels": levels, "needs": needs, "places": places, "partners": partners,
        })
    })
}

fn card() -> impl Strategy<Value = Value> {
    let own = (
        slug(),
        slug(),
        optional(text()),
        optional(slug()),
        optional(text()),
        optional(any::<u16>()),
    );
    (entry(), own, prop::collection::vec(entry(), 0..3)).prop_map(
        |(mut card, (owner, emblem, title, parent, slogan, year), initiatives)| {
            for (key, value) in [
                ("owner", owner.into()),
                ("emblem", emblem.into()),
                ("title", title),
                ("parent", parent),
                ("slogan", slogan),
                ("year", year),
                ("initiatives", initiatives.into()),
            ] {
                card[key] = value;
            }
            card
        },
    )
}

fn catalogue() -> impl Strategy<Value = Catalogue> {
    let statement = (text(), slugs())
        .prop_map(|(text, sources)| serde_json::json!({"text": text, "sources": sources}));
    let institution = (slug(), text(), prop::collection::vec(statement, 0..3), optional(slug()), slugs()).prop_map(
        |(id, name, other_names, place, sources)| serde_json::json!({"id": id, "name": name, "other_names": other_names, "place": place, "sources": sources}),
    );
    let place = (slug(), text(), optional(slug()), slugs())
        .prop_map(|(id, name, parent, sources)| serde_json::json!({"id": id, "name": name, "parent": parent, "sources": sources}));
    let need = (slug(), text()).prop_map(|(id, name)| serde_json::json!({"id": id, "name": name}));
    let document = (slug(), text(), text(), text(), optional(text()), optional(text()), optional(text())).prop_map(
        |(id, title, short, kind, publisher, byline, date)| {
            serde_json::json!({"id": id, "title": title, "short": short, "kind": kind, "publisher": publisher, "byline": byline, "date": date})
        },
    );
    let list = |value| prop::collection::vec(value, 0..3);
    (list(card().boxed()), list(institution.boxed()), list(place.boxed()), list(need.boxed()), list(document.boxed())).prop_map(
        |(cards, institutions, places, needs, documents)| {
            let value = serde_json::json!({"cards": cards, "institutions": institutions, "places": places, "needs": needs, "documents": documents});
            serde_json::from_value(value).expect("a catalogue")
        },
    )
}

/// `text` as a JSON string, each character written in the way that its byte of `ways` says.
fn written(text: &str, ways: &[u8]) -> String {
    let mut json = String::from('"');
    for (at, c) in text.chars().enumerate() {
        let way = ways.get(at).copied().unwrap_or(0);
        let short = match c {
            '\n' => Some('n'),
            '\r' => Some('r'),
            '\t' => Some('t'),
            '\u{8}' => Some('b'),
            '\u{c}' => Some('f'),
            '"' | '\\' | '/' => Some(c),
            _ => None,
        };
        let plain = !matches!(c, '"' | '\\') && c >= ' ';
        match (way % 3, short) {
            (0, _) if plain => json.push(c),
            (1, Some(short)) => json.extend(['\\', short]),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let hex = if way % 2 == 0 {
                        format!("\\u{unit:04x}")
                    } else {
                        format!("\\u{unit:04X}")
                    };
                    json.push_str(&hex);
                }
            }
        }
    }
    json + "\""
}

/// What must hold for any text whatever: where the browser reads a value, serde_json reads the same.
fn agrees<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    if let Some(value) = json::from_str::<T>(text) {
        assert_eq!(serde_json::from_str::<T>(text).ok(), Some(value), "{text}");
    }
}

#[test]
fn the_browser_reads_every_real_file_as_the_desk_does() {
    fn same<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
        let desk: T = serde_json::from_str(text).expect("JSON");
        assert_eq!(json::from_str::<T>(text).as_ref(), Some(&desk));
    }
    for (path, text) in REAL.iter() {
        match path.as_str() {
            "institutions.json" => same::<Vec<Institution>>(text),
            "places.json" => same::<Vec<Place>>(text),
            "needs.json" => same::<Vec<Need>>(text),
            "documents.json" => same::<Vec<Document>>(text),
            _ => same::<Brand>(text),
        }
    }
    let reading = data::judge(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("readable");
    let written = serde_json::to_string(&reading.catalogue).expect("JSON");
    assert_eq!(
        json::from_str::<Catalogue>(&written),
        Some(reading.catalogue)
    );
}

#[test]
fn what_serde_json_refuses_the_browser_refuses() {
    let need = |name: &str| format!(r#"{{"id": "a", "name": {name}}}"#);
    let names = [
        r#""\u+123""#,
        r#""\u 123""#,
        r#""\u12""#,
        r#""\u""#,
        r#""\ud800""#,
        r#""\udc00""#,
        r#""\ud800\u0041""#,
        r#""\ud83d\ue000""#,
        r#""\ud83d\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\x41""#,
        r#""\"#,
        r#""\""#,
        "\"\\é\"",
        "\"\\\u{1f600}\"",
        "\"\n\"",
        "\"\0\"",
        "\"a",
        "a\"",
        "'a'",
        "null",
        "nul",
        "5",
        "",
        "[]",
        "{}",
        "\"a\" \"b\"",
    ];
    for name in names {
        let text = need(name);
        assert!(serde_json::from_str::<Need>(&text).is_err(), "{text}");
        assert_eq!(json::from_str::<Need>(&text), None, "{text}");
    }
    for text in [
        "",
        " ",
        "null",
        "[]",
        "{",
        "}",
        "{}",
        "{,}",
        r#"{"id": "a"}"#,
        r#"{"id": "a", "name": "b",}"#,
        r#"{"id": "a" "name": "b"}"#,
        r#"{"id": "a", "name": "b"}x"#,
        r#"{"id": "a", "name": "b"}}"#,
        r#"{"id": "A", "name": "b"}"#,
        r#"{"id": "a", "name": "b", "name": "b"}"#,
        r#"{"id": "a", "name": "b", "more": "c"}"#,
        r#"{"id": "a", "name": "b"]"#,
        r#"{id: "a", "name": "b"}"#,
    ] {
        assert!(serde_json::from_str::<Need>(text).is_err(), "{text}");
        assert_eq!(json::from_str::<Need>(text), None, "{text}");
    }
    for order in [
        "01",
        "-1",
        "1.5",
        "1e3",
        "65536",
        "99999999999999999999999",
        "+1",
        "",
        "\"1\"",
        "null",
        "0x1",
    ] {
        let text = SMALL[4]
            .1
            .replace(r#""order": 1"#, &format!(r#""order": {order}"#));
        assert!(serde_json::from_str::<Brand>(&text).is_err(), "{text}");
        assert_eq!(json::from_str::<Brand>(&text), None, "{text}");
    }
    for text in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("{}{}", "[".repeat(200), "]".repeat(200)),
    ] {
        assert_eq!(json::from_str::<Vec<Need>>(&text), None);
        assert_eq!(json::from_str::<Brand>(&text), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_browser_reads_what_the_desk_writes(catalogue in catalogue()) {
        let compact = serde_json::to_string(&catalogue).expect("JSON");
        let pretty = serde_json::to_string_pretty(&catalogue).expect("JSON");
        for text in [compact, pretty] {
            let read = json::from_str::<Catalogue>(&text);
            prop_assert_eq!(read.as_ref(), Some(&catalogue));
        }
    }

    #[test]
    fn a_text_may_be_escaped_in_any_way(name in text(), ways in prop::collection::vec(any::<u8>(), 12)) {
        let text = format!(r#"{{"id": "a", "name": {}}}"#, written(&name, &ways));
        let need = json::from_str::<Need>(&text);
        prop_assert_eq!(need.as_ref().map(|need| need.name.as_str()), Some(name.as_str()));
        prop_assert_eq!(need, serde_json::from_str(&text).ok());
    }

    #[test]
    fn the_browser_reads_nothing_that_the_desk_would_not(edits in edits(), at in any::<prop::sample::Index>()) {
        let (path, text) = &REAL[at.index(REAL.len())];
        let mut bytes = text.clone().into_bytes();
        edit(&mut bytes, &edits);
        let text = String::from_utf8_lossy(&bytes);
        match path.as_str() {
            "places.json" => agrees::<Vec<Place>>(&text),
            "institutions.json" => agrees::<Vec<Institution>>(&text),
            "needs.json" => agrees::<Vec<Need>>(&text),
            "documents.json" => agrees::<Vec<Document>>(&text),
            _ => agrees::<Brand>(&text),
        }
    }

    #[test]
    fn no_row_of_tokens_reads_otherwise(tokens in prop::collection::vec(prop::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"id\"", "\"name\"", "\"a\"", "\"", "\\", "\\u", "0061", "+061", "d83d", "de00", "\\ud83d", "\\ude00", "\\u0041", "\\n", "null",
        "0", "甬", " ", "\n", "{\"id\":\"a\",\"name\":\"", "\"}", "[{\"id\":\"a\",\"name\":\"", "\"}]",
    ]), 0..12)) {
        let text = tokens.concat();
        agrees::<Need>(&text);
        agrees::<Vec<Need>>(&text);
        agrees::<Place>(&text);
    }
}
