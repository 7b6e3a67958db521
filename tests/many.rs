//! Search over large catalogues that load piece by piece.
//!
//! The laws of its pieces, on invented catalogues: a first visit does not grow, every card lies somewhere once, and what comes piece by
//! piece answers as the whole does, which is what counting by hand gives.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

#[path = "fixtures/many.rs"]
#[expect(dead_code, reason = "the bench takes a corpus, too")]
mod fixture;
#[path = "fixtures/folder.rs"]
mod folder;

use brand_gallery::catalogue::check::{File, Reading, read};
use brand_gallery::catalogue::{Brand, Card, Catalogue, Kind, Level, Slug};
use brand_gallery::desk::build::PageWriter;
use brand_gallery::desk::cache::Cache;
use brand_gallery::desk::change::Change;
use brand_gallery::desk::data::judge_files;
use brand_gallery::desk::prerender::{Assets, Template, html, screens};
use brand_gallery::desk::sheet::{self, book};
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use brand_gallery::search::bundle::{Bundles, bundle};
use brand_gallery::search::data::CARDS_PER_CHUNK;
use brand_gallery::search::source;
use brand_gallery::search::{
    BATCH, Facet, Index, InitialData, Missing, PAGE, Query, Results, Sort,
};
use fixture::{below, files, many};
use folder::all_files;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

static SOME: LazyLock<Site> = LazyLock::new(|| Site::new(many(700).0, Vec::new()));

fn weight(total: usize) -> usize {
    let initial = bundle(&many(total).0).initial;
    serde_json::to_vec(&initial).expect("initial data").len()
}

#[test]
fn a_first_visit_to_forty_thousand_weighs_what_one_to_four_thousand_does() {
    let (some, ten_times) = (weight(4_000), weight(40_000));
    assert!(ten_times < some + some / 20, "{some} and {ten_times} bytes");
}

#[test]
fn where_there_are_few_all_of_it_comes_at_once() {
    let Bundles { initial, .. } = bundle(&many(PAGE).0);
    let index = Index::of(initial);
    for query in ["", "sort=name", "sort=year", "need=n1&place=p0"] {
        assert_eq!(
            index.missing(&Query::parse(query), usize::MAX),
            [],
            "{query}"
        );
    }
    assert!((0..PAGE).all(|at| index.card(at).is_some()));
}

#[test]
fn every_card_is_in_one_chunk_and_every_value_in_one_list() {
    let catalogue = many(700).0;
    let pieces = bundle(&catalogue);
    let cards: Vec<&Card> = pieces
        .chunks
        .iter()
        .flat_map(|chunk| &chunk.cards)
        .collect();
    assert_eq!(cards, catalogue.cards.iter().collect::<Vec<_>>());
    let mut values: Vec<_> = (pieces
        .initial
        .values
        .iter()
        .chain(&pieces.facet_index.values))
    .map(|value| (value.facet, &value.key))
    .collect();
    assert_eq!(values.len(), pieces.facet_index.brands.len());
    assert_eq!(values.len(), pieces.initial.all_values as usize);
    values.sort();
    values.dedup();
    assert_eq!(values.len(), pieces.facet_index.brands.len());
    let offered = |facet| {
        pieces
            .initial
            .values
            .iter()
            .filter(move |value| value.facet == facet)
    };
    assert_eq!(offered(Facet::Institution).count(), 38);
}

#[test]
fn the_chunks_with_the_brands_of_one_house_are_known() {
    let catalogue = many(700).0;
    let pieces = bundle(&catalogue);
    let index = Index::of(pieces.initial);
    let house = catalogue.cards[600].owner.clone();
    let lacking = || index.chunks_of(Facet::Institution, &house);
    assert!(lacking().is_empty(), "not known yet");
    index.give_facet_index(pieces.facet_index);
    let chunks = lacking();
    let expected: BTreeSet<usize> = (PAGE..catalogue.cards.len())
        .filter(|at| catalogue.cards[*at].owner == house)
        .map(|at| at / CARDS_PER_CHUNK)
        .collect();
    assert_eq!(BTreeSet::from_iter(chunks.iter().copied()), expected);
    assert_eq!(chunks.len(), expected.len(), "each once");
    for (at, chunk) in pieces.chunks.iter().enumerate() {
        if chunks.contains(&at) {
            index.give_chunk(at, chunk.clone());
        }
    }
    assert!(lacking().is_empty(), "all there");
    assert_eq!(
        index.next_chunk(),
        (PAGE / CARDS_PER_CHUNK..).find(|at| !chunks.contains(at))
    );
}

