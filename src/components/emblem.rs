//! The emblem of a brand: an SVG from three rules.
//!
//! The form shows the kind (ring: system, seal: institution, leaf: branch, page: case, pennant: event), the motif the need that the brand answers or
//! the image in its name, the colour its institution. The brand's file names the motif. Strokes are bold enough for 24 pixels; large emblems get a
//! rim and finer strokes. Only the emblem of 甬医先锋 is described by a document (torch above, snake staff in the middle, heart around); there are no
//! original logos: the documents contain none, and the page about the gallery says so.

use crate::catalogue::{Kind, Slug};
use crate::models::hue;
use leptos::prelude::*;

/// The parts of an emblem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmblemParts {
    /// The number of its institution's colour.
    pub hue: u8,
    /// The path of the form, in a square of 96 units.
    pub form: &'static str,
    /// The strokes of the motif, in a square of 48 units.
    pub motif: &'static str,
    /// The finer strokes of a large emblem.
    pub detail: &'static str,
}

/// The transform of the motif within the form.
pub const MOTIF_AT: &str = "translate(15 15) scale(1.375)";

/// The transform of the rim, which is the form, smaller.
const RIM_AT: &str = "translate(5.28 5.28) scale(.89)";

/// Motifs: name, strokes, finer strokes.
const MOTIFS: &[(&str, &str, &str)] = &[
    (
        "torch",
        "M24 3c3.5 3.5 5 6 5 9a5 5 0 0 1-10 0c0-3 1.5-5.5 5-9Z M24 22v15 M24 44C12 37 5 30 5.5 20.500c.5-5.5 4-8.5 8-8.5 M24 44c12-7 19-14 18.5-23.5-.5-5.5-4-8.5-8-8.5",
        "M20 23.500c7-.5 10 .9 10 3s-3 2.9-6 2.9-5 1-5 2.7 2 2.5 5 2.6",
    ),
    (
        "heart",
        "M24 42C12 33 5 26.5 5 18.500a9.5 9.5 0 0 1 19-3 9.5 9.5 0 0 1 19 3C43 26.5 36 33 24 42Z M24 22v11 M18.5 27.500h11",
        "M10.5 18.500a4.3 4.3 0 0 1 3.2-4.3",
    ),
    (
        "road",
        "M12 42 20 7 M36 42 28 7 M24 9v5 M24 21v5 M24 33v8",
        "M4 42c4-8 6-14 5-22 M44 42c-4-8-6-14-5-22",
    ),
    (
        "hearts",
        "M20 36C10 29 5 24 5 18a7.5 7.5 0 0 1 15-2 7.5 7.5 0 0 1 15 2c0 6-5 11-15 18Z M29 42c9-6 14-12 14-18a7 7 0 0 0-3-6",
        "M10.5 18.5a3 3 0 0 1 2.5-3",
    ),
    (
        "leaf",
        "M11 37C8 19 19 8 40 8c1 20-9 30-26 29 M7 43c6-13 12-19 21-24",
        "M18 29v-8 M24 23h9",
    ),
    (
        "sun",
        "M24 33a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z M24 4v4 M24 40v4 M4 24h4 M40 24h4 M10 10l3 3 M35 35l3 3 M38 10l-3 3 M13 35l-3 3",
        "M20.5 25.5a4 4 0 0 0 7 0",
    ),
    (
        "shield",
        "M24 5 39 11v11c0 10-6 16-15 21C15 38 9 32 9 22V11Z M17 23.5l5 5.5 9.5-10.5",
        "M14 14.5 24 10.5 34 14.5",
    ),
    (
        "mountain",
        // Two ridges and a path. With a sun or a base line it would look like the icon of a missing picture.
        "M3 39 19 8l11 19 4-6 11 18 M13 43c13-1 17-6 11-10-5-3-5-6 0-9",
        "M14.5 16.500l4 3 4-3",
    ),
    (
        "companions",
        "M16 18a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z M32 18a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z M6 40c0-10 3-16 10-16 5 0 7 3 8 8 1-5 3-8 8-8 7 0 10 6 10 16",
        "M19.5 35a6 6 0 0 0 9 0",
    ),
    (
        "star",
        "m24 3 6.3 13.8 15.1 1.7-11.2 10.2 3.1 14.900L24 36.100l-13.3 7.5 3.1-14.900L2.6 18.500l15.1-1.700Z",
        "M24 25.500V14 M24 25.500l11.5-3.7 M24 25.500l7.1 9.3 M24 25.500l-7.1 9.3 M24 25.500l-11.5-3.7",
    ),
    (
        "lotus",
        "M24 8c6 7 7 15 0 23-7-8-6-16 0-23Z M24 31c-9 1-15-4-16-12 6-1 10 1 12 4 M24 31c9 1 15-4 16-12-6-1-10 1-12 4 M6 39c6-3 12-3 18 0 6-3 12-3 18 0",
        "M13 44c4-1.8 8-1.8 11 0 3-1.8 7-1.8 11 0",
    ),
    (
        "heartbeat",
        "M3 27h9l5-13 7 25 5-17 3 5h13",
        "M7.5 20c-1.5-7 4-12.5 10-11.5 3 .5 5 2 6.5 4.5 1.5-2.5 3.5-4 6.5-4.5 6-1 11.5 4.5 10 11.5 M13 33c1.5 2 3.5 4 6 6.2 M35 33c-1.5 2-3.5 4-6 6.2",
    ),
    ("spark", "M29 3 8 28h13l-4 17 23-27H26Z", "M4 35h8 M7 41h7"),
    (
        "drop",
        "M24 5c8 10 12 16 12 23a12 12 0 0 1-24 0c0-7 4-13 12-23Z",
        "M18 28a6 6 0 0 0 6 6",
    ),
    (
        "ribbon",
        "M15 43 31 18c2-5-1-11-7-11s-9 6-7 11l16 25",
        "M21 13.5a3.5 3.5 0 0 1 6 0",
    ),
    (
        "track",
        "M6 33c12-3 10-23 36-23 M6 42c17-3 14-22 36-23",
        "M10 24c2-8 8-14 20-17",
    ),
    (
        "people",
        "M24 19a6 6 0 1 0 0-12 6 6 0 0 0 0 12Z M13 41c0-10 4-16 11-16s11 6 11 16Z M11 24a4.5 4.5 0 1 1 1-9 M4 37c0-5 2-8 6-8 M37 24a4.5 4.5 0 1 0-1-9 M44 37c0-5-2-8-6-8",
        "M21 35h6",
    ),
    (
        "flag",
        "M12 43V6 M12 9c9-5 15 4 25-1v18c-10 5-16-4-25 1",
        "M18 17c5-1 8 3 13 2",
    ),
    (
        "medal",
        "M24 43a11 11 0 1 0 0-22 11 11 0 0 0 0 22Z M17 23 10 5h9l5 13 5-13h9l-7 18",
        "M24 26.5l1.7 3.5 3.8.5-2.8 2.7.7 3.8-3.4-1.8-3.4 1.8.7-3.8-2.8-2.7 3.8-.5Z",
    ),
    (
        "dialogue",
        "M6 8h25v17H18l-7 7v-7H6Z M36 17h6v16h-5v7l-7-7h-9",
        "M12 14h13 M12 19h8",
    ),
    (
        "book",
        "M24 12c-5-4-12-5-18-4v28c6-1 13 0 18 4 5-4 12-5 18-4V8c-6-1-13 0-18 4Z M24 12v28",
        "M11 16c3 0 5 0 8 2 M37 16c-3 0-5 0-8 2 M11 23c3 0 5 0 8 2 M37 23c-3 0-5 0-8 2",
    ),
    (
        "steps",
        "M5 42h9v-9h10v-9h9v-9h10",
        "M38 15V4 M38 5l6 2.5-6 2.5",
    ),
    (
        "gourd",
        "M19.5 20.5a7 7 0 1 1 9 0 M28.5 20.5a12 12 0 1 1-9 0 M24 8c0-3 2-5 5-5 M24 26v10 M19 31h10",
        "M20.5 14a3.5 3.5 0 0 1 3-3",
    ),
    (
        "tree",
        "M24 44V22 M24 34l-8-7 M24 29l8-7 M24 5a9 9 0 0 1 9 8 8.5 8.5 0 0 1 1 17H14a8.5 8.5 0 0 1 1-17 9 9 0 0 1 9-8Z",
        "M15 44h18",
    ),
    (
        "grid",
        "M7 7h13v13H7Z M28 7h13v13H28Z M7 28h13v13H7Z M28 28h13v13H28Z",
        "M20 13.5h8 M20 34.5h8 M13.5 20v8 M34.5 20v8",
    ),
    (
        "sprout",
        "M24 43V23 M24 28C14 29 8 23 7 13c10-1 16 5 17 15Z M24 23c1-9 8-15 18-14 0 10-7 16-18 14Z",
        "M14 43h20",
    ),
];

