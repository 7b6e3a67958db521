//! All addresses of a gallery: pages of records, redirecting addresses, pages of retired records, and the pieces that other sites frame.
//!
//! [`routes`] is the only list of pages; prerendering, checking and redirecting use it. [`Addresses`] adds the addresses that were published earlier: each of
//! them has exactly one target, a live or a retired page, reached in one hop. Paths are relative to the base of a language. The registers are not validated
//! here; [`super::redirect`] does that.

use crate::catalogue::check::Reading;
use crate::catalogue::{Brand, Catalogue, Lookup, Retired, Slug};
use crate::route::{self, Framed, Overview, Route, StaffPage};
use crate::search::PAGE;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The route of every page of a record or list, in the order of the sitemap; [`Route::NotFound`] is not included.
pub fn routes(catalogue: &Catalogue, brands: &[Brand]) -> Vec<Route> {
    let mut routes = vec![Route::home(), Route::About, Route::Institutions];
    routes.extend((1..=pages(catalogue.cards.len())).map(Route::All));
    for card in &catalogue.cards {
        routes.push(Route::Brand(card.id.clone()));
        let ids = card.initiatives.iter().map(|entry| entry.id.clone());
        routes.extend(ids.map(|id| Route::Initiative(card.id.clone(), id)));
    }
    routes.extend(StaffPage::ALL.map(Route::StaffPage));
    routes.extend(Overview::ALL.map(Route::Overview));
    if catalogue.gallery.has_comparison() {
        routes.push(Route::Compare(Vec::new()));
    }
    let stories = catalogue.gallery.tours.iter();
    routes.extend(stories.map(|tour| Route::Step(tour.id.clone())));
    let steps = crate::models::steps(brands).into_iter();
    routes.extend(steps.map(|brand| Route::Step(brand.id.clone())));
    routes.extend(catalogue.needs.iter().map(|it| Route::Need(it.id.clone())));
    routes.extend(
        catalogue
            .places
            .iter()
            .map(|it| Route::Place(it.id.clone())),
    );
    let institutions = catalogue.institutions.iter();
    routes.extend(institutions.map(|it| Route::Institution(it.id.clone())));
    routes
}

/// The number of pages of a list of this many brands; 0 if one page is enough, because the gallery itself is that page.
fn pages(brands: usize) -> usize {
    match brands.div_ceil(PAGE) {
        1 => 0,
        pages => pages,
    }
}

/// The route that a path below the base spells, if it is spelled canonically. `None` for an empty path.
pub fn spelt(path: &str) -> Option<Route> {
    let route = Route::parse(&route::asset(path), "");
    (route.path() == path && !path.is_empty() && route != Route::NotFound).then_some(route)
}

/// A retired record and its addresses.
#[derive(Clone, Debug)]
pub struct Retirement {
    /// The route of its page.
    pub route: Route,
    /// Its entry in `retired.json`.
    pub record: Retired,
    /// The page that its page links to.
    pub to: Route,
}

/// What a framed piece shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The piece of a live record.
    Piece(Framed),
    /// A notice that the record with this route is retired.
    Retired(Route),
    /// A notice that the content has moved to this page, which has no piece of its own.
    Moved(Route),
}

/// All addresses of a gallery.
pub struct Addresses {
    live: HashSet<String>,
    /// Index into `moves` by earlier path, and index into `retired` by path.
    moved_at: HashMap<String, usize>,
    retired_at: HashMap<String, usize>,
    /// Each earlier address with its target: a live or retired page, never another earlier address.
    pub moves: Vec<(Route, Route)>,
    /// Retired records.
    pub retired: Vec<Retirement>,
    /// The address of every framed piece, with its content.
    pub framed: Vec<(Framed, Shows)>,
}

