//! Headings, links, ids, lists and landmarks of every page.
//!
//! Headings, links, ids, lists and landmarks of every page there is; what a page tells is absent.

use crate::{PAGES, REAL, on_every_page, page as page_of};
use brand_gallery::catalogue::check;
use brand_gallery::desk::prerender::html;
use brand_gallery::messages::Language;
use brand_gallery::route::{Overview, Route, StaffPage};
use brand_gallery::search::PAGE;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_kind_of_page_is_there() {
    let kinds: BTreeSet<_> = REAL
        .screens
        .iter()
        .map(|screen| std::mem::discriminant(&screen.route))
        .collect::<Vec<_>>()
        .iter()
        .map(|kind| format!("{kind:?}"))
        .collect();
    // Where one page holds all brands there is no list in pages.
    let parts = match REAL.site.brands.len().div_ceil(PAGE) {
        1 => 0,
        parts => parts,
    };
    assert_eq!(kinds.len(), 13 + usize::from(parts > 0));
    let initiatives: usize = (REAL.site.brands)
        .iter()
        .map(|brand| brand.initiatives.len())
        .sum();
    let catalogue = &REAL.site.catalogue;
    let lists = catalogue.needs.len() + catalogue.places.len() + catalogue.institutions.len();
    let overviews = Overview::ALL.len()
        + brand_gallery::models::steps(&REAL.site.brands).len()
        + catalogue.gallery.tours.len();
    assert_eq!(
        REAL.screens.len(),
        5 + parts + StaffPage::ALL.len() + REAL.site.brands.len() + initiatives + lists + overviews
    );
    let addresses: BTreeSet<String> = REAL
        .screens
        .iter()
        .map(|screen| screen.route.href())
        .collect();
    assert_eq!(addresses.len(), REAL.screens.len());
}

#[test]
fn every_page_has_one_first_heading_and_no_level_is_jumped() {
    on_every_page(|_, page| {
        let headings: Vec<(u8, &str)> = page
            .elements
            .iter()
            .filter_map(|element| Some((element.level()?, element.text.trim())))
            .collect();
        let mut wrong = Vec::new();
        if headings.iter().filter(|(level, _)| *level == 1).count() != 1
            || headings.first().is_none_or(|(level, _)| *level != 1)
        {
            wrong.push(format!("{headings:?}"));
        }
        for pair in headings.windows(2) {
            if pair[1].0 > pair[0].0 + 1 {
                wrong.push(format!(
                    "h{} “{}” after h{} “{}”",
                    pair[1].0, pair[1].1, pair[0].0, pair[0].1
                ));
            }
        }
        wrong.extend(
            headings
                .iter()
                .filter(|(_, text)| text.is_empty())
                .map(|(level, _)| format!("an empty h{level}")),
        );
        wrong
    });
}

#[test]
fn the_first_heading_is_the_name_as_printed() {
    on_every_page(|screen, page| {
        let catalogue = &REAL.site.catalogue;
        let name = match &screen.route {
            Route::Gallery(_) => &catalogue.gallery.name,
            Route::Brand(id) => &catalogue.card(id).expect("a card").name,
            Route::Initiative(_, id) => {
                &REAL
                    .site
                    .brand(&screen.route)
                    .and_then(|brand| brand.initiative(id))
                    .expect("an initiative")
                    .name
            }
            Route::Need(id) => &catalogue.need(id).expect("a need").name,
            Route::Place(id) => &catalogue.place(id).expect("a place").name,
            Route::Institution(id) => &catalogue.institution(id).expect("an institution").name,
            Route::Institutions => "全部机构",
            Route::All(page) => &format!("全部品牌，第 {page} 页"),
            Route::Overview(overview) => overview.word(),
            Route::Step(id) => match catalogue.gallery.tour(id) {
                Some(tour) => &tour.name,
                None => &catalogue.card(id).expect("a card").name,
            },
            Route::Compare(_) => "比较品牌",
            Route::About => "关于本馆",
            Route::StaffPage(page) => page.word(),
            Route::NotFound => "找不到这个页面",
        };
        let heading = page.all("h1").next().map(|heading| heading.text.trim());
        (heading != Some(name))
            .then(|| format!("{heading:?}"))
            .into_iter()
            .collect()
    });
}

#[test]
fn every_link_leads_to_something_that_exists() {
    let known: BTreeSet<String> = REAL
        .screens
        .iter()
        .map(|screen| screen.route.path())
        .collect();
    on_every_page(|screen, page| {
        let ids = page.ids();
        // The same page in another language, or the gallery where that has none.
        let same = |href: &str| {
            let there = |language: &Language| href == screen.route.counterpart(*language);
            Language::ALL[1..].iter().any(there)
        };
        let leads = |href: &str| match (href.strip_prefix('#'), href.split_once('?')) {
            (Some(id), _) => ids.contains(&id),
            // A mode is set on the page where one is.
            (_, Some(("", mode))) => ["elder=0", "elder=1"].contains(&mode),
            // A telephone takes it.
            _ if href.starts_with("tel:") => {
                let number = &href["tel:".len()..];
                let notices = &REAL.site.catalogue.urgent;
                (notices.iter()).any(|notice| notice.numbers.iter().any(|own| own == number))
            }
            _ if href.ends_with(".json") => Path::new("public").join(&href[1..]).is_file(),
            (_, asked) => {
                // A place on another page is there, too.
                let (href, place) = href.split_once('#').unwrap_or((href, ""));
                let (path, query) = asked.unwrap_or((href, ""));
                match Route::parse(path, query) {
                    Route::NotFound => false,
                    Route::Gallery(query) => REAL.site.index.admit(query.clone()) == query,
                    route => {
                        route.href() == href
                            && known.contains(&route.path())
                            && (place.is_empty() || page_of(&route).ids().contains(&place))
                    }
                }
            }
        };
        page.links()
            .filter(|href| !leads(href) && !same(href))
            .map(|href| format!("{href} leads nowhere"))
            .collect()
    });
}

