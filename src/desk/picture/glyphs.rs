//! Glyph outlines for share pictures and seals, independent of the fonts of the machine.
//!
//! `glyphs.br` is Brotli-compressed text with one character per line: character, advance, SVG path, in units of which [`BODY`] are one em, with the baseline at
//! 0; extracted from Noto Serif CJK SC Bold. It contains the characters of GBK that simplified Chinese uses, so ordinary names need no further step. [`Glyphs`]
//! looks outlines up and cannot fail: [`Glyphs::lacks`] reports a character without an outline, and the caller draws other words. [`cut`] rewrites the file on
//! a machine with the font. There is no shaping and no kerning.

use crate::catalogue::Problem;
use crate::desk::failure::Failure;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use ttf_parser::{Face, OutlineBuilder, name_id};

/// Units per em: in the largest line one unit is a third of a pixel.
pub const BODY: f32 = 250.0;

/// The path of the file in the project.
pub const FILE: &str = "src/desk/picture/glyphs.br";

/// The content of the file.
const PACKED: &[u8] = include_bytes!("glyphs.br");

/// The source font, as Debian's `fonts-noto-cjk` installs it.
const FONT: &str = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc";

/// The face of the font.
const FACE: &str = "Noto Serif CJK SC";

const HEAD: &str = "# Outlines from Noto Serif CJK SC Bold, (c) 2017-2022 Adobe, under the SIL Open Font License 1.1 (licence.txt beside this file).\n\
                    # Written by `cargo run -- letters`: character, advance, path; 250 units a body, baseline at 0.\n";

