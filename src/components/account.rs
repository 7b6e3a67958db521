//! The sections of the page of a brand or an initiative.
//!
//! One function for each section, shared by brands and initiatives. A section without content renders nothing, heading included.

use super::{Citations, content_text};
use crate::catalogue::{
    Event, Figure, Honour, Kind, Level, Partner, Passage, Person, Slug, Statement,
};
use crate::messages::tr;
use crate::models::{InitiativeSummary, Named};
use crate::route::Route;
use crate::search::text::sorted;
use leptos::prelude::*;

/// A section of the page.
pub struct Section {
    id: &'static str,
    heading: &'static str,
    /// Where all of it has one source: that source.
    source: Option<AnyView>,
    content: AnyView,
}

/// The items of a section.
pub struct Items {
    source: Option<AnyView>,
    items: Vec<AnyView>,
}

impl From<Vec<AnyView>> for Items {
    fn from(items: Vec<AnyView>) -> Items {
        Items {
            source: None,
            items,
        }
    }
}

/// A record with sources of its own.
pub trait HasSources {
    /// Its documents.
    fn sources(&self) -> &[Slug];
}

macro_rules! has_sources {
    ($($record:ty: $($field:ident).+),+) => {
        $(impl HasSources for $record {
            fn sources(&self) -> &[Slug] {
                &self.$($field).+
            }
        })+
    };
}
has_sources!(
    Passage: sources,
    Figure: sources,
    Honour: sources,
    Event: sources,
    Person: sources,
    Partner: sources,
    InitiativeSummary: summary.sources
);

/// The items that `render` makes of records: each with its sources, or, where several records have the same, the section with them once.
pub fn cited<T: HasSources>(
    cites: &Citations,
    records: &[T],
    render: impl FnOnce(&Citations, &[T]) -> Vec<AnyView>,
) -> Items {
    let first = records.first().map_or(&[][..], HasSources::sources);
    let is_one = records.len() > 1
        && !first.is_empty()
        && records.iter().all(|record| {
            let own = record.sources();
            own.len() == first.len() && own.iter().all(|source| first.contains(source))
        });
    if !is_one {
        return render(cites, records).into();
    }
    let marks = cites.cite(first);
    Items {
        source: Some(
            view! { <p class="account__source">{tr!("这一节都出自：")}{marks}</p> }.into_any(),
        ),
        items: cites.without_marks(|| render(cites, records)),
    }
}

/// A section; `None` where it has no items. `id` is the anchor of its heading.
pub fn section(
    id: &'static str,
    heading: &'static str,
    items: impl Into<Items>,
    wrap: fn(Vec<AnyView>) -> AnyView,
) -> Option<Section> {
    let Items { source, items } = items.into();
    (!items.is_empty()).then(|| Section {
        id,
        heading,
        source,
        content: wrap(items),
    })
}

/// The fewest sections for which a page gets a table of contents.
const CONTENTS: usize = 4;

/// All sections, after a table of contents where there are at least [`CONTENTS`]; then those `for_colleagues` are folded, unless they are all that there is.
pub fn account(
    sections: impl IntoIterator<Item = Option<Section>>,
    for_colleagues: impl IntoIterator<Item = Option<Section>>,
) -> AnyView {
    let mut sections: Vec<Section> = sections.into_iter().flatten().collect();
    let mut folded: Vec<Section> = for_colleagues.into_iter().flatten().collect();
    let is_long = sections.len() + folded.len() >= CONTENTS;
    if sections.is_empty() || !is_long {
        sections.append(&mut folded);
    }
    let contents = is_long.then(|| {
        let links: Vec<AnyView> = (sections.iter().chain(&folded))
            .map(|section| {
                view! { <li><a href=format!("#{}", section.id)>{section.heading}</a></li> }
                    .into_any()
            })
            .collect();
        view! { <nav class="account__contents" aria-label=tr!("本页内容")><ul>{links}</ul></nav> }
            .into_any()
    });
    let sections: Vec<AnyView> = sections.into_iter().map(whole).collect();
    let folded = (!folded.is_empty()).then(|| {
        let headings: Vec<&str> = folded.iter().map(|section| section.heading).collect();
        let headings = headings.join(tr!("、"));
        let folded: Vec<AnyView> = folded.into_iter().map(whole).collect();
        fold(
            tr!("给同行看：{headings}", headings = headings),
            folded.into_any(),
        )
    });
    view! { <div class="account">{contents}<div class="account__sections">{sections}{folded}</div></div> }
        .into_any()
}

/// A section with its heading.
fn whole(section: Section) -> AnyView {
    let Section {
        id,
        heading,
        source,
        content,
    } = section;
    view! {
        <section class="account__section" aria-labelledby=id>
            <h2 id=id class="account__heading" tabindex="-1">{heading}</h2>
            {source}
            {content}
        </section>
    }
    .into_any()
}

/// Items as paragraphs.
pub fn plain(items: Vec<AnyView>) -> AnyView {
    items.into_any()
}

