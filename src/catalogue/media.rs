//! Pictures, logos and attachments: what each shows, whose it is, and on which terms it may be published.
//!
//! A [`Media`] is a record of `media.json`; its file lies in the folder `media` beside the data. Neither is published as it lies there: the build writes
//! smaller files without the camera's data ([`crate::desk::media`]), and only of records that may be shown on that day ([`Media::hidden`]). Native code only:
//! pages get what they show from their models.

use super::brand::record;
use super::kind::words;
use super::{Date, Slug};
use serde::{Deserialize, Serialize};

words! {
    /// What a file is for. The first three are photographs.
    Role {
        Person "人物",
        Place "场所",
        Activity "活动",
        Logo "标志",
        Chart "图表",
        Attachment "文件",
    }
}

impl Role {
    /// Whether files of this role are photographs.
    pub fn is_photograph(self) -> bool {
        self <= Role::Activity
    }
}

words! {
    /// That a picture is decoration and says nothing.
    Decoration {
        Yes "是",
    }
}

words! {
    /// Who is seen in a picture.
    Seen {
        Nobody "没有人",
        Staff "职工",
        Volunteers "志愿者",
        Patients "患者",
        Minors "未成年人",
    }
}

impl Seen {
    /// Whether a picture of them needs a consent in writing.
    pub fn needs_writing(self) -> bool {
        matches!(self, Seen::Patients | Seen::Minors)
    }
}

words! {
    /// On what the publication of somebody's likeness rests.
    Ground {
        Written "书面同意",
        Spoken "口头同意",
        Public "公开场合",
    }
}

record! {
    /// Who is seen in a picture, and their consent.
    #[derive(Eq)]
    Consent {
        /// Who is seen.
        seen: Vec<Seen>,
        /// On what the publication rests, if somebody is seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<Ground>,
        /// For what the consent was given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
        /// The last day for which it was given; without one it has no end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// The day on which it was withdrawn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        withdrawn: Option<Date>,
    }
}

record! {
    /// The point of a picture that stays in view where it is cropped, in percent from its left and its top.
    #[derive(Eq)]
    Focus {
        /// From the left.
        x: u8,
        /// From the top.
        y: u8,
    }
}

record! {
    /// A picture, a logo or an attachment.
    #[derive(Eq)]
    Media {
        /// The id: the beginning of the names of its published files.
        id: Slug,
        /// The name of its file in the folder `media`.
        file: String,
        /// What it is for.
        role: Role,
        /// The brand that it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        brand: Option<Slug>,
        /// The initiative of that brand, if it belongs to one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        initiative: Option<Slug>,
        /// The institution that it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<Slug>,
        /// What is to be seen, for those who do not see it. Only decoration and attachments have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alt: Option<String>,
        /// Whether it is decoration.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decoration: Option<Decoration>,
        /// The caption; the title of an attachment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<String>,
        /// Who made it.
        credit: String,
        /// By what right it is published.
        licence: String,
        /// Ids of the documents that it was taken from.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sources: Vec<Slug>,
        /// Its date, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<String>,
        /// What stays in view; the middle without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        focus: Option<Focus>,
        /// Who is seen, and their consent. Photographs have it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consent: Option<Consent>,
    }
}

/// Why a picture is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// The consent was withdrawn on this day.
    Withdrawn(Date),
    /// The consent ended with this day.
    Over(Date),
}

impl Media {
    /// Why it may not be shown on a day such as `2026-11-24`; `None` if it may.
    pub fn hidden(&self, on: &str) -> Option<Hidden> {
        let consent = self.consent.as_ref()?;
        if let Some(day) = &consent.withdrawn {
            return Some(Hidden::Withdrawn(day.clone()));
        }
        let until = consent.until.as_ref()?;
        (until.as_str() < on).then(|| Hidden::Over(until.clone()))
    }
}

/// The published files of a [`Media`].
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedMedia {
    /// The record.
    pub media: Media,
    /// What was made of its file.
    pub made: MadeOf,
}

/// What the build makes of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum MadeOf {
    /// A photograph or a chart, in several widths.
    Picture {
        /// The whole picture.
        whole: PictureFiles,
        /// The part of it around its focus that is as wide as a plate.
        part: PictureFiles,
        /// Its mean colour, such as `#a0b0c0`, which is seen until it has been loaded.
        ground: String,
    },
    /// A logo: one file.
    Logo(PictureFile),
    /// A PDF.
    Document {
        /// Its name below the site's root.
        name: String,
        /// Its size in bytes.
        bytes: u32,
        /// Its number of pages.
        pages: u32,
    },
}

/// A picture in several widths, the narrowest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PictureFiles {
    /// As JPEG; at least one.
    pub jpeg: Vec<PictureFile>,
    /// As AVIF; none where the program was compiled without it.
    pub avif: Vec<PictureFile>,
}

/// One file of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureFile {
    /// Its name below the site's root.
    pub name: String,
    /// Its width in pixels.
    pub width: u16,
    /// Its height in pixels.
    pub height: u16,
}
