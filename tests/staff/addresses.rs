//! Published addresses: after any sequence of renamings, retirements and additions each still leads to its own record.
//!
//! A generated gallery is changed at random by the functions behind the command line. The test keeps every address that was ever published
//! and the name of its record; after each accepted change every one of them has to lead there in at most one hop.

use brand_gallery::catalogue::Slug;
use brand_gallery::catalogue::check::{File, Reading};
use brand_gallery::catalogue::file::Kind;
use brand_gallery::desk::addresses::{Addresses, Shows, routes, spelt};
use brand_gallery::desk::change::Change;
use brand_gallery::desk::data::judge_files;
use brand_gallery::desk::format;
use brand_gallery::desk::redirect::data_files;
use brand_gallery::desk::rename::rename;
use brand_gallery::desk::retire::retire;
use brand_gallery::route::{Framed, Route};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The ids of all records: few, so that they meet.
const IDS: [&str; 5] = ["a", "b", "c", "d", "e"];

const KINDS: [&str; 5] = ["brand", "initiative", "institution", "place", "need"];

fn file(path: &str, kind: Kind, value: &Value) -> File {
    File {
        path: path.to_owned(),
        bytes: format::text(kind, value).expect("a file").into_bytes(),
    }
}

fn initiative(id: &str, name: &str) -> Value {
    json!({"id": id, "name": name, "kind": "服务", "summary": {"text": format!("{name}的一句话。"), "sources": ["paper"]},
        "figures": [{"value": "3", "unit": "次", "label": "做过", "sources": ["paper"]}]})
}

fn brand(id: &str, name: &str, order: usize, initiatives: Vec<Value>) -> Value {
    json!({"id": id, "order": order, "name": name, "kind": "机构品牌", "emblem": "heart", "owner": "a",
        "summary": {"text": format!("{name}的一句话。"), "sources": ["paper"]}, "initiatives": initiatives})
}

/// A gallery of three brands of one hospital, with a second hospital, places and needs to which nothing refers.
fn gallery() -> Vec<File> {
    let named = |id: &str, name: &str| json!({"id": id, "name": name, "sources": ["paper"]});
    let need = |id: &str, name: &str| json!({"id": id, "name": name});
    let chosen = json!([{"name": "奖", "level": "入选", "sources": ["paper"]}]);
    let mut first = brand(
        "a",
        "品牌一",
        1,
        vec![initiative("a", "举措一"), initiative("b", "举措二")],
    );
    first["honours"] = chosen.clone();
    // The one that stays, for the settings to refer to.
    let mut third = brand("z", "品牌三", 3, vec![]);
    third["honours"] = chosen;
    let second = brand("b", "品牌二", 2, vec![initiative("a", "举措三")]);
    let register = |kind: Kind, records: Vec<Value>| {
        let name = kind.list().expect("a list");
        file(&format!("{name}.json"), kind, &json!({ name: records }))
    };
    let settings = json!({"name": "一馆", "subject": "一座城的品牌", "seal": "一", "chosen": "奖", "examples": ["一句话"]});
    vec![
        file("brands/a.json", Kind::Brand, &first),
        file("brands/b.json", Kind::Brand, &second),
        file("brands/z.json", Kind::Brand, &third),
        register(
            Kind::Institutions,
            vec![named("a", "医院一"), named("b", "医院二")],
        ),
        register(
            Kind::Places,
            vec![named("a", "地方一"), named("b", "地方二")],
        ),
        register(Kind::Needs, vec![need("a", "需求一"), need("b", "需求二")]),
        register(
            Kind::Documents,
            vec![json!({"id": "paper", "title": "材料", "short": "材料", "kind": "报纸"})],
        ),
        register(Kind::Synonyms, vec![]),
        register(Kind::Redirects, vec![]),
        register(
            Kind::Changes,
            vec![
                json!({"id": "x", "on": "2026-01-01", "text": "新的网页。", "address": "brands/a/a/"}),
            ],
        ),
        file("gallery.json", Kind::Gallery, &settings),
    ]
}

