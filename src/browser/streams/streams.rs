//! A stand-in for the crate `wasm-streams` that compiles and does nothing.
//!
//! Leptos depends on it for server functions, and no linker may drop its exported classes: 4,345 bytes of program and 680 of bindings, compressed,
//! that nothing here calls. The site is plain files: there is no server to stream to or from.

use futures_core::Stream;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::JsValue;

/// Would be a stream of the browser.
pub struct ReadableStream(Option<web_sys::ReadableStream>);

impl ReadableStream {
    /// Takes the browser's own.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(Some(raw))
    }

    /// Drops what it is given.
    pub fn from_stream<S: Stream<Item = Result<JsValue, JsValue>> + 'static>(
        _: S,
    ) -> ReadableStream {
        ReadableStream(None)
    }

    /// The browser's own, or nothing behind its type.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0.unwrap_or_else(|| JsValue::UNDEFINED.into())
    }

    /// A stream that ends at once.
    pub fn into_stream(self) -> IntoStream<'static> {
        IntoStream(PhantomData)
    }
}

/// A stream that ends at once.
pub struct IntoStream<'a>(PhantomData<&'a ()>);

impl Stream for IntoStream<'_> {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