impl Addresses {
    /// Collects the addresses of everything that was read.
    pub fn of(reading: &Reading) -> Addresses {
        let catalogue = &reading.catalogue;
        let routes = routes(catalogue, &reading.brands);
        let live: HashSet<String> = routes.iter().map(Route::path).collect();
        let retirement = |record: &Retired| {
            let to = record.to.as_deref().and_then(spelt);
            Some(Retirement {
                route: spelt(&record.from).filter(|_| !live.contains(&record.from))?,
                record: record.clone(),
                to: to.unwrap_or_else(Route::home),
            })
        };
        let retired: Vec<Retirement> = reading.retired.iter().filter_map(retirement).collect();
        let mut retired_at = HashMap::new();
        for (at, retirement) in retired.iter().enumerate() {
            let from = retirement.record.from.clone();
            retired_at.entry(from).or_insert(at);
        }
        let mut addresses = Addresses {
            live,
            moved_at: HashMap::new(),
            retired_at,
            moves: Vec::new(),
            retired,
            framed: Vec::new(),
        };
        addresses.moves = addresses.all_moves(reading);
        let paths = addresses.moves.iter().map(|(from, _)| from.path());
        addresses.moved_at = paths.zip(0..).collect();
        addresses.framed = addresses.all_framed(reading);
        addresses
    }

    /// Whether a live record or list has its page at `path`.
    pub fn is_live(&self, path: &str) -> bool {
        self.live.contains(path)
    }

    /// The retired record whose page is at `path`.
    pub fn retirement(&self, path: &str) -> Option<&Retirement> {
        self.retired.get(*self.retired_at.get(path)?)
    }

    /// The target of an earlier address.
    pub fn moved(&self, path: &str) -> Option<&Route> {
        let (_, to) = self.moves.get(*self.moved_at.get(path)?)?;
        Some(to)
    }

    /// Whether `path` leads to a page of any kind: live, retired or redirecting.
    pub fn answers(&self, path: &str) -> bool {
        self.is_live(path) || self.retirement(path).is_some() || self.moved(path).is_some()
    }

    /// A sentence that says why a new record must not use `path`, if published links to an earlier record would open it.
    pub fn taken(&self, path: &str) -> Option<String> {
        if let Some(retirement) = self.retirement(path) {
            return Some(format!(
                "“{path}”是停用的“{}”的网址，发布过的链接还会打开它，不能给别的记录用。请换一个代号。",
                retirement.record.name
            ));
        }
        let to = self.moved(path)?;
        Some(format!(
            "“{path}”以前发布过，现在转到“{}”，不能给别的记录用。请换一个代号。",
            to.path()
        ))
    }

    /// The folders of all pages below the base of the default language, pieces included.
    pub fn paths(&self) -> BTreeSet<String> {
        let earlier = self.moves.iter().map(|(from, _)| from.path());
        let retired = self.retired.iter().map(|it| it.record.from.clone());
        let framed = self.framed.iter().map(|(framed, _)| framed.path());
        let all = earlier.chain(retired).chain(framed);
        all.chain(self.live.iter().cloned()).collect()
    }

    /// Pairs of earlier and current id of the brands that were renamed as a whole.
    fn moved_brands(&self, reading: &Reading) -> Vec<(Slug, Slug)> {
        let pair = |redirect: &crate::catalogue::Redirect| match (
            spelt(&redirect.from)?,
            spelt(&redirect.to)?,
        ) {
            (Route::Brand(old), Route::Brand(new)) => Some((old, new)),
            _ => None,
        };
        reading.redirects.iter().filter_map(pair).collect()
    }

