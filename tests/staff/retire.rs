//! Retiring: what it removes, what it leaves at the addresses, and what it refuses.

use crate::{REAL, project, run};
use brand_gallery::catalogue::Problem;
use brand_gallery::catalogue::check::File;
use brand_gallery::desk::addresses::Addresses;
use brand_gallery::desk::data::{DATA, judge_files};
use brand_gallery::desk::retire::retire;
use brand_gallery::route::Route;
use serde_json::{Value, json};
use std::fs;

/// The first real brand to which nothing else refers, with an initiative, and the second.
fn free() -> (String, String) {
    let reading = judge_files(&REAL);
    let mut ids = reading.brands.iter().filter(|brand| {
        let retired = retire(&REAL, "brand", brand.id.as_str(), None, "2026-11-29");
        !brand.initiatives.is_empty()
            && retired.is_ok_and(|change| change.problems(&REAL).is_empty())
    });
    let mut next = || ids.next().expect("a brand").id.to_string();
    (next(), next())
}

fn register(files: &[File]) -> Vec<Value> {
    let file = files.iter().find(|file| file.path == "retired.json");
    let value: Value = serde_json::from_slice(&file.expect("it").bytes).expect("JSON");
    value["retired"].as_array().expect("a list").clone()
}

#[test]
fn a_retired_brand_is_out_of_the_data_and_its_addresses_link_to_a_successor() {
    let (id, other) = free();
    let before = judge_files(&REAL);
    let brand = before
        .brands
        .iter()
        .find(|it| it.id.as_str() == id)
        .expect("it");
    for (to, path) in [
        (None, Route::Institution(brand.owner.clone()).path()),
        (Some(other.as_str()), format!("brands/{other}/")),
        (Some("/about/"), "about/".to_owned()),
        (Some("about/"), "about/".to_owned()),
        (Some("https://host/x/y/places/"), "places/".to_owned()),
    ] {
        let change = retire(&REAL, "brand", &id, to, "2026-11-29").expect("retired");
        assert_eq!(change.problems(&REAL), []);
        let files = change.upon(&REAL);
        let reading = judge_files(&files);
        assert!(!reading.brands.iter().any(|it| it.id == brand.id));
        let records = register(&files);
        assert_eq!(records.len(), 1 + brand.initiatives.len());
        for record in &records {
            assert_eq!(record["since"], "2026-11-29");
            assert_eq!(record["to"], path.as_str(), "{to:?}");
        }
        assert_eq!(records[0]["name"], brand.name.as_str());
        let addresses = Addresses::of(&reading);
        for initiative in &brand.initiatives {
            let path = format!("brands/{id}/{}/", initiative.id);
            let found = addresses.retirement(&path).expect("a page");
            assert_eq!(found.record.name, initiative.name);
        }
    }
}

#[test]
fn everyday_words_lead_no_longer_to_what_is_retired() {
    let meanings = |files: &[File]| -> Vec<Vec<String>> {
        let file = files.iter().find(|file| file.path == "everyday.json");
        let value: Value = serde_json::from_slice(&file.expect("it").bytes).expect("JSON");
        let entries = value["everyday"].as_array().expect("a list").iter();
        let means = entries.map(|entry| entry["means"].as_array().cloned().unwrap_or_default());
        means
            .map(|ids| {
                ids.iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect()
            })
            .collect()
    };
    let before = meanings(&REAL);
    let fillers = |all: &[Vec<String>]| all.iter().filter(|ids| ids.is_empty()).count();
    let mut judged = 0;
    for brand in &judge_files(&REAL).brands {
        let id = brand.id.as_str();
        let is_of = |meant: &String| meant.split('/').next() == Some(id);
        if !before.iter().flatten().any(is_of) {
            continue;
        }
        // Other brands may refer to it.
        let Ok(change) = retire(&REAL, "brand", id, None, "2026-11-29") else {
            continue;
        };
        let of_words = |problem: &&Problem| problem.file == "everyday.json";
        assert_eq!(change.problems(&REAL).iter().find(of_words), None, "{id}");
        let files = change.upon(&REAL);
        let after = meanings(&files);
        assert!(!after.iter().flatten().any(is_of), "{id}");
        assert_eq!(fillers(&after), fillers(&before), "{id}");
        judged += 1;
    }
    assert!(judged > 0);
}

