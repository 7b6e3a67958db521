//! How does a tree look to the eye, all at once?
//!
//! A picture with the root in the middle: its petals around it, theirs further out, each in the wedge of the one it belongs to, and what has
//! no name in the picture as dots around its petal. Made for the eye alone: whoever draws it gives the same tree as a list beside it.

use super::{Emblem, MOTIF_AT};
use leptos::prelude::*;
use std::f64::consts::{PI, TAU};

/// A node of the tree.
#[derive(Clone, Debug)]
pub struct Petal {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Its emblem; nothing for a plain disc.
    pub emblem: Option<Emblem>,
    /// Whether the link to the node within is concluded, not printed.
    pub inferred: bool,
    /// What belongs to it and is only counted: name and address of each.
    pub dots: Vec<(String, String)>,
    /// The nodes further out.
    pub petals: Vec<Petal>,
}

/// From ring to ring, in units of the picture.
const RING: f64 = 200.0;

/// Radius of the root and of the others.
const HEART: f64 = 46.0;
const DISC: f64 = 30.0;

/// A dot, and the way from one to the next.
const DOT: f64 = 4.0;
const STEP: f64 = 11.0;

/// The size of letters, as `rose.css` has it.
const LETTER: f64 = 18.0;

/// Where a petal is drawn.
struct Spot<'a> {
    petal: &'a Petal,
    x: f64,
    y: f64,
    /// The direction in which it looks, in radians, clockwise from the right.
    angle: f64,
    depth: usize,
    parent: Option<usize>,
}

/// How much of a circle a petal wants.
fn weight(petal: &Petal) -> f64 {
    let within: f64 = petal.petals.iter().map(weight).sum();
    // Further out there is more room for each.
    (within * 0.5).max(1.0)
}

fn place<'a>(spots: &mut Vec<Spot<'a>>, at: usize, from: f64, to: f64) {
    let (petal, depth) = (spots[at].petal, spots[at].depth + 1);
    let whole: f64 = petal.petals.iter().map(weight).sum();
    let mut angle = from;
    for inner in &petal.petals {
        let width = (to - from) * weight(inner) / whole;
        let middle = angle + width / 2.0;
        let radius = RING * depth as f64;
        spots.push(Spot {
            petal: inner,
            x: radius * middle.cos(),
            y: radius * middle.sin(),
            angle: middle,
            depth,
            parent: Some(at),
        });
        place(spots, spots.len() - 1, angle, angle + width);
        angle += width;
    }
}

/// The picture of a tree. `label` says what it shows, and that a list says the same.
pub fn rose(root: &Petal, label: &str) -> AnyView {
    let mut spots = vec![Spot {
        petal: root,
        x: 0.0,
        y: 0.0,
        angle: PI / 2.0,
        depth: 0,
        parent: None,
    }];
    // The first petal looks to the upper right, where reading begins to turn.
    place(&mut spots, 0, -PI / 2.0, TAU - PI / 2.0);
    let lines: Vec<AnyView> = spots
        .iter()
        .filter_map(|spot| {
            let from = &spots[spot.parent?];
            let class = if spot.petal.inferred {
                "rose__line rose__line--inferred"
            } else {
                "rose__line"
            };
            // Leaves the parent in its own direction, so that lines do not cross.
            let bend = RING * (from.depth as f64 + 0.55);
            let (x, y) = (bend * spot.angle.cos(), bend * spot.angle.sin());
            let path = format!(
                "M{:.1} {:.1}Q{x:.1} {y:.1} {:.1} {:.1}",
                from.x, from.y, spot.x, spot.y
            );
            Some(view! { <path class=class d=path data-depth=spot.depth/> }.into_any())
        })
        .collect();
    let nodes: Vec<AnyView> = spots.iter().map(node).collect();
    let (left, top, right, bottom) = frame(&spots);
    let area = format!("{left:.0} {top:.0} {:.0} {:.0}", right - left, bottom - top);
    view! {
        <svg class="rose" viewBox=area role="group" aria-label=label.to_owned()>
            {lines}
            {nodes}
        </svg>
    }
    .into_any()
}

/// All that is drawn, names included: left, top, right, bottom.
fn frame(spots: &[Spot]) -> (f64, f64, f64, f64) {
    spots.iter().fold(
        (f64::MAX, f64::MAX, f64::MIN, f64::MIN),
        |(left, top, right, bottom), spot| {
            let longest = split(&spot.petal.name)
                .iter()
                .map(|row| row.chars().count())
                .max();
            let name = LETTER * longest.unwrap_or(0) as f64;
            let rings = if spot.petal.dots.is_empty() {
                0.0
            } else {
                3.0 * STEP
            };
            let body = if spot.depth == 0 { HEART } else { DISC } + rings;
            let aside = body + name + 20.0;
            let (toward, away) = if spot.angle.cos().abs() <= 0.42 || spot.depth == 0 {
                (name.max(2.0 * body) / 2.0, name.max(2.0 * body) / 2.0)
            } else if spot.angle.cos() > 0.0 {
                (body, aside)
            } else {
                (aside, body)
            };
            (
                left.min(spot.x - toward),
                top.min(spot.y - body - 50.0),
                right.max(spot.x + away),
                bottom.max(spot.y + body + 60.0),
            )
        },
    )
}

