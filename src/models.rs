//! Page models: the content of each page, as plain values.
//!
//! [`page`] (native) makes a model from the catalogue, and a component of `pages` renders it. Models are written as JSON beside the pages
//! ([`crate::route::Route::data`]), one [`Bundle`] for a brand with its initiatives and one for each other page; the wasm app renders the same component
//! from it. A model is self-contained: texts in the language of its page, records by id and name ([`Named`]), other links as address and words ([`Link`]).
//! It never refers to the catalogue or the index.

mod about;
mod brand;
mod card;
mod chart;
mod compare;
#[cfg(not(target_arch = "wasm32"))]
mod day;
mod emblem;
mod empty;
mod feedback;
mod figures;
mod frame;
mod gallery;
mod guide;
mod initiative;
mod listing;
mod matrix;
mod media;
mod named;
mod not_found;
pub mod opening;
mod operator;
mod places;
mod plate;
mod qr;
mod radial_tree;
mod registers;
mod retired;
mod search_form;
mod source;
mod timeline;
mod tour;
mod visit;

pub use about::AboutPage;
pub use brand::{BrandPage, Family, InitiativeSummary, ParentLink, ShortFigure};
pub use card::{CardEntry, CardModel, CardSnippet};
pub use chart::{Chart, Dots, Share};
#[cfg(not(target_arch = "wasm32"))]
pub use chart::{FigureKind, bars, charts};
pub use compare::{CompareAnswers, ComparePage, Pick};
pub use emblem::{Emblem, hue};
pub use empty::EmptyPage;
#[cfg(not(target_arch = "wasm32"))]
pub use feedback::FeedbackLine;
pub use feedback::{Feedback, VERSION, Verdict, WORDS_MOST, sentence, version_in};
pub use figures::{ChartedFigure, FigureRecord, FiguresPage, HighlightFigure, Theme};
pub use frame::Frame;
pub use gallery::{Featured, FeaturedFigure, GalleryPage, NeedLink};
pub use guide::Guide;
pub use initiative::InitiativePage;
pub use listing::ListingPage;
pub use matrix::{BrandNode, InitiativeNode, MatrixItem, MatrixNode, MatrixPage, Reason};
pub use media::{Attachment, MediaSet, Picture};
pub use named::{BrandLink, Named};
pub use not_found::NotFoundPage;
pub use operator::OperatorFact;
pub use places::{MapArea, PlaceEntry, PlaceMap, PlacesPage};
pub use plate::Plate;
#[cfg(not(target_arch = "wasm32"))]
pub use plate::{Layer, Refusal, Tone, counted, layers};
pub use qr::{QrCode, qr_path};
#[cfg(not(target_arch = "wasm32"))]
pub use radial_tree::Branch;
pub use radial_tree::{
    Anchor, Disc, LabelRow, RadialDots, RadialEdge, RadialLabel, RadialNode, RadialShape,
    RadialTree,
};
pub use registers::{AllPage, InstitutionTotal, InstitutionsPage};
pub use retired::RetiredPage;
#[cfg(not(target_arch = "wasm32"))]
pub use retired::name_of;
pub use search_form::{Notice, SearchForm};
pub use source::Source;
pub use timeline::{Moment, MomentKind, Period, TimelinePage};
#[cfg(not(target_arch = "wasm32"))]
pub use tour::steps;
pub use tour::{
    StepInitiative, StepPage, StoryLink, StoryPage, StoryStop, TourCore, TourPage, TourStep,
};
pub use visit::{
    BookingLink, FactLine, FactNotice, Facts, PhoneLink, ServiceLink, Visit, service_anchor,
};

#[cfg(not(target_arch = "wasm32"))]
use day::{checked_on, day};

#[cfg(not(target_arch = "wasm32"))]
use crate::head::Head;
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::{self, Language};
#[cfg(not(target_arch = "wasm32"))]
use crate::route::{Overview, Route};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::{Screen, Site};
use serde::{Deserialize, Serialize};

