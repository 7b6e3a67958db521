//! QR codes of addresses, as SVG.

use crate::messages::tr;
pub use crate::models::qr_path;
use leptos::prelude::*;

/// The code, dark on white in every colour scheme: many readers recognize no other.
pub fn qr(address: &str) -> Option<AnyView> {
    let (path, side) = qr_path(address)?;
    Some(drawn(
        path,
        side,
        tr!("二维码，内容是下面的网址").to_owned(),
    ))
}

/// A code that is drawn already. `label`: what it is, for readers of the screen.
pub(super) fn drawn(path: String, side: i32, label: String) -> AnyView {
    view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
            <rect class="qr__ground" width=side height=side/>
            <path class="qr__modules" d=path/>
        </svg>
    }
    .into_any()
}
