//! A [`Query`] of the gallery: text, chosen facet values, sort order, number of pages.
//!
//! A query has one text form, the query string of an address: only what differs from the default, in fixed order, with ASCII keys. Parsing never
//! fails; unknown keys and invalid values are dropped. Whether a value exists in the catalogue is not checked; see [`super::Index::admit`].

use crate::catalogue::Slug;
use crate::messages::tr;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest text, in characters; longer ones are cut.
pub const LONGEST_TEXT: usize = 100;

/// The characters that are percent-encoded in a query value: those that would end or alter it.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'`')
    .add(b'\\')
    .add(b'^')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The facets by which brands are filtered: OR within a facet, AND between facets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Facet {
    /// What a visitor needs.
    Need,
    /// The kind of a brand or initiative.
    Kind,
    /// The institution that owns it or takes part.
    Institution,
    /// The place that it reaches.
    Place,
    /// The level of its honours.
    Honour,
}

impl Facet {
    /// All facets, in the order of page and address.
    pub const ALL: [Facet; 5] = [
        Facet::Need,
        Facet::Kind,
        Facet::Institution,
        Facet::Place,
        Facet::Honour,
    ];

    /// The key in an address.
    pub fn key(self) -> &'static str {
        ["need", "kind", "institution", "place", "honour"][self as usize]
    }

    /// The word on the page.
    pub fn word(self) -> &'static str {
        match self {
            Facet::Need => tr!("需求"),
            Facet::Kind => tr!("类别"),
            Facet::Institution => tr!("机构"),
            Facet::Place => tr!("地方"),
            Facet::Honour => tr!("荣誉"),
        }
    }
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match first; without text the order of the matrix.
    #[default]
    Matrix,
    /// By pinyin of the name.
    Name,
    /// The earliest year first, undated ones last.
    Year,
}

impl Sort {
    /// All sorts, in the order of the page.
    pub const ALL: [Sort; 3] = [Sort::Matrix, Sort::Name, Sort::Year];

    /// The key in an address.
    pub fn key(self) -> &'static str {
        ["matrix", "name", "year"][self as usize]
    }

    /// The word on the page.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Matrix => tr!("推荐"),
            Sort::Name => tr!("按名称"),
            Sort::Year => tr!("按年份"),
        }
    }
}

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    chosen: [Vec<Slug>; 5],
    /// The order of hits.
    pub sort: Sort,
    /// The number of pages of hits after the first one.
    further: u8,
}

/// The most further pages: more than a thousand cards are not read, and each takes memory.
const MOST_FURTHER: u8 = 33;

impl Query {
    /// Parses the query string of an address, without `?`.
    pub fn parse(query: &str) -> Query {
        let mut parsed = Query::default();
        let mut further = 0;
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = value.replace('+', " ");
            let value = percent_decode_str(&value).decode_utf8_lossy();
            if key == "q" {
                parsed = parsed.with_text(&value);
            } else if key == "sort" {
                parsed.sort = Sort::ALL
                    .into_iter()
                    .find(|sort| sort.key() == value)
                    .unwrap_or_default();
            } else if key == "more" {
                further = value.parse().unwrap_or(0);
            } else if let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.key() == key) {
                for slug in value.split(',').filter_map(Slug::parse) {
                    parsed.choose(facet, slug);
                }
            }
        }
        parsed.further = further.min(MOST_FURTHER);
        parsed
    }

    /// The text as typed, without control characters, at most [`LONGEST_TEXT`] characters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of pages of hits after the first one.
    pub fn further(&self) -> usize {
        usize::from(self.further)
    }

    /// The query with one more page of hits; `None` at the limit.
    pub fn with_more(&self) -> Option<Query> {
        (self.further < MOST_FURTHER).then(|| Query {
            further: self.further + 1,
            ..self.clone()
        })
    }

    /// The chosen values of a facet, sorted.
    pub fn chosen(&self, facet: Facet) -> &[Slug] {
        &self.chosen[facet as usize]
    }

    /// All chosen values.
    pub fn all_chosen(&self) -> impl Iterator<Item = (Facet, &Slug)> {
        Facet::ALL
            .into_iter()
            .flat_map(|facet| self.chosen(facet).iter().map(move |slug| (facet, slug)))
    }

    /// Whether the query has neither text nor values.
    pub fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.all_chosen().next().is_none()
    }

    /// The query with another text.
    pub fn with_text(&self, text: &str) -> Query {
        // Direction marks could make an address or a sentence read as something else.
        let harmless = |c: &char| {
            !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffd}')
        };
        let text: String = text.chars().filter(harmless).take(LONGEST_TEXT).collect();
        Query {
            further: if text == self.text { self.further } else { 0 },
            text,
            ..self.clone()
        }
    }

    /// The query with a value added, or removed if it was chosen.
    pub fn toggled(&self, facet: Facet, slug: &Slug) -> Query {
        let mut query = self.clone();
        query.further = 0;
        let chosen = &mut query.chosen[facet as usize];
        match chosen.iter().position(|other| other == slug) {
            Some(at) => drop(chosen.remove(at)),
            None => query.choose(facet, slug.clone()),
        }
        query
    }

    /// The query in another order.
    pub fn sorted(&self, sort: Sort) -> Query {
        Query {
            sort,
            further: 0,
            ..self.clone()
        }
    }

    /// The query with the chosen values for which `keep` is true.
    pub fn retain(mut self, keep: impl Fn(Facet, &Slug) -> bool) -> Query {
        for facet in Facet::ALL {
            self.chosen[facet as usize].retain(|slug| keep(facet, slug));
        }
        self
    }

    fn choose(&mut self, facet: Facet, slug: Slug) {
        let chosen = &mut self.chosen[facet as usize];
        if let Err(at) = chosen.binary_search(&slug) {
            chosen.insert(at, slug);
        }
    }
}

/// The query string of an address, without `?`; empty for the default query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut and = "";
        if !self.text.is_empty() {
            write!(f, "q={}", utf8_percent_encode(&self.text, RESERVED))?;
            and = "&";
        }
        for facet in Facet::ALL {
            for (index, slug) in self.chosen(facet).iter().enumerate() {
                match index {
                    0 => write!(f, "{and}{}={slug}", facet.key())?,
                    _ => write!(f, ",{slug}")?,
                }
                and = "&";
            }
        }
        if self.sort != Sort::default() {
            write!(f, "{and}sort={}", self.sort.key())?;
            and = "&";
        }
        if self.further > 0 {
            write!(f, "{and}more={}", self.further)?;
        }
        Ok(())
    }
}
