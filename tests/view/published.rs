//! The register of published addresses: what was published once keeps answering, in every language.

use brand_gallery::catalogue::Redirect;
use brand_gallery::catalogue::check::Reading;
use brand_gallery::desk::data::{self, Data};
use brand_gallery::desk::prerender::screens;
use brand_gallery::desk::published::{self, lost};
use brand_gallery::messages::Language;
use brand_gallery::route::Route;
use brand_gallery::screen::Site;
use std::fs;
use std::path::Path;

#[path = "../fixtures/copied.rs"]
mod copied;

use copied::copied;

const GONE: &str = "brands/baitian-touxi/";

/// The invented town.
fn town() -> Reading {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = Data::of(root, Some(&root.join("tests/fixtures/second")));
    let reading = data::judge(&data).expect("readable");
    assert_eq!(reading.problems, []);
    reading
}

/// The register of the town as it is, in all languages.
fn register() -> String {
    let reading = town();
    let site = Site::new(reading.catalogue, reading.brands);
    let screens = screens(&site);
    let mut lines = vec!["# 发布过的网址".to_owned()];
    for language in Language::ALL {
        let pages = screens.iter().filter(|it| it.route != Route::NotFound);
        for screen in pages.filter(|it| it.route.is_in_all_languages()) {
            lines.push(format!("{}{}", language.folder(), screen.route.path()));
        }
    }
    lines.join("\n")
}

/// The town without one of its brands.
fn without() -> Reading {
    let mut reading = town();
    reading
        .brands
        .retain(|brand| !GONE.contains(brand.id.as_str()));
    let cards = &mut reading.catalogue.cards;
    cards.retain(|card| !GONE.contains(card.id.as_str()));
    reading
}

fn redirect(from: &str, to: &str) -> Redirect {
    Redirect {
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

#[test]
fn what_is_there_is_not_lost_and_a_gallery_without_a_register_has_published_nothing() {
    let register = register();
    assert!(register.lines().count() > 30, "{register}");
    assert_eq!(lost(&register, &town()), []);
    assert_eq!(lost("", &without()), []);
}

#[test]
fn a_page_that_vanished_is_named_once_with_what_lies_below_it_and_with_a_way_out_that_works() {
    let register = register();
    let mut reading = without();
    let problems = lost(&register, &reading);
    let problem = problems.iter().find(|it| it.sentence.contains(GONE));
    let problem = problem.unwrap_or_else(|| panic!("{problems:?}"));
    assert_eq!(problem.file, published::FILE);
    let line = register.lines().nth(problem.line - 1);
    assert_eq!(line, Some(GONE));
    assert!(problem.sentence.contains("redirects.json"), "{problem}");
    assert!(problem.sentence.contains("连同下面的"), "{problem}");
    // Each language and each initiative is not a problem of its own.
    let named = problems.iter().filter(|it| it.sentence.contains(GONE));
    assert_eq!(named.count(), 1, "{problems:?}");
    // What the sentence proposes is taken by the check.
    for path in register
        .lines()
        .filter(|path| path.contains("baitian-touxi"))
    {
        if !path.starts_with("en/") && !path.starts_with("zh-hant/") {
            let (_, rest) = problem.sentence.split_once("\"to\": \"").expect("a target");
            let to = rest.split('"').next().expect("its end");
            reading.redirects.push(redirect(path, to));
        }
    }
    assert_eq!(
        brand_gallery::desk::redirect::judge(
            &reading,
            &brand_gallery::desk::addresses::Addresses::of(&reading)
        ),
        []
    );
    assert_eq!(lost(&register, &reading), []);
}

#[test]
fn an_address_of_one_language_alone_is_kept_too() {
    for folder in ["", "en/", "zh-hant/"] {
        let problems = lost(&format!("{folder}{GONE}\n"), &without());
        assert_eq!(problems.len(), 1, "{folder}: {problems:?}");
        let mut moved = without();
        moved.redirects.push(redirect(GONE, "institutions/"));
        assert_eq!(lost(&format!("{folder}{GONE}\n"), &moved), []);
    }
}

#[test]
fn the_check_reads_the_register_of_its_folder_and_refuses_what_is_lost() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published-town");
    copied(&root.join("tests/fixtures/second"), &folder);
    let own = Data::of(root, Some(&folder));
    fs::write(folder.join(published::FILE), register()).expect("written");
    assert!(data::sound(&own).is_ok());
    let path = folder.join(published::FILE);
    fs::write(path, register() + "\nbrands/lao-pinpai/\n").expect("written");
    let problems = data::judge(&own).expect("readable").problems;
    let [problem] = &problems[..] else {
        panic!("{problems:?}")
    };
    assert!(problem.sentence.contains("brands/lao-pinpai/"), "{problem}");
    assert!(data::sound(&own).is_err());
}
