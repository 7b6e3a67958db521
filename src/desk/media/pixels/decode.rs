//! From bytes to pixels, within limits that are known before a pixel is read.

use crate::metadata::{self, Orientation};
use crate::{LEAST_WIDTH, MOST_PIXELS, MOST_RATIO, Picture, Refusal, colour};
use std::io::Cursor;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// The kind of a picture's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

impl Kind {
    /// The kind of files with this extension.
    pub fn of(ending: &str) -> Option<Kind> {
        match ending {
            "jpg" | "jpeg" => Some(Kind::Jpeg),
            "png" => Some(Kind::Png),
            "webp" => Some(Kind::Webp),
            _ => None,
        }
    }

    /// Whether bytes begin as a file of this kind does.
    fn begins(self, bytes: &[u8]) -> bool {
        match self {
            Kind::Jpeg => bytes.starts_with(&[0xff, 0xd8, 0xff]),
            Kind::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Kind::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        }
    }
}

/// The largest width of the picture that is returned, and its largest height.
const LARGEST: (u32, u32) = (1440, 1920);

/// The picture in these bytes, upright, in sRGB, at most 1440 pixels wide and 1920 high.
///
/// # Errors
///
/// If it is none of this kind, or one that cannot be shown.
pub fn decode(kind: Kind, bytes: &[u8]) -> Result<Picture, Refusal> {
    if !kind.begins(bytes) {
        return Err(Refusal::OtherKind);
    }
    if is_polyglot(bytes) {
        return Err(Refusal::Polyglot);
    }
    let read = match kind {
        Kind::Jpeg => jpeg(bytes)?,
        Kind::Png => png(bytes)?,
        Kind::Webp => webp(bytes)?,
    };
    let width = match read.orientation.is_turned() {
        true => read.picture.height,
        false => read.picture.width,
    };
    if width < LEAST_WIDTH {
        return Err(Refusal::TooNarrow(width));
    }
    // Turned when it is small: there are fewer pixels to move.
    let (most_wide, most_high) = match read.orientation.is_turned() {
        true => (LARGEST.1, LARGEST.0),
        false => LARGEST,
    };
    let small = read.picture.within(most_wide, most_high);
    let mut upright = small.upright(read.orientation);
    if read.is_p3 {
        colour::to_srgb(&mut upright);
    }
    Ok(upright)
}

/// What a file holds: its pixels as they lie, and how they are to be seen.
struct Read {
    picture: Picture,
    orientation: Orientation,
    is_p3: bool,
}

impl Read {
    fn of(
        mut picture: Picture,
        exif: Option<&[u8]>,
        xmp: Option<&[u8]>,
        icc: Option<&[u8]>,
    ) -> Read {
        let (orientation, had_place) = exif.map(metadata::exif).unwrap_or_default();
        picture.had_place = had_place || xmp.is_some_and(metadata::names_place);
        Read {
            picture,
            orientation,
            is_p3: icc.is_some_and(colour::is_p3),
        }
    }
}

/// Whether bytes are an archive, a PDF or a page as well: files that are two things are made to pass a check as the one and to be opened as the other.
fn is_polyglot(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let has = |word: &[u8]| head.windows(word.len()).any(|part| part == word);
    // An archive ends with a record that says how much follows it: a comment.
    let tail = &bytes[bytes.len().saturating_sub(65_557)..];
    let end = |at: usize| {
        let comment = tail.get(at + 20..at + 22);
        let length = comment.map_or(0, |two| usize::from(two[0]) | usize::from(two[1]) << 8);
        comment.is_some() && at + 22 + length == tail.len()
    };
    let mut ends = tail
        .windows(4)
        .enumerate()
        .filter(|(_, part)| part == b"PK\x05\x06");
    has(b"%pdf-") || has(b"<html") || has(b"<script") || ends.any(|(at, _)| end(at))
}

/// Whether a picture of these sides is read.
fn fits(width: u64, height: u64) -> Result<(u32, u32), Refusal> {
    if width == 0 || height == 0 {
        return Err(Refusal::Broken);
    }
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(Refusal::TooManyPixels);
    }
    let ratio = u64::from(MOST_RATIO);
    if width > height * ratio || height > width * ratio {
        return Err(Refusal::TooLong);
    }
    let side = |side: u64| u32::try_from(side).map_err(|_| Refusal::TooManyPixels);
    Ok((side(width)?, side(height)?))
}

