//! Page models: small, readable by the program, and complete.

use super::page::Page;
use crate::{REAL, ready, slug};
use brand_gallery::app::PageContent;
use brand_gallery::catalogue::{Brand, Catalogue, Retired, json};
use brand_gallery::components::Answer;
use brand_gallery::desk::prerender::{html, screens};
use brand_gallery::desk::{data, english};
use brand_gallery::messages::{Language, speak};
use brand_gallery::models::{self, BrandLink, BrandPage, Bundle, Content};
use brand_gallery::pages::GalleryState;
use brand_gallery::route::{Overview, Route};
use brand_gallery::screen::{Screen, Site};
use brand_gallery::search::Query;
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// A gallery with the screens of all its pages, and that of a retired record.
fn gallery(folder: Option<&str>) -> (Site, Vec<Screen>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.map(|folder| root.join(folder));
    let data = data::Data::of(root, folder.as_deref());
    let reading = data::judge(&data).expect("readable");
    let (catalogue, brands) = english::glossed(&reading);
    with_retired(ready(catalogue, brands, &reading.synonyms))
}

fn with_retired(site: Site) -> (Site, Vec<Screen>) {
    let mut all = screens(&site);
    let record = Retired {
        from: "brands/old/".to_owned(),
        name: "旧品牌".to_owned(),
        english: None,
        since: "2026-11-24".to_owned(),
        to: None,
    };
    all.push(Screen {
        retired: Some((record, Route::Institutions)),
        ..Screen::new(Route::Brand(slug("old")))
    });
    (site, all)
}

/// The gallery of a city that has no brands yet.
fn bare() -> (Site, Vec<Screen>) {
    let site = Site::new(Catalogue::default(), Vec::new());
    let routes = Overview::ALL.map(Route::Overview);
    let all = routes.into_iter().chain([Route::Compare(Vec::new())]);
    (site, all.map(Screen::new).collect())
}

/// The content of a page as the program renders it; a gallery with its first answer.
fn rendered(site: &Site, content: Content) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        let answer = Answer::new(site, &Query::default());
        provide_context(GalleryState {
            site: site.clone(),
            answer,
        });
        view! { <PageContent content/> }.to_html()
    });
    owner.cleanup();
    html.replace("<!>", "")
}

/// The values of all fields of this name.
fn fields<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| fields(value, name, found)),
        Value::Object(named) => {
            for (key, value) in named {
                if key == name {
                    found.push(value);
                }
                fields(value, name, found);
            }
        }
        _ => {}
    }
}

