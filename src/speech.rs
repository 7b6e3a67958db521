//! Reading a page aloud: the choice of a voice, the sentences, and the course of a reading.
//!
//! Plain values without a browser. [`choose`] takes the voices of a device and returns the best one for Mandarin. [`sentences`] splits a text,
//! [`spoken`] turns a sentence into what a voice is given. [`Reading`] is the state machine of one reading: inputs are what the voice reports and
//! the time in milliseconds, outputs are [`Order`]s. The companion carries the orders out.

use std::ops::Range;

/// The pause between cancelling speech and the next sentence, in milliseconds. Speech on Linux loses sentences given earlier.
const SETTLE_MS: u64 = 150;

/// The longest wait for a voice that goes on speaking after it was cancelled, in milliseconds.
const SETTLE_MOST_MS: u64 = 1_000;

/// A voice that has neither spoken nor reported anything for this time has lost the sentence or its end, in milliseconds.
const SILENT_MS: u64 = 1_000;

/// A sentence that ends within this time was not spoken, in milliseconds.
const INSTANT_MS: u64 = 10;

/// The number of consecutive failures that ends the reading.
const FAILURES_MOST: u8 = 3;

/// The speeds, from slow to fast; the middle one is the default.
pub const SPEEDS: [f32; 5] = [0.6, 0.8, 1.0, 1.25, 1.5];

/// The volumes of a lobby's screen, in hundredths. Personal devices have volume keys.
pub const VOLUMES: [u8; 3] = [40, 70, 100];

/// The default volume, in hundredths.
pub const USUAL_VOLUME: u8 = VOLUMES[1];

/// The next higher volume, or the same at the maximum.
pub fn louder(volume: u8) -> u8 {
    let mut above = VOLUMES.into_iter().filter(|step| *step > volume);
    above.next().unwrap_or(volume)
}

/// The next lower volume, or the same at the minimum.
pub fn softer(volume: u8) -> u8 {
    let mut below = VOLUMES.into_iter().filter(|step| *step < volume);
    below.next_back().unwrap_or(volume)
}

/// Longer sentences are split at a comma, in characters: some voices stop after a quarter of a minute.
const LONG: usize = 60;

/// A voice of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Its name.
    pub name: String,
    /// Its language tag, such as `zh-CN`.
    pub language: String,
    /// Whether it works without a network.
    pub is_local: bool,
}

/// Names of voices that were made for Chinese.
const NATURAL: [&str; 12] = [
    "Xiaoxiao",
    "Xiaoyi",
    "Yunxi",
    "Tingting",
    "Ting-Ting",
    "婷婷",
    "晓晓",
    "Yaoyao",
    "Huihui",
    "Kangkang",
    "普通话",
    "Mandarin",
];

/// Joke voices of macOS and iOS: one voice for every language, hard to understand in Chinese.
const TOYS: [&str; 9] = [
    "Eddy",
    "Flo",
    "Grandma",
    "Grandpa",
    "Reed",
    "Rocko",
    "Sandy",
    "Shelley",
    "Eloquence",
];

/// The index of the best voice for Mandarin: mainland voices before others, local before remote, natural before novelty voices. `None` where no voice
/// speaks Mandarin: Cantonese is another language. Tags have forms such as `zh-CN`, `zh_CN_#Hans` (Android) or `zho-CHN`.
pub fn choose(voices: &[Voice]) -> Option<usize> {
    let ranked = voices.iter().enumerate();
    let ranked = ranked.filter_map(|(at, voice)| Some((rank(voice)?, std::cmp::Reverse(at))));
    ranked.max().map(|(_, at)| at.0)
}

/// The rank of a voice, compared in this order; `None` where it does not speak Mandarin.
fn rank(voice: &Voice) -> Option<(u8, bool, u8)> {
    let tag = voice.language.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_', '#']).filter(|part| !part.is_empty());
    let language = parts.next()?;
    let parts: Vec<&str> = parts.collect();
    let has = |known: &[&str]| parts.iter().any(|part| known.contains(part));
    let is_cantonese = has(&["hk", "hkg", "mo", "mac", "yue"])
        || ["粤", "廣東話", "广东话", "Cantonese"]
            .iter()
            .any(|name| voice.name.contains(name));
    if !["zh", "zho", "chi", "cmn"].contains(&language) || is_cantonese {
        return None;
    }
    let region = match () {
        () if has(&["cn", "chn"]) => 2,
        () if has(&["tw", "twn", "sg", "sgp", "hant"]) => 0,
        () => 2,
    };
    // Microsoft's dialects are tagged as a province, such as zh-CN-liaoning.
    let is_dialect = parts.last().is_some_and(|part| part.len() > 4);
    let quality = match () {
        () if TOYS.iter().any(|name| voice.name.starts_with(name)) => 0,
        () if NATURAL.iter().any(|name| voice.name.contains(name)) => 2,
        () => 1,
    };
    Some((
        region - u8::from(is_dialect && region > 0),
        voice.is_local,
        quality,
    ))
}

