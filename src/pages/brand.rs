//! What does a brand have to tell, and what does one of its initiatives? (desk)

use crate::catalogue::{Basis, Brand, Card, Initiative, Kind, Level, Slug};
use crate::components::{
    Citations, Section, account, emblem, emblem_large, events, figure_grid, figures, honours,
    listed, other_names, partners, passages, people, plain, section, tools, ways_on,
};
use crate::messages::tr;
use crate::models::Source;
use crate::route::Route;
use crate::screen::Site;
use leptos::prelude::*;

/// The page of a brand.
pub fn brand(site: Site, brand: &'static Brand) -> AnyView {
    let cites = Citations::of(Source::all(site.catalogue).collect());
    let Some(card) = site.catalogue.card(&brand.id) else {
        return super::missing(site);
    };
    let owner = site.catalogue.owner(card).to_owned();
    let (before, after) = site.catalogue.neighbours(&brand.id);
    // What its initiatives answer and reach is part of what the brand does.
    let needs = whole(&brand.needs, brand.initiatives.iter().map(|it| &it.needs));
    let places = whole(&brand.places, brand.initiatives.iter().map(|it| &it.places));
    view! {
        <article class="brand">
            {trail(site, card, None)}
            <header class="brand__head">
                <figure class="brand__emblem">{emblem_large(brand.kind, &brand.emblem, &brand.owner)}<figcaption>{tr!("示意图")}</figcaption></figure>
                <div class="brand__title">
                    <p class="brand__tags">{tags(site, brand.kind, card.levels.contains(&Level::Chosen))}</p>
                    <h1 class="brand__name">{brand.name.clone()}</h1>
                    {brand.title.clone().map(|title| view! { <p class="brand__subtitle">{title}</p> }.into_any())}
                    <p class="brand__owner" data-answer="owner"><a href=Route::Institution(brand.owner.clone()).href()>{owner}</a></p>
                    {brand.slogan.as_ref().map(|slogan| view! { <p class="brand__slogan">{slogan.text.clone()}{cites.cite(&slogan.sources)}</p> }.into_any())}
                </div>
            </header>
            <p class="brand__summary" data-answer="summary">{brand.summary.text.clone()}{cites.cite(&brand.summary.sources)}</p>
            {other_names(&cites, &brand.other_names)}
            {ways_on(site, &needs, &places)}
            {tools(Some((Route::Compare(vec![brand.id.clone()]).href(), tr!("与另一个品牌比较"))))}
            {account([
                section("figures", tr!("数字"), figures(&cites, &brand.figures), figure_grid),
                initiatives(&cites, brand),
                section("meaning", tr!("含义"), passages(&cites, &brand.meaning), plain),
                section("origin", tr!("缘起"), passages(&cites, &brand.origin), plain),
                section("work", tr!("主要做法"), passages(&cites, &brand.work), plain),
                section("outcome", tr!("成效"), passages(&cites, &brand.results), plain),
                section("honours", tr!("荣誉", "section"), honours(&cites, &brand.honours), listed),
                section("events", tr!("大事"), events(&cites, &brand.events), listed),
                section("people", tr!("人物"), people(&cites, &brand.people), listed),
                section("partners", tr!("伙伴"), partners(&cites, &brand.partners), listed),
                section("notes", tr!("说明"), passages(&cites, &brand.notes), plain),
                family(site, brand, &cites),
            ])}
            {cites.list()}
            {turn(before.map(link_to_brand), after.map(link_to_brand), Words {
                turn: tr!("前后品牌"),
                before: tr!("上一个品牌"),
                after: tr!("下一个品牌"),
            })}
        </article>
    }
    .into_any()
}

/// What a brand has by itself, and then what its initiatives add, each once.
fn whole<'a>(own: &[Slug], initiatives: impl Iterator<Item = &'a Vec<Slug>>) -> Vec<Slug> {
    let mut whole = own.to_vec();
    for id in initiatives.flatten() {
        if !whole.contains(id) {
            whole.push(id.clone());
        }
    }
    whole
}

