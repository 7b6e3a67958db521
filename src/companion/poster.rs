//! The share poster: a page as an image that can be sent and printed.
//!
//! Drawn on a canvas on the device: the plate of the page if it has one, whose it is, name, line, a figure, QR code, address and day, the same in every
//! colour scheme. It uses no files, and only fonts of the device.

use super::handout::made;
use super::plate;
use super::share::seal_and_name;
use crate::browser::page;
use crate::components::{Shared, qr_path};
use crate::messages::{GAP, lines, name_lines, tr};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

/// All sizes here are in pixels. The ratio of three to four is what a phone shows without cropping.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 1200.0;
const MARGIN: f64 = 72.0;
const CODE: f64 = 264.0;
/// The height of the plate.
const PLATE: f64 = 440.0;
/// Where the line ends and the foot begins.
const FOOT: f64 = HEIGHT - MARGIN - CODE;

/// The poster as a data URL, so that a long press can save it. `None` where the browser cannot draw.
pub(super) fn draw(shared: &Shared) -> Option<String> {
    let document = page::document();
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(WIDTH as u32);
    canvas.set_height(HEIGHT as u32);
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let style = page::window()
        .get_computed_style(&document.document_element()?)
        .ok()??;
    let token = |name: &str| {
        style
            .get_property_value(name)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let (sans, serif) = (token("--sans"), token("--serif"));
    let (ink, soft) = (token("--poster-ink"), token("--poster-ink-soft"));
    let fill = |colour: &str, x: f64, y: f64, width: f64, height: f64| {
        pen.set_fill_style_str(colour);
        pen.fill_rect(x, y, width, height);
    };
    let text = |words: &str, font: &str, colour: &str, x: f64, y: f64| {
        pen.set_font(font);
        pen.set_fill_style_str(colour);
        let _ = pen.fill_text(words, x, y);
    };
    let fits = |line: &str, width: f64| {
        pen.measure_text(line)
            .is_ok_and(|measure| measure.width() <= width)
    };
    let wrapped = |words: &str, font: &str, width: f64| {
        pen.set_font(font);
        lines(words, |line| fits(line, width))
    };

    fill(&token("--poster-ground"), 0.0, 0.0, WIDTH, HEIGHT);
    let on_plate = plate::draw(&pen, WIDTH, PLATE).is_some();
    if !on_plate {
        fill(&token("--poster-accent"), 0.0, 0.0, WIDTH, 20.0);
    }
    // The seal and the name of the site, on the dark foreground of the plate if there is one.
    let (seal, name) = seal_and_name();
    let lowered = if on_plate { 262.0 } else { 0.0 };
    fill(&token("--poster-seal"), MARGIN, 96.0 + lowered, 60.0, 60.0);
    pen.set_text_align("center");
    let paper = token("--poster-ground");
    let seal_font = format!("600 38px {serif}");
    text(&seal, &seal_font, &paper, MARGIN + 30.0, 140.0 + lowered);
    pen.set_text_align("left");
    let name_ink = if on_plate { &paper } else { &ink };
    let name_font = format!("600 34px {sans}");
    text(&name, &name_font, name_ink, MARGIN + 80.0, 138.0 + lowered);
    // Whose it is, and the name; its gloss is a line of its own. The line is told whole, as large as there is room beside a large name.
    let width = WIDTH - 2.0 * MARGIN;
    let mut y = if on_plate { PLATE + 14.0 } else { 230.0 };
    let font = format!("26px {sans}");
    pen.set_font(&font);
    for owner in name_lines(&shared.owner, |line| fits(line, width))
        .iter()
        .take(2)
    {
        y += 36.0;
        text(owner, &font, &soft, MARGIN, y);
    }
    let (name, gloss) = (shared.title.split_once(GAP)).unwrap_or((&shared.title, ""));
    let gloss_font = format!("30px {serif}");
    let gloss = wrapped(gloss, &gloss_font, width);
    let named = |size: i32| {
        pen.set_font(&format!("600 {size}px {serif}"));
        name_lines(name, |line| fits(line, width))
    };
    let told = |size: i32| wrapped(&shared.line, &format!("{size}px {serif}"), width);
    let height = |size: i32, lines: &[String]| f64::from(size) * 1.5 * lines.len() as f64;
    let room = |size: i32, title: &[String]| {
        let gloss = 44.0 * gloss.len() as f64;
        FOOT - 20.0 - y - f64::from(size) * 1.25 * title.len() as f64 - gloss - 20.0
    };
    let sizes = [34, 27, 22].into_iter().flat_map(|least| {
        let titles = [92, 80, 68, 58, 48, 42].into_iter();
        titles.map(move |title| (title, least))
    });
    let mut chosen = None;
    for (size, least) in sizes {
        let title = named(size);
        let room = room(size, &title);
        let lines = [42, 38, 34, 30, 27, 24, 22].into_iter();
        let fitting = lines
            .filter(|line| *line >= least)
            .find(|line| height(*line, &told(*line)) <= room);
        let is_last = (size, least) == (42, 22);
        if title.len() <= 2 && fitting.is_some() || is_last {
            chosen = Some((size, title, fitting.unwrap_or(least)));
            break;
        }
    }
    let (size, title, line) = chosen?;
    for words in title.iter().take(3) {
        y += f64::from(size) * 1.25;
        text(words, &format!("600 {size}px {serif}"), &ink, MARGIN, y);
    }
    for words in gloss.iter().take(2) {
        y += 44.0;
        text(words, &gloss_font, &soft, MARGIN, y);
    }
    y += 20.0;
    for words in told(line) {
        y += f64::from(line) * 1.5;
        if y <= FOOT {
            text(&words, &format!("{line}px {serif}"), &ink, MARGIN, y);
        }
    }
    // The QR code at the right, dark on white with its quiet zone.
    let (path, side) = qr_path(&shared.address)?;
    let right = WIDTH - MARGIN - CODE;
    fill(&token("--qr-ground"), right, FOOT, CODE, CODE);
    pen.save();
    let _ = pen.translate(right, FOOT);
    let module = CODE / f64::from(side);
    let _ = pen.scale(module, module);
    pen.set_fill_style_str(&token("--qr-modules"));
    pen.fill_with_path_2d(&Path2d::new_with_path_string(&path).ok()?);
    pen.restore();
    // Beside it from below: day, address, instruction; above them the figure.
    let beside = right - MARGIN - 40.0;
    let mut y = HEIGHT - MARGIN;
    let font = format!("22px {sans}");
    text(&made(), &font, &soft, MARGIN, y);
    for words in wrapped(&shared.address, &font, beside).iter().take(3).rev() {
        y -= 32.0;
        text(words, &font, &soft, MARGIN, y);
    }
    y -= 44.0;
    text(tr!("看全文和出处"), &font, &soft, MARGIN, y);
    y -= 34.0;
    let font = format!("600 30px {sans}");
    text(tr!("用手机扫一扫"), &font, &ink, MARGIN, y);
    let [value, label] = &shared.figure;
    if !value.is_empty() {
        let accent = token("--poster-accent");
        text(
            value,
            &format!("600 84px {serif}"),
            &accent,
            MARGIN,
            y - 58.0,
        );
        pen.set_font(&format!("600 84px {serif}"));
        let from = MARGIN + 16.0 + pen.measure_text(value).map_or(0.0, |it| it.width());
        let font = format!("26px {sans}");
        let label = wrapped(label, &font, right - 24.0 - from);
        for (at, words) in label.iter().take(2).enumerate() {
            let up = 36.0 * (label.len().min(2) - 1 - at) as f64;
            text(words, &font, &ink, from, y - 60.0 - up);
        }
    }
    canvas.to_data_url().ok()
}
