//! What is this, where does it come from, how is a mistake put right, and who can use it? (desk)

use crate::head::{SITE_LINE, SITE_NAME};
use crate::route::{Overview, Route};
use crate::screen::Site;
use leptos::prelude::*;

/// The about page.
pub fn about(site: Site) -> AnyView {
    let documents: Vec<AnyView> = site
        .catalogue
        .documents
        .iter()
        .map(|document| {
            let by = document.publisher.as_deref().or(document.byline.as_deref()).map(|by| format!("{by}，")).unwrap_or_default();
            view! { <li>{format!("《{}》", document.title)}<span class="sources__note">{format!("{}，{by}{}", document.kind, document.dated())}</span></li> }.into_any()
        })
        .collect();
    let initiatives: usize = site
        .catalogue
        .cards
        .iter()
        .map(|card| card.initiatives.len())
        .sum();
    let size = format!(
        "现收 {} 个品牌、{initiatives} 项举措。",
        site.catalogue.cards.len()
    );
    view! {
        <article class="about">
            <h1 class="listing__name">"关于本馆"</h1>
            <p class="brand__summary">{SITE_LINE}{size}</p>
            <h2>"内容从哪里来"</h2>
            <p>"全部内容取自下列材料。名称、数字、引语照原文；每句话后的小号数字指明出自哪一份。材料之间说法不同的，两种说法都写明；没有写到的，不补不猜。"</p>
            <ol class="sources__list">{documents}</ol>
            <p>"人物的职务以材料刊印时为准。能认出患者本人的内容一律不收。徽标由本馆绘制，是示意图，不是各机构的正式标识。“您需要什么”的分类是本馆为方便查找所设，不是材料原文。"</p>
            <p>"材料提到的机构和地方："<a href=Route::Institutions.href()>"全部机构"</a>"，"<a href=Route::Overview(Overview::Places).href()>"全部地方"</a>"。"</p>
            <h2>"怎样更正错误"</h2>
            <p>"请告诉品牌所属的机构：说明是哪个网页（地址栏里的地址）、哪一句、应当怎样。机构核对后修改对应的数据文件，网页随下一次发布更新。"</p>
            <h2>"无障碍声明"</h2>
            <p>{format!("{SITE_NAME}以 WCAG 2.2 AA 为目标。正文不小于 18 像素，可放大到 400%；正文对比度不低于 7:1；只用键盘可以完成全部操作；颜色从不是唯一的标志；不自动播放，没有时间限制；不运行程序也能读到全部内容。")}</p>
            <p>"已检查：每一类网页都用 axe-core 自动检查，并用键盘逐项操作。“长辈版”目前放大文字和按钮、改为单列。尚未做到：语音朗读、长辈版的简化版面，以及真人使用读屏软件的检查。"</p>
            <h2>"隐私"</h2>
            <p>"本馆不设账号，不用 Cookie，不向任何其他网站发送请求；搜索只在您的设备上进行。"</p>
        </article>
    }
    .into_any()
}
