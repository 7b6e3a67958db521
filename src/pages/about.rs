//! The about page: purpose, who runs the gallery, sources, corrections, accessibility.

use crate::components::{content_text, tools};
use crate::messages::tr;
use crate::models::{self, OperatorFact};
use crate::route::{Overview, Route, StaffPage};
use leptos::prelude::*;

/// The about page.
#[component]
pub fn AboutPage(
    /// Its model.
    model: models::AboutPage,
) -> impl IntoView {
    let embed = Route::StaffPage(StaffPage::Embed).href();
    let documents: Vec<AnyView> = (model.documents.into_iter())
        .map(|document| {
            view! { <li>{content_text(&tr!("《{title}》", title = document.title))}<span class="sources__note">{content_text(&document.note)}</span></li> }.into_any()
        })
        .collect();
    let size = tr!(
        "现收 {brands} 个品牌、{initiatives} 项举措。",
        brands = model.brands,
        initiatives = model.initiatives
    );
    let contacts = contacts(&model.contacts);
    let again = contacts.is_some().then(|| self::contacts(&model.contacts));
    let papers: Vec<AnyView> = (model.papers.into_iter())
        .map(|page| {
            // The embed page has a script of its own, so it is opened as a document.
            let target = (page.href == embed).then_some("_self");
            view! { <li><a class="chip" href=page.href target=target>{content_text(&page.name)}</a></li> }
                .into_any()
        })
        .collect();
    view! {
        <article class="about">
            <h1 class="listing__name">{tr!("关于本馆")}</h1>
            <p class="brand__summary">{content_text(&model.line)}{size}</p>
            {tools()}
            {operator(&model.operator, &model.missing)}
            <h2>{tr!("内容从哪里来")}</h2>
            <p>{tr!("全部内容取自下列材料。名称、数字、引语照原文；每句话后的小号数字指明出自哪一份。材料之间说法不同的，两种说法都写明；没有写到的，不补不猜。")}</p>
            <ol class="sources__list">{documents}</ol>
            <p>{tr!("人物的职务以材料刊印时为准。能认出患者本人的内容，经本人书面同意才收录。图画和徽标由本馆按材料里的事实绘制，不是各机构的正式标识，也不是照片。“您遇到什么事”的分类是本馆为方便查找所设，不是材料原文。")}</p>
            <p>{tr!("本馆有三种文字：简体中文、繁体中文和英文。繁体由程序用 OpenCC 的字表从简体转换：材料的词句只换字和引号，网页自己的话有几个词也换成当地常用的。英文页里，只有网页自己的话、需求的名称、名称后括号里的英文和几句英文介绍是英文，都是本馆所写，材料里没有；材料的句子照原文，仍是中文。")}</p>
            <p>{tr!("材料提到的机构和地方：")}<a href=Route::Institutions.href()>{tr!("全部机构")}</a>{tr!("，")}<a href=Route::Overview(Overview::Places).href()>{tr!("全部地方")}</a>{tr!("。")}</p>
            <h2>{tr!("怎样更正错误")}</h2>
            <p>{tr!("请告诉品牌所属的机构：说明是哪个网页（地址栏里的地址）、哪一句、应当怎样。机构核对后修改对应的数据文件，网页随下一次发布更新。")}</p>
            {contacts}
            <h2>{tr!("无障碍声明")}</h2>
            <p>{tr!("这份声明说的是本网站的全部网页。")}</p>
            <p>{content_text(&tr!("{gallery}以 WCAG 2.2 AA 为目标。正文不小于 18 像素，可放大到 400%；文字对比度不低于 7:1；只用键盘可以完成全部操作；颜色从不是唯一的标志；不自动播放，没有时间限制；不运行程序也能读到全部内容。", gallery = model.gallery))}</p>
            <p>{tr!("长辈版有自己的版面：单列，选项更少，正文 22 至 30 像素分四档，按钮不小于 60 像素，可选浅色、深色、黄字黑底，电脑上用大号鼠标指针。在页首点“长辈版”，或搜索“长辈版”“关怀版”“关爱版”“亲情版”都能打开。设备里有普通话语音时，有正文的页都能朗读，可以暂停、停止、调快慢（大厅的导览屏上还可以调大小声），正在读的句子有标记。")}</p>
            <h3>{tr!("符合程度")}</h3>
            <p>{tr!("部分符合 WCAG 2.2 AA：自动检查没有发现不符合的地方；要由人来评的准则还没有全部评过，所以不说完全符合。")}</p>
            <h3>{tr!("已知的不足")}</h3>
            <p>{tr!("尚未做到：没有请视障人士和老年人实际试用；只在 Chromium 里检查过，没有在 Safari、Firefox 和微信里检查；没有在真实设备上用读屏软件（NVDA、VoiceOver、TalkBack）和真实语音检查过；徽标没有文字说明，读屏时略过。第一次来就从长辈版的链接打开，或者浏览器什么都不保存时，网页会先以标准版出现一下，再换成长辈版。")}</p>
            <h3>{tr!("怎样评估")}</h3>
            <p>{tr!("由本馆自行评估，未经第三方评测。")}</p>
            <p>{tr!("怎样检查：每次发布前由程序在 Chromium 浏览器里逐类网页检查，包括标准版、长辈版的三种颜色和大厅导览屏的各种状态：axe-core 的 WCAG 2.2 AA 规则和 7:1 对比度，建议、筛选、对话框、朗读、没有结果、连不上网这些状态也在内；只用键盘走完全程，按 Esc 关闭后焦点回到原处；读屏软件读到的名称、标题和区域；400% 放大、自定行距和字距、按钮大小。朗读用模拟的语音检查。")}</p>
            <h3>{tr!("反馈")}</h3>
            <p>{tr!("读不到、听不到、用不了的地方，请照“怎样更正错误”里的办法告诉我们：是哪个网页，用的什么设备、浏览器和辅助软件。")}</p>
            {again}
            <p>{tr!("声明日期：{day}", day = model.stated)}</p>
            // Pages for staff; a lobby's screen does not show them.
            <section class="about__staff">
                <h2>{tr!("给工作人员和开发者")}</h2>
                <ul class="ways__chips">{papers}</ul>
            </section>
            <h2>{tr!("隐私")}</h2>
            <p>{privacy(&model.feedback)}</p>
        </article>
    }
}

