//! What happened when, as far as the documents date it? (desk)
//!
//! Dated things by year, month and day; things with a day but no year by themselves; things without a date apart as 未注明日期. Nothing is
//! guessed: 今年 and 几天前 are no dates. An honour that several brands hold is told once.

use crate::catalogue::{Brand, Event, Honour, Slug};
use crate::components::{Citations, overviews, sieve, sieve_choice, tools};
use crate::messages::tr;
use crate::models::Source;
use crate::route::{Overview, Route};
use crate::screen::Site;
use leptos::prelude::*;

/// What a thing of the timeline is.
#[derive(Clone, Copy, PartialEq)]
enum What {
    Event,
    Honour,
}

impl What {
    /// By what the sieve knows it.
    fn key(self) -> &'static str {
        match self {
            What::Event => "event",
            What::Honour => "honour",
        }
    }

    fn shown(self) -> &'static str {
        match self {
            What::Event => tr!("事件"),
            What::Honour => tr!("荣誉"),
        }
    }

    /// The section of a page that holds such things.
    fn section(self) -> &'static str {
        match self {
            What::Event => "events",
            What::Honour => "honours",
        }
    }
}

/// One thing of the timeline.
struct Entry {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
    when: Option<String>,
    what: What,
    text: String,
    of: Vec<(Route, String)>,
    /// The brands that it is about, by id.
    brands: Vec<Slug>,
    sources: Vec<Slug>,
}

/// The timeline.
pub fn timeline(site: Site, brands: &[Brand]) -> AnyView {
    let cites = Citations::of(Source::all(site.catalogue).collect());
    let mut entries: Vec<Entry> = Vec::new();
    for brand in brands {
        let route = Route::Brand(brand.id.clone());
        collect(
            &mut entries,
            brand,
            (route, brand.name.clone()),
            &brand.events,
            &brand.honours,
        );
        for initiative in &brand.initiatives {
            let route = Route::Initiative(brand.id.clone(), initiative.id.clone());
            let name = format!("{} · {}", initiative.name, brand.name);
            collect(
                &mut entries,
                brand,
                (route, name),
                &initiative.events,
                &initiative.honours,
            );
        }
    }
    entries.sort_by_key(|entry| {
        (
            entry.year.unwrap_or(u16::MAX),
            entry
                .month
                .map_or(u16::from(entry.year.is_none()) * 99, u16::from),
            entry.day.unwrap_or(0),
        )
    });
    // By year; what has none, by whether it has a month.
    let mut groups: Vec<(_, Vec<&Entry>)> = Vec::new();
    for entry in &entries {
        let key = (entry.year, entry.year.is_none() && entry.month.is_some());
        match groups.last_mut().filter(|(last, _)| *last == key) {
            Some((_, group)) => group.push(entry),
            None => groups.push((key, vec![entry])),
        }
    }
    let sections: Vec<AnyView> = groups
        .into_iter()
        .enumerate()
        .map(|(at, (key, entries))| {
            let items: Vec<AnyView> = entries
                .into_iter()
                .map(|entry| shown(&cites, entry))
                .collect();
            let heading = match key {
                (Some(year), _) => tr!("{year}年", year = year),
                (None, true) => tr!("只注明月日，年份未写").to_owned(),
                (None, false) => tr!("未注明日期").to_owned(),
            };
            let id = format!("time-{at}");
            view! {
                <section class="years" aria-labelledby=id.clone()>
                    <h2 class="years__name" id=id.clone()>{heading}</h2>
                    <ol class="years__entries">{items}</ol>
                </section>
            }
            .into_any()
        })
        .collect();
    let chosen: Vec<(String, String)> = brands
        .iter()
        .filter(|brand| entries.iter().any(|entry| entry.brands.contains(&brand.id)))
        .map(|brand| (brand.id.to_string(), brand.name.clone()))
        .collect();
    let kinds = [What::Event, What::Honour]
        .map(|what| (what.key().to_owned(), what.shown().to_owned()))
        .to_vec();
    let dated = entries.iter().filter(|entry| entry.year.is_some()).count();
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Timeline)))}
            <h1 class="listing__name">{Overview::Timeline.word()}</h1>
            <p class="listing__line">{match entries.len() {
                0 => tr!("材料没有写到可以按年月排列的事和荣誉。").to_owned(),
                total if dated == 0 => tr!("材料里的 {total} 件事和荣誉，都没有注明年份。按原文列出，不作猜测。", total = total),
                total => tr!("材料里的 {total} 件事和荣誉，其中 {dated} 件注明了年份。没有注明的单独列出，不作猜测。", total = total, dated = dated),
            }}</p>
            {tools(None)}
            {(!entries.is_empty()).then(|| sieve("years", None, view! {
                {sieve_choice(tr!("品牌"), "brand", tr!("全部品牌"), chosen)}
                {sieve_choice(tr!("类别"), "kind", tr!("事件和荣誉"), kinds)}
            }.into_any()))}
            <div id="years">{sections}</div>
            {cites.list()}
        </div>
    }
    .into_any()
}

fn collect(
    entries: &mut Vec<Entry>,
    brand: &Brand,
    of: (Route, String),
    events: &[Event],
    honours: &[Honour],
) {
    for event in events {
        entries.push(Entry {
            year: event.year,
            month: event.month,
            day: event.day,
            when: event.when.clone(),
            what: What::Event,
            text: event.text.clone(),
            of: vec![of.clone()],
            brands: vec![brand.id.clone()],
            sources: event.sources.clone(),
        });
    }
    for honour in honours {
        let year = honour
            .when
            .as_deref()
            .and_then(|when| when.strip_suffix('年')?.parse().ok());
        let same = entries.iter_mut().find(|entry| {
            entry.what == What::Honour && entry.text == honour.name && entry.year == year
        });
        if let Some(same) = same {
            same.of.push(of.clone());
            same.brands.push(brand.id.clone());
            same.sources.extend(honour.sources.iter().cloned());
            continue;
        }
        entries.push(Entry {
            year,
            month: None,
            day: None,
            when: honour.when.clone(),
            what: What::Honour,
            text: honour.name.clone(),
            of: vec![of.clone()],
            brands: vec![brand.id.clone()],
            sources: honour.sources.clone(),
        });
    }
}

fn shown(cites: &Citations, entry: &Entry) -> AnyView {
    // To the statement itself: the section of the page that holds it.
    let section = entry.what.section();
    let of: Vec<AnyView> = entry
        .of
        .iter()
        .map(|(route, name)| {
            view! { <li><a href=format!("{}#{section}", route.href())>{name.clone()}</a></li> }
                .into_any()
        })
        .collect();
    // Said where it says more than the year, which stands above it.
    let year = entry.year.map(|year| format!("{year}年"));
    let when = entry
        .when
        .clone()
        .filter(|when| Some(when) != year.as_ref());
    let ids: Vec<String> = entry.brands.iter().map(Slug::to_string).collect();
    view! {
        <li class="moment" data-brand=ids.join(" ") data-kind=entry.what.key()>
            <p class="moment__when"><span class="tag">{entry.what.shown()}</span>{when.map(|when| format!(" {when}"))}</p>
            <div class="moment__what">
                <p>{entry.text.clone()}{cites.cite(&entry.sources)}</p>
                <ul class="moment__of">{of}</ul>
            </div>
        </li>
    }
    .into_any()
}
