//! The animation of an emblem between pages (FLIP). Part of the lazily loaded code of the pages.
//!
//! The next page is shown immediately; the emblem of its brand moves there from its place on the previous page. Nothing moves where the device or 长辈版
//! asks for reduced motion, or on a screen in a lobby.
//!
//! View transitions of the browser are not used: they delay the next page until the previous one has been captured, measured 50 ms, and 75 ms with
//! the processor slowed four times.

use super::page;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element};

/// Duration of the animation, in milliseconds.
const DURATION_MS: f64 = 220.0;

/// Whether motion is reduced: by the device, 长辈版 or a lobby's screen, or because the page is hidden.
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

/// The box of the emblem before the page changes: that of the link to `href`, otherwise that of the page. `None` where it is out of view or motion is
/// reduced.
pub(super) fn measure(href: &str) -> Option<DomRect> {
    if reduces_motion() {
        return None;
    }
    let rect = (list_emblem(href).or_else(page_emblem)?).get_bounding_client_rect();
    let height = page::window().inner_height().ok()?.as_f64()?;
    let is_visible = rect.width() > 0.0 && rect.bottom() > 0.0 && rect.top() < height;
    is_visible.then_some(rect)
}

/// Animates the emblem of the new page, which has been scrolled, from `from` to its place. `href`: the address of the previous page.
pub(super) fn play(from: &DomRect, href: &str) -> Option<()> {
    let emblem = page_emblem().or_else(|| list_emblem(href))?;
    let to = emblem.get_bounding_client_rect();
    if to.width() <= 0.0 {
        return None;
    }
    // Integers only: formatting a float adds 7 KB to the program.
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
    // `animate` may be missing in old browsers.
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

/// The emblem in the list item of a link.
fn list_emblem(href: &str) -> Option<Element> {
    let link = (page::document())
        .query_selector(&format!("main li a[href={href:?}]"))
        .ok()??;
    let item = link.closest("li").ok()??;
    item.query_selector(".emblem").ok()?
}
