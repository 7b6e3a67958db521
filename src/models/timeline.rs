//! The model of `/timeline/`: events and honours of which documents print the year.
//!
//! 今年 and 几天前 are no years; what is dated like that stays on the page of its brand, to which the timeline links. What several records tell in the same
//! words, of the same year, is listed once.

use crate::catalogue::Slug;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Event, Honour};
use crate::models::{Link, SelectOption, Source};
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelinePage {
    /// The number of moments with a year.
    pub total: u32,
    /// These moments, by year.
    pub periods: Vec<Period>,
    /// The number of other moments.
    pub undated: u32,
    /// The sections about them on the pages of their brands and initiatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Link>,
    /// The brands in the filter.
    pub brands: Vec<SelectOption>,
    /// The cited documents.
    pub sources: Vec<Source>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

/// The moments of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// The year.
    pub year: u16,
    /// The moments.
    pub moments: Vec<Moment>,
}

/// An event or an honour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Whether it is an event or an honour.
    pub kind: MomentKind,
    /// The date as printed, if it says more than the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The event, or the name of the honour.
    pub text: String,
    /// Links to the sections about it on the pages of its brands and initiatives.
    pub of: Vec<Link>,
    /// The ids of these brands.
    pub brands: Vec<Slug>,
    /// The ids of the documents that print it.
    pub sources: Vec<Slug>,
}

/// The kind of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MomentKind {
    /// An event.
    Event,
    /// An honour.
    Honour,
}

#[cfg(not(target_arch = "wasm32"))]
impl MomentKind {
    /// The anchor of the section with such moments on a page.
    fn section(self) -> &'static str {
        match self {
            MomentKind::Event => "events",
            MomentKind::Honour => "honours",
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl TimelinePage {
    /// The model for a site.
    pub fn of(site: &Site, brands: &[Brand]) -> TimelinePage {
        let mut entries: Vec<Entry> = Vec::new();
        for brand in brands {
            let link = Link::to(&Route::Brand(brand.id.clone()), &brand.name);
            collect(&mut entries, brand, &link, &brand.events, &brand.honours);
            for initiative in &brand.initiatives {
                let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
                let link = Link::to(&route, &format!("{} · {}", initiative.name, brand.name));
                let (events, honours) = (&initiative.events, &initiative.honours);
                collect(&mut entries, brand, &link, events, honours);
            }
        }
        let (dated, rest): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| entry.year.is_some());
        let mut entries = dated;
        entries.sort_by_key(|entry| (entry.year, entry.month.unwrap_or(0), entry.day.unwrap_or(0)));
        let undated = super::count(rest.len());
        let mut elsewhere: Vec<Link> = Vec::new();
        for link in rest.into_iter().flat_map(|entry| entry.moment.of) {
            if !elsewhere.contains(&link) {
                elsewhere.push(link);
            }
        }
        let total = super::count(entries.len());
        let is_told = |brand: &&Brand| {
            let is_about = |entry: &Entry| entry.moment.brands.contains(&brand.id);
            entries.iter().any(is_about)
        };
        let chosen = (brands.iter().filter(is_told))
            .map(|brand| SelectOption::of(brand.id.as_str(), &brand.name))
            .collect();
        let is_cited = |source: &Source| {
            let cites = |entry: &Entry| entry.moment.sources.contains(&source.id);
            entries.iter().any(cites)
        };
        let sources = Source::all(&site.catalogue).filter(is_cited).collect();
        let mut periods: Vec<Period> = Vec::new();
        for entry in entries {
            let (Some(year), moment) = (entry.year, entry.moment) else {
                continue;
            };
            match periods.last_mut().filter(|last| last.year == year) {
                Some(last) => last.moments.push(moment),
                None => periods.push(Period {
                    year,
                    moments: vec![moment],
                }),
            }
        }
        TimelinePage {
            no_comparison: !site.catalogue.gallery.has_comparison(),
            total,
            periods,
            undated,
            elsewhere,
            brands: chosen,
            sources,
        }
    }
}

/// A moment with its date.
#[cfg(not(target_arch = "wasm32"))]
struct Entry {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
    moment: Moment,
}

/// Adds the moments of a brand or an initiative.
#[cfg(not(target_arch = "wasm32"))]
fn collect(
    entries: &mut Vec<Entry>,
    brand: &Brand,
    of: &Link,
    events: &[Event],
    honours: &[Honour],
) {
    // The section of the page with the statement.
    let section = |kind: MomentKind| Link {
        href: format!("{}#{}", of.href, kind.section()),
        name: of.name.clone(),
    };
    let entry = |year: Option<u16>, kind, when: &Option<String>, text: &str, sources: &[Slug]| {
        // The heading shows the year.
        let heading = year.map(|year| format!("{year}年"));
        Entry {
            year,
            month: None,
            day: None,
            moment: Moment {
                kind,
                when: when.clone().filter(|when| Some(when) != heading.as_ref()),
                text: text.to_owned(),
                of: vec![section(kind)],
                brands: vec![brand.id.clone()],
                sources: sources.to_vec(),
            },
        }
    };
    let mut moments = Vec::new();
    for event in events {
        let (when, text) = (&event.when, &event.text);
        moments.push(Entry {
            month: event.month,
            day: event.day,
            ..entry(event.year, MomentKind::Event, when, text, &event.sources)
        });
    }
    for honour in honours {
        let when = honour.when.as_deref();
        let year = when.and_then(|when| when.strip_suffix('年')?.parse().ok());
        let (when, text) = (&honour.when, &honour.name);
        moments.push(entry(year, MomentKind::Honour, when, text, &honour.sources));
    }
    for moment in moments {
        let same = entries.iter_mut().find(|known| {
            let is_same =
                known.moment.kind == moment.moment.kind && known.moment.text == moment.moment.text;
            is_same
                && (known.year, known.month, known.day) == (moment.year, moment.month, moment.day)
        });
        match same {
            Some(Entry { moment: known, .. }) => {
                known.of.extend(moment.moment.of);
                known.brands.extend(moment.moment.brands);
                known.sources.extend(moment.moment.sources);
            }
            None => entries.push(moment),
        }
    }
}
