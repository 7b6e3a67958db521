//! The overviews: pages about the whole catalogue.
//!
//! An [`Overview`] is identified by its folder; the pages define the content.

use crate::messages::tr;

/// A page about the whole catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overview {
    /// The hierarchy of the brands.
    Matrix,
    /// All figures.
    Figures,
    /// The timeline.
    Timeline,
    /// Which brands reach which places.
    Places,
    /// The guided tour, from brand to brand.
    Tour,
}

impl Overview {
    /// All overviews, in the order in which they are offered.
    pub const ALL: [Overview; 5] = [
        Overview::Matrix,
        Overview::Figures,
        Overview::Timeline,
        Overview::Places,
        Overview::Tour,
    ];

    /// Its title.
    pub fn word(self) -> &'static str {
        match self {
            Overview::Matrix => tr!("品牌矩阵"),
            Overview::Figures => tr!("数字"),
            Overview::Timeline => tr!("大事年表"),
            Overview::Places => tr!("地方", "overview"),
            Overview::Tour => tr!("导览"),
        }
    }

    pub(super) fn folder(self) -> &'static str {
        match self {
            Overview::Matrix => "matrix",
            Overview::Figures => "figures",
            Overview::Timeline => "timeline",
            Overview::Places => "places",
            Overview::Tour => "tour",
        }
    }
}
