//! The settings of a gallery, `gallery.json`.
//!
//! With the [`Gallery`] of another data folder the same program is the gallery of another city. The [`GallerySummary`] is the part that the browser needs.

use super::brand::record;
use super::{Holiday, Operator, Slug, Zone};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
use serde::{Deserialize, Serialize};

record! {
    /// The settings of a gallery: the file `gallery.json`.
    #[derive(Default)]
    Gallery {
        /// The schema of this file, for editors. It is not part of the data and is not serialized.
        #[serde(rename = "$schema", default, skip_serializing)]
        schema: Option<String>,
        /// The name of the gallery.
        name: String,
        /// The subject of the gallery, such as “the service brands of a city”; not a sentence.
        subject: String,
        /// The seal: one character.
        seal: String,
        /// The seal drawn by hand, as the data of an SVG path within 64 units. Without it the seal is set in the font of the share pictures.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        strokes: Option<String>,
        /// The root of the matrix.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        core: Option<Slug>,
        /// The name of the honour with [`super::Level::Chosen`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<String>,
        /// The home place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        home: Option<Slug>,
        /// The needs that past events and experience answer, not services: what meets no other need does not count as a service of a place.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        not_services: Vec<Slug>,
        /// The figures that the page of figures shows large, in its order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        highlights: Vec<Highlight>,
        /// The stories of the tour.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tours: Vec<Tour>,
        /// Whether brands can be compared side by side; they can unless this says otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        compare: Option<Switch>,
        /// Who runs the gallery and answers for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        operator: Option<Operator>,
        /// The address that takes what readers say of a page, by POST. The mail of [`Operator`] is the other way; without either, pages do not ask.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        feedback: Option<String>,
        /// After how many days a record is due to be checked again; [`super::CHECK_DAYS`] without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        check_days: Option<u16>,
        /// The difference of the local time from UTC; that of China without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time_zone: Option<Zone>,
        /// Public holidays, and days that stand in for another day of the week.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        holidays: Vec<Holiday>,
        /// Example queries for the search box.
        examples: Vec<String>,
        /// Names whose traditional form differs from the conversion tables.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        traditional: Vec<Spelling>,
        /// The settings for the English pages.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<English>,
        /// Colours that replace the default ones.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        colours: Option<Colours>,
    }
}

/// Whether a part of the gallery exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub enum Switch {
    /// 开
    #[serde(rename = "开")]
    On,
    /// 关
    #[serde(rename = "关")]
    Off,
}

record! {
    /// A figure of a brand or one of its initiatives.
    Highlight {
        /// The id of the brand.
        brand: Slug,
        /// [`super::Figure::label`].
        label: String,
    }
}

record! {
    /// A story of the tour, told by the gallery from what documents say.
    Tour {
        /// The id: its address below that of the tour.
        id: Slug,
        /// The title.
        name: String,
        /// The title in English, for the English pages.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// What the story is about, in one or two sentences.
        text: String,
        /// Its stops, in order.
        stops: Vec<Stop>,
    }
}

record! {
    /// A stop of a story.
    Stop {
        /// The id of the brand.
        brand: Slug,
        /// The id of an initiative of the brand, where the stop is about that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        initiative: Option<Slug>,
        /// What the story says here, in one or two sentences.
        text: String,
        /// Ids of the documents that say so.
        sources: Vec<Slug>,
    }
}

record! {
    /// The two forms of a name, with the same number of characters.
    Spelling {
        /// As printed.
        simplified: String,
        /// In traditional characters.
        traditional: String,
    }
}

record! {
    /// The settings for the English pages, worded by the gallery, not printed in a document.
    English {
        /// [`Gallery::name`].
        name: String,
        /// [`Gallery::subject`].
        subject: String,
        /// [`Gallery::chosen`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<String>,
        /// [`Gallery::examples`], of the everyday words that a search understands.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        examples: Vec<String>,
    }
}

record! {
    /// The two colours of a gallery as shades from dark to light, each as `#rrggbb`.
    Colours {
        /// Links, marks and backgrounds: seven shades.
        main: Vec<String>,
        /// Seal, honours and focus ring: five shades.
        second: Vec<String>,
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Gallery {
    /// Whether there is a comparison page, and what links to it.
    pub fn has_comparison(&self) -> bool {
        self.compare != Some(Switch::Off)
    }

    /// A sentence that describes the gallery.
    pub fn line(&self) -> String {
        tr!(
            "{subject}：谁在做、做什么、在哪里，一处看清。",
            subject = self.subject
        )
    }

    /// The story of the tour with this id.
    pub fn tour(&self, id: &Slug) -> Option<&Tour> {
        self.tours.iter().find(|tour| tour.id == *id)
    }

    /// Scheme and host of [`Gallery::feedback`]: what the policy of pages has to allow.
    pub fn feedback_origin(&self) -> Option<&str> {
        let address = self.feedback.as_deref()?;
        let host = address.find("://")? + "://".len();
        let end = address[host..].find(['/', '?']);
        Some(end.map_or(address, |end| &address[..host + end]))
    }

    /// The mail address for readers.
    pub fn mail(&self) -> Option<&str> {
        self.operator.as_ref()?.mail.as_deref()
    }

    /// Whether pages ask readers what they think of them.
    pub fn asks_for_feedback(&self) -> bool {
        self.feedback.is_some() || self.mail().is_some()
    }

    /// The texts whose traditional form is not that of the conversion tables: names, and the numbers of records, which are cited as they were issued.
    pub fn spellings(&self) -> Vec<Spelling> {
        let operator = self.operator.iter();
        let issued = operator.flat_map(|it| it.icp.iter().chain(&it.police));
        let issued = issued.map(|number| Spelling {
            simplified: number.clone(),
            traditional: number.clone(),
        });
        self.traditional.iter().cloned().chain(issued).collect()
    }

    /// The part that the browser needs.
    pub fn summary(&self) -> GallerySummary {
        GallerySummary {
            name: self.name.clone(),
            line: self.line(),
            chosen: self.chosen.clone().unwrap_or_default(),
        }
    }
}

/// Name and description of a gallery.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GallerySummary {
    /// [`Gallery::name`].
    pub name: String,
    /// [`Gallery::line`].
    pub line: String,
    /// [`Gallery::chosen`]; empty without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chosen: String,
}
