//! Builds the site from the project and a data folder.
//!
//! [`build`] checks the data, compiles the browser programs, draws every page, compresses, and only then puts the whole in place of the old `dist/`:
//! a build that fails leaves the last good one. What `dist/` was made of is written into it, so that nothing is built twice.

mod app_data;
mod assets;
mod catalogue_files;
mod drawn;
mod languages;
mod programs;

pub use app_data::copy_app_data;
pub(super) use assets::{REST, named_by_content, plain_css};
use catalogue_files::json;
pub use catalogue_files::{write_app_data, write_catalogue};
pub(super) use catalogue_files::{write_front, write_icon, write_pad, write_search};
pub(super) use languages::{rewrite, rewritten, speaking, write_own, write_own_passages};
use programs::Programs;
pub(super) use programs::{MAIN_PART, PAGES_PART};

use super::addresses::{Addresses, Retirement};
use super::cache::Cache;
use super::colours::dressed;
use super::compress::compress_with;
use super::data::Data;
use super::failure::{Failure, say};
use super::lint::{Page, lint};
use super::prerender::{Assets, Template, html_of, screens};
use super::retire::today;
use super::{
    data, embed, english, feed, law, media, notes, offline, parallel, picture, published, redirect,
    service_directory, site_files, traditional,
};
use crate::catalogue::Gallery;
use crate::catalogue::check::{File, Reading};
use crate::catalogue::file::{Kind, MediaRecords};
use crate::messages::{self, Language};
use crate::models::{self, Bundle, OperatorFact};
use crate::route::{self, Route};
use crate::screen::{Screen, Site};
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// The inputs of a build, below the project's folder; a change of any makes the site stale.
const INPUTS: [&str; 7] = [
    ".cargo",
    "Cargo.toml",
    "Cargo.lock",
    "index.html",
    "public",
    "src",
    "style",
];

/// The finished site, below the project's folder.
pub const DIST: &str = "dist";

/// Says which inputs made the site, and so which release it is: a file of `dist/`, so that both come and go together. No page says it, so that a
/// release changes only the pages that show something else.
pub(super) const RELEASE: &str = "release.txt";

/// The settings of a gallery, below its data folder.
const SETTINGS: &str = "gallery.json";

/// The name of a page in its folder.
const PAGE: &str = "index.html";

/// The template of all pages, below the project's folder.
const TEMPLATE: &str = "index.html";

/// What a site is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// To be published: with everything as small as possible.
    Release,
    /// A preview on this machine, as soon as possible: without compression, without offline copies, and with programs that
    /// are compiled fast. It has a folder of its own, so that it is never taken for a release.
    Look,
}

impl Purpose {
    /// How many steps a build has: programs, pages, compression.
    fn steps(self) -> u8 {
        match self {
            Purpose::Release => 3,
            Purpose::Look => 2,
        }
    }
}

/// The folder of the preview, below the project's folder.
const LOOK: &str = "target/look";

/// Builds the site into the folder `dist` if it is stale.
///
/// # Errors
///
/// If a sentence that may not be published has no answer and the site has a public address, and where anything cannot be read, compiled or written.
pub fn build(root: &Path, data: &Data, dist: &Path, public_url: &str) -> Result<(), Failure> {
    let files = data::files(data)?;
    // Answers are no input of the site: a fresh one, too, must not be published without them.
    law::permit(data, &files, public_url)?;
    let inputs = inputs(root, data, &files, public_url)?;
    route::set_site(public_url);
    // Said each time, also of a site that is fresh: it is what a publisher still has to do.
    if route::origin().is_some() {
        unstated(data, &files).iter().for_each(|line| say(line));
    }
    if is_fresh(dist, &inputs) {
        return Ok(());
    }
    if dist != root.join(DIST) && dist.exists() && !dist.join(RELEASE).exists() {
        // The old site is thrown away: a folder of something else must not be.
        return Err(Failure::new(format!(
            "{} 里放着别的东西，不是网站。请给 --out 换一个还没有的文件夹。",
            dist.display()
        )));
    }
    make(root, data, (dist, Purpose::Release), public_url, &inputs)
}

