//! The plate of a brand: its picture, as inline SVG.
//!
//! It fills its box in every proportion from 16:10 to 3:4: the subject is in the middle, the lower third is dark enough for white text. Colours and the one
//! movement are in `style/components/plate.css`.

use crate::models;
use leptos::prelude::*;

/// The picture. It is an image with its label as name, or decoration if it has no label.
#[component]
pub fn Plate(
    /// Its model.
    plate: models::Plate,
) -> impl IntoView {
    let models::Plate {
        hue,
        label,
        drawing,
    } = plate;
    let label = (!label.is_empty()).then_some(label);
    view! {
        <svg
            class=format!("plate emblem--{hue}")
            viewBox="0 0 640 400"
            preserveAspectRatio="xMidYMid slice"
            focusable="false"
            role=label.is_some().then_some("img")
            aria-hidden=label.is_none().then_some("true")
            aria-label=label
            inner_html=drawing
        ></svg>
    }
}
