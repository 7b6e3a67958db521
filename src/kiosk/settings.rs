//! The settings of a screen in a lobby.
//!
//! `boot.js` decides whether a device is a kiosk. `?kiosk=<institution>` sets the institution and leaves the defaults; `?kiosk` alone reads
//! `kiosk.json` beside the site. Invalid values and unknown keys are reported as sentences, and defaults are used instead: a kiosk always starts. The
//! caller fetches the file.

use super::session::Limits;
use crate::catalogue::Slug;
use crate::messages::Language;
use crate::speech;

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The institution of the screen.
    pub institution: Option<Slug>,
    /// The durations of the session's states.
    pub limits: Limits,
    /// The duration of a slide, in milliseconds.
    pub slide: u64,
    /// The hour of the daily reload.
    pub reload_hour: u64,
    /// The public address of the site, where it differs from the device's own.
    pub address: Option<String>,
    /// The language in which each visit starts.
    pub language: Language,
    /// Whether each visit starts in 长辈版.
    pub elder: bool,
    /// Whether each visit starts with all controls in the lower half.
    pub reach: bool,
    /// The volume of speech at the start of each visit, in hundredths.
    pub volume: u8,
    /// Whether the attract loop shows all brands of the city, the institution's own first.
    pub city: bool,
    /// Whether the device keeps daily counts of visits, pages and QR codes.
    pub counts: bool,
    /// Whether the device counts searches without an answer.
    pub unanswered: bool,
}

/// The numeric settings: key, default, minimum, maximum.
const NUMBERS: [(&str, u64, u64, u64); 5] = [
    ("idle", 90, 30, 900),
    ("warning", 30, 20, 120),
    ("rest", 30, 5, 600),
    ("slide", 6, 3, 60),
    ("reload_hour", 3, 0, 23),
];

/// The other keys.
const TEXTS: [&str; 10] = [
    "institution",
    "language",
    "address",
    "elder",
    "reach",
    "city",
    "counts",
    "unanswered",
    "volume",
    // A label for those who manage several devices, shown on the diagnostics page.
    "device",
];

impl Settings {
    /// Reads the settings. `value_of` returns the value of a key as text. Also returns a sentence for each invalid value.
    pub fn read(value_of: impl Fn(&str) -> Option<String>) -> (Settings, Vec<String>) {
        let mut wrong = Vec::new();
        let [idle, warning, rest, slide, reload_hour] =
            NUMBERS.map(|(key, usual, least, most)| match value_of(key) {
                None => usual,
                Some(text) => match text.parse() {
                    Ok(number) if (least..=most).contains(&number) => number,
                    _ => {
                        wrong.push(format!("kiosk.json：{key}：“{text}”不是 {least} 到 {most} 之间的整数。已改用 {usual}。"));
                        usual
                    }
                },
            });
        let [
            institution,
            language,
            address,
            elder,
            reach,
            city,
            counts,
            unanswered,
            volume,
            _,
        ] = TEXTS.map(value_of);
        let institution = institution.and_then(|text| {
            let id = Slug::parse(&text);
            if id.is_none() {
                wrong.push(format!("kiosk.json：institution：“{text}”不是机构的代号。请照 institutions.json 里的 id 写。"));
            }
            id
        });
        let language = language.and_then(|text| {
            let language = Language::of_tag(&text);
            if language.is_none() {
                let tags = Language::ALL.map(Language::tag).join("、");
                wrong.push(format!(
                    "kiosk.json：language：“{text}”不是本馆的语言，可以写 {tags}。已改用 zh-CN。"
                ));
            }
            language
        });
        let address = address.and_then(|text| {
            let whole = text.starts_with("https://") || text.starts_with("http://");
            if !whole {
                wrong.push(format!(
                    "kiosk.json：address：“{text}”不是完整网址。请以 https:// 开头。"
                ));
            }
            whole.then(|| text.trim_end_matches('/').to_owned())
        });
        let mut yes = |key: &str, text: Option<String>| match text.as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(text) => {
                wrong.push(format!(
                    "kiosk.json：{key}：“{text}”既不是 true 也不是 false。已改用 false。"
                ));
                false
            }
        };
        let [elder, reach, city, counts, unanswered] = [
            yes("elder", elder),
            yes("reach", reach),
            yes("city", city),
            yes("counts", counts),
            yes("unanswered", unanswered),
        ];
        let volume = volume.and_then(|text| {
            let hundredths = hundredths(&text);
            if hundredths.is_none() {
                wrong.push(format!(
                    "kiosk.json：volume：“{text}”不是 0 到 1 之间的数，例如 0.7。已改用 0.{}。",
                    speech::USUAL_VOLUME / 10
                ));
            }
            hundredths
        });
        let settings = Settings {
            institution,
            limits: Limits {
                idle: 1_000 * idle,
                warning: 1_000 * warning,
                rest: 1_000 * rest,
            },
            slide: 1_000 * slide,
            reload_hour,
            address,
            language: language.unwrap_or_default(),
            elder,
            reach,
            volume: volume.unwrap_or(speech::USUAL_VOLUME),
            city,
            counts,
            unanswered,
        };
        (settings, wrong)
    }

    /// Whether there is a setting with this key.
    pub fn knows(key: &str) -> bool {
        TEXTS.contains(&key) || NUMBERS.iter().any(|(known, ..)| *known == key)
    }
}

/// A number from 0 to 1 in hundredths, further digits ignored. Parsing an `f32` would take more code than this whole file.
fn hundredths(text: &str) -> Option<u8> {
    let (whole, parts) = text.split_once('.').unwrap_or((text, "0"));
    if parts.is_empty() || !parts.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digit = |at: usize| parts.as_bytes().get(at).map_or(0, |byte| byte - b'0');
    match whole {
        "0" => Some(10 * digit(0) + digit(1)),
        "1" => parts.bytes().all(|byte| byte == b'0').then_some(100),
        _ => None,
    }
}
