//! The model of the search form and of the urgent notices in it.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Catalogue, Slug, Urgent};
use serde::{Deserialize, Serialize};

/// The search form of a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchForm {
    /// The text in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The examples that it shows while it is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// The notices, in the order of [`crate::search::Index::urgent`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// The displayed part of an urgent notice ([`crate::catalogue::Urgent`]): its texts and numbers, not its phrases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// The notice.
    pub text: String,
    /// The notice on a lobby screen.
    pub lobby: String,
    /// The line for every page, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strip: Option<String>,
    /// Telephone numbers, the most important first.
    pub numbers: Vec<String>,
}

#[cfg(not(target_arch = "wasm32"))]
impl SearchForm {
    /// The form of a gallery, with `text` in it.
    pub fn of(catalogue: &Catalogue, text: &str) -> SearchForm {
        SearchForm {
            text: text.to_owned(),
            examples: catalogue.gallery.examples.clone(),
            notices: Notice::all(catalogue),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Notice {
    /// The notice of a record.
    pub fn of(record: &Urgent) -> Notice {
        Notice {
            text: record.text.clone(),
            lobby: record.lobby.clone(),
            strip: record.strip.clone(),
            numbers: record.numbers.clone(),
        }
    }

    /// The notices that belong to any of these needs.
    pub fn of_needs(catalogue: &Catalogue, needs: &[Slug]) -> Vec<Notice> {
        let of_needs = |notice: &&Urgent| notice.needs.iter().any(|need| needs.contains(need));
        catalogue
            .urgent
            .iter()
            .filter(of_needs)
            .map(Notice::of)
            .collect()
    }

    /// All notices of a gallery.
    pub fn all(catalogue: &Catalogue) -> Vec<Notice> {
        catalogue.urgent.iter().map(Notice::of).collect()
    }
}
