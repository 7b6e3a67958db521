//! The form that filters a list or a tree.
//!
//! The state of the form is a signal ([`FilterState`]). The list's component compares its items with it ([`Filter::matches`]) and sets the number of
//! matches. The browser sets the signal on each input. Without a program the form is hidden (`is-scripted` shows it).

use super::binding::bind_flags;
use crate::messages::tr;
use crate::models::SelectOption;
use crate::search::text::fold;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::renderer::types::Element;

/// The contents of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterState {
    /// The text, as typed.
    pub words: String,
    /// The value of each select control, in order; empty where all values are wanted.
    pub choices: Vec<String>,
}

impl FilterState {
    /// The state, prepared for comparisons.
    pub fn filter(&self) -> Filter {
        Filter {
            words: fold(&self.words),
            choices: self.choices.clone(),
        }
    }
}

/// A prepared filter.
pub struct Filter {
    words: String,
    choices: Vec<String>,
}

impl Filter {
    /// Whether it excludes anything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.choices.iter().all(String::is_empty)
    }

    /// Whether an item matches.
    pub fn matches(&self, keys: &FilterKeys) -> bool {
        let has = |(choice, values): (&String, &String)| {
            choice.is_empty() || values.split(' ').any(|value| value == choice)
        };
        keys.words.contains(&self.words) && self.choices.iter().zip(&keys.values).all(has)
    }
}

/// The search keys of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterKeys {
    /// Its text, folded.
    pub words: String,
    /// Its values for each select control, separated by spaces.
    pub values: Vec<String>,
}

/// Hides the items that do not match, and sets `total` to the number of matches. Returns which items match.
pub fn filter_list(
    state: RwSignal<FilterState>,
    total: RwSignal<Option<usize>>,
    keys: Vec<FilterKeys>,
    items: Vec<NodeRef<html::Li>>,
) -> RwSignal<Vec<bool>> {
    let kept = RwSignal::new(vec![true; keys.len()]);
    Effect::new(move |_| {
        let filter = state.with(FilterState::filter);
        let now: Vec<bool> = keys.iter().map(|keys| filter.matches(keys)).collect();
        let sum = now.iter().filter(|kept| **kept).count();
        total.set((!filter.is_empty()).then_some(sum));
        kept.set(now);
    });
    let find = move || {
        (items.iter())
            .map(|item| Some(item.get_untracked()?.into()))
            .collect()
    };
    let hidden = move || kept.with(|kept| kept.iter().map(|kept| !kept).collect());
    bind_flags(find, Vec::new(), hidden, hide);
    kept
}

/// Hides the sections without a matching item. `sections` gives the number of items of each, in the order of `kept`.
pub fn hide_empty(kept: RwSignal<Vec<bool>>, sections: Vec<(NodeRef<html::Section>, usize)>) {
    let totals: Vec<usize> = sections.iter().map(|(_, total)| *total).collect();
    let find = move || {
        (sections.iter())
            .map(|(section, _)| Some(section.get_untracked()?.into()))
            .collect()
    };
    let hidden = move || {
        kept.with(|kept| {
            let mut rest = kept.iter();
            let mut is_empty =
                |total: &usize| !rest.by_ref().take(*total).fold(false, |any, it| any | it);
            totals.iter().map(&mut is_empty).collect()
        })
    };
    bind_flags(find, Vec::new(), hidden, hide);
}

/// Sets or removes `hidden`.
fn hide(element: &Element, is_hidden: bool) {
    let _ = element.toggle_attribute_with_force("hidden", is_hidden);
}

/// A select control of the form.
pub struct FilterSelect {
    /// Its label.
    pub label: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The label of the option for all values.
    pub all: &'static str,
    /// The other options.
    pub options: Vec<SelectOption>,
}

/// The form.
#[component]
pub fn ListFilter(
    /// The label of the text field; `None` for no text field.
    #[prop(optional)]
    words: Option<&'static str>,
    /// The select controls.
    #[prop(optional)]
    selects: Vec<FilterSelect>,
    /// Its state.
    state: RwSignal<FilterState>,
    /// How many items match; `None` where the form is empty.
    total: RwSignal<Option<usize>>,
    /// Further controls.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let initial = state.get_untracked();
    let field = words.map(|label| {
        let typed = move |event| {
            let words = event_target_value(&event);
            state.update(|state| state.words = words);
        };
        view! { <label class="list-filter__field"><span class="list-filter__word">{label}</span><input class="list-filter__input" name="words" type="search" autocomplete="off" prop:value=initial.words on:input=typed/></label> }.into_any()
    });
    let mut initial = initial.choices.into_iter();
    let selects: Vec<AnyView> = (selects.into_iter().enumerate())
        .map(|(at, select)| shown(select, at, initial.next().unwrap_or_default(), state))
        .collect();
    let summary = move || {
        total.get().map(|total| match total {
            0 => tr!("没有找到。可以换一个说法。").to_owned(),
            total => tr!("找到 {total} 项。", total = total),
        })
    };
    view! {
        <form class="list-filter" on:submit=move |event| event.prevent_default()>
            {field}
            {selects}
            {children.map(|children| children())}
            <output class="list-filter__total">{summary}</output>
        </form>
    }
}

fn shown(
    select: FilterSelect,
    at: usize,
    initial: String,
    state: RwSignal<FilterState>,
) -> AnyView {
    let options: Vec<AnyView> = (select.options.into_iter())
        .map(|option| {
            let is_chosen = option.value == initial;
            view! { <option value=option.value prop:selected=is_chosen>{option.name}</option> }
                .into_any()
        })
        .collect();
    let chosen = move |event| {
        let value = event_target_value(&event);
        state.update(|state| {
            if state.choices.len() <= at {
                state.choices.resize(at + 1, String::new());
            }
            state.choices[at] = value;
        });
    };
    view! { <label class="list-filter__field"><span class="list-filter__word">{select.label}</span><select class="list-filter__input" name=select.name on:change=chosen><option value="">{select.all}</option>{options}</select></label> }.into_any()
}
