//! Path resolution: the file that a request path refers to.
//!
//! Input: the root folder and a percent-encoded path. Output: a path below the root, or `None` if the path could leave the root or is not UTF-8. The disk is
//! not accessed; symbolic links in the site are followed when the file is read.

use std::path::{Component, Path, PathBuf};

/// A path on disk, and whether the request asked for a folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ResolvedPath {
    pub(super) file: PathBuf,
    pub(super) is_folder: bool,
}

impl ResolvedPath {
    /// Resolves the path `rest`, without its base, below `root`.
    pub(super) fn below(root: &Path, rest: &str) -> Option<Self> {
        let text = percent_decode(rest)?;
        let (names, is_folder) = match text.strip_suffix('/') {
            Some(names) => (names, true),
            None => (text.as_str(), text.is_empty()),
        };
        let mut file = root.to_owned();
        for name in names.split('/').filter(|_| !text.is_empty()) {
            // Empty names are rejected too: a redirect to `//host` would leave the site. On Windows `C:` is not a normal component.
            let mut components = Path::new(name).components();
            let ordinary = matches!(
                (components.next(), components.next()),
                (Some(Component::Normal(_)), None)
            );
            if !ordinary || name.contains(['\\', '\0']) {
                return None;
            }
            file.push(name);
        }
        Some(Self { file, is_folder })
    }
}

/// Decodes `%E5%8C%BB`; `None` for a broken escape or bytes that are not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_means_the_file_that_it_spells() {
        for (rest, file, is_folder) in [
            ("", "root", true),
            ("brands/", "root/brands", true),
            ("brands%2F", "root/brands", true),
            ("brands", "root/brands", false),
            ("data/a.json", "root/data/a.json", false),
            ("%E5%8C%BB%20a+b", "root/医 a+b", false),
            ("...", "root/...", false),
        ] {
            let file = PathBuf::from(file);
            assert_eq!(
                ResolvedPath::below(Path::new("root"), rest),
                Some(ResolvedPath { file, is_folder }),
                "{rest}"
            );
        }
    }

    #[test]
    fn an_address_that_could_leave_the_root_has_no_place() {
        for rest in [
            "..",
            "../a",
            "a/../../b",
            "%2e%2e/a",
            "a%2f..%2fb",
            ".",
            "./a",
            "/",
            "/a",
            "a//b",
            "a//",
            "..%5ca",
            "a%5cb",
            "a%00",
            "%ff",
            "%zz",
            "%4",
            "%",
        ] {
            assert_eq!(ResolvedPath::below(Path::new("root"), rest), None, "{rest}");
        }
    }
}
