//! How does a page that only tells answer, where it has a list to look through or a tree to walk?
//!
//! Contract with such a page: a form with `data-sieve` names a list by its id; each of its fields keeps what holds its value, in `data-words`, folded by
//! the desk, or in the `data-` attribute of the field's own name; `data-sieve-how="light"` lights up instead of hiding. `data-fold` buttons open a tree down to
//! a level, and a picture that `data-fold-too` names with it; what is lit in a list is lit in the picture that the form's `data-sieve-too` names. A group
//! that is closed has `data-shut`: what is in sight is told by that alone, never by asking for boxes, which would lay out a thousand. A tree is
//! one stop of the tab key, walked with arrow keys, Home, End and the first letters of a name, read as pinyin too (`data-sound`). All of it is seen by
//! scripts only: without a program the list stands open and each link is a stop.

use super::{motion, page};
use crate::messages::tr;
use crate::search::text::fold;
use js_sys::Set;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

/// For how long letters typed one after the other are one word, in milliseconds.
const TYPED_MS: f64 = 800.0;

thread_local! {
    /// The letters typed in a tree, and when the last one was.
    static TYPED: RefCell<(String, f64)> = RefCell::default();
}

/// Makes each tree of the page just drawn one stop of the tab key.
pub(super) fn settle() {
    let here = page::elements("[data-sieve], [data-fold], [role=tree]").next();
    IS_HERE.set(here.is_some());
    for tree in page::elements("[role=tree]") {
        for (at, item) in page::elements_in(&tree, ITEM).enumerate() {
            let _ = item.set_attribute("tabindex", if at == 0 { "0" } else { "-1" });
        }
    }
}

