//! The gallery's `main` in the browser: its filters and its list, from one answer to the next.
//!
//! The prerendered gallery is adopted as it stands. With the first answer that differs, the components of the filters take the place of the
//! prerendered ones and from then on follow a signal; the search form is never replaced, so that what is typed, the caret and a composition
//! stay. Lists are rendered beside the page ([`super::draft`]) and put into it at once: the first cards of an answer immediately, the
//! others ([`GalleryView::owes`]) a portion at a time, so that the next key is never long in coming.

use super::draft::{Draft, draw_cards};
use super::mounted::{Mounted, replace};
use super::page;
use super::pages::{PageFile, PageState};
use super::urgent;
use crate::components::{Answer, Facets, FilterState};
use crate::pages::GalleryState;
use crate::screen::Site;
use crate::search::{PORTION, Query};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

/// The gallery, on the screen or kept for when the visitor comes back.
pub(super) struct GalleryView {
    site: Site,
    pub(super) main: Element,
    /// What it shows.
    query: Query,
    /// The list of the open gallery.
    open_list: Element,
    list: Element,
    /// The components in its list, for as long as that is shown.
    cards: Vec<Mounted>,
    /// The components of the page, for as long as there is one.
    parts: Vec<Mounted>,
    state: GalleryState,
    /// Whether the components of the filters have taken the place of the prerendered ones.
    has_state: bool,
    has_facets: bool,
    owed: Owed,
}

/// What of an answer is not on the page yet.
#[derive(Clone, Copy, Default, PartialEq)]
struct Owed {
    /// Where the next portion of cards begins.
    cards: Option<usize>,
    /// What can be chosen in the facets that are closed.
    choices: bool,
}

impl GalleryView {
    /// The prerendered gallery in this document.
    pub(super) fn adopt(site: Site, main: Element) -> Option<GalleryView> {
        let state = GalleryState::of(site, &Query::default());
        GalleryView::over(site, main, state, Vec::new())
    }

    /// The open gallery, mounted from its model.
    pub(super) fn mount(site: Site, file: &dyn PageFile) -> Option<GalleryView> {
        let gallery = GalleryState::of(site, &Query::default());
        let state = PageState {
            gallery: Some(gallery),
            ..PageState::default()
        };
        let (main, mounted) = file.mount("", state)?;
        GalleryView::over(site, main, gallery, vec![mounted])
    }

    fn over(
        site: Site,
        main: Element,
        state: GalleryState,
        parts: Vec<Mounted>,
    ) -> Option<GalleryView> {
        let list = main.query_selector("#list").ok()??;
        let is_mounted = !parts.is_empty();
        Some(GalleryView {
            site,
            main,
            query: Query::default(),
            open_list: list.clone(),
            list,
            cards: Vec::new(),
            parts,
            state,
            has_state: is_mounted,
            has_facets: is_mounted,
            owed: Owed::default(),
        })
    }

    /// How many cards of the answer have to be there before more of it can be rendered, none where only choices are owed; nothing where all of it is
    /// on the page.
    pub(super) fn owes(&self) -> Option<usize> {
        (self.owed != Owed::default()).then_some(self.owed.cards.map_or(0, |from| from + PORTION))
    }

    /// Renders the next portion of what is owed.
    pub(super) fn draw_on(&mut self) {
        let Some(from) = self.owed.cards.take() else {
            return self.settle();
        };
        let to = from + PORTION;
        let results = self.site.index.search(&self.query);
        self.owed.cards = (to < results.hits.len()).then_some(to);
        let hits = results.hits.into_iter().skip(from).take(PORTION);
        self.cards.extend(draw_cards(
            self.site,
            &self.list,
            &self.query,
            hits.collect(),
        ));
    }

    /// Brings the facets up to date when one is pressed. True where the press has been carried out, because the pressed element was replaced.
    pub(super) fn pressed(&mut self, target: Option<EventTarget>) -> bool {
        let pressed = target.and_then(|target| target.dyn_into::<Element>().ok());
        let facet = pressed
            .as_ref()
            .and_then(|it| it.closest("[data-facet]").ok()?);
        let (Some(pressed), Some(facet), true) = (pressed, facet, self.owed.choices) else {
            return false;
        };
        let was_there = self.has_facets;
        let at = page::elements_in(&self.main, "[data-facet]").position(|other| other == facet);
        self.settle();
        if was_there || !matches!(pressed.closest("summary"), Ok(Some(_))) {
            return false;
        }
        let facets = page::elements_in(&self.main, "[data-facet]");
        if let Some(facet) = at.and_then(|at| facets.into_iter().nth(at)) {
            let _ = facet.toggle_attribute("open");
        }
        true
    }

    /// Lets the closed facets follow the answer.
    fn settle(&mut self) {
        if !std::mem::take(&mut self.owed.choices) {
            return;
        }
        let GalleryState {
            site,
            answer,
            settled,
        } = self.state;
        settled.set(answer.get_untracked());
        if !self.has_facets
            && let Ok(Some(facets)) = self.main.query_selector(".filters__facets")
        {
            self.has_facets = true;
            let facets = replace(&facets, move || {
                view! { <Facets site answer settled/> }.into_any()
            });
            self.parts.extend(facets);
        }
    }

    /// Shows the answer to a query, of which the first portion of cards has been loaded. `draft`: its list, where it has been rendered already.
    pub(super) fn show(&mut self, query: &Query, draft: Option<Draft>) {
        let site = self.site;
        urgent::show(site, &self.main, query.text());
        if self.query == *query {
            return;
        }
        let draft = draft.filter(|draft| draft.is_of(query));
        let answer = Answer::of(site, query);
        let (found, narrowed) = (
            answer.results.hits.len(),
            !query.is_open() && !answer.results.hits.is_empty(),
        );
        if let Ok(Some(gallery)) = self.main.query_selector(".gallery") {
            let _ = (gallery.class_list()).toggle_with_force("gallery--narrowed", narrowed);
        }
        self.state.answer.set(answer);
        self.owed = Owed {
            cards: None,
            choices: true,
        };
        if !self.has_state
            && let Ok(Some(state)) = self.main.query_selector(".filters__state")
        {
            self.has_state = true;
            let answer = self.state.answer;
            let state = replace(&state, move || {
                view! { <FilterState site answer/> }.into_any()
            });
            self.parts.extend(state);
        }
        // An open facet is looked at.
        if !self.has_facets && matches!(self.main.query_selector("[data-facet][open]"), Ok(Some(_)))
        {
            self.settle();
        }
        let draft = draft.or_else(|| Draft::of(site, query));
        let is_open = draft.is_none();
        let (next, cards) = match draft {
            Some(mut draft) => {
                while draft.draw_on(site) {}
                draft.done()
            }
            None => (self.open_list.clone(), Vec::new()),
        };
        let _ = self.list.replace_with_with_node_1(&next);
        self.list = next;
        self.cards = cards;
        if !is_open && found > PORTION {
            self.owed.cards = Some(PORTION);
        }
        self.query = query.clone();
    }

    /// Closes what has been opened: a gallery that is opened anew is as it was at first.
    pub(super) fn close_all(&self) {
        for open in page::elements_in(&self.main, "details[open]") {
            let _ = open.remove_attribute("open");
        }
    }
}
