//! How does one page become another before the eye?
//!
//! Where the browser has view transitions, the page before is kept as a picture until the next one is drawn, and the emblem of the brand that is gone to
//! travels from its card to its page and back. It explains and never holds up: a next page is there already when it begins, taps go through it,
//! and the next step ends it. Whoever asked for stillness (the device, 长辈版) gets none, a screen in a lobby neither; where the browser has no such thing, nothing is missing.

use super::page;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// A change of page that is being drawn; it ends when this is dropped.
pub(super) struct Motion(Function);

impl Drop for Motion {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Whether nothing is to move.
pub(super) fn is_still() -> bool {
    let asked = page::window().match_media("(prefers-reduced-motion: reduce)");
    let root = page::document().document_element();
    asked.ok().flatten().is_none_or(|query| query.matches())
        || root.is_none_or(|root| {
            let modes = root.class_list();
            modes.contains("is-elder") || modes.contains("is-kiosk")
        })
        || page::document().hidden()
}

/// Begins a change to the page at `href`, once the page before is kept as a picture.
pub(super) async fn begin(href: &str) -> Option<Motion> {
    let document = page::document();
    let start: Function = Reflect::get(&document, &"startViewTransition".into())
        .ok()?
        .dyn_into()
        .ok()
        .filter(|_| !is_still())?;
    travels(beside(href).or_else(large));
    let kept = Promise::new(&mut |kept, _| {
        let kept_by_then = kept.clone();
        let draw = Closure::once_into_js(move || {
            Promise::new(&mut |drawn, _| drop(kept_by_then.call1(&JsValue::NULL, &drawn)))
        });
        match start.call1(&document, &draw) {
            Ok(transition) => forgive(&transition),
            Err(_) => drop(kept.call0(&JsValue::NULL)),
        }
    });
    let drawn = JsFuture::from(kept).await.ok()?;
    Some(Motion(drawn.dyn_into().ok()?))
}

/// Says where on the page just drawn the emblem arrives, when it came from `href`.
pub(super) fn arrive(href: &str) {
    travels(large().or_else(|| beside(href)));
}

/// The emblem of the page's own brand.
fn large() -> Option<Element> {
    page::elements(".brand__emblem .emblem, .step__head .emblem").next()
}

/// The emblem beside a link.
fn beside(href: &str) -> Option<Element> {
    let link = page::elements("main li a[href]")
        .find(|link| link.get_attribute("href").as_deref() == Some(href))?;
    let item = link.closest("li").ok()??;
    item.query_selector(".emblem").ok()?
}

/// One emblem at a time has a place on both pages.
fn travels(emblem: Option<Element>) {
    for before in page::elements("[data-travels]") {
        let _ = before.remove_attribute("data-travels");
    }
    if let Some(emblem) = emblem {
        let _ = emblem.set_attribute("data-travels", "");
    }
}

/// A motion that is overtaken says so by promises that fail: nobody has to hear of it.
fn forgive(transition: &JsValue) {
    let named = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let Some(nothing) = named(&page::window(), "Object") else {
        return;
    };
    for name in ["ready", "finished"] {
        if let Some(promise) = named(transition, name)
            && let Some(Ok(catch)) = named(&promise, "catch").map(JsCast::dyn_into::<Function>)
        {
            let _ = catch.call1(&promise, &nothing);
        }
    }
}
