//! Share pictures, brand squares and icons, rendered to PNG.
//!
//! [`draw`] writes, next to every page, a picture of 1200 by 630 pixels whose content is within the middle square, because some chats crop to it; for every
//! brand a small square; for the site its seal in the sizes that devices use. Plates, words and colours are those of the page. A rendered picture is cached
//! below `target/` by its content.
//!
//! Missing glyphs never fail a picture: if a name has a character without an outline, the picture shows the gallery's name instead ([`lines_of`]), and
//! [`judge`] notes the place in the data. Fonts of the machine are not used; [`glyphs`] brings its own.

pub mod glyphs;
mod palette;
mod tones;

use super::failure::Failure;
use super::format::keep;
use super::parallel;
use super::seal::{self, SIDE};
use crate::catalogue::{Brand, Catalogue, Gallery, Problem, Slug};
use crate::head::Head;
use crate::messages::{lines, tr};
use crate::models::{Tone, hue, layers};
use crate::route::{self, Overview, Route};
use crate::screen::{Screen, Site};
use crate::search::Facet;
use glyphs::Glyphs;
pub(super) use palette::Palette;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use tones::Tones;

/// Width and height of the picture of a page.
pub const SIZE: (u32, u32) = (1200, 630);

/// The largest file, in bytes: chats ignore larger pictures.
pub const LARGEST: usize = 300_000;

/// The width and height of the small square.
pub const SQUARE: u32 = 300;

/// The sizes of the seal: for devices, and for the small square of pages without a brand.
const SEALS: [u32; 4] = [180, 192, SQUARE, 512];

/// The widest line, in pixels: the middle square minus a margin.
const MEASURE: f32 = 570.0;

/// A picture to be rendered.
struct Drawing {
    path: PathBuf,
    svg: String,
    width: u32,
}

/// What the pictures of a build share.
struct ShareImages {
    letters: &'static Glyphs,
    palette: Palette,
    /// The SVG of the seal's character, in the seal's own units.
    seal: String,
}

/// Renders the pictures of all `screens` into `stage`. Pictures of pages need absolute addresses, so they are only written if the host is known.
///
/// # Errors
///
/// If a colour is missing, a picture cannot be rendered, or a file cannot be written.
pub fn draw(root: &Path, stage: &Path, site: &Site, screens: &[Screen]) -> Result<(), Failure> {
    let images = ShareImages::of(&site.catalogue.gallery)?;
    let mut drawings = images.seals(stage);
    for screen in screens
        .iter()
        .filter(|screen| screen.route != Route::NotFound)
    {
        if let (Route::Brand(_), Some(brand)) = (&screen.route, site.brand(&screen.route)) {
            drawings.push(images.square(stage, brand));
        }
        if route::origin().is_some() {
            drawings.push(images.page(stage, site, screen));
        }
    }
    let kept = root.join("target/pictures");
    parallel::map_reporting("分享图", &drawings, |drawing| finish(&kept, drawing))?;
    Ok(())
}

/// Writes a picture, from the cache if it has been rendered before.
fn finish(kept: &Path, drawing: &Drawing) -> Result<(), Failure> {
    let mut hasher = DefaultHasher::new();
    hasher.write(drawing.svg.as_bytes());
    hasher.write_u32(drawing.width);
    let kept = kept.join(format!("{:016x}.png", hasher.finish()));
    let png = match fs::read(&kept) {
        Ok(png) => png,
        Err(_) => {
            let png = png(&drawing.svg, drawing.width)
                .ok_or_else(|| internal_failure("有一张分享图画不出来"))?;
            keep(&kept, &png).map_err(|error| Failure::writing(&kept, &error))?;
            png
        }
    };
    if let Some(parent) = drawing.path.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::writing(parent, &error))?;
    }
    fs::write(&drawing.path, png).map_err(|error| Failure::writing(&drawing.path, &error))
}

/// An SVG as PNG, `width` pixels wide.
fn png(svg: &str, width: u32) -> Option<Vec<u8>> {
    let tree = Tree::from_str(svg, &Options::default()).ok()?;
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round() as u32;
    let mut pixels = Pixmap::new(width, height)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().ok()
}

fn internal_failure(what: &str) -> Failure {
    Failure::new(format!("{what}。请再运行一次；若仍出错，请告诉开发人员。"))
}

impl ShareImages {
    fn of(gallery: &Gallery) -> Result<ShareImages, Failure> {
        let (letters, palette) = (Glyphs::known(), Palette::of_gallery(gallery)?);
        Ok(ShareImages {
            seal: seal::character(gallery, &palette, letters),
            letters,
            palette,
        })
    }

