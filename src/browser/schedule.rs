//! When is it time to go on?
//!
//! What a task waits for, so that whoever presses or types is heard, seen and not disturbed: a moment, a frame, a hand at rest, the end of a word. Doing
//! something later, or letting it be, is absent on purpose; that is [`super::timer`]'s.

use super::page;
use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// After how many milliseconds nobody waits for a frame any more.
const FRAME_TIMEOUT_MS: i32 = 250;

/// What takes longer than this to be painted, in milliseconds, is painted by a slow device.
const SLOW_MS: f64 = 80.0;

/// After how many milliseconds without a key a hand rests there.
const IDLE_MS: i32 = 200;

/// Lets whoever waits have the page for a moment.
pub(super) async fn yield_now() {
    sleep(0).await;
}

/// The same, for so many milliseconds.
async fn sleep(ms: i32) {
    let moment = Promise::new(&mut |done, _| {
        let _ = page::window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
    });
    let _ = JsFuture::from(moment).await;
}

/// The time since the page began, in milliseconds.
pub(crate) fn now() -> f64 {
    page::window()
        .performance()
        .map_or(0.0, |clock| clock.now())
}

/// Comes when the next frame has been painted; soon in any case, for a page out of sight has none.
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

/// Comes when what is typed has been painted; where that takes long, only once nothing more is typed: what is drawn for it takes long, too, and the next key
/// would wait.
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

/// Waits for the end of a word that is being composed with an input method. `boot.js` decides when that is: engines do not always report it.
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
