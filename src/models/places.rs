//! The model of `/places/`: the tree of places, with the brands and initiatives that reach each, and a schematic map of the home place.
//!
//! The map is drawn where places have an outline ([`Place::outline`]). It says the same as the list: the names and totals of its areas are those of the list.

use super::Link;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Card, Entry, Kind, Place, Slug};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::GAP;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page of all places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacesPage {
    /// The number of places that documents name.
    pub total: u32,
    /// All places, brands and initiatives on the page, without duplicates; the other fields refer to them by position.
    pub links: Vec<Link>,
    /// The map of the home place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<PlaceMap>,
    /// The home place.
    pub home: Vec<PlaceEntry>,
    /// The other places without a parent.
    pub away: Vec<PlaceEntry>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

/// A schematic map; coordinates are text, as attributes contain them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceMap {
    /// The `viewBox`.
    pub view_box: String,
    /// Its areas, in the order of the list.
    pub areas: Vec<MapArea>,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapArea {
    /// The place.
    pub place: u32,
    /// The total of its entry in the list.
    pub total: u32,
    /// How dark it is, from 0 without a service to [`SHADES`].
    pub shade: u8,
    /// The corners of its outline.
    pub points: String,
    /// The horizontal position of its name.
    pub x: String,
    /// The rows of its name, then that of the total, with their vertical positions.
    pub rows: Vec<super::LabelRow>,
}

/// The darkest shade of the map.
#[cfg(not(target_arch = "wasm32"))]
const SHADES: u32 = 3;

/// The height of a row of a name on the map, and where there are more than name and total.
#[cfg(not(target_arch = "wasm32"))]
const ROW: [f64; 2] = [22.0, 19.0];

/// The margin of the map, for the strokes of its outlines.
#[cfg(not(target_arch = "wasm32"))]
const MARGIN: u16 = 4;

/// A place, with the brands and initiatives that reach it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// The place.
    pub place: u32,
    /// The number of services that reach it or a place within it, or are of an institution there.
    pub total: u32,
    /// The services that name the place itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<u32>,
    /// Those whose institution is there, but which reach neither it nor a place within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seated: Vec<u32>,
    /// Brands and initiatives of the place itself that are no services: rules, ways of working, cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<u32>,
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
            units: units(site),
            site,
            links: Vec::new(),
        };
        let away: Vec<PlaceEntry> = Vec::from_iter(tops().filter(is_away))
            .into_iter()
            .map(|place| page.entry(place))
            .collect();
        let near: Vec<PlaceEntry> = home.iter().map(|place| page.entry(place)).collect();
        let map = home.zip(near.first());
        let map = map.and_then(|(home, entry)| PlaceMap::of(site, home, entry));
        let is_named = |place: &&Place| !place.sources.is_empty();
        PlacesPage {
            no_comparison: !site.catalogue.gallery.has_comparison(),
            total: super::count(places.iter().filter(is_named).count()),
            links: page.links,
            map,
            home: near,
            away,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl PlaceMap {
    /// The map of a place; `None` if no place within it has an outline. `entry`: that of the place in the list.
    fn of(site: &Site, place: &Place, entry: &PlaceEntry) -> Option<PlaceMap> {
        let inner = (site.catalogue.places.iter())
            .filter(|inner| inner.parent.as_ref() == Some(&place.id))
            .zip(&entry.within);
        let drawn: Vec<(&Place, &PlaceEntry, Vec<[u16; 2]>)> = inner
            .filter_map(|(inner, entry)| {
                Some((inner, entry, Place::corners(inner.outline.as_deref()?)?))
            })
            .collect();
        let corners = || drawn.iter().flat_map(|(.., corners)| corners);
        let [right, bottom] =
            [0, 1].map(|axis| corners().map(|corner| corner[axis]).max().unwrap_or(0));
        let most = drawn.iter().map(|(_, entry, _)| entry.total).max()?.max(1);
        let areas = drawn.iter().map(|(place, entry, corners)| MapArea {
            place: entry.place,
            total: entry.total,
            shade: u8::try_from((entry.total * SHADES).div_ceil(most)).unwrap_or(0),
            points: place.outline.clone().unwrap_or_default(),
            x: rounded(centre(corners)[0]),
            rows: rows(&place.name, entry.total, centre(corners)[1]),
        });
        Some(PlaceMap {
            view_box: format!(
                "-{MARGIN} -{MARGIN} {} {}",
                right.saturating_add(2 * MARGIN),
                bottom.saturating_add(2 * MARGIN)
            ),
            areas: areas.collect(),
        })
    }
}

/// The rows of an area: its name, in English that in English, and its total.
#[cfg(not(target_arch = "wasm32"))]
fn rows(name: &str, total: u32, middle: f64) -> Vec<super::LabelRow> {
    let texts: Vec<String> = match name.split_once(GAP) {
        Some((_, gloss)) => (gloss.trim_matches(['(', ')']).split(' '))
            .map(str::to_owned)
            .collect(),
        None => vec![name.to_owned()],
    };
    let texts: Vec<String> = texts.into_iter().chain([total.to_string()]).collect();
    let row = ROW[usize::from(texts.len() > 2)];
    let first = middle - (texts.len() as f64 / 2.0 - 0.8) * row;
    (texts.into_iter().enumerate())
        .map(|(at, text)| super::LabelRow {
            y: rounded(first + at as f64 * row),
            text,
        })
        .collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn rounded(number: f64) -> String {
    format!("{number:.0}")
}

/// The centre of gravity of a polygon.
#[cfg(not(target_arch = "wasm32"))]
fn centre(corners: &[[u16; 2]]) -> [f64; 2] {
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    let (mut twice, mut sum) = (0.0, [0.0; 2]);
    for (from, to) in sides {
        let [from, to] = [from, to].map(|corner| corner.map(f64::from));
        let cross = from[0] * to[1] - to[0] * from[1];
        twice += cross;
        sum = [0, 1].map(|axis| sum[axis] + (from[axis] + to[axis]) * cross);
    }
    match twice == 0.0 {
        // All corners are on a line.
        true => corners.first().map_or([0.0; 2], |it| it.map(f64::from)),
        false => sum.map(|sum| sum / (3.0 * twice)),
    }
}

/// A brand or an initiative.
#[cfg(not(target_arch = "wasm32"))]
struct Unit<'a> {
    link: Link,
    owner: Option<&'a Slug>,
    places: &'a [Slug],
    is_service: bool,
}

/// All brands and initiatives.
#[cfg(not(target_arch = "wasm32"))]
fn units(site: &Site) -> Vec<Unit<'_>> {
    let of_brand = |card: &'_ Card| {
        let route = Route::Brand(card.id.clone());
        (
            Link::to(&route, &card.name),
            !matches!(card.kind, Kind::Case | Kind::Event),
        )
    };
    let not_services = &site.catalogue.gallery.not_services;
    let is_service = |entry: &Entry| {
        let mut needs = entry.needs.iter();
        entry.kind.is_service() && needs.any(|need| !not_services.contains(need))
    };
    let mut units = Vec::new();
    for card in &site.catalogue.cards {
        let (link, is_brand_of_people) = of_brand(card);
        units.push(Unit {
            link,
            owner: Some(&card.owner),
            places: &card.places,
            is_service: is_brand_of_people,
        });
        units.extend(card.initiatives.iter().map(|entry| Unit {
            link: Link::to(
                &Route::Initiative(card.id.clone(), entry.id.clone()),
                &entry.name,
            ),
            owner: entry.owner.as_ref(),
            places: &entry.places,
            is_service: is_service(entry),
        }));
    }
    units
}