    fn seals(&self, stage: &Path) -> Vec<Drawing> {
        let ShareImages { palette, seal, .. } = self;
        let red = palette.role("seal");
        let svg = |body: String| format!("{}{body}</svg>", opening(SIDE, SIDE));
        let plain = svg(format!(
            "<rect width=\"64\" height=\"64\" rx=\"12\" fill=\"{red}\"/>{seal}"
        ));
        // Devices may crop a tenth on each side.
        let maskable = svg(format!(
            "<rect width=\"64\" height=\"64\" fill=\"{red}\"/><g transform=\"translate(9.600 9.600) scale(0.7)\">{seal}</g>"
        ));
        let mut drawings: Vec<Drawing> = SEALS
            .iter()
            .map(|side| Drawing {
                path: stage.join(route::icon(*side)),
                svg: plain.clone(),
                width: *side,
            })
            .collect();
        drawings.push(Drawing {
            path: stage.join(route::ICON_MASKABLE),
            svg: maskable,
            width: 512,
        });
        drawings
    }

    fn square(&self, stage: &Path, brand: &Brand) -> Drawing {
        Drawing {
            path: stage.join(Route::Brand(brand.id.clone()).square()),
            svg: format!(
                "{}{}</svg>",
                opening(SQUARE, SQUARE),
                self.plate(brand, SQUARE, SQUARE)
            ),
            width: SQUARE,
        }
    }

    fn page(&self, stage: &Path, site: &Site, screen: &Screen) -> Drawing {
        let lines = lines_of(site, screen);
        let (width, height) = SIZE;
        let body = match site.brand(&screen.route) {
            Some(brand) => self.on_plate(brand, lines),
            None => self.on_paper(lines),
        };
        Drawing {
            path: stage.join(screen.route.picture()),
            svg: format!("{}{body}</svg>", opening(width, height)),
            width,
        }
    }

    /// The plate of a brand with the words on its lower part.
    fn on_plate(&self, brand: &Brand, Lines { name, under, foot }: Lines) -> String {
        let (width, height) = SIZE;
        let colour = self.palette.role("plate-ink");
        let mut svg = self.plate(brand, width, height);
        svg += &format!(
            "<linearGradient id=\"veil\" x2=\"0\" y2=\"1\"><stop offset=\"0\" stop-color=\"{colour}\" stop-opacity=\"0\"/>\
             <stop offset=\"0.5\" stop-color=\"{colour}\" stop-opacity=\"0.72\"/></linearGradient>\
             <rect y=\"330\" width=\"{width}\" height=\"300\" fill=\"url(#veil)\"/>"
        );
        svg += &self.block(&name, &[92.0, 62.0, 44.0], (384.0, 526.0), "on-plate");
        svg += &self.block(&under, &[28.0, 24.0], (528.0, 578.0), "on-plate");
        svg += &self.block(&foot, &[24.0], (582.0, 618.0), "plate-light");
        svg
    }

    /// The seal on paper with the words below it, for pages that are not of one brand.
    fn on_paper(&self, Lines { name, under, foot }: Lines) -> String {
        let (width, height) = SIZE;
        let middle = width as f32 / 2.0;
        let mut svg = format!(
            "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>{}",
            self.palette.role("paper"),
            self.ripples(middle, 146.0)
        );
        svg += &self.seal_at(middle, 146.0, 176.0);
        svg += &self.block(&name, &[92.0, 70.0, 50.0], (262.0, 462.0), "ink");
        svg += &self.block(&under, &[30.0, 27.0], (468.0, 540.0), "ink-soft");
        svg += &self.block(&foot, &[26.0], (556.0, 606.0), "seal");
        svg
    }

    /// A text in the middle between two heights, in the largest of these sizes that fits (see [`ShareImages::fit`]).
    fn block(&self, text: &str, sizes: &[f32], (top, bottom): (f32, f32), role: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let (lines, size) = self.fit(text, sizes);
        let leading = size * 1.3;
        let mut y = (top + bottom) / 2.0 - leading * lines.len() as f32 / 2.0 + leading * 0.76;
        let mut svg = format!("<g fill=\"{}\">", self.palette.role(role));
        for line in lines {
            svg += &self.letters.line(&line, SIZE.0 as f32 / 2.0, y, size);
            y += leading;
        }
        svg + "</g>"
    }

