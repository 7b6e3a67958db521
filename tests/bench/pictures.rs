//! What does each mode look like?
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
    reason = "the rooms are shared with the browser tests, which use the rest"
)]

#[path = "../browser/machine.rs"]
mod machine;
#[path = "../browser/page.rs"]
mod page;

use machine::Process;
use page::{DESK, LOBBY, LOBBY_WIDE, PHONE, Page, View, visit, visit_at};
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

/// The editor, which serves itself at an address that only it knows.
async fn editor() {
    let (_process, (site, path)) = Process::editor(Path::new(env!("CARGO_MANIFEST_DIR")), "0");
    visit_at(&site, DESK, async |page| {
        page.open(&format!("{path}#/brands/gaoshan-xunhui.json")).await;
        page.until("a form", "document.querySelector('#form > .record') !== null").await;
        page.until("the page beside it", "document.querySelector('.seen__frame:not(.is-coming)')?.contentDocument?.body?.innerText.includes('高山巡回')").await;
        keep(page, "editor").await;
    })
    .await;
}

#[tokio::main]
async fn main() {
    std::fs::create_dir_all(FOLDER).expect("a folder");
    for (name, view, path, acts) in PICTURES {
        visit(view, async |page| take(page, name, path, acts).await).await;
    }
    editor().await;
}
