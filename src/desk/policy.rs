//! The content security policy and the other security headers.
//!
//! This is the only place that defines them. The same directives are in every page, for hosts that send no headers, and in every response of our server and of
//! the servers that [`super::hosting`] configures; `frame-ancestors` works in headers only. The home page contains its styles, which the policy allows by their
//! hash; [`of_site`] reads the policy of a finished site from that page.
//!
//! Trusted types: `boot.js` creates the `default` policy, which accepts markup, because all markup comes from the build and nothing in it can run, and which
//! rejects foreign scripts; `offline.js` creates the policy for the service worker. Inline scripts never run. `clipboard-write` and `web-share` are not listed
//! in the permissions policy: a page's own origin has them by default, and some browsers warn about unknown names.

use crate::route;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The beginning of the policy in a page.
const IN_PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// The policy of a page with the inline style sheet `style`. `receiver`: the origin that takes feedback, the only other one that a page may send to. Wasm needs `wasm-unsafe-eval`; `data:` and `blob:` are pictures drawn in the browser.
pub fn styled(style: &str, receiver: Option<&str>) -> String {
    let hash = base64(&Sha256::digest(style.as_bytes()));
    with(&format!("style-src 'self' 'sha256-{hash}'"), receiver)
}

/// The policy as an element of the page's head.
pub fn line(style: &str, receiver: Option<&str>) -> String {
    format!("{IN_PAGE}{}\">\n", styled(style, receiver))
}

/// The same for a page without inline styles.
pub fn line_of_linked(receiver: Option<&str>) -> String {
    format!("{IN_PAGE}{}\">\n", with("style-src 'self'", receiver))
}

/// The policy of a finished site's home page, which allows what all other pages need; the one without inline styles if there is no home page.
pub fn of_site(dist: &Path) -> String {
    std::fs::read_to_string(dist.join("index.html"))
        .ok()
        .and_then(|html| {
            let (_, rest) = html.split_once(IN_PAGE)?;
            Some(rest.split_once('"')?.0.to_owned())
        })
        .unwrap_or_else(|| with("style-src 'self'", None))
}

fn with(style_src: &str, receiver: Option<&str>) -> String {
    let receiver = receiver.map_or(String::new(), |origin| format!(" {origin}"));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; {style_src}; img-src 'self' data: blob:; connect-src 'self'{receiver}; \
         font-src 'self'; frame-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'{receiver}; \
         require-trusted-types-for 'script'; trusted-types default offline"
    )
}

/// The policy of a page that other sites may frame: no connections, and the one script that adapts it to its frame.
pub const FRAMED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// [`FRAMED`] as an element of the page's head.
pub fn framed_line() -> String {
    format!("{IN_PAGE}{FRAMED}\">\n")
}

/// The header of the policy.
pub const POLICY: &str = "content-security-policy";

/// The security headers of every response, for pages with this policy.
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

/// The header that lets pages of other sites load a file.
pub const RESOURCE_POLICY: &str = "cross-origin-resource-policy";

const SAME: &str = "same-origin";

/// That header with its value for a path below the base. Pictures, and framed pieces with their script, may be loaded by other sites.
pub fn resource_policy(path: &str) -> (&'static str, &'static str) {
    let value = if path.ends_with(".png") || path == route::EMBED_SCRIPT || route::is_framed(path) {
        "cross-origin"
    } else {
        SAME
    };
    (RESOURCE_POLICY, value)
}

/// Base64, as the policy encodes hashes.
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
        // As `openssl dgst -sha256 -binary | base64` prints for empty input.
        let policy = styled("", None);
        assert!(
            policy.contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"),
            "{policy}"
        );
        for (bytes, text) in [(&b"a"[..], "YQ=="), (b"ab", "YWI="), (b"abc", "YWJj")] {
            assert_eq!(base64(bytes), text);
        }
    }

    #[test]
    fn the_receiver_of_feedback_is_the_only_other_origin_and_only_what_is_sent_goes_there() {
        let origin = "https://letters.example.org";
        let sources = |policy: &str| -> Vec<(String, Vec<String>)> {
            let directives = policy
                .split("; ")
                .map(|it| it.split(' ').map(str::to_owned));
            let parts = directives.map(|mut it| (it.next().unwrap_or_default(), it.collect()));
            parts.collect()
        };
        let (with, without) = (styled("", Some(origin)), styled("", None));
        assert!(!without.contains("https:"), "{without}");
        for ((name, with), (_, mut without)) in sources(&with).into_iter().zip(sources(&without)) {
            if ["connect-src", "form-action"].contains(&name.as_str()) {
                without.push(origin.to_owned());
            }
            assert_eq!(with, without, "{name}");
        }
        assert!(
            line_of_linked(Some(origin))
                .contains("connect-src 'self' https://letters.example.org;")
        );
        assert!(!FRAMED.contains("https:"));
    }
}
