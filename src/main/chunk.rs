//! The split point: loads the code of the pages as a lazily loaded chunk.
//!
//! [`load`] returns the functions of `browser/pages.rs` once their code has been loaded. The split point is in this program and not in the library,
//! because a split function is an export of every program that links its crate. Without the feature `split` there is no chunk.

use brand_gallery::browser::pages::{self, NotLoaded, PageCode};
use std::future::Future;
use std::pin::Pin;

/// Loads the code of the pages. After a failure the next call tries again.
///
/// # Errors
///
/// [`NotLoaded`] where the chunk cannot be fetched.
pub(crate) fn load() -> Pin<Box<dyn Future<Output = Result<PageCode, NotLoaded>>>> {
    #[cfg(feature = "split")]
    return Box::pin(split::page_code());
    #[cfg(not(feature = "split"))]
    return Box::pin(std::future::ready(Ok(pages::code())));
}

/// The split point.
#[cfg(feature = "split")]
#[allow(unsafe_code, unreachable_pub, missing_docs)]
mod split {
    use super::{NotLoaded, PageCode, pages};
    use wasm_split_helpers::wasm_split;

    #[wasm_split(pages, fallible)]
    pub(super) fn page_code() -> Result<PageCode, NotLoaded> {
        Ok(pages::code())
    }
}