/// Pages that are loaded together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// The program that can render it: the address of the `boot.js` of its pages; empty for a site without prerendered pages, which has one program.
    pub program: String,
    /// The pages.
    pub pages: Vec<Page>,
    /// What the comparison page shows of the brand of these pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<CompareAnswers>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Bundle {
    /// Adds the page of a screen, and for a brand what the comparison page shows of it.
    pub fn add(&mut self, site: &Site, screen: &Screen, page: Page) {
        self.pages.push(page);
        if let (Route::Brand(_), Some(brand)) = (&screen.route, site.brand(&screen.route))
            && site.catalogue.gallery.has_comparison()
        {
            self.answers = Some(CompareAnswers::of(site, brand));
        }
    }
}

/// One page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Its path below the base of its language, as in [`crate::route::Route::path`].
    pub path: String,
    /// See [`crate::head::Head::title`].
    pub title: String,
    /// See [`crate::head::Head::description`].
    pub description: String,
    /// The content of its `<main>`.
    pub content: Content,
}

/// The program of a [`Bundle`] alone, which is read before the code of pages is loaded.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BundleProgram {
    /// See [`Bundle::program`].
    pub program: String,
}

/// The titles of the pages of a [`Bundle`] alone.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Titles {
    /// The pages.
    pub pages: Vec<Title>,
}

/// The title of a [`Page`] alone.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Title {
    /// See [`Page::title`].
    pub title: String,
}

/// The plate of the brand of a [`Bundle`] alone.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BundlePlate {
    /// The pages.
    pub pages: Vec<PagePlate>,
}

/// The plate of a [`Page`] alone.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PagePlate {
    /// See [`Page::content`].
    pub content: ContentPlate,
}

/// The plate of a [`Content`] alone: one key, that of its component.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ContentPlate {
    /// See [`Content::Brand`].
    #[serde(rename = "Brand", default)]
    pub brand: Option<BrandPlate>,
}

/// The plate of a [`BrandPage`] alone.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BrandPlate {
    /// See [`BrandPage::plate`].
    pub plate: Plate,
}

/// The content of a page, by its component.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// `/` and `/?q=…`.
    Gallery(GalleryPage),
    /// `/about/`.
    About(AboutPage),
    /// `/brands/<id>/`.
    Brand(Box<BrandPage>),
    /// `/brands/<id>/<initiative>/`.
    Initiative(Box<InitiativePage>),
    /// `/needs/<id>/`, `/places/<id>/`, `/institutions/<id>/`.
    Listing(ListingPage),
    /// `/institutions/`.
    Institutions(InstitutionsPage),
    /// `/all/<n>/`.
    All(AllPage),
    /// `/tour/`.
    Tour(TourPage),
    /// `/tour/<brand>/`.
    Step(StepPage),
    /// `/tour/<story>/`.
    Story(StoryPage),
    /// The address of a retired record.
    Retired(RetiredPage),
    /// The page for an unknown address.
    #[serde(rename = "Missing")]
    NotFound(NotFoundPage),
    /// A page that lists brands, in a gallery without any.
    #[serde(rename = "Waiting")]
    Empty(EmptyPage),
    /// `/compare/`.
    Compare(ComparePage),
    /// `/matrix/`.
    Matrix(MatrixPage),
    /// `/places/`.
    Places(PlacesPage),
    /// `/figures/`.
    Figures(FiguresPage),
    /// `/timeline/`.
    Timeline(TimelinePage),
}

/// A link: its address, with base, and its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Its `href`.
    pub href: String,
    /// Its words.
    pub name: String,
}

#[cfg(not(target_arch = "wasm32"))]
impl Link {
    /// The link to a route.
    pub fn to(route: &Route, name: &str) -> Link {
        Link {
            href: route.href(),
            name: name.to_owned(),
        }
    }
}