#[test]
fn every_page_is_led_to_from_another() {
    let mut reached: BTreeSet<&str> = PAGES.iter().flat_map(|(_, page)| page.links()).collect();
    reached.insert("/404.html");
    let lonely: Vec<String> = REAL
        .screens
        .iter()
        .map(|screen| screen.route.href())
        .filter(|href| !reached.contains(href.as_str()))
        .collect();
    assert_eq!(lonely, Vec::<String>::new());
}

#[test]
fn every_id_stands_once_and_every_reference_meets_one() {
    on_every_page(|_, page| {
        let mut wrong = Vec::new();
        let mut ids = BTreeSet::new();
        wrong.extend(
            page.ids()
                .into_iter()
                .filter(|id| !ids.insert(*id))
                .map(|id| format!("#{id} twice")),
        );
        for element in &page.elements {
            for name in [
                "aria-labelledby",
                "aria-controls",
                "aria-describedby",
                "for",
            ] {
                let missing = element
                    .attribute(name)
                    .into_iter()
                    .flat_map(str::split_whitespace)
                    .filter(|id| !ids.contains(id));
                wrong.extend(missing.map(|id| format!("{name}={id} meets nothing")));
            }
        }
        wrong
    });
}

#[test]
fn lists_hold_items_links_hold_words_and_nothing_holds_itself() {
    on_every_page(|_, page| {
        let mut wrong = Vec::new();
        for element in &page.elements {
            let around = element.around.map(|at| &page.elements[at]);
            let parent = around.map_or("", |around| around.name.as_str());
            let in_list = ["ul", "ol"].contains(&parent);
            if in_list != (element.name == "li") {
                wrong.push(format!("<{}> in <{parent}>", element.name));
            }
            let named =
                !element.text.trim().is_empty() || element.attribute("aria-label").is_some();
            if ["a", "button", "summary", "label"].contains(&element.name.as_str()) && !named {
                wrong.push(format!("<{}> without words", element.name));
            }
            // A paragraph or a link closes itself where a browser meets these within.
            let mut above = element.around;
            while let Some(at) = above {
                let outer = page.elements[at].name.as_str();
                let block = [
                    "p", "div", "ul", "ol", "section", "nav", "h2", "h3", "h4", "figure",
                ]
                .contains(&element.name.as_str());
                if outer == "p" && block
                    || outer == "a" && ["a", "button"].contains(&element.name.as_str())
                {
                    wrong.push(format!("<{}> within <{outer}>", element.name));
                }
                above = page.elements[at].around;
            }
        }
        wrong
    });
}

#[test]
fn no_part_of_a_page_is_empty() {
    on_every_page(|_, page| {
        let parts = [
            "section",
            "ul",
            "ol",
            "nav",
            "p",
            "li",
            "figcaption",
            "summary",
        ];
        // The browser door fills these.
        let filled_later = ["announce", "suggestions"];
        let empty = page.elements.iter().filter(|element| {
            let id = element.attribute("id").unwrap_or_default();
            parts.contains(&element.name.as_str())
                && element.text.trim().is_empty()
                && !filled_later.contains(&id)
        });
        empty
            .map(|element| format!("an empty <{}>", element.name))
            .collect()
    });
}

#[test]
fn no_page_shows_what_only_a_program_would_say() {
    on_every_page(|_, page| {
        let words = [
            "undefined",
            "NaN",
            "None",
            "Some(",
            "null",
            "[object",
            "&amp;",
            "&lt;",
            "{}",
            "，，",
            "。。",
            "（）",
            "《》",
            "“”",
        ];
        words
            .into_iter()
            .filter(|word| page.text.contains(word))
            .map(str::to_owned)
            .collect()
    });
}

#[test]
fn every_page_is_framed() {
    on_every_page(|_, page| {
        let mut wrong = Vec::new();
        if page.links().next() != Some("#main") {
            wrong.push("the first link does not skip to the content".to_owned());
        }
        for landmark in ["header", "main", "footer"] {
            // A page's own parts have headers too; the frame's stand around none of them.
            let outer = page
                .all(landmark)
                .filter(|element| element.around.is_none())
                .count();
            if outer != 1 {
                wrong.push(format!("{outer} of <{landmark}>"));
            }
        }
        let names: Vec<&str> = page
            .all("nav")
            .filter_map(|nav| nav.attribute("aria-label"))
            .collect();
        if names.iter().collect::<BTreeSet<_>>().len() != names.len() {
            wrong.push(format!("two navigations of one name: {names:?}"));
        }
        wrong
    });
}

#[test]
fn what_is_drawn_is_drawn_alike_each_time() {
    for (screen, page) in PAGES.iter().step_by(17) {
        assert_eq!(page.html, html(&REAL.site, &(*screen).clone()));
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/data");
    let read = |path: &str| check::File {
        path: path.to_owned(),
        bytes: std::fs::read(root.join(path)).expect("a file"),
    };
    // A gallery may do without some of them.
    let registers = check::REGISTERS
        .iter()
        .filter(|path| root.join(path).exists());
    let mut files: Vec<check::File> = registers.map(|path| read(path)).collect();
    files.extend(
        REAL.site
            .brands
            .iter()
            .map(|brand| read(&format!("brands/{}.json", brand.id))),
    );
    files.reverse();
    assert_eq!(check::read(&files).catalogue, *REAL.site.catalogue);
}
