//! The embedded part of the gallery, rendered to text.

use super::page::Page;
use crate::{REAL, slug};
use brand_gallery::desk::embed::{Piece, css, page, pieces};
use brand_gallery::desk::policy;
use brand_gallery::route::{Framed, Route, is_framed};
use std::collections::BTreeSet;

fn all() -> Vec<Piece> {
    pieces(&REAL.site)
}

fn one(framed: Framed) -> Page {
    let piece = all().into_iter().find(|piece| piece.framed == framed);
    Page::of(page(
        &REAL.site.catalogue.gallery,
        &piece.expect("a piece"),
        "/embed.css",
    ))
}

#[test]
fn every_brand_every_institution_and_whatever_has_numbers_has_a_piece() {
    let found: BTreeSet<String> = all().iter().map(|piece| piece.framed.path()).collect();
    for brand in &*REAL.site.brands {
        assert!(found.contains(&format!("embed/brands/{}/", brand.id)));
        let counts =
            !brand.figures.is_empty() || brand.initiatives.iter().any(|it| !it.figures.is_empty());
        let figures = format!("embed/figures/{}/", brand.id);
        assert_eq!(found.contains(&figures), counts, "{figures}");
    }
    for institution in &REAL.site.catalogue.institutions {
        assert!(found.contains(&format!("embed/institutions/{}/", institution.id)));
    }
    assert!(found.iter().all(|path| is_framed(path)));
    assert!(!is_framed("embed/") && !is_framed("brands/yilu-gendang/"));
}

#[test]
fn every_link_of_a_piece_opens_a_page_of_the_gallery_in_a_tab_of_its_own() {
    let known: BTreeSet<String> = REAL.screens.iter().map(|it| it.route.href()).collect();
    for piece in all() {
        let page = Page::of(page(&REAL.site.catalogue.gallery, &piece, "/embed.css"));
        let links: Vec<_> = page.all("a").collect();
        assert!(links.len() > 1, "{}", piece.title);
        for link in links {
            let href = link.attribute("href").expect("an address");
            assert!(known.contains(href), "{}: {href}", piece.title);
            assert_eq!(link.attribute("target"), Some("_blank"), "{href}");
            assert_eq!(link.attribute("rel"), Some("noopener"), "{href}");
        }
    }
}

#[test]
fn a_card_says_who_does_what_and_from_where_it_is_known() {
    let id = slug("yilu-gendang");
    let page = one(Framed::Brand(id.clone()));
    let brand = REAL
        .site
        .brands
        .iter()
        .find(|brand| brand.id == id)
        .expect("it");
    let owner = REAL.site.catalogue.institution(&brand.owner).expect("one");
    for text in [&brand.name, &brand.summary.text, &owner.name] {
        assert!(page.text.contains(text.as_str()), "{text}");
    }
    for source in &brand.summary.sources {
        let document = REAL.site.catalogue.document(source).expect("a document");
        assert!(page.text.contains(&format!("《{}》", document.short)));
    }
    let heading = page.all("h1").next().expect("a heading");
    assert_eq!(heading.text.trim(), brand.name);
}

#[test]
fn the_numbers_are_those_of_the_brand_and_of_all_it_does_as_printed() {
    let mut told = 0;
    for brand in &*REAL.site.brands {
        let below = brand.initiatives.iter().flat_map(|it| &it.figures);
        let figures: Vec<_> = brand.figures.iter().chain(below).collect();
        if figures.is_empty() {
            continue;
        }
        let page = one(Framed::Figures(brand.id.clone()));
        assert_eq!(page.all("li").count(), figures.len(), "{}", brand.id);
        for figure in figures {
            let printed = format!("{}{}", figure.value, figure.unit);
            assert!(page.text.contains(&printed), "{printed}");
            assert!(page.text.contains(&figure.label), "{}", figure.label);
            told += 1;
        }
    }
    assert!(told > 20, "{told}");
}

#[test]
fn an_institution_lists_what_its_own_page_lists() {
    for institution in &REAL.site.catalogue.institutions {
        let id = institution.id.clone();
        let piece = one(Framed::Institution(id.clone()));
        let page = crate::page(&Route::Institution(id));
        let brands = |page: &Page| -> BTreeSet<String> {
            (page.all("a").filter_map(|link| link.attribute("href")))
                .filter(|href| matches!(Route::parse(href, ""), Route::Brand(_)))
                .map(str::to_owned)
                .collect()
        };
        let (shown, listed) = (brands(&piece), brands(page));
        assert!(shown.is_subset(&listed), "{}", institution.name);
        assert_eq!(piece.all("li").count(), shown.len(), "{}", institution.name);
    }
}

#[test]
fn a_piece_says_its_policy_is_not_found_by_search_engines_and_brings_one_script() {
    let piece = &all()[0];
    let html = page(&REAL.site.catalogue.gallery, piece, "/embed.css");
    assert!(html.contains(&policy::framed_line()));
    assert!(!policy::FRAMED.contains("frame-ancestors"));
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert_eq!(html.matches("<script").count(), 1, "{html}");
    assert!(html.contains("<script async src=\"/embed.js\">"));
    assert!(!html.contains(" style="), "nothing inline");
}

#[test]
fn the_night_can_be_asked_for_by_day() {
    let css = css(&REAL.site.catalogue.gallery).expect("styles");
    let (_, night) = css
        .rsplit_once(":root[data-theme=\"night\"] {")
        .expect("a night");
    assert!(night.contains("--card: var(--night-90);"), "{night}");
    assert_eq!(css.matches('{').count(), css.matches('}').count());
}
