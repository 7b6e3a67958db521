//! How does one page become another before the eye?
//!
//! The next page is there at once. On it the emblem of the brand that was gone to comes from where it stood a moment ago, on its card or on its page: that
//! explains, and holds nothing up. Whoever asked for stillness (the device, 长辈版) gets none of it, a screen in a lobby neither. Pictures of whole pages
//! that fade into each other are absent on purpose: the browser's view transitions keep the next page back until the one before is a picture, which took
//! 50 ms here, 75 where the processor was slowed four times.

use super::page;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element};

/// How long the emblem is on its way, in milliseconds.
const DURATION_MS: f64 = 220.0;

/// Whether nothing is to move.
pub(super) fn reduces_motion() -> bool {
    let asked = page::window().match_media("(prefers-reduced-motion: reduce)");
    let root = page::document().document_element();
    asked.ok().flatten().is_none_or(|query| query.matches())
        || root.is_none_or(|root| {
            let modes = root.class_list();
            modes.contains("is-elder") || modes.contains("is-kiosk")
        })
        || page::document().hidden()
}

/// Where the emblem of what is gone to at `href`, or else of the page in hand, stands. Nothing where it is out of sight.
pub(super) fn measure(href: &str) -> Option<DomRect> {
    if reduces_motion() {
        return None;
    }
    let rect = (list_emblem(href).or_else(page_emblem)?).get_bounding_client_rect();
    let height = page::window().inner_height().ok()?.as_f64()?;
    let is_visible = rect.width() > 0.0 && rect.bottom() > 0.0 && rect.top() < height;
    is_visible.then_some(rect)
}

/// Lets the emblem come from there on the page just shown, which is scrolled to its place; `href` is that of the page before.
pub(super) fn play(from: &DomRect, href: &str) -> Option<()> {
    let emblem = page_emblem().or_else(|| list_emblem(href))?;
    let to = emblem.get_bounding_client_rect();
    if to.width() <= 0.0 {
        return None;
    }
    // Whole pixels and thousandths: to print a fraction takes 7 KB of program.
    let scale = (from.width() / to.width() * 1000.0) as u32;
    let start = format!(
        "translate({}px, {}px) scale({}.{:03})",
        (from.left() - to.left()) as i32,
        (from.top() - to.top()) as i32,
        scale / 1000,
        scale % 1000
    );
    let frames = Object::new();
    for (property, first, last) in [
        ("transform", start.as_str(), "none"),
        ("transformOrigin", "0 0", "0 0"),
        ("easing", "ease-out", "ease-out"),
    ] {
        let both = Array::of2(&first.into(), &last.into());
        Reflect::set(&frames, &property.into(), &both).ok()?;
    }
    // Not every browser knows it.
    let animate: Function = (Reflect::get(&emblem, &"animate".into()).ok()?)
        .dyn_into()
        .ok()?;
    animate.call2(&emblem, &frames, &DURATION_MS.into()).ok()?;
    Some(())
}

/// The emblem of the page's own brand.
fn page_emblem() -> Option<Element> {
    page::elements(".brand__emblem .emblem, .step__head .emblem").next()
}

/// The emblem beside a link.
fn list_emblem(href: &str) -> Option<Element> {
    let link = (page::document())
        .query_selector(&format!("main li a[href={href:?}]"))
        .ok()??;
    let item = link.closest("li").ok()??;
    item.query_selector(".emblem").ok()?
}
