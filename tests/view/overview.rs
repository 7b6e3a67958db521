//! Overview pages show everything once, and no more than the documents say.

use super::page::Page;
use crate::{REAL, page};
use brand_gallery::catalogue::{Basis, Figure, Level};
use brand_gallery::models::steps;
use brand_gallery::models::{Branch, FigureKind, bars};
use brand_gallery::route::{Overview, Route};

fn overview(overview: Overview) -> &'static Page {
    page(&Route::Overview(overview))
}

/// A figure as the data would have it.
fn figure(value: &str, unit: &str, label: &str, of: Option<u16>) -> Figure {
    Figure {
        value: value.to_owned(),
        unit: unit.to_owned(),
        label: label.to_owned(),
        of,
        when: None,
        scope: None,
        sources: Vec::new(),
    }
}

/// All figures of the data, with those of each record together.
fn records() -> Vec<&'static [Figure]> {
    REAL.site
        .brands
        .iter()
        .flat_map(|brand| {
            std::iter::once(brand.figures.as_slice())
                .chain(brand.initiatives.iter().map(|it| it.figures.as_slice()))
        })
        .collect()
}

#[test]
fn the_matrix_holds_every_brand_and_initiative_once_in_the_tree_and_once_in_the_picture() {
    let page = overview(Overview::Matrix);
    let hrefs: Vec<&str> = page.links().collect();
    let expected = |href: String, times: usize| {
        let told = hrefs.iter().filter(|link| **link == href).count();
        assert_eq!(told, times, "{href}");
    };
    for brand in &*REAL.site.brands {
        // A brand by itself is no tree, and has no picture.
        let is_alone =
            brand.parent.is_none() && REAL.site.catalogue.children(&brand.id).next().is_none();
        let times = if is_alone { 1 } else { 2 };
        expected(Route::Brand(brand.id.clone()).href(), times);
        for initiative in &brand.initiatives {
            let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
            expected(route.href(), times);
        }
        if let Some(parent) = &brand.parent {
            assert!(page.text.contains(&parent.text), "{}", parent.text);
        }
    }
    let dashed = page.with_class("radial-tree__line--inferred").count();
    let inferred = (REAL.site.brands)
        .iter()
        .filter_map(|brand| brand.parent.as_ref())
        .filter(|parent| parent.basis == Basis::Inferred)
        .count();
    // One more explains it.
    assert_eq!(dashed, inferred + 1);
}

/// A node with so many below it, level by level.
fn grown(name: &str, levels: &[usize]) -> Branch {
    let branches = levels.split_first().map_or(Vec::new(), |(here, below)| {
        (0..*here)
            .map(|at| grown(&format!("{name}.{at}"), below))
            .collect()
    });
    Branch {
        name: name.to_owned(),
        item: 0,
        has_emblem: false,
        inferred: false,
        leaves: Vec::new(),
        branches,
    }
}

/// How many names a picture shows, and how many dots.
fn shown(branch: &Branch) -> (usize, usize) {
    branch.branches.iter().map(shown).fold(
        (1, branch.leaves.len()),
        |(names, dots), (more, more_dots)| (names + more, dots + more_dots),
    )
}

#[test]
fn of_a_thousand_nodes_a_picture_names_what_can_be_read_and_counts_the_rest() {
    for (levels, names) in [
        (&[10, 5][..], 61),
        (&[10, 10, 10], 111),
        (&[1_000], 1),
        (&[30, 30], 31),
    ] {
        let root = grown("a", levels);
        let all = shown(&root).0;
        let (named, dots) = shown(&root.gathered());
        assert_eq!((named, named + dots), (names, all), "{levels:?}");
    }
}

#[test]
fn every_item_of_the_tree_says_its_level_and_how_it_is_read() {
    let page = overview(Overview::Matrix);
    let core = page.with_class("tree__link").next().expect("the core");
    assert_eq!(core.attribute("aria-level"), Some("1"));
    assert_eq!(core.attribute("data-sound"), Some("yyxf"));
    for link in page.with_class("tree__link") {
        let level = link.attribute("aria-level").and_then(|it| it.parse().ok());
        assert!(level.is_some_and(|level: u8| (1..=4).contains(&level)));
        assert!(
            link.attribute("data-sound")
                .is_some_and(|it| !it.is_empty()),
            "{}",
            link.text
        );
    }
    // Whoever cannot hit a dot is told where else it is.
    assert!(page.text.contains("都有同样的链接"));
}

#[test]
fn every_group_of_the_tree_belongs_to_the_item_that_opens_it() {
    let page = overview(Overview::Matrix);
    let ids = page.ids();
    let owners: Vec<_> = page
        .with_class("tree__link")
        .filter_map(|link| link.attribute("aria-owns"))
        .collect();
    assert!(owners.len() > 10);
    for owner in &owners {
        assert_eq!(ids.iter().filter(|id| *id == owner).count(), 1, "{owner}");
    }
    assert_eq!(page.with_class("tree__group").count(), owners.len());
}

