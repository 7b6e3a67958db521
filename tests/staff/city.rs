//! All commands on another city's data folder; the project's own data stay as they are.

use crate::{copied, root, run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of the invented town's data, in a folder of this name.
fn town(name: &str) -> PathBuf {
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    copied(&root().join("tests/fixtures/second"), &to);
    to
}

fn value(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn every_word_works_on_the_folder_that_is_named_and_nowhere_else() {
    let town = town("town");
    // A project without data: whatever were looked for there would be missed.
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-project");
    let _ = fs::remove_dir_all(&nowhere);
    fs::create_dir_all(&nowhere).expect("a folder");
    let data = town.to_string_lossy().into_owned();
    let works = |words: &[&str], input: &str| {
        let words = [words, &["--data", &data]].concat();
        let (ok, said) = run(&nowhere, &words, input);
        assert!(ok, "{words:?}: {said}");
        said
    };
    assert!(works(&["check"], "").contains("3 个品牌"));
    works(&["fmt"], "");
    assert!(town.join("schema/gallery.json").is_file());
    works(
        &["rename", "brand", "xingshan-tongxin", "tongxin-yijia"],
        "",
    );
    works(&["rename", "place", "xingshan", "xingshan-shi"], "");
    let settings = value(&town.join("gallery.json"));
    assert_eq!(settings["core"], "tongxin-yijia", "the settings follow");
    works(
        &["new", "brand"],
        "晚安\n\n\n机构品牌\nxingshan-yiyuan\n夜里有人接电话。\nxugou\n\nstar\n\n\n",
    );
    assert!(works(&["check"], "").contains("4 个品牌"));
    let whole = nowhere.join("whole.json");
    works(&["export", &whole.to_string_lossy()], "");
    let whole = value(&whole);
    assert_eq!(whole["gallery"]["name"], "星山品牌馆");
    assert_eq!(whole["brands"].as_array().map(Vec::len), Some(4));
    assert_eq!(whole["private"], Value::Null);
    let tables = nowhere.join("tables");
    works(&["export", &tables.to_string_lossy()], "");
    let said = works(&["import", &tables.to_string_lossy(), "--yes"], "");
    assert!(said.contains("写了 0 个文件"), "{said}");
    // What was made of pictures is kept where builds keep such things.
    let entries = fs::read_dir(&nowhere).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    assert_eq!(names.filter(|name| name != "target").count(), 2);
}

#[test]
fn what_is_wrong_in_another_folder_is_said_with_its_path_and_a_site_of_another_gallery_is_not_served()
 {
    let town = town("broken-town");
    let path = town.join("gallery.json");
    let good = fs::read_to_string(&path).expect("the settings");
    for (from, to, field, sentence) in [
        ("\"星\"", "\"星山\"", "seal", "不是一个字"),
        (
            "xingshan-tongxin",
            "baitian-touxi",
            "core",
            "不是矩阵的起点",
        ),
        ("xingshan-tongxin", "nobody", "core", "没有“nobody”这个品牌"),
        ("\"望月镇\"", "\"高铁站\"", "examples[1]", "搜会落空"),
        ("#1b3f72", "#a9c6ec", "colours", "至少要 7"),
        ("#1b3f72", "blue", "colours.main[2]", "不是颜色"),
        (
            "  \"chosen\": \"五星服务品牌\",\n",
            "",
            "chosen",
            "这里要写明入选的是什么",
        ),
        (
            "星山品牌馆",
            "星山市卫生健康系统服务品牌展示馆",
            "name",
            "应为 2 到 12 个",
        ),
        (
            "https://letters.example.org/feedback",
            "http://letters.example.org/feedback",
            "feedback",
            "要从 https:// 写起",
        ),
        (
            "https://letters.example.org/feedback",
            "https://name:word@letters.example.org/",
            "feedback",
            "不能有用户名和口令",
        ),
        (
            "\"seal\"",
            "\"strokes\": \"M1 1\\\"/><script>\", \"seal\"",
            "strokes",
            "SVG 路径",
        ),
    ] {
        assert!(good.contains(from), "{from}");
        fs::write(&path, good.replace(from, to)).expect("written");
        let (ok, said) = run(root(), &["check", "--data", &town.to_string_lossy()], "");
        let place = format!("{}/gallery.json", town.display());
        assert!(
            !ok && said.contains(&place) && said.contains(field) && said.contains(sentence),
            "{to}: {said}"
        );
    }
    // A seal that cannot be drawn stops nothing: the check says what is drawn instead.
    fs::write(&path, good.replace("\"星\"", "\"𠮷\"")).expect("written");
    let (ok, said) = run(root(), &["check", "--data", &town.to_string_lossy()], "");
    assert!(
        ok && said.contains("seal：分享图写不出“𠮷”") && said.contains("strokes"),
        "{said}"
    );
    let private = town.join(".private.json");
    fs::write(&path, &good).expect("written");
    fs::write(&private, "{\"private\": [\"接送车\"]}").expect("written");
    let (ok, said) = run(root(), &["check", "--data", &town.to_string_lossy()], "");
    assert!(!ok && said.contains("不得公开"), "{said}");
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-site");
    fs::create_dir_all(&nowhere).expect("a folder");
    let (ok, said) = run(&nowhere, &["serve", "--data", &town.to_string_lossy()], "");
    assert!(!ok && said.contains("里不是"), "{said}");
}
