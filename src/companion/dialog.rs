//! The dialogs of the companion: empty while closed, one at a time, closed by Esc, their button, a click beside them, and Back.

use crate::browser::page;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlDialogElement};

/// A dialog at the end of the page. It is created once.
pub(super) struct Dialog {
    element: HtmlDialogElement,
    open: RefCell<Option<Mounted>>,
}

/// What a click on an element in a dialog does.
pub(super) type Pressed = Box<dyn Fn(&Event, &Element)>;

struct Mounted {
    /// The owner of the signals, which are disposed with the content.
    owner: Owner,
    /// Unmounts the content when dropped.
    _content: Box<dyn std::any::Any>,
}

impl Dialog {
    /// A closed dialog, labelled by the element with the id `title`.
    pub(super) fn new(title: &str) -> Option<Rc<Dialog>> {
        let document = page::document();
        let element: HtmlDialogElement = document.create_element("dialog").ok()?.dyn_into().ok()?;
        element.set_class_name("sheet");
        element.set_attribute("aria-labelledby", title).ok()?;
        document.body()?.append_child(&element).ok()?;
        let dialog = Rc::new(Dialog {
            element,
            open: RefCell::default(),
        });
        // The browser returns the focus to the button that opened it.
        for (target, event) in [
            (dialog.element.clone().unchecked_into(), "close"),
            (page::window().unchecked_into(), "popstate"),
        ] as [(EventTarget, &str); 2]
        {
            let dialog = dialog.clone();
            page::on(&target, event, Box::new(move |_| dialog.close()));
        }
        Some(dialog)
    }

    /// The element, for further listeners.
    pub(super) fn element(&self) -> &HtmlDialogElement {
        &self.element
    }

    /// Calls `pressed` with each element in the dialog that is clicked. A click on the backdrop closes it.
    pub(super) fn on_press(self: &Rc<Dialog>, pressed: Pressed) {
        let dialog = self.clone();
        page::on(
            &self.element,
            "click",
            Box::new(move |event| {
                let target = event.target();
                let target = target.and_then(|target| target.dyn_into::<Element>().ok());
                match target {
                    Some(target) if target == *dialog.element.unchecked_ref::<Element>() => {
                        dialog.close();
                    }
                    Some(target) => pressed(&event, &target),
                    None => {}
                }
            }),
        );
    }

    /// Opens the dialog with what `content` makes; `owner` owns its signals. Boxed, so that it is compiled once for all dialogs.
    pub(super) fn show(&self, owner: Owner, content: Box<dyn FnOnce() -> AnyView>) {
        let content = leptos::mount::mount_to(self.element.clone().unchecked_into(), content);
        self.open.replace(Some(Mounted {
            owner,
            _content: Box::new(content),
        }));
        let _ = self.element.show_modal();
    }

    /// Closes the dialog, and disposes of its content.
    pub(super) fn close(&self) {
        self.element.close();
        if let Some(open) = self.open.take() {
            open.owner.cleanup();
        }
    }
}
