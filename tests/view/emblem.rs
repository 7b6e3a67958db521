//! Emblems: drawn by three rules, told from each other as small as they are ever shown, and brands that would be alike are noted.

use crate::REAL;
use brand_gallery::catalogue::{Brand, Kind};
use brand_gallery::components::{EmblemParts, emblem_parts, motifs};
use brand_gallery::desk::emblems;
use serde_json::json;

fn emblem(brand: &Brand) -> EmblemParts {
    emblem_parts(brand.kind, &brand.emblem, &brand.owner)
}

/// Every two brands.
fn pairs() -> impl Iterator<Item = (&'static Brand, &'static Brand)> {
    let brands = &REAL.site.brands;
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
    let brand = &REAL.site.brands[0];
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

/// A brand with a kind, a motif and an owner.
fn brand(at: usize, kind: Kind, motif: &str, owner: &str) -> Brand {
    let value = json!({
        "id": format!("b{at}"), "order": at, "name": format!("品牌{at}"), "kind": kind, "emblem": motif, "owner": owner,
        "summary": {"text": "做事。", "sources": ["d"]},
    });
    serde_json::from_value(value).expect("a brand")
}

#[test]
fn brands_that_would_be_alike_are_noted_with_a_motif_that_is_free() {
    let mut brands = vec![
        brand(0, Kind::Institution, "heart", "a"),
        brand(1, Kind::Case, "heart", "a"),
        brand(2, Kind::Institution, "leaf", "a"),
    ];
    assert_eq!(emblems::judge(&brands), []);
    brands.push(brand(3, Kind::Institution, "heart", "b"));
    let [note] = &emblems::judge(&brands)[..] else {
        panic!("{:?}", emblems::judge(&brands))
    };
    assert_eq!(
        (note.file.as_str(), note.field.as_str()),
        ("brands/b3.json", "emblem")
    );
    assert!(
        note.sentence.contains("b0") && note.sentence.contains("torch"),
        "{note}"
    );
    let offered = note.sentence.rsplit('：').next().expect("motifs");
    let mut offered = offered.trim_end_matches('。').split('、');
    assert!(offered.all(|it| it != "heart" && it != "leaf"), "{note}");
}

#[test]
fn more_brands_of_a_kind_than_motifs_are_no_fault_and_colours_tell_them_apart() {
    let all: Vec<&str> = motifs().collect();
    let of = |at: usize, owner: &str| brand(at, Kind::Institution, all[at % all.len()], owner);
    let mut brands: Vec<Brand> = (0..all.len()).map(|at| of(at, "a")).collect();
    assert_eq!(emblems::judge(&brands), []);
    // No motif is free any more. Of another colour a brand is told apart, of the same it is noted with what is free in that colour.
    let hue = |owner: &str| emblem(&of(0, owner)).hue;
    let other = (0..)
        .map(|at| format!("o{at}"))
        .find(|owner| hue(owner) != hue("a"));
    let other = other.expect("an owner of another colour");
    brands.push(of(all.len(), &other));
    assert_eq!(emblems::judge(&brands), []);
    brands.push(of(2 * all.len(), &other));
    let [note] = &emblems::judge(&brands)[..] else {
        panic!("{:?}", emblems::judge(&brands))
    };
    assert!(
        note.sentence.contains("图案和颜色") && note.sentence.contains(all[1]),
        "{note}"
    );
    // With more brands than motifs and colours there is nothing to advise.
    for total in [65, 200, 1_000] {
        let owners = |at: usize| format!("o{}", at / all.len());
        let brands: Vec<Brand> = (0..total).map(|at| of(at, &owners(at))).collect();
        for note in emblems::judge(&brands) {
            assert!(note.sentence.contains("可以换一个"), "{total}: {note}");
        }
    }
}

#[test]
fn at_24_pixels_and_in_grey_motifs_are_told_apart_but_for_a_few_that_the_check_knows() {
    let kinds = [
        Kind::System,
        Kind::Institution,
        Kind::Branch,
        Kind::Case,
        Kind::Event,
    ];
    let all: Vec<&str> = motifs().collect();
    for kind in kinds {
        for motif in &all {
            assert!(emblems::are_alike((kind, motif), (kind, motif)));
            // So few that there is always another motif to advise.
            let alike = all.iter().filter(|other| **other != *motif);
            let alike: Vec<_> = alike
                .filter(|other| emblems::are_alike((kind, motif), (kind, other)))
                .collect();
            assert!(
                alike.len() <= 3,
                "redraw {motif}, in {kind:?} it is like {alike:?}"
            );
        }
    }
}
