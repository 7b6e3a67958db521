//! What does a browser on this machine get when it asks for an address of the finished site?
//!
//! Contract: the files under one folder, and nothing outside it, beneath one address prefix, as a good static host would send them: pages at
//! addresses that end in a slash, a page for what is missing, the headers of [`policy`] on every answer. Only this machine can ask.
//!
//! Absent on purpose: rewrite rules, listings, ranges, uploads, and live reload, which is [`watch`](super::watch)'s. Whatever works here must work on any static host.

mod negotiation;
mod path;
mod response;

use std::future::IntoFuture;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::ALLOW;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use tokio::net::TcpListener;

use self::negotiation::Representation;
use self::path::Place;
use self::response::{redirect, sentence, unchanged, whole};
use super::failure::{Failure, reason, say};
use super::policy::{self, resource_policy};
use crate::messages::Language;
use crate::route;

/// How many ports after the wanted one are tried.
const MORE_PORTS: u16 = 20;

/// How long requests under way may take after Ctrl-C: a browser that holds its connection open must not hold the desk.
const GRACE: Duration = Duration::from_secs(2);

/// A finished site: the folder it lies in and the address prefix it was built for.
#[derive(Debug, Clone)]
pub struct Site {
    root: PathBuf,
    /// Where the page of the gallery, which says what the policy is, and those for what is missing lie.
    home: PathBuf,
    base: String,
}

impl Site {
    /// The site in the folder `root`, built for the prefix `base`: `/` or `/x/y/`.
    pub fn new(root: impl Into<PathBuf>, base: &str) -> Self {
        let base = base.trim_matches('/');
        let root = root.into();
        Self {
            home: root.clone(),
            root,
            base: if base.is_empty() {
                "/".into()
            } else {
                format!("/{base}/")
            },
        }
    }

    /// The same, of which the gallery's page and those for what is missing lie in the folder `home`.
    pub(super) fn at_home_in(mut self, home: impl Into<PathBuf>) -> Self {
        self.home = home.into();
        self
    }

    async fn answer(&self, uri: &Uri, asked: &HeaderMap) -> Response {
        let path = uri.path();
        if self.base != "/" && (path == "/" || path == self.base.trim_end_matches('/')) {
            // Temporary: the next site on this port may have another base, and browsers never forget a permanent redirect.
            return redirect(StatusCode::TEMPORARY_REDIRECT, &self.base, uri.query());
        }
        let Some(Place { file, is_folder }) = path
            .strip_prefix(&self.base)
            .and_then(|rest| Place::beneath(&self.root, rest))
        else {
            return self.missing(path, asked).await;
        };
        let file = if is_folder {
            file.join("index.html")
        } else {
            file
        };
        if !is_folder && is_file(&file.join("index.html")).await {
            return redirect(
                StatusCode::PERMANENT_REDIRECT,
                &format!("{path}/"),
                uri.query(),
            );
        }
        if !is_file(&file).await || is_compressed_form(&file).await {
            return self.missing(path, asked).await;
        }
        match Representation::read(&file, asked).await {
            Ok(representation) if representation.is_held_by(asked) => unchanged(&representation),
            Ok(representation) => whole(StatusCode::OK, representation),
            Err(_) => sentence(
                StatusCode::INTERNAL_SERVER_ERROR,
                "这个文件读不了。请检查文件夹权限后再试。",
            ),
        }
    }

    /// What is said of an address that leads nowhere, in the language of its folder.
    async fn missing(&self, path: &str, asked: &HeaderMap) -> Response {
        let below = path.strip_prefix(&self.base).unwrap_or_default();
        let language = (Language::ALL.into_iter())
            .find(|language| !language.folder().is_empty() && below.starts_with(language.folder()));
        let folder = self.home.join(language.unwrap_or_default().folder());
        match Representation::read(&folder.join("404.html"), asked).await {
            Ok(page) => whole(StatusCode::NOT_FOUND, page),
            Err(_) => sentence(StatusCode::NOT_FOUND, "没有这个页面。"),
        }
    }
}

