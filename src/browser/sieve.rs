//! How does a page that only tells answer, where it has a list to look through or a tree to walk?
//!
//! Contract with such a page: a form with `data-sieve` names a list by its id; each of its fields keeps what holds its value, in `data-words` or in
//! the `data-` attribute of the field's own name; `data-sieve-how="light"` lights up instead of hiding. `data-fold` buttons open a tree down to
//! a level. A tree is walked with arrow keys (ARIA navigation tree). All of it is seen by scripts only: without a program the list stands open.

use super::page;
use crate::search::text::fold;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

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
}

fn asked(event: &Event, selector: &str) -> Option<Element> {
    event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest(selector)
        .ok()?
}

/// Shows, or lights, what every field of the form holds to.
fn sift(form: &Element) {
    let list = form
        .get_attribute("data-sieve")
        .and_then(|id| page::document().get_element_by_id(&id));
    let Some(list) = list else { return };
    let light = form.has_attribute("data-sieve-how");
    let wanted: Vec<(String, String)> = page::elements_in(form, "input, select")
        .filter_map(|field| {
            let value = match field.dyn_ref::<HtmlInputElement>() {
                Some(input) => fold(&input.value()),
                None => field.dyn_ref::<HtmlSelectElement>()?.value(),
            };
            Some((format!("data-{}", field.get_attribute("name")?), value))
        })
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let mut total = 0;
    for item in page::elements_in(&list, "li") {
        // What has nothing to be asked for is part of something that has.
        if !item.has_attribute("data-words") && !item.has_attribute("data-kind") {
            continue;
        }
        let holds = wanted.iter().all(|(name, value)| {
            let told = item.get_attribute(name).unwrap_or_default();
            if name == "data-words" {
                fold(&told).contains(value.as_str())
            } else {
                told.split(' ').any(|word| word == value)
            }
        });
        total += u32::from(holds);
        if light {
            let lit = holds && !wanted.is_empty();
            let _ = item.toggle_attribute_with_force("data-lit", lit);
            if lit {
                reveal(&item);
            }
        } else {
            let _ = item.toggle_attribute_with_force("hidden", !holds);
        }
    }
    if !light {
        for section in page::elements_in(&list, "section") {
            let empty = page::elements_in(&section, "li[data-kind]:not([hidden])")
                .next()
                .is_none();
            let _ = section.toggle_attribute_with_force("hidden", empty);
        }
    }
    if let Ok(Some(said)) = form.query_selector("output") {
        let sentence = match (wanted.is_empty(), total) {
            (true, _) => String::new(),
            (_, 0) => "没有找到。可以换一个说法。".to_owned(),
            (_, total) => format!("找到 {total} 项。"),
        };
        said.set_text_content(Some(&sentence));
    }
}

/// Opens every group around an item.
fn reveal(item: &Element) {
    let mut group = item.parent_element();
    while let Some(around) = group {
        if around.get_attribute("role").as_deref() == Some("group") {
            fold_one(&around.id(), Some(true));
        }
        group = around.parent_element();
    }
}

/// Opens or closes one group; without a wish the other way than it is.
fn fold_one(group: &str, open: Option<bool>) {
    let owner = page::document().query_selector(&format!("[aria-owns='{group}']"));
    if let Ok(Some(owner)) = owner {
        let is_open = owner.get_attribute("aria-expanded").as_deref() == Some("true");
        let open = open.unwrap_or(!is_open);
        let _ = owner.set_attribute("aria-expanded", if open { "true" } else { "false" });
    }
}

fn clicked(event: &Event) {
    if let Some(fold) = asked(event, "[data-fold-one]") {
        return fold_one(
            &fold.get_attribute("data-fold-one").unwrap_or_default(),
            None,
        );
    }
    let Some(button) = asked(event, "[data-fold]") else {
        return;
    };
    let level = |element: &Element| {
        element
            .get_attribute("data-level")
            .and_then(|level| level.parse::<u32>().ok())
    };
    let tree = button
        .get_attribute("data-fold")
        .and_then(|id| page::document().get_element_by_id(&id));
    if let (Some(tree), Some(down_to)) = (tree, level(&button)) {
        for owner in page::elements_in(&tree, "[aria-owns]") {
            let open = level(&owner).is_some_and(|level| level < down_to);
            fold_one(
                &owner.get_attribute("aria-owns").unwrap_or_default(),
                Some(open),
            );
        }
    }
}

/// Walks a tree.
fn pressed(event: &Event) {
    let (Some(key), Some(here)) = (
        event.dyn_ref::<KeyboardEvent>(),
        asked(event, "[role=treeitem]"),
    ) else {
        return;
    };
    let Ok(Some(tree)) = here.closest("[role=tree]") else {
        return;
    };
    if key.ctrl_key() || key.alt_key() || key.meta_key() || key.shift_key() {
        return;
    }
    let seen: Vec<HtmlElement> = page::elements_in(&tree, "[role=treeitem]")
        .filter_map(|item| item.dyn_into::<HtmlElement>().ok())
        .filter(|item| item.offset_parent().is_some())
        .collect();
    let at = seen.iter().position(|item| **item == here).unwrap_or(0);
    let expanded = here.get_attribute("aria-expanded");
    let group = here.get_attribute("aria-owns").unwrap_or_default();
    let to = match (key.key().as_str(), expanded.as_deref()) {
        ("ArrowDown", _) | ("ArrowRight", Some("true")) => seen.get(at + 1),
        ("ArrowUp", _) => at.checked_sub(1).and_then(|before| seen.get(before)),
        ("Home", _) => seen.first(),
        ("End", _) => seen.last(),
        ("ArrowRight", Some(_)) => {
            fold_one(&group, Some(true));
            None
        }
        ("ArrowLeft", Some("true")) => {
            fold_one(&group, Some(false));
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
        _ => return,
    };
    event.prevent_default();
    if let Some(to) = to {
        let _ = to.focus();
    }
}
