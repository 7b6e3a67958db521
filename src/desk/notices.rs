//! Which files tell machines of the site as a whole: search engines, browsers, devices?
//!
//! Contract: [`write`] lays `sitemap.xml`, `robots.txt`, `opensearch.xml` and `manifest.webmanifest` into the site, made of the same routes and
//! words as the pages. What only makes sense with a whole address is left out where the host is not known.
//!
//! Absent on purpose: dates in the sitemap. No document is dated, and the day of a build says nothing about the content.

use super::failure::Failure;
use super::preview::escape;
use crate::head::{SITE_LINE, SITE_NAME};
use crate::route::{self, Route};
use crate::screen::Screen;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Writes them all; `html` is a page of the site, of which the colour of the window is taken.
pub fn write(stage: &Path, screens: &[Screen], html: &str) -> Result<(), Failure> {
    let put = |name: &str, text: String| {
        let path = stage.join(name);
        fs::write(&path, text).map_err(|error| Failure::writing(&path, &error))
    };
    put(route::MANIFEST, manifest(colour(html)?))?;
    put(route::ROBOTS, robots())?;
    if let Some(opensearch) = opensearch() {
        put(route::OPENSEARCH, opensearch)?;
    }
    if let Some(sitemap) = sitemap(screens) {
        put(route::SITEMAP, sitemap)?;
    }
    Ok(())
}

/// The line of a page's head that names the search for the browser's own search bar.
pub fn search_link() -> String {
    match route::origin() {
        Some(_) => format!(
            "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"{SITE_NAME}\" href=\"{}\">\n",
            route::asset(route::OPENSEARCH)
        ),
        None => String::new(),
    }
}

/// Daylight's colour of the window: the page's own.
fn colour(html: &str) -> Result<&str, Failure> {
    html.split_once("<meta name=\"theme-color\" content=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(colour, _)| colour)
        .ok_or_else(|| Failure::new("index.html：没有 theme-color。请恢复这一行。"))
}

fn manifest(colour: &str) -> String {
    let icon = |path: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": route::asset(path), "sizes": sizes, "type": kind, "purpose": purpose });
    json!({
        "id": route::base(),
        "name": SITE_NAME,
        "short_name": SITE_NAME,
        "description": SITE_LINE,
        "lang": "zh-CN",
        "dir": "ltr",
        "start_url": route::base(),
        "scope": route::base(),
        "display": "standalone",
        "background_color": colour,
        "theme_color": colour,
        "icons": [
            icon(route::ICON, "any", "image/svg+xml", "any"),
            icon(&route::icon(192), "192x192", "image/png", "any"),
            icon(&route::icon(512), "512x512", "image/png", "any"),
            icon(route::ICON_MASKABLE, "512x512", "image/png", "maskable"),
        ],
    })
    .to_string()
}

fn robots() -> String {
    let sitemap = route::absolute(route::SITEMAP).map(|address| format!("\nSitemap: {address}\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}

fn opensearch() -> Option<String> {
    let home = route::absolute("")?;
    let icon = route::absolute(route::ICON)?;
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{SITE_NAME}</ShortName>\n\
         <Description>{}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Language>zh-CN</Language>\n\
         <Image width=\"64\" height=\"64\" type=\"image/svg+xml\">{icon}</Image>\n\
         <Url type=\"text/html\" method=\"get\" template=\"{home}?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        escape(SITE_LINE)
    ))
}

fn sitemap(screens: &[Screen]) -> Option<String> {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    for screen in screens
        .iter()
        .filter(|screen| screen.route != Route::Missing)
    {
        let address = route::absolute(&screen.route.path())?;
        xml += &format!("<url><loc>{address}</loc></url>\n");
    }
    Some(xml + "</urlset>\n")
}
