//! How is an answer put together?
//!
//! Contract: every answer made here says how long it may be kept, and its length where it has bytes; which one is due was decided elsewhere.
//!
//! Absent on purpose: the protecting headers, which the one door in [`super`] adds to all answers alike.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LOCATION, VARY,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::negotiation::Representation;

/// The bytes and all their labels.
pub(super) fn whole(status: StatusCode, representation: Representation) -> Response {
    let mut response = labels(status, &representation);
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static(representation.content_type),
    );
    headers.insert(
        CONTENT_LENGTH,
        HeaderValue::from(representation.bytes.len()),
    );
    if let Some(coding) = representation.coding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    *response.body_mut() = Body::from(representation.bytes);
    response
}

/// The answer to a browser that holds these bytes already.
pub(super) fn unchanged(representation: &Representation) -> Response {
    labels(StatusCode::NOT_MODIFIED, representation)
}

/// The labels that go with the bytes and without them.
fn labels(status: StatusCode, representation: &Representation) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(representation.cache_control),
    );
    // A missing page is not the page that stands in for it: nothing to compare with next time.
    if status != StatusCode::NOT_FOUND
        && let Ok(etag) = HeaderValue::from_str(&representation.etag)
    {
        headers.insert(ETAG, etag);
    }
    response
}

/// One line of text.
pub(super) fn sentence(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    headers.insert(CONTENT_LENGTH, HeaderValue::from(text.len()));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A way on, with the question the visitor asked.
pub(super) fn redirect(status: StatusCode, path: &str, query: Option<&str>) -> Response {
    let target = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let Ok(target) = HeaderValue::from_str(&target) else {
        return sentence(StatusCode::NOT_FOUND, "没有这个页面。");
    };
    let mut response = sentence(status, "");
    response.headers_mut().insert(LOCATION, target);
    response
}
