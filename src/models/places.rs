//! The model of `/places/`: the tree of places that the documents name, with the brands and initiatives that reach each.

#[cfg(not(target_arch = "wasm32"))]
use super::Branch;
use super::{Link, RadialTree};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Place, Slug};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page of all places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacesPage {
    /// The number of places.
    pub total: u32,
    /// All places, brands and initiatives on the page, without duplicates; the other fields refer to them by position.
    pub links: Vec<Link>,
    /// A picture of the home place and those within it, and one of all others.
    pub pictures: Vec<RadialTree>,
    /// The home place.
    pub home: Vec<PlaceEntry>,
    /// The other places without a parent.
    pub away: Vec<PlaceEntry>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

/// A place, with the brands and initiatives that reach it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// The place.
    pub place: u32,
    /// The number of brands and initiatives that reach it or a place within it.
    pub total: u32,
    /// The brands and initiatives that name the place itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<u32>,
    /// Those whose institution is there, but which reach neither it nor a place within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seated: Vec<u32>,
    /// The places within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<PlaceEntry>,
}

#[cfg(not(target_arch = "wasm32"))]
impl PlacesPage {
    /// The model for a site.
    pub fn of(site: &Site) -> PlacesPage {
        let places = &site.catalogue.places;
        let within = |id: &Slug| {
            let is_within = |place: &&Place| place.parent.as_ref() == Some(id);
            places.iter().filter(is_within).count()
        };
        let tops = || places.iter().filter(|place| place.parent.is_none());
        // Without a home in the settings, the place with the most places within it.
        let named = (site.catalogue.gallery.home.as_ref()).and_then(|id| site.catalogue.place(id));
        let home = named.or_else(|| tops().max_by_key(|place| within(&place.id)));
        let is_away = |place: &&Place| home.is_none_or(|home| home.id != place.id);
        let mut page = Page {
            site,
            links: Vec::new(),
        };
        let away: Vec<PlaceEntry> = Vec::from_iter(tops().filter(is_away))
            .into_iter()
            .map(|place| page.entry(place))
            .collect();
        let near: Vec<PlaceEntry> = home.iter().map(|place| page.entry(place)).collect();
        let mut pictures: Vec<RadialTree> = (near.iter())
            .map(|entry| RadialTree::of(&page.branch(entry)))
            .collect();
        if let (Some(home), false) = (home, away.is_empty()) {
            let link = Link {
                href: "#away".to_owned(),
                name: tr!("{name}以外", name = home.name),
            };
            pictures.push(RadialTree::of(&Branch {
                name: link.name.clone(),
                item: page.link(link),
                has_emblem: false,
                inferred: false,
                leaves: Vec::new(),
                branches: away.iter().map(|entry| page.branch(entry)).collect(),
            }));
        }
        PlacesPage {
            no_comparison: !site.catalogue.gallery.has_comparison(),
            total: super::count(places.len()),
            links: page.links,
            pictures,
            home: near,
            away,
        }
    }
}

/// The page under construction.
#[cfg(not(target_arch = "wasm32"))]
struct Page<'a> {
    site: &'a Site,
    links: Vec<Link>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Page<'_> {
    /// The position of a link in the table.
    fn link(&mut self, link: Link) -> u32 {
        let known = self.links.iter().position(|known| known.href == link.href);
        super::count(known.unwrap_or_else(|| {
            self.links.push(link);
            self.links.len() - 1
        }))
    }

    fn entry(&mut self, place: &Place) -> PlaceEntry {
        let (site, id) = (self.site, &place.id);
        let around = |place: &Slug| site.catalogue.around(place).any(|around| around == id);
        let is_here = |owner: &Slug| {
            let institution = site.catalogue.institution(owner);
            institution.and_then(|found| found.place.as_ref()) == Some(id)
        };
        let reaches = |places: &[Slug]| places.iter().any(around);
        PlaceEntry {
            place: self.link(Link::to(&Route::Place(id.clone()), &place.name)),
            total: super::count(services(site, |_, places| reaches(places)).len()),
            services: self.all(services(site, |_, places| places.contains(id))),
            seated: self.all(services(site, |owner, places| {
                owner.is_some_and(is_here) && !reaches(places)
            })),
            within: (site.catalogue.places.iter())
                .filter(|inner| inner.parent.as_ref() == Some(id))
                .map(|inner| self.entry(inner))
                .collect(),
        }
    }

    fn all(&mut self, links: Vec<Link>) -> Vec<u32> {
        links.into_iter().map(|link| self.link(link)).collect()
    }

    /// A place as a node of a picture.
    fn branch(&self, entry: &PlaceEntry) -> Branch {
        let link = self.links.get(entry.place as usize);
        Branch {
            name: link.map_or_else(String::new, |link| link.name.clone()),
            item: entry.place,
            has_emblem: false,
            inferred: false,
            leaves: entry.services.clone(),
            branches: entry
                .within
                .iter()
                .map(|inner| self.branch(inner))
                .collect(),
        }
    }
}

/// The brands and initiatives for which a predicate on printed owner and places is true.
#[cfg(not(target_arch = "wasm32"))]
fn services(site: &Site, is_wanted: impl Fn(Option<&Slug>, &[Slug]) -> bool) -> Vec<Link> {
    let mut wanted = Vec::new();
    for card in &site.catalogue.cards {
        if is_wanted(Some(&card.owner), &card.places) {
            wanted.push(Link::to(&Route::Brand(card.id.clone()), &card.name));
        }
        for initiative in &card.initiatives {
            if is_wanted(initiative.owner.as_ref(), &initiative.places) {
                let route = Route::Initiative(card.id.clone(), initiative.id.clone());
                wanted.push(Link::to(&route, &initiative.name));
            }
        }
    }
    wanted
}
