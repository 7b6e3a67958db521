//! The editor: forms in the browser that change the data files.
//!
//! [`Editor`] answers below `/edit/` on this machine alone, to requests with the token of its run ([`auth`]). It draws forms from the schemas
//! ([`form`](mod@form)), shows the problems of each field beside it ([`validation`]) and the page as the site will show it ([`preview`]), keeps unsaved values
//! ([`draft`]) and replaces a file only while it is the version that was opened ([`store`]); windows with the same file know of each other
//! ([`presence`]). It is a server of its own with its own content security policy: nothing of it is in `dist/`, and it needs no built site.
//!
//! A board lists what is to be checked again ([`super::due`]), and notes that it was.
//!
//! A record that is no longer presented is retired ([`super::retire`]), which leaves a page at its addresses. Renaming (`rename`) touches many files and
//! is a command; files are not deleted without a trace, and nothing is published from here.

pub mod auth;
pub mod draft;
pub mod form;
mod handlers;
pub mod presence;
pub mod preview;
pub mod store;
pub mod validation;

use self::auth::Guard;
use self::draft::Drafts;
use self::handlers::{Asked, Stop, Told, sentence};
use self::presence::Presence;
use self::preview::Preview;
use self::validation::Validation;
use super::data::{Data, Found, Memory};
use super::exchange::settle_under;
use super::failure::{Failure, reason, say};
use super::head_metadata::escape;
use super::lock::Lock;
use super::{colours, policy, serve, specimen, state_folder};
use crate::catalogue::Gallery;
use crate::catalogue::check::{File, LARGEST_FILE, Reading};
use crate::catalogue::file::Kind;
use crate::route;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;

/// Where the editor is, below the root of its server.
pub const PATH: &str = "/edit/";

/// The port that is tried first: another than the site's, so that both can run.
pub const PORT: u16 = 8090;

/// The editor's own page, script and styles.
const PAGE: &str = include_str!("edit/page.html");
const SCRIPT: &str = include_str!("edit/edit.js");
const STYLE: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/reset.css"),
    include_str!("../../style/base.css"),
    include_str!("edit/edit.css")
);

/// How the preview shows which words are in hand, and the seal.
const IN_HAND: &str = "\n::highlight(hand) { background: var(--mark); color: var(--on-mark); }\n\
    .hand__seal { display: flex; align-items: center; gap: var(--space-3); padding: var(--space-2) var(--space-5); background: var(--sunken); color: var(--ink-soft); }\n";

/// The content security policy of its page: its own script and styles, nothing inline, no framing.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; \
     base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The content security policy of a preview: no scripts, framed by the editor only.
const DRAWN: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
     sandbox allow-same-origin";

/// How many previews are kept until the browser requests them.
const KEPT: usize = 24;

/// The editor of one project's data.
pub struct Editor {
    data: Data,
    /// The files as they were read last, and what is known of them.
    memory: Mutex<Memory>,
    style: String,
    drafts: Drafts,
    presence: Mutex<Presence>,
    preview: Mutex<Preview>,
    drawn: Mutex<Drawn>,
}

/// Pages as they were drawn, each with its number.
#[derive(Default)]
struct Drawn {
    last: u64,
    pages: VecDeque<Page>,
}

/// A page, and of which gallery it is: in whose colours it is looked at.
struct Page {
    number: u64,
    html: String,
    gallery: Gallery,
}

impl Editor {
    /// The editor of these data, with the styles of the project in `root`. Drafts are in the user's state folder.
    ///
    /// # Errors
    ///
    /// Where the system names no place for the state folder, where the styles cannot be read, and where drafts cannot be kept.
    pub fn of(root: &Path, data: Data) -> Result<Editor, Failure> {
        let state = state_folder::folder(|name| std::env::var_os(name)).ok_or_else(|| {
            Failure::new(format!(
                "找不到放草稿的地方。请把环境变量 {} 设成一个可写文件夹的完整路径。",
                state_folder::VARIABLE
            ))
        })?;
        Editor::with_state(root, data, &state)
    }

    /// The same, with drafts in the state folder `state`.
    ///
    /// # Errors
    ///
    /// As [`Editor::of`].
    pub fn with_state(root: &Path, data: Data, state: &Path) -> Result<Editor, Failure> {
        route::set_site("/");
        // Where another process is writing, there is nothing to tidy up.
        if let Ok(lock) = Lock::within(&data, Duration::ZERO) {
            settle_under(&lock, &data)?;
        }
        let drafts = Drafts::of(state, data.folder())?;
        let moved = drafts.adopt(root, data.folder())?;
        if moved > 0 {
            say(&format!(
                "从前的 {moved} 份草稿从 target/drafts 搬到了 {}，打开文件时会接上。",
                drafts.folder().display()
            ));
        }
        for lost in drafts.unreadable() {
            say(&format!(
                "有一份草稿读不出来，留在原处没有动：{}",
                lost.display()
            ));
        }
        Ok(Editor {
            style: specimen::style(root)? + IN_HAND,
            drafts,
            data,
            memory: Mutex::default(),
            presence: Mutex::default(),
            preview: Mutex::default(),
            drawn: Mutex::default(),
        })
    }

    /// Serves requests with the token until Ctrl-C.
    pub async fn show(self, listener: TcpListener, token: String) -> Result<(), Failure> {
        let address = (listener.local_addr()).map_err(|error| {
            Failure::new(format!("打不开编辑器：{}。请再运行一次。", reason(&error)))
        })?;
        let guard = Guard::at(address, token)?;
        serve::run(listener, self.router(guard)).await
    }

    /// Answers behind this guard.
    pub fn router(self, guard: Guard) -> Router {
        let room = Arc::new((guard, self));
        Router::new().fallback(handle).with_state(room)
    }