/// The names of all motifs.
#[cfg(not(target_arch = "wasm32"))]
pub fn motifs() -> impl Iterator<Item = &'static str> {
    MOTIFS.iter().map(|(motif, ..)| *motif)
}

/// Whether there is a motif of this name.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_motif(name: &Slug) -> bool {
    MOTIFS.iter().any(|(motif, ..)| *motif == name.as_str())
}

fn form(kind: Kind) -> &'static str {
    match kind {
        Kind::System => "M48 3a45 45 0 1 1 0 90 45 45 0 0 1 0-90Z",
        Kind::Branch => "M48 4c28 0 44 16 44 44v30a14 14 0 0 1-14 14H48C20 92 4 76 4 48S20 4 48 4Z",
        Kind::Case => {
            "M16 3h48a6 6 0 0 1 4.2 1.8L87.2 23.8A6 6 0 0 1 89 28v56a9 9 0 0 1-9 9H16a9 9 0 0 1-9-9V12a9 9 0 0 1 9-9Z"
        }
        Kind::Event => {
            "M14 3h68a8 8 0 0 1 8 8v78a4 4 0 0 1-5.2 3.8L50 83a6 6 0 0 0-4 0L11.2 92.8A4 4 0 0 1 6 89V11a8 8 0 0 1 8-8Z"
        }
        _ => {
            "M22 4h52a18 18 0 0 1 18 18v52a18 18 0 0 1-18 18H22A18 18 0 0 1 4 74V22A18 18 0 0 1 22 4Z"
        }
    }
}

