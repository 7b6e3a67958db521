//! Waiting for the event loop, the next frame, idle input and the end of a composition.
//!
//! Long work awaits these between its steps, so that keys and presses are handled and painted in time. Delayed calls are in [`super::timer`].

use super::page;
use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// How long to wait for a frame, in milliseconds: a hidden page gets none.
const FRAME_TIMEOUT_MS: i32 = 250;

/// A device that needs longer than this for a frame is slow, in milliseconds.
const SLOW_MS: f64 = 80.0;

/// Input is idle after this time without a key, in milliseconds.
const IDLE_MS: i32 = 200;

/// Yields to the event loop.
pub(super) async fn yield_now() {
    sleep(0).await;
}

/// Waits for so many milliseconds.
async fn sleep(ms: i32) {
    let moment = Promise::new(&mut |done, _| {
        let _ = page::window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
    });
    let _ = JsFuture::from(moment).await;
}

/// The time since the document was opened, in milliseconds.
pub(crate) fn now() -> f64 {
    page::window()
        .performance()
        .map_or(0.0, |clock| clock.now())
}

/// Resolves after the next frame has been painted, at the latest after [`FRAME_TIMEOUT_MS`].
pub(super) fn next_frame() -> JsFuture {
    let mut frame = |done: Function, _| {
        let window = page::window();
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, FRAME_TIMEOUT_MS);
        let after = Closure::once_into_js(move || {
            let _ = page::window().set_timeout_with_callback(&done);
        });
        let _ = window.request_animation_frame(after.unchecked_ref());
    };
    JsFuture::from(Promise::new(&mut frame))
}

/// Resolves when typed text has been painted. On a slow device it also waits until typing pauses: rendering the answer would delay the next key.
pub(super) async fn input_idle() {
    loop {
        let began = now();
        let _ = next_frame().await;
        let typed = page::search_box().map(|input| input.value());
        if now() - began < SLOW_MS {
            return;
        }
        sleep(IDLE_MS).await;
        if page::search_box().map(|input| input.value()) == typed {
            return;
        }
    }
}

/// Waits for the end of an input method's composition, as `boot.js` reports it: engines do not always report it themselves.
pub(crate) async fn composition_end() {
    let composing = || {
        page::document()
            .document_element()
            .is_some_and(|root| root.has_attribute("data-composing"))
    };
    while composing() {
        let mut end = |done: Function, _: Function| {
            let _ = page::window().add_event_listener_with_callback("composed", &done);
        };
        let _ = JsFuture::from(Promise::new(&mut end)).await;
    }
}
