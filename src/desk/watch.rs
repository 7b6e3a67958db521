//! How does whoever writes see at once what was written?
//!
//! Contract: [`Watched`] is the built site in a folder of its own, drawn anew from the data whenever a data file is saved. A page that is open asks
//! for the number of the drawing until it is another, and then loads itself again. Where the data cannot be shown, every page names file,
//! line and column instead, and leads to what was last shown. `dist/` stays as it was built.
//!
//! The pages of another language are drawn when one of them is first asked for, and after each change as long as the server runs: who writes
//! in one language waits for no other. Pages of records that are gone are removed, so that an address answers as on the built site.
//!
//! Absent on purpose: programs and styles, which `cargo run` compiles; share pictures, which are drawn when the site is built; the copy on the device, which would
//! keep what is about to change.

use super::addresses::Addresses;
use super::build::Press;
use super::data::{Data, judge_files, look, publish, publish_earlier};
use super::entries::Skipped;
use super::failure::{Failure, say};
use super::head_metadata::escape;
use super::{redirect, serve};
use crate::catalogue::check::{File, Reading};
use crate::messages::Language;
use crate::route;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How often the data files are looked at.
const LOOK: Duration = Duration::from_millis(200);

/// How long a page's question stays open before it is asked again.
const LONGEST_ASK: Duration = Duration::from_secs(25);

/// How long a request waits until the pages of its language are drawn.
const LONGEST_DRAWING: Duration = Duration::from_secs(60);

/// Where a page asks for the number of the drawing; behind it that of its own.
const ASK: &str = "/watch";

/// What every page ends with.
const SCRIPT: &str = "<script async src=\"/watch.js\"></script>";

/// Asks, and loads the page again.
const SCRIPT_TEXT: &str = "\
(async () => {
  let own;
  for (;;) {
    try {
      const answer = await fetch('/watch' + (own ? '?' + own : ''));
      const now = await answer.text();
      if (answer.ok && own && now !== own) return location.reload();
      if (answer.ok) own = now;
    } catch {
      await new Promise((done) => setTimeout(done, 500));
    }
  }
})();
";

/// Asked for with this, a page is shown as it last could be.
const LAST_GOOD: &str = "last-good";

/// What is shown, and as the how manieth drawing.
#[derive(Clone, Default)]
struct Drawn {
    number: u64,
    problems: Arc<Vec<String>>,
    /// The other languages whose pages are of this drawing.
    languages: BTreeSet<Language>,
}

/// The other languages of which a page was asked for.
type Wanted = Arc<Mutex<BTreeSet<Language>>>;

/// A site that follows its data.
pub struct Watched {
    data: Data,
    folder: PathBuf,
    press: Press,
    /// The template of every page.
    html: String,
    /// A worker without a release: it removes the copy of an earlier one.
    farewell: String,
    files: Vec<File>,
    skipped: Vec<Skipped>,
    trouble: Trouble,
    wanted: Wanted,
    drawn: watch::Sender<Drawn>,
}

/// Whether the data could be read at the last look.
#[derive(Default)]
enum Trouble {
    /// It could.
    #[default]
    None,
    /// It could not, for the first time.
    Once,
    /// It could not, more than once; this is what every page says.
    Shown(String),
}

