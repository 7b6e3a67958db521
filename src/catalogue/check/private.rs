//! Private phrases: by which words a private person could be recognised, and whether a text holds one.
//!
//! Contract: [`Phrases`] is made of the entries of `private.json`; [`Phrases::find`] gives the first one that a text holds, with the place in the text as
//! printed. The rules, which `check` also tells whoever keeps the list:
//!
//! - An entry is a whole phrase: a name, a number, an age, a description that fits one person. It is found however it is written: with spaces, hyphens or
//!   characters that are not seen in between, in full width, in other digits, in traditional characters.
//! - Digits at the edge of an entry are the whole number: `73岁` is not in `173岁`, and not in a group's age (`73岁以上`, `60至73岁`). A telephone number is
//!   found behind an area code.
//! - A general word (an illness, an organ, a need, alone or with 患者, 家庭, 科) recognises nobody: many people and departments have it. It counts only
//!   where the same sentence points at one person: a surname with a form of address, an age, 他 or 她. [`Phrases::notes`] names such entries.
//! - An entry of one character is too short to be a phrase; it is a problem of the list.
//!
//! Absent on purpose: numbers written in words (`七十三岁`), nicknames, and guesses; the list is a net under the people who write, not in their place.

use icu_normalizer::DecomposingNormalizerBorrowed;
use std::ops::Range;

/// From how many digits on a number is a telephone or identity number.
const LONG_NUMBER: usize = 7;

/// How a general word ends: what people suffer from.
const ILLNESSES: &[&str] = &[
    "症",
    "病",
    "癌",
    "瘤",
    "综合征",
    "肺炎",
    "肝炎",
    "胃炎",
    "肠炎",
    "肾炎",
    "脑炎",
    "鼻炎",
    "咽炎",
    "关节炎",
    "支气管炎",
    "皮炎",
    "血压",
    "血糖",
    "血脂",
    "梗死",
    "梗塞",
    "心梗",
    "脑梗",
    "中风",
    "卒中",
    "骨折",
    "残疾",
    "障碍",
    "不全",
    "衰竭",
    "出血",
    "硬化",
    "结石",
    "贫血",
    "瘫痪",
    "痴呆",
    "抑郁",
    "癫痫",
    "结节",
    "息肉",
    "囊肿",
    "狭窄",
    "栓塞",
    "溃疡",
    "透析",
    "腹透",
    "血透",
    "移植",
    "化疗",
    "放疗",
    "早产",
    "流产",
    "不孕",
    "烧伤",
    "过敏",
    "中毒",
    "失明",
    "失聪",
];

/// What else is general: parts of the body, and what a family is called that is helped.
const GENERAL: &[&str] = &[
    "贲门",
    "食管",
    "食道",
    "胰腺",
    "甲状腺",
    "乳腺",
    "前列腺",
    "膀胱",
    "子宫",
    "卵巢",
    "心脏",
    "肝脏",
    "肺部",
    "肾脏",
    "大肠",
    "小肠",
    "直肠",
    "结肠",
    "胃部",
    "胆囊",
    "淋巴",
    "低保",
    "低保户",
    "贫困户",
    "困难户",
    "特困户",
    "五保户",
    "孤儿",
    "孤寡",
    "残疾人",
    "独居",
    "空巢",
    "失独",
    "留守儿童",
    "留守老人",
    "优抚对象",
    "孕妇",
    "产妇",
    "患儿",
    "老人",
    "病人",
    "患者",
    "家属",
];

/// What may follow a general word without making it more than that.
const COLLECTIVE: &[&str] = &[
    "患者", "病人", "家庭", "家属", "群体", "人群", "对象", "老人", "儿童", "中心", "门诊", "病房",
    "病区", "专科", "内科", "外科", "科室", "科", "户", "者", "防治", "筛查", "治疗", "康复",
];

/// Surnames that begin few other words.
const SURNAMES: &str = "王李张刘陈杨赵吴周徐孙朱胡郭林罗郑梁宋唐许韩冯邓曹彭曾萧肖潘田董袁蔡蒋余魏薛叶阎杜丁沈姜范傅钟卢汪戴崔陆廖姚邹熊孟秦邱侯江尹顾黎龚邵钱谭贺邬竺柴庄俞励虞裘\
    黄高何马谢程苏吕任方石金夏贾白龙万段雷史陶毛郝汤尤施章翁沃蓝华祝岑闻应舒乐严葛柳鲍娄盛卓洪童项倪季费樊骆屠洪费仇";

