//! The addresses of the gallery.
//!
//! A [`Route`] is the parsed form of an address; parsing and formatting are inverse, and all paths are defined here and nowhere else. Parsing never fails: an
//! unknown address is [`Route::NotFound`]. The module also defines the paths of data files and assets; it loads nothing.

#[cfg(not(target_arch = "wasm32"))]
mod framed;
mod overview;
mod staff_page;

use crate::catalogue::Slug;
use crate::messages::{self, Language};
use crate::search::Query;
use std::sync::OnceLock;

#[cfg(not(target_arch = "wasm32"))]
pub use framed::{Framed, is_framed};
pub use overview::Overview;
pub use staff_page::StaffPage;

/// One kind of address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/` and `/?q=…`: the gallery.
    Gallery(Query),
    /// `/brands/<id>/`.
    Brand(Slug),
    /// `/brands/<id>/<initiative>/`.
    Initiative(Slug, Slug),
    /// `/needs/<id>/`.
    Need(Slug),
    /// `/places/<id>/`.
    Place(Slug),
    /// `/institutions/<id>/`.
    Institution(Slug),
    /// `/institutions/`: all of them.
    Institutions,
    /// `/all/<n>/`: one page of the list of all brands, for visitors without the program.
    All(usize),
    /// `/matrix/`, `/figures/`, `/timeline/`, `/places/`, `/tour/`: overviews of the whole catalogue.
    Overview(Overview),
    /// `/tour/<brand>/` and `/tour/<story>/`: one step of the tour, or a story.
    Step(Slug),
    /// `/compare/` and `/compare/?brands=…`: up to [`MOST_COMPARED`] brands side by side, without duplicates.
    Compare(Vec<Slug>),
    /// `/about/`: the gallery, its sources, accessibility.
    About,
    /// `/embed/`, `/data/`, `/changes/`, `/handbook/`: pages for staff.
    StaffPage(StaffPage),
    /// Anything else.
    NotFound,
}

/// The most brands that are compared side by side.
pub const MOST_COMPARED: usize = 3;

/// The base path of the site, `/` or `/x/y/`, and those of its languages, in the order of [`Language::ALL`]; set once per process or page.
static BASES: OnceLock<[String; 3]> = OnceLock::new();

/// Scheme and host of the published site, `https://host`, if they are known; set once per process or page.
static ORIGIN: OnceLock<String> = OnceLock::new();

/// Sets the address of the site, before the first route is formatted or parsed: `https://host/x/y/`, or `/x/y/` if the host is not known. Later calls have no
/// effect.
pub fn set_site(url: &str) {
    let (origin, path) = match url.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            (Some(format!("{scheme}://{host}")), path)
        }
        None => (None, url),
    };
    let root = format!("/{}/", path.trim_matches('/')).replace("//", "/");
    let bases = Language::ALL.map(|language| format!("{root}{}", language.folder()));
    if BASES.set(bases).is_ok()
        && let Some(origin) = origin
    {
        let _ = ORIGIN.set(origin);
    }
}

/// Scheme and host of the published site; `None` if they are not known.
pub fn origin() -> Option<&'static str> {
    ORIGIN.get().map(String::as_str)
}

/// The base path of the current language, with a slash at both ends.
pub fn base() -> &'static str {
    base_of(messages::spoken())
}

/// The base path of a language.
pub fn base_of(language: Language) -> &'static str {
    match (BASES.get(), language) {
        (Some(bases), _) => &bases[language as usize],
        (None, Language::Simplified) => "/",
        (None, Language::Traditional) => "/zh-hant/",
        (None, Language::English) => "/en/",
    }
}

/// The base path of the whole site, with a slash at both ends.
pub fn root() -> &'static str {
    base_of(Language::Simplified)
}

/// The address of `path` below [`base`], for files that each language has for itself.
pub fn own(path: &str) -> String {
    format!("{}{path}", base())
}

/// The address of `path` below [`root`], for files that all languages share.
pub fn asset(path: &str) -> String {
    format!("{}{path}", root())
}

/// An address of the site with scheme and host; `None` if they are not known.
pub fn absolute(address: &str) -> Option<String> {
    Some(format!("{}{address}", origin()?))
}

/// The address that turns the version for older people (长辈版) on or off; `boot.js` keeps the other parameters.
pub fn elder(on: bool) -> String {
    own(if on { "?elder=1" } else { "?elder=0" })
}

/// The texts of the browser programs in another language than the default, below its base.
pub const WORDS: &str = "data/words.json";

/// The texts of pages that the program renders, below the base of another language than the default.
pub const PAGE_WORDS: &str = "data/page-words.json";

