//! Private phrases: where their list is, that nothing publishes it, and that a gallery without one is whole.

use crate::{PRIVATE, project, root, run};
use brand_gallery::desk::data::{self, Data};
use std::fs;
use std::path::{Path, PathBuf};

/// All files below a folder that hold these words.
fn holding(folder: &Path, words: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(holding(&path, words));
        } else {
            let bytes = fs::read(&path).expect("a file");
            let mut windows = bytes.windows(words.len().max(1));
            let holds = words.is_empty() || windows.any(|window| window == words.as_bytes());
            found.extend(holds.then_some(path));
        }
    }
    found
}

#[test]
fn the_list_is_outside_of_what_trunk_copies_and_of_what_is_published_or_exported() {
    let root = project("private-outside");
    let data = Data::of(&root, None);
    assert_eq!(data.path("private.json"), root.join(".private.json"));
    // Trunk copies the files that index.html names, and none of the data.
    let template = fs::read_to_string(self::root().join("index.html")).expect("a template");
    assert!(!template.contains("copy-dir") && !template.contains("public/data"));
    assert_eq!(holding(&root.join("public"), "沃女士"), [] as [PathBuf; 0]);
    let published = root.join("published");
    data::publish(&data::files(&data).expect("files"), &published).expect("laid");
    assert_eq!(holding(&published, "沃女士"), [] as [PathBuf; 0]);
    for name in ["whole.json", "whole.xlsx", "tables"] {
        let (ok, said) = run(&root, &["export", name], "");
        assert!(ok, "{said}");
    }
    // A workbook is packed; what it holds is what the tables hold.
    let exported = [
        holding(&root.join("tables"), "沃女士"),
        holding(&published, "沃女士"),
    ];
    assert!(exported.iter().all(Vec::is_empty), "{exported:?}");
    let whole = fs::read_to_string(root.join("whole.json")).expect("a file");
    assert!(!whole.contains("沃女士"));
    // The data are refused all the same where a text holds a phrase.
    let brand = root.join("public/data/gallery.json");
    let text = fs::read_to_string(&brand).expect("a file");
    let from = text
        .split("\"subject\": \"")
        .nth(1)
        .and_then(|it| it.split('"').next());
    let from = from.expect("a subject").to_owned();
    fs::write(&brand, text.replacen(&from, "沃　女士的品牌", 1)).expect("written");
    let (ok, said) = run(&root, &["check"], "");
    assert!(
        !ok && said.contains("“沃　女士”") && said.contains("不得公开"),
        "{said}"
    );
}

#[test]
fn a_folder_of_its_own_has_its_list_within_and_one_below_public_beside_the_project() {
    let root = project("private-places");
    let town = root.join("town");
    for (folder, place) in [
        (town.clone(), town.join(".private.json")),
        (root.join("public/data"), root.join(".private.json")),
        (root.join("public/data/"), root.join(".private.json")),
        (root.join("town/../public/data"), root.join(".private.json")),
        (root.join("public/other"), root.join(".private.json")),
    ] {
        fs::create_dir_all(&folder).expect("a folder");
        fs::create_dir_all(&town).expect("a folder");
        let data = Data::of(&root, Some(&folder));
        assert_eq!(data.path("private.json"), place, "{}", folder.display());
        assert!(!place.starts_with(root.join("public")));
    }
}

#[test]
fn a_list_among_the_published_files_is_a_mistake_that_says_where_it_belongs() {
    let root = project("private-exposed");
    for place in [
        "public/data/private.json",
        "public/data/.private.json",
        "public/private.json",
        "public/.private.json",
    ] {
        let path = root.join(place);
        fs::write(&path, PRIVATE).expect("written");
        let (ok, said) = run(&root, &["check"], "");
        let target = root.join(".private.json").display().to_string();
        assert!(
            !ok && said.contains(place) && said.contains(&target),
            "{place}: {said}"
        );
        fs::remove_file(&path).expect("gone");
    }
    let (ok, said) = run(&root, &["check"], "");
    assert!(ok, "{said}");
}

#[test]
fn a_gallery_without_a_list_is_sound_and_the_check_says_so() {
    let root = project("private-absent");
    let (ok, said) = run(&root, &["check"], "");
    assert!(ok && !said.contains(".private.json"), "{said}");
    fs::remove_file(root.join(".private.json")).expect("gone");
    let (ok, said) = run(&root, &["check"], "");
    assert!(
        ok && said.contains("提醒：没有 .private.json") && said.contains("数据无误"),
        "{said}"
    );
    fs::write(
        root.join(".private.json"),
        "{\"private\": [\"沃女士\", \"星斑症\"]}",
    )
    .expect("written");
    let (ok, said) = run(&root, &["check"], "");
    assert!(
        ok && said.contains("提醒：.private.json") && said.contains("“星斑症”是常用的词"),
        "{said}"
    );
    fs::write(
        root.join(".private.json"),
        "{\"private\": [\"沃女士\", \"沃\"]}",
    )
    .expect("written");
    let (ok, said) = run(&root, &["check"], "");
    assert!(
        !ok && said.contains(".private.json") && said.contains("太短"),
        "{said}"
    );
    assert!(!said.contains("public/data/private.json"), "{said}");
    let (ok, said) = run(&root, &["fmt"], "");
    assert!(ok && said.contains(".private.json：已整理"), "{said}");
    let text = fs::read_to_string(root.join(".private.json")).expect("a file");
    assert_eq!(
        text,
        "{\n  \"private\": [\n    \"沃女士\",\n    \"沃\"\n  ]\n}\n"
    );
}

#[test]
fn git_ignores_the_list_and_the_repository_has_none() {
    let ignored = fs::read_to_string(root().join(".gitignore")).expect("a file");
    let lines: Vec<&str> = ignored.lines().collect();
    for name in [".private.json", "private.json", "..private.json.*"] {
        assert!(lines.contains(&name), "{name}");
    }
    let named = |folder: &Path| -> Vec<PathBuf> {
        let all = holding(folder, "");
        let is_list = |path: &PathBuf| {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            name.ends_with("private.json") && !path.ends_with("schema/private.json")
        };
        all.into_iter().filter(is_list).collect()
    };
    assert_eq!(named(&root().join("public")), [] as [PathBuf; 0]);
}