impl Watched {
    /// The site that was built from the project `root` and these data into the folder `dist`.
    pub fn of(root: &Path, data: Data, dist: &Path) -> Result<Watched, Failure> {
        let folder = root.join("target/watch");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| Failure::writing(&folder, &error))?;
        }
        copy(dist, &folder)?;
        let put = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).map_err(|error| Failure::writing(&path, &error))
        };
        put("watch.js", SCRIPT_TEXT)?;
        // A worker without a release removes an older copy.
        let worker = root.join("public/sw.js");
        let farewell =
            fs::read_to_string(&worker).map_err(|error| Failure::reading(&worker, &error))?;
        for language in Language::ALL {
            put(&format!("{}sw.js", language.folder()), &farewell)?;
        }
        // Another number than that of an earlier watch, whose pages may still be open.
        let number = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(1, |since| since.as_secs() * 1000);
        let mut watched = Watched {
            press: Press::of(root, dist, SCRIPT)?,
            html: super::build::template(root)?,
            farewell,
            wanted: Wanted::default(),
            data,
            folder,
            files: Vec::new(),
            skipped: Vec::new(),
            trouble: Trouble::None,
            drawn: watch::Sender::new(Drawn {
                number,
                ..Drawn::default()
            }),
        };
        watched.look();
        Ok(watched)
    }

    /// Shows the site, following its data, until Ctrl-C.
    pub async fn show(mut self, listener: TcpListener) -> Result<(), Failure> {
        let router = self.router();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(LOOK);
                self.look();
                self.draw_wanted();
            }
        });
        serve::run(listener, router).await
    }

    fn router(&self) -> Router {
        let page = Page {
            drawn: self.drawn.subscribe(),
            style: self.press.style().into(),
            wanted: self.wanted.clone(),
        };
        let site = serve::router(serve::Site::new(&self.folder, "/"))
            .layer(from_fn_with_state(page, in_place));
        Router::new()
            .route(ASK, get(number))
            .with_state(self.drawn.subscribe())
            .fallback_service(site)
    }

    /// Draws anew where a data file is another than before. What makes the data unreadable is said like any problem, and goes with its cause.
    fn look(&mut self) {
        let found = match look(&self.data) {
            Ok(found) => found,
            Err(failure) => {
                self.failed(failure);
                return;
            }
        };
        if found.skipped != self.skipped {
            let news = found.skipped.iter().filter(|it| !self.skipped.contains(it));
            news.for_each(|skipped| say(&format!("{}/{skipped}", self.data)));
            self.skipped = found.skipped;
        }
        let has_healed = match std::mem::take(&mut self.trouble) {
            Trouble::Shown(_) => true,
            Trouble::None | Trouble::Once => false,
        };
        if found.files == self.files && !has_healed {
            return;
        }
        let files = found.files;
        let reading = judge_files(&files);
        let mut problems: Vec<String> = (reading.problems.iter())
            .map(|problem| self.data.said(problem))
            .collect();
        if problems.is_empty() {
            let drawn = self.draw(&files, reading);
            problems.extend(drawn.err().map(|failure| failure.to_string()));
        }
        for problem in &problems {
            say(problem);
        }
        if problems.is_empty() && !self.files.is_empty() {
            say("数据无误，网页已换成新的。");
        }
        self.files = files;
        self.show_problems(problems);
    }

    /// Says and shows why the data cannot be read. Not at the first look: a file may be on its way into its place.
    fn failed(&mut self, failure: Failure) {
        let sentence = failure.to_string();
        self.trouble = match &self.trouble {
            Trouble::None => Trouble::Once,
            Trouble::Shown(shown) if *shown == sentence => return,
            Trouble::Once | Trouble::Shown(_) => {
                say(&sentence);
                self.show_problems(vec![sentence.clone()]);
                Trouble::Shown(sentence)
            }
        };
    }

    fn show_problems(&self, problems: Vec<String>) {
        self.drawn.send_modify(|drawn| {
            drawn.number += 1;
            drawn.languages.clear();
            drawn.problems = Arc::new(problems);
        });
    }

    /// Draws the site in its own language, and removes what is no longer there.
    fn draw(&mut self, files: &[File], reading: Reading) -> Result<(), Failure> {
        let addresses = Addresses::of(&reading);
        let data = self.folder.join(route::data(""));
        publish(files, &data)?;
        publish_earlier(files, &addresses, &data)?;
        self.press.dress(&self.folder, &reading.catalogue.gallery)?;
        self.press.draw(&self.folder, reading)?;
        let mut kept = addresses.paths();
        let brands = files.iter().filter(|file| file.path.starts_with("brands/"));
        kept.extend(brands.map(|file| route::data(&file.path)));
        let earlier = redirect::data_files(files, &addresses).into_iter();
        kept.extend(earlier.map(|(path, _)| route::data(&path)));
        sweep(&self.folder, "", &kept)
    }

    /// Draws the other languages that were asked for and are not of the last drawing.
    fn draw_wanted(&mut self) {
        let wanted = self.wanted.lock();
        let wanted = wanted.unwrap_or_else(PoisonError::into_inner).clone();
        for language in wanted {
            let is_due = {
                let drawn = self.drawn.borrow();
                drawn.problems.is_empty() && !drawn.languages.contains(&language)
            };
            if !is_due {
                continue;
            }
            let reading = judge_files(&self.files);
            let drawn = (self.press)
                .draw_in(language, &self.folder, &self.html, reading)
                .and_then(|_| {
                    let path = self.folder.join(language.folder()).join("sw.js");
                    fs::write(&path, &self.farewell)
                        .map_err(|error| Failure::writing(&path, &error))
                });
            if let Err(failure) = drawn {
                say(&failure.to_string());
            }
            // Also where it failed: what was said is not said again until the data change.
            self.drawn.send_modify(|drawn| {
                drawn.languages.insert(language);
            });
        }
    }
}

