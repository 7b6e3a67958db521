//! Prerendering: the HTML file of every page.
//!
//! Input: the template `index.html`, the hashed file names of a build, and a screen. Output: the page as text; the components are the same as in the browser. A
//! template without one of its placeholders is a failure. [`super::build`] writes the files.

use super::addresses::routes;
use super::build::REST;
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

/// The beginning of the tag of `boot.js` in a page with inline styles, which does not wait for the script.
const SCRIPT_ASYNC: &str = "<script async src=\"";

/// The same in a page with a linked style sheet.
const SCRIPT: &str = "<script src=\"";

/// The first tag of the template.
const ROOT: &str = "<html lang=\"zh-CN\" data-root=\"/\" data-base=\"/\">";

/// The attribute with the address of all styles as a file, in the tag of `boot.js` of a page with inline styles.
const STYLE_FILE: &str = "data-style=\"";

/// The tags around the inline styles.
const STYLE: &str = "<style>";
const STYLED: &str = "</style>";

/// What all pages share: the parts of the template.
#[derive(Clone)]
pub struct Template {
    before_root: String,
    before_head: String,
    /// The inline style sheet.
    css: String,
    before_body: String,
    before_app: String,
    after_app: String,
    after_notices: String,
}

/// The hashed files of a build that pages name.
#[derive(Clone)]
pub struct Assets {
    /// The address of the script that starts the programs. It names all other files, so that its own name, which is a hash of its bytes, stands for
    /// the programs.
    pub boot: String,
    /// The address of the style sheet.
    pub style: String,
    /// The text of the style sheet.
    pub css: String,
}

impl Template {
    /// Splits the template at its placeholders.
    ///
    /// # Errors
    ///
    /// If a placeholder is missing.
    pub fn of(html: &str, assets: &Assets) -> Result<Template, Failure> {
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
        // The part between the head placeholders is for Trunk's own server: separate style sheets and an inline start script.
        let (before_head, rest) = cut(html, "<!--head-->")?;
        let (_, rest) = cut(&rest, "<!--/head-->")?;
        let (_, body) = cut(&rest, "</head>")?;
        let (before_body, body) = cut(&body, "<body>")?;
        let (before_app, after_app) = cut(&body, "<!--app-->")?;
        let (after_app, after_notices) = cut(&after_app, "<!--notices-->")?;
        let (before_root, before_head) = cut(&before_head, ROOT)?;
        Ok(Template {
            before_head,
            css: inline(&assets.css),
            before_root: without_comments(&before_root),
            before_body: format!("</head>{before_body}<body>\n"),
            before_app,
            after_app,
            after_notices,
        })
    }

    /// Replaces the inline style sheet.
    pub fn dress(&mut self, css: &str) {
        self.css = inline(css);
    }

    /// The `html` tag: language, base paths, public address.
    fn root() -> String {
        let public = route::absolute(route::root())
            .map(|address| format!(" data-public=\"{address}\""))
            .unwrap_or_default();
        format!(
            "<html lang=\"{}\" data-root=\"{}\" data-base=\"{}\"{public}>",
            messages::spoken().tag(),
            route::root(),
            route::base()
        )
    }

    /// The `link` elements for icons, manifest, search and feed.
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

    /// A complete page.
    pub fn page(&self, site: &Site, screen: &Screen, assets: &Assets) -> String {
        let model = models::page(site, screen);
        self.blank(site, assets)
            .around(screen)
            .with(&html_of(site, screen, model.as_ref()))
    }

    /// What the pages of a site in the spoken language share.
    pub(super) fn blank<'a>(&'a self, site: &'a Site, assets: &'a Assets) -> Blank<'a> {
        let frame = Frame::of(&site.catalogue);
        let receiver = site.catalogue.gallery.feedback_origin();
        let policy = policy::line(&self.css, receiver);
        Blank {
            template: self,
            styles: format!("{policy}{STYLE}{}{STYLED}\n", self.css),
            linked: policy::line_of_linked(receiver),
            site,
            assets,
            links: Template::links(&site.catalogue),
            lobby: drawn(|| urgent_lobby(&frame.notices).into_any()),
            trouble: drawn(frame_trouble),
            notices: drawn(|| frame_notices(&frame)),
        }
    }
}

/// What the pages of a site in one language share.
pub(super) struct Blank<'a> {
    template: &'a Template,
    site: &'a Site,
    assets: &'a Assets,
    /// The policy and the inline style sheet.
    styles: String,
    /// The policy of a page that links its styles.
    linked: String,
    links: String,
    lobby: String,
    trouble: String,
    notices: String,
}