    fn files(&self) -> Result<Vec<File>, Failure> {
        Ok(hold(&self.memory).look(&self.data)?.files)
    }

    /// All files with what is passed over, and what they hold.
    fn found(&self) -> Result<(Found, Reading), Failure> {
        let mut memory = hold(&self.memory);
        let found = memory.look(&self.data)?;
        let reading = memory.judge(&found.files);
        Ok((found, reading))
    }

    /// What is said of `value` in the place of a file.
    fn judged(&self, kind: Kind, path: &str, value: &Value) -> Result<Validation, Failure> {
        let mut memory = hold(&self.memory);
        let files = memory.look(&self.data)?.files;
        Ok(Validation::of(&mut memory, &files, kind, path, value))
    }

    /// What the gallery is called now.
    fn name(&self) -> String {
        let read = store::bytes(&self.data.path("gallery.json"));
        let read = read.ok().flatten().unwrap_or_default();
        let gallery = serde_json::from_slice::<Gallery>(&read);
        gallery.map(|gallery| gallery.name).unwrap_or_default()
    }
}

impl Drawn {
    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    fn put(&mut self, page: Page) {
        self.pages.push_back(page);
        if self.pages.len() > KEPT {
            self.pages.pop_front();
        }
    }

    /// The page that a question names.
    fn page(&self, query: &str) -> Option<&Page> {
        let number: u64 = value(query, "n")?.parse().ok()?;
        self.pages.iter().find(|page| page.number == number)
    }
}

/// What a question says of this.
fn value<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a question that failed has left is whole: each puts in one value at once.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn handle(State(room): State<Arc<(Guard, Editor)>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if let Some((status, sentence)) = room.0.refuses(&parts) {
        return dressed(plain(status, sentence), POLICY);
    }
    let Some(question) = parts.uri.path().strip_prefix(PATH) else {
        return dressed(plain(StatusCode::NOT_FOUND, "这里只有编辑器。"), POLICY);
    };
    let query = parts.uri.query().unwrap_or_default();
    match (&parts.method, question) {
        (&Method::GET, "") => {
            let token = query.split('&').find(|pair| pair.starts_with("token="));
            let page = PAGE
                .replace("{site}", &escape(&room.1.name()))
                .replace("{token}", token.unwrap_or_default());
            dressed(typed("text/html; charset=utf-8", page), POLICY)
        }
        (&Method::GET, "edit.js") => dressed(
            typed("text/javascript; charset=utf-8", SCRIPT.to_owned()),
            POLICY,
        ),
        (&Method::GET, "edit.css") => {
            dressed(typed("text/css; charset=utf-8", STYLE.to_owned()), POLICY)
        }
        (&Method::GET, "gallery.css") => {
            let style = match hold(&room.1.drawn).page(query) {
                Some(page) => colours::dressed(&room.1.style, &page.gallery),
                None => room.1.style.clone(),
            };
            dressed(typed("text/css; charset=utf-8", style), POLICY)
        }
        (&Method::GET, "seen") => {
            let token = format!("token={}", value(query, "token").unwrap_or_default());
            match hold(&room.1.drawn).page(query) {
                Some(page) => {
                    let html = page.html.replacen("{token}", &token, 1);
                    dressed(typed("text/html; charset=utf-8", html), DRAWN)
                }
                None => dressed(
                    plain(StatusCode::NOT_FOUND, "这一页已经换成新的了。"),
                    POLICY,
                ),
            }
        }
        (&Method::GET, _) => dressed(plain(StatusCode::NOT_FOUND, "编辑器没有这一页。"), POLICY),
        (&Method::POST, question) => {
            let question = question.to_owned();
            let Ok(bytes) = to_bytes(body, LARGEST_FILE).await else {
                let told = sentence(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    format!("内容超过 {LARGEST_FILE} 字节的上限，没有收。"),
                );
                return dressed(told_as(told), POLICY);
            };
            let answer = tokio::task::spawn_blocking(move || {
                // Deeper than a data file ever is, or no JSON at all: both are told, neither is followed.
                let asked: Asked = match serde_json::from_slice(&bytes) {
                    Ok(asked) => asked,
                    Err(_) => {
                        return sentence(
                            StatusCode::BAD_REQUEST,
                            "读不懂这个请求：不是正确的 JSON，或套得太深。",
                        );
                    }
                };
                room.1
                    .answer(&question, &asked)
                    .unwrap_or_else(|Stop(told)| told)
            });
            let told = answer.await.unwrap_or_else(|_| {
                sentence(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "编辑器在这一步出错了。内容还在浏览器里，请告诉开发人员。",
                )
            });
            dressed(told_as(told), POLICY)
        }
        _ => dressed(
            plain(StatusCode::METHOD_NOT_ALLOWED, "编辑器不懂这种请求。"),
            POLICY,
        ),
    }
}

fn typed(content_type: &'static str, text: String) -> Response {
    ([(CONTENT_TYPE, content_type)], text).into_response()
}

fn plain(status: StatusCode, sentence: &'static str) -> Response {
    (
        status,
        typed("text/plain; charset=utf-8", sentence.to_owned()),
    )
        .into_response()
}

fn told_as((status, value): Told) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

/// With the headers that every answer has; nothing of an editor is kept by the browser.
fn dressed(mut response: Response, of: &str) -> Response {
    let mut headers = policy::headers(of);
    headers.push((CACHE_CONTROL.as_str(), "no-store".to_owned()));
    if of == DRAWN {
        headers.push((policy::POLICY, of.to_owned()));
    }
    serve::dress(&mut response, headers);
    response
}
