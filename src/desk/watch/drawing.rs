//! The files of the watched site, drawn from one reading of its data when they are asked for.
//!
//! Making a [`Drawing`] takes the same time for any size of gallery; [`Drawing::place`] draws what a path needs when it is first asked for, and returns the
//! folder that then holds the file. A page is drawn alone; the catalogue's files and the search index are written together. The folder is
//! removed with the drawing. Files that do not depend on the data are the built site's.

use super::language_of;
use crate::catalogue::check::{File, Reading};
use crate::desk::addresses::Addresses;
use crate::desk::build::{
    PageWriter, rewrite, rewritten, speaking, write_front, write_icon, write_own,
    write_own_passages, write_pad, write_search, write_with_folder,
};
use crate::desk::data::{publish, publish_earlier};
use crate::desk::failure::Failure;
use crate::desk::prerender::screens;
use crate::desk::{embed, english};
use crate::messages::Language;
use crate::route::{self, Route};
use crate::screen::Site;
use hanzi_search::builder::identity;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The page of a folder.
const PAGE: &str = "index.html";

/// The page for what is missing.
const MISSING: &str = "404.html";

/// A site of one reading of the data, drawn as it is asked for.
pub struct Drawing {
    folder: PathBuf,
    writer: PageWriter,
    /// The template of every page.
    html: String,
    files: Vec<File>,
    reading: Reading,
    addresses: Addresses,
    /// As it is printed, and with glosses.
    printed: OnceLock<Site>,
    glossed: OnceLock<Site>,
    parts: Mutex<BTreeMap<Part, Arc<Drawn>>>,
}

/// Whether a part could be drawn; nothing as long as it was not tried.
type Drawn = OnceLock<Result<(), String>>;

/// What is drawn together. Paths are those below the base of the language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// One page, by its path.
    Page(Language, String),
    /// The page models in one file, by its path.
    Models(Language, String),
    /// A piece that other sites frame, by its path.
    Framed(String),
    /// The catalogue in pieces.
    Front(Language),
    /// The words of the touch pad.
    Pad(Language),
    /// The search index, and what cards do not show.
    Search,
    /// What cards of another language do not show.
    Passages(Language),
    /// The data files that are published.
    Published,
    /// The seal.
    Icon,
}

impl Part {
    /// The part that holds the file at `path`, which is below the root of the site; nothing where that is no drawn one.
    fn of(path: &str) -> Option<Part> {
        let language = language_of(path).unwrap_or_default();
        let is_own = language == Language::default();
        let below = path.strip_prefix(language.folder()).unwrap_or(path);
        let name = below.rsplit('/').next().unwrap_or_default();
        let folder = below.strip_suffix(name).unwrap_or_default();
        let page = |path: String| match is_own && route::is_framed(&path) {
            true => Part::Framed(path),
            false => Part::Page(language, path),
        };
        // In such a folder lies what belongs to an edition of the catalogue.
        let is_edition = |folder: &str| {
            let edition = folder.strip_prefix("data/").unwrap_or_default();
            edition.len() == 17 && edition.starts_with(|c: char| c.is_ascii_hexdigit())
        };
        match name {
            "" | PAGE => Some(page(folder.to_owned())),
            MISSING if folder.is_empty() => Some(page(MISSING.to_owned())),
            "page.json" => Some(Part::Models(language, below.to_owned())),
            "404.json" if folder.is_empty() => Some(Part::Models(language, below.to_owned())),
            _ if below == route::PAD => Some(Part::Pad(language)),
            _ if below == route::EVERYDAY && is_own => Some(Part::Search),
            _ if below.starts_with("data/search-") && is_own => Some(Part::Search),
            _ if below.starts_with("data/search-") => Some(Part::Passages(language)),
            _ if [route::CATALOGUE, route::HOMOPHONES].contains(&below) || is_edition(folder) => {
                Some(Part::Front(language))
            }
            _ if below.starts_with("data/") && is_own => Some(Part::Published),
            _ if below.starts_with("data/") => Some(Part::Front(language)),
            route::MANIFEST | route::OPENSEARCH if !is_own => Some(Part::Front(language)),
            route::ICON if is_own && folder.is_empty() => Some(Part::Icon),
            // A page without the slash at its end: the server sends on.
            name if !name.contains('.') => Some(page(format!("{below}/"))),
            _ => None,
        }
    }