/// Items as a list.
pub fn listed(items: Vec<AnyView>) -> AnyView {
    view! { <ul class="account__list">{items}</ul> }.into_any()
}

/// Items as a grid.
pub fn figure_grid(items: Vec<AnyView>) -> AnyView {
    view! { <ul class="figures">{items}</ul> }.into_any()
}

/// Passages, each with its own heading where it has one.
pub fn passages(cites: &Citations, passages: &[Passage]) -> Vec<AnyView> {
    passages
        .iter()
        .map(|passage| {
            view! {
                {passage.heading.as_deref().map(|heading| view! { <h3 class="account__subheading">{content_text(heading)}</h3> }.into_any())}
                <p>{content_text(&passage.text)}{cites.cite(&passage.sources)}</p>
            }
            .into_any()
        })
        .collect()
}

/// Sentences that quote a document, after a sentence that says so.
pub fn quoted(cites: &Citations, quotations: &[Passage]) -> Vec<AnyView> {
    let mut items: Vec<AnyView> = (quotations.iter())
        .map(|quotation| {
            view! { <li><q>{content_text(&quotation.text)}</q>{cites.cite(&quotation.sources)}</li> }
                .into_any()
        })
        .collect();
    if !items.is_empty() {
        let note = tr!("上面有几句话是照录材料的原文，不是本馆的评价：");
        items = vec![
            view! { <p class="account__note">{note}</p><ul class="account__list">{items}</ul> }
                .into_any(),
        ];
    }
    items
}

/// Other printed forms of a name, in one line.
pub fn other_names(cites: &Citations, names: &[Statement]) -> Option<AnyView> {
    (!names.is_empty()).then(|| {
        let names: Vec<AnyView> = names
            .iter()
            .enumerate()
            .map(|(at, name)| view! { {(at > 0).then(|| tr!("、"))} <span class="account__name">{content_text(&name.text)}</span> {cites.cite(&name.sources)} }.into_any())
            .collect();
        view! { <p class="account__names">{tr!("也叫：")}{names}</p> }.into_any()
    })
}

