//! What does each address hold before the program has arrived?
//!
//! Every route of the catalogue is drawn to HTML by the very components of the browser and set into the template. A template without
//! its slots is a failure, never a silently empty page. Writing files is absent on purpose; [`super::build`] does that.

use super::addresses::routes;
use super::failure::Failure;
use super::head_metadata::HeadMetadata;
use super::policy;
use super::{feed, site_files};
use crate::app::app;
use crate::catalogue::Catalogue;
use crate::components::{frame_notices, frame_trouble, urgent_lobby};
use crate::messages;
use crate::models::{self, Frame, Page};
use crate::route::{self, Route, StaffPage};
use crate::screen::{Screen, Site};
use leptos::prelude::*;

/// How the tag of `boot.js` begins in a page that holds its styles: nothing waits for it.
const SCRIPT_ASYNC: &str = "<script async src=\"";

/// How it begins in a page that links them.
const SCRIPT: &str = "<script src=\"";

/// The first tag of the template.
const ROOT: &str = "<html lang=\"zh-CN\" data-root=\"/\" data-base=\"/\">";

/// What stands before and after the styles.
const STYLE: &str = "<style>";
const STYLED: &str = "</style>";

/// What every page shares: the template in pieces, and the files that it names.
#[derive(Clone)]
pub struct Template {
    before_root: String,
    release: String,
    before_head: String,
    /// The policy and the styles of a page that holds them.
    styles: String,
    before_body: String,
    before_app: String,
    after_app: String,
    after_notices: String,
}

/// The hashed files of one build, by address.
#[derive(Clone)]
pub struct Assets {
    /// Starts the programs.
    pub boot: String,
    /// Keeps a copy of the site, once the page has come to rest.
    pub offline: String,
    /// What every page loads.
    pub gallery: Program,
    /// What is loaded when it is first asked for.
    pub companion: Program,
}

/// One program for the browser.
#[derive(Clone)]
pub struct Program {
    /// All its styles in one file.
    pub style: String,
    /// The same as text.
    pub css: String,
    /// Its glue.
    pub glue: String,
    /// Itself.
    pub wasm: String,
}

impl Template {
    /// Parts the template at its marks and names the files of this build and its `release`.
    pub fn of(html: &str, assets: &Assets, release: &str) -> Result<Template, Failure> {
        let missing = |mark: &str| {
            Failure::new(format!(
                "index.html：找不到“{mark}”。请恢复这个标记，网页才能填进去。"
            ))
        };
        let cut = |html: &str, mark: &str| -> Result<(String, String), Failure> {
            html.split_once(mark)
                .map(|(before, after)| (before.to_owned(), after.to_owned()))
                .ok_or_else(|| missing(mark))
        };
        // Between the head marks stands what Trunk's own server needs: each style by itself, an inline start.
        let (before_head, rest) = cut(html, "<!--head-->")?;
        let (_, rest) = cut(&rest, "<!--/head-->")?;
        let (_, body) = cut(&rest, "</head>")?;
        let (before_body, body) = cut(&body, "<body>")?;
        let (before_app, after_app) = cut(&body, "<!--app-->")?;
        let (after_app, after_notices) = cut(&after_app, "<!--notices-->")?;
        let (before_root, before_head) = cut(&before_head, ROOT)?;
        Ok(Template {
            before_head,
            styles: styles(&assets.gallery.css),
            before_root: without_comments(&before_root),
            release: release.to_owned(),
            before_body: format!("</head>{before_body}<body>\n"),
            before_app,
            after_app,
            after_notices,
        })
    }

    /// The release that its pages name.
    pub(super) fn release(&self) -> &str {
        &self.release
    }

    /// Puts other styles into every page.
    pub fn dress(&mut self, css: &str) {
        self.styles = styles(css);
    }

    /// The first tag: in which language the page is, and where what lies.
    fn root(&self) -> String {
        let public = route::absolute(route::root())
            .map(|address| format!(" data-public=\"{address}\""))
            .unwrap_or_default();
        format!(
            "<html lang=\"{}\" data-root=\"{}\" data-base=\"{}\" data-release=\"{}\"{public}>",
            messages::spoken().tag(),
            route::root(),
            route::base(),
            self.release
        )
    }

    /// Which other files stand for the gallery.
    fn links(catalogue: &Catalogue) -> String {
        format!(
            "<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">\n\
             <link rel=\"apple-touch-icon\" href=\"{}\">\n\
             <link rel=\"manifest\" href=\"{}\">\n{}{}",
            route::asset(route::ICON),
            route::asset(&route::icon(180)),
            route::own(route::MANIFEST),
            site_files::search_link(&catalogue.gallery),
            feed::link(catalogue)
        )
    }

