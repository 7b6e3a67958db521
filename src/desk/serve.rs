//! The static file server for previews of the finished site, on loopback only.
//!
//! Serves the files of one folder, and nothing outside it, below one base path: pages at addresses with a trailing slash, `404.html` for missing ones,
//! precompressed files by content negotiation, the headers of [`policy`] on every response. It has no rewrite rules, listings, ranges or uploads, so whatever
//! works here works on any static host. Live reload is in [`watch`](super::watch).

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
use self::path::ResolvedPath;
use self::response::{full, not_modified, redirect, text};
use super::failure::{Failure, reason, say};
use super::policy::{self, resource_policy};
use crate::messages::Language;
use crate::route;

/// How many further ports are tried.
const MORE_PORTS: u16 = 20;

/// How long running requests may take after Ctrl-C; a browser that keeps its connection open must not block the exit.
const GRACE: Duration = Duration::from_secs(2);

/// A finished site: its folder and the base path it was built for.
#[derive(Debug, Clone)]
pub struct Site {
    root: PathBuf,
    /// Where the page of the gallery, which says what the policy is, and those for what is missing lie.
    home: PathBuf,
    base: String,
}

impl Site {
    /// The site in the folder `root`, built for the base path `base`: `/` or `/x/y/`.
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
            // Temporary: the next site on this port may have another base path, and browsers keep permanent redirects.
            return redirect(StatusCode::TEMPORARY_REDIRECT, &self.base, uri.query());
        }
        let Some(ResolvedPath { file, is_folder }) = path
            .strip_prefix(&self.base)
            .and_then(|rest| ResolvedPath::below(&self.root, rest))
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
            Ok(representation) if representation.is_held_by(asked) => not_modified(&representation),
            Ok(representation) => full(StatusCode::OK, representation),
            Err(_) => text(
                StatusCode::INTERNAL_SERVER_ERROR,
                "这个文件读不了。请检查文件夹权限后再试。",
            ),
        }
    }

    /// The 404 page in the language of the path.
    async fn missing(&self, path: &str, asked: &HeaderMap) -> Response {
        let below = path.strip_prefix(&self.base).unwrap_or_default();
        let language = (Language::ALL.into_iter())
            .find(|language| !language.folder().is_empty() && below.starts_with(language.folder()));
        let folder = self.home.join(language.unwrap_or_default().folder());
        match Representation::read(&folder.join("404.html"), asked).await {
            Ok(page) => full(StatusCode::NOT_FOUND, page),
            Err(_) => text(StatusCode::NOT_FOUND, "没有这个页面。"),
        }
    }
}

/// A router that serves `site`, read-only.
pub fn router(site: Site) -> Router {
    Router::new().fallback(handle).with_state(Arc::new(site))
}

/// Binds `port` on loopback, or the next free port. Returns the listener and its address.
///
/// # Errors
///
/// If no port is free, or the system refuses.
pub async fn bind(port: u16) -> Result<(TcpListener, SocketAddr), Failure> {
    for candidate in port..=port.saturating_add(MORE_PORTS) {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)).await;
        match bound.and_then(|listener| listener.local_addr().map(|address| (listener, address))) {
            Ok(bound) => return Ok(bound),
            // Windows reserves ranges of ports and reports them as a lack of permission.
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

/// Serves `router` until Ctrl-C.
///
/// # Errors
///
/// If the server stops by itself.
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

/// Completes at Ctrl-C; never on a system that does not report it, where the terminal ends the process.
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
            let mut refusal = text(StatusCode::METHOD_NOT_ALLOWED, "这里只能读取。");
            refusal
                .headers_mut()
                .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            refusal
        };
        if method == Method::HEAD {
            // The length stays, as HEAD requires.
            *response.body_mut() = Body::empty();
        }
        self.protect(uri, &mut response);
        response
    }

    /// Adds the security headers to an answer.
    pub(super) fn protect(&self, uri: &Uri, response: &mut Response) {
        // Read for each request: the site may be built again while it is served.
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

/// Sets headers of a response, replacing existing ones.
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

/// Whether `file` is the precompressed form of another file; such files have no address of their own.
async fn is_compressed_form(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default();
    (extension.eq_ignore_ascii_case("br") || extension.eq_ignore_ascii_case("gz"))
        && is_file(&file.with_extension("")).await
}

#[cfg(test)]
mod tests;
