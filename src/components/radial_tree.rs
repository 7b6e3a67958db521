//! The radial tree diagram, from the layout of its model ([`crate::models::RadialTree`]).
//!
//! It is for the eye and the pointer; the list beside it has the same tree for keyboards and screen readers. Items lit in that list are lit here, too.

use super::binding::bind_flags;
use super::content_in_picture;
use super::{EmblemParts, MOTIF_AT, emblem_parts};
use crate::models::{
    self, RadialDots, RadialEdge, RadialLabel, RadialNode, RadialShape, RadialTree,
};
use leptos::attr::custom::CustomAttribute;
use leptos::prelude::*;
use leptos::svg;

/// The radius of a dot.
const DOT: &str = "4";

/// What the diagram shows of a list item.
#[derive(Clone, Debug)]
pub struct PictureItem {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its emblem.
    pub emblem: Option<models::Emblem>,
}

/// The diagram. `items` are those of the list beside it; `label` is its accessible name and refers to the list. `lit`: for each
/// list item, whether it is lit.
pub fn radial_tree(
    model: RadialTree,
    items: &[PictureItem],
    label: String,
    lit: Option<RwSignal<Vec<bool>>>,
) -> AnyView {
    let mut links = Links::default();
    let edges: Vec<AnyView> = (model.nodes.iter())
        .filter_map(|node| Some(edge(node.edge.as_ref()?, node.depth)))
        .collect();
    let nodes: Vec<AnyView> = (model.nodes.into_iter())
        .filter_map(|node| shown(node, items, &mut links))
        .collect();
    if let Some(lit) = lit {
        let Links { items, nodes } = links;
        let find = move || {
            (nodes.iter())
                .map(|node| Some(node.get_untracked()?.into()))
                .collect()
        };
        let flags = move || {
            let is_lit = |lit: &[bool], item: u32| lit.get(item as usize) == Some(&true);
            lit.with(|lit| items.iter().map(|item| is_lit(lit, *item)).collect())
        };
        bind_flags(find, Vec::new(), flags, |element, is_lit| {
            let _ = element.toggle_attribute_with_force("data-lit", is_lit);
        });
    }
    view! {
        <svg class="radial-tree" viewBox=model.view_box role="group" aria-label=label>
            {edges}
            {nodes}
        </svg>
    }
    .into_any()
}

/// The links of the diagram, in its order, with the indices of their list items.
#[derive(Default)]
struct Links {
    items: Vec<u32>,
    nodes: Vec<NodeRef<svg::A>>,
}

impl Links {
    fn add(&mut self, item: u32) -> NodeRef<svg::A> {
        let node = NodeRef::new();
        self.items.push(item);
        self.nodes.push(node);
        node
    }
}

fn edge(edge: &RadialEdge, depth: u8) -> AnyView {
    let class = if edge.inferred {
        "radial-tree__line radial-tree__line--inferred"
    } else {
        "radial-tree__line"
    };
    view! { <path class=class d=edge.path.clone() data-depth=depth/> }.into_any()
}

/// A node; `None` where the list has no item for it.
fn shown(node: RadialNode, items: &[PictureItem], links: &mut Links) -> Option<AnyView> {
    let item = items.get(node.item as usize)?;
    let picture = match node.shape {
        RadialShape::Emblem(transform) => {
            let emblem = item.emblem.as_ref()?;
            let EmblemParts {
                hue, form, motif, ..
            } = emblem_parts(emblem.kind, &emblem.motif, &emblem.owner);
            view! {
                <g class=format!("emblem--{hue}") transform=transform>
                    <path class="emblem__form" d=form/>
                    <path class="emblem__motif" d=motif transform=MOTIF_AT/>
                </g>
            }
            .into_any()
        }
        RadialShape::Disc(disc) => {
            view! { <circle class="radial-tree__disc" cx=disc.x cy=disc.y r=disc.radius/> }
                .into_any()
        }
    };
    let dots = node.dots.map(|dots| shown_dots(&dots, items, links));
    // Keyboards and screen readers use the list.
    let link = svg::a()
        .attr("href", item.href.clone())
        .attr("tabindex", "-1")
        .attr("data-depth", node.depth)
        .class("radial-tree__node")
        .node_ref(links.add(node.item))
        .child((picture, name(node.label)));
    Some(view! { <g class="radial-tree__dots" data-depth=node.depth>{dots}</g> {link} }.into_any())
}

fn name(label: RadialLabel) -> AnyView {
    let rows: Vec<AnyView> = (label.rows.into_iter())
        .map(|row| {
            view! { <tspan x=label.x.clone() y=row.y>{content_in_picture(&row.text)}</tspan> }
                .into_any()
        })
        .collect();
    view! { <text class="radial-tree__name" text-anchor=label.anchor.key()>{rows}</text> }
        .into_any()
}

fn shown_dots(dots: &RadialDots, items: &[PictureItem], links: &mut Links) -> Vec<AnyView> {
    let mut numbers = dots.points.split(' ');
    let mut shown = Vec::new();
    for at in &dots.items {
        let (Some(x), Some(y)) = (numbers.next(), numbers.next()) else {
            break;
        };
        let Some(item) = items.get(*at as usize) else {
            continue;
        };
        let circle = view! { <circle cx=x.to_owned() cy=y.to_owned() r=DOT><title>{item.name.clone()}</title></circle> };
        let link = svg::a()
            .attr("href", item.href.clone())
            .attr("tabindex", "-1")
            .class("radial-tree__dot")
            .node_ref(links.add(*at))
            .child(circle);
        shown.push(link.into_any());
    }
    shown
}
