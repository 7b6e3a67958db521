//! The source of a statement, shown in place.
//!
//! [`Sources::open`] takes the mark behind a statement and shows the entry of the page's own list of sources in a dialog near the mark; the page
//! stays where it is scrolled. The dialog is an entry of the history, so that Back closes it; Esc, its button and a press beside it close it,
//! too, and go back in the history themselves. Afterwards the entry is in the list again and the mark has the focus. On a screen in a lobby,
//! whose history is kept by `kiosk.js`, there is no such entry.

use super::app_state::AppState;
use super::page;
use crate::messages::tr;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement, HtmlDialogElement, HtmlElement, Node};

/// The dialog while it is open.
struct Open {
    dialog: HtmlDialogElement,
    /// The entry, borrowed from the list of sources.
    entry: Element,
    /// What follows it there.
    next: Option<Node>,
    list: Node,
    citation: HtmlAnchorElement,
    /// Whether it is an entry of the history.
    is_pushed: bool,
}

/// What is open, and whether the next step of the history is only its end.
#[derive(Default)]
pub(super) struct Sources {
    open: RefCell<Option<Open>>,
    ignore_next_popstate: Cell<bool>,
}

impl Sources {
    /// Shows the source that a mark names; false where the page does not list it.
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
        let opened = Open {
            is_pushed: !page::is_kiosk(),
            dialog: dialog.clone(),
            entry: entry.clone(),
            next,
            list,
            citation: mark.clone(),
        };
        if opened.is_pushed {
            app.save_position();
            let key = app.new_entry();
            if let Ok(history) = page::window().history() {
                let _ = history.push_state_with_url(&key, "", None);
            }
        }
        app.sources.open.replace(Some(opened));
        let closing = app.clone();
        page::on(
            &dialog,
            "close",
            Box::new(move |_| closing.sources.closed(true)),
        );
        let pressed = dialog.clone();
        page::on(
            &dialog,
            "click",
            Box::new(move |event| {
                if closes_dialog(&pressed, &event) {
                    pressed.close();
                }
            }),
        );
        let _ = dialog.show_modal();
        page::focus_on(&entry);
        true
    }

    /// The history has gone to another entry: true where that only closed the dialog, or followed from its end.
    pub(super) fn consume_popstate(&self) -> bool {
        let was_ignored = self.ignore_next_popstate.replace(false);
        let was_open = self.open.borrow().is_some();
        if was_open {
            self.closed(false);
        }
        was_ignored || was_open
    }

    /// Puts the entry back. `by_hand`: not by the history, which has to follow.
    fn closed(&self, by_hand: bool) {
        let Some(open) = self.open.take() else {
            return;
        };
        let _ = open.list.insert_before(&open.entry, open.next.as_ref());
        open.dialog.close();
        open.dialog.remove();
        if open.citation.is_connected() {
            page::focus_on(&open.citation);
        }
        if open.is_pushed && by_hand {
            self.ignore_next_popstate.set(true);
            if let Ok(history) = page::window().history() {
                let _ = history.back();
            }
        }
    }
}

/// The dialog, empty but for its list and its button, placed below the mark.
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

/// Whether a press closes the dialog: on its button, or beside it.
fn closes_dialog(dialog: &HtmlDialogElement, event: &Event) -> bool {
    let target = (event.target()).and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target == *dialog.unchecked_ref::<Element>() && !is_within(dialog, event)
            || target.class_name() == "source__close"
    })
}

/// Whether a press on the dialog itself is within its box: on its edge, not on what lies around it.
fn is_within(dialog: &HtmlDialogElement, event: &Event) -> bool {
    let place = dialog.get_bounding_client_rect();
    event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|press| {
        let (x, y) = (f64::from(press.client_x()), f64::from(press.client_y()));
        (place.left()..=place.right()).contains(&x) && (place.top()..=place.bottom()).contains(&y)
    })
}
