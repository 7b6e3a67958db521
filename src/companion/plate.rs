//! The plate of the page on a canvas, with the colours that it has by day.

use crate::browser::page;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, Element, Path2d};

/// The size of the picture, in its own units.
const SIZE: (f64, f64) = (640.0, 400.0);

/// Draws the plate of the page over the top of a canvas, cropped to this size. `None` if the page has none, or the browser cannot.
pub(super) fn draw(pen: &CanvasRenderingContext2d, width: f64, height: f64) -> Option<()> {
    let plate = page::elements(".brand__plate .plate").next()?;
    // A poster is the same in every colour scheme; nothing is painted before the attribute is restored.
    let root = page::document().document_element()?;
    let theme = root.get_attribute("data-theme");
    root.set_attribute("data-theme", "light").ok()?;
    let drawn = draw_by_day(pen, &plate, width, height);
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", &theme),
        None => root.remove_attribute("data-theme"),
    };
    pen.set_global_alpha(1.0);
    drawn
}

fn draw_by_day(
    pen: &CanvasRenderingContext2d,
    plate: &Element,
    width: f64,
    height: f64,
) -> Option<()> {
    let sky = pen.create_linear_gradient(0.0, 0.0, 0.0, height);
    // As computed: `linear-gradient(<colour> 12%, <colour> 66%)`.
    let background = value(&style(plate)?, "background-image");
    for stop in background.strip_prefix("linear-gradient(")?.split('%') {
        if let Some((colour, at)) = stop.trim_start_matches(", ").rsplit_once(' ') {
            sky.add_color_stop(number(at) as f32 / 100.0, colour).ok()?;
        }
    }
    pen.save();
    pen.set_fill_style_canvas_gradient(&sky);
    pen.fill_rect(0.0, 0.0, width, height);
    pen.begin_path();
    pen.rect(0.0, 0.0, width, height);
    pen.clip();
    let scale = (width / SIZE.0).max(height / SIZE.1);
    let _ = pen.translate(
        (width - SIZE.0 * scale) / 2.0,
        (height - SIZE.1 * scale) / 2.0,
    );
    let _ = pen.scale(scale, scale);
    pen.set_line_cap("round");
    pen.set_line_join("round");
    let layers = plate.children();
    for layer in (0..layers.length()).filter_map(|at| layers.item(at)) {
        let path = Path2d::new_with_path_string(&layer.get_attribute("d")?).ok()?;
        let style = style(&layer)?;
        let fill = value(&style, "fill");
        if fill != "none" {
            pen.set_global_alpha(number(&value(&style, "fill-opacity")));
            pen.set_fill_style_str(&fill);
            pen.fill_with_path_2d(&path);
        } else {
            pen.set_global_alpha(number(&value(&style, "stroke-opacity")));
            pen.set_stroke_style_str(&value(&style, "stroke"));
            pen.set_line_width(number(&value(&style, "stroke-width")));
            pen.stroke_with_path(&path);
        }
    }
    pen.restore();
    Some(())
}

fn style(element: &Element) -> Option<CssStyleDeclaration> {
    page::window()
        .get_computed_style(element.unchecked_ref())
        .ok()?
}

fn value(style: &CssStyleDeclaration, name: &str) -> String {
    style.get_property_value(name).unwrap_or_default()
}

/// The number that a value begins with. JavaScript reads it: the tables of Rust's parser would be 10 KB of the program.
fn number(value: &str) -> f64 {
    js_sys::parse_float(value)
}
