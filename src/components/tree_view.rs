//! The tree of the matrix: an ARIA tree view.
//!
//! The tree is one tab stop (roving tabindex) and is operated with arrow keys, Home, End and the first letters of a name, also as pinyin.
//! [`TreeView`]'s signals ([`Tree`]) hold which groups are open and which item is the tab stop, by the preorder index of each item; the document is
//! not read. A closed group has `data-shut`, which hides it where scripts run; without a program the whole tree is open and each link is a tab stop.

use super::binding::bind_flags;
use super::{EmblemParts, FilterKeys, MOTIF_AT, content_text, emblem_parts};
use crate::catalogue::{Basis, Kind};
use crate::messages::tr;
use crate::models;
use crate::search::text::fold;
use leptos::attr::custom::custom_attribute;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

/// Letters typed within this time are one word, in milliseconds.
const TYPED_MS: f64 = 800.0;

/// An item of a tree.
pub struct TreeItem {
    /// Its name.
    pub name: String,
    /// Its address.
    pub href: String,
    /// Its level, from 1 on.
    pub level: u8,
    /// The pinyin initials of its name.
    pub pinyin_initials: String,
    /// The id of the group of its children; `None` without children.
    pub group: Option<String>,
    /// Whether that group is initially open.
    pub open: bool,
    /// Its search keys, including the needs that it answers and its kind; `None` where only its children are found.
    pub keys: Option<FilterKeys>,
    /// What it represents.
    pub node: TreeNode,
}

/// What an item represents.
pub enum TreeNode {
    /// A brand.
    Brand {
        /// Its emblem.
        emblem: models::Emblem,
        /// The name of its institution.
        owner: String,
        /// The reason for its place in the matrix.
        basis: Option<Basis>,
    },
    /// A group: all initiatives of a brand that has many.
    Initiatives,
    /// An initiative.
    Initiative(Kind),
}

/// Whether motion is reduced, by the device or the mode. Provided as a context where pages are mounted; without it nothing moves.
#[derive(Clone, Copy)]
pub struct ReducedMotion(pub fn() -> bool);

/// The state of a tree in the browser.
#[derive(Clone, Copy)]
pub struct Tree {
    /// The structure of the tree, by item.
    shape: StoredValue<Vec<Shape>>,
    /// Whether the group of each item is open.
    open: RwSignal<Vec<bool>>,
    /// The tab stop.
    stop: RwSignal<usize>,
    /// The item whose group opens with an animation, because the visitor opened it.
    opening: RwSignal<Option<usize>>,
    /// The deepest level that the diagram of the tree shows.
    pub level: RwSignal<u8>,
    is_still: Option<ReducedMotion>,
}

/// The level below all others.
const LOWEST: u8 = 9;

/// An item, reduced to what navigation needs.
struct Shape {
    name: String,
    pinyin_initials: String,
    level: u8,
    has_group: bool,
    parent: Option<usize>,
    /// The index after its last descendant.
    end: usize,
}

impl Tree {
    /// The state of a tree of these items.
    pub fn new(items: &[TreeItem]) -> Tree {
        Tree {
            shape: StoredValue::new(shape(items)),
            open: RwSignal::new(items.iter().map(|item| item.open).collect()),
            stop: RwSignal::new(0),
            opening: RwSignal::new(None),
            level: RwSignal::new(LOWEST),
            is_still: use_context(),
        }
    }

    /// Opens the groups above `level` and closes all others, in the diagram, too.
    pub fn open_to(self, level: u8) {
        self.opening.set(None);
        self.level.set(level);
        self.shape.with_value(|shape| {
            let opens = |item: &Shape| item.has_group && item.level < level;
            self.open.set(shape.iter().map(opens).collect());
        });
        self.keep_stop_in_sight();
    }

    /// Opens all groups around the flagged items.
    pub fn reveal(self, items: &[bool]) {
        self.opening.set(None);
        self.shape.with_value(|shape| {
            let mut open = self.open.get_untracked();
            for (at, _) in items.iter().enumerate().filter(|(_, wanted)| **wanted) {
                let mut parent = shape.get(at).and_then(|item| item.parent);
                while let Some(above) = parent {
                    open[above] = true;
                    parent = shape[above].parent;
                }
            }
            if self.open.with_untracked(|before| *before != open) {
                self.open.set(open);
            }
        });
    }

