//! Citations: a mark behind each statement, and the list of sources at the end of the page.
//!
//! [`Citations`] numbers documents by their position in the register, so that a number means the same on every page, and records which were cited. A
//! mark links to the list, and the list links back to the first mark of each document; the program opens the source in a dialog instead.

use super::content_text;
use crate::catalogue::Slug;
use crate::messages::tr;
use crate::models::Source;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// The citations of one page.
pub struct Citations {
    /// All documents, in the order of the register.
    sources: Vec<Source>,
    /// The numbers of the cited documents.
    cited: RefCell<BTreeSet<u16>>,
    /// The address of the page that lists them, where that is another page.
    page: Option<String>,
    /// Whether statements get no marks.
    is_silent: Cell<bool>,
}

impl Citations {
    /// Citations of a page, none so far.
    pub fn new(sources: Vec<Source>) -> Citations {
        Citations {
            sources,
            cited: RefCell::default(),
            page: None,
            is_silent: Cell::new(false),
        }
    }

    /// Citations of statements whose documents another page lists.
    pub fn elsewhere(page: String, sources: Vec<Source>) -> Citations {
        Citations {
            page: Some(page),
            ..Citations::new(sources)
        }
    }

    /// Renders statements without their marks, because one mark stands for all of them.
    pub(super) fn without_marks<T>(&self, render: impl FnOnce() -> T) -> T {
        self.is_silent.set(true);
        let rendered = render();
        self.is_silent.set(false);
        rendered
    }

    /// The marks of a statement: document numbers, each a link to the list.
    pub fn cite(&self, sources: &[Slug]) -> AnyView {
        let sources = match self.is_silent.get() {
            true => &[],
            false => sources,
        };
        let links: Vec<AnyView> = (self.sources.iter())
            .filter(|source| sources.contains(&source.id))
            .map(|source| {
                let number = source.number;
                let is_first = self.cited.borrow_mut().insert(number);
                let id = (is_first && self.page.is_none()).then(|| format!("cite-{number}"));
                let page = self.page.as_deref().unwrap_or_default();
                view! { <a class="citation" href=format!("{page}#source-{number}") id=id aria-label=tr!("出处{number}：{name}", number = number, name = source.short)>{number}</a> }.into_any()
            })
            .collect();
        links.into_any()
    }

    /// The list of the cited documents: number, title, date. Call it after all [`Citations::cite`].
    pub fn list(&self) -> AnyView {
        let items: Vec<AnyView> = (self.sources.iter())
            .filter(|source| self.cited.borrow().contains(&source.number))
            .map(|source| {
                view! {
                    <li id=format!("source-{}", source.number) value=source.number tabindex="-1">
                        {content_text(&tr!("《{title}》", title = source.title))}
                        <span class="sources__note">{content_text(&source.note)}</span>
                        <a class="sources__back" href=format!("#cite-{}", source.number)>{tr!("回到引用它的地方")}</a>
                    </li>
                }
                .into_any()
            })
            .collect();
        if items.is_empty() {
            return ().into_any();
        }
        view! {
            <section class="sources" aria-labelledby="sources">
                <h2 id="sources">{tr!("出处")}</h2>
                <ol class="sources__list">{items}</ol>
            </section>
        }
        .into_any()
    }
}
