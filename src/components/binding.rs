//! Attributes of many elements, bound to flags.
//!
//! One effect for all of them: of a thousand elements only those are touched whose flag has changed, and none has a signal of its own.

use leptos::prelude::*;
use leptos::tachys::renderer::types::Element;

/// Applies each flag to the element at its place whenever it changes. `find` is called once, when the elements are built; `initial` are the flags
/// with which they were rendered, false where there are fewer.
pub(super) fn bind_flags(
    find: impl Fn() -> Vec<Option<Element>> + 'static,
    initial: Vec<bool>,
    flags: impl Fn() -> Vec<bool> + 'static,
    apply: fn(&Element, bool),
) {
    Effect::new(move |before: Option<(Vec<Option<Element>>, Vec<bool>)>| {
        let now = flags();
        let (elements, before) = before.unwrap_or_else(|| (find(), initial.clone()));
        for (at, (element, flag)) in elements.iter().zip(&now).enumerate() {
            let was = before.get(at).copied().unwrap_or(false);
            if let (Some(element), true) = (element, was != *flag) {
                apply(element, *flag);
            }
        }
        (elements, now)
    });
}
