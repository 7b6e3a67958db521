//! Fuzzes the search.
//!
//! `fixtures/fuzz/` is the corpus, one input a file: all of it is tried, then mutations of it, for ten seconds or `FUZZ_SECONDS`. An input
//! that breaks something is written into the corpus, where it stays as a promise. `FUZZ_SEED` repeats a run; without it each run goes elsewhere.
//! It does not measure coverage, which needs a nightly compiler.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, with a sentence, and says where it kept what broke it"
)]

mod catalogue;

use brand_gallery::search::{Engine, Query, Results};
use catalogue::site;
use hanzi_search::builder::{Files, Record, index};
use hanzi_search::index::{File, file};
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz")
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Numbers as good as random (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) as usize % end.max(1)
    }

    /// Inputs cut, joined and with bytes changed, now and then at the borders of characters only.
    fn mutated(&mut self, inputs: &[Vec<u8>]) -> Vec<u8> {
        let mut input = inputs[self.below(inputs.len())].clone();
        for _ in 0..=self.below(5) {
            let at = self.below(input.len() + 1);
            match self.below(7) {
                0 => input.truncate(at),
                1 => input.extend(&inputs[self.below(inputs.len())]),
                2 => input.insert(at, self.below(256) as u8),
                3 if at < input.len() => drop(input.remove(at)),
                4 if at < input.len() => input[at] ^= 1 << self.below(8),
                5 => input
                    .splice(at..at, inputs[self.below(inputs.len())].iter().copied())
                    .for_each(drop),
                _ => {
                    let mut text: Vec<char> = String::from_utf8_lossy(&input).chars().collect();
                    let (a, b) = (self.below(text.len()), self.below(text.len()));
                    if a < text.len() {
                        text.swap(a, b);
                    }
                    input = text.into_iter().collect::<String>().into_bytes();
                }
            }
        }
        input.truncate(600);
        input
    }
}

/// Tries the corpus, then mutations of it, until the time is over.
fn fuzz(attempt: fn(&[u8])) {
    let files = fs::read_dir(corpus()).expect("the corpus");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let inputs: Vec<Vec<u8>> = paths
        .iter()
        .map(|path| fs::read(path).expect("an input"))
        .collect();
    assert!(inputs.len() > 40, "the corpus is gone");
    inputs.iter().for_each(|input| attempt(input));
    let seed = variable("FUZZ_SEED").unwrap_or_else(|| RandomState::new().hash_one(0));
    let mut random = Random(seed);
    let until = Instant::now() + Duration::from_secs(variable("FUZZ_SECONDS").unwrap_or(10));
    while Instant::now() < until {
        let input = random.mutated(&inputs);
        if let Err(broken) = catch_unwind(|| attempt(&input)) {
            let path = corpus().join(format!(
                "broken-{:016x}",
                RandomState::new().hash_one(&input)
            ));
            fs::write(&path, &input).expect("a place for what broke it");
            println!("FUZZ_SEED={seed}: kept as {}", path.display());
            std::panic::resume_unwind(broken);
        }
    }
}

#[test]
fn whatever_is_typed_has_one_answer_in_order_with_marks_on_whole_characters() {
    fuzz(|bytes| {
        let query = Query::default().with_text(&String::from_utf8_lossy(bytes));
        let results: Results = site().index.search(&query);
        assert_eq!(results, site().index.search(&query));
        assert!(results.hits.iter().map(|hit| hit.tier).is_sorted());
        let Some(marker) = site().index.marker(&query) else {
            return;
        };
        for hit in results.hits.iter().take(3) {
            let card = &site().catalogue.cards[hit.card];
            for (text, name) in [(&card.name, true), (&card.summary, false)] {
                assert!(
                    marker
                        .marks(text, name)
                        .into_iter()
                        .all(|mark| text.get(mark).is_some())
                );
            }
        }
    });
}

/// How many sections the head of an index has.
const SECTIONS: usize = 16;

/// The sections of the head of a small index, and its parts.
fn whole_index() -> &'static [Vec<Vec<u8>>; 2] {
    static INDEX: OnceLock<[Vec<Vec<u8>>; 2]> = OnceLock::new();
    INDEX.get_or_init(|| {
        let records = ["高山巡回", "医路跟党", "心能量"].map(|name| Record {
            names: vec![name, "别名"],
            around: vec!["海曙区重庆路"],
            values: vec!["急救"],
            beside: vec!["鄞州"],
            texts: vec!["送医送药，定期进山 cmi 值", "41个党支部"],
        });
        let Files { head, parts } = index(&records, &[]);
        let head = File::open(head).expect("whole");
        let sections = (0..SECTIONS).map(|at| head.section(at).to_vec());
        [sections.collect(), parts]
    })
}

#[test]
fn an_index_that_was_made_to_deceive_gives_wrong_answers_at_worst() {
    fuzz(|bytes| {
        let [sections, parts] = whole_index();
        let mut sections = sections.clone();
        // The first two bytes say where, the others what.
        let (place, content) = bytes.split_at(bytes.len().min(2));
        let [section, from] = [0, 1].map(|at| usize::from(place.get(at).copied().unwrap_or(0)));
        let section = &mut sections[section % SECTIONS];
        let from = from % section.len().max(1);
        for (at, byte) in content.iter().enumerate() {
            match section.get_mut(from + at) {
                Some(old) => *old = *byte,
                None => section.push(*byte),
            }
        }
        let Some(engine) = Engine::open(file(&sections)) else {
            return;
        };
        for part in parts {
            engine.give(part.clone());
        }
        for query in [
            "高山",
            "gaoshan",
            "gsxh",
            "高三巡回",
            "gaosanxunhui",
            "高山寻问",
            "进山 急救",
            "cmi",
            "chongqing",
        ] {
            let found = engine.find(query);
            engine.needs(query, 3);
            let _ = (
                found.records(9),
                engine.marker(query, &found).marks("高山巡回", true),
            );
        }
    });
}
