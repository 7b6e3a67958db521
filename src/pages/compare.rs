//! The comparison page: a few brands side by side.
//!
//! Without compared brands the page lists what can be compared: every brand with its owner, its kind, and how much its page contains. The reader ticks
//! some, and a tray at the lower edge counts them and leads on. The compared brands are in the address; their answers come with the model. There is no
//! ranking: numbers of different documents are shown, not compared.

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
    let compared: Vec<Slug> = (model.chosen.iter())
        .map(|answers| answers.id.clone())
        .collect();
    // One brand alone is not compared: it waits in the tray for the next.
    let is_comparing = compared.len() > 1;
    let ticked = RwSignal::new(compared.clone());
    let mut list = List::default();
    let (mut picks, mut heads): (Vec<AnyView>, Vec<(usize, AnyView)>) = Default::default();
    let mut names = vec![String::new(); compared.len()];
    let all: Vec<(Slug, String)> = (model.picks.iter())
        .map(|brand| (brand.id.clone(), brand.name.clone()))
        .collect();
    for brand in model.picks {
        if let Some(at) = compared.iter().position(|id| *id == brand.id) {
            names[at].clone_from(&brand.name);
            heads.push((at, head(&brand, &compared)));
        }
        picks.push(pick(brand, ticked, &mut list));
    }
    heads.sort_by_key(|(at, _)| *at);
    let heads: Vec<AnyView> = heads.into_iter().map(|(_, head)| head).collect();
    let brands: Vec<(String, CompareAnswers)> = names.into_iter().zip(model.chosen).collect();
    let questions = match is_comparing {
        true => (QUESTIONS.into_iter())
            .map(|(asked, words)| question(asked, words(), &brands))
            .collect(),
        false => Vec::new(),
    };
    let table = is_comparing.then(|| {
        view! {
            <div class="compare__table">
                <ul class="compare__chosen" aria-label=tr!("正在比较")>{heads}</ul>
                <label class="compare__only"><input type="checkbox"/>{tr!("只看不一样的")}</label>
                {questions}
                <p class="account__note">{tr!("答案照搬各品牌的页面，方括号里的数字通向那里的出处。不同材料的数字不相加，也不互比高下。")}</p>
            </div>
        }
        .into_any()
    });
    let filter = RwSignal::new(filter);
    let total = RwSignal::new(None);
    filter_list(filter, total, list.keys, list.items);
    // Where brands are compared, the list to choose others from is folded.
    let picker = view! {
        <details class="compare__picker" open=!is_comparing>
            <summary class="compare__fold">{if is_comparing { tr!("换几个品牌比较") } else { tr!("可以比较的品牌") }}</summary>
            <ListFilter words=tr!("找品牌") state=filter total/>
            <ul id="picks" class="picks">{picks}</ul>
        </details>
    };
    view! {
        <div class="overview compare">
            {overviews(Some(&Route::Compare(Vec::new())), false)}
            <h1 class="listing__name">{tr!("比较品牌")}</h1>
            <p class="listing__line">{tr!("选两三个品牌并排看。最多 {most} 个，选好后的网址可以发给别人。", most = MOST_COMPARED)}</p>
            <p class="compare__unknown" hidden=(!model.has_unknown).then_some("")>{tr!("网址里有本馆没有的品牌，已经略去。请核对网址，或从下面另选。")}</p>
            <p class="compare__plain">{tr!("并排比较要用网页程序，现在它没有运行。各品牌的要点列在下面，点名称看全文。")}</p>
            {table}
            {picker}
            {tray(ticked, compared, all)}
        </div>
    }
}

/// The tray at the lower edge: what is ticked, and the way to compare it. It is not there where that is what the page compares already.
fn tray(ticked: RwSignal<Vec<Slug>>, compared: Vec<Slug>, all: Vec<(Slug, String)>) -> AnyView {
    let is_idle = move || ticked.with(|ids| ids.is_empty() || *ids == compared && ids.len() > 1);
    let names = move || {
        ticked.with(|ids| {
            let name = |id: &Slug| Some(&all.iter().find(|(known, _)| known == id)?.1);
            let names: Vec<&str> = ids.iter().filter_map(name).map(String::as_str).collect();
            names.join(tr!("、"))
        })
    };
    let way = move || {
        let ids = ticked.get();
        match ids.len() {
            0 | 1 => {
                view! { <span class="tray__more">{tr!("再选一个，就能比较")}</span> }.into_any()
            }
            _ => {
                let href = Route::Compare(ids).href();
                view! { <a class="tray__start" href=href>{tr!("开始比较")}</a> }.into_any()
            }
        }
    };
    view! {
        <div class="tray" hidden=is_idle>
            <p class="tray__words" role="status">
                <b>{move || tr!("已选 {chosen}/{most}", chosen = ticked.with(Vec::len), most = MOST_COMPARED)}</b>
                <span class="tray__names">{move || Some(names()).filter(|names| !names.is_empty()).map(|names| content_text(&names))}</span>
            </p>
            {way}
        </div>
    }
    .into_any()
}