/// The page of an initiative.
pub fn initiative(site: Site, brand: &'static Brand, initiative: &'static Initiative) -> AnyView {
    let cites = Citations::of(Source::all(site.catalogue).collect());
    let Some(card) = site.catalogue.card(&brand.id) else {
        return super::missing(site);
    };
    let at = brand
        .initiatives
        .iter()
        .position(|other| other.id == initiative.id)
        .unwrap_or(0);
    let link = |other: &Initiative| {
        (
            Route::Initiative(brand.id.clone(), other.id.clone()),
            other.name.clone(),
        )
    };
    let owner = initiative
        .owner
        .as_ref()
        .and_then(|id| site.catalogue.institution(id));
    view! {
        <article class="brand">
            {trail(site, card, Some(&initiative.name))}
            <header class="brand__head">
                <div class="brand__title">
                    <p class="brand__tags">{tags(site, initiative.kind, false)}</p>
                    <h1 class="brand__name">{initiative.name.clone()}</h1>
                    <p class="brand__owner">
                        {tr!("属于")}<a href=Route::Brand(brand.id.clone()).href()>{brand.name.clone()}</a>
                        {owner.map(|owner| view! { {tr!("，")}<a href=Route::Institution(owner.id.clone()).href()>{owner.name.clone()}</a> }.into_any())}
                    </p>
                </div>
            </header>
            <p class="brand__summary">{initiative.summary.text.clone()}{cites.cite(&initiative.summary.sources)}</p>
            {other_names(&cites, &initiative.other_names)}
            {ways_on(site, &initiative.needs, &initiative.places)}
            {tools(None)}
            {account([
                section("details", tr!("具体内容"), passages(&cites, &initiative.details), plain),
                section("figures", tr!("数字"), figures(&cites, &initiative.figures), figure_grid),
                section("honours", tr!("荣誉", "section"), honours(&cites, &initiative.honours), listed),
                section("events", tr!("大事"), events(&cites, &initiative.events), listed),
                section("people", tr!("人物"), people(&cites, &initiative.people), listed),
                section("partners", tr!("伙伴"), partners(&cites, &initiative.partners), listed),
                section("notes", tr!("说明"), passages(&cites, &initiative.notes), plain),
            ])}
            {cites.list()}
            {turn(at.checked_sub(1).map(|before| link(&brand.initiatives[before])), brand.initiatives.get(at + 1).map(link), Words {
                turn: tr!("前后举措"),
                before: tr!("上一个举措"),
                after: tr!("下一个举措"),
            })}
        </article>
    }
    .into_any()
}

fn tags(site: Site, kind: Kind, chosen: bool) -> AnyView {
    view! {
        <span class="tag">{kind.shown()}</span>
        {chosen.then(|| view! { <span class="tag tag--honour">{site.catalogue.level(Level::Chosen).to_owned()}</span> }.into_any())}
    }
    .into_any()
}

/// Where this page stands: gallery, brands above, brand, initiative.
fn trail(site: Site, card: &Card, initiative: Option<&str>) -> AnyView {
    let mut above: Vec<&Card> = std::iter::successors(
        card.parent.as_ref().and_then(|id| site.catalogue.card(id)),
        |card| site.catalogue.card(card.parent.as_ref()?),
    )
    .take(8)
    .collect();
    above.reverse();
    if initiative.is_some() {
        above.push(card);
    }
    let links: Vec<AnyView> = above
        .into_iter()
        .map(|card| {
            view! { <li><a href=Route::Brand(card.id.clone()).href()>{card.name.clone()}</a></li> }
                .into_any()
        })
        .collect();
    let here = initiative.unwrap_or(&card.name).to_owned();
    view! {
        <nav class="trail" aria-label=tr!("位置")>
            <ol><li><a href=Route::home().href()>{tr!("全部品牌")}</a></li>{links}<li aria-current="page">{here}</li></ol>
        </nav>
    }
    .into_any()
}

