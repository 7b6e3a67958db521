//! The settings of a device that is a screen in a lobby.
//!
//! Whether a device is one is `boot.js`'s to decide; an address does not. `?kiosk=<institution>` names whose screen it is and leaves the rest as it is here; `?kiosk` alone reads `kiosk.json` beside the site. A
//! wrong value is told in a sentence and falls back to the usual one, a key that nobody knows is told, too: a kiosk starts whatever it is told.
//! Fetching the file is absent on purpose.

use super::session::Limits;
use crate::catalogue::Slug;
use crate::messages::Language;
use crate::speech;

/// What can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whose screen it is.
    pub institution: Option<Slug>,
    /// How long each state lasts.
    pub limits: Limits,
    /// How long the attract loop shows a brand, in milliseconds.
    pub slide: u64,
    /// The hour of the planned reload.
    pub reload_hour: u64,
    /// Where the public finds the same site; otherwise where this device found it.
    pub address: Option<String>,
    /// In which language each visit begins.
    pub language: Language,
    /// Whether each visit begins in the version for old people.
    pub elder: bool,
    /// Whether each visit begins with all controls in the lower half.
    pub reach: bool,
    /// How loud each visit begins to be read to, in hundredths.
    pub volume: u8,
    /// Whether the attract loop shows the whole city's brands, this house's first.
    pub city: bool,
    /// Whether the device counts its days: visits, pages, codes.
    pub counts: bool,
}

/// A number that can be set: its key, usual value, least and most.
const NUMBERS: [(&str, u64, u64, u64); 5] = [
    ("idle", 90, 30, 900),
    ("warning", 30, 20, 120),
    ("rest", 30, 5, 600),
    ("slide", 6, 3, 60),
    ("reload_hour", 3, 0, 23),
];

/// The other keys.
const TEXTS: [&str; 9] = [
    "institution",
    "language",
    "address",
    "elder",
    "reach",
    "city",
    "counts",
    "volume",
    // Only for whoever looks after several of them: the technician's page tells it.
    "device",
];

impl Settings {
    /// Reads what `told` says of each key, as text, and every wrong value as a sentence.
    pub fn read(told: impl Fn(&str) -> Option<String>) -> (Settings, Vec<String>) {
        let mut wrong = Vec::new();
        let [idle, warning, rest, slide, reload_hour] =
            NUMBERS.map(|(key, usual, least, most)| match told(key) {
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
            volume,
            _,
        ] = TEXTS.map(told);
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
        let [elder, reach, city, counts] = [
            yes("elder", elder),
            yes("reach", reach),
            yes("city", city),
            yes("counts", counts),
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
        };
        (settings, wrong)
    }

    /// Whether a device can be told this.
    pub fn knows(key: &str) -> bool {
        TEXTS.contains(&key) || NUMBERS.iter().any(|(known, ..)| *known == key)
    }
}

/// A number from 0 to 1 in hundredths, finer parts being left out. Not `f32`'s own reading: that would weigh more than all of this file.
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
