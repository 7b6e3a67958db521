//! Words of the interface that readers of traditional characters expect.
//!
//! They are written in simplified characters here, and converted with the page. Only words that are usual in both Taiwan and Hong Kong are replaced, and
//! only in the gallery's own texts: what documents say keeps its words.

use std::sync::OnceLock;

/// Words, and what stands for them. A word that maps to itself keeps its parts.
const WORDS: [(&str, &str); 12] = [
    ("小程序", "小程序"),
    ("程序", "程式"),
    ("搜索", "搜寻"),
    ("链接", "连结"),
    ("打印", "列印"),
    ("屏幕", "萤幕"),
    ("粘贴", "贴上"),
    ("保存", "储存"),
    ("设置", "设定"),
    ("发送", "传送"),
    ("鼠标", "滑鼠"),
    ("服务器", "伺服器"),
];

/// The texts of both tables for pages in traditional characters, in order and without the word behind a bar.
pub(super) fn texts() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        super::all()
            .map(|(key, _)| replaced(key.split_once('|').map_or(key, |(text, _)| text)))
            .collect()
    })
}

/// A text with the words replaced, the first that matches at each place.
fn replaced(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let own = &rest[..first.len_utf8()];
        let word = WORDS.into_iter().find(|(from, _)| rest.starts_with(from));
        let (from, to) = word.unwrap_or((own, own));
        written.push_str(to);
        rest = &rest[from.len()..];
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Language, program_words, speak};

    #[test]
    fn a_text_has_the_words_of_its_readers() {
        assert_eq!(replaced("搜索“{text}”"), "搜寻“{text}”");
        assert_eq!(replaced("小程序由程序打开"), "小程序由程式打开");
        assert_eq!(replaced("没有找到"), "没有找到");
    }

    #[test]
    fn each_word_is_used_and_pages_and_programs_say_the_same() {
        let all = || crate::messages::all().map(|(key, _)| key);
        for (word, _) in WORDS {
            assert!(all().any(|text| text.contains(word)), "{word}");
        }
        speak(Language::Traditional);
        let program = program_words();
        let page = crate::messages::tr!("搜索");
        speak(Language::Simplified);
        assert_eq!(page, "搜寻");
        assert!(program.contains(&"搜寻") && !program.contains(&"搜索"));
        assert_eq!(crate::messages::tr!("搜索"), "搜索");
    }
}
