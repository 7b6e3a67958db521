//! Lists of the files that browsers keep for use without a network.
//!
//! [`write`] reads a finished site and writes one list per language: pages and records as text, the most important first, up to [`MOST_TEXT`] bytes; all other
//! files by their SHA-256. It writes the hash of the list into the service worker of the language, which verifies every byte against it. Files that only
//! crawlers and chats read (share pictures, sitemaps) are left out. Of the gallery's own pictures a copy holds the narrowest, up to [`MOST_PICTURES`]: one
//! that was withdrawn is in no list of the next release, and leaves the device with the older copy. `public/sw.js` downloads the files and answers requests.

use super::failure::Failure;
use super::{policy, prerender};
use crate::catalogue::Slug;
use crate::messages::Language;
use crate::route::{self, Route};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// The worker, below the base.
pub const WORKER: &str = "sw.js";

/// The line in the worker's template that the release replaces.
const EMPTY: &str = "const release = { name: '', boot: '', list: '', hash: '', headers: {}, home: '', others: [], parts: [] };";

/// The page of a folder.
const PAGE: &str = "index.html";

/// The most text that a copy holds, in bytes. Pages that do not fit are requested from the network.
pub const MOST_TEXT: usize = 8_000_000;

/// The most that the pictures of a copy take, in bytes. Those that do not fit are requested from the network.
pub const MOST_PICTURES: usize = 6_000_000;

/// The texts that every copy needs, whatever their size, below the folder of a language.
const LEAST: [&str; 5] = [
    "",
    "404.html",
    route::CATALOGUE,
    route::WORDS,
    route::PAGE_WORDS,
];

/// Writes the lists for the site in `stage`, one per language, and writes `release` into the worker of each language.
///
/// # Errors
///
/// If a file cannot be read or written, or `sw.js` lacks the line that the release replaces.
pub fn write(stage: &Path, release: &str) -> Result<(), Failure> {
    write_within(stage, release, MOST_TEXT)
}

/// Gives each language a worker that keeps no copy and removes an earlier one, for a site that changes while it is served.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn write_none(stage: &Path) -> Result<(), Failure> {
    let path = stage.join(WORKER);
    let worker = fs::read(&path).map_err(|error| Failure::reading(&path, &error))?;
    for language in Language::ALL {
        put(&stage.join(language.folder()).join(WORKER), &worker)?;
    }
    Ok(())
}

/// Like [`write`], with at most `most` bytes of text per copy.
///
/// # Errors
///
/// As [`write`].
pub fn write_within(stage: &Path, release: &str, most: usize) -> Result<(), Failure> {
    let mut paths = Vec::new();
    collect(stage, &mut paths)?;
    let name = |path: &PathBuf| {
        let below = path.strip_prefix(stage).unwrap_or(path);
        below.to_string_lossy().replace('\\', "/")
    };
    let mut names: Vec<String> = paths.iter().map(name).collect();
    names.sort_unstable();
    let path = stage.join(WORKER);
    let worker = fs::read_to_string(&path).map_err(|error| Failure::reading(&path, &error))?;
    if !worker.contains(EMPTY) {
        return Err(Failure::new(format!(
            "public/{WORKER}：找不到“{EMPTY}”。请恢复这一行。"
        )));
    }
    // The lists do not contain the workers of other languages.
    for language in Language::ALL {
        let filled = copy_of(stage, &names, language, release, most)?;
        put(
            &stage.join(language.folder()).join(WORKER),
            worker
                .replace(EMPTY, &format!("const release = {filled};"))
                .as_bytes(),
        )?;
    }
    Ok(())
}

