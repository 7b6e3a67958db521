//! How does a value forget who has read it?
//!
//! Contract: called while a part of the page is drawn that is drawn again and again, and alone reads `source` reactively. The framework keeps an
//! effect that is gone on the list of every source it has read, for as long as that source lives; what lives as long as the page would
//! collect the readers of every visit.

use leptos::prelude::*;
use leptos::reactive::graph::Source;

/// When the part that is being drawn goes, `source` forgets all who read it.
pub fn clear_subscribers_on_cleanup(source: impl Source + Send + Sync + 'static) {
    on_cleanup(move || source.clear_subscribers());
}
