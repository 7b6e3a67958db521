//! How a person can use a brand or an initiative, in three fixed lines, with links to the institution that can be asked and to the service that
//! carries it out.
//!
//! What the documents do not print is said at once, instead of in the notes at the end of a page. Addresses and telephone numbers do not stand here: the
//! page of an institution is their place.

use super::{Citations, content_text};
use crate::catalogue::Passage;
use crate::messages::tr;
use crate::models::{Guide, service_anchor};
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
    let lines = [&guide.who, &guide.what, &guide.how];
    // Where a service says more than the documents, three lines without a word would only be in the way.
    let has_lines = guide.service.is_none() || lines.iter().any(|line| line.is_some());
    let service = guide.service.map(|service| {
        let page = Route::Institution(service.institution).href();
        let href = format!("{page}#{}", service_anchor(&service.id));
        view! { <p class="guide__ask">{tr!("去哪里办、什么时候办，请看：")}<a href=href>{content_text(&service.name)}</a></p> }
            .into_any()
    });
    let ask = guide.ask.map(|institution| {
        let href = Route::Institution(institution.id).href();
        view! { <p class="guide__ask">{tr!("想问清楚，可以找：")}<a href=href>{content_text(&institution.name)}</a></p> }
            .into_any()
    });
    let lines = has_lines.then(|| {
        view! {
            <dl>
                <div class="guide__line"><dt>{tr!("给谁")}</dt><dd>{printed(guide.who)}</dd></div>
                <div class="guide__line"><dt>{tr!("能得到什么")}</dt><dd>{printed(guide.what)}</dd></div>
                <div class="guide__line"><dt>{tr!("怎么找")}</dt><dd>{printed(guide.how)}{ask}</dd></div>
            </dl>
        }
        .into_any()
    });
    view! {
        <section class="guide" aria-labelledby="guide">
            <h2 id="guide" class="guide__heading">{tr!("怎么用")}</h2>
            {lines}
            {service}
        </section>
    }
    .into_any()
}
