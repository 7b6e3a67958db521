//! A radial tree: the root in the middle, its branches around it, and their branches further out, each in the sector of its parent.
//!
//! [`Branch`] is the input from the catalogue. [`RadialTree::of`] computes the layout natively; coordinates are text, as attributes contain them, so that a
//! component only writes them out. Items without a name in the picture are dots around their branch. The picture is decorative: the page also lists the
//! same items, and nodes refer to the list.

#[cfg(not(target_arch = "wasm32"))]
mod layout;

#[cfg(not(target_arch = "wasm32"))]
pub use layout::Branch;

use serde::{Deserialize, Serialize};

/// The layout of a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialTree {
    /// The `viewBox` of the picture.
    pub view_box: String,
    /// The nodes, each before its children.
    pub nodes: Vec<RadialNode>,
}

/// A named node of the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialNode {
    /// The position of its item in the list, which has the address and the emblem.
    pub item: u32,
    /// Its depth: 0 for the root.
    pub depth: u8,
    /// The line to its parent; `None` for the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edge: Option<RadialEdge>,
    /// Its shape.
    pub shape: RadialShape,
    /// Its name.
    pub label: RadialLabel,
    /// Its items without a name in the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dots: Option<RadialDots>,
}

/// A line between two nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialEdge {
    /// The `d` of its path.
    pub path: String,
    /// Whether the relation is inferred from a document, not stated by it.
    pub inferred: bool,
}

/// The shape of a node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RadialShape {
    /// The emblem of its item, with this `transform`.
    Emblem(String),
    /// A plain disc.
    Disc(Disc),
}

/// A disc in a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Disc {
    /// The x coordinate of its centre.
    pub x: String,
    /// The y coordinate of its centre.
    pub y: String,
    /// Its radius.
    pub radius: String,
}

/// A name in a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialLabel {
    /// The side of its rows that is at `x`.
    pub anchor: Anchor,
    /// The horizontal position of its rows.
    pub x: String,
    /// Its rows.
    pub rows: Vec<LabelRow>,
}

/// The side of a row that is at its coordinate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its centre.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    /// The value of `text-anchor`.
    pub fn key(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// A row of a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabelRow {
    /// Its vertical position.
    pub y: String,
    /// Its text.
    pub text: String,
}

/// The items of a node without a name in the picture, as dots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialDots {
    /// The item of each dot, as in [`RadialNode::item`].
    pub items: Vec<u32>,
    /// The centre of each dot, `x y`, separated by spaces as in the `points` of a polyline.
    pub points: String,
}
