//! What Trunk is given after each edit is what the application would be given from nothing.

use crate::{folder, run, town_project};
use brand_gallery::desk::data::DATA;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every file below a folder, by its path.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = Vec::new();
    folder::all_files(root, &mut files);
    let entry = |file: PathBuf| {
        let bytes = fs::read(&file).expect("a file");
        let place = file.strip_prefix(root).expect("below the folder");
        (place.to_owned(), bytes)
    };
    files.into_iter().map(entry).collect()
}

/// What the hook of Trunk writes into an empty folder.
fn hook(root: &Path, name: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let stage = root.join(name);
    fs::create_dir(&stage).expect("an empty folder");
    let status = Command::new(env!("CARGO_BIN_EXE_brand-gallery"))
        .arg("index")
        .env("CARGO_MANIFEST_DIR", root)
        .env("TRUNK_STAGING_DIR", &stage)
        .current_dir(root)
        .status();
    assert!(status.expect("the program").success(), "{name}");
    tree(&stage)
}

/// The same from nothing.
fn afresh(root: &Path, name: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = root.join(name);
    let (ok, said) = run(root, &["index", "--out", &out.to_string_lossy()], "");
    assert!(ok, "{said}");
    tree(&out)
}

#[test]
fn the_hook_of_trunk_gives_what_is_drawn_from_nothing_before_and_after_an_edit() {
    let root = town_project("app-data");
    let first = hook(&root, "first");
    assert!(first.len() > 10, "{} files", first.len());
    assert!(first == afresh(&root, "first-afresh"));
    assert!(first == hook(&root, "again"), "nothing has changed");

    let brands = root.join(DATA).join("brands");
    let brand = fs::read_dir(brands).expect("brands").next();
    let brand = brand.expect("a brand").expect("a brand").path();
    let text = fs::read_to_string(&brand).expect("text");
    let changed = text.replacen("\"text\": \"", "\"text\": \"改过了，", 1);
    assert_ne!(text, changed);
    fs::write(&brand, changed).expect("written");
    let second = hook(&root, "second");
    assert!(second != first, "the edit is seen");
    assert!(second == afresh(&root, "second-afresh"));

    fs::write(&brand, &text).expect("written");
    assert!(hook(&root, "third") == first, "and taken back");
}
