//! The attract loop of a screen in a lobby: one brand at a time while no visitor is present.
//!
//! It shows the institution's own brands first: one plate that fills the screen, one line, one invitation. Words come from the catalogue, plates are loaded
//! with the slide. The whole screen is one button: a touch ends the loop and does nothing
//! else.

use super::{Plate, clear_subscribers_on_cleanup};
use crate::catalogue::{Card, Slug};
use crate::messages::{content, tr};
use crate::models;
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
    /// The id of its brand.
    pub id: Slug,
    /// The plate of the brand, once it has been loaded.
    pub plate: ArcRwSignal<Option<models::Plate>>,
    hue: u8,
    name: String,
    line: String,
    owner: String,
}

impl Slide {
    /// The slide of a card.
    pub fn new(index: &Index, card: &Card) -> Slide {
        Slide {
            id: card.id.clone(),
            plate: ArcRwSignal::default(),
            hue: models::hue(&card.owner),
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
    let named = heading.clone();
    let picture = move || {
        let at = slide.get();
        let Slide {
            plate,
            hue,
            name,
            line,
            owner,
            ..
        } = slides.read_untracked().get(at)?.clone();
        let owner = (owner != named && owner != name).then_some(owner);
        let picture = view! {
            <span class=format!("attract__slide emblem--{hue}") lang=content()>
                <span class="attract__plate">{move || plate.get().map(|plate| view! { <Plate plate/> })}</span>
                <span class="attract__name">{name}</span>
                <span class="attract__line">{line}</span>
                {owner.map(|owner| view! { <span class="attract__owner">{owner}</span> }.into_any())}
            </span>
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
                {picture}
                <span class="attract__heading">{heading}</span>
                <span class="attract__begin">{tr!("轻触屏幕开始")}</span>
            </span>
        </button>
    }
    .into_any()
}
