//! Writes the pages of the other languages.
//!
//! Each language is a folder of pages, drawn by the same components from the same data with that language set, and of the files that only these pages
//! load. Traditional characters and English are then written over its files. Pictures, the search index, documents, embedded parts and open data
//! exist once, for all languages.

use super::catalogue_files::{write_json, write_passages, write_pieces};
use super::{PageWriter, drawn, read, write};
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
use std::path::Path;

impl PageWriter {
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

    /// Writes the folder of the language that is spoken, as that language writes.
    fn lay_in(
        &self,
        stage: &Path,
        site: &Site,
        identity: u64,
        html: &str,
        addresses: &Addresses,
    ) -> Result<Vec<Page>, Failure> {
        let folder = stage.join(messages::spoken().folder());
        write_own(stage, &site.catalogue, html)?;
        let pad = read(&stage.join(route::PAD))?;
        write(&folder.join(route::PAD), pad.as_bytes())?;
        write_own_passages(stage, site, identity)?;
        self.write_earlier(&folder, site, addresses)?;
        rewrite(stage, &site.catalogue)?;
        let screens = screens(site).into_iter();
        let screens = screens.filter(|screen| screen.route.is_in_all_languages());
        let kept = self.kept.as_ref();
        let kept = kept.map(|kept| drawn::of_language(kept, &site.catalogue));
        let rewritten = |file: &str, text: String| match &kept {
            // Converting a file of page models takes longer than making it.
            Some(kept) if file.ends_with(".json") => {
                let written = kept.result(text.as_bytes(), ".json", || {
                    rewritten(&site.catalogue, file, text.clone()).map(String::into_bytes)
                })?;
                String::from_utf8(written).or_else(|_| rewritten(&site.catalogue, file, text))
            }
            _ => rewritten(&site.catalogue, file, text),
        };
        self.write_pages(stage, site, screens.collect(), rewritten)
    }
}

/// Writes what the pages of the spoken language alone load of the catalogue, their words, and what browsers are told of them, into its folder.
pub(in crate::desk) fn write_own(
    stage: &Path,
    catalogue: &Catalogue,
    html: &str,
) -> Result<(), Failure> {
    let folder = stage.join(messages::spoken().folder());
    write_pieces(&folder, bundle(catalogue))?;
    write_json(&folder.join(route::WORDS), &messages::program_words())?;
    write_json(&folder.join(route::PAGE_WORDS), &messages::page_words())?;
    site_files::write(&folder, catalogue, html)
}

/// Writes what cards of the spoken language do not show into its folder, for the search index that is known by `identity`.
pub(in crate::desk) fn write_own_passages(
    stage: &Path,
    site: &Site,
    identity: u64,
) -> Result<(), Failure> {
    let folder = stage.join(messages::spoken().folder());
    let passages = source::passages(&site.catalogue, &site.brands);
    write_passages(&folder, identity, &passages)
}

/// Writes all files in the folder of the spoken language over, as that language writes.
pub(in crate::desk) fn rewrite(stage: &Path, catalogue: &Catalogue) -> Result<(), Failure> {
    let mut files = Vec::new();
    super::collect(&stage.join(messages::spoken().folder()), &mut files)?;
    parallel::map(&files, |path| {
        let text = rewritten(catalogue, &path.to_string_lossy(), read(path)?)?;
        write(path, text.as_bytes())
    })?;
    Ok(())
}

/// The text of a file of this name as the spoken language writes.
pub(in crate::desk) fn rewritten(
    catalogue: &Catalogue,
    name: &str,
    text: String,
) -> Result<String, Failure> {
    let names = catalogue.gallery.spellings();
    let traditional = Traditional { names: &names };
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
}

/// Speaks a language for as long as `write` takes.
pub(in crate::desk) fn speaking<T>(language: Language, write: impl FnOnce() -> T) -> T {
    let before = messages::spoken();
    messages::speak(language);
    let written = write();
    messages::speak(before);
    written
}
