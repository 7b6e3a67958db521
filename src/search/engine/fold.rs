//! When are two characters the same?
//!
//! The one definition: [`fold`] brings a text to the form in which texts are compared (half width, lower case, no tone marks, no white
//! space, no punctuation), idempotent for any input. Traditional forms are absent on purpose: they are a table of the index.

/// Stands for every character beyond the basic plane: rare hanzi and signs that one typist in a million has.
pub const RARE: char = '\u{fffd}';

/// Letters that carry a tone, and ü as pinyin is typed.
const TONES: [(&str, char); 8] = [
    ("āáǎà", 'a'),
    ("ēéěèê", 'e'),
    ("īíǐì", 'i'),
    ("ōóǒò", 'o'),
    ("ūúǔù", 'u'),
    ("ǖǘǚǜü", 'v'),
    ("ńňǹ", 'n'),
    ("ḿ", 'm'),
];

/// The folded form of one character; nothing for what does not count.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    half.to_lowercase().filter_map(|c| match c {
        'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}' | '%' | '+' | '.' => Some(c),
        '\u{c0}'..='\u{1eff}' => TONES
            .iter()
            .find(|(toned, _)| toned.contains(c))
            .map(|(_, plain)| *plain)
            .or_else(|| c.is_alphanumeric().then_some(c)),
        '\u{10000}'.. if c.is_alphanumeric() => Some(RARE),
        RARE => Some(RARE),
        _ => c.is_alphanumeric().then_some(c),
    })
}

/// The form in which texts are compared.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(fold_char).collect()
}

/// The words of a query: parted by white space, folded, each once, empty ones dropped.
pub fn words(query: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in query.split_whitespace().map(fold) {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// A folded text as the index counts it: one unit a character.
pub(crate) fn units(folded: &str) -> Vec<u16> {
    folded.encode_utf16().collect()
}

/// Whether a unit is a letter that pinyin is typed with.
pub(crate) fn is_letter(unit: u16) -> bool {
    (u16::from(b'a')..=u16::from(b'z')).contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_case_tones_spaces_and_punctuation_do_not_count() {
        for (a, b) in [
            ("华美红心·健康同行", "华美红心健康同行"),
            ("ＣＭＩ 值", "cmi值"),
            ("“1+X”", "1+x"),
            ("仁心仁术 惠民利民", "仁心仁术惠民利民"),
            ("yī lù gēn dǎng", "yilugendang"),
            ("nǚ", "nv"),
            ("Xi'an", "xian"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC*|.*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