#[test]
fn what_is_seen_at_once_waits_for_no_cards_but_its_own() {
    let pieces = bundle(&many(700).0);
    let index = Index::of(pieces.initial);
    index.give_facet_index(pieces.facet_index);
    let query = Query::parse("kind=case");
    let chunks = |cards: usize| -> BTreeSet<usize> {
        let hits = index.search(&query).hits;
        let wanted = hits
            .iter()
            .take(cards)
            .map(|hit| hit.card / CARDS_PER_CHUNK);
        wanted.filter(|at| *at >= PAGE / CARDS_PER_CHUNK).collect()
    };
    for cards in [BATCH, usize::MAX] {
        let missing = index.missing(&query, cards);
        let expected = chunks(cards).into_iter().map(Missing::Chunk);
        assert_eq!(missing, expected.collect::<Vec<_>>());
    }
    assert!(chunks(BATCH).len() < chunks(usize::MAX).len());
}

#[test]
fn an_edition_is_named_by_its_content() {
    let name = |total| bundle(&many(total).0).initial.edition;
    assert_eq!(name(100), name(100));
    assert_ne!(name(100), name(101));
    let mut changed = many(100).0;
    changed.cards[99].summary.push('。');
    assert_ne!(name(100), bundle(&changed).initial.edition);
}

/// How often `class` is given.
fn given(html: &str, class: &str) -> usize {
    html.matches(&format!("class=\"{class}\"")).count()
}

#[test]
fn the_gallery_shows_one_page_and_the_way_to_the_next_which_needs_no_program() {
    let site = &*SOME;
    let shown = |route: Route| html(site, &site.screen(route));
    let gallery = shown(Route::home());
    assert_eq!(given(&gallery, "brand-card__name"), PAGE);
    assert!(gallery.contains("700 个品牌") && gallery.contains("已列出 30 个，共 700 个品牌。"));
    assert!(gallery.contains("<a href=\"/all/2/\" data-more=\"\" class=\"more__link\">再看 30 个"));
    let longer = shown(Route::Gallery(Query::parse("more=2")));
    assert_eq!(given(&longer, "brand-card__name"), 3 * PAGE);
    let narrowed = shown(Route::Gallery(Query::parse("kind=case")));
    assert_eq!(given(&narrowed, "brand-card__name"), PAGE);
    assert!(narrowed.contains("<a href=\"/?kind=case&amp;more=1\" data-more=\"\""));
}

#[test]
fn page_by_page_every_brand_is_met_once_in_the_order_of_the_matrix() {
    let site = &*SOME;
    let mut met = Vec::new();
    let pages = site.index.pages();
    assert_eq!(pages, 24);
    for page in 1..=pages {
        let html = html(site, &site.screen(Route::All(page)));
        for (at, way) in [(page - 1, "上一页"), (page + 1, "下一页")] {
            let link = html
                .split("<a ")
                .find(|rest| rest.contains(&format!(">{way}<")));
            let leads = link.is_some_and(|link| link.contains(&format!("href=\"/all/{at}/\"")));
            assert_eq!(leads, (1..=pages).contains(&at), "{page}: {way}");
        }
        let names = html
            .split("class=\"brand-card__name\"><a href=\"/brands/")
            .skip(1);
        met.extend(names.filter_map(|rest| Some(rest.split_once('/')?.0.to_owned())));
    }
    let all = site.catalogue.cards.iter().map(|card| card.id.to_string());
    assert_eq!(met, all.collect::<Vec<_>>());
    for beyond in [0, pages + 1] {
        assert_eq!(site.screen(Route::All(beyond)).route, Route::NotFound);
    }
}

