//! The model of the gallery above its filters. Filters and list are rendered from the search index.

#[cfg(not(target_arch = "wasm32"))]
use super::counted;
use super::{Plate, SearchForm};
use crate::catalogue::Slug;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Card, Kind, Need};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::{Language, spoken};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
#[cfg(not(target_arch = "wasm32"))]
use crate::search::{Facet, Query};
use serde::{Deserialize, Serialize};

/// The largest number of featured brands.
#[cfg(not(target_arch = "wasm32"))]
const MOST_FEATURED: usize = 5;

/// The gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GalleryPage {
    /// Its name.
    pub name: String,
    /// Its description, in one sentence.
    pub line: String,
    /// The search form.
    pub search: SearchForm,
    /// The featured brands. `boot.js` shows another one first each day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub featured: Vec<Featured>,
    /// All needs.
    pub needs: Vec<NeedLink>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

/// A brand on the first screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Featured {
    /// The id of the brand.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// The name of the institution that owns it.
    pub owner: String,
    /// One line.
    pub summary: String,
    /// Its picture.
    pub plate: Plate,
    /// The first figure that the picture shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<FeaturedFigure>,
}

/// A figure of a brand on the first screen and on its poster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeaturedFigure {
    /// Value and unit as printed.
    pub value: String,
    /// The counted things.
    pub label: String,
}

/// A link to a need, in the words of a person who has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedLink {
    /// The id of the need.
    pub id: Slug,
    /// What a person with this need says, or its name.
    pub words: String,
    /// The shortest printed name of the institution of the first brand that meets it, the core of the matrix aside, if that is of the gallery's own
    /// region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

#[cfg(not(target_arch = "wasm32"))]
impl GalleryPage {
    /// The model for a site.
    pub fn of(site: &Site) -> GalleryPage {
        let gallery = site.index.gallery();
        GalleryPage {
            no_comparison: !site.catalogue.gallery.has_comparison(),
            name: gallery.name.clone(),
            line: gallery.line.clone(),
            search: SearchForm::of(&site.catalogue, ""),
            featured: featured(site),
            needs: NeedLink::all(site),
        }
    }
}

/// The brands of the first screen: those of the region of which documents tell what they do and for which need, the core of the matrix last.
#[cfg(not(target_arch = "wasm32"))]
fn featured(site: &Site) -> Vec<Featured> {
    let mut brands: Vec<(&Brand, &Card)> = (site.brands.iter().zip(&site.catalogue.cards))
        .filter(|(brand, card)| {
            !site.catalogue.is_away(card)
                && !matches!(brand.kind, Kind::Case | Kind::Event)
                && !brand.needs.is_empty()
                && !brand.work.is_empty()
        })
        .collect();
    brands.sort_by_key(|(brand, _)| brand.kind == Kind::System);
    (brands.into_iter().take(MOST_FEATURED))
        .map(|(brand, card)| Featured {
            id: card.id.clone(),
            name: card.name.clone(),
            owner: (site.catalogue.institution(&card.owner))
                .map_or(String::new(), |it| it.name.clone()),
            summary: card.summary.clone(),
            plate: Plate::of_brand(brand).as_decoration(),
            figure: FeaturedFigure::of(brand),
        })
        .collect()
}

#[cfg(not(target_arch = "wasm32"))]
impl FeaturedFigure {
    /// The first figure that the plate of a brand shows.
    pub(super) fn of(brand: &Brand) -> Option<FeaturedFigure> {
        let label = brand.drawn.first()?;
        let (_, figure) = counted(brand, 0, label).ok()?;
        Some(FeaturedFigure {
            value: format!("{}{}", figure.value, figure.unit),
            label: figure.label.clone(),
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl NeedLink {
    /// The links to all needs.
    pub(super) fn all(site: &Site) -> Vec<NeedLink> {
        let needs = site.catalogue.needs.iter();
        needs.map(|need| NeedLink::of(site, need)).collect()
    }

    /// The link to a need.
    fn of(site: &Site, need: &Need) -> NeedLink {
        let query = Query::default().toggled(Facet::Need, &need.id);
        let found = site.index.search(&query);
        let mut cards = found
            .hits
            .iter()
            .filter_map(|hit| site.index.card(hit.card));
        let first = cards.find(|card| card.kind != Kind::System);
        NeedLink {
            id: need.id.clone(),
            words: need.question.clone().unwrap_or_else(|| need.name.clone()),
            at: (first.filter(|card| !card.away && spoken() != Language::English))
                .and_then(|card| site.catalogue.institution(&card.owner))
                .map(|institution| {
                    let names = institution.other_names.iter().map(|name| &name.text);
                    let shortest = names
                        .chain([&institution.name])
                        .min_by_key(|name| name.chars().count());
                    shortest.unwrap_or(&institution.name).clone()
                }),
        }
    }
}
