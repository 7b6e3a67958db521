//! The register of published addresses: what was published once keeps answering.
//!
//! `published.txt` in the data folder lists every path below the base that was ever published, of all languages, one a line; lines that begin with `#` are
//! comments. [`judge`] names each that has neither a page nor a redirect; [`record`] adds what a build has published. A gallery without the file has published
//! nothing yet. The file itself is not published.

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

/// The text of the register; empty where there is none.
///
/// # Errors
///
/// Where it is there and cannot be read.
fn register(data: &Data) -> Result<String, Failure> {
    let path = data.path(FILE);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::reading(&path, &error)),
    }
}

/// The paths of a register, each with its line, from one.
fn paths(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(text.lines());
    let lines = lines.map(|(line, path)| (line, path.trim_start_matches('\u{feff}').trim()));
    lines.filter(|(_, path)| !path.is_empty() && !path.starts_with('#'))
}

/// Every published address that no longer leads to a page, the same page in other languages and what lies below it counted with it.
///
/// # Errors
///
/// Where the register cannot be read.
pub fn judge(data: &Data, reading: &Reading) -> Result<Vec<Problem>, Failure> {
    Ok(lost(&register(data)?, reading))
}

/// The same of the register's text.
pub fn lost(text: &str, reading: &Reading) -> Vec<Problem> {
    let addresses = Addresses::of(reading);
    // By path in the first language: the line, and how many others are lost with it.
    let mut lost: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (line, path) in paths(text) {
        let folders = Language::ALL.map(Language::folder);
        let of_language = folders.into_iter().filter(|folder| !folder.is_empty());
        let bare = of_language
            .filter_map(|folder| path.strip_prefix(folder))
            .next()
            .unwrap_or(path);
        let is_home = bare.is_empty();
        if is_home || addresses.answers(bare) {
            continue;
        }
        // The shortest beginning of the path that is lost itself.
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

/// An address that a lost one may lead to: the page above it, or all institutions, or what the gallery is.
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

/// Adds the addresses of the site in the folder `dist` to the register: those of its sitemap, which is only there where the host is known. Says how many are new.
///
/// # Errors
///
/// Where the register cannot be read or written.
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
        // How many pages the list of all brands has changes with their number: no page of it is promised.
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
