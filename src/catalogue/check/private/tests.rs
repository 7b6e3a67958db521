//! Tests of private phrases: spellings that are found, and texts that contain none.

use super::*;
use proptest::prelude::*;

fn list(entries: &[&str]) -> Phrases {
    let entries: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
    Phrases::of(&entries)
}

/// Invented phrases.
const LIST: &[&str] = &[
    "沃女士",
    "竺大伯",
    "73岁",
    "星斑症",
    "结霜症女工",
    "困难户",
    "27182818",
];

#[test]
fn a_phrase_is_found_however_it_is_written() {
    for text in [
        "沃女士",
        "沃 女士",
        "沃\u{3000}女士",
        "沃\u{a0}女士",
        "沃-女士",
        "沃·女士",
        "沃\u{34f}女士",
        "沃\u{200b}女\u{2060}士",
        "沃\u{3164}女士",
        "沃\u{e0041}女士",
        "沃\u{fe00}女士",
        "沃⼥⼠",
        "来的是竺　大伯。",
        "７３岁",
        "73 岁",
        "七三 𝟕𝟑岁",
        "٧٣岁",
        "73歲",
        "患者1 73岁",
        "结霜癥女工",
        "结 霜 症 女工",
        "结霜症女工和别人",
        "2718-2818",
        "２７１８２８１８",
        "2718 2818",
        "2718.2818",
        "（0731）27182818",
        "0731-27182818",
        "073127182818",
        "+8673127182818",
    ] {
        assert!(list(LIST).find(text).is_some(), "{text}");
    }
}

#[test]
fn numbers_are_whole_and_what_many_share_is_no_person() {
    for text in [
        "173岁寿星",
        "１73岁",
        "73岁以上老人",
        "60至73岁的居民",
        "60—73岁的居民",
        "62.73岁是平均年龄",
        "273亿",
        "127182818",
        "271828180",
        "星斑症患者",
        "星斑症科",
        "星斑症中心",
        "成立星斑症诊疗团队，救助困难户家庭。",
        "其他星斑症患者，他们和家属",
        "困难户",
        "女士们，先生们",
        "结霜症",
        "结霜症患者",
        "沃土上的女士",
    ] {
        assert_eq!(list(LIST).find(text), None, "{text}");
    }
}

#[test]
fn a_general_word_counts_where_its_sentence_points_at_one_person() {
    for text in [
        "金女士患有星斑症。",
        "她得了星斑癥",
        "58岁，星斑症",
        "星斑症患者李强，家在山里",
        "困难户王大爷",
    ] {
        assert!(list(LIST).find(text).is_some(), "{text}");
    }
    assert_eq!(list(LIST).find("金女士来了。医院收治星斑症。"), None);
}

#[test]
fn the_place_is_that_in_the_printed_text() {
    let text = "来的是沃\u{200b} 女士，";
    let phrases = list(LIST);
    let found = phrases.find(text).expect("found");
    assert_eq!(
        (&text[found.at], found.entry),
        ("沃\u{200b} 女士", "沃女士")
    );
}

#[test]
fn entries_of_one_character_are_wrong_and_general_ones_are_named() {
    let entries = ["沃", "沃女士", "星斑症", " ", "星斑症患者"].map(str::to_owned);
    let places = |found: Vec<(usize, String)>| -> Vec<usize> {
        found.into_iter().map(|(at, _)| at).collect()
    };
    assert_eq!(places(Phrases::problems(&entries)), [0]);
    assert_eq!(places(Phrases::notes(&entries)), [2, 4]);
    for name in ["王炎", "李长征", "白科", "聂耳", "李心"] {
        assert!(Phrases::notes(&[name.to_owned()]).is_empty(), "{name}");
    }
}

proptest! {
    #[test]
    fn whatever_is_put_between_the_characters_of_a_name_it_is_found(
        name in "[王李张陈]{1}[一-龥]{2}",
        between in proptest::collection::vec(proptest::sample::select(vec![" ", "\u{3000}", "-", "\u{34f}", "\u{200d}", "\u{e0020}", "\u{3164}", "\u{301}", ""]), 3),
        before in "[a-z，。]{0,4}",
    ) {
        let phrases = Phrases::of(std::slice::from_ref(&name));
        prop_assume!(!is_general(&of_entry(&name)));
        let written: String = name.chars().zip(&between).map(|(c, gap)| format!("{c}{gap}")).collect();
        let text = format!("{before}{written}来了");
        prop_assert!(phrases.find(&text).is_some(), "{}", text);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}|.{0,40}", entry in "\\PC{0,6}|[0-9]{1,9}岁?") {
        let entries = [entry];
        if let Some(found) = Phrases::of(&entries).find(&text) {
            prop_assert!(text.get(found.at).is_some());
        }
        let _ = (Phrases::problems(&entries), Phrases::notes(&entries));
    }
}
