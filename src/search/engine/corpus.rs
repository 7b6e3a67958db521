//! Measurements of the engine with the corpora of the search bench (native).
//!
//! `corpus contender CONTENDERS/NAME DATA/N…` makes this engine a contender of the bench: it writes module and program to the first folder, and the
//! index of each corpus beside it. `corpus build CORPUS.json FOLDER` writes an index. `corpus try FOLDER QUERIES.json [KIND]` prints how many queries of
//! each kind have a right answer among the first three, the time of a keystroke, and the misses of one kind.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["contender", folder, corpora @ ..] => native::bench_adapter(folder, corpora),
        ["build", corpus, folder] => native::build(corpus, folder),
        ["try", folder, queries, rest @ ..] => {
            native::attempt(folder, queries, rest.first().copied())
        }
        _ => eprintln!(
            "corpus contender CONTENDERS/NAME DATA/N… | corpus build CORPUS.json FOLDER | corpus try FOLDER QUERIES.json [KIND]"
        ),
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use hanzi_search::Engine;
    use hanzi_search::builder::{Record, identity, index};
    use serde::Deserialize;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;
    use std::process::Command;
    use std::time::Instant;

    #[derive(Deserialize)]
    struct Brand {
        id: u32,
        name: String,
        owner: String,
        region: String,
        tags: Vec<String>,
        summary: String,
        initiatives: Vec<Initiative>,
    }

    #[derive(Deserialize)]
    struct Initiative {
        name: String,
        summary: String,
    }

    #[derive(Deserialize)]
    struct Asked {
        kind: String,
        #[serde(default)]
        sub: Option<String>,
        q: String,
        expect: Vec<usize>,
    }

    pub fn bench_adapter(folder: &str, corpora: &[&str]) {
        let cargo = std::env::var("CARGO").unwrap_or("cargo".to_owned());
        let wasm = "wasm32-unknown-unknown";
        let status = Command::new(cargo)
            .args([
                "rustc",
                "--release",
                "--quiet",
                "-p",
                "hanzi-search",
                "--example",
                "bench_adapter",
                "--target",
                wasm,
                "--",
                // As a site ships it: without the names of functions.
                "-C",
                "strip=symbols",
            ])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .unwrap();
        assert!(status.success(), "the program does not compile");
        // This executable is in target/release/examples/.
        let target = std::env::current_exe().unwrap();
        let target = target.ancestors().nth(3).unwrap();
        fs::create_dir_all(folder).unwrap();
        let program = target
            .join(wasm)
            .join("release/examples/bench_adapter.wasm");
        fs::copy(program, format!("{folder}/engine.wasm")).unwrap();
        fs::write(
            format!("{folder}/index.mjs"),
            include_str!("bench_adapter.mjs"),
        )
        .unwrap();
        let name = Path::new(folder).file_name().unwrap().to_str().unwrap();
        for corpus in corpora {
            build(
                &format!("{corpus}/corpus.json"),
                &format!("{corpus}/{name}"),
            );
        }
    }

    pub fn build(corpus: &str, folder: &str) {
        let begun = Instant::now();
        let brands: Vec<Brand> = serde_json::from_slice(&fs::read(corpus).unwrap()).unwrap();
        assert!(
            brands.iter().zip(0..).all(|(brand, at)| brand.id == at),
            "ids must count from 0"
        );
        let records: Vec<Record> = brands
            .iter()
            .map(|brand| Record {
                names: vec![&brand.name],
                around: vec![&brand.owner],
                values: brand
                    .tags
                    .iter()
                    .map(String::as_str)
                    .chain([brand.region.as_str()])
                    .collect(),
                beside: Vec::new(),
                texts: brand
                    .initiatives
                    .iter()
                    .flat_map(|initiative| [initiative.name.as_str(), &initiative.summary])
                    .chain([brand.summary.as_str()])
                    .collect(),
            })
            .collect();
        let files = index(&records, &[]);
        // The parts of an earlier index have other names and would stay.
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).unwrap();
        fs::write(format!("{folder}/head.bin"), &files.head).unwrap();
        let mut bytes = 0;
        for part in &files.parts {
            bytes += part.len();
            fs::write(format!("{folder}/{:016x}.bin", identity(part)), part).unwrap();
        }
        println!(
            "{} records: head {} bytes, texts {} bytes in {} parts, {:.1} s",
            records.len(),
            files.head.len(),
            bytes,
            files.parts.len(),
            begun.elapsed().as_secs_f32()
        );
    }

    pub fn attempt(folder: &str, queries: &str, show: Option<&str>) {
        let head = fs::read(format!("{folder}/head.bin")).unwrap();
        let begun = Instant::now();
        let engine = Engine::open(head).unwrap();
        let opened = begun.elapsed();
        for part in engine.parts() {
            assert!(engine.give(fs::read(format!("{folder}/{part:016x}.bin")).unwrap()));
        }
        println!("open {:?}, with texts {:?}", opened, begun.elapsed());
        let asked: Vec<Asked> = serde_json::from_slice(&fs::read(queries).unwrap()).unwrap();
        let mut kinds: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
        let (mut times, mut sum) = (Vec::new(), 0u64);
        for query in &asked {
            let found = engine.find(&query.q);
            let answer = found.records(20);
            let place = answer
                .iter()
                .position(|record| query.expect.contains(record));
            let kind = kinds.entry(&query.kind).or_default();
            kind.0 += 1;
            kind.1 += usize::from(place == Some(0));
            kind.2 += usize::from(place.is_some_and(|place| place < 3));
            if show == Some(&query.kind) && place.is_none_or(|place| place > 2) {
                println!(
                    "{} {:?} expect {:?} got {place:?} stage {:?} {:?}",
                    query.q, query.sub, query.expect, found.stage, answer
                );
            }
            let mut typed = String::new();
            for c in query.q.chars() {
                typed.push(c);
                let time = || {
                    let begun = Instant::now();
                    let _ = engine.find(&typed).records(20);
                    begun.elapsed().as_micros()
                };
                times.push(((0..3).map(|_| time()).min().unwrap(), typed.clone()));
                for key in engine.find(&typed).keys {
                    sum = sum.rotate_left(5).wrapping_mul(31).wrapping_add(key.into());
                }
            }
        }
        for (kind, (all, first, third)) in kinds {
            println!(
                "{kind:9} @1 {:.3} @3 {:.3}",
                first as f32 / all as f32,
                third as f32 / all as f32
            );
        }
        times.sort();
        let at = |share: usize| &times[(times.len() - 1) * share / 1000];
        println!(
            "{} keystrokes, the best of three: p50 {:?} p95 {:?} p99 {:?} max {:?} us; all answers {sum:016x}",
            times.len(),
            at(500),
            at(950),
            at(990),
            at(1000)
        );
    }
}
