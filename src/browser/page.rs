//! What does the document hold, and how is it changed without hurting who uses it?
//!
//! Small questions and commands to the document. Each copes with what is missing: a blocked storage, an absent element.

use crate::messages::Language;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, Event, EventTarget, FocusOptions, HtmlElement, HtmlInputElement, Location,
    NodeList, ScrollToOptions, Window,
};

/// The window. There is one wherever this program runs.
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

/// The path under which the whole site lies, as the document names it.
pub(crate) fn root() -> String {
    root_attribute("data-root").unwrap_or_else(|| "/".to_owned())
}

/// Where the site is published, as the publishing program wrote it; on a host that it did not know, here.
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

/// What the document says on its first tag.
fn root_attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// Path and query of the address bar.
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

/// Whether this document is a page of the site, and not what a host shows where there is none.
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

/// Whether something was written by the same build as this document.
pub(super) fn is_of_this_release(release: &str) -> bool {
    root_attribute("data-release").is_none_or(|own| own == release)
}

pub(super) fn create(name: &str) -> Option<Element> {
    document().create_element(name).ok()
}

/// The element with this id.
pub(super) fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Says that the program answers from now on: a sign for whoever drives the page from outside.
pub(crate) fn mark_ready() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-program", "on");
    }
}

/// Whether this is a screen in a lobby.
pub(crate) fn is_kiosk() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.class_list().contains("is-kiosk"))
}

/// The search box.
pub(crate) fn search_box() -> Option<HtmlInputElement> {
    document().get_element_by_id("q")?.dyn_into().ok()
}

/// Shows the list that `boot.js` has hidden in a filtered view, until it is known which part of it is meant.
pub(super) fn show_list() {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().remove_1("is-narrowing");
    }
}

/// Brings a search box that has just been touched to the top: a phone's keyboard covers the lower half.
pub(crate) fn scroll_form_to_top(event: &Event) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let form = target
        .filter(|target| target.id() == "q")
        .and_then(|target| target.closest("form").ok()?);
    if let Some(form) = form
        && let Ok(Some(by_finger)) = window().match_media("(pointer: coarse)")
        && by_finger.matches()
    {
        form.scroll_into_view();
    }
}

/// The calm sentence for when something cannot be had; `retry` is the address to try again, otherwise this one.
pub(crate) fn show_trouble(retry: Option<&str>) {
    show_list();
    if let Some(trouble) = document().get_element_by_id("trouble") {
        if let (Some(retry), Ok(Some(link))) = (retry, trouble.query_selector("a")) {
            let _ = link.set_attribute("href", retry);
        }
        let _ = trouble.remove_attribute("hidden");
    }
}

/// Takes the calm sentence away.
pub(crate) fn hide_trouble() {
    if let Some(trouble) = document().get_element_by_id("trouble") {
        let _ = trouble.set_attribute("hidden", "");
    }
}

/// Says something to a screen reader without moving focus.
pub(crate) fn announce(sentence: &str) {
    if let Some(region) = document().get_element_by_id("announce") {
        region.set_text_content(Some(sentence));
    }
}

/// How the focused element can be found again on a page drawn anew: its id, else its link.
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

/// Focuses what [`focus_selector`] described, without scrolling. False where it is not there.
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

/// Focuses the link of the card at this place in the list, without scrolling.
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

/// Whether it is this element that has focus.
pub(super) fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Whether nothing has focus: what had it is gone.
pub(crate) fn focus_is_lost() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY")
}

/// How far the page is scrolled, in CSS pixels.
pub(crate) fn scroll_position() -> i32 {
    window().scroll_y().unwrap_or(0.0) as i32
}

/// Scrolls at once.
pub(crate) fn scroll_to(y: i32) {
    let options = ScrollToOptions::new();
    options.set_top(f64::from(y));
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

/// Brings the element with this id into view and focuses it, as following a fragment would.
pub(crate) fn reveal(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
        focus(&format!("#{id}"));
    }
}

pub(crate) fn elements(selector: &str) -> impl Iterator<Item = Element> {
    iterate(document().query_selector_all(selector).ok())
}

/// What `selector` finds below `within`.
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

/// Closes the open facet that an event comes from, and focuses its name; false where it comes from none.
pub(crate) fn close_facet_around(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let facet = target.and_then(|target| target.closest("details[open]").ok()?);
    if let Some(name) = facet.as_ref().and_then(Element::first_element_child) {
        focus_on(&name);
    }
    facet.is_some_and(|facet| facet.remove_attribute("open").is_ok())
}

/// Calls `act` at every `event` of `target`, for as long as the page lives.
pub(crate) fn on(target: &EventTarget, event: &str, act: Box<dyn Fn(Event)>) {
    let listener = Closure::<dyn Fn(Event)>::wrap(act);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// What the browser keeps for this tab under `key`; nothing where storage is blocked.
pub(crate) fn session_item(key: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(key).ok()?
}

/// Keeps a text for this tab; does nothing where storage is blocked or full.
pub(crate) fn set_session_item(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(key, text);
    }
}

/// Whether this is the browser inside WeChat.
pub(super) fn is_in_wechat() -> bool {
    let agent = window().navigator().user_agent();
    agent.is_ok_and(|agent| agent.contains("MicroMessenger"))
}

/// Whether the visitor asks to save data.
pub(super) fn saves_data() -> bool {
    let connection = Reflect::get(&window().navigator(), &"connection".into());
    connection
        .and_then(|connection| Reflect::get(&connection, &"saveData".into()))
        .is_ok_and(|saves| saves.is_truthy())
}

/// What the browser keeps on this device under `key`; nothing where storage is blocked.
pub(crate) fn local_item(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a text on this device; does nothing where storage is blocked or full.
pub(crate) fn set_local_item(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, text);
    }
}
