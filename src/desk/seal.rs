//! What does a gallery's seal look like?
//!
//! Contract: one character on the ground of a seal, in 64 units: by the strokes with which `gallery.json` draws it, else as the letter that share
//! pictures have. [`icon`] is the file for tabs and devices; [`judge`] says why there is none. Sizes and margins are [`super::picture`]'s.

use super::failure::Failure;
use super::picture::Paint;
use super::picture::letters::{self, Letters};
use crate::catalogue::{Gallery, Problem};

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
        character(gallery, &paint, &Letters::known())
    ))
}

/// The character, without its ground.
pub(super) fn character(gallery: &Gallery, paint: &Paint, letters: &Letters) -> String {
    let colour = paint.role("on-hue");
    match &gallery.strokes {
        Some(strokes) => format!(
            "<path d=\"{strokes}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"4.500\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        ),
        None => {
            let (size, baseline) = LETTER;
            let middle = SIDE as f32 / 2.0;
            let letter = letters.line(&gallery.seal, middle, baseline, size);
            format!("<g fill=\"{colour}\">{letter}</g>")
        }
    }
}

/// Says that the character cannot be drawn.
pub(super) fn judge(gallery: &Gallery) -> Option<Problem> {
    let unknown = match gallery.strokes {
        Some(_) => None,
        None => Letters::known().lacks(&gallery.seal),
    };
    unknown.map(|unknown| {
        Problem::new(
            "gallery.json",
            "",
            "seal",
            format!(
                "{} 里没有“{unknown}”这个字，印章画不出来。请用 strokes 写明笔画，或在装有 Noto Serif CJK 的 Debian 上运行 cargo run -- letters。",
                letters::FILE
            ),
        )
    })
}
