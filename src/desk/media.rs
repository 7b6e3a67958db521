//! Pictures, logos and attachments of a gallery: from the files beside the data to the files of a site.
//!
//! [`judge`] says of each record of `media.json` whether its file is fit to be published, [`notes`] what is not shown and why, [`publish`] writes the files of
//! all records that may be shown on a day, and puts them into the catalogue, from which page models take them. Photographs are decoded and encoded anew in
//! three widths, whole and as the part that is as wide as a plate: nothing of what a camera writes beside the pixels is left. What was made of a file is kept
//! by its content ([`KEPT`]), for each gallery by itself, and removed when it is no longer shown. A gallery without records reads and writes nothing here.
//!
//! The names of published files hold a hash of the original, but not at their end: hosts would let browsers keep them for good, and a picture that was
//! withdrawn has to be gone ([`super::hosting`]).

mod make;
mod pdf;
mod svg;

use super::cache::{Cache, program};
use super::data::{self, Data};
use super::failure::Failure;
use super::{entries, exchange, lock, parallel};
use crate::catalogue::check::Reading;
use crate::catalogue::{
    Hidden, MadeOf, Media, PictureFile, PictureFiles, Problem, PublishedMedia, Role,
};
use crate::route;
use make::{Made, Piece};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the files, below the data folder.
const FOLDER: &str = "media";

/// The register.
pub(super) const FILE: &str = "media.json";

/// Where it is kept what was made of files, below the project's folder.
const KEPT: &str = "target/media";

/// The largest file that is read, in bytes.
const LARGEST: u64 = 40 << 20;

/// Why a file is not fit to be published, or what was made of it.
type Outcome = Result<Made, String>;

/// The problems of the files of all records that may be shown on the day `on`.
///
/// # Errors
///
/// If the program fails in making one.
pub fn judge(data: &Data, reading: &Reading, on: &str) -> Result<Vec<Problem>, Failure> {
    let made = all(data, &reading.catalogue.media, on)?;
    let wrong = made.into_iter().filter_map(|(media, outcome)| {
        let sentence = outcome.err()?;
        let said = format!("{}：{sentence}", media.file);
        Some(Problem::new(FILE, media.id.as_str(), "file", said))
    });
    Ok(wrong.collect())
}

/// What an editor should know of valid records: which are not shown, and which files have no record.
pub fn notes(data: &Data, reading: &Reading, on: &str) -> Vec<Problem> {
    let records = &reading.catalogue.media;
    let note = |media: &Media, field: &str, sentence: String| {
        Problem::new(FILE, media.id.as_str(), field, sentence)
    };
    let hidden = records.iter().filter_map(|media| {
        Some(match media.hidden(on)? {
            Hidden::Withdrawn(day) => note(
                media,
                "consent.withdrawn",
                format!(
                    "{day} 撤回了同意，不再刊登，各设备的离线内容下次更新时也会去掉。请把 {FOLDER}/{} 删去。",
                    media.file
                ),
            ),
            Hidden::Over(day) => note(
                media,
                "consent.until",
                format!("同意到 {day} 为止，已经过了，不再刊登。请重新取得同意，或去掉这一条。"),
            ),
        })
    });
    let mut notes: Vec<Problem> = hidden.collect();
    let mut names: Vec<String> = (fs::read_dir(data.path(FOLDER)).into_iter().flatten())
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !exchange::is_own(name) && !lock::is_own(name))
        .filter(|name| entries::reason(name) != Some(entries::Reason::Leftover))
        .filter(|name| !records.iter().any(|media| media.file == *name))
        .collect();
    names.sort();
    notes.extend(names.into_iter().map(|name| {
        let sentence = format!("{FOLDER}/{name} 没有登记，不会刊登。请登记，或删去这个文件。");
        Problem::new(FILE, "", "", sentence)
    }));
    notes
}

/// What decides which files of this kind a site has, as the text of an input of the build: the records that are shown, and their files.
pub fn inputs(data: &Data, records: &[Media], on: &str) -> String {
    let shown = records.iter().filter(|media| media.hidden(on).is_none());
    shown
        .map(|media| {
            let bytes = read(data, media).unwrap_or_default();
            format!(
                "{media:?} {:x} {}\n",
                Sha256::digest(bytes),
                pixels::HAS_AVIF
            )
        })
        .collect()
}

/// Writes the files of all records that may be shown on the day `on` into `stage`, and enters them in the catalogue. Returns what is to be said of it.
/// `is_public`: whether the site is made to be published.
///
/// # Errors
///
/// If a file cannot be written, or is not fit to be published: [`judge`] says so before.
pub fn publish(
    data: &Data,
    reading: &mut Reading,
    stage: &Path,
    on: &str,
    is_public: bool,
) -> Result<Vec<String>, Failure> {
    let records = reading.catalogue.media.clone();
    let (mut shown, mut places, mut has_photographs) = (Vec::new(), Vec::new(), false);
    for (media, outcome) in all(data, &records, on)? {
        let made = outcome
            .map_err(|sentence| Failure::new(format!("{data}/{FILE}：{}：{sentence}", media.id)))?;
        if made.had_place {
            places.push(media.file.as_str());
        }
        has_photographs |= matches!(made.pieces.first(), Some(Piece::Sized { .. }));
        shown.push(PublishedMedia {
            media: media.clone(),
            made: write(stage, media, &made)?,
        });
    }
    let mut said = Vec::new();
    if !places.is_empty() {
        said.push(format!(
            "照片里记着拍摄地点，已去掉：{}。",
            places.join("、")
        ));
    }
    if is_public && has_photographs && !pixels::HAS_AVIF {
        said.push(
            "照片这次只写成 JPEG。发布时加上 AVIF，下载量少一半：cargo run --features avif -- build --public-url https://域名/"
                .to_owned(),
        );
    }
    let hidden = records.len() - shown.len();
    if hidden > 0 {
        said.push(format!(
            "有 {hidden} 条图片或文件没有刊登：同意撤回了，或已经到期。见上面的提醒。"
        ));
    }
    reading.catalogue.shown = shown;
    Ok(said)
}

