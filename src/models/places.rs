//! The model of `/places/`: the places that the documents name, each within the one around it, with the services that reach it.

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
    /// How many places there are.
    pub total: u32,
    /// Every place, brand and initiative that the page names, once: the other fields refer to them by their place here.
    pub links: Vec<Link>,
    /// The places of the gallery's home as a picture, and all others as a second one.
    pub pictures: Vec<RadialTree>,
    /// The gallery's home.
    pub home: Vec<PlaceEntry>,
    /// The places that lie in no other, but for the home.
    pub away: Vec<PlaceEntry>,
}

/// A place, and what reaches it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// The place.
    pub place: u32,
    /// How many brands and initiatives reach it or a place within it.
    pub total: u32,
    /// The brands and initiatives that reach it by its own name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<u32>,
    /// Those that do not reach it or a place within it, but whose institution is there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seated: Vec<u32>,
    /// The places within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<PlaceEntry>,
}

#[cfg(not(target_arch = "wasm32"))]
impl PlacesPage {
    /// That of a site.
    pub fn of(site: &Site) -> PlacesPage {
        let places = &site.catalogue.places;
        let within = |id: &Slug| {
            let is_within = |place: &&Place| place.parent.as_ref() == Some(id);
            places.iter().filter(is_within).count()
        };
        let tops = || places.iter().filter(|place| place.parent.is_none());
        // Where the gallery names no home, it is the place within which most others lie.
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
            total: super::count(places.len()),
            links: page.links,
            pictures,
            home: near,
            away,
        }
    }
}

/// The page as far as it is made.
#[cfg(not(target_arch = "wasm32"))]
struct Page<'a> {
    site: &'a Site,
    links: Vec<Link>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Page<'_> {
    /// The place of a link in the table.
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

/// The brands and initiatives of which something is true, given their printed owner and the places that they reach.
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
