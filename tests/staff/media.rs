//! Pictures, logos and attachments from the folder of a gallery to the files of its site: what is refused, what is made, and what a withdrawn consent takes away.

use crate::{copied, folder, root, run};
use brand_gallery::catalogue::check::Reading;
use brand_gallery::catalogue::day_number;
use brand_gallery::desk::data::{self, Data};
use brand_gallery::desk::due::due;
use brand_gallery::desk::{media, retire};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A day on which all consents of the town hold.
const TODAY: &str = "2026-11-30";

/// A copy of the invented town in a folder of this name.
fn town(name: &str) -> Data {
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    copied(&root().join("tests/fixtures/second"), &to);
    Data::of(root(), Some(&to))
}

/// Changes the record with this id.
fn change(data: &Data, id: &str, edit: impl FnOnce(&mut Value)) {
    let path = data.path("media.json");
    let text = fs::read_to_string(&path).expect("records");
    let mut value: Value = serde_json::from_str(&text).expect("JSON");
    let records = value["media"].as_array_mut().expect("a list");
    let record = records.iter_mut().find(|record| record["id"] == id);
    edit(record.expect("a record"));
    fs::write(path, value.to_string()).expect("written");
}

fn reading(data: &Data) -> Reading {
    let reading = data::judge(data).unwrap_or_else(|failure| panic!("{failure}"));
    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    reading
}

/// Files by their names.
type Written = Vec<(String, Vec<u8>)>;

/// Publishes the pictures into a folder of their own on a day: the reading, the names and bytes of the files, and what was said.
fn published(data: &Data, on: &str) -> (Reading, Written, Vec<String>) {
    let stage = data.folder().with_extension("stage");
    let _ = fs::remove_dir_all(&stage);
    fs::create_dir_all(&stage).expect("a folder");
    let mut reading = reading(data);
    let said = media::publish(data, &mut reading, &stage, on, true);
    let said = said.unwrap_or_else(|failure| panic!("{failure}"));
    let mut paths: Vec<PathBuf> = Vec::new();
    folder::all_files(&stage, &mut paths);
    paths.sort();
    let file = |path: PathBuf| {
        let name = path.strip_prefix(&stage).expect("a file");
        (
            name.to_string_lossy().into_owned(),
            fs::read(&path).expect("a file"),
        )
    };
    (reading, paths.into_iter().map(file).collect(), said)
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes
        .windows(word.len())
        .any(|part| part == word.as_bytes())
}

#[test]
fn every_picture_is_small_enough_and_carries_nothing_of_its_camera() {
    let data = town("media-made");
    let original = fs::read(data.path("media/touxi-lou.jpg")).expect("the photograph");
    assert!(holds(&original, "Testcam"));
    let (reading, files, said) = published(&data, TODAY);
    assert_eq!(reading.catalogue.shown.len(), reading.catalogue.media.len());
    assert!(
        said.iter()
            .any(|line| line.contains("照片里记着拍摄地点，已去掉：touxi-lou.jpg。")),
        "{said:?}"
    );
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for (begins, ends) in [
        ("media/touxi-lou-", "-w480.jpg"),
        ("media/touxi-lou-", "-w960.jpg"),
        ("media/touxi-lou-", "-part-w960.jpg"),
        ("media/jiesong-che-", "-w480.jpg"),
        ("media/xingshan-yuanhui-", "-logo.svg"),
        ("media/touxi-shouce-", "-file.pdf"),
    ] {
        let is_there = names
            .iter()
            .any(|name| name.starts_with(begins) && name.ends_with(ends));
        assert!(is_there, "{begins}…{ends}: {names:?}");
    }
    for (name, bytes) in &files {
        let most = match name.rsplit_once("-w").map(|(_, rest)| rest) {
            Some("480.jpg") => 40_000,
            Some("960.jpg") => 110_000,
            Some("1440.jpg") => 220_000,
            _ => 1_000_000,
        };
        assert!(bytes.len() <= most, "{name}: {}", bytes.len());
        for trace in ["Exif", "Testcam", "http://ns.adobe.com"] {
            assert!(!holds(bytes, trace), "{name}: {trace}");
        }
    }
    let (_, logo) = files
        .iter()
        .find(|(name, _)| name.ends_with("-logo.svg"))
        .expect("a logo");
    for trace in ["script", "onload", "metadata", "<style"] {
        assert!(!holds(logo, trace), "{trace}");
    }
    assert!(holds(logo, "fill=\"#1b3f72\""));
}