/// What the settings do not say of who runs a site that is published, as lines. A list, no refusal: which facts apply, only the publisher knows.
pub fn unstated(data: &Data, files: &[File]) -> Vec<String> {
    let settings = files.iter().find(|file| file.path == SETTINGS);
    let gallery = settings.and_then(|file| serde_json::from_slice::<Gallery>(&file.bytes).ok());
    let missing = OperatorFact::missing(&gallery.unwrap_or_default());
    if missing.is_empty() {
        return Vec::new();
    }
    let head = format!(
        "{} 的 operator 还没有写下面 {} 项。不影响构建；公开发布前请填写，不适用的不写：",
        data.address(SETTINGS),
        missing.len()
    );
    let lines = missing.into_iter().map(|label| format!("  {label}"));
    std::iter::once(head).chain(lines).collect()
}

/// Builds the preview if it is stale, and returns its folder; that of the published site if it has the same inputs.
pub fn look(root: &Path, data: &Data, public_url: &str) -> Result<PathBuf, Failure> {
    let files = data::files(data)?;
    let inputs = inputs(root, data, &files, public_url)?;
    for folder in [root.join(DIST), root.join(LOOK)] {
        if is_fresh(&folder, &inputs) {
            route::set_site(public_url);
            return Ok(folder);
        }
    }
    let folder = root.join(LOOK);
    make(root, data, (&folder, Purpose::Look), public_url, &inputs)?;
    Ok(folder)
}

/// The text of [`RELEASE`]: the hash of the inputs, and the public address.
fn inputs(root: &Path, data: &Data, files: &[File], public_url: &str) -> Result<String, Failure> {
    let records = files.iter().find(|file| file.path == media::FILE);
    let records = records.and_then(|file| serde_json::from_slice::<MediaRecords>(&file.bytes).ok());
    let records = records.map_or_else(Vec::new, |read| read.media);
    let pictures = media::inputs(data, &records, &today());
    let made_of = fingerprint(root, files, &pictures)?;
    Ok(format!("{made_of:016x} {public_url}\n"))
}

fn is_fresh(folder: &Path, inputs: &str) -> bool {
    fs::read_to_string(folder.join(RELEASE)).is_ok_and(|made| made == inputs)
}

/// Builds a site and replaces the folder with it.
fn make(
    root: &Path,
    data: &Data,
    (dist, purpose): (&Path, Purpose),
    public_url: &str,
    inputs: &str,
) -> Result<(), Failure> {
    route::set_site(public_url);
    let mut reading = data::sound(data)?;
    let files = data::files(data)?;
    let (release, _) = inputs.split_once(' ').unwrap_or_default();
    notes::say_notes(data, &files, &reading)?;
    say(&format!(
        "数据无误：{} 个品牌，{} 项举措。",
        reading.brands.len(),
        reading
            .brands
            .iter()
            .map(|brand| brand.initiatives.len())
            .sum::<usize>()
    ));
    let programs = programs::compile(root, purpose)?;
    let stage = root.join("target/site");
    clear(&stage)?;
    assets::copy_public(root, &stage)?;
    let laid = stage.join(route::data(""));
    data::publish(&files, &laid)?;
    data::publish_earlier(&files, &Addresses::of(&reading), &laid)?;
    say(&format!("第 2 步，共 {} 步：写出网页。", purpose.steps()));
    if purpose == Purpose::Release && route::origin().is_none() {
        say(
            "不知道网站的完整网址：分享图、sitemap.xml 和 opensearch.xml 这次没有写。发布前请用 --public-url https://域名/ 构建，或把网址写进 Cargo.toml 的 homepage。",
        );
    }
    let is_public = purpose == Purpose::Release && route::origin().is_some();
    let told = media::publish(data, &mut reading, &stage, &today(), is_public)?;
    told.iter().for_each(|line| say(line));
    finish(root, &stage, &programs, reading)?;
    write(&stage.join(RELEASE), inputs.as_bytes())?;
    match purpose {
        Purpose::Release => {
            offline::write(&stage, release)?;
            say(&format!("第 3 步，共 {} 步：压缩。", purpose.steps()));
            // The lock file names the version of what compresses.
            let lock = read(&root.join("Cargo.lock"))?;
            compress_with(
                &stage,
                &Cache::of(&root.join("target/compressed"), lock.as_bytes()),
            )?;
        }
        Purpose::Look => offline::write_none(&stage)?,
    }
    let old = root.join("target/site-before");
    clear(&old)?;
    if dist.exists() {
        fs::rename(dist, &old).map_err(|error| Failure::writing(dist, &error))?;
    }
    fs::rename(&stage, dist).map_err(|error| Failure::writing(dist, &error))?;
    clear(&old)
}

