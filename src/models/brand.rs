//! The model of `/brands/<id>/`: a brand, and its place in the matrix.

#[cfg(not(target_arch = "wasm32"))]
use super::ServiceLink;
#[cfg(not(target_arch = "wasm32"))]
use super::source::Cited;
use super::{BrandLink, FeaturedFigure, Guide, MediaSet, Named, Notice, Plate, Source};
use crate::catalogue::{
    Basis, Event, Figure, Honour, Kind, Partner, Passage, Person, Slug, Statement,
};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Card, Initiative};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Catalogue, Level};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The most siblings that a page lists.
#[cfg(not(target_arch = "wasm32"))]
const SIBLINGS: usize = 12;

/// The most children that a page lists.
#[cfg(not(target_arch = "wasm32"))]
const CHILDREN: usize = 24;

/// The most figures of an initiative on the page of its brand.
#[cfg(not(target_arch = "wasm32"))]
const FIGURES: usize = 3;

/// The page of a brand. It contains the records of the brand's file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BrandPage {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// The title of the talk, for a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// The motif of its emblem.
    pub emblem: Slug,
    /// Its plate.
    pub plate: Plate,
    /// Its pictures and attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Box<MediaSet>>,
    /// The institution that owns it.
    pub owner: Named,
    /// The honour for which the city selected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
    /// Its ancestors in the matrix, from the root down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<Named>,
    /// Its slogan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slogan: Option<Statement>,
    /// The summary: one or two sentences.
    pub summary: Statement,
    /// On an English page, the summary in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
    /// The figure of its poster, which is in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<FeaturedFigure>,
    /// How a person can use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<Guide>,
    /// Other printed forms of its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<Statement>,
    /// The needs that it meets, including those of its initiatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Named>,
    /// The urgent notices of its needs, of which its page shows the line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// The places that it reaches, including those of its initiatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Named>,
    /// Its figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Its initiatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initiatives: Vec<InitiativeSummary>,
    /// The meaning of name and emblem.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meaning: Vec<Passage>,
    /// Its origin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Passage>,
    /// Its work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<Passage>,
    /// Its results.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Passage>,
    /// Its honours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub honours: Vec<Honour>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Its people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Its partners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Partner>,
    /// Contradictions and gaps of the documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Passage>,
    /// The sentences that quote a document word for word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quoted: Vec<Passage>,
    /// The sentence that says when it was last checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
    /// Its place in the matrix.
    pub family: Family,
    /// The brand before it in the order of the matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Named>,
    /// The brand after it in the order of the matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Named>,
    /// The cited documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// An initiative on the page of its brand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InitiativeSummary {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The summary: one or two sentences.
    pub summary: Statement,
    /// Whether it meets no need, so that only colleagues look for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_colleagues: bool,
    /// Its first figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<ShortFigure>,
}

/// A figure without its sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShortFigure {
    /// Value and unit.
    pub value: String,
    /// The counted things.
    pub label: String,
}

/// The parent, children and siblings of a brand in the matrix.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Family {
    /// The parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ParentLink>,
    /// The first children.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<BrandLink>,
    /// The number of children.
    pub all_children: u32,
    /// The nearest siblings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub siblings: Vec<BrandLink>,
    /// The number of those brands.
    pub all_siblings: u32,
}

/// The parent of a brand, and the basis of this relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentLink {
    /// The brand.
    pub brand: BrandLink,
    /// Printed or inferred.
    pub basis: Basis,
    /// The basis, as a sentence.
    pub text: String,
    /// Ids of documents.
    pub sources: Vec<Slug>,
}

