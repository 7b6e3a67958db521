//! Who stands above whom? (desk)
//!
//! The whole matrix twice: as a picture for the eye, and as a tree in which every brand and every initiative is a link. The tree folds, is
//! walked with the arrow keys and lights up what is looked for once the program is there; without it, it stands open. Initiatives beyond a
//! handful are one row until it is opened, so that brands stay in sight. On what each line rests is said below, reason by reason: many share one.

use crate::catalogue::{Basis, Brand, Card, Entry, Kind, Parent, Slug};
use crate::components::{
    Emblem, MOTIF_AT, Petal, emblem_parts, overviews, rose, sieve, sieve_choice, sieve_levels,
    sieve_words, tools,
};
use crate::messages::tr;
use crate::route::{Overview, Route};
use crate::screen::Site;
use crate::search::text::fold;
use hanzi_search::desk::syllables;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

/// The matrix page.
pub fn matrix(site: Site, brands: &[Brand]) -> AnyView {
    let catalogue = site.catalogue;
    let roots: Vec<&Card> = catalogue
        .cards
        .iter()
        .filter(|card| card.parent.is_none())
        .collect();
    // What stands by itself is no tree to look at.
    let pictures: Vec<AnyView> = roots
        .iter()
        .filter(|card| catalogue.children(&card.id).next().is_some())
        .map(|card| {
            let root = gathered(petal(site, brands, card));
            let label = tr!("“{name}”和它下面的品牌，与下面的列表内容相同", name = card.name);
            view! { <figure class="matrix__picture">{rose(&root, &label)}<figcaption class="visually-hidden">{card.name.clone()}</figcaption></figure> }.into_any()
        })
        .collect();
    let has_pictures = !pictures.is_empty();
    let needs: Vec<(String, String)> = (catalogue.needs.iter())
        .map(|need| (need.id.to_string(), need.name.clone()))
        .collect();
    let of_kind = |kind: Kind| {
        catalogue.cards.iter().any(|card| {
            card.kind == kind || card.initiatives.iter().any(|entry| entry.kind == kind)
        })
    };
    let kinds: Vec<(String, String)> = (Kind::ALL.iter())
        .filter(|kind| of_kind(**kind))
        .map(|kind| (kind.key().to_owned(), kind.shown().to_owned()))
        .collect();
    let tree: Vec<AnyView> = roots
        .iter()
        .map(|card| branch(site, brands, card, 1))
        .collect();
    let initiatives: usize = catalogue
        .cards
        .iter()
        .map(|card| card.initiatives.len())
        .sum();
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Matrix)))}
            <h1 class="listing__name">{Overview::Matrix.word()}</h1>
            <p class="listing__line">{tr!("{brands} 个品牌、{initiatives} 项举措，谁属于谁，一眼看清。", brands = catalogue.cards.len(), initiatives = initiatives)}</p>
            {tools(None)}
            <div id="matrix-pictures" class="matrix__pictures" data-down-to="9">{pictures}</div>
            {has_pictures.then(|| view! { <p class="legend">
                <span class="legend__item"><svg class="legend__mark" viewBox="0 0 32 12" aria-hidden="true"><path class="rose__line" d="M0 6H32"/></svg>{tr!("原文写明")}</span>
                <span class="legend__item"><svg class="legend__mark" viewBox="0 0 32 12" aria-hidden="true"><path class="rose__line rose__line--inferred" d="M0 6H32"/></svg>{tr!("由原文推断")}</span>
                <span class="legend__item"><svg class="legend__mark" viewBox="0 0 32 12" aria-hidden="true"><g class="rose__dot"><circle cx="16" cy="6" r="5"/></g></svg>{tr!("一项举措")}</span>
                <span class="legend__item">{tr!("徽标是本馆绘制的示意图")}</span>
                <span class="legend__item">{tr!("小点不好点中时，下面的列表里每一项都有同样的链接")}</span>
            </p> }.into_any())}
            <h2 class="overview__heading" id="tree">{tr!("列表")}</h2>
            {sieve("matrix-tree", Some("matrix-pictures"), view! {
                {sieve_words(tr!("在矩阵里找"))}
                {sieve_choice(tr!("需求"), "need", tr!("全部需求"), needs)}
                {sieve_choice(tr!("类别"), "kind", tr!("全部类别"), kinds)}
                {sieve_levels("matrix-tree", "matrix-pictures", &[(tr!("只看核心"), 1), (tr!("看到品牌"), 2), (tr!("全部展开"), 9)])}
            }.into_any())}
            <ul id="matrix-tree" class="tree" role="tree" aria-labelledby="tree">{tree}</ul>
            {reasons(brands)}
        </div>
    }
    .into_any()
}

