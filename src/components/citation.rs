//! The sources of a page: a mark behind each statement, and the list of documents at the end.
//!
//! [`Citations`] numbers documents by their place in the register, so that a number means the same on every page, and remembers which
//! were cited so that the page can list them at its end. A mark is a link to the list, and the list leads back to the first mark of each
//! document; where the program runs it opens the source in place instead.

use crate::catalogue::{Document, Slug};
use crate::messages::tr;
use crate::screen::Site;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The citations of one page.
pub struct Citations {
    site: Site,
    /// Positions of documents in the register.
    cited: RefCell<BTreeSet<usize>>,
}

impl Citations {
    /// A page that has cited nothing yet.
    pub fn of(site: Site) -> Citations {
        Citations {
            site,
            cited: RefCell::default(),
        }
    }

    /// The numbers of the documents behind a statement, each a link to the list.
    pub fn cite(&self, sources: &[Slug]) -> AnyView {
        let documents = &self.site.catalogue.documents;
        let links: Vec<AnyView> = documents
            .iter()
            .enumerate()
            .filter(|(_, document)| sources.contains(&document.id))
            .map(|(at, document)| {
                let is_first = self.cited.borrow_mut().insert(at);
                let id = is_first.then(|| format!("cite-{}", at + 1));
                view! { <a class="citation" href=format!("#source-{}", at + 1) id=id aria-label=tr!("出处{number}：{name}", number = at + 1, name = document.short)>{at + 1}</a> }.into_any()
            })
            .collect();
        links.into_any()
    }

    /// What a document is, by whom, of when.
    pub fn described(document: &Document) -> String {
        let by = document.publisher.as_deref().or(document.byline.as_deref());
        let dated = document.dated();
        let parts = [Some(document.kind.as_str()), by, Some(dated)];
        parts
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(tr!("，"))
    }

    /// The documents that were cited: number, title, date. Call it last.
    pub fn list(&self) -> AnyView {
        let items: Vec<AnyView> = (self.site.catalogue.documents.iter().enumerate())
            .filter(|(at, _)| self.cited.borrow().contains(at))
            .map(|(at, document)| {
                view! {
                    <li id=format!("source-{}", at + 1) value=at + 1 tabindex="-1">
                        {tr!("《{title}》", title = document.title)}
                        <span class="sources__note">{Citations::described(document)}</span>
                        <a class="sources__back" href=format!("#cite-{}", at + 1)>{tr!("回到引用它的地方")}</a>
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
