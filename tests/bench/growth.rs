//! Does the command line keep up with a thousand brands, and with ten thousand?
//!
//! A benchmark, not a test: `cargo bench --profile dev --bench growth` (`-- 1000` for one size) writes invented data of so many brands, three initiatives
//! each, ten brands below each, and runs the very commands on it: `check`, `fmt`, `export`, `build` from nothing, `build` after an edit of one brand.
//! Printed of each: wall and processor seconds, the largest memory; of the site: files, bytes, and bytes as the disk counts them.
//! The programs of the site are compiled beforehand, by a build of the project's own data. Absent on purpose: a bar.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and fails by panicking"
)]

#[path = "../fixtures/many.rs"]
#[expect(dead_code, reason = "shared with tests, which use the rest")]
mod fixture;

use fixture::{below, files};
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Where no size is asked for: so many brands.
const TOTALS: [usize; 2] = [1_000, 10_000];

const INITIATIVES: usize = 3;

fn main() {
    let asked: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let totals = if asked.is_empty() {
        TOTALS.to_vec()
    } else {
        asked
    };
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("growth");
    fs::create_dir_all(&scratch).expect("a folder");
    println!("| brands | command | wall, s | processor, s | memory, MB |");
    println!("|---|---|---|---|---|");
    for total in totals {
        let data = scratch.join(format!("{total}"));
        let site = scratch.join(format!("{total}-site"));
        for old in [&data, &site] {
            let _ = fs::remove_dir_all(old);
        }
        write(&data, total);
        let book = scratch.join(format!("{total}.xlsx"));
        let run = |what: &str, words: &[&str]| report(total, what, &data, words);
        let (book, out) = (book.to_string_lossy(), site.to_string_lossy());
        run("check", &["check"]);
        run("fmt", &["fmt"]);
        run("export", &["export", &book]);
        run("build", &["build", "--out", &out]);
        weigh(&site, total);
        edit(&data);
        run("build, one brand edited", &["build", "--out", &out]);
        run("build, nothing edited", &["build", "--out", &out]);
    }
}

/// The data folder of so many brands.
fn write(data: &Path, total: usize) {
    let files = files(total, |at, record, before| {
        if at > 0 {
            record["parent"] = below(&before[(at - 1) / 10]);
        }
        let initiatives: Vec<Value> = (0..INITIATIVES)
            .map(|one| {
                json!({
                    "id": format!("e{one}"), "name": format!("第{at}之{one}号行动"), "kind": "服务",
                    "summary": {"text": format!("第 {at} 个品牌的第 {one} 件事：医务人员到村里、社区里为群众看病、送药、讲课。"), "sources": ["d"]},
                    "needs": record["needs"], "places": record["places"],
                })
            })
            .collect();
        record["initiatives"] = initiatives.into();
    });
    for file in files {
        let path = data.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, file.bytes).expect("written");
    }
}

/// Changes a word of one brand.
fn edit(data: &Path) {
    let brands = fs::read_dir(data.join("brands")).expect("brands");
    let mut paths: Vec<PathBuf> = brands
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let path = &paths[paths.len() / 2];
    let text = fs::read_to_string(path).expect("a brand");
    let edited = text.replacen("看病、送药", "送药、看病", 1);
    assert_ne!(text, edited);
    fs::write(path, edited).expect("written");
}

/// Runs a command on the data, and prints what it took.
fn report(total: usize, what: &str, data: &Path, words: &[&str]) {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_brand-gallery"))
        .args(words)
        .arg("--data")
        .arg(data)
        .stdout(Stdio::null())
        .spawn()
        .expect("the command");
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("the command") {
            break ended;
        }
        // What the kernel says of a process that is still there.
        let peak = fs::read_to_string(&status).ok().and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<usize>().ok()
        });
        memory = memory.max(peak.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    assert!(ended.success(), "{what} failed");
    let wall = begun.elapsed().as_secs_f64();
    println!(
        "| {total} | {what} | {wall:.1} | {:.1} | {} |",
        spent(),
        memory / 1_000
    );
}

/// Processor seconds of the commands since this was last asked.
fn spent() -> f64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static BEFORE: AtomicU64 = AtomicU64::new(0);
    // Fields 16 and 17: the time of children that have ended, in hundredths of a second.
    let stat = fs::read_to_string("/proc/self/stat").expect("a process");
    let after = stat.rsplit_once(')').expect("a name").1;
    let fields = after.split_whitespace().skip(13).take(2);
    let now: u64 = fields
        .map(|field| field.parse::<u64>().expect("a number"))
        .sum();
    (now - BEFORE.swap(now, Ordering::Relaxed)) as f64 / 100.0
}

/// Prints what a site weighs.
fn weigh(site: &Path, total: usize) {
    let (mut files, mut bytes, mut disk) = (0, 0, 0);
    let mut folders = vec![site.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let metadata = entry.metadata().expect("a file");
            disk += metadata.blocks() * 512;
            match metadata.is_dir() {
                true => folders.push(entry.path()),
                false => {
                    files += 1;
                    bytes += metadata.len();
                }
            }
        }
    }
    println!(
        "| {total} | the site: {files} files, {} MB, {} MB on disk | | | |",
        bytes / 1_000_000,
        disk / 1_000_000
    );
}
