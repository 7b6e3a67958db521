//! The share poster: a page as an image that can be sent and printed.
//!
//! Drawn on a canvas on the device: the plate of the page if it has one, name, line, QR code and address, the same in every colour scheme. It uses no
//! files, and only fonts of the device.

use super::plate;
use super::share::seal_and_name;
use crate::browser::page;
use crate::components::{Shared, qr_path};
use crate::messages::{lines, tr};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

/// All sizes here are in pixels. The ratio of three to four is what a phone shows without cropping.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 1200.0;
const MARGIN: f64 = 84.0;
const CODE: f64 = 300.0;
/// The height of the plate.
const PLATE: f64 = 470.0;

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
    let wrapped = |words: &str, font: &str, width: f64| {
        pen.set_font(font);
        lines(words, |line| {
            pen.measure_text(line)
                .is_ok_and(|measure| measure.width() <= width)
        })
    };

    fill(&token("--poster-ground"), 0.0, 0.0, WIDTH, HEIGHT);
    let on_plate = plate::draw(&pen, WIDTH, PLATE).is_some();
    if !on_plate {
        fill(&token("--poster-accent"), 0.0, 0.0, WIDTH, 20.0);
    }
    // The seal and the name of the site, on the dark foreground of the plate if there is one.
    let (seal, name) = seal_and_name();
    let lowered = if on_plate { 290.0 } else { 0.0 };
    fill(&token("--poster-seal"), MARGIN, 96.0 + lowered, 60.0, 60.0);
    pen.set_text_align("center");
    let paper = token("--poster-ground");
    text(
        &seal,
        &format!("600 38px {serif}"),
        &paper,
        MARGIN + 30.0,
        140.0 + lowered,
    );
    pen.set_text_align("left");
    text(
        &name,
        &format!("600 34px {sans}"),
        if on_plate { &paper } else { &ink },
        MARGIN + 80.0,
        138.0 + lowered,
    );
    // The title, as large as three lines allow, or two below a plate.
    let (most, top) = if on_plate { (2, PLATE) } else { (3, 250.0) };
    let width = WIDTH - 2.0 * MARGIN;
    let (size, title) = [84, 72, 60, 50, 42]
        .into_iter()
        .map(|size| {
            (
                size,
                wrapped(&shared.title, &format!("600 {size}px {serif}"), width),
            )
        })
        .find(|(size, title)| title.len() <= most || *size == 42)?;
    let mut y = top;
    for line in title.iter().take(4) {
        y += f64::from(size) * 1.3;
        text(line, &format!("600 {size}px {serif}"), &ink, MARGIN, y);
    }
    y += 40.0;
    let font = format!("32px {sans}");
    let room = ((HEIGHT - MARGIN - CODE - 60.0 - y) / 54.0).max(0.0) as usize;
    let line = wrapped(&shared.line, &font, width);
    for (at, words) in line.iter().take(room).enumerate() {
        y += 54.0;
        let cut = at + 1 == room && line.len() > room;
        let words = if cut {
            format!(
                "{}…",
                words.trim_end_matches(['，', '。', '、', '；', '：'])
            )
        } else {
            words.clone()
        };
        text(&words, &font, &soft, MARGIN, y);
    }
    // The QR code, dark on white with its quiet zone, and the instruction beside it.
    let (path, side) = qr_path(&shared.address)?;
    let top = HEIGHT - MARGIN - CODE;
    fill(&token("--qr-ground"), MARGIN, top, CODE, CODE);
    pen.save();
    let _ = pen.translate(MARGIN, top);
    let module = CODE / f64::from(side);
    let _ = pen.scale(module, module);
    pen.set_fill_style_str(&token("--qr-modules"));
    pen.fill_with_path_2d(&Path2d::new_with_path_string(&path).ok()?);
    pen.restore();
    let beside = MARGIN + CODE + 40.0;
    text(
        tr!("用手机扫一扫"),
        &format!("600 36px {sans}"),
        &ink,
        beside,
        top + 60.0,
    );
    text(tr!("看全文和出处"), &font, &soft, beside, top + 112.0);
    let font = format!("24px {sans}");
    let address = wrapped(&shared.address, &font, WIDTH - MARGIN - beside);
    for (at, words) in address.iter().take(4).enumerate() {
        text(words, &font, &soft, beside, top + 176.0 + 36.0 * at as f64);
    }
    canvas.to_data_url().ok()
}
