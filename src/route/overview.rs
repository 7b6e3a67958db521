//! In which ways is the whole seen at once?
//!
//! An [`Overview`] is known by its folder; what stands on it is absent on purpose, that is the pages'.

use crate::messages::tr;

/// A way to see the whole at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overview {
    /// Who stands above whom.
    Matrix,
    /// All numbers.
    Figures,
    /// What happened when.
    Timeline,
    /// What reaches where.
    Places,
    /// From one to the next.
    Tour,
}

impl Overview {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Overview; 5] = [
        Overview::Matrix,
        Overview::Figures,
        Overview::Timeline,
        Overview::Places,
        Overview::Tour,
    ];

    /// What it is called.
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
