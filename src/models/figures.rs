//! The model of `/figures/`: every figure of the documents with what it counts, by need.
//!
//! Figures are not added up, because the figures of two documents need not be comparable.

#[cfg(not(target_arch = "wasm32"))]
use super::charts;
use super::{Chart, Link, Source};
use crate::catalogue::Slug;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Figure};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::Route;
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The page of figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FiguresPage {
    /// The number of figures.
    pub total: u32,
    /// The needs with figures, and a heading for figures without a need.
    pub themes: Vec<Theme>,
    /// The brands and initiatives that have figures, in the order of the matrix.
    pub records: Vec<FigureRecord>,
    /// The cited documents.
    pub sources: Vec<Source>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

/// A heading of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Its anchor: the id of the need.
    pub id: String,
    /// Its words.
    pub name: String,
}

/// The figures of a brand or an initiative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureRecord {
    /// The brand or initiative.
    pub link: Link,
    /// The anchor of its heading.
    pub theme: String,
    /// Its figures.
    pub figures: Vec<ChartedFigure>,
}

/// A figure with its chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChartedFigure {
    /// The value, as printed.
    pub value: String,
    /// The unit, as printed.
    pub unit: String,
    /// The counted things.
    pub label: String,
    /// When, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The area or group that it applies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The ids of the documents that print it.
    pub sources: Vec<Slug>,
    /// Its chart; `None` if there is nothing to draw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
}

/// The anchor of the heading for figures without a need.
#[cfg(not(target_arch = "wasm32"))]
const OTHERS: &str = "others";

#[cfg(not(target_arch = "wasm32"))]
impl FiguresPage {
    /// The model for a site.
    pub fn of(site: &Site, brands: &[Brand]) -> FiguresPage {
        let mut records = Vec::new();
        for brand in brands {
            let link = Link::to(&Route::Brand(brand.id.clone()), &brand.name);
            records.extend(FigureRecord::of(link, &brand.needs, &brand.figures));
            for initiative in &brand.initiatives {
                let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
                let link = Link::to(&route, &format!("{} · {}", initiative.name, brand.name));
                let needs = match initiative.needs.is_empty() {
                    true => &brand.needs,
                    false => &initiative.needs,
                };
                records.extend(FigureRecord::of(link, needs, &initiative.figures));
            }
        }
        let needs =
            (site.catalogue.needs.iter()).map(|need| (need.id.as_str(), need.name.as_str()));
        let themes = needs
            .chain([(OTHERS, tr!("其他"))])
            .filter(|(id, _)| records.iter().any(|record| record.theme == *id))
            .map(|(id, name)| Theme {
                id: id.to_owned(),
                name: name.to_owned(),
            })
            .collect();
        let figures = || records.iter().flat_map(|record| &record.figures);
        let is_cited =
            |source: &Source| figures().any(|figure| figure.sources.contains(&source.id));
        FiguresPage {
            no_comparison: !site.catalogue.gallery.has_comparison(),
            total: super::count(figures().count()),
            themes,
            sources: Source::all(&site.catalogue).filter(is_cited).collect(),
            records,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl FigureRecord {
    /// The figures of a brand or an initiative; `None` if it has none.
    fn of(link: Link, needs: &[Slug], figures: &[Figure]) -> Option<FigureRecord> {
        (!figures.is_empty()).then(|| FigureRecord {
            link,
            theme: needs.first().map_or(OTHERS, Slug::as_str).to_owned(),
            figures: (figures.iter().zip(charts(figures)))
                .map(|(figure, chart)| ChartedFigure {
                    value: figure.value.clone(),
                    unit: figure.unit.clone(),
                    label: figure.label.clone(),
                    when: figure.when.clone(),
                    scope: figure.scope.clone(),
                    sources: figure.sources.clone(),
                    chart,
                })
                .collect(),
        })
    }
}