/// The list of brands that can be chosen: search keys and elements.
#[derive(Default)]
struct List {
    keys: Vec<FilterKeys>,
    items: Vec<NodeRef<html::Li>>,
}

/// The emblem of a brand, and what there is of it in short.
fn outline(brand: &Pick, more: AnyView) -> AnyView {
    let contents = [
        (brand.initiatives > 0).then(|| tr!("{total} 项举措", total = brand.initiatives)),
        (brand.figures > 0).then(|| tr!("{total} 个数字", total = brand.figures)),
        (brand.honours > 0).then(|| tr!("{total} 项荣誉", total = brand.honours)),
    ];
    let contents: Vec<String> = contents.into_iter().flatten().collect();
    let contents = contents.join(tr!("，"));
    let kind = brand.emblem.kind;
    let needs = brand.needs.join(tr!("、"));
    view! {
        {emblem(kind, &brand.emblem.motif, &brand.emblem.owner)}
        <div class="pick__words">
            <a class="pick__name" href=Route::Brand(brand.id.clone()).href()>{content_text(&brand.name)}</a>
            <p class="pick__note">{content_text(&tr!("{kind}，{owner}", kind = kind.shown(), owner = brand.owner))}</p>
            {(!needs.is_empty()).then(|| view! { <p class="pick__note">{content_text(&tr!("回应：{needs}", needs = needs))}</p> }.into_any())}
            {(!contents.is_empty()).then(|| view! { <p class="pick__note">{contents}</p> }.into_any())}
        </div>
        {more}
    }
    .into_any()
}

/// A compared brand, with the link that takes it out.
fn head(brand: &Pick, compared: &[Slug]) -> AnyView {
    let rest: Vec<Slug> = compared
        .iter()
        .filter(|id| **id != brand.id)
        .cloned()
        .collect();
    let hidden_name = tr!("“{name}”", name = brand.name);
    let remove = view! {
        <a class="pick__choose" data-pick=brand.id.to_string() href=Route::Compare(rest).href()>
            {tr!("移除")}<span class="visually-hidden">{content_text(&hidden_name)}</span>
        </a>
    };
    view! { <li class="pick">{outline(brand, remove.into_any())}</li> }.into_any()
}

/// A brand with the box that adds it to the tray; its keys and its element are added to `list`.
fn pick(brand: Pick, ticked: RwSignal<Vec<Slug>>, list: &mut List) -> AnyView {
    let item = NodeRef::new();
    list.items.push(item);
    list.keys.push(FilterKeys {
        words: fold(&format!(
            "{} {} {}",
            brand.name,
            brand.owner,
            brand.needs.join(" ")
        )),
        values: Vec::new(),
    });
    let hidden_name = tr!("“{name}”", name = brand.name);
    let id = brand.id.clone();
    let is_ticked = {
        let id = id.clone();
        move || ticked.with(|ids| ids.contains(&id))
    };
    let is_full = {
        let is_ticked = is_ticked.clone();
        move || !is_ticked() && ticked.with(Vec::len) >= MOST_COMPARED
    };
    let toggle = {
        let id = id.clone();
        move |_| {
            ticked.update(|ids| match ids.iter().position(|other| *other == id) {
                Some(at) => drop(ids.remove(at)),
                None => ids.push(id.clone()),
            });
        }
    };
    let choose = view! {
        <label class="pick__choose">
            <input type="checkbox" data-pick=id.to_string() prop:checked=is_ticked disabled=is_full on:change=toggle/>
            {tr!("加入比较")}<span class="visually-hidden">{content_text(&hidden_name)}</span>
        </label>
    };
    view! { <li class="pick" node_ref=item>{outline(&brand, choose.into_any())}</li> }.into_any()
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
