//! How does a page give way to the next, and how little of it is touched?
//!
//! A page is what the desk wrote, and stays that: nothing of it is drawn again because the program has come. [`Stage::show`] puts another `main` in the
//! place of the one in hand, or, where only the gallery's query changes, sets its links and numbers to it and draws its list, with every element that stays in its place.
//! A first portion of the cards is drawn at once; what the answer then [`Stage::owes`], further cards and the choices that nobody has opened, comes a portion
//! at a time, so that the next key is never long in coming. Whoever comes back finds a page as it was written, not as somebody has left it. What a page says of
//! itself and where it is scrolled is absent on purpose; that is [`super::history`]'s.

use super::draft::{Draft, draw, draw_cards};
use super::page;
use super::urgent;
use crate::components::{Choice, chips};
use crate::messages::tr;
use crate::route::Route;
use crate::screen::{Screen, Site};
use crate::search::{Facet, PORTION, Query, Results, Sort};
use leptos::prelude::*;
use std::any::Any;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, intern};
use web_sys::{Element, EventTarget};

/// What every card says again. Kept by the browser as texts of its own (`enable-interning`): turning a text of ours into one of these takes longer than all
/// else about a small element.
const SAID_AGAIN: [&str; 31] = [
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
pub(super) struct Stage {
    site: Site,
    /// Which page `main` is.
    here: RefCell<Route>,
    /// That page, where it is the gallery.
    gallery: RefCell<Option<Gallery>>,
    /// What the gallery's `main` holds, where it is known.
    written: Cell<Option<&'static str>>,
}

/// The gallery as it stands.
struct Gallery {
    main: Element,
    /// What it shows.
    query: Query,
    /// Its list as the desk wrote it: that of the open gallery.
    written: Element,
    list: Element,
    /// What was drawn into its list, for as long as that stands there.
    cards: Vec<Box<dyn Any>>,
    /// What was drawn for its chips.
    chips: Option<Box<dyn Any>>,
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

/// All queries are asked of one page.
pub(super) fn page_of(route: &Route) -> Route {
    match route {
        Route::Gallery(_) => Route::home(),
        route => route.clone(),
    }
}

impl Stage {
    /// The page in this document, which is that of `route`, as the desk wrote it.
    pub(super) fn of(site: Site, route: &Route) -> Stage {
        let page = page_of(route);
        for said in SAID_AGAIN {
            intern(said);
        }
        let main = page::element("main").filter(|_| page == Route::home());
        Stage {
            site,
            here: RefCell::new(page),
            gallery: RefCell::new(main.and_then(Gallery::of)),
            written: Cell::new(None),
        }
    }

    /// Whether the gallery can be shown.
    pub(super) fn has_gallery(&self) -> bool {
        self.written.get().is_some()
    }

    /// Takes what the gallery's `main` holds.
    pub(super) fn bring_gallery(&self, html: &'static str) {
        self.written.set(Some(html));
    }

    /// How many cards of the answer have to be there before more of it can be drawn, none where only choices are owed; nothing where all of it is on
    /// the page.
    pub(super) fn owes(&self) -> Option<usize> {
        let gallery = self.gallery.borrow();
        let owed = gallery.as_ref().map(|gallery| gallery.owed)?;
        (owed != Owed::default()).then_some(owed.cards.map_or(0, |from| from + PORTION))
    }

    /// Draws the next of what is owed.
    pub(super) fn draw_on(&self) {
        if let Some(gallery) = self.gallery.borrow_mut().as_mut() {
            gallery.draw_on(self.site);
        }
    }

    /// Sets what can be chosen, at the latest when somebody is about to choose: where the click was in a facet.
    pub(super) fn set_choices(&self, clicked: Option<EventTarget>) {
        let mut gallery = self.gallery.borrow_mut();
        let Some(gallery) = gallery.as_mut().filter(|gallery| gallery.owed.choices) else {
            return;
        };
        let clicked = clicked.and_then(|clicked| clicked.dyn_into::<Element>().ok());
        if clicked.is_some_and(|clicked| matches!(clicked.closest("[data-facet]"), Ok(Some(_)))) {
            gallery.set_owed_choices(self.site);
        }
    }

    /// Draws all that is owed.
    pub(super) fn finish(&self) {
        while self.owes().is_some() {
            self.draw_on();
        }
    }

    /// Begins the list of an answer to the gallery on the page; nothing where it is as written.
    pub(super) fn begin(&self, query: &Query) -> Option<Draft> {
        Draft::of(self.site, query)
    }

    /// Shows a screen. What it shows has arrived, as far as the first portion of its cards. `draft`: its list, where it has been begun.
    pub(super) fn show(&self, screen: &Screen, draft: Option<Draft>) {
        let page = page_of(&screen.route);
        let moves = *self.here.borrow() != page;
        let mut gallery = self.gallery.borrow_mut();
        let mut next = None;
        if moves {
            let written = match screen.route {
                Route::Gallery(_) => self.written.get(),
                _ => screen.told.map(|told| told.html.as_str()),
            };
            let Some(main) = written.and_then(main_of) else {
                return;
            };
            *gallery = Some(main.clone())
                .filter(|_| page == Route::home())
                .and_then(Gallery::of);
            next = Some(main);
        }
        if let (Route::Gallery(query), Some(gallery)) = (&screen.route, gallery.as_mut()) {
            gallery.show(self.site, query, draft);
        }
        if let (Some(next), Some(old)) = (next, page::element("main")) {
            let _ = old.replace_with_with_node_1(&next);
            mark_here(&page);
            self.here.replace(page);
        }
    }
}

/// Says in the header on which page one is.
fn mark_here(page: &Route) {
    let here = page.href();
    for link in page::elements(".frame__nav a") {
        let is_here = link.get_attribute("href").as_deref() == Some(&here);
        set(&link, "aria-current", is_here.then_some("page"));
    }
}

/// A `main` that holds this.
fn main_of(html: &str) -> Option<Element> {
    let main = page::create("main")?;
    main.set_id("main");
    main.set_attribute("tabindex", "-1").ok()?;
    main.set_inner_html(html);
    Some(main)
}

/// Puts the page in its place once more, with what has focus in it: it is another view than the one that was seen, and comes as a whole.
pub(super) fn place_anew() {
    let in_hand = page::document().active_element();
    if let Some(main) = page::element("main")
        && let Some(around) = main.parent_node()
    {
        let next = main.next_sibling();
        let _ = around.insert_before(&main, next.as_ref());
        if let Some(in_hand) = in_hand.filter(|element| main.contains(Some(element))) {
            page::focus_on(&in_hand);
        }
    }
}

impl Gallery {
    /// The open gallery, as the desk wrote it.
    fn of(main: Element) -> Option<Gallery> {
        let list = main.query_selector("#list").ok()??;
        Some(Gallery {
            main,
            query: Query::default(),
            written: list.clone(),
            list,
            cards: Vec::new(),
            chips: None,
            owed: Owed::default(),
        })
    }

    fn show(&mut self, site: Site, query: &Query, draft: Option<Draft>) {
        urgent::show(site, &self.main, query.text());
        if self.query == *query {
            return;
        }
        let draft = draft.filter(|draft| draft.is_of(query));
        let results = site.index.search(query);
        for facet in page::elements_in(&self.main, "[data-facet]") {
            let key = facet.get_attribute("data-facet");
            let chosen = (Facet::ALL.iter())
                .find(|facet| Some(facet.key()) == key.as_deref())
                .map_or(0, |facet| query.chosen(*facet).len());
            if let Ok(Some(total)) = facet.query_selector(".facet__chosen") {
                let said = (chosen > 0).then(|| tr!("{chosen} 项", chosen = chosen));
                total.set_text_content(said.as_deref());
            }
            if facet.has_attribute("open") {
                set_choices(site, &facet, query, &results);
            }
        }
        for (link, sort) in page::elements_in(&self.main, ".sort").zip(Sort::ALL) {
            let href = Route::Gallery(query.sorted(sort)).href();
            set(&link, "href", Some(&href));
            set(
                &link,
                "aria-current",
                (query.sort == sort).then_some("true"),
            );
        }
        let find = |selector: &str| self.main.query_selector(selector).ok().flatten();
        if let Some(total) = find("#results") {
            total.set_text_content(Some(&tr!("{total} 个品牌", total = results.total)));
        }
        if let Some(gallery) = find(".gallery") {
            let narrowed = !query.is_open() && !results.hits.is_empty();
            let _ = (gallery.class_list()).toggle_with_force("gallery--narrowed", narrowed);
        }
        if let Some(place) = find("#chips") {
            let in_hand = page::elements_in(&place, "a").position(|link| page::has_focus(&link));
            self.chips = None;
            let query = query.clone();
            self.chips = draw(&place, move || chips(site, &query).into_any());
            // The chip that comes after the one that removed itself.
            if let Some(at) = in_hand {
                let chips: Vec<Element> = page::elements_in(&place, "a").collect();
                if let Some(chip) = chips.get(at).or(chips.last()) {
                    page::focus_on(chip);
                }
            }
        }
        let draft = draft.or_else(|| Draft::of(site, query));
        let is_written = draft.is_none();
        let (next, drawn) = match draft {
            Some(mut draft) => {
                while draft.draw_on(site) {}
                draft.done()
            }
            None => (self.written.clone(), Vec::new()),
        };
        let _ = self.list.replace_with_with_node_1(&next);
        self.list = next;
        self.cards = drawn;
        self.owed = Owed {
            cards: (!is_written && results.hits.len() > PORTION).then_some(PORTION),
            choices: true,
        };
        self.query = query.clone();
    }

    fn draw_on(&mut self, site: Site) {
        let Some(from) = self.owed.cards.take() else {
            return self.set_owed_choices(site);
        };
        let to = from + PORTION;
        let results = site.index.search(&self.query);
        self.owed.cards = (to < results.hits.len()).then_some(to);
        let hits = results.hits.into_iter().skip(from).take(PORTION);
        self.cards
            .extend(draw_cards(site, &self.list, &self.query, hits.collect()));
    }

    fn set_owed_choices(&mut self, site: Site) {
        if std::mem::take(&mut self.owed.choices) {
            let results = site.index.search(&self.query);
            for facet in page::elements_in(&self.main, "[data-facet]:not([open])") {
                set_choices(site, &facet, &self.query, &results);
            }
        }
    }
}

/// Sets what can be chosen in a facet, and how many brands that shows, to a query.
fn set_choices(site: Site, element: &Element, query: &Query, results: &Results) {
    let key = element.get_attribute("data-facet");
    let values = site.index.values().iter().enumerate();
    let values = values.filter(|(_, value)| Some(value.facet.key()) == key.as_deref());
    for (link, (at, _)) in page::elements_in(element, ".choice").zip(values) {
        let choice = Choice::of(site, query, results, at);
        set(&link, "href", choice.href.as_deref());
        set(&link, "role", choice.href.is_none().then_some("link"));
        set(
            &link,
            "aria-disabled",
            choice.href.is_none().then_some("true"),
        );
        set(&link, "aria-current", choice.chosen.then_some("true"));
        if let Some(count) = link.last_element_child() {
            count.set_text_content(Some(&choice.count.to_string()));
        }
    }
    if let Ok(Some(done)) = element.query_selector(".facet__done") {
        done.set_text_content(Some(&tr!("查看 {total} 个品牌", total = results.total)));
    }
}

/// Gives an element an attribute, or takes it away.
fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
