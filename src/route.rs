//! Which addresses are there?
//!
//! A [`Route`] is a value, its address that value's text: nobody else spells a path. Parsing never fails; what is no address of ours
//! is [`Route::NotFound`]. Loading what a route shows is absent on purpose.

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

/// One shape of address.
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
    /// `/all/<n>/`: one page of all brands, for those who come without the program.
    All(usize),
    /// `/matrix/`, `/figures/`, `/timeline/`, `/places/`, `/tour/`: the whole, seen in one way.
    Overview(Overview),
    /// `/tour/<brand>/`: one step of the tour.
    Step(Slug),
    /// `/compare/` and `/compare/?brands=…`: a few brands side by side, each once, at most [`MOST_COMPARED`].
    Compare(Vec<Slug>),
    /// `/about/`: what this is, sources, accessibility.
    About,
    /// `/embed/`, `/data/`, `/changes/`, `/handbook/`: for those who work with the gallery.
    StaffPage(StaffPage),
    /// Anything else.
    NotFound,
}

/// The most brands that stand side by side: more are no longer compared but listed.
pub const MOST_COMPARED: usize = 3;

/// The path under which the site lies, `/` or `/x/y/`, and those of its languages, in the order of [`Language::ALL`]; the same for all of a process or a page.
static BASES: OnceLock<[String; 3]> = OnceLock::new();

/// Scheme and host of the published site, `https://host`, where they are known; the same for all of a process or a page.
static ORIGIN: OnceLock<String> = OnceLock::new();

/// Says once, before the first route is printed or parsed, where the site lies: `https://host/x/y/`, or `/x/y/` where the host is
/// not known. Later calls change nothing.
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

/// Scheme and host of the published site; nothing where they are not known.
pub fn origin() -> Option<&'static str> {
    ORIGIN.get().map(String::as_str)
}

/// The path under which the pages of the spoken language lie, with a slash at both ends.
pub fn base() -> &'static str {
    base_of(messages::spoken())
}

/// The same of a language.
pub fn base_of(language: Language) -> &'static str {
    match (BASES.get(), language) {
        (Some(bases), _) => &bases[language as usize],
        (None, Language::Simplified) => "/",
        (None, Language::Traditional) => "/zh-hant/",
        (None, Language::English) => "/en/",
    }
}

/// The path under which the whole site lies, with a slash at both ends.
pub fn root() -> &'static str {
    base_of(Language::Simplified)
}

/// The address of what lies at `path` below the [`base`]: of what each language has for itself.
pub fn own(path: &str) -> String {
    format!("{}{path}", base())
}

/// The address of what lies at `path` below the [`root`]: of what all languages share.
pub fn asset(path: &str) -> String {
    format!("{}{path}", root())
}

/// The same as the whole world knows an address within the site: with scheme and host, where they are known.
pub fn absolute(address: &str) -> Option<String> {
    Some(format!("{}{address}", origin()?))
}

/// The address that turns the version for old people on or off; `boot.js` keeps what else stands in the address bar.
pub fn elder(on: bool) -> String {
    own(if on { "?elder=1" } else { "?elder=0" })
}

/// Where the programs' words of another language than the site's own lie, below its base.
pub const WORDS: &str = "data/words.json";

/// Where the words of the pages lie that the program renders, below the base of another language than the site's own.
pub const PAGE_WORDS: &str = "data/page-words.json";

/// Where the frame of the pages lies ([`crate::models::Frame`]) where none is prerendered, below the base.
pub const FRAME: &str = "data/frame.json";

/// Where the front of the catalogue lies, below the base.
pub const CATALOGUE: &str = "data/catalogue.json";

/// Where who has which value lies, of an edition of the catalogue, below the base.
pub fn columns(edition: &str) -> String {
    format!("data/{edition}/columns.json")
}

/// Where the order of names lies.
pub fn names(edition: &str) -> String {
    format!("data/{edition}/names.json")
}

/// Where a shelf of cards lies.
pub fn shelf(edition: &str, at: usize) -> String {
    format!("data/{edition}/cards-{at}.json")
}

/// Where the names of the search index lie, below the base.
pub const SEARCH_HEAD: &str = "data/search-head.bin";

/// Where a part of its texts lies, by what it is known by, below the base.
pub fn search_part(identity: u64) -> String {
    format!("data/search-{identity:016x}.bin")
}