    /// Opens or closes the group of an item for the visitor, with an animation.
    fn fold(self, at: usize, open: bool) {
        let is_still = (self.is_still).is_none_or(|ReducedMotion(is_still)| is_still());
        self.opening.set((open && !is_still).then_some(at));
        self.open.update(|all| all[at] = open);
        self.keep_stop_in_sight();
    }

    /// Moves the tab stop out of a closed group to the group's item.
    fn keep_stop_in_sight(self) {
        let mut stop = self.stop.get_untracked();
        self.shape.with_value(|shape| {
            self.open.with_untracked(|open| {
                let mut parent = shape.get(stop).and_then(|item| item.parent);
                while let Some(above) = parent {
                    if !open[above] {
                        stop = above;
                    }
                    parent = shape[above].parent;
                }
            });
        });
        self.stop_at(stop);
    }

    fn stop_at(self, at: usize) {
        if self.stop.get_untracked() != at {
            self.stop.set(at);
        }
    }

    fn is_open(self, at: usize) -> bool {
        self.open.with_untracked(|open| open.get(at) == Some(&true))
    }

    /// The effect of a key on an item; `None` where the tree does not handle the key.
    fn step(self, at: usize, key: &str, typed: impl FnOnce(&str) -> String) -> Option<Step> {
        self.shape.with_value(|shape| {
            let here = shape.get(at)?;
            let is_open = self.is_open(at);
            let seen = || self.open.with_untracked(|open| in_sight(shape, open));
            let to = match key {
                "ArrowRight" if here.has_group && !is_open => return Some(Step::Fold(true)),
                "ArrowLeft" if here.has_group && is_open => return Some(Step::Fold(false)),
                "ArrowDown" => seen().into_iter().find(|next| *next > at),
                "ArrowRight" if is_open => seen().into_iter().find(|next| *next > at),
                "ArrowUp" => seen().into_iter().rev().find(|next| *next < at),
                "ArrowLeft" => here.parent,
                "Home" => seen().into_iter().next(),
                "End" => seen().into_iter().next_back(),
                letter if letter.chars().count() == 1 && letter != " " => {
                    let typed = typed(letter);
                    // Further letters search from the current item, a first letter from the next.
                    let from = at + usize::from(typed.chars().count() == 1);
                    let seen = seen();
                    let behind = seen.iter().filter(|next| **next >= from);
                    let before = seen.iter().filter(|next| **next < at);
                    behind.chain(before).copied().find(|next| {
                        let item = &shape[*next];
                        item.pinyin_initials.starts_with(&typed)
                            || fold(&item.name).starts_with(&typed)
                    })
                }
                _ => return None,
            };
            Some(Step::To(to))
        })
    }
}

/// The effect of a key.
enum Step {
    /// Opens or closes the group of the item.
    Fold(bool),
    /// Moves to another item, where there is one.
    To(Option<usize>),
}

fn shape(items: &[TreeItem]) -> Vec<Shape> {
    let mut shape: Vec<Shape> = Vec::with_capacity(items.len());
    // The ancestors of the current item.
    let mut around: Vec<usize> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        while let Some(last) = around.pop_if(|last| shape[*last].level >= item.level) {
            shape[last].end = at;
        }
        shape.push(Shape {
            name: item.name.clone(),
            pinyin_initials: item.pinyin_initials.clone(),
            level: item.level,
            has_group: item.group.is_some(),
            parent: around.last().copied(),
            end: items.len(),
        });
        around.push(at);
    }
    shape
}

/// The items that are in no closed group.
fn in_sight(shape: &[Shape], open: &[bool]) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut at = 0;
    while let Some(item) = shape.get(at) {
        seen.push(at);
        at = match item.has_group && !open[at] {
            true => item.end,
            false => at + 1,
        };
    }
    seen
}

/// The elements of a tree, by item.
#[derive(Default)]
struct Elements {
    items: Vec<NodeRef<html::Li>>,
    links: Vec<NodeRef<html::A>>,
    groups: Vec<Option<NodeRef<html::Ul>>>,
}

