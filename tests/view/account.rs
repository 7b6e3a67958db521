//! The pages of brands and initiatives show everything that their files hold, each statement with its sources.

use super::page::Page;
use crate::{PAGES, REAL, on_every_page, page, slug};
use brand_gallery::catalogue::Slug;
use brand_gallery::route::Route;
use std::collections::BTreeSet;

/// The text of a page without its spaces, for comparing.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every text that a record tells, ids and vocabularies aside.
fn told(value: &serde_json::Value, found: &mut Vec<String>) {
    const UNTOLD: [&str; 14] = [
        "english",
        "summary_english",
        "id",
        "sources",
        "emblem",
        "owner",
        "brand",
        "institution",
        "basis",
        "level",
        "needs",
        "places",
        "kind",
        "initiatives",
    ];
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| told(item, found)),
        serde_json::Value::Object(fields) => {
            // Value and unit stand as one.
            if let (Some(value), Some(unit)) = (fields.get("value"), fields.get("unit")) {
                found.push(format!(
                    "{}{}",
                    value.as_str().unwrap_or_default(),
                    unit.as_str().unwrap_or_default()
                ));
            }
            fields
                .iter()
                .filter(|(key, _)| !UNTOLD.contains(&key.as_str()))
                .for_each(|(_, field)| told(field, found));
        }
        _ => {}
    }
}

#[test]
fn every_statement_of_every_file_is_on_its_page() {
    on_every_page(|screen, page| {
        let value = match &screen.route {
            Route::Brand(_) => serde_json::to_value(REAL.site.brand(&screen.route)),
            Route::Initiative(_, id) => serde_json::to_value(
                REAL.site
                    .brand(&screen.route)
                    .and_then(|brand| brand.initiative(id)),
            ),
            _ => return Vec::new(),
        };
        let mut texts = Vec::new();
        told(&value.expect("JSON"), &mut texts);
        assert!(texts.len() > 1);
        let shown = squeezed(&page.text);
        texts
            .into_iter()
            .filter(|text| !shown.contains(&squeezed(text)))
            .collect()
    });
}

#[test]
fn a_brand_leads_to_all_that_it_is_joined_with() {
    for brand in &*REAL.site.brands {
        let page = page(&Route::Brand(brand.id.clone()));
        let catalogue = &REAL.site.catalogue;
        let mut ways = vec![
            Route::home(),
            Route::About,
            Route::Institution(brand.owner.clone()),
        ];
        ways.extend(brand.needs.iter().cloned().map(Route::Need));
        ways.extend(brand.places.iter().cloned().map(Route::Place));
        ways.extend(
            brand
                .partners
                .iter()
                .filter_map(|partner| partner.institution.clone())
                .map(Route::Institution),
        );
        ways.extend(
            brand
                .initiatives
                .iter()
                .map(|initiative| Route::Initiative(brand.id.clone(), initiative.id.clone())),
        );
        ways.extend(
            catalogue
                .children(&brand.id)
                .map(|card| Route::Brand(card.id.clone())),
        );
        if let Some(parent) = &brand.parent {
            ways.push(Route::Brand(parent.brand.clone()));
            ways.extend(
                catalogue
                    .children(&parent.brand)
                    .filter(|card| card.id != brand.id)
                    .map(|card| Route::Brand(card.id.clone())),
            );
        }
        let (before, after) = catalogue.neighbours(&brand.id);
        ways.extend(
            before
                .into_iter()
                .chain(after)
                .map(|card| Route::Brand(card.id.clone())),
        );
        for way in ways {
            assert!(
                page.leads_to(&way),
                "{} does not lead to {}",
                brand.id,
                way.href()
            );
        }
        let summaries: Vec<&str> = brand
            .initiatives
            .iter()
            .map(|initiative| initiative.summary.text.as_str())
            .collect();
        assert!(
            summaries.iter().all(|summary| page.text.contains(summary)),
            "{}",
            brand.id
        );
    }
}

