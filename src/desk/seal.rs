//! The seal of a gallery: its icon in tabs, on devices and in share pictures.
//!
//! One character on a red square of 64 units: drawn with the `strokes` of `gallery.json` if there are any, otherwise with the glyph of share pictures. A
//! character without an outline is replaced by the first one of the gallery's name that has one, or by a ring; [`super::picture::judge`] notes this. [`icon`]
//! is the SVG file; [`super::picture`] renders the other sizes.

use super::failure::Failure;
use super::picture::Palette;
use super::picture::glyphs::Glyphs;
use crate::catalogue::Gallery;

/// The width and height of the seal, in its own units.
pub(super) const SIDE: u32 = 64;

/// The size of a glyph in the seal, and its baseline.
const LETTER: (f32, f32) = (46.0, 49.0);

/// The icon as SVG.
///
/// # Errors
///
/// If `style/tokens.css` lacks a colour.
pub(super) fn icon(gallery: &Gallery) -> Result<String, Failure> {
    let palette = Palette::of_gallery(gallery)?;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\">\
         <rect width=\"{SIDE}\" height=\"{SIDE}\" rx=\"12\" fill=\"{}\"/>{}</svg>\n",
        palette.role("seal"),
        character(gallery, &palette, Glyphs::known())
    ))
}

/// The SVG of the character, without its background.
pub(super) fn character(gallery: &Gallery, palette: &Palette, letters: &Glyphs) -> String {
    let colour = palette.role("on-hue");
    match &gallery.strokes {
        Some(strokes) => format!(
            "<path d=\"{strokes}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"4.500\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        ),
        None => {
            let (size, baseline) = LETTER;
            let middle = SIDE as f32 / 2.0;
            let is_drawn = |text: &&str| letters.lacks(text).is_none() && !text.trim().is_empty();
            let name = &gallery.name;
            let of_name = name
                .char_indices()
                .map(|(at, c)| &name[at..at + c.len_utf8()]);
            let mut characters = std::iter::once(gallery.seal.as_str()).chain(of_name);
            match characters.find(is_drawn) {
                Some(character) => {
                    let letter = letters.line(character, middle, baseline, size);
                    format!("<g fill=\"{colour}\">{letter}</g>")
                }
                None => format!(
                    "<circle cx=\"{middle}\" cy=\"{middle}\" r=\"15\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"5\"/>"
                ),
            }
        }
    }
}

/// The end of a note about a seal that cannot be drawn.
pub(super) const INSTEAD: &str = "印章改用馆名里的字；也可以用 strokes 写明笔画。";
