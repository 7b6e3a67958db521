//! What do the documents count, and how much of it? (desk)
//!
//! Every figure with what it counts, when, of what, and by which document, in the order of the needs that it belongs to; drawn where the kind of
//! number allows it, and all of them once more as a table. Nothing is added up: two figures of two documents are two figures.

use crate::catalogue::{Brand, Figure, Slug};
use crate::components::{Citations, bars, chart, overviews, tools};
use crate::messages::tr;
use crate::models::Source;
use crate::route::{Overview, Route};
use crate::screen::Site;
use leptos::prelude::*;

/// The figures of one brand or initiative.
struct Record<'a> {
    route: Route,
    name: String,
    needs: &'a [Slug],
    figures: &'a [Figure],
}

/// The page of figures.
pub fn figures(site: Site, brands: &[Brand]) -> AnyView {
    let cites = Citations::of(Source::all(site.catalogue).collect());
    let records: Vec<Record> = brands
        .iter()
        .flat_map(|brand| {
            let own = Record {
                route: Route::Brand(brand.id.clone()),
                name: brand.name.clone(),
                needs: &brand.needs,
                figures: &brand.figures,
            };
            let initiatives = brand.initiatives.iter().map(|initiative| Record {
                route: Route::Initiative(brand.id.clone(), initiative.id.clone()),
                name: format!("{} · {}", initiative.name, brand.name),
                needs: if initiative.needs.is_empty() {
                    &brand.needs
                } else {
                    &initiative.needs
                },
                figures: &initiative.figures,
            });
            std::iter::once(own).chain(initiatives)
        })
        .filter(|record| !record.figures.is_empty())
        .collect();
    let total: usize = records.iter().map(|record| record.figures.len()).sum();
    let of_need = |id: Option<&Slug>| -> Vec<AnyView> {
        records
            .iter()
            .filter(|record| record.needs.first() == id)
            .map(|record| one(&cites, record))
            .collect()
    };
    let theme = |id: String, word: String, records: Vec<AnyView>| {
        (!records.is_empty()).then(|| {
            let link = view! { <li><a class="chip chip--small" href=format!("#{id}")>{word.clone()}</a></li> }.into_any();
            let section = view! {
                <section class="theme" aria-labelledby=id.clone()>
                    <h2 class="overview__heading" id=id.clone() tabindex="-1">{word}</h2>
                    {records}
                </section>
            };
            (link, section.into_any())
        })
    };
    let mut themes: Vec<(AnyView, AnyView)> = site
        .catalogue
        .needs
        .iter()
        .filter_map(|need| {
            theme(
                need.id.to_string(),
                need.name.clone(),
                of_need(Some(&need.id)),
            )
        })
        .collect();
    themes.extend(theme(
        "others".to_owned(),
        tr!("其他").to_owned(),
        of_need(None),
    ));
    let (links, sections): (Vec<AnyView>, Vec<AnyView>) = themes.into_iter().unzip();
    let rows: Vec<AnyView> = records
        .iter()
        .flat_map(|record| table(&cites, record))
        .collect();
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Figures)))}
            <h1 class="listing__name">{Overview::Figures.word()}</h1>
            <p class="listing__line">{match total {
                0 => tr!("材料里没有可以单独列出的数字。").to_owned(),
                total => tr!("材料里的 {total} 个数字。每个数字照原文，写明数的是什么、何时、什么范围；不同材料的数字不相加，也不互比。", total = total),
            }}</p>
            {tools(None)}
            {(total > 0).then(|| view! { <p class="account__note">{tr!("按所回应的需求分组，分组是本馆为方便查看所设。条形都从 0 画起，只比较同一项里数的是同一类的数。")}</p> }.into_any())}
            {(!links.is_empty()).then(|| view! { <ul class="overview__chips">{links}</ul> }.into_any())}
            {sections}
            {(total > 0).then(|| view! { <details class="overview__table">
                <summary class="overview__summary">{tr!("看成一张表")}</summary>
                <div class="overview__scroll" tabindex="0" role="region" aria-label=tr!("全部数字")>
                    <table class="table">
                        <thead><tr><th scope="col">{tr!("数")}</th><th scope="col">{tr!("数的是什么")}</th><th scope="col">{tr!("何时")}</th><th scope="col">{tr!("范围")}</th><th scope="col">{tr!("品牌或举措")}</th><th scope="col">{tr!("出处")}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details> }.into_any())}
            {cites.list()}
        </div>
    }
    .into_any()
}

fn one(cites: &Citations, record: &Record) -> AnyView {
    let items: Vec<AnyView> = record
        .figures
        .iter()
        .zip(bars(record.figures))
        .map(|(figure, bar)| {
            let note = [figure.when.as_deref(), figure.scope.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(tr!("，"));
            let bar = bar.map(|length| view! {
                <span class="chart" aria-hidden="true"><svg class="chart__bar" viewBox="0 0 100 8" preserveAspectRatio="none"><rect class="chart__fill" width=format!("{length:.2}") height="8"/></svg></span>
            }.into_any());
            view! {
                <li class="number">
                    <span class="number__value">{figure.value.clone()}<span class="number__unit">{figure.unit.clone()}</span></span>
                    <span class="number__words">
                        <span class="number__label">{figure.label.clone()}{cites.cite(&figure.sources)}</span>
                        {bar.or_else(|| chart(figure))}
                        {(!note.is_empty()).then(|| view! { <span class="number__note">{note}</span> }.into_any())}
                    </span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="theme__record">
            <h3 class="theme__name"><a href=record.route.href()>{record.name.clone()}</a></h3>
            <ul class="theme__numbers">{items}</ul>
        </div>
    }
    .into_any()
}

fn table(cites: &Citations, record: &Record) -> Vec<AnyView> {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
    record
        .figures
        .iter()
        .map(|figure| {
            view! {
                <tr>
                    <th scope="row">{format!("{}{}", figure.value, figure.unit)}</th>
                    <td>{figure.label.clone()}</td>
                    <td>{or_dash(&figure.when)}</td>
                    <td>{or_dash(&figure.scope)}</td>
                    <td><a href=record.route.href()>{record.name.clone()}</a></td>
                    <td>{cites.cite(&figure.sources)}</td>
                </tr>
            }
            .into_any()
        })
        .collect()
}
