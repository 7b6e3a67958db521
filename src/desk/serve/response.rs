//! Construction of responses.
//!
//! Every response has a cache lifetime, and a length if it has a body. Security headers are added to all responses in [`super`].

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LOCATION, VARY,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::negotiation::Representation;

/// The response with the bytes and all headers.
pub(super) fn full(status: StatusCode, representation: Representation) -> Response {
    let mut response = headers(status, &representation);
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

/// The 304 response for a client that has these bytes.
pub(super) fn not_modified(representation: &Representation) -> Response {
    headers(StatusCode::NOT_MODIFIED, representation)
}

/// The headers that are sent with and without the bytes.
fn headers(status: StatusCode, representation: &Representation) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(representation.cache_control),
    );
    // No ETag on a 404: a later revalidation must not match the page that stands in for the missing one.
    if status != StatusCode::NOT_FOUND
        && let Ok(etag) = HeaderValue::from_str(&representation.etag)
    {
        headers.insert(ETAG, etag);
    }
    response
}

/// A plain text response.
pub(super) fn text(status: StatusCode, text: &'static str) -> Response {
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

/// A redirect that keeps the query.
pub(super) fn redirect(status: StatusCode, path: &str, query: Option<&str>) -> Response {
    let target = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let Ok(target) = HeaderValue::from_str(&target) else {
        return text(StatusCode::NOT_FOUND, "没有这个页面。");
    };
    let mut response = text(status, "");
    response.headers_mut().insert(LOCATION, target);
    response
}