/// A page without the app.
pub(super) struct Around {
    before: String,
    after: String,
}

impl Around {
    /// The page with this app.
    pub(super) fn with(&self, app: &str) -> String {
        [&self.before, app, &self.after].concat()
    }
}

impl Blank<'_> {
    /// The page of a screen, but for the app. The home page, with which most visits begin, has inline styles, so that one response is enough for its first
    /// paint. All other pages link a file: a site of a thousand brands would repeat 52 KB of styles twelve thousand times.
    pub(super) fn around(&self, screen: &Screen) -> Around {
        let Blank { template, site, .. } = self;
        let preview = HeadMetadata::of(site, screen);
        let Assets { boot, style, .. } = self.assets;
        // Only the embedding page needs the scripts that make a snippet and show it, only pages that ask for feedback the one for that.
        let scripts: &[&str] = match screen.route {
            Route::StaffPage(StaffPage::Embed) => &[route::EMBED_SCRIPT, route::CONFIGURE],
            Route::StaffPage(_) => &[],
            _ if site.catalogue.gallery.asks_for_feedback() => &[route::FEEDBACK_SCRIPT],
            _ => &[],
        };
        let script = |it: &&str| format!("<script defer src=\"{}\"></script>\n", route::asset(it));
        let own: String = scripts.iter().map(script).collect();
        let is_gallery = matches!(screen.route, Route::Gallery(_));
        let (link, script, mark, styles) = match is_gallery {
            true => (
                String::new(),
                SCRIPT_ASYNC,
                format!("\" {STYLE_FILE}{style}\" data-gallery"),
                self.styles.clone(),
            ),
            false => (link(style), SCRIPT, "\"".to_owned(), self.linked.clone()),
        };
        // The script precedes the policy: browsers stop looking ahead for resources when they meet a policy.
        let before = format!(
            "{}{}{}{link}{script}{boot}{mark}></script>\n{own}{styles}{}{}{}{}{}{}{}",
            template.before_root,
            Template::root(),
            template.before_head,
            preview.lines(),
            self.links,
            template.before_body,
            preview.first_picture(),
            self.lobby,
            self.trouble,
            template.before_app,
        );
        let after = [
            template.after_app.as_str(),
            &self.notices,
            &template.after_notices,
        ];
        Around {
            before,
            after: after.concat(),
        }
    }
}

/// The inline style sheet: of `css` the part before [`REST`].
fn inline(css: &str) -> String {
    let css = css.split_once(REST).map_or(css, |(first, _)| first);
    css.to_owned()
}

/// The `link` element of a style sheet.
fn link(file: &str) -> String {
    format!("<link rel=\"stylesheet\" href=\"{file}\">\n")
}

/// A text without HTML comments.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| part.split_once("-->"));
    rest.fold(first, |text, (_, after)| text + after.trim_start())
}

/// The page as the offline copy stores it: its styles are a linked file, which all pages of the copy share at no cost, and `boot.js` runs before the first
/// paint. A page with linked styles is returned unchanged.
pub fn on_the_device(html: &str) -> String {
    let linked = || {
        let (before, rest) = html.split_once(SCRIPT_ASYNC)?;
        let (script, rest) = rest.split_once(STYLE)?;
        let (_, after) = rest.split_once(STYLED)?;
        let (_, file) = script.split_once(STYLE_FILE)?;
        let (file, _) = file.split_once('"')?;
        Some(format!(
            "{before}{}{SCRIPT}{script}{}",
            link(file),
            after.trim_start()
        ))
    };
    linked().unwrap_or_else(|| html.to_owned())
}

/// The app as HTML, without the hydration markers of Leptos, because the program adopts the page instead of hydrating it.
pub fn html(site: &Site, screen: &Screen) -> String {
    let model = models::page(site, screen);
    html_of(site, screen, model.as_ref())
}

/// The app of a screen whose model is known, if it has one.
pub(super) fn html_of(site: &Site, screen: &Screen, model: Option<&Page>) -> String {
    let content = model.map(|page| page.content.clone());
    drawn(|| app(site, screen, content))
}

fn drawn(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    owner.cleanup();
    html.replace("<!>", "")
}

/// The screens of all live records and lists, in the order of [`routes`], and that of the 404 page.
pub fn screens(site: &Site) -> Vec<Screen> {
    let routes = routes(&site.catalogue, &site.brands).into_iter();
    let all = routes.chain([Route::NotFound]);
    all.map(|route| site.screen(route)).collect()
}