/// The sentences of a text, as ranges of its characters; together they are the whole text.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut ended = false;
    let mut length = 0;
    for (at, c) in text.chars().enumerate() {
        // Closing punctuation belongs to the sentence before it.
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

/// Texts that voices read wrongly, and their replacements; digits at an end are whole numbers.
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

/// A sentence as it is given to a voice, with figures, signs and names that are read correctly.
pub fn spoken(sentence: &str) -> String {
    let mut text = sentence.to_owned();
    for (written, said) in SAID {
        text = replaced(&text, written, said);
    }
    percentages(&signs(&telephones(&text)))
}

/// Replaces `written` wherever it does not cut through a number.
fn replaced(text: &str, written: &str, said: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(written) {
        let cuts = is_digit(written.chars().next()) && is_digit(before.chars().next_back())
            || is_digit(written.chars().next_back()) && is_digit(after.chars().next());
        whole.push_str(before);
        whole.push_str(if cuts { written } else { said });
        rest = after;
    }
    whole + rest
}

/// The digits of telephone numbers; 1 is 幺, so that it is not confused with 7.
const DIGITS: [char; 10] = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Words before a telephone number, with or without a space between.
const DIALLED: [&str; 6] = ["拨打", "拨", "电话", "热线", "打", "call"];

/// Spells telephone numbers digit by digit; other numbers stay.
fn telephones(text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        said.push_str(before);
        let is_dialled = DIALLED.iter().any(|word| before.trim_end().ends_with(word));
        // A thousands separator makes it a quantity.
        let is_quantity = (after.strip_prefix(','))
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        match is_dialled && number.len() >= 3 && !is_quantity {
            true => said.extend(
                number
                    .bytes()
                    .map(|digit| DIGITS[usize::from(digit - b'0')]),
            ),
            false => said.push_str(number),
        }
        rest = after;
    }
    said + rest
}

/// Replaces signs between or after digits: `3-5` means three to five, `100+` more than a hundred.
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
            // Voices pause at the commas of large numbers.
            ',' if before && after => {}
            c => said.push(*c),
        }
    }
    said
}

/// Puts the percent sign of `98.5%` first, as it is spoken.
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

/// The longest time that a voice takes for a text at the default speed, in milliseconds: a generous estimate, for voices that do not report their
/// end.
pub fn patience(text: &str) -> u64 {
    let characters = text.chars().map(|c| match c {
        // In a large number each digit is spoken with its place value.
        '0'..='9' => 2,
        _ => 1,
    });
    3_000 + 400 * characters.sum::<u64>()
}

/// What the browser has to do with its voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Cancel the current speech.
    Cancel,
    /// Speak the sentence with this index.
    Say(usize),
    /// The last sentence has been read: close.
    Finish,
    /// The voice does not work: stop and show an error.
    GiveUp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Not speaking: before the start, paused, or given up.
    Idle,
    /// The voice was cancelled, and gets the current sentence once it is quiet.
    Settling { since: u64 },
    /// The voice has the current sentence.
    Saying {
        since: u64,
        /// Whether the voice has reported the start.
        began: bool,
        /// Since when the voice has not been speaking.
        quiet: Option<u64>,
        /// Whether it was cancelled just before.
        resumed: bool,
    },
}

/// The state machine of one reading. Each method takes the time and returns the order to carry out, if any.
///
/// A sentence that fails is tried once more, then skipped; after [`FAILURES_MOST`] consecutive failures the reading stops at the first failed
/// sentence. A sentence whose end is not reported is ended after its [`patience`].
#[derive(Clone, Debug)]
pub struct Reading {
    /// The time limit of each sentence at the default speed, in milliseconds.
    patience: Vec<u64>,
    at: usize,
    phase: Phase,
    /// Whether the current sentence has been tried before.
    is_second_try: bool,
    /// The number of consecutive failures, and the sentence of the first of them.
    failures: u8,
    first_failed: usize,
    /// In hundredths of the default speed.
    speed: u64,
}

