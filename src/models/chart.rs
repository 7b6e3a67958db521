//! The chart of a figure: typed values, and lengths as text as attributes hold them.

#[cfg(not(target_arch = "wasm32"))]
mod kind;

#[cfg(not(target_arch = "wasm32"))]
pub use kind::{FigureKind, bars, charts};

use serde::{Deserialize, Serialize};

/// How a figure is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chart {
    /// A bar of this length, in per cent of the longest beside it.
    Bar(String),
    /// A share of a whole.
    Share(Share),
    /// It is more than before.
    Increase,
    /// It is less than before.
    Decrease,
    /// These places of so many.
    Rank(Dots),
    /// So many of so many.
    Part(Dots),
}

/// A share of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Per cent.
    pub percent: String,
    /// How much of the bar is filled, in per cent.
    pub filled: String,
    /// How much more it may be, in per cent, where it is only known to be at least so much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
}

/// Dots, some of them filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dots {
    /// Which are filled, from 1 on.
    pub filled: Vec<u16>,
    /// How many there are.
    pub of: u16,
}
