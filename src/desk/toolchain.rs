//! Check of the tools that compile the browser programs: Rust's version and its wasm target.
//!
//! [`prepare`] is silent if everything is present, and adds a missing target with rustup. Everything else that a build needs is a library in `Cargo.lock`. Only
//! rustup downloads, so the mirrors and proxies that a hospital has configured for it apply.

mod command;
mod version;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Stdio;

pub(super) use self::command::undisturbed;
use self::command::version_of;
use self::version::Version;
use super::failure::{Failure, reason, say};

/// The target of the browser programs.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// Checks, and if possible installs, what compiling the package in `root` for the browser needs.
///
/// # Errors
///
/// If Rust is missing or too old, or if the target is missing and rustup cannot add it.
pub fn prepare(root: &Path) -> Result<(), Failure> {
    let file = root.join("Cargo.toml");
    let manifest = fs::read_to_string(&file).map_err(|error| Failure::reading(&file, &error))?;
    if let Some(needed) = Version::of_rust(&manifest) {
        require_rust(root, needed)?;
    }
    require_target(root)
}

fn require_rust(root: &Path, needed: Version) -> Result<(), Failure> {
    match version_of(undisturbed(rustc()).current_dir(root)) {
        Some(found) if found >= needed => Ok(()),
        Some(found) => Err(Failure::new(format!(
            "这台电脑的 Rust 是 {found}，至少需要 {needed}。请运行 rustup update，然后再试一次。"
        ))),
        None => Err(Failure::new(
            "找不到 rustc。请先安装 Rust（rustup），然后打开一个新的终端再试一次。",
        )),
    }
}

fn require_target(root: &Path) -> Result<(), Failure> {
    if has_target(root) {
        return Ok(());
    }
    say(&format!(
        "缺少 {TARGET} 目标，正在用 rustup 下载（约 20 MB，只需这一次，一般一两分钟）……"
    ));
    let added = undisturbed("rustup")
        .current_dir(root)
        .args(["target", "add", TARGET])
        .stdin(Stdio::null())
        .status();
    match added {
        Ok(status) if status.success() && has_target(root) => Ok(()),
        Ok(status) if status.success() => Err(Failure::new(format!(
            "rustup 装好了 {TARGET}，但现在用的 rustc 不是 rustup 管理的那一个。请让 rustup 的 rustc 排在 PATH 最前面，然后再试一次。"
        ))),
        Ok(_) => Err(Failure::new(format!(
            "下载不了 {TARGET}。请检查网络，然后再运行一次；也可以自己运行：rustup target add {TARGET}"
        ))),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Failure::new(format!(
            "缺少 {TARGET} 目标，这台电脑上又没有 rustup。请用 rustup 安装 Rust；若 Rust 来自系统软件源，请安装其中对应 wasm32 的标准库。"
        ))),
        Err(error) => Err(Failure::new(format!(
            "启动不了 rustup：{}。请重新安装 rustup，然后再试一次。",
            reason(&error)
        ))),
    }
}

/// Whether this rustc finds the standard library for wasm, from rustup or elsewhere.
fn has_target(root: &Path) -> bool {
    let asked = undisturbed(rustc())
        .current_dir(root)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output();
    let Ok(output) = asked else { return false };
    let Ok(folder) = String::from_utf8(output.stdout) else {
        return false;
    };
    fs::read_dir(folder.trim()).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            entry
                .file_name()
                .to_str()
                .is_some_and(|name| name.starts_with("libstd-") && name.ends_with(".rlib"))
        })
    })
}

fn rustc() -> OsString {
    env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}