/// Writes the list of the files that the pages of a language need. Returns the release data for its worker. Of a large gallery most pages do not fit into
/// a copy: only those that do are read.
fn copy_of(
    stage: &Path,
    names: &[String],
    language: Language,
    release: &str,
    most: usize,
) -> Result<Value, Failure> {
    let home = language.folder();
    let others: Vec<&str> = Language::ALL
        .into_iter()
        .map(Language::folder)
        .filter(|folder| !folder.is_empty() && *folder != home)
        .collect();
    let (mut texts, mut files) = (Vec::new(), Map::new());
    let mut pictures = 0;
    let text = |name: &str| -> Result<String, Failure> {
        let path = match name.is_empty() || name.ends_with('/') {
            true => stage.join(name).join(PAGE),
            false => stage.join(name),
        };
        let html = fs::read_to_string(&path).map_err(|error| Failure::reading(&path, &error))?;
        Ok(prerender::on_the_device(&html))
    };
    for name in names {
        let path = stage.join(name);
        let unreadable = |error| Failure::reading(&path, &error);
        let is_theirs = others.iter().any(|folder| name.starts_with(folder));
        // From the default language the others need only files that are neither pages nor records.
        let is_shared =
            !name.contains('/') || name.ends_with(".bin") || name.starts_with(&route::media(""));
        if is_theirs || !(name.starts_with(home) || is_shared) {
            continue;
        }
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            _ if name.starts_with(&route::media("")) => {
                let bytes = fs::read(&path).map_err(unreadable)?;
                if is_narrowest(name) && pictures + bytes.len() <= MOST_PICTURES {
                    pictures += bytes.len();
                    files.insert(name.clone(), Value::String(sha256(&bytes)));
                }
            }
            // Framed pieces are shown by other sites, which need a network anyway.
            _ if route::is_framed(name) => {}
            // Schemas are for editors, not for visitors.
            Some("html" | "json")
                if !name.starts_with("data/schema/") && name.starts_with(home) =>
            {
                let name = name.strip_suffix(PAGE).unwrap_or(name);
                // Only the home page is another one on the device.
                let size = match name == home {
                    true => text(name)?.len(),
                    false => fs::metadata(&path).map_err(unreadable)?.len() as usize,
                };
                texts.push((name.to_owned(), size));
            }
            Some("bin" | "css" | "js" | "svg" | "wasm" | "webmanifest")
                if !name.ends_with(WORKER) =>
            {
                let bytes = fs::read(&path).map_err(unreadable)?;
                files.insert(name.clone(), Value::String(sha256(&bytes)));
            }
            Some("txt") if name.ends_with(route::PAD) => {
                let bytes = fs::read(&path).map_err(unreadable)?;
                files.insert(name.clone(), Value::String(sha256(&bytes)));
            }
            _ => {}
        }
    }
    // The worker ignores all other paths of the origin.
    let names = texts.iter().map(|(name, _)| name).chain(files.keys());
    let parts: BTreeSet<String> = names
        .filter_map(|name| name.split('/').next())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let pages = texts.iter().filter(|(name, _)| is_page(name)).count();
    let boot = files.keys().find(|name| name.starts_with("boot-")).cloned();
    let lists = texts.iter().filter(|(name, _)| is_list(name, home));
    let lists: Result<Vec<_>, _> = lists
        .map(|(name, _)| Ok((name.clone(), text(name)?)))
        .collect();
    let shown = shown(&lists?, home);
    texts.sort_by_cached_key(|(name, _)| importance(name, home, &shown));
    let texts = fitting(texts, home, most);
    let least = texts
        .iter()
        .filter(|(name, _)| is_least(name, home))
        .count();
    let texts: Result<Map<String, Value>, Failure> = (texts.into_iter())
        .map(|(name, _)| {
            let text = text(&name)?;
            Ok((name, Value::String(text)))
        })
        .collect();
    let texts = texts?;
    let list =
        json!({ "texts": texts, "files": files, "least": least, "pages": pages }).to_string();
    let hash = sha256(list.as_bytes());
    let name = format!("release-{}.json", &hash[..16]);
    put(&stage.join(&name), list.as_bytes())?;
    let headers: Map<String, Value> = policy::headers(&policy::of_site(stage))
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::String(value)))
        .collect();
    Ok(
        json!({ "name": release, "boot": boot.unwrap_or_default(), "list": name, "hash": hash, "headers": headers, "home": home, "others": others, "parts": parts }),
    )
}

