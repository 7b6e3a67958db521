//! Tests of the server through HTTP requests.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use axum::body::to_bytes;
use axum::http::Request;
use tower::ServiceExt;

use super::*;

/// A small site in a temporary folder, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("brand-gallery-serve-{name}-{}", std::process::id()));
        let folder = Self(path);
        for (file, text) in [
            ("site/index.html", "home"),
            ("site/404.html", "lost"),
            ("site/404.html.br", "LOST"),
            ("site/en/404.html", "lost in English"),
            ("site/brands/a/index.html", "brand"),
            ("site/数据 1.json", "{}"),
            ("site/app-0123456789abcdef.js", "plain"),
            ("site/app-0123456789abcdef.js.br", "BR"),
            ("site/app-0123456789abcdef.js.gz", "GZ"),
            ("site/alone.gz", "alone"),
            ("site/empty/note.txt", "note"),
            ("secret.txt", "secret"),
        ] {
            let file = folder.0.join(file);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        folder
    }

    fn router(&self, base: &str) -> Router {
        router(Site::new(self.0.join("site"), base))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("text"))
    }
}

async fn ask(router: &Router, method: &str, address: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router
        .clone()
        .oneshot(request.body(Body::empty()).expect("a request"))
        .await
        .expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 20).await.expect("a body");
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn get(router: &Router, address: &str) -> Answer {
    ask(router, "GET", address, &[]).await
}

#[tokio::test]
async fn files_are_found_beneath_the_root() {
    let folder = Folder::new("found");
    let router = folder.router("/");
    for (address, body, content_type) in [
        ("/", "home", "text/html; charset=utf-8"),
        ("/?q=x", "home", "text/html; charset=utf-8"),
        ("/index.html", "home", "text/html; charset=utf-8"),
        ("/brands/a/", "brand", "text/html; charset=utf-8"),
        (
            "/%E6%95%B0%E6%8D%AE%201.json",
            "{}",
            "application/json; charset=utf-8",
        ),
        ("/alone.gz", "alone", "application/octet-stream"),
    ] {
        let answer = get(&router, address).await;
        assert_eq!(
            (
                answer.status,
                answer.body.as_str(),
                answer.header("content-type")
            ),
            (200, body, content_type),
            "{address}"
        );
        assert_eq!(
            answer.header("content-length"),
            body.len().to_string(),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_folder_without_its_slash_leads_to_the_slash_and_keeps_the_query() {
    let folder = Folder::new("slash");
    for (base, address, status, location) in [
        ("/", "/brands/a", 308, "/brands/a/"),
        (
            "/",
            "/brands/a?q=%E5%BF%83&x=1",
            308,
            "/brands/a/?q=%E5%BF%83&x=1",
        ),
        (
            "/x/y/",
            "/x/y/brands/a?elder=1",
            308,
            "/x/y/brands/a/?elder=1",
        ),
        ("/x/y/", "/", 307, "/x/y/"),
        ("/x/y/", "/?q=1", 307, "/x/y/?q=1"),
        ("/x/y/", "/x/y", 307, "/x/y/"),
    ] {
        let answer = get(&folder.router(base), address).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (status, location),
            "{base} {address}"
        );
    }
}

#[tokio::test]
async fn beneath_a_base_nothing_outside_it_is_answered() {
    let folder = Folder::new("base");
    let router = folder.router("/x/y/");
    assert_eq!(get(&router, "/x/y/").await.body, "home");
    assert_eq!(get(&router, "/x/y/brands/a/").await.body, "brand");
    for address in ["/brands/a/", "/x/", "/x/yz/", "/index.html"] {
        assert_eq!(get(&router, address).await.status, 404, "{address}");
    }
}

#[tokio::test]
async fn what_is_missing_or_refused_shows_the_page_for_it() {
    let folder = Folder::new("missing");
    let router = folder.router("/");
    for address in [
        "/nothing",
        "/nothing/",
        "/empty",
        "/empty/",
        "/index.html/",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/brands/..%2f..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/brands%5ca/",
        "/./index.html",
        "//brands/a",
        "/brands//a/",
        "/index.html%00",
        "/%ff",
        "/%zz",
        "/%4",
        "/app-0123456789abcdef.js.br",
        "/app-0123456789abcdef.js.gz",
    ] {
        let answer = get(&router, address).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (404, "lost"),
            "{address}"
        );
        assert_eq!(
            (answer.header("cache-control"), answer.header("etag")),
            ("no-cache", ""),
            "{address}"
        );
    }
    let english = get(&router, "/en/nothing").await;
    assert_eq!(
        (english.status, english.body.as_str()),
        (404, "lost in English")
    );
    let squeezed = ask(&router, "GET", "/nothing", &[("accept-encoding", "br")]).await;
    assert_eq!(
        (
            squeezed.status,
            squeezed.body.as_str(),
            squeezed.header("content-encoding")
        ),
        (404, "LOST", "br")
    );
    fs::remove_file(folder.0.join("site/404.html")).expect("removed");
    fs::remove_file(folder.0.join("site/404.html.br")).expect("removed");
    let bare = get(&router, "/nothing").await;
    assert_eq!((bare.status, bare.body.as_str()), (404, "没有这个页面。"));
}

#[tokio::test]
async fn only_reading_is_allowed_and_head_sends_the_head_alone() {
    let folder = Folder::new("methods");
    let router = folder.router("/");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let answer = ask(&router, method, "/", &[]).await;
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
    let (head, whole) = (
        ask(&router, "HEAD", "/", &[]).await,
        get(&router, "/").await,
    );
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.headers, whole.headers);
}

