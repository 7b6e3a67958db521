//! The page of comparing with chosen brands: what it shows is what their own pages say.

use super::page::Page;
use crate::{REAL, page, slug};
use brand_gallery::catalogue::{Initiative, json};
use brand_gallery::models::{CompareAnswers, ComparePage};
use brand_gallery::pages;
use brand_gallery::route::Route;
use leptos::prelude::*;

#[test]
fn answers_are_read_by_the_program_as_they_were_written() {
    for brand in &*REAL.site.brands {
        let answers = CompareAnswers::of(&REAL.site, brand);
        let text = serde_json::to_string(&answers).expect("answers");
        assert_eq!(json::from_str(&text), Some(answers), "{}", brand.id);
    }
}

/// The page of comparing with these brands.
fn compared(ids: &[&str]) -> (Page, String) {
    let asked: Vec<_> = ids.iter().map(|id| slug(id)).collect();
    let plain = ComparePage::of(&REAL.site, &REAL.site.brands);
    let answers = (plain.known(&asked).iter())
        .filter_map(|id| REAL.site.brands.iter().find(|brand| brand.id == *id))
        .map(|brand| CompareAnswers::of(&REAL.site, brand))
        .collect();
    let model = plain.with(&asked, answers);
    let title = model.title("比较品牌");
    let owner = Owner::new();
    let html = owner.with(|| view! { <pages::ComparePage model/> }.to_html());
    owner.cleanup();
    (Page::of(html), title)
}

#[test]
fn chosen_brands_stand_side_by_side_with_what_their_pages_say() {
    let ids = ["yilu-gendang", "ji-xianfeng"];
    let (compared, title) = compared(&["yilu-gendang", "nobody", "ji-xianfeng"]);
    assert_eq!(title, "医路跟党、疾先锋：比较品牌");
    let unknown = compared.with_class("compare__unknown").next();
    assert!(unknown.is_some_and(|it| it.attribute("hidden").is_none()));
    // The links of the head take a brand out; the boxes of the list are no links.
    let chosen: Vec<&str> = (compared.all("a"))
        .filter_map(|it| it.attribute("data-pick"))
        .collect();
    assert_eq!(chosen, ids);
    let asked: Vec<&str> = (compared.with_class("compare__words"))
        .map(|it| it.text.trim())
        .collect();
    assert_eq!(asked, pages::QUESTIONS.map(|(_, words)| words()));
    // The tray is for what is not compared yet.
    let tray = compared.with_class("tray").next().expect("a tray");
    assert!(tray.attribute("hidden").is_some());
    assert_eq!(compared.with_class("compare__answer").count(), 2 * 7);
    for id in ids {
        let route = Route::Brand(slug(id));
        let brand = REAL
            .site
            .brands
            .iter()
            .find(|brand| brand.id.as_str() == id);
        let brand = brand.expect("a brand");
        assert!(compared.text.contains(&brand.summary.text), "{id}");
        for initiative in &brand.initiatives {
            let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
            assert!(compared.leads_to(&route), "{}", initiative.name);
            assert!(compared.text.contains(&initiative.summary.text));
        }
        // Citations lead to the list on the page of the brand.
        let cited = (compared.links()).filter(|href| href.contains("#source-"));
        let own: Vec<&str> = cited.filter(|it| it.starts_with(&route.href())).collect();
        assert!(!own.is_empty(), "{id}");
        let there = page(&route).ids();
        for href in own {
            let anchor = href.rsplit('#').next().unwrap_or_default();
            assert!(there.contains(&anchor), "{href}");
        }
        // Whoever takes one out keeps the other.
        let rest: Vec<_> = ids.iter().filter(|other| **other != id).collect();
        assert!(compared.leads_to(&Route::Compare(vec![slug(rest[0])])));
    }
    let ids = compared.ids();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}

#[test]
fn where_brands_are_compared_the_list_of_others_is_folded() {
    let (compared, _) = compared(&["yilu-gendang", "gaoshan-xunhui", "ji-xianfeng"]);
    let picker = compared
        .with_class("compare__picker")
        .next()
        .expect("a list");
    assert!(picker.attribute("open").is_none());
    assert_eq!(compared.with_class("compare__answer").count(), 3 * 7);
}

#[test]
fn a_question_is_answered_where_the_documents_say_it_and_only_there() {
    let brands = &REAL.site.brands;
    for (at, brand) in brands.iter().enumerate() {
        let other = &brands[(at + 1) % brands.len()];
        let (compared, _) = compared(&[brand.id.as_str(), other.id.as_str()]);
        let of_initiatives =
            |is_there: fn(&Initiative) -> bool| brand.initiatives.iter().any(is_there);
        let expected = [
            true,
            true,
            !brand.needs.is_empty() || of_initiatives(|it| !it.needs.is_empty()),
            !brand.places.is_empty() || of_initiatives(|it| !it.places.is_empty()),
            !brand.initiatives.is_empty(),
            !brand.figures.is_empty(),
            !brand.honours.is_empty(),
        ];
        let answers: Vec<bool> = (compared.with_class("compare__answer").step_by(2))
            .map(|it| !it.text.contains("没有记在品牌自己名下"))
            .collect();
        assert_eq!(answers, expected, "{}", brand.id);
    }
}

#[test]
fn equal_answers_are_marked_and_one_brand_alone_waits_for_another() {
    let brands: Vec<CompareAnswers> = (REAL.site.brands.iter())
        .map(|brand| CompareAnswers::of(&REAL.site, brand))
        .collect();
    let mut seen = (false, false);
    for one in brands.iter().take(8) {
        for other in brands.iter().filter(|other| other.id > one.id) {
            let (page, _) = compared(&[one.id.as_str(), other.id.as_str()]);
            let marked: Vec<bool> = (page.with_class("compare__question"))
                .map(|it| it.is("compare__question--same"))
                .collect();
            let wanted = [
                one.owner == other.owner,
                one.summary == other.summary,
                one.needs == other.needs,
                one.places == other.places,
                one.initiatives == other.initiatives,
                one.figures == other.figures,
                one.honours == other.honours,
            ];
            assert_eq!(marked, wanted, "{} {}", one.id, other.id);
            seen = (seen.0 | wanted[0], seen.1 | wanted[2]);
        }
    }
    assert_eq!(seen, (true, true), "some answers are equal");
    let (alone, _) = compared(&[brands[0].id.as_str()]);
    assert_eq!(alone.with_class("compare__table").count(), 0);
    let tray = alone.with_class("tray").next().expect("a tray");
    assert!(tray.attribute("hidden").is_none() && tray.text.contains("已选 1/3"));
}
