//! Is every emblem drawn from the three rules, and told from every other as small as it is ever shown?

use crate::REAL;
use brand_gallery::catalogue::{Brand, Kind};
use brand_gallery::components::{Emblem, MOTIF_AT, emblem_parts};
use resvg::{tiny_skia, usvg};

fn emblem(brand: &Brand) -> Emblem {
    emblem_parts(brand.kind, &brand.emblem, &brand.owner)
}

/// Every two brands.
fn pairs() -> impl Iterator<Item = (&'static Brand, &'static Brand)> {
    let brands = REAL.brands;
    (0..brands.len()).flat_map(move |at| {
        let one = &brands[at];
        brands[at + 1..].iter().map(move |other| (one, other))
    })
}

#[test]
fn the_form_is_of_the_kind_the_colour_of_the_institution_and_the_motif_of_its_name() {
    for (one, other) in pairs() {
        let (a, b) = (emblem(one), emblem(other));
        assert_eq!(
            a.form == b.form,
            one.kind == other.kind,
            "{} {}",
            one.id,
            other.id
        );
        assert_eq!(
            a.motif == b.motif,
            one.emblem == other.emblem,
            "{} {}",
            one.id,
            other.id
        );
        if one.owner == other.owner {
            assert_eq!(a.hue, b.hue, "{} {}", one.id, other.id);
        }
    }
    let brand = &REAL.brands[0];
    let forms: std::collections::BTreeSet<&str> = [
        Kind::System,
        Kind::Institution,
        Kind::Branch,
        Kind::Case,
        Kind::Event,
    ]
    .map(|kind| emblem_parts(kind, &brand.emblem, &brand.owner).form)
    .into();
    assert_eq!(forms.len(), 5);
}

#[test]
fn a_motif_that_stands_for_a_need_is_worn_by_brands_that_answer_it() {
    let table = [
        ("leaf", "zhongyi"),
        ("gourd", "zhongyi"),
        ("drop", "shenbing"),
        ("ribbon", "zhongliu"),
        ("lotus", "qinglian"),
        ("shield", "yiqing"),
        ("dialogue", "jiufen"),
        ("heartbeat", "xinxueguan"),
        ("spark", "jijiu"),
        ("mountain", "songyi-shangmen"),
        ("flag", "dangjian"),
    ];
    for (motif, need) in table {
        let worn: Vec<&Brand> = (REAL.brands.iter())
            .filter(|brand| brand.emblem.as_str() == motif)
            .collect();
        assert!(!worn.is_empty(), "{motif}");
        for brand in worn {
            let answers = brand.needs.iter().any(|id| id.as_str() == need);
            assert!(answers, "{}: {motif} says {need}", brand.id);
        }
    }
}

#[test]
fn no_two_brands_have_the_same_emblem_even_without_colours() {
    for (one, other) in pairs() {
        let (a, b) = (emblem(one), emblem(other));
        assert!(
            (a.form, a.motif) != (b.form, b.motif),
            "{} and {}: one of them needs another motif",
            one.id,
            other.id
        );
    }
}

/// An emblem of 24 pixels in grey: how light each pixel is.
fn small(emblem: Emblem) -> Vec<u8> {
    const SIDE: u32 = 24;
    let Emblem { form, motif, .. } = emblem;
    let (ground, line) = ("black", "white");
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\"><rect width=\"96\" height=\"96\" fill=\"{line}\"/>\
         <path d=\"{form}\" fill=\"{ground}\"/><path d=\"{motif}\" transform=\"{MOTIF_AT}\" fill=\"none\" stroke=\"{line}\" \
         stroke-width=\"3.4\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"
    );
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).expect("an emblem");
    let mut picture = tiny_skia::Pixmap::new(SIDE, SIDE).expect("a picture");
    let scale = SIDE as f32 / 96.0;
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut picture.as_mut(),
    );
    picture.pixels().iter().map(|pixel| pixel.red()).collect()
}

#[test]
fn at_24_pixels_and_in_grey_every_emblem_is_told_from_every_other() {
    let small: Vec<(&Brand, Vec<u8>)> = (REAL.brands.iter())
        .map(|brand| (brand, small(emblem(brand))))
        .collect();
    let mut alike = Vec::new();
    for (at, (one, a)) in small.iter().enumerate() {
        // Of 576 pixels, so many that nobody takes one for the other: half a square of 10 by 10.
        for (other, b) in &small[at + 1..] {
            let apart = (a.iter().zip(b))
                .filter(|(a, b)| a.abs_diff(**b) > 96)
                .count();
            if apart < 50 {
                alike.push(format!("{} and {}: {apart} pixels", one.id, other.id));
            }
        }
    }
    assert!(alike.is_empty(), "redraw a motif: {alike:#?}");
}
