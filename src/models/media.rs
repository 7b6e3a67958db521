//! Pictures, a logo and attachments on the page of a brand, an initiative or an institution.

#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{
    Catalogue, Decoration, MadeOf, Media, PictureFile, PictureFiles, PublishedMedia,
};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route;
use serde::{Deserialize, Serialize};

/// What a page shows besides text; a page without any has no such set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MediaSet {
    /// The part of the first photograph that stands where the plate does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Picture>,
    /// The logo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Picture>,
    /// All pictures but decoration, whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    /// The attachments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// A picture: its files, and what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The address of the file for a browser that chooses none.
    pub src: String,
    /// The files in all widths; empty if there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub srcset: String,
    /// The same as AVIF; empty if there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub avif: String,
    /// The width of [`Picture::src`].
    pub width: u16,
    /// The height of [`Picture::src`].
    pub height: u16,
    /// The colour that is seen until it has been loaded; empty for a logo.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ground: String,
    /// What is to be seen; empty for decoration.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// The caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Who made it, when, and by what right it is shown.
    pub credit: String,
}

/// A document that a visitor can download.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its address.
    pub href: String,
    /// Its title.
    pub name: String,
    /// Its kind, number of pages and size.
    pub about: String,
    /// Who made it, when, and by what right it is shown.
    pub credit: String,
}

#[cfg(not(target_arch = "wasm32"))]
impl MediaSet {
    /// What a brand's own page shows.
    pub(super) fn of_brand(catalogue: &Catalogue, brand: &str) -> Option<Box<MediaSet>> {
        let is_own = |media: &Media| {
            media.brand.as_ref().is_some_and(|it| it.as_str() == brand)
                && media.initiative.is_none()
        };
        MediaSet::of(catalogue, is_own, true)
    }

    /// What the page of an initiative of a brand shows.
    pub(super) fn of_initiative(
        catalogue: &Catalogue,
        brand: &str,
        own: &str,
    ) -> Option<Box<MediaSet>> {
        let is_own = |media: &Media| {
            media.brand.as_ref().is_some_and(|it| it.as_str() == brand)
                && media
                    .initiative
                    .as_ref()
                    .is_some_and(|it| it.as_str() == own)
        };
        MediaSet::of(catalogue, is_own, false)
    }

    /// What the page of an institution shows.
    pub(super) fn of_institution(catalogue: &Catalogue, id: &str) -> Option<Box<MediaSet>> {
        let is_own = |media: &Media| {
            media
                .institution
                .as_ref()
                .is_some_and(|it| it.as_str() == id)
        };
        MediaSet::of(catalogue, is_own, false)
    }

    fn of(
        catalogue: &Catalogue,
        is_own: impl Fn(&Media) -> bool,
        has_lead: bool,
    ) -> Option<Box<MediaSet>> {
        let mut set = MediaSet::default();
        for PublishedMedia { media, made } in &catalogue.shown {
            if !is_own(media) {
                continue;
            }
            match made {
                MadeOf::Picture {
                    whole,
                    part,
                    ground,
                } => {
                    if has_lead && set.lead.is_none() && media.role.is_photograph() {
                        set.lead = Some(Picture::of(media, part, ground));
                    }
                    if media.decoration != Some(Decoration::Yes) {
                        set.pictures.push(Picture::of(media, whole, ground));
                    }
                }
                MadeOf::Logo(file) => {
                    set.logo.get_or_insert_with(|| Picture::logo(media, file));
                }
                MadeOf::Document { name, bytes, pages } => set.attachments.push(Attachment {
                    href: route::asset(name),
                    name: media.caption.clone().unwrap_or_default(),
                    about: tr!(
                        "PDF，{pages} 页，{size}",
                        pages = pages,
                        size = size(*bytes)
                    ),
                    credit: credit(media),
                }),
            }
        }
        (set != MediaSet::default()).then(|| Box::new(set))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Picture {
    fn of(media: &Media, files: &PictureFiles, ground: &str) -> Picture {
        let set = |files: &[PictureFile]| {
            let files = files.iter();
            let files = files.map(|file| format!("{} {}w", route::asset(&file.name), file.width));
            files.collect::<Vec<String>>().join(", ")
        };
        // The widest that a telephone needs.
        let usual = files.jpeg.iter().take(2).next_back();
        Picture {
            src: usual.map_or_else(String::new, |file| route::asset(&file.name)),
            srcset: set(&files.jpeg),
            avif: set(&files.avif),
            width: usual.map_or(0, |file| file.width),
            height: usual.map_or(0, |file| file.height),
            ground: ground.to_owned(),
            alt: media.alt.clone().unwrap_or_default(),
            caption: media.caption.clone(),
            credit: credit(media),
        }
    }

    fn logo(media: &Media, file: &PictureFile) -> Picture {
        Picture {
            src: route::asset(&file.name),
            width: file.width,
            height: file.height,
            alt: media.alt.clone().unwrap_or_default(),
            credit: credit(media),
            ..Picture::default()
        }
    }
}

/// Who made it, when, and by what right it is shown.
#[cfg(not(target_arch = "wasm32"))]
fn credit(media: &Media) -> String {
    let made = match &media.date {
        Some(date) => tr!("{credit}，{date}", credit = media.credit, date = date),
        None => media.credit.clone(),
    };
    tr!(
        "作者：{made}。{licence}",
        made = made,
        licence = media.licence
    )
}

/// A size as people read it.
#[cfg(not(target_arch = "wasm32"))]
fn size(bytes: u32) -> String {
    match bytes {
        0..=999_999 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", f64::from(bytes) / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_said_as_people_read_it() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(312_400), "313 KB");
        assert_eq!(size(1_234_567), "1.2 MB");
    }
}
