//! The needs as links: the first ones visible, the others behind a disclosure.

use super::content_text;
use crate::messages::tr;
use crate::models::Named;
use crate::route::Route;
use leptos::prelude::*;

/// How many needs are visible; the others are behind the disclosure.
const FIRST: usize = 10;

/// All needs as large chips, each a link to its page.
pub fn needs(needs: &[Named]) -> Option<AnyView> {
    let mut chips: Vec<AnyView> = (needs.iter())
        .map(|need| {
            let href = Route::Need(need.id.clone()).href();
            view! { <li><a class="chip" href=href>{content_text(&need.name)}</a></li> }.into_any()
        })
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
