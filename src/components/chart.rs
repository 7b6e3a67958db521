//! Charts of single figures.
//!
//! The kind of the figure determines the chart ([`crate::models::Chart`]): a share fills a bar, a rank or a part fills dots, counts of the same unit
//! share a scale from zero. Charts are decorative: value, unit and label are text beside them.

use crate::messages::tr;
use crate::models::{Chart, Dots, Share};
use leptos::prelude::*;

/// The width of a full bar. It is passed as a value: SVG elements that are entirely literal get a group around them in the browser.
const WHOLE: &str = "100";

/// The chart of a figure.
pub fn chart(chart: Chart) -> AnyView {
    match chart {
        Chart::Bar(length) => view! {
            <span class="chart" aria-hidden="true"><svg class="chart__bar" viewBox="0 0 100 8" preserveAspectRatio="none"><rect class="chart__fill" width=length height="8"/></svg></span>
        }
        .into_any(),
        Chart::Share(Share { percent, filled, rest }) => {
            let rest = rest.map(|rest| view! { <rect class="chart__open" x=percent width=rest height="8"/> }.into_any());
            view! {
                <span class="chart" aria-hidden="true">
                    <svg class="chart__bar" viewBox="0 0 100 8" preserveAspectRatio="none">
                        <rect class="chart__ground" width=WHOLE height="8"/>
                        <rect class="chart__fill" width=filled height="8"/>
                        {rest}
                    </svg>
                    <span class="chart__ends"><span>"0"</span><span>"100%"</span></span>
                </span>
            }
            .into_any()
        }
        Chart::Increase => change(tr!("▲ 比以前多")),
        Chart::Decrease => change(tr!("▼ 比以前少")),
        Chart::Rank(shown) => dots(&shown, tr!("共 {of}，从第 1 名数起", of = shown.of)),
        Chart::Part(shown) => dots(&shown, tr!("共 {of}", of = shown.of)),
    }
}

fn change(words: &'static str) -> AnyView {
    view! { <span class="chart chart__change" aria-hidden="true">{words}</span> }.into_any()
}

/// A row of dots, some of them filled.
fn dots(Dots { filled, of }: &Dots, note: String) -> AnyView {
    let of = *of;
    const ROW: u16 = 17;
    const SIDE: u16 = 12;
    let (columns, rows) = (
        of.clamp(1, if of > 2 * ROW { ROW } else { of.max(1) }),
        of.div_ceil(if of > 2 * ROW { ROW } else { of.max(1) }),
    );
    let dots: Vec<AnyView> = (1..=of)
        .map(|at| {
            let class = if filled.contains(&at) {
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
            <span class="chart__ends"><span>{note}</span></span>
        </span>
    }
    .into_any()
}
