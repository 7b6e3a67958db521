//! nginx and Caddy, configured by `cargo run -- hosting`, serve the site as the project's own server does.
//!
//! The configurations are what the command prints for the site that is served; only address and folder are changed.
//! Debian's own packages are used, and installed where that is ours to do; elsewhere the test says that it tried nothing.

use super::harness::{DESK, Folder, Process, SUB_PATH, dist, dist_below, hashed, provide};
use super::page::{PHONE, visit_at};
use brand_gallery::desk::compress::LEAST;
use brand_gallery::desk::policy::{headers, of_site, resource_policy};
use brand_gallery::messages::Language;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// What the command says of the site that lies at `base`.
fn printed(server: &str, base: &str) -> String {
    let site = if base == "/" { dist() } else { dist_below() };
    let output = Command::new(DESK)
        .args(["hosting", server, "--out"])
        .arg(site)
        .output()
        .expect("the desk");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("a text")
}

/// `text` with every one of `changes` made, each of which must find its place.
fn changed(mut text: String, changes: &[(&str, &str)]) -> String {
    for (from, to) in changes {
        assert!(text.contains(from), "the configuration has no “{from}”");
        text = text.replace(from, to);
    }
    text
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value.trim())
    }
}

/// Asks as a browser does, without one.
fn get(port: u16, path: &str, accepted: &str) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: brands.example\r\nAccept-Encoding: {accepted}\r\nConnection: close\r\n\r\n").expect("asked");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("the end of the head");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    Answer {
        status: status.expect("a status"),
        head,
        body: bytes[end + 4..].to_vec(),
    }
}

/// Waits until somebody answers at `port`.
fn until_up(port: u16) {
    let end = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < end, "the server did not start");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What a good host does, at `base`.
async fn keeps_what_our_server_keeps(port: u16, base: &str) {
    let site = if base == "/" { dist() } else { dist_below() };
    let wasm = hashed(site, "gallery-", ".wasm");
    let style = hashed(site, "gallery-", ".css");
    let protecting = headers(&of_site(site));
    let (fresh, kept) = ("no-cache", "public, max-age=31536000, immutable");
    for (path, status, kind, cache) in [
        (String::new(), 200, "text/html; charset=utf-8", fresh),
        (
            "brands/yilu-gendang/".into(),
            200,
            "text/html; charset=utf-8",
            fresh,
        ),
        (
            "?q=%E6%80%A5%E6%95%91".into(),
            200,
            "text/html; charset=utf-8",
            fresh,
        ),
        (
            "brands/nobody/".into(),
            404,
            "text/html; charset=utf-8",
            fresh,
        ),
        (
            "data/catalogue.json".into(),
            200,
            "application/json; charset=utf-8",
            fresh,
        ),
        ("sw.js".into(), 200, "text/javascript; charset=utf-8", fresh),
        (
            "manifest.webmanifest".into(),
            200,
            "application/manifest+json",
            fresh,
        ),
        ("icon.svg".into(), 200, "image/svg+xml", fresh),
        ("icon-192.png".into(), 200, "image/png", fresh),
        (
            "data/search-head.bin".into(),
            200,
            "application/octet-stream",
            fresh,
        ),
        (wasm, 200, "application/wasm", kept),
        (style, 200, "text/css; charset=utf-8", kept),
    ] {
        let plain = get(port, &format!("{base}{path}"), "identity");
        assert_eq!(plain.status, status, "{path}");
        assert_eq!(plain.header("content-type"), kind, "{path}");
        assert_eq!(plain.header("cache-control"), cache, "{path}");
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        let own = resource_policy(&path);
        for (name, value) in &protecting {
            let value = if *name == own.0 { own.1 } else { value };
            assert_eq!(plain.header(name), value, "{path}: {name}");
        }
        assert_eq!(
            plain.header("strict-transport-security"),
            "",
            "not without https"
        );
        if path.ends_with(".png") || plain.body.len() < LEAST {
            continue;
        }
        for (accepted, coding) in [("br", "br"), ("gzip", "gzip"), ("gzip, br", "br")] {
            let packed = get(port, &format!("{base}{path}"), accepted);
            assert_eq!(
                packed.header("content-encoding"),
                coding,
                "{path}: {accepted}"
            );
            assert!(packed.body.len() < plain.body.len(), "{path}: {accepted}");
            assert_eq!(packed.header("content-type"), kind, "{path}: {accepted}");
        }
        if status == 200 {
            assert!(!plain.header("etag").is_empty(), "{path}");
        }
    }
    // What is not there is said in the language of its folder.
    for language in Language::ALL {
        let lost = format!("{base}{}brands/nobody/", language.folder());
        let lost = get(port, &lost, "identity");
        let says = format!("<html lang=\"{}\"", language.tag());
        assert_eq!(lost.status, 404);
        assert!(
            String::from_utf8_lossy(&lost.body).contains(&says),
            "{says}"
        );
    }
    let bare = get(port, &format!("{base}brands/yilu-gendang"), "identity");
    assert!([301, 308].contains(&bare.status), "{}", bare.status);
    assert!(
        bare.header("location")
            .ends_with(&format!("{base}brands/yilu-gendang/")),
        "{}",
        bare.head
    );
    assert_eq!(
        get(port, &format!("{base}index.html.br"), "identity").status,
        404
    );

    visit_at(&format!("http://127.0.0.1:{port}"), PHONE, async |page| {
        page.enter(base).await;
        page.until_heading("甬医品牌馆").await;
        page.search_out("腹透").await;
        page.until(
            "search works",
            "document.querySelectorAll('.cards mark').length > 0",
        )
        .await;
        page.click(&format!(
            ".brand-card__name a[href='{base}brands/futouyao-huzhu/']"
        ))
        .await;
        page.until_heading("腹透药互助").await;
        page.enter(&format!("{base}brands/yongyi-xianfeng/")).await;
        assert_eq!(page.text("h1").await, "甬医先锋");
        page.forgive("the server responded with a status of 404");
        page.enter(&format!("{base}brands/nobody/")).await;
        assert_eq!(page.text("h1").await, "找不到这个页面");
    })
    .await;
}

