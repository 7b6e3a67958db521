//! `serve --watch`: the site, drawn again whenever a data file is saved.
//!
//! [`Watched`] serves the built site, with every file that depends on the data drawn when a browser asks for it ([`drawing`]), so that a page is shown as
//! fast in a gallery of thousands. An open page polls the number of the drawing and reloads when it changes. While the data are invalid, every page
//! names file, line and column instead, and links to what was last shown. `dist/` stays as it was built.
//!
//! Programs and styles are compiled by `cargo run`, share pictures are drawn by the build. There is no copy for days without a network: it would keep
//! what is about to change.

pub mod drawing;

use self::drawing::Drawing;
use super::build::PageWriter;
use super::data::{Data, Memory};
use super::entries::Skipped;
use super::failure::{Failure, say};
use super::head_metadata::escape;
use super::retire::today;
use super::{media, serve};
use crate::catalogue::check::File;
use crate::messages::Language;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The interval at which the data files are examined.
const LOOK: Duration = Duration::from_millis(200);

/// How long a poll of a page stays open.
const LONGEST_ASK: Duration = Duration::from_secs(25);

/// The path at which a page polls the number of the current drawing; its query is the page's own number.
const ASK: &str = "/watch";

/// The script tag at the end of every page.
const SCRIPT: &str = "<script async src=\"/watch.js\"></script>";

/// Polls, and reloads the page.
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

/// The query with which a page is shown as it was before the problems.
const LAST_GOOD: &str = "last-good";

/// What is shown: the number of the drawing, and its problems.
#[derive(Clone, Default)]
struct Shown {
    number: u64,
    problems: Arc<Vec<String>>,
    /// The drawing of the last data without problems; until there is one, the built site is shown.
    drawing: Option<Arc<Drawing>>,
}

/// The watched site.
pub struct Watched {
    data: Data,
    memory: Memory,
    /// The built site.
    dist: PathBuf,
    /// The folder of the drawings.
    folder: PathBuf,
    /// The page writer, and the template of every page.
    writer: PageWriter,
    html: String,
    /// A worker without a release: it removes the copy of an earlier one.
    farewell: Arc<str>,
    files: Vec<File>,
    skipped: Vec<Skipped>,
    trouble: Trouble,
    shown: watch::Sender<Shown>,
}

/// Whether the data could be read the last time.
#[derive(Default)]
enum Trouble {
    /// Yes.
    #[default]
    None,
    /// No, for the first time.
    Once,
    /// No, more than once; every page shows this sentence.
    Shown(String),
}

impl Watched {
    /// The site that was built from the project `root` and these data into the folder `dist`.
    pub fn of(root: &Path, data: Data, dist: &Path) -> Result<Watched, Failure> {
        let folder = root.join("target/watch");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| Failure::writing(&folder, &error))?;
        }
        let worker = root.join("public/sw.js");
        let farewell =
            fs::read_to_string(&worker).map_err(|error| Failure::reading(&worker, &error))?;
        // Another number than that of an earlier watch, whose pages may still be open.
        let number = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(1, |since| since.as_secs() * 1000);
        let mut watched = Watched {
            writer: PageWriter::of(root, dist, SCRIPT)?,
            html: super::build::template(root)?,
            farewell: farewell.into(),
            memory: Memory::default(),
            dist: dist.to_owned(),
            data,
            folder,
            files: Vec::new(),
            skipped: Vec::new(),
            trouble: Trouble::None,
            shown: watch::Sender::new(Shown {
                number,
                ..Shown::default()
            }),
        };
        watched.look();
        Ok(watched)
    }

    /// Serves the site and examines its data, until Ctrl-C.
    pub async fn show(mut self, listener: TcpListener) -> Result<(), Failure> {
        let router = self.router();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(LOOK);
                self.look();
            }
        });
        serve::run(listener, router).await
    }

    fn router(&self) -> Router {
        let page = Page {
            shown: self.shown.subscribe(),
            dist: self.dist.as_path().into(),
            style: self.writer.style().into(),
        };
        let script = |text: Arc<str>| {
            get(async move || {
                let kind = (CONTENT_TYPE, "text/javascript; charset=utf-8");
                ([kind, (CACHE_CONTROL, "no-cache")], text.to_string())
            })
        };
        let mut router = Router::new()
            .route(ASK, get(number))
            .with_state(self.shown.subscribe())
            .route("/watch.js", script(SCRIPT_TEXT.into()));
        for language in Language::ALL {
            let worker = format!("/{}sw.js", language.folder());
            router = router.route(&worker, script(self.farewell.clone()));
        }
        router.fallback(answer).with_state(page)
    }

    /// Makes a new drawing if a data file has changed. Unreadable data are reported like other problems.
    fn look(&mut self) {
        let found = match self.memory.look(&self.data) {
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
        let mut reading = self.memory.judge(&files);
        let mut problems: Vec<String> = (reading.problems.iter())
            .map(|problem| self.data.said(problem))
            .collect();
        let mut drawing = None;
        if problems.is_empty() {
            let folder = self.folder.join(self.shown.borrow().number.to_string());
            let writer = (&self.writer, self.html.as_str());
            let pages = Drawing::pages_in(&folder);
            let drawn = media::publish(&self.data, &mut reading, &pages, &today(), false)
                .and_then(|_| Drawing::of(writer, folder, files.clone(), reading));
            match drawn {
                Ok(drawn) => drawing = Some(Arc::new(drawn)),
                Err(failure) => problems.push(failure.to_string()),
            }
        }
        for problem in &problems {
            say(problem);
        }
        if problems.is_empty() && !self.files.is_empty() {
            say("数据无误，网页已换成新的。");
        }
        self.files = files;
        self.show_now(problems, drawing);
    }

    /// Reports why the data cannot be read; only the second time, because a program may be replacing a file.
    fn failed(&mut self, failure: Failure) {
        let sentence = failure.to_string();
        self.trouble = match &self.trouble {
            Trouble::None => Trouble::Once,
            Trouble::Shown(shown) if *shown == sentence => return,
            Trouble::Once | Trouble::Shown(_) => {
                say(&sentence);
                self.show_now(vec![sentence.clone()], None);
                Trouble::Shown(sentence)
            }
        };
    }

    /// Shows a drawing, or problems with a link to the last drawing.
    fn show_now(&self, problems: Vec<String>, drawing: Option<Arc<Drawing>>) {
        self.shown.send_modify(|shown| {
            shown.number += 1;
            shown.problems = Arc::new(problems);
            if drawing.is_some() {
                shown.drawing = drawing;
            }
        });
    }
}

