//! A tree as a picture: the root in the middle, its branches around it, theirs further out, each in the wedge of the one that it belongs to.
//!
//! [`Branch`] is the tree as the catalogue gives it; [`RadialTree::of`] lays it out natively, so that a component only writes the numbers down:
//! coordinates are text as attributes hold them. What has no name in the picture is a dot around its branch. The picture is made for the eye
//! alone: the page that shows it gives the same things as a list, and the picture refers to the items of that list.

#[cfg(not(target_arch = "wasm32"))]
mod layout;

#[cfg(not(target_arch = "wasm32"))]
pub use layout::Branch;

use serde::{Deserialize, Serialize};

/// The picture of a tree, laid out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialTree {
    /// The `viewBox` of all that is drawn.
    pub view_box: String,
    /// The nodes, each before those further out.
    pub nodes: Vec<RadialNode>,
}

/// A named node of the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialNode {
    /// The item of the list that says the same, by its place there: it has the address and the emblem.
    pub item: u32,
    /// How many rings it is away from the root.
    pub depth: u8,
    /// The line to the node within; the root has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edge: Option<RadialEdge>,
    /// What is drawn at its place.
    pub shape: RadialShape,
    /// Its name.
    pub label: RadialLabel,
    /// What belongs to it and has no name in the picture.
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

/// What is drawn at the place of a node.
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
    /// Its middle.
    pub x: String,
    /// Its middle.
    pub y: String,
    /// Its radius.
    pub radius: String,
}

/// A name in a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialLabel {
    /// Which side of its rows stands at `x`.
    pub anchor: Anchor,
    /// Where its rows stand.
    pub x: String,
    /// Its rows.
    pub rows: Vec<LabelRow>,
}

/// Which side of a row stands at its coordinate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
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
    /// Where it stands.
    pub y: String,
    /// What it says.
    pub text: String,
}

/// What belongs to a node and has no name in the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RadialDots {
    /// The item of each dot, as in [`RadialNode::item`].
    pub items: Vec<u32>,
    /// The middle of each dot, `x y`, separated by spaces as in the `points` of a polyline.
    pub points: String,
}
