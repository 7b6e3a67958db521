//! How much does a first visit load?
//!
//! The files that `index.html` names, and itself, as they travel (brotli), against the budget of the house: a failure above it.
//! Time is absent on purpose: it belongs to benchmarks.

use super::failure::{Failure, say};
use std::fs;
use std::path::Path;

/// The most that a first visit to `/` may load, in bytes as brotli.
pub const BUDGET: u64 = 200_000;

/// The most of it that may be the program.
pub const PROGRAM_BUDGET: u64 = 150_000;

/// Prints the table; a failure where the budget is exceeded.
pub fn weigh(dist: &Path) -> Result<(), Failure> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page)
        .map_err(|_| Failure::new("还没有 dist/。请先运行 cargo run -- build。"))?;
    let mut files = vec!["index.html".to_owned()];
    for tag in html.split('<').filter(|tag| is_loaded(tag)) {
        for attribute in [
            " href=\"",
            " src=\"",
            " data-js=\"",
            " data-wasm=\"",
            " data-catalogue=\"",
        ] {
            let address = tag
                .split_once(attribute)
                .and_then(|(_, rest)| rest.split_once('"'));
            let name = address.map_or("", |(address, _)| address.trim_start_matches('/'));
            if dist.join(name).is_file() && !files.iter().any(|file| file == name) {
                files.push(name.to_owned());
            }
        }
    }
    let (mut total, mut program) = (0, 0);
    say("     原样    传输  文件");
    for file in files {
        let raw = size(&dist.join(&file))?;
        let sent = size(&dist.join(format!("{file}.br"))).unwrap_or(raw);
        say(&format!("{raw:>9}{sent:>8}  {file}"));
        total += sent;
        if file.ends_with(".wasm") {
            program += sent;
        }
    }
    say(&format!(
        "{total:>17}  合计，上限 {BUDGET}；其中程序 {program}，上限 {PROGRAM_BUDGET}"
    ));
    if total > BUDGET || program > PROGRAM_BUDGET {
        return Err(Failure::new(
            "第一次打开要下载的太多。请找出变大的文件，减到上限以内。",
        ));
    }
    Ok(())
}

/// Whether a browser asks for what a tag names as soon as it reads it.
fn is_loaded(tag: &str) -> bool {
    tag.starts_with("script ")
        || ["stylesheet", "icon"]
            .iter()
            .any(|rel| tag.starts_with(&format!("link rel=\"{rel}\"")))
}

fn size(path: &Path) -> Result<u64, Failure> {
    fs::metadata(path)
        .map(|metadata| metadata.len())
        .map_err(|error| Failure::reading(path, &error))
}
