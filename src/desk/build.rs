//! How does the project become a site?
//!
//! [`build`] checks the data, lets Trunk compile, draws every page, compresses, and only then puts the whole in place of the old `dist/`:
//! a build that fails leaves the last good one. What went into `dist/` is written beside it, so that nothing is built twice.
//! Serving is absent on purpose.

use super::compress::compress;
use super::failure::{Failure, say};
use super::inspect::{Page, inspect};
use super::prerender::{Assets, Program, Template, screens};
use super::{data, notices, offline, picture, redirect, toolchain};
use crate::catalogue::check::Reading;
use crate::route::{self, Route};
use crate::screen::Site;
use crate::search::cut::{Pieces, cut};
use crate::search::{Engine, source};
use hanzi_search::desk::identity;
use serde::Serialize;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// What a build is made of; a change of any makes it stale.
const INPUTS: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    "index.html",
    "public",
    "src",
    "style",
];

/// The finished site, below the project's folder.
pub const DIST: &str = "dist";

/// Says which inputs made the site: a file of `dist/`, so that both come and go together.
const RELEASE: &str = "release.txt";

/// Builds what is stale into the folder `dist`; says nothing and does nothing where nothing is.
pub fn build(root: &Path, dist: &Path, public_url: &str) -> Result<(), Failure> {
    route::set_site(public_url);
    let reading = data::sound(root)?;
    let release = format!("{:016x}", fingerprint(root)?);
    let inputs = format!("{release} {public_url}\n");
    if fs::read_to_string(dist.join(RELEASE)).is_ok_and(|made| made == inputs) {
        return Ok(());
    }
    if dist != root.join(DIST) && dist.exists() && !dist.join(RELEASE).exists() {
        // The old site is thrown away: a folder of something else must not be.
        return Err(Failure::new(format!(
            "{} 里放着别的东西，不是网站。请给 --out 换一个还没有的文件夹。",
            dist.display()
        )));
    }
    say(&format!(
        "数据无误：{} 个品牌，{} 项举措。",
        reading.brands.len(),
        reading
            .brands
            .iter()
            .map(|brand| brand.initiatives.len())
            .sum::<usize>()
    ));
    let tools = toolchain::prepare(root)?;
    let stage = root.join("target/site");
    clear(&stage)?;
    say("正在编译网页程序：第一次约需几分钟，以后很快。");
    let status = tools
        .trunk()
        .args(["build", "--release", "--config"])
        .arg(trunk_settings(root)?)
        .args(["--public-url", route::base(), "--dist"])
        .arg(&stage)
        .status()
        .map_err(|error| Failure::new(format!("启动不了 trunk：{error}。请再运行一次。")))?;
    if !status.success() {
        return Err(Failure::new(
            "网页程序没有编译成功，原因见上。改好后再运行一次。",
        ));
    }
    say("正在写出网页。");
    if route::origin().is_none() {
        say(
            "不知道网站的完整网址：分享图、sitemap.xml 和 opensearch.xml 这次没有写。发布前请用 --public-url https://域名/ 构建，或把网址写进 Cargo.toml 的 homepage。",
        );
    }
    finish(root, &stage, reading, &release)?;
    offline::write(&stage, &release)?;
    write(&stage.join(RELEASE), inputs.as_bytes())?;
    compress(&stage)?;
    let old = root.join("target/site-before");
    clear(&old)?;
    if dist.exists() {
        fs::rename(dist, &old).map_err(|error| Failure::writing(dist, &error))?;
    }
    fs::rename(&stage, dist).map_err(|error| Failure::writing(dist, &error))?;
    clear(&old)
}

/// Writes the catalogue and the search index that pages load into `folder`, a site in the making.
pub fn write_catalogue(folder: &Path, reading: &Reading) -> Result<Engine, Failure> {
    let catalogue = &reading.catalogue;
    let path = folder.join(route::CATALOGUE);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::writing(parent, &error))?;
    }
    write_pieces(folder, cut(catalogue))?;
    let files = source::files(catalogue, &reading.brands, &reading.synonyms);
    write(&folder.join(route::SEARCH_HEAD), &files.head)?;
    write(
        &folder.join(route::PAD),
        super::pad::words(catalogue).as_bytes(),
    )?;
    for part in &files.parts {
        write(&folder.join(route::search_part(identity(part))), part)?;
    }
    let passages = source::passages(catalogue, &reading.brands);
    for (passages, at) in passages.iter().zip(0..) {
        let path = folder.join(route::passages(identity(&files.head), at));
        if let (0, Some(parent)) = (at, path.parent()) {
            fs::create_dir_all(parent).map_err(|error| Failure::writing(parent, &error))?;
        }
        write_json(&path, passages)?;
    }
    files
        .engine()
        .ok_or_else(|| Failure::new("写出的搜索索引读不回来。请告诉开发人员。"))
}

