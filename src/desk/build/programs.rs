//! Compiles the two browser programs to wasm and generates their JavaScript bindings.
//!
//! Contract: [`compile`] runs Cargo for [`TARGET`] in the release profile, then wasm-bindgen as a library, so that a machine with Rust alone
//! needs no other tool. The result is the bytes of each program and of its bindings, without the names of functions, which only a
//! debugger reads. Cargo decides what has to be compiled again.

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

/// What every page loads, and what is loaded on demand.
pub(super) struct Programs {
    pub(super) gallery: Compiled,
    pub(super) companion: Compiled,
}

/// One program for the browser.
pub(super) struct Compiled {
    /// JavaScript that loads the program and gives it its imports.
    pub(super) bindings: Vec<u8>,
    pub(super) wasm: Vec<u8>,
}

/// Compiles both programs of the package in `root`.
///
/// # Errors
///
/// Where Cargo does not start or does not compile, and where the bindings cannot be generated.
pub(super) fn compile(root: &Path) -> Result<Programs, Failure> {
    let status = undisturbed("cargo")
        .current_dir(root)
        .args(["build", "--release", "--locked", "--target", TARGET])
        .args(["--bin", GALLERY, "--bin", COMPANION])
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
    Ok(Programs {
        gallery: bind(root, GALLERY)?,
        companion: bind(root, COMPANION)?,
    })
}

/// Generates the bindings of the program `name`.
fn bind(root: &Path, name: &str) -> Result<Compiled, Failure> {
    let failed = |why: &dyn std::fmt::Display| {
        Failure::new(format!(
            "网页程序 {name} 的接口没有生成：{why}。请运行 cargo clean 后再试；若仍出错，请告诉开发人员。"
        ))
    };
    let folder = root.join("target/bindings").join(name);
    clear(&folder)?;
    Bindgen::new()
        .input_path(compiled(root, name))
        .out_name(name)
        .web(true)
        .map_err(|error| failed(&error))?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .map_err(|error| failed(&format!("{error:#}")))?;
    if folder.join("snippets").exists() {
        return Err(failed(&"程序带着自己的脚本片段，网页里没有放它们的地方"));
    }
    let output = |file: String| {
        let path = folder.join(file);
        fs::read(&path).map_err(|error| Failure::reading(&path, &error))
    };
    Ok(Compiled {
        bindings: output(format!("{name}.js"))?,
        wasm: output(format!("{name}_bg.wasm"))?,
    })
}

/// Where Cargo writes the program `name`.
fn compiled(root: &Path, name: &str) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    target
        .join(TARGET)
        .join("release")
        .join(format!("{name}.wasm"))
}
