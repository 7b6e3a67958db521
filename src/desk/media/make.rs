//! What is published of one file: its pieces, made of the bytes alone.

use super::{pdf, svg};
use crate::catalogue::{Media, Role};
use pixels::{Kind, MOST_PIXELS, MOST_RATIO, Picture, Refusal};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The widths in which photographs are published, and the most bytes of each as JPEG and as AVIF.
const WIDTHS: [(u32, usize, usize); 3] = [
    (480, 40_000, 18_000),
    (960, 110_000, 45_000),
    (1440, 220_000, 90_000),
];

/// The proportion of the part that stands where a plate does.
const PLATE: (u32, u32) = (16, 10);

/// The most bytes of a PDF.
const LARGEST_PDF: usize = 20 << 20;

/// The largest side of a logo in pixels.
const LOGO: u32 = 480;

/// What was made of a file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Made {
    /// The beginning of the hash of the file.
    pub(super) hash: String,
    /// Its files.
    #[serde(skip)]
    pub(super) pieces: Vec<Piece>,
    /// The mean colour of a picture.
    pub(super) ground: String,
    /// The number of pages of a document.
    pub(super) pages: u32,
    /// Whether the file named the place where it was taken.
    pub(super) had_place: bool,
}

/// One published file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Piece {
    /// A photograph in one width.
    Sized {
        /// Whether it is the part that is as wide as a plate.
        is_part: bool,
        /// Whether it is AVIF.
        is_avif: bool,
        /// The width in pixels.
        width: u16,
        /// The height in pixels.
        height: u16,
        /// The bytes.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
    /// A logo or a document.
    Single {
        /// The extension.
        ending: String,
        /// The width in pixels; 0 of a document.
        width: u16,
        /// The height in pixels; 0 of a document.
        height: u16,
        /// The bytes.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
}

impl Piece {
    /// The extension of its file.
    pub(super) fn ending(&self) -> &str {
        match self {
            Piece::Sized { is_avif: true, .. } => "avif",
            Piece::Sized { .. } => "jpg",
            Piece::Single { ending, .. } => ending,
        }
    }

    /// Its width and height in pixels.
    pub(super) fn sides(&self) -> (u16, u16) {
        match self {
            Piece::Sized { width, height, .. } | Piece::Single { width, height, .. } => {
                (*width, *height)
            }
        }
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Piece::Sized { bytes, .. } | Piece::Single { bytes, .. } => bytes,
        }
    }

    fn bytes_mut(&mut self) -> &mut Vec<u8> {
        match self {
            Piece::Sized { bytes, .. } | Piece::Single { bytes, .. } => bytes,
        }
    }
}

impl Made {
    /// As one text of bytes: a line that describes it, then the bytes of its pieces.
    pub(super) fn packed(&self) -> Vec<u8> {
        let lengths: Vec<usize> = self
            .pieces
            .iter()
            .map(|piece| piece.bytes().len())
            .collect();
        let head = serde_json::to_vec(&(self, &self.pieces, lengths)).unwrap_or_default();
        let mut packed = [head.as_slice(), b"\n"].concat();
        self.pieces
            .iter()
            .for_each(|piece| packed.extend(piece.bytes()));
        packed
    }

    /// From such a text; `None` if it is not whole.
    pub(super) fn unpacked(packed: &[u8]) -> Option<Made> {
        let at = packed.iter().position(|byte| *byte == b'\n')?;
        let head = serde_json::from_slice(&packed[..at]).ok()?;
        let (mut made, mut pieces, lengths): (Made, Vec<Piece>, Vec<usize>) = head;
        let mut rest = &packed[at + 1..];
        for (piece, length) in pieces.iter_mut().zip(lengths) {
            let (bytes, after) = rest.split_at_checked(length)?;
            *piece.bytes_mut() = bytes.to_vec();
            rest = after;
        }
        made.pieces = pieces;
        rest.is_empty().then_some(made)
    }
}