thread_local! {
    /// Whether the page in hand has lists or trees to look through: on all others their keys and clicks cost nothing.
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// What a tree is walked through.
const ITEM: &str = "[role=treeitem]";

/// The mark of a closed group.
const SHUT: &str = "data-shut";

/// What of it is in sight.
const SEEN: &str = "[role=treeitem]:not([data-shut] [role=treeitem])";

/// Where in its tree the tab key stops from now on.
fn stop_at(item: &Element) {
    let Ok(Some(tree)) = item.closest("[role=tree]") else {
        return;
    };
    if let Ok(Some(before)) = tree.query_selector("[role=treeitem][tabindex='0']") {
        let _ = before.set_attribute("tabindex", "-1");
    }
    let _ = item.set_attribute("tabindex", "0");
}

/// Starts listening.
pub(super) fn listen() {
    let document = page::document();
    for event in ["input", "change"] {
        page::on(
            &document,
            event,
            Box::new(|event| {
                if let Some(form) = asked(&event, "[data-sieve]") {
                    sift(&form);
                }
            }),
        );
    }
    page::on(&document, "click", Box::new(|event| clicked(&event)));
    page::on(&document, "keydown", Box::new(|event| pressed(&event)));
    page::on(
        &document,
        "focusin",
        Box::new(|event| {
            if let Some(item) = asked(&event, ITEM) {
                stop_at(&item);
            }
        }),
    );
}

fn asked(event: &Event, selector: &str) -> Option<Element> {
    if !IS_HERE.get() {
        return None;
    }
    event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest(selector)
        .ok()?
}

/// The element whose id an attribute holds.
fn named(element: &Element, attribute: &str) -> Option<Element> {
    page::document().get_element_by_id(&element.get_attribute(attribute)?)
}

/// Shows, or lights, what every field of the form holds to.
fn sift(form: &Element) {
    let Some(list) = named(form, "data-sieve") else {
        return;
    };
    rest();
    let light = form.has_attribute("data-sieve-how");
    let holds: String = page::elements_in(form, "input, select")
        .filter_map(|field| {
            let value = match field.dyn_ref::<HtmlInputElement>() {
                Some(input) => fold(&input.value()),
                None => field.dyn_ref::<HtmlSelectElement>()?.value(),
            };
            holding(&field.get_attribute("name")?, &value)
        })
        .collect();
    let is_asked = !holds.is_empty();
    // The browser itself looks through the list: only what changes comes here.
    let kept = format!("{ITEMS}{holds}");
    let mut total = 0;
    let hrefs = Set::default();
    if light {
        let dark = if is_asked {
            format!("[data-lit]:not({kept})")
        } else {
            "[data-lit]".to_owned()
        };
        mark(&list, &dark, "data-lit", false);
        if is_asked {
            for item in page::elements_in(&list, &kept) {
                total += 1;
                let _ = item.set_attribute("data-lit", "");
                reveal(&item);
                if let Ok(Some(link)) = item.query_selector("a") {
                    hrefs.add(&href(&link));
                }
            }
        }
    } else {
        mark(&list, &format!("{kept}[hidden]"), "hidden", false);
        mark(&list, &format!("{ITEMS}:not({kept})"), "hidden", true);
        total = page::elements_in(&list, &kept).count();
        for section in page::elements_in(&list, "section") {
            let left = section.query_selector("li[data-kind]:not([hidden])");
            let _ = section.toggle_attribute_with_force("hidden", matches!(left, Ok(None)));
        }
    }
    if let Some(picture) = named(form, "data-sieve-too") {
        let _ = picture.toggle_attribute_with_force("data-lights", hrefs.size() > 0);
        // Only where something is lit, or was, is there anything to look through.
        let told = if hrefs.size() > 0 { "a" } else { "[data-lit]" };
        for link in page::elements_in(&picture, told) {
            let _ = link.toggle_attribute_with_force("data-lit", hrefs.has(&href(&link)));
        }
    }
    if let Ok(Some(said)) = form.query_selector("output") {
        let sentence = match (is_asked, total) {
            (false, _) => String::new(),
            (_, 0) => tr!("没有找到。可以换一个说法。").to_owned(),
            (_, total) => tr!("找到 {total} 项。", total = total),
        };
        said.set_text_content(Some(&sentence));
    }
}

/// What has nothing to be asked for is part of something that has.
const ITEMS: &str = ":is(li[data-words], li[data-kind])";

/// The selector of what holds to a field: folded words anywhere, a key as one of several. Neither has anything that would have to be escaped.
fn holding(name: &str, value: &str) -> Option<String> {
    let how = if name == "words" { '*' } else { '~' };
    (!value.is_empty()).then(|| format!("[data-{name}{how}=\"{value}\"]"))
}

/// Gives an attribute to whatever in the list is meant, or takes it.
fn mark(list: &Element, selector: &str, name: &str, given: bool) {
    for item in page::elements_in(list, selector) {
        let _ = item.toggle_attribute_with_force(name, given);
    }
}

/// Where a link leads, as a value to be looked for.
fn href(link: &Element) -> JsValue {
    JsValue::from(link.get_attribute("href"))
}

/// Opens every group around an item.
fn reveal(item: &Element) {
    let mut group = item.parent_element();
    while let Some(around) = group {
        if around.has_attribute(SHUT)
            && let Some(owner) = owner_of(&around)
        {
            fold_one(&owner, true);
        }
        group = around.parent_element();
    }
}

/// The item that a group belongs to: it stands in the row above. Looked for there, not in the whole page: a search lights a thousand.
fn owner_of(group: &Element) -> Option<Element> {
    let row = group.previous_element_sibling()?;
    row.query_selector("[aria-owns]").ok()?
}

fn is_open(owner: &Element) -> bool {
    owner.get_attribute("aria-expanded").as_deref() == Some("true")
}

/// What has opened before moves no more.
fn rest() {
    for group in page::elements("[data-opening]") {
        let _ = group.remove_attribute("data-opening");
    }
}

/// Opens or closes the group of an item.
fn fold_one(owner: &Element, open: bool) {
    if is_open(owner) == open {
        return;
    }
    let _ = owner.set_attribute("aria-expanded", if open { "true" } else { "false" });
    let Some(group) = named(owner, "aria-owns") else {
        return;
    };
    let _ = group.toggle_attribute_with_force(SHUT, !open);
    // What the tab key stopped at is out of sight.
    if let (false, Ok(Some(_))) = (open, group.query_selector("[tabindex='0']")) {
        stop_at(owner);
    }
}

/// The same, and what opens is seen to open. What opens by the hundred does not move.
fn fold_by_hand(owner: &Element, open: bool) {
    rest();
    fold_one(owner, open);
    if let (true, Some(group)) = (open && !motion::is_still(), named(owner, "aria-owns")) {
        let _ = group.set_attribute("data-opening", "");
    }
}

fn clicked(event: &Event) {
    if let Some(fold) = asked(event, "[data-fold-one]") {
        let owner = named(&fold, "data-fold-one").and_then(|group| owner_of(&group));
        if let Some(owner) = owner {
            fold_by_hand(&owner, !is_open(&owner));
        }
        return;
    }
    let Some(button) = asked(event, "[data-fold]") else {
        return;
    };
    let level = |element: &Element, name: &str| {
        let level = element.get_attribute(name)?;
        level.parse::<u32>().ok()
    };
    let tree = named(&button, "data-fold");
    rest();
    if let (Some(tree), Some(down_to)) = (tree, level(&button, "data-level")) {
        if let Some(picture) = named(&button, "data-fold-too") {
            let _ = picture.set_attribute("data-down-to", &down_to.to_string());
        }
        for owner in page::elements_in(&tree, "[aria-owns]") {
            fold_one(
                &owner,
                level(&owner, "aria-level").is_some_and(|level| level < down_to),
            );
        }
    }
}

/// Walks a tree.
fn pressed(event: &Event) {
    let (Some(key), Some(here)) = (event.dyn_ref::<KeyboardEvent>(), asked(event, ITEM)) else {
        return;
    };
    let Ok(Some(tree)) = here.closest("[role=tree]") else {
        return;
    };
    if key.ctrl_key() || key.alt_key() || key.meta_key() || key.shift_key() {
        return;
    }
    let seen: Vec<HtmlElement> = page::elements_in(&tree, SEEN)
        .filter_map(|item| item.dyn_into::<HtmlElement>().ok())
        .collect();
    let at = seen.iter().position(|item| **item == here).unwrap_or(0);
    let expanded = here.get_attribute("aria-expanded");
    let to = match (key.key().as_str(), expanded.as_deref()) {
        ("ArrowDown", _) | ("ArrowRight", Some("true")) => seen.get(at + 1),
        ("ArrowUp", _) => at.checked_sub(1).and_then(|before| seen.get(before)),
        ("Home", _) => seen.first(),
        ("End", _) => seen.last(),
        ("ArrowRight", Some(_)) => {
            fold_by_hand(&here, true);
            None
        }
        ("ArrowLeft", Some("true")) => {
            fold_by_hand(&here, false);
            None
        }
        ("ArrowLeft", _) => {
            let above = here
                .closest("[role=group]")
                .ok()
                .flatten()
                .map(|group| group.id())
                .unwrap_or_default();
            seen.iter()
                .find(|item| item.get_attribute("aria-owns").as_deref() == Some(&above))
        }
        (letter, _) if letter.chars().count() == 1 && letter != " " => {
            let typed = typed(letter, event.time_stamp());
            // A word goes on where it began; its first letter looks further.
            let from = at + usize::from(typed.chars().count() == 1);
            (seen[from.min(seen.len())..].iter().chain(&seen[..at])).find(|item| {
                let sound = item.get_attribute("data-sound").unwrap_or_default();
                let name = fold(&item.text_content().unwrap_or_default());
                sound.starts_with(&typed) || name.starts_with(&typed)
            })
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(to) = to {
        let _ = to.focus();
    }
}

/// What has been typed in one go, this letter included.
fn typed(letter: &str, now: f64) -> String {
    TYPED.with_borrow_mut(|(word, last)| {
        if now - *last > TYPED_MS {
            word.clear();
        }
        *last = now;
        word.push_str(&fold(letter));
        word.clone()
    })
}