/// The language of a path; `None` for the main language.
fn language_of(path: &str) -> Option<Language> {
    let others = Language::ALL.into_iter();
    let mut others = others.filter(|language| !language.folder().is_empty());
    others.find(|language| path.trim_start_matches('/').starts_with(language.folder()))
}

/// Answers with the number of the drawing once it differs from the one in the query.
async fn number(State(mut shown): State<watch::Receiver<Shown>>, uri: Uri) -> Response {
    let own = uri.query().unwrap_or_default().to_owned();
    let other = shown.wait_for(|shown| shown.number.to_string() != own);
    let _ = tokio::time::timeout(LONGEST_ASK, other).await;
    let number = shown.borrow().number.to_string();
    ([(CACHE_CONTROL, "no-store")], number).into_response()
}

/// What answers are made from.
#[derive(Clone)]
struct Page {
    shown: watch::Receiver<Shown>,
    dist: Arc<Path>,
    style: Arc<str>,
}

/// Answers with the file of an address, or with the problems instead of a page.
async fn answer(State(page): State<Page>, request: Request) -> Response {
    let shown = page.shown.borrow().clone();
    let uri = request.uri();
    let accepted = request.headers().get(ACCEPT);
    let is_page = accepted.is_some_and(|types| {
        types
            .to_str()
            .is_ok_and(|types| types.contains("text/html"))
    });
    let is_last_good = uri.query() == Some(LAST_GOOD);
    let built = serve::Site::new(&*page.dist, "/");
    let Some(drawing) = shown.drawing else {
        return match shown.problems.is_empty() || !is_page || is_last_good {
            true => {
                built
                    .respond(request.method(), uri, request.headers())
                    .await
            }
            false => in_place(&built, uri, &shown.problems, &page.style),
        };
    };
    let style = drawing.style().to_owned();
    let home = drawing.pages();
    let path = uri.path().to_owned();
    if !shown.problems.is_empty() && is_page && !is_last_good {
        return in_place(&built.at_home_in(home), uri, &shown.problems, &style);
    }
    // Held until its file has been read: its folder goes with it.
    let held = drawing.clone();
    let drawn = tokio::task::spawn_blocking(move || held.place(&path)).await;
    let drawn =
        drawn.unwrap_or_else(|_| Err(Failure::new("程序在画这一页时出错了。请告诉开发人员。")));
    let site = match drawn {
        Ok(Some(folder)) => serve::Site::new(folder, "/").at_home_in(home),
        Ok(None) => built.at_home_in(home),
        Err(failure) => {
            say(&failure.to_string());
            let problems = [failure.to_string()];
            return in_place(&built.at_home_in(home), uri, &problems, &style);
        }
    };
    let response = site.respond(request.method(), uri, request.headers()).await;
    drop(drawing);
    response
}

/// Answers with the page of the problems.
fn in_place(site: &serve::Site, uri: &Uri, problems: &[String], style: &str) -> Response {
    let page = Html(said(problems, style));
    let mut response = ([(CACHE_CONTROL, "no-cache")], page).into_response();
    site.protect(uri, &mut response);
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
