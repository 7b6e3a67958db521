//! How a person can use a brand or an initiative, in three fixed lines, with a link to the institution that can be asked.
//!
//! What the documents do not print is said at once, instead of in the notes at the end of a page. Addresses and telephone numbers do not stand here: the
//! page of an institution is their place.

use super::{Citations, content_text};
use crate::catalogue::Passage;
use crate::messages::tr;
use crate::models::Guide;
use crate::route::Route;
use leptos::prelude::*;

/// The three lines.
pub fn guide(cites: &Citations, guide: Guide) -> AnyView {
    let printed = |passage: Option<Passage>| match passage {
        Some(passage) => {
            view! { {content_text(&passage.text)}{cites.cite(&passage.sources)} }.into_any()
        }
        None => view! { <span class="guide__open">{tr!("材料没写。")}</span> }.into_any(),
    };
    let ask = guide.ask.map(|institution| {
        let href = Route::Institution(institution.id).href();
        view! { <p class="guide__ask">{tr!("想问清楚，可以找：")}<a href=href>{content_text(&institution.name)}</a></p> }
            .into_any()
    });
    view! {
        <section class="guide" aria-labelledby="guide">
            <h2 id="guide" class="guide__heading">{tr!("怎么用")}</h2>
            <dl>
                <div class="guide__line"><dt>{tr!("给谁")}</dt><dd>{printed(guide.who)}</dd></div>
                <div class="guide__line"><dt>{tr!("能得到什么")}</dt><dd>{printed(guide.what)}</dd></div>
                <div class="guide__line"><dt>{tr!("怎么找")}</dt><dd>{printed(guide.how)}{ask}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}