/// The tree.
#[component]
pub fn TreeView(
    /// Its id.
    id: &'static str,
    /// The id of the heading that names it.
    labelled_by: &'static str,
    /// Its items in preorder.
    items: Vec<TreeItem>,
    /// Its state.
    tree: Tree,
    /// Which items are lit.
    lit: RwSignal<Vec<bool>>,
) -> impl IntoView {
    let mut elements = Elements::default();
    let open = tree.open.get_untracked();
    let mut items = items.into_iter().peekable();
    let mut branches = Branches {
        tree,
        open: &open,
        elements: &mut elements,
    };
    let roots = branches.below(&mut items, 1);
    let Elements {
        items,
        links,
        groups,
    } = elements;
    let links = StoredValue::new(links);
    let link = move |at: usize| {
        links.with_value(|links| links.get(at).and_then(|link| link.get_untracked()))
    };
    let all_links = move || {
        links.with_value(|links| {
            (links.iter())
                .map(|link| Some(link.get_untracked()?.into()))
                .collect()
        })
    };
    bind_flags(
        all_links,
        open.clone(),
        move || tree.open.get(),
        |link, open| {
            let _ = link.set_attribute("aria-expanded", if open { "true" } else { "false" });
        },
    );
    let all_groups = {
        let groups = groups.clone();
        move || {
            (groups.iter())
                .map(|group| Some((*group)?.get_untracked()?.into()))
                .collect()
        }
    };
    bind_flags(
        all_groups,
        open,
        move || tree.open.get(),
        |group, open| {
            let _ = group.toggle_attribute_with_force("data-shut", !open);
        },
    );
    let total = links.with_value(Vec::len);
    bind_flags(
        move || {
            (groups.iter())
                .map(|group| Some((*group)?.get_untracked()?.into()))
                .collect()
        },
        Vec::new(),
        move || {
            let opening = tree.opening.get();
            (0..total).map(|at| opening == Some(at)).collect()
        },
        |group, opening| {
            let _ = group.toggle_attribute_with_force("data-opening", opening);
        },
    );
    bind_flags(
        move || {
            (items.iter())
                .map(|item| Some(item.get_untracked()?.into()))
                .collect()
        },
        Vec::new(),
        move || lit.get(),
        |item, lit| {
            let _ = item.toggle_attribute_with_force("data-lit", lit);
        },
    );
    // Without a program each link is a tab stop; from here on there is one.
    Effect::new(move |before: Option<usize>| {
        let stop = tree.stop.get();
        let set = |at: usize, value: &str| {
            if let Some(link) = link(at) {
                let _ = link.set_attribute("tabindex", value);
            }
        };
        match before {
            Some(before) => set(before, "-1"),
            None => (0..total).for_each(|at| set(at, "-1")),
        }
        set(stop, "0");
        stop
    });
    let typed = StoredValue::new((String::new(), 0.0));
    let pressed = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let at = tree.stop.get_untracked();
        let word = |letter: &str| {
            let now = event.time_stamp();
            typed.try_update_value(|(word, last)| {
                if now - *last > TYPED_MS {
                    word.clear();
                }
                *last = now;
                word.push_str(&fold(letter));
                word.clone()
            })
        };
        let step = tree.step(at, &event.key(), |letter| word(letter).unwrap_or_default());
        match step {
            None => return,
            Some(Step::Fold(open)) => tree.fold(at, open),
            Some(Step::To(to)) => {
                if let Some((to, link)) = to.and_then(|to| Some((to, link(to)?))) {
                    tree.stop_at(to);
                    let _ = link.focus();
                }
            }
        }
        event.prevent_default();
    };
    let focused = move |event: FocusEvent| {
        let Some(target) = event.target() else {
            return;
        };
        let is_target = |at: &usize| link(*at).is_some_and(|link| same(link.as_ref(), &target));
        let at = std::iter::once(tree.stop.get_untracked()).chain(0..total);
        if let Some(at) = at.into_iter().find(is_target) {
            tree.stop_at(at);
        }
    };
    view! { <ul id=id class="tree" role="tree" aria-labelledby=labelled_by on:keydown=pressed on:focusin=focused>{roots}</ul> }
}

