//! Helpers that read and change browser and page for the kiosk.
//!
//! Each tolerates what is missing.

use crate::browser::{load, page, schedule};
use crate::kiosk::session::State;
use crate::kiosk::settings::Settings;
use crate::messages::{Language, tr};
use crate::route;
use js_sys::{JSON, Reflect};
use leptos::prelude::AnyView;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CustomEvent, CustomEventInit, Element, Event, EventTarget, HtmlAnchorElement,
    HtmlDialogElement, HtmlElement, HtmlFormElement, Url,
};

/// The settings of this device, from the address or from `kiosk.json` beside the site.
pub(super) async fn settings() -> Settings {
    let asked = Url::new(&page::location().href().unwrap_or_default())
        .ok()
        .and_then(|url| url.search_params().get("kiosk"))
        .unwrap_or_default();
    let text = if asked.is_empty() {
        load::text(&route::asset(route::KIOSK)).await
    } else {
        None
    };
    let file = (text.as_ref()).and_then(|text| JSON::parse(text).ok().filter(JsValue::is_object));
    let (settings, mut wrong) = Settings::read(|key| match &file {
        Some(file) => {
            let value = Reflect::get(file, &key.into()).ok()?;
            let is_none = value.is_undefined() || value.is_null();
            (!is_none).then(|| {
                value
                    .as_string()
                    .or_else(|| JSON::stringify(&value).ok().map(String::from))
                    .unwrap_or_default()
            })
        }
        None => (key == "institution" && !asked.is_empty()).then(|| asked.clone()),
    });
    let keys = (file.as_ref()).and_then(|file| Reflect::own_keys(file).ok());
    let keys = keys.iter().flat_map(js_sys::Array::iter);
    for key in keys.filter_map(|key| key.as_string()) {
        if !Settings::knows(&key) {
            wrong.push(format!(
                "kiosk.json：{key}：没有这一项。请看 src/desk/kiosk/README.md 的表。"
            ));
        }
    }
    if text.is_some() && file.is_none() {
        wrong.push("kiosk.json：读不懂，不是 JSON。每一项都照平常的值。".to_owned());
    }
    // Shown on the diagnostics page.
    set_root("data-kiosk-wrong", &wrong.join("\n"));
    settings
}

/// Milliseconds of a monotonic clock.
pub(super) fn now() -> u64 {
    schedule::now().max(0.0) as u64
}

fn root() -> Option<Element> {
    page::document().document_element()
}

pub(super) fn set_root(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(name, value);
    }
}

pub(super) fn unset_root(name: &str) {
    if let Some(root) = root() {
        let _ = root.remove_attribute(name);
    }
}

/// Publishes the state on the root element, for the watchdog and for updates.
pub(super) fn publish_state(state: State) {
    let word = match state {
        State::Attract => "attract",
        State::Home => "home",
        State::Active => "active",
        State::Warning => "warning",
    };
    set_root("data-kiosk", word);
}

pub(super) fn send_heartbeat() {
    dispatch_custom("kiosk-beat", None);
}

/// Dispatches a custom event on the document.
pub(super) fn dispatch_custom(what: &str, detail: Option<&str>) {
    let init = CustomEventInit::new();
    if let Some(detail) = detail {
        init.set_detail(&JsValue::from_str(detail));
    }
    if let Ok(event) = CustomEvent::new_with_event_init_dict(what, &init) {
        let _ = page::document().dispatch_event(&event);
    }
}

/// Asks `kiosk.js` to clear what the device has stored of a visit.
pub(super) fn clear_visit(elder: bool) {
    dispatch_custom("kiosk-wipe", elder.then_some("1"));
}

/// Mounts a view before or after the page.
pub(super) fn mount_beside_page(
    side: &str,
    view: impl FnOnce() -> AnyView + 'static,
) -> Option<()> {
    let document = page::document();
    let slot: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    let app = document.get_element_by_id("app")?;
    let position = if side == "before" {
        "beforebegin"
    } else {
        "afterend"
    };
    app.insert_adjacent_element(position, &slot).ok()?;
    leptos::mount::mount_to(slot, view).forget();
    Some(())
}

/// Makes the page inert, as it is under the attract loop, or active.
pub(super) fn set_page_inert(held: bool) {
    if let Some(app) = page::document().get_element_by_id("app") {
        let _ = app.toggle_attribute_with_force("inert", held);
    }
}

/// Whether this document continues a visit: a change of the language loads another document.
pub(super) fn continues_visit() -> bool {
    root().is_some_and(|root| root.has_attribute("data-goes-on"))
}

/// Whether this visitor has rated the screen; another document of the same visit may have shown the faces.
pub(super) fn has_rated() -> bool {
    root().is_some_and(|root| root.has_attribute("data-rated"))
}

pub(super) fn is_elder() -> bool {
    root().is_some_and(|root| root.class_list().contains("is-elder"))
}

