//! What a query means that finds little as it stands: needs, brands and initiatives that are near in meaning, or else the closest names.
//!
//! In the browser it belongs to the chunk of the pages: `browser/meant.rs` adds it to the list of an answer.

use crate::components::{brand_card, content_text, suggestion_href};
use crate::messages::tr;
use crate::models::CardModel;
use crate::route::Route;
use crate::screen::Site;
use crate::search::{Hit, Query};
use leptos::prelude::*;

/// The section; `None` if the query is not understood.
pub fn meant(site: &Site, query: &Query) -> Option<AnyView> {
    let meant = site.index.meant(query);
    if meant.is_empty() {
        return None;
    }
    let found = site.index.search(query).total;
    let words = query.text().trim();
    let card = |hit: &Hit, reason: Option<String>| {
        let card = CardModel::of(&site.index, hit)?;
        let reason = reason.or(card.reason);
        Some(brand_card(&CardModel { reason, ..card }, None))
    };
    let (heading, note, cards) = if meant.targets.is_empty() {
        let cards = meant.partly.iter().filter_map(|(hit, held)| {
            let held = held.join(tr!("、"));
            card(hit, Some(tr!("写到：{words}", words = held)))
        });
        let heading = view! { {tr!("写到其中几个词的品牌")} }.into_any();
        let note = tr!(
            "没有一个品牌同时写到“{words}”。下面的品牌写到其中的一大半。",
            words = words
        );
        (heading, note, cards.collect::<Vec<AnyView>>())
    } else {
        let links = meant.targets.iter().enumerate().map(|(at, target)| {
            let between = (at > 0).then(|| tr!("、"));
            let href = suggestion_href(target);
            view! { {between}<a href=href>{content_text(&target.words)}</a> }.into_any()
        });
        let links: Vec<AnyView> = links.collect();
        let heading = view! { {tr!("您说的可能是：")}{links} }.into_any();
        let note = match found {
            0 => tr!("没有找到“{words}”的原话。下面的意思相近。", words = words),
            _ => tr!("下面的意思相近，不含“{words}”的原话。", words = words),
        };
        let cards = meant.brands.iter().filter_map(|hit| card(hit, None));
        (heading, note, cards.collect())
    };
    let narrowed = meant.narrowed.map(|it| {
        let [place, need] = &it.words;
        let words = tr!("按“{place}”和“{need}”筛选", place = place, need = need);
        let href = Route::Gallery(it.query).href();
        view! { <p><a class="more__link" href=href>{words}</a></p> }.into_any()
    });
    Some(
        view! {
            <section id="meant" class="gallery__group">
                <h2 class="gallery__guess">{heading}</h2>
                <p class="more__note">{note}</p>
                {narrowed}
                {(!cards.is_empty()).then(|| view! { <ol class="cards">{cards}</ol> }.into_any())}
            </section>
        }
        .into_any(),
    )
}

/// The most names that are listed.
const MOST_NAMES: usize = 3;

/// The brands whose names are closest to a query that finds nothing; `None` where there are none, or something is found.
pub fn near_names(site: &Site, query: &Query) -> Option<AnyView> {
    if site.index.search(query).total > 0 {
        return None;
    }
    let near = site.index.nearest(query.text(), MOST_NAMES).into_iter();
    let near: Vec<AnyView> = near
        .filter_map(|at| {
            let card = site.index.card(at)?;
            let owner = site.index.owner(at).to_owned();
            let href = Route::Brand(card.id.clone()).href();
            let name = card.name.clone();
            Some(view! { <li><a href=href>{name}</a>{tr!("，")}{owner}</li> }.into_any())
        })
        .collect();
    if near.is_empty() {
        return None;
    }
    let list = view! {
        <section id="near-names" class="nothing">
            <h3>{tr!("也许您想找")}</h3>
            <ul class="nothing__list">{near}</ul>
        </section>
    };
    Some(list.into_any())
}
