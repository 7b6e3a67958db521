//! The component gallery shows every component.

use super::page::Page;
use crate::REAL;
use brand_gallery::desk::specimen::{page, specimens};
use std::path::Path;

/// What components hand out that draws nothing by itself.
const SILENT: [&str; 7] = [
    "emblem_parts",
    "clear_subscribers_on_cleanup",
    "is_motif",
    "motifs",
    "qr_path",
    "shift",
    "suggestion_href",
];

fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

#[test]
fn every_component_is_drawn_on_the_page_of_specimens() {
    let rooms = text("src/components.rs");
    let shown = text("src/desk/specimen/states.rs");
    let handed_out = (rooms.split("pub use ").skip(1))
        .filter_map(|rest| rest.split(';').next())
        .flat_map(|path| path.rsplit("::").next().unwrap_or(path).split(','))
        .map(|name| name.trim_matches(['{', '}', ' ', '\n']))
        .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    let missing: Vec<&str> = handed_out
        .filter(|name| !SILENT.contains(name))
        .filter(|name| {
            !shown.match_indices(name).any(|(at, _)| {
                let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
                !shown[..at].ends_with(is_word) && !shown[at + name.len()..].starts_with(is_word)
            })
        })
        .collect();
    assert!(missing.is_empty(), "not among the specimens: {missing:?}");
}

#[test]
fn the_page_of_specimens_is_whole_and_none_of_its_stages_is_empty() {
    let owner = leptos::prelude::Owner::new();
    let names: Vec<&str> = owner.with(|| {
        (specimens(&REAL.site).iter())
            .map(|specimen| {
                assert!(!specimen.states.is_empty(), "{}", specimen.name);
                specimen.name
            })
            .collect()
    });
    owner.cleanup();
    let page = Page::of(page("样本", "", "", &REAL.site));
    let headings: Vec<&str> = (page.all("h2"))
        .filter(|heading| {
            heading
                .attribute("id")
                .is_some_and(|id| names.contains(&id))
        })
        .map(|heading| heading.text.as_str())
        .collect();
    for name in &names {
        assert!(headings.contains(name), "{name}");
    }
    for stage in page.with_class("specimen__stage") {
        let at = page.elements.iter().position(|it| std::ptr::eq(it, stage));
        let holds = page.elements.iter().any(|it| it.around == at);
        assert!(holds, "an empty stage: {:?}", stage.text);
    }
}