/// Forms of address of private persons; those of offices (医生, 主任) are absent: such persons are named in public.
const TITLES: &[&str] = &[
    "某", "女士", "先生", "小姐", "大伯", "大爷", "大妈", "大娘", "大叔", "大婶", "大姐", "大哥",
    "大嫂", "阿姨", "阿婆", "阿公", "奶奶", "爷爷", "外婆", "外公", "婆婆", "公公", "伯伯", "叔叔",
    "老伯", "老汉", "老太", "师傅", "同学", "姑娘", "小伙", "妈妈", "爸爸",
];

/// The private phrases of a gallery.
#[derive(Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
}

struct Phrase {
    entry: String,
    folded: Vec<char>,
    general: bool,
}

/// A private phrase within a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// As the list has it.
    pub entry: &'a str,
    /// Where it is in the text, in bytes.
    pub at: Range<usize>,
}

impl Phrases {
    /// The phrases of these entries; empty ones and those of one character are left out.
    pub fn of(entries: &[String]) -> Phrases {
        let phrase = |entry: &String| {
            let folded = of_entry(entry);
            (folded.len() > 1).then(|| Phrase {
                entry: entry.trim().to_owned(),
                general: is_general(&folded),
                folded,
            })
        };
        Phrases {
            phrases: entries.iter().filter_map(phrase).collect(),
        }
    }

    /// The first phrase that a text holds.
    pub fn find(&self, text: &str) -> Option<Found<'_>> {
        if self.phrases.is_empty() {
            return None;
        }
        let folded = fold(text);
        let signs: Vec<char> = folded.iter().map(|one| one.sign).collect();
        self.phrases.iter().find_map(|phrase| {
            let length = phrase.folded.len();
            let places = signs.windows(length).enumerate();
            let held = places.filter(|(_, window)| *window == phrase.folded);
            let counts = |at: &usize| {
                if phrase.general {
                    points_at_one_person(&signs, *at..*at + length)
                } else {
                    is_whole(text, &folded, *at..*at + length)
                }
            };
            let at = held.map(|(at, _)| at).find(counts)?;
            Some(Found {
                entry: &phrase.entry,
                at: folded[at].at.start..folded[at + length - 1].at.end,
            })
        })
    }

    /// What is wrong with entries: position in the list, sentence.
    pub fn problems(entries: &[String]) -> Vec<(usize, String)> {
        let too_short = |(at, entry): (usize, &String)| {
            let is_short = !entry.trim().is_empty() && of_entry(entry).len() < 2;
            is_short.then(|| {
                let sentence = format!(
                    "“{}”太短，认不出人，也会误伤别的字。请写全，如姓加称呼。",
                    entry.trim()
                );
                (at, sentence)
            })
        };
        entries.iter().enumerate().filter_map(too_short).collect()
    }

    /// What is to be known of entries that are general words: position in the list, sentence. Not an error.
    pub fn notes(entries: &[String]) -> Vec<(usize, String)> {
        let general = |(at, entry): (usize, &String)| {
            is_general(&of_entry(entry)).then(|| {
                let sentence = format!(
                    "“{}”是常用的词，单独出现认不出人：只有同一句里还有姓和称呼、年龄，或者“他”“她”，才算能认出个人。要整句拦住，请把能认出人的那句话写全。",
                    entry.trim()
                );
                (at, sentence)
            })
        };
        entries.iter().enumerate().filter_map(general).collect()
    }
}

/// A character as it is compared, and where the character is that it comes from.
struct Sign {
    sign: char,
    at: Range<usize>,
}

/// A text as it is compared: compatibility forms, marks, case, traditional forms, spaces, hyphens and unseen characters make no difference.
fn fold(text: &str) -> Vec<Sign> {
    let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
    let mut folded: Vec<Sign> = Vec::new();
    for (at, c) in text.char_indices() {
        let at = at..at + c.len_utf8();
        if is_skipped(c) {
            continue;
        }
        let mut buffer = [0; 4];
        let plain = normalizer.normalize(c.encode_utf8(&mut buffer));
        for c in plain.chars().filter(|c| !is_skipped(*c)) {
            for c in c.to_lowercase() {
                folded.push(Sign {
                    sign: simple(digit(c)),
                    at: at.clone(),
                });
            }
        }
    }
    // What parts the groups of a number.
    let is_digit = |at: usize| folded.get(at).is_some_and(|one| one.sign.is_ascii_digit());
    let parts = |at: usize| ".,()/".contains(folded[at].sign) && at > 0 && is_digit(at - 1);
    let kept = (0..folded.len()).map(|at| !(parts(at) && is_digit(at + 1)));
    let kept: Vec<bool> = kept.collect();
    let mut kept = kept.into_iter();
    folded.retain(|_| kept.next().unwrap_or(true));
    folded
}

