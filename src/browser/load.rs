//! Requests: fetches and parses data.
//!
//! One request, one value. [`LoadError`] distinguishes only what the caller handles differently.

use super::page;
use super::pages::{LoadCode, NotLoaded, PageFile};
use crate::catalogue::json;
use crate::messages;
use crate::models::BundleProgram;
use crate::route;
use crate::search::{Engine, Index, Missing};
use gloo_net::http::{Request, Response};
use serde::de::DeserializeOwned;
use std::rc::Rc;

/// Why loading failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoadError {
    /// The server could not be reached.
    Network,
    /// The server answered 404, or the file is of another program.
    Missing,
    /// The server answered with another error, or with a malformed value.
    Invalid,
}

/// Sets the site's address and the language from the document. Has to be called before anything else.
pub(crate) fn apply_site_and_language() {
    route::set_site(&page::site());
    messages::speak(page::language());
}

/// Loads the messages of the document's language, unless it is the site's own, whose messages are compiled in.
///
/// # Errors
///
/// As in [`value`].
pub(crate) async fn messages() -> Result<(), LoadError> {
    if !messages::is_learned() {
        messages::learn(value(&route::own(route::WORDS)).await?);
    }
    Ok(())
}

/// The value of the JSON at `url`.
///
/// # Errors
///
/// See [`LoadError`].
pub(crate) async fn value<T: DeserializeOwned>(url: &str) -> Result<T, LoadError> {
    let text = get(url).await?.text().await;
    json::from_str(&text.map_err(|_| LoadError::Network)?).ok_or(LoadError::Invalid)
}

/// The text at `url`; `None` where it cannot be loaded.
pub(crate) async fn text(url: &str) -> Option<String> {
    get(url).await.ok()?.text().await.ok()
}

/// Loads the messages of pages in the document's language, unless they are compiled in.
///
/// # Errors
///
/// As in [`value`].
pub(super) async fn page_messages() -> Result<(), LoadError> {
    if !messages::has_page_words() {
        messages::learn_pages(value(&route::own(route::PAGE_WORDS)).await?);
    }
    Ok(())
}

/// The page models at `url`, and the code that renders them.
///
/// # Errors
///
/// [`LoadError::Missing`] also for models of another program: its components differ, so that the page has to be opened as a document. The code chunk of
/// this program may no longer be published then, and is not requested. For models of another release of the data, the service worker answers the same.
pub(super) async fn pages(code: LoadCode, url: &str) -> Result<Rc<dyn PageFile>, LoadError> {
    page_messages().await?;
    let text = get(url).await?.text().await;
    let text = text.map_err(|_| LoadError::Network)?;
    let bundle: BundleProgram = json::from_str(&text).ok_or(LoadError::Invalid)?;
    if !page::is_of_this_program(&bundle.program) {
        return Err(LoadError::Missing);
    }
    let code = code().await.map_err(|NotLoaded| LoadError::Network)?;
    code.parse(&text).ok_or(LoadError::Invalid)
}

/// Loads the facet index.
///
/// # Errors
///
/// As in [`value`].
pub(crate) async fn facet_index(index: &Index) -> Result<(), LoadError> {
    index.give_facet_index(value(&route::own(&route::columns(index.edition()))).await?);
    Ok(())
}

/// Loads the card chunk `at`.
///
/// # Errors
///
/// As in [`value`].
pub(crate) async fn card_chunk(index: &Index, at: usize) -> Result<(), LoadError> {
    index.give_chunk(
        at,
        value(&route::own(&route::shelf(index.edition(), at))).await?,
    );
    Ok(())
}

/// Loads missing search data and gives it to the index.
///
/// # Errors
///
/// As in [`value`]; missing passages are no error.
pub(super) async fn missing_data(index: &Index, missing: Missing) -> Result<(), LoadError> {
    match missing {
        Missing::FacetIndex => facet_index(index).await?,
        Missing::NameOrder => {
            let names = value(&route::own(&route::names(index.edition()))).await?;
            index.give_name_order(names);
        }
        Missing::Chunk(at) => card_chunk(index, at).await?,
        Missing::Passages(at) => {
            let identity = index.identity().ok_or(LoadError::Invalid)?;
            let passages = value(&route::own(&route::passages(identity, at))).await;
            // Without passages a card only lacks a line, so a failure is ignored.
            index.give_passages(at, passages.unwrap_or_default());
        }
        Missing::Everyday => {
            let lines = text(&route::asset(route::EVERYDAY)).await;
            index.give_everyday(lines.ok_or(LoadError::Network)?);
        }
        Missing::Engine => index.give_engine(engine().await?),
        Missing::Text(part) => {
            let text = search_part(part).await?;
            index
                .give_text(text)
                .then_some(())
                .ok_or(LoadError::Invalid)?;
        }
    }
    Ok(())
}

/// The search engine, with the part of its texts that every query needs, where there is one.
async fn engine() -> Result<Engine, LoadError> {
    let head = bytes(&route::asset(route::SEARCH_HEAD)).await?;
    let engine = Engine::open(head).ok_or(LoadError::Invalid)?;
    for part in engine.needs("", usize::MAX) {
        engine.give(search_part(part).await?);
    }
    Ok(engine)
}

/// A part of the search engine's texts.
async fn search_part(part: u64) -> Result<Vec<u8>, LoadError> {
    bytes(&route::asset(&route::search_part(part))).await
}

async fn bytes(url: &str) -> Result<Vec<u8>, LoadError> {
    get(url)
        .await?
        .binary()
        .await
        .map_err(|_| LoadError::Network)
}

/// The response at `url`.
async fn get(url: &str) -> Result<Response, LoadError> {
    let response = Request::get(url)
        .send()
        .await
        .map_err(|_| LoadError::Network)?;
    match response.status() {
        200..300 => Ok(response),
        404 => Err(LoadError::Missing),
        _ => Err(LoadError::Invalid),
    }
}