/// Copies the pictures of a moved page to its earlier address, where a chat may request them again.
fn keep_pictures(stage: &Path, addresses: &Addresses) -> Result<(), Failure> {
    for (from, to) in &addresses.moves {
        let pairs = [(to.picture(), from.picture()), (to.square(), from.square())];
        for (now, earlier) in pairs {
            let (now, earlier) = (stage.join(now), stage.join(earlier));
            if now.exists() && !earlier.exists() {
                fs::copy(&now, &earlier).map_err(|error| Failure::writing(&earlier, &error))?;
            }
        }
    }
    Ok(())
}

/// The public address for which the site in the folder `dist` was built.
pub fn published(dist: &Path) -> Option<String> {
    let inputs = fs::read_to_string(dist.join(RELEASE)).ok()?;
    Some(inputs.split_once(' ')?.1.trim_end().to_owned())
}

/// Ensures that the site in the folder `dist` is of these data.
///
/// # Errors
///
/// If it is another gallery's.
pub fn is_of(dist: &Path, data: &Data) -> Result<(), Failure> {
    let settings = |path: PathBuf| fs::read(&path).map_err(|error| Failure::reading(&path, &error));
    let wanted = settings(data.path(SETTINGS))?;
    if fs::read(dist.join(route::data(SETTINGS))).is_ok_and(|built| built == wanted) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} 里不是 {data} 的馆。请先运行 cargo run -- build --data {data}。",
        dist.display()
    )))
}

/// Writes the whole site from the compiled programs.
fn finish(root: &Path, stage: &Path, programs: &Programs, reading: Reading) -> Result<(), Failure> {
    let html = read(&root.join(TEMPLATE))?;
    let assets = assets::named((root, stage), &html, programs, &reading.catalogue.gallery)?;
    let kept = drawn::kept(root);
    let writer = PageWriter::new(Template::of(&html, &assets)?, assets);
    let writer = writer.with_cache(kept.clone());
    writer.publish((root, stage), &html, reading)?;
    kept.iter().for_each(Cache::sweep);
    Ok(())
}

/// The template of the project in `root`.
///
/// # Errors
///
/// If it cannot be read.
pub(super) fn template(root: &Path) -> Result<String, Failure> {
    read(&root.join(TEMPLATE))
}

/// Renders and writes the pages of catalogues.
#[derive(Clone)]
pub struct PageWriter {
    template: Template,
    assets: Assets,
    /// The cache of pages of earlier builds.
    kept: Option<Cache>,
}

impl PageWriter {
    /// The writer of a template and the files that it names.
    pub fn new(template: Template, assets: Assets) -> PageWriter {
        PageWriter {
            template,
            assets,
            kept: None,
        }
    }

    /// The same writer with a cache of pages ([`drawn`]).
    pub fn with_cache(self, kept: Option<Cache>) -> PageWriter {
        PageWriter { kept, ..self }
    }

    /// Writes the whole site except the programs into `stage`: pages in all languages, the data they load, and pictures. `html`: the template.
    ///
    /// # Errors
    ///
    /// If a page is not fit to be published, or a file cannot be written.
    pub fn publish(
        &self,
        (root, stage): (&Path, &Path),
        html: &str,
        reading: Reading,
    ) -> Result<(), Failure> {
        let english = english::glossed(&reading);
        let addresses = Addresses::of(&reading);
        let (site, screens) = self.lay(stage, reading)?;
        picture::draw(root, stage, &site, &screens)?;
        keep_pictures(stage, &addresses)?;
        let mut pages = self.write_pages(stage, &site, screens, as_it_is)?;
        site_files::write(stage, &site.catalogue, html)?;
        pages.extend(self.lay_in_other_languages(stage, html, &site, english, &addresses)?);
        service_directory::write(stage, &site.catalogue)?;
        site_files::write_map(stage, &pages, &site.catalogue.documents)?;
        lint(stage, &pages)
    }

