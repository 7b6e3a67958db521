//! The registers beside the brands, `public/data/*.json`: institutions, places, needs, documents and others.
//!
//! Each register is a list in display order. Brands refer to its records by id.

use super::brand::{Statement, record};
#[cfg(not(target_arch = "wasm32"))]
use super::urgent::ANY;
use super::{Checked, House, Service, Slug};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use hanzi_search::fold::fold;
use serde::{Deserialize, Serialize};

record! {
    /// A hospital, authority or other institution that a document names.
    Institution {
        /// The id: its address, and the reference in other records.
        id: Slug,
        /// The name as printed.
        name: String,
        /// Other printed forms.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        other_names: Vec<Statement>,
        /// The name in English, for the English pages; worded by the gallery, not printed in a document.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// What it is in English, for the English pages; worded by the gallery from the records.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary_english: Option<String>,
        /// Its place, if its printed name or the context states it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Slug>,
        /// Ids of the documents that name it.
        sources: Vec<Slug>,
        /// When it was last compared with its sources.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        checked: Option<Checked>,
        /// Where it is and when it is open, as the institution states.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        house: Option<House>,
        /// Its services, as the institution states.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        services: Vec<Service>,
    }
}

impl Institution {
    /// Whether it states a fact of itself.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn states_facts(&self) -> bool {
        self.house.is_some() || !self.services.is_empty()
    }

    /// The service with this id.
    pub fn service(&self, id: &Slug) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }
}

record! {
    /// A province, district, town or village that a document names.
    Place {
        /// The id: its address, and the reference in other records.
        id: Slug,
        /// The name as printed.
        name: String,
        /// The name in English, for the English pages; worded by the gallery, not printed in a document.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// The place that contains it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<Slug>,
        /// Its outline on the schematic map of the place that contains it: the corners of a polygon as `x,y`, separated by spaces, in the units of that map.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outline: Option<String>,
        /// Ids of the documents that name it. A place that is drawn on the map needs none: the map shows all its neighbours, too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sources: Vec<Slug>,
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Place {
    /// The corners of an outline; `None` for a text that is no polygon.
    pub fn corners(outline: &str) -> Option<Vec<[u16; 2]>> {
        let corner = |corner: &str| {
            let (x, y) = corner.split_once(',')?;
            Some([x.parse().ok()?, y.parse().ok()?])
        };
        let corners: Vec<[u16; 2]> = outline.split(' ').map(corner).collect::<Option<_>>()?;
        (corners.len() > 2).then_some(corners)
    }
}

record! {
    /// A need of visitors, in everyday words: a classification by the gallery, not a statement of a document.
    Need {
        /// The id: its address, and the reference in other records.
        id: Slug,
        /// The text of the chip.
        name: String,
        /// The text in English, for the English pages.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// What the gallery has for it in English, for the English pages; worded by the gallery from the records.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary_english: Option<String>,
        /// The need as a person would say it; on the gallery's first screen instead of the name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<String>,
    }
}

/// The version of the site for older people: the only target of a synonym that is not printed in the data.
pub const ELDER: &str = "长辈版";

record! {
    /// Everyday words for printed ones, chosen by the gallery.
    Synonym {
        /// The words that people type; spaces are ignored.
        words: Vec<String>,
        /// The printed words, each of which occurs in the data; or [`ELDER`].
        means: Vec<String>,
        /// For words that are near to `means` and not the same: what results of theirs are, in a sentence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }
}

record! {
    /// How people say what they need, and what of the gallery that means. It is looked up for a text that finds little as it stands.
    Everyday {
        /// The words or phrases; spaces and punctuation are ignored. `…` stands for up to [`super::urgent::GAP`] characters.
        words: Vec<String>,
        /// The ids of needs and brands, and `brand/initiative`, that help, the best first. Empty for words that say nothing about the need.
        means: Vec<String>,
        /// How much the words tell, from [`Everyday::MOST`] (alone enough) to 1 (only together with others); [`Everyday::USUAL`] if it is missing. 0 if they
        /// say that the text is about something that the gallery has no answer to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<u8>,
        /// When medical staff last reviewed the entry, and who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reviewed: Option<Checked>,
    }
}

impl Everyday {
    /// The largest weight.
    pub const MOST: u8 = 3;
    /// The weight of an entry that names none.
    pub const USUAL: u8 = 2;

    /// The folded form of a word, with its gaps.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn folded(word: &str) -> String {
        let parts: Vec<String> = word.split(ANY).map(fold).collect();
        parts.join(ANY.encode_utf8(&mut [0; 4]))
    }
}

record! {
    /// A source document.
    Document {
        /// The id, by which records refer to it.
        id: Slug,
        /// The title as printed.
        title: String,
        /// A short name for citations.
        short: String,
        /// The sort of document.
        kind: String,
        /// The issuer, if printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        publisher: Option<String>,
        /// The author, if printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        byline: Option<String>,
        /// The date, as printed; without one, 原文未注明日期 is shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<String>,
    }
}

record! {
    /// A redirect of an address that was published and has moved.
    Redirect {
        /// The old path below the base, such as `brands/old-name/`.
        from: String,
        /// The new path.
        to: String,
    }
}

record! {
    /// The address of a record that the gallery no longer presents. A page at the address says so and links to another one.
    Retired {
        /// The path below the base, such as `brands/old-name/`.
        from: String,
        /// The name under which it was published.
        name: String,
        /// The name in English, for the English pages.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// The day on which it was retired, such as `2026-11-24`.
        since: String,
        /// The path of the page that it links to; without one, the gallery's first page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    }
}

record! {
    /// A change of the gallery itself that visitors notice, such as new pages, corrections or functions.
    Change {
        /// The id of the entry: its anchor on the page and its identity in the feed; never changed.
        id: Slug,
        /// The day on which it was published, such as `2026-11-24`.
        on: String,
        /// The change, in one sentence.
        text: String,
        /// The path below the base of a page that shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Document {
    /// The date as printed, or 原文未注明日期.
    pub fn dated(&self) -> &str {
        self.date.as_deref().unwrap_or(tr!("原文未注明日期"))
    }
}