/// Whether a picture is a logo, or the narrowest of its kind that every browser reads.
fn is_narrowest(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.ends_with("-logo") || name.ends_with("-w480.jpg")
}

/// Whether a text is a page that visitors open.
fn is_page(name: &str) -> bool {
    !name.ends_with(".json") && !name.ends_with(Route::NotFound.path().as_str())
}

fn is_least(name: &str, home: &str) -> bool {
    name.strip_prefix(home)
        .is_some_and(|name| LEAST.contains(&name))
}

/// The texts that fit into `most` bytes, by name and size, in the order given. A text that is too large is skipped, smaller ones behind it may still fit.
fn fitting(texts: Vec<(String, usize)>, home: &str, most: usize) -> Vec<(String, usize)> {
    let mut total = 0;
    (texts.into_iter())
        .filter(|(name, size)| {
            let fits = is_least(name, home) || total + size <= most;
            if fits {
                total += size;
            }
            fits
        })
        .collect()
}

/// The route of a page, by its path below the folder of its language.
fn route_of(below: &str) -> Route {
    Route::parse(&route::own(below), "")
}

/// The sort key of a text, smallest first: what every visit needs, then what the list and the search load, then pages, frequently read ones before others.
/// Pages of brands are in the order of the list (`shown`).
fn importance(name: &str, home: &str, shown: &HashMap<Slug, usize>) -> (usize, usize, String) {
    let below = name.strip_prefix(home).unwrap_or(name);
    let last = usize::MAX;
    let place = |id: &Slug| shown.get(id).copied().unwrap_or(last);
    // A model has the rank of its page.
    let model = below.strip_suffix("page.json");
    let (rank, place) = match route_of(model.unwrap_or(below)) {
        _ if is_least(name, home) => (0, last),
        // Visitors return to the gallery from every page.
        _ if model == Some("") => (1, last),
        // Data of an edition (columns, names, cards, passages) are needed early; open data are for other programs.
        _ if model.is_none() && name.ends_with(".json") => match is_open_data(below) {
            true => (9, last),
            false => (1, last),
        },
        Route::About | Route::Need(_) | Route::Institutions | Route::Institution(_) => (2, last),
        Route::Place(_) => (3, last),
        Route::Brand(id) => (4, place(&id)),
        Route::Initiative(id, _) => (5, place(&id)),
        Route::Overview(_) | Route::Compare(_) => (6, last),
        Route::Step(id) => (6, place(&id)),
        // The paginated list is for visitors without the program.
        Route::All(_) => (8, last),
        Route::Gallery(_) | Route::StaffPage(_) | Route::NotFound => (7, last),
    };
    (rank, place, name.to_owned())
}

fn is_open_data(below: &str) -> bool {
    let file = below.strip_prefix(&route::data("")).unwrap_or(below);
    !file.contains('/') || below.starts_with(&route::data("brands/"))
}

/// Whether a text shows a part of the gallery's list.
fn is_list(name: &str, home: &str) -> bool {
    let route = name.strip_prefix(home).map(route_of);
    matches!(route, Some(Route::Gallery(_) | Route::All(_)))
}

