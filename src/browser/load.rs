//! How does data reach the page?
//!
//! One request, one value; what went wrong is told apart only as far as the visitor can do something about it.

use crate::catalogue::json;
use crate::route;
use crate::search::Engine;
use gloo_net::http::Request;
use serde::de::DeserializeOwned;

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The server could not be reached.
    Network,
    /// The server has no such thing, or what it gave makes no sense.
    Answer,
}

/// The value at `url`.
pub(super) async fn value<T: DeserializeOwned>(url: &str) -> Result<T, Trouble> {
    let response = Request::get(url)
        .send()
        .await
        .map_err(|_| Trouble::Network)?;
    if !response.ok() {
        return Err(Trouble::Answer);
    }
    let text = response.text().await.map_err(|_| Trouble::Network)?;
    json::from_str(&text).ok_or(Trouble::Answer)
}

/// The search engine with all its texts.
pub(super) async fn engine() -> Result<Engine, Trouble> {
    let head = bytes(&route::asset(route::SEARCH_HEAD)).await?;
    let engine = Engine::open(head).ok_or(Trouble::Answer)?;
    let text = bytes(&route::asset(route::SEARCH_TEXT)).await?;
    engine
        .give_text(text)
        .then_some(engine)
        .ok_or(Trouble::Answer)
}

/// The bytes at `url`.
async fn bytes(url: &str) -> Result<Vec<u8>, Trouble> {
    let response = Request::get(url)
        .send()
        .await
        .map_err(|_| Trouble::Network)?;
    if !response.ok() {
        return Err(Trouble::Answer);
    }
    response.binary().await.map_err(|_| Trouble::Network)
}
