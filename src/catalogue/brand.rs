//! The file of a brand, `public/data/brands/<id>.json`.
//!
//! The types are the file format: a file is a serialized [`Brand`]. Deserialization rejects invalid slugs and vocabulary words, so there are no separate
//! types for raw and for valid data. [`super::check`] validates references and everything else that concerns several values.

use super::{Basis, Checked, Kind, Level, Order, ServiceOf, Slug};
use serde::{Deserialize, Serialize};

/// Declares a record: serde in both directions, unknown keys rejected, a JSON Schema in native code.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)+ }
    };
}
pub(super) use record;

/// The headings of the passages that tell how a person can use a brand or an initiative, in the order of the page.
pub const GUIDE: [&str; 3] = ["给谁", "能得到什么", "怎么找"];

record! {
    /// A sentence and the documents that print it.
    Statement {
        /// The sentence, or the name, as printed.
        text: String,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// A statement with an optional heading.
    Passage {
        /// Short heading.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
        /// The text, one paragraph.
        text: String,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// A number as printed: value and unit together are the printed words.
    Figure {
        /// `150.8万`, `第3`, `超过0.5`.
        value: String,
        /// `人`, `位`, `%`; never empty.
        unit: String,
        /// The counted things.
        label: String,
        /// The total of which it is a part or a rank, if printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<u16>,
        /// When, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<String>,
        /// The area or group that it applies to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// A distinction or prize.
    Honour {
        /// Its name as printed.
        name: String,
        /// Its level.
        level: Level,
        /// The reason, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// When, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<String>,
        /// The giver, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// An event. Year, month and day are present only if a document prints them; an event without them is shown as 未注明日期.
    Event {
        /// When, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<String>,
        /// The year, if printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        year: Option<u16>,
        /// The month, 1 to 12.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        month: Option<u8>,
        /// The day, 1 to 31.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<u8>,
        /// What happened.
        text: String,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// A person in a public role.
    Person {
        /// The name.
        name: String,
        /// The office, as printed; valid when the document was printed.
        role: String,
        /// Further text of the document.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// A participant besides the owner.
    Partner {
        /// The name as printed.
        name: String,
        /// The id of the institution, if it has a record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<Slug>,
        /// What the partner contributes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// The parent in the matrix, and the basis of this relation.
    Parent {
        /// The id of the parent.
        brand: Slug,
        /// Printed or inferred.
        basis: Basis,
        /// The basis in a sentence.
        text: String,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// An initiative of a brand, with an address below the brand's.
    Initiative {
        /// Unique within the brand.
        id: Slug,
        /// The name as printed.
        name: String,
        /// Other printed forms of the name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        other_names: Vec<Statement>,
        /// Its kind.
        kind: Kind,
        /// The institution that carries it out, if a document names it. Otherwise none is published, not even the brand's owner.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<Slug>,
        /// One or two sentences.
        summary: Statement,
        /// How a person can use it: for whom it is, what they get, how they find it ([`GUIDE`]), each at most once.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        guide: Vec<Passage>,
        /// The service of an institution that carries it out; its facts stand on the page of the institution.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<ServiceOf>,
        /// Further details.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        details: Vec<Passage>,
        /// Contradictions and gaps of the documents.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notes: Vec<Passage>,
        /// Its figures.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        figures: Vec<Figure>,
        /// Its honours.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        honours: Vec<Honour>,
        /// Its events.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        events: Vec<Event>,
        /// Its people.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<Person>,
        /// Its partners.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        partners: Vec<Partner>,
        /// Ids of the needs that it meets.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        needs: Vec<Slug>,
        /// Ids of the places that it reaches.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<Slug>,
        /// When it was last compared with its sources.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        checked: Option<Checked>,
    }
}

record! {
    /// One brand, one file, one page.
    Brand {
        /// The schema of this file, for editors. It is not part of the data and is not serialized.
        #[serde(rename = "$schema", default, skip_serializing)]
        schema: Option<String>,
        /// The file name and the address; ASCII pinyin, never renamed.
        id: Slug,
        /// The position in the matrix, smallest first. Brands with the same position are ordered by id.
        order: Order,
        /// The name as printed; the page's heading.
        name: String,
        /// The name in English, for the English pages; worded by the gallery, not printed in a document.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// The title of the talk, for a case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// Other printed forms of the name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        other_names: Vec<Statement>,
        /// Its kind.
        kind: Kind,
        /// The motif of its emblem, a name in `components/emblem.rs`.
        emblem: Slug,
        /// Labels of figures whose counts its plate shows, of its own or of its initiatives (`models/plate/scene.rs`).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        drawn: Vec<String>,
        /// The institution that owns it.
        owner: Slug,
        /// The parent in the matrix.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<Parent>,
        /// One line for the card.
        summary: Statement,
        /// What it is in English, for the English pages; worded by the gallery from the record, not printed in a document.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary_english: Option<String>,
        /// Slogan or motto, if printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slogan: Option<Statement>,
        /// How a person can use it: for whom it is, what they get, how they find it ([`GUIDE`]), each at most once.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        guide: Vec<Passage>,
        /// The service of an institution that carries it out; its facts stand on the page of the institution.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<ServiceOf>,
        /// The meaning of name and emblem.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meaning: Vec<Passage>,
        /// Its origin.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        origin: Vec<Passage>,
        /// Its work.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        work: Vec<Passage>,
        /// Its results.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        results: Vec<Passage>,
        /// Contradictions and gaps of the documents.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notes: Vec<Passage>,
        /// Its initiatives.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        initiatives: Vec<Initiative>,
        /// Its figures.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        figures: Vec<Figure>,
        /// Its honours.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        honours: Vec<Honour>,
        /// Its events.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        events: Vec<Event>,
        /// Its people.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<Person>,
        /// Its partners.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        partners: Vec<Partner>,
        /// Ids of the needs that it meets.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        needs: Vec<Slug>,
        /// Ids of the places that it reaches.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<Slug>,
        /// When it was last compared with its sources.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        checked: Option<Checked>,
    }
}

impl Brand {
    /// The initiative with this id.
    pub fn initiative(&self, id: &Slug) -> Option<&Initiative> {
        self.initiatives
            .iter()
            .find(|initiative| initiative.id == *id)
    }

    /// Whether the documents tell hardly more of the brand than its name: no work, no initiative, nothing that it did or has.
    pub fn is_name_only(&self) -> bool {
        let passages = [&self.meaning, &self.origin, &self.work, &self.results];
        self.slogan.is_none()
            && passages.iter().all(|it| it.is_empty())
            && self.initiatives.is_empty()
            && self.figures.is_empty()
            && self.events.is_empty()
            && self.people.is_empty()
            && self.partners.is_empty()
    }

    /// The first figure with this label, of the brand or else of an initiative, and that initiative.
    pub fn figure(&self, label: &str) -> Option<(Option<&Initiative>, &Figure)> {
        let below = self.initiatives.iter();
        let own = self.figures.iter().map(|figure| (None, figure));
        own.chain(below.flat_map(|it| it.figures.iter().map(move |figure| (Some(it), figure))))
            .find(|(_, figure)| figure.label == label)
    }

    /// The earliest year of the brand's own events.
    pub fn year(&self) -> Option<u16> {
        self.events.iter().filter_map(|event| event.year).min()
    }
}