/// Answers every address of `site`, and only by reading.
pub fn router(site: Site) -> Router {
    Router::new().fallback(handle).with_state(Arc::new(site))
}

/// Listens on loopback at `port`, or at the next free one after it; the address says which.
pub async fn bind(port: u16) -> Result<(TcpListener, SocketAddr), Failure> {
    for candidate in port..=port.saturating_add(MORE_PORTS) {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)).await;
        match bound.and_then(|listener| listener.local_addr().map(|address| (listener, address))) {
            Ok(bound) => return Ok(bound),
            // Windows keeps whole ranges back and calls that a lack of permission.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::AddrInUse | ErrorKind::PermissionDenied
                ) => {}
            Err(error) => {
                return Err(Failure::new(format!(
                    "打不开本机端口 {candidate}：{}。请用 --port 换一个端口。",
                    reason(&error)
                )));
            }
        }
    }
    Err(Failure::new(format!(
        "从 {port} 开始的端口都被占用或不许使用。请用 --port 换一个端口，例如 --port 9000。"
    )))
}

/// Lets `router` answer until Ctrl-C, then ends cleanly.
pub async fn run(listener: TcpListener, router: Router) -> Result<(), Failure> {
    let serving = axum::serve(listener, router)
        .with_graceful_shutdown(interrupted())
        .into_future();
    let out_of_patience = async {
        interrupted().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = serving => ended.map_err(|error| Failure::new(format!("预览中断了：{}。请再运行一次。", reason(&error))))?,
        () = out_of_patience => {}
    }
    say("已停止。");
    Ok(())
}

/// Ends at Ctrl-C; never, where this system cannot tell of it (the terminal then ends the program its own way).
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

async fn handle(
    State(site): State<Arc<Site>>,
    method: Method,
    uri: Uri,
    asked: HeaderMap,
) -> Response {
    site.respond(&method, &uri, &asked).await
}

impl Site {
    /// What is answered to a request.
    pub(super) async fn respond(&self, method: &Method, uri: &Uri, asked: &HeaderMap) -> Response {
        let mut response = if method == Method::GET || method == Method::HEAD {
            self.answer(uri, asked).await
        } else {
            let mut refusal = sentence(StatusCode::METHOD_NOT_ALLOWED, "这里只能读取。");
            refusal
                .headers_mut()
                .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            refusal
        };
        if method == Method::HEAD {
            // The length stays: it tells what GET would have sent.
            *response.body_mut() = Body::empty();
        }
        self.protect(uri, &mut response);
        response
    }

    /// Gives an answer the headers that protect whoever gets it.
    pub(super) fn protect(&self, uri: &Uri, response: &mut Response) {
        // Asked of the site each time: it may be built anew under us.
        let mut headers = policy::headers(&policy::of_site(&self.home));
        let below = uri.path().strip_prefix(&self.base).unwrap_or_default();
        let (name, value) = resource_policy(below);
        headers.push((name, value.to_owned()));
        if route::is_framed(below) && !response.status().is_client_error() {
            headers.push((policy::POLICY, policy::FRAMED.to_owned()));
        }
        dress(response, headers);
    }
}

/// Gives headers to an answer, in place of what it has of them.
pub(super) fn dress(response: &mut Response, headers: Vec<(&'static str, String)>) {
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
    }
}

async fn is_file(path: &Path) -> bool {
    tokio::fs::metadata(path)
        .await
        .is_ok_and(|metadata| metadata.is_file())
}

/// Whether `file` is only another form of the file beside it: it has no address of its own.
async fn is_compressed_form(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default();
    (extension.eq_ignore_ascii_case("br") || extension.eq_ignore_ascii_case("gz"))
        && is_file(&file.with_extension("")).await
}

#[cfg(test)]
mod tests;
