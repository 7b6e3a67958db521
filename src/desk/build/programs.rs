//! Compiles the two browser programs to wasm, splits the gallery program, and generates their JavaScript bindings.
//!
//! Contract: [`compile`] runs Cargo for [`TARGET`] in the release profile, then wasm-split and wasm-bindgen as libraries, so that a machine with Rust
//! alone needs no other tool. The result is the bytes of each program, of its chunk and of its bindings, without the names of functions, which only a
//! debugger reads. Cargo decides what has to be compiled again. The same source always gives the same bytes.

mod imports;
mod split;

pub(super) use split::CHUNK;
pub(in crate::desk) use split::{MAIN_PART, PAGES_PART};

use super::clear;
use crate::desk::failure::{Failure, reason};
use crate::desk::toolchain::{TARGET, undisturbed};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use wasm_bindgen_cli_support::Bindgen;

/// The programs, by the names that Cargo knows them by.
const GALLERY: &str = "brand-gallery";
const COMPANION: &str = "companion";

/// The feature that splits the gallery program.
const SPLIT: &str = "split";

/// Makes the linker write relocations, by which wasm-split finds what belongs to a chunk. Joined to the flags of `.cargo/config.toml`.
const RELOCATIONS: &str = "target.wasm32-unknown-unknown.rustflags=[\"-Clink-arg=--emit-relocs\"]";

/// Where bindings are generated, below the project's folder.
const BINDINGS: &str = "target/bindings";

/// What every page loads, and what is loaded on demand.
pub(super) struct Programs {
    pub(super) gallery: Compiled,
    /// The chunk of the gallery program: the code of the pages.
    pub(super) pages: Vec<u8>,
    pub(super) companion: Compiled,
}

/// One program for the browser.
pub(super) struct Compiled {
    /// JavaScript that loads the program and gives it its imports.
    pub(super) bindings: String,
    pub(super) wasm: Vec<u8>,
}

/// Compiles both programs of the package in `root`.
///
/// # Errors
///
/// Where Cargo does not start or does not compile, and where a program cannot be split or bound.
pub(super) fn compile(root: &Path) -> Result<Programs, Failure> {
    let status = undisturbed("cargo")
        .current_dir(root)
        .args(["build", "--release", "--locked", "--target", TARGET])
        .args(["--bin", GALLERY, "--bin", COMPANION])
        .args(["--features", SPLIT, "--config", RELOCATIONS])
        .stdin(Stdio::null())
        .status()
        .map_err(|error| {
            Failure::new(format!(
                "启动不了 cargo：{}。请再运行一次。",
                reason(&error)
            ))
        })?;
    if !status.success() {
        return Err(Failure::new(
            "网页程序没有编译成功，原因见上。改好后再运行一次。",
        ));
    }
    let folder = root.join(BINDINGS);
    clear(&folder)?;
    let parts = split::split(GALLERY, &linked(root, GALLERY)?, &root.join(split::PARTS))?;
    let mut gallery = bind(GALLERY, parts.main, &folder.join(GALLERY))?;
    gallery.bindings = split::join(&gallery.bindings)
        .ok_or_else(|| failed(GALLERY, &"接口里没有分块的装载程序"))?;
    Ok(Programs {
        gallery,
        pages: parts.chunk,
        companion: bind(COMPANION, linked(root, COMPANION)?, &folder.join(COMPANION))?,
    })
}

/// A failure of what happens between linking and writing.
fn failed(name: &str, why: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!(
        "网页程序 {name} 的接口没有生成：{why}。请运行 cargo clean 后再试；若仍出错，请告诉开发人员。"
    ))
}

/// Generates the bindings of the program `name` in `folder`.
fn bind(name: &str, wasm: Vec<u8>, folder: &Path) -> Result<Compiled, Failure> {
    Bindgen::new()
        .input_bytes(name, wasm)
        .out_name(name)
        .web(true)
        .map_err(|error| failed(name, &error))?
        .typescript(false)
        .omit_default_module_path(true)
        // The chunk takes memory, table and stack pointer from the program.
        .keep_lld_exports(name == GALLERY)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .map_err(|error| failed(name, &format!("{error:#}")))?;
    if folder.join("snippets").exists() {
        return Err(failed(
            name,
            &"程序带着自己的脚本片段，网页里没有放它们的地方",
        ));
    }
    let output = |file: String| {
        let path = folder.join(file);
        fs::read(&path).map_err(|error| Failure::reading(&path, &error))
    };
    let malformed = || failed(name, &"链接出的文件不是 wasm");
    let bindings =
        String::from_utf8(output(format!("{name}.js"))?).map_err(|error| failed(name, &error))?;
    let wasm = split::plain(&output(format!("{name}_bg.wasm"))?).ok_or_else(malformed)?;
    let (wasm, bindings) = imports::shorten(&wasm, &bindings).ok_or_else(malformed)?;
    Ok(Compiled { bindings, wasm })
}

/// The program `name`, as Cargo had it linked.
fn linked(root: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let path = target
        .join(TARGET)
        .join("release")
        .join(format!("{name}.wasm"));
    fs::read(&path).map_err(|error| Failure::reading(&path, &error))
}
