//! How small does each file of the finished site travel?
//!
//! Contract: beside every text file of `dist` stand its Brotli (`.br`) and gzip (`.gz`) forms, each only where it is smaller than the file itself,
//! so that any static host can send them as they are. The same bytes always give the same forms.
//!
//! Absent on purpose: images and fonts, which are compressed already, and a memory of earlier runs: every build begins in an empty folder.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::failure::Failure;

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

/// Writes the compressed forms beside each text file under `dist`.
pub fn compress(dist: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    collect(dist, &mut files)?;
    // The largest first, so that no thread is left alone with the wasm at the end.
    files.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    let next = AtomicUsize::new(0);
    let work = || -> Result<(), Failure> {
        while let Some((_, file)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            compress_file(file)?;
        }
        Ok(())
    };
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(files.len());
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| {
                Err(Failure::new(
                    "压缩时程序出错。请再运行一次；若仍出错，请告诉开发人员。",
                ))
            })
        })
    })
}

/// How many bytes `bytes` takes as Brotli at the quality [`compress`] uses.
pub fn brotli_size(bytes: &[u8]) -> usize {
    // Writing to memory does not fail; if it ever did, the honest answer is the size without compression.
    brotli(bytes).map_or(bytes.len(), |small| small.len())
}

fn collect(folder: &Path, files: &mut Vec<(u64, PathBuf)>) -> Result<(), Failure> {
    let unreadable = |error| Failure::reading(folder, &error);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        // Of the entry itself: a link is neither folder nor file, and is not followed.
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

fn compress_file(path: &Path) -> Result<(), Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::reading(path, &error))?;
    for (suffix, form) in [
        (".br", brotli as fn(&[u8]) -> io::Result<Vec<u8>>),
        (".gz", gzip),
    ] {
        let sibling = sibling(path, suffix);
        let failed = |error| Failure::writing(&sibling, &error);
        let small = form(&bytes).map_err(failed)?;
        if small.len() < bytes.len() {
            fs::write(&sibling, small).map_err(failed)?;
        } else if sibling.exists() {
            // Left over from an earlier text of this file: it would be served in its place.
            fs::remove_file(&sibling).map_err(failed)?;
        }
    }
    Ok(())
}

fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &params)?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    // No file name and no time in its header: the same bytes give the same file.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// A folder of this test's own, gone when the test ends.
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
        compress(&dist.0).expect("compressed");
        let (br, gz) = (
            dist.read("brands/index.html.br").expect("br"),
            dist.read("brands/index.html.gz").expect("gz"),
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
        let text = b"a".repeat(1000);
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
    fn a_missing_folder_is_a_sentence() {
        let sentence = compress(Path::new("no/such/dist"))
            .expect_err("nothing there")
            .to_string();
        assert!(sentence.starts_with("读不了 no/such/dist："), "{sentence}");
    }
}