fn petal(site: Site, brands: &[Brand], card: &Card) -> Petal {
    Petal {
        name: card.name.clone(),
        href: Route::Brand(card.id.clone()).href(),
        emblem: Some(emblem_parts(card.kind, &card.emblem, &card.owner)),
        inferred: basis(brands, card).is_some_and(|(basis, _)| basis == Basis::Inferred),
        dots: card
            .initiatives
            .iter()
            .map(|entry| {
                (
                    entry.name.clone(),
                    Route::Initiative(card.id.clone(), entry.id.clone()).href(),
                )
            })
            .collect(),
        petals: site
            .catalogue
            .children(&card.id)
            .map(|child| petal(site, brands, child))
            .collect(),
    }
}

/// The most petals that a picture names: more than these are letters that nobody can read.
const MOST_PETALS: usize = 120;

/// The tree with as many petals as can be read: of more, the outermost are only counted, as dots of the one within.
pub fn gathered(mut root: Petal) -> Petal {
    fn total(petal: &Petal) -> usize {
        1 + petal.petals.iter().map(total).sum::<usize>()
    }
    fn gather(petal: &mut Petal) {
        let (leaves, rest): (Vec<Petal>, Vec<Petal>) = std::mem::take(&mut petal.petals)
            .into_iter()
            .partition(|petal| petal.petals.is_empty());
        petal.petals = rest;
        for leaf in leaves {
            petal.dots.push((leaf.name, leaf.href));
            petal.dots.extend(leaf.dots);
        }
    }
    fn outermost(petal: &mut Petal) {
        if petal.petals.iter().all(|inner| inner.petals.is_empty()) {
            return gather(petal);
        }
        petal.petals.iter_mut().for_each(outermost);
    }
    while total(&root) > MOST_PETALS {
        outermost(&mut root);
    }
    root
}

/// The first letters of a name's syllables, as somebody types who has no hanzi at hand.
fn sound(name: &str) -> String {
    (syllables(name).iter())
        .filter_map(|syllable| syllable.chars().next())
        .collect()
}

fn ids(needs: &[Slug]) -> String {
    let ids: Vec<&str> = needs.iter().map(Slug::as_str).collect();
    ids.join(" ")
}

/// On what the place of a brand rests, and the words for it.
fn basis<'a>(brands: &'a [Brand], card: &Card) -> Option<(Basis, &'a str)> {
    let brand = brands.iter().find(|brand| brand.id == card.id)?;
    let parent = brand.parent.as_ref()?;
    Some((parent.basis, &parent.text))
}

