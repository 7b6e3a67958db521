//! Smaller pictures of a picture.
//!
//! Each pixel of the smaller one is a weighted mean of those that it covers (a Lanczos window of two), first along the rows, then along the columns.

use crate::Picture;
use crate::metadata::Orientation;
use std::f32::consts::PI;

/// For each pixel of a shorter line, where its sources begin and their weights, which add up to one.
fn weights(from: u32, to: u32) -> Vec<(usize, Vec<f32>)> {
    let scale = from as f32 / to as f32;
    let reach = 2.0 * scale.max(1.0);
    (0..to)
        .map(|at| {
            let middle = (at as f32 + 0.5) * scale - 0.5;
            let first = (middle - reach).ceil().max(0.0) as usize;
            let last = ((middle + reach).floor() as usize).min(from as usize - 1);
            let mut weights: Vec<f32> = (first..=last)
                .map(|source| lanczos((source as f32 - middle) / scale.max(1.0)))
                .collect();
            let sum: f32 = weights.iter().sum();
            weights.iter_mut().for_each(|weight| *weight /= sum);
            (first, weights)
        })
        .collect()
}

fn lanczos(x: f32) -> f32 {
    let (x, half) = (PI * x, PI * x / 2.0);
    match x.abs() {
        near if near < 1e-4 => 1.0,
        far if far >= 2.0 * PI => 0.0,
        _ => (x.sin() / x) * (half.sin() / half),
    }
}

/// Values of several channels, scaled.
fn scaled(
    values: &[u8],
    channels: usize,
    (width, height): (u32, u32),
    (new_width, new_height): (u32, u32),
) -> Vec<u8> {
    let across = weights(width, new_width);
    let line = new_width as usize * channels;
    let mut rows: Vec<f32> = Vec::with_capacity(line * height as usize);
    for row in values.chunks_exact(width as usize * channels) {
        for (first, weights) in &across {
            for channel in 0..channels {
                let sources = row[first * channels + channel..].iter().step_by(channels);
                let sum: f32 = sources
                    .zip(weights)
                    .map(|(value, weight)| f32::from(*value) * weight)
                    .sum();
                rows.push(sum);
            }
        }
    }
    let mut scaled = Vec::with_capacity(line * new_height as usize);
    let mut sums = vec![0f32; line];
    for (first, weights) in weights(height, new_height) {
        sums.fill(0.0);
        for (row, weight) in rows.chunks_exact(line).skip(first).zip(&weights) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += value * weight;
            }
        }
        scaled.extend(sums.iter().map(|sum| sum.round().clamp(0.0, 255.0) as u8));
    }
    scaled
}

impl Picture {
    /// The picture at most this wide and high, in its proportion; the same if it is not larger.
    #[must_use]
    pub fn within(&self, width: u32, height: u32) -> Picture {
        if self.width <= width && self.height <= height {
            return self.clone();
        }
        let by_width =
            u64::from(width) * u64::from(self.height) <= u64::from(height) * u64::from(self.width);
        let part = |side: u32, of: u32, all: u32| {
            let part = (u64::from(side) * u64::from(of) + u64::from(all) / 2) / u64::from(all);
            u32::try_from(part).unwrap_or(side).max(1)
        };
        let new = match by_width {
            true => (width, part(self.height, width, self.width)),
            false => (part(self.width, height, self.height), height),
        };
        let old = (self.width, self.height);
        Picture {
            width: new.0,
            height: new.1,
            rgb: scaled(&self.rgb, 3, old, new),
            alpha: self.alpha.as_ref().map(|alpha| scaled(alpha, 1, old, new)),
            had_place: self.had_place,
        }
    }

    /// The picture as it was seen when it was taken.
    pub(crate) fn upright(self, orientation: Orientation) -> Picture {
        if orientation == Orientation::default() {
            return self;
        }
        let sides = (self.width, self.height);
        let (width, height) = match orientation.is_turned() {
            true => (self.height, self.width),
            false => sides,
        };
        let turned = |values: &[u8], channels: usize| -> Vec<u8> {
            let points = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
            points
                .flat_map(|point| {
                    let (x, y) = orientation.from(point, sides);
                    let at = (y as usize * sides.0 as usize + x as usize) * channels;
                    values[at..at + channels].iter().copied()
                })
                .collect()
        };
        Picture {
            width,
            height,
            rgb: turned(&self.rgb, 3),
            alpha: self.alpha.as_ref().map(|alpha| turned(alpha, 1)),
            had_place: self.had_place,
        }
    }
}
