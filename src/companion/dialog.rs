//! The dialogs of the companion: empty while closed, one at a time, closed by Esc, their button, a click beside them, and Back.

use crate::browser::page;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlDialogElement};

/// A closed dialog at the end of the page, labelled by the element with the id `title`.
pub(super) fn create(title: &str) -> Option<HtmlDialogElement> {
    let document = page::document();
    let dialog: HtmlDialogElement = document.create_element("dialog").ok()?.dyn_into().ok()?;
    dialog.set_class_name("sheet");
    dialog.set_attribute("aria-labelledby", title).ok()?;
    document.body()?.append_child(&dialog).ok()?;
    Some(dialog)
}

/// Calls `close` when the dialog has been closed, and when the visitor goes back. The browser returns the focus to the button that opened it.
pub(super) fn on_close(dialog: &HtmlDialogElement, close: Rc<dyn Fn()>) {
    for (target, event) in [
        (dialog.clone().unchecked_into(), "close"),
        (page::window().unchecked_into(), "popstate"),
    ] as [(EventTarget, &str); 2]
    {
        let close = close.clone();
        page::on(&target, event, Box::new(move |_| close()));
    }
}