#[test]
fn every_figure_is_told_once_with_what_it_counts_large_where_the_gallery_chose_it() {
    let page = overview(Overview::Figures);
    let figures: Vec<&Figure> = records().into_iter().flatten().collect();
    let chosen = &REAL.site.catalogue.gallery.highlights;
    assert_eq!(page.with_class("number").count(), chosen.len());
    let rows: Vec<&str> = page
        .with_class("figures-table__row")
        .map(|row| row.text.as_str())
        .collect();
    assert_eq!(chosen.len() + rows.len(), figures.len());
    for figure in figures {
        let said = format!("{}{}", figure.value, figure.unit);
        let large = page.with_class("number").map(|it| it.text.as_str());
        let mut all = large.chain(rows.iter().copied());
        let is_told = all.any(|text| text.contains(&said) && text.contains(&figure.label));
        assert!(is_told, "{}", figure.label);
    }
    // A bar that compares with nothing says nothing; a share is one of its own whole.
    assert_eq!(
        page.with_class("chart__bar").count(),
        page.with_class("chart__ground").count()
    );
    for (large, chosen) in page.with_class("number").zip(chosen) {
        assert!(large.text.contains(&chosen.label), "{}", large.text);
    }
}

#[test]
fn the_kind_of_number_chooses_the_drawing() {
    let table = [
        (
            figure("72.5", "%", "重点人群签约率", None),
            FigureKind::Share {
                percent: 72.5,
                more: false,
            },
        ),
        (
            figure("90", "%以上", "就诊率", None),
            FigureKind::Share {
                percent: 90.0,
                more: true,
            },
        ),
        (
            figure("25.80", "%", "同期下降", None),
            FigureKind::Change {
                percent: 25.8,
                up: false,
            },
        ),
        (
            figure("54.18", "%", "同比提高", None),
            FigureKind::Change {
                percent: 54.18,
                up: true,
            },
        ),
        (
            figure("第3", "位", "名次", Some(27)),
            FigureKind::Rank {
                places: vec![3],
                of: 27,
            },
        ),
        (
            figure("第3、4、6", "位", "名次", Some(15)),
            FigureKind::Rank {
                places: vec![3, 4, 6],
                of: 15,
            },
        ),
        (
            figure("42", "个", "病种", Some(68)),
            FigureKind::Part { part: 42, of: 68 },
        ),
        (
            figure("150.8万", "人", "签约人群", None),
            FigureKind::Count(1_508_000.0),
        ),
        (
            figure("超过10万", "人次", "惠及群众", None),
            FigureKind::Count(100_000.0),
        ),
        (
            figure("900余", "项", "项目", None),
            FigureKind::Count(900.0),
        ),
        // Nobody says of how many, or it is no plain number.
        (figure("第3", "位", "名次", None), FigureKind::Word),
        (figure("首", "位", "名次", None), FigureKind::Word),
        (figure("4321", "模式", "模式的名称", None), FigureKind::Word),
        (figure("三轮12万余", "人", "检测", None), FigureKind::Word),
        (figure("两大", "工作室", "工作室", None), FigureKind::Word),
        (figure("1+X", "行动", "行动的名称", None), FigureKind::Word),
    ];
    for (figure, chart) in table {
        assert_eq!(
            FigureKind::of(&figure),
            chart,
            "{}{}",
            figure.value,
            figure.unit
        );
    }
}

#[test]
fn bars_compare_only_counts_of_one_kind_and_start_from_zero() {
    let of = |units: &[(&str, &str)]| {
        let figures: Vec<Figure> = units
            .iter()
            .map(|(value, unit)| figure(value, unit, "", None))
            .collect();
        bars(&figures)
    };
    assert_eq!(
        of(&[("13", "人"), ("26", "人"), ("5", "家")]),
        [Some(50.0), Some(100.0), None]
    );
    assert_eq!(of(&[("13", "人")]), [None]);
    assert_eq!(of(&[("0", "人"), ("0", "人")]), [None, None]);
    // Three mountain areas are no sixth of eighteen villages.
    assert_eq!(of(&[("3", "个"), ("18", "个")]), [None, None]);
    assert_eq!(of(&[("8", "项"), ("5", "项")]), [None, None]);
}

#[test]
fn the_traps_of_the_documents_are_not_walked_into() {
    // Two totals of one passage contradict each other: each rank has its own sentence's.
    let total = |label: &str| {
        let found =
            (records().into_iter().flatten()).find(|figure| figure.label.starts_with(label));
        let figure = found.expect("the figure");
        (figure.value.as_str(), figure.of)
    };
    assert_eq!(total("鄞州人民医院的CMI"), ("第3", Some(44)));
    assert_eq!(total("鄞州人民医院一句里的全省三甲综合医院"), ("44", None));
    assert_eq!(total("参加CMI排名的全省三甲综合医院"), ("27", None));
    // 68 stands for projects and for diseases: only the diseases are a whole of which 42 are a part.
    let wholes: Vec<&str> = records()
        .into_iter()
        .flatten()
        .filter(|figure| figure.of == Some(68))
        .map(|figure| figure.label.as_str())
        .collect();
    assert_eq!(wholes.len(), 1);
    assert!(wholes[0].contains("重点监测病种"));
}

