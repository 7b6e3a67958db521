//! The model of `/brands/<id>/<initiative>/`: an initiative.

#[cfg(not(target_arch = "wasm32"))]
use super::ServiceLink;
#[cfg(not(target_arch = "wasm32"))]
use super::brand::above;
#[cfg(not(target_arch = "wasm32"))]
use super::source::Cited;
use super::{Guide, MediaSet, Named, Notice, Source};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Slug};
use crate::catalogue::{Event, Figure, Honour, Kind, Partner, Passage, Person, Statement};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page of an initiative. It contains the records of its brand's file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InitiativePage {
    /// The ancestors of its brand, from the root of the matrix down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<Named>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The brand it is part of.
    pub brand: Named,
    /// The institution that carries it out, if a document names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Named>,
    /// The summary: one or two sentences.
    pub summary: Statement,
    /// Its pictures and attachments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Box<MediaSet>>,
    /// How a person can use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<Guide>,
    /// Other printed forms of its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<Statement>,
    /// The needs that it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Named>,
    /// The urgent notices of its needs, of which its page shows the line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// The places that it reaches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Named>,
    /// Further details.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Passage>,
    /// Its figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
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
    /// The initiative before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Named>,
    /// The initiative after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Named>,
    /// The cited documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

#[cfg(not(target_arch = "wasm32"))]
impl InitiativePage {
    /// The page of an initiative of a brand; `None` if the brand has none with this id.
    pub fn of(site: &Site, brand: &Brand, id: &Slug) -> Option<InitiativePage> {
        let catalogue = &site.catalogue;
        let card = catalogue.card(&brand.id)?;
        let at = (brand.initiatives.iter()).position(|initiative| initiative.id == *id)?;
        let initiative = brand.initiatives.get(at)?;
        let named = |at: usize| brand.initiatives.get(at).map(Named::initiative);
        let owner = (initiative.owner.as_ref()).and_then(|id| catalogue.institution(id));
        let mut cited = Cited::default();
        cited.add(std::slice::from_ref(&initiative.summary));
        cited.add(&initiative.other_names);
        cited.add(&initiative.guide);
        cited.add(&initiative.details);
        cited.add(&initiative.figures);
        cited.add(&initiative.honours);
        cited.add(&initiative.events);
        cited.add(&initiative.people);
        cited.add(&initiative.partners);
        cited.add(&initiative.notes);
        let page = InitiativePage {
            above: above(catalogue, card),
            name: initiative.name.clone(),
            kind: initiative.kind,
            brand: Named::card(card),
            media: MediaSet::of_initiative(catalogue, brand.id.as_str(), id.as_str()),
            guide: Guide::of(
                &initiative.guide,
                owner.map(Named::institution),
                ServiceLink::of(catalogue, initiative.service.as_ref()),
            ),
            owner: owner.map(Named::institution),
            summary: initiative.summary.clone(),
            other_names: initiative.other_names.clone(),
            needs: Named::needs(catalogue, &initiative.needs),
            notices: Notice::of_needs(catalogue, &initiative.needs),
            places: Named::places(catalogue, &initiative.places),
            details: initiative.details.clone(),
            figures: initiative.figures.clone(),
            honours: initiative.honours.clone(),
            events: initiative.events.clone(),
            people: initiative.people.clone(),
            partners: initiative.partners.clone(),
            notes: initiative.notes.clone(),
            checked: initiative.checked.as_ref().map(super::checked_on),
            before: at.checked_sub(1).and_then(named),
            after: named(at + 1),
            sources: cited.sources(catalogue),
            quoted: Vec::new(),
        };
        let quoted = super::source::quoted(catalogue, &brand.id, &page);
        Some(InitiativePage { quoted, ..page })
    }
}