/// An option of a select control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SelectOption {
    /// Its value.
    pub value: String,
    /// Its words.
    pub name: String,
}

impl SelectOption {
    /// The option with a value and words.
    pub fn of(value: &str, name: &str) -> SelectOption {
        SelectOption {
            value: value.to_owned(),
            name: name.to_owned(),
        }
    }
}

/// A text in English, on pages in English.
#[cfg(not(target_arch = "wasm32"))]
fn in_english(text: Option<&String>) -> Option<String> {
    text.filter(|_| is_english()).cloned()
}

/// Whether pages in English are made.
#[cfg(not(target_arch = "wasm32"))]
fn is_english() -> bool {
    messages::spoken() == Language::English
}

/// Converts a count to the type of model fields.
fn count(total: usize) -> u32 {
    u32::try_from(total).unwrap_or(u32::MAX)
}

/// The model of the page of a screen; `None` for the pages of staff, which are plain documents.
#[cfg(not(target_arch = "wasm32"))]
pub fn page(site: &Site, screen: &Screen) -> Option<Page> {
    let content = content(site, screen)?;
    let head = Head::new(site, screen);
    Some(Page {
        path: screen.route.path(),
        title: head.title,
        description: head.description,
        content,
    })
}

#[cfg(not(target_arch = "wasm32"))]
fn content(site: &Site, screen: &Screen) -> Option<Content> {
    let route = &screen.route;
    if let Some((record, to)) = &screen.retired {
        let retired = RetiredPage::of(site, route, record, to);
        return Some(Content::Retired(retired));
    }
    if site.catalogue.cards.is_empty()
        && let Some(empty) = EmptyPage::of(route, &site.catalogue.gallery)
    {
        return Some(Content::Empty(empty));
    }
    let found = match (route, site.brand(route)) {
        (Route::Gallery(_), _) => Some(Content::Gallery(GalleryPage::of(site))),
        (Route::About, _) => Some(Content::About(AboutPage::of(site))),
        (Route::Brand(_), Some(brand)) => (BrandPage::of(site, brand))
            .map(Box::new)
            .map(Content::Brand),
        (Route::Initiative(_, id), Some(brand)) => (InitiativePage::of(site, brand, id))
            .map(Box::new)
            .map(Content::Initiative),
        (Route::Need(id), _) => ListingPage::need(site, id).map(Content::Listing),
        (Route::Place(id), _) => ListingPage::place(site, id).map(Content::Listing),
        (Route::Institution(id), _) => ListingPage::institution(site, id).map(Content::Listing),
        (Route::Institutions, _) => Some(Content::Institutions(InstitutionsPage::of(site))),
        (Route::All(page), _) => Some(Content::All(AllPage::of(site, *page))),
        (Route::Overview(Overview::Tour), _) => {
            Some(Content::Tour(TourPage::of(site, &site.brands)))
        }
        (Route::Step(_), Some(brand)) => {
            Some(Content::Step(StepPage::of(site, &site.brands, brand)))
        }
        (Route::Step(id), None) => StoryPage::of(site, &site.brands, id).map(Content::Story),
        (Route::Overview(Overview::Matrix), _) => {
            Some(Content::Matrix(MatrixPage::of(site, &site.brands)))
        }
        (Route::Overview(Overview::Figures), _) => {
            Some(Content::Figures(FiguresPage::of(site, &site.brands)))
        }
        (Route::Overview(Overview::Timeline), _) => {
            Some(Content::Timeline(TimelinePage::of(site, &site.brands)))
        }
        (Route::Overview(Overview::Places), _) => Some(Content::Places(PlacesPage::of(site))),
        (Route::Compare(_), _) => Some(Content::Compare(ComparePage::of(site, &site.brands))),
        (Route::StaffPage(_), _) => return None,
        _ => None,
    };
    Some(found.unwrap_or_else(|| Content::NotFound(NotFoundPage::of(site))))
}
