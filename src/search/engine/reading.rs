//! The readings of characters in their context, for the index builder (native).
//!
//! The `pinyin` crate gives all readings of a character. The dictionary of `pinyin-converter` (380,000 words) selects the one that a word uses, and
//! [`WORDS`] corrects it for names. The index contains only the result, not the dictionaries.

use crate::sound::pack;
use pinyin::{ToPinyin, ToPinyinMulti};

/// Words with all their syllables that the dictionary reads differently from how names use them, or divides wrongly.
const WORDS: [(&str, &str); 10] = [
    ("重生", "chong sheng"),
    ("重见", "chong jian"),
    ("同行", "tong xing"),
    ("随行", "sui xing"),
    ("标识", "biao shi"),
    ("哪些", "na xie"),
    ("哪个", "na ge"),
    ("市石", "shi shi"),
    ("路卡", "lu ka"),
    ("解法", "jie fa"),
];

/// A syllable as it is typed, packed.
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

/// The usual reading of a character, packed; 0 if it has none.
pub(crate) fn usual(c: char) -> u64 {
    c.to_pinyin().map_or(0, |pinyin| typed(pinyin.plain()))
}

/// All readings of a character, packed, the usual one first.
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

/// The reading of each character of a folded text, packed: by [`WORDS`], then by the dictionary, then the usual one.
pub(crate) fn in_context(text: &[char]) -> Vec<u64> {
    let mut readings: Vec<u64> = text.iter().map(|c| usual(*c)).collect();
    let mut from = 0;
    for (word, heard) in phrases::match_word_pinyin(&text.iter().collect::<String>()) {
        let word: Vec<char> = word.chars().collect();
        let Some(at) = text[from..]
            .windows(word.len().max(1))
            .position(|run| run == word)
        else {
            continue;
        };
        from += at;
        // The dictionary's reading of a single character is not used: the usual one stays.
        let heard: Vec<u64> = heard.split_whitespace().map(toneless).collect();
        if word.len() > 1 && heard.len() == word.len() {
            readings[from..from + word.len()].copy_from_slice(&heard);
        }
        from += word.len();
    }
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

/// A syllable with a tone mark, as it is typed, packed.
fn toneless(syllable: &str) -> u64 {
    typed(&crate::fold::fold(syllable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_read_as_its_word_reads_it() {
        for (word, heard) in [
            ("重庆", "chong qing"),
            ("重症医学科", "zhong zheng yi xue ke"),
            ("银行", "yin hang"),
            ("行业", "hang ye"),
            ("健康同行", "jian kang tong xing"),
            ("高山巡回", "gao shan xun hui"),
            ("院长", "yuan zhang"),
            ("长兴", "chang xing"),
            ("长辈", "zhang bei"),
            ("音乐", "yin yue"),
            ("乐清", "yue qing"),
            ("乐龄", "le ling"),
            ("调查", "diao cha"),
            ("协调", "xie tiao"),
            ("率先", "shuai xian"),
            ("效率", "xiao lv"),
            ("成都", "cheng du"),
            ("沿着", "yan zhe"),
            ("六安", "lu an"),
            ("台州", "tai zhou"),
            ("大夫", "dai fu"),
            ("西藏", "xi zang"),
            ("重见光明", "chong jian guang ming"),
            ("女儿", "nv er"),
        ] {
            let chars: Vec<char> = word.chars().collect();
            let syllables: Vec<u64> = heard.split(' ').map(typed).collect();
            assert_eq!(in_context(&chars), syllables, "{word}");
        }
    }
}
