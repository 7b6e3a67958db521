//! The list of an answer, rendered beside the page in small steps.
//!
//! A [`ListRenderer`] renders two cards a step; between steps keys are heard, and a renderer that is superseded is dropped unseen. The finished list is put
//! into the page at once, so that the browser lays it out a single time. Nothing in a list changes once it is rendered.

use super::mounted::Rendered;
use super::page;
use crate::pages::{gallery_cards, gallery_list};
use crate::screen::Site;
use crate::search::{BATCH, Hit, Query};
use leptos::prelude::*;
use web_sys::Element;

/// How many cards of a list are rendered at once.
const CARDS_PER_TASK: usize = 2;

/// An answer's list that is being drawn beside the page, a little at a time, so that the next key is heard in between.
pub(super) struct ListRenderer {
    query: Query,
    list: Element,
    /// How many cards it has, of the first portion.
    cards: usize,
}

impl ListRenderer {
    /// Begins the list of what a query finds; nothing where that is the open gallery, whose list is there already.
    pub(super) fn new(site: &Site, query: &Query) -> Option<ListRenderer> {
        // Blanks ask for nothing.
        if query.text().trim().is_empty() && query.with_text("") == Query::default() {
            return None;
        }
        let list = page::create("div")?;
        list.set_id("list");
        let results = site.index.search(query);
        Rendered::into(&list, gallery_list(site, query, &results, 0));
        Some(ListRenderer {
            query: query.clone(),
            list,
            cards: 0,
        })
    }

    pub(super) fn is_for(&self, query: &Query) -> bool {
        self.query == *query
    }

    /// The list.
    pub(super) fn into_list(self) -> Element {
        self.list
    }

    /// Draws a little more; false where all is drawn that is shown at once.
    pub(super) fn render_next(&mut self, site: &Site) -> bool {
        let to = (self.cards + CARDS_PER_TASK).min(BATCH);
        let found = site.index.search(&self.query).hits;
        let hits: Vec<Hit> = found.into_iter().take(to).skip(self.cards).collect();
        self.cards = to;
        if hits.is_empty() {
            return false;
        }
        append_cards(site, &self.list, &self.query, &hits);
        to < BATCH
    }
}

/// Renders further cards into a list.
pub(super) fn append_cards(site: &Site, list: &Element, query: &Query, hits: &[Hit]) {
    if let Ok(Some(cards)) = list.query_selector(".cards") {
        let view = gallery_cards(site, query, hits.iter()).into_any();
        Rendered::into(&cards, view);
    }
}