/// An entry as it is compared, from its first letter or digit to its last.
fn of_entry(entry: &str) -> Vec<char> {
    let signs: Vec<char> = fold(entry).into_iter().map(|one| one.sign).collect();
    let first = signs.iter().position(|c| c.is_alphanumeric());
    let last = signs.iter().rposition(|c| c.is_alphanumeric());
    match (first, last) {
        (Some(first), Some(last)) => signs[first..=last].to_vec(),
        _ => Vec::new(),
    }
}

/// The simplified form of a character.
fn simple(c: char) -> char {
    if !('\u{3400}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let mut buffer = [0; 4];
    let simple = fast2s::convert(c.encode_utf8(&mut buffer));
    simple.chars().next().unwrap_or(c)
}

/// A digit of another script as one of ours.
fn digit(c: char) -> char {
    const ZEROS: [u32; 20] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
        0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0x19d0, 0xa620,
    ];
    let value = (ZEROS.iter()).find_map(|zero| (c as u32).checked_sub(*zero).filter(|by| *by < 10));
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

/// Whether a character is passed over: space, hyphen, dot between names, mark, or one that nobody sees.
fn is_skipped(c: char) -> bool {
    c.is_whitespace() || is_unseen(c) || is_hyphen(c) || matches!(c, '·' | '・' | '•' | '‧' | '･')
}

fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '~' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{301c}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{ff3f}'
                | '\u{ff5e}'
    )
}

/// Whether nobody sees this character by itself: controls, joiners, fillers, selectors, tags, combining marks, private use.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{fffd}'..='\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
            | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
            | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}'
            | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether the digits at the edges of a phrase are whole numbers where it is found.
fn is_whole(text: &str, folded: &[Sign], at: Range<usize>) -> bool {
    let phrase = &folded[at.clone()];
    let digits = |signs: &mut dyn Iterator<Item = &Sign>| {
        signs.take_while(|one| one.sign.is_ascii_digit()).count()
    };
    let (first, last) = (digits(&mut phrase.iter()), digits(&mut phrase.iter().rev()));
    // What is printed between two characters, but for what nobody sees.
    let between = |before: usize, after: usize| -> String {
        let gap = text.get(folded[before].at.end..folded[after].at.start);
        gap.unwrap_or_default()
            .chars()
            .filter(|c| !is_unseen(*c))
            .collect()
    };
    let is_digit = |at: usize| folded.get(at).is_some_and(|one| one.sign.is_ascii_digit());
    let goes_on = |before: usize, after: usize, length: usize| {
        is_digit(before)
            && is_digit(after)
            && match between(before, after).as_str() {
                "" => true,
                // A decimal point, or what parts the groups of a telephone number.
                "." | "．" => length < LONG_NUMBER,
                _ => false,
            }
    };
    let begins = at.start == 0 || first == 0 || !goes_on(at.start - 1, at.start, first) || {
        let before: String = (folded[..at.start].iter().rev())
            .map(|one| one.sign)
            .take_while(char::is_ascii_digit)
            .collect();
        first >= LONG_NUMBER && is_dialled_before(&before.chars().rev().collect::<String>())
    };
    let ends = last == 0 || !goes_on(at.end - 1, at.end, last);
    begins && ends && !is_age_of_a_group(text, folded, at)
}

/// Whether digits are what is dialled before a number: the country, the area.
fn is_dialled_before(digits: &str) -> bool {
    let area = |digits: &str| (2..=3).contains(&digits.len());
    let own = digits
        .strip_prefix("0086")
        .or_else(|| digits.strip_prefix("86"));
    match own {
        Some(own) => own.is_empty() || area(own.strip_prefix('0').unwrap_or(own)),
        None => digits.strip_prefix('0').is_some_and(area),
    }
}

/// Whether an age, as a phrase or the end of one, is that of a group: a range, or from there on.
fn is_age_of_a_group(text: &str, folded: &[Sign], at: Range<usize>) -> bool {
    let phrase = &folded[at.clone()];
    let years = phrase.iter().position(|one| !one.sign.is_ascii_digit());
    let is_age = years.is_some_and(|years| {
        years > 0 && (phrase[years..].iter().map(|one| one.sign)).eq("岁".chars())
    });
    if !is_age {
        return false;
    }
    let after: String = folded[at.end..]
        .iter()
        .take(3)
        .map(|one| one.sign)
        .collect();
    let from_there = ["以上", "以下", "及以", "以内", "至", "到"];
    let before = text[..phrase[0].at.start].trim_end();
    let is_range = before.ends_with(|c: char| is_hyphen(c) || matches!(c, '至' | '到'))
        && before
            .trim_end_matches(|c: char| is_hyphen(c) || matches!(c, '至' | '到'))
            .trim_end()
            .ends_with(|c: char| digit_of_width(c) || c == '岁' || c == '歲');
    is_range || from_there.iter().any(|word| after.starts_with(word))
}

