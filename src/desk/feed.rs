//! The Atom feed (RFC 4287) of the gallery's changes.
//!
//! [`write`] creates it from `changes.json`, if the public host is known; [`link`] is the element of a page's head that refers to it; [`judge`] reports every
//! change with an invalid date, a wrong position, a duplicate id or an address without a page. All dates come from the data; the date of a build is never used.

use super::addresses::Addresses;
use super::failure::Failure;
use super::head_metadata::escape;
use super::site_files::day;
use crate::catalogue::check::Reading;
use crate::catalogue::{Catalogue, Change, Gallery, Problem};
use crate::route::{self, Route, StaffPage};
use crate::screen::Site;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// All problems with `changes.json`.
pub fn judge(reading: &Reading, addresses: &Addresses) -> Vec<Problem> {
    let mut problems = Vec::new();
    let changes = &reading.catalogue.changes;
    let mut before = HashSet::new();
    for (at, change) in changes.iter().enumerate() {
        let mut say = |field: &str, sentence: String| {
            problems.push(Problem::new(
                "changes.json",
                change.id.as_str(),
                field,
                sentence,
            ));
        };
        if !before.insert(&change.id) {
            say(
                "id",
                format!("“{}”出现了两次。请给其中一条换一个代号。", change.id),
            );
        }
        if day(&change.on).as_ref() != Some(&change.on) {
            say(
                "on",
                format!("“{}”不是日期。请写成 2026-11-24 这样。", change.on),
            );
        } else if at > 0 && changes[at - 1].on < change.on {
            say(
                "on",
                "比上一条还新。新的在前，请把这一条移到上面。".to_owned(),
            );
        }
        if let Some(address) = &change.address
            && !addresses.answers(address)
        {
            say(
                "address",
                format!("“{address}”没有网页。请写现有的网址，例如 about/。"),
            );
        }
    }
    problems
}

/// The `link` element that names the feed; empty if there is none.
pub fn link(catalogue: &Catalogue) -> String {
    match route::origin().filter(|_| !catalogue.changes.is_empty()) {
        Some(_) => format!(
            "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{}：{}\" href=\"{}\">\n",
            escape(&catalogue.gallery.name),
            StaffPage::Changes.word(),
            route::asset(route::FEED)
        ),
        None => String::new(),
    }
}

/// Writes the feed, if the host is known and there are changes.
///
/// # Errors
///
/// If the file cannot be written.
pub fn write(folder: &Path, site: &Site) -> Result<(), Failure> {
    let Some(feed) = feed(&site.catalogue.gallery, &site.catalogue.changes) else {
        return Ok(());
    };
    let path = folder.join(route::FEED);
    fs::write(&path, feed).map_err(|error| Failure::writing(&path, &error))
}

/// The feed of these changes, newest first; `None` without changes or host.
pub fn feed(gallery: &Gallery, changes: &[Change]) -> Option<String> {
    // The feed needs absolute addresses and a date.
    let newest = &changes.first()?.on;
    let page = route::absolute(&Route::StaffPage(StaffPage::Changes).href())?;
    let own = route::absolute(&route::asset(route::FEED))?;
    let home = route::absolute(route::root())?;
    let name = escape(&gallery.name);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n\
         <id>{page}</id>\n<title>{name}：{}</title>\n<subtitle>{}</subtitle>\n<updated>{newest}T00:00:00Z</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n\
         <author><name>{name}</name><uri>{home}</uri></author>\n",
        StaffPage::Changes.word(),
        escape(&gallery.line())
    );
    for change in changes {
        let seen = match &change.address {
            Some(address) => route::absolute(&route::asset(address))?,
            None => format!("{page}#{}", change.id),
        };
        xml += &format!(
            "<entry>\n<id>{page}#{}</id>\n<title>{text}</title>\n<updated>{}T00:00:00Z</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<content type=\"text\">{text}</content>\n</entry>\n",
            change.id,
            change.on,
            escape(&seen),
            text = escape(&change.text),
        );
    }
    Some(xml + "</feed>\n")
}