#[test]
fn what_was_made_of_a_file_is_not_made_again_until_the_file_is_another_one() {
    let data = town("media-kept");
    let (_, first, said) = published(&data, TODAY);
    let is_told = |said: &[String]| said.iter().any(|line| line.contains("拍摄地点"));
    assert!(is_told(&said));
    // What is kept says that the photograph named no place: only who reads it can repeat that.
    let mut kept = Vec::new();
    folder::all_files(&media::kept_in(&data).expect("a folder"), &mut kept);
    let of_photograph = |path: &&PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        holds(&bytes[..bytes.len().min(2_000)], "\"had_place\":true")
    };
    let place = kept
        .iter()
        .find(of_photograph)
        .expect("what was made of it")
        .clone();
    let bytes = fs::read(&place).expect("bytes");
    let end = bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .expect("a head");
    let head = String::from_utf8(bytes[..end].to_vec()).expect("text");
    let head = head.replace("\"had_place\":true", "\"had_place\":false");
    fs::write(&place, [head.as_bytes(), &bytes[end..]].concat()).expect("written");
    let (_, second, said) = published(&data, TODAY);
    assert!(!is_told(&said), "it was made again");
    assert!(second == first);
    // One that was cut off is made again.
    fs::write(&place, &bytes[..bytes.len() / 2]).expect("written");
    let (_, third, said) = published(&data, TODAY);
    assert!(is_told(&said) && third == first);
}

#[test]
fn a_withdrawn_or_expired_consent_takes_a_picture_out_and_leaves_nothing_of_it() {
    let data = town("media-withdrawn");
    let (before, files, _) = published(&data, TODAY);
    let has = |files: &[(String, Vec<u8>)]| files.iter().any(|(name, _)| name.contains("yehu-ban"));
    assert!(has(&files));
    assert_eq!(media::notes(&data, &before, TODAY), []);
    let inputs = media::inputs(&data, &before.catalogue.media, TODAY);
    // The day after the consent's last.
    let (_, files, said) = published(&data, "2100-01-01");
    assert!(!has(&files));
    assert!(
        said.iter()
            .any(|line| line.contains("有 1 条图片或文件没有刊登")),
        "{said:?}"
    );
    assert_ne!(
        media::inputs(&data, &before.catalogue.media, "2100-01-01"),
        inputs,
        "the site is stale that day"
    );
    assert!(
        has(&published(&data, "2099-12-31").1),
        "the last day counts"
    );
    change(&data, "yehu-ban", |record| {
        record["consent"]["withdrawn"] = json!("2026-11-29")
    });
    // Its file may go at once.
    fs::remove_file(data.path("media/yehu-ban.webp")).expect("removed");
    let (after, files, _) = published(&data, TODAY);
    assert!(!has(&files));
    assert_eq!(
        after.catalogue.shown.len(),
        before.catalogue.shown.len() - 1
    );
    let notes: Vec<String> = media::notes(&data, &after, TODAY)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        matches!(&notes[..], [one] if one.contains("2026-11-29 撤回了同意") && one.contains("media/yehu-ban.webp")),
        "{notes:?}"
    );
    let day = |text: &str| day_number(text).expect("a day");
    let named = |reading: &Reading, on: &str| {
        let all = due(reading, day(on));
        all.into_iter()
            .find(|due| due.id == "yehu-ban")
            .map(|due| due.line())
    };
    assert!(named(&after, TODAY).is_some_and(|line| line.contains("撤回了同意")));
    assert_eq!(named(&before, TODAY), None);
    assert!(named(&before, "2099-12-02").is_some_and(|line| line.contains("还有 29 天")));
    assert!(named(&before, "2100-01-01").is_some_and(|line| line.contains("已经过了，不再刊登")));
    let (ok, said) = run(
        root(),
        &["check", "--data", &data.folder().to_string_lossy()],
        "",
    );
    assert!(
        ok && said.contains("media.json") && said.contains("撤回了同意，不再刊登"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_not_fit_is_refused_by_its_name_with_one_sentence() {
    let data = town("media-refused");
    let photograph = fs::read(data.path("media/touxi-lou.jpg")).expect("the photograph");
    let chart = fs::read(data.path("media/renci.png")).expect("the chart");
    let pdf = fs::read_to_string(data.path("media/shouce.pdf")).expect("the document");
    let mut bomb = chart.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inner}</svg>")
            .into_bytes()
    };
    let archive = [&photograph[..], b"PK\x05\x06", &[0; 18]].concat();
    for (file, bytes, words) in [
        ("touxi-lou.jpg", chart.clone(), "内容和扩展名不是同一种文件"),
        (
            "touxi-lou.jpg",
            photograph[..900].to_vec(),
            "打不开，可能没有传完整",
        ),
        ("touxi-lou.jpg", Vec::new(), "内容和扩展名不是同一种文件"),
        ("touxi-lou.jpg", archive, "里面还藏着别的文件"),
        (
            "touxi-lou.jpg",
            svg("<path/>"),
            "内容和扩展名不是同一种文件",
        ),
        ("renci.png", bomb, "打不开"),
        ("yuanhui.svg", svg("<text>院</text>"), "转成轮廓"),
        ("yuanhui.svg", photograph.clone(), "不是完整的 SVG"),
        (
            "shouce.pdf",
            pdf.replace("/Catalog", "/Catalog /OpenAction << /S /JavaScript >>")
                .into_bytes(),
            "脚本",
        ),
        ("shouce.pdf", photograph.clone(), "内容不是 PDF"),
    ] {
        let path = data.path("media").join(file);
        let good = fs::read(&path).expect("a file");
        fs::write(&path, bytes).expect("written");
        let problems = data::judge(&data)
            .unwrap_or_else(|failure| panic!("{failure}"))
            .problems;
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let is_right = matches!(&said[..], [one] if one.starts_with("media.json:") && one.contains(&format!("file：{file}：")) && one.contains(words));
        assert!(is_right, "{words}: {said:?}");
        fs::write(&path, good).expect("written");
    }
    let path = data.path("media/touxi-lou.jpg");
    // As large as it says, and without a byte on disk.
    let large = fs::File::create(&path).expect("a file");
    large.set_len(100 << 20).expect("a length");
    let (ok, said) = run(
        root(),
        &["check", "--data", &data.folder().to_string_lossy()],
        "",
    );
    assert!(
        !ok && said.contains("touxi-lou.jpg：有 100 MB，超过了 40 MB"),
        "{said}"
    );
    fs::remove_file(&path).expect("removed");
    let problems = data::judge(&data)
        .unwrap_or_else(|failure| panic!("{failure}"))
        .problems;
    assert!(
        problems.len() == 1 && problems[0].sentence.contains("没有这个文件"),
        "{problems:?}"
    );
    fs::write(&path, &photograph).expect("written");
    fs::write(data.path("media/duoyu.jpg"), &photograph).expect("written");
    let notes = media::notes(&data, &reading(&data), TODAY);
    assert!(
        matches!(&notes[..], [one] if one.sentence.contains("media/duoyu.jpg 没有登记")),
        "{notes:?}"
    );
}

