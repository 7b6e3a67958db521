//! The model of `/figures/`: every figure of the documents with what it counts; those that the gallery chose first, the others by need.
//!
//! Figures are not added up, because the figures of two documents need not be comparable.

#[cfg(not(target_arch = "wasm32"))]
use super::charts;
use super::{Chart, Link, Source};
use crate::catalogue::Slug;
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Figure, Initiative};
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
    /// The figures that are shown large.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub highlights: Vec<HighlightFigure>,
    /// The needs with figures, and a heading for figures without a need.
    pub themes: Vec<Theme>,
    /// The brands and initiatives that have other figures, in the order of the matrix.
    pub records: Vec<FigureRecord>,
    /// The cited documents.
    pub sources: Vec<Source>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

/// A figure that is shown large.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HighlightFigure {
    /// The brand or initiative that it belongs to.
    pub link: Link,
    /// The figure; its chart compares it with its own whole only.
    pub figure: ChartedFigure,
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
        let chosen = &site.catalogue.gallery.highlights;
        let found: Vec<(Link, &Figure)> = (chosen.iter())
            .filter_map(|chosen| {
                let brand = brands.iter().find(|brand| brand.id == chosen.brand)?;
                let (initiative, figure) = brand.figure(&chosen.label)?;
                Some((link_to(brand, initiative), figure))
            })
            .collect();
        let is_large =
            |figure: &Figure| found.iter().any(|(_, large)| std::ptr::eq(*large, figure));
        let mut records = Vec::new();
        for brand in brands {
            let link = link_to(brand, None);
            let rest = brand.figures.iter().filter(|it| !is_large(it));
            records.extend(FigureRecord::of(link, &brand.needs, rest.collect()));
            for initiative in &brand.initiatives {
                let link = link_to(brand, Some(initiative));
                let needs = match initiative.needs.is_empty() {
                    true => &brand.needs,
                    false => &initiative.needs,
                };
                let rest = initiative.figures.iter().filter(|it| !is_large(it));
                records.extend(FigureRecord::of(link, needs, rest.collect()));
            }
        }
        let highlights: Vec<HighlightFigure> = (found.into_iter())
            .map(|(link, figure)| {
                let chart = charts(std::slice::from_ref(figure)).into_iter().next();
                HighlightFigure {
                    link,
                    figure: ChartedFigure::of(figure, chart.flatten()),
                }
            })
            .collect();
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
        let figures = || {
            let rest = records.iter().flat_map(|record| &record.figures);
            highlights.iter().map(|large| &large.figure).chain(rest)
        };
        let is_cited =
            |source: &Source| figures().any(|figure| figure.sources.contains(&source.id));
        FiguresPage {
            no_comparison: !site.catalogue.gallery.has_comparison(),
            total: super::count(figures().count()),
            themes,
            sources: Source::all(&site.catalogue).filter(is_cited).collect(),
            highlights,
            records,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn link_to(brand: &Brand, initiative: Option<&Initiative>) -> Link {
    match initiative {
        None => Link::to(&Route::Brand(brand.id.clone()), &brand.name),
        Some(initiative) => {
            let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
            Link::to(&route, &format!("{} · {}", initiative.name, brand.name))
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl FigureRecord {
    /// These figures of a brand or an initiative; `None` if there are none.
    fn of(link: Link, needs: &[Slug], figures: Vec<&Figure>) -> Option<FigureRecord> {
        (!figures.is_empty()).then(|| FigureRecord {
            link,
            theme: needs.first().map_or(OTHERS, Slug::as_str).to_owned(),
            figures: (figures.into_iter())
                .map(|figure| ChartedFigure::of(figure, None))
                .collect(),
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl ChartedFigure {
    fn of(figure: &Figure, chart: Option<Chart>) -> ChartedFigure {
        ChartedFigure {
            value: figure.value.clone(),
            unit: figure.unit.clone(),
            label: figure.label.clone(),
            when: figure.when.clone(),
            scope: figure.scope.clone(),
            sources: figure.sources.clone(),
            chart,
        }
    }
}