fn digit_of_width(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether many people or departments share a phrase.
fn is_general(folded: &[char]) -> bool {
    let whole: String = folded.iter().collect();
    if folded.iter().any(char::is_ascii_digit) || holds_a_person(folded) {
        return false;
    }
    let mut rest = whole.as_str();
    loop {
        let ends = |words: &[&str]| words.iter().any(|word| rest.ends_with(word));
        if ends(ILLNESSES) || ends(GENERAL) {
            return true;
        }
        let shorter = COLLECTIVE.iter().find_map(|word| rest.strip_suffix(word));
        match shorter.filter(|shorter| !shorter.is_empty()) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
}

/// Whether the sentence around a general word points at one person.
fn points_at_one_person(signs: &[char], at: Range<usize>) -> bool {
    let ends = |c: &char| "。！？!?；;…".contains(*c);
    let from = signs[..at.start]
        .iter()
        .rposition(ends)
        .map_or(0, |at| at + 1);
    let to = signs[at.end..]
        .iter()
        .position(ends)
        .map_or(signs.len(), |to| at.end + to);
    let sentence = &signs[from..to];
    holds_a_person(sentence) || holds_an_age(sentence) || is_named_behind(sentence)
}

/// Whether a surname with a form of address is there, or 他, 她.
fn holds_a_person(signs: &[char]) -> bool {
    (0..signs.len()).any(|at| {
        let rest: String = signs[at + 1..].iter().take(2).collect();
        let before = at.checked_sub(1).map(|before| signs[before]);
        match signs[at] {
            // Others, they: nobody in particular.
            '他' | '她' => {
                before != Some('其') && !rest.starts_with(['们', '人', '乡', '国', '山'])
            }
            c if SURNAMES.contains(c) => TITLES.iter().any(|title| rest.starts_with(title)),
            _ => false,
        }
    })
}

/// Whether the age of one person is there.
fn holds_an_age(signs: &[char]) -> bool {
    signs.iter().enumerate().any(|(at, c)| {
        let digits = (signs[..at].iter().rev()).take_while(|c| c.is_ascii_digit());
        let digits = digits.count();
        let after: String = signs[at + 1..].iter().take(2).collect();
        let before = signs[..at - digits.min(at)].last();
        *c == '岁'
            && (1..=3).contains(&digits)
            && !["以上", "以下", "及以", "以内"].contains(&after.as_str())
            && !after.starts_with(['至', '到'])
            && !matches!(before, Some('至' | '到'))
    })
}

/// Whether a name stands behind 患者, 病人 and the like, up to the end of the phrase.
fn is_named_behind(signs: &[char]) -> bool {
    let text: String = signs.iter().collect();
    ["患者", "病人", "名叫", "患儿", "村民", "居民"]
        .iter()
        .any(|word| {
            text.match_indices(word).any(|(at, _)| {
                let behind: Vec<char> = text[at + word.len()..].chars().take(4).collect();
                // The first 60 surnames begin few other words.
                let is_surname = |c: &char| SURNAMES.chars().take(60).any(|surname| surname == *c);
                behind.first().is_some_and(is_surname)
                    && (2..=3).any(|length| {
                        behind.len() >= length
                            && behind[1..length].iter().all(|c| c.is_alphabetic())
                            && behind.get(length).is_none_or(|c| "，、：:,的".contains(*c))
                    })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(entries: &[&str]) -> Phrases {
        let entries: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
        Phrases::of(&entries)
    }

    /// Invented: nobody is called so.
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
            assert!(list(&LIST).find(text).is_some(), "{text}");
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
            assert_eq!(list(&LIST).find(text), None, "{text}");
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
            assert!(list(&LIST).find(text).is_some(), "{text}");
        }
        assert_eq!(list(&LIST).find("金女士来了。医院收治星斑症。"), None);
    }

    #[test]
    fn the_place_is_that_in_the_printed_text() {
        let text = "来的是沃\u{200b} 女士，";
        let phrases = list(&LIST);
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
}