/// A folder in which the site lies at `base`.
fn laid(folder: &Path, base: &str) -> String {
    if base == "/" {
        return dist().display().to_string();
    }
    let place = folder.join(base.trim_matches('/'));
    fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
    symlink(dist_below(), &place).expect("a link");
    folder.display().to_string()
}

async fn nginx_serves(base: &str) {
    let Some(nginx) = provide("nginx", &["nginx", "libnginx-mod-http-brotli-static"]) else {
        return;
    };
    let folder = Folder::new();
    let port = free_port();
    let at = folder.0.display().to_string();
    let site = changed(
        printed("nginx", base),
        &[
            ("listen 80;", &format!("listen 127.0.0.1:{port};")),
            (
                "root /srv/brands;",
                &format!("root {};", laid(&folder.0, base)),
            ),
        ],
    );
    let whole = format!(
        "daemon off;\nmaster_process off;\npid {at}/pid;\nerror_log {at}/error.log;\ninclude /etc/nginx/modules-enabled/*.conf;\nevents {{}}\n\
         http {{\naccess_log off;\nclient_body_temp_path {at}/body;\nproxy_temp_path {at}/proxy;\nfastcgi_temp_path {at}/fastcgi;\n\
         uwsgi_temp_path {at}/uwsgi;\nscgi_temp_path {at}/scgi;\n{site}}}\n"
    );
    let file = folder.0.join("nginx.conf");
    fs::write(&file, whole).expect("written");
    let _running = Process::quiet(
        Command::new(nginx)
            .arg("-e")
            .arg(folder.0.join("error.log"))
            .arg("-c")
            .arg(&file),
    );
    until_up(port);
    keeps_what_our_server_keeps(port, base).await;
}

#[tokio::test]
async fn nginx_set_up_by_the_desk_serves_the_site() {
    nginx_serves("/").await;
}

#[tokio::test]
async fn nginx_set_up_by_the_desk_serves_the_site_below_a_path() {
    nginx_serves(SUB_PATH).await;
}

async fn caddy_serves(base: &str) {
    let Some(caddy) = provide("caddy", &["caddy"]) else {
        return;
    };
    let folder = Folder::new();
    let port = free_port();
    let printed = printed("caddy", base);
    let (named, _) = printed.split_once('\n').expect("the site's line");
    let site = changed(
        printed.clone(),
        &[
            (named, &format!("http://:{port} {{\n\tbind 127.0.0.1")),
            (
                "root * /srv/brands",
                &format!("root * {}", laid(&folder.0, base)),
            ),
        ],
    );
    let file = folder.0.join("Caddyfile");
    fs::write(&file, format!("{{\n\tadmin off\n}}\n{site}")).expect("written");
    let _running = Process::quiet(
        Command::new(caddy)
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(&file)
            .env("XDG_DATA_HOME", &folder.0)
            .env("XDG_CONFIG_HOME", &folder.0),
    );
    until_up(port);
    keeps_what_our_server_keeps(port, base).await;
}

#[tokio::test]
async fn caddy_set_up_by_the_desk_serves_the_site() {
    caddy_serves("/").await;
}

#[tokio::test]
async fn caddy_set_up_by_the_desk_serves_the_site_below_a_path() {
    caddy_serves(SUB_PATH).await;
}
