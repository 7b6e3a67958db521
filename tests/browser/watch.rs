//! `serve --watch` in a browser: what is saved is shown, and what is wrong is named.
//!
//! `serve --watch` runs on a project of its own: the real one but for its data, which the test writes.

use super::harness::{Folder, Process, dist};
use super::offline::copy;
use super::page::{DESK, visit_at};
use serde_json::Value;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// A project that is built already, with data of its own.
fn project() -> Folder {
    let (real, project) = (Path::new(env!("CARGO_MANIFEST_DIR")), Folder::new());
    for name in [
        ".cargo",
        "Cargo.toml",
        "Cargo.lock",
        "index.html",
        "src",
        "style",
    ] {
        symlink(real.join(name), project.0.join(name)).expect("a link");
    }
    copy(&real.join("public"), &project.0.join("public"));
    copy(dist(), &project.0.join("dist"));
    fs::create_dir_all(project.0.join("target")).expect("a folder");
    project
}

#[tokio::test]
async fn what_is_saved_is_seen_and_what_is_wrong_is_named_with_its_line() {
    let project = project();
    let path = project.0.join("public/data/brands/yilu-gendang.json");
    let good = fs::read_to_string(&path).expect("a brand");
    let (_process, site) = Process::desk(&project.0, &["serve", "--watch", "--port", "0"]);
    let before = fs::read_to_string(project.0.join("dist/index.html")).expect("the site");
    let settings = project.0.join("public/data/gallery.json");
    let own = fs::read_to_string(&settings).expect("the settings");
    visit_at(&site, DESK, async |page| {
        page.enter("/brands/yilu-gendang/").await;
        page.until_heading("医路跟党").await;

        fs::write(&path, good.replace("\"医路跟党\"", "\"医路同心\"")).expect("saved");
        page.until_heading("医路同心").await;
        page.enter("/?q=yilutongxin").await;
        page.until(
            "the search knows it too",
            "document.querySelector('.brand-card')?.textContent.includes('医路同心')",
        )
        .await;
        page.enter("/brands/yilu-gendang/").await;

        let owner = good.find("\"owner\"").expect("an owner");
        let line = good[..owner].lines().count();
        let (head, rest) = good.split_at(owner);
        let (_, rest) = rest.split_once('\n').expect("a line");
        fs::write(&path, format!("{head}\"owner\": \"nobody\",\n{rest}")).expect("saved");
        page.until_heading("数据有 1 处问题").await;
        let told = page.texts("li").await;
        let place = format!("public/data/brands/yilu-gendang.json:{line}:");
        assert!(
            told.iter().any(|it| it.starts_with(&place)),
            "{place} {told:?}"
        );
        page.click("a[href='?last-good']").await;
        page.until_heading("医路同心").await;

        fs::write(&path, &good).expect("saved");
        page.until_heading("医路跟党").await;

        // The settings too: the gallery's own colours, and the house's again.
        let accent =
            "getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()";
        let house: String = page.ask(accent).await;
        let mut other: Value = serde_json::from_str(&own).expect("JSON");
        let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/second/gallery.json");
        let town: Value = serde_json::from_slice(&fs::read(town).expect("a town")).expect("JSON");
        other["colours"] = town["colours"].clone();
        fs::write(&settings, other.to_string()).expect("saved");
        page.until("its colours", &format!("{accent} === '#1b3f72'"))
            .await;
        fs::write(&settings, &own).expect("saved");
        page.until("the house's", &format!("{accent} === '{house}'"))
            .await;
    })
    .await;
    let after = fs::read_to_string(project.0.join("dist/index.html")).expect("the site");
    assert_eq!(before, after, "dist/ stays as it was built");
}
