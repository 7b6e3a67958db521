//! The matrix page: all brands and initiatives by level.
//!
//! The whole matrix twice: as diagrams, and as a tree in which every brand and every initiative is a link. With the program the tree folds, handles
//! arrow keys and highlights matches of the filter; without it, the tree is open. More than a handful of initiatives are one group, so that brands
//! stay in view. The reasons of the relations are listed below: many brands share one.

use crate::catalogue::{Basis, Kind, Slug};
use crate::components::{
    FilterKeys, FilterSelect, FilterState, ListFilter, PictureItem, Tree, TreeItem, TreeLevels,
    TreeNode, TreeView, content_text, overviews, radial_tree, tools,
};
use crate::messages::tr;
use crate::models::{
    self, BrandNode, InitiativeNode, MatrixItem, MatrixNode, Reason, SelectOption,
};
use crate::route::{Overview, Route};
use crate::search::text::fold;
use leptos::prelude::*;

/// The ids of the tree and of the diagrams.
const TREE: &str = "matrix-tree";
const PICTURES: &str = "matrix-pictures";

/// The matrix page.
#[component]
pub fn MatrixPage(
    /// Its model.
    model: models::MatrixPage,
    /// The entered filter.
    #[prop(optional)]
    filter: FilterState,
) -> impl IntoView {
    let items = items(model.items, &model.sounds);
    let listed: Vec<PictureItem> = items.iter().map(listed).collect();
    let tree = Tree::new(&items);
    let filter = RwSignal::new(filter);
    let lit = RwSignal::new(vec![false; items.len()]);
    let total = RwSignal::new(None);
    let keys: Vec<Option<FilterKeys>> = items.iter().map(|item| item.keys.clone()).collect();
    Effect::new(move |_| {
        let filter = filter.with(FilterState::filter);
        let is_found = |keys: &Option<FilterKeys>| {
            !filter.is_empty() && keys.as_ref().is_some_and(|keys| filter.matches(keys))
        };
        let found: Vec<bool> = keys.iter().map(is_found).collect();
        let sum = found.iter().filter(|found| **found).count();
        total.set((!filter.is_empty()).then_some(sum));
        tree.reveal(&found);
        lit.set(found);
    });
    let lights = move || lit.with(|lit| lit.contains(&true)).then_some("");
    let level = move || tree.level.get().to_string();
    let pictures: Vec<AnyView> = (model.pictures.into_iter())
        .filter_map(|picture| {
            let root = listed.get(picture.nodes.first()?.item as usize)?;
            let label = tr!("“{name}”和它下面的品牌，与下面的列表内容相同", name = root.name);
            let caption = content_text(&root.name);
            Some(view! { <figure class="matrix__picture">{radial_tree(picture, &listed, label, Some(lit))}<figcaption class="visually-hidden">{caption}</figcaption></figure> }.into_any())
        })
        .collect();
    let has_pictures = !pictures.is_empty();
    let kind = |kind: &Kind| SelectOption::of(kind.key(), kind.shown());
    let selects = vec![
        FilterSelect {
            label: tr!("需求"),
            name: "need",
            all: tr!("全部需求"),
            options: model.needs,
        },
        FilterSelect {
            label: tr!("类别"),
            name: "kind",
            all: tr!("全部类别"),
            options: model.kinds.iter().map(kind).collect(),
        },
    ];
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Matrix)), model.no_comparison)}
            <h1 class="listing__name">{Overview::Matrix.word()}</h1>
            <p class="listing__line">{tr!("{brands} 个品牌、{initiatives} 项举措，谁属于谁，一眼看清。", brands = model.brands, initiatives = model.initiatives)}</p>
            {tools()}
            <div id=PICTURES class="matrix__pictures" data-down-to=level data-lights=lights>{pictures}</div>
            {has_pictures.then(|| view! { <p class="legend">
                <span class="legend__item"><svg class="legend__mark" viewBox="0 0 32 12" aria-hidden="true"><path class="radial-tree__line" d="M0 6H32"/></svg>{tr!("原文写明")}</span>
                <span class="legend__item"><svg class="legend__mark" viewBox="0 0 32 12" aria-hidden="true"><path class="radial-tree__line radial-tree__line--inferred" d="M0 6H32"/></svg>{tr!("本馆推断")}</span>
                <span class="legend__item"><svg class="legend__mark" viewBox="0 0 32 12" aria-hidden="true"><g class="radial-tree__dot"><circle cx="16" cy="6" r="5"/></g></svg>{tr!("一项举措")}</span>
                <span class="legend__item">{tr!("徽标是本馆绘制的示意图")}</span>
                <span class="legend__item">{tr!("点不中小圆点时，下面的列表里都有同样的链接")}</span>
            </p> }.into_any())}
            <h2 class="overview__heading" id="tree">{tr!("列表")}</h2>
            <ListFilter words=tr!("在矩阵里找") selects state=filter total>
                <TreeLevels tree/>
            </ListFilter>
            <TreeView id=TREE labelled_by="tree" items tree lit/>
            {reasons(model.reasons, &listed)}
        </div>
    }
}

