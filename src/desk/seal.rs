//! The seal of a gallery: its icon in tabs, on devices and in share pictures.
//!
//! Contract: one character on the ground of a seal, in 64 units: by the strokes with which `gallery.json` draws it, else as the letter that share
//! pictures have. A character without an outline is replaced by the first one of the gallery's name that has one, or by a plain ring; this is noted by
//! [`super::picture::judge`]. [`icon`] is the file for tabs and devices. Sizes and margins are [`super::picture`]'s.

use super::failure::Failure;
use super::picture::Paint;
use super::picture::glyphs::Glyphs;
use crate::catalogue::Gallery;

/// The side of the seal, in its own units.
pub(super) const SIDE: u32 = 64;

/// How large a letter stands in it, and where its baseline is.
const LETTER: (f32, f32) = (46.0, 49.0);

/// The file for tabs and devices.
pub(super) fn icon(gallery: &Gallery) -> Result<String, Failure> {
    let paint = Paint::of_gallery(gallery)?;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\">\
         <rect width=\"{SIDE}\" height=\"{SIDE}\" rx=\"12\" fill=\"{}\"/>{}</svg>\n",
        paint.role("seal"),
        character(gallery, &paint, Glyphs::known())
    ))
}

/// The character, without its ground.
pub(super) fn character(gallery: &Gallery, paint: &Paint, letters: &Glyphs) -> String {
    let colour = paint.role("on-hue");
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

/// What happens to a seal that cannot be drawn, for sentences.
pub(super) const INSTEAD: &str = "印章改用馆名里的字；也可以用 strokes 写明笔画。";