/// What is published of the file of a record.
///
/// # Errors
///
/// A sentence, if the file is not fit to be published.
pub(super) fn make(media: &Media, bytes: &[u8]) -> Result<Made, String> {
    let hash = format!("{:x}", Sha256::digest(bytes))[..16].to_owned();
    let ending = media.file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let mut made = Made {
        hash,
        pieces: Vec::new(),
        ground: String::new(),
        pages: 0,
        had_place: false,
    };
    match (media.role, ending) {
        (Role::Attachment, _) => {
            if bytes.len() > LARGEST_PDF {
                return Err(
                    "超过 20 MB，用手机打不开。请压缩图片以后重新导出，或分成几个文件。".to_owned(),
                );
            }
            made.pages = pdf::pages(bytes)?;
            made.pieces = vec![single("pdf", (0, 0), bytes.to_vec())];
        }
        (_, "svg") => {
            let cleaned = svg::cleaned(bytes)?;
            let sides = within(cleaned.width, cleaned.height);
            made.pieces = vec![single("svg", sides, cleaned.text.into_bytes())];
        }
        (role, ending) => {
            let kind = Kind::of(ending).ok_or("不是图片。请换成 JPEG、PNG 或 WebP。")?;
            let picture = pixels::decode(kind, bytes).map_err(said)?;
            made.had_place = picture.had_place();
            if role == Role::Logo {
                let small = picture.within(LOGO, LOGO);
                let png = small.png().map_err(said)?;
                made.pieces = vec![single("png", sides(&small), png)];
            } else {
                let [red, green, blue] = picture.mean();
                made.ground = format!("#{red:02x}{green:02x}{blue:02x}");
                let focus = media.focus.as_ref().map_or((50, 50), |it| (it.x, it.y));
                let part = picture.part(PLATE, focus);
                made.pieces = sized(&picture, false)?;
                made.pieces.extend(sized(&part, true)?);
            }
        }
    }
    Ok(made)
}

fn single(ending: &str, (width, height): (u16, u16), bytes: Vec<u8>) -> Piece {
    Piece::Single {
        ending: ending.to_owned(),
        width,
        height,
        bytes,
    }
}

/// The sides of a picture that is small enough for a page.
fn sides(picture: &Picture) -> (u16, u16) {
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    (side(picture.width()), side(picture.height()))
}

/// The sides of a logo, scaled to its largest on a page.
fn within(width: u32, height: u32) -> (u16, u16) {
    let longest = width.max(height).max(1);
    let side = |side: u32| u16::try_from((side * LOGO / longest).max(1)).unwrap_or(u16::MAX);
    (side(width), side(height))
}

/// A picture in all widths that it has; at least in its own.
fn sized(picture: &Picture, is_part: bool) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    for (at, (width, most, most_avif)) in WIDTHS.into_iter().enumerate() {
        if at > 0 && width > picture.width() {
            break;
        }
        let small = picture.within(width, u32::from(u16::MAX));
        let (width, height) = sides(&small);
        let jpeg = small.jpeg(most).map_err(said)?;
        let mut add = |is_avif: bool, bytes: Vec<u8>| {
            pieces.push(Piece::Sized {
                is_part,
                is_avif,
                width,
                height,
                bytes,
            });
        };
        add(false, jpeg);
        if let Some(bytes) = small.avif(most_avif) {
            add(true, bytes);
        }
    }
    Ok(pieces)
}

/// A refusal as a sentence.
fn said(refusal: Refusal) -> String {
    match refusal {
        Refusal::OtherKind => {
            "内容和扩展名不是同一种文件。请用看图软件打开，另存为 JPEG。".to_owned()
        }
        Refusal::Polyglot => {
            "里面还藏着别的文件，可能是伪装的。请用看图软件打开，另存为 JPEG。".to_owned()
        }
        Refusal::TooManyPixels => format!(
            "像素太多，超过了 {} 万。请存小一些，长边 3000 像素就够。",
            MOST_PIXELS / 10_000
        ),
        Refusal::TooNarrow(width) => format!(
            "只有 {width} 像素宽，放大会糊。请换 {} 像素以上的原图。",
            pixels::LEAST_WIDTH
        ),
        Refusal::TooLong => format!("太长了，长边超过短边的 {MOST_RATIO} 倍。请裁短一些。"),
        Refusal::Moving => "是会动的图。请存成一张不动的。".to_owned(),
        Refusal::Press => "颜色是印刷用的（CMYK）。请在导出时选 RGB。".to_owned(),
        Refusal::Broken => "打不开，可能没有传完整。请用看图软件看一看，再另存一次。".to_owned(),
        Refusal::TooDetailed => {
            "细节太多，压不到网页能用的大小。请换一张，或稍稍模糊一点再存。".to_owned()
        }
    }
}
