//! The gallery's `main` in the browser: filters and list, updated for each answer.
//!
//! The prerendered gallery is adopted unchanged. With the first different answer, components of the filters replace the prerendered ones; from then
//! on each answer patches them. The search form is never replaced, so that text, caret and composition stay. Lists are rendered off-screen
//! ([`super::list_renderer`]): the first batch of an answer is inserted immediately, the rest ([`GalleryView::pending_cards`]) one batch per task, so
//! that keys are handled in between. The choices of closed facets are updated last: while typing they are not visible.

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

/// The gallery, on the screen or kept for the way back.
pub(super) struct GalleryView {
    site: Site,
    pub(super) main: Element,
    /// The answer on the page.
    answer: Answer,
    /// The list of the open gallery.
    open_list: Element,
    list: Element,
    /// The mounted component; `None` where the page was prerendered.
    _page: Option<Mounted>,
    /// Total, chosen values and sort orders, once they have replaced the prerendered ones.
    state: Option<Rendered>,
    /// The facets, likewise.
    facets: Vec<(Facet, Option<Rendered>)>,
    pending: PendingRender,
}

/// Parts of an answer that have not been rendered.
#[derive(Clone, Copy, Default, PartialEq)]
struct PendingRender {
    /// Index of the first card that is not rendered.
    cards: Option<usize>,
    /// Whether the choices of closed facets are out of date.
    choices: bool,
}

impl GalleryView {
    /// The prerendered gallery in this document.
    pub(super) fn adopt(site: &Site, main: Element) -> Option<GalleryView> {
        GalleryView::new(site, main, None)
    }

    /// The open gallery, mounted from its model.
    pub(super) fn mount(site: &Site, file: &dyn PageFile) -> Option<GalleryView> {
        let answer = Answer::new(site, &Query::default());
        let state = PageState {
            gallery: Some(GalleryState {
                site: site.clone(),
                answer,
            }),
            ..PageState::default()
        };
        let (main, mounted) = file.mount("", state)?;
        GalleryView::new(site, main, Some(mounted))
    }

    fn new(site: &Site, main: Element, page: Option<Mounted>) -> Option<GalleryView> {
        let list = main.query_selector("#list").ok()??;
        let facets = offered_facets(site).into_iter();
        Some(GalleryView {
            site: site.clone(),
            main,
            answer: Answer::new(site, &Query::default()),
            open_list: list.clone(),
            list,
            _page: page,
            state: None,
            facets: facets.map(|facet| (facet, None)).collect(),
            pending: PendingRender::default(),
        })
    }

    /// How many cards of the answer have to be loaded before more can be rendered: 0 where only choices are pending, `None` where everything is on
    /// the page.
    pub(super) fn pending_cards(&self) -> Option<usize> {
        (self.pending != PendingRender::default())
            .then_some(self.pending.cards.map_or(0, |from| from + BATCH))
    }

    /// Renders the next batch of cards, or the choices of the closed facets.
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

    /// Updates the facets when one of them is pressed. Returns true where the press has been handled, because the pressed element was replaced.
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
        // Open the element that replaced it.
        if pressed.is_connected() || !matches!(pressed.closest("summary"), Ok(Some(_))) {
            return false;
        }
        if let Some(facet) = page::elements_in(&self.main, "[data-facet]").nth(at) {
            let _ = facet.toggle_attribute("open");
        }
        true
    }

    /// Updates the closed facets, where they are out of date.
    fn update_closed_facets(&mut self) {
        if std::mem::take(&mut self.pending.choices) {
            self.update_facets(|facet| !facet.has_attribute("open"));
        }
    }

    /// Updates the facets for which `is_wanted` holds.
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

    /// Shows the answer to a query whose first batch of cards has been loaded. `renderer`: its list, where that has been rendered already.
    pub(super) fn show(&mut self, query: &Query, renderer: Option<ListRenderer>) {
        let site = &self.site.clone();
        urgent::show(site, &self.main, query.text(), query.chosen(Facet::Need));
        if self.answer.query == *query {
            return;
        }
        let renderer = renderer.filter(|renderer| renderer.is_for(query));
        self.answer = Answer::new(site, query);
        let found = self.answer.results.hits.len();
        if let Ok(Some(gallery)) = self.main.query_selector(".gallery") {
            let narrowed = !query.is_open();
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
        // Open facets are visible: update them now.
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

    /// Closes open facets and removes the `inputmode` that a lobby's touch pad sets: a gallery that is opened again starts fresh.
    pub(super) fn close_all(&self) {
        if let Ok(Some(search_box)) = self.main.query_selector("#q") {
            let _ = search_box.remove_attribute("inputmode");
        }
        for open in page::elements_in(&self.main, ".facet[open]") {
            let _ = open.remove_attribute("open");
        }
    }
}
