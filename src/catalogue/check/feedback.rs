//! Validation of the setting `feedback` in `gallery.json`: the address that takes what readers say of a page.
//!
//! Its host is written into the content security policy of every page, and readers' words are sent to it: it has to be a plain `https` address.

use crate::catalogue::facts::is_domain;

/// What is wrong with the address, as a sentence.
pub(super) fn fault(address: &str) -> Option<String> {
    let fault = match address.strip_prefix("https://") {
        None => "要从 https:// 写起：读者写的话不能不加密就发出去",
        Some(rest) => {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let is_plain = |c: char| c.is_ascii_graphic() && !"\"'<>\\".contains(c);
            if !address.chars().all(is_plain) {
                "里不能有空格、引号、反斜线和中文"
            } else if host.contains('@') {
                "里不能有用户名和口令：网址会写在每一页里，谁都看得到"
            } else if address.contains('#') {
                "里不能有 #：它后面的部分不会发出去"
            } else if !is_host(host) {
                "里的域名不对"
            } else {
                return None;
            }
        }
    };
    Some(format!(
        "“{address}”{fault}。请写成 https://域名/路径 这样，或去掉这一项。"
    ))
}

/// Whether a text is a domain, with or without a port.
fn is_host(text: &str) -> bool {
    let (domain, port) = match text.split_once(':') {
        Some((domain, port)) => (domain, Some(port)),
        None => (text, None),
    };
    let is_port = |port: &str| {
        port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|it| it > 0)
    };
    is_domain(domain) && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_https_address_is_accepted() {
        for address in [
            "https://example.org",
            "https://example.org/",
            "https://letters.example.org:8443/in/box.php?site=2",
        ] {
            assert_eq!(fault(address), None, "{address}");
        }
    }

    #[test]
    fn each_fault_has_its_sentence() {
        for (address, word) in [
            ("http://example.org/", "https://"),
            ("javascript:alert(1)", "https://"),
            ("//example.org/", "https://"),
            ("", "https://"),
            ("https://name:word@example.org/", "口令"),
            ("https://name@example.org/", "口令"),
            ("https://example.org/#box", "#"),
            ("https://example.org/a b", "空格"),
            ("https://example.org/;script-src\n*", "空格"),
            ("https://example.org/\"", "引号"),
            ("https://例子.org/", "中文"),
            ("https://example/", "域名"),
            ("https://*.example.org/", "域名"),
            ("https://example.org;script-src/", "域名"),
            ("https://example.org:0/", "域名"),
            ("https://example.org:65536/", "域名"),
            ("https://example.org:+80/", "域名"),
            ("https://[::1]/", "域名"),
            ("https:///box", "域名"),
        ] {
            let said = fault(address).unwrap_or_default();
            assert!(
                said.contains(word) && said.ends_with('。'),
                "{address}: {said}"
            );
        }
    }
}