#[test]
fn too_many_institutions_are_offered_in_part_and_listed_whole() {
    let site = Site::new(many(2_000).0, Vec::new());
    let gallery = html(&site, &site.screen(Route::home()));
    assert!(gallery.contains("href=\"/institutions/\" class=\"facet__rest\">查看全部机构"));
    assert!(!gallery.contains("查看全部需求"));
    let offered = site
        .index
        .values()
        .iter()
        .filter(|value| value.facet == Facet::Institution);
    let totals: Vec<u32> = offered.map(|value| value.total).collect();
    assert_eq!(totals.len(), 60);
    assert!(
        totals.is_sorted_by(|a, b| a >= b),
        "the most used: {totals:?}"
    );
    let all = html(&site, &site.screen(Route::Institutions));
    for institution in &site.catalogue.institutions {
        assert!(all.contains(&Route::Institution(institution.id.clone()).href()));
    }
}

#[test]
fn a_list_gets_longer_only_so_far_and_any_change_makes_it_short_again() {
    let longer = Query::parse("need=n1&more=3");
    assert_eq!(longer.further(), 3);
    assert_eq!(longer.to_string(), "need=n1&more=3");
    for changed in [
        longer.with_text("a"),
        longer.sorted(Sort::Name),
        longer.toggled(Facet::Kind, &Slug::parse("case").expect("a slug")),
    ] {
        assert_eq!(changed.further(), 0, "{changed}");
    }
    assert_eq!(longer.with_text(""), longer);
    let mut length = Query::default();
    while let Some(more) = length.with_more() {
        length = more;
    }
    assert_eq!(PAGE * (length.further() + 1), 1_020);
    for silly in ["more=-1", "more=9999999", "more=x", "more="] {
        assert_eq!(Query::parse(silly).further(), 0, "{silly}");
    }
    assert_eq!(Query::parse("more=200").further(), 33);
}

/// Any few values and any order.
fn queries() -> impl Strategy<Value = Query> {
    let values: Vec<(Facet, Slug)> = (SOME.index.values().iter())
        .map(|value| (value.facet, value.key.clone()))
        .collect();
    let chosen = prop::collection::vec(prop::sample::select(values), 0..4);
    let sort = prop::sample::select(Sort::ALL.to_vec());
    (chosen, sort, 0..3).prop_map(|(chosen, sort, more)| {
        let query = (chosen.iter()).fold(Query::default().sorted(sort), |query, (facet, key)| {
            query.toggled(*facet, key)
        });
        (0..more).fold(query, |query, _| query.with_more().expect("a longer list"))
    })
}

/// What a brand itself has of each facet, and what each of its initiatives has.
type Unit<'a> = (
    Kind,
    Option<&'a Slug>,
    &'a [Slug],
    &'a [Slug],
    &'a [Level],
    &'a [Slug],
);

fn units(card: &Card) -> Vec<Unit<'_>> {
    let own: Unit = (
        card.kind,
        Some(&card.owner),
        &card.needs,
        &card.places,
        &card.levels,
        &card.partners,
    );
    let entries = card.initiatives.iter().map(|entry| -> Unit {
        (
            entry.kind,
            entry.owner.as_ref(),
            &entry.needs,
            &entry.places,
            &entry.levels,
            &entry.partners,
        )
    });
    std::iter::once(own).chain(entries).collect()
}

/// Whether a unit has a value, by hand.
fn has(catalogue: &Catalogue, unit: &Unit, facet: Facet, key: &Slug) -> bool {
    let (kind, owner, needs, places, levels, partners) = *unit;
    let is_within = |place: &Slug| catalogue.around(place).any(|around| around == key);
    let seat = owner.and_then(|owner| catalogue.institution(owner)?.place.as_ref());
    match facet {
        Facet::Need => needs.contains(key),
        Facet::Kind => kind.key() == key.as_str(),
        Facet::Institution => owner == Some(key) || partners.contains(key),
        Facet::Place => places.iter().any(is_within) || seat.is_some_and(is_within),
        Facet::Honour => levels.iter().any(|level| level.key() == key.as_str()),
    }
}

/// Whether one unit of a brand has a chosen value in every facet.
fn passes(card: &Card, query: &Query) -> bool {
    units(card).iter().any(|unit| {
        Facet::ALL.into_iter().all(|facet| {
            let chosen = query.chosen(facet);
            let has = |key| has(&SOME.catalogue, unit, facet, key);
            chosen.is_empty() || chosen.iter().any(has)
        })
    })
}

