//! The application: the frame of every page, and the component of each model.
//!
//! [`App`] is rendered natively to each prerendered page. In the browser it is mounted only where no page is prerendered (`trunk serve`); otherwise
//! the prerendered page is adopted, and [`PageContent`] is mounted for the pages that are opened next.

#[cfg(not(target_arch = "wasm32"))]
use crate::components::{Answer, feedback_line};
use crate::components::{FilterState, frame_footer, frame_header};
#[cfg(not(target_arch = "wasm32"))]
use crate::models::FeedbackLine;
use crate::models::{Content, Frame};
#[cfg(not(target_arch = "wasm32"))]
use crate::pages;
use crate::pages::{
    AboutPage, AllPage, BrandPage, ComparePage, EmptyPage, FiguresPage, GalleryPage,
    InitiativePage, InstitutionsPage, ListingPage, MatrixPage, NotFoundPage, PlacesPage,
    RetiredPage, StepPage, StoryPage, TimelinePage, TourPage,
};
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::StaffPage;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::{Screen, Site};
use leptos::prelude::*;

/// A whole page.
#[component]
pub fn App(
    /// Header and footer.
    frame: Frame,
    /// The current route.
    here: Route,
    /// The content of `main`.
    main: AnyView,
    /// The line that asks what readers think of the page; nothing where it is not asked.
    feedback: AnyView,
) -> impl IntoView {
    view! {
        {frame_header(&frame, &here)}
        <main id="main" tabindex="-1">{main}</main>
        {frame_footer(&frame, &here, feedback)}
    }
}

/// The whole page of a screen. `content`: its page model; `None` for pages for staff.
#[cfg(not(target_arch = "wasm32"))]
pub fn app(site: &Site, screen: &Screen, content: Option<Content>) -> AnyView {
    if let Route::Gallery(query) = &screen.route {
        let answer = Answer::new(site, query);
        provide_context(pages::GalleryState {
            site: site.clone(),
            answer,
        });
    }
    let (frame, here) = (Frame::of(&site.catalogue), screen.route.clone());
    let feedback = FeedbackLine::of(site, screen, content.as_ref());
    let feedback = feedback.as_ref().map(feedback_line).into_any();
    let main = page(site, screen, content);
    view! { <App frame here main feedback/> }.into_any()
}

/// The content of a page by its model.
#[component]
pub fn PageContent(
    /// Its model.
    content: Content,
    /// The entered filter.
    #[prop(optional)]
    filter: FilterState,
) -> impl IntoView {
    match content {
        Content::Gallery(model) => view! { <GalleryPage model/> }.into_any(),
        Content::Brand(model) => view! { <BrandPage model=*model/> }.into_any(),
        Content::Initiative(model) => view! { <InitiativePage model=*model/> }.into_any(),
        Content::Listing(model) => view! { <ListingPage model/> }.into_any(),
        Content::Institutions(model) => view! { <InstitutionsPage model/> }.into_any(),
        Content::All(model) => view! { <AllPage model/> }.into_any(),
        Content::Matrix(model) => view! { <MatrixPage model filter/> }.into_any(),
        Content::Figures(model) => view! { <FiguresPage model/> }.into_any(),
        Content::Timeline(model) => view! { <TimelinePage model filter/> }.into_any(),
        Content::Places(model) => view! { <PlacesPage model/> }.into_any(),
        Content::Tour(model) => view! { <TourPage model/> }.into_any(),
        Content::Step(model) => view! { <StepPage model/> }.into_any(),
        Content::Story(model) => view! { <StoryPage model/> }.into_any(),
        Content::Compare(model) => view! { <ComparePage model filter/> }.into_any(),
        Content::About(model) => view! { <AboutPage model/> }.into_any(),
        Content::Retired(model) => view! { <RetiredPage model/> }.into_any(),
        Content::NotFound(model) => view! { <NotFoundPage model/> }.into_any(),
        Content::Empty(model) => view! { <EmptyPage model/> }.into_any(),
    }
}

/// The content of `main`.
#[cfg(not(target_arch = "wasm32"))]
fn page(site: &Site, screen: &Screen, content: Option<Content>) -> AnyView {
    match (content, &screen.route) {
        (Some(content), _) => view! { <PageContent content/> }.into_any(),
        (None, Route::StaffPage(page)) => match page {
            StaffPage::Embed => pages::embed(site),
            StaffPage::Data => pages::data(site),
            StaffPage::Changes => pages::changes(site),
            StaffPage::Handbook => pages::handbook(site),
        },
        // All other pages have a model.
        _ => ().into_any(),
    }
}