/// The page under construction.
#[cfg(not(target_arch = "wasm32"))]
struct Page<'a> {
    site: &'a Site,
    units: Vec<Unit<'a>>,
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
        let is_in = |place: &Slug| site.catalogue.around(place).any(|around| around == id);
        let seat = |unit: &Unit| {
            let owner = site.catalogue.institution(unit.owner?)?;
            owner.place.as_ref()
        };
        let reaches = |unit: &Unit| unit.places.iter().any(is_in);
        let total = (self.units.iter())
            .filter(|unit| unit.is_service && (reaches(unit) || seat(unit).is_some_and(is_in)))
            .count();
        let links = |is_wanted: &dyn Fn(&Unit) -> bool| -> Vec<Link> {
            let wanted = self.units.iter().filter(|unit| is_wanted(unit));
            wanted.map(|unit| unit.link.clone()).collect()
        };
        let is_named = |unit: &Unit| unit.places.contains(id);
        let is_seated = |unit: &Unit| seat(unit) == Some(id) && !reaches(unit);
        let services = links(&|unit| unit.is_service && is_named(unit));
        let seated = links(&|unit| unit.is_service && is_seated(unit));
        let others = links(&|unit| !unit.is_service && (is_named(unit) || is_seated(unit)));
        PlaceEntry {
            place: self.link(Link::to(&Route::Place(id.clone()), &place.name)),
            total: super::count(total),
            services: self.all(services),
            seated: self.all(seated),
            others: self.all(others),
            within: (site.catalogue.places.iter())
                .filter(|inner| inner.parent.as_ref() == Some(id))
                .map(|inner| self.entry(inner))
                .collect(),
        }
    }

    fn all(&mut self, links: Vec<Link>) -> Vec<u32> {
        links.into_iter().map(|link| self.link(link)).collect()
    }
}
