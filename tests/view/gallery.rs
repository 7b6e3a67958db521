//! The gallery page: results of queries and filters, and every number on it.
//!
//! Cards, marks, counts, filters, lists, and what is said where nothing is found; over many queries.

use super::page::{Element, Page};
use crate::{PAGES, REAL, gallery, on_every_page, page, slug};
use brand_gallery::catalogue::{Kind, Level, Slug};
use brand_gallery::components::suggestion_href;
use brand_gallery::route::Route;
use brand_gallery::search::{Facet, PAGE, Query, Sort, suggest};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn the_open_gallery_shows_every_brand_once_and_says_how_many() {
    let page = page(&Route::home());
    let cards: Vec<&str> = page
        .with_class("brand-card__name")
        .map(|name| name.text.trim())
        .collect();
    // It begins with the first of many.
    let shown = || REAL.site.brands.iter().take(PAGE);
    let names: Vec<&str> = shown().map(|brand| brand.name.as_str()).collect();
    let all = REAL.site.brands.len();
    assert_eq!(
        cards.iter().collect::<BTreeSet<_>>(),
        names.iter().collect::<BTreeSet<_>>()
    );
    assert_eq!(cards.len(), names.len());
    let total = page.with_class("filters__total").next().expect("the total");
    assert_eq!(total.text.trim(), format!("{all} 个品牌"));
    assert!(page.text.contains(&format!("查看 {all} 个品牌")));
    for need in &REAL.site.catalogue.needs {
        assert!(
            page.leads_to(&Route::Need(need.id.clone())),
            "{}",
            need.name
        );
    }
    for brand in shown() {
        assert!(
            page.leads_to(&Route::Brand(brand.id.clone())),
            "{}",
            brand.id
        );
    }
    assert!(
        page.all("form")
            .any(|form| form.attribute("role") == Some("search")
                && form.attribute("action") == Some("/"))
    );
    assert_eq!(page.all("mark").count(), 0);
}

#[test]
fn a_card_says_name_owner_line_kind_and_honour() {
    let home = page(&Route::home());
    for card in REAL.site.catalogue.cards.iter().take(PAGE) {
        if card.name_only || card.away || matches!(card.kind, Kind::Case | Kind::Event) {
            let shown = home.with_class("brand-card--small");
            let owner = REAL.site.catalogue.owner(card);
            let has_both =
                |shown: &Element| shown.text.contains(&card.name) && shown.text.contains(owner);
            assert_eq!(shown.filter(|it| has_both(it)).count(), 1, "{}", card.id);
            continue;
        }
        let shown = home
            .with_class("brand-card")
            .find(|shown| shown.text.contains(&card.name) && shown.text.contains(&card.summary));
        let shown = shown.unwrap_or_else(|| panic!("no card of {}", card.id));
        assert!(
            shown.text.contains(REAL.site.catalogue.owner(card))
                && shown.text.contains(card.kind.word()),
            "{}",
            card.id
        );
        let ten = card.levels.contains(&Level::Chosen);
        assert!(!ten || shown.text.contains("十大党建品牌"), "{}", card.id);
        assert!(
            card.title
                .as_ref()
                .is_none_or(|title| shown.text.contains(title)),
            "{}",
            card.id
        );
    }
}

#[test]
fn what_was_searched_for_is_marked_where_it_stands() {
    for (query, marked, brand) in [
        ("q=腹透", "腹透", "futouyao-huzhu"),
        (
            "q=红心健康",
            "红心·健康",
            "huamei-hongxin-jiankang-tongxing",
        ),
        ("q=李惠利", "李惠利", "hupaojia"),
        ("q=ｃｍｉ", "", "yilu-gendang"),
        ("q=高山巡回 海曙", "海曙", "gaoshan-xunhui"),
    ] {
        let page = gallery(query);
        let marks: Vec<&str> = page.all("mark").map(|mark| mark.text.as_str()).collect();
        assert!(
            marked.is_empty() || marks.contains(&marked),
            "{query}: {marks:?}"
        );
        let found = page.leads_to(&Route::Brand(slug(brand)));
        assert!(found || marked.is_empty(), "{query} does not find {brand}");
    }
    let page = gallery("q=牧海急救圈");
    assert!(page.leads_to(&Route::Initiative(
        slug("yongyi-xianfeng"),
        slug("muhai-jijiuquan")
    )));
    assert!(
        page.all("input")
            .any(|input| input.attribute("value") == Some("牧海急救圈"))
    );
}

