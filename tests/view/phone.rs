//! What pages hold for a phone: a menu that needs no program, sources named once for a section, long lists folded.

use super::page::Page;
use crate::{PAGES, on_every_page, town};
use brand_gallery::desk::prerender::screens;
use brand_gallery::messages::Language;
use serde_json::{Value, json};

#[test]
fn every_page_has_a_menu_that_opens_without_a_program() {
    on_every_page(|_, page| {
        let button = page.with_class("frame__menu").next();
        let target = button.and_then(|button| button.attribute("popovertarget"));
        let menu = (page.all("nav"))
            .find(|nav| nav.attribute("popover").is_some() && nav.attribute("id") == target);
        let words = ["全部品牌", "关于本馆", "繁體", "English"];
        match menu {
            Some(menu) if words.iter().all(|word| menu.text.contains(word)) => Vec::new(),
            _ => vec!["no menu".to_owned()],
        }
    });
}

/// The runs of marks in a part of a page: one for each statement, without the words of the marks.
fn runs(part: &str) -> Vec<Vec<&str>> {
    let mut runs: Vec<Vec<&str>> = Vec::new();
    let mut rest = part;
    while let Some(at) = rest.find("<a ") {
        let is_adjacent = at == 0 && !runs.is_empty();
        let tag = rest[at..].split('>').next().unwrap_or_default();
        rest = rest[at..].split_once("</a>").map_or("", |(_, rest)| rest);
        if !tag.contains("class=\"citation\"") {
            continue;
        }
        let (_, href) = tag.split_once("href=\"").expect("an address");
        let number = href.split('"').next().unwrap_or_default();
        match runs.last_mut() {
            Some(run) if is_adjacent => run.push(number),
            _ => runs.push(vec![number]),
        }
    }
    runs
}

/// What is wrong with the sections of a page, and how many name their sources once.
fn judge(page: &Page) -> (Vec<String>, usize) {
    let (mut wrong, mut once) = (Vec::new(), 0);
    for part in page.html.split("<section").skip(1) {
        let Some(part) = part
            .split("</section>")
            .next()
            .filter(|part| part.contains("class=\"account__section\""))
        else {
            continue;
        };
        let is_once = part.contains("class=\"account__source\"");
        let runs = runs(part);
        let same = runs.len() > 1 && runs.windows(2).all(|pair| pair[0] == pair[1]);
        once += usize::from(is_once);
        if same || is_once && runs.len() != 1 {
            wrong.push(format!("{runs:?}: {}", &part[..part.len().min(200)]));
        }
    }
    (wrong, once)
}

#[test]
fn where_a_section_has_one_source_one_mark_at_its_heading_names_it() {
    on_every_page(|_, page| judge(page).0);
    let site = town(Language::Simplified, |files| {
        let brand = files.iter_mut().find(|file| file.path.contains("tongxin"));
        let brand = brand.expect("a brand");
        let mut value: Value = serde_json::from_slice(&brand.bytes).expect("JSON");
        let sources = value["summary"]["sources"].take();
        let passage = |text: &str| json!({"text": text, "sources": sources});
        value["meaning"] = json!([passage("大家一条心。"), passage("大家都出力。")]);
        value["summary"]["sources"] = sources.clone();
        brand.bytes = value.to_string().into_bytes();
    });
    let found: Vec<(Vec<String>, usize)> = (screens(&site).iter())
        .map(|screen| judge(&Page::of_screen(&site, screen)))
        .collect();
    let wrong: Vec<&String> = found.iter().flat_map(|(wrong, _)| wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(
        found.iter().any(|(_, once)| *once > 0),
        "no section of the town has one source"
    );
}

#[test]
fn long_lists_are_folded_and_say_how_much_is_in_them() {
    let mut folded = 0;
    for (screen, page) in PAGES.iter() {
        for (at, fold) in page
            .elements
            .iter()
            .enumerate()
            .filter(|(_, it)| it.is("account__rest"))
        {
            let words = &page
                .elements
                .iter()
                .find(|it| it.around == Some(at) && it.name == "summary")
                .expect("its words")
                .text;
            let Some(more) = words.strip_prefix("还有 ") else {
                continue;
            };
            let more: usize = more
                .split(' ')
                .next()
                .and_then(|more| more.parse().ok())
                .expect("a number");
            let items = page
                .elements
                .iter()
                .enumerate()
                .filter(|(_, it)| it.is("initiative") || it.is("brand-card"));
            let within = items
                .filter(|(item, _)| around(page, *item).any(|it| it == at))
                .count();
            assert_eq!(within, more, "{}: {words}", screen.route.href());
            assert!(fold.attribute("open").is_none());
            folded += 1;
        }
    }
    assert!(folded > 0, "nothing is folded");
}

/// The elements around one.
fn around(page: &Page, at: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(page.elements[at].around, |at| page.elements[*at].around)
}