/// What is sent to others: nothing, or only what a reader sends to `host`.
fn privacy(host: &str) -> String {
    if host.is_empty() {
        return tr!(
            "本馆不设账号，不用 Cookie，不向任何其他网站发送请求；搜索只在您的设备上进行。"
        )
        .to_owned();
    }
    tr!(
        "本馆不设账号，不用 Cookie，搜索只在您的设备上进行。只有您在页脚点“有用”“没用”“写错了”并发送时，才向 {host} 发送：网页的网址、版本、您的选择、选中的句子和您写的话，没有别的。",
        host = host
    )
}

/// Who runs the gallery, as far as it says, and what its publisher has to add.
fn operator(facts: &[OperatorFact], missing: &str) -> AnyView {
    let facts: Vec<AnyView> = (facts.iter())
        .map(|fact| {
            let label = tr!("{label}：", label = fact.label);
            view! { <li>{label}{linked(fact)}</li> }.into_any()
        })
        .collect();
    let facts =
        (!facts.is_empty()).then(|| view! { <ul class="about__facts">{facts}</ul> }.into_any());
    let missing = (!missing.is_empty()).then(|| {
        view! { <p>{tr!("尚未写明：{missing}。请发布网站的单位在 gallery.json 的 operator 里填写，不适用的不写；材料里没有这些，本馆不代填。", missing = missing)}</p> }
            .into_any()
    });
    view! { <h2>{tr!("谁在办本馆")}</h2>{facts}{missing} }.into_any()
}

/// The gallery's own ways to report a mistake; nothing if it names none.
fn contacts(contacts: &[OperatorFact]) -> Option<AnyView> {
    let ways: Vec<AnyView> = (contacts.iter().enumerate())
        .map(|(at, fact)| view! { {(at > 0).then(|| tr!("、"))}{linked(fact)} }.into_any())
        .collect();
    (!ways.is_empty()).then(|| view! { <p>{tr!("也可以直接告诉本馆：")}{ways}</p> }.into_any())
}

/// A fact, with its link.
fn linked(fact: &OperatorFact) -> AnyView {
    let words = content_text(&fact.text);
    match &fact.href {
        Some(href) => view! { <a class="outgoing" href=href.clone()>{words}</a> }.into_any(),
        None => words,
    }
}
