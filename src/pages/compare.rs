//! The comparison page: a few brands side by side.
//!
//! Without chosen brands the page lists what can be compared: every brand with its owner, its kind, and how much its page contains. The chosen brands
//! are in the address; their answers come with the model. There is no ranking: numbers of different documents are shown, not compared.

use crate::catalogue::Slug;
use crate::components::{
    Citations, FilterKeys, FilterState, ListFilter, chip_list, content_text, emblem, figure_grid,
    figures, filter_list, honours, initiatives, listed, overviews, plain,
};
use crate::messages::tr;
use crate::models::{self, CompareAnswers, Pick};
use crate::route::{MOST_COMPARED, Route};
use crate::search::text::fold;
use leptos::html;
use leptos::prelude::*;

/// A text in the current language.
type Words = fn() -> &'static str;

/// The questions, in the order of the page: the key of the answer in the brand's model, and the label.
pub const QUESTIONS: [(&str, Words); 7] = [
    ("owner", || tr!("谁在做")),
    ("summary", || tr!("是什么")),
    ("needs", || tr!("回应什么需求")),
    ("places", || tr!("到哪些地方")),
    ("initiatives", || tr!("有哪些服务和做法")),
    ("figures", || tr!("有哪些数字")),
    ("honours", || tr!("得过什么荣誉")),
];

/// The comparison page.
#[component]
pub fn ComparePage(
    /// Its model, with the answers of the chosen brands.
    model: models::ComparePage,
    /// The entered filter.
    #[prop(optional)]
    filter: FilterState,
) -> impl IntoView {
    let chosen: Vec<Slug> = (model.chosen.iter())
        .map(|answers| answers.id.clone())
        .collect();
    let has_chosen = !chosen.is_empty();
    let mut list = List::default();
    let (mut picks, mut heads): (Vec<AnyView>, Vec<(usize, AnyView)>) = Default::default();
    let mut names = vec![String::new(); chosen.len()];
    for brand in model.picks {
        match chosen.iter().position(|id| *id == brand.id) {
            Some(at) => {
                names[at].clone_from(&brand.name);
                heads.push((at, pick(brand, &chosen, None)));
            }
            None => picks.push(pick(brand, &chosen, Some(&mut list))),
        }
    }
    heads.sort_by_key(|(at, _)| *at);
    let heads: Vec<AnyView> = heads.into_iter().map(|(_, head)| head).collect();
    let brands: Vec<(String, CompareAnswers)> = names.into_iter().zip(model.chosen).collect();
    // One brand alone is not compared: it waits above the list for the next.
    let is_alone = brands.len() == 1;
    let questions: Vec<AnyView> = QUESTIONS
        .into_iter()
        .map(|(asked, words)| question(asked, words(), &brands))
        .collect();
    let head = has_chosen.then(|| {
        view! { <ul class="compare__chosen" aria-label=tr!("正在比较")>{heads}</ul> }.into_any()
    });
    // At the maximum, no further brand is offered.
    let picker = (brands.len() < MOST_COMPARED).then(|| {
        let filter = RwSignal::new(filter);
        let total = RwSignal::new(None);
        filter_list(filter, total, list.keys, list.items);
        view! {
            <section class="compare__picker" aria-labelledby="picks-name">
                <h2 id="picks-name" class="overview__heading">{tr!("可以比较的品牌")}</h2>
                <ListFilter words=tr!("找品牌") state=filter total/>
                <ul id="picks" class="picks">{picks}</ul>
            </section>
        }
        .into_any()
    });
    view! {
        <div class="overview compare">
            {overviews(Some(&Route::Compare(Vec::new())), false)}
            <h1 class="listing__name">{tr!("比较品牌")}</h1>
            <p class="listing__line">{tr!("选两三个品牌并排看。最多 {most} 个，选好后的网址可以发给别人。", most = MOST_COMPARED)}</p>
            <p class="compare__unknown" hidden=(!model.has_unknown).then_some("")>{tr!("网址里有本馆没有的品牌，已经略去。请核对网址，或从下面另选。")}</p>
            <p class="compare__plain">{tr!("并排比较要用网页程序，现在它没有运行。各品牌的要点列在下面，点名称看全文。")}</p>
            <div class="compare__table" class:compare__table--alone=is_alone hidden=(!has_chosen).then_some("")>
                <div class="compare__head">{head}</div>
                <p class="compare__next">{tr!("再选一个，就并排列出来。")}</p>
                <label class="compare__only"><input type="checkbox"/>{tr!("只看不一样的")}</label>
                {questions}
                <p class="account__note">{tr!("答案照搬各品牌的页面，方括号里的数字通向那里的出处。不同材料的数字不相加，也不互比高下。")}</p>
            </div>
            {picker}
        </div>
    }
}

/// The list of brands that can be chosen: search keys and elements.
#[derive(Default)]
struct List {
    keys: Vec<FilterKeys>,
    items: Vec<NodeRef<html::Li>>,
}

