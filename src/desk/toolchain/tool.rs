//! Where is a tool that a crate installs, and how does it come here?
//!
//! Contract: a fit one on `PATH` is used; else the one in our cache folder; else it is put there, by `cargo binstall` where that exists and by
//! `cargo install` otherwise. A tool that is said to be there has told its version.
//!
//! Absent on purpose: removing or replacing what the person installed.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::command::{undisturbed, version_of};
use super::version::Version;
use crate::desk::failure::{Failure, say};

/// A program that a crate installs.
pub(super) struct Tool {
    pub(super) crate_name: &'static str,
    pub(super) program: &'static str,
    pub(super) wanted: Version,
    pub(super) any_patch: bool,
}

/// Where a fit program was found.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Path,
    Cache,
    Nowhere,
}

impl Tool {
    fn fits(&self, found: Version) -> bool {
        found == self.wanted
            || self.any_patch
                && (found.major, found.minor) == (self.wanted.major, self.wanted.minor)
    }

    fn place(&self, on_path: Option<Version>, in_cache: Option<Version>) -> Place {
        let fits = |found: Option<Version>| found.is_some_and(|found| self.fits(found));
        if fits(on_path) {
            Place::Path
        } else if fits(in_cache) {
            Place::Cache
        } else {
            Place::Nowhere
        }
    }

    pub(super) fn program_in(&self, bin: &Path) -> PathBuf {
        bin.join(format!("{}{}", self.program, env::consts::EXE_SUFFIX))
    }

    fn version_in(&self, bin: &Path) -> Option<Version> {
        version_of(&mut undisturbed(self.program_in(bin)))
    }

    /// The folder in our cache that holds the program, installed into it if need be; `None` when `PATH` has a fit one.
    pub(super) fn provide(&self, cache: &Path) -> Result<Option<PathBuf>, Failure> {
        let folder = cache.join(format!("{}-{}", self.crate_name, self.wanted));
        let bin = folder.join("bin");
        match self.place(
            version_of(&mut undisturbed(self.program)),
            self.version_in(&bin),
        ) {
            Place::Path => Ok(None),
            Place::Cache => Ok(Some(bin)),
            Place::Nowhere => self.install(&folder).map(|()| Some(bin)),
        }
    }

    fn install(&self, folder: &Path) -> Result<(), Failure> {
        let Self {
            crate_name, wanted, ..
        } = self;
        let installed = || {
            self.version_in(&folder.join("bin"))
                .is_some_and(|found| self.fits(found))
        };
        fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
        let crate_at_version = format!("{crate_name}@{wanted}");
        let has_binstall = cargo(folder)
            .args(["binstall", "-V"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if has_binstall.is_ok_and(|status| status.success()) {
            say(&format!(
                "需要 {crate_name} {wanted}（只需这一次），正在下载编好的程序，一般一两分钟……"
            ));
            // Only builds by the tool's own makers; a build from source is Cargo's work, below.
            let options = [
                "binstall",
                "--no-confirm",
                "--force",
                "--strategies",
                "crate-meta-data",
                "--root",
            ];
            let _ = cargo(folder)
                .args(options)
                .arg(folder)
                .arg(&crate_at_version)
                .status();
            if installed() {
                return Ok(());
            }
        }
        say(&format!(
            "需要 {crate_name} {wanted}（只需这一次），正在下载并在本机编译，约 5 到 15 分钟，请不要关闭窗口……"
        ));
        // By force, because a broken program may still be listed as installed.
        let options = [
            "install",
            "--locked",
            "--force",
            &crate_at_version,
            "--root",
        ];
        let status = cargo(folder).args(options).arg(folder).status();
        if status.is_ok_and(|status| status.success()) && installed() {
            return Ok(());
        }
        Err(Failure::new(format!(
            "装不上 {crate_name} {wanted}。请检查网络，然后再运行一次；若这台电脑不能上网，请在能上网的同类电脑上运行一次，再把那里缓存中的 {crate_name}-{wanted} 文件夹复制到这里，放在 {}。",
            folder.display()
        )))
    }
}

/// A Cargo that installs: away from the package, whose own settings are for wasm, and with a target folder of its own.
fn cargo(folder: &Path) -> Command {
    let mut cargo = undisturbed("cargo");
    cargo
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR");
    cargo
}

/// Our folder in the place where this person's caches lie.
pub(super) fn cache_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    // A relative path would mean another folder in every directory; the XDG standard says to ignore it.
    let folder = |name: &str| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let caches = folder("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else {
            None
        }
    });
    Some(
        caches
            .or_else(|| folder("HOME").map(|home| home.join(".cache")))?
            .join("brand-gallery"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(major: u32, minor: u32, patch: u32) -> Option<Version> {
        Some(Version::new(major, minor, patch))
    }

    #[test]
    fn wasm_bindgen_must_be_the_very_version_and_trunk_any_patch_of_its_minor_one() {
        let bindgen = Tool {
            crate_name: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            wanted: Version::new(0, 2, 129),
            any_patch: false,
        };
        let trunk = Tool {
            crate_name: "trunk",
            program: "trunk",
            wanted: Version::new(0, 21, 14),
            any_patch: true,
        };
        for (tool, on_path, in_cache, place) in [
            (&bindgen, at(0, 2, 129), None, Place::Path),
            (&bindgen, at(0, 2, 129), at(0, 2, 129), Place::Path),
            (&bindgen, at(0, 2, 128), at(0, 2, 129), Place::Cache),
            (&bindgen, None, at(0, 2, 129), Place::Cache),
            (&bindgen, at(0, 2, 130), None, Place::Nowhere),
            (&bindgen, None, at(0, 2, 100), Place::Nowhere),
            (&trunk, at(0, 21, 0), None, Place::Path),
            (&trunk, at(0, 22, 0), at(0, 21, 14), Place::Cache),
            (&trunk, at(0, 20, 14), None, Place::Nowhere),
            (&trunk, at(1, 21, 14), None, Place::Nowhere),
        ] {
            assert_eq!(
                tool.place(on_path, in_cache),
                place,
                "{} {on_path:?} {in_cache:?}",
                tool.program
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn tools_are_kept_where_this_persons_caches_lie() {
        for (set, folder) in [
            (
                &[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")][..],
                Some("/c/brand-gallery"),
            ),
            (
                &[("XDG_CACHE_HOME", ""), ("HOME", "/h")],
                Some("/h/.cache/brand-gallery"),
            ),
            (
                &[("XDG_CACHE_HOME", "relative"), ("HOME", "/h")],
                Some("/h/.cache/brand-gallery"),
            ),
            (
                &[("LOCALAPPDATA", "/l"), ("HOME", "/h")],
                Some("/h/.cache/brand-gallery"),
            ),
            (&[], None),
        ] {
            let variable = |name: &str| {
                set.iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| OsString::from(value))
            };
            assert_eq!(cache_folder(variable), folder.map(PathBuf::from), "{set:?}");
        }
    }
}
