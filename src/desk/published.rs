//! The register of published addresses, which must keep working.
//!
//! `published.txt` in the data folder lists every path below the base that was ever published, in all languages, one per line; lines that begin with `#` are
//! comments. [`judge`] reports each path that has neither a page nor a redirect; [`record`] adds the paths of a build. Without the file nothing has been
//! published yet. The file itself is not published.

use super::addresses::Addresses;
use super::data::Data;
use super::failure::{Failure, say};
use super::format::replace;
use crate::catalogue::Problem;
use crate::catalogue::check::Reading;
use crate::messages::Language;
use crate::route::{self, Route};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The register, below the data folder.
pub const FILE: &str = "published.txt";

/// The text of the register; empty if there is none.
///
/// # Errors
///
/// If the file exists and cannot be read.
fn register(data: &Data) -> Result<String, Failure> {
    let path = data.path(FILE);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::reading(&path, &error)),
    }
}

/// The paths of a register with their line numbers, from 1.
fn paths(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(text.lines());
    let lines = lines.map(|(line, path)| (line, path.trim_start_matches('\u{feff}').trim()));
    lines.filter(|(_, path)| !path.is_empty() && !path.starts_with('#'))
}

/// All published addresses that no longer lead to a page. Each problem covers the same page in other languages and the addresses below it.
///
/// # Errors
///
/// If the register cannot be read.
pub fn judge(data: &Data, reading: &Reading) -> Result<Vec<Problem>, Failure> {
    Ok(lost(&register(data)?, reading))
}

/// Like [`judge`], for the text of a register.
pub fn lost(text: &str, reading: &Reading) -> Vec<Problem> {
    let addresses = Addresses::of(reading);
    // By path in the default language: the line, and the number of addresses that are covered by it.
    let mut lost: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (line, path) in paths(text) {
        let folders = Language::ALL.map(Language::folder);
        let of_language = folders.into_iter().filter(|folder| !folder.is_empty());
        let bare = of_language
            .filter_map(|folder| path.strip_prefix(folder))
            .next()
            .unwrap_or(path);
        let is_home = bare.is_empty();
        // A gallery may switch its comparison off, and then wants no page there that says so.
        let is_switched_off = bare == Route::Compare(Vec::new()).path()
            && !reading.catalogue.gallery.has_comparison();
        if is_home || is_switched_off || addresses.answers(bare) {
            continue;
        }
        // The shortest lost prefix of the path.
        let ends = bare.char_indices().map(|(at, _)| at).skip(1);
        let beginnings = ends.chain([bare.len()]).map(|end| &bare[..end]);
        let above = beginnings.into_iter().find(|path| lost.contains_key(path));
        match above {
            Some(above) => {
                let entry = lost.entry(above).or_insert((line, 0));
                entry.1 += usize::from(above != bare);
            }
            None => drop(lost.insert(bare, (line, 0))),
        }
    }
    let problems = lost.into_iter().map(|(path, (line, below))| {
        let with = match below {
            0 => String::new(),
            _ => format!("（连同下面的 {below} 个网址）"),
        };
        let to = instead(path, &addresses);
        let mut problem = Problem::new(
            FILE,
            "",
            "",
            format!(
                "发布过的网址“{path}”{with}现在没有网页，收藏过、转发过它的人会打不开。改了代号的，请用 cargo run -- rename 改，旧网址会自己转；不再介绍的，请取回它的文件，用 cargo run -- retire 停用；取不回的，在 redirects.json 里写明转到哪里，例如 {{\"from\": \"{path}\", \"to\": \"{to}\"}}；从来没有公开过的，请在这里删去这一行。"
            ),
        );
        (problem.line, problem.column) = (line, 1);
        problem
    });
    problems.collect()
}

/// A suggested target for a lost address: the page above it, the list of institutions, or the about page.
fn instead(path: &str, addresses: &Addresses) -> String {
    let above = match Route::parse(&route::asset(path), "") {
        Route::Initiative(brand, _) => Route::Brand(brand).path(),
        Route::Brand(_) | Route::Institution(_) => Route::Institutions.path(),
        _ => Route::About.path(),
    };
    match addresses.answers(&above) {
        true => above,
        false => Route::Institutions.path(),
    }
}

/// Adds the addresses of the site in `dist` to the register and prints how many are new. They are taken from its sitemap, which exists only if the host is
/// known.
///
/// # Errors
///
/// If the register cannot be read or written.
pub fn record(data: &Data, dist: &Path) -> Result<(), Failure> {
    let Some(host) = route::absolute(&route::asset("")) else {
        return Ok(());
    };
    let Ok(map) = fs::read_to_string(dist.join(route::SITEMAP)) else {
        return Ok(());
    };
    let text = register(data)?;
    let known: BTreeSet<&str> = paths(&text).map(|(_, path)| path).collect();
    let addresses = map.split("<loc>").skip(1);
    let addresses = addresses.filter_map(|rest| rest.split_once("</loc>")?.0.strip_prefix(&host));
    let is_new = |path: &&str| {
        // The number of pages of the list changes with the number of brands, so its pages are not registered.
        let is_part_of_list = matches!(Route::parse(&route::asset(path), ""), Route::All(_));
        !path.is_empty() && !known.contains(path) && !is_part_of_list
    };
    let new: BTreeSet<&str> = addresses.filter(is_new).collect();
    if new.is_empty() {
        return Ok(());
    }
    let comments = text.lines().filter(|line| line.starts_with('#'));
    let all: BTreeSet<&str> = known.union(&new).copied().collect();
    let lines: String = comments
        .chain(all)
        .map(|line| format!("{line}\n"))
        .collect();
    replace(&data.path(FILE), lines.as_bytes())?;
    say(&format!(
        "{data}/{FILE} 新登记了 {} 个发布的网址，以后它们要一直有效。请和数据一起保存。",
        new.len()
    ));
    Ok(())
}
