//! From pixels to files that are small enough for a page.

use crate::{Picture, Refusal};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Whether this program writes AVIF.
pub const HAS_AVIF: bool = cfg!(feature = "avif");

/// The qualities of JPEG that are tried, the best first.
const QUALITIES: [u8; 8] = [82, 76, 70, 62, 54, 46, 38, 30];

/// The qualities of AVIF that are tried, the best first.
#[cfg(feature = "avif")]
const AVIF_QUALITIES: [f32; 5] = [62.0, 54.0, 46.0, 38.0, 30.0];

impl Picture {
    /// The picture as JPEG in at most `most` bytes, in the best of the qualities that fit; what is transparent is white.
    ///
    /// # Errors
    ///
    /// If none fits, or a side is longer than a JPEG can be.
    pub fn jpeg(&self, most: usize) -> Result<Vec<u8>, Refusal> {
        let side = |side: u32| u16::try_from(side).map_err(|_| Refusal::TooManyPixels);
        let (width, height) = (side(self.width)?, side(self.height)?);
        let opaque = self.on_white();
        for quality in QUALITIES {
            let mut bytes = Vec::new();
            let mut encoder = Encoder::new(&mut bytes, quality);
            encoder.set_progressive(true);
            encoder.set_optimized_huffman_tables(true);
            encoder.set_sampling_factor(SamplingFactor::F_2_2);
            let written = encoder.encode(&opaque, width, height, ColorType::Rgb);
            written.map_err(|_| Refusal::Broken)?;
            if bytes.len() <= most {
                return Ok(bytes);
            }
        }
        Err(Refusal::TooDetailed)
    }

    /// The picture as AVIF in at most `most` bytes; `None` if this program writes none, or no quality fits.
    #[cfg_attr(
        not(feature = "avif"),
        expect(unused_variables, reason = "nothing is encoded")
    )]
    pub fn avif(&self, most: usize) -> Option<Vec<u8>> {
        #[cfg(feature = "avif")]
        {
            let pixels: Vec<ravif::RGB8> = (self.on_white().chunks_exact(3))
                .map(|pixel| ravif::RGB8::new(pixel[0], pixel[1], pixel[2]))
                .collect();
            let image =
                ravif::Img::new(pixels.as_slice(), self.width as usize, self.height as usize);
            for quality in AVIF_QUALITIES {
                let encoder = ravif::Encoder::new().with_quality(quality).with_speed(6);
                let bytes = encoder.encode_rgb(image).ok()?.avif_file;
                if bytes.len() <= most {
                    return Some(bytes);
                }
            }
        }
        None
    }

    /// The picture as PNG, with its opacity.
    ///
    /// # Errors
    ///
    /// None are known: everything happens in memory.
    pub fn png(&self) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let pixels = match &self.alpha {
            None => {
                encoder.set_color(png::ColorType::Rgb);
                self.rgb.clone()
            }
            Some(alpha) => {
                encoder.set_color(png::ColorType::Rgba);
                let pixels = self.rgb.chunks_exact(3).zip(alpha);
                pixels
                    .flat_map(|(rgb, alpha)| [rgb[0], rgb[1], rgb[2], *alpha])
                    .collect()
            }
        };
        let written = encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&pixels));
        written.map_err(|_| Refusal::Broken)?;
        Ok(bytes)
    }

    /// The pixels, what is transparent on white.
    pub(crate) fn on_white(&self) -> Vec<u8> {
        let Some(alpha) = &self.alpha else {
            return self.rgb.clone();
        };
        let pixels = self.rgb.chunks_exact(3).zip(alpha);
        pixels
            .flat_map(|(rgb, alpha)| {
                let alpha = u32::from(*alpha);
                let over = |value: u8| (u32::from(value) * alpha + 255 * (255 - alpha)) / 255;
                [rgb[0], rgb[1], rgb[2]].map(|value| u8::try_from(over(value)).unwrap_or(u8::MAX))
            })
            .collect()
    }
}