    /// The folder of its files. What is written as a whole has one of its own.
    fn folder(&self) -> String {
        match self {
            Part::Page(..) | Part::Models(..) | Part::Framed(_) => "pages".to_owned(),
            Part::Front(language) => format!("front-{}", language.tag()),
            Part::Pad(language) => format!("pad-{}", language.tag()),
            Part::Passages(language) => format!("passages-{}", language.tag()),
            Part::Search => "search".to_owned(),
            Part::Published => "published".to_owned(),
            Part::Icon => "icon".to_owned(),
        }
    }
}

impl Drawing {
    /// The site of these `files`, which hold what was read, below `folder`, which is its own; dressed in the gallery's colours.
    ///
    /// # Errors
    ///
    /// Where the styles cannot be written.
    pub fn of(
        (writer, html): (&PageWriter, &str),
        folder: PathBuf,
        files: Vec<File>,
        reading: Reading,
    ) -> Result<Drawing, Failure> {
        let mut drawing = Drawing {
            writer: writer.clone(),
            html: html.to_owned(),
            addresses: Addresses::of(&reading),
            folder,
            files,
            reading,
            printed: OnceLock::new(),
            glossed: OnceLock::new(),
            parts: Mutex::default(),
        };
        let pages = drawing.pages();
        fs::create_dir_all(&pages).map_err(|error| Failure::writing(&pages, &error))?;
        let gallery = &drawing.reading.catalogue.gallery;
        drawing.writer.dress(&pages, gallery)?;
        Ok(drawing)
    }

    /// Where pages lie, the gallery's among them.
    pub fn pages(&self) -> PathBuf {
        Drawing::pages_in(&self.folder)
    }

    /// Where the pages of a drawing in a folder lie, and the pictures that they show.
    pub fn pages_in(folder: &Path) -> PathBuf {
        folder.join("pages")
    }

    /// The address of the styles of every page.
    pub fn style(&self) -> &str {
        self.writer.style()
    }

    /// Draws what the path of an address needs, where that was not asked for before. The folder where its file then is, if there is one; nothing where
    /// the file does not come from the data.
    ///
    /// # Errors
    ///
    /// Where it cannot be drawn.
    pub fn place(&self, path: &str) -> Result<Option<PathBuf>, Failure> {
        let path = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
        // What its page says of the policy stands above every answer.
        self.ensure(Part::Page(Language::default(), String::new()))?;
        let folder = match Part::of(&path) {
            Some(part) => {
                let folder = self.folder.join(part.folder());
                self.ensure(part)?;
                Some(folder)
            }
            // The gallery's own colours.
            None => Some(self.pages()).filter(|pages| pages.join(&*path).is_file()),
        };
        let is_there = folder.as_ref().is_none_or(|folder| {
            let place = folder.join(&*path);
            place.is_file() || place.join(PAGE).is_file()
        });
        if !is_there {
            let language = language_of(&path).unwrap_or_default();
            self.ensure(Part::Page(language, MISSING.to_owned()))?;
        }
        Ok(folder)
    }

    /// What was drawn so far.
    pub fn parts(&self) -> Vec<Part> {
        let parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.keys().cloned().collect()
    }

    /// Draws a part once; concurrent requests for it wait.
    fn ensure(&self, part: Part) -> Result<(), Failure> {
        let drawn = {
            let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
            parts.entry(part.clone()).or_default().clone()
        };
        let draw = || self.draw(&part).map_err(|failure| failure.to_string());
        drawn.get_or_init(draw).clone().map_err(Failure::new)
    }

