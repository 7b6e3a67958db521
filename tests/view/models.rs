//! Are page models small, and what the pages show?

use super::page::Page;
use crate::{REAL, slug};
use brand_gallery::catalogue::Brand;
use brand_gallery::models::{BrandLink, BrandPage};
use brand_gallery::route::{Overview, Route};
use brand_gallery::screen::Site;

#[test]
fn a_brand_with_hundreds_of_siblings_lists_the_nearest_and_leads_to_the_matrix() {
    let mut catalogue = REAL.site.catalogue.clone();
    let core = catalogue.core().expect("a core").id.clone();
    let model = (catalogue.children(&core).last().cloned()).expect("a child of the core");
    for at in 0..300 {
        let mut card = model.clone();
        card.id = slug(&format!("a{at}"));
        catalogue.cards.push(card);
    }
    let site = Site::of(catalogue);
    let brand = (REAL.brands.iter()).find(|brand| brand.id == model.id);
    let mut brand: Brand = brand.expect("its record").clone();
    brand.id = slug("a150");
    let family = BrandPage::of(site, &brand).expect("a model").family;
    let ids = |links: &[BrandLink]| -> Vec<String> {
        links.iter().map(|link| link.id.to_string()).collect()
    };
    let nearest = (144..150).chain(151..157).map(|at| format!("a{at}"));
    assert_eq!(ids(&family.siblings), nearest.collect::<Vec<_>>());
    assert!(family.all_siblings >= 300, "{}", family.all_siblings);
    // At the end there is nobody behind.
    brand.id = slug("a299");
    let family = BrandPage::of(site, &brand).expect("a model").family;
    let last = (287..299).map(|at| format!("a{at}"));
    assert_eq!(ids(&family.siblings), last.collect::<Vec<_>>());

    let above = (REAL.brands.iter()).find(|brand| brand.id == core);
    let screen = site.screen(Route::Brand(core), above);
    let page = Page::of_screen(site, &screen);
    let listed = page.with_class("family__member").count();
    assert!((24..40).contains(&listed), "{listed}");
    assert!(page.leads_to(&Route::Overview(Overview::Matrix)));
    assert!(page.text.contains("在品牌矩阵里看全部"));
}