/// Where the passages of a shelf lie, by what the head of the search index is known by.
pub fn passages(identity: u64, at: usize) -> String {
    format!("data/search-{identity:016x}/texts-{at}.json")
}

/// Where the words of the touch pad lie.
pub const PAD: &str = "data/pad.txt";

/// The homophones of the phrases that call for notices to people in danger, a line each.
pub const HOMOPHONES: &str = "data/homophones.bin";

/// Where a kiosk is told about itself, where it is.
pub const KIOSK: &str = "kiosk.json";

/// Where the list of all pages for search engines lies.
pub const SITEMAP: &str = "sitemap.xml";

/// What other sites load to show a piece of the gallery; its name stands in their pages and stays.
pub const EMBED_SCRIPT: &str = "embed.js";

/// What makes the snippet.
pub const CONFIGURE: &str = "configure.js";

/// Where the changes are told to programs that follow them.
pub const FEED: &str = "feed.xml";

/// Where the file of a brand lies.
pub fn brand_file(id: &str) -> String {
    data(&format!("brands/{id}.json"))
}

/// Where a data file lies, by its path below the data.
pub fn data(file: &str) -> String {
    format!("data/{file}")
}

/// Where search engines are told what they may read: at the root of the host, wherever the site lies.
pub const ROBOTS: &str = "robots.txt";

/// Where a browser learns how to search the gallery from its own search bar.
pub const OPENSEARCH: &str = "opensearch.xml";

/// Where a device learns how the gallery looks among its own programs.
pub const MANIFEST: &str = "manifest.webmanifest";

/// The seal, for tabs.
pub const ICON: &str = "icon.svg";

/// The seal as a picture of `side` pixels.
pub fn icon(side: u32) -> String {
    format!("icon-{side}.png")
}

/// The seal with a margin that a device may cut into any form.
pub const ICON_MASKABLE: &str = "icon-maskable.png";

impl Route {
    /// The route of a path (with base) and the part behind `?`.
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

    /// The open gallery.
    pub fn home() -> Route {
        Route::Gallery(Query::default())
    }

    /// The path below the base: `brands/yilu-gendang/`; without a query.
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

    /// Where the picture lies that a chat shows of this address: below the base, beside its page.
    pub fn picture(&self) -> String {
        format!("{}share.png", self.path())
    }

    /// Where the small square picture lies: a brand and its initiatives share one, all else the site's.
    pub fn square(&self) -> String {
        match self {
            Route::Brand(id) | Route::Initiative(id, _) => format!("brands/{id}/square.png"),
            _ => icon(300),
        }
    }

    /// Where its page model lies ([`crate::models::Bundle`]), below the base: that of a brand, its initiatives and its step of the tour in one file.
    pub fn data(&self) -> String {
        match self {
            Route::Brand(id) | Route::Initiative(id, _) | Route::Step(id) => {
                format!("brands/{id}/page.json")
            }
            Route::NotFound => "404.json".to_owned(),
            route => format!("{}page.json", route.path()),
        }
    }

    /// Whether there is a page of it in each language, and not only in the site's own: papers are for staff, and written once.
    pub fn is_in_all_languages(&self) -> bool {
        !matches!(self, Route::StaffPage(_))
    }

    /// The address within the site, with base and query: what a link's `href` holds.
    pub fn href(&self) -> String {
        self.href_in(messages::spoken())
    }

    /// Where somebody is led who wants this page in a language: to the gallery, where there is none of it.
    pub fn counterpart(&self, language: Language) -> String {
        match self {
            Route::NotFound | Route::StaffPage(_) => Route::home().href_in(language),
            _ => self.href_in(language),
        }
    }

    /// The address of the same in a language; in the site's own where there is no other.
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

/// The key under which brands to compare stand in an address.
const BRANDS: &str = "brands";

/// The brands that a query asks to compare: in their order, each once, as many as there is room for.
fn compared(query: &str) -> Vec<Slug> {
    let mut brands = Vec::new();
    for (_, value) in (query.split('&'))
        .filter_map(|pair| pair.split_once('='))
        .filter(|(key, _)| *key == BRANDS)
    {
        // Whoever passes an address on may write its commas otherwise.
        let value = value.replace("%2C", ",").replace("%2c", ",");
        for id in value.split(',').filter_map(Slug::parse) {
            if brands.len() < MOST_COMPARED && !brands.contains(&id) {
                brands.push(id);
            }
        }
    }
    brands
}