/// A brand with the link that adds or removes it. `list`: collects its keys and its element.
fn pick(brand: Pick, chosen: &[Slug], list: Option<&mut List>) -> AnyView {
    let contents = [
        (brand.initiatives > 0).then(|| tr!("{total} 项举措", total = brand.initiatives)),
        (brand.figures > 0).then(|| tr!("{total} 个数字", total = brand.figures)),
        (brand.honours > 0).then(|| tr!("{total} 项荣誉", total = brand.honours)),
    ];
    let contents: Vec<String> = contents.into_iter().flatten().collect();
    let contents = contents.join(tr!("，"));
    let needs = brand.needs.join(" ");
    let mut next = chosen.to_vec();
    let is_chosen = next.contains(&brand.id);
    match is_chosen {
        true => next.retain(|id| *id != brand.id),
        false => next.push(brand.id.clone()),
    }
    let item = NodeRef::new();
    if let Some(list) = list {
        list.items.push(item);
        list.keys.push(FilterKeys {
            words: fold(&format!("{} {} {needs}", brand.name, brand.owner)),
            values: Vec::new(),
        });
    }
    let kind = brand.emblem.kind;
    let hidden_name = tr!("“{name}”", name = brand.name);
    view! {
        <li class="pick" node_ref=item>
            {emblem(kind, &brand.emblem.motif, &brand.emblem.owner)}
            <div class="pick__words">
                <a class="pick__name" href=Route::Brand(brand.id.clone()).href()>{content_text(&brand.name)}</a>
                <p class="pick__note">{content_text(&tr!("{kind}，{owner}", kind = kind.shown(), owner = brand.owner))}</p>
                {(!needs.is_empty()).then(|| view! { <p class="pick__note">{content_text(&tr!("回应：{needs}", needs = brand.needs.join(tr!("、"))))}</p> }.into_any())}
                {(!contents.is_empty()).then(|| view! { <p class="pick__note">{contents}</p> }.into_any())}
            </div>
            <a class="pick__choose" data-pick=brand.id.to_string() data-chosen=is_chosen.then_some("") href=Route::Compare(next).href()>
                <span class="pick__add">{tr!("加入比较")}</span><span class="pick__drop">{tr!("移除")}</span>
                <span class="visually-hidden">{content_text(&hidden_name)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// A question with the answers of the chosen brands.
fn question(
    asked: &'static str,
    words: &'static str,
    brands: &[(String, CompareAnswers)],
) -> AnyView {
    // Figures of initiatives are listed with these: a brand without figures of its own may have some there.
    let none = if asked == "figures" {
        tr!("没有记在品牌自己名下的数字；举措的数字写在举措后面。")
    } else {
        tr!("没有记在品牌自己名下。")
    };
    let answers: Vec<AnyView> = (brands.iter())
        .map(|(name, brand)| {
            let answer = answer(asked, brand)
                .unwrap_or_else(|| view! { <p>{none}</p> }.into_any());
            view! { <div class="compare__answer"><h3 class="compare__of">{content_text(name)}</h3>{answer}</div> }.into_any()
        })
        .collect();
    let is_same = brands
        .windows(2)
        .all(|pair| same(asked, &pair[0].1, &pair[1].1));
    view! {
        <section class="compare__question" class:compare__question--same=is_same>
            <h2 class="compare__words">{words}</h2>
            <div class="compare__answers">{answers}</div>
        </section>
    }
    .into_any()
}

/// Whether two brands have the same answer.
fn same(asked: &str, one: &CompareAnswers, other: &CompareAnswers) -> bool {
    match asked {
        "owner" => one.owner == other.owner,
        "summary" => one.summary == other.summary,
        "needs" => one.needs == other.needs,
        "places" => one.places == other.places,
        "initiatives" => one.initiatives == other.initiatives,
        "figures" => one.figures == other.figures,
        _ => one.honours == other.honours,
    }
}

/// A brand's answer; `None` where the documents contain none.
fn answer(asked: &str, brand: &CompareAnswers) -> Option<AnyView> {
    // A citation links to the brand's page, which lists the source.
    let page = Route::Brand(brand.id.clone()).href();
    let cites = Citations::elsewhere(page, brand.sources.clone());
    match asked {
        "owner" => {
            let href = Route::Institution(brand.owner.id.clone()).href();
            Some(view! { <a href=href>{content_text(&brand.owner.name)}</a> }.into_any())
        }
        "summary" => {
            let text = content_text(&brand.summary.text);
            Some(view! { {text}{cites.cite(&brand.summary.sources)} }.into_any())
        }
        "needs" => chip_list(&brand.needs, Route::Need),
        "places" => chip_list(&brand.places, Route::Place),
        "initiatives" => non_empty(
            initiatives(&cites, &brand.id, &brand.initiatives, false),
            plain,
        ),
        "figures" => non_empty(figures(&cites, &brand.figures), figure_grid),
        _ => non_empty(honours(&cites, &brand.honours), listed),
    }
}

/// An answer of several parts; `None` without any.
fn non_empty(parts: Vec<AnyView>, wrap: fn(Vec<AnyView>) -> AnyView) -> Option<AnyView> {
    (!parts.is_empty()).then(|| wrap(parts))
}