#[cfg(not(target_arch = "wasm32"))]
impl BrandPage {
    /// The page of a brand; `None` if the catalogue has no card of it.
    pub fn of(site: &Site, brand: &Brand) -> Option<BrandPage> {
        let catalogue = &site.catalogue;
        let card = catalogue.card(&brand.id)?;
        let (before, after) = catalogue.neighbours(&brand.id);
        let family = Family::of(catalogue, brand);
        let initiatives = || brand.initiatives.iter();
        // The needs and places of its initiatives count for the brand.
        let needs = joined(&brand.needs, initiatives().map(|it| &it.needs));
        let places = joined(&brand.places, initiatives().map(|it| &it.places));
        let mut cited = Cited::default();
        cited.add(std::slice::from_ref(&brand.summary));
        cited.add(brand.slogan.as_slice());
        cited.add(&brand.other_names);
        cited.add(&brand.figures);
        for initiative in &brand.initiatives {
            cited.add(std::slice::from_ref(&initiative.summary));
        }
        for passages in [
            &brand.guide,
            &brand.meaning,
            &brand.origin,
            &brand.work,
            &brand.results,
            &brand.notes,
        ] {
            cited.add(passages);
        }
        cited.add(&brand.honours);
        cited.add(&brand.events);
        cited.add(&brand.people);
        cited.add(&brand.partners);
        if let Some(parent) = &family.parent {
            cited.add_ids(&parent.sources);
        }
        let page = BrandPage {
            id: brand.id.clone(),
            name: brand.name.clone(),
            title: brand.title.clone(),
            kind: brand.kind,
            emblem: brand.emblem.clone(),
            plate: Plate::of_brand(brand),
            media: MediaSet::of_brand(catalogue, brand.id.as_str()),
            owner: Named::owner(catalogue, brand),
            chosen: (card.levels.contains(&Level::Chosen))
                .then(|| catalogue.level(Level::Chosen).to_owned()),
            above: above(catalogue, card),
            slogan: brand.slogan.clone(),
            summary: brand.summary.clone(),
            english: super::in_english(brand.summary_english.as_ref()),
            figure: FeaturedFigure::of(brand)
                .filter(|_| brand.summary_english.is_none() || !super::is_english()),
            guide: Guide::of(
                &brand.guide,
                Some(Named::owner(catalogue, brand)),
                ServiceLink::of(catalogue, brand.service.as_ref()),
            ),
            other_names: brand.other_names.clone(),
            needs: Named::needs(catalogue, &needs),
            notices: Notice::of_needs(catalogue, &needs),
            places: Named::places(catalogue, &places),
            figures: brand.figures.clone(),
            initiatives: initiatives().map(InitiativeSummary::of).collect(),
            meaning: brand.meaning.clone(),
            origin: brand.origin.clone(),
            work: brand.work.clone(),
            results: brand.results.clone(),
            honours: brand.honours.clone(),
            events: brand.events.clone(),
            people: brand.people.clone(),
            partners: brand.partners.clone(),
            notes: brand.notes.clone(),
            checked: brand.checked.as_ref().map(super::checked_on),
            family,
            before: before.map(Named::card),
            after: after.map(Named::card),
            quoted: Vec::new(),
            sources: cited.sources(catalogue),
        };
        let quoted = super::source::quoted(catalogue, &brand.id, &page);
        Some(BrandPage { quoted, ..page })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl InitiativeSummary {
    /// The model for an initiative.
    pub(super) fn of(initiative: &Initiative) -> InitiativeSummary {
        let figures = initiative.figures.iter().take(FIGURES);
        InitiativeSummary {
            id: initiative.id.clone(),
            name: initiative.name.clone(),
            kind: initiative.kind,
            summary: initiative.summary.clone(),
            for_colleagues: initiative.needs.is_empty(),
            figures: figures
                .map(|figure| ShortFigure {
                    value: format!("{}{}", figure.value, figure.unit),
                    label: figure.label.clone(),
                })
                .collect(),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Family {
    fn of(catalogue: &Catalogue, brand: &Brand) -> Family {
        let parent = (brand.parent.as_ref())
            .and_then(|parent| Some((parent, catalogue.card(&parent.brand)?)));
        let children: Vec<&Card> = catalogue.children(&brand.id).collect();
        let siblings: Vec<&Card> = (parent.iter())
            .flat_map(|(parent, _)| catalogue.children(&parent.brand))
            .collect();
        let own = siblings.iter().position(|card| card.id == brand.id);
        let others: Vec<&Card> = (siblings.into_iter())
            .filter(|card| card.id != brand.id)
            .collect();
        // As many siblings before the brand as after it, if there are enough.
        let from = (own.unwrap_or(0).saturating_sub(SIBLINGS / 2))
            .min(others.len().saturating_sub(SIBLINGS));
        Family {
            parent: parent.map(|(parent, card)| ParentLink {
                brand: BrandLink::of_card(card),
                basis: parent.basis,
                text: parent.text.clone(),
                sources: parent.sources.clone(),
            }),
            all_children: super::count(children.len()),
            children: (children.into_iter().take(CHILDREN))
                .map(BrandLink::of_card)
                .collect(),
            all_siblings: super::count(others.len()),
            siblings: (others.into_iter().skip(from).take(SIBLINGS))
                .map(BrandLink::of_card)
                .collect(),
        }
    }
}

/// The ancestors of a card in the matrix, from the root down.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn above(catalogue: &Catalogue, card: &Card) -> Vec<Named> {
    let parent = |card: &Card| catalogue.card(card.parent.as_ref()?);
    let above = std::iter::successors(parent(card), |card| parent(card));
    let mut above: Vec<Named> = above.take(ABOVE).map(Named::card).collect();
    above.reverse();
    above
}

/// The most ancestors in the breadcrumbs of a page.
#[cfg(not(target_arch = "wasm32"))]
const ABOVE: usize = 8;

/// The values of a brand, then the further ones of its initiatives, without duplicates.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn joined<'a>(
    own: &[Slug],
    initiatives: impl Iterator<Item = &'a Vec<Slug>>,
) -> Vec<Slug> {
    let mut joined = own.to_vec();
    for id in initiatives.flatten() {
        if !joined.contains(id) {
            joined.push(id.clone());
        }
    }
    joined
}
