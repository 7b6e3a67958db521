//! The timeline page: dated events and honours.
//!
//! Entries by year, month and day; those with a day but no year in a group of their own; those without a date in a last group, 未注明日期.

use crate::catalogue::Slug;
use crate::components::{
    Citations, FilterKeys, FilterSelect, FilterState, ListFilter, content_text, filter_list,
    hide_empty, overviews, tools,
};
use crate::messages::tr;
use crate::models::{self, Moment, MomentKind, Period, PeriodDate, SelectOption};
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
                total if model.dated == 0 => tr!("材料里的 {total} 件事和荣誉，都没有注明年份。按原文列出，不作猜测。", total = total),
                total => tr!("材料里的 {total} 件事和荣誉，其中 {dated} 件注明了年份。没有注明的单独列出，不作猜测。", total = total, dated = model.dated),
            }}</p>
            {tools()}
            {(model.total > 0).then(|| view! { <ListFilter selects state=filter total/> }.into_any())}
            <div id="years">{sections}</div>
            {cites.list()}
        </div>
    }
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
    let heading = match period.date {
        PeriodDate::Year(year) => tr!("{year}年", year = year),
        PeriodDate::MonthAndDay => tr!("只注明月日，年份未写").to_owned(),
        PeriodDate::Unknown => tr!("未注明日期").to_owned(),
    };
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
