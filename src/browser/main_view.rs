//! The page on the screen, and its replacement by the next.
//!
//! [`MainView::show`] replaces the document's `main`. A page is mounted from its model off-screen and inserted in one operation; the prerendered
//! first page is adopted unchanged. The gallery's `main` is kept while another page is shown, so that going back mounts nothing. Title and scroll
//! position belong to [`super::history`].

use super::gallery_view::GalleryView;
use super::list_renderer::ListRenderer;
use super::mounted::Mounted;
use super::page;
use super::pages::{PageFile, PageState};
use crate::components::FilterState;
use crate::route::Route;
use crate::screen::{Screen, Site};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, intern};
use web_sys::{Element, Event, EventTarget, HtmlInputElement, HtmlSelectElement};

/// Strings that every card repeats. They are interned (`enable-interning`): converting a string costs more than everything else about a small
/// element.
const INTERNED: [&str; 31] = [
    "class",
    "href",
    "d",
    "viewBox",
    "0 0 96 96",
    "transform",
    "aria-hidden",
    "focusable",
    "true",
    "false",
    "id",
    "role",
    "option",
    "aria-selected",
    "aria-current",
    "aria-disabled",
    "emblem__form",
    "emblem__motif",
    "brand-card",
    "brand-card__body",
    "brand-card__name",
    "brand-card__title",
    "brand-card__owner",
    "brand-card__summary",
    "brand-card__snippet",
    "brand-card__reason",
    "brand-card__tags",
    "brand-card__initiatives",
    "brand-card__line",
    "tag",
    "tag tag--honour",
];

/// The page in the document.
pub(super) struct MainView {
    site: Site,
    /// The route of the page in `main`.
    here: RefCell<Route>,
    /// The gallery, once it has been shown.
    gallery: RefCell<Option<GalleryView>>,
    /// The mounted component of the page; `None` where the page was prerendered.
    mounted: RefCell<Option<Mounted>>,
}

/// The route of a page without its query: all queries share the gallery's page.
pub(super) fn page_of(route: &Route) -> Route {
    match route {
        Route::Gallery(_) => Route::home(),
        route => route.clone(),
    }
}

impl MainView {
    /// Adopts the prerendered page of `route`.
    pub(super) fn adopt(site: &Site, route: &Route) -> MainView {
        let page = page_of(route);
        for text in INTERNED {
            intern(text);
        }
        let main = page::element("main").filter(|_| page == Route::home());
        MainView {
            site: site.clone(),
            here: RefCell::new(page),
            gallery: RefCell::new(main.and_then(|main| GalleryView::adopt(site, main))),
            mounted: RefCell::default(),
        }
    }

    /// Whether the gallery can be shown without loading anything.
    pub(super) fn has_gallery(&self) -> bool {
        self.gallery.borrow().is_some()
    }

    /// See [`GalleryView::pending_cards`]; `None` where another page is on the screen.
    pub(super) fn pending_cards(&self) -> Option<usize> {
        let gallery = self.gallery.borrow();
        let gallery = gallery
            .as_ref()
            .filter(|_| *self.here.borrow() == Route::home());
        gallery?.pending_cards()
    }

    /// See [`GalleryView::render_next`].
    pub(super) fn render_next(&self) {
        if let Some(gallery) = self.gallery.borrow_mut().as_mut() {
            gallery.render_next();
        }
    }

    /// See [`GalleryView::pressed`].
    pub(super) fn pressed(&self, target: Option<EventTarget>) -> bool {
        let mut gallery = self.gallery.borrow_mut();
        (gallery.as_mut()).is_some_and(|gallery| gallery.pressed(target))
    }

    /// Renders everything that is pending.
    pub(super) fn render_all(&self) {
        while self.pending_cards().is_some() {
            self.render_next();
        }
    }