    /// The plate of a brand, cropped to this size.
    fn plate(&self, brand: &Brand, width: u32, height: u32) -> String {
        let tones = Tones::of(&self.palette, hue(&brand.owner));
        format!(
            "{}<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\
             <svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 640 400\" preserveAspectRatio=\"xMidYMid slice\">\
             <rect width=\"640\" height=\"400\" fill=\"url(#sky)\"/>{}</svg>",
            tones.sky("sky"),
            tones.fill(Tone::Deep),
            tones.paths(&layers(brand))
        )
    }

    /// Breaks a text into lines of even width in the largest size that fits. `sizes[n - 1]` is the largest size for n lines.
    fn fit(&self, text: &str, sizes: &[f32]) -> (Vec<String>, f32) {
        let mut best = (vec![text.to_owned()], 0.0);
        for (most, largest) in (1..).zip(sizes) {
            let (lines, widest) = self.even(text, most);
            let size = (MEASURE / widest).min(*largest);
            if size > best.1 {
                best = (lines, size);
            }
        }
        best
    }

    /// `text` in at most `most` lines of about the same width, and the width of the widest.
    fn even(&self, text: &str, most: usize) -> (Vec<String>, f32) {
        let width = |line: &str| self.letters.width(line);
        let mut limit = width(text) / most as f32;
        loop {
            let parted = lines(text, |line| width(line) <= limit);
            if parted.len() <= most {
                let widest = parted.iter().map(|line| width(line)).fold(1.0, f32::max);
                return (parted, widest);
            }
            limit += 0.25;
        }
    }

    /// Concentric rings, as on celadon glaze or water.
    fn ripples(&self, x: f32, y: f32) -> String {
        let line = self.palette.role("accent-line");
        let mut svg = String::new();
        for ring in 0..17 {
            let radius = 150 + 62 * ring;
            let faint = 0.9 - 0.045 * ring as f32;
            svg += &format!(
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\" stroke=\"{line}\" stroke-width=\"3\" stroke-opacity=\"{faint:.2}\"/>"
            );
        }
        svg
    }

    fn seal_at(&self, x: f32, y: f32, side: f32) -> String {
        let (left, top, scale) = (x - side / 2.0, y - side / 2.0, side / SIDE as f32);
        format!(
            "<g transform=\"translate({left} {top}) scale({scale})\"><rect width=\"64\" height=\"64\" rx=\"12\" fill=\"{}\"/>{}</g>",
            self.palette.role("seal"),
            self.seal
        )
    }
}

fn opening(width: u32, height: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">"
    )
}

/// The lines of a picture; empty lines are left out.
#[derive(Debug, PartialEq, Eq)]
pub struct Lines {
    /// The largest line.
    pub name: String,
    /// The line beneath.
    pub under: String,
    /// The gallery's name at the foot.
    pub foot: String,
}

/// The lines of the picture of a page, all of which can be drawn: a name with a character without an outline is replaced by the gallery's name and subject, any
/// other such line is left out.
pub fn lines_of(site: &Site, screen: &Screen) -> Lines {
    let letters = Glyphs::known();
    let drawn = |text: &str| match letters.lacks(text) {
        None => text.to_owned(),
        Some(_) => String::new(),
    };
    let gallery = &site.catalogue.gallery;
    let (name, under) = words(site, screen);
    match drawn(&name) {
        name if name.is_empty() => Lines {
            name: drawn(&gallery.name),
            under: drawn(&gallery.subject),
            foot: String::new(),
        },
        name => Lines {
            name,
            under: drawn(&under),
            foot: drawn(&gallery.name),
        },
    }
}

/// The end of a note about a text that cannot be drawn.
const INSTEAD: &str = "网页上照常显示，要写它的分享图改写馆名。";

/// A text of the data that share pictures show, and its place.
pub struct Text {
    /// The file, below the data folder.
    file: String,
    /// The record's id; empty for the settings.
    record: String,
    /// The field within the record.
    field: String,
    /// The text.
    pub words: String,
}

impl Text {
    /// A problem with this text.
    pub fn problem(&self, sentence: String) -> Problem {
        Problem::new(&self.file, &self.record, &self.field, sentence)
    }
}

