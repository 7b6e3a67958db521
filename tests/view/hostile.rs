//! Pages of catalogues that are empty, minimal, huge or hostile.

use super::page::Page;
use crate::{assets, parted, ready, slug};
use brand_gallery::catalogue::{Brand, Card, Catalogue};
use brand_gallery::desk::prerender::screens;
use brand_gallery::route::{Route, StaffPage};
use brand_gallery::screen::Site;
use brand_gallery::search::Query;

/// A site of these files; without sources, for it is not the data that is judged here.
fn site_of(brands: Vec<Brand>, registers: serde_json::Value) -> Site {
    let mut catalogue: Catalogue = serde_json::from_value(registers).expect("registers");
    catalogue.cards = brands.iter().map(Card::of).collect();
    ready(catalogue, brands, &[])
}

const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "</main></body><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "<!--<!>-->",
    "&lt;b&gt;&amp;",
    "{{7*7}}${7*7}%00",
    "]]><style>*{display:none}</style>",
];

#[test]
fn no_text_of_the_data_becomes_markup() {
    for text in HOSTILE {
        let statement = serde_json::json!({"text": text, "sources": ["d"]});
        let passage = serde_json::json!({"heading": text, "text": text, "sources": ["d"]});
        let parts = serde_json::json!({
            "name": text, "other_names": [statement], "summary": statement, "notes": [passage],
            "figures": [{"value": text, "unit": text, "label": text, "when": text, "scope": text, "sources": ["d"]}],
            "honours": [{"name": text, "level": "全国", "text": text, "when": text, "by": text, "sources": ["d"]}],
            "events": [{"when": text, "text": text, "sources": ["d"]}],
            "people": [{"name": text, "role": text, "text": text, "sources": ["d"]}],
            "partners": [{"name": text, "institution": "i", "text": text, "sources": ["d"]}],
            "needs": ["n"], "places": ["p"],
        });
        let mut brand = parts.clone();
        let mut initiative = parts;
        for (key, value) in [("id", "x"), ("kind", "服务")] {
            initiative[key] = value.into();
        }
        initiative["details"] = serde_json::json!([passage]);
        for (key, value) in [
            ("id", "b"),
            ("kind", "机构品牌"),
            ("emblem", "torch"),
            ("owner", "i"),
            ("title", text),
        ] {
            brand[key] = value.into();
        }
        brand["order"] = 1.into();
        brand["slogan"] = statement;
        for key in ["meaning", "origin", "work", "results"] {
            brand[key] = serde_json::json!([passage]);
        }
        brand["initiatives"] = serde_json::json!([initiative]);
        brand["parent"] =
            serde_json::json!({"brand": "b", "basis": "推断", "text": text, "sources": ["d"]});
        let site = site_of(
            vec![serde_json::from_value(brand).expect("a brand")],
            serde_json::json!({
                "cards": [],
                "institutions": [{"id": "i", "name": text, "other_names": [{"text": text, "sources": ["d"]}], "place": "p", "sources": ["d"]}],
                "places": [{"id": "p", "name": text, "sources": ["d"]}],
                "needs": [{"id": "n", "name": text}],
                "documents": [{"id": "d", "title": text, "short": text, "kind": text, "publisher": text, "byline": text, "date": text}],
            }),
        );
        let template = parted();
        let searched = Route::Gallery(Query::default().with_text(text));
        let lost = Route::Gallery(Query::default().with_text(&format!("{text}zzz")));
        for screen in screens(&site)
            .into_iter()
            .chain([searched, lost].map(|route| site.screen(route)))
        {
            let file = template.page(&site, &screen, &assets());
            // Well formed, with the one script and the one style that are ours, and nothing that runs; the data block is none.
            let page = Page::of(file);
            let scripts = page
                .all("script")
                .filter(|script| script.attribute("type") != Some("application/ld+json"));
            // What makes a snippet, and what it shows, are files of ours, too.
            let ours = 1 + 2 * usize::from(screen.route == Route::StaffPage(StaffPage::Embed));
            let files: Vec<bool> = scripts
                .map(|script| script.attribute("src").is_some())
                .collect();
            assert_eq!(files, vec![true; ours], "{}: {text}", screen.route.href());
            let styles = usize::from(matches!(screen.route, Route::Gallery(_)));
            for (name, ours) in [("img", 1), ("style", styles), ("iframe", 0), ("object", 0)] {
                assert_eq!(
                    page.all(name).count(),
                    ours,
                    "{}: {text}",
                    screen.route.href()
                );
            }
            for element in &page.elements {
                assert!(
                    element
                        .attributes
                        .keys()
                        .all(|name| !name.starts_with("on")),
                    "{}: {text}",
                    screen.route.href()
                );
                // The way to try again leads to this very page.
                let href = element
                    .attribute("href")
                    .filter(|href| !href.is_empty())
                    .unwrap_or("/");
                assert!(href.starts_with(['/', '#', '?']), "{href}");
            }
            if matches!(screen.route, Route::Brand(_) | Route::Initiative(..)) {
                assert!(
                    page.text.contains(text),
                    "{}: {text} is not shown as written",
                    screen.route.href()
                );
            }
        }
    }
}

fn bare_brand(id: &str, order: u16) -> Brand {
    serde_json::from_value(serde_json::json!({
        "id": id, "order": order, "name": "只有名字", "kind": "机构品牌", "emblem": "torch", "owner": "i", "summary": {"text": "一家医院的品牌。", "sources": ["d"]},
    }))
    .expect("a brand")
}

fn bare_registers() -> serde_json::Value {
    serde_json::json!({
        "cards": [],
        "institutions": [{"id": "i", "name": "一家医院", "sources": ["d"]}],
        "places": [],
        "needs": [],
        "documents": [{"id": "d", "title": "一份材料", "short": "材料", "kind": "报纸版面"}],
    })
}

#[test]
fn a_brand_with_only_a_name_is_a_whole_page_without_empty_parts() {
    let site = site_of(vec![bare_brand("a", 1)], bare_registers());
    for screen in screens(&site) {
        let page = Page::of_screen(&site, &screen);
        assert_eq!(page.all("h1").count(), 1);
        for element in page.elements.iter().filter(|element| {
            ["section", "ul", "ol", "nav", "p", "h2", "h3"].contains(&element.name.as_str())
        }) {
            let quiet =
                ["announce", "suggestions"].contains(&element.attribute("id").unwrap_or_default());
            assert!(
                quiet || !element.text.trim().is_empty(),
                "{}: an empty <{}>",
                screen.route.href(),
                element.name
            );
        }
    }
    let page = Page::of_screen(&site, &site.screen(Route::Brand(slug("a"))));
    let headings: Vec<&str> = page
        .elements
        .iter()
        .filter(|element| element.level().is_some())
        .map(|heading| heading.text.trim())
        .collect();
    assert_eq!(headings, ["只有名字", "出处"]);
    assert!(page.leads_to(&Route::Institution(slug("i"))) && page.text.contains("《一份材料》"));
}

#[test]
fn a_gallery_without_brands_is_still_a_page() {
    let site = site_of(Vec::new(), bare_registers());
    for screen in screens(&site) {
        let page = Page::of_screen(&site, &screen);
        assert_eq!(page.all("h1").count(), 1, "{}", screen.route.href());
    }
    let page = Page::of_screen(&site, &site.screen(Route::home()));
    assert!(page.text.contains("0 个品牌") && page.text.contains("还没有品牌"));
}
