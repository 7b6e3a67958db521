//! With what is a list or a tree looked through?
//!
//! A form that a page which only tells hands to the program: it names the list, and its fields say what of each item they hold to. Without a
//! program it is not seen.

use crate::messages::tr;
use leptos::prelude::*;

/// The form for the list with the id `list`: what does not hold is hidden; with `light`, what holds is lit, and nothing hidden.
/// Where `light` is the id of a picture of the same things, they are lit there too.
pub fn sieve(list: &'static str, light: Option<&'static str>, fields: AnyView) -> AnyView {
    view! {
        <form class="sieve" data-sieve=list data-sieve-how=light.map(|_| "light") data-sieve-too=light>
            {fields}
            <output class="sieve__total"></output>
        </form>
    }
    .into_any()
}

/// A field that holds to words.
pub fn sieve_words(label: &'static str) -> AnyView {
    view! { <label class="sieve__field"><span class="sieve__word">{label}</span><input class="sieve__input" name="words" type="search" autocomplete="off"/></label> }.into_any()
}

/// A field that holds to one of some values: the first stands for all.
pub fn sieve_choice(
    label: &'static str,
    name: &'static str,
    all: &'static str,
    values: Vec<(String, String)>,
) -> AnyView {
    let options: Vec<AnyView> = values
        .into_iter()
        .map(|(value, word)| view! { <option value=value>{word}</option> }.into_any())
        .collect();
    view! { <label class="sieve__field"><span class="sieve__word">{label}</span><select class="sieve__input" name=name><option value="">{all}</option>{options}</select></label> }.into_any()
}

/// Buttons that open a tree down to a level.
/// In the picture with the id `picture`, too.
pub fn sieve_levels(
    tree: &'static str,
    picture: &'static str,
    levels: &[(&'static str, u8)],
) -> AnyView {
    let buttons: Vec<AnyView> = levels
        .iter()
        .map(|(word, level)| view! { <button class="sieve__button" type="button" data-fold=tree data-fold-too=picture data-level=level.to_string()>{*word}</button> }.into_any())
        .collect();
    view! { <div class="sieve__levels" role="group" aria-label=tr!("展开到")>{buttons}</div> }
        .into_any()
}
