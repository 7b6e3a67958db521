//! How is this character read here? (desk)
//!
//! The dictionary of the `pinyin` crate knows every reading of a character; which one a word takes stands in [`WORDS`]. Words that
//! take the usual reading are absent on purpose.

use crate::sound::pack;
use pinyin::{ToPinyin, ToPinyinMulti};

/// Words that read a character otherwise than usual: the word and all its syllables.
const WORDS: [(&str, &str); 58] = [
    ("重庆", "chong qing"),
    ("重生", "chong sheng"),
    ("重见", "chong jian"),
    ("重新", "chong xin"),
    ("重阳", "chong yang"),
    ("重建", "chong jian"),
    ("重塑", "chong su"),
    ("重启", "chong qi"),
    ("重复", "chong fu"),
    ("银行", "yin hang"),
    ("行业", "hang ye"),
    ("行长", "hang zhang"),
    ("排行", "pai hang"),
    ("院长", "yuan zhang"),
    ("成长", "cheng zhang"),
    ("生长", "sheng zhang"),
    ("长者", "zhang zhe"),
    ("校长", "xiao zhang"),
    ("局长", "ju zhang"),
    ("会长", "hui zhang"),
    ("家长", "jia zhang"),
    ("长辈", "zhang bei"),
    ("助长", "zhu zhang"),
    ("增长", "zeng zhang"),
    ("院长", "yuan zhang"),
    ("音乐", "yin yue"),
    ("乐清", "yue qing"),
    ("会计", "kuai ji"),
    ("调查", "diao cha"),
    ("调研", "diao yan"),
    ("调动", "diao dong"),
    ("协调", "xie tiao"),
    ("调解", "tiao jie"),
    ("调理", "tiao li"),
    ("六安", "lu an"),
    ("厦门", "xia men"),
    ("台州", "tai zhou"),
    ("丽水", "li shui"),
    ("大夫", "dai fu"),
    ("朝阳", "chao yang"),
    ("朝气", "zhao qi"),
    ("血脉", "xue mai"),
    ("便宜", "pian yi"),
    ("方便", "fang bian"),
    ("传记", "zhuan ji"),
    ("弹性", "tan xing"),
    ("模样", "mu yang"),
    ("模式", "mo shi"),
    ("参差", "cen ci"),
    ("出差", "chu chai"),
    ("给予", "ji yu"),
    ("供给", "gong ji"),
    ("角色", "jue se"),
    ("蚌埠", "beng bu"),
    ("番禺", "pan yu"),
    ("东莞", "dong guan"),
    ("单县", "shan xian"),
    ("尉犁", "yu li"),
];

/// The syllable as letters that are typed.
fn typed(syllable: &str) -> u64 {
    let letters = syllable.chars().map(|c| match c {
        'ü' => b'v',
        'ê' => b'e',
        'ń' | 'ň' | 'ǹ' => b'n',
        'ḿ' => b'm',
        c => u8::try_from(c)
            .ok()
            .filter(u8::is_ascii_lowercase)
            .unwrap_or(b'e'),
    });
    pack(letters)
}

/// The usual reading of a character, packed; 0 for none.
pub(crate) fn usual(c: char) -> u64 {
    c.to_pinyin().map_or(0, |pinyin| typed(pinyin.plain()))
}

/// All readings of a character, the usual one first.
pub(crate) fn all(c: char) -> Vec<u64> {
    let mut all = Vec::new();
    if let Some(readings) = c.to_pinyin_multi() {
        for reading in readings {
            let reading = typed(reading.plain());
            if !all.contains(&reading) {
                all.push(reading);
            }
        }
    }
    all
}

/// The readings of a folded text, character by character.
pub(crate) fn of(text: &[char]) -> Vec<u64> {
    let mut readings: Vec<u64> = text.iter().map(|c| usual(*c)).collect();
    for (word, syllables) in WORDS {
        let word: Vec<char> = word.chars().collect();
        for at in 0..text.len() {
            if text[at..].starts_with(&word) {
                for (reading, syllable) in readings[at..].iter_mut().zip(syllables.split(' ')) {
                    *reading = typed(syllable);
                }
            }
        }
    }
    readings
}
