//! Validation of `--public-url`, the address at which the site is published.
//!
//! Input: what a person typed. Output: a path, or scheme, host and path, with a slash at the end and only characters that are safe in pages, paths and file
//! names. Whether a server answers there is not checked.

use crate::desk::failure::Failure;

/// Normalises `text` to a path, or scheme, host and path, with a slash at the end.
///
/// The leading slash of a path is optional, because Git Bash on Windows rewrites `/x/y/` to a Windows path.
///
/// # Errors
///
/// If the text has another form.
pub(super) fn public_url(text: &str) -> Result<String, Failure> {
    let refused = || {
        Failure::new(format!(
            "--public-url 不能是“{text}”。请写完整网址，例如 https://域名/brands/，或只写域名后面的部分，例如 /brands/；路径只用英文字母、数字和 . _ ~ - /。"
        ))
    };
    let (origin, path) = match text.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let (name, port) = host.split_once(':').unwrap_or((host, "443"));
            let plain = |label: &str| {
                !label.is_empty()
                    && label
                        .bytes()
                        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            };
            // Search engines and chats compare addresses as text, so there is one spelling: lower case.
            if !["http", "https"].contains(&scheme)
                || !name.split('.').all(plain)
                || port.parse::<u16>().is_err()
            {
                return Err(refused());
            }
            (format!("{scheme}://{host}"), path)
        }
        None => (String::new(), text),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "._~-/".contains(c);
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    // Browsers resolve `.` and `..` before they send a request, so such a prefix would never match.
    if !path.chars().all(plain) || path.contains("..") || parts.contains(&".") {
        return Err(refused());
    }
    Ok(if parts.is_empty() {
        format!("{origin}/")
    } else {
        format!("{origin}/{}/", parts.join("/"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_a_path_or_has_a_host_and_ends_with_a_slash() {
        for (text, url) in [
            ("/", "/"),
            ("/x/y/", "/x/y/"),
            ("x/y", "/x/y/"),
            ("//x//", "/x/"),
            ("/~a/b_c.d-e", "/~a/b_c.d-e/"),
        ] {
            assert_eq!(public_url(text).as_deref(), Ok(url), "{text}");
        }
    }

    #[test]
    fn a_public_url_that_could_escape_its_place_is_refused() {
        for text in [
            "/../x/",
            "/a..b/",
            "/./",
            "ftp://example.org/",
            "https:///x/",
            "https://Example.org/",
            "https://a..org/",
            "https://user@example.org/",
            "https://example.org:x/",
            "https://example.org/?q",
            "https://品牌.cn/",
            "/品牌/",
            "/a b/",
            "/a%20b/",
            "/x?y",
            "/\"/",
            "\\x",
            "C:/x/",
        ] {
            assert!(public_url(text).is_err(), "{text}");
        }
    }
}
