//! Version numbers: those that tools report, and the `rust-version` of a manifest.
//!
//! Pure parsing. Only the line `rust-version` of the manifest is read, without a TOML parser.

use std::fmt;

/// Three numbers; suffixes (`-nightly`, `-beta.1`) are not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version {
    pub(super) major: u32,
    pub(super) minor: u32,
    pub(super) patch: u32,
}

impl Version {
    /// Parses `1.88`, `0.2.129`, `1.97.0-nightly`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(['-', '+']).next()?;
        let mut numbers = numbers.split('.').map(|number| number.parse().ok());
        let (major, minor) = (numbers.next()??, numbers.next()??);
        let patch = numbers.next().unwrap_or(Some(0))?;
        numbers.next().is_none().then_some(Self {
            major,
            minor,
            patch,
        })
    }

    /// The version in a tool's output: `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub(super) fn reported(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    /// The `rust-version` of a manifest.
    pub(super) fn of_rust(manifest: &str) -> Option<Self> {
        manifest
            .lines()
            .find_map(|line| Self::parse(value(line, "rust-version")?))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The value of `key` in a line `key = "text"`.
fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let text = line
        .trim()
        .strip_prefix(key)?
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .strip_prefix('"')?;
    text.split_once('"').map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Version {
        const fn new(major: u32, minor: u32, patch: u32) -> Self {
            Self {
                major,
                minor,
                patch,
            }
        }
    }

    #[test]
    fn each_tools_own_words_are_read() {
        for (text, version) in [
            ("rustc 1.95.0 (59807616e 2026-04-14)\n", Some((1, 95, 0))),
            ("rustc 1.97.0-nightly (abc 2026-05-01)", Some((1, 97, 0))),
            ("wasm-bindgen 0.2.129\r\n", Some((0, 2, 129))),
            ("trunk 0.22.0-beta.1", Some((0, 22, 0))),
            ("1.88", Some((1, 88, 0))),
            ("command not found", None),
            ("1.2.3.4", None),
            ("", None),
        ] {
            assert_eq!(
                Version::reported(text),
                version.map(|(a, b, c)| Version::new(a, b, c)),
                "{text}"
            );
        }
    }

    #[test]
    fn versions_compare_as_numbers_not_as_text() {
        assert!(Version::new(1, 100, 0) > Version::new(1, 88, 0));
        assert!(Version::new(0, 2, 99) < Version::new(0, 2, 129));
    }

    #[test]
    fn the_manifest_says_which_rust_it_needs() {
        for (manifest, version) in [
            (
                "[package]\nname = \"x\"\nrust-version = \"1.88\"\n",
                Some(Version::new(1, 88, 0)),
            ),
            (
                "rust-version=\"1.88.1\" # why\r\n",
                Some(Version::new(1, 88, 1)),
            ),
            ("# rust-version = \"1.0\"\n", None),
            ("version = \"1.0.0\"\n", None),
        ] {
            assert_eq!(Version::of_rust(manifest), version, "{manifest}");
        }
    }
}
