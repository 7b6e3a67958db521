//! The folded form in which texts are compared.
//!
//! [`fold`] converts a text to half width, lower case and letters without tone marks, and drops white space and punctuation except `%`, `+` and `.`. It is
//! idempotent for any input. Traditional characters stay; the table of an index maps them.

/// The folded form of every character beyond the basic plane: rare hanzi and symbols that hardly anybody can type.
pub const RARE: char = '\u{fffd}';

/// Letters with tone marks and the letter they are typed as; ü is typed as v.
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

/// The folded form of one character; empty for white space and punctuation.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let folded = match half {
        'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}' | '%' | '+' | '.' => Some(half),
        'A'..='Z' => Some(half.to_ascii_lowercase()),
        '\u{c0}'..='\u{1eff}' => {
            let small = small(half);
            let plain = TONES.iter().find(|(toned, _)| toned.contains(small));
            plain
                .map(|(_, plain)| *plain)
                .or_else(|| counts(small).then_some(small))
        }
        '\u{10000}'.. => counts(half).then_some(RARE),
        _ => counts(half).then_some(half),
    };
    folded.into_iter()
}

/// The lower-case form of a Latin, Greek or Cyrillic letter. The standard library covers every script, with a table of eleven kilobytes.
fn small(c: char) -> char {
    let further = match c {
        '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{de}'
        | '\u{391}'..='\u{3a9}'
        | '\u{410}'..='\u{42f}' => 32,
        '\u{400}'..='\u{40f}' => 80,
        // Upper and lower case alternate; the upper-case code point is odd here, even in the next ranges.
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' | '\u{1cd}'..='\u{1dc}' => {
            u32::from(c as u32 % 2 == 1)
        }
        '\u{100}'..='\u{137}'
        | '\u{14a}'..='\u{177}'
        | '\u{1de}'..='\u{1ef}'
        | '\u{1f4}'
        | '\u{1f8}'..='\u{21f}'
        | '\u{1e00}'..='\u{1e95}'
        | '\u{1ea0}'..='\u{1eff}' => u32::from(c as u32 % 2 != 1),
        _ => 0,
    };
    char::from_u32(c as u32 + further).unwrap_or(c)
}

/// Whether a character beyond ASCII is a letter or a number: exact for the characters printed with hanzi, by blocks for other scripts.
fn counts(c: char) -> bool {
    matches!(c,
        'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼'..='¾'
        | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2c1}' | '\u{370}'..='\u{373}' | '\u{376}'..='\u{377}'
        | '\u{37b}'..='\u{37d}' | '\u{37f}' | '\u{386}' | '\u{388}'..='\u{3f5}' | '\u{3f7}'..='\u{481}'
        | '\u{48a}'..='\u{559}' | '\u{560}'..='\u{588}' | '\u{5d0}'..='\u{5f2}' | '\u{620}'..='\u{669}'
        | '\u{671}'..='\u{6d3}' | '\u{900}'..='\u{963}' | '\u{966}'..='\u{1fff}'
        | '\u{2070}'..='\u{2071}' | '\u{2074}'..='\u{2079}' | '\u{207f}'..='\u{2089}' | '\u{2090}'..='\u{209c}'
        | '\u{2102}' | '\u{2107}' | '\u{210a}'..='\u{2113}' | '\u{2115}' | '\u{2119}'..='\u{211d}' | '\u{2124}'
        | '\u{2126}' | '\u{2128}' | '\u{212a}'..='\u{212d}' | '\u{212f}'..='\u{2139}' | '\u{213c}'..='\u{213f}'
        | '\u{2145}'..='\u{2149}' | '\u{214e}' | '\u{2150}'..='\u{2189}' | '①'..='⒛' | 'Ⓐ'..='\u{24ff}'
        | '\u{2776}'..='\u{2793}' | '\u{2c00}'..='\u{2de4}'
        | '々'..='〇' | '〡'..='〩' | '〱'..='〵' | '〸'..='〼' | 'ぁ'..='ゖ' | 'ゝ'..='ゟ' | 'ァ'..='ヺ' | 'ー'..='ヿ'
        | 'ㄅ'..='ㄯ' | 'ㄱ'..='\u{318e}' | '㆒'..='㆕' | 'ㆠ'..='ㆿ' | 'ㇰ'..='ㇿ' | '㈠'..='㈩'
        | '㉈'..='㉏' | '㉑'..='㉟' | '㊀'..='㊉' | '㊱'..='㊿'
        | '㐀'..='䶿' | '\u{a000}'..='\u{a48c}' | '\u{a4d0}'..='\u{d7fb}' | '\u{f900}'..='\u{fb4f}'
        | '\u{fe70}'..='\u{fefc}' | 'ｦ'..='ￜ' | RARE
        | '\u{10000}'..='\u{1cfff}' | '\u{1d400}'..='\u{1efff}' | '\u{1f100}'..='\u{1f10c}' | '\u{20000}'..='\u{3ffff}')
}

/// The folded form of a text.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(fold_char).collect()
}

/// The words of a query: separated by white space, folded, without duplicates and empty ones.
pub fn words(query: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in query.split_whitespace().map(fold) {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The units of a folded text: one 16-bit code a character.
pub(crate) fn units(folded: &str) -> Vec<u16> {
    folded.encode_utf16().collect()
}

/// Whether a unit is one of the letters a to z.
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

    #[test]
    fn what_counts_around_hanzi_is_what_the_standard_counts() {
        let around = (0x80..0x2c0)
            .chain(0x2000..0x2c00)
            .chain(0x2e80..0x3400)
            .chain(0xac00..0xd7a4)
            .chain(0xff61..0xffa0)
            .chain(0x1f200..0x1fb00)
            .chain(0x20000..0x2a6d0);
        let wrong: Vec<u32> = around
            .filter_map(char::from_u32)
            .filter(|c| counts(*c) != c.is_alphanumeric())
            .take(50)
            .map(u32::from)
            .collect();
        assert!(wrong.is_empty(), "{wrong:x?}");
    }

    #[test]
    fn letters_of_europe_count_in_either_case() {
        for c in ('\u{c0}'..'\u{180}')
            .chain('\u{391}'..'\u{3aa}')
            .chain('\u{400}'..'\u{430}')
        {
            let small: String = c.to_lowercase().collect();
            if small.chars().count() == 1 && c != '\u{178}' {
                assert_eq!(fold(&c.to_string()), fold(&small), "{c}");
            }
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
