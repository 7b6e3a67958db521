//! What does a brand's emblem look like?
//!
//! One system: the form says the kind (ring: system, seal: institution, leaf: branch, page: case, pennant: event), the motif the
//! subject, the colour the institution. The motif's name stands in the brand's file. Only 甬医先锋's emblem is described by a document
//! (torch above, snake staff in the middle, heart around); all are marked 示意图 where they are large. Original logos are absent on purpose: the documents hold none.

use crate::catalogue::{Kind, Slug};
use leptos::prelude::*;

/// Motifs as strokes within a square of 48 units.
const MOTIFS: &[(&str, &str)] = &[
    (
        "torch",
        "M24 3c3 3 5 5 5 8a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-2 1-4 1-7Z M19 17h10 M24 17v24 M24 22c5 0 7 2 7 4s-3 3-7 3-6 1-6 3 2 3 6 3 4 1 4 2 M24 43C10 36 4 28 5 19c1-6 7-9 12-6 M24 43c14-7 20-15 19-24-1-6-7-9-12-6",
    ),
    (
        "heart",
        "M24 37C12 29 8 24 8 18a8 8 0 0 1 16-2 8 8 0 0 1 16 2c0 6-4 11-16 19Z M17 22h5l2-4 3 8 2-4h3",
    ),
    (
        "road",
        "M19 40 22 8 M29 40 26 8 M24 12v4 M24 21v5 M24 31v6 M8 40c4-6 6-12 5-18 M40 40c-4-6-6-12-5-18",
    ),
    (
        "hearts",
        "M19 32C10 26 7 22 7 17a6 6 0 0 1 12-1 6 6 0 0 1 12 1c0 5-3 9-12 15Z M24 36c2 2 3 2 4 3 9-6 13-10 13-15a6 6 0 0 0-6-6",
    ),
    (
        "leaf",
        "M12 38C10 20 20 9 39 9c1 19-9 29-26 26 M12 38c5-10 11-16 19-21 M20 27v-8 M26 21h9",
    ),
    (
        "sun",
        "M24 32a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z M24 5v5 M24 38v5 M5 24h5 M38 24h5 M11 11l3 3 M34 34l3 3 M37 11l-3 3 M14 34l-3 3",
    ),
    (
        "shield",
        "M24 6 38 11v11c0 9-5 15-14 20-9-5-14-11-14-20V11Z M24 16v14 M17 23h14",
    ),
    (
        "mountain",
        "M5 38 18 16l7 11 5-7 13 18Z M18 16l-3 8 4-2 3 3 M36 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
    ),
    (
        "companions",
        "M17 19a5 5 0 1 0 0-10 5 5 0 0 0 0 10Z M31 19a5 5 0 1 0 0-10 5 5 0 0 0 0 10Z M8 39c0-9 3-15 9-15 4 0 6 2 7 6 1-4 3-6 7-6 6 0 9 6 9 15 M17 33h14",
    ),
    ("star", "m24 6 5 11 12 1-9 8 3 12-11-6-11 6 3-12-9-8 12-1Z"),
    (
        "lotus",
        "M24 10c5 6 6 13 0 20-6-7-5-14 0-20Z M24 30c-8 1-13-3-14-11 6-1 10 1 12 5 M24 30c8 1 13-3 14-11-6-1-10 1-12 5 M7 36c6-3 11-3 17 0 6-3 11-3 17 0",
    ),
    ("heartbeat", "M5 26h9l4-12 7 24 5-16 3 4h10"),
    ("spark", "M27 5 12 27h10l-3 16 17-23H26Z"),
    (
        "drop",
        "M24 6c7 9 11 15 11 21a11 11 0 0 1-22 0c0-6 4-12 11-21Z M18 28a6 6 0 0 0 6 6",
    ),
    ("ribbon", "M17 42 31 17c2-5-2-10-7-10s-9 5-7 10l14 25"),
    (
        "track",
        "M6 36c10-3 10-24 36-24 M6 41c14-3 14-22 36-22 M11 27c2-8 8-15 21-18",
    ),
    (
        "people",
        "M24 18a5 5 0 1 0 0-10 5 5 0 0 0 0 10Z M14 38c0-9 4-15 10-15s10 6 10 15Z M11 22a4 4 0 1 0 0-8 M4 36c0-6 2-10 6-11 M37 22a4 4 0 1 1 0-8 M44 36c0-6-2-10-6-11",
    ),
    ("flag", "M13 43V7 M13 9c8-4 14 4 24 0v18c-10 4-16-4-24 0"),
    (
        "medal",
        "M24 42a10 10 0 1 0 0-20 10 10 0 0 0 0 20Z M18 24 12 6h8l4 11 4-11h8l-6 18 M24 27l1.500 3.500 3.500.500-2.500 2.500.500 3.500-3-2-3 2 .500-3.500-2.500-2.500 3.500-.500Z",
    ),
    (
        "dialogue",
        "M8 10h22v15H18l-6 6v-6H8Z M34 18h6v14h-4v6l-6-6H20",
    ),
    (
        "book",
        "M24 13c-5-4-11-4-17-3v26c6-1 12-1 17 3 5-4 11-4 17-3V10c-6-1-12-1-17 3Z M24 13v26",
    ),
    ("steps", "M6 40h9v-8h9v-8h9v-8h9 M33 7h9v9"),
    (
        "gourd",
        "M24 20a6 6 0 1 0-1-11 M22 8c1-3 3-4 6-4 M20 18c1 2 0 4-2 5a11 11 0 1 0 12 0c-2-1-3-3-2-5 M24 28v9 M19.500 32.500h9",
    ),
    (
        "tree",
        "M24 43V21 M24 31l-9-7 M24 27l9-7 M24 6a8 8 0 0 1 8 7 8 8 0 0 1 2 15H14a8 8 0 0 1 2-15 8 8 0 0 1 8-7Z",
    ),
    (
        "grid",
        "M8 8h13v13H8Z M27 8h13v13H27Z M8 27h13v13H8Z M27 27h13v13H27Z M21 14h6 M14 21v6 M34 21v6 M21 34h6",
    ),
    (
        "sprout",
        "M24 42V22 M24 26c-9 1-15-4-16-13 9-1 15 4 16 13Z M24 22c1-8 7-13 16-12 0 9-6 14-16 12Z",
    ),
];