fn branch(site: Site, brands: &[Brand], card: &Card, level: usize) -> AnyView {
    let below: Vec<AnyView> = site
        .catalogue
        .children(&card.id)
        .map(|child| branch(site, brands, child, level + 1))
        .collect();
    let leaves = |level: usize| -> Vec<AnyView> {
        card.initiatives
            .iter()
            .map(|entry| {
                let route = Route::Initiative(card.id.clone(), entry.id.clone());
                leaf(&route.href(), entry, level)
            })
            .collect()
    };
    let initiatives = if card.initiatives.len() > HANDFUL {
        vec![sheaf(card, leaves(level + 2), level + 1)]
    } else {
        leaves(level + 1)
    };
    let group = format!("below-{}", card.id);
    let total = below.len() + initiatives.len();
    let shut = level >= 2;
    let owns = (total > 0).then(|| group.clone());
    let expanded = (total > 0).then_some(if shut { "false" } else { "true" });
    let basis = basis(brands, card).map(|(basis, _)| match basis {
        Basis::Stated => tr!("；原文写明"),
        Basis::Inferred => tr!("；由原文推断"),
    });
    let Emblem {
        hue, form, motif, ..
    } = emblem_parts(card.kind, &card.emblem, &card.owner);
    view! {
        <li role="none" data-words=fold(&format!("{} {} {}", card.name, site.catalogue.owner(card), card.summary)) data-need=ids(&card.needs) data-kind=card.kind.key()>
            <div class="tree__row">
                {(total > 0).then(|| view! { <span class="tree__fold" data-fold-one=group.clone() aria-hidden="true"></span> }.into_any())}
                <svg class=format!("tree__emblem emblem--{hue}") viewBox="0 0 96 96" aria-hidden="true">
                    <path class="emblem__form" d=form/><path class="emblem__motif" d=motif transform=MOTIF_AT/>
                </svg>
                <a class="tree__link" role="treeitem" href=Route::Brand(card.id.clone()).href() {..custom_attribute("aria-level", level.to_string())} data-sound=sound(&card.name) aria-expanded=expanded aria-owns=owns>
                    {card.name.clone()}
                    <span class="tree__note"><span class="tree__kind">{card.kind.shown()}{tr!("，")}</span>{site.catalogue.owner(card).to_owned()}{basis}</span>
                </a>
            </div>
            {(total > 0).then(|| view! { <ul class="tree__group" id=group role="group" data-shut=shut.then_some("")>{below}{initiatives}</ul> }.into_any())}
        </li>
    }
    .into_any()
}

/// From how many initiatives on they are one row until it is opened.
const HANDFUL: usize = 7;

/// The initiatives of a brand that has many.
fn sheaf(card: &Card, leaves: Vec<AnyView>, level: usize) -> AnyView {
    let group = format!("more-{}", card.id);
    let href = format!("{}#initiatives", Route::Brand(card.id.clone()).href());
    view! {
        <li class="tree__leaf" role="none">
            <div class="tree__row">
                <span class="tree__fold" data-fold-one=group.clone() aria-hidden="true"></span>
                <a class="tree__link" role="treeitem" href=href.clone() {..custom_attribute("aria-level", level.to_string())} data-sound="jc" aria-expanded="false" aria-owns=group.clone()>{tr!("{total} 项举措", total = leaves.len())}</a>
            </div>
            <ul class="tree__group" id=group role="group" data-shut="">{leaves}</ul>
        </li>
    }
    .into_any()
}

fn word_of(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => {
            tr!("原文写明")
        }
        Basis::Inferred => {
            tr!("由原文推断")
        }
    }
}

/// On what the lines rest: each reason once, with the brands that stand where they stand because of it.
fn reasons(brands: &[Brand]) -> Option<AnyView> {
    let mut reasons: Vec<(&Parent, Vec<&Brand>)> = Vec::new();
    for brand in brands {
        let Some(parent) = &brand.parent else {
            continue;
        };
        match reasons
            .iter_mut()
            .find(|(known, _)| known.text == parent.text && known.basis == parent.basis)
        {
            Some((_, held)) => held.push(brand),
            None => reasons.push((parent, vec![brand])),
        }
    }
    let items: Vec<AnyView> = reasons
        .into_iter()
        .map(|(parent, held)| {
            let names: Vec<AnyView> = held
                .into_iter()
                .map(|brand| view! { <li><a href=format!("{}#family", Route::Brand(brand.id.clone()).href())>{brand.name.clone()}</a></li> }.into_any())
                .collect();
            view! { <li class="reason"><ul class="reason__brands">{names}</ul><p class="reason__words"><span class="tag">{word_of(parent.basis)}</span>" "{parent.text.clone()}</p></li> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <h2 class="overview__heading" id="reasons">{tr!("每条连线的依据")}</h2><ul class="reasons">{items}</ul> }.into_any()
    })
}

fn leaf(href: &str, entry: &Entry, level: usize) -> AnyView {
    view! {
        <li class="tree__leaf" role="none" data-words=fold(&entry.name) data-need=ids(&entry.needs) data-kind=entry.kind.key()>
            <div class="tree__row"><a class="tree__link" role="treeitem" href=href.to_owned() {..custom_attribute("aria-level", level.to_string())} data-sound=sound(&entry.name)>{entry.name.clone()}<span class="tree__note">{entry.kind.shown()}</span></a></div>
        </li>
    }
    .into_any()
}