fn node(spot: &Spot) -> AnyView {
    let petal = spot.petal;
    let radius = match (spot.depth, petal.emblem) {
        (0, _) => HEART,
        (_, Some(_)) => DISC,
        _ => DISC * 0.55,
    };
    let picture = match petal.emblem {
        Some(Emblem {
            hue, form, motif, ..
        }) => {
            let scale = radius / 48.0;
            view! {
                <g class=format!("emblem--{hue}") transform=format!("translate({:.1} {:.1}) scale({scale:.3})", spot.x - radius, spot.y - radius)>
                    <path class="emblem__form" d=form/>
                    <path class="emblem__motif" d=motif transform=MOTIF_AT/>
                </g>
            }
            .into_any()
        }
        None => view! { <circle class="rose__disc" cx=round(spot.x) cy=round(spot.y) r=radius/> }
            .into_any(),
    };
    view! {
        <g class="rose__dots" data-depth=spot.depth>{dots(spot, radius)}</g>
        // The list beside it is for keyboard and ears.
        <a href=petal.href.clone() tabindex="-1" class="rose__node" data-depth=spot.depth>
            {picture}
            {name(spot, radius)}
        </a>
    }
    .into_any()
}

/// The name, beside its petal on the left and right, above and below it elsewhere.
fn name(spot: &Spot, radius: f64) -> AnyView {
    let heart = spot.depth == 0;
    let ring = if spot.petal.dots.is_empty() || heart {
        0.0
    } else {
        1.6 * STEP
    };
    let aside = spot.angle.cos().abs() > 0.42 && !heart;
    let rows = split(&spot.petal.name);
    let away = radius + ring + 10.0;
    let (x, y, anchor) = if heart {
        (spot.x, spot.y + radius + 24.0, "middle")
    } else if aside {
        let side = spot.angle.cos().signum();
        let y = spot.y + 7.0 - 11.0 * (rows.len() as f64 - 1.0);
        (
            spot.x + side * away,
            y,
            if side > 0.0 { "start" } else { "end" },
        )
    } else if spot.angle.sin() < 0.0 {
        (
            spot.x,
            spot.y - away - 22.0 * (rows.len() as f64 - 1.0),
            "middle",
        )
    } else {
        (spot.x, spot.y + away + 16.0, "middle")
    };
    let rows: Vec<AnyView> = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| {
            view! { <tspan x=round(x) y=round(y + 22.0 * at as f64)>{row}</tspan> }.into_any()
        })
        .collect();
    view! { <text class="rose__name" text-anchor=anchor>{rows}</text> }.into_any()
}

/// A long name in two rows, broken where it has a joint, else in the middle.
fn split(name: &str) -> Vec<String> {
    let long = name.chars().count() > 8;
    if !long {
        return vec![name.to_owned()];
    }
    if let Some((first, second)) = name.split_once([' ', '·']) {
        return vec![first.to_owned(), second.to_owned()];
    }
    let half = name.chars().count().div_ceil(2);
    let first: String = name.chars().take(half).collect();
    let second: String = name.chars().skip(half).collect();
    vec![first, second]
}

/// What is only counted, in rings around its petal; the side of the name and of the line stays free.
fn dots(spot: &Spot, radius: f64) -> Vec<AnyView> {
    let heart = spot.depth == 0;
    let mut dots = Vec::new();
    let mut rest = spot.petal.dots.iter();
    let mut ring = radius + if heart { 50.0 } else { STEP };
    while rest.len() > 0 {
        // Around the root all the way; around a petal the outer half and a bit.
        let arc = if heart { TAU } else { PI * 1.1 };
        let fits = ((arc * ring / STEP) as usize).max(1).min(rest.len());
        let width = if heart {
            TAU / fits as f64
        } else {
            STEP / ring
        };
        let from = spot.angle - width * (fits as f64 - 1.0) / 2.0;
        for at in 0..fits {
            let Some((name, href)) = rest.next() else {
                break;
            };
            let angle = from + width * at as f64;
            let (x, y) = (spot.x + ring * angle.cos(), spot.y + ring * angle.sin());
            dots.push(
                view! { <a href=href.clone() tabindex="-1" class="rose__dot"><circle cx=round(x) cy=round(y) r=DOT><title>{name.clone()}</title></circle></a> }
                    .into_any(),
            );
        }
        ring += STEP;
    }
    dots
}

fn round(value: f64) -> String {
    format!("{value:.1}")
}
