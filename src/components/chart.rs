//! How does one number look, so that the eye sees what it says?
//!
//! The kind of number chooses the drawing: a share fills a bar that stands for the whole, a rank or a part fills so many of so many dots, counts
//! of the same unit lie side by side on one scale from zero, unless that unit counts anything. What is no plain number (a name, an ordinal) is
//! not drawn. Each drawing is for the eye alone; value, unit and words stand beside it.

use crate::catalogue::Figure;
use crate::messages::tr;
use leptos::prelude::*;

/// Of which kind a figure is.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
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

impl Chart {
    /// The kind of a figure.
    pub fn of(figure: &Figure) -> Chart {
        let value = figure.value.as_str();
        let ranks = value.starts_with('第');
        if let (true, Some(of)) = (ranks, figure.of) {
            let places = value.trim_start_matches('第').split('、');
            let places: Option<Vec<u16>> = places.map(|place| place.parse().ok()).collect();
            return places.map_or(Chart::Word, |places| Chart::Rank { places, of });
        }
        let Some(number) = number(value) else {
            return Chart::Word;
        };
        if figure.unit.starts_with('%') {
            let says = |word: &str| figure.label.contains(word);
            return match (says("下降"), says("提高") || says("增长")) {
                (true, _) => Chart::Change {
                    percent: number,
                    up: false,
                },
                (_, true) => Chart::Change {
                    percent: number,
                    up: true,
                },
                _ => Chart::Share {
                    percent: number,
                    more: value.starts_with("超过") || figure.unit.ends_with("以上"),
                },
            };
        }
        match figure.of {
            Some(of) if number >= 0.0 && number <= f64::from(of) => Chart::Part {
                part: number as u16,
                of,
            },
            // A number that is a name counts nothing.
            _ if ranks || figure.label.contains("名称") => Chart::Word,
            _ => Chart::Count(number),
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

/// The drawing of a figure by itself.
pub fn chart(figure: &Figure) -> Option<AnyView> {
    match Chart::of(figure) {
        Chart::Share { percent, more } => {
            let rest = more.then(|| view! { <rect class="chart__open" x=percent.to_string() width=(100.0 - percent).to_string() height="8"/> }.into_any());
            Some(
                view! {
                    <span class="chart" aria-hidden="true">
                        <svg class="chart__bar" viewBox="0 0 100 8" preserveAspectRatio="none">
                            <rect class="chart__ground" width="100" height="8"/>
                            <rect class="chart__fill" width=percent.min(100.0).to_string() height="8"/>
                            {rest}
                        </svg>
                        <span class="chart__ends"><span>"0"</span><span>"100%"</span></span>
                    </span>
                }
                .into_any(),
            )
        }
        Chart::Change { up, .. } => Some(
            view! { <span class="chart chart__change" aria-hidden="true">{if up { tr!("▲ 比以前多") } else { tr!("▼ 比以前少") }}</span> }
                .into_any(),
        ),
        Chart::Rank { places, of } => Some(dots(of, |at| places.contains(&at), &tr!("共 {of}，从第 1 名数起", of = of))),
        Chart::Part { part, of } => Some(dots(of, |at| at <= part, &tr!("共 {of}", of = of))),
        Chart::Count(_) | Chart::Word => None,
    }
}

/// So many dots, some of them filled.
fn dots(of: u16, filled: impl Fn(u16) -> bool, note: &str) -> AnyView {
    const ROW: u16 = 17;
    const SIDE: u16 = 12;
    let (columns, rows) = (
        of.clamp(1, if of > 2 * ROW { ROW } else { of.max(1) }),
        of.div_ceil(if of > 2 * ROW { ROW } else { of.max(1) }),
    );
    let dots: Vec<AnyView> = (1..=of)
        .map(|at| {
            let class = if filled(at) {
                "chart__dot chart__dot--filled"
            } else {
                "chart__dot"
            };
            let (x, y) = (
                (at - 1) % columns * SIDE + SIDE / 2,
                (at - 1) / columns * SIDE + SIDE / 2,
            );
            view! { <circle class=class cx=x cy=y r="4"/> }.into_any()
        })
        .collect();
    view! {
        <span class="chart" aria-hidden="true">
            <svg class="chart__dots" viewBox=format!("0 0 {} {}", columns * SIDE, rows * SIDE) width=columns * SIDE height=rows * SIDE>{dots}</svg>
            <span class="chart__ends"><span>{note.to_owned()}</span></span>
        </span>
    }
    .into_any()
}

/// Units that count anything: three `个` of villages and three `个` of teams are as far from each other as villages from teams.
const COUNT_ANYTHING: [&str; 2] = ["个", "项"];

/// How long the bar of each figure is, in per cent of the longest with the same unit; nothing where it has nobody to be compared with.
pub fn bars(figures: &[Figure]) -> Vec<Option<f64>> {
    let counts: Vec<Option<f64>> = figures
        .iter()
        .map(|figure| match Chart::of(figure) {
            Chart::Count(number) if !COUNT_ANYTHING.contains(&figure.unit.as_str()) => Some(number),
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
