//! The commands for staff.
//!
//! Each word on good, broken and hostile input, in folders of their own. What is wrong with the data and where is `data.rs`'s question.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

mod staff {
    mod addresses;
    mod app_data;
    mod city;
    mod draft;
    mod due;
    mod edit;
    mod exchange;
    mod foreign;
    mod format;
    mod import;
    mod media;
    mod memory;
    mod new_brand;
    mod private;
    mod rename;
    mod retire;
    mod schema;
    mod sheet;
}

#[path = "fixtures/copied.rs"]
mod copied;
#[path = "fixtures/folder.rs"]
mod folder;

pub(crate) use copied::copied;

use brand_gallery::catalogue::check::File;
use brand_gallery::desk::data;
use brand_gallery::desk::state_folder::VARIABLE as STATE;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every data file as it lies on disk.
pub(crate) static REAL: LazyLock<Vec<File>> =
    LazyLock::new(|| data::files(&data::Data::of(root(), None)).expect("the data"));

/// An invented list of private phrases, as it is formatted.
pub(crate) const PRIVATE: &str =
    "{\n  \"private\": [\n    \"沃女士\",\n    \"竺大伯\",\n    \"结霜症女工\"\n  ]\n}\n";

/// The text of a file.
pub(crate) fn text(file: &File) -> &str {
    std::str::from_utf8(&file.bytes).expect("text")
}

/// A project folder of this name with the real data.
pub(crate) fn project(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&root);
    let data = root.join(data::DATA);
    fs::create_dir_all(data.join("brands")).expect("a folder");
    let data = data::Data::of(&root, None);
    for file in REAL.iter().filter(|file| file.path != "private.json") {
        fs::write(data.path(&file.path), &file.bytes).expect("written");
    }
    // A list of its own: the real one is not in the repository.
    fs::write(data.path("private.json"), PRIVATE).expect("written");
    root
}

/// A project folder of this name with the data of an invented town, which changes only with the tests.
pub(crate) fn town_project(name: &str) -> PathBuf {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&project);
    let data = project.join(data::DATA);
    fs::create_dir_all(&data).expect("a folder");
    copied(&root().join("tests/fixtures/second"), &data);
    project
}

/// Runs the desk's program in a project folder with these words and this input: whether it went well, and all it said.
pub(crate) fn run(root: &Path, words: &[&str], input: &str) -> (bool, String) {
    let mut desk = Command::new(env!("CARGO_BIN_EXE_brand-gallery"))
        .args(words)
        .env("CARGO_MANIFEST_DIR", root)
        .env(STATE, root.join("state"))
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the desk");
    // Whoever has heard enough hangs up.
    let _ = desk
        .stdin
        .take()
        .expect("its input")
        .write_all(input.as_bytes());
    let output = desk.wait_with_output().expect("its answer");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8(said).expect("text"),
    )
}
