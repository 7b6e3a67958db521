//! Clears the subscribers of a long-lived signal when a part of the page goes.
//!
//! Leptos keeps disposed effects in a signal's list of subscribers for as long as the signal lives. A signal that lives as long as the page would
//! collect the effects of every visit. Call this while a part is rendered that is the only reactive reader of `source`.

use leptos::prelude::*;
use leptos::reactive::graph::Source;

/// Clears the subscribers of `source` when the current owner is cleaned up.
pub fn clear_subscribers_on_cleanup(source: impl Source + Send + Sync + 'static) {
    on_cleanup(move || source.clear_subscribers());
}