#[tokio::test]
async fn the_compressed_form_is_sent_to_who_accepts_it() {
    let folder = Folder::new("coding");
    let router = folder.router("/");
    let mut tags = Vec::new();
    for (accepts, body, coding) in [
        ("gzip, br", "BR", "br"),
        ("gzip", "GZ", "gzip"),
        ("br;q=0.1, gzip;q=0.2", "GZ", "gzip"),
        ("identity", "plain", ""),
    ] {
        let answer = ask(
            &router,
            "GET",
            "/app-0123456789abcdef.js",
            &[("accept-encoding", accepts)],
        )
        .await;
        assert_eq!(
            (answer.body.as_str(), answer.header("content-encoding")),
            (body, coding),
            "{accepts}"
        );
        assert_eq!(
            answer.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        tags.push(answer.header("etag").to_owned());
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "each form has a tag of its own");
}

#[tokio::test]
async fn a_page_the_browser_holds_is_not_sent_again() {
    let folder = Folder::new("etag");
    let router = folder.router("/");
    let first = get(&router, "/").await;
    let tag = first.header("etag");
    assert!(tag.starts_with('"') && tag.ends_with('"'));
    assert_eq!(first.header("cache-control"), "no-cache");
    for (held, status) in [
        (tag, 304),
        (&format!("W/{tag}"), 304),
        (&format!("\"x\", {tag}"), 304),
        ("*", 304),
        ("\"x\"", 200),
    ] {
        let answer = ask(&router, "GET", "/", &[("if-none-match", held)]).await;
        assert_eq!(
            (answer.status, answer.body.is_empty()),
            (status, status == 304),
            "{held}"
        );
        assert_eq!(
            (answer.header("etag"), answer.header("vary")),
            (tag, "Accept-Encoding"),
            "{held}"
        );
    }
    fs::write(folder.0.join("site/index.html"), "changed").expect("written");
    assert_eq!(
        ask(&router, "GET", "/", &[("if-none-match", tag)])
            .await
            .body,
        "changed"
    );
}

#[tokio::test]
async fn every_answer_carries_the_protecting_headers() {
    let folder = Folder::new("headers");
    let home = policy::line("body {}", None) + "<style>body {}</style>home";
    fs::write(folder.0.join("site/index.html"), home).expect("written");
    let router = folder.router("/x/");
    for (method, address) in [
        ("GET", "/x/"),
        ("GET", "/"),
        ("GET", "/x/brands/a"),
        ("GET", "/x/nothing"),
        ("POST", "/x/"),
    ] {
        let answer = ask(&router, method, address, &[]).await;
        for (name, value) in policy::headers(&policy::styled("body {}", None)) {
            assert_eq!(answer.header(name), value, "{method} {address}");
        }
    }
}

#[tokio::test]
async fn a_taken_port_gives_way_to_the_next_free_one() {
    let (taken, first) = bind(0).await.expect("a port");
    let (_listener, second) = bind(first.port()).await.expect("another port");
    assert!(first.ip().is_loopback() && second.ip().is_loopback());
    assert_ne!(first.port(), second.port());
    drop(taken);
}

#[tokio::test]
async fn on_a_real_connection_head_keeps_its_length() {
    let folder = Folder::new("wire");
    let (listener, address) = bind(0).await.expect("a port");
    let server = tokio::spawn(run(listener, router(Site::new(folder.0.join("site"), "/"))));
    let asking = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).expect("connected");
        stream
            .write_all(b"HEAD /brands/a/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .expect("asked");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("answered");
        text
    });
    let text = asking.await.expect("an answer").to_lowercase();
    server.abort();
    assert!(text.starts_with("http/1.1 200 ok"), "{text}");
    assert!(
        text.contains("\r\ncontent-length: 5\r\n") && text.ends_with("\r\n\r\n"),
        "{text}"
    );
}
