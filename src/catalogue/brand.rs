//! What does a brand's file hold?
//!
//! The types are the file format: `public/data/brands/<id>.json` is a [`Brand`] and nothing else, and what reads it is serde alone.
//! A value that exists is of the right shape; whether it fits its neighbours is [`super::check`]'s question. Two sets of types, raw
//! and valid, are absent on purpose: slugs and vocabularies reject what is wrong while they are read.

use super::{Basis, Kind, Level, Order, Slug};
use serde::{Deserialize, Serialize};

/// Declares a record: serde both ways, unknown keys refused, a JSON Schema on the desk.
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
    /// A statement that may have a heading of its own.
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
        /// What is counted.
        label: String,
        /// Out of how many it is a part or a rank, where the documents say so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<u16>,
        /// When, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<String>,
        /// Of which area or group it is true.
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
        /// How far it reaches.
        level: Level,
        /// For what, in the printed words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// When, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<String>,
        /// Who gave it, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// Something that happened. Numbers stand only where a document fixes them; the rest is 未注明日期.
    Event {
        /// When, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<String>,
        /// The year, where printed.
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
    /// Somebody in a public role.
    Person {
        /// The name.
        name: String,
        /// The office, as printed; true as of printing.
        role: String,
        /// What the document tells of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// Who takes part besides the owner.
    Partner {
        /// The name as printed.
        name: String,
        /// The institution's id, where it has a record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<Slug>,
        /// What they do together.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// The brand above in the matrix, and on what the link rests.
    Parent {
        /// The id of the brand above.
        brand: Slug,
        /// Printed or concluded.
        basis: Basis,
        /// The basis in a sentence.
        text: String,
        /// Ids of documents, at least one.
        sources: Vec<Slug>,
    }
}

record! {
    /// Something a brand does, with an address of its own below the brand's.
    Initiative {
        /// Unique within the brand.
        id: Slug,
        /// The name as printed.
        name: String,
        /// Other printed forms of the name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        other_names: Vec<Statement>,
        /// What it is.
        kind: Kind,
        /// The institution behind it, where the documents name it. Without it none is published, the brand's owner neither.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<Slug>,
        /// One or two sentences.
        summary: Statement,
        /// All else that is told.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        details: Vec<Passage>,
        /// Contradictions and limits of the documents.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notes: Vec<Passage>,
        /// Its numbers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        figures: Vec<Figure>,
        /// Its distinctions.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        honours: Vec<Honour>,
        /// What happened.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        events: Vec<Event>,
        /// Who stands for it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<Person>,
        /// Who takes part.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        partners: Vec<Partner>,
        /// Ids of the needs that it answers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        needs: Vec<Slug>,
        /// Ids of the places that it reaches.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<Slug>,
    }
}

record! {
    /// One brand, one file, one page.
    Brand {
        /// The schema of this file, for editors: it tells nothing of what the file is about, so nobody is told it.
        #[serde(rename = "$schema", default, skip_serializing)]
        schema: Option<String>,
        /// The file's name and the address; ASCII pinyin, never renamed.
        id: Slug,
        /// Position in the matrix, smallest first; the gallery's order. Brands with the same one are ordered by id.
        order: Order,
        /// The name as printed; the page's heading.
        name: String,
        /// The same in English, for the pages in English: the gallery's own words, the documents print none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        english: Option<String>,
        /// The talk's title, of a case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// Other printed forms of the name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        other_names: Vec<Statement>,
        /// What it is.
        kind: Kind,
        /// The motif of its emblem, a name of `components/emblem.rs`.
        emblem: Slug,
        /// The institution whose brand it is.
        owner: Slug,
        /// The brand above in the matrix.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<Parent>,
        /// One line for the card.
        summary: Statement,
        /// Slogan or motto, where printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slogan: Option<Statement>,
        /// What name and emblem mean.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meaning: Vec<Passage>,
        /// Where it comes from.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        origin: Vec<Passage>,
        /// Its lines of work.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        work: Vec<Passage>,
        /// What came of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        results: Vec<Passage>,
        /// Contradictions and limits of the documents.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notes: Vec<Passage>,
        /// What it does.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        initiatives: Vec<Initiative>,
        /// Its numbers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        figures: Vec<Figure>,
        /// Its distinctions.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        honours: Vec<Honour>,
        /// What happened.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        events: Vec<Event>,
        /// Who stands for it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<Person>,
        /// Who takes part.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        partners: Vec<Partner>,
        /// Ids of the needs that it answers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        needs: Vec<Slug>,
        /// Ids of the places that it reaches.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<Slug>,
    }
}

impl Brand {
    /// The initiative with this id.
    pub fn initiative(&self, id: &Slug) -> Option<&Initiative> {
        self.initiatives
            .iter()
            .find(|initiative| initiative.id == *id)
    }

    /// The earliest year that the documents fix for the brand itself.
    pub fn year(&self) -> Option<u16> {
        self.events.iter().filter_map(|event| event.year).min()
    }
}
