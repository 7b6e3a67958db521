//! The model of `/matrix/`: all brands and initiatives as pictures and as a tree, with the bases of their relations.

#[cfg(not(target_arch = "wasm32"))]
use super::Branch;
use super::{Emblem, RadialTree, SelectOption};
use crate::catalogue::{Basis, Kind, Slug};
#[cfg(not(target_arch = "wasm32"))]
use crate::catalogue::{Brand, Card, Entry};
#[cfg(not(target_arch = "wasm32"))]
use crate::screen::Site;
#[cfg(not(target_arch = "wasm32"))]
use hanzi_search::builder::syllables;
use serde::{Deserialize, Serialize};

/// The page of the matrix. It contains no redundant data: addresses and children follow from the position of an item and its level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixPage {
    /// The number of brands.
    pub brands: u32,
    /// The number of initiatives.
    pub initiatives: u32,
    /// The items of the tree in preorder: each is followed by those below it.
    pub items: Vec<MatrixItem>,
    /// The pinyin initials of each item's name, separated by spaces.
    pub sounds: String,
    /// A picture for each root with children; its nodes refer to the items.
    pub pictures: Vec<RadialTree>,
    /// The needs in the filter.
    pub needs: Vec<SelectOption>,
    /// The kinds in the filter.
    pub kinds: Vec<Kind>,
    /// The bases of the relations.
    pub reasons: Vec<Reason>,
    /// Whether this gallery has no comparison page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_comparison: bool,
}

/// An item of the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixItem {
    /// Its level, from 1 on.
    pub level: u8,
    /// The brand or initiatives that it shows.
    pub node: MatrixNode,
}

/// The content of an item of the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MatrixNode {
    /// A brand.
    Brand(BrandNode),
    /// A group with this number of initiatives of the brand above, which are the items below it.
    Initiatives(u32),
    /// An initiative of the brand above.
    Initiative(InitiativeNode),
}

/// A brand in the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BrandNode {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its emblem, and its kind.
    pub emblem: Emblem,
    /// The name of its institution.
    pub owner: String,
    /// Its summary, by which the filter also finds it.
    pub summary: String,
    /// The basis of its relation to its parent; `None` for a root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The ids of the needs that it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Slug>,
}

/// An initiative in the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InitiativeNode {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The ids of the needs that it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Slug>,
}

/// The basis of the relation of some brands to their parents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Stated or inferred.
    pub basis: Basis,
    /// The reason, as a sentence.
    pub text: String,
    /// The positions of the brands among the items.
    pub brands: Vec<u32>,
}

/// The number of initiatives from which on they are grouped in an item that is closed at first.
#[cfg(not(target_arch = "wasm32"))]
const HANDFUL: usize = 7;

#[cfg(not(target_arch = "wasm32"))]
impl MatrixPage {
    /// The model for a site.
    pub fn of(site: &Site, brands: &[Brand]) -> MatrixPage {
        let catalogue = &site.catalogue;
        let initiatives = catalogue.cards.iter().map(|card| card.initiatives.len());
        let mut tree = Tree {
            site,
            brands,
            items: Vec::new(),
            sounds: Vec::new(),
        };
        let mut pictures = Vec::new();
        for card in catalogue.cards.iter().filter(|card| card.parent.is_none()) {
            let branch = tree.add(card, 1);
            // A root without children needs no picture.
            if catalogue.children(&card.id).next().is_some() {
                pictures.push(RadialTree::of(&branch.gathered()));
            }
        }
        let is_used = |kind: &&Kind| {
            catalogue.cards.iter().any(|card| {
                card.kind == **kind || card.initiatives.iter().any(|entry| entry.kind == **kind)
            })
        };
        MatrixPage {
            no_comparison: !site.catalogue.gallery.has_comparison(),
            brands: super::count(catalogue.cards.len()),
            initiatives: super::count(initiatives.sum()),
            pictures,
            needs: (catalogue.needs.iter())
                .map(|need| SelectOption::of(need.id.as_str(), &need.name))
                .collect(),
            kinds: Kind::ALL.iter().filter(is_used).copied().collect(),
            reasons: reasons(brands, &tree.items),
            sounds: tree.sounds.join(" "),
            items: tree.items,
        }
    }
}

/// The tree under construction.
#[cfg(not(target_arch = "wasm32"))]
struct Tree<'a> {
    site: &'a Site,
    brands: &'a [Brand],
    items: Vec<MatrixItem>,
    sounds: Vec<String>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Tree<'_> {
    /// Adds an item, and returns its position.
    fn push(&mut self, level: u8, sound: String, node: MatrixNode) -> u32 {
        self.items.push(MatrixItem { level, node });
        self.sounds.push(sound);
        super::count(self.items.len() - 1)
    }

    /// Adds a brand and its descendants, and returns them as a branch of the picture.
    fn add(&mut self, card: &Card, level: u8) -> Branch {
        let catalogue = &self.site.catalogue;
        let brand = self.brands.iter().find(|brand| brand.id == card.id);
        let parent = brand.and_then(|brand| brand.parent.as_ref());
        let basis = parent.map(|parent| parent.basis);
        let brand = MatrixNode::Brand(BrandNode {
            id: card.id.clone(),
            name: card.name.clone(),
            emblem: Emblem::of_card(card),
            owner: catalogue.owner(card).to_owned(),
            summary: card.summary.clone(),
            basis,
            needs: card.needs.clone(),
        });
        let item = self.push(level, sound(&card.name), brand);
        let branches = (catalogue.children(&card.id))
            .map(|child| self.add(child, level + 1))
            .collect();
        Branch {
            name: card.name.clone(),
            item,
            has_emblem: true,
            inferred: basis == Some(Basis::Inferred),
            leaves: self.add_initiatives(card, level + 1),
            branches,
        }
    }

    /// Adds the initiatives of a brand, and returns their positions.
    fn add_initiatives(&mut self, card: &Card, mut level: u8) -> Vec<u32> {
        if card.initiatives.len() > HANDFUL {
            let total = super::count(card.initiatives.len());
            self.push(level, "jc".to_owned(), MatrixNode::Initiatives(total));
            level += 1;
        }
        let mut add = |entry: &Entry| {
            let initiative = MatrixNode::Initiative(InitiativeNode {
                id: entry.id.clone(),
                name: entry.name.clone(),
                kind: entry.kind,
                needs: entry.needs.clone(),
            });
            self.push(level, sound(&entry.name), initiative)
        };
        card.initiatives.iter().map(&mut add).collect()
    }
}

/// The pinyin initials of a name, for typing without a Chinese input method.
#[cfg(not(target_arch = "wasm32"))]
fn sound(name: &str) -> String {
    (syllables(name).iter())
        .filter_map(|syllable| syllable.chars().next())
        .collect()
}

/// The reasons without duplicates, each with its brands.
#[cfg(not(target_arch = "wasm32"))]
fn reasons(brands: &[Brand], items: &[MatrixItem]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for brand in brands {
        let is_brand = |item: &MatrixItem| match &item.node {
            MatrixNode::Brand(node) => node.id == brand.id,
            _ => false,
        };
        let (Some(parent), Some(at)) = (&brand.parent, items.iter().position(is_brand)) else {
            continue;
        };
        let at = super::count(at);
        let known = (reasons.iter_mut())
            .find(|known| known.text == parent.text && known.basis == parent.basis);
        match known {
            Some(known) => known.brands.push(at),
            None => reasons.push(Reason {
                basis: parent.basis,
                text: parent.text.clone(),
                brands: vec![at],
            }),
        }
    }
    reasons
}