/// Advance and path by character.
pub struct Glyphs(BTreeMap<char, (f32, &'static str)>);

impl Glyphs {
    /// The glyphs of the file, unpacked at the first call.
    pub fn known() -> &'static Glyphs {
        static KNOWN: LazyLock<Glyphs> = LazyLock::new(|| {
            let mut text = Vec::new();
            // A damaged file yields no outlines: pictures then have emblems and seals but no text.
            let unpacked = brotli::BrotliDecompress(&mut &PACKED[..], &mut text);
            let text = unpacked.ok().and_then(|()| String::from_utf8(text).ok());
            let lines = String::leak(text.unwrap_or_default()).lines();
            Glyphs(lines.filter_map(entry).collect())
        });
        &KNOWN
    }

    /// The first character of `text` that cannot be drawn.
    pub fn lacks(&self, text: &str) -> Option<char> {
        seen(text).find(|c| !self.0.contains_key(c))
    }

    /// The width of a line in em.
    pub fn width(&self, line: &str) -> f32 {
        let advance = |c| self.0.get(&c).map_or(BODY, |(advance, _)| *advance);
        seen(line).map(advance).sum::<f32>() / BODY
    }

    /// A line as SVG paths, centred at `x`, with its baseline at `y` and `size` pixels per em.
    pub fn line(&self, line: &str, x: f32, y: f32, size: f32) -> String {
        let scale = size / BODY;
        let mut at = x - self.width(line) * size / 2.0;
        let mut svg = String::new();
        for c in seen(line) {
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

/// The visible characters of a text, without joiners, variation selectors and directional marks.
fn seen(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| {
        !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
    })
}

fn entry(line: &'static str) -> Option<(char, (f32, &'static str))> {
    let mut chars = line.chars();
    let c = chars.next()?;
    let (advance, path) = chars.as_str().strip_prefix(' ')?.split_once(' ')?;
    Some((c, (advance.parse().ok()?, path)))
}

/// Every character of GBK (Chinese characters, punctuation, full-width forms), except traditional forms that are not in GB 2312: these would be a fifth of the
/// file, and the texts of a gallery are in simplified characters.
fn common() -> Vec<char> {
    let rows = 0x81..=0xfe_u8;
    let pairs = rows.flat_map(|row| (0x40..=0xfe_u8).map(move |cell| [row, cell]));
    let decoded = pairs.filter_map(|pair| {
        let (text, had_errors) = encoding_rs::GBK.decode_without_bom_handling(&pair);
        let mut chars = text.chars();
        match (had_errors, chars.next(), chars.next()) {
            (false, Some(c), None) => Some((c, pair.iter().all(|byte| *byte >= 0xa1))),
            _ => None,
        }
    });
    let decoded: Vec<(char, bool)> = decoded.collect();
    // One character per line, so that no phrase is recognised.
    let text: String = decoded.iter().map(|(c, _)| format!("{c}\n")).collect();
    let mut traditional = BTreeSet::new();
    for tables in [BuiltinConfig::S2t, BuiltinConfig::S2tw] {
        let written = OpenCC::from_config(tables).map(|tables| tables.convert(&text));
        let written = written.unwrap_or_default();
        let changed = decoded.iter().zip(written.lines());
        let changed = changed.filter(|((c, _), line)| !line.starts_with(*c));
        traditional.extend(changed.flat_map(|(_, line)| line.chars()));
    }
    let is_wanted = |(c, is_in_gb2312): &(char, bool)| *is_in_gb2312 || !traditional.contains(c);
    decoded
        .into_iter()
        .filter(is_wanted)
        .map(|(c, _)| c)
        .collect()
}

/// The result of [`cut`].
pub struct Cut {
    /// How many characters the file holds.
    pub total: usize,
    /// The texts that cannot be drawn, as problems with their places in the data.
    pub lacking: Vec<Problem>,
}

/// Rewrites the file with the characters it has, the common ones of GBK, those of a keyboard, and those of `texts`, the [`super::texts`] of the data. A
/// character that the font lacks is left out; if `texts` need it, the result names the place.
///
/// # Errors
///
/// If the font is not on this machine, or the file cannot be written.
pub fn cut(root: &Path, texts: &[super::Text]) -> Result<Cut, Failure> {
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
    let mut characters: BTreeSet<char> = Glyphs::known().0.keys().copied().collect();
    characters.extend(' '..='~');
    characters.extend('\u{a0}'..='\u{17f}');
    characters.extend('\u{2010}'..='\u{203b}');
    characters.extend(common());
    // The program's own words, which the pictures of overviews show.
    for source in [
        include_str!("../picture.rs"),
        include_str!("../../head.rs"),
        include_str!("../../route.rs"),
        include_str!("../../catalogue/kind.rs"),
        include_str!("../../search/query.rs"),
    ] {
        characters.extend(source.chars());
    }
    characters.extend(texts.iter().flat_map(|text| text.words.chars()));
    // Characters for private use differ between fonts.
    characters.retain(|c| is_printed(*c));
    let mut text = HEAD.to_owned();
    let scale = BODY / f32::from(face.units_per_em());
    let mut total = 0;
    let mut missing = BTreeSet::new();
    for c in characters {
        let Some(glyph) = face.glyph_index(c) else {
            missing.insert(c);
            continue;
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
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: text.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    let path = root.join(FILE);
    brotli::BrotliCompress(&mut text.as_bytes(), &mut packed, &params)
        .and_then(|_| fs::write(&path, packed))
        .map_err(|error| Failure::writing(&path, &error))?;
    let lacking = texts.iter().filter_map(|text| {
        let c = seen(&text.words).find(|c| missing.contains(c) || !is_printed(*c))?;
        let sentence = format!("{FACE} 里没有“{}”，没有取。{}", shown(c), super::INSTEAD);
        Some(text.problem(sentence))
    });
    Ok(Cut {
        total,
        lacking: lacking.collect(),
    })
}

/// Whether a character may be in the file.
fn is_printed(c: char) -> bool {
    !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// A character for a message: with its code point if it is invisible or combines with its neighbours.
pub(super) fn shown(c: char) -> String {
    let is_plain = c.is_alphanumeric() || c.is_ascii_graphic();
    match is_plain && is_printed(c) {
        true => c.to_string(),
        false => format!("{c}（U+{:04X}）", c as u32).replace(|c: char| !is_printed(c), ""),
    }
}

/// An SVG path in whole units with relative coordinates.
#[derive(Default)]
struct Outline {
    path: String,
    scale: f32,
    at: (i32, i32),
    start: (i32, i32),
}

impl Outline {
    fn step(&mut self, letter: char, points: &[(f32, f32)]) {
        // The y axis of SVG points down, that of fonts up.
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