/// Writes the front of the catalogue and, where there are many brands, what comes later.
fn write_pieces(folder: &Path, pieces: Pieces) -> Result<(), Failure> {
    let front = pieces.front;
    write_json(&folder.join(route::CATALOGUE), &front)?;
    if front.columns.is_some() {
        return Ok(());
    }
    let edition = &front.edition;
    let later = folder.join(route::columns(edition));
    if let Some(parent) = later.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::writing(parent, &error))?;
    }
    write_json(&later, &pieces.columns)?;
    write_json(&folder.join(route::names(edition)), &pieces.names)?;
    for (at, shelf) in pieces.shelves.iter().enumerate().skip(front.shelves.len()) {
        write_json(&folder.join(route::shelf(edition, at)), shelf)?;
    }
    Ok(())
}

fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_vec(value)
        .map_err(|error| Failure::new(format!("目录写不成 JSON：{error}。请告诉开发人员。")))?;
    write(path, &json)
}

/// Trunk's settings without the hook: what the hook does for `trunk serve`, this program does itself.
fn trunk_settings(root: &Path) -> Result<PathBuf, Failure> {
    let path = root.join("target/Trunk.toml");
    write(&path, b"[build]\ntarget = \"../index.html\"\n")?;
    Ok(path)
}

/// From Trunk's output to the whole site.
fn finish(root: &Path, stage: &Path, reading: Reading, release: &str) -> Result<(), Failure> {
    let engine = write_catalogue(stage, &reading)?;
    let template_path = stage.join("index.html");
    let html = read(&template_path)?;
    let assets = assets(stage, &html)?;
    let template = Template::of(&html, &assets, release)?;
    for (from, to) in redirect::moves(&reading.catalogue, &reading.redirects) {
        write_page(&stage.join(from.path()), &redirect::page(&to))?;
    }
    let site = Site::of(reading.catalogue);
    site.index.give_engine(engine);
    let screens = screens(site, Vec::leak(reading.brands));
    picture::draw(root, stage, site, &screens)?;
    notices::write(stage, &screens, &html)?;
    let mut pages = Vec::new();
    for screen in screens {
        let route = screen.route.clone();
        let html = template.page(site, screen, &assets);
        if route == Route::Missing {
            write(&stage.join(route.path()), html.as_bytes())?;
            continue;
        }
        write_page(&stage.join(route.path()), &html)?;
        pages.push(Page {
            path: route.path(),
            html,
        });
    }
    inspect(stage, &pages)
}

/// Writes the page of a folder.
fn write_page(folder: &Path, html: &str) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
    write(&folder.join("index.html"), html.as_bytes())
}

/// Names the files of the program by their content: Trunk's own names do not change with every change.
fn assets(stage: &Path, template: &str) -> Result<Assets, Failure> {
    let (page, companion) = template
        .split_once("<!--companion-->")
        .ok_or_else(|| Failure::new("index.html：找不到“<!--companion-->”。请恢复这个标记。"))?;
    Ok(Assets {
        boot: script(stage, "boot")?,
        offline: script(stage, "offline")?,
        gallery: program(stage, page, "brand-gallery-", "gallery")?,
        companion: program(stage, companion, "companion", "companion")?,
    })
}