/// What is made of the file of each record that may be shown on a day.
fn all<'a>(
    data: &Data,
    records: &'a [Media],
    on: &str,
) -> Result<Vec<(&'a Media, Outcome)>, Failure> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let kept = kept(data);
    let shown: Vec<&Media> = (records.iter())
        .filter(|media| media.hidden(on).is_none())
        .collect();
    let outcomes = parallel::map_reporting("图片", &shown, |media| {
        Ok(one(data, media, kept.as_ref()))
    })?;
    if let Some(kept) = &kept {
        let named = outcomes.iter().flatten().map(|(_, name)| name.as_str());
        forget(&kept.folder, &named.collect::<Vec<_>>());
    }
    let outcomes = outcomes.into_iter().map(|it| it.map(|(made, _)| made));
    Ok(shown.into_iter().zip(outcomes).collect())
}

/// The folder of what was made before, and the cache in it.
struct Kept {
    folder: PathBuf,
    version: String,
}

/// Where it is kept what was made of the files of a gallery; `None` where its folder cannot be told from others.
pub fn kept_in(data: &Data) -> Option<PathBuf> {
    let place = fs::canonicalize(data.folder()).ok()?;
    let whose = Sha256::digest(place.as_os_str().as_encoded_bytes());
    Some(super::root().join(KEPT).join(&format!("{whose:x}")[..16]))
}

fn kept(data: &Data) -> Option<Kept> {
    Some(Kept {
        folder: kept_in(data)?,
        version: program()?,
    })
}

/// Makes what is published of a file, or takes it from the cache: with the name of its entry there.
fn one(data: &Data, media: &Media, kept: Option<&Kept>) -> Result<(Made, String), String> {
    let bytes = read(data, media)?;
    let make = || make::make(media, &bytes);
    let Some(kept) = kept else {
        return Ok((make()?, String::new()));
    };
    let asked = format!(
        "{} {:?} {:?} {}\0",
        media.file,
        media.role,
        media.focus,
        pixels::HAS_AVIF
    );
    let input = [asked.as_bytes(), &bytes].concat();
    let name = Cache::name(kept.version.as_bytes(), &input);
    let cache = Cache::of(&kept.folder, kept.version.as_bytes());
    let packed = cache.result(&input, "", || Ok::<_, String>(make()?.packed()))?;
    // A file that was cut off is made again.
    let made = Made::unpacked(&packed).map_or_else(make, Ok)?;
    Ok((made, name))
}

/// Removes what is not among the named entries: a picture that was withdrawn stays nowhere.
fn forget(folder: &Path, named: &[&str]) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if !named.iter().any(|named| name == *named) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The bytes of a record's file, or why they cannot be read.
fn read(data: &Data, media: &Media) -> Result<Vec<u8>, String> {
    // The check of the data has refused other names; they would lead out of the folder.
    let is_plain = !media.file.contains(['/', '\\', ':']) && !media.file.starts_with('.');
    let path = data.path(FOLDER).join(&media.file);
    let found = match is_plain {
        true => data::bytes_within(&path, LARGEST).map_err(|failure| failure.to_string())?,
        false => None,
    };
    let bytes = found.ok_or_else(|| {
        format!("{FOLDER} 里没有这个文件。请放进去，文件名一字不差，大小写也一样。")
    })?;
    if bytes.len() as u64 > LARGEST {
        let size = fs::metadata(&path).map_or(LARGEST, |it| it.len()) >> 20;
        return Err(format!(
            "有 {size} MB，超过了 {} MB。请用原来的软件存小一些，照片长边 3000 像素就够。",
            LARGEST >> 20
        ));
    }
    Ok(bytes)
}

/// Writes the files of a record; what the catalogue says of them.
fn write(stage: &Path, media: &Media, made: &Made) -> Result<MadeOf, Failure> {
    let (mut whole, mut part) = (PictureFiles::default(), PictureFiles::default());
    for piece in &made.pieces {
        let suffix = match piece {
            Piece::Sized { is_part, width, .. } if *is_part => format!("part-w{width}"),
            Piece::Sized { width, .. } => format!("w{width}"),
            Piece::Single { .. } if media.role == Role::Logo => "logo".to_owned(),
            Piece::Single { .. } => "file".to_owned(),
        };
        let name = format!("{}-{}-{suffix}.{}", media.id, made.hash, piece.ending());
        let name = route::media(&name);
        let path = stage.join(&name);
        let laid = path.parent().map_or(Ok(()), fs::create_dir_all);
        laid.and_then(|()| fs::write(&path, piece.bytes()))
            .map_err(|error| Failure::writing(&path, &error))?;
        let (width, height) = piece.sides();
        let file = PictureFile {
            name,
            width,
            height,
        };
        match piece {
            Piece::Sized {
                is_part, is_avif, ..
            } => {
                let files = if *is_part { &mut part } else { &mut whole };
                let files = if *is_avif {
                    &mut files.avif
                } else {
                    &mut files.jpeg
                };
                files.push(file);
            }
            Piece::Single { .. } if media.role == Role::Logo => return Ok(MadeOf::Logo(file)),
            Piece::Single { bytes, .. } => {
                return Ok(MadeOf::Document {
                    name: file.name,
                    bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
                    pages: made.pages,
                });
            }
        }
    }
    Ok(MadeOf::Picture {
        whole,
        part,
        ground: made.ground.clone(),
    })
}
