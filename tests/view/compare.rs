//! Can every brand be compared with every other, and does its page hold the answers?

use super::page::Page;
use crate::{REAL, page};
use brand_gallery::pages::QUESTIONS;
use brand_gallery::route::Route;

/// What a brand's page answers: the names of its answers.
fn answers(page: &Page) -> Vec<&str> {
    (page.elements.iter())
        .filter_map(|element| element.attribute("data-answer"))
        .collect()
}

#[test]
fn every_brand_can_be_chosen_and_leads_to_be_compared() {
    let plain = page(&Route::Compare(Vec::new()));
    let picks: Vec<&str> = (plain.elements.iter())
        .filter_map(|element| element.attribute("data-pick"))
        .collect();
    let ids: Vec<&str> = REAL.brands.iter().map(|brand| brand.id.as_str()).collect();
    assert_eq!(picks, ids);
    for brand in REAL.brands {
        let chosen = Route::Compare(vec![brand.id.clone()]);
        assert!(plain.leads_to(&chosen), "{}", brand.id);
        assert!(page(&Route::Brand(brand.id.clone())).leads_to(&chosen));
        // Without a program the page tells of each in short, and leads to it.
        assert!(plain.leads_to(&Route::Brand(brand.id.clone())));
    }
}

#[test]
fn what_is_asked_of_a_brand_is_answered_once_on_its_page_where_the_documents_say_it() {
    for brand in REAL.brands {
        let page = page(&Route::Brand(brand.id.clone()));
        let told = answers(page);
        let expected = [
            true,
            true,
            !brand.needs.is_empty(),
            !brand.places.is_empty(),
            !brand.initiatives.is_empty(),
            !brand.figures.is_empty(),
            !brand.honours.is_empty(),
        ];
        for ((answer, _), expected) in QUESTIONS.iter().zip(expected) {
            let total = told.iter().filter(|told| *told == answer).count();
            assert_eq!(total, usize::from(expected), "{}: {answer}", brand.id);
        }
    }
}

#[test]
fn the_questions_stand_in_their_order_and_are_empty_until_brands_are_chosen() {
    let page = page(&Route::Compare(Vec::new()));
    let asked: Vec<&str> = (page.elements.iter())
        .filter_map(|element| element.attribute("data-question"))
        .collect();
    assert_eq!(asked, QUESTIONS.map(|(answer, _)| answer));
    let table = page.with_class("compare__table").next().expect("a table");
    assert!(table.attribute("hidden").is_some());
    for row in page.with_class("compare__answers") {
        assert_eq!(row.text, "");
        assert!(row.attribute("data-none").is_some());
    }
}
