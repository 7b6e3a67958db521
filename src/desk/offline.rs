//! Lists the files that a browser keeps on the device, so that the gallery works without a network.
//!
//! [`write`] reads a finished site and writes one list for each language: pages and records as text, the most important first and as many as fit
//! ([`MOST_TEXT`] bytes), all other files by their SHA-256. It fills the list's own hash into the service worker of the language, which checks
//! every byte against it. Left out: files that only crawlers and chats read (pictures, site maps). Downloading and answering is the work of
//! `public/sw.js`.

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

/// What the worker's template holds in the place of a release.
const EMPTY: &str = "const release = { name: '', list: '', hash: '', headers: {}, home: '', others: [], parts: [] };";

/// How much text a copy holds at most, in bytes. Pages that do not fit are requested from the network when they are opened.
pub const MOST_TEXT: usize = 8_000_000;

/// The texts without which a copy is of no use, below the folder of a language; they are kept however large they are.
const LEAST: [&str; 5] = [
    "",
    "404.html",
    route::CATALOGUE,
    route::WORDS,
    route::PAGE_WORDS,
];

/// Lists the site in `stage`, for each language what its pages need, and gives `release` to the worker of each.
///
/// # Errors
///
/// A file that cannot be read or written, or a `sw.js` without the line that holds the release.
pub fn write(stage: &Path, release: &str) -> Result<(), Failure> {
    write_within(stage, release, MOST_TEXT)
}

/// Gives each language a worker that keeps no copy, and removes one of an earlier visit: for a site that is about to change.
///
/// # Errors
///
/// A file that cannot be read or written.
pub fn write_none(stage: &Path) -> Result<(), Failure> {
    let path = stage.join(WORKER);
    let worker = fs::read(&path).map_err(|error| Failure::reading(&path, &error))?;
    for language in Language::ALL {
        put(&stage.join(language.folder()).join(WORKER), &worker)?;
    }
    Ok(())
}

/// The same for copies of at most `most` bytes of text.
///
/// # Errors
///
/// Those of [`write`].
pub fn write_within(stage: &Path, release: &str, most: usize) -> Result<(), Failure> {
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
        let filled = copy_of(stage, &paths, language, release, most)?;
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
    most: usize,
) -> Result<Value, Failure> {
    let home = language.folder();
    let others: Vec<&str> = Language::ALL
        .into_iter()
        .map(Language::folder)
        .filter(|folder| !folder.is_empty() && *folder != home)
        .collect();
    let (mut texts, mut files) = (Vec::new(), Map::new());
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
                texts.push((name.to_owned(), text));
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
    // The worker leaves all other paths on the same origin alone.
    let names = texts.iter().map(|(name, _)| name).chain(files.keys());
    let parts: BTreeSet<String> = names
        .filter_map(|name| name.split('/').next())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let pages = texts.iter().filter(|(name, _)| is_page(name)).count();
    let shown = shown(&texts, home);
    texts.sort_by_cached_key(|(name, _)| importance(name, home, &shown));
    let texts = fitting(texts, home, most);
    let least = texts
        .iter()
        .filter(|(name, _)| is_least(name, home))
        .count();
    let texts: Map<String, Value> = (texts.into_iter())
        .map(|(name, text)| (name, Value::String(text)))
        .collect();
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
        json!({ "name": release, "list": name, "hash": hash, "headers": headers, "home": home, "others": others, "parts": parts }),
    )
}

/// Whether a text is a page that a visitor opens.
fn is_page(name: &str) -> bool {
    !name.ends_with(".json") && !name.ends_with(Route::NotFound.path().as_str())
}

fn is_least(name: &str, home: &str) -> bool {
    name.strip_prefix(home)
        .is_some_and(|name| LEAST.contains(&name))
}

/// As many texts as fit into `most` bytes, in the order given. One that is too large leaves its place to smaller ones behind it.
fn fitting(texts: Vec<(String, String)>, home: &str, most: usize) -> Vec<(String, String)> {
    let mut size = 0;
    (texts.into_iter())
        .filter(|(name, text)| {
            let fits = is_least(name, home) || size + text.len() <= most;
            if fits {
                size += text.len();
            }
            fits
        })
        .collect()
}

/// The route of a page below the folder of its language.
fn route_of(below: &str) -> Route {
    Route::parse(&route::own(below), "")
}

/// The place of a text among those that are kept, the smallest first: what every visit needs, then what the list and the search load, then pages,
/// those of many readers before those of few. Pages of brands are in the order of the list (`shown`).
fn importance(name: &str, home: &str, shown: &HashMap<Slug, usize>) -> (usize, usize, String) {
    let below = name.strip_prefix(home).unwrap_or(name);
    let last = usize::MAX;
    let place = |id: &Slug| shown.get(id).copied().unwrap_or(last);
    // A model is kept with its page.
    let model = below.strip_suffix("page.json");
    let (rank, place) = match route_of(model.unwrap_or(below)) {
        _ if is_least(name, home) => (0, last),
        // The gallery is come back to from everywhere.
        _ if model == Some("") => (1, last),
        // Columns, names, cards and passages lie in folders of an edition; open data are for programs of others.
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
        // The whole list page by page is for readers without the program.
        Route::All(_) => (8, last),
        Route::Gallery(_) | Route::StaffPage(_) | Route::NotFound => (7, last),
    };
    (rank, place, name.to_owned())
}

fn is_open_data(below: &str) -> bool {
    let file = below.strip_prefix(&route::data("")).unwrap_or(below);
    !file.contains('/') || below.starts_with(&route::data("brands/"))
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
        let mut texts = texts(list);
        let shown = shown(&texts, home);
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