/// Whether the device asks for reduced motion.
pub(super) fn reduces_motion() -> bool {
    let asked = page::window().match_media("(prefers-reduced-motion: reduce)");
    asked.ok().flatten().is_some_and(|asked| asked.matches())
}

/// Moves all controls into the lower half, or back.
pub(super) fn set_reach(reach: bool) {
    if let Some(root) = root() {
        let _ = root.class_list().toggle_with_force("is-low", reach);
    }
    if let Some(body) = page::document().body() {
        let _ = body.set_attribute("data-low", tr!("内容移到了下半屏，再点一下还原"));
    }
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    page::document().get_element_by_id(id)?.dyn_into().ok()
}

pub(super) fn open(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Whether a dialog is open.
pub(super) fn is_open(id: &str) -> bool {
    dialog(id).is_some_and(|dialog| dialog.open())
}

pub(super) fn close(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// Closes every dialog of the page.
pub(super) fn close_all() {
    for dialog in page::elements("dialog[open]") {
        if let Ok(dialog) = dialog.dyn_into::<HtmlDialogElement>() {
            dialog.close();
        }
    }
}

pub(super) fn blur() {
    let focused = page::document().active_element();
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.blur();
    }
}

/// Attribute of links that the program clicks itself.
pub(super) const OWN: &str = "data-own";

/// Opens the home page in the language in which visits start, by clicking a link, which works with and without the gallery program.
pub(super) fn go_home(language: Language) {
    let program = root().is_some_and(|root| root.has_attribute("data-program"));
    if !program && page::address().0 == route::base_of(language) {
        // The document is the home page already; only the query of the last visitor is removed.
        if let Ok(history) = page::window().history() {
            let home = route::Route::home().href_in(language);
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&home));
        }
        return;
    }
    let link = page::document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let (Some(link), Some(body)) = (link, page::document().body()) {
        link.set_href(&route::Route::home().href_in(language));
        link.set_hidden(true);
        let _ = link.set_attribute(OWN, "");
        let _ = body.append_child(&link);
        link.click();
        link.remove();
    }
}

/// The addresses of the listed brands.
pub(super) fn listed() -> Vec<String> {
    page::elements(".brand-card__name a[href]")
        .filter_map(|link| link.get_attribute("href"))
        .collect()
}

/// Whether the gallery is open, without text and filters.
pub(super) fn is_open_gallery() -> bool {
    let typed = page::search_box().is_some_and(|input| !input.value().trim().is_empty());
    !typed && page::elements(".filters__chips").next().is_none() && page::search_box().is_some()
}

/// The number of characters in view.
pub(super) fn characters_in_view() -> u64 {
    let height = page::window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(0.0);
    page::elements("main :is(p, li, h1, h2, h3, h4)")
        .filter(|text| {
            let place = text.get_bounding_client_rect();
            place.height() > 0.0 && place.bottom() > 0.0 && place.top() < height
        })
        // Elements with paragraphs inside are counted by these.
        .filter(|text| {
            text.query_selector("p, li, h3, h4")
                .ok()
                .flatten()
                .is_none()
        })
        .map(|text| text.text_content().unwrap_or_default().chars().count() as u64)
        .sum()
}

/// Whether speech is being played.
pub(super) fn is_speaking() -> bool {
    (page::window().speech_synthesis()).is_ok_and(|speech| speech.speaking())
}

/// The public address of this page, without the parameters of this device.
pub(super) fn public_address(site: Option<&str>) -> String {
    let here = page::location().href().unwrap_or_default();
    let Ok(url) = Url::new(&here) else {
        return here;
    };
    for own in ["kiosk", "elder", "size", "theme", "diag"] {
        url.search_params().delete(own);
    }
    match site {
        Some(site) => {
            let path = url.pathname();
            let below = path.strip_prefix(route::root()).unwrap_or(&path).to_owned();
            format!("{site}/{below}{}", url.search())
        }
        None => url.href(),
    }
}

/// Dispatches a bubbling event on an element.
pub(super) fn dispatch(target: &EventTarget, what: &str) {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(what, &init) {
        let _ = target.dispatch_event(&event);
    }
}

/// Submits the search form.
pub(super) fn submit() {
    let form = page::search_box()
        .and_then(|input| input.closest("form").ok()?)
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    if let Some(form) = form {
        let _ = form.request_submit();
    }
}

/// Adds a capturing event listener to the window.
pub(super) fn on_capture(name: &str, act: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(act);
    let _ = page::window().add_event_listener_with_callback_and_bool(
        name,
        listener.as_ref().unchecked_ref(),
        true,
    );
    listener.forget();
}

/// Calls `act` repeatedly.
pub(super) fn set_interval(pause_ms: i32, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act);
    let _ = page::window().set_interval_with_callback_and_timeout_and_arguments_0(
        act.as_ref().unchecked_ref(),
        pause_ms,
    );
    act.forget();
}

/// Calls `act` once after a pause.
pub(super) fn set_timeout(pause_ms: i32, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let _ = page::window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), pause_ms);
}
