//! The page of comparing without chosen brands: every brand can be chosen.

use crate::{REAL, page};
use brand_gallery::route::Route;

#[test]
fn every_brand_can_be_ticked_and_is_told_in_short() {
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
        // The comparison is for staff: the page of a brand does not ask for it.
        let own = page(&Route::Brand(brand.id.clone()));
        assert!(
            !own.links()
                .any(|href| href.starts_with(&Route::Compare(Vec::new()).href()))
        );
        // Without a program the page tells of each in short, and leads to it.
        assert!(plain.leads_to(&Route::Brand(brand.id.clone())));
    }
}

#[test]
fn until_two_brands_are_chosen_there_is_nothing_to_compare() {
    let page = page(&Route::Compare(Vec::new()));
    assert_eq!(page.with_class("compare__words").count(), 0);
    let tray = page.with_class("tray").next().expect("a tray");
    assert!(tray.attribute("hidden").is_some());
    let picker = page.with_class("compare__picker").next().expect("a list");
    assert!(picker.attribute("open").is_some());
}
