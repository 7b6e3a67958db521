//! The layout of a radial tree: from a [`Branch`] to coordinates.
//!
//! The branches follow clockwise from the top; each has a sector in proportion to its leaves. A name is on a side of its node where no line passes, if there
//! is one.

use super::{
    Anchor, Disc, LabelRow, RadialDots, RadialEdge, RadialLabel, RadialNode, RadialShape,
    RadialTree,
};
use crate::messages::{GAP, lines};
use std::f64::consts::{PI, TAU};

/// A node of a tree with its descendants.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// See [`super::RadialNode::item`].
    pub item: u32,
    /// Whether it is drawn as the emblem of its item; otherwise it is a plain disc.
    pub has_emblem: bool,
    /// Whether its relation to its parent is inferred.
    pub inferred: bool,
    /// Its items without a name in the picture.
    pub leaves: Vec<u32>,
    /// Its children.
    pub branches: Vec<Branch>,
}

/// The most names in a picture; more would not be legible.
const MOST_NODES: usize = 120;

impl Branch {
    /// The tree with at most so many names as are legible: of more, the outermost nodes become dots of their parent.
    pub fn gathered(mut self) -> Branch {
        while self.total() > MOST_NODES {
            self.gather_outermost();
        }
        self
    }

    fn total(&self) -> usize {
        1 + self.branches.iter().map(Branch::total).sum::<usize>()
    }

    fn gather_outermost(&mut self) {
        if !self.branches.iter().all(|inner| inner.branches.is_empty()) {
            return self.branches.iter_mut().for_each(Branch::gather_outermost);
        }
        for inner in std::mem::take(&mut self.branches) {
            self.leaves.push(inner.item);
            self.leaves.extend(inner.leaves);
        }
    }
}

/// The distance between rings, in units of the picture.
const RING: f64 = 200.0;

/// Radius of the root and of the others.
const ROOT_RADIUS: f64 = 46.0;
const NODE_RADIUS: f64 = 30.0;

/// The distance between dots.
const DOT_SPACING: f64 = 11.0;

/// The font size, as in `radial-tree.css`, and the height of a row.
const FONT_SIZE: f64 = 18.0;
const ROW_HEIGHT: f64 = 22.0;

