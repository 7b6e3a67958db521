//! What people's words mean: the share of sentences that lead to the right need or brand, and of queries about other things that are not answered.
//!
//! `fixtures/everyday/tuning.txt` was used to write `public/data/everyday.json`. With the others nothing was tuned: `test.txt` was written before the list,
//! but by its author; `later.txt` after its last tuning, and tells best what to expect of sentences that nobody has seen. `english.txt` is in English. `cargo test --test everyday --
//! --nocapture` prints the shares, and the misses of the tuning half; with `SAY_MISSES` those of the others.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]
#![expect(clippy::print_stdout, reason = "the shares are what it measures")]

mod catalogue;

use brand_gallery::catalogue::Slug;
use brand_gallery::search::{Query, Target};
use catalogue::site;
use std::fs;
use std::path::Path;

/// The share of sentences with the right answer among the first three, in percent.
const LEAST_RIGHT: usize = 90;

/// The share of queries about other things that are answered, in percent.
const MOST_FALSE: usize = 10;

/// How many of the first needs and brands count.
const FIRST: usize = 3;

/// What a query is answered with: ids of needs and brands, and `brand/initiative`, the first three of each.
fn answer(text: &str) -> Vec<String> {
    let index = &site().index;
    let query = Query::default().with_text(text);
    let found = index.search(&query);
    let brand = |at: usize| site().catalogue.cards[at].id.to_string();
    let mut ids: Vec<String> = (found.hits.iter().take(FIRST).map(|hit| brand(hit.card))).collect();
    if index.finds_little(&query) {
        let meant = index.meant(&query);
        ids.extend(
            meant
                .targets
                .iter()
                .take(FIRST)
                .filter_map(|it| match &it.target {
                    Target::Value(_, id) | Target::Brand(id) => Some(id.to_string()),
                    Target::Initiative(brand, id) => Some(format!("{brand}/{id}")),
                    Target::Search | Target::Elder => None,
                }),
        );
        ids.extend(meant.brands.iter().map(|hit| brand(hit.card)));
        ids.extend(meant.partly.iter().map(|(hit, _)| brand(hit.card)));
    }
    ids
}

/// Whether an answer is right: it names what is expected, or a brand found by the words themselves has the expected need.
fn is_right(answer: &[String], expected: &str) -> bool {
    expected.split(' ').any(|id| {
        let has = |brand: &String| {
            let card = Slug::parse(brand).and_then(|brand| site().catalogue.card(&brand));
            card.is_some_and(|card| card.needs.iter().any(|need| need.as_str() == id))
        };
        answer.iter().any(|one| one == id)
            || answer.iter().take(FIRST).any(|brand| {
                site()
                    .catalogue
                    .needs
                    .iter()
                    .all(|need| need.id.as_str() != brand)
                    && has(brand)
            })
    })
}

/// Sentences, right ones, queries about other things, those that are answered; and the misses.
fn measured(file: &str) -> ([usize; 4], Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/everyday");
    let text = fs::read_to_string(path.join(file)).expect(file);
    let [mut sentences, mut right, mut others, mut answered] = [0; 4];
    let mut misses = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (query, expected) = line.split_once('\t').unwrap_or((line, ""));
        // It is answered by the notice for people in danger.
        if !site().index.urgent(query).is_empty() {
            continue;
        }
        let answer = answer(query);
        if expected.is_empty() {
            others += 1;
            answered += usize::from(!answer.is_empty());
        } else {
            sentences += 1;
            right += usize::from(is_right(&answer, expected));
        }
        if expected.is_empty() != answer.is_empty()
            || !is_right(&answer, expected) && !expected.is_empty()
        {
            misses.push(format!(
                "{query} → {} (expected {expected})",
                answer.join(" ")
            ));
        }
    }
    ([sentences, right, others, answered], misses)
}

fn judge(file: &str, says_misses: bool) {
    let ([sentences, right, others, answered], misses) = measured(file);
    if says_misses {
        println!("{}", misses.join("\n"));
    }
    println!(
        "{file}: {right} of {sentences} sentences right, {answered} of {others} other queries answered"
    );
    assert!(
        right * 100 >= sentences * LEAST_RIGHT,
        "{file}: {right} of {sentences}"
    );
    assert!(
        answered * 100 <= others * MOST_FALSE,
        "{file}: {answered} of {others}"
    );
}

#[test]
fn sentences_of_the_tuning_half_lead_to_the_right_need() {
    judge("tuning.txt", true);
}

#[test]
fn sentences_of_the_test_half_lead_to_the_right_need() {
    judge("test.txt", std::env::var_os("SAY_MISSES").is_some());
}

#[test]
fn sentences_that_were_written_later_lead_to_the_right_need() {
    judge("later.txt", std::env::var_os("SAY_MISSES").is_some());
}

#[test]
fn what_is_typed_in_english_leads_to_the_right_need() {
    judge("english.txt", true);
}
