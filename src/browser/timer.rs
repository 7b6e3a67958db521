//! Delayed calls that can be cancelled.
//!
//! A [`Timer`] holds at most one call; a new one replaces it. There are no repeated calls.

use super::page;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// At most one delayed call.
#[derive(Default)]
pub(super) struct Timer(RefCell<Option<Scheduled>>);

/// Owns its closure, so that a cancelled call frees its memory.
struct Scheduled {
    handle: i32,
    _act: Closure<dyn FnMut()>,
}

impl Drop for Scheduled {
    fn drop(&mut self) {
        page::window().clear_timeout_with_handle(self.handle);
    }
}

/// Calls `act` after a pause, instead of the call that `timer` held.
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

/// Cancels the call. Returns false where there was none.
pub(super) fn cancel(timer: &Timer) -> bool {
    timer.0.take().is_some()
}
