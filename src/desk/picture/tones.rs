//! The colours of plates in share pictures, from `style/components/plate.css`.
//!
//! Renderers of SVG know no `color-mix`: mixtures are computed here, in the day theme, and declarations become attributes.

use super::Palette;
use crate::models::{Layer, Tone};

/// The style sheet of plates.
const STYLE: &str = include_str!("../../../style/components/plate.css");

/// The colours of the plates of one hue.
pub(super) struct Tones<'a> {
    palette: &'a Palette,
    hue: u8,
}

impl<'a> Tones<'a> {
    /// The colours of this hue.
    pub(super) fn of(palette: &'a Palette, hue: u8) -> Tones<'a> {
        Tones { palette, hue }
    }

    /// The paths of the layers.
    pub(super) fn paths(&self, layers: &[Layer]) -> String {
        let path =
            |Layer { tone, d }: &Layer| format!("<path d=\"{d}\"{}/>", self.attributes(*tone));
        layers.iter().map(path).collect()
    }

    /// The gradient of the sky, as an element with this id.
    pub(super) fn sky(&self, id: &str) -> String {
        let background = (rules().find(|(selector, _)| selector.trim() == ".plate"))
            .and_then(|(_, body)| body.split_once("background: linear-gradient("))
            .map_or("", |(_, rest)| rest.split(';').next().unwrap_or_default());
        let stops: String = (background.split(", color-mix").take(2))
            .filter_map(|stop| {
                let (mixture, at) = stop.rsplit_once(") ")?;
                let at = at.trim_end_matches(')');
                let colour = self.colour(mixture);
                Some(format!("<stop offset=\"{at}\" stop-color=\"{colour}\"/>"))
            })
            .collect();
        format!("<linearGradient id=\"{id}\" x2=\"0\" y2=\"1\">{stops}</linearGradient>")
    }

    /// The colour of a tone, if it is filled.
    pub(super) fn fill(&self, tone: Tone) -> String {
        declarations(tone)
            .find(|(name, _)| *name == "fill")
            .map_or(String::new(), |(_, value)| self.colour(value))
    }

    /// The declarations of a tone as attributes.
    fn attributes(&self, tone: Tone) -> String {
        declarations(tone)
            .map(|(name, value)| format!(" {name}=\"{}\"", self.colour(value)))
            .collect()
    }

    /// A value with its colours resolved: a mixture of the hue with a role, a role, or the value itself.
    fn colour(&self, value: &str) -> String {
        if let Some((_, mixed)) = value.split_once("var(--plate) ")
            && let Some((share, other)) = mixed.split_once("%, var(--")
            && let (Ok(share), Some(other)) = (share.parse::<f32>(), other.split(')').next())
        {
            let own = self.palette.role(&format!("hue-{}", self.hue));
            return mix(own, share / 100.0, self.palette.role(other));
        }
        match value
            .strip_prefix("var(--")
            .and_then(|it| it.strip_suffix(')'))
        {
            Some(role) => self.palette.role(role).to_owned(),
            None => value.to_owned(),
        }
    }
}

/// The rules for screens: selector and declarations.
fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    let screen = STYLE.split("@media").next().unwrap_or_default();
    (screen.lines()).filter_map(|line| line.split_once('{').filter(|(_, body)| body.contains('}')))
}

/// The declarations of a tone.
fn declarations(tone: Tone) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_its = move |selector: &str| {
        let mut classes = selector
            .split(',')
            .map(|it| it.trim().trim_start_matches('.'));
        classes.any(|class| class == tone.class())
    };
    rules()
        .filter(move |(selector, _)| !selector.contains('(') && is_its(selector))
        .flat_map(|(_, body)| body.trim().trim_end_matches('}').split(';'))
        .filter_map(|declaration| declaration.trim().split_once(": "))
}

/// A mixture of two colours, `#rrggbb`; `share` of the first.
fn mix(one: &str, share: f32, other: &str) -> String {
    let part = |colour: &str, at: usize| {
        let digits = colour.get(at..at + 2).unwrap_or_default();
        f32::from(u8::from_str_radix(digits, 16).unwrap_or(0))
    };
    [1, 3, 5].iter().fold("#".to_owned(), |mixed, at| {
        let value = part(one, *at) * share + part(other, *at) * (1.0 - share);
        mixed + &format!("{:02x}", value.round() as u8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Gallery;

    #[test]
    fn every_tone_has_a_resolved_colour_and_the_sky_two() {
        let palette = Palette::of_gallery(&Gallery::default()).expect("colours");
        for hue in 0..8 {
            let tones = Tones::of(&palette, hue);
            for tone in Tone::ALL {
                let attributes = tones.attributes(tone);
                assert!(attributes.contains("=\"#"), "{tone:?}: {attributes}");
                assert!(!attributes.contains("var("), "{tone:?}: {attributes}");
            }
            let sky = tones.sky("s");
            assert_eq!(sky.matches("stop-color=\"#").count(), 2, "{sky}");
            assert!(
                sky.contains("offset=\"12%\"") && sky.contains("offset=\"66%\""),
                "{sky}"
            );
        }
    }

    #[test]
    fn colours_are_mixed_as_browsers_do() {
        let colour = |digits: &str| format!("#{digits}");
        let (red, blue) = (colour("ff0000"), colour("0000ff"));
        assert_eq!(mix(&red, 0.5, &blue), colour("800080"));
        assert_eq!(mix(&red, 1.0, &blue), red);
    }
}
