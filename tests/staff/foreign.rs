//! Tests of entries that other programs leave in a data folder: each command passes over them, says so and leaves them alone.

use crate::{STATE, town_project};
use brand_gallery::desk::data::{self, DATA, Data};
use brand_gallery::desk::entries::Reason;
use brand_gallery::desk::watch::Watched;
use brand_gallery::messages::Language;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// Files of other programs, and whether each may hold somebody's work.
const FILES: [(&str, bool); 19] = [
    (".DS_Store", false),
    ("._baitian-touxi.json", false),
    ("Thumbs.db", false),
    ("desktop.ini", false),
    (".baitian-touxi.json.swp", false),
    ("baitian-touxi.json~", false),
    ("#baitian-touxi.json#", false),
    ("4913", false),
    ("~$baitian-touxi.json", false),
    ("baitian-touxi.json.bak", false),
    ("baitian-touxi.json.tmp", false),
    (".baitian-touxi.json.123-4.new", false),
    ("读我.txt", false),
    ("baitian-touxi.json.txt", true),
    ("baitian-touxi - 副本.json", true),
    ("baitian-touxi copy.json", true),
    ("baitian-touxi (1).json", true),
    ("baitian-touxi（1）.json", true),
    ("baitian-touxi 副本 2.json", true),
];

/// Puts all of them into `brands/`, and folders, links to nothing, a pipe and a socket.
fn litter(brands: &Path) {
    for (name, _) in FILES {
        fs::write(brands.join(name), "{ not JSON").expect("written");
    }
    fs::create_dir(brands.join("old")).expect("a folder");
    fs::create_dir(brands.join("folder.json")).expect("a folder");
    fs::write(brands.join("old/baitian-touxi.json"), "{").expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("user@host.123:456", brands.join(".#baitian-touxi.json")).expect("a link");
        symlink("nowhere.json", brands.join("gone.json")).expect("a link");
        symlink("circle.json", brands.join("circle.json")).expect("a link");
        let pipe = Command::new("mkfifo")
            .arg(brands.join("pipe.json"))
            .status();
        assert!(pipe.expect("mkfifo").success());
        let socket = std::os::unix::net::UnixListener::bind(brands.join("socket.json"));
        drop(socket.expect("a socket"));
    }
}

