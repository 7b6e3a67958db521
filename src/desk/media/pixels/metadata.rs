//! What a camera writes beside the pixels: how the picture was held, and where.

/// How the pixels lie: one of the eight values of the EXIF tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Orientation(u16);

impl Default for Orientation {
    fn default() -> Orientation {
        Orientation(1)
    }
}

impl Orientation {
    /// Whether the sides change places.
    pub(crate) fn is_turned(self) -> bool {
        self.0 >= 5
    }

    /// From which pixel of a picture of these sides the pixel at `x` and `y` of the upright one comes.
    pub(crate) fn from(self, (x, y): (u32, u32), (width, height): (u32, u32)) -> (u32, u32) {
        let (right, bottom) = (width - 1, height - 1);
        match self.0 {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (y, bottom - x),
            7 => (right - y, bottom - x),
            8 => (right - y, x),
            _ => (x, y),
        }
    }
}

/// The tags of a directory that are read.
const ORIENTATION: u16 = 0x0112;
const PLACE: u16 = 0x8825;

/// What EXIF says: the orientation, and whether it names a place. Malformed EXIF says nothing.
pub(crate) fn exif(bytes: &[u8]) -> (Orientation, bool) {
    let bytes = bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes);
    read(bytes).unwrap_or_default()
}

fn read(bytes: &[u8]) -> Option<(Orientation, bool)> {
    let is_little = match bytes.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let two = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(match is_little {
            true => u16::from_le_bytes(two),
            false => u16::from_be_bytes(two),
        })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (short(at)?, short(at.checked_add(2)?)?);
        let (low, high) = match is_little {
            true => (first, second),
            false => (second, first),
        };
        Some(usize::from(high) << 16 | usize::from(low))
    };
    let directory = long(4)?;
    let (mut orientation, mut had_place) = (Orientation::default(), false);
    for entry in 0..usize::from(short(directory)?) {
        let at = directory.checked_add(2 + entry * 12)?;
        match short(at) {
            Some(ORIENTATION) => {
                let value = short(at + 8).filter(|value| (1..=8).contains(value));
                orientation = value.map_or(orientation, Orientation);
            }
            Some(PLACE) => had_place = true,
            Some(_) => {}
            None => break,
        }
    }
    Some((orientation, had_place))
}

/// Whether XMP names a place.
pub(crate) fn names_place(xmp: &[u8]) -> bool {
    let word = b"GPSLatitude";
    xmp.windows(word.len()).any(|part| part == word)
}
