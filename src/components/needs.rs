//! The needs as links in the words of a person: the first ones visible, the others behind a disclosure.

use super::content_text;
use crate::messages::tr;
use crate::models::NeedLink;
use crate::route::Route;
use leptos::prelude::*;

/// How many needs are visible; the others are behind the disclosure.
const FIRST: usize = 6;

/// All needs, each a link to its page, with the institution that is named first there.
pub fn needs(needs: &[NeedLink]) -> Option<AnyView> {
    let mut links: Vec<AnyView> = needs.iter().map(need_link).collect();
    if links.is_empty() {
        return None;
    }
    let more = links.split_off(links.len().min(FIRST));
    let total = more.len();
    let needs = view! {
        <nav class="needs" aria-labelledby="needs">
            <h2 id="needs" class="needs__heading">{tr!("您遇到什么事？")}</h2>
            <ul>{links}</ul>
            {(total > 0).then(|| view! {
                <details>
                    <summary class="needs__summary">{tr!("还有 {total} 件事", total = total)}</summary>
                    <ul>{more}</ul>
                </details>
            }.into_any())}
        </nav>
    };
    Some(needs.into_any())
}

fn need_link(need: &NeedLink) -> AnyView {
    let href = Route::Need(need.id.clone()).href();
    let at = need
        .at
        .as_deref()
        .map(|at| view! { <span class="needs__at">{content_text(at)}</span> }.into_any());
    view! { <li><a class="needs__link" href=href><span>{content_text(&need.words)}</span>{at}</a></li> }.into_any()
}
