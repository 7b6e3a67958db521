//! The model of `/needs/<id>/`, `/places/<id>/` and `/institutions/<id>/`: the brands of one value of a facet.

#[cfg(not(target_arch = "wasm32"))]
use super::source::Cited;
use super::{CardModel, MediaSet, Named, Notice, Source, Visit};
use crate::catalogue::{Slug, Statement};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use crate::search::Facet;
#[cfg(not(target_arch = "wasm32"))]
use crate::search::{Hit, Query, Results};
use serde::{Deserialize, Serialize};

/// The page of a need, a place or an institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListingPage {
    /// The facet.
    pub facet: Facet,
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// On an English page, what a need or an institution is in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
    /// For a need, its urgent notices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// For a place, its ancestors, nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub around: Vec<Named>,
    /// For a place, the places within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Named>,
    /// For a place, the institutions in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seated: Vec<Named>,
    /// For an institution, how to get there and in touch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Box<Visit>>,
    /// For an institution, its pictures and attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Box<MediaSet>>,
    /// For an institution, other printed forms of its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<Statement>,
    /// For an institution, the ids of the documents that name it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Slug>,
    /// For an institution, the sentence that says when it was last checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
    /// The cited documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// The number of brands.
    pub total: u32,
    /// The number of initiatives of the listed brands that match by themselves.
    pub initiatives: u32,
    /// The brands that an institution owns or that reach a place; those of the gallery's own region that meet a need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<CardModel>,
    /// The brands in which an institution takes part, or whose institution is in a place that they do not reach; those from elsewhere that meet a need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub second: Vec<CardModel>,
}

#[cfg(not(target_arch = "wasm32"))]
impl ListingPage {
    /// The page of a need; `None` if there is none with this id.
    pub fn need(site: &Site, id: &Slug) -> Option<ListingPage> {
        let need = site.catalogue.need(id)?;
        Some(ListingPage {
            english: super::in_english(need.summary_english.as_ref()),
            notices: Notice::of_needs(&site.catalogue, std::slice::from_ref(id)),
            ..ListingPage::of(site, Facet::Need, id, &need.name)
        })
    }

    /// The page of a place; `None` if there is none with this id.
    pub fn place(site: &Site, id: &Slug) -> Option<ListingPage> {
        let catalogue = &site.catalogue;
        let place = catalogue.place(id)?;
        let around = catalogue.around(id).skip(1);
        let within = (catalogue.places.iter()).filter(|other| other.parent.as_ref() == Some(id));
        let seated = (catalogue.institutions.iter()).filter(|institution| {
            let place = institution.place.as_ref();
            place.is_some_and(|place| catalogue.around(place).any(|around| around == id))
        });
        Some(ListingPage {
            around: (around.filter_map(|id| catalogue.place(id)))
                .map(Named::place)
                .collect(),
            within: within.map(Named::place).collect(),
            seated: seated.map(Named::institution).collect(),
            ..ListingPage::of(site, Facet::Place, id, &place.name)
        })
    }

    /// The page of an institution; `None` if there is none with this id.
    pub fn institution(site: &Site, id: &Slug) -> Option<ListingPage> {
        let institution = site.catalogue.institution(id)?;
        let mut cited = Cited::default();
        cited.add(&institution.other_names);
        cited.add_ids(&institution.sources);
        Some(ListingPage {
            english: super::in_english(institution.summary_english.as_ref()),
            media: MediaSet::of_institution(&site.catalogue, id.as_str()),
            visit: Visit::of(&site.catalogue.gallery, institution).map(Box::new),
            other_names: institution.other_names.clone(),
            documents: institution.sources.clone(),
            checked: institution.checked.as_ref().map(super::checked_on),
            sources: cited.sources(&site.catalogue),
            ..ListingPage::of(site, Facet::Institution, id, &institution.name)
        })
    }

    /// The parts that all these pages share.
    fn of(site: &Site, facet: Facet, id: &Slug, name: &str) -> ListingPage {
        let query = Query::default().toggled(facet, id);
        let found = match site.index.value(facet, id) {
            Some(_) => site.index.search(&query),
            None => Results::default(),
        };
        // Owned brands come before those with a part; brands that reach a place before those of an institution there; brands of the region before others.
        let is_first = |hit: &Hit| match facet {
            Facet::Institution => (site.index.card(hit.card)).is_some_and(|card| card.owner == *id),
            Facet::Place => !hit.only_seated,
            _ => (site.index.card(hit.card)).is_none_or(|card| !card.away),
        };
        let initiatives = found.hits.iter().map(|hit| hit.entries.len()).sum();
        let (first, second): (Vec<Hit>, Vec<Hit>) = found.hits.into_iter().partition(is_first);
        let cards = |hits: &[Hit]| {
            let cards = hits
                .iter()
                .filter_map(|hit| CardModel::of(&site.index, hit));
            cards.collect()
        };
        ListingPage {
            facet,
            id: id.clone(),
            name: name.to_owned(),
            english: None,
            notices: Vec::new(),
            around: Vec::new(),
            within: Vec::new(),
            seated: Vec::new(),
            visit: None,
            media: None,
            other_names: Vec::new(),
            documents: Vec::new(),
            checked: None,
            sources: Vec::new(),
            total: super::count(found.total),
            initiatives: super::count(initiatives),
            first: cards(&first),
            second: cards(&second),
        }
    }
}