    fn all_moves(&self, reading: &Reading) -> Vec<(Route, Route)> {
        let mut moves: BTreeMap<String, (Route, Route)> = BTreeMap::new();
        let mut order = Vec::new();
        let mut add = |from: Route, to: Route| {
            let path = from.path();
            let has_page = self.is_live(&path) || self.retirement(&path).is_some();
            if !has_page && !moves.contains_key(&path) {
                order.push(path.clone());
                moves.insert(path, (from, to));
            }
        };
        for redirect in &reading.redirects {
            if let (Some(from), Some(to)) = (spelt(&redirect.from), spelt(&redirect.to)) {
                add(from, to);
            }
        }
        // A redirect of a brand also applies to its initiatives, unless they have redirects of their own.
        let moved = self.moved_brands(reading);
        let catalogue = &reading.catalogue;
        let cards = Lookup::of(catalogue).cards;
        let mut retired: HashMap<&Slug, Vec<&Slug>> = HashMap::new();
        for retirement in &self.retired {
            if let Route::Initiative(brand, id) = &retirement.route {
                retired.entry(brand).or_default().push(id);
            }
        }
        for (old, new) in &moved {
            let live = cards.get(new).map_or(&[][..], |card| &card.initiatives);
            let retired = retired.get(new).into_iter().flatten().copied();
            for id in live.iter().map(|entry| &entry.id).chain(retired) {
                add(
                    Route::Initiative(old.clone(), id.clone()),
                    Route::Initiative(new.clone(), id.clone()),
                );
            }
        }
        // Whether a brand is a step of the tour depends on its honours and may change; the address of its step must keep working.
        let ids = catalogue.cards.iter().map(|card| &card.id);
        let retired = self.retired.iter().filter_map(|it| match &it.route {
            Route::Brand(id) => Some(id),
            _ => None,
        });
        let same = ids.chain(retired).map(|id| (id, id));
        for (old, new) in same.chain(moved.iter().map(|(old, new)| (old, new))) {
            let step = Route::Step(new.clone());
            let to = match self.is_live(&step.path()) {
                true => step,
                false => Route::Brand(new.clone()),
            };
            add(Route::Step(old.clone()), to);
        }
        // The list has fewer pages when there are fewer brands; redirect the pages that disappeared to the last one.
        let gone = self.retired.iter();
        let gone = gone
            .filter(|it| matches!(it.route, Route::Brand(_)))
            .count();
        let now = pages(catalogue.cards.len());
        for page in 1..=pages(catalogue.cards.len() + gone) {
            let last = match now {
                0 => Route::home(),
                now => Route::All(now),
            };
            add(Route::All(page), last);
        }
        // Resolve chains, so that each redirect is a single hop.
        let target = |to: &Route| {
            let mut to = to.clone();
            for _ in 0..=moves.len() {
                match moves.get(&to.path()) {
                    Some((_, next)) => to = next.clone(),
                    None => return Some(to),
                }
            }
            None
        };
        let resolved = order.iter().filter_map(|path| {
            let (from, to) = moves.get(path)?;
            Some((from.clone(), target(to)?))
        });
        resolved.collect()
    }

    fn all_framed(&self, reading: &Reading) -> Vec<(Framed, Shows)> {
        let has_figures: HashSet<&Slug> = (reading.brands.iter())
            .filter(|brand| !super::embed::all_figures(brand).is_empty())
            .map(|brand| &brand.id)
            .collect();
        let pieces = |old: &Slug, new: &Slug| {
            let figures = match has_figures.contains(new) {
                true => Framed::Figures(new.clone()),
                // If the figures are gone, a frame that showed them shows the brand's card.
                false => Framed::Brand(new.clone()),
            };
            [
                (
                    Framed::Brand(old.clone()),
                    Shows::Piece(Framed::Brand(new.clone())),
                ),
                (Framed::Figures(old.clone()), Shows::Piece(figures)),
            ]
        };
        let catalogue = &reading.catalogue;
        let mut framed: Vec<(Framed, Shows)> = Vec::new();
        for brand in &reading.brands {
            framed.extend(pieces(&brand.id, &brand.id));
        }
        for institution in &catalogue.institutions {
            let piece = Framed::Institution(institution.id.clone());
            framed.push((piece.clone(), Shows::Piece(piece)));
        }
        let retired = self.retired.iter().map(|it| (&it.route, &it.route));
        let moved = self.moves.iter().map(|(from, to)| (from, to));
        for (old, new) in retired.chain(moved) {
            let notice = match self.retirement(&new.path()) {
                Some(_) => Shows::Retired(new.clone()),
                None => Shows::Moved(new.clone()),
            };
            match (old, new) {
                (Route::Brand(old), Route::Brand(new))
                    if self.is_live(&Route::Brand(new.clone()).path()) =>
                {
                    framed.extend(pieces(old, new));
                }
                (Route::Brand(old), _) => framed.extend([
                    (Framed::Brand(old.clone()), notice.clone()),
                    (Framed::Figures(old.clone()), notice),
                ]),
                (Route::Institution(old), Route::Institution(new))
                    if notice == Shows::Moved(Route::Institution(new.clone())) =>
                {
                    framed.push((
                        Framed::Institution(old.clone()),
                        Shows::Piece(Framed::Institution(new.clone())),
                    ));
                }
                (Route::Institution(old), _) => {
                    framed.push((Framed::Institution(old.clone()), notice));
                }
                _ => {}
            }
        }
        framed
    }
}
