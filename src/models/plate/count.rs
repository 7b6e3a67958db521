//! The counts that a plate shows: printed figures as numbers.

use super::scene::Scene;
use crate::catalogue::{Brand, Figure};

/// Why a plate cannot show a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither the brand nor its initiatives have a figure with this label.
    Missing,
    /// Several figures have this label.
    Ambiguous,
    /// The printed value is no whole number.
    NoNumber,
    /// The scene shows at most this number.
    TooMany(usize),
    /// The scene shows only so many figures.
    NotShown(usize),
}

/// The figure of a brand with a label, and its value as a number, for position `at` of the figures that the brand's plate shows.
///
/// # Errors
///
/// If the plate cannot show it.
pub fn counted<'a>(
    brand: &'a Brand,
    at: usize,
    label: &str,
) -> Result<(usize, &'a Figure), Refusal> {
    let scene = Scene::of(brand);
    let most = *(scene.most.get(at)).ok_or(Refusal::NotShown(scene.most.len()))?;
    let initiatives = brand.initiatives.iter().flat_map(|it| &it.figures);
    let mut found = (brand.figures.iter().chain(initiatives)).filter(|it| it.label == label);
    let figure = found.next().ok_or(Refusal::Missing)?;
    if found.next().is_some() {
        return Err(Refusal::Ambiguous);
    }
    let number = number(&figure.value).ok_or(Refusal::NoNumber)?;
    match number <= most {
        true => Ok((number, figure)),
        false => Err(Refusal::TooMany(most)),
    }
}

/// The figures that the plate of a brand shows. Those that it cannot show are left out; the check of the data reports them.
pub(super) fn all(brand: &Brand) -> Vec<(usize, &Figure)> {
    (brand.drawn.iter().enumerate())
        .map_while(|(at, label)| counted(brand, at, label).ok())
        .collect()
}

/// A whole number above zero, in digits or as one Chinese numeral.
fn number(value: &str) -> Option<usize> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let mut letters = value.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && let Some(at) = NUMERALS.chars().position(|it| it == letter)
    {
        return Some(at + 1);
    }
    let is_plain = value.bytes().all(|byte| byte.is_ascii_digit());
    value.parse().ok().filter(|number| is_plain && *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_printed_numbers_are_counts() {
        for (value, expected) in [
            ("18", Some(18)),
            ("四", Some(4)),
            ("十", Some(10)),
            ("115", Some(115)),
        ] {
            assert_eq!(number(value), expected, "{value}");
        }
        for value in [
            "",
            "0",
            "700余",
            "近20",
            "两大",
            "第3",
            "9万余",
            "72.5",
            "+3",
            "十二",
            "超过10万",
        ] {
            assert_eq!(number(value), None, "{value}");
        }
    }
}
