//! Precompressed files of the finished site.
//!
//! For every text file in `dist` of at least [`LEAST`] bytes a Brotli file (`.br`) is written next to it, if that is smaller, so that any static host can send
//! it. Files that every visitor loads ([`is_shared`]) also get a gzip file (`.gz`), for visitors over plain http, whose browsers do not accept Brotli; pages
//! and page models are small and many, and servers compress them to gzip on request. Output is deterministic. Images and fonts are skipped, because they are
//! compressed already.
//!
//! A [`Cache`] keeps the compressed files of earlier builds, so that only changed files are compressed.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use encoder::{brotli, gzip};

use super::cache::Cache;
use super::failure::Failure;
use super::parallel;
use crate::messages::Language;
use crate::route;

const TEXT: &[&str] = &[
    "bin",
    "css",
    "html",
    "ico",
    "js",
    "json",
    "mjs",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// The smallest file that is compressed, in bytes; a smaller one fits into one network packet anyway.
pub const LEAST: usize = 1_200;

/// Writes the compressed files for each text file under `dist`.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn compress(dist: &Path) -> Result<(), Failure> {
    compress_by(dist, |bytes, (_, form)| form(bytes))
}

/// Like [`compress`], with a cache.
///
/// # Errors
///
/// As [`compress`].
pub fn compress_with(dist: &Path, cache: &Cache) -> Result<(), Failure> {
    compress_by(dist, |bytes, (suffix, form)| {
        cache.result(bytes, suffix, || form(bytes))
    })?;
    cache.sweep();
    Ok(())
}

/// A function that compresses bytes.
type Form = fn(&[u8]) -> io::Result<Vec<u8>>;

const FORMS: [(&str, Form); 2] = [(".br", brotli), (".gz", gzip)];

/// Writes each compressed file that `make` returns.
fn compress_by(
    dist: &Path,
    make: impl Fn(&[u8], (&str, Form)) -> io::Result<Vec<u8>> + Sync,
) -> Result<(), Failure> {
    let mut files = Vec::new();
    collect(dist, &mut files)?;
    // Largest first, so that the wasm does not occupy one thread at the end while the others are idle.
    files.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    parallel::map_reporting("文件", &files, |(_, file)| {
        compress_file(dist, file, &make)
    })?;
    Ok(())
}

/// The size of `bytes` as Brotli at the quality that [`compress`] uses.
pub fn brotli_size(bytes: &[u8]) -> usize {
    // Writing to memory does not fail; if it did, the uncompressed size would be the safe answer.
    brotli(bytes).map_or(bytes.len(), |small| small.len())
}

fn collect(folder: &Path, files: &mut Vec<(u64, PathBuf)>) -> Result<(), Failure> {
    let unreadable = |error| Failure::reading(folder, &error);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        // Metadata of the entry itself: symbolic links are not followed.
        let metadata = entry.metadata().map_err(unreadable)?;
        let path = entry.path();
        if metadata.is_dir() {
            collect(&path, files)?;
        } else if metadata.is_file() && is_text(&path) {
            files.push((metadata.len(), path));
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| TEXT.contains(&extension))
}

fn compress_file(
    dist: &Path,
    path: &Path,
    make: impl Fn(&[u8], (&str, Form)) -> io::Result<Vec<u8>>,
) -> Result<(), Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::reading(path, &error))?;
    let is_shared = is_shared(path.strip_prefix(dist).unwrap_or(path));
    for (form, has_it) in FORMS.into_iter().zip([true, is_shared]) {
        let sibling = sibling(path, form.0);
        let failed = |error| Failure::writing(&sibling, &error);
        let small = match has_it && bytes.len() >= LEAST {
            true => Some(make(&bytes, form).map_err(failed)?),
            false => None,
        };
        match small.filter(|small| small.len() < bytes.len()) {
            Some(small) => fs::write(&sibling, small).map_err(failed)?,
            // A compressed file of an earlier version of this file would be served in its place.
            None if sibling.exists() => fs::remove_file(&sibling).map_err(failed)?,
            None => {}
        }
    }
    Ok(())
}

/// Whether every visitor loads the file at this path below the site: one directly in the folder of a language or of its data.
fn is_shared(below: &Path) -> bool {
    let mut folders: Vec<_> = below.iter().collect();
    folders.pop();
    let is_language = |name: &str| {
        Language::ALL
            .iter()
            .any(|it| it.folder().trim_end_matches('/') == name)
    };
    let data = route::data("");
    (folders.iter()).all(|folder| {
        folder
            .to_str()
            .is_some_and(|name| is_language(name) || data.trim_end_matches('/') == name)
    })
}

fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// A temporary folder, removed when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path =
                std::env::temp_dir().join(format!("brand-gallery-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("brands")).expect("a folder");
            Self(path)
        }

        fn write(&self, name: &str, bytes: &[u8]) {
            fs::write(self.0.join(name), bytes).expect("a file");
        }

        fn read(&self, name: &str) -> Option<Vec<u8>> {
            fs::read(self.0.join(name)).ok()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn each_form_unpacks_to_the_very_bytes_of_the_file() {
        let page = "宁波市第一医院 护理品牌 ".repeat(300).into_bytes();
        let dist = Folder::new("forms");
        dist.write("brands/index.html", &page);
        dist.write("index.html", &page);
        compress(&dist.0).expect("compressed");
        let (br, gz) = (
            dist.read("brands/index.html.br").expect("br"),
            dist.read("index.html.gz").expect("gz"),
        );
        assert_eq!(
            dist.read("brands/index.html.gz"),
            None,
            "packed when asked for"
        );
        let (mut from_br, mut from_gz) = (Vec::new(), Vec::new());
        brotli::BrotliDecompress(&mut &br[..], &mut from_br).expect("brotli");
        flate2::read::GzDecoder::new(&gz[..])
            .read_to_end(&mut from_gz)
            .expect("gzip");
        assert!(from_br == page && from_gz == page);
        assert_eq!(br.len(), brotli_size(&page));
        assert!(br.len() < page.len() / 10);
    }

    #[test]
    fn only_text_that_gets_smaller_gets_a_sibling() {
        let dist = Folder::new("only");
        let text = b"a".repeat(LEAST);
        for name in ["a.css", "a.wasm", "a.webmanifest", "a.png", "a.br"] {
            dist.write(name, &text);
        }
        dist.write("tiny.txt", b"a");
        dist.write("empty.txt", b"");
        dist.write("tiny.txt.br", b"of an earlier build");
        compress(&dist.0).expect("compressed");
        for (name, there) in [
            ("a.css.br", true),
            ("a.css.gz", true),
            ("a.wasm.br", true),
            ("a.webmanifest.br", true),
            ("a.png.br", false),
            ("a.br.gz", false),
            ("tiny.txt.br", false),
            ("tiny.txt.gz", false),
            ("empty.txt.br", false),
        ] {
            assert_eq!(dist.read(name).is_some(), there, "{name}");
        }
    }

    #[test]
    fn a_cache_gives_what_was_compressed_before_and_only_that() {
        let page = "宁波市第一医院 护理品牌 ".repeat(300).into_bytes();
        let dist = Folder::new("cached");
        dist.write("a.html", &page);
        let kept = dist.0.join("cache");
        let forms = |folder: &Path| -> Vec<PathBuf> {
            let entries = fs::read_dir(folder).expect("a folder");
            entries
                .map(|entry| entry.expect("an entry").path())
                .collect()
        };
        compress_with(&dist.0, &Cache::of(&kept, b"1")).expect("compressed");
        let first = dist.read("a.html.br").expect("br");
        assert_eq!(forms(&kept).len(), 2);
        compress_with(&dist.0, &Cache::of(&kept, b"1")).expect("compressed");
        assert!(dist.read("a.html.br").expect("br") == first);
        // Overwritten in the cache, to see that the files are taken from there.
        for form in forms(&kept) {
            fs::write(form, b"kept").expect("a file");
        }
        compress_with(&dist.0, &Cache::of(&kept, b"1")).expect("compressed");
        assert_eq!(dist.read("a.html.gz").as_deref(), Some(&b"kept"[..]));
        // Another text, or another version, is compressed again.
        compress_with(&dist.0, &Cache::of(&kept, b"2")).expect("compressed");
        assert!(dist.read("a.html.br").expect("br") == first);
        dist.write("a.html", &b"a".repeat(LEAST));
        compress_with(&dist.0, &Cache::of(&kept, b"2")).expect("compressed");
        assert!(dist.read("a.html.br").expect("br").len() < 20);
        assert_eq!(forms(&kept).len(), 6);
    }

    #[test]
    fn a_missing_folder_is_a_sentence() {
        let sentence = compress(Path::new("no/such/dist"))
            .expect_err("nothing there")
            .to_string();
        assert!(sentence.starts_with("读不了 no/such/dist："), "{sentence}");
    }
}