/// What somebody does: which kind of record, the how manieth of those that are there, and an id or a second record.
#[derive(Clone, Debug)]
enum Step {
    Rename(usize, usize, usize),
    Retire(usize, usize, Option<usize>),
    AddBrand(usize),
    AddInitiative(usize, usize),
    DropFigures(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let number = 0..60_usize;
    let step = prop_oneof![
        8 => (0..KINDS.len(), number.clone(), number.clone()).prop_map(|(kind, which, id)| Step::Rename(kind, which, id)),
        2 => (0..KINDS.len(), number.clone(), prop::option::of(number.clone())).prop_map(|(kind, which, to)| Step::Retire(kind, which, to)),
        2 => number.clone().prop_map(Step::AddBrand),
        2 => (number.clone(), number.clone()).prop_map(|(which, id)| Step::AddInitiative(which, id)),
        1 => number.prop_map(Step::DropFigures),
    ];
    prop::collection::vec(step, 1..24)
}

/// A route as the command line names it: kind and id.
fn named(route: &Route) -> Option<(&'static str, String)> {
    Some(match route {
        Route::Brand(id) => ("brand", id.to_string()),
        Route::Initiative(brand, id) => ("initiative", format!("{brand}/{id}")),
        Route::Institution(id) => ("institution", id.to_string()),
        Route::Place(id) => ("place", id.to_string()),
        Route::Need(id) => ("need", id.to_string()),
        _ => return None,
    })
}

/// The name of the live record at a route.
fn name(reading: &Reading, route: &Route) -> Option<String> {
    let catalogue = &reading.catalogue;
    match route {
        Route::Brand(id) | Route::Step(id) => catalogue.card(id).map(|it| it.name.clone()),
        Route::Initiative(brand, id) => {
            let brand = reading.brands.iter().find(|it| it.id == *brand)?;
            brand.initiative(id).map(|it| it.name.clone())
        }
        Route::Institution(id) => catalogue.institution(id).map(|it| it.name.clone()),
        Route::Place(id) => catalogue.place(id).map(|it| it.name.clone()),
        Route::Need(id) => catalogue.need(id).map(|it| it.name.clone()),
        _ => None,
    }
}

/// The files after a step, or nothing where it is refused.
fn after(files: &[File], step: &Step, count: &mut usize) -> Option<Vec<File>> {
    let reading = judge_files(files);
    let live = routes(&reading.catalogue, &reading.brands);
    let of_kind = |kind: &str| -> Vec<String> {
        let named = live.iter().filter_map(named);
        named
            .filter(|(of, _)| *of == kind)
            .map(|(_, id)| id)
            .collect()
    };
    let pick = |all: &[String], at: usize| all.get(at.checked_rem(all.len())?).cloned();
    let id = |at: usize| IDS[at % IDS.len()];
    let brand_file = |at: usize| {
        let path = format!("brands/{}.json", pick(&of_kind("brand"), at)?);
        let file = files.iter().find(|file| file.path == path)?;
        Some((
            path,
            serde_json::from_slice::<Value>(&file.bytes).expect("JSON"),
        ))
    };
    let written = |path: String, value: &Value| {
        let text = format::text(Kind::Brand, value).expect("a brand");
        let mut change = Change::default();
        change.write.insert(path, text);
        change
    };
    let change = match step {
        Step::Rename(kind, which, to) => {
            let kind = KINDS[*kind];
            rename(files, kind, &pick(&of_kind(kind), *which)?, id(*to)).ok()?
        }
        Step::Retire(kind, which, to) => {
            let kind = KINDS[*kind];
            let all = of_kind(kind);
            let to = to.and_then(|to| pick(&all, to));
            retire(
                files,
                kind,
                &pick(&all, *which)?,
                to.as_deref(),
                "2026-11-29",
            )
            .ok()?
        }
        Step::AddBrand(at) => {
            *count += 1;
            let path = format!("brands/{}.json", id(*at));
            if files.iter().any(|file| file.path == path) {
                return None;
            }
            written(
                path,
                &brand(id(*at), &format!("新品牌{count}"), 10 + *count, vec![]),
            )
        }
        Step::AddInitiative(which, at) => {
            *count += 1;
            let (path, mut value) = brand_file(*which)?;
            let mut all = value["initiatives"].as_array().cloned().unwrap_or_default();
            all.push(initiative(id(*at), &format!("新举措{count}")));
            value["initiatives"] = all.into();
            written(path, &value)
        }
        // The numbers go, and with one brand the honour that made it a step of the tour.
        Step::DropFigures(which) => {
            let (path, mut value) = brand_file(*which)?;
            let initiatives = value.get_mut("initiatives").and_then(Value::as_array_mut);
            for initiative in initiatives.into_iter().flatten() {
                initiative
                    .as_object_mut()
                    .expect("a record")
                    .remove("figures");
            }
            value.as_object_mut().expect("a record").remove("honours");
            written(path, &value)
        }
    };
    change
        .problems(files)
        .is_empty()
        .then(|| change.upon(files))
}

/// Every address that was ever published, with the name of its record.
#[derive(Default)]
struct Published(BTreeMap<String, String>);

impl Published {
    /// Publishes what is there now; an address that belongs to another record is a fault.
    fn publish(&mut self, reading: &Reading) -> Result<(), TestCaseError> {
        for route in routes(&reading.catalogue, &reading.brands) {
            let Some(name) = name(reading, &route) else {
                continue;
            };
            let path = route.path();
            let before = self.0.insert(path.clone(), name.clone());
            prop_assert!(
                before.as_ref().is_none_or(|before| *before == name),
                "{path} was {before:?} and is {name}"
            );
        }
        Ok(())
    }

