//! How is the list of an answer drawn without anybody waiting for it?
//!
//! A [`Draft`] stands beside the page and is drawn in strokes of two cards; between them keys are heard, and a draft that is overtaken is dropped and never
//! seen. What is done is put into the page at once: the browser lays it out a single time. Which answer is wanted, and when it is shown, is absent on
//! purpose; that is [`super::history`]'s and [`super::stage`]'s.

use super::mounted::{Mounted, mount};
use super::page;
use crate::pages::{gallery_cards, gallery_list};
use crate::screen::Site;
use crate::search::{Hit, PORTION, Query};
use leptos::prelude::*;
use web_sys::Element;

/// How many cards of a list are drawn at once.
const STROKE: usize = 2;

/// An answer's list that is being drawn beside the page, a little at a time, so that the next key is heard in between.
pub(super) struct Draft {
    query: Query,
    list: Element,
    drawn: Vec<Mounted>,
    /// How many cards it has, of the first portion.
    cards: usize,
}

impl Draft {
    /// Begins the list of what a query finds; nothing where that is the open gallery, whose list is as the desk wrote it.
    pub(super) fn of(site: Site, query: &Query) -> Option<Draft> {
        // Blanks ask for nothing.
        if query.text().trim().is_empty() && query.with_text("") == Query::default() {
            return None;
        }
        let list = page::create("div")?;
        list.set_id("list");
        let (asked, results) = (query.clone(), site.index.search(query));
        let drawn = mount(&list, move || gallery_list(site, &asked, &results, 0));
        Some(Draft {
            query: query.clone(),
            list,
            drawn: drawn.into_iter().collect(),
            cards: 0,
        })
    }

    pub(super) fn is_of(&self, query: &Query) -> bool {
        self.query == *query
    }

    /// The list, and what keeps what is drawn in it.
    pub(super) fn done(self) -> (Element, Vec<Mounted>) {
        (self.list, self.drawn)
    }

    /// Draws a little more; false where all is drawn that is shown at once.
    pub(super) fn draw_on(&mut self, site: Site) -> bool {
        let to = (self.cards + STROKE).min(PORTION);
        let found = site.index.search(&self.query).hits;
        let hits: Vec<Hit> = found.into_iter().take(to).skip(self.cards).collect();
        self.cards = to;
        if hits.is_empty() {
            return false;
        }
        self.drawn
            .extend(draw_cards(site, &self.list, &self.query, hits));
        to < PORTION
    }
}

/// Draws further cards into a list.
pub(super) fn draw_cards(
    site: Site,
    list: &Element,
    query: &Query,
    hits: Vec<Hit>,
) -> Option<Mounted> {
    let cards = list.query_selector(".cards").ok()??;
    let query = query.clone();
    mount(&cards, move || {
        gallery_cards(site, &query, hits.iter()).into_any()
    })
}
