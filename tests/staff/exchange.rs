//! Tests of writing several data files at once: the program is killed in the middle, and other programs write at the same time.

use crate::{STATE, run, town_project};
use brand_gallery::desk::data::{self, Data};
use brand_gallery::desk::edit::store::{Saved, revision, save};
use brand_gallery::desk::exchange::settle_under;
use brand_gallery::desk::lock::Lock;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How many brands the invented gallery has.
const BRANDS: usize = 50;

const OLD: &str = "xingshan-yiyuan";
const NEW: &str = "xin-yiyuan";

/// An invented gallery of many brands of one institution, in a project of this name.
fn gallery(name: &str) -> (PathBuf, Data) {
    let project = town_project(&format!("exchange-{name}"));
    let data = Data::of(&project, None);
    for at in 0..BRANDS {
        let brand = json!({
            "id": format!("pinpai-{at}"), "order": 100 + at, "name": format!("品牌{at}"), "kind": "机构品牌", "emblem": "heart", "owner": OLD,
            "summary": { "text": "虚构的品牌，只供测试。", "sources": ["xugou"] },
            "figures": [{ "value": "0", "unit": "次", "label": "写过", "sources": ["xugou"] }],
        });
        fs::write(data.path(&brand_path(at)), brand.to_string()).expect("written");
    }
    let (ok, said) = run(&project, &["fmt"], "");
    assert!(ok, "{said}");
    let (ok, said) = run(&project, &["check"], "");
    assert!(ok, "{said}");
    (project, data)
}

fn brand_path(at: usize) -> String {
    format!("brands/pinpai-{at}.json")
}

/// Every entry of the folder by its path, schemas apart.
fn all(data: &Data) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for below in ["", "brands/"] {
        for entry in fs::read_dir(data.path(below)).expect("a folder") {
            let entry = entry.expect("an entry");
            if entry.path().is_file() {
                let name = entry.file_name().to_string_lossy().into_owned();
                all.insert(
                    format!("{below}{name}"),
                    fs::read(entry.path()).expect("it"),
                );
            }
        }
    }
    all
}

fn put(data: &Data, files: &BTreeMap<String, Vec<u8>>) {
    for path in all(data).keys() {
        fs::remove_file(data.path(path)).expect("gone");
    }
    for (path, bytes) in files {
        fs::write(data.path(path), bytes).expect("written");
    }
}

fn start(project: &Path, words: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_brand-gallery"))
        .args(words)
        .env("CARGO_MANIFEST_DIR", project)
        .env(STATE, project.join("state"))
        .current_dir(project)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program")
}

#[test]
fn a_rename_that_is_killed_at_any_moment_is_all_old_or_all_new_after_the_next_command() {
    let (project, data) = gallery("killed");
    let old = all(&data);
    let words = ["rename", "institution", OLD, NEW];
    let began = Instant::now();
    let (ok, said) = run(&project, &words, "");
    assert!(ok, "{said}");
    let whole = began.elapsed();
    let new = all(&data);
    assert!(new.len() == old.len() && new != old);
    let (mut were_old, mut were_new, mut in_the_middle) = (0, 0, 0);
    for round in 0..24_u32 {
        put(&data, &old);
        let mut process = start(&project, &words);
        let journal = data.path(".gallery.journal");
        if round % 3 == 0 {
            // Anywhere in its run.
            thread::sleep(whole * (round * 7919 % 100) / 100);
        } else {
            // While the files take their places.
            while !journal.exists() && process.try_wait().expect("its state").is_none() {
                std::hint::spin_loop();
            }
            thread::sleep(Duration::from_micros(u64::from(round * 7919 % 40) * 50));
        }
        let _ = process.kill();
        let _ = process.wait();
        in_the_middle += usize::from(journal.exists());
        let (ok, said) = run(&project, &["check"], "");
        assert!(ok, "round {round}: {said}");
        let files = data::files(&data).expect("files");
        for file in &files {
            let wanted = [old.get(&file.path), new.get(&file.path)];
            assert!(
                wanted.contains(&Some(&file.bytes)),
                "round {round}: {} is neither old nor new",
                file.path
            );
        }
        let is = |side: &BTreeMap<String, Vec<u8>>| {
            files
                .iter()
                .all(|file| side.get(&file.path) == Some(&file.bytes))
        };
        match (is(&old), is(&new)) {
            (true, false) => were_old += 1,
            (false, true) => were_new += 1,
            _ => panic!("round {round}: neither all old nor all new"),
        }
        // The next writer leaves nothing else.
        let lock = Lock::take(&data).expect("the lock");
        settle_under(&lock, &data).expect("settled");
        drop(lock);
        let left = all(&data);
        assert!(
            left == old || left == new,
            "round {round}: {:?}",
            left.keys()
        );
    }
    assert!(
        were_old > 0 && were_new > 0 && in_the_middle > 0,
        "{were_old} {were_new} {in_the_middle}"
    );
}

/// The number in the figure of a brand.
fn figure(data: &Data, path: &str) -> u64 {
    let value: Value =
        serde_json::from_slice(&fs::read(data.path(path)).expect("a file")).expect("JSON");
    let figure = value["figures"][0]["value"].as_str().expect("a figure");
    figure.parse().expect("a number")
}

/// Counts the figure of a brand up by one, as the editor would that is told of every conflict.
fn count(data: &Data, path: &str) {
    loop {
        let bytes = fs::read(data.path(path)).expect("a file");
        let text = String::from_utf8(bytes.clone()).expect("text");
        let now = figure(data, path);
        let next = text.replacen(
            &format!("\"value\": \"{now}\""),
            &format!("\"value\": \"{}\"", now + 1),
            1,
        );
        match save(data, path, &next, &revision(&bytes)).expect("saved") {
            Saved::Ok { .. } => return,
            Saved::Conflict(_) => {}
        }
    }
}