#[test]
fn what_is_retired_takes_its_pictures_along_but_for_those_of_an_institution() {
    let mut files = data::files(&town("media-retired")).expect("the data");
    // The settings name the brand, which holds it back.
    for file in files.iter_mut().filter(|file| file.path == "gallery.json") {
        let mut value: Value = serde_json::from_slice(&file.bytes).expect("JSON");
        let settings = value.as_object_mut().expect("settings");
        settings.remove("highlights");
        settings.remove("tours");
        file.bytes = value.to_string().into_bytes();
    }
    let left = |what: &str, id: &str| -> Vec<(String, bool)> {
        let change = retire::retire(&files, what, id, None, TODAY);
        let change = change.unwrap_or_else(|failure| panic!("{failure}"));
        let text = change.write.get("media.json").expect("the records");
        let value: Value = serde_json::from_str(text).expect("JSON");
        let records = value["media"].as_array().expect("a list").iter();
        records
            .map(|it| {
                let id = it["id"].as_str().unwrap_or_default().to_owned();
                (id, it.get("brand").is_some())
            })
            .collect()
    };
    let of = |id: &str, has_brand: bool| (id.to_owned(), has_brand);
    let of_house = [of("xingshan-yuanhui", false), of("touxi-shouce", false)];
    assert_eq!(left("brand", "baitian-touxi"), of_house);
    let others = left("initiative", "baitian-touxi/jiesong-che");
    assert_eq!(others.len(), 5);
    assert!(!others.contains(&of("jiesong-che", true)));
}

#[test]
fn what_is_renamed_keeps_its_pictures() {
    let data = town("media-renamed");
    let folder = data.folder().to_string_lossy().into_owned();
    for words in [
        [
            "rename",
            "initiative",
            "baitian-touxi/jiesong-che",
            "jieren-che",
        ],
        ["rename", "brand", "baitian-touxi", "baitian"],
        ["rename", "institution", "xingshan-yiyuan", "shili-yiyuan"],
    ] {
        let (ok, said) = run(root(), &[&words[..], &["--data", &folder]].concat(), "");
        assert!(ok, "{said}");
    }
    let records = reading(&data).catalogue.media;
    let van = records
        .iter()
        .find(|media| media.id.as_str() == "jiesong-che")
        .expect("a record");
    let of = |id: &Option<brand_gallery::catalogue::Slug>| id.as_ref().map(ToString::to_string);
    assert_eq!(of(&van.brand).as_deref(), Some("baitian"));
    assert_eq!(of(&van.initiative).as_deref(), Some("jieren-che"));
    let logo = records
        .iter()
        .find(|media| media.id.as_str() == "xingshan-yuanhui")
        .expect("a record");
    assert_eq!(of(&logo.institution).as_deref(), Some("shili-yiyuan"));
}
