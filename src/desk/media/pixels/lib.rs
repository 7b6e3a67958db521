//! Photographs and bitmap logos: from the bytes of a camera or a drawing program to the pixels that a page shows.
//!
//! [`decode`] reads JPEG, PNG and WebP within limits and refuses what else it is given ([`Refusal`]); no bytes make it panic. A [`Picture`] is upright, in
//! sRGB, and carries nothing but its pixels, so that no place, time or name of the camera reaches a file that is encoded from it. Native only.

#![cfg(not(target_arch = "wasm32"))]

mod colour;
mod decode;
mod encode;
mod metadata;
mod scale;

pub use decode::{Kind, decode};
pub use encode::HAS_AVIF;

/// The most pixels of a picture that is read.
pub const MOST_PIXELS: u64 = 40_000_000;

/// The least width of a picture, in pixels.
pub const LEAST_WIDTH: u32 = 480;

/// The most that one side of a picture is of the other.
pub const MOST_RATIO: u32 = 4;

/// Why bytes are no picture that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They do not begin as a file of this kind does.
    OtherKind,
    /// They are a file of another kind as well.
    Polyglot,
    /// More than [`MOST_PIXELS`].
    TooManyPixels,
    /// Narrower than [`LEAST_WIDTH`].
    TooNarrow(u32),
    /// Longer than [`MOST_RATIO`] times its other side.
    TooLong,
    /// It moves.
    Moving,
    /// Its colours are those of a printing press.
    Press,
    /// It ends too early, or contradicts itself.
    Broken,
    /// It has so much detail that no quality fits into the size of its file.
    TooDetailed,
}

/// An upright picture in sRGB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    /// Red, green, blue of each pixel, row by row.
    rgb: Vec<u8>,
    /// The opacity of each pixel, row by row; none of an opaque picture.
    alpha: Option<Vec<u8>>,
    /// Whether its file named a place.
    had_place: bool,
}

impl Picture {
    /// A picture of these pixels; `None` if there are not as many as its sides say.
    pub fn of(width: u32, height: u32, rgb: Vec<u8>) -> Option<Picture> {
        let is_whole =
            width > 0 && height > 0 && rgb.len() as u64 == u64::from(width) * u64::from(height) * 3;
        is_whole.then_some(Picture {
            width,
            height,
            rgb,
            alpha: None,
            had_place: false,
        })
    }

    /// Its width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Its height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Whether its file named the place where it was taken.
    pub fn had_place(&self) -> bool {
        self.had_place
    }

    /// Its mean colour.
    pub fn mean(&self) -> [u8; 3] {
        let mut sums = [0u64; 3];
        for pixel in self.rgb.chunks_exact(3) {
            for (sum, value) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(*value);
            }
        }
        let total = (self.rgb.len() / 3).max(1) as u64;
        sums.map(|sum| u8::try_from(sum / total).unwrap_or(u8::MAX))
    }

    /// The largest part of it in the proportion `wide` to `high`, with the point at `x` and `y` percent as near to its middle as the edges allow.
    #[must_use]
    pub fn part(&self, (wide, high): (u32, u32), (x, y): (u8, u8)) -> Picture {
        let (width, height) = match self.width * high > self.height * wide {
            true => ((self.height * wide / high).max(1), self.height),
            false => (self.width, (self.width * high / wide).max(1)),
        };
        let from = |all: u32, part: u32, at: u8| {
            let middle = all * u32::from(at.min(100)) / 100;
            middle.saturating_sub(part / 2).min(all - part)
        };
        let (left, top) = (from(self.width, width, x), from(self.height, height, y));
        let cut = |values: &[u8], channels: usize| {
            let rows = values.chunks_exact(self.width as usize * channels);
            let rows = rows.skip(top as usize).take(height as usize);
            let (from, to) = (left as usize * channels, (left + width) as usize * channels);
            rows.flat_map(|row| row[from..to].to_vec()).collect()
        };
        Picture {
            width,
            height,
            rgb: cut(&self.rgb, 3),
            alpha: self.alpha.as_ref().map(|alpha| cut(alpha, 1)),
            had_place: self.had_place,
        }
    }
}

#[cfg(test)]
mod tests;
