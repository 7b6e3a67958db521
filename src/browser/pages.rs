//! The lazily loaded code of the pages: their models and the components that render them.
//!
//! All of it is behind [`PageCode`], a struct of functions that `main.rs` obtains from the code chunk. No other module of the browser names a model,
//! so that a first visit does not load their code. Without the feature `split` the program is one file and contains the struct.

use super::app_state::AppState;
use super::mounted::{Mounted, Rendered, main_with, mount};
use super::page;
use super::sources;
use super::transition;
use crate::app::{App, PageContent};
use crate::catalogue::{Slug, json};
use crate::components::{Clock, FilterState, ReducedMotion, frame_notices, frame_trouble};
use crate::models::{Bundle, CompareAnswers, Content, Frame, Page};
use crate::pages::{self, GalleryState};
use crate::route::Route;
use crate::screen::Site;
use crate::search::{Query, Stage};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use web_sys::{DomRect, Element, HtmlAnchorElement};

/// The entry points of the chunk.
#[derive(Clone, Copy)]
pub struct PageCode {
    parse: fn(&str) -> Option<Rc<dyn PageFile>>,
    /// Mounts the frame of a page, with an empty `main`, into the application's element.
    surround: fn(&str, &Route) -> Option<()>,
    /// Adds what a query means to the list of its answer.
    meant: fn(&Site, &Query, &Element),
    /// Shows the source of a citation.
    open_source: fn(&Rc<AppState>, &HtmlAnchorElement) -> bool,
    /// The box of an emblem before the page changes.
    measure: fn(&str) -> Option<DomRect>,
    /// Animates it to its place on the next page.
    play: fn(&DomRect, &str) -> Option<()>,
}

/// The code of the pages could not be loaded.
#[derive(Clone, Copy, Debug)]
pub struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> NotLoaded {
        NotLoaded
    }
}

/// Loads the code of the pages. After a failure the next call tries again.
pub type LoadCode = fn() -> Pin<Box<dyn Future<Output = Result<PageCode, NotLoaded>>>>;

/// The code itself, for callers that have it in the same file.
pub fn code() -> PageCode {
    PageCode {
        parse: |text| {
            let bundle: Bundle = json::from_str(text)?;
            Some(Rc::new(bundle))
        },
        surround,
        meant,
        open_source: sources::open,
        measure: transition::measure,
        play: transition::play,
    }
}

impl PageCode {
    pub(super) fn parse(self, text: &str) -> Option<Rc<dyn PageFile>> {
        (self.parse)(text)
    }

    /// Adds what a query means to the list of its answer, in place of what was added before.
    pub(super) fn meant(self, site: &Site, query: &Query, list: &Element) {
        (self.meant)(site, query, list);
    }

    /// Shows the source of a citation. Returns false where the page does not list it.
    pub(super) fn open_source(self, app: &Rc<AppState>, mark: &HtmlAnchorElement) -> bool {
        (self.open_source)(app, mark)
    }

    /// The box of the emblem before the page changes to that at `href`, where it is to be animated.
    pub(super) fn measure(self, href: &str) -> Option<DomRect> {
        (self.measure)(href)
    }

    /// Animates the emblem of the new page from that box. `href`: the address of the previous page.
    pub(super) fn play(self, from: &DomRect, href: &str) {
        let _ = (self.play)(from, href);
    }

    /// Mounts the frame of a page, with an empty `main`, where no page is prerendered. `text`: the JSON of the frame; `None` where it is malformed.
    pub(super) fn surround(self, text: &str, here: &Route) -> Option<()> {
        (self.surround)(text, here)
    }
}

/// The minutes since 1970-01-01 in UTC, by the device's clock.
fn minutes() -> u32 {
    (js_sys::Date::now() / 60_000.0) as u32
}

