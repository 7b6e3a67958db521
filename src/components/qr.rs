//! QR codes of addresses, as SVG.

use crate::messages::tr;
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone on each side, in modules, as the standard requires.
const QUIET: i32 = 4;

/// The dark modules of an address as an SVG path, and the side of the code with its quiet zone, in modules. `None` for a text longer than any code
/// holds (about 2,300 bytes).
pub fn qr_path(address: &str) -> Option<(String, i32)> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
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

/// The code, dark on white in every colour scheme: many readers recognize no other.
pub fn qr(address: &str) -> Option<AnyView> {
    let (path, side) = qr_path(address)?;
    let picture = view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=tr!("二维码，内容是下面的网址") shape-rendering="crispEdges">
            <rect class="qr__ground" width=side height=side/>
            <path class="qr__modules" d=path/>
        </svg>
    };
    Some(picture.into_any())
}
