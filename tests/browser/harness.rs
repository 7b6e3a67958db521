//! The browser, driver, fonts and site that browser tests use.
//!
//! Contract: [`Machine::running`] hands out the one site and the one ChromeDriver of this run, started for the first test that wants them and
//! ended with the last that holds them, a panicking one too. What the machine lacks is installed where that is ours to do, and otherwise named
//! in one sentence: no test is skipped.
//!
//! Browser sessions are made by [`super::page`].

use brand_gallery::catalogue::check::Reading;
use brand_gallery::desk::data::{self, DATA, Data};
use brand_gallery::desk::state_folder::VARIABLE as STATE;
use brand_gallery::search::PAGE;
use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::thread;

#[path = "../fixtures/copied.rs"]
mod copied;

use copied::copied;

/// The project's own program, as this run of Cargo built it.
pub(crate) const DESK: &str = env!("CARGO_BIN_EXE_brand-gallery");

/// A folder of these tests' own, below `target/`.
pub(crate) const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");

/// The path of the second site, which is built for a folder of a larger host.
pub(crate) const SUB_PATH: &str = "/x/y/";

/// Where that site is published, as its pages say.
pub(crate) const PUBLIC: &str = "https://brands.example/x/y/";

/// The site on its server, and the driver of browsers.
pub(crate) struct Machine {
    /// Where the site is served, without a slash at the end: `http://127.0.0.1:40123`.
    pub(crate) site: String,
    /// Where ChromeDriver listens.
    pub(crate) driver: String,
    /// The browser's program.
    pub(crate) chromium: PathBuf,
    _processes: [Process; 2],
}

impl Machine {
    /// The machine, made ready once and shared while any test holds it.
    pub(crate) fn running() -> Arc<Machine> {
        static SHARED: Mutex<Weak<Machine>> = Mutex::new(Weak::new());
        // A test that could not get the machine has said why; the next one says so too.
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(machine) = shared.upgrade() {
            return machine;
        }
        let programs = Programs::ready();
        dist();
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (site_process, site) = Process::desk(here, &["serve", "--port", "0"]);
        let (driver_process, port) = Process::start(
            Command::new(&programs.chromedriver).arg("--port=0"),
            |line| {
                let (_, rest) = line.split_once("started successfully on port ")?;
                rest.trim().trim_end_matches('.').parse::<u16>().ok()
            },
        );
        let machine = Arc::new(Machine {
            site,
            driver: format!("http://127.0.0.1:{port}"),
            chromium: programs.chromium.clone(),
            _processes: [driver_process, site_process],
        });
        *shared = Arc::downgrade(&machine);
        machine
    }
}

/// The built site.
pub(crate) fn dist() -> &'static Path {
    // What does not build is not built again for each test.
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        try_build(&["build"])?;
        Ok(Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"))
    });
    built.as_ref().unwrap_or_else(|why| panic!("{why}"))
}

/// The name of a file of a site whose name holds the hash of its bytes.
pub(crate) fn hashed(site: &Path, begins: &str, ends: &str) -> String {
    let files = fs::read_dir(site).expect("the site");
    let mut names = files.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let found = names.find(|name| name.starts_with(begins) && name.ends_with(ends));
    found.unwrap_or_else(|| panic!("no {begins}…{ends}"))
}

/// The same site, built for [`SUB_PATH`].
pub(crate) fn dist_below() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        // One build at a time, and the site at the root is wanted anyway.
        dist();
        let folder = Path::new(SCRATCH).join("site-below");
        build(&[
            "build",
            "--data",
            &copy_of_data(DATA, DATA_BELOW).to_string_lossy(),
            "--public-url",
            PUBLIC,
            "--out",
            &folder.to_string_lossy(),
        ]);
        folder
    })
}

/// The copy of the real data of which the site for [`SUB_PATH`] is built.
pub(crate) const DATA_BELOW: &str = "data-below";

/// A copy of this name of a data folder of the project: a build that publishes records its addresses in the data, and those of a test are not published.
pub(crate) fn copy_of_data(data: &str, name: &str) -> PathBuf {
    let to = Path::new(SCRATCH).join(name);
    fs::create_dir_all(SCRATCH).expect("a folder");
    copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join(data), &to);
    to
}

/// The real data.
fn reading() -> Reading {
    let data = Data::of(Path::new(env!("CARGO_MANIFEST_DIR")), None);
    data::judge(&data).unwrap_or_else(|failure| panic!("{failure}"))
}

