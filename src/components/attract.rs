//! What does a screen in a lobby show while nobody is there?
//!
//! One brand at a time, this house's own first, from the catalogue alone. The whole is one button: a touch enters and does nothing else.

use super::{clear_subscribers_on_cleanup, emblem_large};
use crate::catalogue::Card;
use crate::messages::{content, tr};
use crate::models::Emblem;
use crate::search::{Facet, Index};
use leptos::prelude::*;

/// The farthest that the picture is moved against burning in, in pixels: two a minute, there and back.
const FARTHEST: u64 = 24;

/// How far the picture is moved in a minute of the device's life, in pixels.
pub fn shift(minute: u64) -> u64 {
    let at = (2 * minute) % (2 * FARTHEST);
    at.min(2 * FARTHEST - at)
}

/// What the loop shows of a brand.
#[derive(Clone, Debug)]
pub struct Slide {
    emblem: Emblem,
    name: String,
    line: String,
    owner: String,
}

impl Slide {
    /// That of a card.
    pub fn of(index: &Index, card: &Card) -> Slide {
        Slide {
            emblem: Emblem::of_card(card),
            name: card.name.clone(),
            line: card.slogan.as_ref().unwrap_or(&card.summary).clone(),
            owner: index.word(Facet::Institution, &card.owner).to_owned(),
        }
    }
}

/// The loop. `slide` is a place in `slides`, `minute` counts up for ever.
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