    /// Shows a loaded screen. `file`: its page model; `renderer`: the list of its answer, where that has been rendered already.
    pub(super) fn show(
        &self,
        screen: &Screen,
        file: Option<&dyn PageFile>,
        renderer: Option<ListRenderer>,
    ) {
        let page = page_of(&screen.route);
        let mut next = None;
        if *self.here.borrow() != page {
            next = self.main_of(screen, file);
            if next.is_none() {
                return;
            }
        }
        let mut gallery = self.gallery.borrow_mut();
        if let (Route::Gallery(query), Some(gallery)) = (&screen.route, gallery.as_mut()) {
            gallery.show(query, renderer);
        }
        if let (Some((next, mounted)), Some(old)) = (next, page::element("main")) {
            let _ = old.replace_with_with_node_1(&next);
            mark_current_link(&page);
            self.here.replace(page);
            // Unmounts the previous component.
            self.mounted.replace(mounted);
            // `boot.js` puts the featured brand of the day first.
            if let Ok(shown) = Event::new("featured") {
                let _ = page::window().dispatch_event(&shown);
            }
        }
    }

    /// The `main` of another page, and its component where that is unmounted with the page.
    fn main_of(
        &self,
        screen: &Screen,
        file: Option<&dyn PageFile>,
    ) -> Option<(Element, Option<Mounted>)> {
        if let Route::Gallery(_) = screen.route {
            let mut gallery = self.gallery.borrow_mut();
            if gallery.is_none() {
                *gallery = GalleryView::mount(&self.site, file?);
            }
            return gallery.as_ref().map(|gallery| (gallery.main.clone(), None));
        }
        let (main, mounted) = file?.mount(&screen.route.path(), PageState::default())?;
        Some((main, Some(mounted)))
    }

    /// Mounts the component of the prerendered page over it and keeps the entered filter and the focus. Interactive pages, such as the matrix, are
    /// plain documents until then.
    pub(super) fn mount_interactive(&self, route: &Route, file: &dyn PageFile) -> Option<()> {
        if *self.here.borrow() != page_of(route) || self.mounted.borrow().is_some() {
            return None;
        }
        let old = page::element("main")?;
        let value = |field: Element| match field.dyn_ref::<HtmlInputElement>() {
            Some(input) => Some(input.value()),
            None => Some(field.dyn_ref::<HtmlSelectElement>()?.value()),
        };
        let filter = FilterState {
            words: page::elements_in(&old, WORDS)
                .find_map(value)
                .unwrap_or_default(),
            choices: page::elements_in(&old, "form select")
                .filter_map(value)
                .collect(),
        };
        let state = PageState {
            filter,
            ..PageState::default()
        };
        let (main, mounted) = file.mount(&route.path(), state)?;
        let focused = page::document()
            .active_element()
            .filter(|it| old.contains(Some(it)));
        let described = page::focus_selector();
        old.replace_with_with_node_1(&main).ok()?;
        self.mounted.replace(Some(mounted));
        if let Some(focused) = focused {
            let typed = focused
                .dyn_ref::<HtmlInputElement>()
                .filter(|it| it.name() == "words");
            let words = main.query_selector(WORDS).ok().flatten();
            match (
                typed,
                words.and_then(|words| words.dyn_into::<HtmlInputElement>().ok()),
            ) {
                (Some(typed), Some(words)) => {
                    page::focus_on(&words);
                    let caret = |at: Result<Option<u32>, _>| at.ok().flatten().unwrap_or(0);
                    let (from, to) = (typed.selection_start(), typed.selection_end());
                    let _ = words.set_selection_range(caret(from), caret(to));
                }
                _ => drop(page::focus(&described)),
            }
        }
        Some(())
    }

    /// See [`GalleryView::close_all`].
    pub(super) fn close_all(&self) {
        if let Some(gallery) = self.gallery.borrow().as_ref() {
            gallery.close_all();
        }
    }
}

/// The text field of a page's filter.
const WORDS: &str = "form input[name=words]";

/// Marks the link of the current page in the header.
fn mark_current_link(page: &Route) {
    let here = page.href();
    for link in page::elements(".frame__nav a") {
        let is_here = link.get_attribute("href").as_deref() == Some(&here);
        let _ = match is_here {
            true => link.set_attribute("aria-current", "page"),
            false => link.remove_attribute("aria-current"),
        };
    }
}

/// Inserts `main` again, with the focus kept: it shows another view than the prerendered one, and appears as a whole.
pub(super) fn reinsert_main() {
    let focused = page::document().active_element();
    if let Some(main) = page::element("main")
        && let Some(around) = main.parent_node()
    {
        let next = main.next_sibling();
        let _ = around.insert_before(&main, next.as_ref());
        if let Some(focused) = focused.filter(|element| main.contains(Some(element))) {
            page::focus_on(&focused);
        }
    }
}
