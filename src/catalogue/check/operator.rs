//! Validation of the record `operator` in `gallery.json`: the form of each fact.
//!
//! [`faults`] only looks at how a fact is written. Whether it is true, only its publisher knows. A fact that is left out is no fault.

use crate::catalogue::Operator;
use crate::catalogue::facts::{host, is_domain};

/// The abbreviations of provinces, with which the numbers of records begin.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// The length of an organisation's name, in characters.
const NAME_LENGTH: std::ops::RangeInclusive<usize> = 2..=40;

/// The host of the certificates of government sites.
const CERTIFICATES: &str = "conac.cn";

/// The faults of the facts: the field below `operator`, and the sentence.
pub(super) fn faults(operator: &Operator) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    let mut judge = |field, text: &Option<String>, is_right: fn(&str) -> bool, form: &str| {
        if let Some(text) = text.as_deref().filter(|text| !is_right(text)) {
            faults.push((field, format!("“{text}”{form}")));
        }
    };
    let name = "不像单位的名称。请写 2 到 40 个字的全称，不写冒号和句号。";
    judge("organiser", &operator.organiser, is_name, name);
    judge("undertaker", &operator.undertaker, is_name, name);
    judge(
        "icp",
        &operator.icp,
        is_icp,
        "不是 ICP 备案号。请照备案系统里的写，例如 京ICP备12345678号-1。",
    );
    judge(
        "police",
        &operator.police,
        is_police,
        "不是公安备案号。请照备案系统里的写，例如 京公网安备 11010502000001号，数字是 14 位。",
    );
    judge(
        "site_code",
        &operator.site_code,
        is_site_code,
        "不是网站标识码。它有十位：十个数字，或者 bm 加八个数字。",
    );
    judge(
        "mark",
        &operator.mark,
        is_certificate,
        "不是党政机关标识的网址。请写 conac.cn 上这个网站的证明页面，从 https:// 写起。",
    );
    let address = "不是网址。请从 https:// 写起，不带空格、引号和中文。";
    judge("elder_mark", &operator.elder_mark, is_address, address);
    judge("page", &operator.page, is_address, address);
    judge(
        "mail",
        &operator.mail,
        is_mail,
        "不是邮箱地址。请写成 name@example.org 这样。",
    );
    judge(
        "telephone",
        &operator.telephone,
        is_telephone,
        "不是电话号码。请只写数字、空格和连字符，3 到 20 位，例如 010-12345678。",
    );
    faults
}

fn is_name(text: &str) -> bool {
    NAME_LENGTH.contains(&text.chars().count()) && !text.contains(['。', '：', ':'])
}

/// The rest behind the abbreviation of a province.
fn behind_province(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|c| PROVINCES.contains(*c))?;
    Some(&text[first.len_utf8()..])
}

fn are_digits(text: &str, lengths: &[usize]) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Older numbers have eight digits, newer ones begin with the year and have ten. `-1` behind them numbers the sites of one record.
fn is_icp(text: &str) -> bool {
    let parts = behind_province(text)
        .and_then(|rest| rest.strip_prefix("ICP备"))
        .and_then(|rest| rest.split_once('号'));
    parts.is_some_and(|(number, site)| {
        let site = site.strip_prefix('-').map_or(site.is_empty(), |site| {
            are_digits(site, &[1, 2, 3]) && !site.starts_with('0')
        });
        are_digits(number, &[8, 10]) && site
    })
}

fn is_police(text: &str) -> bool {
    behind_province(text)
        .and_then(|rest| rest.strip_prefix("公网安备"))
        .map(|rest| rest.strip_prefix(' ').unwrap_or(rest))
        .and_then(|rest| rest.strip_suffix('号'))
        .is_some_and(|number| are_digits(number, &[14]))
}

fn is_site_code(text: &str) -> bool {
    are_digits(text, &[10])
        || text
            .strip_prefix("bm")
            .is_some_and(|rest| are_digits(rest, &[8]))
}

fn is_address(text: &str) -> bool {
    host(text).is_some()
}

fn is_certificate(text: &str) -> bool {
    let below = |host: &str| {
        host.strip_suffix(CERTIFICATES)
            .is_some_and(|above| above.is_empty() || above.ends_with('.'))
    };
    host(text).is_some_and(below)
}

fn is_mail(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && name.chars().all(is_part) && is_domain(host)
    })
}

fn is_telephone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    let is_part = |b: u8| b.is_ascii_digit() || b == b'-' || b == b' ';
    digits.bytes().all(is_part)
        && (3..=20).contains(&count)
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rule, and texts that it accepts.
    type Rule = (fn(&str) -> bool, &'static [&'static str]);

    /// Right texts of each fact.
    const RIGHT: [Rule; 6] = [
        (
            is_icp,
            &[
                "京ICP备12345678号",
                "浙ICP备12345678号-1",
                "粤ICP备2021012345号-12",
            ],
        ),
        (
            is_police,
            &["京公网安备11010502000001号", "浙公网安备 33010602001234号"],
        ),
        (is_site_code, &["3302000001", "bm01000001"]),
        (
            is_certificate,
            &["https://bszs.conac.cn/sitename?method=show&id=0123456789ABCDEF"],
        ),
        (is_mail, &["jiucuo@example.org", "a.b-c@wjw.example.gov.cn"]),
        (is_telephone, &["12345", "010-12345678", "+86 10 1234 5678"]),
    ];

    #[test]
    fn right_facts_are_accepted_and_each_is_only_what_it_is() {
        for (at, (is_right, texts)) in RIGHT.iter().enumerate() {
            for text in *texts {
                assert!(is_right(text), "{text}");
                for (other, (is_other, _)) in RIGHT.iter().enumerate() {
                    // Ten digits are a code and could be a telephone number.
                    if other != at && !text.bytes().all(|b| b.is_ascii_digit()) {
                        assert!(!is_other(text), "{text}: {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_number_with_a_character_more_less_or_other_is_refused() {
        // Numbers have a fixed length, and nothing stands around them.
        for (is_right, texts) in &RIGHT[..3] {
            for text in *texts {
                let all: Vec<char> = text.chars().collect();
                for at in 0..all.len() {
                    let mut other = all.clone();
                    other[at] = '甲';
                    let other: String = other.into_iter().collect();
                    assert!(!is_right(&other), "{other}");
                    // A space, and digits of the number of a site, may be left out.
                    let is_optional = all[at] == ' ' || all[..at].contains(&'-');
                    if !is_optional {
                        let mut less = all.clone();
                        less.remove(at);
                        let less: String = less.into_iter().collect();
                        assert!(!is_right(&less), "{less}");
                    }
                }
                for around in [format!(" {text}"), format!("{text} "), format!("{text}号")] {
                    assert!(!is_right(&around), "{around}");
                }
            }
        }
    }

    #[test]
    fn an_address_that_could_end_an_attribute_or_leave_https_is_refused() {
        for text in [
            "http://example.org/",
            "https://example",
            "https://example.org/\"onclick",
            "https://example.org/a b",
            "https://例子.org/",
            "https:///a",
            "javascript:alert(1)",
        ] {
            assert!(!is_address(text), "{text}");
        }
        assert!(!is_certificate("https://conac.cn.example.org/"));
        assert!(!is_certificate("https://notconac.cn/"));
        for text in [
            "a@b",
            "@example.org",
            "a b@example.org",
            "a@example.org?cc=x@y.z",
        ] {
            assert!(!is_mail(text), "{text}");
        }
        for text in ["", "12", "-123", "123-", "12a34", "010;ext=1"] {
            assert!(!is_telephone(text), "{text}");
        }
    }
}
