//! What does the visitor want to see? A [`Query`]: typed text, chosen values, a sort.
//!
//! A query is a value with one text form, the query part of an address: only what differs from the default, in fixed order, ASCII
//! keys. Parsing never fails: unknown keys and impossible values are dropped. Whether a value exists in the catalogue is absent
//! on purpose; [`super::Index`] knows.

use crate::catalogue::Slug;
use crate::messages::tr;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest text that is looked for, in characters; what goes beyond is cut.
pub const LONGEST_TEXT: usize = 100;

/// What stands literally in a query value: everything but what ends or alters it.
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

/// By what brands can be filtered. OR within a facet, AND across.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Facet {
    /// What somebody comes for.
    Need,
    /// What it is.
    Kind,
    /// Whose it is.
    Institution,
    /// Where it reaches.
    Place,
    /// How far its honours reach.
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

/// In which order hits stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best hit first; without text the order of the matrix.
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
            Sort::Matrix => tr!("矩阵次序"),
            Sort::Name => tr!("名称拼音"),
            Sort::Year => tr!("年份"),
        }
    }
}

/// Text, chosen values and sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    chosen: [Vec<Slug>; 5],
    /// In which order hits stand.
    pub sort: Sort,
    /// How many further pages of hits are shown below the first one.
    further: u8,
}

/// The most further pages: nobody reads a thousand cards, and each costs memory.
const MOST_FURTHER: u8 = 33;

impl Query {
    /// The query of the part of an address behind `?`.
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

    /// The typed text, as typed but for control characters and what is too long.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many further pages of hits are shown below the first one.
    pub fn further(&self) -> usize {
        usize::from(self.further)
    }

    /// The same with one more page of hits; nothing where that would be too many.
    pub fn with_more(&self) -> Option<Query> {
        (self.further < MOST_FURTHER).then(|| Query {
            further: self.further + 1,
            ..self.clone()
        })
    }

    /// The chosen values of a facet, in order.
    pub fn chosen(&self, facet: Facet) -> &[Slug] {
        &self.chosen[facet as usize]
    }

    /// All chosen values.
    pub fn all_chosen(&self) -> impl Iterator<Item = (Facet, &Slug)> {
        Facet::ALL
            .into_iter()
            .flat_map(|facet| self.chosen(facet).iter().map(move |slug| (facet, slug)))
    }

    /// Whether nothing narrows the gallery.
    pub fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.all_chosen().next().is_none()
    }

    /// The same with another text.
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

    /// The same with one value chosen, or no longer chosen.
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

    /// The same in another order.
    pub fn sorted(&self, sort: Sort) -> Query {
        Query {
            sort,
            further: 0,
            ..self.clone()
        }
    }

    /// The same with only those chosen values that `keep` lets pass.
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

/// The part of an address behind `?`; empty for the open gallery.
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
