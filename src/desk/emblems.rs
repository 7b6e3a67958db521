//! Detection of emblems that look alike at their smallest size.
//!
//! An emblem is a form, which stands for the kind, with a motif. [`are_alike`] compares two emblems as they are rendered in grey at 24 pixels; [`judge`] notes
//! brands whose emblems can be confused and suggests motifs that are free. These are notes: they never stop a build.

use crate::catalogue::{Brand, Kind, Problem, Slug};
use crate::components::{EmblemParts, MOTIF_AT, emblem_parts, motifs};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// The width and height of the smallest emblem, in pixels.
const SIDE: u32 = 24;

/// The least number of differing pixels at which two emblems can be distinguished: half a square of 10 by 10.
const APART: usize = 50;

/// The least difference in lightness, of 255, at which a pixel counts as different.
const SEEN: u8 = 96;

/// How many free motifs a note names.
const OFFERED: usize = 6;

/// A kind and a motif.
type Look = (Kind, String);

/// The lightness of each pixel of an emblem. Rendered once per process.
fn pixels(kind: Kind, motif: &str) -> Vec<u8> {
    static DRAWN: Mutex<BTreeMap<Look, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    let entry = drawn.entry((kind, motif.to_owned()));
    entry.or_insert_with(|| draw(kind, motif)).clone()
}

fn draw(kind: Kind, motif: &str) -> Vec<u8> {
    let name = Slug::parse(motif);
    let Some(EmblemParts { form, motif, .. }) = name.map(|name| emblem_parts(kind, &name, &name))
    else {
        return Vec::new();
    };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\"><rect width=\"96\" height=\"96\" fill=\"white\"/>\
         <path d=\"{form}\" fill=\"black\"/><path d=\"{motif}\" transform=\"{MOTIF_AT}\" fill=\"none\" stroke=\"white\" \
         stroke-width=\"3.4\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"
    );
    let picture = Tree::from_str(&svg, &Options::default()).ok();
    let picture = picture.zip(Pixmap::new(SIDE, SIDE));
    picture.map_or_else(Vec::new, |(tree, mut picture)| {
        let scale = SIDE as f32 / tree.size().width();
        let transform = Transform::from_scale(scale, scale);
        resvg::render(&tree, transform, &mut picture.as_mut());
        picture.pixels().iter().map(|pixel| pixel.red()).collect()
    })
}

/// Whether two emblems, each a kind and a motif, can be confused.
pub fn are_alike(one: (Kind, &str), other: (Kind, &str)) -> bool {
    let (a, b) = (pixels(one.0, one.1), pixels(other.0, other.1));
    let differ = a.iter().zip(&b).filter(|(a, b)| a.abs_diff(**b) > SEEN);
    differ.count() < APART
}

/// Notes each brand whose emblem can be confused with that of an earlier brand, if another motif, or another motif in its colour, would distinguish them.
pub fn judge(brands: &[Brand]) -> Vec<Problem> {
    let look = |brand: &Brand| (brand.kind, brand.emblem.as_str().to_owned());
    let hue = |brand: &Brand| emblem_parts(brand.kind, &brand.emblem, &brand.owner).hue;
    let colours = |brand: &Brand| (look(brand), hue(brand));
    // Grouped by look and colour: thousands of brands have a few hundred combinations.
    let mut used: BTreeMap<(Look, u8), usize> = BTreeMap::new();
    for brand in brands {
        *used.entry(colours(brand)).or_default() += 1;
    }
    // Two looks are compared once, and brands of one look and colour have the same free motifs.
    let compared = RefCell::new(BTreeMap::<(Look, Look), bool>::new());
    let are_alike = |one: &Look, other: &Look| {
        let mut compared = compared.borrow_mut();
        let entry = compared.entry((one.clone(), other.clone()));
        *entry.or_insert_with(|| are_alike((one.0, &one.1), (other.0, &other.1)))
    };
    let freed = RefCell::new(BTreeMap::<((Look, u8), bool), Vec<&str>>::new());
    let free = |brand: &Brand, in_colour: bool| -> Vec<&str> {
        let own = colours(brand);
        if let Some(free) = freed.borrow().get(&(own.clone(), in_colour)) {
            return free.clone();
        }
        let others: BTreeSet<&Look> = (used.iter())
            .filter(|(entry, count)| **entry != own || **count > 1)
            .filter(|((_, other), _)| !in_colour || *other == own.1)
            .map(|((look, _), _)| look)
            .collect();
        let is_free = |motif: &&str| {
            let look = (brand.kind, (*motif).to_owned());
            !others.iter().any(|other| are_alike(&look, other))
        };
        let free: Vec<&str> = motifs().filter(is_free).take(OFFERED).collect();
        freed.borrow_mut().insert((own, in_colour), free.clone());
        free
    };
    let mut notes = Vec::new();
    let mut before: BTreeMap<(Look, u8), &Brand> = BTreeMap::new();
    for brand in brands {
        let (own, colour) = colours(brand);
        let like = |same_colour: bool| {
            let mut found = before.iter().filter(|((look, other), _)| {
                (!same_colour || *other == colour) && are_alike(&own, look)
            });
            found.next().map(|(_, other)| *other)
        };
        let found = like(false).and_then(|other| {
            let all = free(brand, false);
            if !all.is_empty() {
                return Some((other, "图案", all));
            }
            // If no motif is free, the colour of the institution still distinguishes two brands.
            let of_colour = free(brand, true);
            let other = like(true).filter(|_| !of_colour.is_empty())?;
            Some((other, "图案和颜色", of_colour))
        });
        before.entry((own, colour)).or_insert(brand);
        if let Some((other, what, offered)) = found {
            notes.push(Problem::new(
                &format!("brands/{}.json", brand.id),
                brand.id.as_str(),
                "emblem",
                format!(
                    "{what}与“{}”（{}）的太像，缩小以后分不清。可以换一个：{}。",
                    other.name,
                    other.id,
                    offered.join("、")
                ),
            ));
        }
    }
    notes
}