fn same<T: PartialEq>(one: &T, other: &T) -> bool {
    one == other
}

/// Renders the items of a tree from their preorder.
struct Branches<'a> {
    tree: Tree,
    open: &'a [bool],
    elements: &'a mut Elements,
}

impl Branches<'_> {
    /// The following items of a level, each with its descendants.
    fn below(
        &mut self,
        items: &mut std::iter::Peekable<std::vec::IntoIter<TreeItem>>,
        level: u8,
    ) -> Vec<AnyView> {
        let mut branches = Vec::new();
        while let Some(item) = items.next_if(|item| item.level == level) {
            let at = self.elements.items.len();
            let group: Option<NodeRef<html::Ul>> = item.group.as_ref().map(|_| NodeRef::new());
            self.elements.items.push(NodeRef::new());
            self.elements.links.push(NodeRef::new());
            self.elements.groups.push(group);
            let below = self.below(items, level + 1);
            branches.push(self.branch(at, item, group, below));
        }
        branches
    }

    fn branch(
        &self,
        at: usize,
        item: TreeItem,
        group: Option<NodeRef<html::Ul>>,
        below: Vec<AnyView>,
    ) -> AnyView {
        let TreeItem {
            name,
            href,
            level,
            pinyin_initials,
            group: owns,
            node,
            ..
        } = item;
        let tree = self.tree;
        let is_open = self.open[at];
        let (item, link) = (self.elements.items[at], self.elements.links[at]);
        let level = custom_attribute("aria-level", level.to_string());
        let expanded = owns
            .as_ref()
            .map(|_| if is_open { "true" } else { "false" });
        let fold = owns.is_some().then(|| {
            let toggle = move |_| tree.fold(at, !tree.is_open(at));
            view! { <span class="tree__fold" aria-hidden="true" on:click=toggle></span> }.into_any()
        });
        let list = owns.clone().zip(group).map(|(id, group)| {
            let shut = (!is_open).then_some("");
            view! { <ul class="tree__group" id=id role="group" data-shut=shut node_ref=group>{below}</ul> }.into_any()
        });
        match node {
            TreeNode::Brand {
                emblem,
                owner,
                basis,
            } => {
                let EmblemParts {
                    hue, form, motif, ..
                } = emblem_parts(emblem.kind, &emblem.motif, &emblem.owner);
                view! {
                    <li role="none" node_ref=item>
                        <div class="tree__row">
                            {fold}
                            <svg class=format!("tree__emblem emblem--{hue}") viewBox="0 0 96 96" aria-hidden="true">
                                <path class="emblem__form" d=form/><path class="emblem__motif" d=motif transform=MOTIF_AT/>
                            </svg>
                            <a class="tree__link" role="treeitem" href={href} {..level} data-sound=pinyin_initials aria-expanded=expanded aria-owns=owns node_ref=link>
                                {content_text(&name)}
                                <span class="tree__note"><span class="tree__kind">{emblem.kind.shown()}{tr!("，")}</span>{content_text(&owner)}{basis.map(note)}</span>
                            </a>
                        </div>
                        {list}
                    </li>
                }
                .into_any()
            }
            TreeNode::Initiatives => view! {
                <li class="tree__leaf" role="none" node_ref=item>
                    <div class="tree__row">
                        {fold}
                        <a class="tree__link" role="treeitem" href={href} {..level} data-sound=pinyin_initials aria-expanded=expanded aria-owns=owns node_ref=link>{name}</a>
                    </div>
                    {list}
                </li>
            }
            .into_any(),
            TreeNode::Initiative(kind) => view! {
                <li class="tree__leaf" role="none" node_ref=item>
                    <div class="tree__row"><a class="tree__link" role="treeitem" href={href} {..level} data-sound=pinyin_initials node_ref=link>{content_text(&name)}<span class="tree__note">{kind.shown()}</span></a></div>
                </li>
            }
            .into_any(),
        }
    }
}

fn note(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => tr!("；原文写明"),
        Basis::Inferred => tr!("；本馆推断"),
    }
}