#[test]
fn every_name_is_suggested_once_half_of_it_is_typed_and_leads_to_its_page() {
    let catalogue = &REAL.site.catalogue;
    let known: BTreeSet<String> = REAL
        .screens
        .iter()
        .map(|screen| screen.route.href())
        .collect();
    let suggested = |text: &str, most| suggest(&REAL.site.index, text, most);
    for card in &catalogue.cards {
        let names = std::iter::once((&card.name, Route::Brand(card.id.clone())));
        let below = card.initiatives.iter().map(|entry| {
            (
                &entry.name,
                Route::Initiative(card.id.clone(), entry.id.clone()),
            )
        });
        for (name, route) in names.chain(below) {
            let half: String = name
                .chars()
                .take(name.chars().count().div_ceil(2))
                .collect();
            let hrefs: Vec<String> = suggested(&half, 100).iter().map(suggestion_href).collect();
            assert!(hrefs.contains(&route.href()), "{half}: {hrefs:?}");
            assert!(
                hrefs.iter().all(|href| known.contains(href)),
                "{half}: {hrefs:?}"
            );
        }
    }
    assert_eq!(suggested("医", 6).len(), 6);
    for nothing in ["", "  ", "？", "zzz"] {
        assert_eq!(suggested(nothing, 6), [], "{nothing}");
    }
    for elder in ["长辈", "关怀版"] {
        assert!(
            suggested(elder, 6)
                .iter()
                .any(|one| suggestion_href(one).contains("elder=1")),
            "{elder}"
        );
    }
}

#[test]
fn where_nothing_is_found_the_page_says_what_to_do() {
    let page = gallery("q=腹透药互肋&need=yiqing");
    assert!(page.text.contains("没有找到"));
    // Among many brands the search guesses by itself.
    let is_offered = REAL.site.brands.len() <= PAGE;
    assert_eq!(page.text.contains("也许您想找"), is_offered);
    assert_eq!(
        page.leads_to(&Route::Brand(slug("futouyao-huzhu"))),
        is_offered,
        "the nearest name"
    );
    assert!(
        page.text.contains("去掉“腹透药互肋”，可看")
            && page.leads_to(&Route::Gallery(Query::parse("need=yiqing")))
    );
    assert!(page.leads_to(&Route::home()) && page.leads_to(&Route::Need(slug("jijiu"))));
    let total = page.with_class("filters__total").next().expect("the total");
    assert_eq!(total.text.trim(), "0 个品牌");

    // Nothing is like it: no list of near names stands empty.
    let page = gallery("q=zzz");
    assert!(page.text.contains("没有找到") && !page.text.contains("也许您想找"));
    assert!(page.leads_to(&Route::home()));
}

#[test]
fn each_way_on_shows_as_many_as_it_says() {
    for query in [
        "q=急救&kind=case",
        "need=jijiu&place=beijing",
        "kind=case&honour=ten&q=医",
    ] {
        let query = Query::parse(query);
        assert!(REAL.site.index.search(&query).hits.is_empty(), "{query}");
        let ways = REAL.site.index.relaxations(&query);
        assert!(!ways.is_empty(), "{query}");
        let totals: Vec<usize> = ways
            .iter()
            .map(|way| REAL.site.index.search(&way.query).hits.len())
            .collect();
        assert_eq!(totals, ways.iter().map(|way| way.total).collect::<Vec<_>>());
        assert!(
            totals.windows(2).all(|pair| pair[0] >= pair[1])
                && totals.iter().all(|total| *total > 0)
        );
    }
}

#[test]
fn an_address_without_a_page_searches() {
    let page = page(&Route::NotFound);
    assert!(
        page.all("form")
            .any(|form| form.attribute("role") == Some("search"))
    );
    assert!(page.leads_to(&Route::home()) && page.leads_to(&Route::Need(slug("jijiu"))));
}

#[test]
fn a_route_to_what_does_not_exist_is_the_missing_page_and_unknown_filters_fall_away() {
    let site = &REAL.site;
    for route in [
        Route::Brand(slug("nobody")),
        Route::Initiative(slug("yongyi-xianfeng"), slug("nothing")),
        Route::Initiative(slug("nobody"), slug("nothing")),
        Route::Need(slug("nothing")),
        Route::Place(slug("nowhere")),
        Route::Institution(slug("nobody")),
    ] {
        let screen = site.screen(route);
        assert_eq!(screen.route, Route::NotFound);
        assert!(
            Page::of_screen(site, &screen)
                .text
                .contains("找不到这个页面")
        );
    }
    let query = Query::parse("q=a&need=nothing,jijiu&place=nowhere");
    let screen = site.screen(Route::Gallery(query));
    assert_eq!(screen.route, Route::Gallery(Query::parse("q=a&need=jijiu")));
}

#[test]
fn a_list_page_shows_whom_it_says_and_how_many() {
    for (screen, page) in PAGES.iter() {
        let (facet, id) = match &screen.route {
            Route::Need(id) => (Facet::Need, id),
            Route::Place(id) => (Facet::Place, id),
            Route::Institution(id) => (Facet::Institution, id),
            _ => continue,
        };
        let hits = REAL
            .site
            .index
            .search(&Query::default().toggled(facet, id))
            .hits;
        let known = REAL.site.index.value(facet, id).is_some();
        let expected = if known { hits.len() } else { 0 };
        assert_eq!(
            page.with_class("brand-card__name").count(),
            expected,
            "{}",
            screen.route.href()
        );
        let line = page.with_class("listing__line").next().expect("a line");
        assert!(
            known && line.text.starts_with(&format!("{expected} 个品牌"))
                || !known && line.text.contains("没有"),
            "{}: {}",
            screen.route.href(),
            line.text
        );
    }
}

