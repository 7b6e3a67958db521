//! How is reading aloud steered?

use leptos::prelude::*;

/// The bar that is there while a page is read: pause, stop, slower, faster. `pace`: how far from slow (0) to fast, of how many.
pub fn reader(paused: RwSignal<bool>, pace: RwSignal<usize>, paces: usize) -> AnyView {
    let end = move |end: usize| (pace.get() == end).then_some("true");
    view! {
        <section class="reader" aria-label="朗读">
            <button class="reader__button" type="button" data-reader="pause">{move || if paused.get() { "继续" } else { "暂停" }}</button>
            <button class="reader__button" type="button" data-reader="stop">"停止"</button>
            <button class="reader__button" type="button" data-reader="slower" data-often="" aria-disabled=move || end(0)>"慢些"</button>
            <button class="reader__button" type="button" data-reader="faster" data-often="" aria-disabled=move || end(paces - 1)>"快些"</button>
        </section>
    }
    .into_any()
}