#[test]
fn at_any_number_of_brands_every_kind_of_page_is_drawn_with_one_heading() {
    for total in [1, 27, PAGE, PAGE + 1, 65, 200] {
        let (catalogue, brands) = many(total);
        let files = source::files(&catalogue, &brands, &[]);
        let site = Site::new(catalogue, brands);
        site.index
            .give_engine(files.engine().expect("a whole index"));
        assert!(brand_gallery::desk::emblems::judge(&site.brands).len() < total);
        let mut seen = BTreeSet::new();
        for (at, screen) in (0..).zip(screens(&site)) {
            let kind = format!("{:?}", std::mem::discriminant(&screen.route));
            // All of the first ones, and some of the others.
            if seen.insert(kind)
                || at % (total / 6 + 1) == 0
                || matches!(screen.route, Route::All(_))
            {
                let route = screen.route.clone();
                let headings = html(&site, &screen).matches("<h1").count();
                assert_eq!(headings, 1, "{total}: {route:?}");
            }
        }
    }
}

/// An index that knows the initial data alone, and is then given what it is missing, and nothing else.
fn piecemeal(query: &Query) -> (Results, Vec<Missing>) {
    static PIECES: LazyLock<Bundles> = LazyLock::new(|| bundle(&SOME.catalogue));
    let initial: InitialData = PIECES.initial.clone();
    let index = Index::of(initial);
    let mut given = Vec::new();
    loop {
        let missing = index.missing(query, usize::MAX);
        if missing.is_empty() {
            return (index.search(query), given);
        }
        for item in missing {
            assert!(!given.contains(&item), "asked for {item:?} twice");
            given.push(item);
            match item {
                Missing::FacetIndex => index.give_facet_index(PIECES.facet_index.clone()),
                Missing::NameOrder => index.give_name_order(PIECES.name_order.clone()),
                Missing::Chunk(at) => index.give_chunk(at, PIECES.chunks[at].clone()),
                Missing::Engine | Missing::Everyday | Missing::Text(_) | Missing::Passages(_) => {
                    panic!("nobody asked for words")
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_and_counted_is_what_counting_by_hand_gives(query in queries()) {
        let cards = &SOME.catalogue.cards;
        let results = SOME.index.search(&query);
        let mut expected: Vec<usize> = (0..cards.len()).filter(|at| passes(&cards[*at], &query)).collect();
        prop_assert_eq!(results.total, expected.len());
        match query.sort {
            Sort::Matrix => {}
            Sort::Name => expected.sort_by_key(|at| &cards[*at].id),
            Sort::Year => expected.sort_by_key(|at| cards[*at].year.unwrap_or(u16::MAX)),
        }
        expected.truncate(PAGE * (query.further() + 1));
        let shown: Vec<usize> = results.hits.iter().map(|hit| hit.card).collect();
        prop_assert_eq!(shown, expected);
        for (value, count) in SOME.index.values().iter().zip(&results.counts) {
            let alone = query.clone().retain(|facet, _| facet != value.facet).toggled(value.facet, &value.key);
            let by_hand = cards.iter().filter(|card| passes(card, &alone)).count();
            prop_assert_eq!(*count, by_hand, "{} in {}", value.word, query);
        }
    }

    #[test]
    fn what_comes_piece_by_piece_answers_as_the_whole(query in queries()) {
        let (results, given) = piecemeal(&query);
        prop_assert_eq!(&results, &SOME.index.search(&query));
        let chunks: BTreeSet<usize> = results.hits.iter().map(|hit| hit.card / CARDS_PER_CHUNK).collect();
        let loaded = given.iter().filter(|item| matches!(item, Missing::Chunk(_))).count();
        prop_assert!(loaded <= chunks.len(), "{} chunks for {} hits", loaded, results.hits.len());
    }
}

#[test]
fn what_is_exported_of_ten_thousand_brands_comes_back_and_changes_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("many");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for total in [4_000, 10_000] {
        // Each below the one before it.
        let files = files(total, |_, record, before| {
            if let Some(parent) = before.last() {
                record["parent"] = below(parent);
            }
        });
        for name in [format!("{total}.xlsx"), format!("{total}-csv")] {
            let path = folder.join(&name);
            book::write(&files, &path).unwrap_or_else(|failure| panic!("{name}: {failure}"));
            let read = book::read(&path, &files, None)
                .unwrap_or_else(|failure| panic!("{name}: {failure}"));
            let rows = read
                .map_err(|problems| problems.lines())
                .expect("no problem")
                .rows;
            let changed = sheet::files(&files, &rows).map_err(|problems| problems.lines());
            assert_eq!(changed, Ok(Change::default()), "{name}");
        }
        // JSON is the data itself: it is not imported, and holds every brand in order.
        let path = folder.join(format!("{total}.json"));
        book::write(&files, &path).expect("written");
        let whole: Value = serde_json::from_slice(&fs::read(path).expect("read")).expect("JSON");
        let brands: Vec<Brand> = serde_json::from_value(whole["brands"].clone()).expect("brands");
        let expected: Vec<Brand> = read(&files)
            .brands
            .into_iter()
            .map(|brand| Brand {
                schema: None,
                ..brand
            })
            .collect();
        assert!(brands == expected, "{total} brands as JSON");
    }
}

/// A gallery of forty brands in a tree, each with two initiatives.
fn forty() -> Vec<File> {
    files(40, |at, record, before| {
        if at > 0 {
            record["parent"] = below(&before[(at - 1) / 3]);
        }
        let initiative = |one: usize| {
            json!({
                "id": format!("e{one}"), "name": format!("第{at}之{one}号行动"), "kind": "服务",
                "summary": {"text": format!("第 {at} 个品牌的第 {one} 件事：医务人员到村里、社区里为群众看病、送药、讲课。"), "sources": ["d"]},
                "needs": record["needs"], "places": record["places"],
            })
        };
        record["initiatives"] = (0..2).map(initiative).collect();
    })
}

/// The whole site of these files: every file by its path.
fn published(files: &[File], kept: Option<&Cache>) -> BTreeMap<PathBuf, Vec<u8>> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let reading: Reading = judge_files(files);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let html = fs::read_to_string(root.join("index.html")).expect("the template");
    let assets = Assets {
        boot: "/boot.js".to_owned(),
        style: "/gallery.css".to_owned(),
        css: "body { margin: 0; }".to_owned(),
    };
    let template = Template::of(&html, &assets).unwrap_or_else(|failure| panic!("{failure}"));
    let writer = PageWriter::new(template, assets).with_cache(kept.cloned());
    let stage = scratch(&format!("forty-{}", NUMBER.fetch_add(1, Ordering::Relaxed)));
    writer
        .publish((root, &stage), &html, reading)
        .unwrap_or_else(|failure| panic!("{failure}"));
    let mut found = Vec::new();
    all_files(&stage, &mut found);
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).expect("a file");
        (path.strip_prefix(&stage).expect("below").to_owned(), bytes)
    };
    found.into_iter().map(read).collect()
}

