//! Takes pictures of each mode and size, to be looked at.
//!
//! Not a test: `cargo bench --profile dev --bench pictures` writes a picture of each mode and size, and of the editor, below `target/pictures/`, to be
//! looked at. The best ones stand in the README.

#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a command prints, and fails by panicking"
)]
#![allow(
    dead_code,
    reason = "the modules are shared with the browser tests, which use the rest"
)]

#[path = "../browser/harness.rs"]
mod harness;
#[path = "../browser/page.rs"]
mod page;

use harness::{Folder, Process};
use page::{DESK, LOBBY, LOBBY_WIDE, PHONE, Page, View, WORKING, visit, visit_at};
use std::os::unix::fs::symlink;
use std::path::Path;

/// Where the pictures go.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/pictures");

const BRAND: &str = "/brands/yongyi-xianfeng/";
const HOUSE: &str = "/?kiosk=lihuili-yiyuan";
const ENTER: &str = "document.querySelector('.attract').click()";

/// A picture: its name, view, address, and what is done first.
const PICTURES: [(&str, View, &str, &[&str]); 18] = [
    ("gallery-desk", DESK, "/", &[]),
    ("gallery-phone", PHONE, "/", &[]),
    ("brand-desk", DESK, BRAND, &[]),
    ("brand-phone", PHONE, BRAND, &[]),
    (
        "matrix",
        LOBBY_WIDE,
        "/matrix/",
        &[
            "document.querySelector('.matrix__picture').scrollIntoView({ block: 'center', behavior: 'instant' })",
        ],
    ),
    ("elder-phone", PHONE, "/?elder=1", &[]),
    ("elder-desk", DESK, "/?elder=1", &[]),
    (
        "elder-brand-phone",
        PHONE,
        "/brands/yongyi-xianfeng/?elder=1",
        &[],
    ),
    (
        "elder-dark-phone",
        PHONE,
        "/?elder=1&theme=dark&size=1",
        &[],
    ),
    (
        "elder-yellow-phone",
        PHONE,
        "/?elder=1&theme=yellow&size=3",
        &[],
    ),
    ("lobby-attract", LOBBY, HOUSE, &[]),
    ("lobby-attract-wide", LOBBY_WIDE, HOUSE, &[]),
    ("lobby-home", LOBBY, HOUSE, &[ENTER]),
    ("lobby-home-wide", LOBBY_WIDE, HOUSE, &[ENTER]),
    (
        "lobby-pad",
        LOBBY,
        HOUSE,
        &[
            ENTER,
            "document.querySelector('[data-do=find]').click()",
            "document.querySelector('[data-key=j]').click()",
        ],
    ),
    (
        "lobby-take",
        LOBBY,
        HOUSE,
        &[
            ENTER,
            "document.querySelector('.house__name a').click()",
            "document.querySelector('[data-do=take]').click()",
        ],
    ),
    (
        "lobby-low",
        LOBBY,
        HOUSE,
        &[ENTER, "document.querySelector('[data-do=reach]').click()"],
    ),
    (
        "lobby-elder",
        LOBBY,
        HOUSE,
        &[ENTER, "document.querySelector('.lobby__elder').click()"],
    ),
];

async fn take(page: &Page, name: &str, path: &str, acts: &[&str]) {
    page.enter(path).await;
    if path.contains("kiosk") {
        page.until("the loop", "document.querySelector('.attract') !== null")
            .await;
    }
    for act in acts {
        page.run(act).await;
        // Long enough for a page to follow, and for two taps not to be one.
        page.run("new Promise(done => setTimeout(done, 900))").await;
    }
    keep(page, name).await;
}

async fn keep(page: &Page, name: &str) {
    page.until_drawn().await;
    let file = Path::new(FOLDER).join(format!("{name}.png"));
    page.picture(&file).await;
    println!("{}", file.display());
}

/// The editor at work, on the real data and on those of the invented town, where something may be invented: name, data, file, the words on the
/// page beside it, what is done first.
const WORK: [(&str, &str, &str, &str, &str); 3] = [
    ("editor-new", TOWN, "brands/wanan.json", "晚安", NEW),
    (
        "editor-figure",
        REAL,
        "brands/huamei-hongxin-jiankang-tongxing.json",
        "115",
        "document.querySelector('[data-name=figures] .item').open = true; const it = document.querySelector('[data-name=figures] [data-name=value] input'); it.scrollIntoView({ block: 'center' }); it.focus()",
    ),
    (
        "editor-changes",
        REAL,
        "changes.json",
        "本馆的改动",
        "document.querySelector('.item').open = true",
    ),
];
const REAL: &str = "public/data";
const TOWN: &str = "tests/fixtures/second";

/// Fills in what a brand has to have, and a sentence beside the field that is still to be written.
const NEW: &str = "const put = (name, value) => { const it = document.querySelector(`[data-name=${name}] :is(input, textarea, select)`); it.value = value; it.dispatchEvent(new Event('input', { bubbles: true })); };\
    put('name', '晚安'); put('kind', '机构品牌'); put('emblem', 'star'); put('owner', 'xingshan-yiyuan'); put('summary', '夜里有人接电话。'); document.querySelector('[data-name=summary]').scrollIntoView({ block: 'center' })";

/// The editor, which serves itself at an address that only it knows; what it keeps of a draft is gone with its folder.
async fn editor(name: &str, data: &str, file: &str, seen: &str, act: &str) {
    let (real, project) = (Path::new(env!("CARGO_MANIFEST_DIR")), Folder::new());
    for part in ["index.html", "style"] {
        symlink(real.join(part), project.0.join(part)).expect("a link");
    }
    let data = real.join(data);
    let words = ["--port", "0", "--data", &data.to_string_lossy()];
    let (_process, (site, path)) = Process::editor(&project.0, &words);
    visit_at(&site, WORKING, async |page| {
        page.open(&format!("{path}#/{file}")).await;
        page.until("a form", "document.querySelector('#form > .record') !== null").await;
        page.run(&format!("(() => {{ {act} }})()")).await;
        page.until("the page beside it", &format!("document.querySelector('.seen__frame:not(.is-coming)')?.contentDocument?.body?.innerText.includes('{seen}')")).await;
        keep(page, name).await;
    })
    .await;
}

#[tokio::main]
async fn main() {
    std::fs::create_dir_all(FOLDER).expect("a folder");
    for (name, view, path, acts) in PICTURES {
        visit(view, async |page| take(page, name, path, acts).await).await;
    }
    for (name, data, file, seen, act) in WORK {
        editor(name, data, file, seen, act).await;
    }
}
