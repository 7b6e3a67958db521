//! The kind of a printed figure, determined from its words (native).
//!
//! The kind selects the chart. Counts with the same unit are compared with each other, unless the unit counts anything. A figure that is not a plain number
//! (a name, an ordinal) has no chart.

use super::{Chart, Dots, Share};
use crate::catalogue::Figure;

/// The kind of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureKind {
    /// A percentage, or its lower bound.
    Share {
        /// Per cent.
        percent: f64,
        /// Whether it is a lower bound.
        more: bool,
    },
    /// A change, in per cent.
    Change {
        /// Per cent.
        percent: f64,
        /// Whether it is an increase.
        up: bool,
    },
    /// Ranks among a total.
    Rank {
        /// The ranks.
        places: Vec<u16>,
        /// The total.
        of: u16,
    },
    /// A count out of a total.
    Part {
        /// The count.
        part: u16,
        /// The total.
        of: u16,
    },
    /// A count.
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
            // A number within a name is not a count.
            _ if ranks || figure.label.contains("名称") => FigureKind::Word,
            _ => FigureKind::Count(number),
        }
    }
}

/// The value of a printed number: `150.8万`, `近3000`, `超过10万`, `900余`; `None` for other forms.
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

/// Units that count anything: three `个` of villages cannot be compared with three `个` of teams.
const COUNT_ANYTHING: [&str; 2] = ["个", "项"];

/// The length of the bar of each figure, in per cent of the longest one with the same unit; `None` without another figure to compare with.
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

/// The chart of each figure of a record; `None` if there is nothing to draw.
pub fn charts(figures: &[Figure]) -> Vec<Option<Chart>> {
    (figures.iter().zip(bars(figures)))
        .map(|(figure, bar)| match bar {
            Some(length) => Some(Chart::Bar(format!("{length:.2}"))),
            None => FigureKind::of(figure).chart(),
        })
        .collect()
}

impl FigureKind {
    /// The chart of a figure by itself.
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
