//! How is a page read aloud?
//!
//! Plain values: which voice, which sentences, and how they are to be said. A sentence is read whole, so that pausing, going slower and
//! marking need nothing from the voice but its end. Speaking is absent on purpose: the companion does it.

use std::ops::Range;

/// The speeds, from slow to fast; the middle one is usual.
pub const SPEEDS: [f32; 5] = [0.6, 0.8, 1.0, 1.25, 1.5];

/// How loud a screen in a lobby can be made, from soft to loud, in hundredths. A device of one's own has keys for it.
pub const VOLUMES: [u8; 3] = [40, 70, 100];

/// How loud it begins where it is not told otherwise, in hundredths.
pub const USUAL_VOLUME: u8 = VOLUMES[1];

/// The next step above, or the same where there is none.
pub fn louder(volume: u8) -> u8 {
    let mut above = VOLUMES.into_iter().filter(|step| *step > volume);
    above.next().unwrap_or(volume)
}

/// The next step below, or the same where there is none.
pub fn softer(volume: u8) -> u8 {
    let mut below = VOLUMES.into_iter().filter(|step| *step < volume);
    below.next_back().unwrap_or(volume)
}

/// Longer pieces are parted at a comma: some voices give up after a quarter of a minute.
const LONG: usize = 60;

/// A voice that a device has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// What it is called.
    pub name: String,
    /// What it speaks, such as `zh-CN`.
    pub language: String,
    /// Whether it needs no network.
    pub is_local: bool,
}

/// The best voice for Mandarin: the mainland's before others, on the device before over the network. Nothing where none speaks it: Cantonese
/// is another language.
pub fn choose(voices: &[Voice]) -> Option<usize> {
    let rank = |voice: &Voice| {
        let language = voice.language.to_ascii_lowercase().replace('_', "-");
        let mandarin = ["zh", "cmn"].iter().any(|code| language.starts_with(code));
        let cantonese = ["hk", "mo", "yue"]
            .iter()
            .any(|code| language.contains(code));
        let mainland = language.ends_with("cn") || ["zh", "cmn", "zh-hans"].contains(&&*language);
        // The eloquent toys of some systems speak everything, badly.
        let natural = [
            "Xiaoxiao",
            "Tingting",
            "Ting-Ting",
            "Yaoyao",
            "Huihui",
            "普通话",
            "Mandarin",
        ];
        let known = natural.iter().any(|name| voice.name.contains(name));
        (mandarin && !cantonese).then_some((mainland, voice.is_local, known))
    };
    let ranked = voices.iter().enumerate();
    let ranked = ranked.filter_map(|(at, voice)| Some((rank(voice)?, std::cmp::Reverse(at))));
    ranked.max().map(|(_, at)| at.0)
}

/// The sentences of a text, as ranges of its characters; together they are the whole text.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut ended = false;
    let mut length = 0;
    for (at, c) in text.chars().enumerate() {
        // What closes belongs to the sentence that it closes.
        if ended && !"”’）》】。！？；…".contains(c) {
            found.push(from..at);
            (from, length, ended) = (at, 0, false);
        }
        length += 1;
        ended |= "。！？；\n".contains(c) || length > LONG && "，、：".contains(c);
    }
    let all = text.chars().count();
    if from < all {
        found.push(from..all);
    }
    found.retain(|range| {
        !text
            .chars()
            .skip(range.start)
            .take(range.len())
            .all(char::is_whitespace)
    });
    found
}

/// What a voice would read wrongly, and how it is said.
const SAID: [(&str, &str); 12] = [
    ("“120”", "幺二零"),
    ("120急救", "幺二零急救"),
    ("12345", "幺二三四五"),
    ("1+1+N", "一加一加恩"),
    ("1+X", "一加艾克斯"),
    ("24小时", "二十四小时"),
    ("7×24", "七乘二十四"),
    ("·", "，"),
    ("—", "，"),
    ("～", "到"),
    ("“", ""),
    ("”", ""),
];

/// A sentence as a voice is to say it: figures, signs and names read right.
pub fn spoken(sentence: &str) -> String {
    let mut text = sentence.to_owned();
    for (written, said) in SAID {
        text = text.replace(written, said);
    }
    percentages(&signs(&text))
}

/// A sign between or behind digits: `3-5` is three to five, `100+` more than a hundred.
fn signs(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let mut said = String::new();
    for (at, c) in characters.iter().enumerate() {
        let (before, after) = (at > 0 && digit(at - 1), digit(at + 1));
        match c {
            '-' | '~' | '–' if before && after => said.push('到'),
            '+' if before && !after => said.push('多'),
            '+' => said.push('加'),
            '/' if before && after => said.push('，'),
            // Voices stop at the commas of large numbers.
            ',' if before && after => {}
            c => said.push(*c),
        }
    }
    said
}

/// `98.5%` is said with its sign first.
fn percentages(text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['%', '％']) {
        let number = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_ascii_digit() || *c == '.')
            .last()
            .map_or(before.len(), |(at, _)| at);
        said.push_str(&before[..number]);
        said.push_str("百分之");
        said.push_str(&before[number..]);
        rest = after;
    }
    said + rest
}
