//! Binds an attribute of many elements to flags with one effect.
//!
//! Only elements whose flag has changed are touched, and none has a signal of its own: there may be thousands.

use leptos::prelude::*;
use leptos::tachys::renderer::types::Element;

/// Applies each flag to the element with the same index whenever it changes. `find` is called once, when the elements have been built; `initial` are
/// the flags with which they were rendered, false where there are fewer.
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