    /// The writer of the site that was built into the folder `dist`. Each page of it ends with `last`.
    pub fn of(root: &Path, dist: &Path, last: &str) -> Result<PageWriter, Failure> {
        let html = read(&root.join(TEMPLATE))?.replace("</body>", &format!("{last}</body>"));
        let named = |name: &str, ending: &str| {
            let missing = || {
                Failure::new(format!(
                    "{} 里没有 {name}。请运行 cargo run -- build。",
                    dist.display()
                ))
            };
            let entries = fs::read_dir(dist).map_err(|error| Failure::reading(dist, &error))?;
            let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
            names
                .find(|file| file.starts_with(&format!("{name}-")) && file.ends_with(ending))
                .ok_or_else(missing)
        };
        let style = named("gallery", ".css")?;
        let assets = Assets {
            boot: route::asset(&named("boot", ".js")?),
            css: read(&dist.join(&style))?,
            style: route::asset(&style),
        };
        Ok(PageWriter::new(Template::of(&html, &assets)?, assets))
    }

    /// The address of the styles of every page.
    pub fn style(&self) -> &str {
        &self.assets.style
    }

    /// Sets the colours of a gallery, and writes the style sheet into `folder` if they differ from the current ones.
    pub fn dress(&mut self, folder: &Path, gallery: &Gallery) -> Result<(), Failure> {
        let own = &mut self.assets;
        let css = dressed(&own.css, gallery);
        if css != own.css {
            own.style = named_by_content(folder, "gallery", "css", css.as_bytes())?;
            self.template.dress(&css);
            own.css = css;
        }
        Ok(())
    }

    /// Writes all pages of a catalogue, and what they load, into `folder`.
    pub fn draw(&self, folder: &Path, reading: Reading) -> Result<Vec<Page>, Failure> {
        let (site, screens) = self.lay(folder, reading)?;
        self.write_pages(folder, &site, screens, as_it_is)
    }

    /// Writes the data that pages load, and the pages at earlier addresses; returns the screens of all pages.
    fn lay(&self, folder: &Path, reading: Reading) -> Result<(Site, Vec<Screen>), Failure> {
        let engine = write_catalogue(folder, &reading)?;
        let addresses = Addresses::of(&reading);
        let site = Site::new(reading.catalogue, reading.brands);
        site.index.give_engine(engine);
        self.write_earlier(folder, &site, &addresses)?;
        embed::write(folder, &site, &addresses)?;
        feed::write(folder, &site)?;
        let screens = screens(&site);
        Ok((site, screens))
    }

    /// Writes the pages at earlier addresses, and those of retired records, into the folder of the language that is spoken.
    fn write_earlier(
        &self,
        folder: &Path,
        site: &Site,
        addresses: &Addresses,
    ) -> Result<(), Failure> {
        let moved = addresses.moves.iter().map(|(from, _)| from.path());
        let retired = addresses.retired.iter().map(|it| it.route.path());
        for path in moved.chain(retired) {
            if let Some(html) = self.earlier(site, addresses, &path) {
                write_page(&folder.join(path), &html)?;
            }
        }
        Ok(())
    }

    /// The page at an earlier address, or that of a retired record, in the language that is spoken.
    pub(super) fn earlier(&self, site: &Site, addresses: &Addresses, path: &str) -> Option<String> {
        if let Some(retirement) = addresses.retirement(path) {
            let Retirement { route, record, to } = match messages::spoken() {
                Language::English => redirect::glossed(retirement),
                _ => retirement.clone(),
            };
            let screen = Screen {
                retired: Some((record, to)),
                ..Screen::new(route)
            };
            return Some(self.page(site, &screen));
        }
        let to = addresses.moved(path)?;
        Some(redirect::page(&site.catalogue.gallery, to))
    }

    /// The page of a screen.
    pub(super) fn page(&self, site: &Site, screen: &Screen) -> String {
        self.template.page(site, screen, &self.assets)
    }

