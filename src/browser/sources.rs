//! The source of a statement, shown in a dialog. Part of the lazily loaded code of the pages.
//!
//! [`open`] moves the entry of the page's source list into a dialog near the citation; the page keeps its scroll position. Back, Esc, its button and
//! a press beside it close the dialog ([`Overlay`]). Afterwards the entry returns to the list and the citation gets the focus.

use super::app_state::AppState;
use super::overlay::Overlay;
use super::page;
use crate::messages::tr;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement, HtmlDialogElement, HtmlElement};

/// Shows the source of a citation. Returns false where the page does not list it.
pub(super) fn open(app: &Rc<AppState>, mark: &HtmlAnchorElement) -> bool {
    let id = mark.hash();
    let entry = page::element(id.trim_start_matches('#'));
    let list = entry.as_ref().and_then(|entry| entry.parent_node());
    let (Some(entry), Some(list)) = (entry, list) else {
        return false;
    };
    let Some(dialog) = dialog(mark) else {
        return false;
    };
    let own = dialog.first_element_child();
    let next = entry.next_sibling();
    if own.is_none_or(|own| own.append_child(&entry).is_err()) {
        return false;
    }
    let (closed, mark, moved) = (dialog.clone(), mark.clone(), entry.clone());
    let close = move || {
        let _ = list.insert_before(&moved, next.as_ref());
        closed.close();
        closed.remove();
        if mark.is_connected() {
            page::focus_on(&mark);
        }
    };
    Overlay::open(app, Box::new(close));
    for event in ["close", "click"] {
        let (app, pressed) = (app.clone(), dialog.clone());
        page::on(
            &dialog,
            event,
            Box::new(move |event| {
                if event.type_() == "close" || closes_dialog(&pressed, &event) {
                    app.overlay.close();
                }
            }),
        );
    }
    let _ = dialog.show_modal();
    page::focus_on(&entry);
    true
}

/// The dialog with an empty list and its button, placed below the citation.
fn dialog(mark: &HtmlAnchorElement) -> Option<HtmlDialogElement> {
    let dialog: HtmlDialogElement = page::create("dialog")?.dyn_into().ok()?;
    dialog.set_class_name("source");
    let label = mark.get_attribute("aria-label").unwrap_or_default();
    dialog.set_attribute("aria-label", &label).ok()?;
    let list = page::create("ol")?;
    list.set_class_name("source__list");
    let close: HtmlElement = page::create("button")?.dyn_into().ok()?;
    close.set_class_name("source__close");
    close.set_attribute("type", "button").ok()?;
    close.set_text_content(Some(tr!("关闭")));
    dialog.append_child(&list).ok()?;
    dialog.append_child(&close).ok()?;
    let below = mark.get_bounding_client_rect().bottom() + 8.0;
    dialog
        .style()
        .set_property("--source-at", &format!("{}px", below as i32))
        .ok()?;
    page::document().body()?.append_child(&dialog).ok()?;
    Some(dialog)
}

/// Whether a press closes the dialog: on its button, or on the backdrop.
fn closes_dialog(dialog: &HtmlDialogElement, event: &Event) -> bool {
    let target = (event.target()).and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target == *dialog.unchecked_ref::<Element>() && !is_within(dialog, event)
            || target.class_name() == "source__close"
    })
}

/// Whether a press on the dialog is within its box, and not on the backdrop.
fn is_within(dialog: &HtmlDialogElement, event: &Event) -> bool {
    let place = dialog.get_bounding_client_rect();
    event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|press| {
        let (x, y) = (f64::from(press.client_x()), f64::from(press.client_y()));
        (place.left()..=place.right()).contains(&x) && (place.top()..=place.bottom()).contains(&y)
    })
}
