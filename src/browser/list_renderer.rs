//! Incremental renderer for the list of an answer.
//!
//! A [`ListRenderer`] renders off-screen, two cards per task, so that keys are handled in between; a superseded renderer is dropped. The finished
//! list is inserted in one DOM operation, so that the browser lays it out once. A list does not change after it has been rendered.

use super::mounted::Rendered;
use super::page;
use crate::pages::{gallery_cards, gallery_list};
use crate::screen::Site;
use crate::search::{BATCH, Hit, Query};
use leptos::prelude::*;
use web_sys::Element;

/// How many cards are rendered in one task.
const CARDS_PER_TASK: usize = 2;

/// The list of an answer while it is rendered off-screen.
pub(super) struct ListRenderer {
    query: Query,
    list: Element,
    /// How many cards of the first batch have been rendered.
    cards: usize,
}

impl ListRenderer {
    /// Starts the list of a query's results. `None` for the open gallery, whose list exists already.
    pub(super) fn new(site: &Site, query: &Query) -> Option<ListRenderer> {
        // A text of blanks is no query.
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

    /// The rendered list.
    pub(super) fn into_list(self) -> Element {
        self.list
    }

    /// Renders the next cards. Returns false once the first batch is complete.
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

/// Appends cards to a list.
pub(super) fn append_cards(site: &Site, list: &Element, query: &Query, hits: &[Hit]) {
    if let Ok(Some(cards)) = list.query_selector(":scope > .cards") {
        let view = gallery_cards(site, query, hits.iter()).into_any();
        Rendered::into(&cards, view);
    }
}
