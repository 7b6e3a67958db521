//! The on-screen keyboard of a lobby's screen.
//!
//! Twenty-six keys in phone layout, the candidate words, delete and clear. Keys that continue no word are disabled.

use super::clear_subscribers_on_cleanup;
use crate::kiosk::pad::Pad;
use crate::messages::tr;
use leptos::prelude::*;

/// The keys by row.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The most candidates that are shown.
const MOST: usize = 8;

/// The keyboard. `typed`: the letters that are not part of a word yet.
pub fn touch_pad(pad: RwSignal<Pad>, typed: RwSignal<String>) -> AnyView {
    clear_subscribers_on_cleanup(pad);
    clear_subscribers_on_cleanup(typed);
    let key = move |letter: char| {
        let is_disabled = Memo::new(move |_| !pad.read().is_live(&typed.read(), letter));
        view! {
            <button class="touch-pad__key" type="button" data-do="key" data-key=letter.to_string() data-often="" aria-disabled=move || is_disabled.get().then_some("true")>
                {letter.to_ascii_uppercase().to_string()}
            </button>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = ROWS
        .iter()
        .map(|row| {
            let keys: Vec<AnyView> = row.chars().map(key).collect();
            view! { <div class="touch-pad__row">{keys}</div> }.into_any()
        })
        .collect();
    let words = move || {
        let pad = pad.read();
        let words: Vec<AnyView> = pad
            .candidates(&typed.read(), MOST)
            .into_iter()
            .map(|word| view! { <li><button class="touch-pad__word" type="button" data-do="word">{word.to_owned()}</button></li> }.into_any())
            .collect();
        words
    };
    view! {
        <section class="touch-pad" aria-label=tr!("触屏输入")>
            <p class="touch-pad__hint" aria-live="polite">
                {move || match typed.read().as_str() {
                    "" => tr!("点拼音或首字母，如“急救”点 J J，再点要找的词。").to_owned(),
                    letters => letters.to_uppercase(),
                }}
            </p>
            <ul class="touch-pad__words">{words}</ul>
            {rows}
            <div class="touch-pad__row">
                <button class="touch-pad__wide" type="button" data-do="delete" data-often="">{tr!("删除")}</button>
                <button class="touch-pad__wide" type="button" data-do="clear">{tr!("清空")}</button>
                <button class="touch-pad__wide" type="button" data-do="search">{tr!("搜索")}</button>
                <button class="touch-pad__wide" type="button" data-do="close-pad">{tr!("收起")}</button>
            </div>
        </section>
    }
    .into_any()
}
