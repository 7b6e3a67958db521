//! The figures page: every number in the documents.
//!
//! Each figure with its meaning, time, scope and source, grouped by need; with a chart where the kind of figure allows one, and all figures again as
//! a table.

use crate::components::{Citations, chart, content_text, overviews, tools};
use crate::messages::tr;
use crate::models::{self, FigureRecord};
use crate::route::{Overview, Route};
use leptos::prelude::*;

/// The figures page.
#[component]
pub fn FiguresPage(
    /// Its model.
    model: models::FiguresPage,
) -> impl IntoView {
    let cites = Citations::new(model.sources);
    let themes = model.themes.into_iter().map(|theme| {
        let of_theme = model.records.iter().filter(|record| record.theme == theme.id);
        let records: Vec<AnyView> = of_theme.map(|record| one(&cites, record)).collect();
        let (id, name) = (theme.id, theme.name);
        let link = view! { <li><a class="chip chip--small" href=format!("#{id}")>{content_text(&name)}</a></li> }.into_any();
        let section = view! {
            <section class="theme" aria-labelledby=id.clone()>
                <h2 class="overview__heading" id=id.clone() tabindex="-1">{content_text(&name)}</h2>
                {records}
            </section>
        };
        (link, section.into_any())
    });
    let (links, sections): (Vec<AnyView>, Vec<AnyView>) = themes.unzip();
    let rows: Vec<AnyView> = (model.records.iter())
        .flat_map(|record| table(&cites, record))
        .collect();
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Figures)), model.no_comparison)}
            <h1 class="listing__name">{Overview::Figures.word()}</h1>
            <p class="listing__line">{match model.total {
                0 => tr!("材料里没有可以单独列出的数字。").to_owned(),
                total => tr!("材料里的 {total} 个数字。每个数字照原文，写明数的是什么、何时、什么范围；不同材料的数字不相加，也不互比。", total = total),
            }}</p>
            {tools()}
            {(model.total > 0).then(|| view! { <p class="account__note">{tr!("按所回应的需求分组，分组是本馆为方便查看所设。条形都从 0 画起，只比较同一项里数的是同一类的数。")}</p> }.into_any())}
            {(!links.is_empty()).then(|| view! { <ul class="overview__chips">{links}</ul> }.into_any())}
            {sections}
            {(model.total > 0).then(|| view! { <details class="overview__table">
                <summary class="overview__summary">{tr!("表格视图")}</summary>
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
}

fn one(cites: &Citations, record: &FigureRecord) -> AnyView {
    let items: Vec<AnyView> = (record.figures.iter())
        .map(|figure| {
            let note = [figure.when.as_deref(), figure.scope.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(tr!("，"));
            view! {
                <li class="number">
                    <span class="number__value">{content_text(&figure.value)}<span class="number__unit">{content_text(&figure.unit)}</span></span>
                    <span class="number__words">
                        <span class="number__label">{content_text(&figure.label)}{cites.cite(&figure.sources)}</span>
                        {figure.chart.clone().map(chart)}
                        {(!note.is_empty()).then(|| view! { <span class="number__note">{content_text(&note)}</span> }.into_any())}
                    </span>
                </li>
            }
            .into_any()
        })
        .collect();
    let link = record.link.clone();
    view! {
        <div class="theme__record">
            <h3 class="theme__name"><a href=link.href>{content_text(&link.name)}</a></h3>
            <ul class="theme__numbers">{items}</ul>
        </div>
    }
    .into_any()
}

fn table(cites: &Citations, record: &FigureRecord) -> Vec<AnyView> {
    let or_dash =
        |text: &Option<String>| content_text(&text.clone().unwrap_or_else(|| "—".to_owned()));
    (record.figures.iter())
        .map(|figure| {
            let link = record.link.clone();
            view! {
                <tr>
                    <th scope="row">{content_text(&format!("{}{}", figure.value, figure.unit))}</th>
                    <td>{content_text(&figure.label)}</td>
                    <td>{or_dash(&figure.when)}</td>
                    <td>{or_dash(&figure.scope)}</td>
                    <td><a href=link.href>{content_text(&link.name)}</a></td>
                    <td>{cites.cite(&figure.sources)}</td>
                </tr>
            }
            .into_any()
        })
        .collect()
}
