//! Helpers that read and change the document.
//!
//! Each tolerates what is missing: a blocked storage, an absent element.

use crate::messages::Language;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, Event, EventTarget, FocusOptions, HtmlElement, HtmlInputElement, Location,
    NodeList, ScrollToOptions, Window,
};

/// The window.
#[expect(
    clippy::expect_used,
    reason = "without a window there is no page to fail on"
)]
pub(crate) fn window() -> Window {
    web_sys::window().expect("a browser window")
}

#[expect(
    clippy::expect_used,
    reason = "without a document there is no page to fail on"
)]
pub(crate) fn document() -> Document {
    window().document().expect("a document")
}

pub(crate) fn location() -> Location {
    window().location()
}

/// The path of the whole site, as the document names it.
pub(crate) fn root() -> String {
    root_attribute("data-root").unwrap_or_else(|| "/".to_owned())
}

/// The public address of the site as the build wrote it; the current one where the build did not know it.
pub(crate) fn site() -> String {
    root_attribute("data-public")
        .unwrap_or_else(|| location().origin().unwrap_or_default() + &root())
}

/// The language of the page.
pub(crate) fn language() -> Language {
    root_attribute("lang")
        .and_then(|tag| Language::of_tag(&tag))
        .unwrap_or_default()
}

/// An attribute of the root element.
fn root_attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// Path and query of the address bar, without the `?`.
pub(crate) fn address() -> (String, String) {
    let location = location();
    (
        location.pathname().unwrap_or_default(),
        location
            .search()
            .unwrap_or_default()
            .trim_start_matches('?')
            .to_owned(),
    )
}

/// Whether this document is the gallery.
pub(super) fn is_gallery() -> bool {
    elements("[data-gallery]").next().is_some()
}

/// Whether this document is a page of the site, and not a host's page for unknown addresses.
pub(super) fn is_page() -> bool {
    elements("link[rel=canonical]").next().is_some()
}

/// Title and description of this document.
pub(super) fn title_and_description() -> (String, String) {
    let described = document().query_selector("meta[name=description]");
    let description = described.ok().flatten();
    let description = description.and_then(|it| it.get_attribute("content"));
    (document().title(), description.unwrap_or_default())
}

/// Whether page models are of the program of this document. `boot`: the script that starts the program; empty where documents are not prerendered.
pub(super) fn is_of_this_program(boot: &str) -> bool {
    boot.is_empty() || elements(&format!("script[src='{boot}']")).next().is_some()
}

pub(super) fn create(name: &str) -> Option<Element> {
    document().create_element(name).ok()
}

/// The element with this id.
pub(crate) fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Marks the document as interactive (`data-program`), for scripts and tests outside of the program.
pub(crate) fn mark_ready() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-program", "on");
    }
}

/// Whether this device is a lobby's kiosk.
pub(crate) fn is_kiosk() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.class_list().contains("is-kiosk"))
}

/// The search box.
pub(crate) fn search_box() -> Option<HtmlInputElement> {
    document().get_element_by_id("q")?.dyn_into().ok()
}

/// Shows the list that `boot.js` hides in a filtered view until its part is known.
pub(super) fn show_list() {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().remove_1("is-narrowing");
    }
}

/// Scrolls a touched search box to the top: a phone's keyboard covers the lower half.
pub(crate) fn scroll_form_to_top(event: &Event) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let form = target
        .filter(|target| target.id() == "q")
        .and_then(|target| target.closest("form").ok()?);
    if let Some(form) = form.filter(|_| matches_media("(pointer: coarse)")) {
        form.scroll_into_view();
    }
}

fn matches_media(query: &str) -> bool {
    let media = window().match_media(query);
    media.is_ok_and(|media| media.is_some_and(|media| media.matches()))
}

/// Whether the styles show an open facet as a sheet over the page (`filters.css`).
pub(super) fn is_narrow() -> bool {
    matches_media("(max-width: 37.5rem)")
}

/// Shows the error notice. `retry`: the address of its link, otherwise the current one.
pub(crate) fn show_trouble(retry: Option<&str>) {
    show_list();
    if let Some(trouble) = document().get_element_by_id("trouble") {
        if let (Some(retry), Ok(Some(link))) = (retry, trouble.query_selector("a")) {
            let _ = link.set_attribute("href", retry);
        }
        let _ = trouble.remove_attribute("hidden");
    }
}

/// Hides the error notice.
pub(crate) fn hide_trouble() {
    if let Some(trouble) = document().get_element_by_id("trouble") {
        let _ = trouble.set_attribute("hidden", "");
    }
}

/// Announces a sentence to screen readers without moving the focus.
pub(crate) fn announce(sentence: &str) {
    if let Some(region) = document().get_element_by_id("announce") {
        region.set_text_content(Some(sentence));
    }
}

