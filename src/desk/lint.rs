//! Checks of the finished pages: metadata, text, share pictures.
//!
//! [`lint`] reads the files as a client without scripts would. It reports every page that lacks title, description, address or Open Graph properties, shares
//! them with another page of its language, or has hardly any text; and every picture that is missing, too large, or of the wrong size. Appearance is not
//! checked.

use super::failure::{Failure, say};
use super::head_metadata::described_in;
use super::picture;
use crate::messages::Language;
use crate::route;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

/// The least length of a page's text, in characters.
const LEAST_TEXT: usize = 100;

/// What is checked of a page: its path below the base, and what its file contains.
#[derive(Serialize, Deserialize)]
pub struct Page {
    /// Such as `brands/yilu-gendang/`.
    pub path: String,
    /// The positions, from 1, of the documents that it cites.
    pub cited: Vec<usize>,
    language: Language,
    /// Values that must be unique among the pages of a language, with their names.
    own: Vec<(Cow<'static, str>, String)>,
    /// Open Graph properties that are missing.
    lacks: Vec<Cow<'static, str>>,
    /// The length of its text in characters, without spaces.
    length: usize,
    /// The address of its share picture, and of the square picture in its text.
    image: Option<String>,
    square: Option<String>,
}

impl Page {
    /// Parses the file of a page.
    pub fn of(path: String, html: &str) -> Page {
        let language = found(html, "<html lang=\"").and_then(|tag| Language::of_tag(&tag));
        let own = [
            ("title", "<title>"),
            ("description", "<meta name=\"description\" content=\""),
            ("canonical", "<link rel=\"canonical\" href=\""),
            ("og:title", "<meta property=\"og:title\" content=\""),
        ];
        let own = own.map(|(what, before)| Some((Cow::from(what), found(html, before)?)));
        let previews = ["og:type", "og:site_name", "og:locale", "og:description"];
        let says = |property: &str| {
            found(html, &format!("<meta property=\"{property}\" content=\"")).is_some()
        };
        let sources = html.split("id=\"source-").skip(1);
        Page {
            path,
            cited: sources
                .filter_map(|rest| rest.split_once('"')?.0.parse().ok())
                .collect(),
            language: language.unwrap_or_default(),
            own: own.into_iter().flatten().collect(),
            lacks: (previews.into_iter().filter(|it| !says(it)))
                .map(Cow::from)
                .collect(),
            length: text(html).chars().filter(|c| !c.is_whitespace()).count(),
            image: found(html, "<meta property=\"og:image\" content=\""),
            square: found(html, "<img src=\""),
        }
    }

    fn own(&self, what: &str) -> Option<&str> {
        let (_, text) = self.own.iter().find(|(name, _)| *name == what)?;
        Some(text)
    }
}

/// Prints all problems of `pages` in the site at `stage`.
///
/// # Errors
///
/// If there is any problem.
pub fn lint(stage: &Path, pages: &[Page]) -> Result<(), Failure> {
    let problems = problems(stage, pages);
    for problem in &problems {
        say(problem);
    }
    match problems.len() {
        0 => Ok(()),
        total => Err(Failure::new(format!(
            "网页有 {total} 处不合格，见上。改好后再运行一次。"
        ))),
    }
}

/// The problems of `pages` as sentences.
pub fn problems(stage: &Path, pages: &[Page]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut owners: BTreeMap<(Cow<'static, str>, String, &str), &str> = BTreeMap::new();
    for page in pages {
        let path = page.path.as_str();
        let mut say = |sentence: String| problems.push(format!("/{path}：{sentence}"));
        for what in ["title", "description", "canonical", "og:title"] {
            if page.own(what).is_none() {
                say(format!("缺少 {what}。请查 src/head.rs。"));
            }
        }
        if let Some(text) = page.own("description") {
            let length = text.chars().count();
            let right = described_in(page.language);
            if !right.contains(&length) {
                say(format!(
                    "description 有 {length} 个字，应为 {} 到 {} 个。",
                    right.start(),
                    right.end()
                ));
            }
        }
        for property in &page.lacks {
            say(format!("缺少 {property}。请查 src/desk/head_metadata.rs。"));
        }
        if page.length < LEAST_TEXT {
            say(format!(
                "正文只有 {} 个字，至少要 {LEAST_TEXT} 个。",
                page.length
            ));
        }
        let mut own = page.own.clone();
        if let Some(origin) = route::origin() {
            let image = page.image.as_deref();
            let file =
                image.and_then(|image| image.strip_prefix(origin)?.strip_prefix(route::root()));
            match file {
                Some(file) => {
                    if let Err(sentence) = fits(&stage.join(file)) {
                        say(format!("分享图 {file} {sentence}"));
                    }
                    own.push(("og:image".into(), file.to_owned()));
                }
                None => say("缺少 og:image。请查 src/desk/head_metadata.rs。".to_owned()),
            }
        }
        let square = (page.square.as_deref()).and_then(|it| it.strip_prefix(route::root()));
        if square
            .is_none_or(|file| side(&stage.join(file)) != Some((picture::SQUARE, picture::SQUARE)))
        {
            say("缺少正文里的方图。请查 src/desk/picture.rs。".to_owned());
        }
        for (what, text) in own {
            if let Some(other) =
                owners.insert((what.clone(), text.clone(), page.language.tag()), path)
            {
                problems.push(format!(
                    "/{path}：{what} 与 /{other} 相同：“{text}”。请让两页各说各的。"
                ));
            }
        }
    }
    problems
}

/// The text behind `before` up to the end of the element or attribute; `None` if it is empty.
fn found(html: &str, before: &str) -> Option<String> {
    let end = if before.ends_with('>') { '<' } else { '"' };
    let (text, _) = html.split_once(before)?.1.split_once(end)?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// The text of the body.
fn text(html: &str) -> String {
    let body = html.split_once("<body>").map_or("", |(_, rest)| rest);
    body.split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .collect()
}

fn fits(path: &Path) -> Result<(), String> {
    let (width, height) = picture::SIZE;
    let weight = fs::metadata(path).map(|metadata| metadata.len() as usize);
    match (side(path), weight) {
        (Some(size), Ok(weight)) if size == picture::SIZE && weight <= picture::LARGEST => Ok(()),
        (Some(size), Ok(_)) if size == picture::SIZE => {
            Err(format!("超过 {} 字节。", picture::LARGEST))
        }
        (Some(_), _) => Err(format!("不是 {width}×{height}。")),
        _ => Err("没有画出来。".to_owned()),
    }
}

/// Width and height of a PNG.
fn side(path: &Path) -> Option<(u32, u32)> {
    let mut bytes = [0; 24];
    fs::File::open(path).ok()?.read_exact(&mut bytes).ok()?;
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    bytes
        .starts_with(b"\x89PNG\r\n\x1a\n")
        .then_some((number(16)?, number(20)?))
}
