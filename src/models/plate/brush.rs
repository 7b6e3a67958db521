//! The layers of a picture of 640 by 400 units, and the shapes that scenes are composed of.

use std::fmt::Write as _;

/// The number of units from left to right.
pub(super) const WIDTH: i32 = 640;

/// The number of units from top to bottom.
pub(super) const HEIGHT: i32 = 400;

/// The colour of a layer. `style/components/plate.css` mixes each from the colour of the institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// What is far away.
    Far,
    /// What is in the middle.
    Mid,
    /// What is near.
    Near,
    /// The foreground, dark enough for white text.
    Deep,
    /// What the light falls on.
    Pale,
    /// Celadon.
    Glaze,
    /// The source of light.
    Light,
    /// Its halo.
    Glow,
    /// Small lights: dots.
    Lamp,
    /// Their halos: the same dots, larger.
    Halo,
    /// A line.
    Line,
    /// A thin line.
    Faint,
}

impl Tone {
    /// All tones.
    pub const ALL: [Tone; 12] = [
        Tone::Far,
        Tone::Mid,
        Tone::Near,
        Tone::Deep,
        Tone::Pale,
        Tone::Glaze,
        Tone::Light,
        Tone::Glow,
        Tone::Lamp,
        Tone::Halo,
        Tone::Line,
        Tone::Faint,
    ];

    /// The class of its paths.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Far => "plate__far",
            Tone::Mid => "plate__mid",
            Tone::Near => "plate__near",
            Tone::Deep => "plate__deep",
            Tone::Pale => "plate__pale",
            Tone::Glaze => "plate__glaze",
            Tone::Light => "plate__light",
            Tone::Glow => "plate__glow",
            Tone::Lamp => "plate__lamp",
            Tone::Halo => "plate__halo",
            Tone::Line => "plate__line",
            Tone::Faint => "plate__faint",
        }
    }
}

/// A layer: its colour and its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The colour.
    pub tone: Tone,
    /// The path.
    pub d: String,
}

/// A point.
pub(super) type At = (i32, i32);

/// A picture being drawn, from the farthest layer to the nearest.
#[derive(Debug)]
pub(super) struct Brush {
    layers: Vec<Layer>,
    state: u32,
}

impl Brush {
    /// An empty picture. The same seed gives the same irregularities.
    pub(super) fn new(seed: &str) -> Brush {
        let state = seed.bytes().fold(0x811c_9dc5u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        Brush {
            layers: Vec::new(),
            state,
        }
    }

    /// The finished layers.
    pub(super) fn layers(self) -> Vec<Layer> {
        self.layers
    }

    /// The next irregularity: at most `most` up or down.
    pub(super) fn about(&mut self, most: i32) -> i32 {
        self.state = self
            .state
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        let step = i32::try_from(self.state >> 16).unwrap_or(0);
        step % (2 * most + 1) - most
    }

    /// Adds a path; to the layer before it, if that has the same tone.
    pub(super) fn path(&mut self, tone: Tone, d: impl AsRef<str>) {
        match self.layers.last_mut() {
            Some(last) if last.tone == tone => last.d.push_str(d.as_ref()),
            _ => self.layers.push(Layer {
                tone,
                d: d.as_ref().to_owned(),
            }),
        }
    }

    /// Begins a new layer with a path.
    pub(super) fn layer(&mut self, tone: Tone, d: impl AsRef<str>) {
        self.layers.push(Layer {
            tone,
            d: d.as_ref().to_owned(),
        });
    }

    /// A round shape.
    pub(super) fn disc(&mut self, tone: Tone, at: At, r: i32) {
        self.path(tone, ellipse(at, r, r));
    }

    /// The sun or the moon, with its halo.
    pub(super) fn sun(&mut self, at: At, r: i32) {
        self.layer(Tone::Glow, ellipse(at, r * 9 / 4, r * 9 / 4));
        self.layer(Tone::Glow, ellipse(at, r * 3 / 2, r * 3 / 2));
        self.disc(Tone::Light, at, r);
    }

    /// Bands of mist in front of what is drawn already.
    pub(super) fn mist(&mut self, bands: &[(i32, i32, i32)]) {
        let bands: String = (bands.iter())
            .map(|(x, y, width)| ellipse((x + self.about(12), *y), *width, 5))
            .collect();
        self.layer(Tone::Glow, bands);
    }

    /// Land with a smooth upper edge through about these points, down to the lower edge of the picture. Irregular by at most `rough`.
    pub(super) fn hill(&mut self, tone: Tone, points: &[At], rough: i32) -> Vec<At> {
        let points: Vec<At> = (points.iter())
            .map(|(x, y)| (*x, y + self.about(rough)))
            .collect();
        let edge = smooth(&points);
        self.layer(
            tone,
            format!("{edge}V{HEIGHT}H{}z", points.first().map_or(0, |it| it.0)),
        );
        points
    }

    /// Small lights with halos. Each call is a layer of its own, so that groups can appear one after the other.
    pub(super) fn lamps(&mut self, at: &[At]) {
        if at.is_empty() {
            return;
        }
        let dots = at.iter().fold(String::new(), |mut dots, (x, y)| {
            let _ = write!(dots, "M{x} {y}h0");
            dots
        });
        self.layer(Tone::Halo, &dots);
        self.layer(Tone::Lamp, dots);
    }
}

/// An ellipse.
pub(super) fn ellipse((x, y): At, rx: i32, ry: i32) -> String {
    format!(
        "M{} {y}a{rx} {ry} 0 1 0 {} 0a{rx} {ry} 0 1 0-{} 0z",
        x - rx,
        2 * rx,
        2 * rx
    )
}

/// A smooth line: it starts and ends at the first and the last point and is drawn towards the others.
pub(super) fn smooth(points: &[At]) -> String {
    let mut d = String::new();
    let Some(((x, y), rest)) = points.split_first() else {
        return d;
    };
    let _ = write!(d, "M{x} {y}");
    for (at, (x, y)) in rest.iter().enumerate() {
        match rest.get(at + 1) {
            Some((next_x, next_y)) if at + 2 < rest.len() => {
                let _ = write!(d, "Q{x} {y} {} {}", (x + next_x) / 2, (y + next_y) / 2);
            }
            Some((next_x, next_y)) => {
                let _ = write!(d, "Q{x} {y} {next_x} {next_y}");
                break;
            }
            None => {
                let _ = write!(d, "L{x} {y}");
            }
        }
    }
    d
}

/// The height at `x` of a smooth edge through points, which are in order from left to right.
pub(super) fn height_at(points: &[At], x: i32) -> i32 {
    let middle = |(x0, y0): At, (x1, y1): At| ((x0 + x1) / 2, (y0 + y1) / 2);
    let mut edge: Vec<At> = points.first().copied().into_iter().collect();
    for corner in points.windows(3) {
        if let [before, at, after] = *corner {
            edge.push(middle(middle(before, at), middle(at, after)));
            edge.push(middle(at, after));
        }
    }
    edge.extend(points.last());
    for pair in edge.windows(2) {
        if let [(x0, y0), (x1, y1)] = pair
            && (*x0..=*x1).contains(&x)
        {
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0).max(1);
        }
    }
    HEIGHT
}

/// `count` positions from `from` to `to`, evenly.
pub(super) fn spread(count: usize, from: i32, to: i32) -> Vec<i32> {
    let count = i32::try_from(count).unwrap_or(0);
    (0..count)
        .map(|at| match count {
            1 => (from + to) / 2,
            _ => from + (to - from) * at / (count - 1),
        })
        .collect()
}
