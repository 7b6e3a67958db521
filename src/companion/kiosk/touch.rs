//! Touch and key input of the kiosk.
//!
//! Capturing listeners on the window, before all others: during the attract loop or the warning a touch only answers these.

use super::{Kiosk, device};
use crate::browser::page;
use crate::kiosk::session::State;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Element, Event, KeyboardEvent, PointerEvent};

/// The most letters on the touch pad.
const MOST_LETTERS: usize = 24;

pub(super) fn listen(kiosk: &Rc<Kiosk>) {
    for name in [
        "pointerdown",
        "pointermove",
        "touchmove",
        "wheel",
        "input",
        "scroll",
    ] {
        let kiosk = kiosk.clone();
        device::on_capture(name, move |event| {
            let idle = event
                .dyn_ref::<PointerEvent>()
                .is_some_and(|event| event.type_() == "pointermove" && event.buttons() == 0);
            // Scrolling by the program on the way home is no activity of a visitor.
            let here = match kiosk.session.borrow().state() {
                State::Active => event.is_trusted() && !idle,
                State::Home => event.type_() == "pointerdown",
                State::Attract | State::Warning => false,
            };
            if here {
                kiosk.touch();
            }
        });
    }
    device::on_capture("click", {
        let kiosk = kiosk.clone();
        move |event| clicked(&kiosk, &event)
    });
    device::on_capture("keydown", {
        let kiosk = kiosk.clone();
        move |event| pressed(&kiosk, &event)
    });
    device::on_capture("pointerdown", |event| {
        // Keeps the focus, and with it the scroll position, in the search box while the touch pad is used.
        if found(&event, ".touch-pad").is_some() {
            event.prevent_default();
        }
    });
    device::on_capture("focusin", {
        let kiosk = kiosk.clone();
        move |event| {
            if found(&event, "#q").is_some() {
                kiosk.open_pad();
            }
        }
    });
    page::on(&page::document(), "kiosk-moved", {
        let kiosk = kiosk.clone();
        Box::new(move |event| {
            let depth = detail(&event).and_then(|detail| detail.as_f64());
            kiosk.address_changed(depth.unwrap_or(0.0) as u32);
        })
    });
    page::on(&page::document(), "kiosk-link", {
        let kiosk = kiosk.clone();
        Box::new(move |event| {
            if let Some(address) = detail(&event).and_then(|detail| detail.as_string()) {
                kiosk.show_code(address);
            }
        })
    });
    // Esc closes these dialogs, too.
    for id in ["lobby-take", "lobby-warning"] {
        if let Some(dialog) = page::document().get_element_by_id(id) {
            let kiosk = kiosk.clone();
            page::on(
                &dialog,
                "close",
                Box::new(move |_| {
                    kiosk.lobby.taken.set(None);
                    // If the warning has been opened again, the closed one has been answered.
                    let stays = kiosk.session.borrow().state() == State::Warning;
                    if stays && !device::is_open("lobby-warning") {
                        kiosk.touch();
                    }
                }),
            );
        }
    }
}

fn detail(event: &Event) -> Option<wasm_bindgen::JsValue> {
    Some(event.dyn_ref::<CustomEvent>()?.detail())
}

fn found(event: &Event, css: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(css).ok()?
}

fn clicked(kiosk: &Rc<Kiosk>, event: &Event) {
    if found(event, &format!("[{}]", device::OWN)).is_some() {
        return;
    }
    let asked = found(event, "[data-do]");
    let what = (asked.as_ref()).and_then(|asked| asked.get_attribute("data-do"));
    let what = what.unwrap_or_default();
    let state = kiosk.session.borrow().state();
    match state {
        State::Attract | State::Warning if what != "end" => {
            event.prevent_default();
            event.stop_immediate_propagation();
            return kiosk.touch();
        }
        State::Home => kiosk.touch(),
        _ => {}
    }
    let typed = kiosk.lobby.typed.get_untracked();
    let written = kiosk.written.borrow().clone();
    match what.as_str() {
        "find" => kiosk.show_search_box(),
        "back" => device::dispatch_custom("kiosk-back", None),
        "end" => {
            let action = kiosk.session.borrow_mut().end(device::now());
            kiosk.execute(action);
        }
        "reach" => {
            let reach = !kiosk.lobby.reach.get_untracked();
            kiosk.lobby.reach.set(reach);
            device::set_reach(reach);
        }
        "more" => kiosk.show_more(!kiosk.lobby.more.get_untracked()),
        "take" => kiosk.show_code(device::public_address(kiosk.settings.address.as_deref())),
        "rate" => kiosk.show_rating(),
        "grade" => {
            let grade = asked.and_then(|face| face.get_attribute("data-grade"));
            kiosk.rate(&grade.unwrap_or_default());
        }
        "close" => {
            device::close("lobby-rating");
            device::close("lobby-take");
            kiosk.lobby.taken.set(None);
        }
        "key" => {
            let is_disabled = asked
                .as_ref()
                .is_some_and(|key| key.has_attribute("aria-disabled"));
            let key = asked.and_then(|key| key.get_attribute("data-key"));
            if let Some(key) = key.filter(|_| !is_disabled && typed.len() < MOST_LETTERS) {
                kiosk.write(written, typed + &key);
            }
        }
        "word" => {
            let word = asked.and_then(|word| word.text_content());
            kiosk.write(written + &word.unwrap_or_default(), String::new());
            device::submit();
        }
        "delete" => {
            let (mut written, mut typed) = (written, typed);
            if typed.pop().is_none() {
                written.pop();
            }
            kiosk.write(written, typed);
        }
        "clear" => kiosk.write(String::new(), String::new()),
        "search" => {
            device::submit();
            kiosk.close_pad();
        }
        "close-pad" => kiosk.close_pad(),
        _ => {
            if found(event, ".touch-pad, .search-form").is_none() {
                kiosk.close_pad();
                if found(event, ".lobby, .comfort").is_none() {
                    kiosk.show_more(false);
                }
            } else if found(event, "#q").is_some() {
                kiosk.open_pad();
            }
        }
    }
}

fn pressed(kiosk: &Rc<Kiosk>, event: &Event) {
    let Some(key) = event
        .dyn_ref::<KeyboardEvent>()
        .filter(|key| key.is_trusted())
        .map(KeyboardEvent::key)
    else {
        return;
    };
    let state = kiosk.session.borrow().state();
    match (state, key.as_str()) {
        (State::Attract, _) => {
            event.prevent_default();
            event.stop_immediate_propagation();
            kiosk.touch();
        }
        // The warning is answered by its buttons or Esc.
        (State::Warning, "Tab" | "Enter" | " " | "Escape" | "Shift") => {}
        (_, "Enter") if found(event, "#q").is_some() => {
            kiosk.touch();
            // The text is submitted: show the filters again.
            kiosk.close_pad();
        }
        _ => kiosk.touch(),
    }
}
