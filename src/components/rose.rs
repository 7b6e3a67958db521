//! How does a tree look to the eye, all at once?
//!
//! A picture with the root in the middle: its petals around it, theirs further out, each in the wedge of the one it belongs to, and what has
//! no name in the picture as dots around its petal. Made for the eye alone: whoever draws it gives the same tree as a list beside it.

use super::{Emblem, MOTIF_AT, lines};
use crate::messages::GAP;
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

/// The size of letters, as `rose.css` has it, and from row to row.
const LETTER: f64 = 18.0;
const LINE: f64 = 22.0;

/// Where a petal is drawn.
struct Spot<'a> {
    petal: &'a Petal,
    x: f64,
    y: f64,
    /// The direction in which it looks, in radians, clockwise from the right.
    angle: f64,
    depth: usize,
    parent: Option<usize>,
    /// On which side of it its name stands.
    side: Side,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Right,
    Below,
    Left,
    Above,
}

impl Side {
    const ALL: [Side; 4] = [Side::Right, Side::Below, Side::Left, Side::Above];

    fn angle(self) -> f64 {
        self as usize as f64 * PI / 2.0
    }

    fn is_aside(self) -> bool {
        matches!(self, Side::Right | Side::Left)
    }

    /// Away from the middle.
    fn outward(angle: f64) -> Side {
        match (angle.cos(), angle.sin()) {
            (cos, _) if cos > 0.42 => Side::Right,
            (cos, _) if cos < -0.42 => Side::Left,
            (_, sin) if sin < 0.0 => Side::Above,
            _ => Side::Below,
        }
    }

    /// Where none of the lines passes, as far as there is such a side: they leave in these directions.
    fn between(lines: &[f64]) -> Side {
        let room = |side: Side| {
            // A row of letters is wide and low.
            let taken = if side.is_aside() { 0.35 } else { 0.8 };
            (lines.iter())
                .map(|line| apart(*line, side.angle()) / taken)
                .fold(f64::MAX, f64::min)
        };
        let (mut best, mut most) = (Side::Right, f64::MIN);
        for side in Side::ALL {
            if room(side) > most {
                (best, most) = (side, room(side));
            }
        }
        best
    }
}

/// How far two directions are from each other, in radians.
fn apart(one: f64, other: f64) -> f64 {
    let way = (one - other).rem_euclid(TAU);
    way.min(TAU - way)
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
            side: Side::outward(middle),
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
        side: Side::Below,
    }];
    // The first petal looks to the upper right, where reading begins to turn.
    place(&mut spots, 0, -PI / 2.0, TAU - PI / 2.0);
    // Names that are explained need more room.
    let stretch = match spots.iter().any(|spot| split(&spot.petal.name).len() > 2) {
        true => 1.25,
        false => 1.0,
    };
    for spot in &mut spots {
        (spot.x, spot.y) = (stretch * spot.x, stretch * spot.y);
    }
    for at in 1..spots.len() {
        // One line or two may pass behind a name; a fan leaves no room for it outside.
        if spots[at].petal.petals.len() < 3 {
            continue;
        }
        let outward = (spots.iter())
            .filter(|spot| spot.parent == Some(at))
            .map(|spot| {
                let (x, y) = bend(spot, &spots[at], stretch);
                (y - spots[at].y).atan2(x - spots[at].x)
            });
        let lines: Vec<f64> = outward.chain([spots[at].angle + PI]).collect();
        spots[at].side = Side::between(&lines);
    }
    let branches: Vec<AnyView> = spots
        .iter()
        .filter_map(|spot| {
            let from = &spots[spot.parent?];
            let class = if spot.petal.inferred {
                "rose__line rose__line--inferred"
            } else {
                "rose__line"
            };
            let (x, y) = bend(spot, from, stretch);
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
            {branches}
            {nodes}
        </svg>
    }
    .into_any()
}

/// Where the line to a petal bends: it leaves the parent in its own direction, so that lines do not cross.
fn bend(spot: &Spot, from: &Spot, stretch: f64) -> (f64, f64) {
    let away = stretch * RING * (from.depth as f64 + 0.55);
    (away * spot.angle.cos(), away * spot.angle.sin())
}