/// The model of the page frame ([`crate::models::Frame`]), for documents without a prerendered one, below the base.
pub const FRAME: &str = "data/frame.json";

/// The front of the catalogue, below the base.
pub const CATALOGUE: &str = "data/catalogue.json";

/// The facet columns of an edition of the catalogue, below the base.
pub fn columns(edition: &str) -> String {
    format!("data/{edition}/columns.json")
}

/// The pinyin order of the names, of an edition of the catalogue, below the base.
pub fn names(edition: &str) -> String {
    format!("data/{edition}/names.json")
}

/// A chunk of cards of an edition of the catalogue, below the base.
pub fn shelf(edition: &str, at: usize) -> String {
    format!("data/{edition}/cards-{at}.json")
}

/// The head of the search index, below the base.
pub const SEARCH_HEAD: &str = "data/search-head.bin";

/// The list of everyday words, below the root. It has the extension of the search index, with which it belongs.
pub const EVERYDAY: &str = "data/everyday.bin";

/// A part of the texts of the search index, by its identity, below the base.
pub fn search_part(identity: u64) -> String {
    format!("data/search-{identity:016x}.bin")
}

/// The passages of a chunk of cards, by the identity of the head of the search index, below the base.
pub fn passages(identity: u64, at: usize) -> String {
    format!("data/search-{identity:016x}/texts-{at}.json")
}

/// The word list of the kiosk's pinyin input, below the base.
pub const PAD: &str = "data/pad.txt";

/// The homophones of the phrases that trigger emergency notices, one per line, below the root.
pub const HOMOPHONES: &str = "data/homophones.bin";

/// The settings of a kiosk, on sites that have them.
pub const KIOSK: &str = "kiosk.json";

/// The sitemap.
pub const SITEMAP: &str = "sitemap.xml";

/// The script that other sites load to show a piece of the gallery; the name is part of their pages and must not change.
pub const EMBED_SCRIPT: &str = "embed.js";

/// The script that makes the snippet for other sites.
pub const CONFIGURE: &str = "configure.js";

/// The script of the line that asks readers for feedback.
pub const FEEDBACK_SCRIPT: &str = "feedback.js";

/// The Atom feed of changes.
pub const FEED: &str = "feed.xml";

/// The service facts of all institutions as Open Referral HSDS 3.0, in the data folder; only where an institution states some.
pub const HSDS: &str = "services.hsds.json";

/// The same as HL7 FHIR R4.
pub const FHIR: &str = "services.fhir.json";

/// The data file of a brand.
pub fn brand_file(id: &str) -> String {
    data(&format!("brands/{id}.json"))
}

/// A data file, by its path below the data folder.
pub fn data(file: &str) -> String {
    format!("data/{file}")
}

/// A published picture, logo or attachment, by its name, below the root.
#[cfg(not(target_arch = "wasm32"))]
pub fn media(file: &str) -> String {
    format!("media/{file}")
}

/// The rules for crawlers; effective only at the root of the host.
pub const ROBOTS: &str = "robots.txt";

/// The OpenSearch description, for the search bar of browsers.
pub const OPENSEARCH: &str = "opensearch.xml";

/// The web app manifest.
pub const MANIFEST: &str = "manifest.webmanifest";

/// The seal as SVG, for tabs.
pub const ICON: &str = "icon.svg";

/// The seal as PNG, `side` pixels wide.
pub fn icon(side: u32) -> String {
    format!("icon-{side}.png")
}

/// The seal with a margin that devices may crop.
pub const ICON_MASKABLE: &str = "icon-maskable.png";

impl Route {
    /// Parses a path, with base, and a query without its `?`.
    pub fn parse(path: &str, query: &str) -> Route {
        let Some(below) = path
            .strip_prefix(base())
            .or(
                (path.strip_suffix('/').unwrap_or(path) == base().trim_end_matches('/'))
                    .then_some(""),
            )
        else {
            return Route::NotFound;
        };
        let below = below
            .strip_suffix("index.html")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .unwrap_or(below);
        let parts: Vec<&str> = below
            .strip_suffix('/')
            .unwrap_or(below)
            .split('/')
            .collect();
        let route = |parts: &[&str]| {
            Some(match parts {
                [""] => Route::Gallery(Query::parse(query)),
                ["about"] => Route::About,
                ["compare"] => Route::Compare(compared(query)),
                ["all", page] if !page.starts_with(['0', '+']) => Route::All(page.parse().ok()?),
                ["institutions"] => Route::Institutions,
                ["brands", id] => Route::Brand(Slug::parse(id)?),
                ["brands", id, initiative] => {
                    Route::Initiative(Slug::parse(id)?, Slug::parse(initiative)?)
                }
                ["needs", id] => Route::Need(Slug::parse(id)?),
                ["places", id] => Route::Place(Slug::parse(id)?),
                ["institutions", id] => Route::Institution(Slug::parse(id)?),
                ["tour", id] => Route::Step(Slug::parse(id)?),
                [folder] => Overview::ALL
                    .into_iter()
                    .find(|overview| overview.folder() == *folder)
                    .map(Route::Overview)
                    .or(StaffPage::ALL
                        .into_iter()
                        .find(|page| page.folder() == *folder)
                        .map(Route::StaffPage))?,
                _ => return None,
            })
        };
        route(&parts).unwrap_or(Route::NotFound)
    }