#[test]
fn an_initiative_leads_to_its_brand_and_to_all_that_it_is_joined_with() {
    for brand in &*REAL.site.brands {
        for (at, initiative) in brand.initiatives.iter().enumerate() {
            let page = page(&Route::Initiative(brand.id.clone(), initiative.id.clone()));
            let mut ways = vec![Route::Brand(brand.id.clone())];
            ways.extend(initiative.owner.iter().cloned().map(Route::Institution));
            ways.extend(initiative.needs.iter().cloned().map(Route::Need));
            ways.extend(initiative.places.iter().cloned().map(Route::Place));
            ways.extend(
                initiative
                    .partners
                    .iter()
                    .filter_map(|partner| partner.institution.clone())
                    .map(Route::Institution),
            );
            let beside = at
                .checked_sub(1)
                .into_iter()
                .chain([at + 1])
                .filter_map(|at| brand.initiatives.get(at));
            ways.extend(beside.map(|other| Route::Initiative(brand.id.clone(), other.id.clone())));
            for way in ways {
                assert!(
                    page.leads_to(&way),
                    "{}/{} does not lead to {}",
                    brand.id,
                    initiative.id,
                    way.href()
                );
            }
        }
    }
}

#[test]
fn those_of_the_ten_of_which_nothing_is_told_say_so_and_lead_on() {
    for id in [
        "fengling-zhongyi-dangyuan-xianfenggang",
        "tongyi-xinyangguang",
        "yinwei-youni",
        "yixin-xiangdang-yixin-huimin",
        "hongse-dangjian-qinglian-xiaowang",
    ] {
        let page = page(&Route::Brand(slug(id)));
        assert!(
            page.text
                .contains("原文只写了品牌名称、所属单位和“十大党建品牌”称号"),
            "{id}"
        );
        assert!(
            page.text.contains("十大党建品牌")
                && page.leads_to(&Route::Brand(slug("yongyi-xianfeng"))),
            "{id}"
        );
        let siblings = page.with_class("family__member").count();
        assert!(siblings >= 10, "{id}: {siblings}");
        let absent = [
            "缘起",
            "含义",
            "主要做法",
            "成效",
            "有哪些服务和做法",
            "数字",
        ];
        let headings: Vec<&str> = page.all("h2").map(|heading| heading.text.trim()).collect();
        assert!(
            absent.iter().all(|part| !headings.contains(part)),
            "{id}: {headings:?}"
        );
    }
}

#[test]
fn previous_and_next_lead_through_the_whole_matrix_and_back() {
    let ids: Vec<&Slug> = REAL.site.brands.iter().map(|brand| &brand.id).collect();
    for (at, id) in ids.iter().enumerate() {
        let turns: Vec<&str> = page(&Route::Brand((*id).clone()))
            .with_class("turn__link")
            .filter_map(|link| link.attribute("href"))
            .collect();
        let beside = at
            .checked_sub(1)
            .into_iter()
            .chain([at + 1])
            .filter_map(|at| ids.get(at));
        let expected: Vec<String> = beside
            .map(|id| Route::Brand((*id).clone()).href())
            .collect();
        assert_eq!(turns, expected);
    }
}

// Sources.

/// The numbers of the citations that follow `text` at once in the HTML; nothing where the text is not there.
fn citations_behind(page: &Page, text: &str) -> Option<Vec<usize>> {
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let at = page
        .html
        .match_indices(&escaped)
        .map(|(at, _)| at + escaped.len());
    let numbers = |mut rest: &str| {
        let mut numbers = Vec::new();
        while let Some(link) = rest
            .strip_prefix("<a class=\"citation\" href=\"#source-")
            .or_else(|| rest.strip_prefix("<a href=\"#source-"))
        {
            numbers.push(
                link.split('"')
                    .next()
                    .and_then(|number| number.parse().ok())
                    .unwrap_or(0),
            );
            rest = link.split_once("</a>").map_or("", |(_, rest)| rest);
        }
        numbers
    };
    // Where a section has one source, it is named once, below the heading.
    let of_section = |at: usize| {
        let section = page.html[..at].rsplit("<section").next()?;
        let (_, source) = section.split_once("class=\"account__source\">")?;
        source
            .split_once("<a ")
            .map(|(words, _)| numbers(&source[words.len()..]))
    };
    at.map(|at| match numbers(&page.html[at..]) {
        own if own.is_empty() => of_section(at).unwrap_or_default(),
        own => own,
    })
    .max_by_key(Vec::len)
}

