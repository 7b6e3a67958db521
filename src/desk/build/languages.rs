//! How do the pages of the other languages come about?
//!
//! Contract: each language is a folder of pages, drawn by the same components from the same data while it is spoken, and of what only these
//! pages load; what all share lies beside it already. Then its files are written over as that language writes. Absent on purpose: pictures, the search
//! index, papers, pieces for other sites and open data, which there are once.

use super::pieces::{write_json, write_passages, write_pieces};
use super::{Press, read, write};
use crate::catalogue::check::Reading;
use crate::catalogue::{Brand, Catalogue};
use crate::desk::addresses::Addresses;
use crate::desk::failure::Failure;
use crate::desk::lint::Page;
use crate::desk::prerender::screens;
use crate::desk::traditional::Traditional;
use crate::desk::{english, parallel, site_files};
use crate::messages::{self, Language};
use crate::route;
use crate::screen::Site;
use crate::search::bundle::bundle;
use crate::search::source;
use hanzi_search::builder::identity;
use std::fs;
use std::path::Path;

impl Press {
    /// Writes the folder of each other language into `stage`; their pages. `html` is the template.
    pub(super) fn lay_in_other_languages(
        &self,
        stage: &Path,
        html: &str,
        site: &Site,
        glossed: (Catalogue, Vec<Brand>),
        addresses: &Addresses,
    ) -> Result<Vec<Page>, Failure> {
        let identity = site.index.identity().unwrap_or_default();
        let mut pages = speaking(Language::Traditional, || {
            self.lay_in(stage, site, identity, html, addresses)
        })?;
        pages.extend(speaking(Language::English, || {
            let (catalogue, brands) = glossed;
            let glossed = Site::new(catalogue, brands);
            self.lay_in(stage, &glossed, identity, html, addresses)
        })?);
        Ok(pages)
    }

    /// Writes the folder of another language into `folder`, where the site in its own language is; its pages.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or written.
    pub fn draw_in(
        &self,
        language: Language,
        folder: &Path,
        html: &str,
        reading: Reading,
    ) -> Result<Vec<Page>, Failure> {
        let head = folder.join(route::SEARCH_HEAD);
        let head = fs::read(&head).map_err(|error| Failure::reading(&head, &error))?;
        let addresses = Addresses::of(&reading);
        let own = folder.join(language.folder());
        super::clear(&own)?;
        speaking(language, || {
            let (catalogue, brands) = match language {
                Language::English => english::glossed(&reading),
                _ => (reading.catalogue, reading.brands),
            };
            let made = Site::new(catalogue, brands);
            self.lay_in(folder, &made, identity(&head), html, &addresses)
        })
    }

    /// Writes the folder of the language that is spoken, as that language writes.
    fn lay_in(
        &self,
        stage: &Path,
        site: &Site,
        identity: u64,
        html: &str,
        addresses: &Addresses,
    ) -> Result<Vec<Page>, Failure> {
        let traditional = Traditional {
            names: &site.catalogue.gallery.traditional,
        };
        let rewritten = |name: &str, text: String| {
            let is_page = name.ends_with(".html");
            match messages::spoken() {
                Language::Traditional if name.ends_with(".json") => {
                    let mut value = serde_json::from_str(&text).unwrap_or_default();
                    traditional.values(&mut value)?;
                    Ok(value.to_string())
                }
                Language::Traditional => traditional.text(&text),
                // Of what is no page the program marks what is Chinese.
                Language::English if is_page => Ok(english::marked(&text)),
                _ => Ok(text),
            }
        };
        self.lay_data(stage, site, identity, html, addresses)?;
        let mut files = Vec::new();
        super::collect(&stage.join(messages::spoken().folder()), &mut files)?;
        parallel::map(&files, |path| {
            let text = rewritten(&path.to_string_lossy(), read(path)?)?;
            write(path, text.as_bytes())
        })?;
        let screens = screens(site).into_iter();
        let screens = screens.filter(|screen| screen.route.is_in_all_languages());
        self.print(stage, site, screens.collect(), rewritten)
    }

    /// Writes what the pages of the spoken language alone load, and those at earlier addresses, into its folder.
    fn lay_data(
        &self,
        stage: &Path,
        site: &Site,
        identity: u64,
        html: &str,
        addresses: &Addresses,
    ) -> Result<(), Failure> {
        let folder = stage.join(messages::spoken().folder());
        let data = folder.join(route::data(""));
        fs::create_dir_all(&data).map_err(|error| Failure::writing(&data, &error))?;
        write_pieces(&folder, bundle(&site.catalogue))?;
        write_json(&folder.join(route::WORDS), &messages::program_words())?;
        write_json(&folder.join(route::PAGE_WORDS), &messages::page_words())?;
        write(
            &folder.join(route::PAD),
            read(&stage.join(route::PAD))?.as_bytes(),
        )?;
        write_passages(
            &folder,
            identity,
            &source::passages(&site.catalogue, &site.brands),
        )?;
        self.write_earlier(&folder, site, addresses)?;
        site_files::write(&folder, &site.catalogue, html)
    }
}

/// Speaks a language for as long as `write` takes.
fn speaking<T>(language: Language, write: impl FnOnce() -> T) -> T {
    let before = messages::spoken();
    messages::speak(language);
    let written = write();
    messages::speak(before);
    written
}
