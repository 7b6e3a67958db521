//! Content negotiation: the form of a file that suits a request, with its headers.
//!
//! Input: a file and the request's headers. Output: the smallest precompressed form on disk that the client accepts, with content type, encoding, cache
//! lifetime and ETag of exactly these bytes. Nothing is compressed on request, as on a plain static host.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::hash::Hasher;
use std::io;
use std::path::Path;

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, HeaderName, IF_NONE_MATCH};

/// One form of a file, ready to send.
pub(super) struct Representation {
    pub(super) bytes: Vec<u8>,
    pub(super) coding: Option<&'static str>,
    pub(super) content_type: &'static str,
    pub(super) cache_control: &'static str,
    pub(super) etag: String,
}

impl Representation {
    /// Reads the form of `file` that the request accepts.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub(super) async fn read(file: &Path, asked: &HeaderMap) -> io::Result<Self> {
        let mut found = None;
        for (coding, suffix) in codings(&listed(asked, ACCEPT_ENCODING)) {
            let mut sibling = OsString::from(file);
            sibling.push(suffix);
            if let Ok(bytes) = tokio::fs::read(sibling).await {
                found = Some((bytes, coding));
                break;
            }
        }
        let (bytes, coding) = match found {
            Some((bytes, coding)) => (bytes, Some(coding)),
            None => (tokio::fs::read(file).await?, None),
        };
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        Ok(Self {
            coding,
            content_type: content_type(name),
            cache_control: cache_control(name),
            etag: etag(&bytes),
            bytes,
        })
    }

    /// Whether the client already has these bytes.
    pub(super) fn is_held_by(&self, asked: &HeaderMap) -> bool {
        listed(asked, IF_NONE_MATCH)
            .split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || tag.trim_start_matches("W/") == self.etag)
    }
}

/// All lines of a header, joined to the list they stand for.
fn listed(asked: &HeaderMap, name: HeaderName) -> String {
    let lines: Vec<_> = asked
        .get_all(name)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .collect();
    lines.join(",")
}

/// The accepted encodings, best first, with the suffixes of their files. Brotli wins at equal weight, because it is smaller.
fn codings(accepted: &str) -> Vec<(&'static str, &'static str)> {
    let weight = |name: &str| {
        accepted.split(',').find_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            if !parts.next()?.eq_ignore_ascii_case(name) {
                return None;
            }
            let q =
                parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            // An invalid weight counts as 0.
            Some(q.map_or(1.0, |q| {
                q.trim()
                    .parse::<f32>()
                    .ok()
                    .filter(|q| (0.0..=1.0).contains(q))
                    .unwrap_or(0.0)
            }))
        })
    };
    let any = weight("*").unwrap_or(0.0);
    let plain = weight("identity").unwrap_or(0.0);
    let mut found: Vec<_> = [
        ("br", ".br", weight("br")),
        ("gzip", ".gz", weight("gzip").or_else(|| weight("x-gzip"))),
    ]
    .into_iter()
    .map(|(coding, suffix, weight)| (coding, suffix, weight.unwrap_or(any)))
    .filter(|(_, _, weight)| *weight > 0.0 && *weight >= plain)
    .collect();
    found.sort_by(|a, b| b.2.total_cmp(&a.2));
    found
        .into_iter()
        .map(|(coding, suffix, _)| (coding, suffix))
        .collect()
}

fn content_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        // No charset: browsers use streaming compilation only for exactly this type.
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A file with its hash in the name never changes; all others are revalidated on each use.
fn cache_control(name: &str) -> &'static str {
    if is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Whether a file name contains a hash of its content: `gallery-0123456789abcdef.js`.
fn is_hashed(name: &str) -> bool {
    let Some((stem, _extensions)) = name.split_once('.') else {
        return false;
    };
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 16
            && hash
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// The hash needs no cryptographic strength: it only has to change with the bytes.
fn etag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("\"{:016x}-{:x}\"", hasher.finish(), bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_visitor_gets_the_coding_with_the_highest_weight() {
        for (accepted, expected) in [
            ("", &[][..]),
            ("gzip, deflate, br, zstd", &["br", "gzip"]),
            ("gzip", &["gzip"]),
            ("GZip;q=1.0, BR;Q=0.5", &["gzip", "br"]),
            ("br;q=0, gzip", &["gzip"]),
            ("br;q=0.2,gzip;q=0.9", &["gzip", "br"]),
            ("*", &["br", "gzip"]),
            ("*;q=0", &[]),
            ("br;q=0, *", &["gzip"]),
            ("x-gzip", &["gzip"]),
            ("identity", &[]),
            ("identity;q=1, gzip;q=0.5", &[]),
            ("identity, br", &["br"]),
            ("identity;q=0, br;q=0.1", &["br"]),
            ("br;q=nan, gzip;q=2", &[]),
            ("deflate; q=0.5 , gzip ; q=0.3", &["gzip"]),
            ("brotli", &[]),
        ] {
            let names: Vec<_> = codings(accepted)
                .into_iter()
                .map(|(coding, _)| coding)
                .collect();
            assert_eq!(names, expected, "{accepted}");
        }
    }

    #[test]
    fn only_a_name_with_a_hash_is_cached_for_ever() {
        for (name, hashed) in [
            ("gallery-0123456789abcdef.js", true),
            ("gallery-0123456789abcdef.wasm", true),
            ("brand-gallery-0123456789abcdef.css", true),
            ("base-123456789abcdef.css", false),
            ("index.html", false),
            ("gallery-0123456789ABCDEF.js", false),
            ("photo-20240131123000.png", false),
            ("0123456789abcdef.js", false),
            ("gallery-0123456789abcdef", false),
            ("gallery-0123456789abcdef0.js", false),
            ("sw.js", false),
        ] {
            assert_eq!(is_hashed(name), hashed, "{name}");
        }
    }

    #[test]
    fn the_wasm_type_has_no_parameters_and_text_names_its_charset() {
        assert_eq!(content_type("gallery.wasm"), "application/wasm");
        for name in ["a.html", "a.css", "a.js", "a.json", "a.txt", "a.HTML"] {
            assert!(content_type(name).ends_with("; charset=utf-8"), "{name}");
        }
        assert_eq!(content_type("CNAME"), "application/octet-stream");
    }
}