/// The language below whose folder a path is; nothing for the site's own.
fn language_of(path: &str) -> Option<Language> {
    let others = Language::ALL.into_iter();
    let mut others = others.filter(|language| !language.folder().is_empty());
    others.find(|language| path.trim_start_matches('/').starts_with(language.folder()))
}

/// Removes pages and data files of `folder` that are not in `kept`, by their paths; the folders of other languages are not looked at.
fn sweep(folder: &Path, below: &str, kept: &BTreeSet<String>) -> Result<(), Failure> {
    let here = folder.join(below);
    let unreadable = |error| Failure::reading(&here, &error);
    for entry in fs::read_dir(&here).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let below_this = format!("{below}{name}");
        if path.is_dir() {
            let inner = format!("{below_this}/");
            if language_of(&inner).is_none() {
                sweep(folder, &inner, kept)?;
            }
            continue;
        }
        let is_gone = match &*name {
            "index.html" => !kept.contains(below),
            _ => below == route::data("brands/") && !kept.contains(&below_this),
        };
        if is_gone {
            fs::remove_file(&path).map_err(|error| Failure::writing(&path, &error))?;
        }
    }
    Ok(())
}

/// All files of a site but their compressed forms, which would not follow.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let unreadable = |error| Failure::reading(from, &error);
    fs::create_dir_all(to).map_err(|error| Failure::writing(to, &error))?;
    for entry in fs::read_dir(from).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        let ending = path.extension().unwrap_or_default();
        if path.is_dir() {
            copy(&path, &target)?;
        } else if ending != "br" && ending != "gz" {
            fs::copy(&path, &target).map_err(|error| Failure::writing(&target, &error))?;
        }
    }
    Ok(())
}

/// The number of the drawing, as soon as it is another than the one behind the question mark.
async fn number(State(mut drawn): State<watch::Receiver<Drawn>>, uri: Uri) -> Response {
    let own = uri.query().unwrap_or_default().to_owned();
    let other = drawn.wait_for(|drawn| drawn.number.to_string() != own);
    let _ = tokio::time::timeout(LONGEST_ASK, other).await;
    let number = drawn.borrow().number.to_string();
    ([(CACHE_CONTROL, "no-store")], number).into_response()
}

/// What a page with problems is made of.
#[derive(Clone)]
struct Page {
    drawn: watch::Receiver<Drawn>,
    style: Arc<str>,
    wanted: Wanted,
}

impl Page {
    /// Waits until the pages of the language of a path are of the last drawing.
    async fn is_drawn(&self, path: &str) {
        let Some(language) = language_of(path) else {
            return;
        };
        let wanted = self.wanted.lock();
        wanted
            .unwrap_or_else(PoisonError::into_inner)
            .insert(language);
        let mut drawn = self.drawn.clone();
        let is_done =
            |drawn: &Drawn| drawn.languages.contains(&language) || !drawn.problems.is_empty();
        let _ = tokio::time::timeout(LONGEST_DRAWING, drawn.wait_for(is_done)).await;
    }
}

/// Puts the problems in the place of a page, where there are any.
async fn in_place(State(page): State<Page>, request: Request, next: Next) -> Response {
    page.is_drawn(request.uri().path()).await;
    let problems = page.drawn.borrow().problems.clone();
    let accepted = request.headers().get(ACCEPT);
    let is_page = accepted.is_some_and(|types| {
        types
            .to_str()
            .is_ok_and(|types| types.contains("text/html"))
    });
    let is_last_good = request.uri().query() == Some(LAST_GOOD);
    if problems.is_empty() || !is_page || is_last_good {
        return next.run(request).await;
    }
    let mut response = next.run(request).await;
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    // What was said of the page that stood here.
    for name in ["content-length", "etag", "location", "content-encoding"] {
        headers.remove(name);
    }
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    *response.body_mut() = Body::from(said(&problems, &page.style));
    response
}

/// The page that names the problems.
fn said(problems: &[String], style: &str) -> String {
    let items: String = (problems.iter())
        .map(|problem| format!("<li>{}</li>\n", escape(problem)))
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>数据有 {0} 处问题</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"{style}\"></head>\n\
         <body><main id=\"main\"><article class=\"brand\"><h1>数据有 {0} 处问题</h1>\n<ol>\n{items}</ol>\n\
         <p>改好并保存，这一页会自己换成新的。<a href=\"?{LAST_GOOD}\">先看上一次没有错的样子</a></p></article></main>{SCRIPT}</body>\n</html>\n",
        problems.len(),
    )
}

#[cfg(test)]
mod tests;
