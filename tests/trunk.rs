//! What plain `trunk build` makes: the whole gallery from its data alone, without a prerendered page.
//!
//! Needs Trunk and the wasm-bindgen command of `Cargo.lock`'s version on the PATH, so it is not part of `cargo test`; `.ci/run` runs it by name. The
//! browser is that of the other browser tests.

#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

#[allow(dead_code, reason = "the browser tests use all of it")]
mod browser {
    pub(crate) mod harness;
    pub(crate) mod page;
}

use axum::Router;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use browser::page::{DESK, PHONE, Page, visit_at};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use thirtyfour::Key;

/// The folder that Trunk fills, built once.
fn built() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let status = Command::new("trunk")
            .args(["build", "--offline", "true"])
            .current_dir(root)
            .env_remove("CARGO_MANIFEST_DIR")
            .status()
            .expect("Trunk on the PATH");
        assert!(status.success(), "trunk build fails");
        root.join("target/trunk")
    })
}

/// Answers as Trunk's own server does: files, and the entry page for every other address.
async fn answer(uri: Uri) -> Response {
    let file = |path: &str| {
        let path = built().join(path.trim_start_matches('/'));
        let kind = match path.extension().and_then(|it| it.to_str()) {
            Some("html") => "text/html",
            Some("js") => "text/javascript",
            Some("css") => "text/css",
            Some("json") => "application/json",
            Some("wasm") => "application/wasm",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        };
        let bytes = fs::read(path).ok()?;
        Some(([(header::CONTENT_TYPE, kind)], bytes).into_response())
    };
    let is_file = uri
        .path()
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    match file(uri.path()) {
        Some(answer) => answer,
        None if is_file => StatusCode::NOT_FOUND.into_response(),
        None => file("index.html").unwrap_or_else(|| StatusCode::NOT_FOUND.into_response()),
    }
}

/// Where the folder is served.
async fn served() -> String {
    built();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        let _ = axum::serve(listener, Router::new().fallback(answer)).await;
    });
    format!("http://{address}")
}

/// The gallery is there, and listens.
async fn until_gallery(page: &Page) {
    page.until(
        "the program listens",
        "document.documentElement.dataset.program === 'on'",
    )
    .await;
    page.until(
        "cards",
        "document.querySelectorAll('.brand-card').length > 5",
    )
    .await;
}

#[tokio::test]
async fn the_whole_gallery_comes_from_data_alone() {
    let site = served().await;
    visit_at(&site, DESK, async |page| {
        page.open("/").await;
        until_gallery(page).await;
        assert!(page.text("h1").await.contains("甬医品牌馆"));

        page.search("急救").await;
        page.until("it is found", "[...document.querySelectorAll('.brand-card')].some(it => it.innerText.includes('急救'))").await;
        page.run("document.querySelector('#q').select()").await;
        page.press(Key::Backspace).await;
        page.until("all again", "document.querySelectorAll('.brand-card').length > 20").await;

        page.click("[data-facet='kind'] summary").await;
        page.click("[data-facet='kind'] .choice[href]").await;
        page.until("filtered", "location.search.includes('kind=') && document.querySelector('.filters__chips') !== null").await;
        page.back().await;
        page.until("all again", "location.search === '' && document.querySelectorAll('.brand-card').length > 20").await;

        page.click(".brand-card__name a[href='/brands/yilu-gendang/']").await;
        page.until_heading("医路跟党").await;
        page.click(".initiative__name a").await;
        page.until("an initiative", "location.pathname.split('/').length === 5").await;
        page.back().await;
        page.until_heading("医路跟党").await;
        page.back().await;
        page.until_heading("甬医品牌馆").await;

        page.click(".overviews__link[href='/matrix/']").await;
        page.until_heading("品牌矩阵").await;
        page.until("the tree", "document.querySelectorAll('[role=treeitem]').length > 50").await;
    })
    .await;
}

#[tokio::test]
async fn an_address_within_it_opens_by_itself() {
    let site = served().await;
    visit_at(&site, PHONE, async |page| {
        page.open("/brands/yilu-gendang/").await;
        page.until_heading("医路跟党").await;
        page.until(
            "it listens",
            "document.documentElement.dataset.program === 'on'",
        )
        .await;
        page.click(".frame__name").await;
        until_gallery(page).await;
    })
    .await;
}

#[test]
fn nothing_private_is_published() {
    let mut folders = vec![built().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            assert!(
                !name.contains("private") && !name.starts_with('.'),
                "{}",
                path.display()
            );
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
}
