//! The component gallery: every component in every state and every theme, for work on styles.
//!
//! `cargo run -- specimen` renders the components of [`crate::components`] with the real data into one HTML file per theme below `target/specimen/`, styles
//! included, so that a changed style is visible within a second and without a server. It is not part of `dist/`. Interactive states (open, typed, moving) are
//! rendered as they look before and after.

mod states;

pub use states::specimens;

use super::colours::dressed;
use super::failure::{Failure, say};
use crate::catalogue::check::Reading;
use crate::screen::Site;
use crate::search::source;
use leptos::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// A theme: file name, title, attributes of the `html` tag.
const MODES: [(&str, &str, &str); 5] = [
    ("index", "浅色", "data-theme=\"light\""),
    ("night", "设备的深色", ""),
    (
        "dark",
        "长辈版深色",
        "class=\"is-elder\" data-theme=\"dark\"",
    ),
    (
        "yellow",
        "长辈版黄字黑底",
        "class=\"is-elder\" data-theme=\"yellow\"",
    ),
    (
        "elder",
        "长辈版最大字号",
        "class=\"is-elder\" data-theme=\"light\" data-size=\"3\"",
    ),
];

/// The layout of the page itself.
const STYLE: &str = include_str!("specimen/page.css");

/// One component: its name in [`crate::components`], and its states.
pub struct Specimen {
    /// The function that renders it.
    pub name: &'static str,
    /// Each state with its caption.
    pub states: Vec<(String, AnyView)>,
}

/// Writes the page of every theme. Returns the folder.
///
/// # Errors
///
/// If a style sheet cannot be read or a page cannot be written.
pub fn write(root: &Path, reading: Reading) -> Result<PathBuf, Failure> {
    let folder = root.join("target/specimen");
    fs::create_dir_all(&folder).map_err(|error| Failure::writing(&folder, &error))?;
    let style = dressed(&style(root)?, &reading.catalogue.gallery) + STYLE;
    let files = source::files(&reading.catalogue, &reading.brands, &reading.synonyms);
    let site = Site::new(reading.catalogue, reading.brands);
    if let Some(engine) = files.engine() {
        site.index.give_engine(engine);
    }
    for (name, word, tag) in MODES {
        let path = folder.join(format!("{name}.html"));
        let page = page(word, tag, &style, &site);
        fs::write(&path, page).map_err(|error| Failure::writing(&path, &error))?;
    }
    say(&format!("样本在 {}。", folder.join("index.html").display()));
    Ok(folder)
}

/// All style sheets in the order of the template.
///
/// # Errors
///
/// If the template or a style sheet cannot be read.
pub(super) fn style(root: &Path) -> Result<String, Failure> {
    let read =
        |path: PathBuf| fs::read_to_string(&path).map_err(|error| Failure::reading(&path, &error));
    let template = read(root.join("index.html"))?;
    let mut style = String::new();
    for line in template.lines().filter(|line| line.contains("rel=\"css\"")) {
        if let Some(name) =
            (line.split_once("href=\"")).and_then(|(_, rest)| rest.split('"').next())
        {
            style += &read(root.join(name))?;
        }
    }
    Ok(style)
}

/// The page of one theme.
pub fn page(word: &str, tag: &str, style: &str, site: &Site) -> String {
    let owner = Owner::new();
    let body = owner.with(|| {
        let links: Vec<AnyView> = MODES
            .iter()
            .map(|(name, word, _)| view! { <a class="chip" href=format!("{name}.html")>{*word}</a> }.into_any())
            .collect();
        let specimens: Vec<AnyView> = specimens(site)
            .into_iter()
            .map(|Specimen { name, states }| {
                let states: Vec<AnyView> = states
                    .into_iter()
                    .map(|(words, thing)| view! { <figure class="specimen"><figcaption class="specimen__words">{words}</figcaption><div class="specimen__stage">{thing}</div></figure> }.into_any())
                    .collect();
                view! { <section class="specimens"><h2 id=name class="account__heading">{name}</h2>{states}</section> }.into_any()
            })
            .collect();
        view! {
            <main id="main">
                <h1 class="listing__name">{format!("样本：{word}")}</h1>
                <p class="overview__chips">{links}</p>
                {specimens}
            </main>
        }
        .to_html()
    });
    owner.cleanup();
    // Dialogs are shown open and without focus, hidden messages are shown.
    let body = body
        .replace("<!>", "")
        .replace("<dialog", "<dialog open")
        .replace(" autofocus", "")
        .replace(" hidden", "");
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\" {tag}>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{word}</title>\n<style>{style}</style>\n<script>document.documentElement.classList.add('is-scripted', 'can-read')</script>\n{body}\n</html>\n"
    )
}
