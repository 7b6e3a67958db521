//! The figures page: every number in the documents.
//!
//! Those that the gallery chose are large, with a chart where they are a share, a rank or a part of a whole. The others are a table, grouped by need. Each
//! has its meaning, time, scope and source.

use crate::components::{Citations, chart, content_text, overviews, tools};
use crate::messages::tr;
use crate::models::{self, ChartedFigure, FigureRecord, HighlightFigure};
use crate::route::{Overview, Route};
use leptos::prelude::*;

/// The figures page.
#[component]
pub fn FiguresPage(
    /// Its model.
    model: models::FiguresPage,
) -> impl IntoView {
    let cites = Citations::new(model.sources);
    let large: Vec<AnyView> = (model.highlights.into_iter())
        .map(|highlight| large(&cites, highlight))
        .collect();
    let has_large = !large.is_empty();
    let themes = model.themes.into_iter().map(|theme| {
        let of_theme = model.records.iter().filter(|record| record.theme == theme.id);
        let rows: Vec<AnyView> = of_theme.flat_map(|record| table(&cites, record)).collect();
        let (id, name) = (theme.id, theme.name);
        let link = view! { <li><a class="chip chip--small" href=format!("#{id}")>{content_text(&name)}</a></li> }.into_any();
        let group = view! { <tbody><tr><td class="figures-table__theme" id=id colspan="3" tabindex="-1">{content_text(&name)}</td></tr>{rows}</tbody> };
        (link, group.into_any())
    });
    let (links, groups): (Vec<AnyView>, Vec<AnyView>) = themes.unzip();
    let rest = (!groups.is_empty()).then(|| {
        let heading = if has_large { tr!("其余的数字") } else { tr!("全部数字") };
        view! {
            <h2 class="overview__heading">{heading}</h2>
            <p class="account__note">{tr!("按所回应的需求分组，分组是本馆为方便查看所设。")}</p>
            <ul class="overview__chips">{links}</ul>
            <table class="figures-table">
                <thead><tr><th scope="col">{tr!("数")}</th><th scope="col">{tr!("数的是什么")}</th><th scope="col">{tr!("品牌或举措")}</th></tr></thead>
                {groups}
            </table>
        }
        .into_any()
    });
    view! {
        <div class="overview">
            {overviews(Some(&Route::Overview(Overview::Figures)), model.no_comparison)}
            <h1 class="listing__name">{Overview::Figures.word()}</h1>
            <p class="listing__line">{match model.total {
                0 => tr!("材料里没有可以单独列出的数字。").to_owned(),
                total => tr!("材料里的 {total} 个数字。每个数字照原文，写明数的是什么、何时、什么范围；不同材料的数字不相加，也不互比。", total = total),
            }}</p>
            {tools()}
            {has_large.then(|| view! { <ul class="numbers">{large}</ul> }.into_any())}
            {rest}
            {cites.list()}
        </div>
    }
}

/// When, and of what area or group, where that is printed.
fn note(figure: &ChartedFigure) -> Option<AnyView> {
    let parts = [figure.when.as_deref(), figure.scope.as_deref()];
    let note: Vec<&str> = parts.into_iter().flatten().collect();
    let note = note.join(tr!("，"));
    (!note.is_empty())
        .then(|| view! { <span class="number__note">{content_text(&note)}</span> }.into_any())
}

/// A large figure.
fn large(cites: &Citations, HighlightFigure { link, figure }: HighlightFigure) -> AnyView {
    let note = note(&figure);
    view! {
        <li class="number">
            <p class="number__value">{content_text(&figure.value)}<span class="number__unit">{content_text(&figure.unit)}</span></p>
            {figure.chart.map(chart)}
            <p class="number__label">{content_text(&figure.label)}{cites.cite(&figure.sources)}</p>
            {note}
            <a class="number__of" href=link.href>{content_text(&link.name)}</a>
        </li>
    }
    .into_any()
}

/// The rows of a brand or an initiative.
fn table(cites: &Citations, record: &FigureRecord) -> Vec<AnyView> {
    (record.figures.iter())
        .map(|figure| {
            let link = record.link.clone();
            view! {
                <tr class="figures-table__row">
                    <th scope="row">{content_text(&format!("{}{}", figure.value, figure.unit))}</th>
                    <td>{content_text(&figure.label)}{cites.cite(&figure.sources)}{note(figure)}</td>
                    <td><a href=link.href>{content_text(&link.name)}</a></td>
                </tr>
            }
            .into_any()
        })
        .collect()
}
