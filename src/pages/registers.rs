//! The pages of all institutions and of all brands, in parts.
//!
//! They list completely what the gallery only offers in part, so that every brand can be reached without the program.

use crate::components::{brand_card, content_text, trail};
use crate::messages::tr;
use crate::models::{self, InstitutionTotal};
use crate::route::Route;
use leptos::prelude::*;

/// All institutions, with how many brands each has.
#[component]
pub fn InstitutionsPage(
    /// Its model.
    model: models::InstitutionsPage,
) -> impl IntoView {
    let row = |total: InstitutionTotal| {
        let InstitutionTotal {
            institution,
            brands,
        } = total;
        let href = Route::Institution(institution.id).href();
        view! { <li><a class="choice" href=href>{content_text(&institution.name)}<span class="choice__count">{brands}</span></a></li> }.into_any()
    };
    let rows: Vec<AnyView> = model.institutions.into_iter().map(row).collect();
    view! {
        <div class="listing">
            {trail(&[], tr!("全部机构"))}
            <h1 class="listing__name">{tr!("全部机构")}</h1>
            <p class="listing__line">{content_text(&model.line)}</p>
            {(!rows.is_empty()).then(|| view! { <ul class="facet__values listing__values">{rows}</ul> }.into_any())}
        </div>
    }
}

/// One page of all brands in the order of the matrix.
#[component]
pub fn AllPage(
    /// Its model.
    model: models::AllPage,
) -> impl IntoView {
    let name = tr!("全部品牌，第 {page} 页", page = model.page);
    let line = tr!(
        "共 {brands} 个品牌，{pages} 页。",
        brands = model.brands,
        pages = model.pages
    );
    let link = |page: Option<u32>, class: &'static str, word: &'static str| {
        let page = page.filter(|page| (1..=model.pages).contains(page))?;
        let href = Route::All(page as usize).href();
        Some(view! { <a class=class href=href>{word}</a> }.into_any())
    };
    let cards: Vec<AnyView> = (model.cards.iter())
        .map(|card| brand_card(card, None))
        .collect();
    view! {
        <div class="listing">
            {trail(&[], &name)}
            <h1 class="listing__name">{name.clone()}</h1>
            <p class="listing__line">{line}</p>
            <h2 class="visually-hidden">{tr!("品牌")}</h2>
            <ol class="cards">{cards}</ol>
            <nav class="turn" aria-label=tr!("前后页")>
                {link(model.page.checked_sub(1), "turn__link", tr!("上一页"))}
                {link(model.page.checked_add(1), "turn__link turn__link--after", tr!("下一页"))}
            </nav>
        </div>
    }
}
