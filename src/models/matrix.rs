//! The model of `/matrix/`: all brands and initiatives as pictures and as a tree, and on what their relations rest.

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

/// The page of the matrix. It names each thing once: what follows from the place of an item (levels apart, its address, what is below it) is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixPage {
    /// How many brands there are.
    pub brands: u32,
    /// How many initiatives.
    pub initiatives: u32,
    /// The items of the tree in preorder: each is followed by those below it.
    pub items: Vec<MatrixItem>,
    /// The pinyin initials of each item's name, separated by spaces.
    pub sounds: String,
    /// A picture for each root that has something below it; its links are the items.
    pub pictures: Vec<RadialTree>,
    /// The needs that the tree can be filtered by.
    pub needs: Vec<SelectOption>,
    /// The kinds that the tree can be filtered by.
    pub kinds: Vec<Kind>,
    /// On what the relations rest.
    pub reasons: Vec<Reason>,
}

/// An item of the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixItem {
    /// Its level, from 1 on.
    pub level: u8,
    /// What it stands for.
    pub node: MatrixNode,
}

/// What an item of the tree stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MatrixNode {
    /// A brand.
    Brand(BrandNode),
    /// So many initiatives of the brand above: they are below this item.
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
    /// What it is, in a sentence: it is found by these words, too.
    pub summary: String,
    /// On what its place in the matrix rests; a root has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Ids of the needs that it answers.
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
    /// Ids of the needs that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Slug>,
}

/// On what the place of some brands in the matrix rests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Stated or inferred.
    pub basis: Basis,
    /// The reason in a sentence.
    pub text: String,
    /// The places of the brands among the items.
    pub brands: Vec<u32>,
}

/// From how many initiatives on they are one item until it is opened.
#[cfg(not(target_arch = "wasm32"))]
const HANDFUL: usize = 7;

#[cfg(not(target_arch = "wasm32"))]
impl MatrixPage {
    /// That of a site.
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
            // What stands by itself is no tree to look at.
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

/// The tree as far as it is made.
#[cfg(not(target_arch = "wasm32"))]
struct Tree<'a> {
    site: &'a Site,
    brands: &'a [Brand],
    items: Vec<MatrixItem>,
    sounds: Vec<String>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Tree<'_> {
    /// Adds an item, and returns its place.
    fn push(&mut self, level: u8, sound: String, node: MatrixNode) -> u32 {
        self.items.push(MatrixItem { level, node });
        self.sounds.push(sound);
        super::count(self.items.len() - 1)
    }

    /// Adds a brand and all that is below it; the same as a branch of the picture.
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

    /// Adds the initiatives of a brand, and returns their places.
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

/// The initials of a name's pinyin, as somebody types who has no Chinese input at hand.
#[cfg(not(target_arch = "wasm32"))]
fn sound(name: &str) -> String {
    (syllables(name).iter())
        .filter_map(|syllable| syllable.chars().next())
        .collect()
}

/// Each reason once, with the brands that stand where they stand because of it.
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
