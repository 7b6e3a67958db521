//! Is a page read as a person would read it?

use brand_gallery::speech::{Voice, choose, sentences, spoken};
use proptest::prelude::*;

fn voice(name: &str, language: &str, is_local: bool) -> Voice {
    Voice {
        name: name.to_owned(),
        language: language.to_owned(),
        is_local,
    }
}

#[test]
fn the_mainlands_mandarin_is_chosen_and_cantonese_is_none() {
    let voices = [
        voice("Samantha", "en-US", true),
        voice("Sin-ji", "zh-HK", true),
        voice("Mei-Jia", "zh-TW", true),
        voice("Google 普通话（中国大陆）", "zh-CN", false),
        voice("Grandma", "zh-CN", true),
        voice("Tingting", "zh-CN", true),
    ];
    assert_eq!(choose(&voices), Some(5));
    assert_eq!(
        choose(&voices[..5]),
        Some(4),
        "on the device before over the network"
    );
    assert_eq!(
        choose(&voices[..4]),
        Some(3),
        "the mainland's before others"
    );
    assert_eq!(choose(&voices[..3]), Some(2));
    assert_eq!(choose(&voices[..2]), None, "absent, not broken");
    assert_eq!(choose(&[voice("x", "cmn_CN", true)]), Some(0));
}

#[test]
fn sentences_end_where_a_reader_breathes() {
    let parts = |text: &str| -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        sentences(text)
            .into_iter()
            .map(|range| characters[range].iter().collect())
            .collect()
    };
    assert_eq!(
        parts("他说：“好。”然后走了！真的吗？真的"),
        ["他说：“好。”", "然后走了！", "真的吗？", "真的"]
    );
    assert_eq!(parts("  \n "), Vec::<String>::new());
    let long = "很长的话没有句号，".repeat(20);
    assert!(parts(&long).iter().all(|part| part.chars().count() <= 80));
    assert!(parts(&long).len() > 1);
}

#[test]
fn figures_and_signs_are_said_right() {
    for (written, said) in [
        ("满意率98.5%", "满意率百分之98.5"),
        ("服务10000+人", "服务10000多人"),
        ("每周3-5次", "每周3到5次"),
        ("1+1+N模式", "一加一加恩模式"),
        ("共1,234人", "共1234人"),
        ("拨打“120”", "拨打幺二零"),
        ("华美红心·健康同行", "华美红心，健康同行"),
        ("2019年度", "2019年度"),
        ("“心”团队", "心团队"),
    ] {
        assert_eq!(spoken(written), said, "{written}");
    }
}

proptest! {
    /// No character is lost and none is read twice.
    #[test]
    fn sentences_are_the_whole_text_in_order(text in "[甬医。，！？”“ a1\n]{0,80}") {
        let characters: Vec<char> = text.chars().collect();
        let mut end = 0;
        for range in sentences(&text) {
            prop_assert!(range.start >= end && !range.is_empty());
            prop_assert!(characters[end..range.start].iter().all(|c| c.is_whitespace()), "only blanks are left out");
            end = range.end;
        }
        prop_assert!(characters[end..].iter().all(|c| c.is_whitespace()));
    }
}
