//! The licences of all dependencies.
//!
//! Asks Cargo which crates there are and holds them to the policy of `.cargo/deny.toml`, which `cargo deny check` reads too; `LICENSES` names
//! them all and is written anew here where it is out of date. Known weaknesses of crates are absent: they are told by a server, and
//! `cargo deny check advisories` asks it.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where programs run that are made here: a browser, a maintainer's machine.
const TARGETS: [&str; 2] = ["wasm32-unknown-unknown", "x86_64-unknown-linux-gnu"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What Cargo knows of the packages for one target.
fn metadata(target: &str) -> Value {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            target,
        ])
        .current_dir(root())
        .output()
        .expect("cargo");
    let why = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{why}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The crates of others for one target: licence by name and version.
fn crates(metadata: &Value) -> BTreeMap<String, String> {
    let packages = metadata["packages"].as_array().expect("packages");
    let of_others = packages
        .iter()
        .filter(|package| !package["source"].is_null());
    of_others
        .map(|package| {
            let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
            (name, text(&package["license"]).to_owned())
        })
        .collect()
}

/// The licences that the policy allows.
fn allowed() -> BTreeSet<String> {
    let policy = fs::read_to_string(root().join(".cargo/deny.toml")).expect("the policy");
    let (_, list) = policy.split_once("allow = [").expect("allowed licences");
    let (list, _) = list.split_once(']').expect("the end of the list");
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Whether a licence expression can be met with what is allowed: `AND` asks for all its parts, `OR` and the old slash for one.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let all = expression.split(" AND ");
    !expression.is_empty()
        && all.into_iter().all(|part| {
            let part = part.trim_matches(['(', ')', ' ']).replace('/', " OR ");
            part.split(" OR ").any(|one| allowed.contains(one.trim()))
        })
}

#[test]
fn an_expression_is_met_by_one_of_its_choices_and_all_of_its_parts() {
    let allowed: BTreeSet<String> = ["MIT".to_owned(), "ISC".to_owned()].into();
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("Apache-2.0/MIT", true),
        ("(MIT OR Apache-2.0) AND ISC", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn every_crate_may_be_handed_on_and_is_named() {
    let allowed = allowed();
    let mut named: BTreeMap<String, (String, bool)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for target in TARGETS {
        let metadata = metadata(target);
        for (name, licence) in crates(&metadata) {
            if !is_met(&licence, &allowed) {
                wrong.push(format!("{name}: “{licence}” is not in .cargo/deny.toml"));
            }
            let entry = named.entry(name).or_insert((licence, false));
            entry.1 |= target == TARGETS[0];
        }
        let sources: BTreeSet<&str> = metadata["packages"]
            .as_array()
            .expect("packages")
            .iter()
            .map(|package| text(&package["source"]))
            .collect();
        let elsewhere = sources
            .iter()
            .filter(|source| !source.is_empty() && !source.contains("crates.io-index"));
        wrong.extend(elsewhere.map(|source| format!("a crate comes from {source}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let list = |in_program: bool| {
        let lines = named
            .iter()
            .filter(|(_, (_, program))| *program == in_program);
        let lines = lines.map(|(name, (licence, _))| format!("{name}: {licence}\n"));
        lines.collect::<String>()
    };
    let wanted = format!(
        "Written by tests/licences.rs from Cargo.lock; each crate's licence text lies in its own package.\n\n\
         Crates for the programs in the browser (all but a few are only needed to compile them)\n\n{}\n\
         Further crates for the desk and the tests\n\n{}\n\
         Not from Cargo: src/desk/picture/glyphs.br (SIL OFL 1.1, beside it), tests/fixtures/axe.min.js (MPL-2.0, tests only), tests/fixtures/schemas (HSDS 3.0: CC BY-SA 4.0; FHIR R4: CC0; tests only)\n",
        list(true),
        list(false)
    );
    let path = root().join("LICENSES");
    if fs::read_to_string(&path).unwrap_or_default() != wanted {
        write(&path, &wanted);
        panic!("LICENSES was out of date and is written anew: commit it");
    }
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("written");
}
