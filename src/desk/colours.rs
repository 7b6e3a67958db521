//! The colours of a gallery: replacement of the default palette, and the check of its contrast.
//!
//! All colours are defined in `style/tokens.css`; the settings of a gallery may replace the shades of two of them. [`dressed`] puts them into a style sheet.
//! [`judge`] checks every foreground and background that pages combine against WCAG contrast ratios, in the day, night and dark high-contrast (长辈版) themes.
//! Which shade plays which role (link, background) is the same in every gallery.

use super::build::plain_css;
use crate::catalogue::{Gallery, Problem};
use std::collections::BTreeMap;

/// The style sheet that defines the default colours.
pub(super) const TOKENS: &str = include_str!("../../style/tokens.css");

/// The replaceable shades, from dark to light: field of the settings, name in the palette, its shades.
const SHADES: [(&str, &str, &[&str]); 2] = [
    (
        "main",
        "celadon",
        &["95", "80", "70", "60", "30", "20", "10"],
    ),
    ("second", "cinnabar", &["95", "70", "60", "30", "10"]),
];

/// The themes: name in messages, and the text with which the block of their roles begins.
const LIGHTS: [(&str, &str); 3] = [
    ("日间", ":root {"),
    ("夜间", ":root:not([data-theme]) {"),
    (
        "长辈版深色",
        "[data-theme=\"dark\"], [data-theme=\"yellow\"] {",
    ),
];

/// Foreground role, background role, and the least contrast ratio between them.
const PAIRS: [(&str, &str, f64); 17] = [
    ("accent", "paper", 7.0),
    ("accent", "card", 7.0),
    ("accent", "accent-soft", 7.0),
    ("accent-strong", "paper", 7.0),
    ("accent-strong", "card", 7.0),
    ("accent-strong", "accent-soft", 7.0),
    ("ink", "accent-soft", 7.0),
    ("ink-soft", "accent-soft", 7.0),
    ("on-accent", "accent", 7.0),
    ("on-accent", "accent-strong", 7.0),
    ("honour", "honour-soft", 7.0),
    ("honour", "card", 7.0),
    ("focus", "paper", 4.5),
    ("focus", "card", 4.5),
    ("on-hue", "seal", 4.5),
    ("rule", "paper", 3.0),
    ("rule", "card", 3.0),
];

/// The default shades of a field of the settings, as `style/tokens.css` writes them.
pub(super) fn house(field: &str) -> Vec<&'static str> {
    let named = SHADES.iter().find(|(name, ..)| *name == field);
    named.map_or(Vec::new(), |(_, paint, shades)| spelt(paint, shades))
}

fn spelt(paint: &str, shades: &[&str]) -> Vec<&'static str> {
    let spelt = |shade: &&str| {
        let (_, rest) = TOKENS.split_once(&format!("--{paint}-{shade}: "))?;
        Some(rest.split_once(';')?.0)
    };
    shades.iter().filter_map(spelt).collect()
}

/// The style sheet with the colours of a gallery; the default colour replaces each one that is missing or invalid.
pub(super) fn dressed(css: &str, gallery: &Gallery) -> String {
    let mut css = css.to_owned();
    let own = (gallery.colours.as_ref())
        .map_or([&[][..], &[]], |colours| [&colours.main, &colours.second]);
    for ((_, paint, shades), own) in SHADES.into_iter().zip(own) {
        for (index, (shade, house)) in shades.iter().zip(spelt(paint, shades)).enumerate() {
            let own = own.get(index).filter(|colour| rgb(colour).is_some());
            let colour = own.map_or(house, String::as_str);
            // With or without a space behind it: as written, or as published.
            let name = format!("--{paint}-{shade}:");
            let parts = css.split_once(&name).and_then(|(before, rest)| {
                let (old, after) = rest.split_once(';')?;
                let space = &old[..old.len() - old.trim_start().len()];
                Some(format!("{before}{name}{space}{colour};{after}"))
            });
            css = parts.unwrap_or(css);
        }
    }
    css
}

/// All problems with the colours of a gallery.
pub(super) fn judge(gallery: &Gallery) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |field: String, sentence: String| {
        problems.push(Problem::new("gallery.json", "", &field, sentence));
    };
    let mut whole = gallery.colours.is_some();
    for (field, _, shades, own) in exchanged(gallery) {
        if own.len() != shades.len() {
            whole = false;
            say(
                format!("colours.{field}"),
                format!(
                    "有 {} 个颜色，应为 {} 个，从深到浅。",
                    own.len(),
                    shades.len()
                ),
            );
        }
        for (index, colour) in own.iter().enumerate() {
            if rgb(colour).is_none() {
                whole = false;
                say(
                    format!("colours.{field}[{index}]"),
                    format!("“{colour}”不是颜色。请写成 #1b3f72 这样，小写。"),
                );
            }
        }
    }
    if !whole {
        return problems;
    }
    let css = plain_css(&dressed(TOKENS, gallery));
    let day = block(&css, LIGHTS[0].1);
    for (light, opening) in LIGHTS {
        let mut roles = day.clone();
        roles.extend(block(&css, opening));
        for (upper, ground, least) in PAIRS {
            let contrast = contrast(&roles, upper, ground);
            if contrast < least {
                say(
                    "colours".to_owned(),
                    format!(
                        "{light}：--{upper} 在 --{ground} 上的对比度是 {contrast:.2}，至少要 {least}。请把深的改深，或把浅的改浅。"
                    ),
                );
            }
        }
    }
    problems
}