/// How many brands the real data have.
pub(crate) fn brands() -> usize {
    reading().brands.len()
}

/// How many needs.
pub(crate) fn needs() -> usize {
    reading().catalogue.needs.len()
}

/// How many of them the gallery begins with.
pub(crate) fn cards() -> usize {
    brands().min(PAGE)
}

pub(crate) fn build(words: &[&str]) {
    try_build(words).unwrap_or_else(|why| panic!("{why}"));
}

fn try_build(words: &[&str]) -> Result<(), String> {
    // All builds of a project write to one folder before they replace the last site.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _building = (ONE_AT_A_TIME.lock()).unwrap_or_else(PoisonError::into_inner);
    let output = Command::new(DESK)
        .args(words)
        .output()
        .map_err(|error| format!("启动不了 {DESK}：{error}。"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "网站没有构建成功：\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}

/// A process that ends when it is dropped.
pub(crate) struct Process(Child);

impl Process {
    /// Starts the project's own program on the project in `root`; the process, and where it serves, without a slash at the end.
    pub(crate) fn desk(root: &Path, words: &[&str]) -> (Process, String) {
        let mut desk = Command::new(DESK);
        desk.args(words).env("CARGO_MANIFEST_DIR", root);
        Process::start(&mut desk, |line| {
            let (_, rest) = line.split_once("http://")?;
            let (host, _) = rest.split_once('/')?;
            Some(format!("http://{host}"))
        })
    }

    /// Starts the editor of the project in `root` with these words; the process, where it serves, and the page below that with its token.
    pub(crate) fn editor(root: &Path, words: &[&str]) -> (Process, (String, String)) {
        let mut desk = Command::new(DESK);
        desk.arg("edit").args(words);
        desk.env("CARGO_MANIFEST_DIR", root);
        // Drafts of tests are not the user's.
        desk.env(STATE, root.join("state"));
        Process::start(&mut desk, |line| {
            let (_, rest) = line.split_once("http://")?;
            let (host, rest) = rest.split_once('/')?;
            let (page, _) = rest.split_once('（')?;
            Some((format!("http://{host}"), format!("/{page}")))
        })
    }

    /// Starts `command`, whatever it says.
    pub(crate) fn quiet(command: &mut Command) -> Process {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Process(child.unwrap_or_else(|error| panic!("启动不了 {command:?}：{error}。")))
    }

    /// Starts `command` and waits for the line in which it says what we must know.
    pub(crate) fn start<T>(
        command: &mut Command,
        told: impl Fn(&str) -> Option<T>,
    ) -> (Process, T) {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("启动不了 {command:?}：{error}。"));
        let mut lines = BufReader::new(child.stdout.take().expect("a piped stdout"));
        let process = Process(child);
        let mut said = String::new();
        loop {
            let from = said.len();
            let read = lines.read_line(&mut said).unwrap_or(0);
            assert!(read > 0, "{command:?} 一开始就停了：\n{said}");
            if let Some(told) = told(&said[from..]) {
                // Nobody reads on, but a full pipe must not stop it.
                thread::spawn(move || io::copy(&mut lines, &mut io::sink()));
                return (process, told);
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The programs of others that the tests need.
struct Programs {
    chromium: PathBuf,
    chromedriver: PathBuf,
}

/// What can be missing, and the Debian package that brings it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Need {
    Chromium,
    ChromeDriver,
    Fonts,
}

impl Need {
    fn word(self) -> &'static str {
        match self {
            Need::Chromium => "Chromium 浏览器",
            Need::ChromeDriver => "与它同版本的 ChromeDriver",
            Need::Fonts => "一种中文字体（如 Noto Sans CJK）和 fontconfig",
        }
    }

    fn packages(self) -> &'static [&'static str] {
        match self {
            Need::Chromium => &["chromium"],
            Need::ChromeDriver => &["chromium-driver"],
            Need::Fonts => &["fonts-noto-cjk", "fontconfig"],
        }
    }
}

impl Programs {
    /// What the machine has, after installing what it lacks where we may.
    fn ready() -> &'static Programs {
        static READY: OnceLock<Result<Programs, String>> = OnceLock::new();
        let found = READY.get_or_init(|| {
            Programs::find().or_else(|missing| {
                if !is_debian_and_ours() {
                    return Err(sentence(&missing));
                }
                install(&missing)?;
                Programs::find().map_err(|missing| sentence(&missing))
            })
        });
        found
            .as_ref()
            .unwrap_or_else(|sentence| panic!("{sentence}"))
    }

    fn find() -> Result<Programs, Vec<Need>> {
        let chromium = env::var_os("CHROME")
            .map(PathBuf::from)
            .filter(|path| path.is_file())
            .or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome"]));
        let chromedriver = on_path(&["chromedriver"]);
        let mut missing = Vec::new();
        missing.extend(chromium.is_none().then_some(Need::Chromium));
        missing.extend(chromedriver.is_none().then_some(Need::ChromeDriver));
        missing.extend((!has_chinese_font()).then_some(Need::Fonts));
        match (chromium, chromedriver) {
            (Some(chromium), Some(chromedriver)) if missing.is_empty() => Ok(Programs {
                chromium,
                chromedriver,
            }),
            _ => Err(missing),
        }
    }
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let candidates = |folder: PathBuf| names.iter().map(move |name| folder.join(name));
    env::split_paths(&path)
        .flat_map(candidates)
        .find(|program| program.is_file())
}

fn has_chinese_font() -> bool {
    // On Windows and macOS the system brings one.
    !cfg!(target_os = "linux")
        || Command::new("fc-list")
            .arg(":lang=zh")
            .output()
            .is_ok_and(|list| !list.stdout.is_empty())
}

fn is_debian_and_ours() -> bool {
    Path::new("/etc/debian_version").exists()
        && on_path(&["apt-get"]).is_some()
        && Command::new("id")
            .arg("-u")
            .output()
            .is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

fn install(missing: &[Need]) -> Result<(), String> {
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.packages())
        .copied()
        .collect();
    if get(&packages) {
        return Ok(());
    }
    Err(format!("apt-get 没有装上。{}", sentence(missing)))
}

/// Whether apt has installed these packages of Debian.
fn get(packages: &[&str]) -> bool {
    // Not `eprintln!`, which the test runner keeps to itself: this takes minutes.
    let _ = writeln!(
        io::stderr(),
        "浏览器测试缺少 {}，正在用 apt-get 安装。",
        packages.join("、")
    );
    let apt = |words: &[&str]| {
        Command::new("apt-get")
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive")
            // What is installed for a test is not to start by itself.
            .env("RUNLEVEL", "1")
            .stdout(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let mut words = vec!["install", "-y"];
    words.extend(packages);
    apt(&["update"]) && apt(&words)
}

/// A server of others, installed where we may; where there is none, a sentence says that nothing was tried.
pub(crate) fn provide(name: &str, packages: &[&str]) -> Option<PathBuf> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let sbin = Path::new("/usr/sbin").join(name);
    let find = || on_path(&[name]).or_else(|| sbin.is_file().then(|| sbin.clone()));
    let is_whole = || {
        // Debian keeps nginx's modules apart.
        name != "nginx"
            || Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so").is_file()
    };
    let found = find().filter(|_| is_whole());
    let found = found.or_else(|| (is_debian_and_ours() && get(packages)).then(find).flatten());
    if found.is_none() {
        let _ = writeln!(
            io::stderr(),
            "这台电脑没有 {name}，它的配置这次没有试。在 Debian 上可装：{}。",
            packages.join(" ")
        );
    }
    found
}

/// What to do about what is missing.
fn sentence(missing: &[Need]) -> String {
    let words: Vec<&str> = missing.iter().map(|need| need.word()).collect();
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.packages())
        .copied()
        .collect();
    format!(
        "浏览器测试缺少{}。请安装后再运行一次（Debian、Ubuntu：sudo apt-get install {}；浏览器不在 PATH 里时，把环境变量 CHROME 设成它的路径）。",
        words.join("、"),
        packages.join(" ")
    )
}

/// A folder that nobody has used, gone when it is dropped.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = Path::new(SCRATCH).join(format!("visitor-{}-{count}", std::process::id()));
        fs::create_dir_all(&folder)
            .unwrap_or_else(|error| panic!("写不了 {}：{error}。", folder.display()));
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_is_missing_is_named_in_one_sentence() {
    let sentence = sentence(&[Need::ChromeDriver, Need::Fonts]);
    for part in [
        "ChromeDriver",
        "中文字体",
        "chromium-driver fonts-noto-cjk fontconfig",
        "CHROME",
    ] {
        assert!(sentence.contains(part), "{sentence}");
    }
    assert!(!sentence.contains("Chromium 浏览器"), "{sentence}");
    assert_eq!(
        sentence.matches('。').count(),
        2,
        "what is missing, what to do: {sentence}"
    );
}