/// The parts of an emblem by the three rules.
pub fn emblem_parts(kind: Kind, name: &Slug, owner: &Slug) -> EmblemParts {
    let hue = hue(owner);
    let (motif, detail) = (MOTIFS.iter())
        .find(|(motif, ..)| *motif == name.as_str())
        .map_or(("M24 14v20 M14 24h20", ""), |(_, motif, detail)| {
            (*motif, *detail)
        });
    EmblemParts {
        hue,
        form: form(kind),
        motif,
        detail,
    }
}

/// A small emblem. It is decorative: the name is text beside it.
pub fn emblem(kind: Kind, name: &Slug, owner: &Slug) -> AnyView {
    let EmblemParts {
        hue, form, motif, ..
    } = emblem_parts(kind, name, owner);
    view! {
        <svg class=format!("emblem emblem--{hue}") viewBox="0 0 96 96" aria-hidden="true" focusable="false">
            <path class="emblem__form" d=form />
            <path class="emblem__motif" d=motif transform=MOTIF_AT />
        </svg>
    }
    .into_any()
}

/// A large emblem, with its rim and finer strokes.
pub fn emblem_large(kind: Kind, name: &Slug, owner: &Slug) -> AnyView {
    let EmblemParts {
        hue,
        form,
        motif,
        detail,
    } = emblem_parts(kind, name, owner);
    view! {
        <svg class=format!("emblem emblem--{hue}") viewBox="0 0 96 96" aria-hidden="true" focusable="false">
            <path class="emblem__form" d=form />
            <path class="emblem__glaze" d=form />
            <path class="emblem__form emblem__rim" d=form transform=RIM_AT />
            <path class="emblem__motif" d=motif transform=MOTIF_AT />
            <path class="emblem__motif emblem__detail" d=detail transform=MOTIF_AT />
        </svg>
    }
    .into_any()
}