fn surround(text: &str, here: &Route) -> Option<()> {
    let frame: Frame = json::from_str(text)?;
    let (app, here) = (page::element("app")?, here.clone());
    let mounted = mount(&app, move || {
        let (trouble, notices) = (frame_trouble(), frame_notices(&frame));
        let main = None::<AnyView>.into_any();
        view! { {trouble} <App frame here main feedback=().into_any()/> {notices} }.into_any()
    });
    // The frame is never unmounted.
    std::mem::forget(mounted?);
    Some(())
}

/// Adds what a query means: behind its true hits, or in place of the sentence that there are none. Without a meaning, adds the closest names.
fn meant(site: &Site, query: &Query, list: &Element) {
    let within = |css: &str| list.query_selector(css).ok().flatten();
    if let Some(before) = within("#meant, #near-names") {
        before.remove();
    }
    let Some(view) = pages::meant(site, query) else {
        if let Some(names) = pages::near_names(site, query) {
            Rendered::into(list, names);
        }
        return;
    };
    let results = site.index.search(query);
    if let Some(nothing) = within(".nothing") {
        nothing.remove();
    }
    Rendered::into(list, view);
    // Guesses by sound or spelling are less than what is meant.
    if (results.hits.is_empty() || results.stage >= Stage::Near)
        && let Some(meant) = within("#meant")
    {
        let _ = list.insert_before(&meant, list.first_child().as_ref());
    }
}

/// The initial state of a mounted page.
#[derive(Default)]
pub(super) struct PageState {
    /// The entered filter.
    pub(super) filter: FilterState,
    /// The state of the gallery.
    pub(super) gallery: Option<GalleryState>,
}

/// A file of page models.
pub(super) trait PageFile {
    /// Title and description of the page at `path`; `None` where the file does not contain it.
    fn name(&self, path: &str) -> Option<(String, String)>;

    /// An off-screen `main` with the page at `path`.
    fn mount(&self, path: &str, state: PageState) -> Option<(Element, Mounted)>;

    /// Those of the requested brands that can be compared.
    fn known(&self, asked: &[Slug]) -> Vec<Slug>;

    /// The brand's answers on the comparison page.
    fn answers(&self) -> Option<CompareAnswers>;

    /// The comparison page of the requested brands. `known`: the files of those that can be compared.
    fn compared(&self, asked: &[Slug], known: &[Rc<dyn PageFile>]) -> Option<Rc<dyn PageFile>>;
}

impl PageFile for Bundle {
    fn name(&self, path: &str) -> Option<(String, String)> {
        let page = self.pages.iter().find(|page| page.path == path)?;
        Some((page.title.clone(), page.description.clone()))
    }

    fn mount(&self, path: &str, state: PageState) -> Option<(Element, Mounted)> {
        let page = self.pages.iter().find(|page| page.path == path)?;
        let content = page.content.clone();
        main_with(move || {
            provide_context(ReducedMotion(transition::reduces_motion));
            provide_context(Clock(minutes));
            if let Some(gallery) = state.gallery {
                provide_context(gallery);
            }
            let filter = state.filter;
            view! { <PageContent content filter/> }.into_any()
        })
    }

    fn known(&self, asked: &[Slug]) -> Vec<Slug> {
        match self.pages.first().map(|page| &page.content) {
            Some(Content::Compare(model)) => model.known(asked),
            _ => Vec::new(),
        }
    }

    fn answers(&self) -> Option<CompareAnswers> {
        self.answers.clone()
    }

    fn compared(&self, asked: &[Slug], known: &[Rc<dyn PageFile>]) -> Option<Rc<dyn PageFile>> {
        let page = self.pages.first()?;
        let Content::Compare(model) = &page.content else {
            return None;
        };
        let answers: Vec<CompareAnswers> = known
            .iter()
            .map(|file| file.answers())
            .collect::<Option<_>>()?;
        let model = model.clone().with(asked, answers);
        let page = Page {
            title: model.title(&page.title),
            content: Content::Compare(model),
            ..page.clone()
        };
        Some(Rc::new(Bundle {
            program: self.program.clone(),
            pages: vec![page],
            answers: None,
        }))
    }
}
