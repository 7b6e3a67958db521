//! How is a character drawn on a machine that has no Chinese font?
//!
//! `letters.txt` holds outlines cut from Noto Serif CJK SC Bold: one character a line, its advance, its path on a body of [`BODY`] units,
//! the baseline at 0. [`Letters`] looks them up; [`cut`] writes the file anew where that font is installed. It holds every character that
//! stands in the data, not only in names, so that an edit seldom needs a new one. Shaping, kerning and other faces are absent on purpose.

use crate::desk::data::{Data, files};
use crate::desk::failure::Failure;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use ttf_parser::{Face, OutlineBuilder, name_id};

/// The side of a character's square in the file's units: in the largest line a unit is a third of a pixel.
pub const BODY: f32 = 250.0;

/// The file, below the project's folder.
pub const FILE: &str = "src/desk/picture/letters.txt";

/// The font from which the characters are cut, as Debian's `fonts-noto-cjk` installs it.
const FONT: &str = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc";

/// Which face of it.
const FACE: &str = "Noto Serif CJK SC";

const HEAD: &str = "# Outlines from Noto Serif CJK SC Bold, (c) 2017-2022 Adobe, under the SIL Open Font License 1.1 (licence.txt beside this file).\n\
                    # Written by `cargo run -- letters`: character, advance, path; 250 units a body, baseline at 0.\n";

/// The outlines by character.
pub struct Letters(BTreeMap<char, (f32, &'static str)>);

impl Letters {
    /// Those of the file.
    pub fn known() -> Letters {
        let lines = include_str!("letters.txt").lines();
        Letters(lines.filter_map(entry).collect())
    }

    /// The first character of `text` that cannot be drawn.
    pub fn lacks(&self, text: &str) -> Option<char> {
        text.chars().find(|c| !self.0.contains_key(c))
    }

    /// How wide a line is, in bodies.
    pub fn width(&self, line: &str) -> f32 {
        let advance = |c| self.0.get(&c).map_or(BODY, |(advance, _)| *advance);
        line.chars().map(advance).sum::<f32>() / BODY
    }

    /// A line as SVG paths, centred on `x`, its baseline at `y`, `size` pixels to the body.
    pub fn line(&self, line: &str, x: f32, y: f32, size: f32) -> String {
        let scale = size / BODY;
        let mut at = x - self.width(line) * size / 2.0;
        let mut svg = String::new();
        for c in line.chars() {
            let Some((advance, path)) = self.0.get(&c) else {
                continue;
            };
            let _ = write!(
                svg,
                "<path d=\"{path}\" transform=\"translate({at:.2} {y:.2}) scale({scale:.5})\"/>"
            );
            at += advance * scale;
        }
        svg
    }
}

fn entry(line: &'static str) -> Option<(char, (f32, &'static str))> {
    let mut chars = line.chars();
    let c = chars.next()?;
    let (advance, path) = chars.as_str().strip_prefix(' ')?.split_once(' ')?;
    Some((c, (advance.parse().ok()?, path)))
}

/// Writes the file anew: what it holds already, what stands in the data, and what a keyboard writes.
pub fn cut(root: &Path, data: &Data) -> Result<usize, Failure> {
    let font = Path::new(FONT);
    let bytes = fs::read(font).map_err(|_| {
        Failure::new(format!(
            "没有 {FONT}。请在装有 Noto Serif CJK 的 Debian 上（apt-get install fonts-noto-cjk）再运行一次。"
        ))
    })?;
    let named = |face: &Face| {
        face.names()
            .into_iter()
            .filter(|name| name.name_id == name_id::FAMILY)
            .any(|name| name.to_string().as_deref() == Some(FACE))
    };
    let faces = 0..ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
    let face = faces
        .filter_map(|at| Face::parse(&bytes, at).ok())
        .find(named)
        .ok_or_else(|| {
            Failure::new(format!(
                "{FONT} 里没有“{FACE}”。请换回 Debian 的 fonts-noto-cjk。"
            ))
        })?;
    let mut characters: Vec<char> = Letters::known().0.into_keys().collect();
    characters.extend(' '..='~');
    // The gallery's own words.
    for source in [
        include_str!("../picture.rs"),
        include_str!("../../head.rs"),
        include_str!("../../route.rs"),
        include_str!("../../catalogue/kind.rs"),
        include_str!("../../search/query.rs"),
    ] {
        characters.extend(source.chars().filter(|c| !c.is_control()));
    }
    for file in files(data)? {
        let text = String::from_utf8_lossy(&file.bytes);
        characters.extend(text.chars().filter(|c| !c.is_control()));
    }
    characters.sort_unstable();
    characters.dedup();
    let mut text = HEAD.to_owned();
    let scale = BODY / f32::from(face.units_per_em());
    let mut total = 0;
    for c in characters {
        let Some(glyph) = face.glyph_index(c) else {
            return Err(Failure::new(format!(
                "{FACE} 里没有“{c}”这个字。请换一个写法。"
            )));
        };
        let advance = f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * scale;
        let mut outline = Outline {
            scale,
            ..Outline::default()
        };
        face.outline_glyph(glyph, &mut outline);
        let _ = writeln!(text, "{c} {advance:.0} {}", outline.path);
        total += 1;
    }
    let path = root.join(FILE);
    fs::write(&path, text).map_err(|error| Failure::writing(&path, &error))?;
    Ok(total)
}

/// An SVG path in whole units, each step from where the last one ended.
#[derive(Default)]
struct Outline {
    path: String,
    scale: f32,
    at: (i32, i32),
    start: (i32, i32),
}

impl Outline {
    fn step(&mut self, letter: char, points: &[(f32, f32)]) {
        // SVG counts downwards.
        let whole = |(x, y): (f32, f32)| {
            (
                (x * self.scale).round() as i32,
                (-y * self.scale).round() as i32,
            )
        };
        let points: Vec<(i32, i32)> = points.iter().copied().map(whole).collect();
        self.path.push(letter);
        for (nth, (x, y)) in points.iter().enumerate() {
            let (dx, dy) = (x - self.at.0, y - self.at.1);
            let gap = if nth == 0 || dx < 0 { "" } else { " " };
            let between = if dy < 0 { "" } else { " " };
            let _ = write!(self.path, "{gap}{dx}{between}{dy}");
        }
        if let Some(end) = points.last() {
            self.at = *end;
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('m', &[(x, y)]);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('l', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('c', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('z');
        self.at = self.start;
    }
}
