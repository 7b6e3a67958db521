//! Writes the files of the catalogue that pages load.
//!
//! [`write_catalogue`] writes them all into a site that is being built, in its main language; the other functions write single files, also for another
//! language. [`bundle`] decides how the catalogue is divided.

use super::{write, write_with_folder};
use crate::catalogue::check::Reading;
use crate::catalogue::{Catalogue, Gallery};
use crate::desk::failure::Failure;
use crate::desk::prerender::screens;
use crate::desk::seal;
use crate::models::{self, Bundle, Frame};
use crate::route::{self, Route};
use crate::screen::Site;
use crate::search::bundle::{Bundles, bundle, homophones};
use crate::search::{Engine, Passages, everyday, source};
use hanzi_search::builder::identity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes the catalogue and the search index that pages load, and the seal, into `folder`, a site in the making.
pub fn write_catalogue(folder: &Path, reading: &Reading) -> Result<Engine, Failure> {
    let catalogue = &reading.catalogue;
    write_front(folder, catalogue)?;
    write_icon(folder, &catalogue.gallery)?;
    write_pad(folder, catalogue)?;
    write_search(folder, reading)
}

/// Writes the catalogue in pieces, and what is compared with the words that are typed, into `folder`.
pub(in crate::desk) fn write_front(folder: &Path, catalogue: &Catalogue) -> Result<(), Failure> {
    write_pieces(folder, bundle(catalogue))?;
    let homophones = homophones(catalogue);
    write(&folder.join(route::HOMOPHONES), homophones.as_bytes())
}

/// Writes the seal into `folder`.
pub(in crate::desk) fn write_icon(folder: &Path, gallery: &Gallery) -> Result<(), Failure> {
    write_with_folder(&folder.join(route::ICON), &seal::icon(gallery)?)
}

/// Writes the words of the touch pad into `folder`, that of a language; of all languages they are the printed ones.
pub(in crate::desk) fn write_pad(folder: &Path, catalogue: &Catalogue) -> Result<(), Failure> {
    let words = crate::desk::ime_words::words(catalogue);
    write_with_folder(&folder.join(route::PAD), &words)
}

/// Writes the search index, and what cards do not show, into `folder`.
pub(in crate::desk) fn write_search(folder: &Path, reading: &Reading) -> Result<Engine, Failure> {
    let catalogue = &reading.catalogue;
    let files = source::files(catalogue, &reading.brands, &reading.synonyms);
    let passages = source::passages(catalogue, &reading.brands);
    let data = folder.join(route::data(""));
    fs::create_dir_all(&data).map_err(|error| Failure::writing(&data, &error))?;
    write_passages(folder, identity(&files.head), &passages)?;
    write(&folder.join(route::SEARCH_HEAD), &files.head)?;
    let everyday = everyday::lines(&catalogue.everyday);
    write(&folder.join(route::EVERYDAY), everyday.as_bytes())?;
    for part in &files.parts {
        write(&folder.join(route::search_part(identity(part))), part)?;
    }
    files
        .engine()
        .ok_or_else(|| Failure::new("写出的搜索索引读不回来。请告诉开发人员。"))
}

/// Writes all that the application loads where no page is prerendered, into `folder`.
///
/// # Errors
///
/// A file that cannot be written.
pub fn write_app_data(folder: &Path, reading: Reading) -> Result<(), Failure> {
    let engine = write_catalogue(folder, &reading)?;
    write_json(&folder.join(route::FRAME), &Frame::of(&reading.catalogue))?;
    let site = Site::new(reading.catalogue, reading.brands);
    site.index.give_engine(engine);
    let mut bundles = BTreeMap::<String, Bundle>::new();
    for screen in screens(&site) {
        let Some(page) = models::page(&site, &screen) else {
            continue;
        };
        let path = folder.join(screen.route.path());
        if screen.route != Route::NotFound {
            fs::create_dir_all(&path).map_err(|error| Failure::writing(&path, &error))?;
        }
        let bundle = bundles.entry(screen.route.data()).or_default();
        bundle.add(&site, &screen, page);
    }
    for (path, bundle) in bundles {
        // The folder of a story's file holds no page.
        write_with_folder(&folder.join(path), &json(&bundle)?)?;
    }
    Ok(())
}

/// Writes what cards do not show, for the search index that is known by `identity`.
pub(super) fn write_passages(
    folder: &Path,
    identity: u64,
    passages: &[Passages],
) -> Result<(), Failure> {
    for (passages, at) in passages.iter().zip(0..) {
        let path = folder.join(route::passages(identity, at));
        if let (0, Some(parent)) = (at, path.parent()) {
            fs::create_dir_all(parent).map_err(|error| Failure::writing(parent, &error))?;
        }
        write_json(&path, passages)?;
    }
    Ok(())
}

/// Writes the front of the catalogue and, where there are many brands, what comes later.
pub(super) fn write_pieces(folder: &Path, pieces: Bundles) -> Result<(), Failure> {
    let front = pieces.initial;
    write_with_folder(&folder.join(route::CATALOGUE), &json(&front)?)?;
    if front.facet_index.is_some() {
        return Ok(());
    }
    let edition = &front.edition;
    let later = folder.join(route::columns(edition));
    if let Some(parent) = later.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::writing(parent, &error))?;
    }
    write_json(&later, &pieces.facet_index)?;
    write_json(&folder.join(route::names(edition)), &pieces.name_order)?;
    for (at, shelf) in pieces.chunks.iter().enumerate().skip(front.chunks.len()) {
        write_json(&folder.join(route::shelf(edition, at)), shelf)?;
    }
    Ok(())
}

pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Failure> {
    write(path, json(value)?.as_bytes())
}

pub(super) fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value)
        .map_err(|error| Failure::new(format!("目录写不成 JSON：{error}。请告诉开发人员。")))
}
