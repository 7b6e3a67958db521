//! QR codes of addresses, as paths.

use qrcodegen::{QrCode as Encoded, QrCodeEcc};
use serde::{Deserialize, Serialize};

/// The quiet zone on each side, in modules, as the standard requires.
const QUIET: i32 = 4;

/// A code that the build has drawn, so that the page needs no encoder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// The dark modules, as the data of an SVG path.
    pub path: String,
    /// The side with the quiet zone, in modules.
    pub side: u16,
}

#[cfg(not(target_arch = "wasm32"))]
impl QrCode {
    /// The code of an address; `None` if it is too long for any code.
    pub fn of(address: &str) -> Option<QrCode> {
        let (path, side) = qr_path(address)?;
        let side = u16::try_from(side).ok()?;
        Some(QrCode { path, side })
    }
}

/// The dark modules of an address as an SVG path, and the side of the code with its quiet zone, in modules. `None` for a text longer than any code
/// holds (about 2,300 bytes).
pub fn qr_path(address: &str) -> Option<(String, i32)> {
    let code = Encoded::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let from = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                path += &format!(
                    "M{} {}h{}v1h-{}z",
                    from + QUIET,
                    y + QUIET,
                    x - from,
                    x - from
                );
            }
            x += 1;
        }
    }
    Some((path, size + 2 * QUIET))
}
