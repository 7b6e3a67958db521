//! The attract loop of a screen in a lobby: one brand at a time while no visitor is present.
//!
//! It shows the institution's own brands first and needs the catalogue only. The whole screen is one button: a touch ends the loop and does nothing
//! else.

use super::{clear_subscribers_on_cleanup, emblem_large};
use crate::catalogue::Card;
use crate::messages::{content, tr};
use crate::models::Emblem;
use crate::search::{Facet, Index};
use leptos::prelude::*;

/// The largest shift against burn-in, in pixels. The picture moves two pixels a minute, there and back.
const FARTHEST: u64 = 24;

/// The shift in a minute of the device's uptime, in pixels.
pub fn shift(minute: u64) -> u64 {
    let at = (2 * minute) % (2 * FARTHEST);
    at.min(2 * FARTHEST - at)
}

/// A slide of the loop.
#[derive(Clone, Debug)]
pub struct Slide {
    emblem: Emblem,
    name: String,
    line: String,
    owner: String,
}

impl Slide {
    /// The slide of a card.
    pub fn new(index: &Index, card: &Card) -> Slide {
        Slide {
            emblem: Emblem::of_card(card),
            name: card.name.clone(),
            line: card.slogan.as_ref().unwrap_or(&card.summary).clone(),
            owner: index.word(Facet::Institution, &card.owner).to_owned(),
        }
    }
}

/// The loop. `slide` is an index into `slides`; `minute` increases for ever.
pub fn attract(
    heading: String,
    slides: RwSignal<Vec<Slide>>,
    slide: RwSignal<usize>,
    minute: RwSignal<u64>,
) -> AnyView {
    clear_subscribers_on_cleanup(slide);
    clear_subscribers_on_cleanup(minute);
    let picture = move || {
        let at = slide.get();
        let Slide {
            emblem,
            name,
            line,
            owner,
        } = slides.read_untracked().get(at)?.clone();
        let picture = view! {
            {emblem_large(emblem.kind, &emblem.motif, &emblem.owner)}
            <span class="attract__name">{name}</span>
            <span class="attract__line">{line}</span>
            <span class="attract__owner">{owner}</span>
        };
        Some(picture.into_any())
    };
    let moved = move || {
        let by = shift(minute.get());
        format!("translate({by}px, {}px)", FARTHEST - by)
    };
    view! {
        <button class="attract" type="button" data-do="enter">
            <span class="attract__picture" style:transform=moved>
                <span class="attract__heading">{heading}</span>
                <span class="attract__slide" lang=content()>{picture}</span>
                <span class="attract__begin">{tr!("轻触屏幕开始")}</span>
            </span>
        </button>
    }
    .into_any()
}