/// Runs the program, which must not wait for a pipe; whether it went well, and what it said.
fn run_in_time(root: &Path, words: &[&str]) -> (bool, String) {
    let out = root.join("said");
    let file = fs::File::create(&out).expect("a file");
    let mut process = Command::new(env!("CARGO_BIN_EXE_brand-gallery"))
        .args(words)
        .env("CARGO_MANIFEST_DIR", root)
        .env(STATE, root.join("state"))
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(file.try_clone().expect("the file"))
        .stderr(file)
        .spawn()
        .expect("the program");
    let began = Instant::now();
    let status = loop {
        if let Some(status) = process.try_wait().expect("its state") {
            break status;
        }
        if began.elapsed() > Duration::from_secs(60) {
            let _ = process.kill();
            panic!("{words:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    (status.success(), fs::read_to_string(out).expect("text"))
}

#[test]
fn every_command_passes_over_what_other_programs_left_and_says_so() {
    let root = town_project("foreign");
    let brands = root.join(DATA).join("brands");
    litter(&brands);
    fs::write(root.join(DATA).join("places - 副本.json"), "{").expect("written");
    let export = root.join("export").to_string_lossy().into_owned();
    for words in [
        &["check"][..],
        &["fmt"],
        &["export", &export],
        &["import", &export],
        &["rename", "brand", "wangyue-yezhen", "yezhen"],
        &["index", "--out", &root.to_string_lossy()],
    ] {
        let (ok, said) = run_in_time(&root, words);
        assert!(ok, "{words:?}: {said}");
        for (name, is_work) in FILES
            .into_iter()
            .filter(|(name, _)| !name.ends_with(".new"))
        {
            let line = said
                .lines()
                .find(|line| line.starts_with(&format!("{DATA}/brands/{name}：")));
            let line = line.unwrap_or_else(|| panic!("{words:?} does not say {name}: {said}"));
            assert!(line.contains("跳过了") && line.ends_with('。'), "{line}");
            assert_eq!(line.contains("不会发布"), is_work, "{line}");
        }
        for (name, part) in [
            ("brands/old", "文件夹"),
            ("brands/folder.json", "文件夹"),
            ("places - 副本.json", "副本"),
        ] {
            let told = format!("{DATA}/{name}：");
            let line = said.lines().find(|line| line.starts_with(&told));
            assert!(
                line.is_some_and(|line| line.contains(part)),
                "{name}: {said}"
            );
        }
        if cfg!(unix) {
            for (name, part) in [
                ("gone.json", "链接"),
                ("circle.json", "链接"),
                ("pipe.json", "管道"),
                ("socket.json", "管道"),
            ] {
                let told = format!("{DATA}/brands/{name}：");
                let line = said.lines().find(|line| line.starts_with(&told));
                assert!(
                    line.is_some_and(|line| line.contains(part)),
                    "{name}: {said}"
                );
            }
        }
    }
    for (name, _) in FILES
        .into_iter()
        .filter(|(name, _)| !name.ends_with(".new"))
    {
        let kept = fs::read_to_string(brands.join(name)).expect(name);
        assert_eq!(kept, "{ not JSON", "{name}");
    }
}

#[test]
fn a_misspelt_file_is_still_a_problem_and_a_register_that_is_no_file_is_named() {
    let root = town_project("foreign-misspelt");
    let data = Data::of(&root, None);
    fs::write(data.path("brands/Gaoshan.json"), "{}").expect("written");
    fs::write(data.path("brands/高山.json"), "{}").expect("written");
    let reading = data::judge(&data).expect("readable");
    for name in ["brands/Gaoshan.json", "brands/高山.json"] {
        assert!(reading.problems.iter().any(|it| it.file == name), "{name}");
    }
    fs::remove_file(data.path("needs.json")).expect("gone");
    fs::create_dir(data.path("needs.json")).expect("a folder");
    let found = data::look(&data).expect("readable");
    let named = found.skipped.iter().find(|it| it.path == "needs.json");
    assert_eq!(named.map(|it| it.reason), Some(Reason::Folder));
    let reading = data::judge(&data).expect("readable");
    assert!(reading.problems.iter().any(|it| it.file == "needs.json"));
}

/// What the watcher shows at an address to a browser.
fn page(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the watcher");
    let asked = format!(
        "GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\naccept: text/html\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(asked.as_bytes()).expect("asked");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

/// Waits until the page at an address holds `part`, or lacks it.
fn until(port: u16, path: &str, part: &str, is_there: bool) {
    let began = Instant::now();
    loop {
        let page = page(port, path);
        if page.contains(part) == is_there {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{part}: {page}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_watcher_passes_over_them_too_and_a_failed_look_is_shown_and_heals() {
    let root = town_project("foreign-watch");
    // A built site of which the watcher needs the names only.
    let dist = root.join("dist");
    fs::create_dir_all(&dist).expect("a folder");
    fs::create_dir_all(root.join("target")).expect("a folder");
    fs::create_dir_all(root.join("public")).expect("a folder");
    fs::copy(crate::root().join("index.html"), root.join("index.html")).expect("a copy");
    fs::copy(
        crate::root().join("public/sw.js"),
        root.join("public/sw.js"),
    )
    .expect("a copy");
    fs::write(dist.join("release.txt"), "0123456789abcdef /\n").expect("written");
    for language in Language::ALL {
        fs::create_dir_all(dist.join(language.folder())).expect("a folder");
    }
    for name in [
        "boot-0.js",
        "offline-0.js",
        "gallery-0.css",
        "gallery-0.js",
        "gallery-0.wasm",
        "companion-0.css",
        "companion-0.js",
        "companion-0.wasm",
    ] {
        fs::write(dist.join(name), "").expect("written");
    }
    let brands = root.join(DATA).join("brands");
    litter(&brands);
    let watched = Watched::of(&root, Data::of(&root, None), &dist).expect("a watcher");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(watched.show(listener));
    let at = "/brands/baitian-touxi/";
    until(port, at, "白天透析", true);
    // Vim opens the file, and it is changed and saved.
    fs::write(brands.join(".baitian-touxi.json.swp"), "b0VIM").expect("written");
    let file = brands.join("baitian-touxi.json");
    let text = fs::read_to_string(&file).expect("a brand");
    fs::write(&file, text.replace("\"白天透析\"", "\"白天来回\"")).expect("saved");
    until(port, at, "白天来回", true);
    // The folder cannot be read any more: that is said in the place of every page, and goes with its cause.
    let away = root.join(DATA).join("away");
    fs::rename(&brands, &away).expect("moved");
    fs::write(&brands, "no folder").expect("written");
    until(port, at, "读不了", true);
    fs::remove_file(&brands).expect("gone");
    fs::rename(&away, &brands).expect("moved back");
    until(port, at, "读不了", false);
    until(port, at, "白天来回", true);
}
