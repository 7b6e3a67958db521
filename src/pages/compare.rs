//! What have a few brands in common, and in what do they differ? (desk)
//!
//! The page as written lists what can be compared: every brand with its owner, what it is, and how much its page tells. Chosen brands stand in
//! the address; the program then takes the answers from the pages of those brands (`data-answer`), so that nothing is told twice, and sets them
//! into the questions that stand here empty. A verdict is absent on purpose: numbers of different documents are shown, never ranked.

use crate::catalogue::{Brand, Slug};
use crate::components::{emblem, overviews, sieve, sieve_words};
use crate::messages::tr;
use crate::route::{MOST_COMPARED, Route};
use crate::screen::Site;
use crate::search::text::fold;
use leptos::prelude::*;

/// What is said in the language that is spoken.
type Words = fn() -> &'static str;

/// What is asked of every brand, in the order of the page: the name of the answer on the brand's page, and the words here.
pub const QUESTIONS: [(&str, Words); 7] = [
    ("owner", || tr!("谁在做")),
    ("summary", || tr!("是什么")),
    ("needs", || tr!("回应什么需求")),
    ("places", || tr!("到哪些地方")),
    ("initiatives", || tr!("做些什么")),
    ("figures", || tr!("有哪些数字")),
    ("honours", || tr!("得过什么荣誉")),
];

/// The page of comparing.
pub fn compare(site: Site, brands: &[Brand]) -> AnyView {
    let questions: Vec<AnyView> = QUESTIONS
        .into_iter()
        .map(|(answer, words)| {
            // Numbers of an initiative stand with it: that a brand has none of its own does not mean that there are none.
            let none = if answer == "figures" {
                tr!("没有记在品牌自己名下的数字；举措的数字写在举措后面。")
            } else {
                tr!("没有记在品牌自己名下。")
            };
            view! {
                <section class="compare__question" data-question=answer>
                    <h2 class="compare__words">{words()}</h2>
                    <div class="compare__answers" data-none=none></div>
                </section>
            }
            .into_any()
        })
        .collect();
    let picks: Vec<AnyView> = brands.iter().map(|brand| pick(site, brand)).collect();
    view! {
        <div class="overview compare">
            {overviews(Some(&Route::Compare(Vec::new())))}
            <h1 class="listing__name">{tr!("比较品牌")}</h1>
            <p class="listing__line">{tr!("选两三个品牌并排看。最多 {most} 个，选好后的网址可以发给别人。", most = MOST_COMPARED)}</p>
            <p class="compare__unknown" hidden="">{tr!("网址里有本馆没有的品牌，已经略去。请核对网址，或从下面另选。")}</p>
            <p class="compare__plain">{tr!("并排比较要用网页程序，现在它没有运行。各品牌的要点列在下面，点名称看全文。")}</p>
            <div class="compare__table" hidden="">
                <div class="compare__head" data-name=tr!("正在比较")></div>
                {questions}
                <p class="account__note">{tr!("答案照搬各品牌的页面，方括号里的数字通向那里的出处。不同材料的数字不相加，也不互比高下。")}</p>
            </div>
            <section class="compare__picker" aria-labelledby="picks-name">
                <h2 id="picks-name" class="overview__heading">{tr!("可以比较的品牌")}</h2>
                {sieve("picks", None, sieve_words(tr!("找品牌")))}
                <ul id="picks" class="picks">{picks}</ul>
            </section>
        </div>
    }
    .into_any()
}

/// A brand that can be chosen.
fn pick(site: Site, brand: &Brand) -> AnyView {
    let owner = site
        .catalogue
        .institution(&brand.owner)
        .map_or("", |owner| owner.name.as_str());
    let needs: Vec<&str> = brand
        .needs
        .iter()
        .filter_map(|id: &Slug| site.catalogue.need(id))
        .map(|need| need.name.as_str())
        .collect();
    let [initiatives, figures, honours] = [
        brand.initiatives.len(),
        brand.figures.len(),
        brand.honours.len(),
    ];
    let told = [
        (initiatives > 0).then(|| tr!("{total} 项举措", total = initiatives)),
        (figures > 0).then(|| tr!("{total} 个数字", total = figures)),
        (honours > 0).then(|| tr!("{total} 项荣誉", total = honours)),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let told = told.join(tr!("，"));
    let route = Route::Brand(brand.id.clone());
    view! {
        <li class="pick" data-words=fold(&format!("{} {owner} {}", brand.name, needs.join(" ")))>
            {emblem(brand.kind, &brand.emblem, &brand.owner)}
            <div class="pick__words">
                <a class="pick__name" href=route.href()>{brand.name.clone()}</a>
                <p class="pick__note">{tr!("{kind}，{owner}", kind = brand.kind.shown(), owner = owner)}</p>
                {(!needs.is_empty()).then(|| view! { <p class="pick__note">{tr!("回应：{needs}", needs = needs.join(tr!("、")))}</p> }.into_any())}
                {(!told.is_empty()).then(|| view! { <p class="pick__note">{told}</p> }.into_any())}
            </div>
            <a class="pick__choose" data-pick=brand.id.to_string() href=Route::Compare(vec![brand.id.clone()]).href()>
                <span class="pick__add">{tr!("选来比较")}</span><span class="pick__drop">{tr!("移开")}</span>
                <span class="visually-hidden">{tr!("“{name}”", name = brand.name)}</span>
            </a>
        </li>
    }
    .into_any()
}