/// All that is drawn, names included: left, top, right, bottom.
fn frame(spots: &[Spot]) -> (f64, f64, f64, f64) {
    spots.iter().fold(
        (f64::MAX, f64::MAX, f64::MIN, f64::MIN),
        |(left, top, right, bottom), spot| {
            let rows = split(&spot.petal.name);
            let name = rows.iter().map(|row| width(row)).fold(0.0, f64::max);
            let further = LINE * rows.len().saturating_sub(2) as f64;
            let body = if spot.depth == 0 {
                HEART + 3.0 * STEP
            } else {
                DISC + around(spot.petal, DISC)
            };
            let aside = body + name + 20.0;
            let (toward, away) = match spot.side {
                Side::Right => (body, aside),
                Side::Left => (aside, body),
                _ => (name.max(2.0 * body) / 2.0, name.max(2.0 * body) / 2.0),
            };
            (
                left.min(spot.x - toward),
                top.min(spot.y - body - 50.0 - further),
                right.max(spot.x + away),
                bottom.max(spot.y + body + 60.0 + further),
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

/// The name, on its side of the petal.
fn name(spot: &Spot, radius: f64) -> AnyView {
    let heart = spot.depth == 0;
    // Dots lie on the outer half.
    let ring = if heart || apart(spot.side.angle(), spot.angle) > 1.8 {
        0.0
    } else {
        around(spot.petal, radius)
    };
    let rows = split(&spot.petal.name);
    let away = radius + ring + 10.0;
    let further = rows.len() as f64 - 1.0;
    let beside = spot.y + 7.0 - LINE / 2.0 * further;
    let (x, y, anchor) = match spot.side {
        _ if heart => (spot.x, spot.y + radius + 24.0, "middle"),
        Side::Right => (spot.x + away, beside, "start"),
        Side::Left => (spot.x - away, beside, "end"),
        Side::Above => (spot.x, spot.y - away - LINE * further, "middle"),
        Side::Below => (spot.x, spot.y + away + 16.0, "middle"),
    };
    let rows: Vec<AnyView> = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| {
            view! { <tspan x=round(x) y=round(y + LINE * at as f64)>{row}</tspan> }.into_any()
        })
        .collect();
    view! { <text class="rose__name" text-anchor=anchor>{rows}</text> }.into_any()
}

/// A long name in two rows, broken where it has a joint, else in the middle; what explains it in brackets in as many as it needs.
fn split(name: &str) -> Vec<String> {
    let long = name.chars().count() > 8;
    if !long {
        return vec![name.to_owned()];
    }
    if let Some((printed, gloss)) = name.split_once(GAP) {
        let mut rows = split(printed);
        let gloss = lines(gloss, |row| row.trim_end().len() <= GLOSS);
        rows.extend(gloss.iter().map(|row| row.trim_end().to_owned()));
        return rows;
    }
    if let Some((first, second)) = name.split_once([' ', '·']) {
        return vec![first.to_owned(), second.to_owned()];
    }
    let half = name.chars().count().div_ceil(2);
    let first: String = name.chars().take(half).collect();
    let second: String = name.chars().skip(half).collect();
    vec![first, second]
}

/// How wide a row is, about: the letters of a gloss are half as wide as those of Chinese.
fn width(row: &str) -> f64 {
    let wide = match row.is_ascii() {
        true => 0.5,
        false => 1.0,
    };
    LETTER * wide * row.chars().count() as f64
}

/// How many letters of a gloss stand in one row: about as wide as a row of Chinese.
const GLOSS: usize = 15;

/// How many dots have room in a ring around a petal: on its outer half and a bit.
fn room(ring: f64) -> usize {
    ((PI * 1.1 * ring / STEP) as usize).max(1)
}

/// How wide the rings around a petal of this radius are, with the gap to its name.
fn around(petal: &Petal, radius: f64) -> f64 {
    let mut rest = petal.dots.len();
    let mut width = 0.0;
    while rest > 0 {
        width += STEP;
        rest = rest.saturating_sub(room(radius + width));
    }
    if width > 0.0 { width + 0.6 * STEP } else { 0.0 }
}

/// What is only counted, in rings around its petal; the side of the name and of the line stays free.
fn dots(spot: &Spot, radius: f64) -> Vec<AnyView> {
    let heart = spot.depth == 0;
    let mut dots = Vec::new();
    let mut rest = spot.petal.dots.iter();
    let further = LINE * split(&spot.petal.name).len().saturating_sub(2) as f64;
    let mut ring = radius + if heart { 50.0 + further } else { STEP };
    while rest.len() > 0 {
        // Around the root all the way.
        let fits = if heart {
            (TAU * ring / STEP) as usize
        } else {
            room(ring)
        };
        let fits = fits.max(1).min(rest.len());
        // A few make no ring: they lie above it.
        let whole = heart && fits > 12;
        let width = if whole {
            TAU / fits as f64
        } else {
            STEP / ring
        };
        let middle = if heart { -PI / 2.0 } else { spot.angle };
        let from = middle - width * (fits as f64 - 1.0) / 2.0;
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
