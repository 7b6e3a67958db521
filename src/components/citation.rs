//! The sources of a page: a mark behind each statement, and the list of documents at the end.
//!
//! [`Citations`] numbers documents by their place in the register, so that a number means the same on every page, and remembers which
//! were cited so that the page can list them at its end. A mark is a link to the list, and the list leads back to the first mark of each
//! document; where the program runs it opens the source in place instead.

use super::content_text;
use crate::catalogue::Slug;
use crate::messages::tr;
use crate::models::Source;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The citations of one page.
pub struct Citations {
    /// The documents that may be cited, in the order of the register.
    sources: Vec<Source>,
    /// The numbers of those that were.
    cited: RefCell<BTreeSet<u16>>,
    /// The address of the page that lists them, where it is another.
    page: Option<String>,
}

impl Citations {
    /// A page that has cited nothing yet.
    pub fn of(sources: Vec<Source>) -> Citations {
        Citations {
            sources,
            cited: RefCell::default(),
            page: None,
        }
    }

    /// Statements of another page, which lists their documents.
    pub fn elsewhere(page: String, sources: Vec<Source>) -> Citations {
        Citations {
            page: Some(page),
            ..Citations::of(sources)
        }
    }

    /// The numbers of the documents behind a statement, each a link to the list.
    pub fn cite(&self, sources: &[Slug]) -> AnyView {
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

    /// The documents that were cited: number, title, date. Call it last.
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
