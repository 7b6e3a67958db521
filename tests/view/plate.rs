//! Plates: one for each brand, small, the same every time, with as many things as the figure says, and dark where words stand on them.

use crate::REAL;
use brand_gallery::catalogue::Brand;
use brand_gallery::components::{Plate as Picture, PlateProps, motifs};
use brand_gallery::desk::compress;
use brand_gallery::models::{Layer, Plate, Refusal, Tone, counted, layers};
use leptos::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde_json::json;
use std::collections::BTreeSet;

/// The largest plate as Brotli, in bytes.
const LARGEST: usize = 700;

/// A brand with a motif, and a figure for each value, all of them drawn.
fn brand(motif: &str, values: &[&str]) -> Brand {
    let label = |at: usize| format!("数的东西{at}");
    let figures: Vec<_> = (values.iter().enumerate())
        .map(|(at, value)| json!({"value": value, "unit": "个", "label": label(at), "sources": ["d"]}))
        .collect();
    let drawn: Vec<String> = (0..values.len()).map(label).collect();
    let value = json!({
        "id": "b", "order": 1, "name": "品牌", "kind": "机构品牌", "emblem": motif, "owner": "o", "drawn": drawn,
        "summary": {"text": "做事。", "sources": ["d"]}, "figures": figures,
    });
    serde_json::from_value(value).expect("a brand")
}

/// How often a text stands in the layers of a tone.
fn count(layers: &[Layer], tone: Tone, text: &str) -> usize {
    let layers = layers.iter().filter(|layer| layer.tone == tone);
    layers.map(|layer| layer.d.matches(text).count()).sum()
}

#[test]
fn each_brand_has_a_small_plate_of_its_own_that_is_the_same_every_time() {
    let mut drawings = BTreeSet::new();
    for brand in REAL.site.brands.iter() {
        let plate = Plate::of_brand(brand);
        assert_eq!(plate, Plate::of_brand(brand));
        let size = compress::brotli_size(plate.drawing.as_bytes());
        assert!(size <= LARGEST, "{}: {size}", brand.id);
        assert!(!plate.label.is_empty(), "{}", brand.id);
        assert!(drawings.insert(plate.drawing), "{}", brand.id);
    }
}

#[test]
fn every_motif_has_a_scene_of_its_own_with_its_words() {
    let plates = motifs().map(|motif| Plate::of_brand(&brand(motif, &[])));
    let (labels, drawings): (BTreeSet<String>, BTreeSet<String>) =
        plates.map(|plate| (plate.label, plate.drawing)).unzip();
    // Roads and tracks are one scene.
    assert_eq!(
        (labels.len(), drawings.len()),
        (motifs().count() - 1, motifs().count() - 1)
    );
}

#[test]
fn as_many_things_are_drawn_as_the_figure_says() {
    for (motif, most) in [("mountain", 24), ("hearts", 180), ("road", 8), ("heart", 8)] {
        for number in 1..=most {
            let brand = brand(motif, &[&number.to_string()]);
            let drawn = count(&layers(&brand), Tone::Lamp, "h0");
            assert_eq!(drawn, number, "{motif}");
            let label = Plate::of_brand(&brand).label;
            assert!(label.contains(&format!("{number}个数的东西0")), "{label}");
        }
        let more = (most + 1).to_string();
        let refused = counted(&brand(motif, &[&more]), 0, "数的东西0").map(|(number, _)| number);
        assert_eq!(refused, Err(Refusal::TooMany(most)), "{motif}");
    }
    for number in 1..=6 {
        let drawn = layers(&brand("grid", &[&number.to_string()]));
        assert_eq!(count(&drawn, Tone::Line, "z"), number);
    }
    for drops in 1..=9 {
        for bowls in 1..=5 {
            let drawn = layers(&brand("drop", &[&drops.to_string(), &bowls.to_string()]));
            assert_eq!(count(&drawn, Tone::Pale, "M"), drops);
            assert_eq!(count(&drawn, Tone::Glaze, "M"), bowls);
        }
    }
}

#[test]
fn the_real_counts_are_those_of_the_documents() {
    let mut all = 0;
    for brand in REAL.site.brands.iter() {
        for (at, label) in brand.drawn.iter().enumerate() {
            let (number, figure) = counted(brand, at, label).expect("a count");
            let words = format!("{}{}{}", figure.value, figure.unit, figure.label);
            let said = Plate::of_brand(brand).label;
            assert!(
                said.contains(&words) && said.contains(&number.to_string()),
                "{said}"
            );
            all += 1;
        }
    }
    assert!(all >= 7, "{all}");
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let refused = |brand: &Brand, label: &str| counted(brand, 0, label).map(|(number, _)| number);
    assert_eq!(
        refused(&brand("mountain", &["近20"]), "数的东西0"),
        Err(Refusal::NoNumber)
    );
    assert_eq!(
        refused(&brand("mountain", &["3"]), "别的"),
        Err(Refusal::Missing)
    );
    assert_eq!(
        refused(&brand("sun", &["3"]), "数的东西0"),
        Err(Refusal::NotShown(0))
    );
    let mut twice = brand("mountain", &["3", "4"]);
    twice.figures[1].label = "数的东西0".to_owned();
    assert_eq!(refused(&twice, "数的东西0"), Err(Refusal::Ambiguous));
}

#[test]
fn a_plate_is_an_image_with_its_words_or_decoration_without() {
    let plate = Plate::of_brand(&brand("mountain", &["18"]));
    let html = |plate: Plate| {
        let owner = Owner::new();
        let html = owner.with(|| Picture(PlateProps { plate }).into_view().to_html());
        owner.cleanup();
        html
    };
    let shown = html(plate.clone());
    assert!(
        shown.contains("role=\"img\"") && !shown.contains("aria-hidden"),
        "{shown}"
    );
    assert!(
        shown.contains("aria-label=\"重重山岭：18盏灯，画的是18个数的东西0\""),
        "{shown}"
    );
    assert!(shown.contains("<path class=\"plate__far\""), "{shown}");
    let quiet = html(plate.as_decoration());
    assert!(
        quiet.contains("aria-hidden=\"true\"") && !quiet.contains("aria-label"),
        "{quiet}"
    );
}

/// Which tones stand in the lower third is found by rendering each dark tone black and all others white.
#[test]
fn the_lower_third_is_drawn_in_dark_tones() {
    for motif in motifs() {
        let shapes: String = (layers(&brand(motif, &[])).into_iter())
            .filter_map(|Layer { tone, d }| {
                let colour = match tone {
                    Tone::Mid | Tone::Near | Tone::Deep => "black",
                    Tone::Far | Tone::Pale | Tone::Glaze | Tone::Light => "white",
                    // Lines and halos are thin or faint.
                    _ => return None,
                };
                Some(format!("<path fill=\"{colour}\" d=\"{d}\"/>"))
            })
            .collect();
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"400\"><rect width=\"640\" height=\"400\" fill=\"white\"/>{shapes}</svg>"
        );
        let tree = Tree::from_str(&svg, &Options::default()).expect("a picture");
        let mut pixels = Pixmap::new(640, 400).expect("pixels");
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        let bright =
            |y: u32| (0..640).any(|x| pixels.pixel(x, y).is_none_or(|pixel| pixel.red() > 60));
        let lowest = (0..400).rev().find(|y| bright(*y)).unwrap_or(0);
        assert!(lowest < 284, "{motif}: bright at {lowest}");
    }
}