/// What a gallery replaces: field, name in the palette, shades, the gallery's values.
fn exchanged(
    gallery: &Gallery,
) -> impl Iterator<
    Item = (
        &'static str,
        &'static str,
        &'static [&'static str],
        &[String],
    ),
> {
    let own = (gallery.colours.as_ref())
        .map(|colours| [colours.main.as_slice(), colours.second.as_slice()]);
    (SHADES.into_iter().zip(own.into_iter().flatten()))
        .map(|((field, paint, shades), own)| (field, paint, shades, own))
}

/// The declarations of the block that begins with `opening`.
fn block(css: &str, opening: &str) -> BTreeMap<String, String> {
    let (_, rest) = css.split_once(opening).unwrap_or_default();
    let (body, _) = rest.split_once('}').unwrap_or_default();
    body.split(';')
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect()
}

fn rgb(colour: &str) -> Option<[f64; 3]> {
    let hex = colour.strip_prefix('#')?;
    let is_hex = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
    if hex.len() != 6 || !hex.bytes().all(is_hex) {
        return None;
    }
    let number = u32::from_str_radix(hex, 16).ok()?;
    Some([16, 8, 0].map(|shift| f64::from(number >> shift & 255)))
}

/// The contrast ratio of two roles by WCAG 2; 1 if one of them is not a colour.
fn contrast(roles: &BTreeMap<String, String>, one: &str, other: &str) -> f64 {
    let luminance = |role: &str| {
        let mut value = roles.get(role)?;
        while let Some(inner) = value.strip_prefix("var(--") {
            value = roles.get(inner.trim_end_matches(')'))?;
        }
        let [red, green, blue] = rgb(value)?.map(|part| {
            let part = part / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    };
    match (luminance(one), luminance(other)) {
        (Some(one), Some(other)) => (one.max(other) + 0.05) / (one.min(other) + 0.05),
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Colours;

    fn gallery(main: &[&str], second: &[&str]) -> Gallery {
        let list = |colours: &[&str]| colours.iter().map(|it| (*it).to_owned()).collect();
        Gallery {
            colours: Some(Colours {
                main: list(main),
                second: list(second),
            }),
            ..Gallery::default()
        }
    }

    fn house() -> [Vec<&'static str>; 2] {
        SHADES.map(|(field, ..)| super::house(field))
    }

    #[test]
    fn the_house_in_its_own_colours_is_the_house_and_is_well_told_apart() {
        let [main, second] = house();
        let gallery = gallery(&main, &second);
        assert_eq!(dressed(TOKENS, &gallery), TOKENS);
        assert_eq!(judge(&gallery), []);
        assert_eq!(dressed(TOKENS, &Gallery::default()), TOKENS);
    }

    #[test]
    fn what_is_no_colour_too_few_or_too_faint_is_a_sentence() {
        let [mut main, second] = house();
        let said = |main: &[&str], second: &[&str]| -> Vec<String> {
            let problems = judge(&gallery(main, second));
            problems.iter().map(ToString::to_string).collect()
        };
        let few = said(&main[1..], &second);
        assert!(
            matches!(&few[..], [one] if one.contains("应为 7 个")),
            "{few:?}"
        );
        let odd = said(&main, &[second[0], second[1], "red", second[3], "#12345g"]);
        assert!(
            odd.len() == 2 && odd[0].contains("“red”不是颜色"),
            "{odd:?}"
        );
        let paler = main[4];
        main[2] = paler;
        let faint = said(&main, &second);
        assert!(
            faint
                .iter()
                .any(|one| one.contains("日间：--accent 在 --paper 上的对比度")),
            "{faint:?}"
        );
        let dressed = dressed(TOKENS, &gallery(&main, &second));
        assert!(dressed.contains(&format!("--celadon-70: {paler};")));
    }

    #[test]
    fn what_was_dressed_is_the_houses_again_without_colours_and_wherever_there_is_none() {
        let [main, second] = house();
        let [mut other, half] = [main.clone(), second.clone()];
        other.reverse();
        let dressed_so = dressed(TOKENS, &gallery(&other, &half));
        assert_ne!(dressed_so, TOKENS);
        assert_eq!(dressed(&dressed_so, &Gallery::default()), TOKENS);
        let typed = gallery(&["#12", "red; } body { color: red"], &["#"]);
        assert_eq!(dressed(&dressed_so, &typed), TOKENS);
    }
}
