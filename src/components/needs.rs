//! The needs of the gallery: how a visitor comes in by what they need.

use crate::messages::tr;
use crate::models::Link;
use leptos::prelude::*;

/// How many needs are seen at once; the rest is a touch away.
const FIRST: usize = 10;

/// All needs as large chips, each a page of its own.
pub fn needs(needs: Vec<Link>) -> Option<AnyView> {
    let mut chips: Vec<AnyView> = (needs.into_iter())
        .map(|need| view! { <li><a class="chip" href=need.href>{need.name}</a></li> }.into_any())
        .collect();
    if chips.is_empty() {
        return None;
    }
    let more = chips.split_off(chips.len().min(FIRST));
    let needs = view! {
        <nav class="needs" aria-labelledby="needs">
            <h2 id="needs" class="needs__heading">{tr!("您需要什么")}</h2>
            <ul class="needs__chips">{chips}</ul>
            {(!more.is_empty()).then(|| view! {
                <details class="needs__more">
                    <summary class="needs__summary">{tr!("更多需求")}</summary>
                    <ul class="needs__chips">{more}</ul>
                </details>
            }.into_any())}
        </nav>
    };
    Some(needs.into_any())
}
