//! The timeline page: events and honours with a year, by year, month and day, and links to the pages that tell the others.

use crate::catalogue::Slug;
use crate::components::{
    Citations, FilterKeys, FilterSelect, FilterState, ListFilter, content_text, filter_list,
    hide_empty, overviews, tools,
};
use crate::messages::tr;
use crate::models::{self, Link, Moment, MomentKind, Period, SelectOption};
use crate::route::{Overview, Route};
use leptos::html;
use leptos::prelude::*;

/// The timeline.
#[component]
pub fn TimelinePage(
    /// Its model.
    model: models::TimelinePage,
    /// The entered filter.
    #[prop(optional)]
    filter: FilterState,
) -> impl IntoView {
    let cites = Citations::new(model.sources);
    let mut list = List::default();
    let sections: Vec<AnyView> = (model.periods.into_iter().enumerate())
        .map(|(at, period)| shown(&cites, at, period, &mut list))
        .collect();
    let filter = RwSignal::new(filter);
    let total = RwSignal::new(None);
    let kept = filter_list(filter, total, list.keys, list.items);
    hide_empty(kept, list.sections);
    let kind = |kind: MomentKind| SelectOption::of(key(kind), word(kind));
    let selects = vec![
        FilterSelect {
            label: tr!("品牌"),
            name: "brand",
            all: tr!("全部品牌"),
            options: model.brands,
        },
        FilterSelect {
            label: tr!("类别"),
            name: "kind",
            all: tr!("事件和荣誉"),
            options: [MomentKind::Event, MomentKind::Honour].map(kind).into(),
        },
    ];
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Timeline)), model.no_comparison)}
            <h1 class="listing__name">{Overview::Timeline.word()}</h1>
            <p class="listing__line">{match model.total {
                0 => tr!("材料没有写到可以按年月排列的事和荣誉。").to_owned(),
                total => tr!("材料写明了年份的 {total} 件事和荣誉。", total = total),
            }}</p>
            {tools()}
            {(model.total > 0).then(|| view! { <ListFilter selects state=filter total/> }.into_any())}
            <div id="years">{sections}</div>
            {elsewhere(model.undated, model.elsewhere)}
            {cites.list()}
        </div>
    }
}

/// Where what has no year is told.
fn elsewhere(undated: u32, links: Vec<Link>) -> Option<AnyView> {
    let links: Vec<AnyView> = (links.into_iter())
        .map(|link| view! { <li><a href=link.href>{content_text(&link.name)}</a></li> }.into_any())
        .collect();
    (undated > 0).then(|| {
        view! {
            <section class="undated">
                <p>{tr!("另有 {total} 件没有写明年份，本馆不猜，写在各自的页上：", total = undated)}</p>
                <ul class="moment__of">{links}</ul>
            </section>
        }
        .into_any()
    })
}

/// Search keys and elements of the entries, and the sections with their numbers of entries.
#[derive(Default)]
struct List {
    keys: Vec<FilterKeys>,
    items: Vec<NodeRef<html::Li>>,
    sections: Vec<(NodeRef<html::Section>, usize)>,
}

fn shown(cites: &Citations, at: usize, period: Period, list: &mut List) -> AnyView {
    let section = NodeRef::new();
    list.sections.push((section, period.moments.len()));
    let items: Vec<AnyView> = (period.moments.into_iter())
        .map(|moment| shown_moment(cites, moment, list))
        .collect();
    let heading = tr!("{year}年", year = period.year);
    let id = format!("time-{at}");
    view! {
        <section class="years" aria-labelledby=id.clone() node_ref=section>
            <h2 class="years__name" id=id.clone()>{heading}</h2>
            <ol class="years__entries">{items}</ol>
        </section>
    }
    .into_any()
}

fn shown_moment(cites: &Citations, moment: Moment, list: &mut List) -> AnyView {
    let ids: Vec<&str> = moment.brands.iter().map(Slug::as_str).collect();
    let (brands, kind) = (ids.join(" "), key(moment.kind));
    let item = NodeRef::new();
    list.items.push(item);
    list.keys.push(FilterKeys {
        words: String::new(),
        values: vec![brands.clone(), kind.to_owned()],
    });
    let of: Vec<AnyView> = (moment.of.into_iter())
        .map(|link| view! { <li><a href=link.href>{content_text(&link.name)}</a></li> }.into_any())
        .collect();
    view! {
        <li class="moment" data-brand=brands data-kind=kind node_ref=item>
            <p class="moment__when"><span class="tag">{word(moment.kind)}</span>{moment.when.map(|when| content_text(&format!(" {when}")))}</p>
            <div class="moment__what">
                <p>{content_text(&moment.text)}{cites.cite(&moment.sources)}</p>
                <ul class="moment__of">{of}</ul>
            </div>
        </li>
    }
    .into_any()
}

/// The value of a kind in the form.
fn key(kind: MomentKind) -> &'static str {
    match kind {
        MomentKind::Event => "event",
        MomentKind::Honour => "honour",
    }
}

fn word(kind: MomentKind) -> &'static str {
    match kind {
        MomentKind::Event => tr!("事件"),
        MomentKind::Honour => tr!("荣誉"),
    }
}
