//! The question whether this device is to become a screen in a lobby.
//!
//! An address with `?kiosk` can be sent by anybody, so it only asks: the page stays an ordinary one, the question lies over its lower edge, and
//! the answer is kept on the device. `boot.js` decides by what is kept here under [`SCREEN`] and [`DECLINED`], and loads this module where
//! neither answers. A device whose storage is blocked cannot be set up by an answer, and is told so.

use crate::browser::page;
use crate::components::{SetUp, set_up};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, Url};

/// What is kept of a yes: the value of `?kiosk`.
const SCREEN: &str = "screen";

/// What is kept of each no: `=` and the value of `?kiosk`, percent-encoded, with spaces between.
const DECLINED: &str = "screen-declined";

/// So many declined addresses are remembered.
const DECLINED_MOST: usize = 20;

/// Asks, unless the question is there already.
pub(super) fn ask() {
    let document = page::document();
    let slot =
        (document.create_element("div").ok()).and_then(|slot| slot.dyn_into::<HtmlElement>().ok());
    let (Some(slot), Some(body)) = (slot, document.body()) else {
        return;
    };
    if page::elements(".set-up").next().is_some() || body.append_child(&slot).is_err() {
        return;
    }
    slot.set_class_name("set-up__slot");
    let stage = RwSignal::new(SetUp::Asked);
    let view = leptos::mount::mount_to(slot.clone(), move || set_up(stage));
    let view = RefCell::new(Some(view));
    let at = Rc::new(slot.clone());
    page::on(
        &slot,
        "click",
        Box::new(move |event| match answer(&event).as_deref() {
            Some("yes") => stage.set(SetUp::Sure),
            Some("sure") if !accept() => stage.set(SetUp::Blocked),
            Some("no") => {
                decline();
                view.borrow_mut().take();
                at.remove();
                page::focus("#main");
            }
            _ => {}
        }),
    );
}

fn answer(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.get_attribute("data-set-up")
}

/// This address, and what its `?kiosk` says.
fn asked() -> Option<(Url, String)> {
    let url = Url::new(&page::location().href().ok()?).ok()?;
    let asked = url.search_params().get("kiosk")?;
    Some((url, asked))
}

/// Keeps the yes, and loads the page anew as a screen; false where the device keeps nothing.
fn accept() -> bool {
    let Some((url, asked)) = asked() else {
        return false;
    };
    page::set_local_item(SCREEN, &asked);
    page::local_item(SCREEN).as_ref() == Some(&asked)
        && page::location().replace(&url.href()).is_ok()
}

/// Keeps the no, and takes the wish out of the address.
fn decline() {
    let Some((url, asked)) = asked() else {
        return;
    };
    let asked = format!("={}", String::from(js_sys::encode_uri_component(&asked)));
    let before = page::local_item(DECLINED).unwrap_or_default();
    let mut declined: Vec<&str> = (before.split(' '))
        .filter(|other| !other.is_empty() && *other != asked)
        .collect();
    declined.push(&asked);
    let from = declined.len().saturating_sub(DECLINED_MOST);
    page::set_local_item(DECLINED, &declined[from..].join(" "));
    url.search_params().delete("kiosk");
    if let Ok(history) = page::window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&url.href()));
    }
}
