//! The setup dialog: whether this device becomes a screen in a lobby.
//!
//! An address with `?kiosk` can be sent by anyone, so it only opens this dialog over the lower edge of an ordinary page; the answer is stored on the
//! device. `boot.js` reads [`SCREEN`] and [`DECLINED`] and loads this module if neither decides. A device with blocked storage cannot be set up, and
//! the dialog says so.

use crate::browser::page;
use crate::components::{SetUp, set_up};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, Url};

/// Storage key of an acceptance: the value of `?kiosk`.
const SCREEN: &str = "screen";

/// Storage key of declined addresses: each `=` and the value of `?kiosk`, percent-encoded, separated by spaces.
const DECLINED: &str = "screen-declined";

/// The most declined addresses that are kept.
const DECLINED_MOST: usize = 20;

/// Opens the dialog, unless it is open already.
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

/// The current address, and the value of its `?kiosk`.
fn asked() -> Option<(Url, String)> {
    let url = Url::new(&page::location().href().ok()?).ok()?;
    let asked = url.search_params().get("kiosk")?;
    Some((url, asked))
}

/// Stores the acceptance and reloads the page as a kiosk. Returns false where storage is blocked.
fn accept() -> bool {
    let Some((url, asked)) = asked() else {
        return false;
    };
    page::set_local_item(SCREEN, &asked);
    page::local_item(SCREEN).as_ref() == Some(&asked)
        && page::location().replace(&url.href()).is_ok()
}

/// Stores the refusal and removes `?kiosk` from the address.
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