    fn site(&self, language: Language) -> &Site {
        match language {
            Language::English => self.glossed.get_or_init(|| {
                let (catalogue, brands) = english::glossed(&self.reading);
                Site::new(catalogue, brands)
            }),
            // Traditional characters are written into what is drawn.
            _ => self.printed.get_or_init(|| {
                let Reading {
                    catalogue, brands, ..
                } = &self.reading;
                speaking(Language::default(), || {
                    Site::new(catalogue.clone(), brands.clone())
                })
            }),
        }
    }

    fn draw(&self, part: &Part) -> Result<(), Failure> {
        let folder = self.folder.join(part.folder());
        let printed = &self.reading.catalogue;
        match part {
            Part::Page(language, path) => speaking(*language, || {
                let site = self.site(*language);
                let file = match path.ends_with('/') || path.is_empty() {
                    true => format!("{path}{PAGE}"),
                    false => path.clone(),
                };
                self.put(&folder, *language, &file, self.page(site, *language, path))
            }),
            Part::Models(language, path) => speaking(*language, || {
                let site = self.site(*language);
                let screens = screens(site).into_iter().filter(|screen| {
                    screen.route.data() == *path && is_spoken(*language, &screen.route)
                });
                let screens: Vec<_> = screens.collect();
                let models = self.writer.models(site, screens.iter())?;
                self.put(&folder, *language, path, models)
            }),
            Part::Framed(path) => speaking(Language::default(), || {
                let site = self.site(Language::default());
                embed::write_one(&folder, site, &self.addresses, path)
            }),
            Part::Front(Language::Simplified) => {
                speaking(Language::Simplified, || write_front(&folder, printed))
            }
            Part::Front(language) => speaking(*language, || {
                let catalogue = &self.site(*language).catalogue;
                write_own(&folder, catalogue, &self.html)?;
                rewrite(&folder, catalogue)
            }),
            Part::Pad(language) => speaking(*language, || {
                write_pad(&folder.join(language.folder()), printed)?;
                rewrite(&folder, printed)
            }),
            Part::Search => speaking(Language::default(), || {
                write_search(&folder, &self.reading).map(drop)
            }),
            Part::Passages(language) => {
                self.ensure(Part::Search)?;
                let head = self.folder.join(Part::Search.folder());
                let head = head.join(route::SEARCH_HEAD);
                let head = fs::read(&head).map_err(|error| Failure::reading(&head, &error))?;
                speaking(*language, || {
                    let site = self.site(*language);
                    write_own_passages(&folder, site, identity(&head))?;
                    rewrite(&folder, &site.catalogue)
                })
            }
            Part::Published => {
                let data = folder.join(route::data(""));
                publish(&self.files, &data)?;
                publish_earlier(&self.files, &self.addresses, &data)
            }
            Part::Icon => write_icon(&folder, &printed.gallery),
        }
    }

    /// The page at a path of the language that is spoken, where there is one.
    fn page(&self, site: &Site, language: Language, path: &str) -> Option<String> {
        let route = match path {
            MISSING => Route::NotFound,
            path if self.addresses.is_live(path) => Route::parse(&route::own(path), ""),
            path => return self.writer.earlier(site, &self.addresses, path),
        };
        is_spoken(language, &route).then(|| self.writer.page(site, &site.screen(route)))
    }

    /// Writes a file of a language as that language writes, where there is one.
    fn put(
        &self,
        folder: &Path,
        language: Language,
        file: &str,
        text: Option<String>,
    ) -> Result<(), Failure> {
        let Some(text) = text else {
            return Ok(());
        };
        let text = rewritten(&self.reading.catalogue, file, text)?;
        write_with_folder(&folder.join(language.folder()).join(file), &text)
    }
}

/// Whether there is a page of a route in a language.
fn is_spoken(language: Language, route: &Route) -> bool {
    language == Language::default() || route.is_in_all_languages()
}

impl Drop for Drawing {
    fn drop(&mut self) {
        // The next start removes what stays.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