/// Buttons that open a tree and its diagram down to a level.
#[component]
pub fn TreeLevels(
    /// The state of the tree.
    tree: Tree,
) -> impl IntoView {
    let levels = [
        (tr!("只看核心"), 1),
        (tr!("展开到品牌"), 2),
        (tr!("全部展开"), LOWEST),
    ];
    let buttons: Vec<AnyView> = (levels.into_iter())
        .map(|(word, level)| {
            let open = move |_| tree.open_to(level);
            view! { <button class="list-filter__button" type="button" data-level=level.to_string() on:click=open>{word}</button> }.into_any()
        })
        .collect();
    view! { <div class="list-filter__levels" role="group" aria-label=tr!("展开到")>{buttons}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree from names and levels; each item with children has a group of its name, open on the first level.
    fn items(tree: &[(&str, u8)]) -> Vec<TreeItem> {
        (tree.iter().enumerate())
            .map(|(at, (name, level))| {
                let has_group = tree.get(at + 1).is_some_and(|(_, next)| next > level);
                TreeItem {
                    name: (*name).to_owned(),
                    href: format!("#item-{name}"),
                    level: *level,
                    pinyin_initials: name.to_lowercase(),
                    group: has_group.then(|| (*name).to_owned()),
                    open: has_group && *level < 2,
                    keys: None,
                    node: TreeNode::Initiatives,
                }
            })
            .collect()
    }

    const TREE: [(&str, u8); 7] = [
        ("A", 1),
        ("AB", 2),
        ("ABC", 3),
        ("ABD", 3),
        ("AE", 2),
        ("F", 1),
        ("FG", 2),
    ];

    fn with_tree(test: impl FnOnce(Tree)) {
        let owner = Owner::new();
        owner.with(|| test(Tree::new(&items(&TREE))));
        owner.cleanup();
    }

    fn to(tree: Tree, at: usize, key: &str) -> Option<usize> {
        match tree.step(at, key, str::to_owned) {
            Some(Step::To(to)) => to,
            _ => panic!("{key} leads nowhere from {at}"),
        }
    }

    #[test]
    fn keys_walk_what_is_in_sight() {
        with_tree(|tree| {
            assert_eq!(to(tree, 1, "ArrowDown"), Some(4));
            assert_eq!(to(tree, 4, "ArrowUp"), Some(1));
            assert_eq!(to(tree, 0, "ArrowUp"), None);
            assert_eq!(to(tree, 0, "ArrowRight"), Some(1));
            assert_eq!(to(tree, 4, "ArrowLeft"), Some(0));
            assert_eq!(to(tree, 4, "Home"), Some(0));
            assert_eq!(to(tree, 0, "End"), Some(6));
            // A first letter searches from the next item and wraps around after the last.
            assert_eq!(to(tree, 0, "a"), Some(1));
            assert_eq!(to(tree, 4, "a"), Some(0));
            assert_eq!(to(tree, 4, "f"), Some(5));
            assert!(matches!(
                tree.step(1, "ArrowRight", str::to_owned),
                Some(Step::Fold(true))
            ));
            assert!(matches!(
                tree.step(0, "ArrowLeft", str::to_owned),
                Some(Step::Fold(false))
            ));
            for key in ["ArrowRight", "Tab", "Enter", " "] {
                assert!(tree.step(4, key, str::to_owned).is_none(), "{key}");
            }
        });
    }

    #[test]
    fn the_tab_key_stops_at_what_is_in_sight() {
        with_tree(|tree| {
            tree.fold(1, true);
            tree.stop_at(3);
            tree.fold(1, false);
            assert_eq!(tree.stop.get_untracked(), 1);
            tree.open_to(9);
            tree.stop_at(2);
            tree.open_to(1);
            assert_eq!(tree.stop.get_untracked(), 0);
            assert_eq!(tree.level.get_untracked(), 1);
        });
    }

    #[test]
    fn what_is_found_is_revealed() {
        with_tree(|tree| {
            tree.open_to(1);
            tree.reveal(&[false, false, true, false, false, false, false]);
            let open = tree.open.get_untracked();
            assert_eq!(open, [true, true, false, false, false, false, false]);
        });
    }
}