#[test]
fn the_timeline_tells_what_has_a_year_in_order_and_leads_to_the_rest() {
    let page = overview(Overview::Timeline);
    let headings: Vec<&str> = page
        .with_class("years__name")
        .map(|name| name.text.trim())
        .collect();
    let is_year = |name: &&str| name.ends_with('年') && name.len() == 7;
    assert!(
        headings.is_sorted() && headings.iter().all(is_year),
        "{headings:?}"
    );
    let mut met = 0;
    for brand in &*REAL.site.brands {
        let own = (Route::Brand(brand.id.clone()), &brand.events);
        let below = brand.initiatives.iter().map(|it| {
            let route = Route::Initiative(brand.id.clone(), it.id.clone());
            (route, &it.events)
        });
        for (route, events) in below.chain([own]) {
            for event in events {
                assert_eq!(
                    page.text.contains(&event.text),
                    event.year.is_some(),
                    "{}",
                    event.text
                );
                if event.year.is_none() {
                    let there = format!("{}#events", route.href());
                    assert!(page.links().any(|href| href == there), "{}", event.text);
                    met += 1;
                }
            }
        }
    }
    assert!(met > 0);
    for moment in page.with_class("moment") {
        let brands = moment.attribute("data-brand").expect("its brands");
        assert!(
            brands.split(' ').all(|id| REAL
                .site
                .brands
                .iter()
                .any(|brand| brand.id.as_str() == id)),
            "{brands}"
        );
    }
}

#[test]
fn every_place_is_listed_with_what_reaches_it_and_the_map_says_that_it_is_schematic() {
    let page = overview(Overview::Places);
    for place in &REAL.site.catalogue.places {
        assert!(
            page.leads_to(&Route::Place(place.id.clone())),
            "{}",
            place.name
        );
    }
    for brand in &*REAL.site.brands {
        for initiative in brand.initiatives.iter().filter(|it| !it.places.is_empty()) {
            let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
            assert!(page.leads_to(&route), "{}", initiative.name);
        }
    }
    assert!(page.text.contains("示意图") && page.text.contains("不表示界线和距离"));
}

#[test]
fn the_tour_walks_through_the_ten_and_never_ends_in_the_dark() {
    let steps = steps(&REAL.site.brands);
    assert_eq!(steps.len(), 10);
    for (at, brand) in steps.iter().enumerate() {
        assert!(
            brand
                .honours
                .iter()
                .any(|honour| honour.level == Level::Chosen)
        );
        let step = page(&Route::Step(brand.id.clone()));
        assert!(step.text.contains(&format!("{} / 10", at + 1)));
        assert!(step.leads_to(&Route::Brand(brand.id.clone())));
        match steps.get(at + 1) {
            Some(next) => assert!(step.leads_to(&Route::Step(next.id.clone()))),
            None => assert!(step.leads_to(&Route::Overview(Overview::Matrix))),
        }
        if let Some(before) = at.checked_sub(1) {
            assert!(step.leads_to(&Route::Step(steps[before].id.clone())));
        }
    }
}

#[test]
fn a_story_says_its_line_at_each_stop_with_the_source_and_ends_in_an_invitation() {
    let tours = &REAL.site.catalogue.gallery.tours;
    assert!(!tours.is_empty());
    for tour in tours {
        let route = Route::Step(tour.id.clone());
        assert!(overview(Overview::Tour).leads_to(&route), "{}", tour.id);
        let page = page(&route);
        let stops: Vec<_> = page.with_class("story__words").collect();
        assert_eq!(stops.len(), tour.stops.len());
        let ids = page.ids();
        for ((stop, shown), number) in tour.stops.iter().zip(stops).zip(1..) {
            assert!(shown.text.contains(&stop.text), "{}", stop.text);
            assert!(
                shown
                    .text
                    .contains(&format!("{number} / {}", tour.stops.len()))
            );
            let to = match &stop.initiative {
                Some(id) => Route::Initiative(stop.brand.clone(), id.clone()),
                None => Route::Brand(stop.brand.clone()),
            };
            assert!(page.leads_to(&to), "{to:?}");
            assert!(ids.contains(&format!("stop-{number}").as_str()));
        }
        // Each way leads to an anchor of the page, and the last one to the end.
        let ways: Vec<&str> = page
            .with_class("story__way")
            .filter_map(|it| it.attribute("href"))
            .collect();
        assert_eq!(ways.len(), 2 * tour.stops.len() - 1);
        assert_eq!(ways.last(), Some(&"#end"));
        assert!(
            ways.iter()
                .all(|way| ids.contains(&way.trim_start_matches('#')))
        );
        assert!(page.leads_to(&Route::home()));
        let share = page
            .elements
            .iter()
            .any(|it| it.attribute("data-companion") == Some("share"));
        assert!(share);
    }
}

#[test]
fn every_overview_leads_to_all_others_and_so_does_the_gallery() {
    for from in [page(&Route::home())]
        .into_iter()
        .chain(Overview::ALL.map(overview))
    {
        for to in Overview::ALL {
            assert!(from.leads_to(&Route::Overview(to)), "{}", to.word());
        }
    }
}