/// The items of the tree in preorder, each with its address, its group and its search keys.
fn items(items: Vec<MatrixItem>, initials: &str) -> Vec<TreeItem> {
    let mut initials = initials.split(' ');
    let mut levels = items
        .iter()
        .map(|item| item.level)
        .skip(1)
        .collect::<Vec<u8>>()
        .into_iter();
    // The ancestors of the next item, each with its level.
    let mut around: Vec<(u8, Slug)> = Vec::new();
    let mut tree = Vec::with_capacity(items.len());
    for MatrixItem { level, node } in items {
        let has_group = levels.next().is_some_and(|next| next > level);
        around.truncate(around.partition_point(|(above, _)| *above < level));
        let brand = around.last().map(|(_, id)| id.clone());
        match (&node, &brand) {
            (MatrixNode::Brand(node), _) => around.push((level, node.id.clone())),
            (MatrixNode::Initiatives(_), Some(brand)) => around.push((level, brand.clone())),
            _ => {}
        }
        let pinyin_initials = initials.next().unwrap_or_default().to_owned();
        tree.extend(match node {
            MatrixNode::Brand(node) => Some(brand_item(node, level, pinyin_initials, has_group)),
            MatrixNode::Initiatives(total) => brand.map(|brand| TreeItem {
                name: tr!("{total} 项举措", total = total),
                group: Some(format!("more-{brand}")),
                href: format!("{}#initiatives", Route::Brand(brand).href()),
                level,
                pinyin_initials,
                open: false,
                keys: None,
                node: TreeNode::Initiatives,
            }),
            MatrixNode::Initiative(entry) => {
                brand.map(|brand| initiative_item(brand, entry, level, pinyin_initials))
            }
        });
    }
    tree
}

fn brand_item(brand: BrandNode, level: u8, pinyin_initials: String, has_group: bool) -> TreeItem {
    TreeItem {
        group: has_group.then(|| format!("below-{}", brand.id)),
        href: Route::Brand(brand.id).href(),
        level,
        pinyin_initials,
        open: has_group && level < 2,
        keys: Some(FilterKeys {
            words: fold(&format!("{} {} {}", brand.name, brand.owner, brand.summary)),
            values: vec![ids(&brand.needs), brand.emblem.kind.key().to_owned()],
        }),
        name: brand.name,
        node: TreeNode::Brand {
            emblem: brand.emblem,
            owner: brand.owner,
            basis: brand.basis,
        },
    }
}

fn initiative_item(
    brand: Slug,
    entry: InitiativeNode,
    level: u8,
    pinyin_initials: String,
) -> TreeItem {
    TreeItem {
        href: Route::Initiative(brand, entry.id).href(),
        level,
        pinyin_initials,
        group: None,
        open: false,
        keys: Some(FilterKeys {
            words: fold(&entry.name),
            values: vec![ids(&entry.needs), entry.kind.key().to_owned()],
        }),
        name: entry.name,
        node: TreeNode::Initiative(entry.kind),
    }
}

/// Ids, separated by spaces.
fn ids(ids: &[Slug]) -> String {
    let ids: Vec<&str> = ids.iter().map(Slug::as_str).collect();
    ids.join(" ")
}

/// What a diagram shows of an item.
fn listed(item: &TreeItem) -> PictureItem {
    PictureItem {
        href: item.href.clone(),
        name: item.name.clone(),
        emblem: match &item.node {
            TreeNode::Brand { emblem, .. } => Some(emblem.clone()),
            _ => None,
        },
    }
}

/// The reasons of the relations, each once, with the brands that it places.
fn reasons(reasons: Vec<Reason>, items: &[PictureItem]) -> Option<AnyView> {
    let items: Vec<AnyView> = reasons
        .into_iter()
        .map(|reason| {
            let names: Vec<AnyView> = (reason.brands.iter())
                .filter_map(|at| items.get(*at as usize))
                .map(|brand| view! { <li><a href=format!("{}#family", brand.href)>{content_text(&brand.name)}</a></li> }.into_any())
                .collect();
            view! { <li class="reason"><ul class="reason__brands">{names}</ul><p class="reason__words"><span class="tag">{word_of(reason.basis)}</span>" "{content_text(&reason.text)}</p></li> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <h2 class="overview__heading" id="reasons">{tr!("每条连线的依据")}</h2><ul class="reasons">{items}</ul> }.into_any()
    })
}

fn word_of(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => {
            tr!("原文写明")
        }
        Basis::Inferred => {
            tr!("本馆推断")
        }
    }
}