#[test]
fn what_others_refer_to_is_refused_and_each_place_is_named() {
    let reading = judge_files(&REAL);
    let core = reading.catalogue.core().expect("a core").id.to_string();
    let refused = |what: &str, id: &str, to: Option<&str>| {
        retire(&REAL, what, id, to, "2026-11-29")
            .expect_err("refused")
            .to_string()
    };
    let said = refused("brand", &core, None);
    assert!(said.contains("gallery.json：core"), "{said}");
    let children = reading.catalogue.cards.iter().filter(|card| {
        card.parent
            .as_ref()
            .is_some_and(|parent| parent.as_str() == core)
    });
    for child in children {
        assert!(
            said.contains(&format!("brands/{}.json：parent.brand", child.id)),
            "{said}"
        );
    }
    let owner = &reading.brands[0].owner;
    let said = refused("institution", owner.as_str(), None);
    assert!(
        said.contains(&format!("brands/{}.json：owner", reading.brands[0].id)),
        "{said}"
    );
    let home = reading.catalogue.gallery.home.clone().expect("a home");
    let said = refused("place", home.as_str(), None);
    assert!(
        said.contains("gallery.json：home") && said.contains("：parent"),
        "{said}"
    );
    let need = reading
        .brands
        .iter()
        .find_map(|brand| brand.needs.first())
        .expect("a need");
    let said = refused("need", need.as_str(), None);
    assert!(said.contains("：needs"), "{said}");
    let (id, other) = free();
    for (what, id, to, part) in [
        ("brand", "nobody", None, "没有“nobody”"),
        ("brand", "../x", None, "不能作代号"),
        ("initiative", id.as_str(), None, "请写成 品牌代号/举措代号"),
        ("document", "x", None, "不会停用“document”"),
        ("brand", &id, Some("nobody"), "那里没有网页"),
        ("brand", &id, Some(id.as_str()), "那里没有网页"),
        ("brand", &id, Some("https://evil.example/"), "那里没有网页"),
        ("brand", &id, Some("//evil.example/x"), "那里没有网页"),
        ("brand", &id, Some(""), "那里没有网页"),
    ] {
        let said = refused(what, id, to);
        assert!(said.contains(part), "{what} {id} {to:?}: {said}");
    }
    // Once is enough.
    let files = retire(&REAL, "brand", &id, Some(&other), "2026-11-29")
        .expect("retired")
        .upon(&REAL);
    let said = retire(&files, "brand", &id, None, "2026-11-29").expect_err("refused");
    assert!(said.to_string().contains("已经停用了"), "{said}");
    // What led there leads to its successor.
    let files = retire(&files, "brand", &other, Some("about/"), "2026-11-30")
        .expect("retired")
        .upon(&files);
    assert_eq!(judge_files(&files).problems, []);
    assert!(
        register(&files)
            .iter()
            .all(|record| record["to"] == "about/")
    );
}

#[test]
fn the_register_is_checked() {
    let live = judge_files(&REAL).brands[0].id.to_string();
    let judged = |records: Value, redirects: Value| -> Vec<String> {
        let mut files: Vec<File> = REAL
            .iter()
            .filter(|file| file.path != "retired.json" && file.path != "redirects.json")
            .map(|file| File {
                path: file.path.clone(),
                bytes: file.bytes.clone(),
            })
            .collect();
        for (path, list, records) in [
            ("retired.json", "retired", records),
            ("redirects.json", "redirects", redirects),
        ] {
            let bytes = json!({ list: records }).to_string().into_bytes();
            files.push(File {
                path: path.to_owned(),
                bytes,
            });
        }
        judge_files(&files)
            .problems
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let good =
        json!({"from": "brands/gone/", "name": "旧品牌", "since": "2026-11-29", "to": "about/"});
    assert_eq!(
        judged(
            json!([good]),
            json!([{"from": "brands/older/", "to": "brands/gone/"}])
        ),
        Vec::<String>::new()
    );
    let with = |field: &str, value: Value| {
        let mut record = good.clone();
        record[field] = value;
        record
    };
    let none = json!([]);
    for (records, redirects, part) in [
        (
            json!([with("from", format!("brands/{live}/").into())]),
            &none,
            "现在有网页，不能又是停用的",
        ),
        (
            json!([with("from", "about/".into())]),
            &none,
            "不是品牌、举措、机构、地方或需求的网址",
        ),
        (
            json!([with("from", "https://evil.example/".into())]),
            &none,
            "不是品牌、举措、机构、地方或需求的网址",
        ),
        (json!([with("since", "昨天".into())]), &none, "不是日期"),
        (
            json!([with("since", "2026-13-01".into())]),
            &none,
            "不是日期",
        ),
        (
            json!([with("to", "brands/nobody/".into())]),
            &none,
            "没有网页",
        ),
        (
            json!([with("to", "//evil.example/".into())]),
            &none,
            "没有网页",
        ),
        (
            json!([with("to", "brands/gone/".into())]),
            &none,
            "没有网页",
        ),
        (json!([with("name", "".into())]), &none, "没有文字"),
        (json!([good, good]), &none, "写了两次"),
        (
            json!([good]),
            &json!([{"from": "brands/gone/", "to": "about/"}]),
            "已经转走了",
        ),
    ] {
        let said = judged(records.clone(), redirects.clone());
        assert!(
            said.iter()
                .any(|it| it.starts_with("retired.json:") && it.contains(part)),
            "{records}: {said:#?}"
        );
    }
}

#[test]
fn the_word_retires_and_a_new_brand_cannot_take_the_address() {
    let root = project("retired");
    let (id, other) = free();
    let (ok, said) = run(&root, &["retire", "brand", &id, "--to", &other], "");
    assert!(ok && said.contains("停用了"), "{said}");
    assert!(!root.join(DATA).join(format!("brands/{id}.json")).exists());
    let (ok, said) = run(&root, &["check"], "");
    assert!(ok, "{said}");
    let (ok, said) = run(&root, &["new", "brand"], &format!("海岛同行\n{id}\n"));
    assert!(!ok && said.contains("停用的"), "{said}");
    let (ok, said) = run(&root, &["rename", "brand", &other, &id], "");
    assert!(!ok && said.contains("停用的"), "{said}");
    // Taken back as the handbook says: the file from before, without the entries.
    let path = format!("brands/{id}.json");
    let before = REAL.iter().find(|file| file.path == path).expect("it");
    fs::write(root.join(DATA).join(&path), &before.bytes).expect("written");
    let (ok, said) = run(&root, &["check"], "");
    assert!(!ok && said.contains("恢复了的话，请删去这一条"), "{said}");
    let empty = REAL
        .iter()
        .find(|file| file.path == "retired.json")
        .expect("it");
    fs::write(root.join(DATA).join("retired.json"), &empty.bytes).expect("written");
    let (ok, said) = run(&root, &["check"], "");
    assert!(ok, "{said}");
    // A refusal writes nothing.
    let (ok, said) = run(&root, &["retire", "brand", "nobody"], "");
    assert!(!ok && said.contains("没有“nobody”"), "{said}");
}
