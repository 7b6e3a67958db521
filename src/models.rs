//! Page models: what each page shows, as plain values.
//!
//! A model is made natively from the catalogue ([`page`]) and rendered by a component of `pages`. It is written as JSON beside the pages
//! ([`crate::route::Route::data`]), and the program renders the same component from it when a visitor opens the page. A model is
//! self-contained: texts in the language of its page, ids, links as address and words; it never refers to the catalogue or the index.
//! JSON holds one [`Bundle`] for a brand with its initiatives, and one for each other page.

mod about;
mod brand;
mod frame;
mod gallery;
mod initiative;
mod named;
mod search_form;
mod source;

pub use about::AboutPage;
pub use brand::{BrandPage, Family, InitiativeSummary, ParentLink, ShortFigure};
pub use frame::Frame;
pub use gallery::GalleryPage;
pub use initiative::InitiativePage;
pub use named::{BrandLink, Named};
pub use search_form::{Notice, SearchForm};
pub use source::Source;

#[cfg(not(target_arch = "wasm32"))]
use crate::head::Head;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::{Screen, Site};
use serde::{Deserialize, Serialize};

/// Pages that are loaded together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// The release that wrote it, as in the `data-release` of its pages.
    pub release: String,
    /// The pages.
    pub pages: Vec<Page>,
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
    /// What stands in its `main`.
    pub content: Content,
}

/// Of a bundle only what its pages are called.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Titles {
    /// The pages.
    pub pages: Vec<Title>,
}

/// Of a page only what it is called.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Title {
    /// See [`Page::title`].
    pub title: String,
}

/// The content of a page, by its component.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// `/` and `/?q=…`.
    Gallery(GalleryPage),
    /// `/about/`.
    About(AboutPage),
    /// `/brands/<id>/`.
    Brand(BrandPage),
    /// `/brands/<id>/<initiative>/`.
    Initiative(InitiativePage),
}

/// A link: its address, with base, and its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// What its `href` holds.
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

/// A number of things, as a model holds it.
#[cfg(not(target_arch = "wasm32"))]
fn count(total: usize) -> u32 {
    u32::try_from(total).unwrap_or(u32::MAX)
}

/// The model of a screen's page; nothing for the pages of staff, which are plain documents.
#[cfg(not(target_arch = "wasm32"))]
pub fn page(site: Site, screen: &Screen) -> Option<Page> {
    let content = match (&screen.route, screen.brand) {
        (Route::Gallery(_), _) => Content::Gallery(GalleryPage::of(site)),
        (Route::About, _) => Content::About(AboutPage::of(site)),
        (Route::Brand(_), Some(brand)) => Content::Brand(BrandPage::of(site, brand)?),
        (Route::Initiative(_, id), Some(brand)) => {
            Content::Initiative(InitiativePage::of(site, brand, id)?)
        }
        _ => return None,
    };
    let head = Head::of(site, screen);
    Some(Page {
        path: screen.route.path(),
        title: head.title,
        description: head.description,
        content,
    })
}