/// The initiatives, by kind in the order of the file.
fn initiatives(cites: &Citations, brand: &Brand) -> Option<Section> {
    let mut kinds: Vec<Kind> = Vec::new();
    for initiative in &brand.initiatives {
        if !kinds.contains(&initiative.kind) {
            kinds.push(initiative.kind);
        }
    }
    let item = |initiative: &Initiative| {
        let figures: Vec<AnyView> = initiative
            .figures
            .iter()
            .take(3)
            .map(|figure| view! { <li><b>{format!("{}{}", figure.value, figure.unit)}</b>" "{figure.label.clone()}</li> }.into_any())
            .collect();
        view! {
            <li class="initiative" id=initiative.id.to_string()>
                <h4 class="initiative__name"><a href=Route::Initiative(brand.id.clone(), initiative.id.clone()).href()>{initiative.name.clone()}</a></h4>
                <p class="initiative__summary">{initiative.summary.text.clone()}{cites.cite(&initiative.summary.sources)}</p>
                {(!figures.is_empty()).then(|| view! { <ul class="initiative__figures">{figures}</ul> }.into_any())}
            </li>
        }
        .into_any()
    };
    let groups: Vec<AnyView> = kinds
        .into_iter()
        .map(|kind| {
            let items: Vec<AnyView> = brand.initiatives.iter().filter(|initiative| initiative.kind == kind).map(item).collect();
            view! { <h3 class="account__subheading">{kind.shown()}</h3><ul class="initiatives">{items}</ul> }.into_any()
        })
        .collect();
    section("initiatives", tr!("做些什么"), groups, plain)
}

/// Parent, children and siblings in the matrix.
fn family(site: Site, brand: &Brand, cites: &Citations) -> Option<Section> {
    let link = |card: &Card| {
        view! { <li class="family__member">{emblem(card.kind, &card.emblem, &card.owner)}<a href=Route::Brand(card.id.clone()).href()>{card.name.clone()}</a></li> }.into_any()
    };
    let row = |word: &'static str, cards: Vec<AnyView>| {
        (!cards.is_empty()).then(|| view! { <h3 class="account__subheading">{word}</h3><ul class="family__row">{cards}</ul> }.into_any())
    };
    let parent = brand
        .parent
        .as_ref()
        .and_then(|parent| Some((parent, site.catalogue.card(&parent.brand)?)));
    let above = parent.map(|(parent, card)| {
        let basis = match parent.basis {
            Basis::Stated => {tr!("依据原文：")},
            Basis::Inferred => {tr!("由原文推断：")},
        };
        view! { {row(tr!("上级"), vec![link(card)])} <p class="account__note">{basis}{parent.text.clone()}{cites.cite(&parent.sources)}</p> }.into_any()
    });
    let below = row(
        tr!("下级"),
        site.catalogue.children(&brand.id).map(link).collect(),
    );
    let beside = parent.and_then(|(parent, _)| {
        row(
            tr!("同级"),
            site.catalogue
                .children(&parent.brand)
                .filter(|card| card.id != brand.id)
                .map(link)
                .collect(),
        )
    });
    let rows: Vec<AnyView> = [above, below, beside].into_iter().flatten().collect();
    section(
        "family",
        if brand.kind == Kind::Case || brand.kind == Kind::Event {
            tr!("同场案例")
        } else {
            tr!("在品牌矩阵里")
        },
        rows,
        plain,
    )
}

fn link_to_brand(card: &Card) -> (Route, String) {
    (Route::Brand(card.id.clone()), card.name.clone())
}

/// What the ways to the pages before and after say.
struct Words {
    turn: &'static str,
    before: &'static str,
    after: &'static str,
}

/// Previous and next, where there is either.
fn turn(
    before: Option<(Route, String)>,
    after: Option<(Route, String)>,
    words: Words,
) -> Option<AnyView> {
    if before.is_none() && after.is_none() {
        return None;
    }
    let link = |side: Option<(Route, String)>, class: &'static str, word: &'static str| {
        side.map(|(route, name)| view! { <a class=class href=route.href()><span class="turn__word">{word}</span>{name}</a> }.into_any())
    };
    let turn = view! {
        <nav class="turn" aria-label=words.turn>
            {link(before, "turn__link", words.before)}
            {link(after, "turn__link turn__link--after", words.after)}
        </nav>
    };
    Some(turn.into_any())
}
