//! Measures the command line on catalogues of a thousand and ten thousand brands.
//!
//! A benchmark, not a test: `cargo bench --profile dev --bench growth` (`-- 1000` for one size) writes invented data of so many brands, three initiatives
//! each, ten brands below each, with the project's notices for people in danger, and runs the very commands on it: `check`, `fmt`, `export`, `build` from
//! nothing, `build` after an edit of one brand. Printed of each: wall and processor seconds, the largest memory; of the site: files, bytes, and bytes as the
//! disk counts them. The programs of the site are compiled beforehand, by a build of the project's own data. There is no limit.
//!
//! With the word `writing` (`-- writing 26 1000`) it measures instead how long whoever writes waits: for the editor's preview of a brand whose name is
//! being changed, and under `serve --watch` from a save until the page shows it. Printed: the first of each, which makes what is kept, and the median
//! and the longest of nine further ones, in milliseconds.

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
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
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
    if std::env::args().any(|word| word == "writing") {
        println!("| brands | wait for | first, ms | median, ms | longest, ms |");
        println!("|---|---|---|---|---|");
        for total in totals {
            let data = scratch.join(format!("{total}"));
            let _ = fs::remove_dir_all(&data);
            write(&data, total);
            preview(total, &data, &scratch);
            save(total, &data);
        }
        return;
    }
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
        let _ = fs::remove_file(&book);
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
    for mut file in files {
        if file.path == "urgent.json" {
            file.bytes = notices();
        }
        let path = data.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, file.bytes).expect("written");
    }
}

/// The project's notices, without its needs; the invented names say what is ordinary.
fn notices() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/data/urgent.json");
    let text = fs::read(path).expect("the notices");
    let mut notices: Value = serde_json::from_slice(&text).expect("JSON");
    for notice in notices["urgent"].as_array_mut().expect("a list") {
        notice["needs"] = json!([]);
        if notice["id"] == "jijiu" {
            let ordinary = notice["ordinary"].as_array_mut().expect("a list");
            ordinary.extend([json!("急救"), json!("120")]);
        }
    }
    notices.to_string().into_bytes()
}

/// The file of one brand.
fn one_brand(data: &Path) -> PathBuf {
    let brands = fs::read_dir(data.join("brands")).expect("brands");
    let mut paths: Vec<PathBuf> = brands
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths.swap_remove(paths.len() / 2)
}

/// Changes a word of one brand.
fn edit(data: &Path) {
    let path = &one_brand(data);
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

/// A command that serves, ended with this.
struct Served {
    child: Child,
    host: String,
    token: String,
}

impl Served {
    fn new(words: &[&str], data: &Path, state: &Path) -> Served {
        let mut child = Command::new(env!("CARGO_BIN_EXE_brand-gallery"))
            .args(words)
            .args(["--port", "0", "--data"])
            .arg(data)
            .env("BRAND_GALLERY_STATE", state)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let (host, rest) = loop {
            let line = lines.next().expect("an address").expect("text");
            if let Some((_, address)) = line.split_once("http://") {
                let (host, rest) = address.split_once('/').expect("a path");
                break (host.to_owned(), rest.to_owned());
            }
        };
        // It may say more.
        std::thread::spawn(move || lines.for_each(drop));
        let token = rest.split_once("token=").map_or("", |(_, token)| token);
        let token = token.chars().take_while(char::is_ascii_hexdigit).collect();
        Served { child, host, token }
    }

    /// What is answered.
    fn ask(&self, question: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("a server");
        let (host, token, length) = (&self.host, &self.token, body.len());
        write!(
            stream,
            "{question} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\naccept: text/html\r\nx-edit-token: {token}\r\n\
             content-length: {length}\r\n\r\n{body}"
        )
        .expect("asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
        assert!(head.starts_with("HTTP/1.1 200"), "{question}: {answer}");
        body.to_owned()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Prints how long each of ten waits took.
fn waits(total: usize, what: &str, mut wait: impl FnMut(usize)) {
    let mut times: Vec<u128> = (0..10)
        .map(|at| {
            let begun = Instant::now();
            wait(at);
            begun.elapsed().as_millis()
        })
        .collect();
    let first = times.remove(0);
    times.sort_unstable();
    println!(
        "| {total} | {what} | {first} | {} | {} |",
        times[4], times[8]
    );
}

/// Looks at a brand in the editor while its name is changed.
fn preview(total: usize, data: &Path, scratch: &Path) {
    let editor = Served::new(&["edit"], data, &scratch.join("s"));
    let path = one_brand(data);
    let name = path.file_name().expect("a name").to_string_lossy();
    let mut value: Value =
        serde_json::from_slice(&fs::read(&path).expect("a brand")).expect("JSON");
    waits(total, "the preview in the editor", |at| {
        value["name"] = format!("新的名称{at}").into();
        let asked =
            json!({ "path": format!("brands/{name}"), "session": "window0001", "value": value });
        let told = editor.ask("POST /edit/look", &asked.to_string());
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let question = format!("GET /edit/seen?n={}&token={}", told["drawn"], editor.token);
        let page = editor.ask(&question, "");
        assert!(page.contains(&format!("新的名称{at}")));
    });
}

/// Saves a brand under `serve --watch`, its name changed.
fn save(total: usize, data: &Path) {
    let site = Served::new(&["serve", "--watch"], data, data);
    let path = one_brand(data);
    let id = path.file_stem().expect("a name").to_string_lossy();
    let mut value: Value =
        serde_json::from_slice(&fs::read(&path).expect("a brand")).expect("JSON");
    let mut number = site.ask("GET /watch", "");
    waits(total, "a save under serve --watch", |at| {
        value["name"] = format!("新的名称{at}").into();
        fs::write(&path, value.to_string()).expect("saved");
        // A file that is looked at while it is written is told as one that is cut off, and then as what it is.
        loop {
            number = site.ask(&format!("GET /watch?{number}"), "");
            let page = site.ask(&format!("GET /brands/{id}/"), "");
            if page.contains(&format!("新的名称{at}")) {
                break;
            }
        }
    });
}
