//! How is something done later, or let be?
//!
//! A [`Timer`] holds at most one thing to do. Absent on purpose: doing it again and again.

use super::page;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// One thing that is to be done after a pause.
#[derive(Default)]
pub(super) struct Timer(RefCell<Option<Scheduled>>);

/// Kept here, not by the browser: what is let be must not stay in memory.
struct Scheduled {
    handle: i32,
    _act: Closure<dyn FnMut()>,
}

impl Drop for Scheduled {
    fn drop(&mut self) {
        page::window().clear_timeout_with_handle(self.handle);
    }
}

/// Does `act` after a pause, instead of what `timer` was to do.
pub(super) fn later(timer: &Timer, pause_ms: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once(act);
    let handle = page::window().set_timeout_with_callback_and_timeout_and_arguments_0(
        act.as_ref().unchecked_ref(),
        pause_ms,
    );
    timer
        .0
        .replace(handle.ok().map(|handle| Scheduled { handle, _act: act }));
}

/// Lets what waits for `timer` be; false where nothing waited.
pub(super) fn cancel(timer: &Timer) -> bool {
    timer.0.take().is_some()
}
