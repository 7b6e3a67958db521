//! Mounting components, and replacing prerendered elements without losing focus, scroll position or open disclosures.

use super::page;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use std::any::Any;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Elements that scroll on their own.
const SCROLLED: &str = ".facet__panel";

/// The focusable elements within an element.
fn controls(within: &Element) -> impl Iterator<Item = Element> {
    page::elements_in(within, "a, button, summary, input, select, [tabindex]")
}

/// A mounted component. Dropping it unmounts it.
pub(super) type Mounted = Box<dyn Any>;

/// Mounts a view at the end of an element, until the handle is dropped.
pub(super) fn mount(parent: &Element, view: impl FnOnce() -> AnyView + 'static) -> Option<Mounted> {
    let parent = parent.clone().dyn_into::<HtmlElement>().ok()?;
    Some(Box::new(leptos::mount::mount_to(parent, view)))
}

/// A view in the document that is patched: only differences are changed. It needs no reactive owner.
pub(super) struct Rendered(AnyViewState);

impl Rendered {
    /// Renders a view at the end of an element.
    pub(super) fn into(parent: &Element, view: AnyView) -> Rendered {
        let mut state = view.build();
        state.mount(parent, None);
        Rendered(state)
    }

    /// Replaces an element with a view of one root element that looks the same. Keeps open disclosures, scroll positions of panels, and the focus.
    pub(super) fn over(old: &Element, view: AnyView) -> Option<Rendered> {
        let around = page::create("div")?;
        let rendered = Rendered::into(&around, view);
        let new = around.first_element_child()?;
        let focused = controls(old).position(|control| page::has_focus(&control));
        old.replace_with_with_node_1(&new).ok()?;
        if old.has_attribute("open") {
            let _ = new.set_attribute("open", "");
        }
        for (was, is) in page::elements_in(old, SCROLLED).zip(page::elements_in(&new, SCROLLED)) {
            is.set_scroll_top(was.scroll_top());
        }
        if let Some(control) = focused.and_then(|at| controls(&new).nth(at)) {
            page::focus_on(&control);
        }
        Some(rendered)
    }

    /// Patches the view to another state.
    pub(super) fn update(&mut self, view: AnyView) {
        view.rebuild(&mut self.0);
    }
}

/// An off-screen `main` with a view in it.
pub(super) fn main_with(view: impl FnOnce() -> AnyView + 'static) -> Option<(Element, Mounted)> {
    let main = page::create("main")?;
    main.set_id("main");
    main.set_attribute("tabindex", "-1").ok()?;
    let mounted = mount(&main, view)?;
    Some((main, mounted))
}
