//! What reaches where? (desk)
//!
//! The places that the documents name, each within the one around it, with the services that reach it: once as a picture, once as a list that
//! says more. The picture shows what belongs to what, never direction or distance: the documents tell neither.

use crate::catalogue::{Place, Slug};
use crate::components::{Petal, overviews, rose, tools};
use crate::messages::tr;
use crate::route::{Overview, Route};
use crate::screen::Site;
use leptos::prelude::*;

/// The page of all places.
pub fn places(site: Site) -> AnyView {
    let catalogue = site.catalogue;
    let within = |id: &Slug| {
        catalogue
            .places
            .iter()
            .filter(|place| place.parent.as_ref() == Some(id))
            .count()
    };
    let tops: Vec<&Place> = catalogue
        .places
        .iter()
        .filter(|place| place.parent.is_none())
        .collect();
    // Where the gallery names no home, it is the place within which most others lie.
    let named = (catalogue.gallery.home.as_ref()).and_then(|id| catalogue.place(id));
    let home = named.or_else(|| tops.iter().copied().max_by_key(|place| within(&place.id)));
    let away: Vec<&Place> = tops
        .iter()
        .copied()
        .filter(|place| home.is_none_or(|home| home.id != place.id))
        .collect();
    let pictures = home.map(|home| {
        let near = petal(site, home);
        let far = (!away.is_empty()).then(|| Petal {
            name: tr!("{name}以外", name = home.name),
            href: "#away".to_owned(),
            emblem: None,
            inferred: false,
            dots: Vec::new(),
            petals: away.iter().map(|place| petal(site, place)).collect(),
        });
        let label = |name: &str| tr!("{name}的地方，与下面的列表内容相同", name = name);
        view! {
            <div class="matrix__pictures">
                <figure class="matrix__picture">{rose(&near, &label(&near.name))}</figure>
                {far.map(|far| view! { <figure class="matrix__picture">{rose(&far, &label(&far.name))}</figure> }.into_any())}
            </div>
            <p class="legend">{tr!("示意图：只表示谁在谁里面，不表示实际的方位和距离。小点是到得了那里的品牌和举措。")}</p>
        }
        .into_any()
    });
    let near: Vec<AnyView> = home.into_iter().map(|place| entry(site, place)).collect();
    let far: Vec<AnyView> = away.iter().map(|place| entry(site, place)).collect();
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Places)))}
            <h1 class="listing__name">{Overview::Places.word()}</h1>
            <p class="listing__line">{match catalogue.places.len() {
                0 => tr!("材料没有提到地方。").to_owned(),
                total => tr!("材料里提到 {total} 个地方。选一个，看到得了那里的服务。", total = total),
            }}</p>
            {tools(None)}
            {pictures}
            {part("home", tr!("本地"), near)}
            {part("away", tr!("外地"), far)}
        </div>
    }
    .into_any()
}

/// Places under a heading, where there are any.
fn part(id: &'static str, word: &'static str, places: Vec<AnyView>) -> Option<AnyView> {
    if places.is_empty() {
        return None;
    }
    let list = view! {
        <h2 class="overview__heading" id=id tabindex="-1">{word}</h2>
        <ul class="atlas">{places}</ul>
    };
    Some(list.into_any())
}

/// What reaches a place by its own name: brands and initiatives.
fn reaching(site: Site, id: &Slug) -> Vec<Link> {
    services(site, |_, places| places.contains(id))
}

/// What does not reach a place by its own name or within it, but is owned or carried out by an institution there.
fn seated(site: Site, id: &Slug) -> Vec<Link> {
    let is_here = |owner: &Slug| {
        let institution = site.catalogue.institution(owner);
        institution.and_then(|found| found.place.as_ref()) == Some(id)
    };
    services(site, |owner, places| {
        owner.is_some_and(is_here) && !places.iter().any(|place| is_within(site, place, id))
    })
}

/// How many brands and initiatives reach a place or one within it.
fn total(site: Site, id: &Slug) -> usize {
    let within = |places: &[Slug]| places.iter().any(|place| is_within(site, place, id));
    services(site, |_, places| within(places)).len()
}

fn is_within(site: Site, place: &Slug, around: &Slug) -> bool {
    site.catalogue.around(place).any(|id| id == around)
}

/// The name and the address of a brand or an initiative.
type Link = (String, String);

/// The brands and initiatives of which something is true, given their printed owner and the places that they reach.
fn services(site: Site, is_wanted: impl Fn(Option<&Slug>, &[Slug]) -> bool) -> Vec<Link> {
    let mut wanted = Vec::new();
    for card in &site.catalogue.cards {
        if is_wanted(Some(&card.owner), &card.places) {
            wanted.push((card.name.clone(), Route::Brand(card.id.clone()).href()));
        }
        for initiative in &card.initiatives {
            if is_wanted(initiative.owner.as_ref(), &initiative.places) {
                let route = Route::Initiative(card.id.clone(), initiative.id.clone());
                wanted.push((initiative.name.clone(), route.href()));
            }
        }
    }
    wanted
}

fn inner(site: Site, id: &Slug) -> impl Iterator<Item = &'static Place> {
    let id = id.clone();
    site.catalogue
        .places
        .iter()
        .filter(move |place| place.parent.as_ref() == Some(&id))
}

fn petal(site: Site, place: &Place) -> Petal {
    Petal {
        name: place.name.clone(),
        href: Route::Place(place.id.clone()).href(),
        emblem: None,
        inferred: false,
        dots: reaching(site, &place.id),
        petals: inner(site, &place.id)
            .map(|place| petal(site, place))
            .collect(),
    }
}

fn entry(site: Site, place: &Place) -> AnyView {
    let links = |links: Vec<Link>| -> Vec<AnyView> {
        let link = |(name, href)| view! { <li><a href=href>{name}</a></li> }.into_any();
        links.into_iter().map(link).collect()
    };
    let services = links(reaching(site, &place.id));
    let seated = links(seated(site, &place.id));
    let within: Vec<AnyView> = inner(site, &place.id)
        .map(|place| entry(site, place))
        .collect();
    let total = match total(site, &place.id) {
        0 => tr!("目前没有登记到这里的服务").to_owned(),
        total if total > services.len() => {
            tr!("{total} 项服务，连同其中各地", total = total)
        }
        total => tr!("{total} 项服务", total = total),
    };
    view! {
        <li class="atlas__place">
            <p class="atlas__head"><a class="atlas__name" href=Route::Place(place.id.clone()).href()>{place.name.clone()}</a><span class="atlas__total">{total}</span></p>
            {(!services.is_empty()).then(|| view! { <ul class="atlas__services">{services}</ul> }.into_any())}
            {(!seated.is_empty()).then(|| view! { <p class="account__note">{tr!("这里的机构所有或开展的：")}</p><ul class="atlas__services">{seated}</ul> }.into_any())}
            {(!within.is_empty()).then(|| view! { <ul class="atlas">{within}</ul> }.into_any())}
        </li>
    }
    .into_any()
}