/// A description by which the focused element is found on a page rendered again: `#` and its id, otherwise its `href`.
pub(crate) fn focus_selector() -> String {
    let Some(element) = document().active_element() else {
        return String::new();
    };
    match (element.id(), element.get_attribute("href")) {
        (id, _) if !id.is_empty() => format!("#{id}"),
        (_, Some(href)) => href,
        _ => String::new(),
    }
}

/// Focuses the element that [`focus_selector`] described, without scrolling. Returns false where there is none.
pub(crate) fn focus(described: &str) -> bool {
    let found = match described.strip_prefix('#') {
        Some(id) => document().get_element_by_id(id),
        None if described.is_empty() => None,
        None => elements("a[href]")
            .find(|link| link.get_attribute("href").as_deref() == Some(described)),
    };
    let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok()
}

/// Focuses the link of the card with this index, without scrolling.
pub(crate) fn focus_card(at: usize) {
    if let Some(link) = elements(".brand-card__name a").nth(at) {
        focus_on(&link);
    }
}

/// Focuses an element, without scrolling.
pub(crate) fn focus_on(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Whether an element has the focus.
pub(super) fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Whether nothing has the focus, because the focused element was removed.
pub(crate) fn focus_is_lost() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY")
}

/// The vertical scroll position, in CSS pixels.
pub(crate) fn scroll_position() -> i32 {
    window().scroll_y().unwrap_or(0.0) as i32
}

/// Scrolls without animation.
pub(crate) fn scroll_to(y: i32) {
    let options = ScrollToOptions::new();
    options.set_top(f64::from(y));
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

/// Scrolls to the element with this id and focuses it, as following a fragment would: what is folded around it unfolds.
pub(crate) fn reveal(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        if let Ok(Some(folded)) = element.closest("details:not([open])") {
            let _ = folded.set_attribute("open", "");
        }
        element.scroll_into_view();
        focus(&format!("#{id}"));
    }
}

pub(crate) fn elements(selector: &str) -> impl Iterator<Item = Element> {
    iterate(document().query_selector_all(selector).ok())
}

/// The elements below `within` that match.
pub(crate) fn elements_in(within: &Element, selector: &str) -> impl Iterator<Item = Element> {
    iterate(within.query_selector_all(selector).ok())
}

fn iterate(list: Option<NodeList>) -> impl Iterator<Item = Element> {
    let length = list.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}

/// Closes all open facets.
pub(crate) fn close_facets() {
    for facet in elements("details[open]") {
        let _ = facet.remove_attribute("open");
    }
}

/// Closes the open facet, unless `target` is in it.
pub(super) fn close_facets_beside(target: Option<EventTarget>) {
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    for facet in elements(".facet[open]") {
        if !facet.contains(target.as_deref()) {
            let _ = facet.remove_attribute("open");
        }
    }
}

/// Closes the open facet around an event's target and focuses its summary. Returns false where there is none.
pub(crate) fn close_facet_around(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    close_facet(target.and_then(|target| target.closest("details[open]").ok()?))
}

/// Closes the open facet and focuses its summary.
pub(super) fn close_open_facet() {
    close_facet(elements(".facet[open]").next());
}

fn close_facet(facet: Option<Element>) -> bool {
    if let Some(name) = facet.as_ref().and_then(Element::first_element_child) {
        focus_on(&name);
    }
    facet.is_some_and(|facet| facet.remove_attribute("open").is_ok())
}

/// Adds an event listener that is never removed.
pub(crate) fn on(target: &EventTarget, event: &str, act: Box<dyn Fn(Event)>) {
    let listener = Closure::<dyn Fn(Event)>::wrap(act);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// An item of the session storage; `None` where storage is blocked.
pub(crate) fn session_item(key: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(key).ok()?
}

/// Sets an item of the session storage; does nothing where storage is blocked or full.
pub(crate) fn set_session_item(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(key, text);
    }
}

/// Whether this is the browser inside WeChat on an iPhone or iPad.
pub(super) fn is_in_wechat_on_ios() -> bool {
    let agent = window().navigator().user_agent();
    agent.is_ok_and(|agent| {
        let is_on_ios = agent.contains("iPhone") || agent.contains("iPad");
        agent.contains("MicroMessenger") && is_on_ios
    })
}

/// Whether the visitor asks to save data.
pub(super) fn saves_data() -> bool {
    let connection = Reflect::get(&window().navigator(), &"connection".into());
    connection
        .and_then(|connection| Reflect::get(&connection, &"saveData".into()))
        .is_ok_and(|saves| saves.is_truthy())
}

/// An item of the local storage; `None` where storage is blocked.
pub(crate) fn local_item(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Sets an item of the local storage; does nothing where storage is blocked or full.
pub(crate) fn set_local_item(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, text);
    }
}
