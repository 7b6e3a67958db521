//! What must be on this machine before the site can be built?
//!
//! Contract: [`prepare`] looks for a new enough Rust, the wasm target, wasm-bindgen in exactly the version of `Cargo.lock`, and Trunk; it gets what
//! is missing, says aloud what it waits for, and says nothing when nothing is missing. What it gets lies in a cache folder of our own, so a
//! person's other projects keep their tools.
//!
//! Absent on purpose: downloads of our own. Only rustup and Cargo fetch, so the mirrors and proxies a hospital has set for them are used.

mod command;
mod tool;
mod version;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use self::command::{undisturbed, version_of};
use self::tool::{Tool, cache_folder};
use self::version::Version;
use super::failure::{Failure, say};

/// The Trunk that is installed when there is none. Any other patch release of the same minor one serves as well.
const TRUNK: Version = Version::new(0, 21, 14);

const TARGET: &str = "wasm32-unknown-unknown";

/// The tools that build the site, found and fit.
#[derive(Debug, Clone)]
pub struct Tools {
    root: PathBuf,
    trunk: PathBuf,
    path: OsString,
}

impl Tools {
    /// A Trunk to be given its words, which starts in the package's folder and finds exactly our wasm-bindgen.
    pub fn trunk(&self) -> Command {
        let mut trunk = undisturbed(&self.trunk);
        trunk.current_dir(&self.root).env("PATH", &self.path);
        // Trunk 0.21 takes only `true` or `false` here, against the custom that any text counts, and ends otherwise.
        match env::var_os("NO_COLOR") {
            Some(set) if !set.is_empty() => trunk.env("NO_COLOR", "true"),
            _ => trunk.env_remove("NO_COLOR"),
        };
        trunk
    }
}

/// Finds, or gets, everything that building the package in `root` needs.
pub fn prepare(root: &Path) -> Result<Tools, Failure> {
    let read = |name: &str| {
        let file = root.join(name);
        fs::read_to_string(&file).map_err(|error| Failure::reading(&file, &error))
    };
    let (manifest, lock) = (read("Cargo.toml")?, read("Cargo.lock")?);
    if let Some(needed) = Version::of_rust(&manifest) {
        require_rust(root, needed)?;
    }
    require_target(root)?;
    let bindgen = Version::locked(&lock, "wasm-bindgen").ok_or_else(|| {
        Failure::new("Cargo.lock 里没有 wasm-bindgen。请恢复仓库里原来的 Cargo.lock 后再运行一次。")
    })?;
    let cache = cache_folder(|name| env::var_os(name)).ok_or_else(|| {
        Failure::new(
            "找不到放工具的缓存文件夹。请把环境变量 XDG_CACHE_HOME 设成一个可写文件夹的完整路径。",
        )
    })?;
    let bindgen = Tool {
        crate_name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        wanted: bindgen,
        any_patch: false,
    };
    let trunk = Tool {
        crate_name: "trunk",
        program: "trunk",
        wanted: TRUNK,
        any_patch: true,
    };
    let (bindgen_bin, trunk_bin) = (bindgen.provide(&cache)?, trunk.provide(&cache)?);
    let program = trunk_bin
        .as_ref()
        .map_or_else(|| PathBuf::from("trunk"), |bin| trunk.program_in(bin));
    let inherited = env::var_os("PATH").unwrap_or_default();
    let folders = bindgen_bin
        .into_iter()
        .chain(trunk_bin)
        .chain(env::split_paths(&inherited));
    let path = env::join_paths(folders).map_err(|error| {
        Failure::new(format!(
            "缓存文件夹的路径不能放进 PATH：{error}。请把 XDG_CACHE_HOME 设成别的文件夹。"
        ))
    })?;
    Ok(Tools {
        root: root.to_owned(),
        trunk: program,
        path,
    })
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
            "启动不了 rustup：{error}。请重新安装 rustup，然后再试一次。"
        ))),
    }
}

/// Whether the standard library for wasm lies where this very rustc looks for it, whoever put it there.
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

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    #[test]
    fn trunk_starts_in_the_package_and_looks_in_our_folder_first() {
        let tools = Tools {
            root: "package".into(),
            trunk: "trunk".into(),
            path: "ours".into(),
        };
        let command = tools.trunk();
        assert_eq!(command.get_current_dir(), Some(Path::new("package")));
        assert!(
            command
                .get_envs()
                .any(|(name, value)| name == "PATH" && value == Some(OsStr::new("ours")))
        );
    }
}
