//! The model of `/about/`: what the gallery is, its documents, its size.

#[cfg(not(target_arch = "wasm32"))]
use super::day;
use super::{Link, OperatorFact, Source};
#[cfg(not(target_arch = "wasm32"))]
use crate::messages::tr;
#[cfg(not(target_arch = "wasm32"))]
use crate::route::{Route, StaffPage};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
use serde::{Deserialize, Serialize};

/// The day on which the accessibility statement was last compared with the program. Change it together with the statement.
#[cfg(not(target_arch = "wasm32"))]
const STATED: &str = "2026-11-30";

/// The page about the gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AboutPage {
    /// The name of the gallery.
    pub gallery: String,
    /// Its description, in one sentence.
    pub line: String,
    /// The number of brands.
    pub brands: u32,
    /// The number of initiatives.
    pub initiatives: u32,
    /// Who runs it.
    pub operator: Vec<OperatorFact>,
    /// The facts about that which it does not state, in one phrase; empty if it states all.
    pub missing: String,
    /// The ways to report a mistake.
    pub contacts: Vec<OperatorFact>,
    /// Its documents.
    pub documents: Vec<Source>,
    /// The day of the accessibility statement.
    pub stated: String,
    /// Where feedback is sent: the host of the gallery's address for it; empty without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
    /// The pages for staff.
    pub papers: Vec<Link>,
}

#[cfg(not(target_arch = "wasm32"))]
impl AboutPage {
    /// The model for a site.
    pub fn of(site: &Site) -> AboutPage {
        let catalogue = &site.catalogue;
        let initiatives = catalogue.cards.iter().map(|card| card.initiatives.len());
        AboutPage {
            gallery: catalogue.gallery.name.clone(),
            line: catalogue.gallery.line(),
            brands: super::count(catalogue.cards.len()),
            initiatives: super::count(initiatives.sum()),
            operator: OperatorFact::all(&catalogue.gallery),
            missing: OperatorFact::missing(&catalogue.gallery).join(tr!("、")),
            contacts: OperatorFact::contacts(&catalogue.gallery),
            documents: Source::all(catalogue).collect(),
            stated: day(STATED),
            feedback: catalogue
                .gallery
                .feedback_origin()
                .and_then(|origin| origin.strip_prefix("https://"))
                .unwrap_or_default()
                .to_owned(),
            papers: (StaffPage::ALL.into_iter())
                .map(|page| Link::to(&Route::StaffPage(page), page.word()))
                .collect(),
        }
    }
}