#[test]
fn a_place_leads_to_the_institutions_that_are_there() {
    for institution in &REAL.site.catalogue.institutions {
        if let Some(place) = &institution.place {
            assert!(
                page(&Route::Place(place.clone()))
                    .leads_to(&Route::Institution(institution.id.clone())),
                "{}",
                institution.id
            );
        }
    }
}

#[test]
fn no_list_page_is_a_dead_end() {
    on_every_page(|screen, page| {
        let list = matches!(
            screen.route,
            Route::Need(_) | Route::Place(_) | Route::Institution(_)
        );
        let main = page.all("main").next().expect("main");
        let leads = |link: &&Element| {
            let mut above = link.around;
            while let Some(at) = above {
                if std::ptr::eq(&page.elements[at], main) {
                    return link
                        .attribute("href")
                        .is_some_and(|href| href != "/" && href.starts_with('/'));
                }
                above = page.elements[at].around;
            }
            false
        };
        let ways = page.all("a").filter(leads).count();
        (list && ways == 0)
            .then(|| "leads nowhere".to_owned())
            .into_iter()
            .collect()
    });
}

// Filters.

/// Queries over what there is: words that are found, values that exist.
fn queries() -> impl Strategy<Value = Query> {
    let words = prop::sample::select(vec![
        "",
        "",
        "",
        "医",
        "医院",
        "急救",
        "腹透",
        "党建 联盟",
        "海曙",
        "a",
        "zzz",
        "宁波",
        "CMI",
        " ",
    ]);
    let values: Vec<(Facet, Slug)> = REAL
        .site
        .index
        .values()
        .iter()
        .map(|value| (value.facet, value.key.clone()))
        .collect();
    let chosen = prop::collection::vec(prop::sample::select(values), 0..4);
    let sort = prop::sample::select(Sort::ALL.to_vec());
    (words, chosen, sort).prop_map(|(words, chosen, sort)| {
        let query = Query::default().with_text(words).sorted(sort);
        chosen
            .iter()
            .fold(query, |query, (facet, key)| query.toggled(*facet, key))
    })
}

/// The query with `key` alone chosen in its facet.
fn only(query: &Query, facet: Facet, key: &Slug) -> Query {
    query
        .clone()
        .retain(|other, _| other != facet)
        .toggled(facet, key)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_count_is_what_choosing_that_value_would_show(query in queries()) {
        let index = &REAL.site.index;
        let results = index.search(&query);
        prop_assert_eq!(results.counts.len(), index.values().len());
        for (value, count) in index.values().iter().zip(&results.counts) {
            let shown = index.search(&only(&query, value.facet, &value.key)).hits.len();
            prop_assert_eq!(*count, shown, "{} {} in {}", value.facet.word(), value.word, query);
        }
    }

    #[test]
    fn a_sort_changes_the_order_and_nothing_else(query in queries()) {
        let found = Sort::ALL.map(|sort| {
            let results = REAL.site.index.search(&query.sorted(sort));
            // Of more than are shown at once, the first are others in each order.
            let hits = results.hits.iter().filter(|_| results.total <= PAGE);
            (hits.map(|hit| hit.card).collect::<BTreeSet<_>>(), results.total, results.counts)
        });
        prop_assert!(found.iter().all(|one| *one == found[0]));
    }

    #[test]
    fn a_value_that_would_show_nothing_is_no_link(query in queries()) {
        let site = &REAL.site;
        let page = Page::of_screen(site, &site.screen(Route::Gallery(query.clone())));
        let results = site.index.search(&query);
        let choices: Vec<&Element> = page.with_class("choice").collect();
        prop_assert_eq!(choices.len(), site.index.values().len());
        for ((value, count), choice) in site.index.values().iter().zip(&results.counts).zip(choices) {
            let chosen = query.chosen(value.facet).contains(&value.key);
            let dead = *count == 0 && !chosen;
            prop_assert_eq!(choice.text.trim(), format!("{}{count}", value.word));
            prop_assert_eq!(choice.attribute("aria-disabled"), dead.then_some("true"));
            prop_assert_eq!(choice.attribute("role"), dead.then_some("link"));
            prop_assert_eq!(choice.attribute("aria-current"), chosen.then_some("true"));
            let href = Route::Gallery(query.toggled(value.facet, &value.key)).href();
            prop_assert_eq!(choice.attribute("href"), (!dead).then_some(href.as_str()));
        }
        let total = page.with_class("filters__total").next().map(|total| total.text.trim().to_owned());
        prop_assert_eq!(total, Some(format!("{} 个品牌", results.total)));
        prop_assert_eq!(page.with_class("brand-card__name").count(), results.hits.len());
        // What narrows can be taken away, each by itself and all at once.
        let chips = page.with_class("chip--active").count();
        prop_assert_eq!(chips, query.all_chosen().count() + usize::from(!query.text().trim().is_empty()));
        if !query.is_open() {
            let clear = Route::Gallery(Query::default().sorted(query.sort)).href();
            prop_assert!(page.with_class("filters__clear").any(|link| link.attribute("href") == Some(&clear)));
        }
    }
}