/// Every text of the data that pictures show: names, and the gallery's own words. Summaries are not drawn.
pub fn texts(catalogue: &Catalogue) -> Vec<Text> {
    let text = |file: &str, record: &str, field: &str, words: &str| Text {
        file: file.to_owned(),
        record: record.to_owned(),
        field: field.to_owned(),
        words: words.to_owned(),
    };
    let gallery = &catalogue.gallery;
    let mut texts = vec![
        text("gallery.json", "", "name", &gallery.name),
        text("gallery.json", "", "subject", &gallery.subject),
    ];
    if gallery.strokes.is_none() {
        texts.push(text("gallery.json", "", "seal", &gallery.seal));
    }
    let needs = (catalogue.needs.iter()).map(|it| ("needs.json", &it.id, &it.name));
    let places = (catalogue.places.iter()).map(|it| ("places.json", &it.id, &it.name));
    let institutions =
        (catalogue.institutions.iter()).map(|it| ("institutions.json", &it.id, &it.name));
    for (file, id, name) in needs.chain(places).chain(institutions) {
        texts.push(text(file, id.as_str(), "name", name));
    }
    for card in &catalogue.cards {
        let file = format!("brands/{}.json", card.id);
        texts.push(text(&file, card.id.as_str(), "name", &card.name));
        for initiative in &card.initiatives {
            let field = format!("initiatives[{}].name", initiative.id);
            texts.push(text(&file, card.id.as_str(), &field, &initiative.name));
        }
    }
    texts
}

/// Notes every text that cannot be drawn and is replaced in its picture.
pub fn judge(catalogue: &Catalogue) -> Vec<Problem> {
    let letters = Glyphs::known();
    let notes = texts(catalogue).into_iter().filter_map(|text| {
        let unknown = glyphs::shown(letters.lacks(&text.words)?);
        let instead = match text.field == "seal" {
            true => seal::INSTEAD,
            false => INSTEAD,
        };
        Some(text.problem(format!(
            "分享图写不出“{unknown}”。{instead}想让它写上，请换一个通行的写法，或在装有 Noto Serif CJK 的 Debian 上运行 cargo run -- letters。"
        )))
    });
    notes.collect()
}

/// The name that the picture of a page shows, and the line beneath it.
pub fn words(site: &Site, screen: &Screen) -> (String, String) {
    let catalogue = &site.catalogue;
    let listed = |name: Option<&str>, facet: Facet, id: &Slug| {
        let total = site.index.value(facet, id).map_or(0, |_| {
            let query = crate::search::Query::default().toggled(facet, id);
            site.index.search(&query).total
        });
        let name = name.unwrap_or_default().to_owned();
        (
            name,
            tr!("{what} · {total}个品牌", what = facet.word(), total = total),
        )
    };
    match (&screen.route, site.brand(&screen.route)) {
        (Route::Brand(_), Some(brand)) => {
            let owner = catalogue.institution(&brand.owner);
            let owner = owner.map_or("", |owner| owner.name.as_str());
            let under = if owner == brand.name {
                brand.kind.shown().to_owned()
            } else {
                format!("{} · {owner}", brand.kind.shown())
            };
            (brand.name.clone(), under)
        }
        (Route::Initiative(_, id), Some(brand)) => {
            let initiative = brand.initiative(id);
            let name = initiative.map_or("", |found| found.name.as_str());
            let kind = initiative.map_or(brand.kind, |found| found.kind);
            (
                name.to_owned(),
                format!("{} · {}", brand.name, kind.shown()),
            )
        }
        (Route::Need(id), _) => listed(
            catalogue.need(id).map(|need| need.name.as_str()),
            Facet::Need,
            id,
        ),
        (Route::Place(id), _) => listed(
            catalogue.place(id).map(|place| place.name.as_str()),
            Facet::Place,
            id,
        ),
        (Route::Institution(id), _) => listed(
            catalogue.institution(id).map(|found| found.name.as_str()),
            Facet::Institution,
            id,
        ),
        (Route::Gallery(_), _) => (
            catalogue.gallery.name.clone(),
            catalogue.gallery.subject.clone(),
        ),
        (Route::Overview(overview), _) => (
            overview.word().to_owned(),
            catalogue.gallery.subject.clone(),
        ),
        (Route::StaffPage(page), _) => (page.word().to_owned(), catalogue.gallery.subject.clone()),
        (Route::Compare(_), _) => (
            tr!("比较品牌").to_owned(),
            tr!("两三个品牌，并排看").to_owned(),
        ),
        (Route::Step(id), None) => (
            (catalogue.gallery.tour(id)).map_or_else(String::new, |tour| tour.name.clone()),
            Overview::Tour.word().to_owned(),
        ),
        (Route::Step(_), Some(brand)) => (brand.name.clone(), Overview::Tour.word().to_owned()),
        _ => {
            let title = Head::new(site, screen).title;
            let name = title.split(" - ").next().unwrap_or_default();
            (name.to_owned(), tr!("出处、更正与无障碍声明").to_owned())
        }
    }
}
