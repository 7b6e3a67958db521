//! The chart of a figure; lengths are text, as attributes contain them.

#[cfg(not(target_arch = "wasm32"))]
mod kind;

#[cfg(not(target_arch = "wasm32"))]
pub use kind::{FigureKind, bars, charts};

use serde::{Deserialize, Serialize};

/// The chart of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chart {
    /// A bar with this length, in per cent of the longest one beside it.
    Bar(String),
    /// A share of a whole.
    Share(Share),
    /// An increase.
    Increase,
    /// A decrease.
    Decrease,
    /// Ranks among a total.
    Rank(Dots),
    /// A count out of a total.
    Part(Dots),
}

/// A share of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Per cent.
    pub percent: String,
    /// The filled part of the bar, in per cent.
    pub filled: String,
    /// The possible remainder, in per cent, if only a lower bound is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
}

/// Dots, some of them filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dots {
    /// The positions of the filled dots, from 1 on.
    pub filled: Vec<u16>,
    /// The number of them.
    pub of: u16,
}
