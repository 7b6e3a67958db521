//! The page of comparing without chosen brands: every brand can be chosen, and the questions are there.

use crate::{REAL, page};
use brand_gallery::pages::QUESTIONS;
use brand_gallery::route::Route;

#[test]
fn every_brand_can_be_chosen_and_leads_to_be_compared() {
    let plain = page(&Route::Compare(Vec::new()));
    let picks: Vec<&str> = (plain.elements.iter())
        .filter_map(|element| element.attribute("data-pick"))
        .collect();
    let ids: Vec<&str> = REAL
        .site
        .brands
        .iter()
        .map(|brand| brand.id.as_str())
        .collect();
    assert_eq!(picks, ids);
    for brand in &*REAL.site.brands {
        let chosen = Route::Compare(vec![brand.id.clone()]);
        assert!(plain.leads_to(&chosen), "{}", brand.id);
        assert!(page(&Route::Brand(brand.id.clone())).leads_to(&chosen));
        // Without a program the page tells of each in short, and leads to it.
        assert!(plain.leads_to(&Route::Brand(brand.id.clone())));
    }
}

#[test]
fn the_questions_stand_in_their_order_and_are_empty_until_brands_are_chosen() {
    let page = page(&Route::Compare(Vec::new()));
    let asked = page.with_class("compare__words");
    let asked: Vec<&str> = asked.map(|it| it.text.trim()).collect();
    assert_eq!(asked, QUESTIONS.map(|(_, words)| words()));
    let table = page.with_class("compare__table").next().expect("a table");
    assert!(table.attribute("hidden").is_some());
    for row in page.with_class("compare__answers") {
        assert_eq!(row.text, "");
    }
}