#[test]
fn what_the_program_reads_is_what_was_written_and_renders_the_same_page() {
    let mut wrong = Vec::new();
    let mut total = 0;
    let second = gallery(Some("tests/fixtures/second"));
    let real = with_retired(REAL.site.clone());
    for (site, screens) in [real, second, bare()] {
        for screen in screens {
            let Some(page) = models::page(&site, &screen) else {
                continue;
            };
            total += 1;
            let address = page.path.clone();
            let text = serde_json::to_string(&page).expect("JSON");
            let read: models::Page = json::from_str(&text).expect(&address);
            if read != page {
                wrong.push(format!("{address}: another model is read"));
            }
            let shown = rendered(&site, read.content);
            if !html(&site, &screen).contains(&shown) {
                wrong.push(format!("{address}: another page is rendered"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(total > REAL.screens.len(), "{total}");
}

#[test]
fn the_links_of_a_model_lead_to_pages() {
    let routes: Vec<&Route> = REAL.screens.iter().map(|screen| &screen.route).collect();
    let (site, screens) = with_retired(REAL.site.clone());
    let mut wrong = Vec::new();
    for screen in screens {
        let page = models::page(&site, &screen);
        let value = serde_json::to_value(&page).expect("JSON");
        let mut found = Vec::new();
        fields(&value, "href", &mut found);
        for href in found {
            let address = href.as_str().unwrap_or_default().split('#').next();
            let route = Route::parse(address.unwrap_or_default(), "");
            if !routes.contains(&&route) || route == Route::NotFound {
                wrong.push(format!("{}: {href}", screen.route.href()));
            }
        }
        let mut found = Vec::new();
        for name in ["name", "text", "title", "owner_name", "short"] {
            fields(&value, name, &mut found);
        }
        // The text of a search form is what was typed: it is absent where nothing was.
        if found.iter().any(|value| value.as_str() == Some("")) {
            wrong.push(format!("{}: an empty text", screen.route.href()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_english_page_marks_its_chinese_while_it_is_rendered() {
    speak(Language::English);
    let mut wrong = Vec::new();
    for folder in [None, Some("tests/fixtures/second")] {
        let (site, screens) = gallery(folder);
        for screen in screens {
            let Some(page) = models::page(&site, &screen) else {
                continue;
            };
            let shown = format!("<body>{}</body>", rendered(&site, page.content));
            let marked = english::marked(&shown);
            let both = shown.chars().zip(marked.chars());
            let same = both.take_while(|(one, other)| one == other).count();
            if marked != shown {
                let from = shown.chars().skip(same.saturating_sub(60)).take(120);
                wrong.push(format!("{}: {}", page.path, String::from_iter(from)));
            }
        }
    }
    speak(Language::Simplified);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_loaded_with_a_brand_is_small() {
    let mut bundles: BTreeMap<String, Bundle> = BTreeMap::new();
    for screen in &REAL.screens {
        let is_bundled = matches!(
            screen.route,
            Route::Brand(_) | Route::Initiative(..) | Route::Step(_)
        );
        if is_bundled && let Some(page) = models::page(&REAL.site, screen) {
            let bundle = bundles.entry(screen.route.data()).or_default();
            bundle.add(&REAL.site, screen, page);
        }
    }
    let sizes: Vec<(usize, String)> = (bundles.into_iter())
        .map(|(address, mut bundle)| {
            bundle.program = "/boot.js".to_owned();
            let text = serde_json::to_vec(&bundle).expect("JSON");
            let mut packed = Vec::new();
            let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 11, 22);
            writer.write_all(&text).expect("brotli");
            drop(writer);
            (packed.len(), address)
        })
        .collect();
    let average = sizes.iter().map(|(size, _)| size).sum::<usize>() / sizes.len();
    assert!(average <= 4096, "{average}: {sizes:?}");
}

#[test]
fn a_brand_with_hundreds_of_siblings_lists_the_nearest_and_leads_to_the_matrix() {
    let mut catalogue = Catalogue::clone(&REAL.site.catalogue);
    let core = catalogue.core().expect("a core").id.clone();
    let model = (catalogue.children(&core).last().cloned()).expect("a child of the core");
    for at in 0..300 {
        let mut card = model.clone();
        card.id = slug(&format!("a{at}"));
        catalogue.cards.push(card);
    }
    let site = Site::new(catalogue, REAL.site.brands.to_vec());
    let brand = (REAL.site.brands.iter()).find(|brand| brand.id == model.id);
    let mut brand: Brand = brand.expect("its record").clone();
    brand.id = slug("a150");
    let family = BrandPage::of(&site, &brand).expect("a model").family;
    let ids = |links: &[BrandLink]| -> Vec<String> {
        links.iter().map(|link| link.id.to_string()).collect()
    };
    let nearest = (144..150).chain(151..157).map(|at| format!("a{at}"));
    assert_eq!(ids(&family.siblings), nearest.collect::<Vec<_>>());
    assert!(family.all_siblings >= 300, "{}", family.all_siblings);
    // At the end there is nobody behind.
    brand.id = slug("a299");
    let family = BrandPage::of(&site, &brand).expect("a model").family;
    let last = (287..299).map(|at| format!("a{at}"));
    assert_eq!(ids(&family.siblings), last.collect::<Vec<_>>());

    let page = Page::of_screen(&site, &site.screen(Route::Brand(core)));
    let listed = page.with_class("family__member").count();
    assert!((24..40).contains(&listed), "{listed}");
    assert!(page.leads_to(&Route::Overview(Overview::Matrix)));
    assert!(page.text.contains("在品牌矩阵里看全部"));
}
