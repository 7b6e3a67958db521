//! Can those who keep the gallery do it with the desk's words alone, and does none of them lose what was written?
//!
//! Each word on good, broken and hostile input, in folders of their own. What is wrong with the data and where is `data.rs`'s question.

#![expect(
    clippy::expect_used,
    reason = "a test fails by panicking, with a sentence"
)]

mod staff {
    mod format;
    mod schema;
}

use brand_gallery::catalogue::check::File;
use brand_gallery::desk::data;
use std::path::Path;
use std::sync::LazyLock;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every data file as it lies on disk.
pub(crate) static REAL: LazyLock<Vec<File>> =
    LazyLock::new(|| data::files(root()).expect("the data"));

/// The text of a file.
pub(crate) fn text(file: &File) -> &str {
    std::str::from_utf8(&file.bytes).expect("text")
}