fn jpeg(bytes: &[u8]) -> Result<Read, Refusal> {
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        // Without this, what is cut off is filled with grey.
        .set_strict_mode(true)
        .jpeg_set_max_scans(64)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Refusal::Broken)?;
    let (width, height) = decoder.dimensions().ok_or(Refusal::Broken)?;
    let (width, height) = fits(width as u64, height as u64)?;
    if matches!(
        decoder.input_colorspace(),
        Some(ColorSpace::CMYK | ColorSpace::YCCK)
    ) {
        return Err(Refusal::Press);
    }
    let rgb = decoder.decode().map_err(|_| Refusal::Broken)?;
    let picture = Picture::of(width, height, rgb).ok_or(Refusal::Broken)?;
    let (exif, xmp) = (decoder.exif().cloned(), decoder.xmp().cloned());
    let icc = decoder.icc_profile();
    Ok(Read::of(
        picture,
        exif.as_deref(),
        xmp.as_deref(),
        icc.as_deref(),
    ))
}

fn png(bytes: &[u8]) -> Result<Read, Refusal> {
    let limits = png::Limits { bytes: 256 << 20 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| Refusal::Broken)?;
    let info = reader.info();
    let (width, height) = fits(u64::from(info.width), u64::from(info.height))?;
    if info.animation_control.is_some() {
        return Err(Refusal::Moving);
    }
    let size = reader.output_buffer_size().ok_or(Refusal::TooManyPixels)?;
    let mut pixels = vec![0; size];
    let frame = reader
        .next_frame(&mut pixels)
        .map_err(|_| Refusal::Broken)?;
    let channels = frame.color_type.samples();
    let picture = of_channels((width, height), channels, &pixels)?;
    // What follows the pixels may be read or not: it says nothing that is needed, but where the picture was taken.
    let _ = reader.finish();
    let info = reader.info();
    let text = info
        .utf8_text
        .iter()
        .find(|text| text.keyword == "XML:com.adobe.xmp");
    let text = text.and_then(|text| text.get_text().ok());
    Ok(Read::of(
        picture,
        info.exif_metadata.as_deref(),
        text.as_ref().map(String::as_bytes),
        info.icc_profile.as_deref(),
    ))
}

fn webp(bytes: &[u8]) -> Result<Read, Refusal> {
    let mut decoder =
        image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    decoder.set_memory_limit(256 << 20);
    let (width, height) = decoder.dimensions();
    let (width, height) = fits(u64::from(width), u64::from(height))?;
    if decoder.is_animated() {
        return Err(Refusal::Moving);
    }
    let size = decoder.output_buffer_size().ok_or(Refusal::TooManyPixels)?;
    let mut pixels = vec![0; size];
    decoder
        .read_image(&mut pixels)
        .map_err(|_| Refusal::Broken)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let picture = of_channels((width, height), channels, &pixels)?;
    let exif = decoder.exif_metadata().ok().flatten();
    let xmp = decoder.xmp_metadata().ok().flatten();
    let icc = decoder.icc_profile().ok().flatten();
    Ok(Read::of(
        picture,
        exif.as_deref(),
        xmp.as_deref(),
        icc.as_deref(),
    ))
}

/// A picture of pixels with one channel (grey), two (with opacity), three or four.
fn of_channels(
    (width, height): (u32, u32),
    channels: usize,
    pixels: &[u8],
) -> Result<Picture, Refusal> {
    let rgb = match channels {
        1 | 2 => pixels
            .chunks_exact(channels)
            .flat_map(|pixel| [pixel[0]; 3])
            .collect(),
        3 => pixels.to_vec(),
        4 => pixels
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect(),
        _ => return Err(Refusal::Broken),
    };
    let alpha = channels
        .is_multiple_of(2)
        .then(|| {
            pixels
                .chunks_exact(channels)
                .map(|pixel| pixel[channels - 1])
                .collect::<Vec<u8>>()
        })
        .filter(|alpha| alpha.iter().any(|value| *value < u8::MAX));
    let picture = Picture::of(width, height, rgb).ok_or(Refusal::Broken)?;
    Ok(Picture { alpha, ..picture })
}
