//! The data files: their types, names and paths.
//!
//! A brand's file is a [`super::Brand`]; a register's file is a record with one list, so that it can name its schema, too. [`Kind`] maps paths to types, for
//! validation, schemas, formatting and renaming. Native code only: the wasm app loads none of these files.

use super::brand::record;
use super::{
    Change, Document, Everyday, Institution, Media, Need, Place, Redirect, Retired, Slug, Synonym,
    Urgent,
};
use serde::{Deserialize, Serialize};

/// Declares the file of a register, named after its list.
macro_rules! register {
    ($(#[$doc:meta])* $name:ident $list:ident $record:ident) => {
        record! {
            $(#[$doc])*
            $name {
                /// The schema of this file, for editors. It is not part of the data and is not serialized.
                #[serde(rename = "$schema", default, skip_serializing)]
                schema: Option<String>,
                /// The records, in the order in which they are shown.
                $list: Vec<$record>,
            }
        }
    };
}

register! {
    /// `institutions.json`.
    Institutions institutions Institution
}
register! {
    /// `places.json`.
    Places places Place
}
register! {
    /// `needs.json`.
    Needs needs Need
}
register! {
    /// `documents.json`.
    Documents documents Document
}
register! {
    /// `synonyms.json`.
    Synonyms synonyms Synonym
}
register! {
    /// `everyday.json`: what people's words mean.
    EverydayWords everyday Everyday
}
register! {
    /// `urgent.json`: notices for people in danger.
    UrgentNotices urgent Urgent
}
register! {
    /// `redirects.json`.
    Redirects redirects Redirect
}
register! {
    /// `retired.json`.
    RetiredRecords retired Retired
}
register! {
    /// `changes.json`.
    Changes changes Change
}
register! {
    /// `media.json`: pictures, logos and attachments, whose files lie in the folder `media`. It is not published: it holds consents.
    MediaRecords media Media
}
register! {
    /// `private.json`: phrases that could identify a private person. No other file may contain one, and this file is never published: on disk it is
    /// `.private.json`, outside of the published folder ([`crate::desk::data`]), and git ignores it.
    Private private String
}

record! {
    /// An answer to a finding of the legal check ([`crate::desk::law`]). It holds for this sentence only: when the sentence changes, the finding is open again.
    Review {
        /// The brand on whose page the sentence stands; none for registers and settings.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        brand: Option<Slug>,
        /// The rule, by its id.
        rule: String,
        /// The sentence as it stands in the data.
        sentence: String,
        /// The document that the sentence quotes, if it stands as a quotation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quotes: Option<Slug>,
        /// Who answers: a role, not a person's name.
        by: String,
        /// The day of the answer, such as `2026-11-24`.
        on: String,
        /// Why the sentence may stand.
        why: String,
    }
}

register! {
    /// `reviewed.json`: the answers to the findings of the legal check. It lies beside the data, and is not published.
    Reviews reviewed Review
}

/// The kind of a data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A brand, `brands/<id>.json`.
    Brand,
    /// [`Institutions`].
    Institutions,
    /// [`Places`].
    Places,
    /// [`Needs`].
    Needs,
    /// [`Documents`].
    Documents,
    /// [`Synonyms`].
    Synonyms,
    /// [`EverydayWords`].
    Everyday,
    /// [`UrgentNotices`].
    Urgent,
    /// [`Redirects`].
    Redirects,
    /// [`RetiredRecords`].
    Retired,
    /// [`Changes`].
    Changes,
    /// [`super::Gallery`], `gallery.json`.
    Gallery,
    /// [`Private`].
    Private,
    /// [`Reviews`].
    Reviewed,
    /// [`MediaRecords`].
    Media,
}

/// Evaluates an expression with a name bound to the type of a [`Kind`].
macro_rules! of_kind {
    ($kind:expr, $type:ident => $body:expr) => {
        match $kind {
            $crate::catalogue::file::Kind::Brand => {
                type $type = $crate::catalogue::Brand;
                $body
            }
            $crate::catalogue::file::Kind::Institutions => {
                type $type = $crate::catalogue::file::Institutions;
                $body
            }
            $crate::catalogue::file::Kind::Places => {
                type $type = $crate::catalogue::file::Places;
                $body
            }
            $crate::catalogue::file::Kind::Needs => {
                type $type = $crate::catalogue::file::Needs;
                $body
            }
            $crate::catalogue::file::Kind::Documents => {
                type $type = $crate::catalogue::file::Documents;
                $body
            }
            $crate::catalogue::file::Kind::Synonyms => {
                type $type = $crate::catalogue::file::Synonyms;
                $body
            }
            $crate::catalogue::file::Kind::Everyday => {
                type $type = $crate::catalogue::file::EverydayWords;
                $body
            }
            $crate::catalogue::file::Kind::Urgent => {
                type $type = $crate::catalogue::file::UrgentNotices;
                $body
            }
            $crate::catalogue::file::Kind::Redirects => {
                type $type = $crate::catalogue::file::Redirects;
                $body
            }
            $crate::catalogue::file::Kind::Retired => {
                type $type = $crate::catalogue::file::RetiredRecords;
                $body
            }
            $crate::catalogue::file::Kind::Changes => {
                type $type = $crate::catalogue::file::Changes;
                $body
            }
            $crate::catalogue::file::Kind::Gallery => {
                type $type = $crate::catalogue::Gallery;
                $body
            }
            $crate::catalogue::file::Kind::Private => {
                type $type = $crate::catalogue::file::Private;
                $body
            }
            $crate::catalogue::file::Kind::Reviewed => {
                type $type = $crate::catalogue::file::Reviews;
                $body
            }
            $crate::catalogue::file::Kind::Media => {
                type $type = $crate::catalogue::file::MediaRecords;
                $body
            }
        }
    };
}
pub(crate) use of_kind;

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 15] = [
        Kind::Brand,
        Kind::Institutions,
        Kind::Places,
        Kind::Needs,
        Kind::Documents,
        Kind::Synonyms,
        Kind::Everyday,
        Kind::Urgent,
        Kind::Redirects,
        Kind::Retired,
        Kind::Changes,
        Kind::Gallery,
        Kind::Private,
        Kind::Reviewed,
        Kind::Media,
    ];

    /// The kind of the file at a path below `public/data/`; `None` if it is not a data file.
    pub fn of(path: &str) -> Option<Kind> {
        let brand = |name: &str| Slug::parse(name.strip_suffix(".json")?);
        if path.strip_prefix("brands/").and_then(brand).is_some() {
            return Some(Kind::Brand);
        }
        let register = path.strip_suffix(".json")?;
        Kind::ALL
            .into_iter()
            .find(|kind| *kind != Kind::Brand && kind.name() == register)
    }

    /// The name of the list of a register; `None` for a brand and the settings.
    pub fn list(self) -> Option<&'static str> {
        match self {
            Kind::Brand | Kind::Gallery => None,
            _ => Some(self.name()),
        }
    }

    /// The file name without its extension; for brands, which have many files, that of their schema.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Brand => "brand",
            Kind::Institutions => "institutions",
            Kind::Places => "places",
            Kind::Needs => "needs",
            Kind::Documents => "documents",
            Kind::Synonyms => "synonyms",
            Kind::Everyday => "everyday",
            Kind::Urgent => "urgent",
            Kind::Redirects => "redirects",
            Kind::Retired => "retired",
            Kind::Changes => "changes",
            Kind::Gallery => "gallery",
            Kind::Private => "private",
            Kind::Reviewed => "reviewed",
            Kind::Media => "media",
        }
    }

    /// Whether the file is published.
    pub fn is_public(self) -> bool {
        !matches!(self, Kind::Private | Kind::Reviewed | Kind::Media)
    }

    /// Whether the file is private: it is not beside the other files, and names no schema.
    pub fn is_secret(self) -> bool {
        self == Kind::Private
    }

    /// Whether the file may be missing.
    pub fn is_optional(self) -> bool {
        matches!(
            self,
            Kind::Everyday
                | Kind::Urgent
                | Kind::Retired
                | Kind::Changes
                | Kind::Private
                | Kind::Reviewed
                | Kind::Media
        )
    }

    /// The path of its schema below `public/data/`.
    pub fn schema(self) -> String {
        format!("schema/{}.json", self.name())
    }

    /// The `$schema` of its files: the relative path from them to [`Kind::schema`].
    pub fn schema_from_file(self) -> String {
        match self {
            Kind::Brand => format!("../{}", self.schema()),
            _ => self.schema(),
        }
    }
}