/// Takes what Trunk wrote for one program, whose files begin with `written`, to files that begin with `name`.
fn program(stage: &Path, links: &str, written: &str, name: &str) -> Result<Program, Failure> {
    let mut style = String::new();
    for link in links
        .lines()
        .filter(|line| line.contains("rel=\"stylesheet\""))
    {
        let file = link
            .split_once("href=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(href, _)| href.rsplit('/').next().unwrap_or(href));
        let path = stage.join(file.unwrap_or_default());
        style.push_str(&plain_css(&read(&path)?));
        fs::remove_file(&path).map_err(|error| Failure::writing(&path, &error))?;
    }
    if style.is_empty() {
        return Err(Failure::new(format!(
            "index.html：{name} 没有样式表。请恢复 style/ 的链接。"
        )));
    }
    let (mut glue, mut wasm) = (None, None);
    for entry in fs::read_dir(stage).map_err(|error| Failure::reading(stage, &error))? {
        let path = entry
            .map_err(|error| Failure::reading(stage, &error))?
            .path();
        let file = path
            .file_name()
            .and_then(|file| file.to_str())
            .unwrap_or_default();
        if file.starts_with(written) && file.ends_with(".js") {
            glue = Some(path);
        } else if file.starts_with(written) && file.ends_with(".wasm") {
            wasm = Some(path);
        }
    }
    let (Some(glue), Some(wasm)) = (glue, wasm) else {
        return Err(Failure::new(format!(
            "trunk 没有写出网页程序 {name}。请运行 cargo clean 后再试。"
        )));
    };
    Ok(Program {
        style: named_by_content(stage, name, "css", style.as_bytes())?,
        glue: take(stage, &glue, name, "js")?,
        wasm: {
            let bytes = fs::read(&wasm).map_err(|error| Failure::reading(&wasm, &error))?;
            fs::remove_file(&wasm).map_err(|error| Failure::writing(&wasm, &error))?;
            named_by_content(stage, name, "wasm", &without_names(&bytes))?
        },
    })
}

fn take(stage: &Path, path: &Path, name: &str, extension: &str) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::reading(path, &error))?;
    fs::remove_file(path).map_err(|error| Failure::writing(path, &error))?;
    named_by_content(stage, name, extension, &bytes)
}

/// A script of `public/`, without its comments.
fn script(stage: &Path, name: &str) -> Result<String, Failure> {
    let path = stage.join(format!("{name}.js"));
    let script: String = read(&path)?
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .fold(String::new(), |script, line| script + line + "\n");
    fs::remove_file(&path).map_err(|error| Failure::writing(&path, &error))?;
    named_by_content(stage, name, "js", script.as_bytes())
}

/// Writes a file whose name holds the hash of its bytes; its address.
fn named_by_content(
    stage: &Path,
    name: &str,
    extension: &str,
    bytes: &[u8],
) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    let file = format!("{name}-{:016x}.{extension}", hasher.finish());
    write(&stage.join(&file), bytes)?;
    Ok(route::asset(&file))
}

/// CSS without comments and indentation: what is only there for its reader.
fn plain_css(css: &str) -> String {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .fold(String::new(), |css, line| css + line + "\n")
}

/// The program without its custom sections: names of functions, a third of its bytes, which only a debugger reads.
fn without_names(wasm: &[u8]) -> Vec<u8> {
    let length = |at: usize| {
        // LEB128: seven bits a byte, the lowest first.
        let bytes = wasm.get(at..)?;
        let end = bytes.iter().position(|byte| byte & 0x80 == 0)?;
        let value = bytes[..=end]
            .iter()
            .rev()
            .fold(0, |value, byte| (value << 7) | usize::from(byte & 0x7f));
        Some((value, at + end + 1))
    };
    let mut kept = wasm.get(..8).unwrap_or(wasm).to_vec();
    let mut at = kept.len();
    while let Some((size, from)) = length(at + 1) {
        let Some(section) = wasm.get(at..from + size) else {
            break;
        };
        if section[0] != 0 {
            kept.extend_from_slice(section);
        }
        at = from + size;
    }
    kept
}

/// A hash of every input file, by path and content.
fn fingerprint(root: &Path) -> Result<u64, Failure> {
    let mut files = Vec::new();
    for input in INPUTS {
        collect(&root.join(input), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(
            file.strip_prefix(root)
                .unwrap_or(&file)
                .to_string_lossy()
                .as_bytes(),
        );
        hasher.write(&fs::read(&file).map_err(|error| Failure::reading(&file, &error))?);
    }
    Ok(hasher.finish())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable = |error| Failure::reading(path, &error);
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(unreadable)? {
        collect(&entry.map_err(unreadable)?.path(), files)?;
    }
    Ok(())
}

fn clear(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::writing(folder, &error))
        }
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::writing(path, &error))
}
