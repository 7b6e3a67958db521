//! Of which kind is a printed figure? Read natively, from its words.
//!
//! The kind of a figure chooses its chart: counts of the same unit are compared with each other, unless that unit counts anything. What is no plain
//! number (a name, an ordinal) has no chart.

use super::{Chart, Dots, Share};
use crate::catalogue::Figure;

/// Of which kind a figure is.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureKind {
    /// So much of a hundred; `more`: at least so much.
    Share {
        /// Per cent.
        percent: f64,
        /// Whether it is only known to be at least this.
        more: bool,
    },
    /// So much more or less than before, in per cent.
    Change {
        /// Per cent.
        percent: f64,
        /// Whether it grew.
        up: bool,
    },
    /// These places of so many.
    Rank {
        /// The places.
        places: Vec<u16>,
        /// Of how many.
        of: u16,
    },
    /// So many of so many.
    Part {
        /// How many.
        part: u16,
        /// Of how many.
        of: u16,
    },
    /// So many.
    Count(f64),
    /// Nothing to draw.
    Word,
}

impl FigureKind {
    /// The kind of a figure.
    pub fn of(figure: &Figure) -> FigureKind {
        let value = figure.value.as_str();
        let ranks = value.starts_with('第');
        if let (true, Some(of)) = (ranks, figure.of) {
            let places = value.trim_start_matches('第').split('、');
            let places: Option<Vec<u16>> = places.map(|place| place.parse().ok()).collect();
            return places.map_or(FigureKind::Word, |places| FigureKind::Rank { places, of });
        }
        let Some(number) = number(value) else {
            return FigureKind::Word;
        };
        if figure.unit.starts_with('%') {
            let says = |word: &str| figure.label.contains(word);
            return match (says("下降"), says("提高") || says("增长")) {
                (true, _) => FigureKind::Change {
                    percent: number,
                    up: false,
                },
                (_, true) => FigureKind::Change {
                    percent: number,
                    up: true,
                },
                _ => FigureKind::Share {
                    percent: number,
                    more: value.starts_with("超过") || figure.unit.ends_with("以上"),
                },
            };
        }
        match figure.of {
            Some(of) if number >= 0.0 && number <= f64::from(of) => FigureKind::Part {
                part: number as u16,
                of,
            },
            // A number that is a name counts nothing.
            _ if ranks || figure.label.contains("名称") => FigureKind::Word,
            _ => FigureKind::Count(number),
        }
    }
}

/// What a printed number amounts to: `150.8万`, `近3000`, `超过10万`, `900余`; nothing for one that is written otherwise.
fn number(printed: &str) -> Option<f64> {
    let bare = printed
        .trim_start_matches("超过")
        .trim_start_matches(['近', '约']);
    let bare = bare.trim_end_matches(['余', '多']);
    let (digits, times) = match bare.strip_suffix('万') {
        Some(digits) => (digits, 10_000.0),
        None => (bare, 1.0),
    };
    let digits = digits.trim_end_matches(['余', '多']);
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    (plain && !digits.is_empty())
        .then(|| digits.parse::<f64>().ok())
        .flatten()
        .map(|number| number * times)
}

/// Units that count anything: three `个` of villages and three `个` of teams are as far from each other as villages from teams.
const COUNT_ANYTHING: [&str; 2] = ["个", "项"];

/// How long the bar of each figure is, in per cent of the longest with the same unit; nothing where it has nobody to be compared with.
pub fn bars(figures: &[Figure]) -> Vec<Option<f64>> {
    let counts: Vec<Option<f64>> = figures
        .iter()
        .map(|figure| match FigureKind::of(figure) {
            FigureKind::Count(number) if !COUNT_ANYTHING.contains(&figure.unit.as_str()) => {
                Some(number)
            }
            _ => None,
        })
        .collect();
    let alike = |at: usize| {
        (0..figures.len()).filter(move |other| figures[*other].unit == figures[at].unit)
    };
    (0..figures.len())
        .map(|at| {
            let count = counts[at]?;
            let others: Vec<f64> = alike(at).filter_map(|other| counts[other]).collect();
            let longest = others.iter().copied().fold(0.0, f64::max);
            (others.len() > 1 && longest > 0.0).then(|| count / longest * 100.0)
        })
        .collect()
}

/// The chart of each figure of a record; nothing where there is nothing to draw.
pub fn charts(figures: &[Figure]) -> Vec<Option<Chart>> {
    (figures.iter().zip(bars(figures)))
        .map(|(figure, bar)| match bar {
            Some(length) => Some(Chart::Bar(format!("{length:.2}"))),
            None => FigureKind::of(figure).chart(),
        })
        .collect()
}

impl FigureKind {
    /// The chart of such a figure by itself.
    fn chart(self) -> Option<Chart> {
        match self {
            FigureKind::Share { percent, more } => Some(Chart::Share(Share {
                percent: percent.to_string(),
                filled: percent.min(100.0).to_string(),
                rest: more.then(|| (100.0 - percent).to_string()),
            })),
            FigureKind::Change { up: true, .. } => Some(Chart::Increase),
            FigureKind::Change { up: false, .. } => Some(Chart::Decrease),
            FigureKind::Rank { places, of } => Some(Chart::Rank(Dots { filled: places, of })),
            FigureKind::Part { part, of } => Some(Chart::Part(Dots {
                filled: (1..=part).collect(),
                of,
            })),
            FigureKind::Count(_) | FigureKind::Word => None,
        }
    }
}