#[test]
fn every_statement_is_followed_by_its_sources() {
    let number = |id: &Slug| {
        1 + REAL
            .site
            .catalogue
            .documents
            .iter()
            .position(|document| document.id == *id)
            .expect("a document")
    };
    let mut wrong = Vec::new();
    let mut judge = |page: &Page, text: &str, sources: &[Slug]| {
        let mut expected: Vec<usize> = sources.iter().map(number).collect();
        expected.sort_unstable();
        let found = citations_behind(page, text);
        if found.as_ref() != Some(&expected) {
            wrong.push(format!("{text}: {found:?} for {expected:?}"));
        }
    };
    for brand in &*REAL.site.brands {
        let on = page(&Route::Brand(brand.id.clone()));
        for statement in std::iter::once(&brand.summary).chain(&brand.slogan) {
            judge(on, &statement.text, &statement.sources);
        }
        for passage in [
            &brand.guide,
            &brand.meaning,
            &brand.origin,
            &brand.work,
            &brand.results,
            &brand.notes,
        ]
        .into_iter()
        .flatten()
        {
            judge(on, &passage.text, &passage.sources);
        }
        brand
            .figures
            .iter()
            .for_each(|figure| judge(on, &figure.label, &figure.sources));
        brand
            .events
            .iter()
            .for_each(|event| judge(on, &event.text, &event.sources));
        brand
            .parent
            .iter()
            .for_each(|parent| judge(on, &parent.text, &parent.sources));
        for initiative in &brand.initiatives {
            let on = page(&Route::Initiative(brand.id.clone(), initiative.id.clone()));
            judge(on, &initiative.summary.text, &initiative.summary.sources);
            initiative
                .guide
                .iter()
                .for_each(|passage| judge(on, &passage.text, &passage.sources));
            initiative
                .details
                .iter()
                .chain(&initiative.notes)
                .for_each(|passage| judge(on, &passage.text, &passage.sources));
            initiative
                .figures
                .iter()
                .for_each(|figure| judge(on, &figure.label, &figure.sources));
            initiative
                .events
                .iter()
                .for_each(|event| judge(on, &event.text, &event.sources));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_citation_points_to_a_listed_source_and_every_listed_source_is_cited() {
    on_every_page(|_, page| {
        let cited: BTreeSet<&str> = page
            .links()
            .filter_map(|href| href.strip_prefix("#source-"))
            .collect();
        let listed: BTreeSet<&str> = page
            .ids()
            .into_iter()
            .filter_map(|id| id.strip_prefix("source-"))
            .collect();
        let mut wrong: Vec<String> = cited
            .symmetric_difference(&listed)
            .map(|number| format!("source {number}"))
            .collect();
        for item in page.elements.iter().filter(|element| {
            element
                .attribute("id")
                .is_some_and(|id| id.starts_with("source-"))
        }) {
            if !item.text.contains('《') || !item.text.contains("原文未注明日期") {
                wrong.push(item.text.clone());
            }
        }
        wrong
    });
    for (screen, page) in PAGES.iter() {
        let tells = matches!(screen.route, Route::Brand(_) | Route::Initiative(..));
        assert!(
            !tells || page.text.contains("出处"),
            "{}",
            screen.route.href()
        );
    }
}

#[test]
fn the_about_page_names_every_document_and_says_how_to_mend() {
    let page = page(&Route::About);
    for document in &REAL.site.catalogue.documents {
        assert!(page.text.contains(&document.title), "{}", document.title);
    }
    for words in [
        "怎样更正错误",
        "无障碍声明",
        "原文未注明日期",
        "不用 Cookie",
        "也不是照片",
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    assert!(
        page.text
            .contains(&format!("{} 个品牌", REAL.site.brands.len()))
    );
}

#[test]
fn a_sentence_that_stands_as_a_quotation_is_marked_as_one_where_it_stands() {
    let quotations = &REAL.site.catalogue.quotations;
    assert!(!quotations.is_empty());
    for quotation in quotations {
        let marked: Vec<String> = (PAGES.iter())
            .filter(|(_, page)| {
                let mut quotes = page.elements.iter().filter(|it| it.name == "q");
                quotes.any(|it| it.text == quotation.sentence)
            })
            .map(|(screen, _)| screen.route.path())
            .collect();
        let brand = format!("brands/{}/", quotation.brand);
        assert!(!marked.is_empty(), "{} is on no page", quotation.sentence);
        assert!(
            marked.iter().all(|path| path.starts_with(&brand)),
            "{marked:?}"
        );
    }
    on_every_page(|_, page| {
        let quotes = page.elements.iter().filter(|it| it.name == "q");
        quotes
            .filter(|quote| page.text.matches(&quote.text).count() < 2)
            .map(|quote| format!("quoted, but not said: {}", quote.text))
            .collect()
    });
}
