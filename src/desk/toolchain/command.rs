//! Child processes without the environment that Cargo sets for this program.
//!
//! Variables of the current build are removed; locations (`CARGO_HOME`, `CARGO_TARGET_DIR`) and network settings such as mirrors, proxies and certificates are
//! passed on.

use std::env;
use std::ffi::OsStr;
use std::process::{Command, Stdio};

use super::version::Version;

/// Variables that Cargo sets for the programs it runs, and settings for native builds: a child that builds wasm must see neither.
const DISTURBING: &[&str] = &[
    "CARGO",
    "CARGO_BUILD_RUSTDOCFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_CRATE_NAME",
    "CARGO_ENCODED_RUSTDOCFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_TARGET_TMPDIR",
    "OUT_DIR",
    "RUSTDOCFLAGS",
    "RUSTFLAGS",
];
const DISTURBING_PREFIXES: &[&str] = &[
    "CARGO_BIN_",
    "CARGO_CFG_",
    "CARGO_FEATURE_",
    "CARGO_MANIFEST_",
    "CARGO_PKG_",
];

/// A command without the variables of the Cargo that runs this program.
pub(in crate::desk) fn undisturbed(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(disturbs) {
            command.env_remove(name);
        }
    }
    command
}

fn disturbs(name: &str) -> bool {
    DISTURBING.contains(&name)
        || DISTURBING_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix))
}

/// The version that a program reports; `None` if it is missing or does not run.
pub(super) fn version_of(program: &mut Command) -> Option<Version> {
    let output = program
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Version::reported(&String::from_utf8_lossy(&output.stdout))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cargo_beneath_us_sees_where_things_lie_but_not_what_was_set_for_us() {
        for (name, removed) in [
            ("CARGO_ENCODED_RUSTFLAGS", true),
            ("CARGO_BUILD_TARGET", true),
            ("CARGO_MANIFEST_DIR", true),
            ("CARGO_PKG_NAME", true),
            ("CARGO_BIN_EXE_gallery", true),
            ("RUSTFLAGS", true),
            ("CARGO", true),
            ("CARGO_HOME", false),
            ("CARGO_TARGET_DIR", false),
            ("CARGO_NET_OFFLINE", false),
            ("CARGO_HTTP_PROXY", false),
            ("CARGO_SOURCE_MIRROR_REGISTRY", false),
            ("RUSTUP_TOOLCHAIN", false),
            ("PATH", false),
        ] {
            assert_eq!(disturbs(name), removed, "{name}");
        }
    }
}