    /// The gallery without a query.
    pub fn home() -> Route {
        Route::Gallery(Query::default())
    }

    /// The path below the base, without a query: `brands/yilu-gendang/`.
    pub fn path(&self) -> String {
        match self {
            Route::Gallery(_) => String::new(),
            Route::Brand(id) => format!("brands/{id}/"),
            Route::Initiative(id, initiative) => format!("brands/{id}/{initiative}/"),
            Route::Need(id) => format!("needs/{id}/"),
            Route::Place(id) => format!("places/{id}/"),
            Route::Institution(id) => format!("institutions/{id}/"),
            Route::Institutions => "institutions/".to_owned(),
            Route::All(page) => format!("all/{page}/"),
            Route::Overview(overview) => format!("{}/", overview.folder()),
            Route::Step(id) => format!("tour/{id}/"),
            Route::Compare(_) => "compare/".to_owned(),
            Route::About => "about/".to_owned(),
            Route::StaffPage(page) => format!("{}/", page.folder()),
            Route::NotFound => "404.html".to_owned(),
        }
    }

    /// The share picture of the page, below the base.
    pub fn picture(&self) -> String {
        format!("{}share.png", self.path())
    }

    /// The small square picture, below the root: a brand and its initiatives share one, all other pages use the seal.
    pub fn square(&self) -> String {
        match self {
            Route::Brand(id) | Route::Initiative(id, _) => format!("brands/{id}/square.png"),
            _ => icon(300),
        }
    }

    /// The file of the page model ([`crate::models::Bundle`]), below the base; a brand, its initiatives and its tour step share one file. The folder of
    /// a story's file is named like that of a brand; ids of both are distinct.
    pub fn data(&self) -> String {
        match self {
            Route::Brand(id) | Route::Initiative(id, _) | Route::Step(id) => {
                format!("brands/{id}/page.json")
            }
            Route::NotFound => "404.json".to_owned(),
            route => format!("{}page.json", route.path()),
        }
    }

    /// Whether each language has this page; staff pages exist in the default language only.
    pub fn is_in_all_languages(&self) -> bool {
        !matches!(self, Route::StaffPage(_))
    }

    /// The address within the site, with base and query, as in a link's `href`.
    pub fn href(&self) -> String {
        self.href_in(messages::spoken())
    }

    /// The link target for this page in another language: the home page if that language lacks it.
    pub fn counterpart(&self, language: Language) -> String {
        match self {
            Route::NotFound | Route::StaffPage(_) => Route::home().href_in(language),
            _ => self.href_in(language),
        }
    }

    /// The address in a language; that of the default language if there is no other.
    pub fn href_in(&self, language: Language) -> String {
        let base = match self.is_in_all_languages() {
            true => base_of(language),
            false => root(),
        };
        let mut href = format!("{base}{}", self.path());
        let query = match self {
            Route::Gallery(query) => query.to_string(),
            Route::Compare(brands) if !brands.is_empty() => {
                let ids: Vec<&str> = brands.iter().map(Slug::as_str).collect();
                format!("{BRANDS}={}", ids.join(","))
            }
            _ => String::new(),
        };
        if !query.is_empty() {
            href.push('?');
            href.push_str(&query);
        }
        href
    }
}

/// The query parameter of the brands to compare.
const BRANDS: &str = "brands";

/// The brands that a query asks to compare: in order, without duplicates, at most [`MOST_COMPARED`].
fn compared(query: &str) -> Vec<Slug> {
    let mut brands = Vec::new();
    for (_, value) in (query.split('&'))
        .filter_map(|pair| pair.split_once('='))
        .filter(|(key, _)| *key == BRANDS)
    {
        // Programs that pass addresses on may encode the commas.
        let value = value.replace("%2C", ",").replace("%2c", ",");
        for id in value.split(',').filter_map(Slug::parse) {
            if brands.len() < MOST_COMPARED && !brands.contains(&id) {
                brands.push(id);
            }
        }
    }
    brands
}
