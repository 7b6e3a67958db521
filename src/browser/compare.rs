//! What do a few brands answer to the same questions?
//!
//! One page out of several: the desk's page of comparing, with its questions, and the pages of the chosen brands, in which every
//! answer is marked (`data-answer`). No word is of this room: both were written by the desk.

use super::door::Door;
use super::load::Trouble;
use super::page;
use crate::catalogue::Slug;
use crate::route::{MOST_COMPARED, Route};
use crate::screen::Told;
use std::rc::Rc;
use web_sys::{Document, Element};

impl Door {
    /// The page of a few brands side by side; of those that do not exist it says so.
    pub(super) async fn compared(
        self: &Rc<Door>,
        chosen: &[Slug],
    ) -> Result<&'static Told, Trouble> {
        let href = Route::Compare(chosen.to_vec()).href();
        if let Some(told) = self.kept(&href) {
            return Ok(told);
        }
        let page = self.told(Route::Compare(Vec::new()).href()).await?;
        let ids = known(page, chosen);
        // All at once; then they are waited for.
        for href in ids.iter().map(|id| Route::Brand(id.clone()).href()) {
            if self.kept(&href).is_none() {
                drop(self.send_for(href));
            }
        }
        let mut brands = Vec::new();
        for id in ids {
            let told = self.told(Route::Brand(id.clone()).href()).await?;
            brands.push((id, told));
        }
        let is_whole = brands.len() == chosen.len();
        let beside = beside(page, &brands, is_whole).ok_or(Trouble::Answer)?;
        Ok(self.keep_told(href, beside))
    }
}

/// Those of the chosen brands that the page of comparing knows.
fn known(page: &Told, chosen: &[Slug]) -> Vec<Slug> {
    let known = |id: &&Slug| page.html.contains(&format!("data-pick=\"{id}\""));
    chosen.iter().filter(known).cloned().collect()
}

/// The page on which these brands stand side by side. `is_whole`: whether they are all that were asked for.
fn beside(page: &Told, brands: &[(Slug, &Told)], is_whole: bool) -> Option<Told> {
    let document = page::parsed(&page.html)?;
    let chosen: Vec<Slug> = brands.iter().map(|(id, _)| id.clone()).collect();
    let answers: Vec<(&Slug, Document)> = (brands.iter())
        .filter_map(|(id, told)| Some((id, answering(id, told)?)))
        .collect();
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    if !is_whole {
        find(".compare__unknown")?.remove_attribute("hidden").ok()?;
    }
    if brands.is_empty() {
        return told(page, page.title.clone(), &document);
    }
    find(".compare__table")?.remove_attribute("hidden").ok()?;
    let place = find(".compare__head")?;
    place.set_inner_html(r#"<ul class="compare__chosen"></ul>"#);
    let list = find(".compare__chosen")?;
    let _ = list.set_attribute("aria-label", &place.get_attribute("data-name")?);
    let mut names = Vec::new();
    for pick in page::elements_in(&find("#picks")?, "[data-pick]") {
        let id = pick.get_attribute("data-pick").unwrap_or_default();
        let mut next = chosen.clone();
        if let Some(at) = chosen.iter().position(|one| one.as_str() == id) {
            next.remove(at);
        } else {
            next.extend(Slug::parse(&id));
        }
        let _ = pick.set_attribute("href", &Route::Compare(next).href());
    }
    for id in &chosen {
        let pick = find(&format!("[data-pick='{id}']"))?;
        let item = pick.closest("li").ok()??;
        names.push(text(&item, ".pick__name"));
        let _ = pick.set_attribute("data-chosen", "");
        let _ = list.append_child(&item);
    }
    if chosen.len() == MOST_COMPARED {
        find(".compare__picker")?.remove();
    }
    for question in page::elements_in(&document.document_element()?, "[data-question]") {
        let asked = question.get_attribute("data-question").unwrap_or_default();
        let row = question.query_selector(".compare__answers").ok()??;
        let none = row.get_attribute("data-none").unwrap_or_default();
        let mut markup = String::new();
        for ((_, document), name) in answers.iter().zip(&names) {
            let found = document.query_selector(&format!("[data-answer={asked}]"));
            let told = match found.ok().flatten() {
                Some(answer) => answer.inner_html(),
                None => format!("<p>{none}</p>"),
            };
            markup += &format!(
                r#"<div class="compare__answer"><h3 class="compare__of">{name}</h3>{told}</div>"#
            );
        }
        row.set_inner_html(&markup);
    }
    let title = format!("{}：{}", names.join("、"), page.title);
    told(page, title, &document)
}

fn told(page: &Told, title: String, document: &Document) -> Option<Told> {
    Some(Told {
        title,
        description: page.description.clone(),
        html: document.body()?.inner_html(),
    })
}

/// The page of a brand, its answers ready to stand on another page: links into it lead there, and nothing has a name of its own.
fn answering(id: &Slug, told: &Told) -> Option<Document> {
    let document = page::parsed(&told.html)?;
    let body = document.body()?;
    let here = Route::Brand(id.clone()).href();
    for link in page::elements_in(&body, "a[href^='#']") {
        let to = link.get_attribute("href").unwrap_or_default();
        let _ = link.set_attribute("href", &(here.clone() + &to));
    }
    for named in page::elements_in(&body, "[id]") {
        let _ = named.remove_attribute("id");
    }
    for heading in page::elements_in(&body, "h2") {
        heading.remove();
    }
    Some(document)
}

/// What stands in an element, as markup.
fn text(within: &Element, selector: &str) -> String {
    let found = within.query_selector(selector).ok().flatten();
    found.map_or_else(String::new, |found| found.inner_html())
}