/// How many colours institutions share; `emblem.css` has as many.
const HUES: usize = 8;

/// The names of all motifs that are drawn.
#[cfg(not(target_arch = "wasm32"))]
pub fn motifs() -> impl Iterator<Item = &'static str> {
    MOTIFS.iter().map(|(motif, _)| *motif)
}

/// Whether a motif of this name is drawn.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_motif(name: &Slug) -> bool {
    MOTIFS.iter().any(|(motif, _)| *motif == name.as_str())
}

fn motif(name: &Slug) -> &'static str {
    MOTIFS
        .iter()
        .find(|(motif, _)| *motif == name.as_str())
        .map_or("M14 24h20 M24 14v20", |(_, path)| path)
}

fn form(kind: Kind) -> &'static str {
    match kind {
        Kind::System => "M48 3a45 45 0 1 1 0 90 45 45 0 0 1 0-90Z",
        Kind::Branch => "M48 4c28 0 44 16 44 44v30a14 14 0 0 1-14 14H48C20 92 4 76 4 48S20 4 48 4Z",
        Kind::Case => "M14 4h52l22 22v58a8 8 0 0 1-8 8H14a6 6 0 0 1-6-6V10a6 6 0 0 1 6-6Z",
        Kind::Event => "M12 4h72a4 4 0 0 1 4 4v84L48 78 8 92V8a4 4 0 0 1 4-4Z",
        _ => {
            "M22 4h52a18 18 0 0 1 18 18v52a18 18 0 0 1-18 18H22A18 18 0 0 1 4 74V22A18 18 0 0 1 22 4Z"
        }
    }
}

/// Of what an emblem is made: its hue by number, its form within 96 units, its motif within 48.
pub fn emblem_parts(kind: Kind, name: &Slug, owner: &Slug) -> (usize, &'static str, &'static str) {
    let hue = owner
        .as_str()
        .bytes()
        .fold(0usize, |sum, byte| (sum * 31 + byte as usize) % 4093)
        % HUES;
    (hue, form(kind), motif(name))
}

/// The emblem, decorative: the name stands beside it.
pub fn emblem(kind: Kind, name: &Slug, owner: &Slug) -> AnyView {
    let (hue, form, motif) = emblem_parts(kind, name, owner);
    view! {
        <svg class=format!("emblem emblem--{hue}") viewBox="0 0 96 96" aria-hidden="true" focusable="false">
            <path class="emblem__form" d=form />
            <path class="emblem__motif" d=motif transform="translate(15 15) scale(1.375)" />
        </svg>
    }
    .into_any()
}
