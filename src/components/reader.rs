//! The control bar of reading aloud.

use super::clear_subscribers_on_cleanup;
use crate::messages::tr;
use crate::speech::{SPEEDS, louder, softer};
use leptos::prelude::*;

/// The bar: pause, stop, slower, faster; on a lobby's screen softer and louder, too. `pace`: speed step from 0 (slow); `volume`: in hundredths;
/// `trouble`: why nothing is heard, empty while speech works.
pub fn reader(
    paused: RwSignal<bool>,
    pace: RwSignal<usize>,
    volume: RwSignal<u8>,
    trouble: RwSignal<String>,
) -> AnyView {
    clear_subscribers_on_cleanup(trouble);
    clear_subscribers_on_cleanup(paused);
    clear_subscribers_on_cleanup(pace);
    clear_subscribers_on_cleanup(volume);
    let end = |of: RwSignal<usize>, end: usize| move || (of.get() == end).then_some("true");
    let most = |step: fn(u8) -> u8| move || (step(volume.get()) == volume.get()).then_some("true");
    view! {
        <section class="reader" aria-label=tr!("朗读")>
            <p class="reader__trouble" role="alert">{trouble}</p>
            <button class="reader__button" type="button" data-reader="pause">{move || if paused.get() { tr!("继续") } else { tr!("暂停") }}</button>
            <button class="reader__button" type="button" data-reader="stop">{tr!("停止")}</button>
            <button class="reader__button" type="button" data-reader="slower" data-often="" aria-disabled=end(pace, 0)>{tr!("慢些")}</button>
            <button class="reader__button" type="button" data-reader="faster" data-often="" aria-disabled=end(pace, SPEEDS.len() - 1)>{tr!("快些")}</button>
            <button class="reader__button reader__button--volume" type="button" data-reader="softer" data-often="" aria-disabled=most(softer)>{tr!("小声")}</button>
            <button class="reader__button reader__button--volume" type="button" data-reader="louder" data-often="" aria-disabled=most(louder)>{tr!("大声")}</button>
        </section>
    }
    .into_any()
}