/// The position of a node.
struct Spot<'a> {
    branch: &'a Branch,
    x: f64,
    y: f64,
    /// Its direction from the root, in radians, clockwise from the right.
    angle: f64,
    depth: usize,
    parent: Option<usize>,
    /// The side of its name.
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

    /// The side away from the centre.
    fn outward(angle: f64) -> Side {
        match (angle.cos(), angle.sin()) {
            (cos, _) if cos > 0.42 => Side::Right,
            (cos, _) if cos < -0.42 => Side::Left,
            (_, sin) if sin < 0.0 => Side::Above,
            _ => Side::Below,
        }
    }

    /// A side where none of the lines passes, if there is one; the lines leave in these directions.
    fn between(lines: &[f64]) -> Side {
        let room = |side: Side| {
            // A row of text is wide and low.
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

/// The angle between two directions, in radians.
fn apart(one: f64, other: f64) -> f64 {
    let way = (one - other).rem_euclid(TAU);
    way.min(TAU - way)
}

/// The share of the circle that a node needs, as a weight.
fn weight(branch: &Branch) -> f64 {
    let within: f64 = branch.branches.iter().map(weight).sum();
    // Further out there is more room for each node.
    (within * 0.5).max(1.0)
}

fn place<'a>(spots: &mut Vec<Spot<'a>>, at: usize, from: f64, to: f64) {
    let (branch, depth) = (spots[at].branch, spots[at].depth + 1);
    let whole: f64 = branch.branches.iter().map(weight).sum();
    let mut angle = from;
    for inner in &branch.branches {
        let width = (to - from) * weight(inner) / whole;
        let middle = angle + width / 2.0;
        let radius = RING * depth as f64;
        spots.push(Spot {
            branch: inner,
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

impl RadialTree {
    /// Computes the layout of a tree.
    pub fn of(root: &Branch) -> RadialTree {
        let mut spots = vec![Spot {
            branch: root,
            x: 0.0,
            y: 0.0,
            angle: PI / 2.0,
            depth: 0,
            parent: None,
            side: Side::Below,
        }];
        // The first node is at the upper right.
        place(&mut spots, 0, -PI / 2.0, TAU - PI / 2.0);
        // Names with a gloss need more room.
        let stretch = match spots.iter().any(|spot| split(&spot.branch.name).len() > 2) {
            true => 1.25,
            false => 1.0,
        };
        for spot in &mut spots {
            (spot.x, spot.y) = (stretch * spot.x, stretch * spot.y);
        }
        for at in 1..spots.len() {
            // A name outside leaves room for one or two lines, not for a fan of more.
            if spots[at].branch.branches.len() < 3 {
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
        let (left, top, right, bottom) = frame(&spots);
        RadialTree {
            view_box: format!("{left:.0} {top:.0} {:.0} {:.0}", right - left, bottom - top),
            nodes: spots
                .iter()
                .map(|spot| node(&spots, spot, stretch))
                .collect(),
        }
    }
}

/// The control point of the line to a node: beyond the parent, but in the node's own direction, so that lines do not cross.
fn bend(spot: &Spot, from: &Spot, stretch: f64) -> (f64, f64) {
    let away = stretch * RING * (from.depth as f64 + 0.55);
    (away * spot.angle.cos(), away * spot.angle.sin())
}

/// The bounding box of the picture with names: left, top, right, bottom.
fn frame(spots: &[Spot]) -> (f64, f64, f64, f64) {
    spots.iter().fold(
        (f64::MAX, f64::MAX, f64::MIN, f64::MIN),
        |(left, top, right, bottom), spot| {
            let rows = split(&spot.branch.name);
            let name = rows.iter().map(|row| width(row)).fold(0.0, f64::max);
            let further = ROW_HEIGHT * rows.len().saturating_sub(2) as f64;
            let body = if spot.depth == 0 {
                ROOT_RADIUS + 3.0 * DOT_SPACING
            } else {
                NODE_RADIUS + around(spot.branch, NODE_RADIUS)
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

fn node(spots: &[Spot], spot: &Spot, stretch: f64) -> RadialNode {
    let branch = spot.branch;
    let radius = match (spot.depth, branch.has_emblem) {
        (0, _) => ROOT_RADIUS,
        (_, true) => NODE_RADIUS,
        _ => NODE_RADIUS * 0.55,
    };
    let shape = match branch.has_emblem {
        true => RadialShape::Emblem(format!(
            "translate({:.1} {:.1}) scale({:.3})",
            spot.x - radius,
            spot.y - radius,
            radius / 48.0
        )),
        false => RadialShape::Disc(Disc {
            x: round(spot.x),
            y: round(spot.y),
            radius: radius.to_string(),
        }),
    };
    let edge = spot.parent.map(|parent| {
        let from = &spots[parent];
        let (x, y) = bend(spot, from, stretch);
        RadialEdge {
            path: format!(
                "M{:.1} {:.1}Q{x:.1} {y:.1} {:.1} {:.1}",
                from.x, from.y, spot.x, spot.y
            ),
            inferred: branch.inferred,
        }
    });
    RadialNode {
        item: branch.item,
        depth: u8::try_from(spot.depth).unwrap_or(u8::MAX),
        edge,
        shape,
        label: label(spot, radius),
        dots: dots(spot, radius),
    }
}

/// The label of a node, on its side.
fn label(spot: &Spot, radius: f64) -> RadialLabel {
    let heart = spot.depth == 0;
    // The dots are on the outer half.
    let ring = if heart || apart(spot.side.angle(), spot.angle) > 1.8 {
        0.0
    } else {
        around(spot.branch, radius)
    };
    let rows = split(&spot.branch.name);
    let away = radius + ring + 10.0;
    let further = rows.len() as f64 - 1.0;
    let beside = spot.y + 7.0 - ROW_HEIGHT / 2.0 * further;
    let (x, y, anchor) = match spot.side {
        _ if heart => (spot.x, spot.y + radius + 24.0, Anchor::Middle),
        Side::Right => (spot.x + away, beside, Anchor::Start),
        Side::Left => (spot.x - away, beside, Anchor::End),
        Side::Above => (spot.x, spot.y - away - ROW_HEIGHT * further, Anchor::Middle),
        Side::Below => (spot.x, spot.y + away + 16.0, Anchor::Middle),
    };
    let row = |(at, text)| LabelRow {
        y: round(y + ROW_HEIGHT * at as f64),
        text,
    };
    RadialLabel {
        anchor,
        x: round(x),
        rows: rows.into_iter().enumerate().map(row).collect(),
    }
}

/// The rows of a name: a long one is broken at a separator, else in the middle; its gloss in brackets takes as many rows as needed.
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

/// The approximate width of a row. Latin letters are half as wide as Chinese characters.
fn width(row: &str) -> f64 {
    let wide = match row.is_ascii() {
        true => 0.5,
        false => 1.0,
    };
    FONT_SIZE * wide * row.chars().count() as f64
}

/// The most letters of a gloss in a row, which is then about as wide as a row of Chinese.
const GLOSS: usize = 15;

/// The number of dots that fit a ring around a branch, on slightly more than its outer half.
fn room(ring: f64) -> usize {
    ((PI * 1.1 * ring / DOT_SPACING) as usize).max(1)
}

/// The width of the rings of dots around a node with this radius, with the gap to its name.
fn around(branch: &Branch, radius: f64) -> f64 {
    let mut rest = branch.leaves.len();
    let mut width = 0.0;
    while rest > 0 {
        width += DOT_SPACING;
        rest = rest.saturating_sub(room(radius + width));
    }
    if width > 0.0 {
        width + 0.6 * DOT_SPACING
    } else {
        0.0
    }
}

/// The dots of a node, in rings around it; the side of its name and its line stays free.
fn dots(spot: &Spot, radius: f64) -> Option<RadialDots> {
    let heart = spot.depth == 0;
    let mut points = Vec::new();
    let mut rest = spot.branch.leaves.len();
    let further = ROW_HEIGHT * split(&spot.branch.name).len().saturating_sub(2) as f64;
    let mut ring = radius + if heart { 50.0 + further } else { DOT_SPACING };
    while rest > 0 {
        // Around the root the rings are complete.
        let fits = if heart {
            (TAU * ring / DOT_SPACING) as usize
        } else {
            room(ring)
        };
        let fits = fits.max(1).min(rest);
        // A few dots make no ring; they are above the node.
        let whole = heart && fits > 12;
        let width = if whole {
            TAU / fits as f64
        } else {
            DOT_SPACING / ring
        };
        let middle = if heart { -PI / 2.0 } else { spot.angle };
        let from = middle - width * (fits as f64 - 1.0) / 2.0;
        for at in 0..fits {
            let angle = from + width * at as f64;
            let (x, y) = (spot.x + ring * angle.cos(), spot.y + ring * angle.sin());
            points.push(format!("{x:.1} {y:.1}"));
        }
        rest -= fits;
        ring += DOT_SPACING;
    }
    (!points.is_empty()).then(|| RadialDots {
        items: spot.branch.leaves.clone(),
        points: points.join(" "),
    })
}

fn round(value: f64) -> String {
    format!("{value:.1}")
}