impl Reading {
    /// A reading of these sentences that has not started.
    pub fn new<'a>(sentences: impl Iterator<Item = &'a str>) -> Reading {
        Reading {
            patience: sentences.map(patience).collect(),
            at: 0,
            phase: Phase::Idle,
            is_second_try: false,
            failures: 0,
            first_failed: 0,
            speed: 100,
        }
    }

    /// The index of the current sentence.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether the voice has a sentence, or is about to get one.
    pub fn is_on(&self) -> bool {
        self.phase != Phase::Idle
    }

    /// Sets the speed as a factor; it applies from the next [`Reading::go_on`].
    pub fn set_speed(&mut self, speed: f32) {
        self.speed = ((100.0 * speed) as u64).max(1);
    }

    /// Starts or resumes with the current sentence. `busy`: whether the voice is speaking.
    pub fn go_on(&mut self, now: u64, busy: bool) -> Order {
        self.failures = 0;
        self.is_second_try = false;
        // The first sentence has to be spoken within the click's event: some phones are silent otherwise.
        if self.phase == Phase::Idle && !busy {
            self.say(now, false)
        } else {
            self.settle(now)
        }
    }

    /// Pauses at the current sentence.
    pub fn pause(&mut self) -> Order {
        self.phase = Phase::Idle;
        Order::Cancel
    }

    /// The voice has started the current sentence.
    pub fn began(&mut self) {
        if let Phase::Saying { began, .. } = &mut self.phase {
            *began = true;
        }
    }

    /// The voice has ended the current sentence.
    pub fn ended(&mut self, now: u64) -> Option<Order> {
        let Phase::Saying { since, .. } = self.phase else {
            return None;
        };
        if now.saturating_sub(since) < INSTANT_MS {
            return self.failed(now);
        }
        self.failures = 0;
        Some(self.next(now))
    }

    /// The voice has failed at the current sentence.
    pub fn failed(&mut self, now: u64) -> Option<Order> {
        if !matches!(self.phase, Phase::Saying { .. }) {
            return None;
        }
        if self.failures == 0 {
            self.first_failed = self.at;
        }
        self.failures += 1;
        if self.failures >= FAILURES_MOST {
            return Some(self.refused());
        }
        if self.is_second_try {
            self.at += 1;
        }
        self.is_second_try = !self.is_second_try;
        Some(self.settle(now))
    }

    /// The device does not allow reading aloud, or has lost its voice.
    pub fn refused(&mut self) -> Order {
        if self.failures > 0 {
            self.at = self.first_failed;
        }
        self.phase = Phase::Idle;
        self.is_second_try = false;
        Order::GiveUp
    }

    /// Time has passed. `busy`: whether the voice is speaking.
    pub fn tick(&mut self, now: u64, busy: bool) -> Option<Order> {
        match self.phase {
            Phase::Idle => None,
            Phase::Settling { since } => {
                let waited = now.saturating_sub(since);
                let is_quiet = waited >= SETTLE_MS && !busy || waited >= SETTLE_MOST_MS;
                is_quiet.then(|| match self.at < self.patience.len() {
                    true => self.say(now, true),
                    false => self.finish(),
                })
            }
            Phase::Saying {
                since,
                began,
                quiet,
                resumed,
            } => {
                let quiet = if busy { None } else { quiet.or(Some(now)) };
                self.phase = Phase::Saying {
                    since,
                    began,
                    quiet,
                    resumed,
                };
                let is_silent = quiet.is_some_and(|from| now.saturating_sub(from) >= SILENT_MS);
                let patience = self.patience.get(self.at).copied().unwrap_or(0);
                if is_silent && began {
                    // The end was not reported.
                    Some(self.next(now))
                } else if is_silent && resumed && !self.is_second_try {
                    // The sentence that was given after a cancellation was lost.
                    self.is_second_try = true;
                    Some(self.settle(now))
                } else if now.saturating_sub(since) >= 100 * patience / self.speed {
                    self.skip(now, busy)
                } else {
                    None
                }
            }
        }
    }

    /// Ends the current sentence, whose end was not reported.
    fn skip(&mut self, now: u64, busy: bool) -> Option<Order> {
        if busy {
            self.at += 1;
            self.is_second_try = false;
            return Some(self.settle(now));
        }
        Some(self.next(now))
    }

    fn next(&mut self, now: u64) -> Order {
        self.at += 1;
        self.is_second_try = false;
        match self.at < self.patience.len() {
            true => self.say(now, false),
            false => self.finish(),
        }
    }

    fn say(&mut self, now: u64, resumed: bool) -> Order {
        if self.at >= self.patience.len() {
            return self.finish();
        }
        self.phase = Phase::Saying {
            since: now,
            began: false,
            quiet: None,
            resumed,
        };
        Order::Say(self.at)
    }

    fn settle(&mut self, now: u64) -> Order {
        self.phase = Phase::Settling { since: now };
        Order::Cancel
    }

    fn finish(&mut self) -> Order {
        self.phase = Phase::Idle;
        Order::Finish
    }
}
