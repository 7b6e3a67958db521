//! The gallery's `main` in the browser: its filters and its list, from one answer to the next.
//!
//! The prerendered gallery is adopted as it stands. With the first answer that differs, the components of the filters take the place of the
//! prerendered ones, and are rendered anew over themselves with each answer; the search form is never replaced, so that what is typed, the caret
//! and a composition stay. Lists are rendered beside the page ([`super::list_renderer`]) and put into it at once: the first cards of an answer
//! immediately, the others ([`GalleryView::pending_cards`]) a portion at a time, so that the next key is never long in coming. What closed facets offer
//! is of use to nobody who is still typing: it is owed, too.

use super::list_renderer::{ListRenderer, append_cards};
use super::mounted::{Mounted, Rendered};
use super::page;
use super::pages::{PageFile, PageState};
use super::urgent;
use crate::components::{Answer, facet_view, filter_state, offered_facets};
use crate::pages::GalleryState;
use crate::screen::Site;
use crate::search::{BATCH, Facet, Query};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

/// The gallery, on the screen or kept for when the visitor comes back.
pub(super) struct GalleryView {
    site: Site,
    pub(super) main: Element,
    /// What it shows.
    answer: Answer,
    /// The list of the open gallery.
    open_list: Element,
    list: Element,
    /// The component of the page, where it is no prerendered one.
    _page: Option<Mounted>,
    /// Total, chosen values and orders, once they have taken the place of those that the page began with.
    state: Option<Rendered>,
    /// Each facet, likewise.
    facets: Vec<(Facet, Option<Rendered>)>,
    pending: PendingRender,
}

/// What of an answer is not on the page yet.
#[derive(Clone, Copy, Default, PartialEq)]
struct PendingRender {
    /// Where the next portion of cards begins.
    cards: Option<usize>,
    /// What can be chosen in the facets that are closed.
    choices: bool,
}

impl GalleryView {
    /// The prerendered gallery in this document.
    pub(super) fn adopt(site: &Site, main: Element) -> Option<GalleryView> {
        GalleryView::of(site, main, None)
    }

    /// The open gallery, mounted from its model.
    pub(super) fn mount(site: &Site, file: &dyn PageFile) -> Option<GalleryView> {
        let answer = Answer::of(site, &Query::default());
        let state = PageState {
            gallery: Some(GalleryState {
                site: site.clone(),
                answer,
            }),
            ..PageState::default()
        };
        let (main, mounted) = file.mount("", state)?;
        GalleryView::of(site, main, Some(mounted))
    }

    fn of(site: &Site, main: Element, page: Option<Mounted>) -> Option<GalleryView> {
        let list = main.query_selector("#list").ok()??;
        let facets = offered_facets(site).into_iter();
        Some(GalleryView {
            site: site.clone(),
            main,
            answer: Answer::of(site, &Query::default()),
            open_list: list.clone(),
            list,
            _page: page,
            state: None,
            facets: facets.map(|facet| (facet, None)).collect(),
            pending: PendingRender::default(),
        })
    }

    /// How many cards of the answer have to be there before more of it can be rendered, none where only choices are owed; nothing where all of it is
    /// on the page.
    pub(super) fn pending_cards(&self) -> Option<usize> {
        (self.pending != PendingRender::default())
            .then_some(self.pending.cards.map_or(0, |from| from + BATCH))
    }

    /// Renders the next portion of what is owed.
    pub(super) fn render_next(&mut self) {
        let Some(from) = self.pending.cards.take() else {
            return self.update_closed_facets();
        };
        let to = from + BATCH;
        let hits = &self.answer.results.hits;
        self.pending.cards = (to < hits.len()).then_some(to);
        let hits = &hits[from.min(hits.len())..to.min(hits.len())];
        append_cards(&self.site, &self.list, &self.answer.query, hits);
    }

    /// Brings the facets up to date when one is pressed. True where the press has been carried out, because the pressed element was replaced.
    pub(super) fn pressed(&mut self, target: Option<EventTarget>) -> bool {
        let pressed = target.and_then(|target| target.dyn_into::<Element>().ok());
        let at = pressed.as_ref().and_then(|it| {
            let facet = it.closest("[data-facet]").ok()??;
            page::elements_in(&self.main, "[data-facet]").position(|other| other == facet)
        });
        let (Some(pressed), Some(at), true) = (pressed, at, self.pending.choices) else {
            return false;
        };
        self.update_closed_facets();
        // Its counterpart opens instead.
        if pressed.is_connected() || !matches!(pressed.closest("summary"), Ok(Some(_))) {
            return false;
        }
        if let Some(facet) = page::elements_in(&self.main, "[data-facet]").nth(at) {
            let _ = facet.toggle_attribute("open");
        }
        true
    }

    /// Lets the closed facets follow the answer.
    fn update_closed_facets(&mut self) {
        if std::mem::take(&mut self.pending.choices) {
            self.update_facets(|facet| !facet.has_attribute("open"));
        }
    }

    /// Lets some facets follow the answer.
    fn update_facets(&mut self, is_wanted: impl Fn(&Element) -> bool) {
        let (site, answer) = (&self.site, &self.answer);
        let elements = page::elements_in(&self.main, "[data-facet]");
        for ((facet, rendered), element) in self.facets.iter_mut().zip(elements) {
            if !is_wanted(&element) {
                continue;
            }
            let view = facet_view(site, *facet, answer);
            match rendered {
                Some(rendered) => rendered.update(view),
                None => *rendered = Rendered::over(&element, view),
            }
        }
    }

    /// Shows the answer to a query, of which the first portion of cards has been loaded. `renderer`: its list, where it has been rendered already.
    pub(super) fn show(&mut self, query: &Query, renderer: Option<ListRenderer>) {
        let site = &self.site.clone();
        urgent::show(site, &self.main, query.text());
        if self.answer.query == *query {
            return;
        }
        let renderer = renderer.filter(|renderer| renderer.is_for(query));
        self.answer = Answer::of(site, query);
        let found = self.answer.results.hits.len();
        if let Ok(Some(gallery)) = self.main.query_selector(".gallery") {
            let narrowed = !query.is_open() && found > 0;
            let _ = (gallery.class_list()).toggle_with_force("gallery--narrowed", narrowed);
        }
        let view = filter_state(site, &self.answer);
        match &mut self.state {
            Some(state) => state.update(view),
            None => {
                let state = self.main.query_selector(".filters__state").ok().flatten();
                self.state = state.and_then(|state| Rendered::over(&state, view));
            }
        }
        // An open facet is looked at.
        self.update_facets(|facet| facet.has_attribute("open"));
        let renderer = renderer.or_else(|| ListRenderer::new(site, query));
        let is_open = renderer.is_none();
        let next = match renderer {
            Some(mut renderer) => {
                while renderer.render_next(site) {}
                renderer.into_list()
            }
            None => self.open_list.clone(),
        };
        let _ = self.list.replace_with_with_node_1(&next);
        self.list = next;
        self.pending = PendingRender {
            cards: (!is_open && found > BATCH).then_some(BATCH),
            choices: true,
        };
    }

    /// Closes what has been opened, and takes back what a lobby's keyboard has said of the search box: a gallery that is opened anew is as it was at
    /// first.
    pub(super) fn close_all(&self) {
        if let Ok(Some(search_box)) = self.main.query_selector("#q") {
            let _ = search_box.remove_attribute("inputmode");
        }
        for open in page::elements_in(&self.main, "details[open]") {
            let _ = open.remove_attribute("open");
        }
    }
}