    /// A whole page. The gallery, with which most visits begin, holds its styles: one answer is enough for its first paint. All other pages link them as
    /// one file: a site of a thousand brands would hold 52 KB of styles twelve thousand times.
    pub fn page(&self, site: &Site, screen: &Screen, assets: &Assets) -> String {
        let model = models::page(site, screen);
        self.page_of(site, screen, model.as_ref(), assets)
    }

    /// The same; `model`: its own, where it has one.
    pub(super) fn page_of(
        &self,
        site: &Site,
        screen: &Screen,
        model: Option<&Page>,
        assets: &Assets,
    ) -> String {
        let frame = Frame::of(&site.catalogue);
        let preview = HeadMetadata::of(site, screen);
        let mark = if matches!(screen.route, Route::Gallery(_)) {
            " data-gallery"
        } else {
            ""
        };
        let Assets {
            boot,
            offline,
            gallery,
            companion,
        } = assets;
        // What makes a snippet, and what it shows, is of one page, and comes with it.
        let own: String = match screen.route {
            Route::StaffPage(StaffPage::Embed) => [route::EMBED_SCRIPT, route::CONFIGURE]
                .map(|script| format!("<script defer src=\"{}\"></script>\n", route::asset(script)))
                .concat(),
            _ => String::new(),
        };
        let holds_styles = matches!(screen.route, Route::Gallery(_));
        let (link, script, styles) = match holds_styles {
            true => (String::new(), SCRIPT_ASYNC, self.styles.clone()),
            false => (link(&gallery.style), SCRIPT, policy::line_of_linked()),
        };
        // Before the policy: a browser that meets one looks no further ahead until it has read it.
        format!(
            "{}{}{}{link}{script}{boot}\" data-style=\"{}\" data-js=\"{}\" data-wasm=\"{}\" data-catalogue=\"{}\" \
             data-companion-js=\"{}\" data-companion-wasm=\"{}\" data-companion-style=\"{}\" data-offline=\"{offline}\"{mark}></script>\n\
             {own}{styles}{}{}{}{}{}{}{}{}{}{}{}",
            self.before_root,
            self.root(),
            self.before_head,
            gallery.style,
            gallery.glue,
            gallery.wasm,
            route::own(route::CATALOGUE),
            companion.glue,
            companion.wasm,
            companion.style,
            preview.lines(),
            Template::links(&site.catalogue),
            self.before_body,
            preview.first_picture(),
            drawn(|| urgent_lobby(&frame.notices).into_any()),
            drawn(frame_trouble),
            self.before_app,
            html_of(site, screen, model),
            self.after_app,
            drawn(|| frame_notices(&frame)),
            self.after_notices,
        )
    }
}

/// The styles, and the policy that knows them.
fn styles(css: &str) -> String {
    format!("{}{STYLE}{css}{STYLED}\n", policy::line(css))
}

/// The line that links a file of styles.
fn link(file: &str) -> String {
    format!("<link rel=\"stylesheet\" href=\"{file}\">\n")
}

/// A text without the comments in it, which are for its reader.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| part.split_once("-->"));
    rest.fold(first, |text, (_, after)| text + after.trim_start())
}

/// The same page as the device answers with it, from its own copy: files beside the page cost no way there, so that styles are in one
/// file for all pages, and `boot.js` has dressed the page before it is first seen. Pages that link their styles are such pages already.
pub fn on_the_device(html: &str) -> String {
    let linked = || {
        let (before, rest) = html.split_once(SCRIPT_ASYNC)?;
        let (script, rest) = rest.split_once(STYLE)?;
        let (_, after) = rest.split_once(STYLED)?;
        let (_, file) = script.split_once("data-style=\"")?;
        let (file, _) = file.split_once('"')?;
        Some(format!(
            "{before}{}{SCRIPT}{script}{}",
            link(file),
            after.trim_start()
        ))
    };
    linked().unwrap_or_else(|| html.to_owned())
}

/// The app as HTML. The marks by which Leptos would find its way for hydration are left out: the program adopts the page as it stands.
pub fn html(site: &Site, screen: &Screen) -> String {
    let model = models::page(site, screen);
    html_of(site, screen, model.as_ref())
}

fn html_of(site: &Site, screen: &Screen, model: Option<&Page>) -> String {
    let content = model.map(|page| page.content.clone());
    drawn(|| app(site, screen, content))
}

fn drawn(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    owner.cleanup();
    html.replace("<!>", "")
}

/// Every screen of a live record or list, in the order of [`routes`], and that of what is missing.
pub fn screens(site: &Site) -> Vec<Screen> {
    let routes = routes(&site.catalogue, &site.brands).into_iter();
    let all = routes.chain([Route::NotFound]);
    all.map(|route| site.screen(route)).collect()
}
