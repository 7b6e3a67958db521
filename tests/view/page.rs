//! A strict HTML parser for tests: elements, links and words of a page.
//!
//! Takes the HTML of a page apart, strictly: what is not closed, or closed twice, is a mistake of ours. It knows only as much of HTML as
//! our pages use.

use brand_gallery::desk::prerender::html;
use brand_gallery::route::Route;
use brand_gallery::screen::{Screen, Site};
use std::collections::BTreeMap;

/// An element: its attributes, the element around it, and all text within.
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) around: Option<usize>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(crate) fn is(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|classes| classes.split(' ').any(|other| other == class))
    }

    /// 1 to 6 of a heading.
    pub(crate) fn level(&self) -> Option<u8> {
        let digit = self.name.strip_prefix('h')?.parse().ok()?;
        (1..=6).contains(&digit).then_some(digit)
    }
}

pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) elements: Vec<Element>,
    pub(crate) text: String,
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// Elements without content.
const VOID: [&str; 6] = ["meta", "link", "input", "br", "hr", "img"];

impl Page {
    /// Takes a page apart; one that is not well formed is a mistake of ours.
    pub(crate) fn of(html: String) -> Page {
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut text = String::new();
        let mut rest = html.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            let words = decoded(before);
            for at in &open {
                elements[*at].text.push_str(&words);
            }
            text.push_str(&words);
            if let Some(comment) = after.strip_prefix("!--") {
                rest = comment.split_once("-->").expect("the end of a comment").1;
                continue;
            }
            // An attribute's value may hold what would end the tag.
            let mut quoted = false;
            let end = after.find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            });
            let (tag, behind) = after.split_at(end.expect("the end of a tag"));
            rest = &behind[1..];
            if let Some(name) = tag.strip_prefix('/') {
                let at = open
                    .pop()
                    .unwrap_or_else(|| panic!("</{name}> closes nothing"));
                assert_eq!(elements[at].name, name, "in {tag}");
            } else if !tag.starts_with('!') {
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                let name = name.trim_end_matches('/').to_owned();
                elements.push(Element {
                    attributes: attributes_of(attributes),
                    around: open.last().copied(),
                    text: String::new(),
                    name,
                });
                let at = elements.len() - 1;
                if !VOID.contains(&elements[at].name.as_str()) && !tag.ends_with('/') {
                    open.push(at);
                }
            }
        }
        text.push_str(&decoded(rest));
        let left: Vec<&str> = open.iter().map(|at| elements[*at].name.as_str()).collect();
        assert!(left.is_empty(), "never closed: {left:?}");
        Page {
            html,
            elements,
            text,
        }
    }

    pub(crate) fn of_screen(site: &Site, screen: &Screen) -> Page {
        Page::of(html(site, &screen.clone()))
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements
            .iter()
            .filter(move |element| element.name == name)
    }

    pub(crate) fn with_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements
            .iter()
            .filter(move |element| element.is(class))
    }

    pub(crate) fn ids(&self) -> Vec<&str> {
        self.elements
            .iter()
            .filter_map(|element| element.attribute("id"))
            .collect()
    }

    /// Where its links lead.
    pub(crate) fn links(&self) -> impl Iterator<Item = &str> {
        self.all("a").filter_map(|link| link.attribute("href"))
    }

    pub(crate) fn leads_to(&self, route: &Route) -> bool {
        self.links().any(|href| href == route.href())
    }
}

fn attributes_of(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, behind) = quoted.split_once('"').expect("the end of a value");
            value = decoded(inside);
            rest = behind;
        }
        assert!(!name.contains(['"', '\'', '<']), "no attribute: {name}");
        assert!(found.insert(name.clone(), value).is_none(), "{name} twice");
        rest = rest.trim_start();
    }
    found
}
