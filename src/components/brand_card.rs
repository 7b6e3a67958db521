//! What does a brand look like in a list?

use super::{emblem, marked};
use crate::catalogue::{Entry, Kind, Level};
use crate::messages::{content, tr};
use crate::route::Route;
use crate::screen::Site;
use crate::search::{Facet, Hit, Marker, Reason, Snippet};
use leptos::prelude::*;

/// How many initiatives a card shows before it says how many more there are.
const INITIATIVES: usize = 4;

/// A card: emblem, name, owner, one line, kind and honour, and the initiatives that match by themselves.
/// Nothing where the card has not come.
pub fn brand_card(site: Site, hit: &Hit, marker: Option<&Marker>) -> Option<AnyView> {
    let card = site.index.card(hit.card)?;
    let owner = site.index.owner(hit.card);
    let route = Route::Brand(card.id.clone());
    let more = hit.entries.len().saturating_sub(INITIATIVES);
    let entries: Vec<AnyView> = hit
        .entries
        .iter()
        .take(INITIATIVES)
        .map(|at| {
            let seat = seat(site, hit, Some(*at));
            entry_link(&card.id, &card.initiatives[*at], marker, seat)
        })
        .collect();
    let seat = seat(site, hit, None).filter(|_| hit.only_seated);
    let view = view! {
        <li class=if card.kind == Kind::System { "brand-card brand-card--system" } else { "brand-card" }>
            {emblem(card.kind, &card.emblem, &card.owner)}
            <div class="brand-card__body">
                <h3 class="brand-card__name" lang=content()><a href=route.href()>{marked(&card.name, true, marker)}</a></h3>
                {card.title.as_deref().map(|title| view! { <p class="brand-card__title" lang=content()>{marked(title, false, marker)}</p> }.into_any())}
                {(owner != card.name).then(|| view! { <p class="brand-card__owner" lang=content()>{marked(owner, true, marker)}</p> }.into_any())}
                <p class="brand-card__summary" lang=content()>{marked(&card.summary, false, marker)}</p>
                {hit.snippet.as_ref().map(|snippet| line(snippet, marker))}
                {reason(hit.reason).map(|reason| view! { <p class="brand-card__reason">{reason}</p> }.into_any())}
                {seat.map(|seat| view! { <p class="brand-card__reason">{seat}</p> }.into_any())}
                <p class="brand-card__tags">
                    <span class="tag">{card.kind.shown()}</span>
                    {card.levels.contains(&Level::Chosen).then(|| view! { <span class="tag tag--honour">{site.index.sign().chosen.clone()}</span> }.into_any())}
                </p>
                {(!entries.is_empty()).then(|| view! {
                    <ul class="brand-card__initiatives">
                        {entries}
                        {(more > 0).then(|| view! { <li class="brand-card__more">{tr!("还有 {more} 项", more = more)}</li> }.into_any())}
                    </ul>
                }.into_any())}
            </div>
        </li>
    };
    Some(view.into_any())
}

/// What was found where the card does not show it otherwise.
fn line(snippet: &Snippet, marker: Option<&Marker>) -> AnyView {
    view! {
        <p class="brand-card__snippet">
            {(!snippet.label.is_empty()).then(|| tr!("{label}：", label = snippet.label))}
            <span lang=content()>{marked(&snippet.text, !snippet.label.is_empty(), marker)}</span>
        </p>
    }
    .into_any()
}

/// Why a card is among the hits that does not hold what was typed.
fn reason(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::Printed => None,
        Reason::Synonym => Some(tr!("意思相近的说法")),
        Reason::Pinyin => Some(tr!("按拼音找到")),
        Reason::Homophone => Some(tr!("读音相同")),
        Reason::NearSound => Some(tr!("读音相近")),
        Reason::Slip => Some(tr!("相差一个字或字母")),
    }
}

/// Why a brand, or one of its initiatives, is listed for a place that no document names for it: its institution is there.
fn seat(site: Site, hit: &Hit, entry: Option<usize>) -> Option<String> {
    let (_, place) = hit.seated.iter().find(|(of, _)| *of == entry)?;
    let place = site.index.word(Facet::Place, place);
    Some(tr!("所属机构在{place}", place = place))
}

fn entry_link(
    brand: &crate::catalogue::Slug,
    entry: &Entry,
    marker: Option<&Marker>,
    seat: Option<String>,
) -> AnyView {
    let route = Route::Initiative(brand.clone(), entry.id.clone());
    view! {
        <li>
            <a href=route.href() lang=content()>{marked(&entry.name, true, marker)}</a>
            <span class="brand-card__line" lang=content()>{marked(&entry.summary, false, marker)}</span>
            {seat.map(|seat| view! { <span class="brand-card__reason">{seat}</span> }.into_any())}
        </li>
    }
    .into_any()
}