    /// The file of page models of these screens; `None` if their pages are plain documents.
    pub(super) fn models<'a>(
        &self,
        site: &Site,
        screens: impl Iterator<Item = &'a Screen>,
    ) -> Result<Option<String>, Failure> {
        let mut bundle = Bundle::default();
        for screen in screens {
            if let Some(model) = models::page(site, screen) {
                bundle.add(site, screen, model);
            }
        }
        self.bundled(bundle)
    }

    /// A file of page models, which names the program that can render them.
    fn bundled(&self, mut bundle: Bundle) -> Result<Option<String>, Failure> {
        if bundle.pages.is_empty() {
            return Ok(None);
        }
        bundle.program = self.assets.boot.clone();
        json(&bundle).map(Some)
    }

    /// Writes the page of each screen, and the page models that the program loads, as `rewritten` has them, by the path of the file.
    fn write_pages(
        &self,
        folder: &Path,
        site: &Site,
        screens: Vec<Screen>,
        rewritten: impl Fn(&str, String) -> Result<String, Failure> + Sync,
    ) -> Result<Vec<Page>, Failure> {
        let language = messages::spoken().folder();
        let blank = self.template.blank(site, &self.assets);
        let kept = self.kept.as_ref();
        let kept = kept.map(|kept| drawn::of_language(kept, &site.catalogue));
        // Pages that are loaded together are written together.
        let mut files: BTreeMap<String, Vec<(usize, Screen)>> = BTreeMap::new();
        for (at, screen) in screens.into_iter().enumerate() {
            let file = files.entry(screen.route.data()).or_default();
            file.push((at, screen));
        }
        let files: Vec<_> = files.into_iter().collect();
        let written = parallel::map_reporting("网页文件", &files, |(data, screens)| {
            let (mut pages, mut bundle) = (Vec::new(), Bundle::default());
            for (at, screen) in screens {
                let path = format!("{language}{}", screen.route.path());
                let is_missing = screen.route == Route::NotFound;
                let model = models::page(site, screen);
                let around = blank.around(screen);
                let file = match is_missing {
                    true => path.clone(),
                    false => format!("{path}{PAGE}"),
                };
                let draw = || {
                    let app = html_of(site, screen, model.as_ref());
                    let html = rewritten(&file, around.with(&app))?;
                    Ok((Page::of(path.clone(), &html), html))
                };
                let (page, html) = match (&kept, &model) {
                    (Some(kept), Some(model)) if drawn::is_of_model(&screen.route) => {
                        drawn::drawn(kept, &file, &around, model, draw)?
                    }
                    _ => draw()?,
                };
                write_with_folder(&folder.join(file), &html)?;
                if let Some(model) = model {
                    bundle.add(site, screen, model);
                }
                if !is_missing {
                    pages.push((*at, page));
                }
            }
            if let Some(bundle) = self.bundled(bundle)? {
                let file = format!("{language}{data}");
                write_with_folder(&folder.join(&file), &rewritten(&file, bundle)?)?;
            }
            Ok(pages)
        })?;
        let mut pages: Vec<(usize, Page)> = written.into_iter().flatten().collect();
        pages.sort_by_key(|(at, _)| *at);
        Ok(pages.into_iter().map(|(_, page)| page).collect())
    }
}

/// A file as it has been rendered.
fn as_it_is(_: &str, text: String) -> Result<String, Failure> {
    Ok(text)
}

/// Writes the page of a folder.
fn write_page(folder: &Path, html: &str) -> Result<(), Failure> {
    write_with_folder(&folder.join(PAGE), html)
}

/// Writes a file, and creates its folder.
pub(super) fn write_with_folder(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
    }
    write(path, text.as_bytes())
}

/// A hash of every input file and of the data, by path and content.
fn fingerprint(root: &Path, data: &[File], pictures: &str) -> Result<u64, Failure> {
    let mut files = Vec::new();
    for input in INPUTS {
        collect_without(&root.join(data::DATA), &root.join(input), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    // What is not published makes no other site.
    let published = |file: &&File| Kind::of(&file.path).is_some_and(Kind::is_public);
    for file in data.iter().filter(published) {
        hasher.write(file.path.as_bytes());
        hasher.write(&file.bytes);
    }
    // Which pictures are shown depends on the day, too.
    hasher.write(pictures.as_bytes());
    // These registers are written after a build, and no page is made of them.
    let is_beside = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default();
        name == published::FILE || name == traditional::FILE
    };
    for file in files.iter().filter(|file| !is_beside(file)) {
        hasher.write(
            file.strip_prefix(root)
                .unwrap_or(file)
                .to_string_lossy()
                .as_bytes(),
        );
        hasher.write(&fs::read(file).map_err(|error| Failure::reading(file, &error))?);
    }
    Ok(hasher.finish())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    collect_without(Path::new(""), path, files)
}

/// All files below a path, without the data folder: its files are hashed as they were read, and what other programs leave there is no input and
/// may be a pipe.
fn collect_without(data: &Path, path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable = |error| Failure::reading(path, &error);
    if path == data {
        return Ok(());
    }
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(unreadable)? {
        collect_without(data, &entry.map_err(unreadable)?.path(), files)?;
    }
    Ok(())
}

fn clear(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::writing(folder, &error))
        }
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::writing(path, &error))
}