/// The place of each brand in the gallery's list, which the home page and its continuations show.
fn shown(texts: &[(String, String)], home: &str) -> HashMap<Slug, usize> {
    let mut pages: Vec<(usize, &str)> = (texts.iter())
        .filter_map(|(name, text)| match route_of(name.strip_prefix(home)?) {
            Route::Gallery(_) => Some((0, text.as_str())),
            Route::All(page) => Some((page, text.as_str())),
            _ => None,
        })
        .collect();
    pages.sort_unstable();
    let base = route::asset(home);
    let mut shown = HashMap::new();
    for link in pages
        .iter()
        .flat_map(|(_, text)| text.split("href=\"").skip(1))
    {
        let address = link.split('"').next().unwrap_or_default();
        if let Some(below) = address.strip_prefix(&base)
            && let Route::Brand(id) = route_of(below)
        {
            let next = shown.len();
            shown.entry(id).or_insert(next);
        }
    }
    shown
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

#[cfg(test)]
mod tests {
    use super::{fitting, importance, shown};

    fn texts(list: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        list.iter().map(owned).collect()
    }

    /// The names of what is kept of `list`, in this order.
    fn kept(list: &[(&str, &str)], home: &str, most: usize) -> Vec<String> {
        let texts = texts(list);
        let shown = shown(&texts, home);
        let sizes = texts.into_iter().map(|(name, text)| (name, text.len()));
        let mut texts: Vec<(String, usize)> = sizes.collect();
        texts.sort_by_cached_key(|(name, _)| importance(name, home, &shown));
        let kept = fitting(texts, home, most);
        kept.into_iter().map(|(name, _)| name).collect()
    }

    const SITE: [(&str, &str); 15] = [
        ("404.html", "0123456789"),
        ("about/", "0123456789"),
        ("all/2/", "<a href=\"/brands/an/\">"),
        ("brands/an/", "0123456789"),
        ("brands/zai/", "0123456789"),
        ("brands/zai/one/", "0123456789"),
        ("data/", "0123456789"),
        ("data/0a1b/cards-0.json", "0123456789"),
        ("data/brands/an.json", "0123456789"),
        ("data/catalogue.json", "0123456789"),
        ("handbook/", "0123456789"),
        ("matrix/", "0123456789"),
        ("needs/jijiu/", "0123456789"),
        ("places/haishu-qu/", "0123456789"),
        ("", "<a href=\"/brands/zai/\"><a href=\"/brands/zai/one/\">"),
    ];

    #[test]
    fn what_every_visit_needs_comes_first_and_brands_in_the_order_of_the_list() {
        let all = kept(&SITE, "", usize::MAX);
        let expected = [
            "",
            "404.html",
            "data/catalogue.json",
            "data/0a1b/cards-0.json",
            "about/",
            "needs/jijiu/",
            "places/haishu-qu/",
            "brands/zai/",
            "brands/an/",
            "brands/zai/one/",
            "matrix/",
            "data/",
            "handbook/",
            "all/2/",
            "data/brands/an.json",
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn the_same_holds_below_the_folder_of_a_language() {
        let site: Vec<(String, String)> = (SITE.iter())
            .map(|(name, text)| (format!("en/{name}"), text.replace("=\"/", "=\"/en/")))
            .collect();
        let site: Vec<(&str, &str)> = (site.iter())
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let root = kept(&SITE, "", usize::MAX);
        let expected: Vec<String> = root.iter().map(|name| format!("en/{name}")).collect();
        assert_eq!(kept(&site, "en/", usize::MAX), expected);
    }

    #[test]
    fn above_the_limit_as_many_pages_stay_as_fit() {
        let size = |name: &String| {
            SITE.iter()
                .find(|(other, _)| other == name)
                .map_or(0, |it| it.1.len())
        };
        let all = kept(&SITE, "", usize::MAX);
        let least: usize = all[..3].iter().map(size).sum();
        for most in 0..least + 200 {
            let kept = kept(&SITE, "", most);
            assert_eq!(kept[..3], all[..3], "{most}: without these nothing works");
            let total: usize = kept.iter().map(size).sum();
            assert!(total <= most.max(least), "{most}: {total} bytes");
            let mut left = all.iter().filter(|name| !kept.contains(name));
            assert!(
                left.all(|name| total + size(name) > most),
                "{most}: {kept:?}"
            );
        }
    }

    #[test]
    fn a_page_that_is_too_large_leaves_its_place_to_smaller_ones() {
        let large = "x".repeat(1000);
        let site = [
            ("", "home"),
            ("about/", large.as_str()),
            ("needs/a/", "small"),
        ];
        assert_eq!(kept(&site, "", 100), ["", "needs/a/"]);
    }
}
