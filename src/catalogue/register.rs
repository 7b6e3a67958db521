//! Which institutions, places, needs and documents are there?
//!
//! The registers beside the brands (`public/data/*.json`), each a list in the order in which it is shown. Brands refer to them by id.

use super::Slug;
use super::brand::{Statement, record};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
use serde::{Deserialize, Serialize};

record! {
    /// A hospital, an authority, a body of the documents.
    Institution {
        /// Address and reference.
        id: Slug,
        /// The name as printed.
        name: String,
        /// Other printed forms.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        other_names: Vec<Statement>,
        /// The same in English, for the pages in English: the gallery's own words, the documents print none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// Where it is, as far as its printed name or context says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Slug>,
        /// Ids of the documents that name it.
        sources: Vec<Slug>,
    }
}

record! {
    /// A district, a town, a village, a province that the documents name.
    Place {
        /// Address and reference.
        id: Slug,
        /// The name as printed.
        name: String,
        /// The same in English, for the pages in English: the gallery's own words, the documents print none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// The place around it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<Slug>,
        /// Ids of the documents that name it.
        sources: Vec<Slug>,
    }
}

record! {
    /// What somebody comes for, in everyday words: the gallery's own ordering, not a statement of the documents.
    Need {
        /// Address and reference.
        id: Slug,
        /// The words on the chip.
        name: String,
        /// The same in English, for the pages in English: the gallery's own words, as the need itself is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
    }
}

/// The version of the site for old people: the one thing an everyday word may stand for that no document prints.
pub const ELDER: &str = "长辈版";

record! {
    /// Everyday words for what the documents call otherwise: the gallery's own, like needs.
    Synonym {
        /// What people type; spaces are optional.
        words: Vec<String>,
        /// Printed words that they stand for, each somewhere in the data; or [`ELDER`].
        means: Vec<String>,
    }
}

record! {
    /// A source document.
    Document {
        /// Reference.
        id: Slug,
        /// The title as printed.
        title: String,
        /// A short name to cite it by.
        short: String,
        /// What sort of document it is.
        kind: String,
        /// Who issued it, where printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        publisher: Option<String>,
        /// Who wrote it, where printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        byline: Option<String>,
        /// Its date as printed; without one it is 原文未注明日期.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<String>,
    }
}

record! {
    /// An address that was published once and has moved. Ids are never renamed lightly: links are out there.
    Redirect {
        /// The old path below the base, such as `brands/old-name/`.
        from: String,
        /// The new one.
        to: String,
    }
}

record! {
    /// The address of a record that the gallery no longer presents. A page stays there, says so and links on.
    Retired {
        /// The path below the base, such as `brands/old-name/`.
        from: String,
        /// The name under which it was published.
        name: String,
        /// The same in English, for the pages in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// The day on which it was retired, such as `2026-11-24`.
        since: String,
        /// The path of the page that it links to; the gallery's first page where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    }
}

record! {
    /// Something about the gallery itself that visitors notice: new pages, corrections, ways to use it.
    Change {
        /// Reference: the entry's anchor on the page and its identity in the feed; never renamed.
        id: Slug,
        /// The day on which it was published, such as `2026-11-24`.
        on: String,
        /// What is different, in one sentence.
        text: String,
        /// The path below the base where it is seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Document {
    /// The date as printed, or the sentence that there is none.
    pub fn dated(&self) -> &str {
        self.date.as_deref().unwrap_or(tr!("原文未注明日期"))
    }
}
