//! Files about the site as a whole: sitemap, `robots.txt`, OpenSearch description, web app manifest.
//!
//! [`write`] creates `opensearch.xml` and `manifest.webmanifest` in the folder of each language, [`write_map`] creates `sitemap.xml` and `robots.txt`. Files
//! that need absolute addresses are left out if the host is not known.
//!
//! The `lastmod` of a page in the sitemap is the date of the newest document that it cites; without a dated document there is none, because the date of a build
//! says nothing about the content.

use super::failure::Failure;
use super::head_metadata::escape;
use super::lint::Page;
use crate::catalogue::{Catalogue, Document, Gallery};
use crate::messages::spoken;
use crate::route;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Writes the files of the current language. `html` is a page of the site, from which the theme colour is read.
///
/// # Errors
///
/// If the page has no theme colour, or a file cannot be written.
pub fn write(folder: &Path, catalogue: &Catalogue, html: &str) -> Result<(), Failure> {
    put(
        folder,
        route::MANIFEST,
        &manifest(&catalogue.gallery, colour(html)?),
    )?;
    if let Some(opensearch) = opensearch(&catalogue.gallery) {
        put(folder, route::OPENSEARCH, &opensearch)?;
    }
    Ok(())
}

/// Writes the files for search engines, which cover the pages of all languages.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write_map(stage: &Path, pages: &[Page], documents: &[Document]) -> Result<(), Failure> {
    put(stage, route::ROBOTS, &robots())?;
    if let Some(sitemap) = sitemap(pages, documents) {
        put(stage, route::SITEMAP, &sitemap)?;
    }
    Ok(())
}

fn put(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(name);
    fs::write(&path, text).map_err(|error| Failure::writing(&path, &error))
}

/// The `link` element by which browsers find the search; empty if the host is not known.
pub fn search_link(gallery: &Gallery) -> String {
    match route::origin() {
        Some(_) => format!(
            "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"{}\" href=\"{}\">\n",
            escape(&gallery.name),
            route::own(route::OPENSEARCH)
        ),
        None => String::new(),
    }
}

/// The day theme's colour of the browser window.
fn colour(html: &str) -> Result<&str, Failure> {
    html.split_once("<meta name=\"theme-color\" content=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(colour, _)| colour)
        .ok_or_else(|| Failure::new("index.html：没有 theme-color。请恢复这一行。"))
}

fn manifest(gallery: &Gallery, colour: &str) -> String {
    let icon = |path: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": route::asset(path), "sizes": sizes, "type": kind, "purpose": purpose });
    json!({
        "id": route::base(),
        "name": gallery.name,
        "short_name": gallery.name,
        "description": gallery.line(),
        "lang": spoken().tag(),
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
    let sitemap = route::absolute(&route::asset(route::SITEMAP))
        .map(|address| format!("\nSitemap: {address}\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}

fn opensearch(gallery: &Gallery) -> Option<String> {
    let home = route::absolute(route::base())?;
    let icon = route::absolute(&route::asset(route::ICON))?;
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n\
         <Description>{}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Language>{}</Language>\n\
         <Image width=\"64\" height=\"64\" type=\"image/svg+xml\">{icon}</Image>\n\
         <Url type=\"text/html\" method=\"get\" template=\"{home}?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        escape(&gallery.name),
        escape(&gallery.line()),
        spoken().tag()
    ))
}

fn sitemap(pages: &[Page], documents: &[Document]) -> Option<String> {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    for page in pages {
        let address = route::absolute(&route::asset(&page.path))?;
        let newest = newest(&page.cited, documents)
            .map(|day| format!("<lastmod>{day}</lastmod>"))
            .unwrap_or_default();
        xml += &format!("<url><loc>{address}</loc>{newest}</url>\n");
    }
    Some(xml + "</urlset>\n")
}

/// The date of the newest document that a page cites.
fn newest(cited: &[usize], documents: &[Document]) -> Option<String> {
    let cited = cited.iter();
    cited
        .filter_map(|number| documents.get(number.checked_sub(1)?))
        .filter_map(|document| day(document.date.as_deref()?))
        .max()
}

/// A printed date in ISO format: `2024年3月5日` and `2024-03-05` are dates, `三月` is not.
pub(super) fn day(printed: &str) -> Option<String> {
    let mut numbers = printed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse::<u32>);
    let mut number = |from: u32, to: u32| {
        let number = numbers.next()?.ok()?;
        (from..=to).contains(&number).then_some(number)
    };
    let (year, month, day) = (number(1900, 9999)?, number(1, 12)?, number(1, 31)?);
    Some(format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Slug;

    #[test]
    fn a_page_is_as_new_as_the_newest_document_that_it_cites() {
        let document = |id: &str, date: Option<&str>| Document {
            id: Slug::parse(id).expect("a slug"),
            title: id.to_owned(),
            short: id.to_owned(),
            kind: "报纸版面".to_owned(),
            publisher: None,
            byline: None,
            date: date.map(str::to_owned),
        };
        let documents = [
            document("a", Some("2024年3月5日")),
            document("b", Some("2023-12-31")),
            document("c", Some("三月")),
            document("d", None),
            document("e", Some("2025年1月1日")),
        ];
        let cited_in = |cited: &[usize]| {
            let source = |at: &usize| format!("<li id=\"source-{at}\" value=\"{at}\">");
            let html: String = cited.iter().map(source).collect();
            Page::of("a/".to_owned(), &html).cited
        };
        for (cited, day) in [
            (&[1, 2][..], Some("2024-03-05")),
            (&[2, 3, 4], Some("2023-12-31")),
            (&[3, 4], None),
            (&[], None),
        ] {
            let newest = newest(&cited_in(cited), &documents);
            assert_eq!(newest.as_deref(), day, "{cited:?}");
        }
    }
}
