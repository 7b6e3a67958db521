//! The model of `/needs/<id>/`, `/places/<id>/` and `/institutions/<id>/`: the brands of one value of a facet.

#[cfg(not(target_arch = "wasm32"))]
use super::source::Cited;
use super::{CardModel, Named, Notice, Source};
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
    /// Which of them it is.
    pub facet: Facet,
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// The notices for people in danger, of a need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// The places around a place, from the nearest on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub around: Vec<Named>,
    /// The places within a place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Named>,
    /// The institutions in a place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seated: Vec<Named>,
    /// Other printed forms of the name of an institution.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<Statement>,
    /// Ids of the documents that name an institution.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Slug>,
    /// The documents that the page cites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// How many brands there are.
    pub total: u32,
    /// How many initiatives the listed brands have that match by themselves.
    pub initiatives: u32,
    /// What an institution owns, what reaches a place; all brands of a need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<CardModel>,
    /// What an institution takes part in, what only belongs to an institution in a place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub second: Vec<CardModel>,
}

#[cfg(not(target_arch = "wasm32"))]
impl ListingPage {
    /// That of a need; nothing where there is none with this id.
    pub fn need(site: &Site, id: &Slug) -> Option<ListingPage> {
        let need = site.catalogue.need(id)?;
        let notices = (site.catalogue.urgent.iter()).filter(|notice| notice.needs.contains(id));
        Some(ListingPage {
            notices: notices.map(Notice::of).collect(),
            ..ListingPage::of(site, Facet::Need, id, &need.name)
        })
    }

    /// That of a place; nothing where there is none with this id.
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

    /// That of an institution; nothing where there is none with this id.
    pub fn institution(site: &Site, id: &Slug) -> Option<ListingPage> {
        let institution = site.catalogue.institution(id)?;
        let mut cited = Cited::default();
        cited.add(&institution.other_names);
        cited.add_ids(&institution.sources);
        Some(ListingPage {
            other_names: institution.other_names.clone(),
            documents: institution.sources.clone(),
            sources: cited.sources(&site.catalogue),
            ..ListingPage::of(site, Facet::Institution, id, &institution.name)
        })
    }

    /// What is the same for all of them.
    fn of(site: &Site, facet: Facet, id: &Slug, name: &str) -> ListingPage {
        let query = Query::default().toggled(facet, id);
        let found = match site.index.value(facet, id) {
            Some(_) => site.index.search(&query),
            None => Results::default(),
        };
        // What an institution owns stands before what it takes part in; what reaches a place before what only belongs to an institution there.
        let is_first = |hit: &Hit| match facet {
            Facet::Institution => (site.index.card(hit.card)).is_some_and(|card| card.owner == *id),
            _ => !hit.only_seated,
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
            notices: Vec::new(),
            around: Vec::new(),
            within: Vec::new(),
            seated: Vec::new(),
            other_names: Vec::new(),
            documents: Vec::new(),
            sources: Vec::new(),
            total: super::count(found.total),
            initiatives: super::count(initiatives),
            first: cards(&first),
            second: cards(&second),
        }
    }
}
