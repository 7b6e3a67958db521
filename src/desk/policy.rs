//! What may a page do, and what may be done with it?
//!
//! The one home of the policy: the same directives stand in every page, for hosts that send no headers, and in every answer of our server
//! and of the servers that [`super::hosting`] sets up; a page cannot say who may frame it. The styles of the gallery's page stand inside it, known to
//! its policy by their hash: whoever needs the headers of a finished site asks [`of_site`] for what its pages say.
//!
//! Trusted types: `boot.js` makes the `default` policy, which lets markup through, because it comes from the desk and nothing in it may run, and
//! refuses every script from elsewhere; `offline.js` names the one worker. Decided here: nothing inline runs, and only what bears the hash
//! styles; `clipboard-write` and `web-share` are not named, because a page's own origin has them anyway and some browsers complain of the words.

use crate::route;
use sha2::{Digest, Sha256};
use std::path::Path;

/// How a page's own policy begins in its file.
const IN_PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// The policy of a page that is styled by `style`; wasm needs `wasm-unsafe-eval`, `data:` and `blob:` are pictures drawn on the device.
pub fn styled(style: &str) -> String {
    with(&format!(
        "style-src 'self' 'sha256-{}'",
        base64(&Sha256::digest(style.as_bytes()))
    ))
}

/// The policy as a line of the page's head.
pub fn line(style: &str) -> String {
    format!("{IN_PAGE}{}\">\n", styled(style))
}

/// The same for a page whose styles are all files of the site.
pub fn line_of_linked() -> String {
    format!("{IN_PAGE}{}\">\n", with("style-src 'self'"))
}

/// The policy that the gallery's page of a finished site holds, which allows what all others do; one without inline styles where there are none.
pub fn of_site(dist: &Path) -> String {
    std::fs::read_to_string(dist.join("index.html"))
        .ok()
        .and_then(|html| {
            let (_, rest) = html.split_once(IN_PAGE)?;
            Some(rest.split_once('"')?.0.to_owned())
        })
        .unwrap_or_else(|| with("style-src 'self'"))
}

fn with(style_src: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; {style_src}; img-src 'self' data: blob:; connect-src 'self'; \
         font-src 'self'; frame-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
         require-trusted-types-for 'script'; trusted-types default offline"
    )
}

/// The policy of a page that other sites may frame: what it shows stands in it, and one script of ours fits it into its place.
pub const FRAMED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// The same as a line of its head.
pub fn framed_line() -> String {
    format!("{IN_PAGE}{FRAMED}\">\n")
}

/// Which header holds the policy.
pub const POLICY: &str = "content-security-policy";

/// What every answer says to protect the visitor, where the pages hold this policy.
pub fn headers(in_page: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![(POLICY, format!("{in_page}; frame-ancestors 'none'"))];
    headers.extend(
        PLAIN
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned())),
    );
    headers
}

const PLAIN: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    (RESOURCE_POLICY, SAME),
];

/// Which header lets pages of others show a file.
pub const RESOURCE_POLICY: &str = "cross-origin-resource-policy";

const SAME: &str = "same-origin";

/// That header and its value for a path below the base: pictures, and pieces with their script, are made to be shown elsewhere.
pub fn resource_policy(path: &str) -> (&'static str, &'static str) {
    let value = if path.ends_with(".png") || path == route::EMBED_SCRIPT || route::is_framed(path) {
        "cross-origin"
    } else {
        SAME
    };
    (RESOURCE_POLICY, value)
}

/// Bytes in the letters that a policy takes.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three
            .iter()
            .chain(&[0; 2])
            .take(3)
            .fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        for at in 0..4 {
            let letter = if at > three.len() {
                b'='
            } else {
                LETTERS[bits >> (18 - 6 * at) & 63]
            };
            text.push(char::from(letter));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_known_by_its_hash() {
        // As `openssl dgst -sha256 -binary | base64` says of nothing.
        let policy = styled("");
        assert!(
            policy.contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"),
            "{policy}"
        );
        for (bytes, text) in [(&b"a"[..], "YQ=="), (b"ab", "YWI="), (b"abc", "YWJj")] {
            assert_eq!(base64(bytes), text);
        }
    }
}