    /// The address at `path` shows its record, or says that it is retired.
    fn leads(&self, files: &[File], reading: &Reading) -> Result<(), TestCaseError> {
        let addresses = Addresses::of(reading);
        for (from, _) in &addresses.moves {
            prop_assert!(!addresses.is_live(&from.path()), "{from:?} hides a page");
        }
        let kept = data_files(files, &addresses);
        for (path, wanted) in &self.0 {
            let shown = |path: &str| {
                let retired = addresses.retirement(path).map(|it| it.record.name.clone());
                retired.or_else(|| name(reading, &spelt(path)?))
            };
            let target = addresses.moved(path).map_or(path.clone(), Route::path);
            let named = shown(&target);
            prop_assert_eq!(named.as_ref(), Some(wanted), "{} -> {}", path, target);
            prop_assert!(addresses.moved(&target).is_none(), "two hops: {path}");
            prop_assert!(addresses.paths().contains(path), "{path}");
            let of_brand = |id: Slug| vec![Framed::Brand(id.clone()), Framed::Figures(id)];
            let pieces = match spelt(path) {
                Some(Route::Brand(id)) => {
                    let data = format!("brands/{id}.json");
                    let text = files
                        .iter()
                        .find(|file| file.path == data)
                        .map(|file| &file.bytes);
                    let text = text.or(kept
                        .iter()
                        .find(|(at, _)| *at == data)
                        .map(|(_, bytes)| bytes));
                    let value: Value =
                        serde_json::from_slice(text.expect("a data file")).expect("JSON");
                    prop_assert_eq!(value["name"].as_str(), Some(wanted.as_str()), "{}", data);
                    of_brand(id)
                }
                Some(Route::Institution(id)) => vec![Framed::Institution(id)],
                _ => vec![],
            };
            for piece in pieces {
                let mut found = addresses
                    .framed
                    .iter()
                    .filter(|(framed, _)| *framed == piece);
                let shows = found.next().map(|(_, shows)| shows);
                let named = match shows {
                    Some(Shows::Piece(framed)) => name(reading, &framed.page()),
                    Some(Shows::Retired(route)) => shown(&route.path()),
                    _ => None,
                };
                prop_assert_eq!(named.as_ref(), Some(wanted), "{:?}: {:?}", piece, shows);
                prop_assert!(found.next().is_none(), "{piece:?} twice");
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_published_address_leads_to_its_record_whatever_was_done_in_which_order(steps in steps()) {
        let mut files = gallery();
        let mut published = Published::default();
        let mut count = 0;
        published.publish(&judge_files(&files))?;
        for step in &steps {
            let Some(next) = after(&files, step, &mut count) else { continue };
            files = next;
            let reading = judge_files(&files);
            let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
            prop_assert_eq!(said, Vec::<String>::new(), "{:?}", step);
            published.publish(&reading)?;
            published.leads(&files, &reading)?;
        }
    }
}

/// Does what is listed, each of which is accepted; the files afterwards and what was published.
fn done(steps: &[(&str, &str, &str)]) -> (Vec<File>, Published) {
    let mut files = gallery();
    let mut published = Published::default();
    let mut publish = |files: &[File]| published.publish(&judge_files(files)).expect("published");
    publish(&files);
    for (what, from, to) in steps {
        let change = match *to {
            "" => retire(&files, what, from, None, "2026-11-29"),
            to => rename(&files, what, from, to),
        };
        let change = change.unwrap_or_else(|failure| panic!("{what} {from} {to}: {failure}"));
        assert_eq!(change.problems(&files), [], "{what} {from} {to}");
        files = change.upon(&files);
        publish(&files);
    }
    (files, published)
}

#[test]
fn the_ways_in_which_people_rename_keep_every_address() {
    for steps in [
        // A brand, then what it does.
        &[("brand", "a", "c"), ("initiative", "c/a", "x")][..],
        // What it does, then the brand.
        &[("initiative", "a/a", "x"), ("brand", "a", "c")],
        // A chain.
        &[
            ("brand", "a", "c"),
            ("brand", "c", "d"),
            ("initiative", "d/b", "x"),
            ("brand", "d", "e"),
            ("initiative", "e/x", "y"),
        ],
        // Back to the first id.
        &[
            ("brand", "a", "c"),
            ("initiative", "c/a", "x"),
            ("brand", "c", "a"),
            ("initiative", "a/x", "a"),
        ],
        // Registers.
        &[
            ("institution", "b", "c"),
            ("institution", "c", "d"),
            ("institution", "d", "b"),
            ("place", "a", "x"),
            ("need", "a", "x"),
            ("need", "x", "y"),
        ],
        // What was renamed is retired, a part first.
        &[
            ("brand", "a", "c"),
            ("initiative", "c/a", ""),
            ("brand", "c", "d"),
            ("brand", "d", ""),
        ],
        &[
            ("institution", "b", "c"),
            ("institution", "c", ""),
            ("place", "b", ""),
            ("need", "b", ""),
        ],
    ] {
        let (files, published) = done(steps);
        let led = published.leads(&files, &judge_files(&files));
        assert!(led.is_ok(), "{steps:?}: {led:?}");
    }
}

#[test]
fn an_id_under_which_another_record_was_published_is_refused() {
    for (steps, what, from, to, part) in [
        // A swap: the first half leaves links behind.
        (
            &[("brand", "a", "c")][..],
            "brand",
            "b",
            "a",
            "“brands/a/”以前发布过",
        ),
        (
            &[("initiative", "a/a", "x")],
            "initiative",
            "a/b",
            "a",
            "“brands/a/a/”以前发布过",
        ),
        (&[("brand", "a", "")], "brand", "b", "a", "停用的“品牌一”"),
        (
            &[("initiative", "a/a", "")],
            "initiative",
            "a/b",
            "a",
            "停用的“举措一”",
        ),
        (
            &[("need", "a", "x")],
            "need",
            "b",
            "a",
            "“needs/a/”以前发布过",
        ),
        (&[], "brand", "a", "a", "没有要改的"),
    ] {
        let (files, _) = done(steps);
        let refused = rename(&files, what, from, to)
            .expect_err("refused")
            .to_string();
        assert!(refused.contains(part), "{refused}");
    }
}

#[test]
fn a_redirect_that_was_written_by_hand_for_a_brand_follows_its_initiatives() {
    let mut files = gallery();
    files.retain(|file| file.path != "redirects.json");
    files.push(file(
        "redirects.json",
        Kind::Redirects,
        &json!({"redirects": [{"from": "brands/old/", "to": "brands/a/"}, {"from": "tour/old/", "to": "tour/a/"}]}),
    ));
    for (what, from, to) in [
        ("initiative", "a/a", "x"),
        ("brand", "a", "c"),
        ("initiative", "c/x", "y"),
    ] {
        let change = rename(&files, what, from, to).expect("renamed");
        assert_eq!(change.problems(&files), []);
        files = change.upon(&files);
    }
    let addresses = Addresses::of(&judge_files(&files));
    for (from, to) in [
        ("brands/old/", "brands/c/"),
        ("brands/old/a/", "brands/c/y/"),
        ("brands/old/b/", "brands/c/b/"),
        ("tour/old/", "tour/c/"),
        ("tour/a/", "tour/c/"),
    ] {
        assert_eq!(
            addresses.moved(from).map(Route::path).as_deref(),
            Some(to),
            "{from}"
        );
    }
}

#[test]
fn what_was_said_of_a_page_follows_it() {
    let (files, _) = done(&[("brand", "a", "c"), ("initiative", "c/a", "x")]);
    let changes = judge_files(&files).catalogue.changes;
    assert_eq!(changes[0].address.as_deref(), Some("brands/c/x/"));
    // A page that is retired is still a page.
    let (files, _) = done(&[("initiative", "a/a", "")]);
    let changes = judge_files(&files).catalogue.changes;
    assert_eq!(changes[0].address.as_deref(), Some("brands/a/a/"));
}