/// An empty folder of this name.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn after_a_change_of_one_brand_a_build_that_remembers_writes_what_a_new_one_writes() {
    let folder = scratch("forty-kept");
    let kept = Cache::of(&folder, b"1");
    let held = || fs::read_dir(&folder).expect("a folder").count();
    let mut files = forty();
    let first = published(&files, Some(&kept));
    let all = held();
    assert!(
        first == published(&files, Some(&kept)),
        "nothing has changed"
    );
    assert_eq!(held(), all, "nothing is drawn again");
    // One brand in the middle of the tree: first of all what only its own pages show, then what many pages show.
    let at = files
        .iter()
        .position(|file| file.path.starts_with("brands/"));
    let at = at.expect("a brand") + 7;
    for (change, text, most) in [
        (
            "/initiatives/1/summary/text",
            "改过的一件事：医务人员到海岛上、渔船上为群众看病、送药、讲课，一年到头不断。",
            30,
        ),
        ("/name", "改过的名称", all / 2),
    ] {
        let mut record: Value = serde_json::from_slice(&files[at].bytes).expect("JSON");
        *record.pointer_mut(change).expect(change) = text.into();
        files[at].bytes = record.to_string().into_bytes();
        let before = held();
        let remembered = published(&files, Some(&kept));
        let drawn = held() - before;
        assert!((1..most).contains(&drawn), "{change}: {drawn} of {all}");
        let new = published(&files, None);
        assert!(remembered.keys().eq(new.keys()), "{change}: other files");
        let other = new
            .iter()
            .filter(|(path, bytes)| remembered[*path] != **bytes);
        let other: Vec<_> = other.map(|(path, _)| path).collect();
        assert!(other.is_empty(), "{change}: {other:?}");
        assert!(remembered != first, "{change}: it is seen");
    }
}