#[test]
fn a_figure_that_is_saved_while_an_institution_is_renamed_is_not_lost() {
    let (project, data) = gallery("meanwhile");
    let (mut saved, mut renamed, mut refused) = (0, 0, 0);
    let mut names = (OLD, NEW);
    for round in 0..8 {
        let mut process = start(&project, &["rename", "institution", names.0, names.1]);
        // Before it reads, while it works, after it.
        while process.try_wait().expect("its state").is_none() {
            count(&data, &brand_path(round));
            saved += 1;
            thread::sleep(Duration::from_millis(if round < 4 { 5 } else { 150 }));
        }
        let output = process.wait_with_output().expect("its answer");
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("text");
        if output.status.success() {
            renamed += 1;
            names = (names.1, names.0);
        } else {
            refused += 1;
            assert!(
                said.contains(&brand_path(round)) && said.contains("什么也没有写"),
                "{said}"
            );
        }
        count(&data, &brand_path(round));
        saved += 1;
        let text = fs::read_to_string(data.path(&brand_path(round))).expect("a file");
        assert!(
            text.contains(&format!("\"{}\"", names.0)),
            "round {round}: {text}"
        );
    }
    let total: u64 = (0..8).map(|at| figure(&data, &brand_path(at))).sum();
    assert_eq!(
        total, saved,
        "renamed {renamed} times, refused {refused} times"
    );
    let (ok, said) = run(&project, &["check"], "");
    assert!(ok, "{said}");
}

/// Says that it is over, when it is dropped.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn formatting_and_saving_at_the_same_time_fail_neither() {
    let (project, data) = gallery("format");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let saving = scope.spawn(|| {
            let mut saved = 0;
            while !is_over.load(Ordering::Relaxed) {
                count(&data, &brand_path(0));
                saved += 1;
                thread::sleep(Duration::from_millis(5));
            }
            saved
        });
        // A failure of this thread ends the other, too.
        let over = Over(&is_over);
        for _ in 0..10 {
            // Something to format, in the file that is being saved, too.
            let path = data.path(&brand_path(1));
            let text = fs::read_to_string(&path).expect("a file");
            fs::write(&path, text.replace('\n', "\r\n")).expect("written");
            let (ok, said) = run(&project, &["fmt"], "");
            assert!(ok, "{said}");
        }
        drop(over);
        let saved = saving.join().expect("all saved");
        assert_eq!(figure(&data, &brand_path(0)), saved);
    });
}

#[test]
fn who_comes_while_another_process_writes_is_told_who_that_is() {
    let (project, data) = gallery("held");
    let before = all(&data);
    let lock = Lock::take(&data).expect("the lock");
    let (ok, said) = run(&project, &["rename", "institution", OLD, NEW], "");
    let process = format!("进程号 {}", std::process::id());
    assert!(
        !ok && said.contains(&process) && said.contains("什么也没有写"),
        "{said}"
    );
    // Readers wait for nobody.
    let (ok, said) = run(&project, &["check"], "");
    assert!(ok, "{said}");
    drop(lock);
    assert_eq!(all(&data), before);
    let (ok, said) = run(&project, &["rename", "institution", OLD, NEW], "");
    assert!(ok, "{said}");
}

/// Answers the questions of `new brand` after `meanwhile` has happened; whether it went well, and all it said.
fn answer(project: &Path, meanwhile: impl FnOnce()) -> (bool, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_brand-gallery"))
        .args(["new", "brand"])
        .env("CARGO_MANIFEST_DIR", project)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut output = BufReader::new(process.stdout.take().expect("its output"));
    let mut said = String::new();
    // Its first question: the data has been read.
    output.read_line(&mut said).expect("a question");
    meanwhile();
    let answers = "晚安\n\n\n机构品牌\nxingshan-yiyuan\n夜里有人接电话。\nxugou\n\nstar\n\n\n";
    let mut input = process.stdin.take().expect("its input");
    input.write_all(answers.as_bytes()).expect("answered");
    drop(input);
    output.read_to_string(&mut said).expect("text");
    let mut errors = process.stderr.take().expect("its errors");
    errors.read_to_string(&mut said).expect("text");
    (process.wait().expect("its end").success(), said)
}

#[test]
fn answers_to_questions_are_not_lost_where_others_write_meanwhile() {
    let project = town_project("exchange-answers");
    let data = Data::of(&project, None);
    let brand = "brands/baitian-touxi.json";
    let text = fs::read_to_string(data.path(brand)).expect("a brand");
    // Somebody changes a name: both are written.
    let (ok, said) = answer(&project, || {
        let changed = text.replacen("\"白天透析\"", "\"白天来回\"", 1);
        assert_ne!(changed, text);
        let saved = save(&data, brand, &changed, &revision(text.as_bytes())).expect("saved");
        assert!(matches!(saved, Saved::Ok { .. }));
    });
    assert!(ok, "{said}");
    let text = fs::read_to_string(data.path(brand)).expect("a brand");
    assert!(text.contains("\"白天来回\"") && data.path("brands/wanan.json").is_file());
    // Somebody takes the id: theirs stays, and the answers are told.
    fs::remove_file(data.path("brands/wanan.json")).expect("gone");
    let theirs = "{\"id\": \"wanan\"}\n";
    let (ok, said) = answer(&project, || {
        fs::write(data.path("brands/wanan.json"), theirs).expect("written");
    });
    assert!(!ok && said.contains("brands/wanan.json"), "{said}");
    assert!(said.contains("夜里有人接电话。"), "{said}");
    let kept = fs::read_to_string(data.path("brands/wanan.json")).expect("theirs");
    assert_eq!(kept, theirs);
}
