//! The search form, and the list of suggestions below its box.
//!
//! A plain GET form to the gallery, with an ARIA combobox list that is empty at first. The browser program fills, opens and closes the list.

use crate::messages::tr;
use crate::models::SearchForm;
use crate::route::Route;
use crate::search::{Facet, Query, Suggestion, Target};
use leptos::prelude::*;

/// The suggestions; the list is closed where there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    /// The suggestions.
    pub items: Vec<Suggestion>,
    /// The index of the selected one, which Enter takes.
    pub active: Option<usize>,
}

/// The address of a suggestion.
pub fn suggestion_href(suggestion: &Suggestion) -> String {
    let route = match &suggestion.target {
        Target::Brand(id) => Route::Brand(id.clone()),
        Target::Initiative(id, initiative) => Route::Initiative(id.clone(), initiative.clone()),
        Target::Value(facet, id) => match facet {
            Facet::Place => Route::Place(id.clone()),
            Facet::Institution => Route::Institution(id.clone()),
            _ => Route::Need(id.clone()),
        },
        Target::Search => Route::Gallery(Query::default().with_text(&suggestion.words)),
        Target::Elder => return crate::route::elder(true),
    };
    route.href()
}

/// The search form, including the notices for people in danger.
pub fn search_form(form: &SearchForm) -> AnyView {
    let examples = &form.examples;
    let examples =
        (!examples.is_empty()).then(|| tr!("如：{examples}", examples = examples.join(tr!("、"))));
    view! {
        <form class="search-form" action=Route::home().href() role="search">
            <label class="visually-hidden" for="q">{tr!("找品牌、医院、需求或地方")}</label>
            <div class="search-form__row">
                <input
                    id="q"
                    class="search-form__input"
                    name="q"
                    type="search"
                    value=form.text.clone()
                    placeholder=examples
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    maxlength="100"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls="suggestions"
                    aria-expanded="false"
                />
                <button class="search-form__button" type="submit">{tr!("搜索")}</button>
            </div>
            // boot.js shows it while a page with a query waits for the program.
            <p id="searching" class="search-form__status" role="status" hidden>{tr!("正在查找，请稍候……")}</p>
            {super::urgent_region(&form.notices)}
            <ul id="suggestions" class="suggestions" role="listbox" aria-label=tr!("建议") hidden></ul>
        </form>
    }
    .into_any()
}

/// The options of the list.
pub fn suggested(suggestions: &Suggestions) -> AnyView {
    let option = |(at, item): (usize, &Suggestion)| {
        let chosen = if suggestions.active == Some(at) {
            "true"
        } else {
            "false"
        };
        view! {
            <li id=format!("suggestion-{at}") class="suggestions__item" role="option" aria-selected=chosen>
                <span>{item.words.clone()}</span>
                <span class="suggestions__note">{item.note.clone()}</span>
            </li>
        }
        .into_any()
    };
    let options: Vec<AnyView> = suggestions.items.iter().enumerate().map(option).collect();
    options.into_any()
}