/// Figures: a large value, and what it counts.
pub fn figures(cites: &Citations, figures: &[Figure]) -> Vec<AnyView> {
    figures
        .iter()
        .map(|figure| {
            let note = [figure.when.as_deref(), figure.scope.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(tr!("，"));
            view! {
                <li class="figures__item">
                    <span class="figures__value">{content_text(&figure.value)}<span class="figures__unit">{content_text(&figure.unit)}</span></span>
                    <span class="figures__label">{content_text(&figure.label)}{cites.cite(&figure.sources)}</span>
                    {(!note.is_empty()).then(|| view! { <span class="figures__note">{content_text(&note)}</span> }.into_any())}
                </li>
            }
            .into_any()
        })
        .collect()
}

/// Honours.
pub fn honours(cites: &Citations, honours: &[Honour]) -> Vec<AnyView> {
    honours
        .iter()
        .map(|honour| {
            let note = [honour.when.as_deref(), honour.by.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(tr!("，"));
            view! {
                <li>
                    {(honour.level != Level::Chosen).then(|| view! { <span class="tag">{honour.level.shown()}</span> }.into_any())} <strong>{content_text(&honour.name)}</strong>
                    {(!note.is_empty()).then(|| view! { <span class="account__note">{content_text(&tr!("（{note}）", note = note))}</span> }.into_any())}
                    {honour.text.as_deref().map(behind)}
                    {cites.cite(&honour.sources)}
                </li>
            }
            .into_any()
        })
        .collect()
}

/// Events: dated ones by date, then the undated.
pub fn events(cites: &Citations, events: &[Event]) -> Vec<AnyView> {
    let key = |event: &Event| {
        let number = |part: Option<u64>| part.unwrap_or(0);
        let year = event.year.map_or(u64::from(u16::MAX), u64::from);
        (year << 16) | (number(event.month.map(u64::from)) << 8) | number(event.day.map(u64::from))
    };
    sorted(events.iter().map(key).zip(0..).collect())
        .into_iter()
        .map(|(_, at)| {
            let event = &events[at];
            let when = event.when.clone().unwrap_or_else(|| tr!("未注明日期").to_owned());
            view! { <li><span class="account__when">{content_text(&when)}</span>{content_text(&event.text)}{cites.cite(&event.sources)}</li> }.into_any()
        })
        .collect()
}

/// People in public roles.
pub fn people(cites: &Citations, people: &[Person]) -> Vec<AnyView> {
    people
        .iter()
        .map(|person| {
            let text = person.text.as_deref().map(behind);
            view! { <li><strong>{content_text(&person.name)}</strong>{tr!("，")}{content_text(&person.role)}{text}{cites.cite(&person.sources)}</li> }.into_any()
        })
        .collect()
}

/// Partners; institutions with a record are links.
pub fn partners(cites: &Citations, partners: &[Partner]) -> Vec<AnyView> {
    partners
        .iter()
        .map(|partner| {
            let name = match &partner.institution {
                Some(id) => view! { <a href=Route::Institution(id.clone()).href()>{content_text(&partner.name)}</a> }.into_any(),
                None => view! { <strong>{content_text(&partner.name)}</strong> }.into_any(),
            };
            view! { <li>{name}{partner.text.as_deref().map(behind)}{cites.cite(&partner.sources)}</li> }.into_any()
        })
        .collect()
}

/// A text after a colon.
fn behind(text: &str) -> AnyView {
    content_text(&tr!("：{text}", text = text))
}

/// Records as links to their pages, where there are any.
pub fn chip_list(records: &[Named], route: fn(Slug) -> Route) -> Option<AnyView> {
    let chips: Vec<AnyView> = (records.iter())
        .map(|record| {
            let href = route(record.id.clone()).href();
            view! { <li><a class="chip chip--small" href=href>{content_text(&record.name)}</a></li> }.into_any()
        })
        .collect();
    (!chips.is_empty()).then(|| view! { <ul class="ways__chips">{chips}</ul> }.into_any())
}

/// The same in a row, after a heading.
pub fn chip_row(
    word: &'static str,
    records: &[Named],
    route: fn(Slug) -> Route,
) -> Option<AnyView> {
    let chips = chip_list(records, route)?;
    Some(
        view! { <div class="ways__row"><h2 class="ways__word">{word}</h2>{chips}</div> }.into_any(),
    )
}

/// Needs and places as links to their pages.
pub fn ways_on(needs: &[Named], places: &[Named]) -> Option<AnyView> {
    let needs = chip_row(tr!("能帮上的事"), needs, Route::Need);
    let places = chip_row(tr!("服务到哪里"), places, Route::Place);
    (needs.is_some() || places.is_some())
        .then(|| view! { <div class="ways">{needs}{places}</div> }.into_any())
}

/// How many initiatives a page lists before it folds the others.
const INITIATIVES: usize = 12;

/// The fewest items that are folded: a shorter rest is not worth a press.
pub const FOLDED: usize = 3;

/// The initiatives of a brand, by kind in the order of its file; after [`INITIATIVES`] the others are folded. `with_anchors`: each can be linked to on its
/// page; nothing on a page of several brands.
pub fn initiatives(
    cites: &Citations,
    brand: &Slug,
    initiatives: &[InitiativeSummary],
    with_anchors: bool,
) -> Vec<AnyView> {
    let mut kinds: Vec<Kind> = Vec::new();
    for initiative in initiatives {
        if !kinds.contains(&initiative.kind) {
            kinds.push(initiative.kind);
        }
    }
    let by_kind = |kind: &Kind| {
        let kind = *kind;
        initiatives.iter().filter(move |it| it.kind == kind)
    };
    let mut first: Vec<&InitiativeSummary> = kinds.iter().flat_map(by_kind).collect();
    let rest = match first.len() < INITIATIVES + FOLDED {
        true => Vec::new(),
        false => first.split_off(INITIATIVES),
    };
    let item = |initiative: &InitiativeSummary| {
        let figures: Vec<AnyView> = (initiative.figures.iter())
            .map(|figure| view! { <li><b>{content_text(&figure.value)}</b>" "{content_text(&figure.label)}</li> }.into_any())
            .collect();
        let href = Route::Initiative(brand.clone(), initiative.id.clone()).href();
        view! {
            <li class="initiative" id=with_anchors.then(|| initiative.id.to_string())>
                <h4 class="initiative__name"><a href=href>{content_text(&initiative.name)}</a></h4>
                <p class="initiative__summary">{content_text(&initiative.summary.text)}{cites.cite(&initiative.summary.sources)}</p>
                {(!figures.is_empty()).then(|| view! { <ul class="initiative__figures">{figures}</ul> }.into_any())}
            </li>
        }
        .into_any()
    };
    let groups = |part: &[&InitiativeSummary]| -> Vec<AnyView> {
        part.chunk_by(|one, next| one.kind == next.kind)
            .map(|group| {
                let items: Vec<AnyView> = group.iter().map(|initiative| item(initiative)).collect();
                let kind = group.first().map(|initiative| initiative.kind.shown());
                view! { <h3 class="account__subheading">{kind}</h3><ul class="initiatives">{items}</ul> }.into_any()
            })
            .collect()
    };
    let mut shown = groups(&first);
    if !rest.is_empty() {
        let kinds: Vec<&str> = (rest.chunk_by(|one, next| one.kind == next.kind))
            .filter_map(|group| Some(group.first()?.kind.shown()))
            .collect();
        let words = tr!(
            "还有 {more} 项：{kinds}",
            more = rest.len(),
            kinds = kinds.join(tr!("、"))
        );
        shown.push(fold(words, groups(&rest).into_any()));
    }
    shown
}

/// A part that opens with a press.
pub fn fold(words: String, content: AnyView) -> AnyView {
    view! { <details class="account__rest"><summary class="account__fold">{words}</summary>{content}</details> }
        .into_any()
}
