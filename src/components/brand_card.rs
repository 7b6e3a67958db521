//! A brand in a list: the card.
//!
//! Shows emblem, name, owner, one line, kind and honour, and those initiatives that match on their own. A [`Marker`] marks what a query found.

use super::{content_text, emblem, marked};
use crate::catalogue::{Kind, Slug};
use crate::messages::tr;
use crate::models::{CardEntry, CardModel, CardSnippet};
use crate::route::Route;
use crate::search::Marker;
use leptos::prelude::*;

/// A card.
pub fn brand_card(card: &CardModel, marker: Option<&Marker>) -> AnyView {
    let route = Route::Brand(card.id.clone());
    let entries: Vec<AnyView> = (card.entries.iter())
        .map(|entry| entry_link(&card.id, entry, marker))
        .collect();
    view! {
        <li class=if card.kind == Kind::System { "brand-card brand-card--system" } else { "brand-card" }>
            {emblem(card.kind, &card.emblem, &card.owner)}
            <div class="brand-card__body">
                <h3 class="brand-card__name"><a href=route.href()>{marked(&card.name, true, marker)}</a></h3>
                {card.title.as_deref().map(|title| view! { <p class="brand-card__title">{marked(title, false, marker)}</p> }.into_any())}
                {(card.owner_name != card.name).then(|| view! { <p class="brand-card__owner">{marked(&card.owner_name, true, marker)}</p> }.into_any())}
                <p class="brand-card__summary">{marked(&card.summary, false, marker)}</p>
                {card.snippet.as_ref().map(|snippet| line(snippet, marker))}
                {card.reason.clone().map(|reason| view! { <p class="brand-card__reason">{reason}</p> }.into_any())}
                {card.seat.as_deref().map(|place| view! { <p class="brand-card__reason">{seat(place)}</p> }.into_any())}
                <p class="brand-card__tags">
                    {card.away.then(|| view! { <span class="tag">{tr!("外地")}</span> }.into_any())}
                    <span class="tag">{card.kind.shown()}</span>
                    {card.chosen.as_deref().map(|chosen| view! { <span class="tag tag--honour">{content_text(chosen)}</span> }.into_any())}
                </p>
                {(!entries.is_empty()).then(|| view! {
                    <ul class="brand-card__initiatives">
                        {entries}
                        {(card.more > 0).then(|| view! { <li class="brand-card__more">{tr!("还有 {more} 项", more = card.more)}</li> }.into_any())}
                    </ul>
                }.into_any())}
            </div>
        </li>
    }
    .into_any()
}

/// The small card of a brand that is not what citizens look for first. `with_summary`: whether there is more to say than its name and owner.
pub fn small_card(card: &CardModel, with_summary: bool) -> AnyView {
    let route = Route::Brand(card.id.clone());
    view! {
        <li class="brand-card brand-card--small">
            <div class="brand-card__body">
                <h3 class="brand-card__name"><a href=route.href()>{content_text(&card.name)}</a></h3>
                {(card.owner_name != card.name).then(|| view! { <p class="brand-card__owner">{content_text(&card.owner_name)}</p> }.into_any())}
                {card.away.then(|| view! { <p class="brand-card__tags"><span class="tag">{tr!("外地")}</span></p> }.into_any())}
                {with_summary.then(|| view! { <p class="brand-card__summary">{content_text(&card.summary)}</p> }.into_any())}
            </div>
        </li>
    }
    .into_any()
}

/// The found passage, where the card does not show it otherwise.
fn line(snippet: &CardSnippet, marker: Option<&Marker>) -> AnyView {
    let label = (!snippet.label.is_empty()).then(|| tr!("{label}：", label = snippet.label));
    view! {
        <p class="brand-card__snippet">
            {label}
            <span>{marked(&snippet.text, !snippet.label.is_empty(), marker)}</span>
        </p>
    }
    .into_any()
}

/// The reason that the institution of a brand or an initiative is in a place.
fn seat(place: &str) -> AnyView {
    content_text(&tr!("所属机构在{place}", place = place))
}

fn entry_link(brand: &Slug, entry: &CardEntry, marker: Option<&Marker>) -> AnyView {
    let route = Route::Initiative(brand.clone(), entry.id.clone());
    view! {
        <li>
            <a href=route.href()>{marked(&entry.name, true, marker)}</a>
            <span class="brand-card__line">{marked(&entry.summary, false, marker)}</span>
            {entry.seat.as_deref().map(|place| view! { <span class="brand-card__reason">{seat(place)}</span> }.into_any())}
        </li>
    }
    .into_any()
}
