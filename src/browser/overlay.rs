//! What lies over the page and is closed by Back: the source of a statement, the filters on a phone.
//!
//! An overlay has a history entry, so that Back closes it; closing it in another way goes back in the history. A view that is chosen in an overlay takes
//! its entry over. On a lobby's screen, whose history `kiosk.js` manages, there is no entry.

use super::app_state::AppState;
use super::page;
use std::cell::{Cell, RefCell};

/// The open overlay.
#[derive(Default)]
pub(super) struct Overlay {
    /// Closes it.
    close: RefCell<Option<Box<dyn FnOnce()>>>,
    /// Whether the current history entry is its own.
    has_entry: Cell<bool>,
    ignore_next_popstate: Cell<bool>,
}

impl Overlay {
    /// Gives an overlay that is being opened its history entry, or that of the one in whose place it opens. `close` closes it.
    pub(super) fn open(app: &AppState, close: Box<dyn FnOnce()>) {
        if app.overlay.close.replace(Some(close)).is_some() {
            return;
        }
        let has_entry = !page::is_kiosk();
        if has_entry {
            app.save_position();
            let key = app.new_entry();
            if let Ok(history) = page::window().history() {
                let _ = history.push_state_with_url(&key, "", None);
            }
        }
        app.overlay.has_entry.set(has_entry);
    }

    /// Closes it, otherwise than by Back.
    pub(super) fn close(&self) {
        let close = self.close.take();
        let Some(close) = close else {
            return;
        };
        close();
        if self.has_entry.get()
            && let Ok(history) = page::window().history()
        {
            self.ignore_next_popstate.set(true);
            let _ = history.back();
        }
    }

    /// Handles a `popstate`. Returns true where it only closed the overlay, or followed from closing it.
    pub(super) fn consume_popstate(&self) -> bool {
        let was_ignored = self.ignore_next_popstate.replace(false);
        let close = self.close.take();
        let was_open = close.map(|close| close()).is_some();
        was_ignored || was_open && self.has_entry.get()
    }

    /// Leaves the history entry to a view, on the same page below the overlay or on another. Returns false where no overlay is open.
    pub(super) fn leave_entry(&self, same_page: bool) -> bool {
        self.has_entry.set(false);
        match same_page {
            true => self.close.borrow().is_some(),
            false => self.close.take().is_some(),
        }
    }
}
