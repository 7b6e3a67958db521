//! What does a browser keep, so that the gallery goes on without its server?
//!
//! Contract: [`write`] lists every file of the finished site that a visitor may need, pages and records themselves in one text, the others by
//! SHA-256, and fills the list's own hash into `sw.js`, which holds every byte against them. Absent on purpose: what only crawlers and chats
//! read (previews, site maps), and keeping, which is `public/sw.js`'s.

use super::failure::Failure;
use super::{policy, prerender};
use crate::messages::Language;
use crate::route;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The worker, below the base.
pub const WORKER: &str = "sw.js";

/// What the worker's template holds in the place of a release.
const EMPTY: &str =
    "const release = { name: '', list: '', hash: '', headers: {}, home: '', others: [] };";

/// Above this many bytes only the program, the gallery and its first page of cards are kept: a device is not filled with thousands of
/// pages and cards that nobody there has asked for.
const MOST_TEXT: usize = 24_000_000;

/// Lists the site in `stage`, for each language what its pages need, and gives `release` to the worker of each.
pub fn write(stage: &Path, release: &str) -> Result<(), Failure> {
    let mut paths = Vec::new();
    collect(stage, &mut paths)?;
    paths.sort();
    let path = stage.join(WORKER);
    let worker = fs::read_to_string(&path).map_err(|error| Failure::reading(&path, &error))?;
    if !worker.contains(EMPTY) {
        return Err(Failure::new(format!(
            "public/{WORKER}：找不到“{EMPTY}”。请恢复这一行。"
        )));
    }
    // The worker of one language stands in the list of no other.
    for language in Language::ALL {
        let filled = copy_of(stage, &paths, language, release)?;
        put(
            &stage.join(language.folder()).join(WORKER),
            worker
                .replace(EMPTY, &format!("const release = {filled};"))
                .as_bytes(),
        )?;
    }
    Ok(())
}

/// Writes the list of what the pages of a language need; what its worker is told of it.
fn copy_of(
    stage: &Path,
    paths: &[PathBuf],
    language: Language,
    release: &str,
) -> Result<Value, Failure> {
    let home = language.folder();
    let others: Vec<&str> = Language::ALL
        .into_iter()
        .map(Language::folder)
        .filter(|folder| !folder.is_empty() && *folder != home)
        .collect();
    let (mut texts, mut files) = (Map::new(), Map::new());
    for path in paths {
        let below = path.strip_prefix(stage).unwrap_or(path);
        let name = below.to_string_lossy().replace('\\', "/");
        let is_theirs = others.iter().any(|folder| name.starts_with(folder));
        // Of the site's own language the others need what is neither page nor record.
        let is_shared = !name.contains('/') || name.ends_with(".bin");
        if is_theirs || !(name.starts_with(home) || is_shared) {
            continue;
        }
        let bytes = fs::read(path).map_err(|error| Failure::reading(path, &error))?;
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            // Pages of other sites ask for pieces, and they need a network anyway.
            _ if route::is_framed(&name) => {}
            // Schemas are read by whoever edits the data, not by who visits.
            Some("html" | "json")
                if !name.starts_with("data/schema/") && name.starts_with(home) =>
            {
                let name = name.strip_suffix("index.html").unwrap_or(&name);
                let text = prerender::on_the_device(&String::from_utf8_lossy(&bytes));
                texts.insert(name.to_owned(), Value::String(text));
            }
            Some("bin" | "css" | "js" | "svg" | "wasm" | "webmanifest")
                if !name.ends_with(WORKER) =>
            {
                files.insert(name, Value::String(sha256(&bytes)));
            }
            Some("txt") if name.ends_with(route::PAD) => {
                files.insert(name, Value::String(sha256(&bytes)));
            }
            _ => {}
        }
    }
    let size: usize = texts.values().filter_map(Value::as_str).map(str::len).sum();
    if size > MOST_TEXT {
        let kept = ["", "404.html", route::CATALOGUE, route::WORDS];
        texts.retain(|name, _| (name.strip_prefix(home)).is_some_and(|name| kept.contains(&name)));
    }
    let list = json!({ "texts": texts, "files": files }).to_string();
    let hash = sha256(list.as_bytes());
    let name = format!("release-{}.json", &hash[..16]);
    put(&stage.join(&name), list.as_bytes())?;
    let headers: Map<String, Value> = policy::headers(&policy::of_site(stage))
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::String(value)))
        .collect();
    Ok(
        json!({ "name": release, "list": name, "hash": hash, "headers": headers, "home": home, "others": others }),
    )
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable = |error| Failure::reading(folder, &error);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::writing(path, &error))
}
