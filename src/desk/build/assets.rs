//! Which files do the pages name?
//!
//! Contract: what Trunk wrote becomes files whose names hold the hash of their bytes, without what only their readers need: comments, names of
//! functions. Which page names which is absent on purpose; [`prerender`](crate::desk::prerender) sets them in.

use super::{read, write};
use crate::catalogue::Gallery;
use crate::desk::colours::dressed;
use crate::desk::failure::Failure;
use crate::desk::prerender::{Assets, Program};
use crate::route;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

/// Names the files of the program by their content: Trunk's own names do not change with every change.
pub(super) fn named(stage: &Path, template: &str, gallery: &Gallery) -> Result<Assets, Failure> {
    let (page, companion) = template
        .split_once("<!--companion-->")
        .ok_or_else(|| Failure::new("index.html：找不到“<!--companion-->”。请恢复这个标记。"))?;
    Ok(Assets {
        boot: script(stage, "boot")?,
        offline: script(stage, "offline")?,
        gallery: program(stage, page, gallery, "brand-gallery-", "gallery")?,
        companion: program(stage, companion, gallery, "companion", "companion")?,
    })
}

/// Takes what Trunk wrote for one program, whose files begin with `written`, to files that begin with `name`.
fn program(
    stage: &Path,
    links: &str,
    gallery: &Gallery,
    written: &str,
    name: &str,
) -> Result<Program, Failure> {
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
    // Inside a page, too, an address of a style is one below the base.
    let css = dressed(&style, gallery).replace("url(\"", &format!("url(\"{}", route::root()));
    Ok(Program {
        style: named_by_content(stage, name, "css", css.as_bytes())?,
        css,
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
pub(in crate::desk) fn named_by_content(
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
pub(in crate::desk) fn plain_css(css: &str) -> String {
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
