//! The application: what surrounds every page, and the page of each model within it.
//!
//! [`App`] is rendered natively to each prerendered page. In the browser it is mounted only where no page is prerendered (`trunk serve`);
//! otherwise the prerendered one is adopted, and [`PageContent`] is mounted for the pages that are opened from there.

use crate::components::{frame_footer, frame_header};
use crate::models::{Content, Frame};
#[cfg(not(target_arch = "wasm32"))]
use crate::pages;
use crate::pages::{AboutPage, BrandPage, GalleryPage, InitiativePage};
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::{Overview, Paper};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::{Screen, Site};
use leptos::prelude::*;

/// A whole page.
#[component]
pub fn App(
    /// What surrounds it.
    frame: Frame,
    /// Which page it is.
    here: Route,
    /// What stands in its `main`.
    main: AnyView,
) -> impl IntoView {
    view! {
        {frame_header(&frame, &here)}
        <main id="main" tabindex="-1">{main}</main>
        {frame_footer(&frame, &here)}
    }
}

/// The whole page of a screen; `content`: that of its page, where it has a model.
#[cfg(not(target_arch = "wasm32"))]
pub fn app(site: Site, screen: &Screen, content: Option<Content>) -> AnyView {
    if let Route::Gallery(query) = &screen.route {
        provide_context(pages::GalleryState::of(site, query));
    }
    let (frame, here) = (Frame::of(site.catalogue), screen.route.clone());
    let main = page(site, screen, content);
    view! { <App frame here main/> }.into_any()
}

/// The content of a page by its model.
#[component]
pub fn PageContent(
    /// Its model.
    content: Content,
) -> impl IntoView {
    match content {
        Content::Gallery(model) => view! { <GalleryPage model/> }.into_any(),
        Content::Brand(model) => view! { <BrandPage model/> }.into_any(),
        Content::Initiative(model) => view! { <InitiativePage model/> }.into_any(),
        Content::About(model) => view! { <AboutPage model/> }.into_any(),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn page(site: Site, screen: &Screen, content: Option<Content>) -> AnyView {
    if let Some((record, to)) = screen.retired {
        return pages::retired(site, &screen.route, record, to);
    }
    if site.catalogue.cards.is_empty()
        && let Some(name) = made_of_brands(&screen.route)
    {
        return pages::waiting_page(&screen.route, name);
    }
    if let Some(content) = content {
        return view! { <PageContent content/> }.into_any();
    }
    match (&screen.route, screen.brand) {
        (Route::Need(id), _) => pages::need(site, id),
        (Route::Place(id), _) => pages::place(site, id),
        (Route::Institution(id), _) => pages::institution(site, id),
        (Route::Institutions, _) => pages::institutions(site),
        (Route::All(page), _) => pages::all(site, *page),
        (Route::Overview(overview), _) => match overview {
            Overview::Matrix => pages::matrix(site, screen.brands),
            Overview::Figures => pages::figures(site, screen.brands),
            Overview::Timeline => pages::timeline(site, screen.brands),
            Overview::Places => pages::places(site),
            Overview::Tour => pages::tour(site, screen.brands),
        },
        (Route::Step(_), Some(brand)) => pages::step(site, screen.brands, brand),
        (Route::Compare(_), _) => pages::compare(site, screen.brands),
        (Route::Paper(paper), _) => match paper {
            Paper::Embed => pages::embed(site, screen.brands),
            Paper::Data => pages::data(site, screen.brands),
            Paper::Changes => pages::changes(site),
            Paper::Handbook => pages::handbook(site),
        },
        _ => pages::missing(site),
    }
}

/// What a page is called that is nothing without brands.
#[cfg(not(target_arch = "wasm32"))]
fn made_of_brands(route: &Route) -> Option<&'static str> {
    match route {
        Route::Overview(overview) => Some(overview.word()),
        Route::Compare(_) => Some("比较品牌"),
        Route::Paper(Paper::Embed) => Some(Paper::Embed.word()),
        _ => None,
    }
}
