//! The source of a statement, shown in a dialog.
//!
//! [`Sources::open`] moves the entry of the page's source list into a dialog near the citation; the page keeps its scroll position. The dialog has a
//! history entry, so that Back closes it; Esc, its button and a press beside it close it, too, and go back in the history. Afterwards the entry
//! returns to the list and the citation gets the focus. On a lobby's screen, whose history `kiosk.js` manages, there is no history entry.

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
    /// The entry, moved from the list of sources.
    entry: Element,
    /// The next sibling in the list.
    next: Option<Node>,
    list: Node,
    citation: HtmlAnchorElement,
    /// Whether the dialog has a history entry.
    is_pushed: bool,
}

/// The open dialog, and whether the next `popstate` only follows from closing it.
#[derive(Default)]
pub(super) struct Sources {
    open: RefCell<Option<Open>>,
    ignore_next_popstate: Cell<bool>,
}

impl Sources {
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

    /// Handles a `popstate`. Returns true where it only closed the dialog, or followed from closing it.
    pub(super) fn consume_popstate(&self) -> bool {
        let was_ignored = self.ignore_next_popstate.replace(false);
        let was_open = self.open.borrow().is_some();
        if was_open {
            self.closed(false);
        }
        was_ignored || was_open
    }

    /// Moves the entry back and removes the dialog. `by_hand`: not closed by the history, which then has to go back.
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
