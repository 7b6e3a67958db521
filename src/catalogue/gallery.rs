//! What is this gallery called, of whom does it tell, and by what is it known?
//!
//! A [`Gallery`] is the settings file of a data folder, `gallery.json`: with another folder the same program is another city's gallery. A [`GallerySummary`]
//! is what of it travels to the browser. What brands there are is absent on purpose; that is the other files'.

use super::Slug;
use super::brand::record;
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
use serde::{Deserialize, Serialize};

record! {
    /// What a city's gallery says of itself: the file `gallery.json`.
    #[derive(Default)]
    Gallery {
        /// The schema of this file, for editors: it tells nothing of what the file is about, so nobody is told it.
        #[serde(rename = "$schema", default, skip_serializing)]
        schema: Option<String>,
        /// The name of the gallery.
        name: String,
        /// Of what it tells, such as “some city's service brands”: no sentence.
        subject: String,
        /// The one character of the seal.
        seal: String,
        /// The same drawn by hand: strokes (the data of an SVG path) within 64 units. Without them the letter of the share pictures stands there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        strokes: Option<String>,
        /// The brand from which the matrix begins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        core: Option<Slug>,
        /// As what brands were chosen that have an honour of [`super::Level::Chosen`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<String>,
        /// The place that is home.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        home: Option<Slug>,
        /// Words that the search box gives for examples.
        examples: Vec<String>,
        /// Names that stand otherwise in traditional characters than the general tables have it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        traditional: Vec<Spelling>,
        /// The same in English, for the pages in English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<English>,
        /// Its own colours in place of the house's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        colours: Option<Colours>,
    }
}

record! {
    /// How a name is written: as many characters here as there.
    Spelling {
        /// As printed.
        simplified: String,
        /// In traditional characters.
        traditional: String,
    }
}

record! {
    /// What a gallery says of itself in English: its own words, the documents print none.
    English {
        /// [`Gallery::name`].
        name: String,
        /// [`Gallery::subject`].
        subject: String,
        /// [`Gallery::chosen`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<String>,
    }
}

record! {
    /// The two colours of a gallery, each in its shades from dark to light, as `#rrggbb`.
    Colours {
        /// Links, marks and grounds: seven shades.
        main: Vec<String>,
        /// Seal, honours and the ring of focus: five shades.
        second: Vec<String>,
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Gallery {
    /// What the gallery is, in one sentence.
    pub fn line(&self) -> String {
        tr!(
            "{subject}：谁在做、做什么、在哪里，一处看清。",
            subject = self.subject
        )
    }

    /// What the program needs of it.
    pub fn summary(&self) -> GallerySummary {
        GallerySummary {
            name: self.name.clone(),
            line: self.line(),
            chosen: self.chosen.clone().unwrap_or_default(),
        }
    }
}

/// What stands over the door.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GallerySummary {
    /// [`Gallery::name`].
    pub name: String,
    /// [`Gallery::line`].
    pub line: String,
    /// [`Gallery::chosen`]; empty where none was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chosen: String,
}
